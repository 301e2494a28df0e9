//! Interchanges, groups and sets: nesting, counts and control numbers.
//!
//! The envelope is followed in file order, one segment at a time; sets pass through it as their first
//! and last segment. It remembers control numbers up to a limit, to see one used twice.

use super::{Segment, Unwrapped, count, tags};
use crate::diag::{Arg, ElementRef, Finding, Location, Place, Rule, Span, rules};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// The ordinals of a set, and what its group says of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SetStart {
    /// Which interchange of the file, from 1.
    pub interchange: Option<u32>,
    /// Which functional group of the file, from 1.
    pub group: Option<u32>,
    /// Which set of the file, from 1.
    pub set: u32,
}

/// How a set ended.
#[derive(Debug, Clone, Copy)]
pub struct SetEnd<'a> {
    /// Segments from ST to SE, both counted.
    pub segments: u64,
    /// The SE and the first of its bytes, where there is one.
    pub se: Option<(Segment<'a>, u64)>,
    /// The byte after the set.
    pub end: u64,
    /// The elements of ST and SE were checked: what is no number or missing is reported already.
    pub read: bool,
}

/// What the open functional group says of its sets.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GroupContext {
    /// GS01.
    pub kind: Vec<u8>,
    /// GS08.
    pub guide: Vec<u8>,
}

#[derive(Debug, Clone)]
struct Open {
    control: Vec<u8>,
    inside: u64,
    /// Control numbers of what is inside.
    seen: HashSet<Vec<u8>>,
}

/// Follows the envelope of one file.
#[derive(Debug, Clone, Default)]
pub struct Envelope {
    interchange: Option<Open>,
    group: Option<Open>,
    context: GroupContext,
    set_control: Vec<u8>,
    seen: HashSet<Vec<u8>>,
    remembered: usize,
    memory: usize,
    forgot: u64,
    counts: [u32; 3],
    /// Receipts of interchanges (TA1).
    receipts: u32,
    /// Those with control numbers of their own, as far as they could be remembered.
    interchanges: Vec<Interchange>,
}

/// An interchange as far as it is compared with others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Interchange {
    /// Which of the file, from 1.
    pub(crate) number: u32,
    /// Of sender, receiver and control number.
    pub(crate) hash: u64,
    /// ISA15: `T`, `P`, or what stands there.
    pub(crate) usage: u8,
    pub(crate) segment: Span,
    /// ISA13 and ISA15.
    pub(crate) elements: [Span; 2],
}

impl Interchange {
    fn new(isa: &Segment<'_>, start: u64, number: u32) -> Self {
        let mut hasher = DefaultHasher::new();
        [5, 6, 7, 8, 13].map(|element| isa.element(element)).hash(&mut hasher);
        Self {
            number,
            hash: hasher.finish(),
            usage: isa.element(15).first().copied().unwrap_or(0),
            segment: Span::new(start, start + isa.bytes().len() as u64),
            elements: [13, 15].map(|element| element_place(isa, start, element)),
        }
    }
}

/// An element where it stands.
pub(crate) fn element_place(segment: &Segment<'_>, start: u64, number: u16) -> Span {
    let bytes = segment.bytes();
    let value = segment.element(usize::from(number));
    // The value is a part of the segment: its distance from the beginning is its place.
    let before: usize = if value.is_empty() && usize::from(number) > segment.elements().count() {
        bytes.len()
    } else {
        let lengths = std::iter::once(segment.tag()).chain(segment.elements());
        lengths.take(usize::from(number)).map(|part| part.len() + 1).sum()
    };
    let first = start + before.min(bytes.len()) as u64;
    Span::new(first, first + value.len() as u64)
}

impl Envelope {
    /// An envelope at the beginning of a file, that may remember control numbers in so many bytes.
    pub fn new(memory: usize) -> Self {
        Self { memory, ..Self::default() }
    }

    /// How many interchanges, groups and sets were seen.
    pub const fn counts(&self) -> (u32, u32, u32) {
        let [interchanges, groups, sets] = self.counts;
        (interchanges, groups, sets)
    }

    /// How many receipts of interchanges (TA1) were seen.
    pub(crate) const fn receipts(&self) -> u32 {
        self.receipts
    }

    /// How many control numbers could not be remembered.
    pub const fn forgot(&self) -> u64 {
        self.forgot
    }

    /// The interchanges with control numbers of their own, as far as they could be remembered.
    pub(crate) fn interchanges(&self) -> &[Interchange] {
        &self.interchanges
    }

    /// What the open group says.
    pub const fn group(&self) -> &GroupContext {
        &self.context
    }

    /// Whether a group is open.
    pub const fn in_group(&self) -> bool {
        self.group.is_some()
    }

    /// A place in the envelope as it is open now.
    pub fn place(&self, tag: Option<&'static str>, bytes: Span) -> Place {
        let [interchange, group, _] = self.counts;
        Place {
            interchange: self.interchange.is_some().then_some(interchange),
            group: self.group.is_some().then_some(group),
            tag,
            bytes,
            segment_bytes: bytes,
            ..Place::default()
        }
    }

    fn report(&self, rule: &'static Rule, tag: &'static str, at: Span, args: &[Arg], out: &mut Vec<Finding>) {
        out.push(Finding::new(rule, Location::X12(Box::new(self.place(Some(tag), at))), args));
    }

    fn report_element(
        &self,
        rule: &'static Rule,
        tag: &'static str,
        (segment, start): (&Segment<'_>, u64),
        element: u16,
        args: &[Arg],
        out: &mut Vec<Finding>,
    ) {
        let mut place = self.place(Some(tag), Span::new(start, start + segment.bytes().len() as u64));
        place.element = Some(ElementRef::element(element));
        place.bytes = element_place(segment, start, element);
        out.push(Finding::new(rule, Location::X12(Box::new(place)), args));
    }

    /// Remembers a control number if there is room; tells whether it was there.
    fn repeats(
        seen: &mut HashSet<Vec<u8>>,
        control: &[u8],
        (used, limit): (&mut usize, usize),
        forgot: &mut u64,
    ) -> bool {
        if seen.contains(control) {
            return true;
        }
        // A remembered number costs its bytes and about as much again for its place.
        let cost = control.len() + 48;
        if *used + cost > limit {
            *forgot += 1;
        } else {
            *used += cost;
            seen.insert(control.to_vec());
        }
        false
    }

    /// An ISA begins.
    pub fn header(&mut self, isa: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        self.close_interchange(start, out);
        let [interchanges, ..] = &mut self.counts;
        *interchanges += 1;
        let number = *interchanges;
        let control = isa.element(13).to_vec();
        let forgot = self.forgot;
        let repeated =
            Self::repeats(&mut self.seen, &control, (&mut self.remembered, self.memory), &mut self.forgot);
        if !repeated && self.forgot == forgot {
            self.interchanges.push(Interchange::new(isa, start, number));
        }
        self.interchange = Some(Open { control, inside: 0, seen: HashSet::new() });
        if repeated {
            self.report_element(&rules::ISA_REPEATED, "ISA", (isa, start), 13, &[], out);
        }
    }

    /// A segment outside the sets. Tells whether the interchange ended with it.
    pub fn segment(&mut self, segment: &Segment<'_>, start: u64, out: &mut Vec<Finding>) -> bool {
        let span = Span::new(start, start + segment.bytes().len() as u64);
        match super::tag(segment.tag()) {
            tags::GS => self.open_group(segment, start, out),
            tags::GE => self.group_trailer(segment, start, out),
            tags::IEA => {
                self.interchange_trailer(segment, start, out);
                return true;
            }
            tags::TA1 => {
                self.receipts = self.receipts.saturating_add(1);
                let first = self.interchange.as_ref().is_some_and(|open| open.inside == 0);
                if !first || self.group.is_some() {
                    self.report(&rules::TA1_PLACE, "TA1", span, &[], out);
                }
            }
            tags::SE => self.report(&rules::TRAILER_ALONE, "SE", span, &[Arg::Text("SE")], out),
            _ => {
                let place = Location::X12(Box::new(self.place(None, span)));
                out.push(Finding::new(&rules::STRAY, place, &[]));
            }
        }
        false
    }

    fn open_group(&mut self, gs: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        self.close_group(start, out);
        let [_, groups, _] = &mut self.counts;
        *groups += 1;
        let control = gs.element(6).to_vec();
        let repeated = match &mut self.interchange {
            Some(open) => {
                open.inside += 1;
                Self::repeats(&mut open.seen, &control, (&mut self.remembered, self.memory), &mut self.forgot)
            }
            None => false,
        };
        let unbroken = |text: &[u8]| Unwrapped::new(text).bytes;
        self.context = GroupContext { kind: unbroken(gs.element(1)), guide: unbroken(gs.element(8)) };
        self.group = Some(Open { control, inside: 0, seen: HashSet::new() });
        if repeated {
            self.report_element(&rules::GS_REPEATED, "GS", (gs, start), 6, &[], out);
        }
    }

    fn group_trailer(&mut self, ge: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        match &self.group {
            None => {
                let span = Span::new(start, start + ge.bytes().len() as u64);
                self.report(&rules::TRAILER_ALONE, "GE", span, &[Arg::Text("GE")], out);
            }
            Some(open) => {
                // What is no number, or missing, is reported with the elements.
                if count(ge.element(1)).is_some_and(|said| said != open.inside) {
                    let args = [Arg::Count(open.inside)];
                    self.report_element(&rules::GE_COUNT, "GE", (ge, start), 1, &args, out);
                }
                if !ge.element(2).is_empty() && !same_number(ge.element(2), &open.control) {
                    self.report_element(&rules::GE_CONTROL, "GE", (ge, start), 2, &[], out);
                }
            }
        }
        self.leave_group();
    }

    fn interchange_trailer(&mut self, iea: &Segment<'_>, start: u64, out: &mut Vec<Finding>) {
        self.close_group(start, out);
        match &self.interchange {
            None => {
                let span = Span::new(start, start + iea.bytes().len() as u64);
                self.report(&rules::TRAILER_ALONE, "IEA", span, &[Arg::Text("IEA")], out);
            }
            Some(open) => {
                if count(iea.element(1)).is_some_and(|said| said != open.inside) {
                    let args = [Arg::Count(open.inside)];
                    self.report_element(&rules::IEA_COUNT, "IEA", (iea, start), 1, &args, out);
                }
                if !iea.element(2).is_empty() && iea.element(2) != open.control {
                    self.report_element(&rules::IEA_CONTROL, "IEA", (iea, start), 2, &[], out);
                }
            }
        }
        self.leave_interchange();
    }

    /// An ST begins.
    pub fn open_set(&mut self, st: &Segment<'_>, start: u64, out: &mut Vec<Finding>) -> SetStart {
        let [interchange, group, set] = &mut self.counts;
        *set += 1;
        let begun = SetStart {
            interchange: self.interchange.is_some().then_some(*interchange),
            group: self.group.is_some().then_some(*group),
            set: *set,
        };
        self.set_control = st.element(2).to_vec();
        let from = out.len();
        let repeated = self.group.as_mut().map(|open| {
            open.inside += 1;
            let room = (&mut self.remembered, self.memory);
            Self::repeats(&mut open.seen, &self.set_control, room, &mut self.forgot)
        });
        match repeated {
            None => {
                let span = Span::new(start, start + st.bytes().len() as u64);
                self.report(&rules::NO_GS, "ST", span, &[], out);
            }
            Some(true) => self.report_element(&rules::ST_REPEATED, "ST", (st, start), 2, &[], out),
            Some(false) => {}
        }
        in_set(out, from, begun.set, Some(1));
        begun
    }

    /// The set that was opened last ends.
    pub fn close_set(&mut self, set: u32, end: &SetEnd<'_>, out: &mut Vec<Finding>) {
        let from = out.len();
        match &end.se {
            None => self.report(&rules::SE_MISSING, "SE", Span::new(end.end, end.end), &[], out),
            Some((se, start)) => {
                let said = count(se.element(1));
                if said != Some(end.segments) && !(said.is_none() && end.read) {
                    let args = [Arg::Count(end.segments)];
                    self.report_element(&rules::SE_COUNT, "SE", (se, *start), 1, &args, out);
                }
                let missing = se.element(2).is_empty() || self.set_control.is_empty();
                if se.element(2) != self.set_control && !(missing && end.read) {
                    self.report_element(&rules::SE_CONTROL, "SE", (se, *start), 2, &[], out);
                }
            }
        }
        // A trailer that is missing should have stood after the last segment.
        let ordinal = if end.se.is_some() { end.segments } else { end.segments + 1 };
        in_set(out, from, set, u32::try_from(ordinal).ok());
    }

    /// The file ends here.
    pub fn finish(&mut self, end: u64, out: &mut Vec<Finding>) {
        self.close_interchange(end, out);
    }

    fn close_group(&mut self, end: u64, out: &mut Vec<Finding>) {
        if self.group.is_some() {
            self.report(&rules::GE_MISSING, "GE", Span::new(end, end), &[], out);
        }
        self.leave_group();
    }

    fn close_interchange(&mut self, end: u64, out: &mut Vec<Finding>) {
        self.close_group(end, out);
        if self.interchange.is_some() {
            self.report(&rules::IEA_MISSING, "IEA", Span::new(end, end), &[], out);
        }
        self.leave_interchange();
    }

    fn leave_group(&mut self) {
        let gone = self.group.take();
        self.forget(gone.as_ref());
        self.context = GroupContext::default();
    }

    fn leave_interchange(&mut self) {
        let gone = self.interchange.take();
        self.forget(gone.as_ref());
    }

    fn forget(&mut self, gone: Option<&Open>) {
        let freed: usize = gone.map_or(0, |open| open.seen.iter().map(|control| control.len() + 48).sum());
        self.remembered = self.remembered.saturating_sub(freed);
    }
}

/// Puts what was reported from `from` on into that set.
fn in_set(out: &mut [Finding], from: usize, set: u32, segment: Option<u32>) {
    for finding in out.get_mut(from..).unwrap_or_default() {
        let Some(place) = finding.location_mut().x12_mut() else { continue };
        place.set = Some(set);
        place.segment = segment;
    }
}

/// Group control numbers are numbers (data type N0): `2` and `02` are the same.
fn same_number(a: &[u8], b: &[u8]) -> bool {
    a == b || count(a).is_some_and(|number| Some(number) == count(b))
}
