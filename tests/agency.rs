//! Synthetic agencies: faultless without a fault, and each fault found where its label says.

#![cfg(test)]

use peerclaim::bill::{BillOptions, Draft, bill};
use peerclaim::evidence::Evidence;
use peerclaim::generate::agency::PACKS;
use peerclaim::generate::{Agency, Fault};
use peerclaim::pack::body::Bodies;
use peerclaim::pack::{Library, PackSet};
use peerclaim::{Checker, Severity};
use std::collections::BTreeMap;

fn packs() -> PackSet {
    let mut library = Library::embedded();
    for (id, text) in PACKS {
        library.add(text).unwrap();
        assert!(library.verify(id).unwrap().is_empty(), "{id}");
    }
    PackSet::new(PACKS.iter().map(|(id, _)| library.stack(id).unwrap()).collect())
}

fn evidence(agency: &Agency) -> Evidence {
    let read = Evidence::from_json(agency.document().as_bytes());
    let found: Vec<_> = read.findings.iter().map(|one| (one.rule().name, one.location())).collect();
    assert!(found.is_empty(), "{agency:?}: {:?}", &found[..found.len().min(5)]);
    read.evidence
}

fn billed(agency: &Agency) -> Draft {
    let options = BillOptions::new(agency.bill_on().unwrap(), 1);
    bill(&evidence(agency), &packs(), &Bodies::embedded(), &options).unwrap()
}

/// What is on the claims passes the checks by the same packs, alone and beside the same evidence; where they warn, the
/// ledger has warned. An encounter that is not billed and could be is told by the audit, so there is none.
fn passes(agency: &Agency, draft: &Draft) {
    let day = agency.bill_on().unwrap();
    let claims = draft.to_x12().unwrap();
    let told = |rule: &str| {
        let notes = draft.report().ledger.iter().flat_map(|line| &line.notes);
        notes.into_iter().any(|note| note.rule == rule)
    };
    let alone = Checker::builder().as_of(day).received_on(day).packs(packs());
    let beside = alone.clone().evidence(evidence(agency).into()).bodies(Bodies::embedded().into());
    for checker in [alone.build(), beside.build()] {
        let report = checker.check(&claims);
        let found: Vec<_> = report
            .findings()
            .iter()
            .filter(|one| one.severity() == Severity::Error || !told(one.rule().id))
            .map(|one| (one.rule().name, one.message(), one.location()))
            .collect();
        assert!(found.is_empty(), "{agency:?}: {:?}", &found[..found.len().min(5)]);
        assert_eq!((report.count(Severity::Error), report.counts().claims), (0, draft.claims() as u64));
    }
}

#[test]
fn the_same_agency_gives_the_same_bytes() {
    let agency = Agency::new(5).staff(3).members(20).days(30).fault(Fault::Chain);
    assert_eq!(agency.document(), agency.clone().document());
    assert_ne!(agency.document(), Agency::new(6).staff(3).members(20).days(30).document());
    let mut pieces = String::new();
    agency.write_to(&mut |piece| pieces.push_str(piece));
    assert_eq!(pieces, agency.document());
    assert_eq!(agency.labels(), agency.labels());
    assert!(Agency::new(5).labels().is_empty());
}

#[test]
fn without_a_fault_everything_can_be_billed() {
    let from = |day: &str| day.parse().unwrap();
    for agency in [
        Agency::new(1),
        Agency::new(2).staff(25).members(200).days(40),
        Agency::new(3).staff(1).members(1).days(1),
        Agency::new(4).staff(5).members(3).days(20),
        Agency::new(5).staff(2).members(150).days(120),
        // Into another year, and as long as it may be.
        Agency::new(u64::MAX).staff(2).members(4).from(from("2026-10-03")).days(300),
        Agency::new(7).staff(3).members(21).from(from("2024-02-28")).days(60),
    ] {
        let draft = billed(&agency);
        let report = draft.report();
        assert_eq!(report.not_billed, [], "{agency:?}");
        assert_eq!(report.not_decided, [], "{agency:?}");
        assert_eq!(report.not_run, [], "{agency:?}");
        assert!(report.ledger.iter().all(|line| line.notes.is_empty()), "{agency:?}");
        passes(&agency, &draft);
    }
}

#[test]
fn an_agency_has_something_of_everything() {
    let text = Agency::new(2).staff(25).members(200).document();
    for part in [
        r#""service":"group""#,
        r#""modifiers":["HQ"]"#,
        r#""group":"g"#,
        r#""present":false"#,
        r#""mode":"video""#,
        r#""mode":"audio""#,
        r#""member_at":"home""#,
        r#""activity":"travel""#,
        r#""activity":"notes""#,
        r#""status":"cancelled""#,
        r#""status":"no-show""#,
        r#""renewals""#,
        r#""setting":"residential""#,
        r#""authorization":"h"#,
        "TESTMEDB",
        "test-plan-a",
    ] {
        assert!(text.contains(part), "{part}");
    }
    let npis: Vec<&str> = text.split(r#""npi":""#).skip(1).map(|rest| &rest[..10]).collect();
    assert!(npis.iter().all(|npi| ["1234567893", "1999999984"].contains(npi)));
}

#[test]
fn each_fault_is_found_where_its_label_says() {
    for (seed, fault) in (0..).zip(Fault::ALL) {
        let agency = Agency::new(seed).staff(3).members(20).days(24).fault(*fault);
        let found = found(&agency);
        let labels = agency.labels();
        assert_eq!(labels.len(), 1, "{fault}");
        assert_eq!(found, expected(&agency), "{fault}: {}", fault.says());
    }
}

#[test]
fn all_faults_at_once_do_not_disturb_each_other() {
    let agency =
        Fault::ALL.iter().chain([&Fault::LateNote]).fold(Agency::new(9), |one, fault| one.fault(*fault));
    assert_eq!(agency.labels().len(), Fault::ALL.len() + 1);
    assert_eq!(found(&agency), expected(&agency));
}

/// The rows that a rule was found broken by, and the dollars that fall away.
type Found = BTreeMap<String, (Vec<u64>, Option<String>)>;

/// By rule, what billing finds, whether it bars or warns.
fn found(agency: &Agency) -> Found {
    let draft = billed(agency);
    let report = draft.report();
    assert_eq!(report.not_decided, []);
    passes(agency, &draft);
    let mut all: BTreeMap<String, (Vec<u64>, Option<peerclaim::value::Money>)> = BTreeMap::new();
    for one in &report.not_billed {
        let entry = all.entry(one.rule.to_owned()).or_default();
        entry.0.extend(&one.encounters);
        if let Some(amount) = &one.amount {
            let amount = amount.parse().unwrap();
            entry.1 = entry.1.map_or(Some(amount), |sum| sum.checked_add(amount));
        }
    }
    for line in &report.ledger {
        for note in &line.notes {
            all.entry(note.rule.to_owned()).or_default().0.extend(&line.encounters);
        }
    }
    let sorted = |(rule, (mut rows, amount)): (String, (Vec<u64>, Option<peerclaim::value::Money>))| {
        rows.sort_unstable();
        rows.dedup();
        (rule, (rows, amount.map(peerclaim::value::Money::dollars)))
    };
    all.into_iter().map(sorted).collect()
}

/// The same by the labels.
fn expected(agency: &Agency) -> Found {
    let mut all: BTreeMap<String, (Vec<u64>, Option<peerclaim::value::Money>)> = BTreeMap::new();
    for label in agency.labels() {
        assert!(label.row > 0 && !label.encounters.is_empty());
        let entry = all.entry(label.rule.to_owned()).or_default();
        entry.0.extend(&label.encounters);
        entry.1 = match (entry.1, label.amount) {
            (Some(sum), Some(amount)) => sum.checked_add(amount),
            (sum, amount) => sum.or(amount),
        };
    }
    let shown = |(rule, (mut rows, amount)): (String, (Vec<u64>, Option<peerclaim::value::Money>))| {
        rows.sort_unstable();
        (rule, (rows, amount.map(peerclaim::value::Money::dollars)))
    };
    all.into_iter().map(shown).collect()
}

#[test]
fn names_of_faults_are_read() {
    for fault in Fault::ALL {
        assert_eq!(fault.name().parse(), Ok(*fault));
        assert!(peerclaim::find_rule(fault.rule()).is_some(), "{fault}");
        assert!(fault.says().ends_with('.') && !fault.says().starts_with(' '));
    }
    assert!("no-such-fault".parse::<Fault>().is_err());
}
