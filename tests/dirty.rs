//! A clean file that is made dirty in exactly one way, at a place taken at random: the rule finds it there, and no
//! other rule finds anything.

#![cfg(test)]

use peerclaim::generate::{Defect, Dirty, Generator, PACK};
use peerclaim::pack::{Library, PackSet};
use peerclaim::value::Delimiters;
use peerclaim::{Checker, FileReport, rule_book};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Rules whose defect is found more than once, and why.
const MANY: &[(&str, &str)] = &[
    ("PC0108", "a trailer too many is told, and that the group counts it"),
    ("PC0117", "each set without a group is told"),
    ("PC0125", "each set of the group is told"),
    ("PC0126", "each set of the group is told"),
    ("PC0127", "each set of the group is told"),
    ("PC0319", "each claim with the service is told"),
    ("PC0330", "each claim of the member is told"),
    ("PC0341", "each line of the claim is told"),
    ("PC0626", "each claim of the biller is told"),
    ("PC0627", "each claim of the biller is told"),
];

/// Rules of the claim alone that no file breaks by itself, and why.
const NONE: &[(&str, &str)] = &[
    ("PC0009", "a limit of the check: another check has another one"),
    ("PC0014", "a limit of the check: another check has another one"),
    ("PC0345", "takes more than five thousand claims: a test of its own below"),
    ("PC0347", "takes two files: a test of its own below"),
    ("PC0634", "takes more than a thousand claims: a test of its own below"),
    ("PC0355", "takes a list of the user's: its document has examples"),
    ("PC0356", "takes a list of the user's: its document has examples"),
    ("PC0357", "takes a list of the user's: its document has examples"),
];

/// Checks by the guide alone, or beside the synthetic payer's pack too.
fn checker(by_pack: bool) -> Checker {
    let day = |text: &str| text.parse().expect("a day");
    let mut packs = PackSet::default();
    if by_pack {
        let mut library = Library::new();
        library.add(PACK.1).expect("a pack");
        packs = PackSet::new(vec![library.stack(PACK.0).expect("a stack")]);
    }
    Checker::builder().as_of(day("2026-11-21")).received_on(day("2026-01-20")).packs(packs).build()
}

fn check(bytes: &[u8]) -> FileReport {
    checker(false).check(bytes)
}

/// The rule finds its defect where it was planted, and nothing else is found.
fn is_found(defect: &Defect, dirty: &Dirty) {
    let report = checker(defect.by_pack()).check(&dirty.bytes);
    let told: Vec<_> = report.findings().iter().map(|one| (one.rule().name, one.location())).collect();
    let rules: BTreeSet<&str> = report.tally().map(|tally| tally.rule.id).collect();
    assert_eq!(rules, BTreeSet::from([defect.rule()]), "{defect:?}, {dirty:?}: {told:?}");
    let many = MANY.iter().any(|(rule, _)| *rule == defect.rule());
    assert!(many || told.len() == 1, "{dirty:?}: {told:?}");
    let (start, end) = (dirty.segment.start as u64, dirty.segment.end as u64);
    let there = report.findings().iter().any(|one| match one.location().x12() {
        Some(at) => at.bytes.start <= end && start <= at.bytes.end,
        None => false,
    });
    assert!(there, "{dirty:?}: {told:?}");
}

#[test]
fn every_rule_that_a_file_can_break_has_a_defect() {
    let with: BTreeSet<&str> = Defect::all().map(Defect::rule).collect();
    let without = NONE.iter().map(|(rule, _)| *rule);
    let all: BTreeSet<&str> = with.iter().copied().chain(without).collect();
    let rules: BTreeSet<&str> =
        rule_book().map(|rule| rule.id).filter(|id| *id < "PC04" || id.starts_with("PC06")).collect();
    assert_eq!(rules.difference(&all).count(), 0, "{:?}", rules.difference(&all));
    assert_eq!(Defect::all().count() + NONE.len(), all.len());
    assert!(Defect::all().all(|defect| defect.says().ends_with('.')));
}

/// One file of sixty claims has a place for nearly all; twelve have one for each.
#[test]
fn every_defect_finds_a_place() {
    let file = |seed| Generator::new(seed).claims(60).claims_per_set(20);
    let files: Vec<Vec<u8>> = (0..12).map(|seed| file(seed).to_bytes()).collect();
    let by_pack: Vec<Vec<u8>> = (0..12).map(|seed| file(seed).by_pack(true).to_bytes()).collect();
    for defect in Defect::all() {
        let files = if defect.by_pack() { &by_pack } else { &files };
        assert!(files.iter().any(|file| defect.plant(file, 1).is_some()), "{defect:?}");
    }
}

#[test]
fn a_set_of_more_than_five_thousand_claims_is_told() {
    for (claims, rules) in [(5000, &[][..]), (5001, &["PC0345"])] {
        let report = check(&Generator::new(1).claims(claims).claims_per_set(6000).to_bytes());
        assert_eq!(report.tally().map(|tally| tally.rule.id).collect::<Vec<_>>(), rules);
    }
}

/// The payer takes a thousand.
#[test]
fn a_set_with_more_claims_than_the_payer_takes_is_told_once() {
    for (claims, rules) in [(1000, &[][..]), (1002, &["PC0634"])] {
        let file = Generator::new(1).claims(claims).claims_per_set(2000).by_pack(true).to_bytes();
        let report = checker(true).check(&file);
        assert_eq!(report.tally().map(|tally| tally.rule.id).collect::<Vec<_>>(), rules);
        assert_eq!(report.findings().len(), rules.len());
    }
}

/// The second of two files with one control number is told, and none of two with different ones.
#[test]
fn an_interchange_of_another_file_is_told() {
    let checker = Checker::builder().as_of("2026-11-21".parse().expect("a day")).build();
    let read = |seed| {
        let mut run = checker.start();
        run.push(&Generator::new(seed).to_bytes());
        run.finish_open()
    };
    for (seeds, found) in [([1, 1, 2], [0, 1, 0]), ([1, 2, 3], [0, 0, 0])] {
        let mut files = seeds.map(read);
        assert!(checker.audit(&mut files).findings().is_empty());
        assert_eq!(files.map(|(report, _)| report.findings().len()), found);
    }
}

fn marks() -> impl Strategy<Value = Delimiters> {
    prop::sample::select(vec![
        Delimiters::default(),
        Delimiters { element: b'|', component: b'>', segment: b'\n', repetition: Some(b'!') },
        Delimiters { element: 0x1D, component: 0x1F, segment: 0x1C, repetition: Some(0x1E) },
    ])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, ..ProptestConfig::default() })]
    #[test]
    fn a_defect_is_found_by_its_rule_and_no_other(
        seed: u64, claims in 1_u64..60, per_set in 5_u32..30, breaks: bool, marks in marks(),
    ) {
        let clean = Generator::new(seed).claims(claims).claims_per_set(per_set).line_breaks(breaks);
        let clean = clean.delimiters(marks).expect("separators");
        let [plain, by_pack] = [false, true].map(|by_pack| clean.clone().by_pack(by_pack).to_bytes());
        prop_assert_eq!(checker(true).check(&by_pack).findings().len(), 0);
        for defect in Defect::all() {
            let clean = if defect.by_pack() { &by_pack } else { &plain };
            if let Some(dirty) = defect.plant(clean, seed) {
                is_found(defect, &dirty);
            }
        }
    }
}
