//! Where every separator of a transaction set stands: one pass over the bytes, 64 at a time.
//!
//! The index is the only thing that looks at every byte. It stores the place of each element separator
//! and segment terminator as `u32` from the beginning of the set, and proves on the way what need not
//! be looked at again: that every byte is printable, that nothing is padded with blanks, that nothing
//! is repeated.

use super::Delimiters;
use wide::u8x64;

/// One segment: where its id begins, and which of [`Index`]'s separators is its first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SegmentAt {
    /// First byte of the segment id.
    pub start: u32,
    /// Its first separator in the index.
    pub first: u32,
}

/// The separators of one stretch of bytes. Reused from set to set, so that nothing is allocated once
/// it has grown to the largest.
#[derive(Debug, Default, Clone)]
pub struct Index {
    ends: Vec<u32>,
    segments: Vec<SegmentAt>,
    facts: Facts,
}

/// What the pass proved, or failed to prove, for the whole stretch.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not states")]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    /// Some byte is neither printable ASCII nor a line break between segments.
    pub(crate) unprintable: bool,
    /// Some blank stands beside a separator.
    pub(crate) padded: bool,
    /// The repetition separator occurs.
    pub(crate) repeated: bool,
    /// The last segment has no terminator.
    pub(crate) unterminated: bool,
    /// How many segments begin after blanks or tabs.
    pub(crate) indented: u32,
}

/// What the last block leaves for the next: bit 0 of each.
#[derive(Default, Clone, Copy)]
struct Carry {
    separator: u64,
    blank: u64,
    /// The byte before was a terminator or a line break after one.
    between: u64,
}

impl Index {
    /// Indexes these bytes anew.
    pub fn build(&mut self, bytes: &[u8], delimiters: &Delimiters) {
        self.ends.clear();
        self.segments.clear();
        self.facts = Facts::default();
        self.begin_segment(bytes, 0, delimiters);
        let masks = Masks::new(delimiters);
        let mut carry = Carry::default();
        let (blocks, rest) = bytes.as_chunks::<64>();
        let mut base = 0_u32;
        for block in blocks {
            self.block(bytes, base, block, &masks, &mut carry, delimiters);
            base = base.saturating_add(64);
        }
        if !rest.is_empty() {
            // Filled up with a printable byte that separates nothing.
            let mut block = [masks.filler; 64];
            for (to, from) in block.iter_mut().zip(rest) {
                *to = *from;
            }
            self.block(bytes, base, &block, &masks, &mut carry, delimiters);
        }
        self.close(bytes, delimiters);
    }

    #[inline]
    fn block(
        &mut self,
        bytes: &[u8],
        base: u32,
        block: &[u8; 64],
        masks: &Masks,
        carry: &mut Carry,
        delimiters: &Delimiters,
    ) {
        let found = masks.find(block);
        self.note(&found, carry);
        let offset = self.ends.len();
        // Eight at a time, whether there are so many or not: what is too much is not taken over.
        let mut left = found.separators;
        let mut places = [0_u32; 64];
        for eight in places.chunks_exact_mut(8) {
            if left == 0 {
                break;
            }
            for place in eight {
                *place = base + (left | 1 << 63).trailing_zeros();
                left &= left.wrapping_sub(1);
            }
        }
        let count = found.separators.count_ones() as usize;
        self.ends.extend_from_slice(places.get(..count).unwrap_or_default());
        let mut left = found.terminators;
        while left != 0 {
            let bit = left & left.wrapping_neg();
            let rank = (found.separators & (bit - 1)).count_ones() as usize;
            self.next_first(bytes, offset + rank + 1, base + left.trailing_zeros() + 1, delimiters);
            left ^= bit;
        }
    }

    #[inline]
    fn next_first(&mut self, bytes: &[u8], first: usize, start: u32, delimiters: &Delimiters) {
        let start = match bytes.get(start as usize) {
            // Nearly always the id itself.
            Some(&byte) if byte.is_ascii_uppercase() || !delimiters.between(byte) => start,
            Some(_) => self.past_blanks(bytes, start, delimiters),
            None => start,
        };
        self.segments.push(SegmentAt { start, first: u32::try_from(first).unwrap_or(u32::MAX) });
    }

    fn begin_segment(&mut self, bytes: &[u8], start: u32, delimiters: &Delimiters) {
        self.next_first(bytes, 0, start, delimiters);
    }

    fn past_blanks(&mut self, bytes: &[u8], start: u32, delimiters: &Delimiters) -> u32 {
        let gap = bytes.get(start as usize..).unwrap_or_default();
        let length = gap.iter().take_while(|&&byte| delimiters.between(byte)).count();
        let blank = gap.iter().take(length).any(|byte| matches!(byte, b' ' | b'\t'));
        if blank && length < gap.len() {
            self.facts.indented += 1;
        }
        start.saturating_add(u32::try_from(length).unwrap_or(u32::MAX))
    }

    #[inline]
    fn note(&mut self, found: &Marks, carry: &mut Carry) {
        let after_separator = found.separators << 1 | carry.separator;
        let after_blank = found.blanks << 1 | carry.blank;
        self.facts.padded |= (after_separator & found.blanks) | (after_blank & found.separators) != 0;
        self.facts.repeated |= found.repetitions != 0;
        carry.separator = found.separators >> 63;
        carry.blank = found.blanks >> 63;
        if found.unprintable == 0 {
            carry.between = found.terminators >> 63;
        } else {
            self.note_unprintable(found, carry);
        }
    }

    /// Line breaks directly after a terminator are no fault.
    fn note_unprintable(&mut self, found: &Marks, carry: &mut Carry) {
        let mut allowed = (found.terminators << 1 | carry.between) & found.breaks;
        // A run of line breaks: each one allows the next.
        loop {
            let more = allowed | (allowed << 1 & found.breaks);
            if more == allowed {
                break;
            }
            allowed = more;
        }
        self.facts.unprintable |= found.unprintable & !allowed & !found.separators != 0;
        carry.between = (found.terminators | allowed) >> 63;
    }

    /// Ends the last segment where it has no terminator, before any line breaks at the end, and sets the
    /// mark after the last.
    fn close(&mut self, bytes: &[u8], delimiters: &Delimiters) {
        let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
        let blanks = || bytes.iter().rev().take_while(|&&byte| delimiters.between(byte)).count();
        if let Some(last) = self.segments.last().copied()
            && last.start < length
        {
            self.facts.unterminated = true;
            self.ends.push(length.saturating_sub(u32::try_from(blanks()).unwrap_or(0)));
            let first = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            self.segments.push(SegmentAt { start: length, first });
        }
    }

    /// How many segments.
    pub fn len(&self) -> usize {
        self.segments.len().saturating_sub(1)
    }

    /// No segment at all?
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The segment of that number, from 0: where its id begins, and the end of its id and of each of
    /// its elements; the last of them is where its terminator stands.
    #[inline]
    pub fn segment(&self, number: usize) -> Option<(u32, &[u32])> {
        let [at, next] = self.segments.get(number..number.checked_add(2)?)? else { return None };
        Some((at.start, self.ends.get(at.first as usize..next.first as usize)?))
    }

    /// All segments, as [`Index::segment`] gives them.
    pub fn segments(&self) -> impl Iterator<Item = (u32, &[u32])> {
        self.segments.windows(2).filter_map(|pair| match pair {
            [at, next] => Some((at.start, self.ends.get(at.first as usize..next.first as usize)?)),
            _ => None,
        })
    }

    pub(crate) const fn facts(&self) -> Facts {
        self.facts
    }
}

/// What one block of 64 bytes holds, a bit a byte.
struct Marks {
    separators: u64,
    terminators: u64,
    repetitions: u64,
    blanks: u64,
    breaks: u64,
    unprintable: u64,
}

struct Masks {
    element: u8x64,
    segment: u8x64,
    repetition: Option<u8x64>,
    component: u8x64,
    filler: u8,
}

impl Masks {
    fn new(delimiters: &Delimiters) -> Self {
        let filler =
            b"ab".iter().copied().find(|&byte| byte != delimiters.element && byte != delimiters.segment);
        Self {
            element: u8x64::splat(delimiters.element),
            segment: u8x64::splat(delimiters.segment),
            repetition: delimiters.repetition.map(u8x64::splat),
            component: u8x64::splat(delimiters.component),
            filler: filler.unwrap_or(b'c'),
        }
    }

    #[inline]
    fn find(&self, block: &[u8; 64]) -> Marks {
        let bytes = u8x64::new(*block);
        let equal = |other: u8x64| bytes.simd_eq(other).to_bitmask();
        let terminators = equal(self.segment);
        let separators = equal(self.element) | terminators;
        let repetitions = self.repetition.map_or(0, equal);
        let printable = bytes.max(u8x64::splat(0x20)).min(u8x64::splat(0x7E)).simd_eq(bytes).to_bitmask();
        let mut found = Marks {
            separators,
            terminators,
            repetitions,
            blanks: equal(u8x64::splat(b' ')),
            breaks: 0,
            unprintable: !printable,
        };
        if found.unprintable != 0 {
            found.breaks = equal(u8x64::splat(b'\n')) | equal(u8x64::splat(b'\r'));
            found.unprintable &= !(equal(self.component) | repetitions);
        }
        found
    }
}
