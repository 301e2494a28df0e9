//! Answers to real files: our own check finds nothing wrong with them, and those that others expect are ours.

use super::folder::{Corpus, checker, errors};
use super::none;
use peerclaim::ack::{Ack, AckOptions, acknowledge};
use peerclaim::diag::Fate;

fn options() -> AckOptions {
    AckOptions::new(1, "2026-11-21".parse().expect("a day"), "1200")
}

#[test]
fn every_answer_keeps_its_guide() {
    let Some(corpus) = Corpus::open() else { return };
    let (mut complaints, mut answered) = (Vec::new(), 0);
    for (path, bytes) in corpus.files() {
        let report = checker().check(&bytes);
        let answers = match acknowledge(&bytes, &report, &options()) {
            Ok(answers) => answers,
            Err(error) => {
                complaints.push(format!("{path}: {error}"));
                continue;
            }
        };
        for (ack, file) in Ack::ALL.into_iter().filter_map(|ack| Some((ack, answers.file(ack)?))) {
            answered += 1;
            for ((rule, what), (first, count)) in errors(&checker().check(file)) {
                complaints.push(format!("{path}\t{ack}\t{rule}\t{what}\t{first}\t{count}"));
            }
        }
    }
    println!("corpus: {answered} answers written");
    none(&complaints);
}

/// How many of the segments and codes that others expect in an answer are others in ours, each with its reason. May
/// only fall.
const DIFFERS: usize = 10;

/// What another validator's own tests expect of an answer, as the manifest tells it: segments of a 997 or 999 without
/// its headers, or the first code that its reader gives.
fn expected(facts: &str) -> Vec<String> {
    let body = facts.split_once(" body").and_then(|(before, after)| {
        before.ends_with("expected 999").then_some(()).or(before.ends_with("expected 997").then_some(()))?;
        Some(after.split_once(": ")?.1)
    });
    let code =
        facts.strip_prefix("first error code from pyx12 reader = ").and_then(|rest| rest.split(' ').next());
    match (body, code) {
        (Some(body), _) => {
            let of_999 = |segment: &str| match segment.get(..3) {
                Some("AK3" | "AK4" | "AK5") => format!("I{}", &segment[1..]),
                _ => segment.to_owned(),
            };
            body.split('~').map(str::trim).filter(|one| one.len() > 3).map(of_999).collect()
        }
        (None, Some(code)) => vec![code.to_owned()],
        (None, None) => Vec::new(),
    }
}

/// The segments of our answers that answer, with `*` between their elements.
fn ours(bytes: &[u8]) -> Vec<String> {
    let answers = acknowledge(bytes, &checker().check(bytes), &options()).expect("answers");
    let mut all = Vec::new();
    for file in [Ack::X999, Ack::Ta1].into_iter().filter_map(|ack| answers.file(ack)) {
        let (element, segment) = (file[3], file[105]);
        let told =
            file.split(|byte| *byte == segment).map(|one| String::from_utf8_lossy(one).trim().to_owned());
        let answers = |one: &String| {
            matches!(one.get(..3), Some("TA1" | "AK1" | "AK2" | "IK3" | "IK4" | "IK5" | "AK9"))
        };
        all.extend(told.filter(answers).map(|one| one.replace(char::from(element), "*")));
    }
    all
}

/// Is what is expected among ours? A segment with as many elements as are expected, each once; a code anywhere that
/// codes stand.
fn take(expected: &str, ours: &mut Vec<String>) -> bool {
    let fits = |one: &String| {
        let codes = match one.get(..3) {
            Some("TA1" | "IK3") => one.split('*').skip(4).collect::<Vec<_>>(),
            Some("IK5") => one.split('*').skip(2).collect(),
            Some("AK9") => one.split('*').skip(5).collect(),
            _ => Vec::new(),
        };
        let elements = expected.split('*').count();
        let cut: Vec<&str> = one.split('*').take(elements).collect();
        codes.contains(&expected) || elements > 1 && cut.join("*") == expected
    };
    ours.iter().position(fits).map(|at| ours.remove(at)).is_some()
}

/// Of sets of guides that are not read, a 999 tells that alone (IK502 I6): what others find in them cannot be compared.
fn is_inside(segment: &str) -> bool {
    matches!(segment.get(..3), Some("IK3" | "IK4" | "IK5" | "AK9"))
}

#[test]
fn answers_that_others_expect_are_ours() {
    let Some(corpus) = Corpus::open() else { return };
    let rows = super::folder::rows(include_str!("answers.tsv"));
    let mut left: Vec<_> = rows.iter().map(|row| (row["file"].as_str(), row["expected"].as_str())).collect();
    let (mut complaints, mut same, mut inside) = (Vec::new(), 0, 0);
    for (path, bytes) in corpus.files() {
        let mut ours = Vec::new();
        for (number, segment) in expected(&corpus.manifest[path]["oracle_facts"]).into_iter().enumerate() {
            if number == 0 {
                ours = self::ours(&bytes);
            }
            if is_inside(&segment) && !corpus.is_ours(path) {
                inside += 1;
            } else if take(&segment, &mut ours) {
                same += 1;
            } else if let Some(at) = left.iter().position(|row| *row == (path, segment.as_str())) {
                left.remove(at);
            } else {
                complaints.push(format!("not ours, and no reason:\t{path}\t{segment}\tours: {ours:?}"));
            }
        }
    }
    complaints.extend(left.iter().map(|row| format!("a reason for what is not so: {row:?}")));
    complaints
        .extend(rows.iter().filter(|row| row["reason"].len() < 20).map(|row| format!("no reason: {row:?}")));
    none(&complaints);
    println!(
        "corpus: of what others expect in answers, {same} segments and codes are ours, {} are not; {inside} are of \
         sets whose guide is not read",
        rows.len()
    );
    assert_eq!(rows.len(), DIFFERS, "the committed number of differences");
}

/// What others planted in claims of this guide and we find at its place (`expected.tsv`, kind `same`) is told at that
/// place: segment, position, element, code.
#[test]
fn planted_faults_are_told_at_their_place() {
    let Some(corpus) = Corpus::open() else { return };
    let (mut complaints, mut told) = (Vec::new(), 0);
    let rows = super::expected::rows();
    for row in rows.iter().filter(|row| row["kind"] == "same" && corpus.is_ours(&row["file"])) {
        let rule = peerclaim::find_rule(&row["rule"]).expect("a rule");
        let (at, name) = row["place"].split_once(' ').unwrap_or((&row["place"], ""));
        let (Some((_, segment)), name) = (at.split_once('.'), name.rsplit(' ').next().unwrap_or_default())
        else {
            continue;
        };
        let ours = ours(&corpus.bytes(&row["file"]));
        let of_segment = |one: &&String| one.starts_with("IK3") && one.split('*').nth(2) == Some(segment);
        let found = match rule.fate {
            Fate::Ik304(code) => {
                ours.iter().filter(of_segment).any(|one| one.split('*').nth(4) == Some(code))
            }
            Fate::Ik403(code) => {
                let (whole, component) = name.split_once('-').unwrap_or((name, ""));
                let element = whole.get(whole.len().saturating_sub(2)..).unwrap_or_default();
                let place = [element.trim_start_matches('0'), component].join(":");
                let of_element = |one: &String| {
                    let parts: Vec<&str> = one.split('*').collect();
                    parts[0] == "IK4"
                        && parts[1] == place.trim_end_matches(':')
                        && parts.get(3) == Some(&code)
                };
                // What stands between its IK3 and the next.
                ours.chunk_by(|_, next| !next.starts_with("IK3"))
                    .filter(|chunk| chunk.first().as_ref().is_some_and(of_segment))
                    .any(|chunk| chunk.iter().any(of_element))
            }
            Fate::Ik502(code) => {
                ours.iter().any(|one| one.starts_with("IK5") && one.split('*').skip(2).any(|own| own == code))
            }
            _ => continue,
        };
        told += 1;
        if !found && ours.iter().any(|one| one.starts_with("AK2")) {
            complaints.push(format!("{}\t{}\t{}", row["file"], row["rule"], row["place"]));
        }
    }
    none(&complaints);
    println!("corpus: {told} planted faults are told at their place");
    assert!(told > 15, "the table has such rows");
}
