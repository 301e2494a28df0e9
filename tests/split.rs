//! The good claims of a bad file are a good file: nothing that concerns them is left in it.

#![expect(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test reads fixtures")]

use peerclaim::claim::ClaimFilter;
use peerclaim::generate::Generator;
use peerclaim::{Checker, Severity};
use std::collections::BTreeMap;
use std::path::Path;

fn checker() -> Checker {
    Checker::builder().as_of("2026-11-21".parse().unwrap()).build()
}

fn pick(bytes: &[u8], keep: impl Fn(u64) -> bool) -> Vec<u8> {
    let mut filter = ClaimFilter::new(keep);
    let mut out = filter.push(bytes);
    out.extend(filter.finish());
    out
}

/// Checks, splits, and checks the good part again. Tells how many claims were good.
fn good_part_is_good(name: &str, bytes: &[u8]) -> u64 {
    let report = checker().check(bytes);
    let verdicts = report.claim_verdicts();
    let good = checker().check(&pick(bytes, |claim| !report.rejects_claim(claim)));
    if verdicts.accepted > 0 {
        assert_eq!(good.count(Severity::Error), 0, "{name}");
    }
    assert_eq!(good.counts().claims, verdicts.accepted, "{name}");
    let bad = checker().check(&pick(bytes, |claim| report.rejects_claim(claim)));
    assert_eq!(bad.counts().claims, verdicts.rejected, "{name}");
    verdicts.accepted
}

#[test]
fn of_every_rejected_fixture() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/837p/rejected");
    let mut good = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        good.insert(name.clone(), good_part_is_good(&name, &std::fs::read(&path).unwrap()));
    }
    assert!(good.len() > 5);
    // In one of them a claim among others is good.
    good.retain(|_, claims| *claims > 0);
    assert_eq!(good, BTreeMap::from([("several-claims".to_owned(), 1)]));
}

#[test]
fn of_files_with_one_kind_of_fault_in_some_claims() {
    let text = String::from_utf8(Generator::new(5).claims(60).claims_per_set(20).to_bytes()).unwrap();
    for (from, to) in [
        ("NM1*IL*1*", "NM1*IL*7*"),
        ("DMG*D8*", "DMG*D8*9"),
        ("NM1*PR*2*", "NM1*PR*2**"),
        ("REF*EI*", "REF*ZZ*"),
        ("NM1*85*2*", "NM1*85*3*"),
        ("SV1*HC:", "SV1*QQ:"),
        ("HI*ABK:", "HI*ABX:"),
        ("CLM*TEST", "CL\nM*TE\nST"),
    ] {
        let mut count = 0;
        let spoiled: Vec<String> = text
            .split_terminator('~')
            .map(|segment| {
                count += usize::from(segment.starts_with(from));
                if segment.starts_with(from) && count % 9 == 1 {
                    segment.replacen(from, to, 1)
                } else {
                    segment.to_owned()
                }
            })
            .collect();
        assert!(count > 2, "{from}");
        good_part_is_good(from, (spoiled.join("~") + "~").as_bytes());
    }
}
