//! What a project decides for itself: weights, suppressions, and where its settings are found.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says so by panicking")]
#![expect(clippy::disallowed_methods, reason = "these tests write and read files of a project")]

mod common;

use peerclaim::ack::{AckOptions, acknowledge};
use peerclaim::diag::{Finding, GuidePlace, Suppression};
use peerclaim::generate::{Defect, Generator, PACK};
use peerclaim::guide::find_place;
use peerclaim::pack::{Library, PackSet};
use peerclaim::project::{Project, ProjectError, Suppressions};
use peerclaim::{Checker, FileReport, Limits, Rule, Severity, Verdict, find_rule};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn rule(id: &str) -> &'static Rule {
    find_rule(id).unwrap()
}

fn builder() -> peerclaim::check::Builder {
    let mut library = Library::new();
    library.add(PACK.1).unwrap();
    Checker::builder()
        .as_of("2026-11-21".parse().unwrap())
        .received_on("2026-01-20".parse().unwrap())
        .packs(PackSet::new(vec![library.stack(PACK.0).unwrap()]))
        .all_verdicts(true)
}

fn tallies(report: &FileReport) -> BTreeMap<&'static str, u64> {
    report.tally().map(|tally| (tally.rule.id, tally.count)).collect()
}

fn suppressed(report: &FileReport) -> BTreeMap<usize, u64> {
    report.suppressed().iter().map(|one| (one.entry, one.count)).collect()
}

/// Claims with several things wrong.
fn dirty(seed: u64, by_pack: bool, defects: &[(prop::sample::Index, u64)]) -> Vec<u8> {
    let fit: Vec<&Defect> =
        Defect::all().filter(|one| one.rule() > "PC0200" && (by_pack || !one.by_pack())).collect();
    let mut file = Generator::new(seed).claims(12).claims_per_set(4).by_pack(by_pack).to_bytes();
    for (which, seed) in defects {
        file = fit[which.index(fit.len())].plant(&file, *seed).map_or(file, |dirty| dirty.bytes);
    }
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    /// A suppression takes away its findings, and nothing else; what only they rejected is accepted.
    #[test]
    fn a_suppression_takes_its_findings_away(
        seed: u64,
        defects in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>()), 1..6),
        which: prop::sample::Index,
        narrow: bool,
    ) {
        let file = dirty(seed, true, &defects);
        let all = builder().build().check(&file);
        let Some(one) = all.findings().get(which.index(all.findings().len().max(1))) else { return Ok(()) };
        let at = one.location().x12().unwrap();
        let place = GuidePlace { within: at.path.last_loop(), tag: at.tag, element: at.element };
        let mut of = Suppression::of(one.rule());
        if narrow {
            of = of.at(place);
        }
        let kept = |finding: &&Finding| {
            let there = finding.location().x12().is_some_and(|at| place.holds(at));
            finding.rule() != one.rule() || (narrow && !there)
        };
        let expected: Vec<&Finding> = all.findings().iter().filter(kept).collect();
        let report = builder().suppressions(vec![of.clone()]).build().check(&file);
        prop_assert_eq!(report.findings().iter().collect::<Vec<_>>(), expected.clone());
        let count = (all.findings().len() - expected.len()) as u64;
        prop_assert_eq!(suppressed(&report), BTreeMap::from([(0, count)]));
        for (before, after) in all.verdicts().iter().zip(report.verdicts()) {
            let gone = |rule: &&'static Rule| *rule == one.rule();
            // Of an undetermined claim the rules are those that were not decided.
            let rejecting = after.verdict == Verdict::Rejected;
            prop_assert!(!rejecting || after.rules.iter().all(|rule| before.rules.contains(rule)), "{after:?}");
            if !narrow && before.verdict == Verdict::Rejected {
                let left: Vec<_> = before.rules.iter().filter(|rule| !gone(rule)).collect();
                prop_assert_eq!(after.verdict == Verdict::Rejected, !left.is_empty(), "{:?}", after);
            }
        }
        // Limits on what is kept change no count: the payer of what is not kept is known as well.
        let payer = of.for_payer(PACK.0);
        let report = builder().suppressions(vec![payer.clone()]).build().check(&file);
        let mut limits = Limits::default();
        limits.findings_per_rule = 1;
        let few = builder().suppressions(vec![payer]).limits(limits).build().check(&file);
        prop_assert_eq!(tallies(&few), tallies(&report));
        prop_assert_eq!(suppressed(&few), suppressed(&report));
        prop_assert_eq!(few.claim_verdicts(), report.claim_verdicts());
    }
}

/// Claims of another payer are not concerned, nor what stands above claims of several.
#[test]
fn a_payer_is_that_of_the_claim() {
    let with = Defect::find("PC0301").unwrap();
    let ours = with.plant(&Generator::new(1).claims(6).by_pack(true).to_bytes(), 1).unwrap().bytes;
    let others = with.plant(&Generator::new(2).claims(6).to_bytes(), 1).unwrap().bytes;
    let both = [ours, others].concat();
    let count = |suppressions| {
        let report = builder().suppressions(suppressions).build().check(&both);
        (tallies(&report).get("PC0301").copied(), suppressed(&report).values().sum::<u64>())
    };
    let of = || Suppression::of(rule("PC0301"));
    assert_eq!(count(vec![]), (Some(2), 0));
    assert_eq!(count(vec![of().for_payer(PACK.0)]), (Some(1), 1));
    assert_eq!(count(vec![of().for_payer("another")]), (Some(2), 0));
    assert_eq!(count(vec![of().for_payer("another"), of().for_payer(PACK.0)]), (Some(1), 1));
    assert_eq!(count(vec![of().for_payer(PACK.0), of()]), (None, 2));
}

/// A file of claims of which one does not add up.
fn wrong_total() -> Vec<u8> {
    Defect::find("PC0301").unwrap().plant(&Generator::new(1).claims(6).to_bytes(), 1).unwrap().bytes
}

#[test]
fn a_file_is_meant_by_its_path() {
    let file = wrong_total();
    let checker = |pattern: &str| {
        builder().suppressions(vec![Suppression::of(rule("PC0301")).in_files(pattern)]).build()
    };
    for (pattern, path, meant) in [
        ("*.837", "a.837", true),
        ("*.837", "north/a.837", true),
        ("north/*.837", "north/a.837", true),
        ("north/*.837", "/data/north/a.837", true),
        ("north/*.837", "north/old/a.837", false),
        ("north/**/*.837", "north/old/a.837", true),
        ("north/*.837", "furthernorth/a.837", false),
        ("{a,b}.837", "b.837", true),
        ("*.x12", "a.837", false),
        ("-", "-", true),
        ("test-?.837", "test-1.837", true),
    ] {
        let report = checker(pattern).for_file(path).check(&file);
        assert_eq!(report.suppressed().len(), usize::from(meant), "{pattern} {path}");
    }
    assert_eq!(checker("*").check(&file).suppressed(), [], "a file without a path is none of them");
}

/// However much there is of one payer's, what is told of another's is there with its places.
#[test]
fn what_is_suppressed_takes_no_room() {
    // Totals that do not add up, in one set; the last subscriber's payer is another.
    let text = String::from_utf8(Generator::new(1).claims(30).by_pack(true).to_bytes()).unwrap();
    let mut parts = text.split("CLM*");
    let head = parts.next().unwrap().to_owned();
    let claims = parts.map(|part| part.replacen('*', "*9", 1));
    let mut wrong = [vec![head], claims.collect()].concat().join("CLM*");
    let at = wrong.rfind("*PI*").unwrap() + 4;
    wrong.replace_range(at..=at, "X");
    let of = || Suppression::of(rule("PC0301")).for_payer(PACK.0);
    let told = |report: &FileReport| report.findings().iter().filter(|one| one.rule().id == "PC0301").count();
    let all = builder().suppressions(vec![of()]).build().check(wrong.as_bytes());
    assert!(told(&all) > 0 && suppressed(&all)[&0] > 20, "{:?}", suppressed(&all));
    let mut limits = Limits::default();
    limits.findings_per_rule = told(&all);
    let few = builder().limits(limits).suppressions(vec![of()]).build().check(wrong.as_bytes());
    assert_eq!(told(&few), told(&all));
}

/// What stands above several claims weighs on all of them, in the verdicts as in the answers.
#[test]
fn a_raised_rule_rejects_what_it_stands_above() {
    let one = Generator::new(1).claims(4).claims_per_set(2).to_bytes();
    let text = String::from_utf8(one).unwrap();
    // The second set repeats the number of the first batch, and its first claim that of the first.
    let batches: Vec<&str> = text.split("BHT*").skip(1).map(|rest| rest.split('~').next().unwrap()).collect();
    let claims: Vec<&str> = text.split("CLM*").skip(1).map(|rest| rest.split('*').next().unwrap()).collect();
    let number = |batch: &str| batch.split('*').nth(2).unwrap().to_owned();
    let (first, second) = (number(batches[0]), number(batches[1]));
    for (repeated, id, rejected) in [
        (text.replace(&second, &first), "PC0344", vec![3, 4]),
        (text.replace(claims[2], claims[0]), "PC0343", vec![3]),
    ] {
        assert_ne!(repeated, text);
        let checker =
            Checker::builder().as_of("2026-11-21".parse().unwrap()).level(rule(id), Severity::Error);
        let report = checker.build().check(repeated.as_bytes());
        let told: Vec<u64> = report.verdicts().iter().map(|claim| claim.claim).collect();
        assert_eq!(told, rejected, "{id}");
        let options = AckOptions::new(1, "2026-11-21".parse().unwrap(), "1200");
        let counts = acknowledge(repeated.as_bytes(), &report, &options).unwrap().counts();
        assert_eq!(counts.claims_rejected, rejected.len() as u64, "{id}");
    }
}

/// Whatever it weighs: what was not read is not taken.
#[test]
fn nothing_makes_an_answer_take_what_was_not_read() {
    let text = String::from_utf8(Generator::new(1).to_bytes()).unwrap();
    let other = text.replace("005010X222A1", "005010X223A2");
    for checker in [
        Checker::builder().level(rule("PC0127"), Severity::Info),
        Checker::builder().suppressions(vec![Suppression::of(rule("PC0127"))]),
        Checker::builder().allow_unsupported(true),
    ] {
        let report = checker.build().check(other.as_bytes());
        let options = AckOptions::new(1, "2026-11-21".parse().unwrap(), "1200");
        let counts = acknowledge(other.as_bytes(), &report, &options).unwrap().counts();
        assert_eq!((counts.sets_accepted, report.verdict()), (0, Verdict::Undetermined));
    }
}

/// What is suppressed on the claim is not told of the member's row instead, and rejects nothing.
#[test]
fn evidence_does_not_tell_what_is_suppressed() {
    let folder = common::folder("suppressed-evidence");
    let week = std::fs::read_to_string(format!("{}/fixtures/agency/week.json", env!("CARGO_MANIFEST_DIR")));
    let week = week.unwrap();
    let (before, members) = week.split_once("\"members\"").unwrap();
    let born = members.find("\"born\": \"").unwrap() + 9;
    let (start, rest) = members.split_at(born);
    write(&folder, "young.json", &format!("{before}\"members\"{start}2014{}", &rest[4..]));
    let row = "[[age]]\nleast = 18\ncite = [\"contract\"]\nstatus = \"contract\"\n";
    let source = "[[source]]\nid = \"contract\"\ntitle = \"Contract (synthetic)\"\nstatus = \"contract\"\n";
    let head = "[pack]\nid = \"own\"\nname = \"Own\"\nlayer = \"yours\"\nextends = [\"pa-carelon\"]\n";
    write(&folder, "own.toml", &format!("{head}{source}{row}"));
    let day = ["--as-of", "2026-11-09", "--evidence", "young.json"];
    let bill =
        ["--pack", "pa-carelon", "pa-ffs", "--control-number", "1", "--usage", "T", "--out", "young.837"];
    let (code, _, err) = common::run(&folder, "bill", &[&day[..], &bill, &["--ledger", "l.json"]].concat());
    assert!(folder.join("young.837").exists(), "{code:?} {err}");
    let check = |more: &[&str]| {
        let packs = [
            "young.837",
            "--pack",
            "own.toml",
            "--pack",
            "pa-ffs",
            "--select",
            "PC0617",
            "--format",
            "concise",
        ];
        common::run(&folder, "check", &[&day[..], &packs, more].concat())
    };
    let (code, out, _) = check(&[]);
    assert!(code == Some(1) && out.contains("young.837: rejected"), "{out}");
    for scope in ["", "files = \"young.837\"\n", "place = \"2010BA\"\n", "payer = \"own\"\n"] {
        write(&folder, "known.toml", &entry("PC0617", scope, "2026-12-31"));
        let (code, out, err) = check(&["--suppressions", "known.toml"]);
        assert_eq!(code, Some(0), "{scope}: {out}{err}");
        assert!(out.contains("suppressed: PC0617, 1 time") && !out.contains("rejected"), "{scope}: {out}");
    }
}

/// A rule weighs what the project says, unless what the finding rests on keeps it from being an error.
#[test]
fn a_rule_weighs_what_the_project_says() {
    let file = wrong_total();
    for (level, verdict) in [
        (Severity::Error, Verdict::Rejected),
        (Severity::Warning, Verdict::Accepted),
        (Severity::Info, Verdict::Accepted),
    ] {
        let checker =
            Checker::builder().as_of("2026-11-21".parse().unwrap()).level(rule("PC0301"), level).build();
        let report = checker.check(&file);
        assert_eq!((report.count(level), report.verdict()), (1, verdict), "{level:?}");
    }
    // The envelope too, and what is found beyond the limits.
    let text = String::from_utf8(Generator::new(1).claims(3).to_bytes()).unwrap().replace("GE*1*", "GE*2*");
    let lowered = Checker::builder().level(rule("PC0113"), Severity::Warning).build().check(text.as_bytes());
    assert_eq!((lowered.count(Severity::Error), lowered.count(Severity::Warning)), (0, 1));
    let checker = Checker::builder().suppressions(vec![Suppression::of(rule("PC0113"))]).build();
    let report = checker.check(text.as_bytes());
    assert_eq!((report.count(Severity::Error), suppressed(&report)), (0, BTreeMap::from([(0, 1)])));
    // Recalled facts never reject.
    let mut library = Library::new();
    let recalled = PACK.1.replace("status = \"contract\"", "status = \"recalled\"");
    library.add(&recalled).unwrap();
    let packs = PackSet::new(vec![library.stack(PACK.0).unwrap()]);
    let file = Generator::new(1).claims(60).by_pack(true).to_bytes();
    let file = Defect::find("PC0623").unwrap().plant(&file, 1).unwrap().bytes;
    let checker = Checker::builder().packs(packs).level(rule("PC0623"), Severity::Error).build();
    let report = checker.check(&file);
    let found = report.findings().iter().find(|one| one.rule().id == "PC0623").unwrap();
    assert_eq!((found.severity(), found.would_reject()), (Severity::Warning, true));
}

#[test]
fn faults_stand_at_their_field() {
    let told = |error: ProjectError| {
        let each = error.findings().iter();
        each.map(|one| format!("{}: {}", one.location(), one.message())).collect::<Vec<_>>().join("\n")
    };
    let project = Project::parse(
        "[check]\npacks = [\"pa-ffs\"]\nlong_day = 9\nselect = [\"PC9999\"]\n[[severity]]\nrule = \"PC0301\"\nlevel = \"fatal\"\n[extra]\n",
    );
    insta::assert_snapshot!("project-faults", told(project.unwrap_err()));
    let twice = "[[severity]]\nrule = \"PC0301\"\nlevel = \"info\"\n".repeat(2) + "[check]\nmax_set = 0\n";
    insta::assert_snapshot!("project-contradicts", told(Project::parse(&twice).unwrap_err()));
    let suppressions = Suppressions::parse(
        "[[suppression]]\nrule = \"PC0301\"\nplace = \"2010BA SV1\"\nclaim = \"A1\"\n[[suppression]]\nrule = \"charge-zero\"\nreason = \"\"\nowner = \"billing\"\nuntil = \"soon\"\n",
    );
    insta::assert_snapshot!("suppressions-faults", told(suppressions.unwrap_err()));
    assert_eq!(Project::parse("").unwrap(), Project::default());
    assert_eq!(Suppressions::parse("").unwrap(), Suppressions::default());
}

/// What the document shows is read.
#[test]
fn the_document_shows_what_is_read() {
    let text = std::fs::read_to_string(format!("{}/docs/settings.md", env!("CARGO_MANIFEST_DIR"))).unwrap();
    let blocks: Vec<&str> =
        text.split("```toml\n").skip(1).map(|block| block.split("```").next().unwrap()).collect();
    assert_eq!(Project::parse(blocks[0]).unwrap().severity.len(), 1);
    assert_eq!(Suppressions::parse(blocks[1]).unwrap().suppression.len(), 2);
    for field in ["pack", "body", "list", "county", "programme", "product", "profile", "select", "ignore"] {
        assert!(text.contains(&format!("`{field}`")), "{field}");
    }
}

/// The schemas that are published are those of the types.
#[test]
fn the_schemas_are_published() {
    for (of, schema) in [("project", Project::schema()), ("suppressions", Suppressions::schema())] {
        let path = format!("{}/docs/schema/peerclaim-{of}-1.json", env!("CARGO_MANIFEST_DIR"));
        let published = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(published == schema, "`peerclaim schema {of} > docs/schema/peerclaim-{of}-1.json`");
        let (code, printed, _) = common::run(Path::new("."), "schema", &[of]);
        assert_eq!((code, printed), (Some(0), published));
    }
}

#[test]
fn a_suppression_holds_until_the_end_of_its_day() {
    let text =
        "[[suppression]]\nrule = \"PC0301\"\nreason = \"known\"\nowner = \"billing\"\nuntil = 2026-11-21\n";
    let known = Suppressions::parse(text).unwrap();
    for (day, in_force) in [(None, 1), (Some("2026-11-21"), 1), (Some("2026-11-22"), 0)] {
        assert_eq!(known.on(day.map(|day| day.parse().unwrap())).0.len(), in_force, "{day:?}");
    }
    assert_eq!(known.suppression[0].suppression(), Suppression::of(rule("PC0301")));
    assert!(find_place("2010BA NM109").is_some());
}

/// A project's folder with one file in which the charges do not add up.
fn project(name: &str) -> std::path::PathBuf {
    let folder = common::folder(name);
    let wrong = format!("{}/fixtures/837p/rejected/wrong-total.837", env!("CARGO_MANIFEST_DIR"));
    std::fs::create_dir_all(folder.join("claims/north")).unwrap();
    std::fs::copy(wrong, folder.join("claims/north/a.837")).unwrap();
    folder
}

fn write(folder: &Path, name: &str, text: &str) {
    std::fs::write(folder.join(name), text).unwrap();
}

/// One entry.
fn entry(rule: &str, more: &str, until: &str) -> String {
    format!(
        "[[suppression]]\nrule = \"{rule}\"\n{more}reason = \"agreed with the payer\"\nowner = \"billing\"\nuntil = {until}\n"
    )
}

#[test]
fn the_program_finds_the_settings_upward() {
    let folder = project("settings");
    let inside = folder.join("claims/north");
    let check = |folder: &Path, args: &[&str]| {
        let all = [&["--as-of", "2026-11-21"], args].concat();
        common::run(folder, "check", &all)
    };
    assert_eq!(check(&inside, &["a.837"]).0, Some(1));
    write(&folder, "peerclaim.toml", "[[severity]]\nrule = \"PC0301\"\nlevel = \"warning\"\n");
    let (code, out, _) = check(&inside, &["a.837"]);
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains("PC0301 counts as warning here"), "{out}");
    assert_eq!(check(&inside, &["a.837", "--isolated"]).0, Some(1));
    // The nearest one alone counts.
    write(&inside, "peerclaim.toml", "[check]\nignore = [\"PC0301\"]\n");
    let (code, out, _) = check(&inside, &["a.837"]);
    assert!(code == Some(0) && !out.contains("PC0301 counts"), "{out}");
    assert_eq!(
        check(&inside, &["a.837", "--ignore", "PC0302"]).0,
        Some(1),
        "the command line stands above it"
    );
    // One that is named.
    write(&folder, "strict.toml", "[check]\nfail_level = \"info\"\nselect = [\"balanced-total\"]\n");
    let (code, _, err) = check(&inside, &["a.837", "--config", "../../strict.toml"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("strict.toml:3:11: check"), "{err}");
    assert!(err.contains("not one of the rules that `peerclaim rules` lists"), "{err}");
    // Whatever is no such file is not shown.
    let (code, _, err) = check(&inside, &["a.837", "--config", "a.837"]);
    assert!(code == Some(2) && err.contains("a.837 is no file of settings") && !err.contains("NM1"), "{err}");
    let (code, _, err) = check(&inside, &["a.837", "--isolated", "--suppressions", "a.837"]);
    assert!(code == Some(2) && err.contains("a.837 is no file of settings") && !err.contains("NM1"), "{err}");
    let (code, _, err) = check(&inside, &["a.837", "--config", "none.toml"]);
    assert!(code == Some(2) && err.contains("cannot read none.toml"), "{err}");
    assert_eq!(check(&inside, &["a.837", "--config", "x", "--isolated"]).0, Some(2));
    // Answers tell everything.
    let ack = ["a.837", "--ack", "999", "--ack-out", "out", "--control-number", "1"];
    let (code, _, err) = check(&inside, &ack);
    assert!(code == Some(2) && err.contains("--isolated"), "{err}");
    assert_eq!(check(&inside, &[&ack[..], &["--isolated"]].concat()).0, Some(1));
}

#[test]
fn the_program_shows_its_settings() {
    let folder = project("show-config");
    write(
        &folder,
        "peerclaim.toml",
        "[check]\npack = [\"pa-ffs\", \"packs/own.toml\"]\nfail_level = \"warning\"\nallow_unsupported = false\nlong_day = 14\nsuppressions = \"known.toml\"\n\n[[severity]]\nrule = \"set-with-many-claims\"\nlevel = \"error\"\nreason = \"the clearing house takes no more\"\n",
    );
    let (code, out, err) = common::run(&folder, "show-config", &[]);
    assert_eq!(code, Some(0), "{err}");
    insta::assert_snapshot!("show-config", out);
    // What is shown is a file that says the same.
    write(&folder, "shown.toml", &out);
    let (_, again, err) = common::run(&folder, "show-config", &["--config", "shown.toml"]);
    let plain = |text: &str| {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| line.split(" #").next().unwrap_or_default().trim().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(plain(&again), plain(&out), "{err}");
    let (_, out, _) = common::run(&folder, "show-config", &["--isolated"]);
    assert!(out.starts_with("# no peerclaim.toml is read\n"), "{out}");
    assert!(!out.contains("project's file"), "{out}");
    for word in ["info", "warning", "error"] {
        let text = format!("[check]\nfail_level = \"{word}\"\ncounty = \"a\\u202e\\\"b\"\n");
        write(&folder, "peerclaim.toml", &text);
        let (_, out, _) = common::run(&folder, "show-config", &[]);
        assert!(out.contains(&format!("fail_level = \"{word}\"")), "{out}");
        assert!(out.contains(r#"county = "a\U0000202E\"b""#), "{out}");
    }
}

#[test]
fn suppressions_that_are_stale_fail() {
    let folder = project("suppressions");
    write(&folder, "peerclaim.toml", "[check]\nsuppressions = \"known.toml\"\n");
    let check = |args: &[&str]| {
        common::run(
            &folder,
            "check",
            &[&["claims", "--as-of", "2026-11-21", "--format", "concise"], args].concat(),
        )
    };
    write(
        &folder,
        "known.toml",
        &entry("PC0301", "files = \"north/*.837\"\nplace = \"CLM02\"\n", "2026-12-31"),
    );
    let (code, out, err) = check(&[]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out}");
    assert!(out.contains("suppressed: PC0301, 1 time") && out.contains("a.837: accepted"), "{out}");

    // Expired: it holds no more, and says whose it was.
    write(&folder, "known.toml", &entry("PC0301", "", "2026-11-20"));
    let (code, out, err) = check(&[]);
    assert_eq!(code, Some(2), "{out}");
    assert!(out.contains("error") && out.contains("PC0301"), "{out}");
    assert_eq!(
        err,
        "peerclaim: known.toml: entry 1, PC0301 claim-total-differs-from-lines, of billing, held until 2026-11-20: look at it \
         again, or take it out\n"
    );

    // Unused: another place, another file, another rule.
    for more in ["place = \"2400\"\n", "files = \"south/*\"\n"] {
        write(&folder, "known.toml", &entry("PC0301", more, "2026-12-31"));
        let (code, out, err) = check(&[]);
        assert!(code == Some(2) && out.contains(": error PC0301"), "{out}");
        assert!(
            err.contains(
                "entry 1, PC0301 claim-total-differs-from-lines, of billing, suppressed nothing: take it out"
            ),
            "{err}"
        );
        assert_eq!(check(&["--allow-unused-suppressions"]).0, Some(1));
    }
    // What was not asked is not judged.
    assert_eq!(check(&["--ignore", "PC0301"]).0, Some(0));
    write(&folder, "known.toml", &entry("PC0301", "payer = \"pa-ffs\"\n", "2026-12-31"));
    assert_eq!(check(&[]).0, Some(1));

    // Nobody can name a claim or a person.
    for field in ["claim", "member", "control_number", "patient"] {
        write(&folder, "known.toml", &entry("PC0301", &format!("{field} = \"TEST0001\"\n"), "2026-12-31"));
        let (code, _, err) = check(&[]);
        assert!(code == Some(2) && err.contains("there is no field of this name here"), "{err}");
    }
    // From any folder a pattern counts from that of the file; standard input is `-`.
    write(&folder, "known.toml", &entry("PC0301", "files = \"claims/north/*.837\"\n", "2026-12-31"));
    let inside = folder.join("claims/north");
    assert_eq!(common::run(&inside, "check", &["a.837", "--as-of", "2026-11-21"]).0, Some(0));
    let whole = inside.join("a.837").display().to_string();
    assert_eq!(common::run(&inside, "check", &[&whole, "--as-of", "2026-11-21"]).0, Some(0));
    // What cannot be read is told, and nothing is called unused for it.
    write(&folder, "known.toml", &(entry("PC0301", "", "2026-12-31") + &entry("PC0302", "", "2026-11-20")));
    let (code, _, err) = check(&["none.837"]);
    assert_eq!(code, Some(2));
    assert!(err.contains("none.837") && err.contains("entry 2, PC0302"), "{err}");
    for pattern in ["!claims/*", "/claims/*", "claims/", "{a,b", "claims\\\\*", ""] {
        write(&folder, "known.toml", &entry("PC0301", &format!("files = \"{pattern}\"\n"), "2026-12-31"));
        let (code, _, err) = check(&[]);
        assert!(code == Some(2) && err.contains("known.toml:3:9"), "{pattern}: {err}");
    }
    // What lacked something is not judged.
    for rule in ["PC0622", "PC0702", "PC0355", "PC0401"] {
        write(&folder, "known.toml", &(entry("PC0301", "", "2026-12-31") + &entry(rule, "", "2026-12-31")));
        assert_eq!(check(&[]).0, Some(0), "{rule}: {}", check(&[]).2);
    }
    let missing = check(&["--suppressions", "none.toml"]);
    assert!(missing.0 == Some(2) && missing.2.contains("cannot read none.toml"), "{}", missing.2);
}
