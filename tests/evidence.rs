//! `peerclaim evidence` as a person calls it.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests run the program and write files for it")]

mod common;

use std::fs;
use std::path::Path;

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    common::run(folder, "evidence", args)
}

#[test]
fn the_fixtures_are_clean() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/evidence");
    let (code, out, err) = run(&fixtures, &["tables"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.starts_with("rows read\n") && out.ends_with("9 files: nothing found\n"), "{out}");
    assert!(out.contains("  encounters      5\n"), "{out}");
    let (code, out, _) = run(&fixtures, &["agency.json", "--format", "json"]);
    assert_eq!(code, Some(0), "{out}");
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!(
        (&report["schema"], report["counts"]["staff"].as_u64()),
        (&"peerclaim-evidence-report/1".into(), Some(2))
    );
}

#[test]
fn findings_say_file_line_row_and_what_to_do() {
    let folder = common::folder("evidence-findings");
    fs::write(folder.join("roster.csv"), "Staff ID,DOB\ns1,5/3/1980\nCANARY,CANARY\n").unwrap();
    fs::write(
        folder.join("service_log.csv"),
        "Note ID,Client,Clinician,DOS,Minutes\nn1,m1,s1,3/2/2026,60\nn2,m1,\"s1,3/3/2026,60\nn3,m1,s1,3/4/2026,1500\n",
    )
    .unwrap();
    fs::write(folder.join("readme.txt"), "not read").unwrap();
    let (code, out, err) = run(&folder, &["."]);
    assert_eq!((code, err.as_str()), (Some(1), ""), "{out}");
    for part in [
        "error[PC0405]: this is not a day that exists, as 2026-05-03\n  --> ./roster.csv:3: staff row 2, born\n   = do: ",
        "error[PC0401]: this is not CSV: ",
        "  --> ./service_log.csv:3: encounters row 2\n",
        "  --> ./service_log.csv:4: encounters row 3, minutes\n",
        "  encounters  2\n  staff       1\n",
        "\n2 files: 3 errors, 0 warnings\n",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert!(!out.contains("CANARY"), "{out}");
    // A file of the folder that is named besides is read once.
    assert_eq!(run(&folder, &[".", "roster.csv"]).1, out);
    let (code, json, _) = run(&folder, &[".", "--format", "json"]);
    assert_eq!(code, Some(1));
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        report["findings"][0]["at"],
        serde_json::json!({ "table": "staff", "row": 2, "field": "born", "line": 3 })
    );
    assert!(!json.contains("CANARY"), "{json}");
}

#[test]
fn a_warning_alone_is_no_fault_and_what_cannot_be_read_is_misuse() {
    let folder = common::folder("evidence-exit");
    fs::write(folder.join("roster.csv"), "Staff ID,Shoe Size\ns1,9\n").unwrap();
    let (code, out, _) = run(&folder, &["roster.csv"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("warning[PC0409]") && out.ends_with("1 file: 0 errors, 1 warning\n"), "{out}");
    fs::create_dir_all(folder.join("empty")).unwrap();
    for args in [&["gone.csv"][..], &["empty"], &[]] {
        let (code, out, err) = run(&folder, args);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}");
        assert!(!err.is_empty(), "{args:?}");
    }
}
