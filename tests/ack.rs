//! Answers to files: what is written passes our own check, and what a reader needs survives.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says so by panicking")]
#![expect(clippy::disallowed_methods, reason = "these tests read fixtures")]

mod common;

use peerclaim::ack::{Ack, AckCounts, AckError, AckOptions, Acknowledger, Answers, acknowledge};
use peerclaim::diag::{Fate, Place};
use peerclaim::generate::{Defect, Generator, PACK};
use peerclaim::guide::SegView;
use peerclaim::pack::{Library, PackSet};
use peerclaim::{Checker, FileReport, Limits, Severity, Verdict, X12File};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn options() -> AckOptions {
    AckOptions::new(7, "2026-11-21".parse().unwrap(), "1200")
}

fn checker() -> Checker {
    Checker::builder().as_of("2026-11-21".parse().unwrap()).build()
}

fn segments(bytes: &[u8]) -> Vec<String> {
    let separator = *bytes.get(105).unwrap_or(&b'~');
    bytes.split(|byte| *byte == separator).map(|one| String::from_utf8_lossy(one).trim().to_owned()).collect()
}

/// What the answers say, read from their bytes alone.
fn read_back(answers: &Answers) -> AckCounts {
    let mut counts = AckCounts::default();
    if let Some(bytes) = answers.file(Ack::Ta1) {
        let element = bytes[3];
        for receipt in segments(bytes).iter().filter(|one| one.starts_with("TA1")) {
            match receipt.split(char::from(element)).nth(4) {
                Some("R") => counts.interchanges_rejected += 1,
                _ => counts.interchanges_accepted += 1,
            }
        }
    }
    let file = X12File::parse(answers.file(Ack::X999).unwrap_or_default());
    let named = |of: &SegView<'_>, tag| of.tag() == Some(tag);
    for group in file.sets().flat_map(|set| set.segments()).filter(|one| named(one, "AK9")) {
        let number = |element: usize| String::from_utf8_lossy(group.element(element)).parse::<u32>().unwrap();
        counts.sets_accepted += number(4);
        counts.sets_rejected += number(3) - number(4);
    }
    let file = X12File::parse(answers.file(Ack::Ca277).unwrap_or_default());
    for claim in file.sets().flat_map(|set| set.loops("2200D").collect::<Vec<_>>()) {
        let status = claim.first("STC").unwrap();
        match (status.element(3), status.component(1, 1)) {
            (b"U", _) => counts.claims_rejected += 1,
            (_, b"A1") => counts.claims_received += 1,
            _ => counts.claims_accepted += 1,
        }
    }
    counts
}

/// What our own check finds wrong with the answers.
fn wrong_with(answers: &Answers) -> Vec<String> {
    let mut wrong = Vec::new();
    for ack in Ack::ALL {
        let Some(bytes) = answers.file(ack) else { continue };
        let report = checker().check(bytes);
        wrong.extend(report.findings().iter().map(|finding| format!("{ack}: {finding}")));
        if report.verdict() != Verdict::Accepted {
            wrong.push(format!("{ack}: {:?}", report.verdict()));
        }
    }
    wrong
}

fn answer(file: &[u8]) -> (FileReport, Answers) {
    let report = checker().check(file);
    let answers = acknowledge(file, &report, &options()).unwrap();
    (report, answers)
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/fixtures/837p/{name}.837", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// An answer, a segment a line.
fn text(answers: &Answers, ack: Ack) -> String {
    segments(answers.file(ack).unwrap_or_default()).join("\n")
}

#[test]
fn a_file_with_good_and_bad_claims_has_these_answers() {
    let (_, answers) = answer(&fixture("rejected/several-claims"));
    let all: Vec<String> =
        Ack::ALL.into_iter().map(|ack| format!("{ack}\n{}", text(&answers, ack))).collect();
    insta::assert_snapshot!("several-claims", all.join("\n"));
}

/// Which of the answers, from which file, holds which segment.
#[test]
fn faults_are_told_where_they_belong() {
    for (file, ack, told) in [
        ("rejected/cut-off", Ack::Ta1, "TA1*000000001*261120*0900*R*023"),
        ("rejected/wrong-counts", Ack::Ta1, "TA1*000000001*261120*0900*R*001"),
        ("rejected/several-claims", Ack::X999, "AK9*P*2*2*1"),
        ("rejected/missing-tax-id", Ack::X999, "IK3*REF*11**3"),
        ("rejected/several-faults", Ack::X999, "IK4*9*1032*7"),
        ("rejected/wrong-total", Ack::X999, "IK5*A"),
        ("rejected/wrong-total", Ack::Ca277, "STC*A7:178*20261121*U*60"),
        ("accepted/batch", Ack::Ca277, "STC*A2:20*20261121*WQ*60"),
    ] {
        let (_, answers) = answer(&fixture(file));
        let lines = text(&answers, ack);
        assert!(lines.lines().any(|line| line == told), "{file} {ack}: {told}\n{lines}");
    }
}

/// The note of a TA1 is that of the element, whatever group the finding stands in.
#[test]
fn a_receipt_names_the_element() {
    let good = String::from_utf8(fixture("accepted/one-claim")).unwrap();
    for (from, to, verdict) in [
        ("*T*:~", "*X*:~", "R*020"),
        ("*00501*", "*00X01*", "R*017"),
        ("*ZZ*TESTSENDER     ", "*99*TESTSENDER     ", "R*005"),
        ("*0*T*:~", "*7*T*:~", "R*019"),
        ("GS*HC*TESTSENDER*TESTPAYER*2026", "GS*HC*TESTSENDER*TESTPAYER*2095", "E*024"),
    ] {
        assert!(good.contains(from), "{from}");
        let (_, answers) = answer(good.replacen(from, to, 1).as_bytes());
        let receipt = text(&answers, Ack::Ta1);
        assert!(receipt.lines().any(|line| line.ends_with(verdict)), "{to}: {verdict}\n{receipt}");
    }
}

/// What nobody read is never taken: a set that is too large, one of another guide, a group whose count is wrong.
#[test]
fn what_was_not_read_is_not_taken() {
    let text = String::from_utf8(fixture("accepted/one-claim")).unwrap();
    let other = text.replace("005010X222A1", "005010X223A2");
    let told = |checker: Checker, file: &str, limits: Limits| {
        let report = checker.check(file.as_bytes());
        let answers = acknowledge(file.as_bytes(), &report, &options().limits(limits)).unwrap();
        (answers.counts(), self::text(&answers, Ack::X999))
    };
    let base = || Checker::builder().as_of("2026-11-21".parse().unwrap());
    let (counts, lines) = told(base().allow_unsupported(true).build(), &other, Limits::default());
    assert_eq!((counts.sets_accepted, counts.sets_rejected), (0, 1));
    assert!(lines.contains("IK5*R*I6\nAK9*R*1*1*0"), "{lines}");
    let mut limits = Limits::default();
    limits.set_bytes = 200;
    let (counts, lines) = told(base().limits(limits).build(), &text, limits);
    assert_eq!((counts.sets_accepted, counts.sets_rejected, counts.unanswered), (0, 1, 1));
    assert!(lines.contains("AK9*R*1*1*0"), "{lines}");
    let (counts, lines) = told(base().build(), &text.replace("GE*1*", "GE*3*"), Limits::default());
    assert_eq!((counts.sets_accepted, counts.sets_rejected), (0, 1));
    assert!(lines.contains("AK9*R*3*1*0*5"), "{lines}");
}

/// The fault of a group is that of its element; a set without a number to name it by is missed in the count.
#[test]
fn a_group_names_its_element() {
    let good = String::from_utf8(fixture("accepted/one-claim")).unwrap();
    for (from, to, verdict) in [
        ("GS*HC*", "GS*RA*", "AK9*R*1*1*0"),
        ("*X*005010X222A1~", "*X*005010X222\u{7f}1~", "AK9*R*1*1*0*2"),
        ("*0900*1*X*", "*0900*A*X*", ""),
        ("GE*1*", "GE*A*", "AK9*R*1*1*0*5"),
        ("*X*", "*Y*", "AK9*R*1*1*0*6"),
        ("ST*837*0001*", "ST*837*00 01*", "AK9*R*1*1*0*5"),
    ] {
        let dirty = good.replacen(from, to, 1);
        assert_ne!(dirty, good, "{from}");
        let (_, answers) = answer(dirty.as_bytes());
        let lines = text(&answers, Ack::X999);
        let told = lines.lines().find(|line| line.starts_with("AK9")).unwrap_or_default();
        assert_eq!(told, verdict, "{to}\n{lines}");
    }
}

/// Separators that nobody should use are not used again: what holds a common one then has something stand for it.
#[test]
fn what_cannot_be_told_has_something_stand_for_it() {
    let good = String::from_utf8(fixture("rejected/wrong-total")).unwrap();
    let odd = good.replace(':', "Q").replace("TEST0001", "TE:T*001").replace('*', "|");
    let odd = odd.replace("TE:T|001", "TE:T*001");
    let (_, answers) = answer(odd.as_bytes());
    let lines = text(&answers, Ack::Ca277);
    assert!(lines.contains("TRN*2*0\n") && lines.contains("STC*A7:178*"), "{lines}");
    assert_eq!(wrong_with(&answers), [""; 0]);
}

/// A set in which nothing is billed is taken, and has no claim to tell of.
#[test]
fn a_set_without_claims_has_no_answer_on_claims() {
    let clean = Generator::new(1).claims(1).to_bytes();
    let empty = Defect::find("PC0384").unwrap();
    let dirty = empty.plant(&clean, 1).unwrap();
    let (_, answers) = answer(&dirty.bytes);
    assert_eq!((answers.counts().sets_accepted, answers.file(Ack::Ca277)), (1, None));
    assert_eq!(wrong_with(&answers), [""; 0]);
}

/// Answers are not answered, and what stands behind the end of an interchange is not part of it.
#[test]
fn what_is_no_claim_file_is_not_answered() {
    let receipt = text(&answer(&fixture("accepted/one-claim")).1, Ack::Ta1).replace('\n', "~");
    let (_, answers) = answer(receipt.as_bytes());
    assert_eq!((answers.file(Ack::Ta1), answers.counts().unanswered), (None, 1));
    let good = String::from_utf8(fixture("accepted/one-claim")).unwrap();
    let (from, to) = (good.find("GS*").unwrap(), good.find("IEA*").unwrap());
    let (_, answers) = answer(format!("{good}{}", &good[from..to]).as_bytes());
    assert_eq!(text(&answers, Ack::X999).matches("AK9*").count(), 1);
}

/// A refused interchange has a TA1 and nothing else; so is a file without an interchange not answered at all.
#[test]
fn what_is_refused_is_not_looked_at() {
    let (_, answers) = answer(&fixture("rejected/cut-off"));
    assert_eq!((answers.file(Ack::X999), answers.file(Ack::Ca277)), (None, None));
    assert_eq!(answers.counts(), AckCounts { interchanges_rejected: 1, ..AckCounts::default() });
    let (_, answers) = answer(b"no claims today");
    assert!(Ack::ALL.into_iter().all(|ack| answers.file(ack).is_none()));
    assert_eq!(answers.next_control_number(), 7);
}

#[test]
fn interchanges_are_answered_one_by_one_and_numbered_on() {
    let (_, answers) = answer(&fixture("accepted/batch"));
    assert_eq!(answers.next_control_number(), 7 + 6);
    let heads = |ack| text(&answers, ack).matches("ISA*").count();
    assert_eq!(Ack::ALL.map(heads), [2, 2, 2]);
    let only = acknowledge(
        &fixture("accepted/batch"),
        &checker().check(&fixture("accepted/batch")),
        &options().only(&[Ack::X999]),
    );
    let only = only.unwrap();
    assert_eq!((only.file(Ack::Ta1), only.next_control_number()), (None, 9));
    assert!(text(&only, Ack::X999).contains("*000000007*"));
}

#[test]
fn options_that_do_not_fit_are_refused() {
    let (file, day) = (fixture("accepted/batch"), "2026-11-21".parse().unwrap());
    let report = checker().check(&file);
    for (control, time, error) in [
        (1, "2400", AckError::Time),
        (1, "1260", AckError::Time),
        (1, "12:0", AckError::Time),
        (1, "12", AckError::Time),
        (999_999_998, "1200", AckError::ControlNumber),
    ] {
        let answers = acknowledge(&file, &report, &AckOptions::new(control, day, time));
        assert_eq!(answers.unwrap_err(), error, "{control} {time}");
    }
}

/// More findings than are kept: what is rejected is rejected all the same.
#[test]
fn limits_change_no_verdict() {
    let file = Generator::new(5).claims(60).claims_per_set(5).to_bytes();
    let file = String::from_utf8(file).unwrap();
    for (from, to) in [("*UN*", "*ZZ*"), ("*UN*", "*UN*-")] {
        let dirty = file.replace(from, to);
        let mut limits = Limits::default();
        let checker = |limits| Checker::builder().as_of("2026-11-21".parse().unwrap()).limits(limits).build();
        let all = checker(limits).check(dirty.as_bytes());
        (limits.findings_per_rule, limits.findings) = (2, 4);
        let few = checker(limits).check(dirty.as_bytes());
        let counts = |report| acknowledge(dirty.as_bytes(), report, &options()).unwrap().counts();
        assert_eq!(counts(&all), counts(&few), "{to}");
        let answers = acknowledge(dirty.as_bytes(), &few, &options()).unwrap();
        assert_eq!(wrong_with(&answers), [""; 0]);
        assert_eq!(read_back(&answers), answers.counts());
    }
}

#[test]
fn answers_say_nothing_of_what_they_hold() {
    let (_, answers) = answer(&fixture("rejected/several-claims"));
    let said = format!("{answers:?}");
    assert!(said.contains("claims_rejected: 3") && !said.contains("TEST"), "{said}");
}

#[test]
fn a_clean_file_is_taken() {
    let file = Generator::new(3).claims(200).claims_per_set(30).to_bytes();
    let (_, answers) = answer(&file);
    assert_eq!(wrong_with(&answers), [""; 0]);
    let counts = AckCounts {
        interchanges_accepted: 1,
        sets_accepted: 7,
        claims_accepted: 200,
        ..AckCounts::default()
    };
    assert_eq!(answers.counts(), counts);
    assert_eq!(read_back(&answers), counts);
}

/// What is wrong with an answer, but for what the file itself has wrong: it is told back as it stands.
fn wrong_but_for(answers: &Answers, echoes: &[&str]) -> Vec<String> {
    let told_back = |one: &String| echoes.iter().any(|rule| one.contains(rule));
    wrong_with(answers).into_iter().filter(|one| !told_back(one)).collect()
}

/// What the report decides, reckoned from its findings and verdicts.
fn decided(report: &FileReport) -> AckCounts {
    let errors = || report.findings().iter().filter(|one| one.severity() == Severity::Error);
    let places = |is: fn(Fate) -> bool, of: fn(&Place) -> Option<u32>| -> BTreeSet<u32> {
        let of_fate = errors().filter(|one| is(one.rule().fate));
        of_fate.filter_map(|one| of(one.location().x12()?)).collect()
    };
    let interchanges = places(|fate| matches!(fate, Fate::Ta1(_)), |at| at.interchange);
    let groups = places(|fate| matches!(fate, Fate::Ak905(_)), |at| at.group);
    let in_999 = |fate| matches!(fate, Fate::Ik502(_) | Fate::Ik304(_) | Fate::Ik403(_));
    let sets = places(in_999, |at| at.set);
    assert!(interchanges.is_empty() && groups.is_empty(), "defects of sets alone");
    let mut counts = AckCounts {
        interchanges_accepted: report.counts().interchanges,
        sets_rejected: u32::try_from(sets.len()).unwrap(),
        sets_accepted: report.counts().sets - u32::try_from(sets.len()).unwrap(),
        ..AckCounts::default()
    };
    for claim in report.verdicts().iter().filter(|claim| !sets.contains(&claim.set)) {
        match claim.verdict {
            Verdict::Accepted => counts.claims_accepted += 1,
            Verdict::Undetermined => counts.claims_received += 1,
            Verdict::Rejected => counts.claims_rejected += 1,
        }
    }
    counts
}

/// Rules whose defect an answer tells back: the NPI of a biller, and that one interchange of two is a test.
const ECHOES: &[&str] = &["PC0308", "PC0346"];

/// The rules for elements of ISA and GS.
const HEADERS: &[&str] = &["PC0104", "PC0114"];

#[test]
fn every_defect_is_answered() {
    for seed in 0..2 {
        let clean = Generator::new(seed).claims(40).claims_per_set(10).to_bytes();
        for defect in Defect::all().filter(|defect| !defect.by_pack()) {
            let Some(dirty) = defect.plant(&clean, seed) else { continue };
            let (_, answers) = answer(&dirty.bytes);
            assert_eq!(wrong_but_for(&answers, ECHOES), [""; 0], "{defect:?}");
            let read = AckCounts { unanswered: answers.counts().unanswered, ..read_back(&answers) };
            assert_eq!(read, answers.counts(), "{defect:?}");
        }
    }
}

/// What a payer asks for beyond the guide is told by the same answers.
#[test]
fn what_payers_ask_is_answered() {
    let mut library = Library::new();
    library.add(PACK.1).unwrap();
    let packs = PackSet::new(vec![library.stack(PACK.0).unwrap()]);
    let [today, received] = ["2026-11-21", "2026-01-20"].map(|day| day.parse().unwrap());
    let checker = Checker::builder().as_of(today).received_on(received).packs(packs).build();
    let file = |claims| Generator::new(1).claims(claims).claims_per_set(2000).by_pack(true).to_bytes();
    let told_of = |file: &[u8]| {
        let answers = acknowledge(file, &checker.check(file), &options()).unwrap();
        assert_eq!(wrong_but_for(&answers, ECHOES), [""; 0]);
        text(&answers, Ack::X999) + &text(&answers, Ack::Ca277)
    };
    let clean = file(60);
    let mut told = BTreeMap::from([("PC0634", told_of(&file(1002)))]);
    for defect in Defect::all().filter(|defect| defect.by_pack()) {
        let Some(dirty) = defect.plant(&clean, 1) else { continue };
        told.insert(defect.rule(), told_of(&dirty.bytes));
    }
    assert!(told.len() > 20, "{:?}", told.keys());
    for (rule, says) in [("PC0623", "STC*A6:562:82*"), ("PC0634", "**4\nCTX*CLM01:")] {
        assert!(told[rule].contains(says), "{rule} {says}\n{}", told[rule]);
    }
}

/// Defects inside sets: the envelope stands.
fn of_sets() -> Vec<&'static Defect> {
    let is_of_set = |defect: &&Defect| defect.rule() > "PC0200" && !defect.by_pack();
    Defect::all().filter(is_of_set).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn what_a_reader_needs_survives(
        seed: u64,
        claims in 1_u64..40,
        per_set in 1_u32..12,
        defects in prop::collection::vec((any::<prop::sample::Index>(), any::<u64>()), 0..5),
        open: bool,
    ) {
        let all = of_sets();
        let mut file = Generator::new(seed).claims(claims).claims_per_set(per_set).to_bytes();
        for (which, seed) in defects {
            let planted = all[which.index(all.len())].plant(&file, seed);
            file = planted.map_or(file, |dirty| dirty.bytes);
        }
        // Without a pack for its payer a claim is decided; with one for another, timely filing may stay open.
        let mut builder = Checker::builder().as_of("2026-11-21".parse().unwrap()).all_verdicts(true);
        if open {
            let mut library = Library::new();
            library.add(PACK.1).unwrap();
            builder = builder.packs(PackSet::new(vec![library.stack(PACK.0).unwrap()]));
        }
        let report = builder.build().check(&file);
        let answers = acknowledge(&file, &report, &options()).unwrap();
        prop_assert_eq!(wrong_but_for(&answers, ECHOES), [""; 0]);
        prop_assert_eq!(answers.counts(), decided(&report));
        prop_assert_eq!(read_back(&answers), decided(&report));
    }

    #[test]
    fn any_file_is_answered(
        seed: u64, edits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
    ) {
        let mut file = Generator::new(seed).claims(6).claims_per_set(3).to_bytes();
        for (place, byte) in edits {
            let place = place.index(file.len());
            file[place] = byte;
        }
        let report = checker().check(&file);
        let answers = acknowledge(&file, &report, &options()).unwrap();
        let mut pieces = Acknowledger::start(&report, &options()).unwrap();
        file.chunks(97).for_each(|piece| pieces.push(piece));
        prop_assert_eq!(&pieces.finish().unwrap(), &answers);
        let read = AckCounts { unanswered: answers.counts().unanswered, ..read_back(&answers) };
        prop_assert_eq!(read, answers.counts());
        // An answer has nothing wrong that the file has not: it tells some of it back as it stands.
        let mut told_back: Vec<&str> = report.tally().map(|tally| tally.rule.id).collect();
        if told_back.iter().any(|rule| HEADERS.contains(rule)) {
            // One rule tells of anything in an element of ISA or GS.
            told_back.extend(["PC0216"]);
        }
        let wrong: Vec<String> =
            wrong_but_for(&answers, &told_back).into_iter().filter(|one| one.contains("PC")).collect();
        prop_assert_eq!(wrong, [""; 0]);
        // Nothing is taken that the report rejects, and nothing rejected that it has nothing against.
        let (verdict, counts) = (report.verdict(), answers.counts());
        let rejected = counts.interchanges_rejected + counts.sets_rejected + counts.unanswered;
        match verdict {
            Verdict::Accepted => prop_assert_eq!((rejected, counts.claims_rejected), (0, 0)),
            Verdict::Undetermined => {}
            Verdict::Rejected => prop_assert!(rejected > 0 || counts.claims_rejected > 0 || counts == AckCounts::default()),
        }
    }
}

/// The program writes each answer that is asked for into the folder, numbered on from file to file, and nothing of what
/// it says anywhere else.
#[test]
fn the_program_answers_each_file() {
    let folder = common::folder("answers");
    let fixtures = format!("{}/fixtures/837p", env!("CARGO_MANIFEST_DIR"));
    let (good, bad) =
        (format!("{fixtures}/accepted/one-claim.837"), format!("{fixtures}/rejected/several-claims.837"));
    let base =
        ["--as-of", "2026-11-21", "--ack-time", "1200", "--ack-out", "answers", "--control-number", "7"];
    let asked = [&base[..], &["--ack", "ta1", "--ack", "277ca", &good, &bad]].concat();
    let (code, stdout, stderr) = common::run(&folder, "check", &asked);
    assert_eq!(code, Some(1), "{stderr}");
    assert!(!stdout.contains("TEST0001") && !stderr.contains("TEST0001"));
    assert!(stderr.contains("277CA lets 1 of 4 claims go on"), "{stderr}");
    let read = |name: &str| std::fs::read_to_string(folder.join("answers").join(name)).unwrap_or_default();
    let files = [
        "one-claim.answer.ta1",
        "one-claim.answer.277ca",
        "several-claims.answer.ta1",
        "several-claims.answer.277ca",
    ];
    for (number, name) in (7..).zip(files) {
        assert!(read(name).contains(&format!("^*00501*{number:09}*0*T*")), "{name}: {}", read(name));
    }
    assert_eq!(read("one-claim.answer.999"), "", "not asked for");
    let expected = acknowledge(
        &std::fs::read(&bad).unwrap(),
        &checker().check(&std::fs::read(&bad).unwrap()),
        &AckOptions::new(9, "2026-11-21".parse().unwrap(), "1200").only(&[Ack::Ta1, Ack::Ca277]),
    );
    assert_eq!(read("several-claims.answer.277ca").as_bytes(), expected.unwrap().file(Ack::Ca277).unwrap());

    // An answer of before that is not so any more.
    std::fs::write(folder.join("answers/cut-off.answer.277ca"), "old").unwrap();
    let cut = format!("{fixtures}/rejected/cut-off.837");
    let (code, ..) = common::run(&folder, "check", &[&base[..], &["--ack", "277ca", &cut]].concat());
    assert_eq!((code, folder.join("answers/cut-off.answer.277ca").exists()), (Some(1), false));

    for (asked, says) in [
        (&["--ack", "999", &good][..], "--control-number"),
        (&["--ack-out", "answers", &good], "--ack"),
        (&[&base[..], &["--ack", "999", "--ignore", "PC0301", &good]].concat(), "--ignore"),
        (&[&base[..], &["--ack", "999", "--profile", "audit", &good]].concat(), "--profile audit"),
        (&["--ack", "998", &good], "possible values"),
        (&[&base[..], &["--ack", "999", &good, &good]].concat(), "answer them apart"),
        (
            &["--ack-out", "a", "--control-number", "7", "--ack", "999", "--ack-time", "2460", &good],
            "four digits",
        ),
        (
            &[
                "--ack-out",
                "a",
                "--control-number",
                "7",
                "--ack",
                "999",
                "--evidence",
                "e",
                "--pack",
                "pa-ffs",
                &good,
            ],
            "--evidence",
        ),
    ] {
        let (code, _, stderr) = common::run(&folder, "check", asked);
        assert!(code == Some(2) && stderr.contains(says), "{asked:?}: {code:?} {stderr}");
    }
}
