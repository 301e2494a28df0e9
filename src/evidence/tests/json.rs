//! The document.

use super::{agency, told};
use crate::evidence::{Evidence, EvidenceReader};
use crate::table::{FieldInfo, Shape};
use serde_json::Value;

#[test]
fn the_fixture_is_read_whole_and_comes_back() {
    let read = Evidence::from_json(agency().as_bytes());
    assert_eq!(told(&read.findings), Vec::<String>::new());
    let evidence = read.evidence;
    assert_eq!(
        format!("{evidence:?}"),
        "Evidence { agency: 1 rows, partners: 1 rows, charges: 2 rows, staff: 2 rows, members: 2 rows, \
         encounters: 3 rows, authorizations: 1 rows, documents: 1 rows, adjudications: 1 rows, history: 1 rows }"
    );
    let again = Evidence::from_json(evidence.to_json().as_bytes());
    assert_eq!(told(&again.findings), Vec::<String>::new());
    assert!(again.evidence == evidence, "written and read again, it is another");
    assert!(again.evidence.to_json() == evidence.to_json());
}

/// So that what is tried on the fixture is tried on every field.
#[test]
fn the_fixture_has_every_field() {
    fn look(fields: &[FieldInfo], value: &Value, path: &str, missing: &mut Vec<String>) {
        for field in fields {
            let path = format!("{path}/{}", field.name);
            let all: Vec<&Value> = match value {
                Value::Array(list) => list.iter().filter_map(|one| one.get(field.name)).collect(),
                one => one.get(field.name).into_iter().collect(),
            };
            match field.shape {
                _ if all.is_empty() => missing.push(path),
                Shape::Part(parts) | Shape::TextOr(parts) => look(parts, all[0], &path, missing),
                Shape::List(Shape::Part(parts) | Shape::TextOr(parts)) => {
                    let each = all.iter().flat_map(|list| list.as_array().into_iter().flatten());
                    look(parts, &each.filter(|one| one.is_object()).cloned().collect(), &path, missing);
                }
                _ => {}
            }
        }
    }
    let document: Value = serde_json::from_str(&agency()).unwrap();
    let mut missing = Vec::new();
    for table in Evidence::TABLES {
        look(Evidence::fields(table), &document[table], table, &mut missing);
    }
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn what_is_written_in_one_of_two_ways_is_kept_in_one() {
    let read = Evidence::from_json(
        br#"{ "schema": "peerclaim-evidence/1", "encounters": [
            { "id": "a", "member": "m1", "staff": "s1", "on": "2026-03-02", "minutes": 15 },
            { "id": "b", "members": ["m1"], "staff": ["s1"], "on": "20260302", "minutes": "15" },
            { "id": "c", "members": "m1", "member": "m1", "staff": "s1", "on": "2026-03-02", "minutes": 15 }
        ], "members": { "id": "m1", "diagnoses": "f" } }"#,
    );
    assert_eq!(told(&read.findings), ["PC0405 members row 1, diagnoses/0/code"]);
    let log = &read.evidence.encounters;
    assert_eq!(log.len(), 3);
    for encounter in log {
        assert!(
            encounter.members[0].member == "m1" && encounter.members.len() == 1 && encounter.member.is_none()
        );
        assert!(
            encounter.staff == log[0].staff
                && encounter.on == log[0].on
                && encounter.minutes == log[0].minutes
        );
    }
}

#[test]
fn rows_are_found_by_id_and_keep_their_number() {
    let read = Evidence::from_json(
        br#"{ "schema": "peerclaim-evidence/1", "staff": [
            { "id": "s1" }, { "id": "s2", "npi": "1" }, { "id": "s3", "level": "x" }, { "id": "s1", "level": "y" }
        ] }"#,
    );
    assert_eq!(told(&read.findings), ["PC0405 staff row 2, npi", "PC0411 staff row 4, id"]);
    assert_eq!(read.findings[1].message(), "row 1 of this table has the same identifier");
    let evidence = read.evidence;
    assert_eq!(evidence.staff("s3").unwrap().level.as_deref(), Some("x"));
    assert_eq!(evidence.staff.place("s3"), Some(1));
    assert_eq!(evidence.staff.number(1), Some(3));
    assert!(evidence.staff("s1").unwrap().level.is_none());
    assert!(evidence.staff("s2").is_none() && evidence.member("s1").is_none());
}

#[test]
fn every_fault_has_its_place() {
    let form = r#""schema": "peerclaim-evidence/1""#;
    for (document, findings) in [
        (String::new(), &["PC0414 byte 0"][..]),
        ("[]".to_owned(), &["PC0414 byte 0"]),
        ("{}".to_owned(), &["PC0414 byte 0, schema"]),
        (r#"{ "schema": "peerclaim-evidence/2" }"#.to_owned(), &["PC0414 byte 3, schema"]),
        (r#"{ "schema": ["peerclaim-evidence/1"] }"#.to_owned(), &["PC0414 byte 0, schema", "PC0402 byte 3"]),
        (format!("{{ {form}, }}"), &["PC0401 byte 36"]),
        (format!("{{ {form}"), &["PC0401 byte 33"]),
        (format!("{{ {form} }} x"), &["PC0401 byte 37"]),
        (format!(r#"{{ {form}, "encounter": [] }}"#), &["PC0402 byte 37"]),
        (format!(r#"{{ {form}, "staff": 7 }}"#), &["PC0405 staff"]),
        (format!(r#"{{ {form}, "staff": [{{ "id": "s", "id": "s" }}] }}"#), &["PC0424 staff row 1, id"]),
        (
            format!(r#"{{ {form}, "staff": [{{ "id": "s", "facts": [{{ "fact": "a", "fact": "b" }}] }}] }}"#),
            &["PC0424 staff row 1, facts/0/fact"],
        ),
        (
            format!(r#"{{ {form}, "staff": [{{ "id": "s", "rolls": 1, "rolls": 1 }}] }}"#),
            &["PC0403 staff row 1", "PC0403 staff row 1"],
        ),
        (format!(r#"{{ {form}, "staff": null }}"#), &[]),
        (format!(r#"{{ {form}, "staff": [7] }}"#), &["PC0405 staff row 1"]),
        (format!(r#"{{ {form}, "staff": [{{}}] }}"#), &["PC0404 staff row 1, id"]),
        (format!(r#"{{ {form}, "staff": [{{ "id": " " }}] }}"#), &["PC0418 staff row 1, id"]),
        (format!(r#"{{ {form}, "staff": [{{ "id": "" }}] }}"#), &["PC0404 staff row 1, id"]),
        (format!(r#"{{ {form}, "staff": [{{ "id": "s", "npi": "", "born": null }}] }}"#), &[]),
        (format!(r#"{{ {form}, "staff": [{{ "id": "s", "rolls": [] }}] }}"#), &["PC0403 staff row 1"]),
        (
            format!(
                r#"{{ {form}, "staff": [{{ "id": "s", "training": [{{ "on": "2026-01-01", "mode": "in bed" }}] }}] }}"#
            ),
            &["PC0406 staff row 1, training/0/mode"],
        ),
        (
            format!(
                r#"{{ {form}, "members": [{{ "id": "m", "sex": "f", "coverage": [{{ "from": "2026-02-01", "to": "2026-01-01" }}] }}] }}"#
            ),
            &["PC0406 members row 1, sex", "PC0413 members row 1, coverage/0/to"],
        ),
        (
            format!(r#"{{ {form}, "staff": [{{ "id": "s" }}], "staff": [{{ "id": "s" }}] }}"#),
            &["PC0411 staff row 2, id"],
        ),
    ] {
        let read = Evidence::from_json(document.as_bytes());
        assert_eq!(told(&read.findings), findings, "{document}");
    }
    // What is meant is suggested, and is always a word of ours.
    let read = Evidence::from_json(format!(r#"{{ {form}, "encounter": [] }}"#).as_bytes());
    assert!(
        read.findings[0].message().ends_with("did you mean `encounters`?"),
        "{}",
        read.findings[0].message()
    );
}

#[test]
fn a_tax_number_is_nine_digits() {
    use crate::evidence::TaxId;
    for (text, digits) in [
        ("001234567", Some("001234567")),
        ("00-1234567", Some("001234567")),
        ("00-123456", None),
        ("001-234567", None),
        ("00123456", None),
        ("0012345678", None),
        ("00123456A", None),
        ("\u{e9}01234567", None),
        ("", None),
    ] {
        assert_eq!(TaxId::new(text).as_ref().map(TaxId::as_str), digits, "{text}");
    }
}

#[test]
fn a_document_may_begin_with_a_byte_order_mark_and_is_utf_8() {
    let mut document = b"\xEF\xBB\xBF".to_vec();
    document.extend(agency().bytes());
    assert_eq!(told(&Evidence::from_json(&document).findings), Vec::<String>::new());
    assert_eq!(told(&Evidence::from_json(b"\xFF\xFE{\0}\0").findings), ["PC0407 byte 0"]);
    assert_eq!(told(&Evidence::from_json(b"{\"schema\": \"caf\xE9\"}").findings), ["PC0407 byte 15"]);
}

#[test]
fn several_documents_are_one_evidence() {
    let mut reader = EvidenceReader::new();
    let one = br#"{ "schema": "peerclaim-evidence/1", "staff": [{ "id": "s1" }] }"#;
    let two =
        br#"{ "schema": "peerclaim-evidence/1", "members": [{ "id": "m1", "employs": ["s1", "s9"] }] }"#;
    assert_eq!(told(&reader.json(two)), Vec::<String>::new());
    assert_eq!(told(&reader.json(one)), Vec::<String>::new());
    assert_eq!(told(&reader.csv("staff", b"id\ns1\n")), ["PC0411 staff row 1, id"]);
    let read = reader.finish();
    assert_eq!(told(&read.findings), ["PC0412 members row 1, employs/1"]);
}

/// What a pack asks for has a word here.
#[test]
fn packs_and_evidence_speak_of_the_same_things() {
    use crate::evidence::{DocumentKind, MeetingMode};
    use crate::pack::rows::{Paper, SupervisionMode};
    for paper in Paper::ALL {
        assert!(DocumentKind::ALL.iter().any(|kind| kind.as_str() == paper.as_str()), "{paper}");
    }
    for mode in SupervisionMode::ALL.iter().filter(|mode| **mode != SupervisionMode::Any) {
        assert!(MeetingMode::ALL.iter().any(|meeting| meeting.as_str() == mode.as_str()), "{mode}");
    }
}
