//! The loops of one transaction set as the walker found them, and views to go about in them.

use super::compile::{Compiled, LoopIx, NOWHERE, Pos, loop_word};
use super::table::{Loop, Seg};
use crate::diag::{ElementRef, Location, Path, Place, Span, Step};
use crate::x12::{self, Delimiters, Index, Segment};
use std::ops::Range;

/// Number of a loop occurrence in a set.
pub(crate) type NodeId = u32;

/// Where one segment was placed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SegNode {
    pub(crate) place: Pos,
    pub(crate) node: NodeId,
}

/// One occurrence of a loop.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LoopNode {
    pub(crate) of: LoopIx,
    pub(crate) parent: NodeId,
    /// Which occurrence in its parent, from 1.
    pub(crate) count: u32,
    /// Its segments, inner loops included.
    pub(crate) first: u32,
    pub(crate) end: u32,
    /// The occurrence after the last that is inside it.
    pub(crate) end_node: NodeId,
}

/// The loops of one set. Reused from set to set.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tree {
    /// Where the set begins in the file.
    pub(crate) base: u64,
    pub(crate) delimiters: Delimiters,
    pub(crate) segments: Vec<SegNode>,
    pub(crate) loops: Vec<LoopNode>,
    /// Some segment came too late and was put into a loop further out.
    pub(crate) strays: bool,
}

/// Which claims of a set something concerns, by their places among them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Under {
    Claim(usize),
    /// Those of a level, by the number of its loop.
    Level(NodeId, Range<usize>),
    All,
}

impl Under {
    /// Their numbers, where the set has so many.
    pub(crate) fn claims(self, all: usize) -> Range<usize> {
        match self {
            Self::Claim(number) => number..number + 1,
            Self::Level(_, claims) => claims,
            Self::All => 0..all,
        }
    }
}

/// One transaction set: its bytes, its segments, its loops.
#[derive(Clone, Copy)]
pub struct SetView<'a> {
    pub(crate) bytes: &'a [u8],
    pub(crate) index: &'a Index,
    pub(crate) tree: &'a Tree,
    pub(crate) compiled: &'a Compiled,
}

impl<'a> SetView<'a> {
    /// The loop that holds the whole set.
    pub fn root(&self) -> Option<LoopView<'a>> {
        self.loop_view(0)
    }

    /// The separators.
    pub const fn delimiters(&self) -> Delimiters {
        self.tree.delimiters
    }

    /// The segment of that number, from 0, wherever it was placed.
    pub fn segment(&self, number: usize) -> Option<SegView<'a>> {
        let (start, ends) = self.index.segment(number)?;
        Some(SegView { set: *self, number: u32::try_from(number).ok()?, start, ends })
    }

    /// Every segment from ST to SE.
    pub fn segments(&self) -> impl Iterator<Item = SegView<'a>> + use<'a> {
        let set = *self;
        (0..self.tree.segments.len()).filter_map(move |number| set.segment(number))
    }

    /// Every occurrence of that loop in the set, in order.
    pub fn loops(&self, id: &'static str) -> impl Iterator<Item = LoopView<'a>> + use<'a> {
        let (set, wanted) = (*self, loop_word(id));
        (0..).zip(&self.tree.loops).filter_map(move |(id_of, node)| {
            let at = set.compiled.loop_at(node.of)?;
            (at.word == wanted).then(|| set.loop_view(id_of)).flatten()
        })
    }

    /// The guide that the set was read by.
    pub const fn guide(&self) -> &'static super::table::Guide {
        self.compiled.guide
    }

    /// Does something with every segment of that id that opens a loop, in order.
    pub(crate) fn each_opening(&self, tag: &'static str, mut with: impl FnMut(SegView<'a>)) {
        let wanted = x12::tag(tag.as_bytes());
        for node in &self.tree.loops {
            let at = self.tree.segments.get(node.first as usize);
            let place = at.and_then(|at| self.compiled.places.get(usize::from(at.place)));
            if place.is_some_and(|place| place.tag == wanted)
                && let Some(segment) = self.segment(node.first as usize)
            {
                with(segment);
            }
        }
    }

    /// Does something with every segment whose place has a number in `of_place`, in order.
    pub(crate) fn each_placed(&self, of_place: &[Option<u8>], mut with: impl FnMut(SegView<'a>, u8)) {
        for (number, at) in self.tree.segments.iter().enumerate() {
            let Some(what) = of_place.get(usize::from(at.place)).copied().flatten() else { continue };
            if let Some(segment) = self.segment(number) {
                with(segment, what);
            }
        }
    }

    /// Does something with every loop whose kind has a number in `of_loop`, in order.
    pub(crate) fn each_loop(&self, of_loop: &[Option<u8>], mut with: impl FnMut(LoopView<'a>, u8)) {
        for (id, node) in (0..).zip(&self.tree.loops) {
            let Some(what) = of_loop.get(usize::from(node.of)).copied().flatten() else { continue };
            if let Some(one) = self.loop_view(id) {
                with(one, what);
            }
        }
    }

    /// The nearest loop around this one, or itself, that is a claim or may hold claims.
    pub(crate) fn claim_holder(&self, mut id: NodeId) -> NodeId {
        while id != 0 {
            let Some(node) = self.tree.loops.get(id as usize) else { return 0 };
            if self.compiled.loop_at(node.of).is_some_and(|at| at.holds_claims) {
                return id;
            }
            id = node.parent;
        }
        0
    }

    /// Which claims a loop concerns: the one that it is part of, those of its level, or all. `claims` are the numbers of
    /// their loops, and those after their ends, in order.
    pub(crate) fn claims_under(&self, id: NodeId, claims: &[(NodeId, NodeId)]) -> Under {
        let after = claims.partition_point(|(first, _)| *first <= id);
        let last = after.checked_sub(1);
        let holds = |last: &usize| claims.get(*last).is_some_and(|(_, end)| id < *end);
        if let Some(claim) = last.filter(holds) {
            return Under::Claim(claim);
        }
        let level = self.claim_holder(id);
        if level == 0 {
            return Under::All;
        }
        let end = self.loop_view(level).map_or(level, |inside| inside.end_number());
        let from = claims.partition_point(|(first, _)| *first <= level);
        let to = claims.partition_point(|(first, _)| *first < end);
        Under::Level(level, from..to.max(from))
    }

    /// Which service line of its claim a loop belongs to.
    pub(crate) fn line_of(&self, mut id: NodeId) -> Option<u32> {
        let line = self.compiled.guide.line?;
        while id != 0 {
            let node = self.tree.loops.get(id as usize)?;
            if self.compiled.loop_at(node.of)?.table.id == line {
                return Some(node.count);
            }
            id = node.parent;
        }
        None
    }

    /// How many loops the set has; their numbers count from 0.
    pub(crate) fn loop_count(&self) -> u32 {
        u32::try_from(self.tree.loops.len()).unwrap_or(u32::MAX)
    }

    pub(crate) fn loop_view(&self, id: NodeId) -> Option<LoopView<'a>> {
        let node = self.tree.loops.get(id as usize)?;
        Some(LoopView { set: *self, id, node })
    }

    /// The place of a node in messages: the loops from the set to it. The set's own loop is left out.
    pub(crate) fn path(&self, mut id: NodeId) -> Path {
        let mut steps = Vec::with_capacity(6);
        while id != 0 {
            let Some(node) = self.tree.loops.get(id as usize) else { break };
            if let Some(at) = self.compiled.loop_at(node.of) {
                steps.push(Step { id: at.table.id, count: node.count });
            }
            id = node.parent;
        }
        steps.reverse();
        Path::new(steps)
    }
}

impl std::fmt::Debug for SetView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SetView({} segments)", self.tree.segments.len())
    }
}

/// One occurrence of a loop.
#[derive(Clone, Copy)]
pub struct LoopView<'a> {
    pub(crate) set: SetView<'a>,
    pub(crate) id: NodeId,
    pub(crate) node: &'a LoopNode,
}

impl<'a> LoopView<'a> {
    /// The loop's id in its guide: `2010AA`.
    pub fn id(&self) -> &'static str {
        self.set.compiled.loop_at(self.node.of).map_or("", |at| at.table.id)
    }

    /// The loop in its guide's table.
    pub fn table(&self) -> Option<&'static Loop> {
        self.set.compiled.loop_at(self.node.of).map(|at| at.table)
    }

    /// Which occurrence in the loop around it, from 1.
    pub const fn count(&self) -> u32 {
        self.node.count
    }

    /// Its number in the set; inner loops have greater numbers, up to before [`Self::end_number`].
    pub(crate) const fn number(&self) -> NodeId {
        self.id
    }

    pub(crate) const fn end_number(&self) -> NodeId {
        self.node.end_node
    }

    /// The segment that opens it.
    pub fn opening(&self) -> Option<SegView<'a>> {
        self.set.segment(self.node.first as usize)
    }

    /// The loop around it.
    pub fn parent(&self) -> Option<Self> {
        (self.id != 0).then(|| self.set.loop_view(self.node.parent)).flatten()
    }

    /// The nearest loop of that id around it.
    pub(crate) fn around(&self, id: &str) -> Option<Self> {
        std::iter::successors(self.parent(), Self::parent).find(|one| one.is(id))
    }

    /// Its own segments, without those of inner loops, in the order of the file. Segments that the
    /// guide does not place are among them, after the loop in which they were met.
    pub fn segments(&self) -> impl Iterator<Item = SegView<'a>> + use<'a> {
        self.placed(|_| true)
    }

    /// Its own segments with that id.
    pub fn all(&self, tag: &'static str) -> impl Iterator<Item = SegView<'a>> + use<'a> {
        let (wanted, places) = (x12::tag(tag.as_bytes()), &self.set.compiled.places);
        self.placed(move |place| places.get(usize::from(place)).is_some_and(|at| at.tag == wanted))
    }

    /// Its own segments whose place is asked for: a view is made of those alone.
    fn placed<F: Fn(Pos) -> bool>(&self, is_asked: F) -> impl Iterator<Item = SegView<'a>> + use<'a, F> {
        let set = self.set;
        let asked = self.own().filter(move |(_, place)| is_asked(*place));
        asked.filter_map(move |(number, _)| set.segment(number as usize))
    }

    /// Its own segments by their ids, as words of [`x12::tag`].
    pub(crate) fn tagged(&self) -> impl Iterator<Item = (u32, SegView<'a>)> + use<'a> {
        let set = self.set;
        self.own().filter_map(move |(number, place)| {
            let at = set.compiled.places.get(usize::from(place))?;
            Some((at.tag, set.segment(number as usize)?))
        })
    }

    /// The numbers of its own segments, and their places.
    fn own(&self) -> impl Iterator<Item = (u32, Pos)> + use<'a> {
        let (set, id) = (self.set, self.id);
        let mut number = self.node.first;
        let end = self.node.end;
        std::iter::from_fn(move || {
            while number < end {
                let at = set.tree.segments.get(number as usize)?;
                if at.node == id {
                    number += 1;
                    return Some((number - 1, at.place));
                }
                // Inside another loop: go on after it, unless one of ours may have strayed into it.
                let inner = set.tree.loops.get(at.node as usize)?;
                let jump = at.node > id && !set.tree.strays;
                number = if jump { inner.end.max(number + 1) } else { number + 1 };
            }
            None
        })
    }

    /// Its first own segment with that id.
    pub fn first(&self, tag: &'static str) -> Option<SegView<'a>> {
        self.all(tag).next()
    }

    /// The loops directly inside it, in the order of the file.
    pub fn loops(&self) -> impl Iterator<Item = LoopView<'a>> + use<'a> {
        let set = self.set;
        let end = self.node.end_node;
        let mut next = self.id + 1;
        std::iter::from_fn(move || {
            (next < end).then_some(())?;
            let inner = set.loop_view(next)?;
            next = inner.node.end_node.max(next + 1);
            Some(inner)
        })
    }

    /// Is no loop inside it?
    pub(crate) const fn is_leaf(&self) -> bool {
        self.node.end_node == self.id + 1
    }

    /// The loops of that id directly inside it.
    pub fn inner(&self, id: &'static str) -> impl Iterator<Item = LoopView<'a>> + use<'a> {
        self.loops().filter(move |inner| inner.is(id))
    }

    /// Has it that id?
    pub(crate) fn is(&self, id: &str) -> bool {
        self.set.compiled.loop_at(self.node.of).is_some_and(|at| at.word == loop_word(id))
    }

    /// The loops from the set to this one.
    pub fn path(&self) -> Path {
        self.set.path(self.id)
    }

    /// The set that it is in.
    pub const fn set(&self) -> SetView<'a> {
        self.set
    }
}

impl std::fmt::Debug for LoopView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LoopView({})", self.path())
    }
}

/// One segment where it was placed.
#[derive(Clone, Copy)]
pub struct SegView<'a> {
    set: SetView<'a>,
    number: u32,
    start: u32,
    ends: &'a [u32],
}

impl<'a> SegView<'a> {
    /// Its id, where the guide knows it.
    pub fn tag(&self) -> Option<&'static str> {
        self.table().map(|table| table.tag)
    }

    /// Its line of the guide, unless the walker could not place it.
    pub fn table(&self) -> Option<&'static Seg> {
        let place = self.node().map_or(NOWHERE, |node| node.place);
        self.set.compiled.table(place)
    }

    /// The set that it is in.
    pub(crate) const fn set(&self) -> SetView<'a> {
        self.set
    }

    /// The number of the loop that it was placed in.
    pub(crate) fn loop_number(&self) -> Option<NodeId> {
        self.node().map(|node| node.node)
    }

    /// Where it was placed.
    fn node(&self) -> Option<SegNode> {
        self.set.tree.segments.get(self.number as usize).copied()
    }

    /// The separators.
    pub const fn delimiters(&self) -> Delimiters {
        self.set.tree.delimiters
    }

    /// Its number in the set, ST being 1.
    pub const fn ordinal(&self) -> u32 {
        self.number + 1
    }

    /// The loop that it was placed in.
    pub fn parent(&self) -> Option<LoopView<'a>> {
        self.set.loop_view(self.node()?.node)
    }

    /// Is it the first at its place of the guide, in its loop? Of segments that may stand once, the others are
    /// reported.
    pub(crate) fn is_first(&self) -> bool {
        let at = self.parent().zip(self.node());
        let first = at.and_then(|(inside, at)| inside.own().find(|(_, place)| *place == at.place));
        first.is_some_and(|(first, _)| first == self.number)
    }

    /// How many elements it has.
    pub const fn len(&self) -> usize {
        self.ends.len().saturating_sub(1)
    }

    /// Only an id?
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The element of that number, from 1; empty where there is none.
    pub fn element(&self, number: usize) -> &'a [u8] {
        self.bounds(number).and_then(|(start, end)| self.set.bytes.get(start..end)).unwrap_or_default()
    }

    fn bounds(&self, number: usize) -> Option<(usize, usize)> {
        let before = *self.ends.get(number.checked_sub(1)?)?;
        Some((before as usize + 1, *self.ends.get(number)? as usize))
    }

    /// The component of that number, from 1, in the element's first repetition.
    pub fn component(&self, element: usize, number: usize) -> &'a [u8] {
        self.view().component_of(self.element(element), number)
    }

    /// The segment as a view of bytes.
    pub fn view(&self) -> Segment<'a> {
        let end = self.ends.last().copied().unwrap_or(self.start);
        let bytes = self.set.bytes.get(self.start as usize..end as usize).unwrap_or_default();
        Segment::new(bytes, self.set.tree.delimiters)
    }

    /// Its bytes in the file, without the terminator.
    pub fn span(&self) -> Span {
        let end = self.ends.last().copied().unwrap_or(self.start);
        Span::new(self.set.tree.base + u64::from(self.start), self.set.tree.base + u64::from(end))
    }

    /// The bytes of an element, component or repetition in the file; where there is none, the empty
    /// place in which it would stand.
    pub fn span_of(&self, at: ElementRef) -> Span {
        let base = self.set.tree.base;
        let Some((start, end)) = self.bounds(usize::from(at.element)) else {
            let end = self.span().end;
            return Span::new(end, end);
        };
        let (mut from, mut text) = (start, self.set.bytes.get(start..end).unwrap_or_default());
        let mut narrow = |separator: Option<u8>, number: u16| {
            let Some(separator) = separator else { return };
            let before: usize = text
                .split(|&byte| byte == separator)
                .take(usize::from(number))
                .map(|part| part.len() + 1)
                .sum();
            let part = text.split(|&byte| byte == separator).nth(usize::from(number)).unwrap_or_default();
            from += before.min(text.len());
            text = part;
        };
        narrow(self.set.tree.delimiters.repetition, at.repetition.saturating_sub(1));
        if at.component > 0 {
            narrow(Some(self.set.tree.delimiters.component), at.component - 1);
        }
        Span::new(base + from as u64, base + (from + text.len()) as u64)
    }

    /// The segment as a place for a finding.
    pub fn at(&self) -> Location {
        Location::X12(Box::new(self.place_of(None)))
    }

    /// An element of it as a place for a finding.
    pub fn at_element(&self, element: ElementRef) -> Location {
        Location::X12(Box::new(self.place_of(Some(element))))
    }

    fn place_of(&self, element: Option<ElementRef>) -> Place {
        let node = self.node();
        Place {
            segment: Some(self.ordinal()),
            tag: self.tag(),
            path: node.map(|node| self.set.path(node.node)).unwrap_or_default(),
            element,
            bytes: element.map_or(self.span(), |element| self.span_of(element)),
            segment_bytes: self.span(),
            anchor: node.map_or(0, |node| node.node),
            ..Place::default()
        }
    }
}

impl std::fmt::Debug for SegView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SegView({}, {})", self.ordinal(), self.tag().unwrap_or("?"))
    }
}
