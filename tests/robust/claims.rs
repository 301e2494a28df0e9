//! What must hold of the report on any bytes.

use peerclaim::diag::{ElementRef, Place, Span};
use peerclaim::value::Delimiters;
use peerclaim::{Checker, FileReport, Finding};

/// A checker without a day.
pub(crate) fn checker() -> Checker {
    Checker::builder().build()
}

/// The report on a file that comes in chunks of that size.
pub(crate) fn in_chunks(checker: &Checker, bytes: &[u8], size: usize) -> FileReport {
    let mut run = checker.start();
    bytes.chunks(size).for_each(|chunk| run.push(chunk));
    run.finish()
}

/// Two reports say the same.
pub(crate) fn same(one: &FileReport, other: &FileReport) -> Result<(), String> {
    let mut pairs = one.findings().iter().zip(other.findings());
    if let Some((a, b)) = pairs.find(|(a, b)| a != b) {
        return Err(format!("{a}\n  instead of\n{b}"));
    }
    let number = (one.findings().len(), other.findings().len());
    let longer = [one, other].into_iter().max_by_key(|report| report.findings().len());
    if number.0 != number.1 {
        let more = longer.and_then(|report| report.findings().get(number.0.min(number.1)));
        return Err(format!("{number:?} findings; {}", more.map(ToString::to_string).unwrap_or_default()));
    }
    let rest = |report: &FileReport| {
        (
            *report.counts(),
            report.tally().collect::<Vec<_>>(),
            report.verdict(),
            report.claim_verdicts().rejected,
            report.verdicts().to_vec(),
            report.not_run().to_vec(),
            report.delimiters().to_vec(),
        )
    };
    let (a, b) = (rest(one), rest(other));
    if a == b { Ok(()) } else { Err(format!("{a:?}\n  instead of\n{b:?}")) }
}

/// Findings are in order, and each stands where it says.
pub(crate) fn sound(bytes: &[u8], report: &FileReport) -> Result<(), String> {
    let mut before = (0, "");
    for finding in report.findings() {
        let place = finding.location().x12().ok_or("no place")?;
        let now = (place.bytes.start, finding.rule().id);
        if now < before {
            return Err(format!("{finding} after {before:?}"));
        }
        before = now;
        stands(bytes, report, finding, place).map_err(|why| format!("{finding}: {why}"))?;
    }
    let tallied: u64 = report.tally().map(|tally| tally.count).sum();
    let told = report.findings().len() as u64 + report.limited().findings;
    if tallied != told {
        return Err(format!("{tallied} tallied, {told} told"));
    }
    let verdicts = report.claim_verdicts();
    let claims = verdicts.accepted + verdicts.rejected + verdicts.undetermined;
    if claims != report.counts().claims {
        return Err(format!("{claims} verdicts on {} claims", report.counts().claims));
    }
    Ok(())
}

fn text(bytes: &[u8], span: Span) -> Result<&[u8], String> {
    let range = usize::try_from(span.start).ok().zip(usize::try_from(span.end).ok());
    range
        .and_then(|(start, end)| bytes.get(start..end))
        .ok_or_else(|| format!("{span:?} lies outside the file"))
}

fn stands(bytes: &[u8], report: &FileReport, finding: &Finding, place: &Place) -> Result<(), String> {
    text(bytes, place.bytes)?;
    let segment = text(bytes, place.segment_bytes)?;
    let Some(delimiters) = delimiters_at(report, place) else { return Ok(()) };
    if let Some(tag) = place.tag.filter(|_| !segment.is_empty()) {
        let id = segment.split(|&byte| byte == delimiters.element).next().unwrap_or_default();
        // Line breaks are read as if they were not there, in an id too.
        let id: Vec<u8> = id.iter().copied().filter(|byte| !matches!(byte, b'\r' | b'\n')).collect();
        if id != tag.as_bytes() && finding.rule().id != "PC0013" {
            return Err(format!("the segment is not {tag}"));
        }
    }
    let Some(at) = place.element else { return Ok(()) };
    let (start, length) = element(segment, at, delimiters);
    let start = place.segment_bytes.start + start as u64;
    let expected = Span::new(start, start + length as u64);
    // An element that is repeated: a place in it may mean the whole or its first repetition.
    let first = delimiters.repetition.filter(|_| at.repetition == 1 && at.component == 0);
    let shorter =
        first.and_then(|separator| text(bytes, expected).ok()?.iter().position(|&byte| byte == separator));
    let narrow = shorter.map(|length| Span::new(expected.start, expected.start + length as u64));
    if alike(bytes, place.bytes, expected) || narrow.is_some_and(|narrow| alike(bytes, place.bytes, narrow)) {
        return Ok(());
    }
    Err(format!("{:?} instead of {expected:?}", place.bytes))
}

/// The same stretch, but for line breaks at its ends: they are read as if they were not there.
fn alike(bytes: &[u8], one: Span, other: Span) -> bool {
    let between = |a: u64, b: u64| text(bytes, Span::new(a.min(b), a.max(b))).unwrap_or(b"?");
    let breaks = |text: &[u8]| text.iter().all(|byte| matches!(byte, b'\r' | b'\n'));
    breaks(between(one.start, other.start)) && breaks(between(one.end, other.end))
}

fn delimiters_at(report: &FileReport, place: &Place) -> Option<Delimiters> {
    let named = match place.interchange {
        Some(number) => report.delimiters().get(number as usize - 1),
        None => None,
    };
    // With several interchanges, or none, the order alone does not tell which separators are meant.
    let all_isa = report.delimiters().len() == report.counts().interchanges as usize;
    named.filter(|_| all_isa).copied()
}

/// Where an element, component or repetition stands in its segment: first byte and length. What is not
/// there stands at the end of what could hold it, and is empty.
fn element(segment: &[u8], at: ElementRef, delimiters: Delimiters) -> (usize, usize) {
    fn part(text: &[u8], from: usize, separator: u8, number: usize) -> (usize, usize) {
        let mut start = from;
        for (place, piece) in text.split(|&byte| byte == separator).enumerate() {
            if place == number {
                return (start, piece.len());
            }
            start += piece.len() + 1;
        }
        (from + text.len(), 0)
    }
    let inside = |(start, length): (usize, usize)| segment.get(start..start + length).unwrap_or_default();
    let mut found = part(segment, 0, delimiters.element, usize::from(at.element));
    // ISA11 and ISA16 are separators themselves; the envelope has neither repetitions nor components.
    let envelope = [&b"ISA"[..], b"IEA", b"GS", b"GE", b"TA1"];
    let id = segment.split(|&byte| byte == delimiters.element).next().unwrap_or_default();
    if envelope.contains(&id) || (at.repetition == 1 && at.component == 0) {
        return found;
    }
    if let Some(separator) = delimiters.repetition {
        found = part(inside(found), found.0, separator, usize::from(at.repetition) - 1);
    }
    if at.component > 0 {
        found = part(inside(found), found.0, delimiters.component, usize::from(at.component) - 1);
    }
    found
}
