//! Tests of what checks of payers' rules share: what caps a finding, what is not run, what one claim comes to.

use crate::check::{Builder, Spread};
use crate::diag::{Capped, FileReport, Severity, Verdict};
use crate::generate::Generator;
use crate::pack::{Library, PackSet};
use crate::{Checker, find_rule};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::fmt::Write;

const HEAD: &str = r#"
[pack]
id = "p"
name = "P"
layer = "plan"

[[source]]
id = "primary"
title = "Primary"
status = "verified"

[[source]]
id = "reported"
title = "Reported"
status = "secondary"

[[service]]
id = "peer"
variant = "individual"
code = "H0038"
unit = "minutes"
minutes = 15
cite = ["primary"]
status = "verified"
"#;

const PRIMARY: &str = "cite = [\"primary\"]\nstatus = \"verified\"\n";

fn packs(rows: &str) -> PackSet {
    let mut library = Library::new();
    let text = format!("{HEAD}\n{rows}");
    library.add(&text).unwrap_or_else(|error| panic!("{:#?}\n{text}", error.findings()));
    PackSet::new(vec![library.stack("p").unwrap()])
}

/// A claim: date of birth, diagnosis, and lines, each with code and modifiers, units and day.
type Claim<'t> = (&'t str, &'t str, Vec<(&'t str, &'t str, &'t str)>);

/// One set with those claims, each of a member of its own.
fn file(claims: &[Claim<'_>]) -> String {
    let mut text = String::from(
        "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~\
         GS*HC*SENDER*RECEIVER*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~\
         BHT*0019*00*TESTBATCH*20301231*1200*CH~NM1*41*2*TEST AGENCY*****46*SENDER~PER*IC*TEST DESK*TE*5555550100~\
         NM1*40*2*TEST PAYER*****46*RECEIVER~HL*1**20*1~NM1*85*2*TEST AGENCY*****XX*1999999984~N3*1 TEST ST~\
         N4*TESTTOWN*PA*170000001~REF*EI*001234567~",
    );
    for (number, (born, diagnosis, lines)) in (2..).zip(claims) {
        let _ = write!(
            text,
            "HL*{number}*1*22*0~SBR*P*18*******MC~NM1*IL*1*DOE*TEST****MI*9999999999~N3*2 TEST ST~\
             N4*TESTTOWN*PA*170000001~DMG*D8*{born}*U~NM1*PR*2*TEST PAYER*****PI*RECEIVER~\
             CLM*TEST{number}*{}***11:B:1*Y*A*Y*Y~HI*ABK:{diagnosis}~",
            lines.len()
        );
        for (number, (code, units, day)) in (1..).zip(lines) {
            let _ = write!(text, "LX*{number}~SV1*HC:{code}*1*UN*{units}***1~DTP*472*D8*{day}~");
        }
    }
    let count = text.matches('~').count() - 1;
    format!("{text}SE*{count}*0001~GE*1*1~IEA*1*000000001~")
}

fn claim(lines: &[(&str, &str, &str)]) -> String {
    file(&[("20000101", "F331", lines.to_vec())])
}

fn builder(rows: &str) -> Builder {
    // The lines of these claims are alike; that some are the same is not what is asked here.
    let twice = find_rule("line-billed-twice").unwrap();
    // Nor how long a day of a staff member was.
    let day = find_rule("staff-day-impossible").unwrap();
    Checker::builder().as_of("2030-12-31".parse().unwrap()).packs(packs(rows)).ignore(twice).ignore(day)
}

fn check(rows: &str, lines: &[(&str, &str, &str)]) -> FileReport {
    let report = builder(rows).build().check(claim(lines).as_bytes());
    let others = report.findings().iter().filter(|finding| finding.rule().id < "PC06");
    assert_eq!(others.count(), 0, "{:#?}", report.findings());
    report
}

const LINE: &[(&str, &str, &str)] = &[("H0038", "4", "20260302")];

/// What a row is known by, and from when it is enforced, caps what it finds.
#[test]
fn a_finding_weighs_no_more_than_its_row_is_known() {
    for (terms, capped) in [
        (PRIMARY, None),
        ("cite = [\"reported\"]\nstatus = \"secondary\"", Some(Capped::Secondary)),
        ("status = \"recalled\"", Some(Capped::Recalled)),
        (
            "enforced_from = 2026-03-03\ncite = [\"primary\"]\nstatus = \"verified\"",
            Some(Capped::NotYetEnforced),
        ),
        ("enforced_from = 2026-03-02\ncite = [\"primary\"]\nstatus = \"verified\"", None),
    ] {
        let report = check(&format!("[[age]]\nleast = 50\n{terms}"), LINE);
        let [finding] = report.findings() else { panic!("{terms}: {:#?}", report.findings()) };
        assert_eq!((finding.rule().id, finding.capped_by()), ("PC0617", capped), "{terms}");
        assert_eq!(finding.would_reject(), capped.is_some(), "{terms}");
        let basis = finding.basis().expect("a basis");
        assert_eq!((basis.pack, basis.table, basis.row), (0, "age", 1), "{terms}");
        let (severity, verdict) = match capped {
            None => (Severity::Error, Verdict::Rejected),
            Some(_) => (Severity::Warning, Verdict::Accepted),
        };
        assert_eq!((finding.severity(), report.verdict()), (severity, verdict), "{terms}");
        let counts = [Severity::Error, Severity::Warning, Severity::Info].map(|of| report.count(of));
        assert_eq!(counts, if capped.is_some() { [0, 1, 0] } else { [1, 0, 0] }, "{terms}");
    }
}

/// What cannot be decided leaves a claim undetermined, if it could have rejected it.
#[test]
fn what_is_not_run_is_no_green_answer() {
    let timely = |terms: &str| {
        format!(
            "[[timely]]\nclock = \"original\"\nwithin = 90\nunit = \"days\"\nafter = \"service\"\n{terms}"
        )
    };
    for (rows, verdict, lacks) in [
        (timely(PRIMARY), Verdict::Undetermined, Some(("PC0622", "received-on"))),
        (timely("status = \"recalled\""), Verdict::Accepted, Some(("PC0622", "received-on"))),
        (
            format!(
                "[[modifier]]\ncode = \"HF\"\nneed = \"required\"\nwhen = {{ programme = [\"x\"] }}\n{PRIMARY}"
            ),
            Verdict::Undetermined,
            Some(("PC0605", "programme")),
        ),
        (
            format!("[[age]]\nleast = \"unknown\"\n{PRIMARY}"),
            Verdict::Undetermined,
            Some(("PC0617", "unknown")),
        ),
        (
            format!("[[payer]]\nnumber = \"OTHER\"\n{PRIMARY}"),
            Verdict::Undetermined,
            Some(("PC0601", "a pack")),
        ),
        (format!("[[age]]\nleast = 18\n{PRIMARY}"), Verdict::Accepted, None),
    ] {
        let report = check(&rows, LINE);
        let found: Vec<_> =
            report.not_run().iter().map(|one| (one.rule.id, one.lacks.as_str(), one.first)).collect();
        match lacks {
            None => assert!(found.is_empty(), "{rows}: {found:?}"),
            Some((rule, words)) => {
                let [(id, lacks, first)] = found[..] else { panic!("{rows}: {found:?}") };
                assert!(id == rule && lacks.contains(words), "{rows}: {found:?}");
                assert_eq!(first, Some((1, Some(1))), "{rows}");
            }
        }
        assert_eq!(report.verdict(), verdict, "{rows}");
        let claims = report.claim_verdicts();
        let undetermined = u64::from(verdict == Verdict::Undetermined);
        assert_eq!((claims.accepted, claims.undetermined), (1 - undetermined, undetermined), "{rows}");
        let told: Vec<_> = report.verdicts().iter().map(|claim| claim.verdict).collect();
        assert_eq!(told, vec![verdict; usize::from(verdict == Verdict::Undetermined)], "{rows}");
    }
}

/// What a claim that is rejected lacks besides does not make it undetermined.
#[test]
fn an_error_goes_before_what_is_open() {
    let rows = format!(
        "[[age]]\nleast = 50\n{PRIMARY}\n[[timely]]\nclock = \"original\"\nwithin = 90\nunit = \"days\"\n\
         after = \"service\"\n{PRIMARY}"
    );
    let report = check(&rows, LINE);
    assert_eq!(report.verdict(), Verdict::Rejected);
    let [told] = report.verdicts() else { panic!("{:?}", report.verdicts()) };
    assert_eq!(told.rules.iter().map(|rule| rule.id).collect::<Vec<_>>(), ["PC0617"]);
    assert_eq!(report.claim_verdicts().undetermined, 0);
    // Without the error the claim is what the rest makes of it.
    let ignored = builder(&rows).ignore(find_rule("PC0617").unwrap()).build();
    assert_eq!(ignored.check(claim(LINE).as_bytes()).verdict(), Verdict::Undetermined);
}

/// The date of birth stands above the claims of a member; each claim is judged by its own day.
#[test]
fn a_claim_answers_for_no_other_of_the_same_member() {
    let rows = format!("[[age]]\nleast = 26\n{PRIMARY}");
    let first = file(&[("20000302", "F331", vec![("H0038", "4", "20260301"), ("H0038", "4", "20260228")])]);
    let second =
        "CLM*TEST9*1***11:B:1*Y*A*Y*Y~HI*ABK:F331~LX*1~SV1*HC:H0038*1*UN*4***1~DTP*472*D8*20260302~SE*";
    let (body, trailer) = first.split_once("SE*").expect("a trailer");
    let count: u32 = trailer.split('*').next().and_then(|count| count.parse().ok()).expect("a count");
    let both = format!("{body}{second}{}*0001~GE*1*1~IEA*1*000000001~", count + 5);
    let report = builder(&rows).build().check(both.as_bytes());
    let found: Vec<_> = report.findings().iter().map(ToString::to_string).collect();
    let [finding] = report.findings() else { panic!("{found:?}") };
    let at = finding.location().x12().expect("a place");
    assert_eq!((at.claim, at.tag, finding.rule().id), (Some(1), Some("DMG"), "PC0617"));
    assert_eq!((report.rejects_claim(1), report.rejects_claim(2)), (true, false));
}

/// In whatever pieces a file comes, and however its sets are spread, the report is the same.
#[test]
fn pieces_and_threads_change_nothing() {
    struct Backwards;
    impl Spread for Backwards {
        fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
            let mut done: Vec<T> = (0..count).rev().map(work).collect();
            done.reverse();
            done
        }
    }
    let rows = format!(
        "[[age]]\nleast = 40\n{PRIMARY}\n[[party]]\nrole = \"supervising\"\nneed = \"required\"\n{PRIMARY}\n\
         [[timely]]\nclock = \"original\"\nwithin = 90\nunit = \"days\"\nafter = \"service\"\n{PRIMARY}"
    );
    let checker = builder(&rows).build();
    let bytes = Generator::new(7).claims(40).claims_per_set(5).to_bytes();
    let whole = checker.check(&bytes);
    assert!(whole.findings().len() > 40 && !whole.not_run().is_empty());
    let mut run = checker.start();
    bytes.chunks(97).for_each(|piece| run.push(piece));
    for other in [run.finish(), checker.check_with(&bytes, Backwards)] {
        assert!(other.findings() == whole.findings());
        assert!(other.not_run() == whole.not_run() && other.verdicts() == whole.verdicts());
    }
}

/// Rules of another time do not speak; the day that the caller may know by hides what was published later.
#[test]
fn rows_speak_on_their_days_and_once_they_are_known() {
    let rows = format!(
        "[[age]]\nleast = 50\nfrom = 2026-03-01\nto = 2026-03-31\nannounced_on = 2026-02-15\n{PRIMARY}"
    );
    for (day, known_on, finds) in [
        ("20260228", None, false),
        ("20260301", None, true),
        ("20260331", None, true),
        ("20260401", None, false),
        ("20260301", Some("2026-02-14"), false),
        ("20260301", Some("2026-02-15"), true),
    ] {
        let mut builder = builder(&rows);
        if let Some(known) = known_on {
            builder = builder.known_on(known.parse().unwrap());
        }
        let report = builder.build().check(claim(&[("H0038", "4", day)]).as_bytes());
        assert_eq!(report.findings().len(), usize::from(finds), "{day} {known_on:?}");
    }
}

/// A claim that might be either service is judged only by what both ask.
#[test]
fn services_that_bill_alike_are_not_guessed() {
    let twin = "[[service]]\nid = \"other\"\nvariant = \"youth\"\ncode = \"H0038\"\nunit = \"minutes\"\nminutes = 15\n";
    let one = format!("{twin}{PRIMARY}\n[[age]]\nleast = 50\nservice = [\"peer\"]\n{PRIMARY}");
    let report = check(&one, LINE);
    assert!(report.findings().is_empty(), "{:#?}", report.findings());
    assert!(
        report.not_run().iter().any(|one| one.rule.id == "PC0617" && one.lacks.as_str() == "the service")
    );
    let both = format!("{one}\n[[age]]\nleast = 40\nservice = [\"other\"]\n{PRIMARY}");
    assert_eq!(check(&both, LINE).tally().map(|tally| tally.rule.id).collect::<Vec<_>>(), ["PC0617"]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A limit of a day counts the units of each day, and tells of a day once.
    #[test]
    fn a_day_is_over_its_limit_or_not(
        lines in prop::collection::vec((1_u32..12, 1_u32..4), 1..8),
        most in 1_u32..20,
    ) {
        let units: Vec<(String, String)> =
            lines.iter().map(|(units, day)| (units.to_string(), format!("2026030{day}"))).collect();
        let lines_of: Vec<(&str, &str, &str)> =
            units.iter().map(|(units, day)| ("H0038", units.as_str(), day.as_str())).collect();
        let cap = format!("[[cap]]\nmeasure = \"units\"\nmost = {most}\nwindow = \"day\"\non_exceed = \"deny\"\n{PRIMARY}");
        let report = check(&cap, &lines_of);
        let mut sums = BTreeMap::<u32, u32>::new();
        for (units, day) in &lines {
            *sums.entry(*day).or_default() += units;
        }
        let over = sums.values().filter(|sum| **sum > most).count();
        prop_assert_eq!(report.findings().len(), over);
        // Hours of four units say the same.
        if most % 4 == 0 {
            let hours = cap.replace("units", "hours").replace(&format!("most = {most}"), &format!("most = {}", most / 4));
            prop_assert_eq!(check(&hours, &lines_of).findings().len(), over);
        }
    }

    /// What is remembered of other claims of a set changes nothing: together they come to what each comes to.
    #[test]
    fn what_is_remembered_changes_nothing(
        picks in prop::collection::vec((0_usize..3, 0_usize..3, prop::collection::vec((0_usize..4, 0_usize..2), 1..4)), 1..6),
    ) {
        let rows = format!(
            "[[age]]\nleast = 30\nservice = [\"peer\"]\n{PRIMARY}\n\
             [[modifier]]\ncode = \"HQ\"\nneed = \"forbidden\"\nwhen = {{ age_to = 40 }}\n{PRIMARY}\n\
             [[diagnosis]]\nany_of = [\"F3\"]\nfrom = 2026-03-02\n{PRIMARY}\n\
             [[place]]\npos = [\"12\"]\nneed = \"required\"\nwhen = {{ diagnosis = [\"F2\"] }}\n{PRIMARY}\n\
             [[mode]]\nmode = [\"audio\"]\nneed = \"forbidden\"\n{PRIMARY}"
        );
        let claims: Vec<Claim<'_>> = picks
            .iter()
            .map(|(born, diagnosis, lines)| {
                let line = |(code, day): &(usize, usize)| {
                    (["H0038", "H0038:HQ", "H0038:95", "T1012"][*code], "4", ["20260301", "20260302"][*day])
                };
                let born = ["20000101", "19900101", "19800101"][*born];
                (born, ["F331", "F209", "Z590"][*diagnosis], lines.iter().map(line).collect())
            })
            .collect();
        let checker = builder(&rows).build();
        let sums = |reports: &[FileReport]| {
            let mut sums = BTreeMap::<(&str, bool), u64>::new();
            for report in reports {
                for tally in report.tally() {
                    *sums.entry((tally.rule.id, true)).or_default() += tally.count;
                }
                for not_run in report.not_run() {
                    *sums.entry((not_run.rule.id, false)).or_default() += not_run.count;
                }
            }
            sums
        };
        let together = checker.check(file(&claims).as_bytes());
        let apart: Vec<FileReport> =
            claims.iter().map(|claim| checker.check(file(std::slice::from_ref(claim)).as_bytes())).collect();
        prop_assert_eq!(sums(&[together]), sums(&apart));
    }
}
