//! One transaction set to work on: its separators, its frame from ST to SE, and its loops if its guide is
//! known. Needs nothing of the sets around it.

use super::compile::Compiled;
use super::identify::{Identity, fits_group, identify};
use super::{Walk, Walker};
use crate::diag::{Arg, ElementRef, Finding, Found, Location, Place, Rule, Span, rules};
use crate::x12::{self, Delimiters, Index, Segment, Unwrapped, tags};

/// One transaction set to work on.
#[derive(Clone)]
pub(crate) struct SetJob<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) base: u64,
    pub(crate) delimiters: Delimiters,
    pub(crate) group_guide: Vec<u8>,
    pub(crate) group_kind: Vec<u8>,
}

/// Line breaks inside the segments of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InnerBreaks {
    pub(crate) count: u64,
    /// The first segment that has one, ST being 1.
    pub(crate) segment: u32,
    pub(crate) first: Span,
}

/// Where a set really ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Frame {
    /// Segments from ST to SE, or to what ended it.
    pub(crate) segments: u64,
    /// The SE: its first byte and its length, from the beginning of the job.
    pub(crate) trailer: Option<(usize, usize)>,
    /// The byte after the set.
    pub(crate) end: usize,
    /// Its guide is known: its elements were checked, those of ST and SE too.
    pub(crate) read: bool,
}

impl Frame {
    /// The frame of a set that was read without its line breaks, in the bytes as they stand.
    pub(crate) fn back(self, clean: &Unwrapped) -> Self {
        let trailer = self.trailer.map(|(start, length)| {
            let begin = clean.original(start);
            (begin, clean.original_end(start + length).saturating_sub(begin))
        });
        Self { trailer, end: clean.original_end(self.end), ..self }
    }
}

/// Room for reading a set, reused from set to set.
#[derive(Debug, Default, Clone)]
pub(crate) struct Scratch {
    pub(crate) index: Index,
    pub(crate) walker: Walker,
}

/// What a set turned out to be.
pub(crate) struct ReadSet<'g> {
    pub(crate) frame: Frame,
    /// The guide that it was walked by; none: only its frame was read.
    pub(crate) guide: Option<&'g Compiled>,
}

impl SetJob<'_> {
    /// Reads the set: separators, frame, and loops if its guide is known. What is wrong goes to `out`.
    pub(crate) fn read<'g>(
        &self,
        guides: &'g [Compiled],
        scratch: &mut Scratch,
        out: &mut Found,
    ) -> ReadSet<'g> {
        scratch.index.build(self.bytes, &self.delimiters);
        self.note_faults(&scratch.index, out);
        let st = self.segment(&scratch.index, 0);
        let tables: Vec<_> = guides.iter().map(Compiled::guide).collect();
        if !fits_group(st.element(1), &self.group_kind) && !self.group_kind.is_empty() {
            self.report_st(&rules::ST_GROUP, 1, &[], out);
        }
        let guide = match identify(&tables, &self.group_guide, st.element(1), st.element(3)) {
            Identity::Supported { guide, exact, differ } => {
                let rule = if differ { &rules::GUIDES_DIFFER } else { &rules::GUIDE_READ_AS };
                if differ || !exact {
                    self.report_st(rule, 3, &[Arg::Text(guide)], out);
                }
                guides.iter().find(|compiled| compiled.guide().id == guide)
            }
            Identity::Unsupported(words) => {
                self.report_st(&rules::GUIDE_UNSUPPORTED, 3, &[Arg::Text(words)], out);
                None
            }
        };
        let Some(compiled) = guide else {
            return ReadSet { frame: self.frame(&scratch.index), guide: None };
        };
        let walk = self.walk(&scratch.index, compiled);
        let walked = scratch.walker.walk(&walk, out);
        let trailer = walked.trailer.and_then(|number| span_of(&scratch.index, number as usize));
        let end = self.end_after(&scratch.index, walked.segments as usize, trailer);
        ReadSet { frame: Frame { segments: u64::from(walked.segments), trailer, end, read: true }, guide }
    }

    /// Reads the set for what is in it, whatever is wrong with it. Where line breaks stand inside segments,
    /// it is read without them: then the text that was read is given too, and the frame is that of the
    /// bytes as they stand.
    pub(crate) fn read_unbroken<'g>(
        &self,
        guides: &'g [Compiled],
        scratch: &mut Scratch,
    ) -> (ReadSet<'g>, Option<Unwrapped>) {
        let read = self.read(guides, scratch, &mut Found::default());
        if self.inner_breaks(&scratch.index).is_none() {
            return (read, None);
        }
        let clean = Unwrapped::new(self.bytes);
        let whole = SetJob { bytes: &clean.bytes, ..self.clone() };
        let read = whole.read(guides, scratch, &mut Found::default());
        (ReadSet { frame: read.frame.back(&clean), ..read }, Some(clean))
    }

    /// How many line breaks stand inside segments, and the first of them. Binary data is not looked at.
    pub(crate) fn inner_breaks(&self, index: &Index) -> Option<InnerBreaks> {
        if !index.facts().unprintable {
            return None;
        }
        let (mut count, mut first, mut past) = (0, None, 0_usize);
        for (number, (start, ends)) in (1_u32..).zip(index.segments()) {
            if (start as usize) < past {
                continue;
            }
            let end = ends.last().copied().unwrap_or(start);
            let bytes = self.bytes.get(start as usize..end as usize).unwrap_or_default();
            past = past_binary(&Segment::new(bytes, self.delimiters), start as usize);
            let mut breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
            if let Some(at) = breaks.next().filter(|_| past == 0) {
                count += 1 + breaks.count() as u64;
                first = first.or(Some((number, self.base + u64::from(start) + at as u64)));
            }
        }
        first.map(|(segment, at)| InnerBreaks { count, segment, first: Span::new(at, at + 1) })
    }

    pub(crate) fn walk<'a>(&'a self, index: &'a Index, compiled: &'a Compiled) -> Walk<'a> {
        Walk { bytes: self.bytes, base: self.base, delimiters: self.delimiters, index, compiled }
    }

    fn segment(&self, index: &Index, number: usize) -> Segment<'_> {
        let (start, length) = span_of(index, number).unwrap_or_default();
        Segment::new(self.bytes.get(start..start + length).unwrap_or_default(), self.delimiters)
    }

    fn end_after(&self, index: &Index, segments: usize, trailer: Option<(usize, usize)>) -> usize {
        match trailer {
            Some((start, length)) => (start + length + 1).min(self.bytes.len()),
            None => span_of(index, segments).map_or(self.bytes.len(), |(start, _)| start),
        }
    }

    /// The frame of a set whose guide is not known. Binary segments (BIN) tell their own length.
    fn frame(&self, index: &Index) -> Frame {
        let (mut segments, mut past) = (0_u64, 0_usize);
        for number in 0..index.len() {
            let Some((start, length)) = span_of(index, number) else { break };
            if start < past {
                continue;
            }
            let segment = self.segment(index, number);
            let tag = x12::tag(segment.tag());
            if segments > 0 && tags::ends_set(tag) {
                return Frame { segments, trailer: None, end: start, read: false };
            }
            segments += 1;
            if tag == tags::SE {
                let end = (start + length + 1).min(self.bytes.len());
                return Frame { segments, trailer: Some((start, length)), end, read: false };
            }
            past = past_binary(&segment, start);
        }
        Frame { segments, trailer: None, end: self.bytes.len(), read: false }
    }

    /// What the index saw.
    fn note_faults(&self, index: &Index, out: &mut Found) {
        let facts = index.facts();
        if facts.indented > 0 {
            let args = [Arg::Times(u64::from(facts.indented))];
            out.push(finding(&rules::INDENTED, Span::new(self.base, self.base), None, &args));
        }
        if facts.unterminated {
            let end = self.base + self.bytes.len() as u64;
            out.push(finding(&rules::UNTERMINATED, Span::new(end, end), None, &[]));
        }
    }

    fn report_st(&self, rule: &'static Rule, element: u16, args: &[Arg], out: &mut Found) {
        let length = memchr::memchr(self.delimiters.segment, self.bytes).unwrap_or(self.bytes.len());
        let bytes = self.bytes.get(..length).unwrap_or_default();
        let st = Segment::new(bytes, self.delimiters);
        let whole = Span::new(self.base, self.base + length as u64);
        let place = Place {
            segment: Some(1),
            tag: Some("ST"),
            element: Some(ElementRef::element(element)),
            bytes: x12::element_place(&st, self.base, element),
            segment_bytes: whole,
            ..Place::default()
        };
        out.push(Finding::new(rule, Location::X12(Box::new(place)), args));
    }
}

/// Where the data of a binary segment (BIN) end: it tells their length. 0: it is not one.
fn past_binary(segment: &Segment<'_>, start: usize) -> usize {
    if x12::tag(segment.tag()) != tags::BIN {
        return 0;
    }
    let announced = x12::count(segment.element(1)).and_then(|count| usize::try_from(count).ok());
    let before = segment.tag().len() + segment.element(1).len() + 2;
    announced.map_or(0, |count| start.saturating_add(before).saturating_add(count))
}

/// First byte and length of a segment in its set.
fn span_of(index: &Index, number: usize) -> Option<(usize, usize)> {
    let (start, ends) = index.segment(number)?;
    let end = ends.last().copied().unwrap_or(start);
    Some((start as usize, end.saturating_sub(start) as usize))
}

fn finding(rule: &'static Rule, bytes: Span, segment: Option<u32>, args: &[Arg]) -> Finding {
    let place = Place { segment, bytes, segment_bytes: bytes, ..Place::default() };
    Finding::new(rule, Location::X12(Box::new(place)), args)
}
