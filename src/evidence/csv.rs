//! Sheets: tables as CSV, with the names that systems give to files, columns and words.

use super::columns::{SHEETS, WORDS};
use crate::table::{CellPath, CellStep, Columns, FieldInfo, Kind, Member, Node, Shape, habit};
use crate::value::Date;
use std::borrow::Cow;

/// A table as CSV.
pub(super) struct Sheet {
    /// Its name in findings, and the first of its names.
    pub(super) table: &'static str,
    /// What files of it are also called, letters and digits only, with blanks between.
    pub(super) names: &'static str,
    /// Columns that tell where the row belongs; and whether one is needed.
    pub(super) keys: &'static [(&'static str, bool)],
    /// What stands in a row.
    pub(super) fields: fn() -> &'static [FieldInfo],
    /// Fields, and what columns of them are also called, letters and digits only, with blanks between.
    pub(super) columns: &'static [(&'static str, &'static str)],
    /// What else is to be done with a record.
    pub(super) habit: Habit,
}

/// What is to be done with a record before it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// Nothing.
    Plain,
    /// Times get their day from `on`; `on` may be told by the begin.
    Encounter,
    /// Times get their day from a column `on`, which is no field.
    Segment,
    /// The number may serve as the id.
    Authorization,
}

impl Sheet {
    /// The sheet of that name, however it is spelled.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        let name = plain(name);
        SHEETS.iter().find(|sheet| plain(sheet.table) == name || among(sheet.names, &name))
    }

    /// The names that are suggested.
    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        SHEETS.iter().map(|sheet| sheet.table)
    }

    /// Where the table stands among all.
    pub(super) fn order(table: &str) -> Option<usize> {
        SHEETS.iter().position(|sheet| sheet.table == table)
    }

    /// The field that has the column's name, or the name of a field in it.
    fn own(&self, column: &str) -> Option<CellPath> {
        if let Some((key, _)) = self.keys.iter().find(|(key, _)| plain(key) == column) {
            return Some(vec![CellStep::Field(key)]);
        }
        if self.habit == Habit::Segment && column == "on" {
            return Some(vec![CellStep::Field("on")]);
        }
        (self.fields)().iter().find_map(|field| own(field, column))
    }
}

/// Letters and digits only, and those small: `Client ID`, `client_id` and `ClientId` are one.
fn plain(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
}

/// Is it one of these words?
fn among(words: &str, word: &str) -> bool {
    !word.is_empty() && words.split(' ').any(|one| one == word)
}

/// The column may hold the field itself, a field of it (`address city`), or one of its list (`segment 2 start`).
fn own(field: &FieldInfo, column: &str) -> Option<CellPath> {
    let name = plain(field.name);
    let first = CellStep::Field(field.name);
    let rest = column.strip_prefix(&name).or_else(|| {
        // `modifier 1` is of `modifiers`.
        column
            .strip_prefix(name.strip_suffix('s')?)
            .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    })?;
    match field.shape {
        Shape::Part(parts) if !rest.is_empty() => within(parts, rest, vec![first]),
        Shape::Part(_) => None,
        Shape::List(inner) => {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let (place, rest) = rest.split_at_checked(digits)?;
            let place: Option<usize> = place.parse().ok().filter(|place| (1..=20).contains(place));
            let path = |place: usize| vec![first, CellStep::Index(place - 1)];
            match (place, inner) {
                (Some(place), Shape::Part(parts) | Shape::TextOr(parts)) if !rest.is_empty() => {
                    within(parts, rest, path(place))
                }
                // A cell is no part of its own.
                (_, Shape::Part(_)) => None,
                (Some(place), _) if rest.is_empty() => Some(path(place)),
                (None, _) if digits == 0 && rest.is_empty() => Some(vec![first]),
                _ => None,
            }
        }
        _ => rest.is_empty().then(|| vec![first]),
    }
}

fn within(parts: &'static [FieldInfo], column: &str, mut path: CellPath) -> Option<CellPath> {
    let inner = parts.iter().find_map(|part| own(part, column))?;
    path.extend(inner);
    Some(path)
}

/// `segments.0.start` as steps.
fn steps(path: &'static str) -> CellPath {
    path.split('.').map(|step| step.parse().map_or(CellStep::Field(step), CellStep::Index)).collect()
}

impl Columns for Sheet {
    fn field(&self, column: &str) -> Option<CellPath> {
        let column = plain(column);
        let also =
            || self.columns.iter().find(|(_, names)| among(names, &column)).map(|(path, _)| steps(path));
        self.own(&column).or_else(also)
    }

    fn missing(&self, header: &[Option<CellPath>]) -> Vec<&'static str> {
        let has = |name: &str| {
            let first =
                |path: &CellPath| matches!(path.first(), Some(CellStep::Field(field)) if *field == name);
            header.iter().flatten().any(first)
        };
        let fields = (self.fields)().iter().filter(|field| field.required).map(|field| field.name);
        let keys = self.keys.iter().filter(|(_, required)| *required).map(|(name, _)| *name);
        let instead = |name: &str| match self.habit {
            Habit::Encounter => name == "on" && has("segments"),
            Habit::Authorization => name == "id" && has("number"),
            Habit::Plain | Habit::Segment => false,
        };
        keys.chain(fields).filter(|name| !has(name) && !instead(name)).collect()
    }

    fn finish(&self, row: &mut Node<'_>) {
        let Kind::Table(members) = &mut row.kind else { return };
        for member in members.iter_mut() {
            // The second coverage of a member without a first is the first.
            if let Kind::List(list) = &mut member.node.kind {
                list.retain(|one| one.kind != Kind::Table(Vec::new()));
            }
        }
        match self.habit {
            Habit::Encounter => {
                let on = day(members);
                if let Some(Member { node: Node { kind: Kind::List(segments), .. }, .. }) =
                    members.iter_mut().find(|member| member.name == "segments")
                {
                    for segment in segments {
                        times(segment, on);
                    }
                }
                begin(members);
            }
            Habit::Segment => {
                let on = day(members);
                members.retain(|member| member.name != "on");
                times(row, on);
            }
            Habit::Authorization => {
                if !members.iter().any(|member| member.name == "id")
                    && let Some(number) = members.iter().find(|member| member.name == "number")
                {
                    let id = Member { name: "id".into(), ..number.clone() };
                    members.push(id);
                }
            }
            Habit::Plain => {}
        }
        let Kind::Table(members) = &mut row.kind else { return };
        procedure(members);
        for member in members {
            codes(member);
            words(self.table, member);
        }
    }
}

/// The text of a cell.
fn cell<'m>(members: &'m [Member<'_>], name: &str) -> Option<&'m str> {
    let member = members.iter().find(|member| member.name == name)?;
    member.node.text()
}

/// The day that the record says.
fn day(members: &[Member<'_>]) -> Option<Date> {
    habit::date(cell(members, "on")?)
}

/// Gives the times of a stretch their day, where they have none.
fn times(segment: &mut Node<'_>, on: Option<Date>) {
    let Kind::Table(members) = &mut segment.kind else { return };
    let Some(on) = on else { return };
    let clock = |members: &[Member<'_>], name: &str| habit::time(cell(members, name)?);
    let (start, end) = (clock(members, "start"), clock(members, "end"));
    // Who stops at midnight stops at the end of the day. Any other end before the begin is a slip of the pen as
    // often as a night, and is left to be seen.
    let last = match (start, end) {
        (Some(start), Some((0, 0))) if start != (0, 0) => on.checked_add_days(1).unwrap_or(on),
        _ => on,
    };
    for (name, time, date) in [("start", start, on), ("end", end, last)] {
        if let Some((hour, minute)) = time
            && let Some(member) = members.iter_mut().find(|member| member.name == name)
        {
            member.node.kind = Kind::Cell(format!("{date}T{hour:02}:{minute:02}").into());
        }
    }
}

/// Without a day, the day is that of the first begin.
fn begin(members: &mut Vec<Member<'_>>) {
    if members.iter().any(|member| member.name == "on") {
        return;
    }
    let segments = members.iter().find(|member| member.name == "segments").map(|member| &member.node.kind);
    let Some(Kind::List(segments)) = segments else { return };
    let Some(Node { bytes, kind: Kind::Table(first) }) = segments.first() else { return };
    let Some(start) = cell(first, "start").and_then(habit::moment) else { return };
    let node = Node::new(*bytes, Kind::Cell(start.date().to_string().into()));
    members.push(Member { name: "on".into(), bytes: node.bytes, node });
}

/// `H0038:HQ` and `H0038 HQ` are a code and its modifiers.
fn procedure(members: &mut Vec<Member<'_>>) {
    let Some(member) = members.iter_mut().find(|member| member.name == "code") else { return };
    let Some(text) = member.node.text() else { return };
    let mut parts = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let (Some(code), bytes) = (parts.next().map(str::to_owned), member.node.bytes) else { return };
    let modifiers: Vec<Node<'_>> =
        parts.map(|part| Node::new(bytes, Kind::Cell(part.to_owned().into()))).collect();
    if modifiers.is_empty() || code.len() != 5 {
        return;
    }
    member.node.kind = Kind::Cell(code.into());
    if !members.iter().any(|member| member.name == "modifiers") {
        let node = Node::new(bytes, Kind::List(modifiers));
        members.push(Member { name: "modifiers".into(), bytes, node });
    }
}

/// Codes hold no commas, so a comma parts them.
fn codes(member: &mut Member<'_>) {
    if let ("modifiers" | "diagnoses" | "codes", Kind::Cell(text)) = (&*member.name, &mut member.node.kind)
        && text.contains(',')
    {
        *text = Cow::Owned(text.replace(',', ";"));
    }
}

/// Other words for the words that a field knows.
fn words(table: &str, member: &mut Member<'_>) {
    let Kind::Cell(text) = &mut member.node.kind else { return };
    let Some((.., words)) = WORDS.iter().find(|(of, field, _)| *of == table && *field == member.name) else {
        return;
    };
    let asked = plain(text);
    if let Some((word, _)) = words.iter().find(|(_, others)| among(others, &asked)) {
        *text = Cow::Borrowed(word);
    }
}
