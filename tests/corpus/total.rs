//! Every file: an answer in time, the same answer again and in pieces, and no byte lost.

use super::folder::{Corpus, checker};
use super::{none, rebuild};
use peerclaim::FileReport;
use std::time::Instant;

/// Sizes of chunks; single bytes only where a file is small.
const CHUNKS: [usize; 5] = [7, 64, 106, 4096, 65_536];
const SMALL: usize = 8 << 10;
/// A file of this corpus is at most 200 KB: far more time than any needs, even unoptimised.
const SECONDS: u64 = 10;

/// Everything that a report tells, without its own words.
fn told(report: &FileReport) -> (Vec<String>, Vec<String>) {
    let findings = report.findings().iter().map(ToString::to_string).collect();
    let rest = [
        format!("{:?}", report.counts()),
        format!("{:?}", report.tally().map(|tally| (tally.rule.id, tally.count)).collect::<Vec<_>>()),
        format!("{:?} {:?} {:?}", report.verdict(), report.claim_verdicts(), report.limited()),
        format!(
            "{:?}",
            report.verdicts().iter().map(|verdict| (verdict.claim, verdict.set)).collect::<Vec<_>>()
        ),
        format!("{:?}", report.not_run().iter().map(|lack| (lack.rule.id, lack.count)).collect::<Vec<_>>()),
        format!("{:?}", report.delimiters()),
    ];
    (findings, rest.into())
}

#[test]
fn every_file_gets_one_answer() {
    let Some(corpus) = Corpus::open() else { return };
    let checker = checker();
    let (mut complaints, mut files) = (Vec::new(), 0);
    for (path, bytes) in corpus.files() {
        files += 1;
        let since = Instant::now();
        let report = checker.check(&bytes);
        let once = told(&report);
        if told(&checker.check(&bytes)) != once {
            complaints.push(format!("{path}: another answer the second time"));
        }
        let sizes = CHUNKS.iter().copied().chain((bytes.len() <= SMALL).then_some(1));
        for size in sizes {
            let mut run = checker.start();
            bytes.chunks(size).for_each(|chunk| run.push(chunk));
            let pieces = run.finish();
            if told(&pieces) != once || pieces.findings() != report.findings() {
                complaints.push(format!("{path}: another answer in chunks of {size}"));
            }
        }
        let ordered = report.findings().is_sorted_by_key(|finding| {
            (finding.location().x12().map(|place| place.bytes.start), finding.rule().id)
        });
        if !ordered {
            complaints.push(format!("{path}: findings out of order"));
        }
        if since.elapsed().as_secs() >= SECONDS {
            complaints.push(format!("{path}: {:?}", since.elapsed()));
        }
    }
    none(&complaints);
    println!("corpus: {files} files, each with one answer, whole and in chunks");
}

#[test]
fn every_byte_is_told_once() {
    let Some(corpus) = Corpus::open() else { return };
    let (mut complaints, mut segments, mut gaps, mut refused) = (Vec::new(), 0, 0, 0);
    for (path, bytes) in corpus.files() {
        match rebuild::rebuild(&bytes) {
            Ok(built) => {
                segments += built.segments;
                gaps += built.gaps;
                refused += built.refused;
            }
            Err(why) => complaints.push(format!("{path}: {why}")),
        }
    }
    none(&complaints);
    println!("corpus: {segments} segments, {gaps} bytes between them, {refused} bytes that no segment holds");
}
