//! TOML as nodes, with the bytes of every name and value.

use super::{Faults, Kind, Member, Node, rules};
use crate::diag::{Arg, Span};
use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

/// Reads a document; what is no TOML is a fault, and the rest is read all the same.
pub(crate) fn read_toml<'a>(text: &'a str, faults: &mut Faults) -> Vec<Member<'a>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        // The message quotes the text; the place is enough.
        let bytes = error.span().map(span).unwrap_or_default();
        faults.push(&rules::SYNTAX_BROKEN, bytes, &[Arg::Text("TOML")]);
    }
    let mut members = members(table.into_inner());
    // The map is ordered by name; people read from the top.
    members.sort_by_key(|member| member.bytes.start);
    members
}

fn span(range: std::ops::Range<usize>) -> Span {
    Span::new(range.start as u64, range.end as u64)
}

fn members(table: DeTable<'_>) -> Vec<Member<'_>> {
    let each = table.into_iter().map(|(name, value)| {
        let bytes = span(name.span());
        Member { name: name.into_inner(), bytes, node: node(value) }
    });
    each.collect()
}

fn node(value: Spanned<DeValue<'_>>) -> Node<'_> {
    let bytes = span(value.span());
    let kind = match value.into_inner() {
        DeValue::String(text) => Kind::Text(text),
        DeValue::Boolean(value) => Kind::Bool(value),
        // With its `0x`, where it has one: those digits are no number of ours.
        DeValue::Integer(number) => Kind::Number(number.to_string().into()),
        DeValue::Float(number) => Kind::Number(number.as_str().to_owned().into()),
        DeValue::Datetime(when) => Kind::Text(when.to_string().into()),
        DeValue::Array(list) => Kind::List(list.into_iter().map(node).collect()),
        DeValue::Table(table) => Kind::Table(members(table)),
    };
    Node::new(bytes, kind)
}
