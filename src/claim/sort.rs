//! Some of the claims of a file as a file of their own: the good ones go out today, the bad ones are
//! mended.
//!
//! Segments of the claims that stay are copied byte for byte. Claims that do not stay are left out with
//! their loops, and so are levels that hold no claim any more; HL numbers, HL04 and the counts of SE, GE
//! and IEA are made to fit. Header and trailers are those of the file, control numbers included: of two
//! files picked from one, only one can be sent as it is. A TA1 is left out, and so are line breaks inside
//! segments.

use crate::diag::Finding;
use crate::guide::{Compiled, Frame, LoopView, P837, Reader, Scratch, SetJob, SetView, Work};
use crate::value::Delimiters;
use crate::x12::{self, Limits, Segment, SetStart, Unwrapped, tags};

/// Picks claims out of a file that comes in pieces.
///
/// ```
/// use peerclaim::claim::ClaimFilter;
/// # let file = peerclaim::generate::Generator::new(1).claims(3).to_bytes();
/// let mut odd = ClaimFilter::new(|claim| claim % 2 == 1);
/// let mut picked = odd.push(&file);
/// picked.extend(odd.finish());
/// assert_eq!(peerclaim::X12File::parse(&picked).claims().count(), 2);
/// ```
pub struct ClaimFilter<F> {
    reader: Reader,
    picking: Picking<F>,
    pending: Vec<u8>,
    base: u64,
}

impl<F: Fn(u64) -> bool> ClaimFilter<F> {
    /// A filter that keeps the claims of which `keep` says so; claims count from 1 in the file.
    pub fn new(keep: F) -> Self {
        Self::with_limits(keep, Limits::default())
    }

    /// The same with other limits on what is read.
    pub fn with_limits(keep: F, limits: Limits) -> Self {
        let picking = Picking {
            keep,
            guides: vec![Compiled::new(&P837)],
            claims: 0,
            header: Vec::new(),
            group: Vec::new(),
            delimiters: Delimiters::default(),
            line_end: Vec::new(),
            sets: 0,
            groups: 0,
            left_out: 0,
            out: Vec::new(),
        };
        Self { reader: Reader::new(limits, None), picking, pending: Vec::new(), base: 0 }
    }

    /// Takes the next bytes of the file, gives the next bytes of the picked file.
    pub fn push(&mut self, chunk: &[u8]) -> Vec<u8> {
        self.pending.extend_from_slice(chunk);
        self.read(false)
    }

    /// The file ends here: the last bytes of the picked file. Empty altogether if no claim was kept.
    pub fn finish(mut self) -> Vec<u8> {
        let mut out = self.read(true);
        self.picking.end_interchange(None);
        out.append(&mut self.picking.out);
        out
    }

    /// How many transaction sets were left out because their guide is not known.
    pub const fn sets_left_out(&self) -> u64 {
        self.picking.left_out
    }

    fn read(&mut self, whole: bool) -> Vec<u8> {
        let pending = std::mem::take(&mut self.pending);
        let used = self.reader.read(&pending, self.base, whole, &mut self.picking, &mut Vec::new());
        self.pending = pending;
        self.pending.drain(..used);
        self.base += used as u64;
        std::mem::take(&mut self.picking.out)
    }
}

impl<F> std::fmt::Debug for ClaimFilter<F> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClaimFilter({} claims read)", self.picking.claims)
    }
}

struct Picking<F> {
    keep: F,
    guides: Vec<Compiled>,
    /// Claims of the sets before.
    claims: u64,
    /// The ISA and what stands before the first group, not written yet.
    header: Vec<u8>,
    /// The GS, not written yet.
    group: Vec<u8>,
    delimiters: Delimiters,
    /// What the file writes after a terminator.
    line_end: Vec<u8>,
    /// Sets and groups written since the last GS and ISA.
    sets: u64,
    groups: u64,
    left_out: u64,
    out: Vec<u8>,
}

impl<F> Picking<F> {
    fn close(&self, text: &[u8]) -> Vec<u8> {
        let mut segment = text.to_vec();
        segment.push(self.delimiters.segment);
        segment.extend_from_slice(&self.line_end);
        segment
    }

    /// A trailer with its count changed.
    fn trailer(&self, id: &str, count: u64, control: &[u8]) -> Vec<u8> {
        let mut text = id.as_bytes().to_vec();
        text.push(self.delimiters.element);
        text.extend_from_slice(count.to_string().as_bytes());
        text.push(self.delimiters.element);
        text.extend_from_slice(control);
        self.close(&text)
    }

    /// The control number: of the trailer if there is one, else of the header.
    fn control<'a>(&'a self, trailer: Option<&'a Segment<'_>>, header: &'a [u8], number: usize) -> Vec<u8> {
        let from_header = || Segment::new(header, self.delimiters).element(number).to_vec();
        trailer.map_or_else(from_header, |trailer| trailer.element(2).to_vec())
    }

    fn end_group(&mut self, trailer: Option<&Segment<'_>>) {
        if self.sets > 0 && !self.group.is_empty() {
            let control = self.control(trailer, &self.group, 6);
            let ge = self.trailer("GE", self.sets, &control);
            self.out.extend(ge);
        }
        self.sets = 0;
        self.group.clear();
    }

    fn end_interchange(&mut self, trailer: Option<&Segment<'_>>) {
        self.end_group(None);
        if self.groups > 0 && !self.header.is_empty() {
            let control = self.control(trailer, &self.header, 13);
            let iea = self.trailer("IEA", self.groups, &control);
            self.out.extend(iea);
        }
        self.groups = 0;
        self.header.clear();
    }

    /// Writes the headers that are owed before the first set that is written.
    fn write_headers(&mut self) {
        if self.groups == 0 && !self.header.is_empty() {
            let header = self.close(&self.header);
            self.out.extend(header);
        }
        if self.sets == 0 && !self.group.is_empty() {
            let group = self.close(&self.group);
            self.out.extend(group);
            self.groups += 1;
        }
        self.sets += 1;
    }
}

impl<F: Fn(u64) -> bool> Work for Picking<F> {
    type Done = Option<(Scratch, Option<Unwrapped>)>;

    fn work(&mut self, jobs: &[SetJob<'_>]) -> Vec<(Frame, Self::Done)> {
        jobs.iter()
            .map(|job| {
                let mut scratch = Scratch::default();
                let (read, unbroken) = job.read_unbroken(&self.guides, &mut scratch);
                (read.frame, read.guide.map(|_| (scratch, unbroken)))
            })
            .collect()
    }

    fn done(&mut self, job: &SetJob<'_>, _: &SetStart, done: Self::Done, _: &mut Vec<Finding>) {
        let (Some((scratch, unbroken)), Some(compiled)) = (done, self.guides.first()) else {
            self.left_out += 1;
            return;
        };
        let whole =
            SetJob { bytes: unbroken.as_ref().map_or(job.bytes, |clean| &clean.bytes), ..job.clone() };
        let walk = whole.walk(&scratch.index, compiled);
        let set = walk.view(&scratch.walker.tree);
        let claims = super::claims(&set).count() as u64;
        let kept = Kept::new(&set, |number| (self.keep)(self.claims + number));
        let text = kept.any.then(|| kept.write(&set));
        self.claims += claims;
        if let Some(text) = text {
            self.write_headers();
            let ended = text.ends_with(&self.line_end);
            self.out.extend(text);
            if !ended {
                self.out.extend_from_slice(&self.line_end);
            }
        }
    }

    fn envelope(&mut self, segment: &Segment<'_>, delimiters: Delimiters, line_end: &[u8]) {
        match x12::tag(segment.tag()) {
            tags::ISA => {
                self.end_interchange(None);
                self.delimiters = delimiters;
                self.line_end = line_end.to_vec();
                self.header = segment.bytes().to_vec();
            }
            tags::GS => {
                self.end_group(None);
                self.group = segment.bytes().to_vec();
            }
            tags::GE => self.end_group(Some(segment)),
            tags::IEA => self.end_interchange(Some(segment)),
            _ => {}
        }
    }
}

/// Which loops of a set stay.
struct Kept {
    /// By loop number.
    loops: Vec<bool>,
    any: bool,
}

impl Kept {
    fn new(set: &SetView<'_>, keep: impl Fn(u64) -> bool) -> Self {
        let mut loops = vec![true; set.tree.loops.len()];
        let mut mark = |inside: LoopView<'_>, stays: bool| {
            let range = inside.number() as usize..inside.end_number() as usize;
            loops.get_mut(range).unwrap_or_default().fill(stays);
        };
        let claims: Vec<_> = super::claims(set).collect();
        let stays: Vec<bool> = (1..).zip(&claims).map(|(number, _)| keep(number)).collect();
        // A level stays if a claim in it does; the claims in it are then marked one by one.
        for id in ["2000A", "2000B", "2000C"] {
            for level in set.loops(id) {
                let inside = |claim: &super::ClaimView<'_>| {
                    (level.number()..level.end_number()).contains(&claim.loop_view().number())
                };
                let from = claims.partition_point(|claim| claim.loop_view().number() < level.number());
                let mut own = claims.iter().zip(&stays).skip(from).take_while(|(claim, _)| inside(claim));
                if !own.any(|(_, stays)| *stays) {
                    mark(level, false);
                }
            }
        }
        for (claim, stays) in claims.iter().zip(&stays).filter(|(_, stays)| !**stays) {
            mark(claim.loop_view(), *stays);
        }
        Self { loops, any: stays.contains(&true) }
    }

    fn stays(&self, node: u32) -> bool {
        self.loops.get(node as usize).copied().unwrap_or(false)
    }

    /// The set with what stays, its numbers made to fit.
    fn write(&self, set: &SetView<'_>) -> Vec<u8> {
        let mut out = Vec::with_capacity(set.bytes.len());
        let (mut written, mut levels) = (0_u64, 0_u64);
        // HL01 as it was and as it is written.
        let mut renumbered: Vec<(&[u8], u64)> = Vec::new();
        for (number, segment) in set.segments().enumerate() {
            let end = set.segment(number + 1).map(|after| after.span().start);
            if !segment.parent().is_some_and(|parent| self.stays(parent.number())) {
                continue;
            }
            written += 1;
            let span = segment.span();
            let text = segment.view();
            let after = between(set, span.end, end);
            let changed = match segment.tag() {
                Some("HL") => {
                    levels += 1;
                    let parent = renumbered.iter().rev().find(|(was, _)| *was == text.element(2));
                    let parent = parent.map(|(_, is)| is.to_string()).unwrap_or_default();
                    renumbered.push((text.element(1), levels));
                    let child = segment.parent().is_some_and(|level| self.has_level(level));
                    Some([levels.to_string(), parent, lossy(text.element(3)), u8::from(child).to_string()])
                }
                Some("SE") => {
                    Some([written.to_string(), lossy(text.element(2)), String::new(), String::new()])
                }
                _ => None,
            };
            match changed {
                Some(elements) => {
                    let elements = elements
                        .iter()
                        .map(String::as_str)
                        .take_while(|text| segment.tag() == Some("HL") || !text.is_empty());
                    out.extend_from_slice(text.tag());
                    for element in elements {
                        out.push(set.delimiters().element);
                        out.extend_from_slice(element.as_bytes());
                    }
                }
                None => out.extend_from_slice(text.bytes()),
            }
            out.extend_from_slice(after);
        }
        out
    }

    fn has_level(&self, level: LoopView<'_>) -> bool {
        level.loops().any(|inner| self.stays(inner.number()) && inner.first("HL").is_some())
    }
}

/// The terminator of a segment and what stands before the next one.
fn between<'a>(set: &SetView<'a>, end: u64, next: Option<u64>) -> &'a [u8] {
    let at = |place: u64| usize::try_from(place.saturating_sub(set.tree.base)).unwrap_or(usize::MAX);
    let until = next.map_or(set.bytes.len(), at);
    set.bytes.get(at(end)..until).unwrap_or_default()
}

fn lossy(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Checker;
    use crate::generate::Generator;

    fn pick(file: &[u8], keep: impl Fn(u64) -> bool, chunk: usize) -> Vec<u8> {
        let mut filter = ClaimFilter::new(keep);
        let mut out: Vec<u8> = file.chunks(chunk).flat_map(|piece| filter.push(piece)).collect();
        out.extend(filter.finish());
        out
    }

    #[test]
    fn what_is_picked_is_a_clean_file() {
        for seed in 0..10 {
            for breaks in [false, true] {
                let file = Generator::new(seed).claims(60).claims_per_set(7).line_breaks(breaks).to_bytes();
                let checker = Checker::builder().as_of("2026-11-21".parse().unwrap()).build();
                let whole = checker.check(&file);
                for keep in [|claim| claim % 3 == 0, |claim| claim % 3 != 0] {
                    let picked = pick(&file, keep, 1000);
                    let report = checker.check(&picked);
                    assert_eq!(report.findings(), [], "seed {seed}");
                    assert_eq!(report.counts().claims, (1..=60).filter(|claim| keep(*claim)).count() as u64);
                    assert!(picked == pick(&file, keep, file.len()), "chunks make no difference");
                }
                assert_eq!(whole.counts().claims, 60);
                assert!(pick(&file, |_| true, 100) == file, "everything kept is the same file");
                assert!(pick(&file, |_| false, 100).is_empty());
            }
        }
    }
}
