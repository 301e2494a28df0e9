//! Segments to loops: one walker for every guide.
//!
//! The walker takes the segments of a set in order and asks the compiled table where each belongs. It
//! keeps a stack of open loops; closing a loop shows what was missing, placing a segment shows what
//! came too often or too late. After a segment that belongs nowhere it keeps its place.
//!
//! Clean segments cost a look-up and a few masks; whatever is not clean goes to the plain checker
//! (`element`), which says why.

use super::clean::{self, Memory};
use super::compile::{Compiled, LoopIx, NOWHERE, Pos, Qualifier, SegAt, word};
use super::element::{self, Fault};
use super::tree::{LoopNode, NodeId, SegNode, SetView, Tree};
use crate::diag::{Arg, Finding, Found, Location, Place, Rule, Span, rules};
use crate::x12::{Delimiters, Index, Tag, tag, tags};

/// Room for walking, reused from set to set.
#[derive(Debug, Default, Clone)]
pub(crate) struct Walker {
    pub(crate) tree: Tree,
    stack: Vec<Open>,
    depth: usize,
    /// By place and segment id: what came next the last time. Facts of the guide, whatever the set.
    successors: Vec<Successor>,
    successors_of: Option<&'static str>,
    memory: Memory,
}

#[derive(Debug, Clone)]
struct Open {
    of: LoopIx,
    node: NodeId,
    /// Parts that occurred, a bit each; a part's count is valid if its bit is set.
    seen: u64,
    counts: [u32; 64],
}

/// A segment that came next in order, and by what it was known.
#[derive(Debug, Clone, Copy)]
struct Successor {
    tag: Tag,
    qualifier: Qualifier,
    value: u64,
    place: Pos,
}

/// How many successors of one place are remembered.
const WAYS: usize = 4;

impl Successor {
    /// None yet: no segment has this id.
    const NONE: Self = Self {
        tag: Tag::MAX,
        qualifier: Qualifier { element: 0, component: 0, double: false },
        value: 0,
        place: NOWHERE,
    };

    /// Where the successor of that id is remembered.
    #[inline]
    const fn slot(from: Pos, tag: Tag) -> usize {
        // The two highest bits of a product mix all bits of the id.
        from as usize * WAYS + (tag.wrapping_mul(0x9E37_79B1) >> 30) as usize
    }
}

/// How a set ended for the walker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Walked {
    /// Segments that belong to the set.
    pub(crate) segments: u32,
    /// The SE, by its number, if there is one.
    pub(crate) trailer: Option<u32>,
}

/// What is walked: a set and its separators.
#[derive(Clone, Copy)]
pub(crate) struct Walk<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) base: u64,
    pub(crate) delimiters: Delimiters,
    pub(crate) index: &'a Index,
    pub(crate) compiled: &'a Compiled,
}

impl Walk<'_> {
    pub(crate) fn view<'a>(&'a self, tree: &'a Tree) -> SetView<'a> {
        SetView { bytes: self.bytes, index: self.index, tree, compiled: self.compiled }
    }

    /// A text as a number, as [`word`] makes it.
    #[inline]
    pub(super) fn word(&self, start: u32, end: u32) -> u64 {
        let (start, length) = (start as usize, end.saturating_sub(start));
        match (self.bytes.get(start..start + 8), length) {
            (_, 0) => 0,
            (Some(eight), 1..=8) => {
                let eight = <[u8; 8]>::try_from(eight).unwrap_or_default();
                u64::from_le_bytes(eight) & u64::MAX >> (64 - 8 * length)
            }
            _ => self.bytes.get(start..end as usize).map_or(u64::MAX, word),
        }
    }
}

impl Walker {
    /// Walks a whole set. What is wrong goes to `out`; the loops are in [`Walker::tree`] afterwards.
    pub(crate) fn walk(&mut self, walk: &Walk<'_>, out: &mut Found) -> Walked {
        self.reset(walk);
        let suspicious =
            walk.index.facts().unprintable || walk.index.facts().padded || walk.index.facts().repeated;
        let mut from: Pos = 0;
        let mut walked = Walked { segments: 0, trailer: None };
        for (number, (start, ends)) in (0_u32..).zip(walk.index.segments()) {
            let end_of_id = ends.first().copied().unwrap_or(start);
            let tag = match (end_of_id.saturating_sub(start), walk.word(start, end_of_id)) {
                // A third byte of 0 would make it the number of the two before.
                (2, word) | (3, word @ 0x1_0000..) => u32::try_from(word).unwrap_or(0),
                _ => 0,
            };
            let next = if number == 0 {
                self.open_root();
                Some((0, true))
            } else {
                self.step(walk, from, tag, ends, out, number)
            };
            // No guide has a place for an envelope inside a set.
            if next.is_none() && tags::ends_set(tag) {
                break;
            }
            let place = next.map_or(NOWHERE, |(place, _)| place);
            self.tree.segments.push(SegNode { place, node: self.top_node() });
            walked.segments = number + 1;
            match next {
                Some((place, in_order)) => {
                    from = self.place(walk, from, place, in_order, number, out);
                    self.elements(walk, place, start, ends, number, suspicious, out);
                }
                None => self.unplaced(walk, from, tag, number, out),
            }
            if tag == tags::SE {
                walked.trailer = Some(number);
                break;
            }
        }
        while self.depth > 0 {
            self.close(walk, walked.segments, out);
        }
        walked
    }

    fn reset(&mut self, walk: &Walk<'_>) {
        let compiled = walk.compiled;
        self.tree.segments.clear();
        self.tree.loops.clear();
        self.tree.strays = false;
        (self.tree.base, self.tree.delimiters) = (walk.base, walk.delimiters);
        self.depth = 0;
        let guide = Some(compiled.guide.id);
        if self.successors_of != guide {
            self.successors.clear();
            self.successors.resize(compiled.places.len() * WAYS, Successor::NONE);
            self.successors_of = guide;
        }
        self.memory.reset(compiled);
    }

    fn top_node(&self) -> NodeId {
        self.top().map_or(0, |open| open.node)
    }

    fn top(&self) -> Option<&Open> {
        self.stack.get(self.depth.checked_sub(1)?)
    }

    fn top_mut(&mut self) -> Option<&mut Open> {
        let top = self.depth.checked_sub(1)?;
        self.stack.get_mut(top)
    }

    fn open_root(&mut self) {
        self.open(0, 0, 1, 0);
    }

    fn open(&mut self, of: LoopIx, parent: NodeId, count: u32, first: u32) {
        let node = u32::try_from(self.tree.loops.len()).unwrap_or(u32::MAX);
        self.tree.loops.push(LoopNode { of, parent, count, first, end: first, end_node: node + 1 });
        if self.depth == self.stack.len() {
            self.stack.push(Open { of, node, seen: 0, counts: [0; 64] });
        }
        self.depth += 1;
        if let Some(open) = self.top_mut() {
            open.of = of;
            open.node = node;
            open.seen = 0;
        }
    }

    /// Where the segment belongs, from memory or from the table, and whether it comes in order.
    #[inline]
    fn step(
        &mut self,
        walk: &Walk<'_>,
        from: Pos,
        tag: Tag,
        ends: &[u32],
        out: &mut Found,
        number: u32,
    ) -> Option<(Pos, bool)> {
        let element = |at: u8| -> (u32, u32) {
            let before = usize::from(at).checked_sub(1).and_then(|place| ends.get(place));
            match (before, ends.get(usize::from(at))) {
                (Some(before), Some(end)) => (before + 1, *end),
                _ => (0, 0),
            }
        };
        let read = |at: u8, component: u8| {
            let (start, end) = element(at);
            if component == 0 {
                return walk.word(start, end);
            }
            let whole = walk.bytes.get(start as usize..end as usize).unwrap_or_default();
            let part = crate::x12::part(whole, walk.delimiters.component, usize::from(component) - 1);
            // The first of several, where it is repeated.
            let one =
                walk.delimiters.repetition.and_then(|between| part.split(|byte| *byte == between).next());
            word(one.unwrap_or(part))
        };
        let value_of = |qualifier: Qualifier| match qualifier {
            Qualifier { element: 0, .. } => 0,
            Qualifier { element, component, .. } => read(element, component),
        };
        let slot = Successor::slot(from, tag);
        let known = self.successors.get(slot).filter(|known| known.tag == tag);
        if let Some(known) = known.filter(|known| known.value == value_of(known.qualifier)) {
            return Some((known.place, true));
        }
        let qualifier = walk.compiled.qualifier(tag)?;
        let (place, in_order) = walk.compiled.next_place(from, tag, read)?;
        if !in_order {
            self.late(walk, place, number, out);
            return Some((place, false));
        }
        // What depends on one value alone may be remembered by it.
        let value = value_of(qualifier);
        if let Some(slot) = self.successors.get_mut(slot).filter(|_| !qualifier.double) {
            *slot = Successor { tag, qualifier, value, place };
        }
        Some((place, true))
    }

    /// A segment that came too late: a loop begins here all the same; a segment is counted where it
    /// belongs, and the walk goes on where it was.
    #[cold]
    fn late(&self, walk: &Walk<'_>, place: Pos, number: u32, out: &mut Found) {
        let (Some(at), Some(table)) =
            (walk.compiled.places.get(usize::from(place)), walk.compiled.table(place))
        else {
            return;
        };
        let Some(level) = walk.compiled.loop_at(at.in_loop) else { return };
        let args = [Arg::Text(table.tag), Arg::Text(table.label), Arg::Text(level.table.id)];
        self.report(walk, &rules::SEGMENT_ORDER, number, Some(table.tag), &args, out);
    }

    /// Opens and closes loops for a segment at `place`; tells from where the walk goes on.
    #[inline]
    fn place(
        &mut self,
        walk: &Walk<'_>,
        from: Pos,
        place: Pos,
        in_order: bool,
        number: u32,
        out: &mut Found,
    ) -> Pos {
        let Some(at) = walk.compiled.places.get(usize::from(place)) else { return from };
        if number == 0 {
            self.count(walk, at, place, number, out);
            return place;
        }
        let home = if at.opens {
            walk.compiled.loop_at(at.in_loop).and_then(|level| level.parent).unwrap_or(0)
        } else {
            at.in_loop
        };
        // Too late in a loop further out, and no loop of its own: counted there, nothing closes.
        if !at.opens && !in_order {
            self.stray(walk, at, place, number, out);
            return from;
        }
        while self.top().is_some_and(|open| open.of != home) && self.depth > 1 {
            self.close(walk, number, out);
        }
        if at.opens {
            let (parent, count) = self.count_loop(walk, at, number, out);
            self.open(at.in_loop, parent, count, number);
        }
        self.count(walk, at, place, number, out);
        let node = self.top_node();
        if let Some(last) = self.tree.segments.last_mut() {
            last.node = node;
        }
        place
    }

    fn stray(&mut self, walk: &Walk<'_>, at: &SegAt, place: Pos, number: u32, out: &mut Found) {
        self.tree.strays = true;
        let depth = self.depth;
        while self.top().is_some_and(|open| open.of != at.in_loop) && self.depth > 1 {
            self.depth -= 1;
        }
        let node = self.top_node();
        if let Some(last) = self.tree.segments.last_mut() {
            last.node = node;
        }
        self.count(walk, at, place, number, out);
        self.depth = depth;
    }

    /// Counts the loop in the loop around it.
    fn count_loop(&mut self, walk: &Walk<'_>, at: &SegAt, number: u32, out: &mut Found) -> (NodeId, u32) {
        let Some(level) = walk.compiled.loop_at(at.in_loop) else { return (0, 1) };
        let Some(open) = self.top_mut() else { return (0, 1) };
        let (node, count) = (open.node, open.count(level.part));
        if level.max > 0 && count > u32::from(level.max) {
            let args =
                [Arg::Text(level.table.id), Arg::Text(level.table.label), Arg::Times(u64::from(level.max))];
            let tag = walk.compiled.tables.get(usize::from(level.parts.first().map_or(0, |part| part.place)));
            self.report(walk, &rules::LOOP_REPEATED, number, tag.map(|table| table.tag), &args, out);
        }
        (node, count)
    }

    /// Counts the segment in its loop.
    #[inline]
    fn count(&mut self, walk: &Walk<'_>, at: &SegAt, place: Pos, number: u32, out: &mut Found) {
        let Some(open) = self.top_mut() else { return };
        let count = open.count(at.part);
        if count > 1 && at.max > 0 && count > u32::from(at.max) {
            let Some(table) = walk.compiled.table(place) else { return };
            let args = [Arg::Text(table.tag), Arg::Text(table.label), Arg::Times(u64::from(at.max))];
            self.report(walk, &rules::SEGMENT_REPEATED, number, Some(table.tag), &args, out);
        }
    }

    /// Closes the innermost loop before the segment of that number.
    fn close(&mut self, walk: &Walk<'_>, number: u32, out: &mut Found) {
        let Some(open) = self.top() else { return };
        let (of, node, seen) = (open.of, open.node, open.seen);
        self.depth -= 1;
        let end_node = u32::try_from(self.tree.loops.len()).unwrap_or(u32::MAX);
        if let Some(closed) = self.tree.loops.get_mut(node as usize) {
            closed.end = number;
            closed.end_node = end_node;
        }
        let required = walk.compiled.loop_at(of).map_or(0, |level| level.required);
        if required & !seen != 0 {
            self.missing(walk, of, node, required & !seen, out);
        }
    }

    #[cold]
    fn missing(&self, walk: &Walk<'_>, of: LoopIx, node: NodeId, missing: u64, out: &mut Found) {
        let Some(level) = walk.compiled.loop_at(of) else { return };
        for (_, part) in level.parts.iter().enumerate().filter(|(bit, _)| missing >> bit & 1 == 1) {
            let Some(table) = walk.compiled.table(part.place) else { continue };
            // The envelope misses the trailer.
            if table.tag == "SE" {
                continue;
            }
            let before = self.insertion(walk, of, node, part.ord);
            let inner = part.of.and_then(|ix| walk.compiled.loop_at(ix));
            let (rule, args) = match inner {
                Some(inner) => (
                    &rules::LOOP_MISSING,
                    [Arg::Loop(inner.table.id), Arg::Text(inner.table.label), Arg::Loop(level.table.id)],
                ),
                None => (
                    &rules::SEGMENT_MISSING,
                    [Arg::Text(table.tag), Arg::Text(table.label), Arg::Loop(level.table.id)],
                ),
            };
            let view = walk.view(&self.tree);
            let start = walk
                .index
                .segment(before as usize)
                .map_or(walk.bytes.len() as u64, |(start, _)| u64::from(start));
            let at = Span::new(walk.base + start, walk.base + start);
            let place = Place {
                segment: Some(before + 1),
                tag: Some(table.tag),
                path: view.path(node),
                bytes: at,
                segment_bytes: at,
                anchor: node,
                ..Place::default()
            };
            out.push(Finding::new(rule, Location::X12(Box::new(place)), &args));
        }
    }

    /// The number of the segment before which a part with that place should have stood.
    fn insertion(&self, walk: &Walk<'_>, of: LoopIx, node: NodeId, ord: u16) -> u32 {
        let Some(here) = self.tree.loops.get(node as usize) else { return 0 };
        let own = |number: &u32| {
            let Some(at) = self.tree.segments.get(*number as usize) else { return false };
            let Some(seg) = walk.compiled.places.get(usize::from(at.place)) else { return false };
            // The place of the segment, or of the loop that holds it, in this loop.
            let (mut level, mut own_ord) = (seg.in_loop, seg.ord);
            while level != of {
                let Some(inner) = walk.compiled.loop_at(level) else { return false };
                let Some(parent) = inner.parent else { return false };
                own_ord = inner.ord;
                level = parent;
            }
            own_ord > ord
        };
        (here.first..here.end).find(own).unwrap_or(here.end)
    }

    #[cold]
    fn unplaced(&mut self, walk: &Walk<'_>, from: Pos, tag: Tag, number: u32, out: &mut Found) {
        let known =
            walk.compiled.tables.iter().find(|table| tag != 0 && self::tag(table.tag.as_bytes()) == tag);
        match known {
            None => self.report(walk, &rules::SEGMENT_UNKNOWN, number, None, &[], out),
            Some(table) => {
                let (after, label) =
                    walk.compiled.table(from).map_or(("", ""), |table| (table.tag, table.label));
                let qualified = if table.key.is_some() { " with this qualifier" } else { "" };
                let args = [Arg::Text(table.tag), Arg::Text(qualified), Arg::Text(after), Arg::Text(label)];
                self.report(walk, &rules::SEGMENT_UNEXPECTED, number, Some(table.tag), &args, out);
            }
        }
    }

    #[cold]
    fn report(
        &self,
        walk: &Walk<'_>,
        rule: &'static Rule,
        number: u32,
        tag: Option<&'static str>,
        args: &[Arg],
        out: &mut Found,
    ) {
        let Some((start, ends)) = walk.index.segment(number as usize) else { return };
        let end = ends.last().copied().unwrap_or(start);
        let span = Span::new(walk.base + u64::from(start), walk.base + u64::from(end));
        let place = Place {
            segment: Some(number + 1),
            tag,
            path: walk.view(&self.tree).path(self.top_node()),
            bytes: span,
            segment_bytes: span,
            anchor: self.top_node(),
            ..Place::default()
        };
        out.push(Finding::new(rule, Location::X12(Box::new(place)), args));
    }

    /// Checks the elements: fast if they are clean, plainly if not.
    #[inline]
    fn elements(
        &mut self,
        walk: &Walk<'_>,
        place: Pos,
        start: u32,
        ends: &[u32],
        number: u32,
        suspicious: bool,
        out: &mut Found,
    ) {
        let Some(at) = walk.compiled.places.get(usize::from(place)) else { return };
        if (suspicious && clean::is_suspicious(walk, start, ends))
            || !self.memory.clean(walk, at, place, ends)
        {
            self.explain(walk, place, number, out);
        }
    }

    #[cold]
    fn explain(&self, walk: &Walk<'_>, place: Pos, number: u32, out: &mut Found) {
        let Some(table) = walk.compiled.table(place) else { return };
        let Some(segment) = walk.view(&self.tree).segment(number as usize) else { return };
        // What is cut off in the middle lacks everything behind the cut.
        if walk.index.facts().unterminated && number as usize + 1 == walk.index.len() {
            return;
        }
        let faults = element::check(table, &segment.view(), walk.delimiters);
        if segment.is_empty() && faults.is_empty() {
            out.push(Finding::new(&rules::SEGMENT_EMPTY, segment.at(), &[]));
        }
        for fault in faults {
            let Fault { rule, at, args } = fault;
            let args: Vec<Arg> = args.into_iter().flatten().collect();
            out.push(Finding::new(rule, segment.at_element(at), &args));
        }
    }
}

impl Open {
    /// One more of that part; how many there are now.
    #[inline]
    fn count(&mut self, part: u8) -> u32 {
        let bit = 1_u64 << (part & 63);
        let fresh = self.seen & bit == 0;
        self.seen |= bit;
        let Some(count) = self.counts.get_mut(usize::from(part & 63)) else { return 1 };
        *count = if fresh { 1 } else { count.saturating_add(1) };
        *count
    }
}

#[cfg(test)]
mod tests {
    use crate::{Checker, generate::Generator};

    #[test]
    fn an_id_that_is_none_is_reported_whatever_follows_it() {
        let file = Generator::new(1).to_bytes();
        let place = memchr::memmem::find(&file, b"~NM1*85").unwrap() + 1;
        for segment in ["ABCD*1~", "ABCD**1~", "A**1~", "ABCD~", "~", "**~"] {
            let mut file = file.clone();
            file.splice(place..place, segment.bytes());
            let report = Checker::builder().build().check(&file);
            let names: Vec<&str> = report.findings().iter().map(|finding| finding.rule().name).collect();
            assert_eq!(names, ["segment-unknown", "set-segment-count-differs"], "{segment}");
        }
    }
}
