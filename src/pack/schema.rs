//! The tables of a pack as JSON Schema and as a reference for people.

use super::whole::{Header, Rows};
use crate::table::document;
#[cfg(test)]
use crate::table::{FieldInfo, Fields, Row};
use serde_json::{Value, json};

/// What is to be known of a table, for the reference.
#[cfg(test)]
#[derive(Debug)]
pub(crate) struct TableInfo {
    pub(crate) name: &'static str,
    doc: &'static str,
    pub(crate) fields: &'static [FieldInfo],
}

#[cfg(test)]
impl TableInfo {
    pub(crate) fn of<T: Row>(doc: &'static str) -> Self {
        Self { name: T::TABLE, doc, fields: T::FIELDS }
    }
}

/// The tables and their fields in Markdown: the last part of `docs/packs.md`.
#[cfg(test)]
pub(crate) fn reference() -> String {
    use crate::table::{Shape, tidy};
    use std::fmt::Write;
    fn kind(shape: &Shape) -> String {
        match shape {
            Shape::Text => "text".to_owned(),
            Shape::TextOr(fields) => format!("text, or {}", kind(&Shape::Part(fields))),
            Shape::Form(what, _) | Shape::Digits(what, ..) => (*what).to_owned(),
            Shape::Whole | Shape::Count(_) => "a whole number".to_owned(),
            Shape::Decimal => "a number".to_owned(),
            Shape::Bool => "true or false".to_owned(),
            Shape::Word(words, _) => {
                words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
            }
            Shape::List(inner) => format!("a list: {}", kind(inner)),
            Shape::Known(inner) => format!("{}, or `unknown`", kind(inner)),
            Shape::Part(fields) => {
                let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.name)).collect();
                format!("a table: {}", names.join(", "))
            }
        }
    }
    fn table(out: &mut String, fields: &[FieldInfo]) {
        out.push_str("| field | what it means | what stands in it |\n|---|---|---|\n");
        for field in fields {
            let must = if field.required { " (needed)" } else { "" };
            let _ =
                writeln!(out, "| `{}`{must} | {} | {} |", field.name, tidy(field.doc), kind(&field.shape));
        }
    }
    let mut out = String::new();
    table(&mut out, super::Terms::FIELDS);
    out.push_str("\nThe fields of `when`:\n\n");
    table(&mut out, super::When::FIELDS);
    out.push_str("\n### `pack`\n\nThe head, once.\n\n");
    table(&mut out, Header::FIELDS);
    for info in Rows::reference() {
        let _ = write!(out, "\n### `{}`\n\n{}\n\n", info.name, tidy(info.doc));
        table(&mut out, info.fields);
    }
    out
}

/// The JSON Schema of a pack, for editors that know TOML and for programs that write packs.
pub fn pack_schema() -> String {
    let about = "The rules of one payer for Medicaid peer support billing.";
    document::schema::<Header>(
        "pack",
        Some(document::Need { name: "pack", required: true }),
        about,
        Rows::schemas().into_iter().chain(shown()),
    )
}

/// What `packs show` adds to a pack: the rows of the whole stack that speak, and what they come to on a line.
fn shown() -> Vec<(&'static str, Value)> {
    let text = |doc: &str| json!({ "type": ["string", "null"], "description": doc });
    let value = json!({
        "type": "object",
        "description": "A row that speaks, or might.",
        "properties": {
            "table": { "type": "string" },
            "row": { "type": "integer", "description": "Which row of that table of its pack, from 1." },
            "pack": { "type": "string" },
            "layer": { "enum": ["national", "state", "programme", "plan", "yours"] },
            "holds": { "type": "boolean", "description": "It speaks, and no other row goes before it." },
            "open": text("What would have to be known to tell whether it speaks."),
            "status": { "enum": ["verified", "contract", "secondary", "recalled"] },
            "cite": { "type": "string", "description": "Who says so." },
            "says": { "type": "object", "description": "What it says, by the names of its fields." },
        },
        "required": ["table", "row", "pack", "layer", "holds", "open", "status", "cite", "says"],
    });
    let layer = json!({
        "type": "object",
        "properties": { "id": { "type": "string" }, "layer": { "type": "string" }, "name": { "type": "string" } },
    });
    vec![
        (
            "schema",
            json!({ "const": "peerclaim-pack/1", "description": "Only in what `packs show` writes." }),
        ),
        ("layers", json!({ "type": "array", "items": layer, "description": "The packs, the nation first." })),
        ("on", text("The date of service that was asked about.")),
        ("asked_service", text("The service that was asked about.")),
        ("line", json!({ "type": ["object", "null"], "description": "What the payer wants on the line." })),
        (
            "values",
            json!({ "type": "array", "items": value, "description": "Every row that speaks, with its layer." }),
        ),
    ]
}
