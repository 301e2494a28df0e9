//! The single faults by which validators of claims are compared, each in an otherwise faultless file: what is found,
//! where, and nothing else; and faultless files in forms that some validators reject.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read fixtures of the repository")]

use peerclaim::{Checker, Severity};
use std::fmt::Write as _;

/// A fixture of `fixtures/837p/accepted`.
fn base(name: &str) -> String {
    let path = format!("{}/fixtures/837p/accepted/{name}.837", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Puts one text in the place of another that stands there once; SE01 is counted anew where segments come or go.
fn changed(name: &str, from: &str, to: &str) -> String {
    let base = base(name);
    assert_eq!(base.matches(from).count(), 1, "{from} stands once in {name}");
    let text = base.replace(from, to);
    if from.starts_with("SE*") {
        return text;
    }
    let count = |text: &str| text.matches("~\n").count();
    let (before, after) = (count(&base), count(&text));
    let at = text.find("SE*").unwrap() + 3;
    let end = at + text[at..].find('*').unwrap();
    let counted = text[at..end].parse::<usize>().unwrap() + after - before;
    format!("{}{counted}{}", &text[..at], &text[end..])
}

/// Rules and places of everything that is found, but what is only told.
fn found(text: &str) -> String {
    let report = Checker::builder().as_of("2026-11-21".parse().unwrap()).build().check(text.as_bytes());
    let mut found = String::new();
    for finding in report.findings().iter().filter(|finding| finding.severity() != Severity::Info) {
        let at = finding.location().x12().unwrap();
        let element = at.element.map(|element| element.to_string()).unwrap_or_default();
        let space = if found.is_empty() { "" } else { ", " };
        let _ = write!(found, "{space}{} {}{element}", finding.rule().id, at.tag.unwrap_or("unknown"));
    }
    found
}

/// What is wrong, the fixture, what stands there and what stands there instead, and what is found where.
const DEFECTS: &[(&str, &str, &str, &str, &str)] = &[
    (
        "the total is not the sum of the lines",
        "one-claim",
        "CLM*TEST0001*90*",
        "CLM*TEST0001*91*",
        "PC0301 CLM02",
    ),
    ("lines are numbered 1 and 3", "one-claim", "LX*2~", "LX*3~", "PC0305 LX01"),
    ("a line points to diagnosis 5 of 2", "one-claim", "***1:2~", "***1:5~", "PC0306 SV107-2"),
    ("a line has no date", "one-claim", "DTP*472*D8*20261105~\n", "", "PC0203 DTP"),
    ("there is no diagnosis", "one-claim", "HI*ABK:F331*ABF:F411~\n", "", "PC0203 HI"),
    ("SE01 is another count", "one-claim", "SE*32*", "SE*33*", "PC0123 SE01"),
    ("SE02 is another number", "one-claim", "SE*32*0001~", "SE*32*0002~", "PC0122 SE02"),
    ("the last digit of an NPI is wrong", "one-claim", "*XX*1234567893~", "*XX*1234567890~", "PC0308 NM109"),
    ("IEA02 is another number", "one-claim", "IEA*1*000000001~", "IEA*1*000000002~", "PC0102 IEA02"),
    ("GE01 is another count", "one-claim", "GE*1*1~", "GE*2*1~", "PC0113 GE01"),
    ("GE02 is another number", "one-claim", "GE*1*1~", "GE*1*2~", "PC0112 GE02"),
    ("HL02 names no level", "one-claim", "HL*2*1*22*0~", "HL*2*7*22*0~", "PC0303 HL02"),
    ("there is no tax number", "one-claim", "REF*EI*001234567~\n", "", "PC0203 REF"),
    ("a replacement names no claim", "one-claim", "***11:B:1*", "***11:B:7*", "PC0633 CLM05-3"),
    ("there is no place of service 00", "one-claim", "***11:B:1*", "***00:B:1*", "PC0326 CLM05-1"),
    (
        "a procedure of a kind that there is not",
        "one-claim",
        "SV1*HC:H0038*60",
        "SV1*QQ:H0038*60",
        "PC0220 SV101-1",
    ),
    ("a day that there is not", "one-claim", "*20261103~", "*20251345~", "PC0218 DTP03"),
    ("NM108 without NM109", "one-claim", "****MI*0000000000~", "****MI~", "PC0231 NM109"),
    (
        "the patient is the subscriber, and another",
        "dependent",
        "SBR*P********CI~",
        "SBR*P*18*******CI~",
        "PC0313 SBR02",
    ),
    ("a diagnosis that is none", "one-claim", "ABK:F331*", "ABK:ZZZZZ*", "PC0320 HI01-2"),
    (
        "a name of 61 characters",
        "one-claim",
        "NM1*85*2*TEST PEER SUPPORT*",
        "NM1*85*2*TEST PEER SUPPORT TEST PEER SUPPORT TEST PEER SUPPORT TEST PEE*",
        "PC0214 NM103",
    ),
    ("CLM03 is filled", "one-claim", "CLM*TEST0001*90***", "CLM*TEST0001*90*A**", "PC0212 CLM03"),
    ("a segment that there is not", "one-claim", "LX*2~\n", "ZZZ*1~\nLX*2~\n", "PC0201 unknown"),
    ("a post-office box", "one-claim", "N3*1 TEST STREET~", "N3*PO BOX 1~", "PC0317 N301"),
    ("separators that hold nothing", "one-claim", "N3*1 TEST STREET~", "N3*1 TEST STREET***~", "PC0224 N304"),
    (
        "a state that there is not",
        "other-payer",
        "N3*2 TEST STREET~\nN4*TESTVILLE*PA*",
        "N3*2 TEST STREET~\nN4*TESTVILLE*ZZ*",
        "PC0325 N402",
    ),
    // Of two sums that a payer's decision enters both are wrong.
    (
        "a decision that does not add up",
        "other-payer",
        "CAS*CO*45*15**96*5~",
        "CAS*CO*45*15~",
        "PC0312 AMT02, PC0311 SVD02",
    ),
    ("two first payers", "other-payer", "SBR*S*18*******MC~", "SBR*P*18*******MC~", "PC0314 SBR01"),
    // Diagnoses that do not begin with the principal one are none: they stand there for nothing, and are missing.
    (
        "the first diagnosis comes second",
        "one-claim",
        "HI*ABK:F331*ABF:F411~",
        "HI*ABF:F331*ABK:F411~",
        "PC0202 HI, PC0203 HI",
    ),
    (
        "the ZIP code of the biller has five digits",
        "dependent",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*171010001~",
        "N3*1 TEST STREET~\nN4*TESTVILLE*PA*17101~",
        "PC0318 N403",
    ),
    ("a service in 2099", "one-claim", "*20261103~", "*20991103~", "PC0319 DTP03"),
    ("minus one unit", "one-claim", "*30*UN*2*", "*30*UN*-1*", "PC0310 SV104"),
    // What is not known is not read, and what it was to be is missing.
    (
        "a segment in lower case",
        "one-claim",
        "HI*ABK:F331*ABF:F411~",
        "hi*ABK:F331*ABF:F411~",
        "PC0201 unknown, PC0203 HI",
    ),
    (
        "a claim number of 25 characters",
        "one-claim",
        "CLM*TEST0001*90",
        "CLM*TEST0001TEST0001TEST0001X*90",
        "PC0215 CLM01",
    ),
    // It is in no loop, and the loop has none.
    (
        "an address before the name",
        "one-claim",
        "NM1*85*2*TEST PEER SUPPORT*****XX*1999999984~\nN3*1 TEST STREET~\n",
        "N3*1 TEST STREET~\nNM1*85*2*TEST PEER SUPPORT*****XX*1999999984~\n",
        "PC0202 N3, PC0203 N3",
    ),
];

#[test]
fn each_defect_is_found_at_its_place() {
    let mut complaints = String::new();
    for (what, name, from, to, wanted) in DEFECTS {
        let found = found(&changed(name, from, to));
        if found != *wanted {
            let _ = writeln!(complaints, "{what}: expected {wanted:?}, found {found:?}");
        }
    }
    assert!(complaints.is_empty(), "\n{complaints}");
}

/// The claim with so many lines of one dollar, one day after the other.
fn with_lines(many: usize) -> String {
    let base = base("one-claim");
    let (from, to) = (base.find("LX*1~").unwrap(), base.find("SE*").unwrap());
    let mut lines = String::new();
    for number in 1..=many {
        let _ = write!(
            lines,
            "LX*{number}~\nSV1*HC:H0038*1*UN*1***1~\nDTP*472*D8*2026{:02}{:02}~\n",
            1 + number / 28,
            1 + number % 28
        );
    }
    let head = base[..from].replace("CLM*TEST0001*90*", &format!("CLM*TEST0001*{many}*"));
    let first = head.find("ST*837").unwrap();
    let segments = head[first..].matches("~\n").count() + 3 * many + 1;
    let end = base[to..].replace("SE*32*", &format!("SE*{segments}*"));
    format!("{head}{lines}{end}")
}

#[test]
fn a_claim_has_fifty_lines_and_no_more() {
    assert_eq!(found(&with_lines(50)), "");
    assert_eq!(found(&with_lines(51)), "PC0207 LX");
}

/// None of these forms is a fault.
#[test]
fn faultless_files_in_other_forms_give_nothing() {
    let plain = base("one-claim");
    let second =
        plain.replace("*000000001*0*T*", "*000000002*0*T*").replace("IEA*1*000000001~", "IEA*1*000000002~");
    let group = |number: &str| {
        let text = &plain[plain.find("GS*").unwrap()..plain.find("IEA*").unwrap()];
        text.replace("*0900*1*X*", &format!("*0900*{number}*X*"))
            .replace("GE*1*1~", &format!("GE*1*{number}~"))
    };
    // Other batches with other claims.
    let other = |text: &str| text.replace("*TESTBATCH", "*NEXTBATCH").replace("CLM*TEST", "CLM*NEXT");
    let isa = &plain[..plain.find("GS*").unwrap()];
    let forms = [
        (
            "an acknowledgement before the group",
            plain.replacen("GS*HC", "TA1*000000009*261119*0900*A*000~\nGS*HC", 1),
        ),
        ("two groups", format!("{isa}{}{}IEA*2*000000001~\n", group("1"), other(&group("2")))),
        ("two interchanges", format!("{plain}{}", other(&second))),
        ("other separators", plain.replace('~', "!").replace(':', ">").replace('*', "|").replace('^', "&")),
        ("lines that end as on Windows", plain.replace('\n', "\r\n")),
        ("no line breaks", plain.replace('\n', "")),
        ("no line break at the end", plain.trim_end().to_owned()),
    ];
    for (form, text) in forms {
        assert_eq!(found(&text), "", "{form}");
    }
}

/// The first days of places of service were read in other places than the list: what is too early warns.
#[test]
fn a_place_of_service_that_comes_too_early_only_warns() {
    let early = changed("one-claim", "***11:B:1*", "***27:B:1*")
        .replace("*20261103~", "*20230903~")
        .replace("*20261105~", "*20230905~");
    let report = Checker::builder().build().check(early.as_bytes());
    let [finding] = report.findings() else { panic!("{:?}", report.findings().len()) };
    assert_eq!((finding.rule().id, finding.severity()), ("PC0326", Severity::Warning));
    assert!(finding.would_reject());
    assert_eq!(report.verdict(), peerclaim::Verdict::Accepted);
}
