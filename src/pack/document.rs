//! What packs and bodies have in common as documents: a head, once, and tables of rows.

use super::PackError;
use crate::diag::{Arg, Span};
use crate::table::{
    Faults, Field, FieldInfo, Fields, Kind, Member, Node, Origin, Row, RowReader, nearest, read_toml,
    row_schema, rules,
};
use crate::value::json_text;
use serde_json::{Map, Value, json};

/// The tables of a document.
pub(super) trait Tables: Default {
    /// Their names.
    const NAMES: &'static [&'static str];

    /// Reads a table by its name; says whether there is one.
    fn read(&mut self, table: &str, node: &Node<'_>, faults: &mut Faults) -> bool;
}

/// Reads a document from TOML. `whole` puts it together, `verify` looks at what has to be so between its rows; one
/// that is not understood in full is not applied in part.
pub(super) fn parse<H: Field, R: Tables, D>(
    text: &str,
    head: &'static str,
    whole: impl FnOnce(H, R) -> D,
    verify: impl FnOnce(&D, &[Member<'_>], &mut Faults),
) -> Result<D, PackError> {
    let mut faults = Faults::new(Origin::Pack);
    let members = read_toml(text, &mut faults);
    let (mut first, mut rows) = (None, R::default());
    for Member { name, bytes, node } in &members {
        if name == head {
            faults.go(Some(head), None);
            first = Some(H::read(node, &mut faults));
        } else if !rows.read(name, node, &mut faults) {
            faults.go(None, None);
            let near = nearest(name, R::NAMES.iter().copied());
            faults.push(&rules::TABLE_UNKNOWN, *bytes, &[Arg::Near(near)]);
        }
    }
    if first.is_none() {
        faults.go(Some(head), None);
        faults.push(&rules::FIELD_MISSING, Span::default(), &[Arg::Text(head)]);
    }
    let document = first.flatten().map(|head| whole(head, rows));
    if let Some(document) = &document
        && faults.is_empty()
    {
        verify(document, &members, &mut faults);
    }
    match document {
        Some(document) if faults.is_empty() => Ok(document),
        _ => Err(PackError::new(faults.into_findings())),
    }
}

/// Reads the rows of a table. `expected`: what should stand there, of the table and of each row.
pub(super) fn rows<T: Row>(
    into: &mut Vec<T>,
    node: &Node<'_>,
    faults: &mut Faults,
    expected: (&'static str, &'static str),
) {
    let Kind::List(list) = &node.kind else {
        faults.go(Some(T::TABLE), None);
        return faults.expected(node.bytes, expected.0);
    };
    for (number, node) in (1_u64..).zip(list) {
        faults.go(Some(T::TABLE), Some(number));
        into.extend(RowReader::whole::<T>(node, faults, expected.1));
    }
}

/// A table by its name, and the schema of it.
pub(super) fn table_schema<T: Row>(doc: &str) -> (&'static str, Value) {
    let fields: Vec<&FieldInfo> = T::FIELDS.iter().chain(T::SHARED).collect();
    (T::TABLE, json!({ "type": "array", "items": row_schema(&fields, doc, false) }))
}

/// The JSON Schema of a document with that head and what stands beside it.
pub(super) fn schema<H: Fields>(
    head: &str,
    about: &str,
    beside: impl IntoIterator<Item = (&'static str, Value)>,
) -> String {
    let fields: Vec<&FieldInfo> = H::FIELDS.iter().collect();
    let mut properties = Map::new();
    properties.insert(head.to_owned(), row_schema(&fields, &format!("The head of the {head}."), false));
    properties.extend(beside.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    json_text(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("peerclaim-{head}/1"),
        "description": about,
        "type": "object",
        "properties": properties,
        "required": [head],
        "additionalProperties": false,
    }))
}
