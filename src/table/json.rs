//! JSON as nodes, one row at a time, so that a large document is never in memory as a tree.

use super::{Faults, Kind, Member, Node, rules};
use crate::diag::{Arg, Span};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;
use std::fmt;

/// What takes the values of the document as they come.
pub(crate) trait Rows {
    /// A table begins; where its name stands.
    fn table(&mut self, name: &str, at: Span, faults: &mut Faults);
    /// One row of the table that began last.
    fn row(&mut self, row: &Node<'_>, faults: &mut Faults);
    /// A value that is no table: `schema`; where its name stands.
    fn value(&mut self, name: &str, at: Span, value: &Node<'_>, faults: &mut Faults);
}

/// Reads a document whose members are tables (lists of rows) and plain values.
pub(crate) fn read_json(text: &str, rows: &mut dyn Rows, faults: &mut Faults) {
    let mut from = serde_json::Deserializer::from_str(text);
    let read = Document { text, rows, faults }.deserialize(&mut from).and_then(|()| from.end());
    if let Err(error) = read {
        // The message may quote the text; line and column are enough.
        let at = offset(text.as_bytes(), error.line(), error.column());
        faults.go(None, None);
        faults.push(&rules::SYNTAX_BROKEN, Span::new(at, at), &[Arg::Text("JSON")]);
    }
}

/// The byte at a line and a column, both from 1.
fn offset(bytes: &[u8], line: usize, column: usize) -> u64 {
    let before: usize =
        bytes.split_inclusive(|byte| *byte == b'\n').take(line.saturating_sub(1)).map(<[u8]>::len).sum();
    (before + column.saturating_sub(1)).min(bytes.len()) as u64
}

/// The bytes of a text that is a piece of the document; none where it had to be written anew, because of an
/// escape in it.
fn place(document: &str, piece: &str) -> Span {
    let start = piece.as_ptr().addr().checked_sub(document.as_ptr().addr());
    match start.filter(|start| start.saturating_add(piece.len()) <= document.len()) {
        Some(start) => Span::new(start as u64, start.saturating_add(piece.len()) as u64),
        None => Span::default(),
    }
}

/// A name: a piece of the document, where it is one.
struct Name;

impl<'de> DeserializeSeed<'de> for Name {
    type Value = Cow<'de, str>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for Name {
    type Value = Cow<'de, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(text))
    }
    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

struct Document<'r> {
    text: &'r str,
    rows: &'r mut dyn Rows,
    faults: &'r mut Faults,
}

impl<'de> DeserializeSeed<'de> for Document<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Document<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a document of tables")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key_seed(Name)? {
            let (text, at) = (self.text, place(self.text, &name));
            map.next_value_seed(Entry { text, name: &name, at, rows: self.rows, faults: self.faults })?;
        }
        Ok(())
    }
}

/// A member of the document: a list is handed on row by row.
struct Entry<'r> {
    text: &'r str,
    name: &'r str,
    at: Span,
    rows: &'r mut dyn Rows,
    faults: &'r mut Faults,
}

impl<'de> DeserializeSeed<'de> for Entry<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Entry<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a table")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        self.rows.table(self.name, self.at, self.faults);
        while let Some(row) = list.next_element_seed(Value { text: self.text })? {
            self.rows.row(&row, self.faults);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        // One row may stand without a list around it.
        let row = Value { text: self.text }.visit_map(map)?;
        self.rows.table(self.name, self.at, self.faults);
        self.rows.row(&row, self.faults);
        Ok(())
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        self.plain(Kind::Text(text.into()))
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.plain(Kind::Text(text.into()))
    }
    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.plain(Kind::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<(), E> {
        self.plain(Kind::Number(value.to_string().into()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<(), E> {
        self.plain(Kind::Number(value.to_string().into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<(), E> {
        self.plain(Kind::Number(value.to_string().into()))
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        self.plain(Kind::Nothing)
    }
}

impl Entry<'_> {
    #[expect(clippy::unnecessary_wraps, reason = "what a visitor gives back")]
    fn plain<E>(self, kind: Kind<'_>) -> Result<(), E> {
        self.rows.value(self.name, self.at, &Node::new(self.at, kind), self.faults);
        Ok(())
    }
}

/// Any value as a node. The parser does not tell places, but texts are pieces of the document, and what is no
/// text stands beside a name that is.
#[derive(Clone, Copy)]
struct Value<'t> {
    text: &'t str,
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Node<'de>;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Node<'de>, D::Error> {
        from.deserialize_any(self)
    }
}

#[expect(clippy::unnecessary_wraps, reason = "what a visitor gives back")]
const fn plain<E>(kind: Kind<'_>) -> Result<Node<'_>, E> {
    Ok(Node::new(Span { start: 0, end: 0 }, kind))
}

/// From the first to the last.
fn around(first: Option<Span>, last: Option<Span>) -> Span {
    let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
    if last.end < first.start { first } else { Span::new(first.start, last.end) }
}

/// Programs write an empty text for what they do not have.
fn kind(text: Cow<'_, str>) -> Kind<'_> {
    if text.is_empty() { Kind::Nothing } else { Kind::Text(text) }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Node<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Node<'de>, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(self)? {
            nodes.push(node);
        }
        let bytes = around(nodes.first().map(|one| one.bytes), nodes.last().map(|one| one.bytes));
        Ok(Node::new(bytes, Kind::List(nodes)))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node<'de>, A::Error> {
        let mut members = Vec::new();
        while let Some(name) = map.next_key_seed(Name)? {
            let bytes = place(self.text, &name);
            let mut node: Node<'de> = map.next_value_seed(self)?;
            if node.bytes.is_empty() {
                node.bytes = bytes;
            }
            members.push(Member { name, bytes, node });
        }
        let bytes = around(members.first().map(|one| one.bytes), members.last().map(|one| one.node.bytes));
        Ok(Node::new(bytes, Kind::Table(members)))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Node<'de>, E> {
        Ok(Node::new(place(self.text, text), kind(text.into())))
    }
    fn visit_str<E>(self, text: &str) -> Result<Node<'de>, E> {
        plain(kind(text.to_owned().into()))
    }
    fn visit_bool<E>(self, value: bool) -> Result<Node<'de>, E> {
        plain(Kind::Bool(value))
    }
    fn visit_u64<E>(self, value: u64) -> Result<Node<'de>, E> {
        plain(Kind::Number(value.to_string().into()))
    }
    fn visit_i64<E>(self, value: i64) -> Result<Node<'de>, E> {
        plain(Kind::Number(value.to_string().into()))
    }
    fn visit_f64<E>(self, value: f64) -> Result<Node<'de>, E> {
        // The shortest digits that give this number: those that were written, up to fifteen.
        plain(Kind::Number(value.to_string().into()))
    }
    fn visit_unit<E>(self) -> Result<Node<'de>, E> {
        plain(Kind::Nothing)
    }
}
