//! Files made to be slow or large to read: they end in time.

use crate::claims::{checker, in_chunks, same};
use crate::fixture::{SEGMENTS, clean, file, forms};
use peerclaim::FileReport;
use peerclaim::ack::{AckOptions, acknowledge};
use std::time::Instant;

/// Debug builds get a tenth.
const SCALE: usize = if cfg!(debug_assertions) { 10 } else { 1 };
/// Far more than any of these takes, so that a busy machine does not fail; far less than a square.
const SECONDS: u64 = 20;

fn timed(name: &str, bytes: &[u8]) -> FileReport {
    let since = Instant::now();
    let report = checker().check(bytes);
    let whole = since.elapsed();
    let since = Instant::now();
    let pieces = in_chunks(&checker(), bytes, 65_536);
    let chunked = since.elapsed();
    let since = Instant::now();
    let answers = acknowledge(bytes, &report, &AckOptions::new(1, "2026-11-21".parse().unwrap(), "1200"));
    let answered = since.elapsed();
    println!("{name}: {} bytes, whole {whole:?}, in chunks {chunked:?}, answered {answered:?}", bytes.len());
    assert!(whole.as_secs() < SECONDS && chunked.as_secs() < SECONDS, "{name}: {whole:?}, {chunked:?}");
    assert!(answered.as_secs() < SECONDS && answers.is_ok(), "{name}: {answered:?}, {answers:?}");
    same(&pieces, &report).unwrap_or_else(|why| panic!("{name}: {why}"));
    report
}

/// The ISA and the first segments of the clean file, then these.
fn after(segments: usize, rest: &str, times: usize) -> Vec<u8> {
    let mut bytes = file(&SEGMENTS[..segments], forms()[0]);
    bytes.extend(rest.as_bytes().repeat(times));
    bytes
}

#[test]
fn headers_of_sets_only() {
    let times = 1_000_000 / SCALE;
    let report = timed("ST bare", &b"ST*837*1~".repeat(times));
    let kept: u64 = report.tally().map(|tally| tally.count.min(1_000)).sum();
    assert_eq!(report.findings().len() as u64, kept);
    let report = timed("ST in a group", &after(1, "ST*837*1~", times));
    assert_eq!(report.counts().sets as usize, times);
}

#[test]
fn sets_that_end_early() {
    let times = 100_000 / SCALE;
    let report = timed(
        "ST GE GS",
        &after(1, "ST*837*0001*005010X222A1~GE*1*1~GS*HC*AA*BB*20260105*1200*1*X*005010X222A1~", times),
    );
    assert_eq!(report.counts().sets as usize, times);
}

/// One set without a trailer must not make the sets after it slow.
#[test]
fn one_lost_trailer_before_many_sets() {
    let times = 20_000 / SCALE;
    let mut bytes = after(1, "ST*837*0001*005010X222A1~GE*1*1~", 1);
    let group = "GS*HC*AA*BB*20260105*1200*1*X*005010X222A1~";
    bytes.extend(group.as_bytes());
    for _ in 0..times {
        for segment in &SEGMENTS[1..52] {
            bytes.extend(segment.as_bytes());
            bytes.push(b'~');
        }
    }
    let report = timed("one lost SE", &bytes);
    assert_eq!(report.counts().sets as usize, times + 1);
}

#[test]
fn interchange_headers_only() {
    let times = 1_000_000 / SCALE;
    timed("ISA", &b"ISA".repeat(times * 3));
    timed("ISA*", &b"ISA*".repeat(times));
    timed("whole ISA", &clean()[..106].repeat(times / 10));
    timed("ISA of bars", &b"ISA****************:~".repeat(times / 10));
}

#[test]
fn nothing_but_terminators() {
    timed("~", &b"~".repeat(10_000_000 / SCALE));
    timed("ISA, ~", &after(0, "~", 1_000_000 / SCALE));
    timed("GS, ~", &after(1, "~", 1_000_000 / SCALE));
    timed("ST, ~", &after(2, "~", 1_000_000 / SCALE));
    timed("ST, blank", &after(2, " ", 10_000_000 / SCALE));
    timed("ISA, line breaks", &after(0, "\n", 10_000_000 / SCALE));
    timed("ST, *", &after(2, "*", 10_000_000 / SCALE));
}

#[test]
fn sets_that_never_end() {
    timed("HL", &after(6, "HL*1**20*1~", 100_000 / SCALE));
    timed("HL 20, 22", &after(6, "HL*1**20*1~HL*2*1*22*0~", 100_000 / SCALE));
    timed("CLM", &after(19, "CLM*TEST*1***99:B:1*Y*A*Y*Y~", 100_000 / SCALE));
    timed("CLM LX", &after(19, "CLM*TEST*1***99:B:1*Y*A*Y*Y~LX*1~", 100_000 / SCALE));
    timed("LX", &after(22, "LX*1~", 100_000 / SCALE));
    timed("SBR", &after(22, "SBR*P~NM1*IL*1*DOE~NM1*PR*2*TEST~", 100_000 / SCALE));
    timed("SE in data", &after(22, "NTE*ADD*SE*SE*SE~", 100_000 / SCALE));
}

#[test]
fn many_of_one_kind_in_a_loop() {
    timed("REF", &after(27, "REF*6R*A~REF*9F*B~", 100_000 / SCALE));
    timed("REF of the claim in a line", &after(27, "REF*9F*B~REF*EA*A~", 100_000 / SCALE));
    timed("HI", &after(21, "HI*ABK:F1120~", 100_000 / SCALE));
    timed("unknown", &after(27, "ZZZ*A~", 100_000 / SCALE));
    let line = "LX*1~SV1*HC:H0038*1*UN*1***1~DTP*472*D8*20260102~";
    timed("lines of one claim", &after(22, line, 100_000 / SCALE));
    let stray = "LX*1~SV1*HC:H0038*1*UN*1***1~REF*EA*A~DTP*472*D8*20260102~";
    timed("lines with strays", &after(22, stray, 30_000 / SCALE));
    let claim = "CLM*TEST*1***99:B:1*Y*A*Y*Y~HI*ABK:F1120~LX*1~SV1*HC:H0038*1*UN*1***1~DTP*472*D8*20260102~";
    timed("claims with strays", &after(19, &format!("{claim}REF*EA*A~"), 30_000 / SCALE));
}

#[test]
fn many_that_are_compared_with_others_around_them() {
    let line = "LX*1~SV1*HC:H0038*1*UN*1***1~DTP*472*D8*20260102~";
    let lines = line.repeat(20_000 / SCALE);
    let times = 20_000 / SCALE;
    let claim =
        |before: &str, behind: &str| format!("{}{lines}{}", before.repeat(times), behind.repeat(times));
    timed("other payers", &after(22, &claim("SBR*S*18*******CI~CAS*CO*45*1~NM1*PR*2*TEST*****PI*A~", ""), 1));
    timed("dates", &after(20, &claim("DTP*439*D8*20260301~DTP*431*D8*20260301~DTP*096*D8*20260301~", ""), 1));
    timed("old diagnoses", &after(21, &claim("HI*BK:29633~", ""), 1));
    timed("places", &after(22, &format!("{line}NM1*77*2*TEST~N3*1 TEST ST~N4*TEST*PA*17101~"), times));
    timed(
        "adjustments",
        &after(22, &format!("{line}SVD*A*1*HC:H0038**1~{}", "CAS*CO*45*1~".repeat(times)), 1),
    );
    timed("payers", &after(12, &claim("SBR*S*18*******MC~PAT*******01*1*Y~", ""), 1));
    timed("billers", &after(6, &format!("HL*1**20*1~{}", "NM1*85*2*TEST~NM1*87*2~N3*A~".repeat(times)), 1));
}

/// What breaks a group breaks its claims: once for each rule, however often it is broken.
#[test]
fn a_group_with_many_claims_and_many_faults() {
    let claim = "CLM*TEST*1***99:B:1*Y*A*Y*Y~HI*ABK:F1120~LX*1~SV1*HC:H0038*1*UN*1***1~DTP*472*D8*20260102~";
    let mut bytes = after(19, claim, 20_000 / SCALE);
    bytes.extend(b"SE*1*0001~");
    bytes.extend(b"ZZZ~".repeat(200_000 / SCALE));
    let report = timed("strays after claims", &bytes);
    assert_eq!(report.claim_verdicts().rejected, 20_000 / SCALE as u64);
}

#[test]
fn one_long_segment() {
    timed("elements", &after(22, &format!("LX*1~SV1{}~", "*A".repeat(1_000_000 / SCALE)), 1));
    timed("components", &after(22, &format!("LX*1~SV1*HC{}*1~", ":A".repeat(1_000_000 / SCALE)), 1));
    timed("repetitions", &after(17, &format!("DMG*D8*19900101*U**{}~", "A:B^".repeat(1_000_000 / SCALE)), 1));
    timed("diagnoses", &after(21, &format!("HI{}~", "*ABF:F119".repeat(100_000 / SCALE)), 1));
}
