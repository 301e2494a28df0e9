//! Another validator's verdicts beside ours: pyx12, on a thousand synthetic files and on the corpus.
//!
//! `PEERCLAIM_PYX12` names a Python in which pyx12 4.0.0 is installed; without it nothing here runs, and each test says
//! so. What came out stands in `docs/peers.md`, which `UPDATE=1` writes anew; every class of difference has its reason
//! in the tables below.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests run another program on files")]

mod common;
#[path = "corpus/folder.rs"]
#[allow(dead_code, reason = "not all of it is asked for here")]
mod folder;

use common::folder as empty_folder;
use folder::Corpus;
use peerclaim::ack::{Ack, AckOptions, acknowledge};
use peerclaim::generate::{Defect, Generator};
use peerclaim::{Checker, FileReport, Severity, find_rule};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// How many clean files are made, and how many in all.
const CLEAN: usize = 200;
const ALL: usize = 1000;

/// What pyx12 says of a file.
#[derive(Debug, Clone, Default)]
struct Theirs {
    verdict: String,
    errors: Vec<Error>,
}

/// An error: segment, its number in the set (ST is 1), element, code.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Error {
    tag: String,
    ordinal: u32,
    element: u32,
    code: String,
}

fn python() -> Option<PathBuf> {
    let path = std::env::var_os("PEERCLAIM_PYX12").map(PathBuf::from);
    if path.is_none() {
        println!("peers: NOT RUN (PEERCLAIM_PYX12 is not set)");
    }
    path
}

/// What pyx12 says of files, in their order.
fn theirs(python: &Path, paths: &[PathBuf]) -> Vec<Theirs> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/peers/pyx12_verdicts.py");
    let mut run = Command::new(python)
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python runs");
    let mut asked = String::new();
    for path in paths {
        let _ = writeln!(asked, "{}", path.display());
    }
    let mut input = run.stdin.take().expect("a pipe");
    let writing = std::thread::spawn(move || input.write_all(asked.as_bytes()));
    let output = run.wait_with_output().expect("it ends");
    writing.join().expect("it writes").expect("it takes the paths");
    assert!(output.status.success(), "the script failed");
    let answers = String::from_utf8(output.stdout).expect("UTF-8");
    let all: Vec<Theirs> = answers.lines().map(answer).collect();
    assert_eq!(all.len(), paths.len());
    all
}

fn answer(line: &str) -> Theirs {
    let fields: Vec<&str> = line.split('\t').collect();
    let [_, verdict, errors] = fields[..] else { panic!("three fields, not {}", fields.len()) };
    let error = |word: &str| {
        let [tag, ordinal, element, code] = word.split(':').collect::<Vec<_>>()[..] else { return None };
        let number = |text: &str| text.parse().unwrap_or(0);
        Some(Error {
            tag: tag.to_owned(),
            ordinal: number(ordinal),
            element: number(element),
            code: code.to_owned(),
        })
    };
    Theirs { verdict: verdict.to_owned(), errors: errors.split(' ').filter_map(error).collect() }
}

fn ours(bytes: &[u8]) -> FileReport {
    Checker::builder().as_of("2026-11-21".parse().expect("a day")).build().check(bytes)
}

/// Does pyx12 refuse the file? What it cannot read it refuses as well.
fn refuses(theirs: &Theirs) -> bool {
    theirs.verdict != "accepted"
}

/// Does it name the segment that begins there?
fn names(theirs: &Theirs, bytes: &[u8], segment: usize) -> bool {
    let rest = &bytes[segment..];
    let tag: String =
        rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).map(|byte| char::from(*byte)).collect();
    let before = &bytes[..segment];
    let set = (0..before.len().saturating_sub(3)).rev().find(|at| before[*at..].starts_with(b"~ST*"));
    // ST is 1; outside of sets pyx12 tells the envelope alone.
    let ordinal = set.map(|start| before[start + 1..].split(|byte| *byte == b'~').count());
    let envelope = match tag.as_str() {
        "ISA" | "IEA" => "ISA",
        "GS" | "GE" => "GS",
        "ST" | "SE" => "ST",
        _ => "",
    };
    theirs.errors.iter().any(|error| {
        let here = ordinal.is_some_and(|ordinal| error.ordinal as usize == ordinal);
        error.tag == tag && here || error.tag == envelope
    })
}

/// How often a defect was planted, found here, and refused and named by pyx12.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Count {
    planted: usize,
    found: usize,
    refused: usize,
    named: usize,
    stopped: usize,
}

/// A thousand files: clean ones, then defects in turn.
fn synthetic(python: &Path) -> ([usize; 3], BTreeMap<&'static str, Count>) {
    let folder = empty_folder("peers");
    let (mut paths, mut kept) = (Vec::new(), Vec::new());
    let mut put = |bytes: &[u8]| {
        let path = folder.join(format!("{}.837", paths.len()));
        std::fs::write(&path, bytes).expect("a file");
        paths.push(path);
        paths.len()
    };
    let make = |seed: u64| Generator::new(seed).claims(6).claims_per_set(3).to_bytes();
    for seed in 0..CLEAN as u64 {
        put(&make(seed));
    }
    let mut seed = 0;
    'all: loop {
        seed += 1;
        // Rules of payers are none of another validator's.
        for defect in Defect::all().filter(|defect| !defect.by_pack()) {
            if let Some(dirty) = defect.plant(&make(seed), seed) {
                let made = put(&dirty.bytes);
                kept.push((defect.rule(), dirty));
                if made == ALL {
                    break 'all;
                }
            }
        }
    }
    let answers = theirs(python, &paths);
    let (clean, dirty) = answers.split_at(CLEAN);
    let accepted = (0..CLEAN as u64).filter(|seed| ours(&make(*seed)).findings().is_empty()).count();
    let mut counts: BTreeMap<&str, Count> = BTreeMap::new();
    for ((rule, dirty), theirs) in kept.iter().zip(dirty) {
        let count = counts.entry(rule).or_default();
        let found = ours(&dirty.bytes).findings().iter().any(|one| one.rule().id == *rule);
        count.planted += 1;
        count.found += usize::from(found);
        count.refused += usize::from(refuses(theirs));
        count.named += usize::from(names(theirs, &dirty.bytes, dirty.segment.start));
        count.stopped += usize::from(theirs.verdict == "crashed");
    }
    ([CLEAN, accepted, clean.iter().filter(|theirs| !refuses(theirs)).count()], counts)
}

/// Where the two differ on defects: what pyx12 does, the rules, and who is right.
const DIFFERENT: &[(&str, &[&str], &str)] = &[
    (
        "reads past it: the envelope",
        &["PC0004", "PC0010", "PC0012", "PC0106", "PC0109", "PC0116", "PC0117"],
        "The notes of TA1 have codes for separators, dates and structure of the header. A file may be read all the \
         same, and pyx12 does; a receiver need not. What only rests on general knowledge warns here.",
    ),
    (
        "reads past it: the guide",
        &["PC0215", "PC0223", "PC0235", "PC0236", "PC0304"],
        "The guide states these limits in its notes, and pyx12 keeps the limits of the standard: 20 characters of a \
         claim number, no repetition of REF02, days in order, places after the point. HL04 and decimals warn here.",
    ),
    (
        "does not look at sums",
        &["PC0301", "PC0309", "PC0310", "PC0311", "PC0312", "PC0339", "PC0371", "PC0379"],
        "The guide wants claims, lines and the decisions of other payers to balance. Payers reject what does not.",
    ),
    (
        "does not look at what depends on other segments",
        &[
            "PC0306", "PC0307", "PC0313", "PC0314", "PC0315", "PC0319", "PC0321", "PC0322", "PC0327",
            "PC0328", "PC0329", "PC0330", "PC0333", "PC0334", "PC0337", "PC0338", "PC0340", "PC0341",
            "PC0342", "PC0348", "PC0349", "PC0352", "PC0358", "PC0359", "PC0360", "PC0361", "PC0362",
            "PC0363", "PC0365", "PC0366", "PC0367", "PC0368", "PC0369", "PC0370", "PC0372", "PC0373",
            "PC0374", "PC0375", "PC0376", "PC0377", "PC0378", "PC0380", "PC0381", "PC0382", "PC0383",
            "PC0384", "PC0385", "PC0386", "PC0633",
        ],
        "Each of these is a situation that the guide, X12's interpretations or clearinghouses' published edits \
         describe; the document of each rule names its source. What has none but general knowledge warns here.",
    ),
    (
        "does not look at the shape of numbers and codes",
        &["PC0308", "PC0317", "PC0318", "PC0320", "PC0323", "PC0324", "PC0335", "PC0336", "PC0350", "PC0351"],
        "NPI, ZIP code, ICD-10-CM, tax number, taxonomy and telephone number have shapes that their keepers publish.",
    ),
    (
        "does not look up procedures and modifiers",
        &["PC0353", "PC0354"],
        "CMS's list tells from which day a code counts. The library's part of it was read in a copy, so it warns here.",
    ),
    (
        "does not look at what is sent twice, but for control numbers",
        &["PC0331", "PC0332", "PC0343", "PC0344"],
        "Answers name claims, lines and batches by these numbers.",
    ),
    (
        "looks at some and not at all of them",
        &["PC0325"],
        "pyx12 has the list of states at most addresses and not at that of the billing provider.",
    ),
];

/// Defects at which pyx12 ends with an exception instead of an answer, and who is right.
const STOPS: &[(&[&str], &str)] = &[
    (
        &["PC0005", "PC0006"],
        "pyx12 reads ASCII alone. A byte order mark is harmless and warns here; UTF-16 is refused here too, with the reason.",
    ),
    (&["PC0108"], "A trailer too many is a fault to be told."),
    (
        &["PC0125", "PC0128"],
        "pyx12 looks for its map by GS01 and GS08, and has none for these. A set in a group of another kind is told here; 005010X222 is the same guide by its first name.",
    ),
    (&["PC0222"], "A component too many is a fault to be told."),
];

/// What pyx12 refuses and is no error here, and who is right.
const MILDER: &[(&[&str], &str)] = &[
    (
        &["PC0011"],
        "Blanks before a segment are no part of it. Whoever reads by the standard may stumble; a note is enough.",
    ),
    (
        &["PC0208", "PC0225"],
        "An id alone, and a blank at the end of a value: the source read says no more than that they should not be; previews warn.",
    ),
    (
        &["PC0224"],
        "Separators that hold nothing change nothing. X12 forbids them, most receivers read past them.",
    ),
    (
        &["PC0346"],
        "pyx12 does not see the test: it refuses an interchange without groups, which the standard allows.",
    ),
];

/// Errors here in files of the corpus that pyx12 takes: the rule, and why it is an error.
const ONLY_HERE: &[(&str, &str)] = &[
    ("PC0317", "The biller's address is a post-office box, in a published example."),
    ("PC0320", "The diagnosis has a point, which the guide leaves out."),
    ("PC0323", "The ZIP code has four digits."),
    ("PC0336", "The taxonomy code ends in Y, as those of an older list did; codes of today end in X."),
];

/// Segments that pyx12 faults in files of the corpus and nothing here does: segment, element and code, and why.
const ONLY_THERE: &[(&str, &str)] = &[
    (
        "CTP:0:1",
        "CTP follows a LIN that stands where it may not: told of LIN here, and not of each segment after it.",
    ),
    ("EQ:0:1", "The segment is unknown to the guide: told here, without repeating its id."),
    ("GS:0:3", "The file is cut off: told here as trailers that are missing."),
    ("ISA:0:023", "The interchange is cut off: told here as a trailer that is missing."),
    (
        "PWK:2:7",
        "The guide has two PWK in a line; PWK02 AD belongs to the one for equipment. pyx12 takes it for the other.",
    ),
    ("ST:0:2", "The set is cut off: told here as a trailer that is missing."),
];

/// One line of a table.
fn line(out: &mut String, cells: &[&str]) {
    let _ = writeln!(out, "| {} |", cells.join(" | "));
}

/// Text in lines of 120 characters.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines.last_mut().expect("a line");
        if !last.is_empty() && last.len() + 1 + word.len() > 118 {
            lines.push(word.to_owned());
        } else {
            if !last.is_empty() {
                last.push(' ');
            }
            last.push_str(word);
        }
    }
    lines.join("\n  ")
}

fn point(out: &mut String, text: &str) {
    let _ = writeln!(out, "- {}", wrapped(text));
}

/// The part of the page about synthetic files.
fn about_synthetic(clean: [usize; 3], counts: &BTreeMap<&'static str, Count>) -> String {
    let [made, here, there] = clean;
    let mut out = String::new();
    let all: usize = counts.values().map(|count| count.planted).sum();
    let sum = |of: fn(&Count) -> usize| counts.values().map(of).sum::<usize>();
    let _ = writeln!(out, "{made} clean files: {here} taken here, {there} taken by pyx12.\n");
    let _ = writeln!(
        out,
        "{all} files with one defect each, of {} kinds (`peerclaim generate --defect`): {} found here by the rule that has to \
         find\nthem, {} refused by pyx12, {} of these by an exception instead of an answer.\n",
        counts.len(),
        sum(|count| count.found),
        sum(|count| count.refused),
        sum(|count| count.stopped)
    );
    for (what, rules, why) in DIFFERENT {
        let many = counts.iter().filter(|(rule, _)| rules.contains(*rule));
        let files: usize = many.map(|(_, count)| count.planted - count.refused).sum();
        point(&mut out, &format!("**pyx12 {what}** ({files} files; {}). {why}", rules.join(", ")));
    }
    for (rules, why) in STOPS {
        point(&mut out, &format!("**pyx12 ends with an exception** ({}). {why}", rules.join(", ")));
    }
    for (rules, why) in MILDER {
        point(&mut out, &format!("**pyx12 refuses, and here it is no error** ({}). {why}", rules.join(", ")));
    }
    out.push_str("\nFile by file, `refused` and `names it` are pyx12's: whether it names the segment that is wrong.\n\n");
    line(&mut out, &["rule", "name", "here", "files", "found here", "refused", "names it"]);
    line(&mut out, &["---", "---", "---", "---:", "---:", "---:", "---:"]);
    for (id, count) in counts {
        let rule = find_rule(id).expect("a rule");
        let number = |number: usize| number.to_string();
        let severity = rule.severity.as_str();
        line(
            &mut out,
            &[
                &format!("`{id}`"),
                &format!("`{}`", rule.name),
                severity,
                &number(count.planted),
                &number(count.found),
                &number(count.refused),
                &number(count.named),
            ],
        );
    }
    out
}

/// What the tables above say of defects is so.
fn holds(counts: &BTreeMap<&'static str, Count>) {
    let named = |rules: Vec<&'static str>| {
        let all: BTreeSet<&str> = rules.iter().copied().collect();
        assert_eq!(all.len(), rules.len(), "a rule is listed twice");
        all
    };
    let those = |so: fn(&str, &Count) -> bool| {
        counts
            .iter()
            .filter(|(rule, count)| so(rule, count))
            .map(|(rule, _)| *rule)
            .collect::<BTreeSet<&str>>()
    };
    assert_eq!(those(|_, count| count.found < count.planted), BTreeSet::new(), "not found here");
    let different = DIFFERENT.iter().flat_map(|(_, rules, _)| rules.iter().copied()).collect();
    assert_eq!(those(|_, count| count.refused < count.planted), named(different));
    let stops = STOPS.iter().flat_map(|(rules, _)| rules.iter().copied()).collect();
    assert_eq!(those(|_, count| count.stopped > 0), named(stops));
    let error = |rule: &str| find_rule(rule).is_some_and(|rule| rule.severity == Severity::Error);
    let milder = MILDER.iter().flat_map(|(rules, _)| rules.iter().copied()).collect();
    let mild: BTreeSet<&str> = those(|_, count| count.refused > count.stopped);
    let mild = mild.into_iter().filter(|rule| !error(rule)).collect::<BTreeSet<_>>();
    assert_eq!(mild, named(milder));
}

/// A file as pyx12 reads it: it knows the guide by one of its three names.
fn by_one_name(mut bytes: Vec<u8>) -> Vec<u8> {
    let (guide, mut at) = (b"005010X222", 0);
    while let Some(next) = bytes[at..].windows(guide.len()).position(|text| text == guide) {
        at += next + guide.len();
        let last = if bytes[at..].starts_with(b"A1") || bytes[at..].starts_with(b"A2") { at + 2 } else { at };
        bytes.splice(at..last, *b"A1");
    }
    bytes
}

/// The part of the page about the corpus.
fn about_corpus(python: &Path, corpus: &Corpus) -> String {
    let folder = empty_folder("peers-corpus");
    let files: Vec<&String> = corpus.oracle.keys().filter(|path| corpus.is_ours(path)).collect();
    let put = |(number, path): (usize, &&String)| {
        let to = folder.join(format!("{number}.837"));
        std::fs::write(&to, by_one_name(corpus.bytes(path))).expect("a file");
        to
    };
    let paths: Vec<PathBuf> = files.iter().enumerate().map(put).collect();
    let (mut both, mut neither, mut here, mut there, mut stopped) = (0, 0, 0, 0, 0);
    let mut only_here: BTreeMap<&str, usize> = BTreeMap::new();
    let mut only_there: BTreeMap<String, usize> = BTreeMap::new();
    for (path, theirs) in files.iter().zip(theirs(python, &paths)) {
        let report = ours(&corpus.bytes(path));
        let errors = report.findings().iter().filter(|one| one.severity() == Severity::Error);
        let errors: BTreeSet<&str> = errors.map(|one| one.rule().id).collect();
        let count = match (theirs.verdict.as_str(), errors.is_empty()) {
            ("crashed", _) => &mut stopped,
            ("accepted", true) => &mut neither,
            ("accepted", false) => &mut here,
            (_, true) => &mut there,
            (_, false) => &mut both,
        };
        *count += 1;
        if theirs.verdict == "accepted" {
            for rule in &errors {
                *only_here.entry(rule).or_default() += 1;
            }
        }
        let tags: BTreeSet<&str> =
            report.findings().iter().filter_map(|one| one.location().x12()?.tag).collect();
        let lacking = theirs.errors.iter().filter(|error| !tags.contains(error.tag.as_str()));
        let lacking: BTreeSet<String> =
            lacking.map(|error| format!("{}:{}:{}", error.tag, error.element, error.code)).collect();
        // A file of which nothing fits the guide is told here by its first faults.
        if lacking.len() < 8 {
            for error in lacking {
                *only_there.entry(error).or_default() += 1;
            }
        }
    }
    let mut out = String::new();
    let _ = writeln!(out, "{} files of other projects that follow this guide.\n", files.len());
    line(&mut out, &["", "files"]);
    line(&mut out, &["---", "---:"]);
    for (what, count) in [
        ("taken by both", neither),
        ("refused by both", both),
        ("refused here, taken by pyx12", here),
        ("taken here, refused by pyx12", there),
        ("pyx12 ends with an exception", stopped),
    ] {
        line(&mut out, &[what, &count.to_string()]);
    }
    out.push_str("\nErrors here in files that pyx12 takes:\n\n");
    for (rule, count) in &only_here {
        let (_, why) =
            ONLY_HERE.iter().find(|(one, _)| one == rule).unwrap_or_else(|| panic!("{rule}: no reason"));
        let name = find_rule(rule).map_or("", |rule| rule.name);
        point(&mut out, &format!("`{rule}` `{name}`, {count}: {why}"));
    }
    out.push_str(
        "\nErrors of pyx12 (segment, element, code of the 999) in segments where nothing is found here:\n\n",
    );
    for (error, count) in &only_there {
        let (_, why) =
            ONLY_THERE.iter().find(|(one, _)| one == error).unwrap_or_else(|| panic!("{error}: no reason"));
        point(&mut out, &format!("`{error}`, {count}: {why}"));
    }
    let reasons = (only_here.len(), only_there.len());
    assert_eq!(reasons, (ONLY_HERE.len(), ONLY_THERE.len()), "a reason for what is no difference");
    out
}

const HEAD: &str = "\
# Beside another validator

What pyx12 4.0.0 says of the same files: the open-source validator that knows the guide best. Made by `tests/peers.rs`, which
`.ci/run` runs where Python is there; a class of difference without a reason fails it. pyx12 answers with a 999, so it *takes*
or *refuses* a file; here a file is refused where a finding is an error.
";

#[test]
fn the_page_about_another_validator_is_current() {
    let Some(python) = python() else { return };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/peers.md");
    let page = std::fs::read_to_string(&path).unwrap_or_default();
    let (clean, counts) = synthetic(&python);
    holds(&counts);
    // Without the corpus what is known of it stays.
    let kept = || page.split_once("\n## The corpus\n\n").map_or(String::new(), |(_, rest)| rest.to_owned());
    let corpus = Corpus::open().map_or_else(kept, |corpus| about_corpus(&python, &corpus));
    let synthetic = about_synthetic(clean, &counts);
    let made = format!("{HEAD}\n## Synthetic files\n\n{synthetic}\n## The corpus\n\n{corpus}");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, made).expect("a page");
    } else {
        assert!(page == made, "docs/peers.md is not what comes out: UPDATE=1 writes it anew");
    }
}

/// The answers to clean files and to each defect are good 999 and 277CA files to another validator too.
#[test]
fn answers_are_accepted() {
    let Some(python) = python() else { return };
    let folder = empty_folder("peers-answers");
    let day = "2026-11-21".parse().expect("a day");
    let options = AckOptions::new(1, day, "1200").only(&[Ack::X999, Ack::Ca277]);
    let (mut paths, mut of) = (Vec::new(), Vec::new());
    let mut answer = |file: &[u8], rule: &'static str| {
        let answers = acknowledge(file, &ours(file), &options).expect("answers");
        for ack in [Ack::X999, Ack::Ca277] {
            if let Some(bytes) = answers.file(ack) {
                let path = folder.join(format!("{}.{ack}", paths.len()));
                std::fs::write(&path, bytes).expect("a file");
                paths.push(path);
                of.push((ack, rule));
            }
        }
    };
    for seed in 0..20 {
        let clean = Generator::new(seed).claims(6).claims_per_set(3).to_bytes();
        answer(&clean, "clean");
        for defect in Defect::all().filter(|defect| !defect.by_pack() && seed % 5 == 0) {
            if let Some(dirty) = defect.plant(&clean, seed) {
                answer(&dirty.bytes, defect.rule());
            }
        }
    }
    let answers = theirs(&python, &paths);
    // The guide has nine CTX on what decides, and one more on the claim; pyx12 counts both kinds together.
    let both_kinds = |error: &Error| error.tag == "CTX" && error.element == 0 && error.code == "5";
    let (mut counted_together, mut refused) = (BTreeSet::new(), BTreeSet::new());
    for ((ack, rule), theirs) in of.iter().zip(&answers).filter(|(_, theirs)| refuses(theirs)) {
        if *ack == Ack::X999 && theirs.verdict == "rejected" && theirs.errors.iter().all(both_kinds) {
            counted_together.insert(*rule);
        } else {
            refused.insert(format!("{ack} {rule}: {} {:?}", theirs.verdict, theirs.errors));
        }
    }
    assert!(refused.is_empty(), "{refused:#?}");
    assert_eq!(counted_together, BTreeSet::from(["PC0337"]));
    println!("peers: {} answers, accepted but for those to {counted_together:?}", answers.len());
    assert!(answers.len() > 400, "{}", answers.len());
}
