//! What can be put right without knowing more: operations on the caller's bytes.
//!
//! A fix is deterministic and never clinical: a count that is another, a separator or blank that says nothing, a code in
//! lower case, punctuation in a number. It holds a place and an operation, and no text of the input. Totals are never
//! mended. Counts are mended only where the file is whole: a count that is wrong because a trailer, a level or a part
//! of a claim is missing tells that the file was cut, and two counts that are wrong tell it too.

use crate::diag::{Arg, FileReport, Finding, Place, Rule, Span, rules};
use crate::value::{Delimiters, Icd10Cm};

/// What is to be done to some bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fix {
    rule: &'static Rule,
    finding: usize,
    bytes: Span,
    change: Change,
}

/// An operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Change {
    /// The bytes go.
    Remove,
    /// This number takes their place.
    Count(u64),
    /// Their digits stay.
    Digits,
    /// They are written in upper case, without points.
    Code,
}

impl Fix {
    /// The rule that is broken.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The place of its finding among those of the report.
    pub const fn finding(&self) -> usize {
        self.finding
    }

    /// The bytes of the file that change.
    pub const fn bytes(&self) -> Span {
        self.bytes
    }

    /// What becomes of them.
    pub const fn change(&self) -> Change {
        self.change
    }

    /// In words: `2 bytes are left out`.
    pub fn words(&self) -> String {
        match (self.change, self.bytes.len()) {
            (Change::Remove, 1) => "1 byte is left out".to_owned(),
            (Change::Remove, many) => format!("{many} bytes are left out"),
            (Change::Count(count), _) => format!("the count becomes {count}"),
            (Change::Digits, _) => "only digits are kept".to_owned(),
            (Change::Code, _) => "upper case, without points".to_owned(),
        }
    }

    /// What stands in their place, given what stands there.
    pub fn instead(&self, old: &[u8]) -> Vec<u8> {
        match self.change {
            Change::Remove => Vec::new(),
            Change::Count(count) => count.to_string().into_bytes(),
            Change::Digits => digits(old),
            Change::Code => code(old),
        }
    }
}

fn digits(text: &[u8]) -> Vec<u8> {
    text.iter().copied().filter(u8::is_ascii_digit).collect()
}

fn code(text: &[u8]) -> Vec<u8> {
    text.iter().filter(|byte| **byte != b'.').map(u8::to_ascii_uppercase).collect()
}

/// Rules that tell that something of the file is not there, or not where it should be.
const CUT: [&str; 14] = [
    "PC0007", "PC0008", "PC0009", "PC0101", "PC0107", "PC0108", "PC0111", "PC0117", "PC0121", "PC0203",
    "PC0206", "PC0302", "PC0303", "PC0304",
];

const COUNTS: [&Rule; 3] = [&rules::SE_COUNT, &rules::GE_COUNT, &rules::IEA_COUNT];

/// The fixes for the findings of a report, in the order of the file. No two touch the same bytes: what overlaps an
/// earlier one is left for a second run.
///
/// `file` is what the report was made of.
///
/// ```
/// use peerclaim::Checker;
/// use peerclaim::check::{fixed, fixes};
/// let file = b"ISA*00*          *00*          *ZZ*TESTSENDER     *ZZ*TESTPAYER      *261120*0900*^*00501*000000001*0*T*:~\
///     IEA*1*000000001~";
/// let fixes = fixes(file, &Checker::builder().build().check(file));
/// assert_eq!(fixes.iter().map(|fix| fix.words()).collect::<Vec<_>>(), ["the count becomes 0"]);
/// assert!(fixed(file, &fixes).ends_with(b"IEA*0*000000001~"));
/// ```
pub fn fixes(file: &[u8], report: &FileReport) -> Vec<Fix> {
    let findings = report.findings();
    let is_count = |finding: &&Finding| COUNTS.contains(&finding.rule());
    let whole = findings.iter().filter(is_count).count() == 1
        && !findings.iter().any(|finding| CUT.contains(&finding.rule().id))
        && report.limited() == crate::diag::Limited::default();
    let mut all: Vec<Fix> = findings
        .iter()
        .enumerate()
        .filter(|(_, finding)| whole || !is_count(finding))
        .filter_map(|(at, finding)| of(file, report, (at, finding)))
        .collect();
    all.sort_by_key(|fix| (fix.bytes.start, fix.bytes.end));
    let mut end = 0;
    all.retain(|fix| {
        let free = end <= fix.bytes.start;
        end = if free { fix.bytes.end } else { end };
        free
    });
    all
}

/// The file with these fixes; every other byte is as it was.
pub fn fixed(file: &[u8], fixes: &[Fix]) -> Vec<u8> {
    let mut text = Vec::with_capacity(file.len());
    let mut done = 0;
    for fix in fixes {
        let Some((start, end)) = range(fix.bytes).filter(|(start, _)| done <= *start) else { continue };
        let (Some(before), Some(old)) = (file.get(done..start), file.get(start..end)) else { continue };
        text.extend_from_slice(before);
        text.extend(fix.instead(old));
        done = end;
    }
    text.extend_from_slice(file.get(done..).unwrap_or_default());
    text
}

fn range(span: Span) -> Option<(usize, usize)> {
    usize::try_from(span.start).ok().zip(usize::try_from(span.end).ok())
}

/// The fix for one finding, if there is one.
fn of(file: &[u8], report: &FileReport, (at, finding): (usize, &Finding)) -> Option<Fix> {
    let place = finding.location().x12()?;
    let rule = finding.rule();
    let (start, end) = range(place.bytes)?;
    let old = file.get(start..end)?;
    let fix = |change| Some(Fix { rule, finding: at, bytes: place.bytes, change });
    let part = |from: usize, to: usize| {
        let bytes = Span::new(from as u64, to as u64);
        (!bytes.is_empty()).then_some(Fix { rule, finding: at, bytes, change: Change::Remove })
    };
    match rule.id {
        _ if COUNTS.contains(&rule) => {
            let count = finding.args().find_map(|arg| match arg {
                Arg::Count(count) => Some(count),
                _ => None,
            })?;
            fix(Change::Count(count)).filter(|_| !old.is_empty() && old.iter().all(u8::is_ascii_digit))
        }
        "PC0224" => {
            let from = trailing(file, place, delimiters(report, place)?)?;
            part(from, end)
        }
        "PC0225" => {
            let blanks = |text: &[u8]| text.iter().take_while(|byte| **byte == b' ').count();
            let before = blanks(old);
            let after = old.iter().rev().take_while(|byte| **byte == b' ').count();
            // Of blanks alone nothing would be left. Those in front and behind are two fixes: one a run.
            match (before, after) {
                _ if before == old.len() => None,
                (0, after) => part(end.checked_sub(after)?, end),
                (before, _) => part(start, start.checked_add(before)?),
            }
        }
        "PC0220" => {
            let upper = old.to_ascii_uppercase();
            let listed = finding.args().any(|arg| match arg {
                Arg::Codes(codes) => codes.iter().any(|one| one.as_bytes() == upper),
                _ => false,
            });
            fix(Change::Code).filter(|_| listed)
        }
        "PC0320" => fix(Change::Code).filter(|_| Icd10Cm::from_bytes(&code(old)).is_ok()),
        "PC0323" => fix(Change::Digits).filter(|_| only_hyphens(old) && matches!(digits(old).len(), 5 | 9)),
        "PC0335" => fix(Change::Digits).filter(|_| only_hyphens(old) && digits(old).len() == 9),
        _ => None,
    }
}

fn only_hyphens(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b' '))
}

fn delimiters(report: &FileReport, place: &Place) -> Option<Delimiters> {
    let number = usize::try_from(place.interchange?).ok()?.checked_sub(1)?;
    report.delimiters().get(number).copied()
}

/// Where the separators begin that hold nothing and end at a place: those of a composite inside a segment, those of
/// elements too at its end.
fn trailing(file: &[u8], place: &Place, delimiters: Delimiters) -> Option<usize> {
    let (start, end) = range(place.bytes)?;
    let (first, _) = range(place.segment_bytes)?;
    // A composite is marked as a whole, the end of a segment by its last byte alone.
    let at_end = start == end;
    let empty = |byte: u8| byte == delimiters.component || (at_end && byte == delimiters.element);
    let run = file.get(first..end)?.iter().rev().take_while(|byte| empty(**byte)).count();
    let from = end.checked_sub(run)?;
    // Inside a segment the separator before a composite of nothing belongs to what follows.
    let holds = from
        .checked_sub(1)
        .and_then(|before| file.get(before))
        .is_some_and(|byte| *byte != delimiters.element);
    let tag = file.get(first..from)?.iter().position(|byte| *byte == delimiters.element);
    (if at_end { tag.is_some() } else { holds }).then_some(from)
}
