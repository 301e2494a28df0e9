//! What the elements of one segment must be: the plain checker, one question after the other.
//!
//! The walker has a fast twin that only answers "clean or not"; what is not clean comes here. Tests hold
//! the two against each other.

use super::compile::satisfied;
use super::table::{El, Kind, Note, Seg, Usage};
use crate::diag::{Arg, ElementRef, Rule, rules};
use crate::value::{Date, DateSpan};
use crate::x12::{Delimiters, Segment};

/// One thing wrong with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) rule: &'static Rule,
    pub(crate) at: ElementRef,
    pub(crate) args: [Option<Arg>; 3],
}

/// Everything wrong with the elements of a segment.
pub(crate) fn check(table: &'static Seg, segment: &Segment<'_>, delimiters: Delimiters) -> Vec<Fault> {
    let mut checker = Checker { tag: table.tag, delimiters, segment, faults: Vec::new() };
    checker.segment(table);
    checker.faults
}

struct Checker<'a> {
    tag: &'static str,
    delimiters: Delimiters,
    segment: &'a Segment<'a>,
    faults: Vec<Fault>,
}

impl Checker<'_> {
    fn fault(&mut self, rule: &'static Rule, at: ElementRef, rest: &[Arg]) {
        let mut args = [None; 3];
        let name = [Arg::Element(self.tag, at)];
        for (slot, arg) in args.iter_mut().zip(name.iter().chain(rest)) {
            *slot = Some(*arg);
        }
        self.faults.push(Fault { rule, at, args });
    }

    fn segment(&mut self, table: &'static Seg) {
        let found = self.segment.elements().count();
        let filled = self.segment.elements().map(|value| !value.is_empty());
        let present = (0_u32..32).zip(filled).fold(0_u32, |sum, (bit, is)| sum | u32::from(is) << bit);
        let trailing = self
            .segment
            .elements()
            .collect::<Vec<_>>()
            .iter()
            .rev()
            .take_while(|value| value.is_empty())
            .count();
        if trailing > 0 {
            let at = ElementRef::element(u16::try_from(found).unwrap_or(u16::MAX));
            let args = [Some(Arg::Many(trailing as u64, "separator")), None, None];
            self.faults.push(Fault { rule: &rules::TRAILING_SEPARATORS, at, args });
        }
        let last = u16::try_from(table.els.len()).unwrap_or(u16::MAX);
        if found - trailing > table.els.len() {
            let args = [Some(Arg::Element(table.tag, ElementRef::element(last))), None, None];
            let at = ElementRef::element(last.saturating_add(1));
            self.faults.push(Fault { rule: &rules::ELEMENTS_MANY, at, args });
        }
        for (number, el) in (1_u16..).zip(table.els) {
            self.element(number, el);
        }
        self.notes(table, present);
    }

    fn element(&mut self, number: u16, el: &'static El) {
        let whole = self.segment.element(usize::from(number));
        let at = ElementRef::element(number);
        if !self.usage(at, el, whole) {
            return;
        }
        let separator = self.delimiters.repetition.filter(|separator| whole.contains(separator));
        let repetitions = separator.map_or(1, |separator| whole.split(|&byte| byte == separator).count());
        if repetitions > usize::from(el.repeat) {
            let args = [Some(Arg::Element(self.tag, at)), Some(Arg::Times(u64::from(el.repeat))), None];
            let first_beyond = ElementRef { repetition: u16::from(el.repeat) + 1, ..at };
            self.faults.push(Fault { rule: &rules::REPETITIONS_MANY, at: first_beyond, args });
            return;
        }
        for repetition in 0..repetitions {
            let value = separator.map_or(whole, |separator| crate::x12::part(whole, separator, repetition));
            let at = ElementRef { repetition: u16::try_from(repetition + 1).unwrap_or(u16::MAX), ..at };
            match el.components() {
                Some(components) => self.composite(at, components, value),
                None => self.value(at, el, value, |other| self.segment.element(usize::from(other))),
            }
        }
    }

    /// Required, not used; tells whether there is a value to look at.
    fn usage(&mut self, at: ElementRef, el: &'static El, value: &[u8]) -> bool {
        match (el.usage, value.is_empty()) {
            (Usage::R, true) => self.fault(&rules::ELEMENT_MISSING, at, &[Arg::Text(el.label)]),
            (Usage::N, false) => self.fault(&rules::ELEMENT_NOT_USED, at, &[Arg::Text(el.label)]),
            (_, empty) => return !empty,
        }
        false
    }

    fn composite(&mut self, at: ElementRef, components: &'static [El], value: &[u8]) {
        let separator = self.delimiters.component;
        let parts: Vec<&[u8]> = value.split(|&byte| byte == separator).collect();
        let trailing = parts.iter().rev().take_while(|part| part.is_empty()).count();
        let filled = parts.len() - trailing;
        if trailing > 0 && filled > 0 {
            let args = [Some(Arg::Many(trailing as u64, "separator")), None, None];
            self.faults.push(Fault { rule: &rules::TRAILING_SEPARATORS, at, args });
        }
        if filled > components.len() {
            self.fault(&rules::COMPONENTS_MANY, at, &[Arg::Components(components.len() as u64)]);
        }
        for (number, component) in (1_u16..).zip(components) {
            let part = parts.get(usize::from(number) - 1).copied().unwrap_or_default();
            let at = ElementRef { component: number, ..at };
            if self.usage(at, component, part) {
                let sibling =
                    |other: u8| parts.get(usize::from(other).saturating_sub(1)).copied().unwrap_or_default();
                self.value(at, component, part, sibling);
            }
        }
    }

    fn value<'v>(
        &mut self,
        at: ElementRef,
        el: &'static El,
        value: &'v [u8],
        sibling: impl Fn(u8) -> &'v [u8],
    ) {
        let label = Arg::Text(el.label);
        if self.delimiters.component_tells() && value.contains(&self.delimiters.component) {
            self.fault(&rules::COMPONENTS_MANY, at, &[Arg::Components(1)]);
            return;
        }
        if !value.iter().all(|byte| matches!(byte, 0x20..=0x7E)) {
            self.fault(&rules::CHARACTER, at, &[label]);
            return;
        }
        if value.first() == Some(&b' ') || value.last() == Some(&b' ') {
            self.fault(&rules::PADDING, at, &[label]);
        }
        // One fault, one finding: the first of these tells enough.
        let listed = el.codes.is_empty() || el.codes.iter().any(|code| code.as_bytes() == value);
        match el.kind {
            _ if !listed => self.fault(&rules::CODE, at, &[label, Arg::Codes(el.codes)]),
            Kind::Num(decimals) => self.number(at, el, value, Some(decimals)),
            Kind::N0 => self.number(at, el, value, None),
            Kind::Dt if !is_date(value) => self.fault(&rules::DATE, at, &[label]),
            Kind::Tm if !is_time(value) => self.fault(&rules::TIME, at, &[label]),
            Kind::Form(named_in) if self.dated(at, el, value, sibling(named_in)) => {}
            _ => self.length(at, el, value.len()),
        }
    }

    fn length(&mut self, at: ElementRef, el: &'static El, length: usize) {
        let label = Arg::Text(el.label);
        if length < usize::from(el.min) {
            self.fault(&rules::ELEMENT_SHORT, at, &[label, Arg::Count(u64::from(el.min))]);
        } else if length > usize::from(el.max) {
            self.fault(&rules::ELEMENT_LONG, at, &[label, Arg::Count(u64::from(el.max))]);
        } else if el.guide_max > 0 && length > usize::from(el.guide_max) {
            self.fault(&rules::ELEMENT_OVER_GUIDE, at, &[label, Arg::Count(u64::from(el.guide_max))]);
        }
    }

    /// A number; with decimals or, for data type N0, without. Sign and point do not count as length.
    fn number(&mut self, at: ElementRef, el: &'static El, value: &[u8], decimals: Option<u8>) {
        let label = Arg::Text(el.label);
        let Some((whole, fraction)) = digits(value, decimals.is_some()) else {
            self.fault(&rules::NUMBER, at, &[label]);
            return;
        };
        self.length(at, el, whole + fraction);
        let most = decimals.unwrap_or(0);
        if fraction > usize::from(most) {
            self.fault(&rules::DECIMALS, at, &[label, Arg::Count(u64::from(most))]);
        }
    }

    /// A date in a form that is named elsewhere; tells whether something is wrong with it.
    fn dated(&mut self, at: ElementRef, el: &'static El, value: &[u8], form: &[u8]) -> bool {
        let rule = if DateSpan::reversed(value) && form == b"RD8" {
            &rules::SPAN_REVERSED
        } else if !fits_form(value, form) {
            &rules::DATE
        } else {
            return false;
        };
        self.fault(rule, at, &[Arg::Text(el.label)]);
        true
    }

    fn notes(&mut self, table: &'static Seg, present: u32) {
        let is = |number: u8| present >> (number.clamp(1, 32) - 1) & 1 == 1;
        let usage = |number: u8| table.els.get(usize::from(number).saturating_sub(1)).map(|el| el.usage);
        for note in table.notes.iter().filter(|note| !satisfied(note, present)) {
            let (rule, elements) = match *note {
                Note::Paired(elements) => (&rules::PAIRED, elements),
                Note::Any(elements) => (&rules::NONE_OF, elements),
                Note::OneAtMost(elements) => (&rules::EXCLUSIVE, elements),
                Note::Needs(elements) | Note::NeedsAny(elements) => (&rules::CONDITIONAL, elements),
            };
            let element = |number: u8| ElementRef::element(u16::from(number));
            // The element to blame: the one that is missing, or the second of two that exclude each other.
            let blamed = match note {
                Note::OneAtMost(_) => elements.iter().rev().copied().find(|&number| is(number)),
                _ => elements.iter().copied().find(|&number| !is(number)),
            };
            let cause = elements.iter().copied().find(|&number| is(number) && Some(number) != blamed);
            let Some(blamed) = blamed else { continue };
            // Reported already: what is missing though required, what is filled though not used.
            let missing = !is(blamed) && usage(blamed) == Some(Usage::R);
            if missing || cause.and_then(usage) == Some(Usage::N) {
                continue;
            }
            let other = cause.map(|number| Arg::Element(self.tag, element(number)));
            self.fault(rule, element(blamed), other.as_slice());
        }
    }
}

/// The digits before and after the point of a number, if it is one.
fn digits(value: &[u8], point: bool) -> Option<(usize, usize)> {
    let unsigned = value.strip_prefix(b"-").unwrap_or(value);
    let mut parts = unsigned.splitn(2, |&byte| byte == b'.');
    let whole = parts.next()?;
    let fraction = parts.next();
    let all_digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
    let fraction_length = fraction.map_or(0, <[u8]>::len);
    let good = all_digits(whole) && fraction.is_none_or(all_digits) && (fraction.is_none() || point);
    (good && whole.len() + fraction_length > 0).then_some((whole.len(), fraction_length))
}

/// Six or eight digits that are a day.
pub(crate) fn is_date(value: &[u8]) -> bool {
    Date::from_d8(value).is_ok() || Date::from_yymmdd(value).is_ok()
}

/// `HHMM`, `HHMMSS`, `HHMMSSD`, `HHMMSSDD`.
pub(crate) fn is_time(value: &[u8]) -> bool {
    let pairs = value.chunks(2).zip([23_u8, 59, 59, 99]);
    matches!(value.len(), 4 | 6 | 7 | 8)
        && value.iter().all(u8::is_ascii_digit)
        && pairs
            .into_iter()
            .all(|(pair, most)| pair.iter().fold(0, |sum, digit| sum * 10 + (digit - b'0')) <= most)
}

/// Is the value in the form that its qualifier names? A form that this library does not know is not judged.
pub(crate) fn fits_form(value: &[u8], form: &[u8]) -> bool {
    match form {
        b"D8" => Date::from_d8(value).is_ok(),
        b"RD8" => DateSpan::from_rd8(value).is_ok(),
        b"D6" => Date::from_yymmdd(value).is_ok(),
        b"DT" => {
            value.split_at_checked(8).is_some_and(|(day, time)| Date::from_d8(day).is_ok() && is_time(time))
        }
        b"TM" => is_time(value),
        _ => true,
    }
}
