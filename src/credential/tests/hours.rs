//! Which hours count.

use super::*;
use Answer::{Invalid, Unknown, Valid};
use std::fmt::Write;

const PLAIN: &str = r#""credential": "plain", "issued": "2024-04-01", "expires": "2026-03-31""#;

/// `DAY HOURS TOPIC MODE KIND`, a dash for what is not said.
fn training(rows: &[&str]) -> String {
    let each = rows.iter().map(|row| {
        let cells: Vec<&str> = row.split(' ').collect();
        let mut out = format!(r#"{{"on": "{}""#, cells[0]);
        for (name, cell) in ["hours", "topic", "mode", "kind"].iter().zip(&cells[1..]) {
            if *cell != "-" {
                let text = if *name == "hours" { (*cell).to_owned() } else { format!("\"{cell}\"") };
                let _ = write!(out, ", \"{name}\": {text}");
            }
        }
        out + "}"
    });
    format!(r#", "training": [{}]"#, each.collect::<Vec<_>>().join(", "))
}

#[test]
fn continuing_education_by_cycle_subject_and_mode() {
    // Two cycles of a year: 2024-03-31 to 2025-03-30, and from 2025-03-31 on; 20 hours each, 5 live, 2 on ethics.
    let full = [
        "2024-05-05 18 - live -",
        "2024-06-05 2 ethics online continuing",
        "2025-05-05 18 - live -",
        "2025-06-05 2 ethics online -",
    ];
    let swap = |at: usize, row: &'static str| {
        let mut rows = full;
        rows[at] = row;
        rows
    };
    for (rows, met, renew) in [
        (full, [Valid, Valid], Valid),
        (swap(1, "2024-06-05 2 CODE online -"), [Valid, Valid], Valid),
        (swap(1, "2024-06-05 1.5 ethics online -"), [Invalid, Valid], Invalid),
        // Which of the rest was on ethics is not said.
        (swap(1, "2024-06-05 2 - online -"), [Unknown, Valid], Unknown),
        (swap(0, "2024-05-05 18 other live -"), [Valid, Valid], Valid),
        (swap(0, "2024-05-05 18 other online -"), [Invalid, Valid], Invalid),
        (swap(0, "2024-05-05 18 other - -"), [Unknown, Valid], Unknown),
        (swap(0, "2024-05-05 18 rounds live -"), [Invalid, Valid], Invalid),
        (swap(0, "2024-05-05 18 - live entry"), [Invalid, Valid], Invalid),
        (swap(0, "2024-05-05 - - live -"), [Unknown, Valid], Unknown),
        // One ends in an s and one does not; below zero is no figure.
        (swap(0, "2024-05-05 18 Round live -"), [Invalid, Valid], Invalid),
        (swap(0, "2024-05-05 -18 other live -"), [Unknown, Valid], Unknown),
        // On the first day of the first cycle, and the day before it.
        (swap(0, "2024-03-31 18 - live -"), [Valid, Valid], Valid),
        (swap(0, "2024-03-30 18 - live -"), [Invalid, Valid], Invalid),
        // On the first day of the second cycle hours are of the second, on the day before of the first.
        (swap(0, "2025-03-30 18 - live -"), [Valid, Valid], Valid),
        (swap(0, "2025-03-31 18 - live -"), [Invalid, Valid], Invalid),
        // On the day of the question, and on the day after it.
        (swap(2, "2026-01-05 18 - live -"), [Valid, Valid], Valid),
        (swap(2, "2026-01-06 18 - live -"), [Valid, Invalid], Invalid),
    ] {
        let standing = on(&holder(PLAIN, &training(&rows)), "2026-01-05");
        let ledgers: Vec<Answer> = standing.held[0].ledgers.iter().map(|ledger| ledger.met).collect();
        assert_eq!(
            (ledgers.as_slice(), standing.may_renew),
            (&met[..], renew),
            "{rows:?}: {}",
            says(&standing)
        );
    }
}

#[test]
fn no_hours_on_file_are_told_and_do_not_decide() {
    let standing = on(&holder(PLAIN, ""), "2026-01-05");
    assert_eq!(standing.may_renew, Valid);
    assert!(standing.held[0].ledgers.iter().all(|ledger| !ledger.on_file && ledger.met == Unknown));
    assert!(says(&standing).contains("no hours are on file; 20 are asked for"), "{}", says(&standing));
}

#[test]
fn one_course_on_file_twice_counts_once() {
    let course = |day: &str, name: &str| {
        format!(r#"{{"on": "{day}", "hours": 10, "topic": "ethics", "mode": "live", "course": "{name}"}}"#)
    };
    for (second, counted) in [
        (course("2025-05-05", "A"), "10"),
        (course("2025-05-05", "B"), "20"),
        (course("2025-05-06", "A"), "20"),
    ] {
        let rows = format!(r#", "training": [{}, {second}]"#, course("2025-05-05", "a"));
        let standing = on(&holder(PLAIN, &rows), "2026-01-05");
        assert_eq!(standing.held[0].ledgers[1].counted.to_string(), counted, "{second}");
    }
}

#[test]
fn a_cycle_that_has_not_begun_is_no_shortage() {
    let rows = training(&["2024-05-05 20 ethics live -"]);
    let standing = on(&holder(PLAIN, &rows), "2024-06-06");
    let later = &standing.held[0].ledgers[1];
    assert_eq!((later.met, later.to), (Unknown, None));
    assert!(says(&standing).contains("after the day of the question"), "{}", says(&standing));
}

#[test]
fn what_is_missing_is_a_number() {
    for (hours, short) in [("0.5", "19.5"), ("19.75", "0.25"), ("20", "0"), ("25", "0")] {
        let rows = [format!("2025-05-05 {hours} ethics live -")];
        let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
        let standing = on(&holder(PLAIN, &training(&rows)), "2026-01-05");
        let ledger = &standing.held[0].ledgers[1];
        assert_eq!(ledger.short().map(|short| short.to_string()).as_deref(), Some(short), "{hours}");
    }
}
