//! Are the elements of a segment clean? The fast answer, without a reason.
//!
//! Most segments of a good file have the same elements filled as the last one at their place, and the
//! same codes in them. So the last good answers are remembered, and the rest is masks. Whoever is told
//! "no" asks the plain checker (`element`), which finds the reason; tests hold the two against each other.

use super::compile::{Compiled, ElAt, Pos, SegAt, satisfied};
use super::element;
use super::table::{El, Kind, Usage};
use super::walk::Walk;
use crate::value::Date;

/// The last good answers. Forgotten with each set.
#[derive(Debug, Default, Clone)]
pub(super) struct Memory {
    /// By place: the last presence of elements that was found good.
    accepted: Vec<u32>,
    /// By code list: the last value that was found in it.
    seen_codes: Vec<u64>,
}

impl Memory {
    pub(super) fn reset(&mut self, compiled: &Compiled) {
        self.accepted.clear();
        self.accepted.resize(compiled.places.len(), 0);
        self.seen_codes.clear();
        self.seen_codes.resize(compiled.lists.len(), 0);
    }

    /// Are all elements as the table wants them? The twin of [`element::check`], which says what is wrong.
    #[inline]
    pub(super) fn clean(&mut self, walk: &Walk<'_>, at: &SegAt, place: Pos, ends: &[u32]) -> bool {
        let rules = walk.compiled.elements.get(at.first as usize..at.first as usize + usize::from(at.count));
        let (Some(rules), [id, values @ ..]) = (rules, ends) else { return false };
        if values.len() > rules.len() {
            return false;
        }
        let (mut present, mut before) = (0_u32, *id);
        for (bit, (end, rule)) in (0_u32..).zip(values.iter().zip(rules)) {
            let length = end.wrapping_sub(before).wrapping_sub(1);
            let filled = length != 0;
            present |= u32::from(filled) << bit;
            // Leaving at once keeps the loop plain: most segments are too short for anything cleverer.
            if filled && length.wrapping_sub(rule.min) > rule.max.wrapping_sub(rule.min) {
                return false;
            }
            before = *end;
        }
        let trailing = values.is_empty() || present >> (values.len() - 1) & 1 == 0;
        if trailing {
            return false;
        }
        let accepted = self.accepted.get(usize::from(place)).copied().unwrap_or(0);
        if present != accepted || present == 0 {
            if at.required & !present != 0 || at.unused & present != 0 {
                return false;
            }
            let notes = walk.compiled.table(place).map_or(&[][..], |table| table.notes);
            if !notes.iter().all(|note| satisfied(note, present)) {
                return false;
            }
            if let Some(slot) = self.accepted.get_mut(usize::from(place)) {
                *slot = present;
            }
        }
        let bounds = |bit: u32| match ends.get(bit as usize..bit as usize + 2) {
            Some([before, end]) => (before + 1, *end),
            _ => (0, 0),
        };
        let each = |mask: u32| Bits(mask & present);
        for bit in each(at.coded) {
            let Some(rule) = rules.get(bit as usize) else { return false };
            let (start, end) = bounds(bit);
            if !self.listed(walk.compiled, rule.list, walk.word(start, end)) {
                return false;
            }
        }
        let text = |bit: u32| {
            let (start, end) = bounds(bit);
            walk.bytes.get(start as usize..end as usize).unwrap_or_default()
        };
        // An element that is no composite has no component separator in it; those looked at below have none.
        let plain = present & !(at.composite | at.coded | at.numeric | at.dated);
        if plain != 0 && walk.delimiters.component_tells() {
            let whole = walk.bytes.get(*id as usize..ends.last().map_or(0, |end| *end as usize));
            let parted = memchr::memchr(walk.delimiters.component, whole.unwrap_or_default()).is_some();
            if parted && each(plain).any(|bit| text(bit).contains(&walk.delimiters.component)) {
                return false;
            }
        }
        for bit in each(at.numeric) {
            let Some(rule) = rules.get(bit as usize) else { return false };
            if !number_fits(rule.table, text(bit)) {
                return false;
            }
        }
        for bit in each(at.dated) {
            let Some(rule) = rules.get(bit as usize) else { return false };
            if !date_fits(rule, text(bit), |other| text(u32::from(other).saturating_sub(1))) {
                return false;
            }
        }
        for bit in each(at.composite) {
            let Some(Kind::Comp(components)) = rules.get(bit as usize).map(|rule| rule.table.kind) else {
                return false;
            };
            if !composite_fits(components, text(bit), walk.delimiters.component) {
                return false;
            }
        }
        true
    }

    #[inline]
    fn listed(&mut self, compiled: &Compiled, list: u16, value: u64) -> bool {
        let Some(recent) = self.seen_codes.get_mut(usize::from(list)) else { return false };
        if *recent == value {
            return true;
        }
        let found =
            compiled.lists.get(usize::from(list)).is_some_and(|codes| codes.0.binary_search(&value).is_ok());
        if found {
            *recent = value;
        }
        found
    }
}

/// The numbers of the bits that are set, lowest first.
struct Bits(u32);

impl Iterator for Bits {
    type Item = u32;
    #[inline]
    fn next(&mut self) -> Option<u32> {
        let bit = (self.0 != 0).then(|| self.0.trailing_zeros());
        self.0 &= self.0.wrapping_sub(1);
        bit
    }
}

/// Does the segment hold a byte that the index could not vouch for?
pub(super) fn is_suspicious(walk: &Walk<'_>, start: u32, ends: &[u32]) -> bool {
    let end = ends.last().copied().unwrap_or(start);
    let bytes = walk.bytes.get(start as usize..end as usize).unwrap_or_default();
    let odd = |byte: &u8| !matches!(byte, 0x20..=0x7E) || Some(*byte) == walk.delimiters.repetition;
    let separates = |byte: &u8| [walk.delimiters.element, walk.delimiters.component].contains(byte);
    let padded = |pair: &[u8]| pair.contains(&b' ') && pair.iter().any(separates);
    bytes.iter().any(odd) || bytes.last() == Some(&b' ') || bytes.windows(2).any(padded)
}

#[inline]
fn number_fits(table: &El, text: &[u8]) -> bool {
    let (decimals, point_allowed) = match table.kind {
        Kind::Num(decimals) => (usize::from(decimals), true),
        _ => (0, false),
    };
    let unsigned = text.strip_prefix(b"-").unwrap_or(text);
    let whole = leading_digits(unsigned);
    let fraction = match unsigned.get(whole..) {
        None | Some([]) => 0,
        Some([b'.', fraction @ ..]) if point_allowed && leading_digits(fraction) == fraction.len() => {
            fraction.len()
        }
        Some(_) => return false,
    };
    let digits = whole + fraction;
    let most = if table.guide_max > 0 { table.max.min(table.guide_max) } else { table.max };
    let listed = table.codes.is_empty() || is_code(table.codes, text);
    digits > 0
        && digits >= usize::from(table.min)
        && digits <= usize::from(most)
        && fraction <= decimals
        && listed
}

#[inline]
fn leading_digits(text: &[u8]) -> usize {
    text.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(text.len())
}

#[inline]
fn date_fits<'a>(rule: &ElAt, text: &'a [u8], element: impl Fn(u8) -> &'a [u8]) -> bool {
    match rule.table.kind {
        Kind::Form(named_in) => match element(named_in) {
            b"D8" => Date::from_d8(text).is_ok(),
            form => element::fits_form(text, form),
        },
        Kind::Tm => element::is_time(text),
        _ => element::is_date(text),
    }
}

/// Are all components as the table wants them?
#[inline]
fn composite_fits(components: &'static [El], text: &[u8], separator: u8) -> bool {
    let (mut table, mut rest) = (components.iter(), text);
    loop {
        let Some(el) = table.next() else { return false };
        let length = rest.iter().position(|&byte| byte == separator).unwrap_or(rest.len());
        let (part, after) = rest.split_at(length);
        let good = match (el.usage, part.is_empty()) {
            (Usage::R, true) | (Usage::N, false) => false,
            (_, true) => true,
            (_, false) => component_fits(el, part),
        };
        match after {
            _ if !good => return false,
            [] => return !part.is_empty() && table.all(|el| el.usage != Usage::R),
            [_, more @ ..] => rest = more,
        }
    }
}

#[inline]
fn component_fits(el: &'static El, part: &[u8]) -> bool {
    let most = if el.guide_max > 0 { el.max.min(el.guide_max) } else { el.max };
    match el.kind {
        Kind::Id | Kind::An => {
            part.len() >= usize::from(el.min)
                && part.len() <= usize::from(most)
                && (el.codes.is_empty() || is_code(el.codes, part))
        }
        Kind::Num(_) | Kind::N0 => number_fits(el, part),
        // Rare in composites: left to the plain checker.
        _ => false,
    }
}

/// Byte by byte: codes are so short that comparing slices costs more.
#[inline]
fn is_code(codes: &[&str], text: &[u8]) -> bool {
    codes.iter().any(|code| code.len() == text.len() && code.bytes().zip(text).all(|(a, b)| a == *b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::Generator;
    use crate::guide::{P837, Walker};
    use crate::x12::{Delimiters, Index};
    use proptest::prelude::*;

    /// The bytes of one generated set, from its ST on.
    fn generated(seed: u64, claims: u64) -> Vec<u8> {
        let file = Generator::new(seed).claims(claims).to_bytes();
        let start = memchr::memmem::find(&file, b"~ST*").unwrap() + 1;
        file[start..].to_vec()
    }

    /// For each segment that was placed: is it clean by the fast answer, and by the plain checker?
    fn both(bytes: &[u8]) -> Vec<(bool, bool)> {
        let (delimiters, compiled) = (Delimiters::default(), Compiled::new(&P837));
        let mut index = Index::default();
        index.build(bytes, &delimiters);
        let walk = Walk { bytes, base: 0, delimiters, index: &index, compiled: &compiled };
        let mut walker = Walker::default();
        walker.walk(&walk, &mut crate::diag::Found::default());
        let mut memory = Memory::default();
        memory.reset(&compiled);
        let set = walk.view(&walker.tree);
        let mut answers = Vec::new();
        for (segment, (start, ends)) in set.segments().zip(index.segments()) {
            let place = walker.tree.segments[segment.ordinal() as usize - 1].place;
            let (Some(table), Some(at)) = (compiled.table(place), compiled.places.get(usize::from(place)))
            else {
                continue;
            };
            let fast = !is_suspicious(&walk, start, ends) && memory.clean(&walk, at, place, ends);
            let faults = element::check(table, &segment.view(), delimiters);
            answers.push((fast, faults.is_empty() && !segment.is_empty()));
        }
        answers
    }

    #[test]
    fn a_good_file_never_needs_the_plain_checker() {
        for seed in 0..20 {
            let answers = both(&generated(seed, 30));
            assert!(answers.len() > 500);
            assert!(answers.iter().all(|answer| *answer == (true, true)));
        }
    }

    proptest! {
        #[test]
        fn the_fast_answer_is_the_plain_one(
            seed in 0..50_u64,
            edits in prop::collection::vec((any::<prop::sample::Index>(), edit()), 1..30),
        ) {
            let mut bytes = generated(seed, 3);
            for (place, byte) in edits {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            for (number, (fast, plain)) in both(&bytes).into_iter().enumerate() {
                // "Not clean" may be wrong (the plain checker then finds nothing); "clean" may not.
                prop_assert!(plain || !fast, "segment {number} was taken for clean");
            }
        }
    }

    /// A byte that is likely to spoil something.
    fn edit() -> impl Strategy<Value = u8> {
        prop_oneof![
            Just(b'*'),
            Just(b':'),
            Just(b'~'),
            Just(b'^'),
            Just(b' '),
            Just(b'-'),
            Just(b'.'),
            0x20..0x7F_u8,
            any::<u8>()
        ]
    }
}
