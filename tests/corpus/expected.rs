//! Faults that others planted and published: each is found, or the table says why not.
//!
//! Kinds of row in `expected.tsv`:
//! - `same`: found as published, at the published place;
//! - `differs`: found, but as another fault or at another place, for a reason;
//! - `later`: a balance, situation, code list or payer rule that is not built yet finds it;
//! - `own`: an error of ours that was not published, for a reason (only in files of this guide: there
//!   the table holds every error).

use super::folder::{Corpus, Row, checker, place};
use super::none;
use peerclaim::Severity;
use std::collections::{BTreeMap, BTreeSet};

/// How many are found as another fault or at another place, and how many only by a later rule. May only fall.
const DIFFERS: usize = 13;
const LATER: usize = 2;

pub(crate) fn rows() -> Vec<Row> {
    super::folder::rows(include_str!("expected.tsv"))
}

#[test]
fn published_faults_are_found() {
    let Some(corpus) = Corpus::open() else { return };
    let rows = rows();
    let mut complaints = Vec::new();
    let files: BTreeSet<&String> = rows.iter().map(|row| &row["file"]).collect();
    for path in files {
        let report = checker().check(&corpus.bytes(path));
        let mut found: BTreeMap<(String, String), bool> = BTreeMap::new();
        for finding in report.findings() {
            let key = (finding.rule().id.to_owned(), place(finding));
            found.insert(key, finding.severity() == Severity::Error);
        }
        for row in rows.iter().filter(|row| row["file"] == *path) {
            let (kind, rule, place) = (row["kind"].as_str(), row["rule"].as_str(), row["place"].as_str());
            let told = format!("{path}\t{kind}\t{}\t{rule}\t{place}", row["fault"]);
            let is_there = found.contains_key(&(rule.to_owned(), place.to_owned()));
            match kind {
                "same" | "differs" | "own" if !is_there => complaints.push(format!("not found:\t{told}")),
                "differs" | "own" if row["reason"].len() < 20 => {
                    complaints.push(format!("no reason:\t{told}"));
                }
                "later" if rule != "-" || row["reason"].len() < 5 => {
                    complaints.push(format!("later names a kind of rule, and no rule:\t{told}"));
                }
                "same" | "differs" | "own" | "later" => {}
                _ => complaints.push(format!("no such kind:\t{told}")),
            }
            // What is missing and required is never left for later.
            if kind == "later" && row["fault"].contains("missing") {
                complaints.push(format!("missing, and left for later:\t{told}"));
            }
        }
        for ((rule, place), _) in found.iter().filter(|(_, error)| **error && corpus.is_ours(path)) {
            let is_told =
                rows.iter().any(|row| row["file"] == *path && row["rule"] == *rule && row["place"] == *place);
            if !is_told {
                complaints.push(format!("not in the table:\t{path}\town\t\t{rule}\t{place}"));
            }
        }
    }
    none(&complaints);
    let kind = |kind: &str| rows.iter().filter(|row| row["kind"] == kind).count();
    println!(
        "corpus: published faults: {} found as published, {} otherwise, {} later; {} errors of our own in those files",
        kind("same"),
        kind("differs"),
        kind("later"),
        kind("own")
    );
    assert_eq!((kind("differs"), kind("later")), (DIFFERS, LATER), "the committed numbers");
}
