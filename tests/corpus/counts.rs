//! Counts and sums against an independent script.

use super::folder::{Corpus, Row, checker, rows};
use super::none;
use peerclaim::FileReport;
use std::collections::BTreeSet;

/// How many counts differ from the script's. May only fall: each new one needs its reason, and a vote.
const EXCEPTIONS: usize = 7;

/// Faults of trailers: the script's column, and the rules that report them.
const TRAILERS: &[(&str, &[&str])] = &[
    ("se_bad", &["PC0122", "PC0123"]),
    ("ge_bad", &["PC0112", "PC0113"]),
    ("iea_bad", &["PC0102", "PC0103"]),
    ("se_missing", &["PC0121"]),
    ("ge_missing", &["PC0111"]),
    ("iea_missing", &["PC0101"]),
];

pub(crate) fn exceptions() -> Vec<Row> {
    rows(include_str!("counts.tsv"))
}

/// How many trailers broke one of these rules: two faults of one trailer count once.
fn trailers(report: &FileReport, ids: &[&str]) -> usize {
    let broken = report.findings().iter().filter(|finding| ids.contains(&finding.rule().id));
    let trailer = |finding: &peerclaim::Finding| {
        finding
            .location()
            .x12()
            .map(|place| (place.interchange, place.group, place.set, place.segment_bytes.start))
    };
    broken.map(trailer).collect::<BTreeSet<_>>().len()
}

/// What is counted of a file: name, the script's number, ours.
fn compared(corpus: &Corpus, path: &str, report: &FileReport) -> Vec<(&'static str, String, String)> {
    let oracle = &corpus.oracle[path];
    let theirs = |column: &str| match oracle[column].as_str() {
        "" => "0".to_owned(),
        number => number.to_owned(),
    };
    // Amounts are compared as numbers: 100 and 100.00 are the same.
    let amount = |column: &str| {
        let amount: peerclaim::value::Money = theirs(column).parse().expect("an amount");
        amount.dollars()
    };
    let counts = report.counts();
    let mut all = vec![
        ("interchanges", theirs("n_isa"), counts.interchanges.to_string()),
        ("groups", theirs("n_gs"), counts.groups.to_string()),
        ("sets", theirs("n_st"), counts.sets.to_string()),
    ];
    for (column, ids) in TRAILERS {
        all.push((column, theirs(column), trailers(report, ids).to_string()));
    }
    if corpus.is_ours(path) {
        all.extend([
            ("claims", theirs("n_clm"), counts.claims.to_string()),
            ("charges", amount("sum_clm02"), counts.claim_charges.dollars()),
            ("lines", theirs("n_sv1"), counts.lines.to_string()),
            ("line charges", amount("sum_sv102"), counts.line_charges.dollars()),
        ]);
    }
    all
}

#[test]
fn counts_are_those_of_the_script() {
    let Some(corpus) = Corpus::open() else { return };
    let exceptions = exceptions();
    let (mut complaints, mut compared_numbers) = (Vec::new(), 0);
    let mut used = BTreeSet::new();
    for (path, bytes) in corpus.files() {
        let report = checker().check(&bytes);
        for (what, script, ours) in compared(&corpus, path, &report) {
            compared_numbers += 1;
            let known = exceptions.iter().position(|row| row["file"] == path && row["what"] == what);
            let expected = known.map_or(&script, |row| &exceptions[row]["ours"]);
            used.extend(known);
            if *expected != ours {
                complaints.push(format!("{path}: {what}: the script says {script}, we say {ours}"));
            } else if known.is_some() && script == ours {
                complaints.push(format!("{path}: {what}: no exception any more"));
            }
        }
    }
    for (number, row) in exceptions.iter().enumerate() {
        if !used.contains(&number) {
            complaints.push(format!("{}: {}: an exception for nothing", row["file"], row["what"]));
        }
        if row["reason"].len() < 20 {
            complaints.push(format!("{}: {}: no reason", row["file"], row["what"]));
        }
    }
    none(&complaints);
    println!("corpus: {compared_numbers} numbers compared, {} exceptions", exceptions.len());
    assert_eq!(exceptions.len(), EXCEPTIONS, "the committed number of exceptions");
}
