//! Synthetic files: do they keep every rule, hold what was asked for, and come out the same again?

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says so by panicking")]

use peerclaim::generate::{Generator, PACK, UnfitSeparators};
use peerclaim::pack::{Library, PackSet};
use peerclaim::value::Delimiters;
use peerclaim::{Checker, FileReport};

/// A check of the file, which finds nothing and leaves nothing undecided.
fn spotless(generator: &Generator) -> FileReport {
    let file = generator.to_bytes();
    let checker = Checker::builder().as_of("2026-11-21".parse().unwrap()).build();
    let report = checker.check(&file);
    let found: Vec<_> =
        report.findings().iter().map(|finding| (finding.rule().name, finding.location())).collect();
    assert!(found.is_empty(), "{generator:?}: {:?}", &found[..found.len().min(5)]);
    assert_eq!(report.tally().count(), 0);
    assert!(report.not_run().is_empty(), "{:?}", report.not_run());
    assert_eq!(report.claim_verdicts().accepted, report.counts().claims);
    report
}

#[test]
fn keeps_every_rule() {
    for seed in [0, 1, 2, 3, 42, 0xFFFF_FFFF, u64::MAX] {
        for (claims, per_set) in [(1, 1000), (40, 7), (700, 1000), (2100, 1000)] {
            let report = spotless(&Generator::new(seed).claims(claims).claims_per_set(per_set));
            let counts = report.counts();
            assert_eq!((counts.interchanges, counts.groups), (1, 1));
            assert_eq!(counts.claims, claims);
            assert_eq!(u64::from(counts.sets), claims.div_ceil(u64::from(per_set)));
            assert_eq!(counts.claim_charges, counts.line_charges);
            assert!(counts.lines >= claims);
        }
    }
}

#[test]
fn keeps_the_rules_of_its_payer() {
    let mut library = Library::new();
    library.add(PACK.1).unwrap();
    let packs = PackSet::new(vec![library.stack(PACK.0).unwrap()]);
    let day = |text: &str| text.parse().unwrap();
    let builder = Checker::builder().as_of(day("2026-11-21")).received_on(day("2026-01-20"));
    let checker = builder.packs(packs).build();
    for seed in [0, 1, 42, u64::MAX] {
        let generator = Generator::new(seed).claims(2100).by_pack(true);
        spotless(&generator);
        let report = checker.check(&generator.to_bytes());
        assert_eq!(
            report.findings().len(),
            0,
            "{:?}",
            report.tally().map(|one| one.rule.name).collect::<Vec<_>>()
        );
        assert_eq!(report.counts().claims, 2100);
    }
}

#[test]
fn keeps_every_rule_in_other_clothes() {
    let marks = [
        Delimiters { element: b'|', component: b'>', segment: b'\n', repetition: Some(b'!') },
        Delimiters { element: 0x1D, component: 0x1F, segment: 0x1C, repetition: Some(0x1E) },
        Delimiters { element: b'+', component: b':', segment: b'\'', repetition: Some(b'*') },
    ];
    for delimiters in [Delimiters::default()].into_iter().chain(marks) {
        for line_breaks in [false, true] {
            let generator = Generator::new(5).claims(300).delimiters(delimiters).unwrap();
            let generator = generator.line_breaks(line_breaks);
            let report = spotless(&generator);
            assert_eq!(report.delimiters(), [delimiters]);
            assert_eq!(report.counts().claims, 300);
        }
    }
    let day = "2024-02-29".parse().unwrap();
    assert_eq!(spotless(&Generator::new(5).claims(50).made_on(day)).counts().claims, 50);
}

#[test]
fn a_line_break_is_all_that_line_breaks_add() {
    let generator = Generator::new(3).claims(25);
    let broken = generator.clone().line_breaks(true).to_bytes();
    let joined: Vec<u8> = broken.iter().copied().filter(|&byte| byte != b'\n').collect();
    assert_eq!(joined, generator.to_bytes());
    assert!(broken.ends_with(b"~\n"));
}

#[test]
fn the_seed_decides() {
    let make = |seed| Generator::new(seed).claims(120).claims_per_set(50).to_bytes();
    assert_eq!(make(1), make(1));
    let files: std::collections::BTreeSet<Vec<u8>> = (0..20).map(make).collect();
    assert_eq!(files.len(), 20);
}

#[test]
fn comes_in_pieces_of_one_set() {
    let generator = Generator::new(9).claims(95).claims_per_set(10);
    let pieces: Vec<Vec<u8>> = generator.chunks().collect();
    assert_eq!(pieces.len(), 12);
    assert!(pieces[0].starts_with(b"ISA*"));
    assert!(pieces[1..11].iter().all(|set| set.starts_with(b"ST*837*")));
    assert!(pieces[11].starts_with(b"GE*10*"));
    assert_eq!(pieces.concat(), generator.to_bytes());

    // A set does not depend on those before it.
    let longer: Vec<Vec<u8>> = generator.claims(200).chunks().collect();
    assert_eq!(longer[..10], pieces[..10]);
}

#[test]
fn ends_after_so_many_bytes() {
    let generator = Generator::new(4).bytes(300_000).claims_per_set(20);
    let pieces: Vec<Vec<u8>> = generator.chunks().collect();
    let sets = pieces.len() - 2;
    let until = |sets: usize| pieces[..=sets].iter().map(Vec::len).sum::<usize>();
    assert!(until(sets) >= 300_000 && until(sets - 1) < 300_000);
    assert_eq!(spotless(&generator).counts().claims, 20 * sets as u64);
    assert_eq!(Generator::new(4).bytes(0).chunks().count(), 3);
}

#[test]
fn at_least_one_claim() {
    assert_eq!(spotless(&Generator::new(1).claims(0)).counts().claims, 1);
    assert_eq!(spotless(&Generator::new(1).claims(3).claims_per_set(0)).counts().sets, 3);
}

#[test]
fn has_some_of_everything() {
    let file = Generator::new(1).claims(2000).to_bytes();
    let text = std::str::from_utf8(&file).unwrap();
    let count = |part: &str| text.matches(part).count();
    let patients = count("~CLM*");
    for (part, least, most) in [
        ("~CLM*", 2000, 2000),
        ("*23*0~PAT*19~", 100, 300),
        ("~SV1*HC:H0038:", 3000, 6000),
        ("~SV1*HC:H0025:", 10, 1000),
        (":HQ*", 500, 3000),
        (":HF", 1000, 4000),
        (":95*", 100, 3000),
        ("~DTP*472*D8*", 3000, 7000),
        ("~DTP*472*RD8*", 100, 1000),
        ("~REF*6R*", 3000, 7000),
        ("~REF*G1*", 1000, 1600),
        ("~NM1*82*1*", 2000, 2500),
        ("~NM1*77*2*", 200, 500),
        ("~OI*", 150, 350),
        ("~SVD*", 200, 1500),
        ("~AMT*D*", 150, 350),
        ("~LX*20~", 5, 200),
        ("~NM1*85*2*", 10, 200),
        ("*T*:~GS*HC*", 1, 1),
    ] {
        assert!((least..=most).contains(&count(part)), "{part}: {} in {patients} claims", count(part));
    }
    let lines = |number: u32| count(&format!("~LX*{number}~"));
    assert_eq!((lines(1), lines(51)), (2000, 0));
    assert!(lines(5) < 300, "most claims have at most four lines");
}

#[test]
fn separators_that_texts_hold_are_refused() {
    let marks = Delimiters::default();
    for unfit in [
        Delimiters { component: b'*', ..marks },
        Delimiters { segment: b'^', ..marks },
        Delimiters { repetition: None, ..marks },
        Delimiters { repetition: Some(b':'), ..marks },
        Delimiters { element: b' ', ..marks },
        Delimiters { element: b'\n', ..marks },
        Delimiters { component: b'.', ..marks },
        Delimiters { component: b'-', ..marks },
        Delimiters { segment: b'X', ..marks },
        Delimiters { segment: 0x85, ..marks },
    ] {
        assert_eq!(Generator::new(1).delimiters(unfit), Err(UnfitSeparators), "{unfit:?}");
    }
}

/// An amount in cents.
fn cents(text: &str) -> i64 {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    whole.parse::<i64>().unwrap() * 100 + format!("{part:0<2}").parse::<i64>().unwrap()
}

/// What the other payer paid and did not pay is what was charged: for each line, and for the claim.
#[test]
fn other_payers_balance() {
    let file = Generator::new(11).claims(3000).to_bytes();
    let text = std::str::from_utf8(&file).unwrap();
    let (mut by_claim, mut by_line) = (0, 0);
    for claim in text.split("~CLM*").skip(1).filter(|claim| claim.contains("~OI*")) {
        let mut parts = claim.split("~LX*");
        let head = parts.next().unwrap();
        let amount = |segment: &str, element: usize| cents(segment.split('*').nth(element).unwrap());
        let adjusted = |part: &str| -> i64 {
            part.split('~').filter(|segment| segment.starts_with("CAS*")).map(|cas| amount(cas, 3)).sum()
        };
        let charged = amount(head, 1);
        let paid = amount(head.split('~').find(|segment| segment.starts_with("AMT*D*")).unwrap(), 2);
        let mut sum = 0;
        for line in parts.filter(|line| line.contains("~SVD*")) {
            let find = |id: &str| line.split('~').find(|segment| segment.starts_with(id)).unwrap();
            let paid = amount(find("SVD*"), 2);
            assert_eq!(paid + adjusted(line), amount(find("SV1*"), 2), "{line}");
            sum += paid;
            by_line += 1;
        }
        if claim.contains("~SVD*") {
            assert_eq!((paid, adjusted(head)), (sum, 0));
        } else {
            assert_eq!(paid + adjusted(head), charged, "{head}");
            by_claim += 1;
        }
    }
    assert!(by_claim > 50 && by_line > 200, "{by_claim} {by_line}");
}
