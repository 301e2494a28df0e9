//! `bill` and `check --evidence` through the built program, on a week of a synthetic agency with two payers.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests run the program and read what it wrote")]

mod common;

use common::folder;
use serde_json::Value as Json;
use std::path::Path;
use std::process::{Command, Output};

const WEEK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/agency/week.json");
const PACKS: [&str; 3] = ["--pack", "pa-carelon", "pa-ffs"];

fn run(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_peerclaim")).args(args).output().expect("the program runs")
}

fn bill(evidence: &str, out: &Path, more: &[&str]) -> Output {
    let out = out.to_str().expect("a path");
    let head = [
        "bill",
        "--evidence",
        evidence,
        "--as-of",
        "2026-11-09",
        "--control-number",
        "7",
        "--usage",
        "T",
        "--out",
        out,
    ];
    run(&[&head[..], &PACKS, more].concat())
}

fn json(output: &Output) -> Json {
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&output.stderr)))
}

/// The week with one change.
fn changed(folder: &Path, from: &str, to: &str) -> String {
    let text = std::fs::read_to_string(WEEK).expect("the week");
    assert_eq!(text.matches(from).count(), 1, "{from} stands once");
    let path = folder.join("changed.json");
    std::fs::write(&path, text.replace(from, to)).expect("written");
    path.to_str().expect("a path").to_owned()
}

#[test]
fn a_week_for_two_payers() {
    let folder = folder("bill-week");
    let (out, ledger) = (folder.join("claims.837"), folder.join("ledger.json"));
    let printed = bill(WEEK, &out, &["--ledger", ledger.to_str().expect("a path")]);
    // One contact is not decided.
    assert_eq!(printed.status.code(), Some(1));
    let text = String::from_utf8_lossy(&printed.stdout).replace(folder.to_str().expect("a path"), "…");
    insta::assert_snapshot!("week", text);
    let file = std::fs::read_to_string(&out).expect("claims");
    assert_eq!(file.matches("ISA*").count(), 2, "an interchange for each payer");
    assert!(file.contains("*000000007*0*T*") && file.contains("*000000008*0*T*"));
    let full: Json = serde_json::from_slice(&std::fs::read(&ledger).expect("a ledger")).expect("JSON");
    assert_eq!(full["ledger"][0]["on"], "2026-11-02");
    assert_eq!(full["ledger"][0]["encounter_ids"], Json::from(["n1"].as_slice()));

    // What was written passes, beside the same evidence and by the same packs.
    let args = [
        "check",
        out.to_str().expect("a path"),
        "--evidence",
        WEEK,
        "--pack",
        "pa-carelon",
        "--pack",
        "pa-ffs",
    ];
    let days = ["--as-of", "2026-11-09", "--received-on", "2026-11-09", "--format", "json"];
    let checked = run(&[&args[..], &days].concat());
    assert_eq!(checked.status.code(), Some(0));
    let report = json(&checked);
    assert_eq!(report["files"][0]["verdict"], "accepted");
    assert_eq!(report["summary"]["by_rule"], Json::Object(serde_json::Map::new()));
}

#[test]
fn a_credential_that_ends_takes_its_dollars_with_it() {
    let folder = folder("bill-credential");
    let broken = changed(
        &folder,
        r#""issued": "2026-06-01", "expires": "2028-05-31""#,
        r#""issued": "2024-11-06", "expires": "2026-11-05""#,
    );
    let whole = json(&bill(WEEK, &folder.join("whole.837"), &["--format", "json"]));
    let less = json(&bill(&broken, &folder.join("less.837"), &["--format", "json"]));
    let dollars = |report: &Json, of: &str| {
        let text = report["totals"][of].as_str().expect("dollars").replace('.', "");
        text.parse::<i64>().expect("cents")
    };
    let fallen: Vec<(&Json, &Json)> = less["not_billed"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (&one["encounters"][0], &one["rule"]))
        .collect();
    // The last day itself is in force.
    assert_eq!(fallen, [(&Json::from(8), &Json::from("PC0702"))]);

    assert_eq!(dollars(&whole, "charge") - dollars(&less, "charge"), 8_000);
    assert_eq!(less["not_billed"][0]["amount"], "80.00");
    assert_eq!(less["not_billed"][0]["denials"][0], "B7");

    // Beside the whole evidence that contact is after the days of the claims: not looked for, and told.
    let claims = folder.join("less.837");
    let args = ["check", claims.to_str().expect("a path"), "--evidence", WEEK, "--pack", "pa-carelon"];
    let checked = json(&run(&[&args[..], &["--pack", "pa-ffs", "--format", "json"]].concat()));
    let beside = &checked["files"][1]["not_run"];
    assert_eq!(
        (&beside[0]["rule"], &beside[0]["count"]),
        (&Json::from("PC0720"), &Json::from(1)),
        "{beside}"
    );
}

#[test]
fn what_is_printed_holds_nothing_of_the_evidence() {
    let folder = folder("bill-safe");
    for format in ["json", "human"] {
        let printed = bill(WEEK, &folder.join("claims.837"), &["--format", format]);
        let text =
            String::from_utf8_lossy(&printed.stdout).into_owned() + &String::from_utf8_lossy(&printed.stderr);
        for value in [
            "DOE",
            "JANE",
            "PAT",
            "0000000001",
            "n1",
            "1990",
            "1999999984",
            "F33",
            "F331",
            "2026-11-02",
            "P000000007",
        ] {
            assert!(!text.contains(value), "{format}: {value}");
        }
    }
}

#[test]
fn a_folder_gets_a_file_for_each_payer() {
    let folder = folder("bill-folder");
    let printed = bill(WEEK, &folder, &[]);
    assert_eq!(printed.status.code(), Some(1));
    for pack in ["pa-carelon", "pa-ffs"] {
        let file = std::fs::read_to_string(folder.join(format!("{pack}.837"))).expect("a file");
        assert_eq!(file.matches("ISA*").count(), 1);
    }
}

#[test]
fn bad_usage_is_told_in_a_sentence() {
    let folder = folder("bill-usage");
    let out = folder.join("claims.837");
    let out = out.to_str().expect("a path");
    let good = [
        "bill",
        "--evidence",
        WEEK,
        "--pack",
        "pa-ffs",
        "--as-of",
        "2026-11-09",
        "--control-number",
        "7",
        "--usage",
        "T",
        "--out",
        out,
    ];
    for (at, value, part) in [
        (2, "nothing.json", "cannot read"),
        (4, "no-such-pack", "no pack"),
        (6, "soon", "--as-of"),
        (8, "0", "--control-number"),
        (10, "X", "one of: T, P"),
    ] {
        let mut args = good;
        args[at] = value;
        let output = run(&args);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{value}: {said}");
        assert!(said.contains(part), "{value}: {said}");
    }
}

#[test]
fn the_bill_schema_is_the_committed_one() {
    let printed = run(&["schema", "bill"]);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-bill-1.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed.stdout).expect("written");
    }
    assert!(
        printed.stdout == std::fs::read(&path).expect("a schema"),
        "UPDATE=1 cargo test --test bill writes it"
    );
}

/// `check` takes one pack after each `--pack`: what follows is a file.
#[test]
fn a_pack_that_stands_for_a_file_is_told() {
    let output = run(&["check", "--evidence", WEEK, "--pack", "pa-carelon", "pa-ffs"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("pa-ffs is a pack and not a file: write --pack before each pack"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}
