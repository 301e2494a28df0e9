//! What packs, bodies and projects have in common as documents: a head, once, and tables of rows.

use super::{
    Faults, Field, FieldInfo, Fields, Kind, Member, Node, Origin, Row, RowReader, nearest, read_toml,
    row_schema, rules,
};
use crate::diag::{Arg, Finding, PointerStep, Span};
use crate::value::json_text;
use serde_json::{Map, Value, json};

/// Where the members of the document stand, so that a fault can point at them.
pub(crate) struct Places<'a>(pub(crate) &'a [Member<'a>]);

impl Places<'_> {
    /// The bytes of a field of a row, or of the row where it has no such field.
    pub(crate) fn of(&self, table: &str, row: u64, field: &'static str) -> Span {
        self.at(table, row, &[PointerStep::Field(field)])
    }

    /// The bytes of what the steps from a row lead to, as far as they lead anywhere.
    pub(crate) fn at(&self, table: &str, row: u64, steps: &[PointerStep]) -> Span {
        let table = self.0.iter().find(|member| member.name == table).map(|member| &member.node);
        let node = match table.map(|node| (node, &node.kind)) {
            Some((_, Kind::List(list))) => {
                usize::try_from(row).ok().and_then(|row| list.get(row.saturating_sub(1)))
            }
            Some((node, _)) => Some(node),
            None => None,
        };
        let Some(mut node) = node else { return Span::default() };
        for step in steps {
            let inner = match (step, &node.kind) {
                (PointerStep::Field(name), Kind::Table(members)) => {
                    members.iter().find(|member| member.name == *name).map(|member| &member.node)
                }
                (PointerStep::Index(place), Kind::List(list)) => {
                    usize::try_from(*place).ok().and_then(|place| list.get(place))
                }
                _ => None,
            };
            let Some(inner) = inner else { break };
            node = inner;
        }
        node.bytes
    }
}

/// The tables of a document.
pub(crate) trait Tables: Default {
    /// Their names.
    const NAMES: &'static [&'static str];
    /// What should stand there instead of something else; nothing: one of the tables.
    const INSTEAD: Option<&'static str> = None;

    /// Reads a table by its name; says whether there is one.
    fn read(&mut self, table: &str, node: &Node<'_>, faults: &mut Faults) -> bool;
}

/// Reads a document from TOML. `whole` puts it together, `verify` looks at what has to be so between its rows; one
/// that is not understood in full is not applied in part.
pub(crate) fn parse<H: Field, R: Tables, D>(
    text: &str,
    head: &'static str,
    whole: impl FnOnce(H, R) -> D,
    verify: impl FnOnce(&D, &[Member<'_>], &mut Faults),
) -> Result<D, Vec<Finding>> {
    let mut faults = Faults::new(Origin::Pack);
    let members = read_toml(text, &mut faults);
    let (mut first, mut rows) = (None, R::default());
    for Member { name, bytes, node } in &members {
        if name == head {
            faults.go(Some(head), None);
            first = Some(H::read(node, &mut faults));
        } else if !rows.read(name, node, &mut faults) {
            unknown::<R>(*bytes, name, &mut faults);
        }
    }
    if first.is_none() {
        first = H::absent().map(Some);
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
        _ => Err(faults.into_findings()),
    }
}

/// Reads the rows of a table. `expected`: what should stand there, of the table and of each row.
pub(crate) fn rows<T: Row>(
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
pub(crate) fn table_schema<T: Row>(doc: &str) -> (&'static str, Value) {
    let fields: Vec<&FieldInfo> = T::FIELDS.iter().chain(T::SHARED).collect();
    (T::TABLE, json!({ "type": "array", "items": row_schema(&fields, doc, false) }))
}

/// Reads a document without a head from TOML.
pub(crate) fn parse_rows<R: Tables>(text: &str) -> Result<R, Vec<Finding>> {
    let mut faults = Faults::new(Origin::Pack);
    let mut rows = R::default();
    for Member { name, bytes, node } in &read_toml(text, &mut faults) {
        if !rows.read(name, node, &mut faults) {
            unknown::<R>(*bytes, name, &mut faults);
        }
    }
    if faults.is_empty() { Ok(rows) } else { Err(faults.into_findings()) }
}

/// There is no table of that name.
fn unknown<R: Tables>(bytes: Span, name: &str, faults: &mut Faults) {
    faults.go(None, None);
    match (nearest(name, R::NAMES.iter().copied()), R::INSTEAD) {
        (None, Some(instead)) => faults.expected(bytes, instead),
        (near, _) => faults.push(&rules::TABLE_UNKNOWN, bytes, &[Arg::Near(near)]),
    }
}

/// The head of a document: its name, and whether it may not be left out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Need<'n> {
    pub(crate) name: &'n str,
    pub(crate) required: bool,
}

/// The JSON Schema of a document of that kind: with its head, where it has one, and what stands beside it.
pub(crate) fn schema<H: Fields>(
    kind: &str,
    head: Option<Need<'_>>,
    about: &str,
    beside: impl IntoIterator<Item = (&'static str, Value)>,
) -> String {
    let mut properties = Map::new();
    if let Some(Need { name, .. }) = head {
        let fields: Vec<&FieldInfo> = H::FIELDS.iter().collect();
        properties.insert(name.to_owned(), row_schema(&fields, &format!("The head of the {kind}."), false));
    }
    properties.extend(beside.into_iter().map(|(name, schema)| (name.to_owned(), schema)));
    let required: Vec<&str> = head.filter(|head| head.required).map(|head| head.name).into_iter().collect();
    json_text(&json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": format!("peerclaim-{kind}/1"),
        "description": about,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    }))
}
