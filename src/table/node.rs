//! One value of a table, from whatever format it was read.

use crate::diag::Span;
use std::borrow::Cow;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node<'a> {
    /// Its bytes in the document; empty where the format does not tell.
    pub(crate) bytes: Span,
    pub(crate) kind: Kind<'a>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind<'a> {
    /// Nothing: JSON's `null`, an empty cell.
    Nothing,
    Bool(bool),
    /// The digits of a number as they were written.
    Number(Cow<'a, str>),
    Text(Cow<'a, str>),
    /// A cell of CSV: a text that may also stand for a number, a list, yes or no.
    Cell(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Table(Vec<Member<'a>>),
}

/// A named value of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Member<'a> {
    pub(crate) name: Cow<'a, str>,
    /// The bytes of the name.
    pub(crate) bytes: Span,
    pub(crate) node: Node<'a>,
}

impl<'a> Node<'a> {
    pub(crate) const fn new(bytes: Span, kind: Kind<'a>) -> Self {
        Self { bytes, kind }
    }

    /// The text, where it is one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Cell(text) => Some(text.trim()),
            _ => None,
        }
    }

    /// The digits, where it is a number, or a text that a person may have put into quotation marks.
    pub(crate) fn digits(&self) -> Option<&str> {
        match &self.kind {
            Kind::Number(digits) => Some(digits),
            _ => self.text(),
        }
    }

    /// A text as a table that has only this field.
    pub(crate) fn alone(&self, field: &'static str) -> Option<Node<'_>> {
        self.text()?;
        let member = Member { name: Cow::Borrowed(field), bytes: self.bytes, node: self.clone() };
        Some(Node::new(self.bytes, Kind::Table(vec![member])))
    }
}
