//! Tables as CSV.

use super::{sheets, told};
use crate::evidence::columns::{SHEETS, WORDS};
use crate::evidence::csv::Sheet;
use crate::evidence::{Evidence, EvidenceReader};
use crate::table::{CellPath, CellStep, Columns, FieldInfo, Shape};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn read(name: &str, csv: &str) -> (Vec<String>, Value) {
    let read = Evidence::from_csv([(name, csv.as_bytes())]);
    (told(&read.findings), serde_json::to_value(&read.evidence).unwrap())
}

#[test]
fn the_fixtures_are_one_evidence_in_any_order() {
    let sheets = sheets();
    let mut orders = vec![sheets.clone()];
    orders.push(sheets.iter().rev().cloned().collect());
    let all: Vec<Evidence> = orders
        .iter()
        .map(|order| {
            let read = Evidence::from_csv(order.iter().map(|(name, csv)| (name.as_str(), csv.as_bytes())));
            assert_eq!(told(&read.findings), Vec::<String>::new());
            read.evidence
        })
        .collect();
    assert!(all[0] == all[1]);
    let evidence = serde_json::to_value(&all[0]).unwrap();
    assert_eq!(
        evidence["encounters"][0],
        json!({
            "id": "n1", "code": "H0038", "members": [{ "member": "m1" }], "staff": ["s1"], "on": "2026-03-02",
            "segments": [{ "start": "2026-03-02T09:00", "end": "2026-03-02T10:00" }], "minutes": 60, "pos": "11",
            "signed_on": "2026-03-02", "authorization": "0000000000", "status": "completed"
        })
    );
    assert_eq!(evidence["encounters"][1]["modifiers"], json!(["HQ"]));
    assert_eq!(evidence["encounters"][3]["segments"][0]["activity"], "travel");
    assert_eq!(evidence["encounters"][4]["segments"][0]["end"], "2026-03-06T00:00");
    assert_eq!(evidence["staff"][0]["credentials"][0]["statuses"][1]["status"], "active");
    assert_eq!(evidence["members"][1]["coverage"][0]["number"], "0000000002");
    assert_eq!(evidence["authorizations"][0]["id"], "0000000000");
    // The same as a document.
    let again = Evidence::from_json(all[0].to_json().as_bytes());
    assert_eq!(told(&again.findings), Vec::<String>::new());
    assert!(again.evidence == all[0]);
}

/// The field that a path leads to.
fn field(fields: &'static [FieldInfo], path: &[CellStep]) -> Option<Shape> {
    let (CellStep::Field(name), rest) = path.split_first()? else { return None };
    let shape = fields.iter().find(|field| field.name == *name)?.shape;
    match (shape, rest) {
        (shape, []) => Some(shape),
        (Shape::List(inner), [CellStep::Index(_)]) => Some(*inner),
        (Shape::List(Shape::Part(parts) | Shape::TextOr(parts)), [CellStep::Index(_), rest @ ..]) => {
            field(parts, rest)
        }
        (Shape::Part(parts), rest) => field(parts, rest),
        _ => None,
    }
}

#[test]
fn every_column_has_its_field() {
    let mut names = BTreeSet::new();
    for sheet in SHEETS {
        let fields = (sheet.fields)();
        assert!(!fields.is_empty(), "{}", sheet.table);
        for name in sheet.names.split(' ').chain([sheet.table]).filter(|name| !name.is_empty()) {
            assert!(names.insert(name), "{name} twice");
            assert_eq!(Sheet::named(name).map(|found| found.table), Some(sheet.table), "{name}");
        }
        let mut columns = BTreeSet::new();
        for (path, names) in sheet.columns {
            for name in names.split(' ') {
                assert!(columns.insert(name), "{}: {name} twice", sheet.table);
                let found: CellPath = sheet.field(name).unwrap_or_else(|| panic!("{}: {name}", sheet.table));
                let shown: Vec<String> = found
                    .iter()
                    .map(|step| match step {
                        CellStep::Field(name) => (*name).to_owned(),
                        CellStep::Index(place) => place.to_string(),
                    })
                    .collect();
                assert_eq!(shown.join("."), *path, "{}: {name} is a field itself", sheet.table);
                let key = sheet.keys.iter().any(|(key, _)| key == path) || *path == "on";
                let shape = field(fields, &found);
                assert!(key || !matches!(shape, None | Some(Shape::Part(_))), "{}: {path}", sheet.table);
            }
        }
        for one in fields {
            let nested = matches!(one.shape, Shape::Part(_) | Shape::List(Shape::Part(_)));
            assert!(nested || sheet.field(one.name) == Some(vec![CellStep::Field(one.name)]), "{}", one.name);
        }
    }
    assert!(Sheet::named("").is_none() && Sheet::named(" ").is_none());
}

#[test]
fn every_other_word_stands_for_a_word() {
    for (table, name, words) in WORDS {
        let fields = (Sheet::named(table).unwrap().fields)();
        let shape = fields.iter().find(|field| field.name == *name).unwrap().shape;
        let Shape::Word(known, _) = shape else { panic!("{table} {name}") };
        for (word, others) in *words {
            assert!(known.contains(word), "{table} {name}: {word}");
            assert!(others.split(' ').all(|other| !known.contains(&other)), "{table} {name}: {others}");
        }
    }
}

#[test]
fn columns_and_cells_as_systems_export_them() {
    let log = "id,member,staff,date,minutes";
    let row = "1,m,s,2026-03-02,15";
    for (column, cell, field, value) in [
        ("Modifier 1", "hq", "modifiers", json!(["HQ"])),
        ("Modifiers", "\"HQ, GT\"", "modifiers", json!(["HQ", "GT"])),
        ("Procedure", "h0038:hq:gt", "modifiers", json!(["HQ", "GT"])),
        ("CPT/HCPCS", "", "code", Value::Null),
        ("HCPCS Code", "h0038", "code", json!("H0038")),
        ("DX1", "f11.20", "diagnoses", json!(["F1120"])),
        ("Diagnosis Codes", "\"F11.20, F33.1\"", "diagnoses", json!(["F1120", "F331"])),
        ("Mode", "Face to Face", "mode", json!("in-person")),
        ("Modality", "Telephone", "mode", json!("audio")),
        ("Member At", "Home", "member_at", json!("home")),
        ("Location Code", "2", "pos", json!("02")),
        ("Group Size", "8", "attendees", json!(8)),
        ("Signed At", "3/2/2026 4:30 PM", "signed_at", json!("2026-03-02T16:30")),
        ("Status", "Kept", "status", json!("completed")),
        ("Tags", "emergency|member-signature", "tags", json!(["emergency", "member-signature"])),
    ] {
        let (findings, evidence) = read("Service Log", &format!("{log},{column}\n{row},{cell}\n"));
        let wanted: &[&str] = if value.is_null() { &["PC0409 encounters"] } else { &[] };
        assert_eq!(findings, wanted, "{column}: {cell}");
        assert_eq!(evidence["encounters"][0][field], value, "{column}: {cell}");
    }
    for (table, header, record, path, value) in [
        ("clients", "MRN,Zip Code", "7,00000", "/members/0/address/zip", json!("00000")),
        ("clients", "MRN,Address Street 2", "7,SUITE", "/members/0/address/street2", json!("SUITE")),
        ("clients", "id,Coverage 2 Number", "7,0000", "/members/0/coverage/0/number", json!("0000")),
        (
            "staff",
            "id,Certification,Certification Body",
            "7,cps,b",
            "/staff/0/credentials/0/body",
            json!("b"),
        ),
        ("staff", "id,Supervisor", "7,7", "/staff/0/supervisors/0/supervisor", json!("7")),
        ("charges", "HCPCS,Rate", "H0038,\"$1,020.50\"", "/charges/0/amount", json!("1020.5")),
        (
            "service_log",
            "id,client,staff,Start Time,End Time",
            "1,m,s,3/2/2026 9:00 AM,3/2/2026 9:30 AM",
            "/encounters/0/on",
            json!("2026-03-02"),
        ),
        (
            "service_log",
            "id,client,staff,dos,Segment 2 Start,Segment 2 End,Time In,Time Out",
            "1,m;n,s,3/2/2026,10:00,10:30,09:00,09:30",
            "/encounters/0/segments/1/end",
            json!("2026-03-02T10:30"),
        ),
        (
            "documents",
            "id,Type,Date,Signers",
            "1,Treatment Plan,3/2/2026,member;staff",
            "/documents/0/signers/1/role",
            json!("staff"),
        ),
    ] {
        let (findings, evidence) = read(table, &format!("{header}\n{record}\n"));
        assert_eq!(findings, Vec::<String>::new(), "{header}");
        assert_eq!(evidence.pointer(path), Some(&value), "{header}");
    }
}

#[test]
fn what_is_wrong_with_a_table_is_told_once() {
    let wide = |columns: usize| format!("id,{}\n1\n", vec!["x"; columns - 1].join(","));
    for (name, csv, findings) in [
        ("encountrs", b"id\n".to_vec(), &["PC0402 byte 0"][..]),
        ("", b"id\n".to_vec(), &["PC0402 byte 0"]),
        ("staff", b"".to_vec(), &["PC0414 staff"]),
        ("staff", b"\n\n".to_vec(), &["PC0414 staff"]),
        ("staff", b"foo;bar\n1;2\n3;4\n".to_vec(), &["PC0414 staff"]),
        ("staff", b"\xEF\xBB\xBFid\ns1\n".to_vec(), &[]),
        ("staff", b"\xFF\xFEi\0d\0\n\0".to_vec(), &["PC0407 staff"]),
        ("staff", b"id\r\ns1\r\n\r\ns2\r\n".to_vec(), &[]),
        ("staff", b"id,last\ns1,caf\xE9\ns2,x\n".to_vec(), &["PC0407 staff row 1"]),
        ("staff", b"id,last\ns1,x,y\ns2\n".to_vec(), &["PC0410 staff row 1"]),
        // A quotation mark that nobody closes: the row is told, and those below are read.
        ("staff", b"id,last\n\"s1,x\n".to_vec(), &["PC0401 staff row 1"]),
        (
            "staff",
            b"id,last\ns1,\"x\ns1,y\ns1,z\n".to_vec(),
            &["PC0401 staff row 1", "PC0411 staff row 3, id"],
        ),
        ("staff", b"id,last,x\ns1,\"x\ns2,\"y\",z\n".to_vec(), &["PC0401 staff row 1", "PC0409 staff"]),
        ("staff", b"id,\"last\ns1,x\n".to_vec(), &["PC0401 staff"]),
        // A text of several lines in a column that is not read is in order; no field of ours is one.
        ("staff", b"id,remark\ns1,\"x\ny\"\ns1,z\n".to_vec(), &["PC0409 staff", "PC0411 staff row 2, id"]),
        ("staff", b"id,last\ns1,\"x\ny\"\ns1,z\n".to_vec(), &["PC0401 staff row 1"]),
        ("staff", b"id,last\n,x\n".to_vec(), &["PC0404 staff row 1, id"]),
        ("staff", b"last,first\nx,y\nx,y\n".to_vec(), &["PC0404 staff, id"]),
        ("staff", b"id,employee id,shoe size\ns1,t1,9\n".to_vec(), &["PC0417 staff", "PC0409 staff"]),
        (
            "staff",
            b"id,hire date,term date\ns1,5/3/2026,5/2/2026\n".to_vec(),
            &["PC0413 staff row 1, employed_to"],
        ),
        ("staff", b"id,dob\ns1,5/3/26\n".to_vec(), &["PC0405 staff row 1, born"]),
        ("staff", wide(201).into_bytes(), &["PC0408 staff"]),
        ("staff", wide(1_000).into_bytes(), &["PC0408 staff"]),
        ("service_log", b"id,client\n1,m\n".to_vec(), &["PC0404 encounters, on"]),
        (
            "service_log",
            b"id,client,staff,start,minutes\n1,m,s,9:00,15\n".to_vec(),
            &["PC0404 encounters row 1, on", "PC0405 encounters row 1, segments/0/start"],
        ),
        (
            "service_log",
            b"id,client,staff,dos,mode,minutes\n1,m,s,3/2/2026,telehealth,9\n".to_vec(),
            &["PC0406 encounters row 1, mode"],
        ),
        (
            "service_log",
            b"id,client,staff,dos,start,end\n1,m,s,3/2/2026,14:00,13:00\n".to_vec(),
            &["PC0501 encounters row 1, segments/0/end"],
        ),
        ("staff_training", b"staff,on\nx,3/2/2026\n".to_vec(), &["PC0412 staff_training row 1, staff"]),
        ("staff_training", b"staff,on\n,3/2/2026\n".to_vec(), &["PC0404 staff_training row 1, staff"]),
        ("staff_training", b"on\n3/2/2026\n".to_vec(), &["PC0404 staff_training, staff"]),
        (
            "member_status",
            b"mrn,setting,from,to\nx,inpatient,3/2/2026,3/1/2026\n".to_vec(),
            &["PC0412 member_status row 1, member", "PC0413 member_status row 1, to"],
        ),
    ] {
        let read = Evidence::from_csv([(name, csv.as_slice())]);
        let mut found = told(&read.findings);
        let mut wanted: Vec<String> = findings.iter().map(|finding| (*finding).to_owned()).collect();
        found.sort();
        wanted.sort();
        assert_eq!(found, wanted, "{name} {}", String::from_utf8_lossy(&csv));
    }
}

#[test]
fn parts_go_where_their_keys_say() {
    let mut reader = EvidenceReader::new();
    let mut found = Vec::new();
    for (name, csv) in [
        (
            "staff_statuses",
            "staff,credential,body,status\ns1,cps,b2,active\ns1,cps,,grace\ns1,none,,active\nlost,cps,,active\n",
        ),
        ("staff_renewals", "staff,credential,late\ns1,cps,yes\n"),
        ("staff_credentials", "staff,body,credential\ns1,b2,cps\ns1,b1,cps\nnobody,b1,cps\n"),
        ("staff", "id,npi\ns1,\nlost,0\n"),
        ("encounter_members", "encounter,member,attended\ne1,m1,no\n"),
        ("encounter_segments", "encounter,on,start,end\ne1,3/2/2026,9:00,9:30\n"),
        ("encounters", "id,client,staff,dos\ne1,m2,s1,3/2/2026\n"),
        ("document_signers", "document,role,on,staff\nd1,supervisor,3/2/2026,s1\n"),
        ("documents", "id,kind,on\nd1,plan,3/1/2026\n"),
    ] {
        found.extend(reader.csv(name, csv.as_bytes()));
    }
    let read = reader.finish();
    found.extend(read.findings);
    assert_eq!(
        told(&found),
        [
            "PC0405 staff row 2, npi",
            "PC0412 staff_credentials row 3, staff",
            "PC0412 staff_statuses row 3, credential"
        ]
    );
    let evidence = serde_json::to_value(&read.evidence).unwrap();
    let credentials = &evidence["staff"][0]["credentials"];
    assert_eq!(
        credentials[0],
        json!({ "body": "b2", "credential": "cps", "statuses": [{ "status": "active" }] })
    );
    assert_eq!(
        credentials[1],
        json!({ "body": "b1", "credential": "cps", "statuses": [{ "status": "grace" }], "renewals": [{ "late": true }] })
    );
    let contact = &evidence["encounters"][0];
    assert_eq!(contact["members"], json!([{ "member": "m2" }, { "member": "m1", "present": false }]));
    assert_eq!(contact["segments"], json!([{ "start": "2026-03-02T09:00", "end": "2026-03-02T09:30" }]));
    assert_eq!(
        evidence["documents"][0]["signers"][0],
        json!({ "role": "supervisor", "on": "2026-03-02", "staff": "s1" })
    );
}
