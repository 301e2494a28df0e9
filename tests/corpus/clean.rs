//! Clean files, and answers (999, 277CA) whatever they are: every error in one is explained in `clean.tsv`, and
//! nothing there is out of date.

use super::folder::{Corpus, Row, checker, errors};
use super::none;
use peerclaim::Severity;
use std::collections::BTreeMap;

/// How many kinds of error in clean files are explained. May only fall, guide by guide: 80 are in files of other guides
/// than the answers (999, 277CA), 57 in those.
const EXPLAINED: usize = 137;

/// A set of a guide that is not this one: the one error that needs no explanation there.
const UNSUPPORTED: &str = "PC0127";

pub(crate) fn rows() -> Vec<Row> {
    super::folder::rows(include_str!("clean.tsv"))
}

#[test]
fn every_error_in_a_clean_file_is_explained() {
    let Some(corpus) = Corpus::open() else { return };
    let rows = rows();
    let mut explained = BTreeMap::new();
    for row in &rows {
        let key = (row["file"].clone(), row["rule"].clone(), row["what"].clone());
        assert!(row["reason"].len() > 20, "{key:?}: no reason");
        assert!(explained.insert(key.clone(), row).is_none(), "{key:?}: twice");
    }
    let (mut complaints, mut clean, mut silent) = (Vec::new(), 0, 0);
    let paths = corpus.oracle.keys().filter(|path| corpus.is_clean(path) || corpus.is_answer(path));
    for path in paths {
        clean += 1;
        let ours = corpus.is_ours(path) || corpus.is_answer(path);
        let report = checker().check(&corpus.bytes(path));
        let found = errors(&report);
        silent += usize::from(found.is_empty());
        let unsupported = found.keys().any(|(rule, _)| rule == UNSUPPORTED);
        if unsupported == ours && !report.delimiters().is_empty() && report.counts().sets > 0 {
            complaints
                .push(format!("{path}: {UNSUPPORTED} {unsupported}, but of a guide that is read: {ours}"));
        }
        for ((rule, what), (first, count)) in found {
            if rule == UNSUPPORTED && !ours {
                continue;
            }
            let found = format!("{path}\t{rule}\t{what}\t{first}\t{count}");
            match explained.remove(&(path.clone(), rule, what)) {
                None => complaints.push(format!("not explained:\t{found}")),
                Some(row) if row["first"] != first || row["count"] != count.to_string() => {
                    complaints
                        .push(format!("explained at {} ({}), found:\t{found}", row["first"], row["count"]));
                }
                Some(_) => {}
            }
        }
    }
    complaints.extend(explained.keys().map(|key| format!("explained, but not found: {key:?}")));
    none(&complaints);
    println!(
        "corpus: {clean} clean files, {silent} without any error, {} kinds of error explained",
        rows.len()
    );
    assert_eq!(rows.len(), EXPLAINED, "the committed number of explanations");
}

/// Warnings and notes in clean files: of each rule how many, in how many files, and why.
#[test]
fn every_warning_in_a_clean_file_is_explained() {
    let Some(corpus) = Corpus::open() else { return };
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for path in corpus.oracle.keys().filter(|path| corpus.is_clean(path)) {
        let report = checker().check(&corpus.bytes(path));
        let mild = report.findings().iter().filter(|one| one.severity() != Severity::Error);
        let mut of_file: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in mild {
            *of_file.entry(finding.rule().id).or_default() += 1;
        }
        for (rule, count) in of_file {
            let (all, files) = found.entry(rule).or_default();
            (*all, *files) = (*all + count, *files + 1);
        }
    }
    let rows = super::folder::rows(include_str!("warned.tsv"));
    let number = |row: &Row, name: &str| row[name].parse::<usize>().expect("a number");
    let known: BTreeMap<&str, (usize, usize)> = rows
        .iter()
        .map(|row| (row["rule"].as_str(), (number(row, "findings"), number(row, "files"))))
        .collect();
    assert!(rows.iter().all(|row| row["reason"].len() > 20));
    assert_eq!(found, known, "rule: findings and files, found and explained");
}
