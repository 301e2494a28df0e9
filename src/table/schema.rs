//! Declared fields as JSON Schema, for editors and for whoever writes the tables by program.

use super::{FieldInfo, Shape};
use serde_json::{Map, Value, json};

/// The schema of a row with those fields. `empty`: what may be left out may stand there empty instead, numbers as
/// texts and texts as numbers, as programs that write JSON like to have it; without, as people had best write it.
pub(crate) fn row_schema(fields: &[&FieldInfo], doc: &str, empty: bool) -> Value {
    let mut properties = Map::new();
    for field in fields {
        let mut schema = shape_schema(&field.shape, empty);
        if empty && !field.required {
            schema = json!({ "anyOf": [schema, { "enum": [null, ""] }] });
        }
        if let Some(object) = schema.as_object_mut() {
            object.insert("description".to_owned(), tidy(field.doc).into());
        }
        properties.insert(field.name.to_owned(), schema);
    }
    let required: Vec<&str> = fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    let mut schema = json!({
        "type": "object",
        "description": tidy(doc),
        "properties": properties,
        "additionalProperties": false,
    });
    if !required.is_empty()
        && let Some(object) = schema.as_object_mut()
    {
        object.insert("required".to_owned(), required.into());
    }
    schema
}

/// The lines of a comment as one paragraph.
pub(crate) fn tidy(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Digits, with or without a part behind the point.
const DECIMAL: &str = "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)$";

/// The schema of a value: whatever its reader takes, digits in quotation marks too.
pub(crate) fn shape_schema(shape: &Shape, empty: bool) -> Value {
    match shape {
        // A name of digits may stand without quotation marks.
        Shape::Text if empty => json!({ "type": ["string", "number"], "pattern": "\\S" }),
        Shape::Text => json!({ "type": ["string", "number"] }),
        Shape::Form(what, pattern) if empty => {
            json!({ "type": ["string", "integer"], "title": what, "pattern": pattern })
        }
        Shape::Form(what, pattern) => json!({ "type": "string", "title": what, "pattern": pattern }),
        // A pattern is for texts, the least and the most are for numbers.
        Shape::Digits(what, pattern, (least, most)) => json!({
            "type": ["string", "integer"], "title": what, "pattern": pattern, "minimum": least, "maximum": most,
        }),
        Shape::Whole => json!({ "type": ["integer", "string"], "pattern": "^-?[0-9]+$" }),
        Shape::Count(most) => {
            json!({ "type": ["integer", "string"], "minimum": 0, "maximum": most, "pattern": "^\\+?[0-9]+$" })
        }
        Shape::Decimal => json!({ "type": ["string", "number"], "pattern": DECIMAL }),
        Shape::Bool => json!({ "type": "boolean" }),
        Shape::Word(words, docs) => {
            let each = words.iter().zip(*docs);
            let options: Vec<Value> =
                each.map(|(word, doc)| json!({ "const": word, "description": tidy(doc) })).collect();
            json!({ "oneOf": options })
        }
        Shape::List(inner) => {
            let item = shape_schema(inner, empty);
            json!({ "anyOf": [{ "type": "array", "items": item }, item] })
        }
        Shape::Known(inner) => json!({ "anyOf": [{ "const": "unknown" }, shape_schema(inner, empty)] }),
        Shape::Part(fields) => row_schema(&fields.iter().collect::<Vec<_>>(), "", empty),
        Shape::TextOr(fields) => {
            let part = row_schema(&fields.iter().collect::<Vec<_>>(), "", empty);
            json!({ "anyOf": [{ "type": "string", "pattern": "\\S" }, part] })
        }
    }
}
