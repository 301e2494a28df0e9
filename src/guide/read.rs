//! A file in order: envelope, sets, envelope. The one loop that every use of a file shares.
//!
//! [`Reader`] takes the bytes of a file as they come, follows the envelope, and hands out transaction
//! sets as [`SetJob`]s, several at a time, so that the caller may work on them on as many threads as it
//! likes. Everything else happens in file order.

use super::job::{Frame, SetJob};
use super::table::Seg;
use super::{element, envelope};
use crate::diag::{Arg, ElementRef, Finding, Location, Rule, Span, rules};
use crate::value::Date;
use crate::x12::{
    self, Delimiters, Envelope, Item, Limits, Segment, SetEnd, SetStart, Splitter, Unwrapped, tags,
};
use std::borrow::Cow;

/// How many sets, and how many bytes of them, are handed out together.
const BATCH_SETS: usize = 64;
const BATCH_BYTES: usize = 8 << 20;
/// How many findings of the envelope may pile up.
const PILE: usize = 1000;

/// What the caller does with sets.
pub(crate) trait Work {
    /// What a set gives, beside its frame.
    type Done;
    /// Works on several sets; the answers in the same order.
    fn work(&mut self, jobs: &[SetJob<'_>]) -> Vec<(Frame, Self::Done)>;
    /// Takes what the envelope gave rise to, so that it does not pile up.
    fn flush(&mut self, _out: &mut Vec<Finding>) {}
    /// Sees each segment of the envelope, in file order, and what the file writes after its terminator.
    fn envelope(&mut self, _segment: &Segment<'_>, _delimiters: Delimiters, _line_end: &[u8]) {}
    /// Learns of a set that is too large to be read.
    fn skipped(&mut self) {}
    /// Takes an answer, in file order, with the set's ordinals.
    fn done(&mut self, job: &SetJob<'_>, start: &SetStart, done: Self::Done, out: &mut Vec<Finding>);
}

/// Reads a file piece by piece.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    splitter: Splitter,
    pub(crate) envelope: Envelope,
    limits: Limits,
    as_of: Option<Date>,
    bare_reported: bool,
    /// Where text outside the interchanges began that has not ended yet.
    outside: Option<u64>,
    /// What is wrong with an interchange version of old, if a group of a new version follows.
    old_version: Option<Finding>,
    pub(crate) delimiters: Vec<Delimiters>,
    /// Header dates that were not compared with the day of the check.
    pub(crate) undated: [u64; 2],
}

impl Reader {
    pub(crate) fn new(limits: Limits, as_of: Option<Date>) -> Self {
        Self {
            splitter: Splitter::new(),
            envelope: Envelope::new(limits.memory),
            limits,
            as_of,
            bare_reported: false,
            outside: None,
            old_version: None,
            delimiters: Vec::new(),
            undated: [0, 0],
        }
    }

    /// Reads what can be read of `bytes`, which begin at `base` in the file; `whole` tells that no more
    /// will come. Returns how many bytes are done with.
    pub(crate) fn read<W: Work>(
        &mut self,
        bytes: &[u8],
        base: u64,
        whole: bool,
        work: &mut W,
        out: &mut Vec<Finding>,
    ) -> usize {
        let mut at = 0_usize;
        let mut batch: Vec<SetJob<'_>> = Vec::new();
        let mut batched = 0_usize;
        // After a set that ended early, what was read ahead was read in vain: begin again with little.
        let mut most = BATCH_SETS;
        loop {
            let step = self.splitter.step(bytes, base, at, whole, &self.limits);
            if let Some((Item::Set, start, next)) = step.map(|step| (step.item, step.start, step.next)) {
                let delimiters = self.splitter.delimiters().unwrap_or_default();
                let group = self.envelope.group();
                batch.push(SetJob {
                    bytes: bytes.get(start..next).unwrap_or_default(),
                    base: base + start as u64,
                    delimiters,
                    group_guide: group.guide.clone(),
                    group_kind: group.kind.clone(),
                });
                batched += next - start;
                at = next;
                if batch.len() < most && batched < BATCH_BYTES {
                    continue;
                }
            }
            if !batch.is_empty() {
                if let Some(back) = self.finish_batch(&batch, base, work, out) {
                    at = back;
                    batch.clear();
                    batched = 0;
                    most = 1;
                    continue;
                }
                batch.clear();
                batched = 0;
                most = (2 * most).min(BATCH_SETS);
            }
            match step {
                None => break,
                Some(step) if matches!(step.item, Item::Set) => {}
                Some(step) => {
                    self.other(bytes, base, step, out);
                    if matches!(step.item, Item::Fault { rule, .. } if rule == &rules::SET_TOO_LARGE) {
                        work.skipped();
                    }
                    self.show(bytes, step, work);
                    if out.len() > PILE {
                        work.flush(out);
                    }
                    at = step.next;
                }
            }
        }
        if whole {
            let end = base + bytes.len() as u64;
            self.end_outside(end, out);
            // What is missing at the end of something that was refused is not known.
            if !self.splitter.is_refusing() {
                self.envelope.finish(end, out);
            }
        }
        at
    }

    /// Shows a segment of the envelope.
    fn show<W: Work>(&self, bytes: &[u8], step: x12::Step, work: &mut W) {
        let (length, delimiters) = match step.item {
            Item::Header(header) => (header.length.saturating_sub(1), header.delimiters),
            Item::Segment { length } => (length, self.delimiters.last().copied().unwrap_or_default()),
            _ => return,
        };
        let text = bytes.get(step.start..step.start + length).unwrap_or_default();
        let after = bytes.get(step.next..).unwrap_or_default();
        let breaks = after.iter().take(2).take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        work.envelope(&Segment::new(text, delimiters), delimiters, after.get(..breaks).unwrap_or_default());
    }

    /// Works on the sets that were gathered. If one ended early, tells from where to go on.
    fn finish_batch<W: Work>(
        &mut self,
        batch: &[SetJob<'_>],
        base: u64,
        work: &mut W,
        out: &mut Vec<Finding>,
    ) -> Option<usize> {
        let answers = work.work(batch);
        for (job, (frame, done)) in batch.iter().zip(answers) {
            let st_length = memchr::memchr(job.delimiters.segment, job.bytes).unwrap_or(job.bytes.len());
            let st_text = job.bytes.get(..st_length).unwrap_or_default();
            let st = unbroken(st_text);
            let st = Segment::new(&st, job.delimiters);
            let from = out.len();
            let start = self.envelope.open_set(&st, job.base, out);
            put_back(out.get_mut(from..).unwrap_or_default(), st_text, job.base);
            work.done(job, &start, done, out);
            let trailer = frame
                .trailer
                .and_then(|(first, length)| Some((first, job.bytes.get(first..first + length)?)));
            let se_text = trailer.map(|(first, text)| (first, unbroken(text)));
            let se = se_text
                .as_ref()
                .map(|(first, text)| (Segment::new(text, job.delimiters), job.base + *first as u64));
            let end =
                SetEnd { segments: frame.segments, se, end: job.base + frame.end as u64, read: frame.read };
            let from = out.len();
            self.envelope.close_set(start.set, &end, out);
            if let Some((first, text)) = trailer {
                put_back(out.get_mut(from..).unwrap_or_default(), text, job.base + first as u64);
            }
            if frame.end < job.bytes.len() && frame.end > 0 {
                return usize::try_from(job.base - base).ok().map(|first| first + frame.end);
            }
        }
        None
    }

    /// Headers, trailers and what should not be there.
    fn other(&mut self, bytes: &[u8], base: u64, step: x12::Step, out: &mut Vec<Finding>) {
        let start = base + step.start as u64;
        if matches!(step.item, Item::Fault { rule, .. } if rule == &rules::TEXT_OUTSIDE) {
            // It comes in as many pieces as the file: one finding at its end.
            self.outside.get_or_insert(start);
            return;
        }
        self.end_outside(start, out);
        match step.item {
            Item::Fault { rule, count } => {
                let large = [&rules::SET_TOO_LARGE, &rules::SEGMENT_TOO_LARGE].contains(&rule);
                // How much of it has come does not matter.
                let end = if large { start } else { base + step.next as u64 };
                let mut place = self.envelope.place(None, Span::new(start, end));
                if rule == &rules::SET_TOO_LARGE {
                    // It is a set of its group, though it is not read.
                    let separators = self.splitter.delimiters().unwrap_or_default();
                    let rest = bytes.get(step.start..).unwrap_or_default();
                    let length = memchr::memchr(separators.segment, rest).unwrap_or(rest.len());
                    let st = Segment::new(rest.get(..length).unwrap_or_default(), separators);
                    place.set = Some(self.envelope.open_set(&st, start, out).set);
                }
                out.push(Finding::new(rule, Location::X12(Box::new(place)), &[Arg::Count(count)]));
            }
            Item::Header(header) => {
                let length = header.length.saturating_sub(1);
                let text = bytes.get(step.start..step.start + length).unwrap_or_default();
                let isa = Segment::new(text, header.delimiters);
                self.delimiters.push(header.delimiters);
                self.envelope.header(&isa, start, out);
                self.header_faults(&header, &isa, start, out);
                let from = out.len();
                self.envelope_elements(&isa, start, out);
                self.old_version = held_back(&isa, from, out);
                self.future(&rules::ISA_FUTURE, &isa, start, 9, Date::from_yymmdd(isa.element(9)).ok(), out);
            }
            Item::Bare(delimiters) => {
                if !self.bare_reported {
                    self.delimiters.push(delimiters);
                    let id = if bytes.get(step.start..).is_some_and(|rest| rest.starts_with(b"GS")) {
                        "GS"
                    } else {
                        "ST"
                    };
                    let span = Span::new(start, start + 2);
                    let place = self.envelope.place(Some(id), span);
                    out.push(Finding::new(&rules::NO_ISA, Location::X12(Box::new(place)), &[Arg::Text(id)]));
                }
                self.bare_reported = true;
            }
            Item::Segment { length } => self.segment(bytes, base, step.start, length, out),
            Item::Refused | Item::Set => {}
        }
    }

    /// Text outside the interchanges ends here, if there was any.
    fn end_outside(&mut self, end: u64, out: &mut Vec<Finding>) {
        let Some(start) = self.outside.take() else { return };
        let place = self.envelope.place(None, Span::new(start, end));
        let args = [Arg::Many(end - start, "byte")];
        out.push(Finding::new(&rules::TEXT_OUTSIDE, Location::X12(Box::new(place)), &args));
    }

    fn segment(&mut self, bytes: &[u8], base: u64, first: usize, length: usize, out: &mut Vec<Finding>) {
        let text = bytes.get(first..first + length).unwrap_or_default();
        let separators = self.splitter.delimiters().unwrap_or_default();
        let segment = Segment::new(text, separators);
        let start = base + first as u64;
        if bytes.get(first + length) != Some(&separators.segment) {
            let end = start + length as u64;
            let place = self.envelope.place(None, Span::new(end, end));
            out.push(Finding::new(&rules::UNTERMINATED, Location::X12(Box::new(place)), &[]));
        }
        let trailer = x12::tag(segment.tag());
        if matches!(trailer, tags::GE | tags::IEA) {
            self.envelope_elements(&segment, start, out);
        }
        if self.envelope.segment(&segment, start, out) {
            self.splitter.leave();
        }
        if matches!(trailer, tags::GS | tags::TA1) {
            self.envelope_elements(&segment, start, out);
        }
        if trailer == tags::GS {
            let new = segment.element(8).starts_with(b"005010");
            out.extend(self.old_version.take_if(|_| new));
            self.future(&rules::GS_FUTURE, &segment, start, 4, Date::from_d8(segment.element(4)).ok(), out);
        }
    }

    fn header_faults(&self, header: &x12::Header, isa: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        let span = Span::new(start, start + header.length.saturating_sub(1) as u64);
        let mut report = |rule, args: &[Arg]| {
            let place = self.envelope.place(Some("ISA"), span);
            out.push(Finding::new(rule, Location::X12(Box::new(place)), args));
        };
        if !header.fixed {
            report(&rules::ISA_MALFORMED, &[]);
        }
        if let Some((first, second)) = header.clash {
            report(&rules::SEPARATORS_CLASH, &[Arg::Text(first), Arg::Text(second)]);
        }
        if let Some(odd) = header.delimiters.odd() {
            report(&rules::ODD_SEPARATOR, &[Arg::Text(odd)]);
        }
        // Before version 00402 a letter stands there rightly.
        if header.letter && !is_old_version(isa.element(12)) {
            let mut place = self.envelope.place(Some("ISA"), span);
            place.element = Some(ElementRef::element(11));
            place.bytes = x12::element_place(isa, start, 11);
            out.push(Finding::new(&rules::REPETITION_UNSET, Location::X12(Box::new(place)), &[]));
        }
    }

    /// Elements of ISA, GS, GE, IEA and TA1, by the same plain checker as those of a set.
    fn envelope_elements(&self, segment: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        let (table, rule) = match x12::tag(segment.tag()) {
            tags::ISA => (&envelope::ISA, &rules::ISA_ELEMENT),
            tags::IEA => (&envelope::IEA, &rules::ISA_ELEMENT),
            tags::TA1 => (&envelope::TA1, &rules::ISA_ELEMENT),
            tags::GS => (&envelope::GS, &rules::GS_ELEMENT),
            tags::GE => (&envelope::GE, &rules::GS_ELEMENT),
            _ => return,
        };
        let separators = self.splitter.delimiters().unwrap_or_default();
        // ISA11 and ISA16 hold the separators themselves.
        let separators = match table.tag {
            "ISA" => Delimiters { repetition: None, component: separators.element, ..separators },
            _ => separators,
        };
        for fault in element::check(table, segment, separators) {
            let isa = table.tag == "ISA";
            let padded = fault.rule == &rules::PADDING || fault.rule == &rules::CHARACTER && isa;
            let width = [&rules::ELEMENT_MISSING, &rules::ELEMENT_SHORT, &rules::ELEMENT_LONG];
            // The width of an ISA that is not fixed is reported once, for the whole header.
            if padded || isa && width.contains(&fault.rule) {
                continue;
            }
            let expected = match fault.rule {
                rule if rule == &rules::CODE => table
                    .els
                    .get(usize::from(fault.at.element).saturating_sub(1))
                    .map_or(Arg::Text("another code"), |el| Arg::Codes(el.codes)),
                rule if rule == &rules::ELEMENT_MISSING => Arg::Text("a value"),
                rule if rule == &rules::DATE => Arg::Text("a date that exists"),
                rule if rule == &rules::TIME => Arg::Text("a time"),
                rule if rule == &rules::NUMBER => Arg::Text("digits"),
                rule if rule == &rules::COMPONENTS_MANY || rule == &rules::REPETITIONS_MANY => {
                    Arg::Text("a value without separators in it")
                }
                _ => lengths(table, fault.at),
            };
            let mut place =
                self.envelope.place(Some(table.tag), Span::new(start, start + segment.bytes().len() as u64));
            place.element = Some(fault.at);
            place.bytes = x12::element_place(segment, start, fault.at.element);
            let args = [Arg::Element(table.tag, fault.at), expected];
            out.push(Finding::new(rule, Location::X12(Box::new(place)), &args));
        }
    }

    fn future(
        &mut self,
        rule: &'static Rule,
        segment: &Segment<'_>,
        start: u64,
        element: u16,
        day: Option<Date>,
        out: &mut Vec<Finding>,
    ) {
        let (Some(today), Some(day)) = (self.as_of, day) else {
            let [interchanges, groups] = &mut self.undated;
            let undated = if rule == &rules::ISA_FUTURE { interchanges } else { groups };
            *undated += u64::from(self.as_of.is_none() && day.is_some());
            return;
        };
        if day > today {
            let tag = if element == 9 { "ISA" } else { "GS" };
            let mut place =
                self.envelope.place(Some(tag), Span::new(start, start + segment.bytes().len() as u64));
            place.element = Some(ElementRef::element(element));
            place.bytes = x12::element_place(segment, start, element);
            out.push(Finding::new(rule, Location::X12(Box::new(place)), &[Arg::Day(today)]));
        }
    }
}

/// An interchange version before 00501: right over groups of that time.
fn is_old_version(version: &[u8]) -> bool {
    version.len() == 5 && version.iter().all(u8::is_ascii_digit) && version < b"00501".as_slice()
}

/// Takes the finding about an old interchange version back: whether it is wrong, the groups tell.
fn held_back(isa: &Segment<'_>, from: usize, out: &mut Vec<Finding>) -> Option<Finding> {
    let about_version = |finding: &Finding| {
        finding.location().x12().is_some_and(|place| place.element == Some(ElementRef::element(12)))
    };
    let at = out.iter().skip(from).position(about_version).filter(|_| is_old_version(isa.element(12)))?;
    Some(out.remove(from + at))
}

/// How long an element of the envelope may be.
fn lengths(table: &'static Seg, at: ElementRef) -> Arg {
    let el = table.els.get(usize::from(at.element).saturating_sub(1));
    el.map_or(Arg::Text("another length"), |el| Arg::Characters(el.min, el.max))
}

/// The text of a segment without line breaks inside it.
fn unbroken(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr::memchr2(b'\n', b'\r', text).is_none() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(Unwrapped::new(text).bytes)
}

/// Findings in a segment of that text, read without its line breaks: to where they stand with them.
fn put_back(findings: &mut [Finding], text: &[u8], start: u64) {
    if findings.is_empty() || memchr::memchr2(b'\n', b'\r', text).is_none() {
        return;
    }
    let clean = Unwrapped::new(text);
    let inside = |at: u64| usize::try_from(at.saturating_sub(start)).unwrap_or(usize::MAX);
    let span = |span: Span| {
        let end = start + clean.original_end(inside(span.end)) as u64;
        Span::new((start + clean.original(inside(span.start)) as u64).min(end), end)
    };
    for finding in findings {
        let Some(at) = finding.location_mut().x12_mut() else { continue };
        at.bytes = span(at.bytes);
        at.segment_bytes = span(at.segment_bytes);
    }
}
