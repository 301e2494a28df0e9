//! The tables of evidence as JSON Schema.

use super::Evidence;
use super::read::FORM;
use crate::value::json_text;
use serde_json::{Map, Value, json};

/// The JSON Schema of a document of evidence, `peerclaim-evidence/1`, for whoever writes one by program.
pub fn evidence_schema() -> String {
    let mut properties = Map::new();
    properties.insert("schema".to_owned(), json!({ "const": FORM }));
    for (table, row) in Evidence::schemas() {
        let description = row.get("description").cloned().unwrap_or(Value::Null);
        // One row may stand without a list around it, and a program may write `null` for none.
        let list = json!({ "type": "array", "items": row });
        let table_schema = json!({ "description": description, "anyOf": [list, row, { "type": "null" }] });
        properties.insert(table.to_owned(), table_schema);
    }
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORM,
        "description": "What a claim cannot carry: service log, roster, members, authorizations, documents. Patient data.",
        "type": "object",
        "properties": properties,
        "required": ["schema"],
        "additionalProperties": false,
    });
    json_text(&schema)
}
