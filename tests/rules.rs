//! The rules, their documents, and the examples in them.
//!
//! Every rule has a document with an example that fails and one that passes; both are run here, and
//! must give exactly what they say. `rules/example.rs` tells how an example is written.

#![cfg(test)]
#![expect(
    clippy::disallowed_methods,
    reason = "these tests read the documents and fixtures of the repository"
)]

#[path = "rules/canary.rs"]
mod canary;
#[path = "rules/example.rs"]
mod example;

use example::{Example, Kind, base_pack, examples};
use peerclaim::bill::{BillOptions, BillReport, bill};
use peerclaim::check::Builder;
use peerclaim::diag::{Fate, Finding, Location, Status};
use peerclaim::evidence::Evidence;
use peerclaim::pack::body::Bodies;
use peerclaim::pack::{Library, Pack, PackSet};
use peerclaim::value::{Date, Lists};
use peerclaim::{Checker, FileReport, Limits, Rule, Severity, Verdict, rule_book};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The headings of a document after its title.
const HEADINGS: [&str; 6] = ["What", "Why it matters", "What to do", "Fails", "Passes", "Sources"];

/// Rules whose example of failing gives more than the rule, though one fault should be one finding:
/// the rule, what else is found, and why. May only shrink: whoever mends one takes its line out.
const KNOWN: &[(&str, &[&str], &str)] = &[];

/// Rules that no example can break, each with the reason. May only shrink.
const SILENT: &[(&str, &str)] = &[
    ("PC0345", "5001 claims stand on no page: tests/dirty.rs"),
    ("PC0347", "two files stand in no example: tests/program.rs"),
    ("PC0408", "a table of more than 200 columns stands on no page"),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn base(name: &str) -> String {
    let path = root().join("fixtures/837p/accepted").join(name).with_extension("837");
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The day of all checks.
fn today() -> Date {
    "2026-11-21".parse().unwrap()
}

fn checker(limits: Limits) -> Checker {
    Checker::builder().as_of(today()).limits(limits).build()
}

fn check(bytes: &[u8]) -> FileReport {
    checker(Limits::default()).check(bytes)
}

/// What an example came to.
struct Outcome {
    findings: Vec<Finding>,
    /// The rules that were broken, kept or only counted.
    fired: Vec<&'static str>,
    /// The rules that could not be decided.
    not_run: Vec<&'static str>,
    /// What is on no claim, where evidence was billed.
    left_out: Vec<LeftOut>,
    /// How many claims were made of it.
    claims: usize,
}

/// Rows of the log that are on no claim.
struct LeftOut {
    rule: &'static str,
    rows: Vec<String>,
    says: String,
}

impl LeftOut {
    fn all(report: &BillReport) -> Vec<Self> {
        let rows = |rows: &[u64]| rows.iter().map(|row| format!("encounters row {row}")).collect();
        let barred = report.not_billed.iter().map(|one| Self {
            rule: one.rule,
            rows: rows(&one.encounters),
            says: one.message.clone(),
        });
        let open = report.not_decided.iter().map(|one| Self {
            rule: one.rule,
            rows: rows(&one.encounters),
            says: one.lacks.clone(),
        });
        barred.chain(open).collect()
    }
}

impl Outcome {
    fn of(report: &FileReport) -> Self {
        Self {
            findings: report.findings().to_vec(),
            fired: report.tally().map(|tally| tally.rule.id).collect(),
            not_run: report.not_run().iter().map(|not_run| not_run.rule.id).collect(),
            left_out: Vec::new(),
            claims: 0,
        }
    }

    /// What billing left out; where that is nothing, what a check of the claims beside the same evidence finds.
    fn of_bill(example: &Example) -> Self {
        let evidence = log(example, &example.bytes);
        let draft = bill(&evidence, &pack_set(example), &Bodies::embedded(), &BillOptions::new(today(), 1))
            .unwrap_or_else(|error| panic!("{}: {error}", example.document));
        let left_out = LeftOut::all(draft.report());
        if left_out.is_empty() {
            let claims = draft.to_x12().unwrap_or_else(|error| panic!("{}: {error}", example.document));
            let report = builder(example).evidence(evidence).build().check(&claims);
            return Self { claims: draft.claims(), ..Self::of(&report) };
        }
        Self {
            findings: Vec::new(),
            fired: left_out.iter().map(|one| one.rule).collect(),
            not_run: draft.report().not_run.iter().map(|one| one.rule).collect(),
            left_out,
            claims: draft.claims(),
        }
    }

    /// Is something of that rule at that place of the evidence?
    fn is_at(&self, rule: &Rule, place: &str) -> bool {
        self.findings.iter().any(|one| one.rule() == rule && one.location().to_string() == place)
            || self.left_out.iter().any(|one| one.rule == rule.id && one.rows == [place])
    }

    /// Everything that was found, a line each.
    fn list(&self) -> String {
        let left_out = self.left_out.iter().fold(String::new(), |mut text, one| {
            let _ = writeln!(text, "  left out: {} {:?} {}", one.rule, one.rows, one.says);
            text
        });
        list(&self.findings) + &left_out
    }

    fn of_table(findings: Vec<Finding>) -> Self {
        let fired = findings.iter().map(|finding| finding.rule().id).collect();
        Self { findings, fired, not_run: Vec::new(), left_out: Vec::new(), claims: 0 }
    }
}

fn run(example: &Example) -> Outcome {
    match &example.kind {
        Kind::Claims => Outcome::of(&run_claims(example)),
        Kind::Pack => {
            let text = String::from_utf8(example.bytes.clone()).expect("text");
            Outcome::of_table(match Pack::parse(&text) {
                Ok(_) => {
                    let mut library = Library::embedded();
                    let id = library.add(&text).map(|pack| pack.id().to_owned()).expect("it was read before");
                    library.verify(&id).expect("it stands on packs that there are")
                }
                Err(error) => error.findings().to_vec(),
            })
        }
        Kind::Json => Outcome::of_table(json_evidence(&example.bytes)),
        Kind::Csv(table) => Outcome::of_table(csv_evidence(table, &example.bytes)),
        Kind::Log => {
            let evidence = log(example, &example.bytes);
            Outcome::of(&builder(example).evidence(evidence).build().check_evidence())
        }
        Kind::Bill => Outcome::of_bill(example),
    }
}

/// The evidence of an example: that of the fixture, with its tables in the place of those.
fn log(example: &Example, tables: &[u8]) -> Arc<Evidence> {
    let read = Evidence::from_json(whole_log(tables).to_string().as_bytes());
    assert!(read.findings.is_empty(), "{}:\n{}", example.document, list(&read.findings));
    Arc::new(read.evidence)
}

fn base_log() -> serde_json::Value {
    let text = fs::read(root().join("fixtures/evidence/log.json")).expect("the fixture");
    serde_json::from_slice(&text).expect("JSON")
}

fn whole_log(tables: &[u8]) -> serde_json::Value {
    let mut whole = base_log();
    let tables: serde_json::Value = serde_json::from_slice(tables).expect("an object of tables");
    for (table, rows) in tables.as_object().expect("an object of tables") {
        whole[table] = rows.clone();
    }
    whole
}

/// The pack of an example as a set.
fn pack_set(example: &Example) -> PackSet {
    let text = example.pack.clone().unwrap_or_else(base_pack);
    let mut library = Library::new();
    let added = library.add(&text).map(|pack| pack.id().to_owned());
    let id = added.unwrap_or_else(|error| panic!("{}: {:#?}\n{text}", example.document, error.findings()));
    PackSet::new(vec![library.stack(&id).unwrap()])
}

/// What is wrong with evidence as one JSON document.
fn json_evidence(bytes: &[u8]) -> Vec<Finding> {
    Evidence::from_json(bytes).findings
}

/// What is wrong with one table of evidence as CSV.
fn csv_evidence(table: &str, bytes: &[u8]) -> Vec<Finding> {
    Evidence::from_csv([(table, bytes)]).findings
}

/// The federal lists of an example, through the files that agencies publish.
fn lists(example: &Example) -> Lists {
    let mut lists = Lists::default();
    let mut files: BTreeMap<&str, String> = BTreeMap::new();
    for line in &example.lists {
        let words: Vec<&str> = line.split(' ').collect();
        let (kind, text) = match words[..] {
            ["hcpcs", code, day] => ("hcpcs", format!("{code:5}00100{:258}{day}", "3")),
            ["modifier", code, day] => ("hcpcs", format!("{code:>5}00100{:258}{day}", "7")),
            ["icd", code, valid] => ("icd", format!("00001 {code:7} {valid} A TEST")),
            ["mue", code, units] => ("mue", format!("{code}\t{units}\tA test")),
            ["ptp", first, second, from, to, how] => {
                ("ptp", format!("{first}\t{second}\t{from}\t{to}\t{how}\tA test"))
            }
            _ => panic!("{}: list: {line}", example.document),
        };
        let heading = if kind == "mue" { "HCPCS/CPT Code\tMUE Values\tMUE Rationale\n" } else { "" };
        let _ = writeln!(files.entry(kind).or_insert_with(|| heading.to_owned()), "{text}");
    }
    for file in files.values() {
        lists.add(file.as_bytes()).unwrap_or_else(|error| panic!("{}: {error}", example.document));
    }
    lists
}

/// What an example is checked by.
fn builder(example: &Example) -> Builder {
    let mut limits = Limits::default();
    for (name, value) in &example.limits {
        match name.as_str() {
            "set_bytes" => limits.set_bytes = *value,
            "segment_bytes" => limits.segment_bytes = *value,
            other => panic!("{}: no limit {other}", example.document),
        }
    }
    let mut builder = Checker::builder().as_of(today()).limits(limits).lists(Arc::new(lists(example)));
    if example.pack.is_some() || example.log.is_some() || example.kind != Kind::Claims {
        builder = builder.packs(pack_set(example));
    }
    if let Some(tables) = &example.log {
        builder = builder.evidence(log(example, tables));
    }
    for (name, value) in &example.given {
        builder = match name.as_str() {
            "received-on" => builder.received_on(value.parse().unwrap()),
            "known-on" => builder.known_on(value.parse().unwrap()),
            "county" => builder.county(value),
            "programme" => builder.programme(value),
            "product" => builder.product(value),
            other => panic!("{}: {other}", example.document),
        };
    }
    builder
}

fn run_claims(example: &Example) -> FileReport {
    let checker = builder(example).build();
    let Some(chunk) = example.chunk else { return checker.check(&example.bytes) };
    let mut run = checker.start();
    for piece in example.bytes.chunks(chunk) {
        run.push(piece);
    }
    run.finish()
}

/// The text of one section of a document.
fn section<'a>(rule: &'a Rule, heading: &str) -> &'a str {
    let start = format!("\n## {heading}\n");
    let (_, rest) = rule.doc.split_once(&start).unwrap_or_else(|| panic!("{}: no {heading}", rule.name));
    rest.split_once("\n## ").map_or(rest, |(section, _)| section)
}

fn failing(rule: &Rule) -> Vec<Example> {
    examples(rule.name, section(rule, "Fails"), &base, &mut None)
}

fn passing(rule: &Rule) -> Vec<Example> {
    let mut pack = None;
    let _ = examples(rule.name, section(rule, "Fails"), &base, &mut pack);
    examples(rule.name, section(rule, "Passes"), &base, &mut pack)
}

fn place(finding: &Finding) -> std::ops::Range<u64> {
    let bytes = match finding.location() {
        Location::X12(place) => place.bytes,
        Location::Pack(place) | Location::Evidence(place) => place.bytes,
        other => panic!("{other:?}"),
    };
    bytes.start..bytes.end
}

fn list(findings: &[Finding]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        let _ = writeln!(text, "  {:?} {finding}", place(finding));
        text
    })
}

#[test]
fn ids_and_names_are_well_formed() {
    let ids: Vec<&str> = rule_book().map(|rule| rule.id).collect();
    assert!(ids.is_sorted_by(|a, b| a < b), "ids are unique and in order: {ids:?}");
    let names: BTreeSet<&str> = rule_book().map(|rule| rule.name).collect();
    assert_eq!(names.len(), ids.len(), "names are unique");
    for rule in rule_book() {
        let digits = rule.id.strip_prefix("PC").expect(rule.id);
        assert!(digits.len() == 4 && digits.bytes().all(|byte| byte.is_ascii_digit()), "{}", rule.id);
        let kebab = rule.name.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        });
        assert!(kebab, "{}", rule.name);
        assert_eq!(peerclaim::find_rule(rule.id).map(|found| found.name), Some(rule.name));
        assert_eq!(peerclaim::find_rule(rule.name).map(|found| found.id), Some(rule.id));
    }
}

#[test]
fn every_rule_says_where_it_comes_from_and_where_it_goes() {
    for rule in rule_book() {
        let id = rule.id;
        assert!(!rule.sources.is_empty(), "{id} has no source");
        assert!(
            rule.sources.iter().all(|source| !source.title.is_empty() && !source.section.is_empty()),
            "{id}"
        );
        if let Fate::Nowhere(why) = rule.fate {
            assert!(!why.is_empty(), "{id}: nowhere, and why?");
        }
        assert!(rule.status != Status::Preview || rule.severity < Severity::Error, "{id}: a preview rejects");
        assert!((1..=7).contains(&rule.snip), "{id}: SNIP type {}", rule.snip);
        for text in [rule.title, rule.message, rule.help] {
            assert!(!text.is_empty() && text.trim() == text, "{id}: {text:?}");
        }
        assert!(!rule.title.ends_with('.') && !rule.message.ends_with('.'), "{id}");
    }
}

#[test]
fn every_document_has_its_parts() {
    for rule in rule_book() {
        let mut fenced = false;
        let headings: Vec<&str> = rule
            .doc
            .lines()
            .filter(|line| {
                fenced ^= line.starts_with("```");
                !fenced && line.starts_with('#')
            })
            .collect();
        let wanted: Vec<String> = std::iter::once(format!("# {}", rule.title))
            .chain(HEADINGS.iter().map(|heading| format!("## {heading}")))
            .collect();
        assert_eq!(headings, wanted, "{}", rule.name);
        for heading in HEADINGS {
            assert!(!section(rule, heading).trim().is_empty(), "{}: nothing under {heading}", rule.name);
        }
        let sources: Vec<String> =
            rule.sources.iter().map(|source| format!("- {}: {}", source.title, source.section)).collect();
        let listed: Vec<&str> =
            section(rule, "Sources").lines().filter(|line| line.starts_with("- ")).collect();
        assert_eq!(listed, sources, "{}", rule.name);
        assert!(!failing(rule).is_empty() || SILENT.iter().any(|(id, _)| *id == rule.id), "{}", rule.name);
        assert!(!passing(rule).is_empty(), "{}: no example that passes", rule.name);
    }
}

#[test]
fn examples_that_fail_give_that_finding_at_that_place() {
    let mut complaints = String::new();
    for rule in rule_book() {
        for example in failing(rule) {
            let report = run(&example);
            let known = KNOWN.iter().filter(|(id, ..)| *id == rule.id).flat_map(|(_, also, _)| *also);
            let mut wanted: Vec<&str> =
                example.also.iter().map(String::as_str).chain(known.copied()).collect();
            wanted.push(rule.id);
            wanted.sort_unstable();
            let weighs = |finding: &&Finding| finding.rule() == rule || finding.severity() != Severity::Info;
            let mut found: Vec<&str> =
                report.findings.iter().filter(weighs).map(|finding| finding.rule().id).collect();
            found.extend(report.left_out.iter().map(|one| one.rule));
            found.sort_unstable();
            let places: Vec<_> =
                report.findings.iter().filter(|finding| finding.rule() == rule).map(place).collect();
            // In evidence a place is a table, a row and a field; the bytes are those of a whole record.
            let in_words = matches!(example.kind, Kind::Json | Kind::Csv(_)) && example.marked.is_none();
            let is_there = match &example.place {
                Some(place) => report.is_at(rule, place),
                // Billing has no place but that in words.
                None if example.kind == Kind::Bill => false,
                None => in_words || places == example.marked.iter().cloned().collect::<Vec<_>>(),
            };
            if found != wanted || !is_there {
                let _ = writeln!(
                    complaints,
                    "{} {}: expected {wanted:?} at {:?}, found\n{}",
                    rule.id,
                    rule.name,
                    (&example.marked, &example.place),
                    report.list()
                );
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

#[test]
fn examples_that_pass_give_nothing() {
    let mut complaints = String::new();
    for rule in rule_book() {
        for example in passing(rule) {
            let report = run(&example);
            // A rule that was not run has not passed.
            let decides = match example.kind {
                Kind::Claims => example.pack.is_some() || example.log.is_some(),
                Kind::Log | Kind::Bill => true,
                Kind::Pack | Kind::Json | Kind::Csv(_) => false,
            };
            let passed = report.findings.is_empty()
                && report.left_out.is_empty()
                && (example.kind != Kind::Bill || report.claims > 0)
                && !(decides && report.not_run.contains(&rule.id));
            if !passed || !example.also.is_empty() || example.marked.is_some() {
                let (found, not_run) = (report.list(), &report.not_run);
                let _ = writeln!(complaints, "{} {}: not run {not_run:?}\n{found}", rule.id, rule.name);
            }
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// The evidence that examples change, and the claim, the pack and the bill beside it.
#[test]
fn the_base_of_the_examples_is_faultless() {
    for text in
        ["```json log\n{}\n```", "```json log\n{}\n```\n```x12 diff\n LX*1\n```", "```json bill\n{}\n```"]
    {
        let all = examples("base", text, &base, &mut None);
        let [example] = all.as_slice() else { panic!("{text}: {} examples", all.len()) };
        let outcome = run(example);
        assert!(outcome.fired.is_empty() && outcome.left_out.is_empty(), "{text}\n{}", outcome.list());
        // What no contact of the log breaks because it could not be looked at would be no good base.
        // Two of its contacts are before and after the days of the claim, and may be on others.
        let of_log = |id: &&str| id.starts_with("PC07") && **id != *"PC0720";
        assert_eq!(outcome.not_run.iter().find(|id| of_log(id)), None, "{text}");
        assert_eq!(outcome.claims > 0, example.kind == Kind::Bill);
    }
}

#[test]
fn every_rule_is_broken_by_an_example() {
    let fired: BTreeSet<&str> =
        rule_book().flat_map(failing).flat_map(|example| run(&example).fired).collect();
    let silent: Vec<&str> = rule_book().map(|rule| rule.id).filter(|id| !fired.contains(id)).collect();
    let listed: Vec<&str> = SILENT.iter().map(|(id, _)| *id).collect();
    assert_eq!(silent, listed);
}

/// The boxes of the CMS-1500 form that examples stand in. `UPDATE=1` writes them anew.
#[test]
fn boxes_are_those_of_the_examples() {
    let mut boxes = BTreeSet::new();
    // What reading finds, it finds anywhere.
    for rule in rule_book().filter(|rule| rule.id > "PC03") {
        let reports = failing(rule).into_iter().map(|example| run(&example));
        for finding in reports.flat_map(|report| report.findings).filter(|finding| finding.rule() == rule) {
            let value = finding.location().x12().and_then(|at| at.value.as_ref());
            boxes.extend(value.and_then(|value| value.form_box).map(|form_box| (rule.id, form_box)));
        }
    }
    let text = boxes.iter().fold(String::new(), |mut text, (rule, form_box)| {
        let _ = writeln!(text, "{rule}\t{form_box}");
        text
    });
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        fs::write(root().join("src/diag/boxes.tsv"), &text).unwrap();
    }
    let committed = fs::read_to_string(root().join("src/diag/boxes.tsv")).unwrap();
    assert_eq!(text, committed, "UPDATE=1 cargo test --test rules writes src/diag/boxes.tsv");
}

#[test]
fn messages_are_filled() {
    for rule in rule_book() {
        let places = (0..9).filter(|number| rule.message.contains(&format!("{{{number}}}"))).count();
        assert_eq!(rule.message.matches('{').count(), places, "{}: {}", rule.id, rule.message);
        for report in failing(rule).iter().map(run) {
            for finding in &report.findings {
                let message = finding.message();
                assert!(!message.contains(['{', '}']), "{message}");
                if finding.rule() == rule {
                    assert!(finding.args().count() >= places, "{}: {message}", rule.id);
                    assert!(finding.args().all(|arg| !arg.to_string().is_empty()), "{}: {message}", rule.id);
                }
            }
            for LeftOut { says, .. } in &report.left_out {
                assert!(!says.is_empty() && !says.contains(['{', '}']), "{}: {says}", rule.id);
            }
        }
    }
}

/// Every fixture: its path below `fixtures/837p` with `/`, and its bytes.
fn fixtures() -> Vec<(String, Vec<u8>)> {
    let top = root().join("fixtures/837p");
    let mut found = Vec::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let parts = path.strip_prefix(&top).unwrap().components();
                let parts: Vec<_> = parts.map(|part| part.as_os_str().to_str().unwrap().to_owned()).collect();
                found.push((parts.join("/"), fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}

/// What was broken, and how often.
fn tally(report: &FileReport) -> String {
    report.tally().fold(String::new(), |mut text, tally| {
        let _ = write!(text, " {}:{}", tally.rule.id, tally.count);
        text
    })
}

/// Checks beside the base of the examples.
fn beside_the_log() -> Checker {
    let all = examples("base", "```json log\n{}\n```", &base, &mut None);
    builder(&all[0]).evidence(log(&all[0], b"{}")).build()
}

/// All rules on all fixtures: a change of verdict shows as a changed line. `UPDATE=1` writes it anew.
#[test]
fn all_rules_on_all_fixtures() {
    let mut matrix = String::new();
    for (name, bytes) in fixtures() {
        let report = check(&bytes);
        let rules = tally(&report);
        let _ = writeln!(matrix, "{name} {}{rules}", report.verdict().as_str());
        let verdict = if name.starts_with("accepted/") { Verdict::Accepted } else { Verdict::Rejected };
        assert_eq!(report.verdict(), verdict, "{name}\n{}", list(report.findings()));
        assert!(verdict == Verdict::Rejected || rules.is_empty(), "{name}\n{}", list(report.findings()));
    }
    // The same beside a service log: it is that of one of them, and of the others it says what it lacks.
    let beside = beside_the_log();
    for (name, bytes) in fixtures() {
        let report = beside.check(&bytes);
        let open: BTreeSet<&str> = report.not_run().iter().map(|not_run| not_run.rule.id).collect();
        let open = open.iter().fold(String::new(), |text, id| text + " ?" + id);
        let (verdict, rules) = (report.verdict().as_str(), tally(&report));
        let _ = writeln!(matrix, "evidence/log.json {name} {verdict}{rules}{open}");
    }
    let path = root().join("tests/rules_matrix.txt");
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        fs::write(&path, &matrix).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap_or_default().replace('\r', "");
    assert_eq!(matrix, committed, "if the change is meant: UPDATE=1 cargo test --test rules");
}

#[test]
fn every_fixture_has_its_line() {
    let readme = fs::read_to_string(root().join("fixtures/README.md")).unwrap();
    for (name, bytes) in fixtures() {
        let lines = readme.lines().filter(|line| line.contains(&format!("`837p/{name}`"))).count();
        assert_eq!(lines, 1, "fixtures/README.md: {name}");
        assert!(bytes.split(|byte| *byte == b'\n').all(|line| line.len() <= 110), "{name}: a line a segment");
    }
}
