//! A field as it stands in a file: there, not there, or there and not what it should be; and where.

use crate::diag::{ElementRef, Location};
use crate::guide::{LoopView, SegView};
use crate::value::{Date, DateSpan, Money, Npi, Quantity};

/// What a field of a claim holds.
///
/// ```
/// use peerclaim::claim::Field;
/// let units = Field::Present(4);
/// assert_eq!(units.map(|n| n * 15).present(), Some(60));
/// assert_eq!(Field::<u8>::Malformed.present(), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Field<T> {
    /// Nothing stands there.
    Absent,
    /// Something stands there that is not such a value. Reading the file has reported it already.
    Malformed,
    /// The value.
    Present(T),
}

/// Tells whether something is there, never what.
impl<T> std::fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Absent => "Absent",
            Self::Malformed => "Malformed",
            Self::Present(_) => "Present(..)",
        })
    }
}

impl<T> Field<T> {
    /// The value, if there is a good one.
    pub fn present(self) -> Option<T> {
        match self {
            Self::Present(value) => Some(value),
            Self::Absent | Self::Malformed => None,
        }
    }

    /// Does nothing stand there?
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Does something stand there that is no such value?
    pub const fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed)
    }

    /// Another value made of the value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Field<U> {
        match self {
            Self::Absent => Field::Absent,
            Self::Malformed => Field::Malformed,
            Self::Present(value) => Field::Present(make(value)),
        }
    }
}

/// A field and its place, so that a finding can say where.
#[derive(Clone, Copy)]
pub struct At<'a, T> {
    field: Field<T>,
    segment: Option<SegView<'a>>,
    element: Option<ElementRef>,
}

impl<'a, T> At<'a, T> {
    pub(super) fn new(segment: SegView<'a>, element: ElementRef, field: Field<T>) -> Self {
        Self { field, segment: Some(segment), element: Some(element) }
    }

    /// A field whose segment is not there: its place is the first segment of the loop that lacks it.
    pub(super) fn missing(from: LoopView<'a>) -> Self {
        Self { field: Field::Absent, segment: from.opening(), element: None }
    }

    /// What stands there.
    pub const fn field(&self) -> &Field<T> {
        &self.field
    }

    /// The value, if there is a good one.
    pub fn value(self) -> Option<T> {
        self.field.present()
    }

    /// Does nothing stand there?
    pub const fn is_absent(&self) -> bool {
        self.field.is_absent()
    }

    /// The segment; where it is missing, the first segment of the loop that lacks it.
    pub const fn segment(&self) -> Option<SegView<'a>> {
        self.segment
    }

    /// The element; none, where the whole segment is missing.
    pub const fn element(&self) -> Option<ElementRef> {
        self.element
    }

    /// The place, for a finding.
    pub fn location(&self) -> Location {
        match (self.segment, self.element) {
            (Some(segment), Some(element)) => segment.at_element(element),
            (Some(segment), None) => segment.at(),
            (None, _) => Location::X12(Box::default()),
        }
    }

    /// The same place with another value.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> At<'a, U> {
        At { field: self.field.map(make), segment: self.segment, element: self.element }
    }
}

/// Tells whether something is there, never what.
impl<T> std::fmt::Debug for At<'_, T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "At({:?})", self.field)
    }
}

/// A value that can be read from the text of one element.
pub(super) trait Read: Sized {
    fn read(text: &[u8]) -> Option<Self>;
}

impl Read for Money {
    fn read(text: &[u8]) -> Option<Self> {
        Self::from_bytes(text).ok()
    }
}

impl Read for Quantity {
    fn read(text: &[u8]) -> Option<Self> {
        Self::from_bytes(text).ok()
    }
}

impl Read for Npi {
    fn read(text: &[u8]) -> Option<Self> {
        Self::from_bytes(text).ok()
    }
}

impl Read for Date {
    fn read(text: &[u8]) -> Option<Self> {
        Self::from_d8(text).ok()
    }
}

fn whole_or_component<'a>(segment: &SegView<'a>, at: ElementRef) -> &'a [u8] {
    match at.component {
        0 => segment.element(usize::from(at.element)),
        component => segment.component(usize::from(at.element), usize::from(component)),
    }
}

/// The text of an element or component of that segment.
pub(super) fn text(segment: SegView<'_>, at: ElementRef) -> At<'_, &[u8]> {
    let text = whole_or_component(&segment, at);
    At::new(segment, at, if text.is_empty() { Field::Absent } else { Field::Present(text) })
}

/// The value of an element or component of that segment.
pub(super) fn value<T: Read>(segment: SegView<'_>, at: ElementRef) -> At<'_, T> {
    let field = match whole_or_component(&segment, at) {
        [] => Field::Absent,
        text => T::read(text).map_or(Field::Malformed, Field::Present),
    };
    At::new(segment, at, field)
}

/// The days in an element whose form (D8, RD8) the element before it names.
pub(super) fn days(segment: SegView<'_>, at: ElementRef) -> At<'_, DateSpan> {
    let form = segment.element(usize::from(at.element.saturating_sub(1)));
    let field = match segment.element(usize::from(at.element)) {
        [] => Field::Absent,
        text => match form {
            b"D8" => Date::from_d8(text).ok().map(DateSpan::from),
            b"RD8" => DateSpan::from_rd8(text).ok(),
            _ => None,
        }
        .map_or(Field::Malformed, Field::Present),
    };
    At::new(segment, at, field)
}

/// Element `number` of the first own segment of that id, or where that segment is missing.
pub(super) fn text_in<'a>(from: LoopView<'a>, tag: &'static str, at: ElementRef) -> At<'a, &'a [u8]> {
    from.first(tag).map_or_else(|| At::missing(from), |segment| text(segment, at))
}

/// As [`text_in`], read as a value.
pub(super) fn value_in<'a, T: Read>(from: LoopView<'a>, tag: &'static str, at: ElementRef) -> At<'a, T> {
    from.first(tag).map_or_else(|| At::missing(from), |segment| value(segment, at))
}

/// The own segments of that id whose first element is `qualifier`.
pub(super) fn qualified<'a>(
    from: LoopView<'a>,
    tag: &'static str,
    qualifier: &'static str,
) -> impl Iterator<Item = SegView<'a>> + use<'a> {
    from.all(tag).filter(move |segment| segment.element(1) == qualifier.as_bytes())
}

/// REF02 of the first REF of that kind.
pub(super) fn reference<'a>(from: LoopView<'a>, qualifier: &'static str) -> At<'a, &'a [u8]> {
    let segment = qualified(from, "REF", qualifier).next();
    segment.map_or_else(|| At::missing(from), |segment| text(segment, el(2)))
}

/// DTP03 of the first DTP of that kind.
pub(super) fn date<'a>(from: LoopView<'a>, qualifier: &'static str) -> At<'a, DateSpan> {
    let segment = qualified(from, "DTP", qualifier).next();
    segment.map_or_else(|| At::missing(from), |segment| days(segment, el(3)))
}

/// AMT02 of the first AMT of that kind.
pub(super) fn amount<'a>(from: LoopView<'a>, qualifier: &'static str) -> At<'a, Money> {
    let segment = qualified(from, "AMT", qualifier).next();
    segment.map_or_else(|| At::missing(from), |segment| value(segment, el(2)))
}

pub(super) const fn el(number: u16) -> ElementRef {
    ElementRef::element(number)
}

pub(super) const fn comp(element: u16, component: u16) -> ElementRef {
    ElementRef::component(element, component)
}
