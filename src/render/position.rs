//! Line, column and character of a byte of a file: what editors and pipelines ask for.
//!
//! A claim file may be one long line, or have a line a segment: lines are those of the file as it stands. Columns and
//! characters count the bytes that begin a character of UTF-8: one that only continues a character counts with it.

use crate::diag::{FileReport, Location, Span};
use std::collections::BTreeMap;

/// Where a byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: u64,
    /// Column in it, from 1.
    pub column: u64,
    /// Character of the file, from 0.
    pub character: u64,
}

/// Gives the position of a byte of the file of that number, if it is known.
pub type Positions<'a> = dyn Fn(usize, u64) -> Option<Position> + 'a;

/// Finds the positions of the findings of one file, which comes in pieces.
///
/// ```
/// use peerclaim::{Checker, render::PositionScan};
/// let file = "ISA*00*          *00*          *ZZ*S              *ZZ*R              *260101*1200*^*00501*000000001*0*T*:~\nIEA*1*000000001~";
/// let report = Checker::builder().build().check(file.as_bytes());
/// let mut scan = PositionScan::new(&report);
/// scan.push(file.as_bytes());
/// let found = scan.finish();
/// let at = report.findings()[0].location().x12().ok_or("a place")?.bytes.start;
/// assert_eq!((found[&at].line, found[&at].column), (2, 5));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone)]
pub struct PositionScan {
    /// Bytes that are asked for, the last first.
    wanted: Vec<u64>,
    at: u64,
    next: Position,
    found: BTreeMap<u64, Position>,
}

impl PositionScan {
    /// For the findings of that report.
    pub fn new(report: &FileReport) -> Self {
        let spans = report.findings().iter().map(|finding| span(finding.location()));
        let mut wanted: Vec<u64> = spans.flat_map(|span| [span.start, span.end]).collect();
        wanted.sort_unstable_by(|one, other| other.cmp(one));
        wanted.dedup();
        let next = Position { line: 1, column: 1, character: 0 };
        Self { wanted, at: 0, next, found: BTreeMap::new() }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, mut piece: &[u8]) {
        while let Some(wanted) = self.wanted.last().copied() {
            let ahead = usize::try_from(wanted.saturating_sub(self.at)).unwrap_or(usize::MAX);
            let Some((before, after)) = piece.split_at_checked(ahead) else { break };
            self.pass(before);
            self.found.insert(wanted, self.next);
            self.wanted.pop();
            piece = after;
        }
        self.pass(piece);
    }

    fn pass(&mut self, bytes: &[u8]) {
        self.at += bytes.len() as u64;
        self.next.character += characters(bytes);
        match memchr::memrchr(b'\n', bytes) {
            None => self.next.column += characters(bytes),
            Some(last) => {
                self.next.line += memchr::memchr_iter(b'\n', bytes).count() as u64;
                self.next.column = 1 + characters(bytes.get(last + 1..).unwrap_or_default());
            }
        }
    }

    /// The file ends here: the positions that were found, by byte.
    pub fn finish(mut self) -> BTreeMap<u64, Position> {
        // What ends with the file ends here.
        while let Some(wanted) = self.wanted.pop() {
            if wanted == self.at {
                self.found.insert(wanted, self.next);
            }
        }
        self.found
    }
}

/// The bytes of a finding in its file.
pub(super) const fn span(location: &Location) -> Span {
    match location {
        Location::X12(place) => place.bytes,
        Location::Pack(place) | Location::Evidence(place) => place.bytes,
    }
}

/// Bytes that begin a character.
fn characters(bytes: &[u8]) -> u64 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u64
}
