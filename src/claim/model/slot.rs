//! From elements to fields and back: what every kind of field does.
//!
//! Reading takes pieces out of a segment; what no field takes is kept under its X12 name. So nothing is
//! lost, whatever stands in the segment.

use super::elements::Elements;
use super::given::{Given, Scalar};
use super::text::{from_bytes, to_bytes};
use super::when::When;
use crate::diag::ElementRef;
use crate::guide::Draft;
use crate::x12::{Delimiters, Segment};

/// Where a field stands in its segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Spot {
    /// Element, from 1; in a group, how many elements after its first.
    pub(crate) element: u16,
    /// Component, from 1; 0: the whole element.
    pub(crate) component: u16,
    /// For a list: the last component if the first is one, else the last element; 0: no list.
    pub(crate) last: u16,
    /// For a list: from one entry to the next.
    pub(crate) step: u16,
}

impl Spot {
    const fn at(&self) -> ElementRef {
        ElementRef { element: self.element, component: self.component, repetition: 1 }
    }

    /// The entries of a list.
    fn entries(self) -> impl Iterator<Item = Self> {
        let first = if self.component > 0 { self.component } else { self.element };
        (first..=self.last).step_by(usize::from(self.step.max(1))).map(move |number| {
            let entry = Self { last: 0, ..self };
            if self.component > 0 {
                Self { component: number, ..entry }
            } else {
                Self { element: number, ..entry }
            }
        })
    }

    /// The same place in a group that begins at that entry.
    pub(crate) const fn in_entry(self, entry: Self) -> Self {
        Self { element: self.element + entry.element, ..self }
    }
}

/// `[2]`, `[5, 1]`, `[11, 1..=3]`, `[3..=7]`, `[2..=19 step 3]` as a [`Spot`].
macro_rules! spot {
    ($element:literal) => {
        $crate::claim::model::slot::Spot { element: $element, component: 0, last: 0, step: 0 }
    };
    ($element:literal, $component:literal) => {
        $crate::claim::model::slot::Spot { element: $element, component: $component, last: 0, step: 0 }
    };
    ($element:literal, $component:literal ..= $last:literal) => {
        $crate::claim::model::slot::Spot { element: $element, component: $component, last: $last, step: 1 }
    };
    ($element:literal ..= $last:literal) => {
        $crate::claim::model::slot::Spot { element: $element, component: 0, last: $last, step: 1 }
    };
    ($element:literal ..= $last:literal step $step:literal) => {
        $crate::claim::model::slot::Spot { element: $element, component: 0, last: $last, step: $step }
    };
}
pub(crate) use spot;

/// The parts of a segment that are not empty, to be taken by fields. Reused from segment to segment.
pub(crate) struct Pieces<'a> {
    segment: Segment<'a>,
    delimiters: Delimiters,
    list: Vec<Piece<'a>>,
}

struct Piece<'a> {
    at: ElementRef,
    /// The only one of its element.
    lone: bool,
    text: &'a [u8],
    taken: bool,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(delimiters: Delimiters) -> Self {
        Self { segment: Segment::new(b"", delimiters), delimiters, list: Vec::new() }
    }

    /// Begins with another segment.
    pub(crate) fn load(&mut self, segment: Segment<'a>) {
        self.segment = segment;
        self.list.clear();
        for (element, whole) in (1..=u16::MAX).zip(segment.elements()).filter(|(_, whole)| !whole.is_empty())
        {
            let between = |byte: &u8| Some(*byte) == self.delimiters.repetition;
            let inside = |byte: &u8| *byte == self.delimiters.component;
            let first = self.list.len();
            for (repetition, repeated) in (1..=u16::MAX).zip(whole.split(between)) {
                for (component, text) in (1..=u16::MAX).zip(repeated.split(inside)) {
                    if !text.is_empty() {
                        let at = ElementRef { element, component, repetition };
                        self.list.push(Piece { at, lone: false, text, taken: false });
                    }
                }
            }
            if let Some([only]) = self.list.get_mut(first..) {
                only.lone = (only.at.component, only.at.repetition) == (1, 1);
            }
        }
    }

    /// The text at that place without taking it.
    pub(crate) fn peek(&self, element: u16, component: u16) -> &'a [u8] {
        self.segment.component(usize::from(element), usize::from(component.max(1)))
    }

    fn take(&mut self, at: ElementRef) -> &'a [u8] {
        let at = ElementRef { component: at.component.max(1), repetition: 1, ..at };
        let found = self.list.iter_mut().find(|piece| piece.at == at && !piece.taken);
        found.map_or(&[][..], |piece| {
            piece.taken = true;
            piece.text
        })
    }

    /// The whole element with its separators, if it has any.
    fn take_whole(&mut self, element: u16) -> &'a [u8] {
        for piece in self.list.iter_mut().filter(|piece| piece.at.element == element) {
            piece.taken = true;
        }
        self.segment.element(usize::from(element))
    }

    /// Leaves a code out that the guide makes the only one there, where `named` fields are present; keeps
    /// what stands there else.
    pub(crate) fn imply(&mut self, tag: &str, spot: Spot, code: &str, named: bool, kept: &mut Elements) {
        let text = self.take(spot.at());
        let keep = if named { text != code.as_bytes() } else { !text.is_empty() };
        if keep {
            kept.keep(tag, spot.at(), text);
        }
    }

    /// Keeps what no field took.
    pub(crate) fn keep_rest(&self, tag: &str, kept: &mut Elements) {
        for piece in self.list.iter().filter(|piece| !piece.taken) {
            let component = if piece.lone { 0 } else { piece.at.component };
            kept.keep(tag, ElementRef { component, ..piece.at }, piece.text);
        }
    }
}

/// A field, and a list of its own fields if it is a group.
#[derive(Debug)]
pub(crate) struct FieldAt {
    /// As in JSON.
    pub(crate) name: &'static str,
    pub(crate) spot: Spot,
    /// How many elements it takes.
    pub(crate) width: u16,
    pub(crate) inner: &'static [FieldAt],
}

/// What can be a field of a segment.
pub(crate) trait Slot: Default {
    /// How many elements it takes.
    const WIDTH: u16 = 1;
    /// The fields of a group.
    const INNER: &'static [FieldAt] = &[];
    /// Takes it out of the pieces.
    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self;
    /// Puts it at its place.
    fn put(&self, to: &mut Draft, spot: Spot);
    /// Is nothing there?
    fn is_absent(&self) -> bool;
}

impl Slot for String {
    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self {
        from_bytes(pieces.take(spot.at()))
    }

    fn put(&self, to: &mut Draft, spot: Spot) {
        if !self.is_empty() {
            to.put(spot.at(), &to_bytes(self));
        }
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T: Scalar> Slot for Given<T> {
    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self {
        let text = match spot.component {
            0 => pieces.take_whole(spot.element),
            _ => pieces.take(spot.at()),
        };
        from_bytes(text).into()
    }

    fn put(&self, to: &mut Draft, spot: Spot) {
        match self {
            Self::Absent => {}
            Self::Present(value) if T::NUMBER => to.put_number(spot.at(), |text| value.put_x12(text)),
            Self::Present(value) => to.put_with(spot.at(), |text| value.put_x12(text)),
            Self::Malformed(text) if spot.component == 0 => {
                to.put_raw(spot.element, &to_bytes(text.as_str()));
            }
            Self::Malformed(text) => to.put(spot.at(), &to_bytes(text.as_str())),
        }
    }

    fn is_absent(&self) -> bool {
        Given::is_absent(self)
    }
}

/// The form at its element, the text at the next.
impl Slot for When {
    const WIDTH: u16 = 2;

    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self {
        let form = from_bytes(pieces.take(spot.at()));
        Self::from_x12(&form, &from_bytes(pieces.take_whole(spot.element + 1)))
    }

    fn put(&self, to: &mut Draft, spot: Spot) {
        let text = ElementRef::element(spot.element + 1);
        match self {
            Self::Absent => {}
            Self::Day(day) => {
                to.put(spot.at(), b"D8");
                to.put_with(text, |to| day.put_x12(to));
            }
            Self::Span(span) => {
                to.put(spot.at(), b"RD8");
                to.put_with(text, |to| {
                    span.first().put_x12(to);
                    to.push(b'-');
                    span.last().put_x12(to);
                });
            }
            Self::Other(other) => {
                to.put(spot.at(), &to_bytes(other.form()));
                to.put_raw(text.element, &to_bytes(other.text()));
            }
        }
    }

    fn is_absent(&self) -> bool {
        When::is_absent(self)
    }
}

/// Several elements that belong together and may come several times in a segment.
pub(crate) trait Group: Default {
    const FIELDS: &'static [FieldAt];
    fn take(pieces: &mut Pieces<'_>, entry: Spot) -> Self;
    fn put(&self, to: &mut Draft, entry: Spot);
    fn is_absent(&self) -> bool;
}

impl Group for String {
    const FIELDS: &'static [FieldAt] = &[];

    fn take(pieces: &mut Pieces<'_>, entry: Spot) -> Self {
        <Self as Slot>::take(pieces, entry)
    }

    fn put(&self, to: &mut Draft, entry: Spot) {
        Slot::put(self, to, entry);
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

/// Entries in order; an empty one keeps its place if another follows.
impl<G: Group> Slot for Vec<G> {
    const INNER: &'static [FieldAt] = G::FIELDS;

    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self {
        let mut entries: Self = Vec::new();
        let mut gap = 0;
        for entry in spot.entries() {
            let found = G::take(pieces, entry);
            if found.is_absent() {
                gap += 1;
            } else {
                entries.extend(std::iter::repeat_with(G::default).take(std::mem::take(&mut gap)));
                entries.push(found);
            }
        }
        entries
    }

    fn put(&self, to: &mut Draft, spot: Spot) {
        for (entry, value) in spot.entries().zip(self) {
            value.put(to, entry);
        }
    }

    fn is_absent(&self) -> bool {
        self.iter().all(G::is_absent)
    }
}
