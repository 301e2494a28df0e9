//! What a file sends that must not be sent twice: interchanges, batches and claims, by their numbers. Kept while the
//! file is read, and compared when all files are read.
//!
//! Of a number a hash is kept, not its text: two that are the same text have the same hash, and that two others have
//! it is as good as impossible (64 bits).

use crate::diag::{ElementRef, Finding, Location, Place, Span};
use crate::guide::SegView;
use crate::x12::{Interchange, SetStart};
use std::hash::{DefaultHasher, Hash, Hasher};

/// A number as it stands in a set; 24 bytes, since one is kept for each claim of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Number {
    /// 0: there is no number.
    hash: u64,
    /// Where the segment begins.
    start: u64,
    segment: u32,
    /// Length of the segment, how far into it the number stands, and the length of the number.
    length: u16,
    offset: u8,
    inside: u8,
}

/// What a file sends.
#[derive(Debug, Default)]
pub(crate) struct Sent {
    pub(crate) interchanges: Vec<Interchange>,
    sets: Vec<OfSet>,
    /// CLM01 of each claim, in order.
    claims: Vec<Number>,
    /// Numbers for which there was no more room.
    pub(crate) forgot: u64,
}

/// A set that claims were sent in.
#[derive(Debug)]
struct OfSet {
    start: SetStart,
    /// How many claims were sent before it.
    before: u64,
    /// BHT03.
    batch: Option<Number>,
}

/// What a set sends.
#[derive(Debug, Default)]
pub(crate) struct SentBySet {
    batch: Option<Number>,
    claims: Vec<Number>,
}

impl Number {
    /// An element of a segment.
    fn new(segment: SegView<'_>, element: u16) -> Self {
        let text = segment.element(usize::from(element));
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let (whole, bytes) = (segment.span(), segment.span_of(ElementRef::element(element)));
        Self {
            hash: if text.is_empty() { 0 } else { hasher.finish() },
            start: whole.start,
            segment: segment.ordinal(),
            length: u16::try_from(whole.end - whole.start).unwrap_or(u16::MAX),
            offset: u8::try_from(bytes.start - whole.start).unwrap_or(u8::MAX),
            inside: u8::try_from(bytes.end - bytes.start).unwrap_or(u8::MAX),
        }
    }
}

impl SentBySet {
    /// What a set sends: its BHT, and its claims.
    pub(crate) fn new<'a>(
        bht: Option<SegView<'a>>,
        count: usize,
        claims: impl Iterator<Item = SegView<'a>>,
    ) -> Self {
        let mut sent = Self { batch: bht.map(|bht| Number::new(bht, 3)), claims: Vec::with_capacity(count) };
        sent.claims.extend(claims.map(|clm| Number::new(clm, 1)));
        sent
    }
}

impl Sent {
    /// Takes what the next set sends; claims were sent before it. The numbers may fill so many bytes.
    pub(crate) fn take(&mut self, start: &SetStart, before: u64, sent: SentBySet, memory: usize) {
        let room = (memory / size_of::<Number>()).saturating_sub(self.sets.len().max(self.claims.len()));
        if room == 0 {
            self.forgot += 1 + sent.claims.len() as u64;
            return;
        }
        self.sets.push(OfSet { start: start.clone(), before, batch: sent.batch });
        self.forgot += sent.claims.len().saturating_sub(room) as u64;
        self.claims.extend(sent.claims.into_iter().take(room));
    }

    /// The claims of the set that a place is in, or of the interchange: set, and claim of the file from 0. The file has
    /// so many claims.
    pub(crate) fn claims_of(&self, at: &Place, all: u64) -> Vec<(u32, u64)> {
        if let (Some(set), Some(claim)) = (at.set, at.claim) {
            return vec![(set, claim.saturating_sub(1))];
        }
        let ends = self.sets.iter().skip(1).map(|set| set.before).chain([all]);
        let here = |set: &SetStart| match at.set {
            Some(number) => set.set == number,
            None => set.interchange == at.interchange,
        };
        let sets = self.sets.iter().zip(ends).filter(|(set, _)| here(&set.start));
        sets.flat_map(|(set, end)| (set.before..end).map(|claim| (set.start.set, claim))).collect()
    }

    fn location(
        number: &Number,
        set: &OfSet,
        claim: Option<u64>,
        tag: &'static str,
        element: u16,
    ) -> Location {
        let SetStart { interchange, group, set } = set.start;
        let value = number.start + u64::from(number.offset);
        Location::X12(Box::new(Place {
            interchange,
            group,
            set: Some(set),
            claim: claim.map(|claim| claim + 1),
            segment: Some(number.segment),
            tag: Some(tag),
            element: Some(ElementRef::element(element)),
            bytes: Span::new(value, value + u64::from(number.inside)),
            segment_bytes: Span::new(number.start, number.start + u64::from(number.length)),
            ..Place::default()
        }))
    }

    /// The claims with the number of one in an earlier set.
    pub(crate) fn claims_again(&self) -> Vec<Location> {
        let of = |claim: u64| {
            let after = self.sets.partition_point(|set| set.before <= claim);
            after.checked_sub(1).and_then(|last| self.sets.get(last))
        };
        let each = (0_u64..).zip(&self.claims);
        let each = each.filter_map(|(claim, number)| Some((number, of(claim)?, Some(claim))));
        let again = self.again(self.claims.iter().map(|number| number.hash), each);
        again.into_iter().map(|(number, set, claim)| Self::location(number, set, claim, "CLM", 1)).collect()
    }

    /// The batches with the number of an earlier one.
    pub(crate) fn batches_again(&self) -> Vec<Location> {
        let each = self.sets.iter().filter_map(|set| Some((set.batch.as_ref()?, set, None)));
        let hashes = self.sets.iter().filter_map(|set| set.batch.map(|batch| batch.hash));
        let again = self.again(hashes, each);
        again.into_iter().map(|(number, set, claim)| Self::location(number, set, claim, "BHT", 3)).collect()
    }

    /// Those with a number of an earlier set.
    fn again<'a>(
        &self,
        hashes: impl Iterator<Item = u64>,
        numbers: impl Iterator<Item = Found<'a>>,
    ) -> Vec<Found<'a>> {
        // Most files have one set.
        if self.sets.len() < 2 {
            return Vec::new();
        }
        // Most numbers are there once: seen by their hashes alone.
        let mut hashes: Vec<u64> = hashes.filter(|hash| *hash != 0).collect();
        hashes.sort_unstable();
        if !hashes.windows(2).any(|pair| pair.first() == pair.last()) {
            return Vec::new();
        }
        let mut all: Vec<Found<'_>> = numbers.filter(|(number, ..)| number.hash != 0).collect();
        all.sort_unstable_by_key(|(number, ..)| (number.hash, number.start));
        let again = all.windows(2).filter_map(|pair| match pair {
            [(first, one, _), second @ (number, other, _)] => {
                (first.hash == number.hash && one.start.set != other.start.set).then_some(*second)
            }
            _ => None,
        });
        again.collect()
    }
}

/// A number, its set, and its claim in the file from 0.
type Found<'a> = (&'a Number, &'a OfSet, Option<u64>);

/// Tells a finding, and in which of the files it is.
pub(crate) type Tell<'a> = &'a mut dyn FnMut(usize, Finding);

/// Where an element of an interchange stands: 13 or 15.
pub(crate) fn at_interchange(of: &Interchange, element: u16) -> Location {
    let [control, usage] = of.elements;
    Location::X12(Box::new(Place {
        interchange: Some(of.number),
        tag: Some("ISA"),
        element: Some(ElementRef::element(element)),
        bytes: if element == 13 { control } else { usage },
        segment_bytes: of.segment,
        ..Place::default()
    }))
}
