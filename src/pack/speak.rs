//! Rows of any kind, for people and programs that list them.

use super::{Ask, Effective, Layer, PackRow, Stack, Status, Truth};
use crate::value::Date;
use serde::Serialize;
use serde_json::{Map, Value};

/// A row of a stack that speaks to a question, or might.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Speaking {
    /// Its table.
    pub table: &'static str,
    /// Which row of that table it is in its pack, from 1.
    pub row: u64,
    /// Its pack.
    pub pack: String,
    /// The layer of that pack.
    pub layer: Layer,
    /// It holds: it speaks, and no other row goes before it.
    pub holds: bool,
    /// What would have to be known to tell whether it speaks.
    pub open: Option<&'static str>,
    /// How well it is known.
    pub status: Status,
    /// The documents that it cites: title, place, date, address.
    pub cite: String,
    /// What it says, by the names of its fields.
    pub says: Map<String, Value>,
    /// The services that it speaks of; none: all.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub service: Vec<String>,
    /// For whom and when it speaks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Value>,
    /// The first date of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Date>,
    /// The last date of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Date>,
    /// The day it was made known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub announced_on: Option<Date>,
    /// The first date of service on which it is enforced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub enforced_from: Option<Date>,
    /// The temporary measure that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// What a reader should know besides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The fields that every row has; what is left is what the row says.
const TERMS: &[&str] = &[
    "service",
    "when",
    "from",
    "to",
    "announced_on",
    "enforced_from",
    "overlay",
    "replaces",
    "merge",
    "cite",
    "at",
    "status",
    "note",
    "facts",
];

pub(super) fn collect<R: PackRow>(stack: &Stack, ask: Option<&Ask<'_>>, out: &mut Vec<Speaking>) {
    let mut rows = ask.map_or_else(|| stack.every::<R>(), |ask| stack.all::<R>(ask));
    // A service does not speak of itself; asked about one, the others are not meant.
    let asked = ask.and_then(|ask| ask.service).filter(|_| R::TABLE == "service");
    rows.retain(|row| asked.is_none_or(|asked| row.terms.id.as_deref() == Some(asked)));
    let says: Vec<Map<String, Value>> = rows.iter().map(|row| plain(row.row)).collect();
    let keys: Vec<Option<String>> = says.iter().map(|says| contest(R::TABLE, says)).collect();
    for ((row, says), key) in rows.iter().zip(&says).zip(&keys) {
        let rivals =
            rows.iter().zip(&keys).filter(|(rival, other)| rival.truth == Truth::Yes && *other == key);
        let holds = row.truth == Truth::Yes
            && (ask.is_none() || key.is_none() || {
                let winner = stack.winner(&rivals.map(|(rival, _)| rival));
                winner.is_some_and(|winner| std::ptr::eq(winner.row, row.row))
            });
        out.push(speaking(row, says.clone(), holds));
    }
}

fn speaking<R: PackRow>(row: &Effective<'_, R>, says: Map<String, Value>, holds: bool) -> Speaking {
    let terms = row.terms;
    Speaking {
        table: R::TABLE,
        row: row.number,
        pack: row.pack.id().to_owned(),
        layer: row.layer,
        holds,
        open: match row.truth {
            Truth::Open(lacking) => Some(lacking.as_str()),
            Truth::Yes | Truth::No => None,
        },
        status: terms.status,
        cite: row.citation(),
        says,
        service: terms.service.clone(),
        when: terms.when.as_ref().and_then(|when| serde_json::to_value(when).ok()),
        from: terms.from,
        to: terms.to,
        announced_on: terms.announced_on,
        enforced_from: terms.enforced_from,
        overlay: terms.overlay.clone(),
        note: terms.note.clone(),
    }
}

/// What a row says, by the names of its fields.
pub(super) fn plain<R: Serialize>(row: &R) -> Map<String, Value> {
    let Ok(Value::Object(mut says)) = serde_json::to_value(row) else { return Map::new() };
    says.retain(|name, _| !TERMS.contains(&name.as_str()));
    says
}

/// Rows with the same answer contest each other, and one of them holds; where there is none, all hold at once.
pub(super) fn contest(table: &str, says: &Map<String, Value>) -> Option<String> {
    let by = |names: &[&str]| {
        let each = names.iter().map(|name| says.get(*name).map(Value::to_string).unwrap_or_default());
        Some(each.collect::<Vec<_>>().join(" "))
    };
    match table {
        "rounding" | "modifier_order" | "day" | "several_staff" | "pricing" | "copay" | "age" | "group" => {
            by(&[])
        }
        "service" | "rounding_rule" | "year" => by(&["id"]),
        "timely" => by(&["clock", "if_late"]),
        "party" => by(&["role"]),
        "ratio" => by(&["counted"]),
        "modifier" if says.get("excludes").is_none() => by(&["code"]),
        "mode" => by(&["mode"]),
        "rate" => by(&["modifiers", "practitioner"]),
        "ncci" => by(&["file", "code"]),
        "participant" => by(&["subject"]),
        _ => None,
    }
}
