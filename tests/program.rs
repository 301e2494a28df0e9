//! The built program through its arguments: what goes in, what comes out, and the exit code.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test runs the program on files")]

mod common;

use common::folder;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A small good file; what is in angle brackets is changed by the tests.
const GOOD: &[&str] = &[
    "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:",
    "GS*HC*SENDER*RECEIVER*20260101*1200*1*X*005010X222A1",
    "ST*837*0001*005010X222A1",
    "BHT*0019*00*TESTBATCH*20261120*1200*CH",
    "NM1*41*2*TEST AGENCY*****46*SENDER",
    "PER*IC*TEST DESK*TE*5555550100",
    "NM1*40*2*TEST PAYER*****46*RECEIVER",
    "HL*1**20*1",
    "NM1*85*2*TEST AGENCY*****XX*1999999984",
    "N3*1 TEST ST",
    "N4*TESTTOWN*PA*170000001",
    "REF*EI*001234567",
    "HL*2*1*22*0",
    "SBR*P*18*******MC",
    "NM1*IL*1*DOE*TESTMARKER****MI*9999999999",
    "N3*2 TEST ST",
    "N4*TESTTOWN*PA*170000001",
    "DMG*D8*19800101*U",
    "NM1*PR*2*TEST PAYER*****PI*RECEIVER",
    "CLM*TEST0001*60***11:B:1*Y*A*Y*Y",
    "HI*ABK:Z0000",
    "LX*1",
    "SV1*HC:H0038*60*UN*4***1",
    "DTP*472*D8*20260105",
    "SE*23*0001",
    "GE*1*1",
    "IEA*1*000000001",
];

fn text(change: &[(&str, &str)]) -> String {
    let mut text = GOOD.join("~\n") + "~\n";
    for (from, to) in change {
        assert_eq!(text.matches(from).count(), 1, "{from} must stand once");
        text = text.replace(from, to);
    }
    text
}

fn file(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

fn peerclaim(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_peerclaim")).args(args).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn expect(output: &Output, code: i32) -> (String, String) {
    let out = String::from_utf8(output.stdout.clone()).unwrap();
    let err = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(code), "stdout: {out}\nstderr: {err}");
    assert!(!err.contains("panicked"), "{err}");
    (out, err)
}

const DAY: [&str; 2] = ["--as-of", "2026-11-21"];

#[test]
fn a_good_file_is_accepted() {
    let folder = folder("good");
    let path = file(&folder, "good.837", &text(&[]));
    let (out, err) = expect(&peerclaim(&["check", DAY[0], DAY[1], path.to_str().unwrap()]), 0);
    assert!(out.contains("good.837: accepted"), "{out}");
    assert!(
        out.contains(
            "1 claim, 1 line in 1 transaction set; total charges of the claims 60.00, of the lines 60.00"
        ),
        "{out}"
    );
    assert!(out.ends_with("1 file: nothing found\n"), "{out}");
    assert_eq!(err, "");
}

#[test]
fn a_bad_file_says_what_where_and_what_to_do() {
    let folder = folder("bad");
    let path = file(&folder, "bad.837", &text(&[("*60***11", "*70***11")]));
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], path.to_str().unwrap()]), 1);
    for part in [
        "error[PC0301]: CLM02 is not the sum of the 1 line charges, which is 60.00",
        "set 1, claim 1, segment 18 (CLM)",
        "2000A[1]/2000B[1]/2300[1]/CLM02",
        "   | CLM*xxxx9999*99***99:B:9*Y*A*Y*Y\n   |              ^^\n",
        "= do: Correct the total or the line that is wrong",
        "claims: 0 accepted, 1 rejected, 0 undetermined",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    assert!(!out.contains("TEST0001"), "{out}");
}

#[test]
fn values_are_shown_only_when_asked_for_and_only_to_people() {
    let folder = folder("values");
    let path = file(&folder, "bad.837", &text(&[("*60***11", "*70***11")]));
    let path = path.to_str().unwrap();
    let (out, _) = expect(&peerclaim(&["check", "--show-values", path]), 1);
    assert!(out.contains("CLM*TEST0001*70***11:B:1*Y*A*Y*Y"), "{out}");
    for format in ["concise", "json", "ndjson"] {
        let (_, err) = expect(&peerclaim(&["check", "--show-values", "--format", format, path]), 2);
        assert!(err.contains("--show-values goes with --format human alone"), "{err}");
    }
}

#[test]
fn standard_input_is_a_file() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_peerclaim"))
        .args(["check", "-", DAY[0], DAY[1]])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(text(&[("*60***11", "*70***11")]).as_bytes()).unwrap();
    let (out, _) = expect(&child.wait_with_output().unwrap(), 1);
    assert!(out.contains("   | CLM*xxxx9999*99***99:B:9*Y*A*Y*Y\n"), "{out}");
}

#[test]
fn folders_are_walked_in_order_and_what_is_left_out_is_said() {
    let folder = folder("walk");
    std::fs::create_dir_all(folder.join("inner")).unwrap();
    // Each is an interchange of its own.
    let numbered = |isa, iea| text(&[("00501*000000001", isa), ("IEA*1*000000001", iea)]);
    file(&folder, "b.837", &numbered("00501*000000002", "IEA*1*000000002"));
    file(&folder, "inner/a.edi", &numbered("00501*000000003", "IEA*1*000000003"));
    file(&folder, "a.txt", &text(&[]));
    file(&folder, "notes.md", "no claim file");
    let (out, err) =
        expect(&peerclaim(&["check", DAY[0], DAY[1], "--format", "concise", folder.to_str().unwrap()]), 0);
    let names: Vec<&str> = out.lines().map(|line| line.rsplit(['/', '\\']).next().unwrap()).collect();
    assert_eq!(names, ["a.txt: accepted", "b.837: accepted", "a.edi: accepted"]);
    assert!(err.contains("1 file in the folders was left out"), "{err}");
}

#[test]
fn the_json_report_has_its_fixed_names() {
    let folder = folder("json");
    let path = file(&folder, "week.837", &text(&[("*60***11", "*70***11")]));
    let output = folder.join("report.json");
    let args = [
        "check",
        DAY[0],
        DAY[1],
        "--format",
        "json",
        "--output",
        output.to_str().unwrap(),
        path.to_str().unwrap(),
    ];
    let (out, _) = expect(&peerclaim(&args), 1);
    assert_eq!(out, "", "the report goes into the file");
    let report: serde_json::Value = serde_json::from_slice(&std::fs::read(&output).unwrap()).unwrap();
    let claim =
        GOOD.iter().take_while(|line| !line.starts_with("CLM")).map(|line| line.len() + 2).sum::<usize>();
    assert_eq!(report["schema"], "peerclaim-report/1");
    assert_eq!(report["tool"]["name"], "peerclaim");
    assert_eq!(report["as_of"], "2026-11-21");
    let file = &report["files"][0];
    assert_eq!(file["claims"], 1);
    assert_eq!(file["claim_charges"], "70.00");
    assert_eq!(file["line_charges"], "60.00");
    assert_eq!(file["verdict"], "rejected");
    assert_eq!(file["claim_verdicts"], serde_json::json!({"accepted": 0, "rejected": 1, "undetermined": 0}));
    assert_eq!(
        file["verdicts"][0],
        serde_json::json!({"set": 1, "claim": 1, "verdict": "rejected", "rules": ["PC0301"]})
    );
    let finding = &file["findings"][0];
    assert_eq!(finding["rule"], "PC0301");
    assert_eq!(finding["name"], "claim-total-differs-from-lines");
    assert_eq!(finding["would_reject"], false);
    assert_eq!(finding["capped_by"], serde_json::Value::Null);
    assert_eq!(
        finding["at"],
        serde_json::json!({
            "kind": "x12", "interchange": 1, "group": 1, "set": 1, "claim": 1, "line": null, "segment": 18,
            "tag": "CLM", "path": "2000A[1]/2000B[1]/2300[1]", "element": "CLM02", "bytes": [claim + 13, claim + 15],
            "table": null, "row": null, "field": null,
        })
    );
    assert_eq!(report["summary"]["by_rule"], serde_json::json!({"PC0301": 1}));
}

#[test]
fn good_claims_go_out_today() {
    let folder = folder("split");
    let whole = peerclaim(&["generate", "--claims", "20", "--seed", "7"]).stdout;
    let spoiled = String::from_utf8(whole).unwrap().replacen("*UN*", "*XX*", 1);
    let path = file(&folder, "week.837", &spoiled);
    let into = folder.join("out");
    let args = ["check", DAY[0], DAY[1], "--split", into.to_str().unwrap(), path.to_str().unwrap()];
    let (out, _) = expect(&peerclaim(&args), 1);
    assert!(out.contains("claims: 19 accepted, 1 rejected, 0 undetermined"), "{out}");
    let accepted = into.join("week.accepted.837");
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], accepted.to_str().unwrap()]), 0);
    assert!(out.contains("19 claims"), "{out}");
    let rejected = into.join("week.rejected.837");
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], rejected.to_str().unwrap()]), 1);
    assert!(out.contains("1 claim,"), "{out}");
    assert!(out.contains("error   PC0220      1 ×"), "{out}");
}

#[test]
fn an_endless_set_is_refused_with_one_finding() {
    let folder = folder("endless");
    let endless = "NTE*ADD*TEST NOTE~".repeat(200_000);
    let cut = text(&[("SE*23*0001~\nGE*1*1~\nIEA*1*000000001~\n", "")]) + &endless;
    let path = file(&folder, "endless.837", &cut);
    let args = ["check", DAY[0], DAY[1], "--max-set", "1", "--format", "concise", path.to_str().unwrap()];
    let (out, _) = expect(&peerclaim(&args), 1);
    assert_eq!(out.lines().count(), 2, "{out}");
    assert!(out.contains("error PC0009 set-exceeds-limit"), "{out}");
}

#[test]
fn a_synthetic_agency_is_billed_without_a_rest() {
    let folder = folder("agency");
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (evidence, a, b) = (path("evidence.json"), path("test-plan-a.toml"), path("test-plan-b.toml"));
    let made = |more: &[&str]| {
        let all = [
            "generate",
            "--evidence",
            folder.to_str().unwrap(),
            "--staff",
            "2",
            "--members",
            "9",
            "--days",
            "20",
        ];
        expect(&peerclaim(&[&all[..], more].concat()), 0);
    };
    let bill = [
        "bill",
        "--evidence",
        &evidence,
        "--pack",
        &a,
        &b,
        "--as-of",
        "2026-02-02",
        "--control-number",
        "1",
        "--usage",
        "T",
        "--out",
        &path("claims.837"),
    ];
    made(&[]);
    expect(&peerclaim(&bill), 0);
    assert!(!folder.join("labels.json").exists());
    made(&["--fault", "late-note", "--fault", "missing-plan"]);
    expect(&peerclaim(&bill), 1);
    let labels = std::fs::read_to_string(folder.join("labels.json")).unwrap();
    assert!(labels.contains("PC0718") && labels.contains("PC0713"));
    expect(&peerclaim(&["generate", "--evidence", "x", "--fault", "none"]), 2);
    expect(&peerclaim(&["generate", "--staff", "3"]), 2);
}

#[test]
fn codes_are_looked_up_in_the_lists_that_are_given() {
    let folder = folder("lists");
    let claims = file(&folder, "week.837", &text(&[]));
    let units =
        file(&folder, "mue.txt", "Test edits\nHCPCS/CPT Code\tMUE Values\tMUE Rationale\nH0038\t3\tTest\n");
    let check = ["check", DAY[0], DAY[1], "--format", "concise"];
    let ask = |more: &[&str]| peerclaim(&[&check[..], &[claims.to_str().unwrap()], more].concat());
    let (out, _) = expect(&ask(&[]), 0);
    assert!(!out.contains("PC0356"), "{out}");
    let (out, _) = expect(&ask(&["--list", units.to_str().unwrap()]), 0);
    assert!(out.contains("PC0356") && out.contains("the 3 units"), "{out}");
    let letter = file(&folder, "letter.txt", "MARKER of a letter\n");
    let (_, err) = expect(&ask(&["--list", letter.to_str().unwrap()]), 2);
    assert!(err.contains("letter.txt: no list that is known") && !err.contains("MARKER"), "{err}");
}

#[test]
fn a_code_that_the_library_does_not_know_is_not_run_once_for_a_file() {
    let path = folder("unlisted");
    let claims = file(&path, "week.837", &text(&[("SV1*HC:H0038", "SV1*HC:H9998:ZZ")]));
    let claims = claims.to_str().unwrap();
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], "--format", "json", claims]), 0);
    let report: serde_json::Value = serde_json::from_str(&out).unwrap();
    let not_run = report["files"][0]["not_run"].as_array().unwrap();
    let rules: Vec<&str> = not_run.iter().map(|one| one["rule"].as_str().unwrap()).collect();
    assert_eq!(rules, ["PC0353", "PC0354"], "{report}");
    assert_eq!(report["files"][0]["verdict"], "accepted", "{report}");
}

#[test]
fn a_generated_file_is_wrong_in_the_way_that_was_asked_for() {
    let folder = folder("defect");
    let path = folder.join("dirty.837");
    let path = path.to_str().unwrap();
    for rule in ["PC0301", "npi-check-digit-wrong"] {
        expect(&peerclaim(&["generate", "--claims", "20", "--defect", rule, "--output", path]), 0);
        let found = peerclaim(&[
            "check",
            "--as-of",
            "2026-11-21",
            "--format",
            "concise",
            "--fail-level",
            "info",
            path,
        ]);
        expect(&found, 1);
        let id = peerclaim::find_rule(rule).unwrap().id;
        let stdout = String::from_utf8(found.stdout).unwrap();
        let lines: Vec<&str> = stdout.lines().filter(|line| line.contains("PC0")).collect();
        assert!(!lines.is_empty() && lines.iter().all(|line| line.contains(id)), "{stdout}");
    }
    let none = peerclaim(&["generate", "--claims", "1", "--defect", "PC0124"]);
    expect(&none, 2);
    assert!(String::from_utf8(none.stderr).unwrap().contains("--claims"));
    let alone = peerclaim(&["generate", "--defect", "PC0605"]);
    expect(&alone, 2);
    assert!(String::from_utf8(alone.stderr).unwrap().contains("--pack FILE"));
    // Evidence has agencies.
    expect(&peerclaim(&["generate", "--defect", "PC0702"]), 2);
}

#[test]
fn a_generated_file_breaks_the_rule_of_a_payer_whose_pack_comes_with_it() {
    let folder = folder("defect-by-pack");
    let (path, pack) = (folder.join("dirty.837"), folder.join("payer.toml"));
    let (path, pack) = (path.to_str().unwrap(), pack.to_str().unwrap());
    for (asked, code) in [(&[][..], 0), (&["--defect", "modifier-missing"], 1)] {
        let made = [&["generate", "--claims", "40", "--pack", pack, "--output", path], asked].concat();
        expect(&peerclaim(&made), 0);
        let check = ["check", "--as-of", "2026-11-21", "--format", "concise", "--pack", pack, path];
        let found = peerclaim(&check);
        expect(&found, code);
        let stdout = String::from_utf8(found.stdout).unwrap();
        assert_eq!(stdout.matches("PC0605").count(), usize::from(code == 1), "{stdout}");
    }
}

#[test]
fn generated_files_are_the_same_for_the_same_seed_and_clean() {
    let folder = folder("generate");
    let path = folder.join("claims.837");
    expect(&peerclaim(&["generate", "--claims", "30", "--seed", "5", "--output", path.to_str().unwrap()]), 0);
    let printed = peerclaim(&["generate", "--claims", "30", "--seed", "5"]);
    assert!(printed.stdout == std::fs::read(&path).unwrap());
    let (out, _) =
        expect(&peerclaim(&["check", DAY[0], DAY[1], "--fail-level", "info", path.to_str().unwrap()]), 0);
    assert!(out.contains("30 claims"), "{out}");
}

#[test]
fn the_readme_begins_with_commands_that_work() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/837p/rejected/several-faults.837");
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], fixture.to_str().unwrap()]), 1);
    assert!(out.contains("rejected"), "{out}");
}

#[test]
fn a_record_a_line() {
    let folder = folder("ndjson");
    let path = file(&folder, "week.837", &text(&[("*60***11", "*70***11")]));
    let (out, _) = expect(&peerclaim(&["check", "--format", "ndjson", path.to_str().unwrap()]), 1);
    let kinds: Vec<String> = out
        .lines()
        .map(|line| {
            serde_json::from_str::<serde_json::Value>(line).unwrap()["kind"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(kinds, ["report", "finding", "file", "summary"]);
}

#[test]
fn exit_codes_follow_the_levels() {
    let folder = folder("levels");
    let wrong_digit = text(&[("XX*1999999984", "XX*1999999985")]);
    let warned = file(&folder, "warned.837", &wrong_digit);
    let warned = warned.to_str().unwrap();
    let bad = file(&folder, "bad.837", &text(&[("*60***11", "*70***11")]));
    let bad = bad.to_str().unwrap();
    for (args, code) in [
        (vec!["check", DAY[0], DAY[1], warned], 0),
        (vec!["check", DAY[0], DAY[1], "--fail-level", "warning", warned], 1),
        (vec!["check", DAY[0], DAY[1], "--fail-level", "warning", "--ignore", "PC0308", warned], 0),
        (
            vec![
                "check",
                DAY[0],
                DAY[1],
                "--fail-level",
                "warning",
                "--ignore",
                "npi-check-digit-wrong",
                warned,
            ],
            0,
        ),
        (vec!["check", DAY[0], DAY[1], "--fail-level", "warning", "--select", "PC0301", warned], 0),
        (vec!["check", bad], 1),
        (vec!["check", "--exit-zero", bad], 0),
        (vec!["check", "--jobs", "1", bad], 1),
        (vec!["check", "--statistics", bad], 1),
    ] {
        expect(&peerclaim(&args), code);
    }
}

#[test]
fn an_unknown_guide_is_never_green() {
    let folder = folder("unknown");
    let other = text(&[
        ("*X*005010X222A1", "*X*005010X223A2"),
        ("ST*837*0001*005010X222A1", "ST*837*0001*005010X223A2"),
    ]);
    let path = file(&folder, "institutional.837", &other);
    let path = path.to_str().unwrap();
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], path]), 1);
    assert!(out.contains("error[PC0127]: the set is an institutional claim (837I)"), "{out}");
    let (out, _) = expect(&peerclaim(&["check", DAY[0], DAY[1], "--allow-unsupported", path]), 0);
    assert!(out.contains("undetermined"), "{out}");
    assert!(out.contains("not run PC0127"), "{out}");
    expect(&peerclaim(&["check", DAY[0], DAY[1], "--allow-unsupported", "--fail-on-not-run", path]), 1);
}

#[test]
fn bad_usage_gets_one_sentence_and_exit_code_2() {
    let folder = folder("usage");
    let good = file(&folder, "good.837", &text(&[]));
    let good = good.to_str().unwrap();
    let empty = folder.join("empty");
    std::fs::create_dir_all(&empty).unwrap();
    for (args, part) in [
        (vec!["check"], "PATH"),
        (vec!["check", "no-such-file.837"], "cannot open no-such-file.837: no such file"),
        (vec!["check", empty.to_str().unwrap()], "the folders hold no file to check"),
        (vec!["check", "--as-of", "2026-02-30", good], "2026-02-30"),
        (vec!["check", "--format", "pdf", good], "pdf"),
        (vec!["check", "--jobs", "0", good], "--jobs"),
        (vec!["check", "--select", "PC9999", good], "there is no rule `PC9999`"),
        (
            vec!["check", "--ignore", "npi-chek-digit-wrong", good],
            "Did you mean PC0308 (npi-check-digit-wrong)?",
        ),
        (vec!["check", "--output", "/no/such/folder/report", good], "cannot write /no/such/folder/report"),
        (vec!["explain", "claim-total"], "Did you mean PC0301"),
        (vec!["explain", "check-digit"], "Did you mean PC0308"),
        (vec!["generate", "--claims", "0"], "--claims"),
        (vec!["check", "--output", good, good], "is a file that is checked"),
        (vec!["explain"], "RULE"),
        (vec!["schema", "nothing"], "nothing"),
        (vec!["frobnicate"], "frobnicate"),
        (vec![], "Usage"),
    ] {
        let (out, err) = expect(&peerclaim(&args), 2);
        assert_eq!(out, "", "{args:?}");
        assert!(err.contains(part), "{args:?}: {err}");
    }
}

#[test]
fn the_rule_book_can_be_read() {
    let (out, _) = expect(&peerclaim(&["rules"]), 0);
    assert!(out.contains("PC0301  error    claim-total-differs-from-lines"), "{out}");
    let (out, _) = expect(&peerclaim(&["rules", "--format", "json"]), 0);
    let rules: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert!(rules.as_array().unwrap().len() > 70);
    let (by_id, _) = expect(&peerclaim(&["explain", "pc0301"]), 0);
    let (by_name, _) = expect(&peerclaim(&["explain", "claim-total-differs-from-lines"]), 0);
    assert_eq!(by_id, by_name);
    assert!(by_id.starts_with("PC0301 claim-total-differs-from-lines\nerror"), "{by_id}");
    let (out, _) = expect(&peerclaim(&["explain", "PC0301", "--format", "json"]), 0);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&out).unwrap()["id"], "PC0301");
}

#[test]
fn the_report_schema_is_the_committed_one() {
    let (out, _) = expect(&peerclaim(&["schema", "report"]), 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-report-1.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &out).unwrap();
    }
    assert_eq!(out, std::fs::read_to_string(&path).unwrap(), "UPDATE=1 cargo test --test program writes it");
}

#[test]
fn the_evidence_schema_is_the_committed_one() {
    let (out, _) = expect(&peerclaim(&["schema", "evidence"]), 0);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-evidence-1.json");
    assert!(out == std::fs::read_to_string(path).unwrap());
}

#[test]
fn help_and_version_are_no_misuse() {
    for args in [&["--help"][..], &["check", "--help"], &["--version"], &["help", "check"]] {
        let (out, err) = expect(&peerclaim(args), 0);
        assert!(!out.is_empty() && err.is_empty());
    }
}

/// A pack of one's own, for the small good file.
const OWN_PACK: &str = r#"
[pack]
id = "own"
name = "Our payer"
layer = "yours"

[[source]]
id = "letter"
title = "Letter of the plan"
dated = "2026-01-02"
url = "https://plan.example/letter"
status = "contract"

[[source]]
id = "rumour"
title = "What a trade site says"
status = "secondary"

[[payer]]
number = "RECEIVER"
cite = ["letter"]
status = "contract"

[[service]]
id = "peer"
variant = "individual"
code = "H0038"
unit = "minutes"
minutes = 15
cite = ["letter"]
status = "contract"

[[cap]]
measure = "units"
most = 3
window = "day"
cite = ["letter"]
at = "page 2"
status = "contract"

[[age]]
least = 50
cite = ["rumour"]
status = "secondary"

[[timely]]
clock = "original"
within = 90
unit = "days"
after = "service"
cite = ["letter"]
status = "contract"
"#;

#[test]
fn a_payers_rules_say_whose_they_are() {
    let folder = folder("payer");
    let pack = file(&folder, "own.toml", OWN_PACK);
    let claims = file(&folder, "good.837", &text(&[]));
    let (pack, claims) = (pack.to_str().unwrap(), claims.to_str().unwrap());
    let args = ["check", DAY[0], DAY[1], "--pack", pack, claims];
    let (out, _) = expect(&peerclaim(&args), 1);
    for part in [
        "error[PC0614]: this takes what is billed over the limit of 3 units in a day",
        "= by: own, cap row 1, contract: Letter of the plan, page 2 (2026-01-02) https://plan.example/letter",
        "warning[PC0617]: the service is for ages from 50 years",
        "= by: own, age row 1, secondary: What a trade site says",
        "= why: would be an error; the primary text was not read (secondary)",
        "not run PC0622 claim-filed-late: lacked the day the payer received the claims (received-on), 1 time",
        "checked by the rules of own",
    ] {
        assert!(out.contains(part), "{part}\n{out}");
    }
    let json = |more: &[&str]| {
        let args = [&args[..], &["--format", "json"], more].concat();
        let (out, _) = expect(&peerclaim(&args), 1);
        serde_json::from_str::<serde_json::Value>(&out).unwrap()
    };
    let report = json(&["--received-on", "2026-04-06"]);
    assert_eq!(report["received_on"], "2026-04-06");
    assert_eq!(
        report["packs"],
        serde_json::json!([{"id": "own", "layer": "yours", "rows": 5, "source": "file"}])
    );
    let findings = report["files"][0]["findings"].as_array().unwrap();
    let of = |rule: &str| findings.iter().find(|finding| finding["rule"] == rule).unwrap();
    assert_eq!(
        of("PC0617")["basis"],
        serde_json::json!({"pack": "own", "table": "age", "row": 1, "status": "secondary", "cites": ["What a trade site says"]})
    );
    assert_eq!((&of("PC0617")["severity"], &of("PC0617")["would_reject"]), (&"warning".into(), &true.into()));
    assert_eq!(
        (&of("PC0614")["capped_by"], &of("PC0614")["would_reject"]),
        (&serde_json::Value::Null, &false.into())
    );
    assert_eq!(of("PC0622")["severity"], "error");
    assert_eq!(report["summary"]["errors"], 2);
    assert_eq!(report["summary"]["warnings"], 1);
    assert_eq!(json(&["--profile", "preflight"])["profile"], "preflight");
    // What is left decides: one rule that could not be decided, and no error.
    let left = [&args[..], &["--ignore", "PC0614"]].concat();
    let (out, _) = expect(&peerclaim(&left), 0);
    assert!(out.contains("claims: 0 accepted, 0 rejected, 1 undetermined"), "{out}");
}

#[test]
fn packs_that_cannot_be_used_are_told() {
    let folder = folder("payer-usage");
    let claims = file(&folder, "good.837", &text(&[]));
    let claims = claims.to_str().unwrap();
    let broken = file(&folder, "broken.toml", &OWN_PACK.replace("least = 50", "leest = 50"));
    let orphan = file(
        &folder,
        "orphan.toml",
        &OWN_PACK.replace("layer = \"yours\"", "layer = \"yours\"\nextends = [\"nobody\"]"),
    );
    let taken = file(&folder, "taken.toml", &OWN_PACK.replace("id = \"own\"", "id = \"pa-ffs\""));
    let nobody = OWN_PACK.replace("least = 50", "least = 50\nservice = [\"nobody\"]");
    let nobody = file(&folder, "nobody.toml", &nobody);
    let top = file(&folder, "top.toml", TOP_PACK);
    for (args, part) in [
        (vec!["--pack", "pa-carelom"], "did you mean `pa-carelon`?"),
        (vec!["--pack", "no-such.toml"], "no-such.toml cannot be read"),
        (vec!["--pack", broken.to_str().unwrap()], "did you mean `least`?"),
        (vec!["--pack", orphan.to_str().unwrap()], "there is no pack `nobody`"),
        (
            vec!["--pack", taken.to_str().unwrap()],
            "error[PC0422]: a pack that comes with the program has this id",
        ),
        (vec!["--pack", nobody.to_str().unwrap()], "   | service = [\"nobody\"]\n   |            ^^^^^^^^\n"),
        (vec!["--pack", top.to_str().unwrap()], "there is no pack `own`"),
        (vec!["--profile", "later"], "later"),
        (vec!["--received-on", "soon"], "soon"),
    ] {
        let (out, err) = expect(&peerclaim(&[vec!["check", claims], args.clone()].concat()), 2);
        assert_eq!(out, "", "{args:?}");
        assert!(err.contains(part), "{args:?}: {err}");
    }
}

/// Stands on [`OWN_PACK`].
const TOP_PACK: &str = "[pack]\nid = \"top\"\nname = \"Top\"\nlayer = \"yours\"\nextends = [\"own\"]\n";

#[test]
fn packs_check_tells_good_from_bad() {
    let folder = folder("packs-check");
    let path = |name: &str, text: &str| file(&folder, name, text).to_str().unwrap().to_owned();
    let own = path("own.toml", OWN_PACK);
    let top = path("top.toml", TOP_PACK);
    let one = path(
        "one.toml",
        &format!("{TOP_PACK}[[age]]\nleast = 18\nservice = [\"peer\"]\nstatus = \"recalled\"\n"),
    );
    let wrong = path(
        "wrong.toml",
        &format!("{TOP_PACK}[[age]]\nleast = 18\nservice = [\"pear\"]\nstatus = \"recalled\"\n"),
    );
    let twice = path("twice.toml", &format!("{OWN_PACK}[[age]]\nleast = 18\nstatus = \"recalled\"\n"));
    let taken = path("taken.toml", &OWN_PACK.replace("id = \"own\"", "id = \"pa-ffs\""));
    let empty = path("empty.toml", &OWN_PACK.replace("Letter of the plan", ""));
    for (files, code, parts) in [
        (vec![&own], 0, vec!["own.toml: good, 5 rows; own"]),
        // In whatever order: what one stands on may come after it.
        (vec![&top, &own], 0, vec!["top.toml: good, 0 rows; own < top", "own.toml: good, 5 rows; own"]),
        (vec![&own, &one], 0, vec!["one.toml: good, 1 row; own < top"]),
        (
            vec![&own, &wrong],
            1,
            vec!["own.toml: good", "wrong.toml has 1 fault:", "error[PC0412]", "   |            ^^^^^^"],
        ),
        (vec![&top], 1, vec!["there is no pack `own`"]),
        (
            vec![&twice],
            0,
            vec!["twice.toml has 1 warning:", "warning[PC0423]: row 1", "twice.toml: good, 6 rows"],
        ),
        (
            vec![&taken],
            1,
            vec!["error[PC0422]: a pack that comes with the program has this id", "id = \"pa-ffs\""],
        ),
        (vec![&own, &own], 0, vec!["own.toml: not looked at", "own.toml: good"]),
        (
            vec![&own, &twice],
            1,
            vec!["own.toml: not looked at", "error[PC0422]: another pack that was read has this id"],
        ),
        (vec![&empty], 1, vec!["error[PC0418]: nothing stands here", "title = \"\"", "says who says so"]),
    ] {
        let files: Vec<&str> = files.into_iter().map(String::as_str).collect();
        let (out, _) = expect(&peerclaim(&[&["packs", "check"], &files[..]].concat()), code);
        for part in parts {
            assert!(out.contains(part), "{files:?}: {part}\n{out}");
        }
        assert!(code == 1 || !out.contains("error["), "{files:?}\n{out}");
    }
}

#[test]
fn packs_list_answers_for_a_state_a_county_a_payer() {
    let list = |args: &[&str]| {
        let (out, _) = expect(&peerclaim(&[&["packs", "list", "--format", "json"], args].concat()), 0);
        let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
        assert_eq!(answer["schema"], "peerclaim-packs/1");
        answer["packs"].as_array().unwrap().clone()
    };
    let ids = |args: &[&str]| {
        let packs = list(args);
        packs.iter().map(|pack| pack["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let all = list(&[]);
    assert!(all.len() > 40);
    for pack in &all {
        let each =
            ["verified", "contract", "secondary", "recalled"].map(|status| pack[status].as_u64().unwrap());
        assert_eq!(pack["rows"].as_u64().unwrap(), each.iter().sum::<u64>(), "{pack}");
    }
    for (args, expected) in [
        (vec!["--state", "ny"], vec!["ny-cftss", "ny-pros"]),
        (vec!["--state", "WY"], vec![]),
        (vec!["--county", "Delaware"], vec!["pa-ccbh"]),
        (vec!["--county", "delaware", "--state", "PA"], vec!["pa-ccbh"]),
        (vec!["--county", "Delaware", "--state", "NY"], vec![]),
        // Blair County comes to Magellan with 2027.
        (vec!["--county", "Blair"], vec!["pa-magellan"]),
        (vec!["--county", "Blair", "--on", "2026-12-31"], vec![]),
        (vec!["--county", "Blair", "--on", "2027-01-01"], vec!["pa-magellan"]),
        (vec!["--payer", "23282"], vec!["pa-ccbh"]),
        (vec!["--payer", "2328"], vec![]),
        (vec!["--payer", "23282", "--county", "Bucks"], vec![]),
    ] {
        assert_eq!(ids(&args), expected, "{args:?}");
    }
    let (out, _) = expect(&peerclaim(&["packs", "list", "--state", "PA"]), 0);
    assert!(out.starts_with("id                layer      state  rows"), "{out}");
    assert!(out.contains("pa-ccbh           plan       PA"), "{out}");
    let (out, _) = expect(&peerclaim(&["packs", "list", "--county", "Nowhere"]), 0);
    assert!(
        out.contains("no pack that comes with the program fits\nThe lists of counties are not complete"),
        "{out}"
    );
    let (_, err) = expect(&peerclaim(&["packs", "list", "--state", "Pennsylvania"]), 2);
    assert!(err.contains("not a state's two letters, as PA"), "{err}");
    let (_, err) = expect(&peerclaim(&["packs", "show", "pennsylvania"]), 2);
    assert!(err.contains("did you mean `pa`? `peerclaim packs list` lists them"), "{err}");
}

/// A file of claims that is taken for a pack, a body or settings is not shown.
#[test]
fn a_file_of_claims_in_the_wrong_place_is_not_shown() {
    let folder = folder("wrong-place");
    let claims = file(&folder, "claims.837", &text(&[]));
    let claims = claims.to_str().unwrap();
    for args in [
        &["packs", "check", claims][..],
        &["units", "--pack", claims, "--minutes", "60", "--on", "2026-05-03"],
        &["check", claims, "--pack", claims],
        &["check", claims, "--config", claims],
        &["check", claims, "--suppressions", claims],
        &["show-config", "--config", claims],
    ] {
        let output = peerclaim(args);
        let said = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        assert!(output.status.code().is_some_and(|code| code > 0), "{args:?}: {said}");
        assert!(!said.contains("TESTMARKER") && !said.contains("DOE"), "{args:?}: {said}");
        assert!(
            said.contains("is it another file?") || said.contains("is no file of settings"),
            "{args:?}: {said}"
        );
    }
}
