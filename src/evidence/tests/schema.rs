//! The JSON Schema and the document for people stand in the repository and are current.

use super::{file, text, told};
use crate::evidence::csv::Sheet;
use crate::evidence::{Evidence, evidence_schema};
use serde_json::{Value, json};

#[test]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
fn the_schema_is_the_one_that_is_published() {
    let path = file("docs/schema/peerclaim-evidence-1.json");
    let found = evidence_schema();
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, &found).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == published,
        "the schema has changed: look at the difference after UPDATE=1 cargo test schema"
    );
    for table in Evidence::TABLES {
        assert!(found.contains(&format!("\"{table}\": {{")), "{table}");
    }
}

#[test]
fn the_example_of_the_document_is_read_whole() {
    let document = text("docs/evidence.md");
    let (_, rest) = document.split_once("```json\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let read = Evidence::from_json(example.as_bytes());
    assert_eq!(told(&read.findings), Vec::<String>::new());
    let evidence = &read.evidence;
    assert!(
        !evidence.encounters.is_empty() && !evidence.staff.is_empty() && !evidence.authorizations.is_empty()
    );
    let (_, rest) = document.split_once("```csv\n").unwrap();
    let (example, _) = rest.split_once("```").unwrap();
    let read = Evidence::from_csv([("service_log", example.as_bytes())]);
    assert_eq!(told(&read.findings), Vec::<String>::new());
    assert!(!read.evidence.encounters.is_empty());
}

#[test]
fn the_document_names_every_table() {
    let document = text("docs/evidence.md");
    for table in Sheet::names() {
        assert!(document.contains(&format!("`{table}`")), "{table}");
    }
}

/// The patterns of numbers and texts, by hand; those of codes are not tried here.
fn matches(pattern: &str, text: &str) -> bool {
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    match pattern {
        "^\\+?[0-9]+$" => {
            let text = text.strip_prefix('+').unwrap_or(text);
            !text.is_empty() && digits(text)
        }
        "^-?[0-9]+$" => !unsigned.is_empty() && digits(unsigned),
        "^-?([0-9]+\\.?[0-9]*|\\.[0-9]+)$" => match unsigned.split_once('.') {
            Some((whole, rest)) => digits(whole) && digits(rest) && unsigned.len() > 1,
            None => !unsigned.is_empty() && digits(unsigned),
        },
        "\\S" => !text.trim().is_empty(),
        _ => !text.is_empty(),
    }
}

/// Does the value fit the schema, as far as its kinds, names and words go?
fn fits(schema: &Value, value: &Value) -> bool {
    let has = |name: &str| schema.get(name);
    let list = |name: &str| has(name).and_then(Value::as_array);
    let kind = |kind: &Value| match kind.as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_u64() || value.is_i64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        other => panic!("{other:?}"),
    };
    let kinds = match has("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(kind),
        Some(one) => kind(one),
        None => true,
    };
    let properties = || has("properties").and_then(Value::as_object);
    let members = value.as_object().is_none_or(|object| {
        let required = list("required").into_iter().flatten().filter_map(Value::as_str);
        required.into_iter().all(|name| object.contains_key(name))
            && object.iter().all(|(name, one)| {
                properties().is_some_and(|known| known.get(name).is_some_and(|schema| fits(schema, one)))
            })
    });
    let bound = |name: &str| value.as_u64().and(has(name).and_then(Value::as_u64));
    let pattern = || value.as_str().zip(has("pattern").and_then(Value::as_str));
    kinds
        && (value.as_i64().is_none_or(|value| value >= 0) || has("minimum").is_none())
        && bound("maximum").is_none_or(|most| value.as_u64() <= Some(most))
        && pattern().is_none_or(|(text, pattern)| matches(pattern, text))
        && list("enum").is_none_or(|all| all.contains(value))
        && has("const").is_none_or(|word| word == value)
        && list("anyOf").is_none_or(|any| any.iter().any(|one| fits(one, value)))
        && list("oneOf").is_none_or(|one| one.iter().filter(|one| fits(one, value)).count() == 1)
        && (properties().is_none() || members)
        && has("items")
            .is_none_or(|item| value.as_array().is_none_or(|list| list.iter().all(|one| fits(item, one))))
}

#[test]
fn what_is_read_fits_the_schema_and_what_is_written_too() {
    let schema: Value = serde_json::from_str(&evidence_schema()).unwrap();
    let document: Value = serde_json::from_str(&super::agency()).unwrap();
    assert!(fits(&schema, &document));
    let written = Evidence::from_json(super::agency().as_bytes()).evidence.to_json();
    assert!(fits(&schema, &serde_json::from_str(&written).unwrap()));
    for (pointer, wrong) in [
        ("/schema", Value::from("peerclaim-evidence/2")),
        ("/staff/0/id", Value::Bool(true)),
        ("/staff/0/credentials/0/statuses/0/status", Value::from("resting")),
        ("/encounters/1/members/0", Value::Array(Vec::new())),
        ("/members/0/coverage", Value::from("none")),
        ("/encounters/0/minutes", Value::Bool(true)),
    ] {
        let mut changed = document.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong;
        assert!(!fits(&schema, &changed), "{pointer}");
    }
}

/// Whoever writes by the schema is read, and whoever does not is told.
#[test]
fn the_schema_allows_what_is_read_and_nothing_else() {
    let schema: Value = serde_json::from_str(&evidence_schema()).unwrap();
    let row = |table: &str, field: &str, value: Value| {
        let mut row = match table {
            "encounters" => {
                json!({ "id": "e", "member": "m", "staff": "s", "on": "2026-03-02", "minutes": 15 })
            }
            "charges" => json!({ "amount": 1 }),
            "history" => json!({ "id": "h", "from": "2026-03-02" }),
            _ => json!({ "id": "s" }),
        };
        row[field] = value;
        let mut document = json!({ "schema": "peerclaim-evidence/1" });
        document[table] = row;
        document
    };
    let each = |table: &'static str, field: &'static str, good: Vec<Value>, bad: Vec<Value>| {
        let good = good.into_iter().map(move |value| (table, field, value, true));
        good.chain(bad.into_iter().map(move |value| (table, field, value, false)))
    };
    let none = || vec![Value::Null, json!("")];
    let cases = each(
        "encounters",
        "minutes",
        vec![json!(75), json!("75"), json!(0)],
        vec![json!(-1), json!("-1"), json!("an hour"), json!(7.5), json!(4_294_967_296_u64), json!([75])],
    )
    .chain(each("encounters", "attendees", vec![json!(65_535)], vec![json!(65_536)]))
    .chain(each("encounters", "mode", none(), vec![json!("telehealth"), json!(1)]))
    .chain(each("encounters", "note_written", none(), vec![json!(true)]))
    .chain(each("encounters", "service", vec![json!("individual"), json!(7), json!(7.5)], vec![json!(" ")]))
    .chain(each("encounters", "id", vec![json!(7)], none()))
    .chain(each("encounters", "on", vec![json!("20260302"), json!(20_260_302)], none()))
    .chain(each(
        "charges",
        "amount",
        vec![json!("12.50"), json!(12.5), json!("5."), json!(".5"), json!("-1"), json!(-1)],
        vec![
            json!("-"),
            json!("."),
            json!("-."),
            json!(""),
            json!("$1,234.50"),
            json!("1,234.50"),
            json!("1e3"),
        ],
    ))
    .chain(each("history", "paid", none(), vec![json!("$1,234.50"), json!("12 "), json!(true)]))
    .chain(each("staff", "npi", vec![json!("1999999984"), json!(1_999_999_984)], vec![json!([1])]))
    .chain(each("staff", "facts", vec![json!("attestation"), json!([]), Value::Null], vec![json!(7)]));
    let mut tried = 0;
    for (table, field, value, good) in cases {
        let shown = format!("{table} {field} {value}");
        let document = row(table, field, value);
        let findings = Evidence::from_json(document.to_string().as_bytes()).findings;
        assert_eq!(findings.is_empty(), good, "read: {shown}: {:?}", told(&findings));
        assert_eq!(fits(&schema, &document), good, "schema: {shown}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    // No table, and a text that is none.
    for (document, good) in [
        (json!({ "schema": "peerclaim-evidence/1", "staff": null }), true),
        (json!({ "schema": "peerclaim-evidence/1", "staff": [] }), true),
        (json!({ "schema": "peerclaim-evidence/1", "staff": "" }), false),
        (json!({ "schema": "peerclaim-evidence/1", "staff": [null] }), false),
    ] {
        let findings = Evidence::from_json(document.to_string().as_bytes()).findings;
        assert_eq!((findings.is_empty(), fits(&schema, &document)), (good, good), "{document}");
    }
}

#[test]
fn characters_that_nobody_types_are_no_text() {
    for (text, good) in
        [("s\u{0}1", false), ("s\u{1b}1", false), ("\u{0}", false), ("s\t1", true), ("s é", true)]
    {
        let document = json!({ "schema": "peerclaim-evidence/1", "staff": [{ "id": text }] });
        let read = Evidence::from_json(document.to_string().as_bytes());
        let wanted: &[&str] = if good { &[] } else { &["PC0405 staff row 1, id"] };
        assert_eq!(told(&read.findings), wanted, "{text:?}");
        let csv = Evidence::from_csv([("staff", format!("id,level\n{text},x\n").as_bytes())]);
        assert_eq!(csv.findings.is_empty(), good, "{text:?}");
    }
}
