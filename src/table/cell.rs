//! CSV as nodes: a header that names fields, under whatever names a system exports them.

use super::record::{Lines, Next, Records};
use super::{Faults, Kind, Member, Node, rules};
use crate::diag::{Arg, PointerStep, Span};
use std::borrow::Cow;

/// One step from a row to a field: a field of it, or a place in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellStep {
    Field(&'static str),
    Index(usize),
}

/// From a row to the field that a column holds.
pub(crate) type CellPath = Vec<CellStep>;

/// How the columns of a table may be called, and what a record becomes.
pub(crate) trait Columns {
    /// The field that a column of that name holds.
    fn field(&self, column: &str) -> Option<CellPath>;
    /// The fields without which no row is a row, given those that the header has.
    fn missing(&self, header: &[Option<CellPath>]) -> Vec<&'static str>;
    /// Makes of the cells of a record what the row expects: a time gets its day.
    fn finish(&self, row: &mut Node<'_>);
}

/// At most so many columns: a table of a thousand columns is not one of ours.
const MOST_COLUMNS: usize = 200;

/// What was read of a table beside its rows.
#[derive(Debug, Default)]
pub(crate) struct Sheeted {
    /// The lines on which a spreadsheet shows the records.
    pub(crate) lines: Lines,
    /// A record was left out of which not even the identifier is known.
    pub(crate) lost: bool,
}

/// Reads a table row by row. The first record names the columns.
pub(crate) fn read_csv(
    bytes: &[u8],
    columns: &dyn Columns,
    faults: &mut Faults,
    row: &mut dyn FnMut(u64, &Node<'_>, &mut Faults),
) -> Sheeted {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut read = Sheeted { lost: true, ..Sheeted::default() };
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        faults.push(&rules::TEXT_UNREADABLE, Span::new(0, 2), &[Arg::Text("the table")]);
        return read;
    }
    let mut records = Records::new(bytes);
    let mut record = csv::ByteRecord::new();
    let first = records.next(&mut record);
    if let Some(Next { broken: Some(at), .. }) = first {
        faults.push(&rules::SYNTAX_BROKEN, Span::new(at, at), &[Arg::Text(CSV)]);
        return read;
    }
    if record.len() > MOST_COLUMNS {
        faults.push(&rules::TOO_MANY_COLUMNS, Span::default(), &[Arg::Count(MOST_COLUMNS as u64)]);
        return read;
    }
    let Some(fields) = heads(&record, columns, faults) else { return read };
    read.lost = false;
    let mut number = 0;
    while let Some(next) = records.next(&mut record) {
        number += 1;
        faults.go_row(number);
        read.lines.add(number, next.line);
        let bytes = next.bytes;
        // A field of ours never goes over a line, so such a cell has swallowed what was meant as others.
        let swallows = || {
            next.breaks
                && fields.iter().zip(&record).any(|(field, cell)| {
                    field.is_some() && memchr::memchr2(b'\n', b'\r', cell.trim_ascii()).is_some()
                })
        };
        let broken = next.broken.or_else(|| swallows().then_some(bytes.start));
        if let Some(at) = broken {
            read.lost = true;
            faults.push(&rules::SYNTAX_BROKEN, Span::new(at, at), &[Arg::Text(CSV)]);
            continue;
        }
        if record.iter().all(<[u8]>::is_empty) {
            continue;
        }
        if record.len() > fields.len() {
            read.lost = true;
            faults.push(&rules::TOO_MANY_CELLS, bytes, &[Arg::Count(fields.len() as u64)]);
            continue;
        }
        match cells(&fields, &record, bytes, faults) {
            Some(members) => {
                let mut node = Node::new(bytes, Kind::Table(members));
                columns.finish(&mut node);
                row(number, &node, faults);
            }
            None => read.lost = true,
        }
    }
    read
}

/// What a broken record is not.
const CSV: &str = "CSV";

/// The cells of a record at the places of their fields; nothing where a text cannot be read.
fn cells<'r>(
    fields: &[Option<CellPath>],
    record: &'r csv::ByteRecord,
    bytes: Span,
    faults: &mut Faults,
) -> Option<Vec<Member<'r>>> {
    let mut members = Vec::new();
    let mut readable = true;
    for (field, cell) in fields.iter().zip(record) {
        let Some(field) = field else { continue };
        let Ok(text) = std::str::from_utf8(cell) else {
            readable = false;
            let name = match field.first() {
                Some(CellStep::Field(name)) => name,
                _ => "a cell",
            };
            faults.push(&rules::TEXT_UNREADABLE, bytes, &[Arg::Text(name)]);
            continue;
        };
        if !text.trim().is_empty() {
            put(&mut members, field, Node::new(bytes, Kind::Cell(Cow::Borrowed(text))));
        }
    }
    readable.then_some(members)
}

/// What the columns hold; nothing where the table cannot be one of ours.
fn heads(
    header: &csv::ByteRecord,
    columns: &dyn Columns,
    faults: &mut Faults,
) -> Option<Vec<Option<CellPath>>> {
    let read = |name: &[u8]| std::str::from_utf8(name).ok().and_then(|name| columns.field(name));
    let mut fields: Vec<Option<CellPath>> = header.iter().map(read).collect();
    if fields.iter().all(Option::is_none) {
        let ours = "a table whose first line names columns that are known here, with commas between";
        faults.push(&rules::FORM_UNKNOWN, Span::default(), &[Arg::Text(ours)]);
        return None;
    }
    for place in 0..fields.len() {
        let column = Arg::Count(place as u64 + 1);
        match fields.get(place) {
            Some(Some(field)) => {
                let first = fields.iter().position(|other| other.as_ref() == Some(field)).unwrap_or(place);
                if first == place {
                    continue;
                }
                let first = Arg::Count(first as u64 + 1);
                faults.push(&rules::COLUMN_REPEATED, Span::default(), &[column, first]);
                if let Some(twice) = fields.get_mut(place) {
                    *twice = None;
                }
            }
            _ => faults.push(&rules::COLUMN_UNKNOWN, Span::default(), &[column]),
        }
    }
    let missing = columns.missing(&fields);
    for name in &missing {
        faults.inside(PointerStep::Field(name), |faults| {
            faults.push(&rules::FIELD_MISSING, Span::default(), &[Arg::Text(name)]);
        });
    }
    missing.is_empty().then_some(fields)
}

/// Puts a cell at its place in a table.
fn put<'a>(members: &mut Vec<Member<'a>>, path: &[CellStep], cell: Node<'a>) {
    let Some((CellStep::Field(name), rest)) = path.split_first() else { return };
    let bytes = cell.bytes;
    let place = members.iter().position(|member| member.name == *name);
    let place = place.unwrap_or_else(|| {
        let kind = match rest.first() {
            Some(CellStep::Index(_)) => Kind::List(Vec::new()),
            Some(CellStep::Field(_)) => Kind::Table(Vec::new()),
            None => Kind::Nothing,
        };
        members.push(Member { name: Cow::Borrowed(name), bytes, node: Node::new(bytes, kind) });
        members.len() - 1
    });
    let Some(Member { node, .. }) = members.get_mut(place) else { return };
    match (&mut node.kind, rest) {
        (Kind::Nothing, []) => *node = cell,
        // The cells of a plain list close up where one is empty.
        (Kind::List(list), [_]) => list.push(cell),
        (Kind::List(list), [CellStep::Index(place), rest @ ..]) => {
            while list.len() <= *place {
                list.push(Node::new(bytes, Kind::Table(Vec::new())));
            }
            if let Some(Node { kind: Kind::Table(inner), .. }) = list.get_mut(*place) {
                put(inner, rest, cell);
            }
        }
        (Kind::Table(inner), rest) => put(inner, rest, cell),
        _ => {}
    }
}
