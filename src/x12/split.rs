//! A stream of chunks into interchange headers, envelope segments and whole transaction sets.
//!
//! The splitter looks only for the ends of sets (a search for `SE` and `ST`, far faster than reading);
//! what is in a set is found by whoever checks it. Where a set turns out to end early, because its SE is
//! missing, the reader goes back to that byte and goes on from there.

use super::{Delimiters, Header, Tag, tag, tags};
use crate::diag::{Rule, rules};
use memchr::memmem::Finder;
use std::collections::VecDeque;

/// How much one piece of a file may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Bytes of one transaction set. A larger one is refused with one finding. At most 4 GiB − 1.
    pub set_bytes: usize,
    /// Bytes of one segment outside a set.
    pub segment_bytes: usize,
    /// Findings kept of one rule in one file; more are counted and not kept.
    pub findings_per_rule: usize,
    /// Findings kept in one file.
    pub findings: usize,
    /// Bytes for remembering control numbers of a file, and as many for the numbers of its batches and claims; beyond it
    /// their repetition is not looked for.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            set_bytes: 128 << 20,
            segment_bytes: 1 << 20,
            findings_per_rule: 1_000,
            findings: 10_000,
            memory: 16 << 20,
        }
    }
}

/// What comes next in a file. Positions count from the beginning of the bytes that were given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Item {
    /// Something wrong with the file itself; the bytes are read past. Text outside the interchanges may
    /// come as several steps.
    Fault {
        /// Which rule it breaks.
        rule: &'static Rule,
        /// The number that its message tells.
        count: u64,
    },
    /// An ISA.
    Header(Header),
    /// A GS or ST without an ISA around it; these separators were guessed, nothing is consumed.
    Bare(Delimiters),
    /// A segment outside a set.
    Segment {
        /// Its length without the terminator.
        length: usize,
    },
    /// The rest of something that was refused.
    Refused,
    /// A transaction set, from ST to SE where there is one.
    Set,
}

/// One step through a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What was found.
    pub item: Item,
    /// Where it begins.
    pub start: usize,
    /// Where the next step begins.
    pub next: usize,
}

/// Finds what comes next.
#[derive(Debug, Clone)]
pub struct Splitter {
    delimiters: Option<Delimiters>,
    /// Those of the interchange before.
    left: Option<Delimiters>,
    begun: bool,
    /// Two bytes a character: nothing is read.
    wide: bool,
    /// In the middle of text outside an interchange.
    outside: bool,
    refusing: Option<Refused>,
    ends: Search,
    starts: Search,
}

/// How many places a search remembers: more than the sets that a reader reads ahead before it may have
/// to go back to the first of them.
const REMEMBERED: usize = 256;

/// The places of a segment id at the beginning of a segment, the last ones remembered: each byte is
/// searched once, even where the reader goes back.
#[derive(Debug, Clone)]
struct Search {
    finder: Finder<'static>,
    /// Bytes before this place were searched.
    searched: u64,
    found: VecDeque<u64>,
}

impl Search {
    fn new(id: [u8; 3]) -> Self {
        Self { finder: Finder::new(&id).into_owned(), searched: 0, found: VecDeque::new() }
    }

    /// The first place after `from` where a segment with this id begins. `base`: where the bytes begin.
    fn find(&mut self, bytes: &[u8], base: u64, from: usize, delimiters: &Delimiters) -> Option<usize> {
        let from = base + from as u64;
        let known = self.found.partition_point(|&found| found < from);
        if let Some(found) = self.found.get(known) {
            return usize::try_from(found - base).ok();
        }
        let mut at = usize::try_from(self.searched.max(from) - base).ok()?;
        while let Some(offset) = self.finder.find(bytes.get(at..)?) {
            at += offset;
            let before = bytes.get(..at)?;
            let last = before.iter().rev().find(|&&byte| !delimiters.between(byte));
            if last == Some(&delimiters.segment) {
                if self.found.len() == REMEMBERED {
                    self.found.pop_front();
                }
                self.found.push_back(base + at as u64);
                self.searched = base + at as u64 + 1;
                return Some(at);
            }
            at += 1;
        }
        self.searched = base + bytes.len().saturating_sub(2).max(at) as u64;
        None
    }
}

impl Default for Splitter {
    fn default() -> Self {
        Self {
            delimiters: None,
            left: None,
            begun: false,
            wide: false,
            outside: false,
            refusing: None,
            ends: Search::new(*b"SE*"),
            starts: Search::new(*b"ST*"),
        }
    }
}

impl Splitter {
    /// A splitter at the beginning of a file.
    pub fn new() -> Self {
        Self::default()
    }

    /// The separators in force.
    pub const fn delimiters(&self) -> Option<Delimiters> {
        self.delimiters
    }

    /// What comes next in `bytes` from `from` on. Nothing: more bytes are needed, or, where `whole` says
    /// that no more will come, all was read. `base` is where `bytes` begin in the file.
    pub fn step(
        &mut self,
        bytes: &[u8],
        base: u64,
        from: usize,
        whole: bool,
        limits: &Limits,
    ) -> Option<Step> {
        if !self.begun {
            if bytes.len() < 4 && !whole {
                return None;
            }
            self.begun = true;
            if let Some(step) = Self::encoding(bytes) {
                self.wide = matches!(step.item, Item::Fault { rule, .. } if rule == &rules::WIDE_CHARACTERS);
                return Some(step);
            }
        }
        if self.wide {
            let next = bytes.len();
            return (next > from).then_some(Step { item: Item::Refused, start: from, next });
        }
        if let Some(what) = self.refusing {
            return self.refuse(what, bytes, base, from, whole);
        }
        let gap = bytes.get(from..)?;
        let start = from
            + match self.delimiters {
                Some(delimiters) => gap.iter().take_while(|&&byte| delimiters.between(byte)).count(),
                None => gap.iter().take_while(|&&byte| self.between_interchanges(byte)).count(),
            };
        let rest = bytes.get(start..)?;
        if rest.is_empty() || (rest.len() < 4 && !whole) {
            return None;
        }
        if rest.starts_with(b"ISA") && rest.get(3).is_some_and(|byte| !byte.is_ascii_alphanumeric()) {
            if rest.len() < 512 && !whole {
                return None;
            }
            if let Some(header) = self.header_at(rest) {
                return Some(self.header(header, start));
            }
        }
        match self.delimiters {
            Some(delimiters) => self.inside(bytes, base, start, whole, limits, delimiters),
            None => self.outside(bytes, start, whole),
        }
    }

    /// The header at the beginning of these bytes. One that is put right by guessing does not reach over
    /// the end of its segment.
    fn header_at(&self, bytes: &[u8]) -> Option<Header> {
        let terminator = self.delimiters.or(self.left).map(|delimiters| delimiters.segment);
        Header::read(bytes).filter(|header| {
            let text = bytes.get(..header.length.saturating_sub(1)).unwrap_or_default();
            header.fixed || !terminator.is_some_and(|terminator| text.contains(&terminator))
        })
    }

    /// The interchange is over: only another may follow.
    pub const fn leave(&mut self) {
        self.left = self.delimiters;
        self.delimiters = None;
    }

    /// Blanks and line breaks, and the rest of a last terminator of several bytes.
    fn between_interchanges(&self, byte: u8) -> bool {
        byte.is_ascii_whitespace() || self.left.is_some_and(|left| left.between(byte))
    }

    fn enter(&mut self, delimiters: Delimiters) {
        self.delimiters = Some(delimiters);
        self.outside = false;
        self.ends = Search::new([b'S', b'E', delimiters.element]);
        self.starts = Search::new([b'S', b'T', delimiters.element]);
    }

    fn header(&mut self, header: Header, start: usize) -> Step {
        self.enter(header.delimiters);
        Step { item: Item::Header(header), start, next: start + header.length }
    }

    fn encoding(bytes: &[u8]) -> Option<Step> {
        let fault =
            |rule, next| Some(Step { item: Item::Fault { rule, count: next as u64 }, start: 0, next });
        match bytes {
            [0xEF, 0xBB, 0xBF, ..] => fault(&rules::BYTE_ORDER_MARK, 3),
            [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [_, 0, _, 0, ..] | [0, _, 0, _, ..] => {
                fault(&rules::WIDE_CHARACTERS, bytes.len().min(4))
            }
            _ => None,
        }
    }

    /// Outside an interchange: the next header, or everything up to it.
    fn outside(&mut self, bytes: &[u8], start: usize, whole: bool) -> Option<Step> {
        let rest = bytes.get(start..)?;
        if rest.len() < 2048 && !whole {
            return None;
        }
        if let Some(delimiters) = Delimiters::guess(rest).filter(|_| !self.outside) {
            self.enter(delimiters);
            return Some(Step { item: Item::Bare(delimiters), start, next: start });
        }
        let header = memchr::memmem::find_iter(rest, b"ISA")
            .skip_while(|&place| place == 0)
            .find(|&place| rest.get(place..).is_some_and(|rest| self.header_at(rest).is_some()));
        self.outside = header.is_none();
        let length = match header {
            Some(place) => place,
            None if whole => rest.len(),
            // A header may begin in what has not come yet.
            None => rest.len().saturating_sub(1024).max(1),
        };
        let item = Item::Fault { rule: &rules::TEXT_OUTSIDE, count: length as u64 };
        Some(Step { item, start, next: start + length })
    }

    /// Inside an interchange: a set, or a segment.
    fn inside(
        &mut self,
        bytes: &[u8],
        base: u64,
        start: usize,
        whole: bool,
        limits: &Limits,
        delimiters: Delimiters,
    ) -> Option<Step> {
        let rest = bytes.get(start..)?;
        if id_of(rest, &delimiters) == tags::ST {
            return self.set(bytes, base, start, whole, limits, delimiters);
        }
        let end = memchr::memchr(delimiters.segment, rest);
        if end.unwrap_or(rest.len()) > limits.segment_bytes {
            return Some(self.refusal(
                Refused::Segment,
                &rules::SEGMENT_TOO_LARGE,
                limits.segment_bytes,
                start,
            ));
        }
        match end {
            Some(length) => Some(Step { item: Item::Segment { length }, start, next: start + length + 1 }),
            // Line breaks at the end of the file are not part of a last segment without terminator.
            None if whole => {
                let length =
                    rest.len() - rest.iter().rev().take_while(|&&byte| delimiters.between(byte)).count();
                Some(Step { item: Item::Segment { length }, start, next: bytes.len() })
            }
            None => None,
        }
    }

    /// Something is too large: told at once, whatever has come of it, and read past step by step.
    const fn refusal(&mut self, what: Refused, rule: &'static Rule, limit: usize, start: usize) -> Step {
        self.refusing = Some(what);
        Step { item: Item::Fault { rule, count: limit as u64 }, start, next: start + 2 }
    }

    fn set(
        &mut self,
        bytes: &[u8],
        base: u64,
        start: usize,
        whole: bool,
        limits: &Limits,
        delimiters: Delimiters,
    ) -> Option<Step> {
        let end = self.end_of_set(bytes, base, start + 2, &delimiters);
        let length = end.unwrap_or(bytes.len()) - start;
        if length > limits.set_bytes || u32::try_from(length).is_err() {
            return Some(self.refusal(Refused::Set, &rules::SET_TOO_LARGE, limits.set_bytes, start));
        }
        let next = end.or(whole.then_some(bytes.len()))?;
        Some(Step { item: Item::Set, start, next })
    }

    /// Where the set ends that `from` is in: after its SE, or before the next ST where that comes first.
    fn end_of_set(&mut self, bytes: &[u8], base: u64, from: usize, delimiters: &Delimiters) -> Option<usize> {
        let se = self.ends.find(bytes, base, from, delimiters);
        let next_set = self.starts.find(bytes, base, from, delimiters);
        match (se, next_set) {
            (Some(se), Some(st)) if st < se => Some(st),
            (Some(se), _) => {
                let tail = bytes.get(se..)?;
                memchr::memchr(delimiters.segment, tail).map(|length| se + length + 1)
            }
            // Without an SE yet, the next ST ends the set only if no SE can come before it.
            (None, st) => st,
        }
    }

    /// Has something been refused whose end has not come yet?
    pub const fn is_refusing(&self) -> bool {
        self.refusing.is_some()
    }

    /// Reads past what was too large, up to its end.
    fn refuse(&mut self, what: Refused, bytes: &[u8], base: u64, from: usize, whole: bool) -> Option<Step> {
        let delimiters = self.delimiters?;
        let end = match what {
            Refused::Set => self.end_of_set(bytes, base, from, &delimiters),
            Refused::Segment => {
                memchr::memchr(delimiters.segment, bytes.get(from..)?).map(|length| from + length + 1)
            }
        };
        let next = match end {
            Some(end) => {
                self.refusing = None;
                end
            }
            None if whole => bytes.len(),
            // What was searched can go, but for an id that may be cut in two, and an SE without an end.
            None => {
                let se = self.ends.find(bytes, base, from, &delimiters).filter(|_| what == Refused::Set);
                bytes.len().saturating_sub(64).min(se.unwrap_or(usize::MAX)).max(from)
            }
        };
        (next > from).then_some(Step { item: Item::Refused, start: from, next })
    }
}

/// What was too large and is read past.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Refused {
    Set,
    Segment,
}

/// The id of the segment that these bytes begin with.
pub(crate) fn id_of(bytes: &[u8], delimiters: &Delimiters) -> Tag {
    let length = bytes
        .iter()
        .take(4)
        .position(|&byte| byte == delimiters.element || byte == delimiters.segment)
        .unwrap_or(bytes.len());
    bytes.get(..length).map_or(0, tag)
}
