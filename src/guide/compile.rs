//! A guide table, laid out for walking: every loop and segment at its own place in the tree, with the
//! masks that the walker needs. Built once per checker, in well under a millisecond.

use super::table::{El, Guide, Key, Kind, Loop, Note, Part, Seg, Usage};
use crate::x12::{Tag, tag, tags};

/// A place of a segment in the tree of loops.
pub(crate) type Pos = u16;
/// A loop in the tree of loops.
pub(crate) type LoopIx = u16;

/// No place: a segment that the walker could not place.
pub(crate) const NOWHERE: Pos = Pos::MAX;

/// A guide ready to walk.
#[derive(Debug)]
pub struct Compiled {
    pub(crate) guide: &'static Guide,
    pub(crate) loops: Vec<LoopAt>,
    pub(crate) places: Vec<SegAt>,
    /// By place, what the hot path does not need.
    pub(crate) tables: Vec<&'static Seg>,
    pub(crate) elements: Vec<ElAt>,
    pub(crate) lists: Vec<CodeList>,
    /// Segment ids of the guide, and where each has the qualifier that tells its places apart.
    tags: Vec<(Tag, Qualifier)>,
}

/// Where a segment id has its qualifier: element and component, from 1; 0: none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Qualifier {
    pub(crate) element: u8,
    pub(crate) component: u8,
    /// Two elements tell it: the answer may not be remembered by the first alone.
    pub(crate) double: bool,
}

#[derive(Debug)]
pub(crate) struct LoopAt {
    pub(crate) table: &'static Loop,
    /// Its id as a number.
    pub(crate) word: u64,
    pub(crate) parent: Option<LoopIx>,
    /// Its place in the parent.
    pub(crate) ord: u16,
    pub(crate) part: u8,
    pub(crate) max: u16,
    /// It is a claim or may hold claims.
    pub(crate) holds_claims: bool,
    /// Parts that must occur.
    pub(crate) required: u64,
    pub(crate) parts: Vec<PartAt>,
}

#[derive(Debug)]
pub(crate) struct PartAt {
    pub(crate) tag: Tag,
    pub(crate) ord: u16,
    pub(crate) key: Option<&'static Key>,
    /// The segment, or the first segment of the loop.
    pub(crate) place: Pos,
    pub(crate) of: Option<LoopIx>,
}

/// What the hot path needs of a segment.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SegAt {
    pub(crate) tag: Tag,
    pub(crate) in_loop: LoopIx,
    pub(crate) part: u8,
    pub(crate) opens: bool,
    pub(crate) ord: u16,
    pub(crate) max: u16,
    /// How many elements are defined.
    pub(crate) count: u8,
    /// The first of them in [`Compiled::elements`].
    pub(crate) first: u32,
    pub(crate) required: u32,
    pub(crate) unused: u32,
    pub(crate) coded: u32,
    pub(crate) numeric: u32,
    pub(crate) dated: u32,
    pub(crate) composite: u32,
}

/// What the hot path needs of an element.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ElAt {
    pub(crate) min: u32,
    pub(crate) max: u32,
    pub(crate) list: u16,
    pub(crate) table: &'static El,
}

/// Codes as numbers, sorted.
#[derive(Debug)]
pub(crate) struct CodeList(pub(crate) Vec<u64>);

/// A text as a number: up to eight bytes as they are; a longer one mixed (FNV-1a), with a bit that no ASCII text of
/// eight has.
pub(crate) fn word(text: &[u8]) -> u64 {
    if text.len() <= 8 {
        return text.iter().rev().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
    }
    let mix = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
    text.iter().fold(0xcbf2_9ce4_8422_2325, mix) | 1 << 63
}

/// A loop's id as a number, so that ids compare in one step.
pub(crate) fn loop_word(id: &str) -> u64 {
    word(id.as_bytes())
}

impl Compiled {
    /// Lays the table out.
    pub fn new(guide: &'static Guide) -> Self {
        let mut built = Self {
            guide,
            loops: Vec::new(),
            places: Vec::new(),
            tables: Vec::new(),
            elements: Vec::new(),
            lists: Vec::new(),
            tags: Vec::new(),
        };
        built.add_loop(guide.root, None, 0, 0, 1);
        built.tags.sort_unstable_by_key(|(tag, _)| *tag);
        built
    }

    /// The guide.
    pub const fn guide(&self) -> &'static Guide {
        self.guide
    }

    fn add_loop(
        &mut self,
        table: &'static Loop,
        parent: Option<LoopIx>,
        ord: u16,
        part: u8,
        max: u16,
    ) -> LoopIx {
        let index = self.loops.len();
        let ix = LoopIx::try_from(index).unwrap_or(LoopIx::MAX);
        let word = loop_word(table.id);
        let holds_claims = self.guide.claim.is_some_and(|id| table.find(id).is_some());
        self.loops.push(LoopAt {
            table,
            word,
            parent,
            ord,
            part,
            max,
            holds_claims,
            required: 0,
            parts: Vec::new(),
        });
        let (mut required, mut parts) = (0_u64, Vec::with_capacity(table.parts.len()));
        for (number, part) in (0_u8..64).zip(table.parts) {
            let (usage, built) = match part {
                Part::Seg(seg) => {
                    let place = self.add_segment(seg, ix, number);
                    (
                        seg.usage,
                        PartAt {
                            tag: tag(seg.tag.as_bytes()),
                            ord: seg.ord,
                            key: seg.key.as_ref(),
                            place,
                            of: None,
                        },
                    )
                }
                Part::Loop { ord, usage, max, of } => {
                    let first = Pos::try_from(self.places.len()).unwrap_or(NOWHERE);
                    let inner = self.add_loop(of, Some(ix), *ord, number, *max);
                    let opening = match of.parts.first() {
                        Some(Part::Seg(seg)) => (tag(seg.tag.as_bytes()), seg.key.as_ref()),
                        _ => (0, None),
                    };
                    (
                        *usage,
                        PartAt { tag: opening.0, ord: *ord, key: opening.1, place: first, of: Some(inner) },
                    )
                }
            };
            required |= u64::from(usage == Usage::R) << number;
            parts.push(built);
        }
        if let Some(built) = self.loops.get_mut(index) {
            built.required = required;
            built.parts = parts;
        }
        ix
    }

    fn add_segment(&mut self, seg: &'static Seg, in_loop: LoopIx, part: u8) -> Pos {
        let first = u32::try_from(self.elements.len()).unwrap_or(u32::MAX);
        let mut built = SegAt {
            tag: tag(seg.tag.as_bytes()),
            in_loop,
            part,
            opens: part == 0,
            ord: seg.ord,
            max: seg.max,
            count: u8::try_from(seg.els.len()).unwrap_or(u8::MAX),
            first,
            required: 0,
            unused: 0,
            coded: 0,
            numeric: 0,
            dated: 0,
            composite: 0,
        };
        for (number, el) in (0_u32..31).zip(seg.els) {
            let bit = 1 << number;
            match el.usage {
                Usage::R => built.required |= bit,
                Usage::N => built.unused |= bit,
                Usage::S => {}
            }
            match el.kind {
                Kind::Num(_) | Kind::N0 => built.numeric |= bit,
                Kind::Dt | Kind::Tm | Kind::Form(_) => built.dated |= bit,
                Kind::Comp(_) => built.composite |= bit,
                Kind::Id | Kind::An => {}
            }
            if !el.codes.is_empty() {
                built.coded |= bit;
            }
            let text = matches!(el.kind, Kind::Id | Kind::An | Kind::Dt | Kind::Tm | Kind::Form(_));
            let limit = if el.guide_max > 0 { el.max.min(el.guide_max) } else { el.max };
            let (min, max) = if text { (u32::from(el.min), u32::from(limit)) } else { (1, u32::MAX) };
            let list = self.list(el.codes);
            self.elements.push(ElAt { min, max, list, table: el });
        }
        let place = Pos::try_from(self.places.len()).unwrap_or(NOWHERE);
        self.places.push(built);
        self.tables.push(seg);
        self.note_tag(seg);
        place
    }

    fn list(&mut self, codes: &'static [&'static str]) -> u16 {
        let mut words: Vec<u64> = codes.iter().map(|code| word(code.as_bytes())).collect();
        words.sort_unstable();
        let at = self.lists.iter().position(|list| list.0 == words).unwrap_or_else(|| {
            self.lists.push(CodeList(words));
            self.lists.len() - 1
        });
        u16::try_from(at).unwrap_or(u16::MAX)
    }

    fn note_tag(&mut self, seg: &'static Seg) {
        let tag = tag(seg.tag.as_bytes());
        let known = self.tags.iter().position(|(other, _)| *other == tag).unwrap_or_else(|| {
            self.tags.push((tag, Qualifier::default()));
            self.tags.len() - 1
        });
        if let (Some((_, qualifier)), Some(key)) = (self.tags.get_mut(known), &seg.key) {
            qualifier.element = key.element;
            qualifier.component = key.component;
            qualifier.double |= key.also.is_some();
        }
    }

    /// The qualifier of that segment id, or nothing if the guide has no such segment.
    #[inline]
    pub(crate) fn qualifier(&self, tag: Tag) -> Option<Qualifier> {
        let at = self.tags.binary_search_by_key(&tag, |(tag, _)| *tag).ok()?;
        self.tags.get(at).map(|(_, qualifier)| *qualifier)
    }

    /// The loop of that index.
    pub(crate) fn loop_at(&self, ix: LoopIx) -> Option<&LoopAt> {
        self.loops.get(usize::from(ix))
    }

    /// The segment table of that place.
    pub(crate) fn table(&self, place: Pos) -> Option<&'static Seg> {
        self.tables.get(usize::from(place)).copied()
    }

    /// Which place comes next after `from` for a segment with that id and qualifier, and whether it
    /// comes in order. The nearest loop wins; what comes in order wins over what comes too late.
    ///
    /// Depends on nothing but its arguments, so that the walker may remember the answer.
    pub(crate) fn next_place(
        &self,
        from: Pos,
        tag: Tag,
        element: impl Fn(u8, u8) -> u64,
    ) -> Option<(Pos, bool)> {
        let start = self.places.get(usize::from(from))?;
        [true, false].into_iter().find_map(|in_order| {
            let (mut level, mut ord) = (self.loop_at(start.in_loop)?, start.ord);
            loop {
                let fits = |part: &&PartAt| {
                    let in_time =
                        if in_order { part.ord >= ord } else { self.opens_alike(part.place, &element) };
                    part.tag == tag && in_time && matches(part.key, &element)
                };
                // The first part opens the loop: it cannot come again inside it.
                if let Some(part) = level.parts.iter().skip(1).find(fits) {
                    return Some((part.place, in_order));
                }
                // What comes too late leaves no level of the hierarchy.
                if !in_order && level.parts.first().is_some_and(|first| first.tag == tags::HL) {
                    return None;
                }
                ord = level.ord;
                level = self.loop_at(level.parent?)?;
            }
        })
    }
}

impl Compiled {
    /// Is the first element one of the codes that this place has there? A place without such codes fits
    /// any. Asked only of what comes too late: a code of another place tells that it belongs elsewhere.
    fn opens_alike(&self, place: Pos, element: &impl Fn(u8, u8) -> u64) -> bool {
        let codes = self.table(place).and_then(|table| table.els.first()).map_or(&[][..], |el| el.codes);
        codes.is_empty() || codes.iter().any(|code| word(code.as_bytes()) == element(1, 0))
    }
}

/// Does a segment with these elements have the key?
pub(super) fn matches(key: Option<&Key>, element: &impl Fn(u8, u8) -> u64) -> bool {
    let holds = |at: u8, component: u8, codes: &[&str]| {
        let found = element(at, component);
        codes.iter().any(|code| word(code.as_bytes()) == found)
    };
    key.is_none_or(|key| {
        holds(key.element, key.component, key.codes)
            && key.also.is_none_or(|(also, codes)| holds(also, 0, codes))
    })
}

/// Do the elements that are present (a bit each, element 1 the lowest) satisfy the note?
pub(crate) fn satisfied(note: &Note, present: u32) -> bool {
    let mask =
        |elements: &[u8]| elements.iter().fold(0_u32, |sum, &number| sum | 1 << (number.clamp(1, 32) - 1));
    let split = |elements: &'static [u8]| match elements {
        [first, rest @ ..] => (present & mask(std::slice::from_ref(first)) != 0, mask(rest)),
        [] => (false, 0),
    };
    match *note {
        Note::Paired(elements) => {
            matches!(present & mask(elements), 0) || present & mask(elements) == mask(elements)
        }
        Note::Any(elements) => present & mask(elements) != 0,
        Note::OneAtMost(elements) => (present & mask(elements)).count_ones() <= 1,
        Note::Needs(elements) => {
            let (first, rest) = split(elements);
            !first || present & rest == rest
        }
        Note::NeedsAny(elements) => {
            let (first, rest) = split(elements);
            !first || present & rest != 0
        }
    }
}
