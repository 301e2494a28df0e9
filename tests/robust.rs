//! Whatever the bytes: a report, the same report in pieces, findings in order and where they say.
//!
//! The files are made up here; what real files give is tested in `corpus.rs`.

#![cfg(test)]
#![expect(clippy::disallowed_types, reason = "these tests measure time")]

#[path = "robust/claims.rs"]
mod claims;
#[path = "robust/fixture.rs"]
mod fixture;
#[path = "robust/hostile.rs"]
mod hostile;

use claims::{checker, in_chunks, same, sound};
use fixture::{SEGMENTS, clean, file, forms};
use peerclaim::{Checker, FileReport};
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|it| it as _),
        ..Config::default()
    }
}

fn holds(result: Result<(), String>) -> Result<(), TestCaseError> {
    result.map_err(TestCaseError::fail)
}

/// Everything that must hold of any bytes.
fn total(bytes: &[u8]) -> Result<(), String> {
    let checker = checker();
    let report = checker.check(bytes);
    sound(bytes, &report)?;
    same(&checker.check(bytes), &report).map_err(|why| format!("again: {why}"))?;
    for size in [1, 2, 7, 64, 106, 4096] {
        same(&in_chunks(&checker, bytes, size), &report).map_err(|why| format!("chunks of {size}: {why}"))?;
    }
    Ok(())
}

/// What a report says, but for bytes: rule, set, segment, loops, element.
fn gist(report: &FileReport) -> Vec<String> {
    let line = |finding: &peerclaim::Finding| {
        let at = finding.location().x12().unwrap();
        let element = at.element.map(|element| element.to_string());
        let numbers = (at.interchange, at.group, at.set, at.claim, at.line, at.segment);
        // How many bytes stand outside depends on the line breaks among them.
        let message = Some(finding.message()).filter(|_| finding.rule().id != "PC0002").unwrap_or_default();
        format!("{} {numbers:?} {:?} {} {element:?} {message}", finding.rule().id, at.tag, at.path)
    };
    report.findings().iter().map(line).collect()
}

#[test]
fn the_clean_file_is_clean() {
    for form in forms() {
        let report = checker().check(&file(SEGMENTS, form));
        assert_eq!(gist(&report), Vec::<String>::new(), "{form:?}");
        let counts = report.counts();
        assert_eq!((counts.interchanges, counts.groups, counts.sets), (1, 1, 1));
        assert_eq!((counts.claims, counts.lines), (3, 4));
        assert_eq!(
            (counts.claim_charges, counts.line_charges),
            ("240".parse().unwrap(), "240".parse().unwrap())
        );
        assert_eq!(report.verdict(), peerclaim::Verdict::Accepted);
    }
}

#[test]
fn every_cut_of_the_clean_file() {
    let bytes = clean();
    for end in 0..bytes.len() {
        total(&bytes[..end]).unwrap_or_else(|why| panic!("the first {end} bytes: {why}"));
        if end > 0 {
            let report = checker().check(&bytes[..end]);
            assert_eq!(
                report.verdict(),
                peerclaim::Verdict::Rejected,
                "the first {end} bytes are no whole file"
            );
        }
    }
}

#[test]
fn every_segment_left_out_or_doubled() {
    for (at, segment) in SEGMENTS.iter().enumerate() {
        let mut without = SEGMENTS.to_vec();
        without.remove(at);
        let mut doubled = SEGMENTS.to_vec();
        doubled.insert(at, segment);
        for segments in [without, doubled] {
            alike(&segments).unwrap_or_else(|why| panic!("{segment}: {why}"));
        }
    }
}

/// The rules that a file breaks, each as often as it does.
fn broken(bytes: &[u8]) -> Vec<&'static str> {
    total(bytes).unwrap_or_else(|why| panic!("{why}"));
    checker().check(bytes).findings().iter().map(|finding| finding.rule().id).collect()
}

/// The clean file with one segment written otherwise, or more than one in its place.
fn with(segment: &str, instead: &str) -> Vec<u8> {
    let at = SEGMENTS.iter().position(|known| *known == segment).expect("a segment of the file");
    let mut segments = SEGMENTS.to_vec();
    segments.splice(at..=at, instead.split('~'));
    file(&segments, forms()[0])
}

#[test]
fn segments_without_an_id() {
    for odd in ["", "*A", "**A", "A", "A**B", "ABCD", "ABCD**E", "N3\0*A", "hi*A"] {
        let bytes = with("LX*2", &format!("{odd}~LX*2"));
        assert_eq!(broken(&bytes), ["PC0201", "PC0123"], "{odd:?}");
    }
}

#[test]
fn separators_inside_values() {
    assert_eq!(broken(&with("N3*1 TEST STREET", "N3*1 TEST: STREET")), ["PC0222"]);
    assert_eq!(broken(&with("N3*1 TEST STREET", "N3*1 TEST^ STREET")), ["PC0223"]);
    assert_eq!(broken(&with("REF*6R*99991", "REF*6R*9999:1")), ["PC0222"]);
    assert_eq!(
        broken(&with("CLM*TEST0002*60***99:B:1*Y*A*Y*Y", "CLM*TEST:2*60***99:B:1*Y*A*Y*Y")),
        ["PC0222"]
    );
    assert_eq!(broken(&with("GE*1*1", "GE*1:1*1")), ["PC0114"]);
}

#[test]
fn one_fault_one_finding() {
    assert_eq!(broken(&with("SE*51*0001", "SE*51*0002")), ["PC0122"]);
    let lost = SEGMENTS.iter().filter(|segment| !segment.starts_with("SE*")).copied().collect::<Vec<_>>();
    assert_eq!(broken(&file(&lost, forms()[0])), ["PC0121"]);
    let mut bytes = clean();
    bytes.pop();
    for end in ["", "\n", "\r\n", " \n\n"] {
        let cut = [&bytes, end.as_bytes()].concat();
        assert_eq!(broken(&cut), ["PC0008"], "{end:?}");
    }
    assert!(broken(&with("LX*2", "ISA~LX*2")).contains(&"PC0107"));
}

/// A terminator of several bytes: read by its first, and the others read past.
#[test]
fn a_wide_terminator() {
    let text = String::from_utf8(clean()).expect("ASCII");
    let bytes = text.replace('~', "\u{2026}").into_bytes();
    assert_eq!(broken(&bytes), ["PC0010"]);
}

/// Long stretches of text outside, in every position to the pieces in which they come.
#[test]
fn much_text_outside() {
    let line = "text that is no interchange, with ST*837*1~ and GS*HC*A and ISA in it\n";
    for length in [0, 1, 1000, 1023, 1024, 1025, 2047, 2048, 2049, 5000, 9000] {
        for end in ["", "\n", "\n\n  \n"] {
            let text = [&line.repeat(150).as_bytes()[..length], end.as_bytes()].concat();
            let around = [&text[..], &clean(), &text, &clean(), &text].concat();
            for bytes in [&text[..], &around] {
                total(bytes).unwrap_or_else(|why| panic!("{length} and {end:?}: {why}"));
            }
        }
    }
}

/// What is larger than a limit is refused alike, whole and in pieces, and what follows is read.
#[test]
fn beyond_the_limits() {
    let mut limits = peerclaim::Limits::default();
    limits.set_bytes = 1500;
    limits.segment_bytes = 600;
    let checker = Checker::builder().limits(limits).build();
    let long = "A".repeat(700);
    let note = format!("NTE*ADD*{long}");
    let many = |segment: &str, times: usize| vec![segment.to_owned(); times];
    let envelope = |inside: Vec<String>| {
        let segments = |from: usize, to: usize| SEGMENTS[from..to].iter().map(|&segment| segment.to_owned());
        let all = segments(0, 1).chain(inside).chain(segments(52, 54));
        file(&all.collect::<Vec<_>>(), forms()[0])
    };
    let small: Vec<String> = ["ST*837*0002*005010X222A1", "SE*2*0002"].map(str::to_owned).to_vec();
    let st = many("ST*837*0001*005010X222A1", 1);
    let se = many("SE*9*0001", 1);
    let cases = [
        ("a set", vec![st.clone(), many(&note, 5), se.clone()], vec!["PC0009"]),
        (
            "a set and a small one",
            vec![st.clone(), many(&note, 5), se.clone(), small.clone()],
            vec!["PC0009"],
        ),
        ("a set without SE", vec![st.clone(), many(&note, 5), small.clone()], vec!["PC0009"]),
        (
            "a set with a long SE",
            vec![st.clone(), many(&note, 2), many(&format!("SE*4*{long}"), 1), small.clone()],
            vec!["PC0009"],
        ),
        ("a segment", vec![many(&note, 1), small.clone()], vec!["PC0014"]),
        (
            "two segments and a stray one",
            vec![many(&note, 2), many("ZZZ", 1), small.clone()],
            vec!["PC0014", "PC0014", "PC0107"],
        ),
    ];
    for (name, parts, expected) in cases {
        let bytes = envelope(parts.concat());
        let report = checker.check(&bytes);
        sound(&bytes, &report).unwrap_or_else(|why| panic!("{name}: {why}"));
        for size in [1, 7, 64, 500, 1000, 3000] {
            same(&in_chunks(&checker, &bytes, size), &report)
                .unwrap_or_else(|why| panic!("{name}, {size}: {why}"));
        }
        let told = report.findings().iter().map(|finding| finding.rule().id);
        let limits: Vec<&str> = told.filter(|id| ["PC0009", "PC0014", "PC0107"].contains(id)).collect();
        assert_eq!(limits, expected, "{name}");
        let sets = parts.concat().iter().filter(|segment| segment.starts_with("ST*")).count();
        assert_eq!(report.counts().sets as usize, sets, "{name}");
        assert_ne!(report.verdict(), peerclaim::Verdict::Accepted, "{name}");
    }
}

/// What looks like a bare group in the middle of such text is text, wherever the pieces end.
#[test]
fn a_group_in_the_middle_of_text() {
    for before in 1020..1028 {
        let text = format!("{}GS*HC*A~ST*837*1~BHT*A~{}", "x".repeat(before), "y".repeat(2000));
        assert_eq!(broken(text.as_bytes()), ["PC0001"]);
        assert_eq!(broken(&[text.as_bytes(), &clean()].concat()), ["PC0002"]);
    }
}

#[test]
fn two_bytes_a_character() {
    let wide = |bytes: &[u8]| bytes.iter().flat_map(|&byte| [byte, 0]).collect::<Vec<u8>>();
    let marked = [&[0xFF, 0xFE][..], &wide(&clean())].concat();
    for bytes in [wide(&clean()), marked] {
        total(&bytes).unwrap_or_else(|why| panic!("{why}"));
        let report = checker().check(&bytes);
        let rules: Vec<&str> = report.findings().iter().map(|finding| finding.rule().id).collect();
        assert_eq!(rules, ["PC0006"]);
        assert_eq!(report.verdict(), peerclaim::Verdict::Rejected);
    }
}

/// All forms of these segments are sound and give the same findings.
fn alike(segments: &[impl AsRef<str>]) -> Result<(), String> {
    let checker = checker();
    let mut first: Option<Vec<String>> = None;
    for form in forms() {
        let bytes = file(segments, form);
        let report = checker.check(&bytes);
        sound(&bytes, &report).map_err(|why| format!("{form:?}: {why}"))?;
        let gist = gist(&report);
        // Without an ISA the separators are guessed, and other separators may be guessed otherwise.
        if report.tally().any(|tally| tally.rule.id == "PC0013") {
            return Ok(());
        }
        let one = first.get_or_insert_with(|| gist.clone());
        if *one != gist {
            let differing = |a: &[String], b: &[String]| -> Vec<String> {
                a.iter().filter(|line| !b.contains(line)).cloned().collect()
            };
            let (only_first, only_here) = (differing(one, &gist), differing(&gist, one));
            return Err(format!("{form:?}: not {only_first:#?} but {only_here:#?}"));
        }
    }
    Ok(())
}

/// One edit of a list of segments.
#[derive(Debug, Clone)]
enum Edit {
    Remove(prop::sample::Index),
    Double(prop::sample::Index),
    Swap(prop::sample::Index, prop::sample::Index),
    Move(prop::sample::Index, prop::sample::Index),
    Element(prop::sample::Index, prop::sample::Index, String),
    Segment(prop::sample::Index, String),
}

fn edit() -> impl Strategy<Value = Edit> {
    use prop::sample::Index;
    let value = prop_oneof![
        Just(String::new()),
        "[A-Z0-9]{1,3}",
        "[A-Z0-9 .-]{1,12}",
        "[A-Z0-9:^]{1,12}",
        "[0-9]{8}",
        "[A-Z0-9]{40,90}",
    ];
    let segment = prop_oneof![
        "[A-Z]{1,4}",
        "(NM1|REF|DTP|HL|CLM|SBR|LX|SV1|ST|SE|GS|GE|ISA|IEA|TA1|ZZZ)(\\*[A-Z0-9:^]{0,4}){0,6}",
        Just(String::new())
    ];
    prop_oneof![
        any::<Index>().prop_map(Edit::Remove),
        any::<Index>().prop_map(Edit::Double),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Swap(a, b)),
        any::<(Index, Index)>().prop_map(|(a, b)| Edit::Move(a, b)),
        (any::<Index>(), any::<Index>(), value).prop_map(|(a, b, value)| Edit::Element(a, b, value)),
        (any::<Index>(), segment).prop_map(|(a, segment)| Edit::Segment(a, segment)),
    ]
}

fn edited(edits: &[Edit]) -> Vec<String> {
    let mut segments: Vec<String> = SEGMENTS.iter().map(|&segment| segment.to_owned()).collect();
    for edit in edits {
        if segments.is_empty() {
            break;
        }
        let length = segments.len();
        match edit {
            Edit::Remove(at) => drop(segments.remove(at.index(length))),
            Edit::Double(at) => segments.insert(at.index(length), segments[at.index(length)].clone()),
            Edit::Swap(a, b) => segments.swap(a.index(length), b.index(length)),
            Edit::Move(a, b) => {
                let moved = segments.remove(a.index(length));
                segments.insert(b.index(length), moved);
            }
            Edit::Element(at, element, value) => {
                let segment = &mut segments[at.index(length)];
                let mut elements: Vec<&str> = segment.split('*').collect();
                let number = element.index(elements.len() + 1);
                match elements.get_mut(number) {
                    Some(old) => *old = value,
                    None => elements.push(value),
                }
                *segment = elements.join("*");
            }
            Edit::Segment(at, segment) => segments.insert(at.index(length), segment.clone()),
        }
    }
    segments
}

proptest! {
    #![proptest_config(config(64))]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds(total(&bytes))?;
    }

    #[test]
    fn random_text_after_a_header(text in "[A-Z0-9*:^~ \n\r]{0,600}", cut in 0..107_usize) {
        let mut bytes = clean();
        bytes.truncate(106);
        bytes.truncate(bytes.len() - cut.saturating_sub(96));
        bytes.extend_from_slice(text.as_bytes());
        holds(total(&bytes))?;
    }

    #[test]
    fn random_bytes_in_the_clean_file(
        edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..8),
    ) {
        let mut bytes = clean();
        for (at, byte, kind) in edits {
            let at = at.index(bytes.len());
            match kind {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => drop(bytes.remove(at)),
            }
        }
        holds(total(&bytes))?;
    }

    #[test]
    fn separators_in_the_clean_file(
        edits in prop::collection::vec((any::<prop::sample::Index>(), "[*:~^\n ]", any::<bool>()), 1..6),
    ) {
        let mut bytes = clean();
        for (at, text, insert) in edits {
            let at = at.index(bytes.len());
            let byte = text.as_bytes()[0];
            if insert { bytes.insert(at, byte) } else { bytes[at] = byte }
        }
        holds(total(&bytes))?;
    }

    #[test]
    fn edited_segments(edits in prop::collection::vec(edit(), 1..6)) {
        let segments = edited(&edits);
        holds(total(&file(&segments, forms()[0])))?;
    }

    #[test]
    fn every_form_says_the_same(edits in prop::collection::vec(edit(), 1..5)) {
        holds(alike(&edited(&edits)))?;
    }

    #[test]
    fn several_files_in_one(
        parts in prop::collection::vec((prop::collection::vec(edit(), 0..2), 0..3_usize), 1..4),
    ) {
        let mut bytes = Vec::new();
        for (edits, form) in parts {
            bytes.extend(file(&edited(&edits), forms()[form]));
        }
        holds(total(&bytes))?;
    }
}
