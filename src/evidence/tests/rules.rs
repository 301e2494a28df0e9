//! What evidence may not say; the examples of the rules' documents are tried in `tests/rules.rs`.

use super::told;
use crate::evidence::Evidence;

#[test]
fn contacts_do_not_contradict_themselves() {
    for (contact, findings) in [
        (r#""minutes": 1440"#, &[][..]),
        (r#""minutes": 1441"#, &["PC0506 minutes"]),
        (r#""minutes": 4294967295"#, &["PC0506 minutes"]),
        (r#""segments": [{ "minutes": 1000 }, { "minutes": 441 }]"#, &["PC0506 segments"]),
        (r#""segments": [{ "start": "2026-03-02T09:00", "end": "2026-03-02T09:00" }]"#, &[]),
        (
            r#""segments": [{ "start": "2026-03-02T09:00", "end": "2026-03-02T08:59" }]"#,
            &["PC0501 segments/0/end"],
        ),
        (r#""segments": [{ "end": "2026-03-02T09:00" }]"#, &["PC0503 segments/0/start"]),
        (r#""segments": [{ "activity": "travel" }]"#, &["PC0503 segments/0/start"]),
        (
            r#""segments": [{ "start": "2026-03-02T09:00", "end": "2026-03-02T10:00", "minutes": 59 }]"#,
            &["PC0504 segments/0/minutes"],
        ),
        (r#""minutes": 61, "segments": [{ "minutes": 30 }, { "minutes": 30 }]"#, &["PC0504 minutes"]),
        (r#""minutes": 60, "segments": [{ "minutes": 30 }, { "minutes": 30 }]"#, &[]),
        // One stretch inside another, then one that overlaps the longer of the two only.
        (
            r#""segments": [{ "start": "2026-03-02T09:30", "end": "2026-03-02T09:40" },
                { "start": "2026-03-02T09:00", "end": "2026-03-02T10:00" },
                { "start": "2026-03-02T09:50", "end": "2026-03-02T10:10" }]"#,
            &["PC0502 segments/0/start", "PC0502 segments/2/start"],
        ),
        (r#""status": "pending""#, &[]),
        (r#""status": "completed""#, &["PC0505 segments"]),
        (r#""minutes": 30, "attendees": 1"#, &[]),
        (r#""minutes": 30, "attendees": 0"#, &["PC0510 attendees"]),
    ] {
        let document = format!(
            r#"{{ "schema": "peerclaim-evidence/1",
                "encounters": [{{ "id": "e", "member": "m", "staff": "s", "on": "2026-03-02", {contact} }}] }}"#
        );
        let read = Evidence::from_json(document.as_bytes());
        let wanted: Vec<String> =
            findings.iter().map(|finding| finding.replacen(' ', " encounters row 1, ", 1)).collect();
        assert_eq!(told(&read.findings), wanted, "{contact}");
        assert_eq!(read.evidence.encounters.len(), 1, "{contact}: a contact that contradicts itself is kept");
    }
}

#[test]
fn rows_name_rows_that_there_are() {
    let all = r#""staff": [{ "id": "s" }], "members": [{ "id": "m" }],
        "encounters": [{ "id": "e", "member": "m", "staff": "s", "on": "2026-03-02", "minutes": 15 }],
        "authorizations": [{ "id": "a", "member": "m" }],
        "documents": [{ "id": "d", "kind": "plan", "on": "2026-03-02", "refers_to": ["e", "d"] }]"#;
    for (rows, findings) in [
        (r#""history": [{ "id": "h", "from": "2026-03-02", "encounters": ["gone"] }]"#, &[][..]),
        (
            r#""history": [{ "id": "h", "from": "2026-03-02", "member": "x", "staff": ["s", "x"] }]"#,
            &["PC0412 history row 1, member", "PC0412 history row 1, staff/1"],
        ),
        (r#""adjudications": [{ "id": "j", "encounter": "x" }]"#, &["PC0412 adjudications row 1, encounter"]),
        (
            r#""documents": [{ "id": "f", "kind": "note", "on": "2026-03-02", "member": "x", "refers_to": ["e", "x"],
                "signers": ["member", { "role": "staff", "staff": "x" }] }]"#,
            &[
                "PC0412 documents row 1, member",
                "PC0412 documents row 1, signers/1/staff",
                "PC0412 documents row 1, refers_to/1",
            ],
        ),
        (r#""authorizations": [{ "id": "b", "member": "x" }]"#, &["PC0412 authorizations row 1, member"]),
        (
            r#""encounters": [{ "id": "f", "members": ["m", "x"], "staff": ["x", "s"], "on": "2026-03-02",
                "minutes": 15, "signed_by": "x", "authorization": "x" }]"#,
            &[
                "PC0412 encounters row 1, members/1/member",
                "PC0412 encounters row 1, staff/0",
                "PC0412 encounters row 1, signed_by",
                "PC0412 encounters row 1, authorization",
            ],
        ),
        (
            r#""members": [{ "id": "n", "lives_with": "x", "employs": "s" }]"#,
            &["PC0412 members row 1, lives_with/0"],
        ),
        (
            r#""staff": [{ "id": "t", "supervision": [{ "on": "2026-03-02", "supervisor": "x" }], "supervisors": ["t", "x"] }]"#,
            &["PC0412 staff row 1, supervision/0/supervisor", "PC0412 staff row 1, supervisors/1/supervisor"],
        ),
        // Who names a row that was left out is not wrong for that.
        (
            r#""staff": [{ "id": "t", "npi": "0" }], "members": [{ "id": "n", "employs": "t" }]"#,
            &["PC0405 staff row 1, npi"],
        ),
    ] {
        let mut reader = crate::evidence::EvidenceReader::new();
        assert_eq!(
            told(&reader.json(format!(r#"{{ "schema": "peerclaim-evidence/1", {all} }}"#).as_bytes())),
            Vec::<String>::new()
        );
        let mut found = reader.json(format!(r#"{{ "schema": "peerclaim-evidence/1", {rows} }}"#).as_bytes());
        found.extend(reader.finish().findings);
        assert_eq!(told(&found), findings, "{rows}");
    }
    // A table that was not given is not looked into.
    let log = br#"{ "schema": "peerclaim-evidence/1", "encounters": [
        { "id": "e", "member": "m", "staff": "s", "on": "2026-03-02", "minutes": 15, "authorization": "a" }] }"#;
    assert_eq!(told(&Evidence::from_json(log).findings), Vec::<String>::new());
}
