//! Several files together.

use super::file;
use crate::diag::Severity;
use crate::evidence::{Evidence, EvidenceReport, Intake, Read};
use std::fmt::Write as _;

fn taken(files: &[(&str, &str)]) -> (Read, EvidenceReport) {
    let mut intake = Intake::new();
    for (path, text) in files {
        intake.add(path, text.as_bytes());
    }
    intake.finish()
}

/// `roster.csv:3 PC0405 staff row 2, born`
fn places(report: &EvidenceReport) -> Vec<String> {
    let each = report.told().iter().map(|told| {
        let line = told.line.map_or("-".to_owned(), |line| line.to_string());
        let file = report.file(told).unwrap_or("-");
        format!("{file}:{line} {} {}", told.finding.rule().id, told.finding.location())
    });
    each.collect()
}

#[test]
fn each_finding_has_its_file_and_line() {
    let log = "Note ID,Client,Clinician,DOS,Remark,Minutes\r\n\
               n1,m1,s1,3/2/2026,\"two\r\nlines\",60\r\n\
               \r\n\
               n2,m1,s1,3/2/2026,x,1441\r\n\
               n3,m1,s9,3/2/2026,x,9 hours\r\n\
               n4,m1,s9,3/2/2026,x,60\r\n";
    let roster = "{\n  \"schema\": \"peerclaim-evidence/1\",\n  \"stuff\": [],\n  \"staff\": [\n    { \"id\": \"s1\" },\n    \
                  { \"id\": \"s2\",\n      \"npi\": 7 }\n  ]\n}\n";
    let (read, report) = taken(&[
        ("in/Service Log.CSV", log),
        ("roster.json", roster),
        ("nothing.csv", "id\n1\n"),
        ("staff_training.csv", "staff,on\ns1,3/2/2026\ns7,3/2/2026\n"),
    ]);
    assert_eq!(
        places(&report),
        [
            // A spreadsheet shows a cell of two lines on one, and a blank line as a row.
            "in/Service Log.CSV:1 PC0409 encounters",
            "in/Service Log.CSV:4 PC0506 encounters row 2, minutes",
            "in/Service Log.CSV:5 PC0405 encounters row 3, minutes",
            "in/Service Log.CSV:6 PC0412 encounters row 4, staff/0",
            "roster.json:3 PC0402 byte 41",
            "roster.json:7 PC0405 staff row 2, npi",
            "nothing.csv:- PC0402 byte 0",
            "staff_training.csv:3 PC0412 staff_training row 2, staff",
        ]
    );
    assert_eq!(
        report.counts().iter().map(|(table, rows)| (*table, *rows)).collect::<Vec<_>>(),
        [("encounters", 3), ("staff", 1)]
    );
    assert_eq!((report.count(Severity::Error), report.count(Severity::Warning), report.files()), (7, 1, 4));
    assert_eq!(read.findings.len(), 3, "what is wrong between the files");
    let json: serde_json::Value = serde_json::from_str(&report.to_json()).unwrap();
    assert_eq!(json["schema"], "peerclaim-evidence-report/1");
    assert_eq!(json["files"][0], serde_json::json!({ "path": "in/Service Log.CSV", "table": "encounters" }));
    assert_eq!(json["findings"][1]["at"]["line"], 4);
    assert_eq!(json["findings"][1]["at"]["field"], "minutes");
    assert_eq!(json["findings"][7]["file"], "staff_training.csv");
    assert_eq!((json["errors"].as_u64(), json["counts"]["staff"].as_u64()), (Some(7), Some(1)));
}

#[test]
fn how_many_are_not_listed_is_told() {
    let mut csv = "id,dob\n".to_owned();
    for row in 0..1_700 {
        let _ = writeln!(csv, "s{row},soon");
    }
    let (read, report) = taken(&[("staff.csv", &csv)]);
    assert_eq!((report.told().len(), report.count(Severity::Error)), (1_000, 1_700));
    assert_eq!(report.not_listed().get("PC0405"), Some(&700));
    assert_eq!(read.not_listed.get("PC0405"), Some(&700));
    assert!(report.to_json().contains("\"PC0405\": 700"));
}

#[test]
fn a_row_is_whole_whatever_is_wrong_with_others() {
    for (files, whole) in [
        (&[("staff.csv", "id,dob\ns1,\ns2,soon\n")][..], [true, false]),
        (&[("staff.csv", "id,dob\ns1,\n,soon\n")], [false, false]),
        (&[("staff.csv", "id,dob\ns1,\n\"s2,soon\n")], [false, false]),
        (&[("staff.csv", "id\ns1\ns2\n"), ("staff_training.csv", "staff,on\ns2,soon\n")], [true, false]),
        (&[("staff.csv", "id\ns1\ns2\n"), ("staff_training.csv", "staff,on\n,3/2/2026\n")], [false, false]),
        (&[("staff.csv", "id\ns1\ns2\n"), ("shoes.csv", "staff,size\ns2,9\n")], [true, true]),
        (&[("staff.csv", "id\ns1\ns2\n"), ("members.csv", "id,dob\nm,soon\n")], [true, true]),
        (&[("staff.csv", "id\ns1\ns2\n"), ("more.json", "{")], [false, false]),
        (
            &[(
                "a.json",
                r#"{ "schema": "peerclaim-evidence/1", "stuff": [],
                "staff": [{ "id": "s1" }, { "id": "s2", "shoes": 9 }] }"#,
            )],
            [true, false],
        ),
    ] {
        let (read, _) = taken(files);
        assert_eq!([read.is_whole("staff", "s1"), read.is_whole("staff", "s2")], whole, "{files:?}");
        assert!(!read.is_whole("shoes", "s1"));
    }
}

#[test]
fn the_report_holds_no_value() {
    let mark = "ZQXCANARYXQZ";
    let csv = format!("id,{mark},dob\n{mark},{mark},{mark}\n\"{mark}\n");
    let json = format!(
        r#"{{ "schema": "{mark}", "{mark}": [{{ "{mark}": 1 }}], "staff": [{{ "id": "{mark}", "npi": "{mark}" }}] }}"#
    );
    let (read, report) = taken(&[("staff.csv", &csv), ("all.json", &json)]);
    assert!(report.told().len() > 4);
    for shown in [format!("{report:?}"), report.to_json(), format!("{read:?}")] {
        assert!(!shown.contains(mark) && !shown.contains(&mark.to_lowercase()), "{shown}");
    }
    assert!(read.evidence == Evidence::new());
}

#[cfg(feature = "schema")]
#[test]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
fn the_report_s_schema_is_the_one_that_is_published() {
    let path = file("docs/schema/peerclaim-evidence-report-1.json");
    let found = crate::evidence::evidence_report_schema();
    if std::env::var("UPDATE").is_ok() {
        std::fs::write(&path, &found).unwrap();
    }
    let published = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == published,
        "the schema has changed: look at the difference after UPDATE=1 cargo test schema"
    );
}
