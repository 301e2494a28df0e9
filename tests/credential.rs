//! `peerclaim credential` as a person calls it: the answer in words, misuse, and rosters that cannot be read.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests run the program and write files for it")]

mod common;

use std::fs;
use std::path::Path;

fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    common::run(folder, "credential", args)
}

const PERSON: &str = r#"{"schema": "peerclaim-evidence/1", "staff": [{"id": "s1", "last_name": "CANARY",
    "credentials": [{"body": "pcb", "credential": "cps", "issued": "2024-04-01", "expires": "2026-03-31"}]}]}"#;

#[test]
fn the_answer_in_words_has_its_steps_and_who_says_so() {
    let folder = common::folder("credential-words");
    fs::write(folder.join("evidence.json"), PERSON).unwrap();
    let args = ["--evidence", "evidence.json", "--staff", "s1", "--on", "2026-05-15"];
    let (code, out, err) = run(&folder, &args);
    assert_eq!((code, err.as_str()), (Some(1), ""));
    for text in [
        "may bill        invalid",
        "may be renewed  valid",
        "its period ended on 2026-03-31",
        "$50 + $75 = $125",
        "says who",
        "https://www.pacertboard.org/node/148583",
        "recalled]",
    ] {
        assert!(out.contains(text), "{text}\n{out}");
    }
    assert!(!out.contains("CANARY"));
    // The folder, instead of the file.
    assert_eq!(run(&folder, &["--evidence", ".", "--staff", "s1", "--on", "2026-05-15"]).1, out);
    let (code, out, _) = run(&folder, &["--evidence", ".", "--staff", "s1", "--on", "2026-03-31"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("may bill        valid, until 2026-03-31"), "{out}");
}

#[test]
fn misuse_is_one_sentence() {
    let folder = common::folder("credential-misuse");
    fs::write(folder.join("evidence.json"), PERSON).unwrap();
    fs::create_dir(folder.join("empty")).unwrap();
    fs::write(folder.join("body.toml"), "[body]\nid = \"x\"\n").unwrap();
    let one = ["--evidence", "evidence.json", "--staff", "s1", "--on", "2026-05-15"];
    for (args, text) in [
        (vec!["--on", "2026-05-15"], "--evidence"),
        (vec!["--evidence", "evidence.json", "--on", "2026-05-15"], "--staff"),
        (vec!["--evidence", "evidence.json", "--staff", "s2", "--on", "2026-05-15"], "no row with this id"),
        (vec!["--evidence", "gone.json", "--staff", "s1", "--on", "2026-05-15"], "gone.json"),
        (vec!["--evidence", "empty", "--staff", "s1", "--on", "2026-05-15"], "no document of evidence"),
        ([&one[..], &["--pack", "nowhere"]].concat(), "nowhere"),
        ([&one[..], &["--body", "body.toml"]].concat(), "body.toml"),
        (vec!["--compare", "texs", "--on", "2026-05-15"], "did you mean `texas`?"),
        (
            vec!["--compare", "texas", "--standards", "pcb", "--on", "2026-05-15"],
            "standards are: samhsa-2023",
        ),
        (vec!["--compare", "samhsa-2023", "--on", "2026-05-15"], "nothing to compare"),
        (vec!["--list", "pcbb"], "did you mean `pcb`?"),
    ] {
        let (code, out, err) = run(&folder, &args);
        assert_eq!((code, out.as_str()), (Some(2), ""), "{args:?}: {err}");
        assert!(err.contains(text), "{args:?}: {err}");
    }
}

#[test]
fn a_roster_that_was_not_read_in_full_is_not_answered_from() {
    let folder = common::folder("credential-faults");
    let broken = PERSON.replace("2024-04-01", "CANARY-DAY");
    fs::write(folder.join("evidence.json"), broken).unwrap();
    let (code, out, err) =
        run(&folder, &["--evidence", "evidence.json", "--staff", "s1", "--on", "2026-05-15"]);
    assert_eq!((code, out.as_str()), (Some(2), ""));
    assert!(err.contains("the roster was not read in full"), "{err}");
    assert!(err.contains("issued"), "the place of the fault: {err}");
    assert!(!err.contains("CANARY"), "{err}");
}

#[test]
fn a_body_of_ones_own_takes_the_place_of_an_embedded_one() {
    let folder = common::folder("credential-own");
    fs::write(folder.join("evidence.json"), PERSON).unwrap();
    let body = "[body]\nid = \"pcb\"\nname = \"Mine\"\n[[source]]\nid = \"letter\"\ntitle = \"A letter\"\nstatus = \"contract\"\n\
                [[credential]]\nid = \"cps\"\nname = \"CPS\"\ncite = [\"letter\"]\nstatus = \"contract\"\n\
                [[late]]\nway = \"renew\"\nmonths = 3\nmay_bill = true\ncite = [\"letter\"]\nstatus = \"contract\"\n";
    fs::write(folder.join("mine.toml"), body).unwrap();
    let ask = |day: &str, body: &[&str]| {
        let args = [&["--evidence", "evidence.json", "--staff", "s1", "--on", day], body].concat();
        run(&folder, &args).0
    };
    assert_eq!(ask("2026-06-30", &[]), Some(1));
    assert_eq!(ask("2026-06-30", &["--body", "mine.toml"]), Some(0));
    assert_eq!(ask("2026-07-01", &["--body", "mine.toml"]), Some(1));
}

#[test]
fn the_words_that_evidence_may_use_are_listed() {
    let folder = common::folder("credential-list");
    for (args, words) in [
        (&["--list"][..], &["pcb  ", "cps, crs, cfrs, crss", "texas", "--list BODY"][..]),
        (&["--list", "colorado"], &["\n  attestation\n", "\n  in-process\n", "\n  peer "]),
        (&["--list", "pcb"], &["\n  ethics\n", "\n  staff-meeting\n", "\n  2-years-direct-care\n"]),
        (&["--list", "TX"], &["\n  mental-health\n", "also: ps, cps", "\n  initial\n"]),
    ] {
        let (code, out, err) = run(&folder, args);
        assert_eq!((code, err.as_str()), (Some(0), ""), "{args:?}");
        for word in words {
            assert!(out.contains(word), "{args:?}: {word}\n{out}");
        }
    }
    let (_, out, _) = run(&folder, &["--list"]);
    assert!(!out.contains("samhsa-2023"), "model standards certify nobody\n{out}");
}

#[test]
fn what_else_the_roster_says_is_told() {
    let folder = common::folder("credential-roster");
    let person = PERSON.replace(
        r#""last_name": "CANARY","#,
        r#""last_name": "CANARY", "employed_to": "2025-06-30",
        "screenings": [{"list": "CANARY", "on": "2025-03-01", "clear": false}, {"list": "b", "on": "2025-03-02", "clear": false},
            {"list": "b", "on": "2025-04-02", "clear": true}],"#,
    );
    fs::write(folder.join("evidence.json"), person).unwrap();
    let ask = |day: &str| run(&folder, &["--evidence", "evidence.json", "--staff", "s1", "--on", day]).1;
    let (before, after) = (ask("2025-02-28"), ask("2025-07-01"));
    assert!(!before.contains("screening") && !before.contains("employment"), "{before}");
    assert!(after.contains("the employment ended on 2025-06-30"), "{after}");
    assert!(after.contains("screening of 2025-03-01 is on file as not clear"), "{after}");
    assert!(!after.contains("2025-03-02") && !after.contains("CANARY"), "{after}");
}
