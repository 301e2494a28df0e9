//! Nothing that a report says repeats what a file says: markers in the place of values, and every safe output of every
//! rule looked through for them.

use super::example::Kind;
use super::{builder, checker, failing, fixtures, pack_set, run_claims, today, whole_log};
use peerclaim::bill::{BillOptions, bill};
use peerclaim::check::fixes;
use peerclaim::evidence::Evidence;
use peerclaim::generate::{Defect, Generator, PACK};
use peerclaim::pack::body::Bodies;
use peerclaim::pack::{Library, PackSet};
use peerclaim::render::{
    NamedReport, Position, Report, TextOptions, concise, csv, github, html, human, json, junit, ndjson, sarif,
};
use peerclaim::x12::{Delimiters, Header};
use peerclaim::{Checker, FileReport, Limits, rule_book};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// A text that stands in no document, label or code.
const MARKER: &str = "QXQ7";

/// Rules whose example no longer breaks them once names and numbers are markers, and why.
const SILENCED: &[(&str, &str)] = &[
    (
        "PC0701",
        "claim and log are joined by numbers that are markers now: with markers in the log it is tried below",
    ),
    ("PC0363", "the two lines of an address are two markers"),
    ("PC0717", "as PC0701"),
    ("PC0720", "as PC0701"),
    ("PC0721", "as PC0701"),
    ("PC0729", "as PC0701"),
];

/// Rules whose example has no name or number of a claim, or no separators to find one by.
const UNMARKED: &[&str] = &["PC0001", "PC0002", "PC0004", "PC0005", "PC0006", "PC0014", "PC0346"];

/// Every embedded pack that does not name another payer, side by side with one that answers.
fn packs() -> PackSet {
    let library = Library::embedded();
    let stacks = ["pa-ffs", "pa-ccbh", "pa-magellan"].map(|id| library.stack(id).unwrap());
    PackSet::new(stacks.to_vec())
}

/// Everything that is said of a file without being asked to show values.
fn everything(report: &FileReport, bytes: &[u8], packs: &PackSet) -> String {
    let mut said = format!("{report:?}\n{report:#?}\n{:?}\n", fixes(bytes, report));
    for finding in report.findings() {
        let _ = writeln!(said, "{finding} {finding:?} {} {:?}", finding.message(), finding.location());
    }
    let files = vec![NamedReport { path: "file.837".to_owned(), report: report.clone() }];
    let report = Report { files, packs: packs.clone(), ..Report::default() };
    let shown = |_: usize, span: peerclaim::diag::Span| {
        let (start, end) = (usize::try_from(span.start).ok()?, usize::try_from(span.end).ok()?);
        bytes.get(start..end).map(<[u8]>::to_vec)
    };
    for (color, verdicts) in [(false, true), (true, false)] {
        let options = TextOptions { color, verdicts, per_rule: 1000, ..TextOptions::default() };
        said.push_str(&human(&report, &options, &shown));
    }
    let at = |_: usize, byte: u64| Some(Position { line: 1, column: byte + 1, character: byte });
    said.extend([
        sarif(&report, &at),
        github(&report, &at),
        junit(&report),
        csv(&report),
        html(&report, &shown),
    ]);
    said + &concise(&report) + &json(&report) + &ndjson(&report)
}

/// The file with a marker in each name, address, number and note of a person, an agency or a claim.
fn marked(bytes: &[u8]) -> Vec<u8> {
    let header = Header::read(bytes).map(|header| header.delimiters);
    let Some(Delimiters { element: star, segment: end, .. }) = header.or_else(|| Delimiters::guess(bytes))
    else {
        return bytes.to_vec();
    };
    let each = bytes.split(|byte| *byte == end).map(|segment| {
        let mut elements: Vec<Vec<u8>> = segment.split(|byte| *byte == star).map(<[u8]>::to_vec).collect();
        let id = elements[0].trim_ascii().to_vec();
        let kind = elements.get(1).cloned().unwrap_or_default();
        let number = elements.get(8).cloned().unwrap_or_default();
        let which: &[usize] = match (id.as_slice(), kind.as_slice()) {
            (b"NM1", _) if number == b"MI" => &[3, 4, 5, 9],
            (b"NM1", _) => &[3, 4, 5],
            (b"N3" | b"K3" | b"CLM" | b"N4", _) => &[1],
            (b"REF", b"EI" | b"SY") => &[],
            (b"PER" | b"NTE" | b"REF", _) => &[2],
            (b"SBR" | b"BHT", _) => &[3],
            _ => &[],
        };
        for at in which {
            if let Some(value) = elements.get_mut(*at).filter(|value| !value.is_empty()) {
                // A street is known by how it begins.
                let place = if id == b"N3" { value.len() } else { 0 };
                value.splice(place..place, MARKER.bytes());
            }
        }
        elements.join(&star)
    });
    each.collect::<Vec<_>>().join(&end)
}

/// A file that breaks a rule, with markers, breaks it still; and what is said of it holds none.
#[test]
fn no_rule_says_what_the_file_says() {
    let (mut silent, mut without) = (BTreeSet::new(), BTreeSet::new());
    let none = PackSet::default();
    for rule in rule_book() {
        for example in failing(rule).iter_mut().filter(|example| example.kind == Kind::Claims) {
            example.bytes = marked(&example.bytes);
            if !String::from_utf8_lossy(&example.bytes).contains(MARKER) {
                without.insert(rule.id);
            }
            let report = run_claims(example);
            if !report.findings().iter().any(|one| one.rule() == rule) {
                silent.insert(rule.id);
            }
            let packs = if example.pack.is_some() { pack_set(example) } else { none.clone() };
            let said = everything(&report, &example.bytes, &packs);
            assert!(!said.contains(MARKER), "{}: {said}", rule.name);
        }
    }
    let known: BTreeSet<&str> = SILENCED.iter().map(|(rule, _)| *rule).collect();
    assert_eq!(silent, known);
    let bare = UNMARKED.iter().copied().collect::<BTreeSet<_>>();
    assert_eq!(without, bare);
}

/// Nor where the rule is broken at a place taken at random.
#[test]
fn no_defect_says_what_the_file_says() {
    let generator = Generator::new(11).claims(60).claims_per_set(20);
    let [plain, by_pack] =
        [false, true].map(|by_pack| marked(&generator.clone().by_pack(by_pack).to_bytes()));
    let mut library = Library::new();
    library.add(PACK.1).unwrap();
    let of_pack = PackSet::new(vec![library.stack(PACK.0).unwrap()]);
    let (none, mut found) = (PackSet::default(), BTreeSet::new());
    for defect in Defect::all() {
        for seed in 0..3 {
            let (clean, packs) = if defect.by_pack() { (&by_pack, &of_pack) } else { (&plain, &none) };
            let Some(dirty) = defect.plant(clean, seed) else { continue };
            let checker = Checker::builder().as_of(today()).received_on(today()).packs(packs.clone());
            let report = checker.build().check(&dirty.bytes);
            found.extend(report.findings().iter().map(|one| one.rule().id).filter(|id| *id == dirty.rule));
            let said = everything(&report, &dirty.bytes, packs);
            assert!(!said.contains(MARKER), "{defect:?}: {said}");
        }
    }
    let all = Defect::all().count();
    assert!(found.len() + 3 > all, "{} of {all} were found", found.len());
}

/// Whatever stands in an element, no finding repeats it.
#[test]
fn findings_hold_no_text_of_the_file() {
    // The batch holds nothing that the others do not.
    no_text(&checker(Limits::default()), &PackSet::default(), |name| !name.ends_with("batch.837"));
}

/// Nor does one that rests on a row of a pack.
#[test]
fn findings_of_payers_hold_no_text_of_the_file() {
    let day = "2026-11-21".parse().unwrap();
    let checker = Checker::builder().as_of(day).received_on(day).county(MARKER).packs(packs()).build();
    no_text(&checker, &packs(), |name| name.ends_with("one-claim.837") || name.ends_with("other-payer.837"));
}

fn no_text(checker: &Checker, packs: &PackSet, wanted: impl Fn(&str) -> bool) {
    let mut found = 0_usize;
    for (name, bytes) in fixtures().into_iter().filter(|(name, _)| wanted(name)) {
        let text = String::from_utf8(bytes).unwrap();
        let Some(first) = text.find("GS*") else { continue };
        // Each element, component and segment id after the ISA is the marker once.
        let cuts: Vec<usize> = text.match_indices(['*', ':', '~']).map(|(at, _)| at).collect();
        for pair in cuts.windows(2).filter(|pair| pair[0] >= first) {
            let start = pair[0] + 1 + text[pair[0] + 1..].len() - text[pair[0] + 1..].trim_start().len();
            for marker in [MARKER.to_owned(), format!("{MARKER}\u{e9}"), MARKER.repeat(30)] {
                let changed = format!("{}{marker}{}", &text[..start.min(pair[1])], &text[pair[1]..]);
                let report = checker.check(changed.as_bytes());
                found += report.findings().len();
                let shown = everything(&report, changed.as_bytes(), packs);
                assert!(!shown.contains(MARKER), "{name}: {shown}");
            }
        }
    }
    assert!(found > 500, "the markers were noticed {found} times");
}

/// Every place of a text in a JSON document, as a pointer.
fn texts(value: &serde_json::Value, at: &str, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(_) => into.push(at.to_owned()),
        serde_json::Value::Array(all) => {
            all.iter().enumerate().for_each(|(place, one)| texts(one, &format!("{at}/{place}"), into));
        }
        serde_json::Value::Object(all) => {
            all.iter().for_each(|(name, one)| texts(one, &format!("{at}/{name}"), into));
        }
        _ => {}
    }
}

/// Nor does one that rests on the log, nor what billing says of it.
#[test]
fn findings_of_the_log_hold_no_text_of_the_evidence() {
    let mut found = 0_usize;
    for example in rule_book().filter(|rule| rule.id.starts_with("PC07")).flat_map(failing) {
        let tables = if example.kind == Kind::Claims { example.log.as_ref() } else { Some(&example.bytes) };
        let Some(tables) = tables else { continue };
        let whole = whole_log(tables);
        let own: serde_json::Value = serde_json::from_slice(tables).unwrap();
        let mut places = Vec::new();
        texts(&own, "", &mut places);
        for place in places {
            let mut changed = whole.clone();
            *changed.pointer_mut(&place).unwrap() = MARKER.into();
            let read = Evidence::from_json(changed.to_string().as_bytes());
            let evidence = Arc::new(read.evidence);
            let checker = builder(&example).evidence(evidence.clone()).build();
            let report = match example.kind {
                Kind::Claims => checker.check(&example.bytes),
                _ => checker.check_evidence(),
            };
            let options = BillOptions::new(today(), 1);
            let draft = bill(&evidence, &pack_set(&example), &Bodies::embedded(), &options).unwrap();
            found += report.findings().len();
            let shown = everything(&report, &example.bytes, &pack_set(&example));
            assert!(!format!("{:?}", read.findings).contains(MARKER), "{} {place}", example.document);
            assert!(!shown.contains(MARKER), "{} {place}: {shown}", example.document);
            let billed = draft.report().to_json();
            assert!(!billed.contains(MARKER), "{} {place}: {billed}", example.document);
        }
    }
    assert!(found > 100, "something was found {found} times");
}
