//! What can be put right without knowing more: exactly that, and every other byte as it was.

#![cfg(test)]
#![expect(
    clippy::disallowed_methods,
    reason = "these tests read fixtures, run the program and write files for it"
)]

mod common;

use common::{folder, run};
use peerclaim::check::{Fix, fixed, fixes};
use peerclaim::{Checker, FileReport};
use proptest::prelude::*;

fn base(name: &str) -> String {
    let path = format!("{}/fixtures/837p/accepted/{name}.837", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn check(text: &[u8]) -> FileReport {
    Checker::builder().as_of("2026-11-21".parse().unwrap()).build().check(text)
}

fn changed(name: &str, from: &str, to: &str) -> String {
    let base = base(name);
    assert_eq!(base.matches(from).count(), 1, "{from} stands once in {name}");
    base.replace(from, to)
}

/// A fault, the fixture, what stands there, what stands there instead, and what is done; the file is then as it was.
const MENDED: &[(&str, &str, &str, &str, &[&str])] = &[
    ("one-claim", "SE*32*", "SE*33*", "segments", &["the count becomes 32"]),
    ("one-claim", "GE*1*1~", "GE*21*1~", "sets", &["the count becomes 1"]),
    ("one-claim", "IEA*1*", "IEA*0*", "groups", &["the count becomes 1"]),
    ("one-claim", "REF*G1*TESTAUTH1~", "REF*G1*TESTAUTH1**~", "separators", &["2 bytes are left out"]),
    ("one-claim", "SV1*HC:H0038*30*", "SV1*HC:H0038::*30*", "components", &["2 bytes are left out"]),
    ("one-claim", "NM1*IL*1*DOE*", "NM1*IL*1*DOE *", "a blank", &["1 byte is left out"]),
    ("one-claim", "*******MC~", "*******mc~", "a code in lower case", &["upper case, without points"]),
    (
        "one-claim",
        "ABK:F331*",
        "ABK:f33.1*",
        "a diagnosis as people write it",
        &["upper case, without points"],
    ),
    (
        "one-claim",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*171010001~",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*17101-0001~",
        "a ZIP code with its hyphen",
        &["only digits are kept"],
    ),
    (
        "one-claim",
        "REF*EI*001234567~",
        "REF*EI*00-1234567~",
        "a tax number with its hyphen",
        &["only digits are kept"],
    ),
];

#[test]
fn what_is_mended_is_as_it_was() {
    for (name, from, to, what, words) in MENDED {
        let text = changed(name, from, to);
        let all = fixes(text.as_bytes(), &check(text.as_bytes()));
        assert_eq!(all.iter().map(Fix::words).collect::<Vec<_>>(), *words, "{what}");
        assert_eq!(String::from_utf8(fixed(text.as_bytes(), &all)).unwrap(), base(name), "{what}");
    }
}

/// What a person has to decide, or what tells that the file was cut, is left.
const LEFT: &[(&str, &str, &str, &str)] = &[
    ("one-claim", "CLM*TEST0001*90*", "CLM*TEST0001*91*", "a total"),
    ("one-claim", "DTP*472*D8*20261105~\n", "", "a count where a segment is missing"),
    ("one-claim", "SE*32*0001~\nGE*1*", "SE*33*0001~\nGE*2*", "two counts"),
    ("one-claim", "SE*32*0001~\n", "", "a count where a trailer is missing"),
    ("one-claim", "*******MC~", "*******MD~", "a code that is none"),
    ("one-claim", "ABK:F331*", "ABK:ZZ*", "a diagnosis that is none"),
    (
        "one-claim",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*171010001~",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*1710-01~",
        "a ZIP code of six digits",
    ),
    ("one-claim", "NM1*IL*1*DOE*", "NM1*IL*1*   *", "a name of blanks"),
    ("one-claim", "*XX*1234567893~", "*XX*1234567890~", "an NPI"),
];

#[test]
fn what_needs_a_person_is_left() {
    for (name, from, to, what) in LEFT {
        let text = changed(name, from, to);
        let report = check(text.as_bytes());
        assert!(!report.findings().is_empty(), "{what}: nothing is found");
        assert_eq!(fixes(text.as_bytes(), &report), [], "{what}");
    }
}

#[test]
fn the_program_writes_a_copy_and_lists_what_it_did() {
    let folder = folder("fix");
    let text = changed("one-claim", "REF*G1*TESTAUTH1~", "REF*G1*TESTAUTH1**~").replace("SE*32*", "SE*40*");
    std::fs::write(folder.join("old.837"), &text).unwrap();
    let (code, out, err) =
        run(&folder, "fix", &["old.837", "--output", "new.837", "--diff", "--as-of", "2026-11-21"]);
    assert_eq!((code, err.as_str()), (Some(0), ""));
    insta::assert_snapshot!("fix", out);
    assert_eq!(std::fs::read_to_string(folder.join("new.837")).unwrap(), base("one-claim"));
    assert_eq!(std::fs::read_to_string(folder.join("old.837")).unwrap(), text, "the old file stays");
    assert!(!out.contains("TESTAUTH1"), "{out}");

    let (code, out, _) = run(&folder, "fix", &["old.837", "--output", "seen.837", "--diff", "--show-values"]);
    assert_eq!(code, Some(0));
    assert!(out.contains("-REF*G1*TESTAUTH1**\n  +REF*G1*TESTAUTH1\n"), "{out}");

    std::fs::write(folder.join("wrong.837"), changed("one-claim", "CLM*TEST0001*90*", "CLM*TEST0001*91*"))
        .unwrap();
    let (code, out, _) = run(&folder, "fix", &["wrong.837", "--output", "left.837"]);
    assert_eq!(code, Some(1));
    assert!(out.starts_with("0 fixes applied; 1 error left"), "{out}");

    for (args, says) in [
        (&["old.837", "--output", "old.837"][..], "name another with --output"),
        (&["nowhere.837", "--output", "x.837"][..], "nowhere.837"),
        (&["old.837"][..], "--output"),
    ] {
        let (code, _, err) = run(&folder, "fix", args);
        assert_eq!(code, Some(2), "{args:?}");
        assert!(err.contains(says), "{args:?}: {err}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    /// Whatever the bytes: no panic, what no fix touches stays, and no fix makes more to complain of.
    #[test]
    fn fixes_touch_nothing_else(
        places in prop::collection::vec((0_usize..1_200, prop::sample::select(b"*:~ -.ax0".to_vec())), 0..6),
    ) {
        let mut text = base("one-claim").into_bytes();
        for (at, byte) in places {
            let at = at % text.len();
            text.insert(at, byte);
        }
        let report = check(&text);
        let all = fixes(&text, &report);
        let new = fixed(&text, &all);
        let mut rest = new.as_slice();
        let mut done = 0;
        for fix in &all {
            let place = |at: u64| usize::try_from(at).unwrap();
            let (start, end) = (place(fix.bytes().start), place(fix.bytes().end));
            let kept = &text[done..start];
            prop_assert!(rest.starts_with(kept));
            rest = &rest[kept.len()..];
            let instead = fix.instead(&text[start..end]);
            prop_assert!(rest.starts_with(&instead));
            rest = &rest[instead.len()..];
            done = end;
        }
        prop_assert_eq!(rest, &text[done..]);
        prop_assert!(check(&new).findings().len() <= report.findings().len(), "{:?}", all);
    }
}
