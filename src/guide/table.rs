//! What a line of a guide table says.
//!
//! A guide is written as nested `static` values that a person can read beside the printed guide: one
//! line an element, in the guide's order. Reader, writer, masking and documentation all walk the same
//! table.
//!
//! ```text
//!  seg(1800, S, 1, "REF", "prior authorisation").key(1, &["G1"]).notes(&[any(&[2, 3])]).els(&[
//!  │   │     │  │   │      │                      │               │                     └ its elements
//!  │   │     │  │   │      label, our words       known by element 1   at least one of 02 and 03
//!  │   │     │  │   segment id
//!  │   │     │  at most so often in one loop
//!  │   │     R required, S situational, N not used
//!  │   place in its loop; equal places may come in any order
//!
//!      an(R, 1, 50, "authorisation number").phi(),
//!      │  │  │  │    │                      └ may say something of a person: never shown
//!      │  │  │  │    label, our words
//!      │  │  min..=max characters, by the standard
//!      │  R required, S situational, N not used
//!      type: id, an, n0, num, money, dt, tm, form(q), comp
//! ```

/// Whether the guide wants a segment, loop or element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usage {
    /// Required.
    R,
    /// Situational: needed, allowed or forbidden as the claim's other data say.
    S,
    /// Not used by this guide, though the standard has it.
    N,
}

/// What text an element holds (X12.6, data element types).
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// A code: letters and digits.
    Id,
    /// Text.
    An,
    /// A whole number with an optional minus sign.
    N0,
    /// A decimal number; at most so many decimals (255: no limit).
    Num(u8),
    /// A date, `YYMMDD` or `CCYYMMDD` by its length.
    Dt,
    /// A time, `HHMM` up to `HHMMSSDD`.
    Tm,
    /// A date or span in the form that the element of that number names (D8, RD8, DT).
    Form(u8),
    /// Components.
    Comp(&'static [El]),
}

/// Lists kept by others, too long or too changeable for the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum List {
    /// States and provinces (USPS, Canada Post).
    State,
    /// Countries (ISO 3166).
    Country,
    /// Currencies (ISO 4217).
    Currency,
    /// Place of service (CMS).
    PlaceOfService,
    /// Remittance advice remark codes (X12).
    RemarkCode,
}

/// One element or component of a segment.
#[derive(Debug, Clone, Copy)]
pub struct El {
    /// What it holds, in our words.
    pub label: &'static str,
    /// Required, situational, not used.
    pub usage: Usage,
    /// What text it holds.
    pub kind: Kind,
    /// Fewest characters (standard).
    pub min: u16,
    /// Most characters (standard). For numbers the sign and the point do not count.
    pub max: u16,
    /// The guide's own, shorter limit, where it has one; else 0. For numbers: digits.
    pub guide_max: u16,
    /// How often it may be repeated with the repetition separator.
    pub repeat: u8,
    /// The values that the guide allows; empty: the table has no list.
    pub codes: &'static [&'static str],
    /// A list kept by others that the value must be in.
    pub list: Option<List>,
    /// May say something of a person (name, number, date, diagnosis, note): never shown, never logged.
    pub phi: bool,
}

/// A syntax note: how elements of one segment depend on each other (X12.6). Numbers count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Note {
    /// P: all or none.
    Paired(&'static [u8]),
    /// R: at least one.
    Any(&'static [u8]),
    /// E: at most one.
    OneAtMost(&'static [u8]),
    /// C: if the first, then all others.
    Needs(&'static [u8]),
    /// L: if the first, then at least one other.
    NeedsAny(&'static [u8]),
}

/// By which value a segment is told from others of the same id.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Element, from 1.
    pub element: u8,
    /// Component, from 1; 0 for an element without components.
    pub component: u8,
    /// The values.
    pub codes: &'static [&'static str],
    /// A second element that must hold one of these too, where the first does not tell enough.
    pub also: Option<(u8, &'static [&'static str])>,
}

/// One segment at one place in a loop.
#[derive(Debug, Clone, Copy)]
pub struct Seg {
    /// Place in its loop: lower comes first; equal places may come in any order.
    pub ord: u16,
    /// Required, situational.
    pub usage: Usage,
    /// At most so often in one loop; 0: without limit.
    pub max: u16,
    /// Segment id.
    pub tag: &'static str,
    /// What it says, in our words.
    pub label: &'static str,
    /// What tells it from others of the same id.
    pub key: Option<Key>,
    /// How its elements depend on each other.
    pub notes: &'static [Note],
    /// Its elements, in order, the unused ones too.
    pub els: &'static [El],
}

/// A segment or a loop inside a loop.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// A segment.
    Seg(Seg),
    /// A loop.
    Loop {
        /// Place in the outer loop, as [`Seg::ord`].
        ord: u16,
        /// Required, situational.
        usage: Usage,
        /// At most so often; 0: without limit.
        max: u16,
        /// The loop; one table may stand in several places.
        of: &'static Loop,
    },
}

/// A loop: begins with its first segment, ends where something begins that is not in it.
#[derive(Debug)]
pub struct Loop {
    /// As the guide numbers it: `2010AA`.
    pub id: &'static str,
    /// What it tells, in our words.
    pub label: &'static str,
    /// Its segments and loops, in order. The first is a segment and opens the loop.
    pub parts: &'static [Part],
}

/// One implementation guide.
#[derive(Debug)]
pub struct Guide {
    /// As GS08 and ST03 name it: `005010X222A1`.
    pub id: &'static str,
    /// As people name it: `837P`.
    pub name: &'static str,
    /// ST01.
    pub transaction: &'static str,
    /// GS01.
    pub group: &'static str,
    /// The identifiers in GS08 and ST03 that mean this guide.
    pub accepts: &'static [&'static str],
    /// The loop that holds the whole transaction set, ST to SE.
    pub root: &'static Loop,
    /// The loop that is a claim, if the guide has claims.
    pub claim: Option<&'static str>,
    /// The loop that is a service line of a claim.
    pub line: Option<&'static str>,
}

const fn el(usage: Usage, kind: Kind, min: u16, max: u16, label: &'static str) -> El {
    El { label, usage, kind, min, max, guide_max: 0, repeat: 1, codes: &[], list: None, phi: false }
}

/// A code element.
pub const fn id(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::Id, min, max, label)
}

/// A text element.
pub const fn an(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::An, min, max, label)
}

/// A whole number.
pub const fn n0(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::N0, min, max, label)
}

/// A decimal number of any precision.
pub const fn num(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::Num(255), min, max, label)
}

/// An amount: ten digits at most, of them two after the point (TR3 appendix B.1.1.3.1.2).
pub const fn money(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    let mut amount = el(usage, Kind::Num(2), min, max, label);
    amount.guide_max = 10;
    amount
}

/// A date.
pub const fn dt(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::Dt, min, max, label)
}

/// A time.
pub const fn tm(usage: Usage, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::Tm, min, max, label)
}

/// A date in the form that element `named_in` names.
pub const fn form(usage: Usage, named_in: u8, min: u16, max: u16, label: &'static str) -> El {
    el(usage, Kind::Form(named_in), min, max, label)
}

/// A composite element.
pub const fn comp(usage: Usage, label: &'static str, components: &'static [El]) -> El {
    el(usage, Kind::Comp(components), 0, u16::MAX, label)
}

impl El {
    /// Only these values.
    #[must_use]
    pub const fn codes(mut self, codes: &'static [&'static str]) -> Self {
        self.codes = codes;
        self
    }

    /// Only values of that list.
    #[must_use]
    pub const fn list(mut self, list: List) -> Self {
        self.list = Some(list);
        self
    }

    /// May say something of a person.
    #[must_use]
    pub const fn phi(mut self) -> Self {
        self.phi = true;
        self
    }

    /// The guide's own limit of characters (of digits, for a number).
    #[must_use]
    pub const fn at_most(mut self, guide_max: u16) -> Self {
        self.guide_max = guide_max;
        self
    }

    /// At most so many digits after the point; for a decimal number.
    #[must_use]
    pub const fn decimals(mut self, decimals: u8) -> Self {
        self.kind = Kind::Num(decimals);
        self
    }

    /// May be repeated.
    #[must_use]
    pub const fn repeat(mut self, repeat: u8) -> Self {
        self.repeat = repeat;
        self
    }

    /// The components, if this is a composite.
    pub const fn components(&self) -> Option<&'static [El]> {
        match self.kind {
            Kind::Comp(components) => Some(components),
            _ => None,
        }
    }
}

/// A segment. See the head of this module.
pub const fn seg(ord: u16, usage: Usage, max: u16, tag: &'static str, label: &'static str) -> Seg {
    Seg { ord, usage, max, tag, label, key: None, notes: &[], els: &[] }
}

impl Seg {
    /// Known by the value of that element.
    #[must_use]
    pub const fn key(mut self, element: u8, codes: &'static [&'static str]) -> Self {
        self.key = Some(Key { element, component: 0, codes, also: None });
        self
    }

    /// Known by the value of that component.
    #[must_use]
    pub const fn key_in(mut self, element: u8, component: u8, codes: &'static [&'static str]) -> Self {
        self.key = Some(Key { element, component, codes, also: None });
        self
    }

    /// Known by two elements together.
    #[must_use]
    pub const fn key_and(mut self, also: u8, codes: &'static [&'static str]) -> Self {
        if let Some(key) = self.key {
            self.key = Some(Key { also: Some((also, codes)), ..key });
        }
        self
    }

    /// How its elements depend on each other.
    #[must_use]
    pub const fn notes(mut self, notes: &'static [Note]) -> Self {
        self.notes = notes;
        self
    }

    /// Its elements, for a segment that stands by itself.
    #[must_use]
    pub const fn with(mut self, els: &'static [El]) -> Self {
        self.els = els;
        self
    }

    /// Its elements, for a segment in a loop.
    #[must_use]
    pub const fn els(self, els: &'static [El]) -> Part {
        Part::Seg(self.with(els))
    }
}

impl Seg {
    /// Has a segment the qualifier by which this line of the guide is known?
    pub fn fits(&self, segment: &crate::x12::Segment<'_>) -> bool {
        self.key.is_none_or(|key| {
            let holds = |element: u8, component: u8, codes: &[&str]| {
                let value = match component {
                    0 => segment.element(usize::from(element)),
                    _ => segment.component(usize::from(element), usize::from(component)),
                };
                codes.iter().any(|code| code.as_bytes() == value)
            };
            holds(key.element, key.component, key.codes)
                && key.also.is_none_or(|(also, codes)| holds(also, 0, codes))
        })
    }
}

impl Loop {
    /// Its own segments, in order.
    pub fn segments(&self) -> impl Iterator<Item = &'static Seg> + use<> {
        self.parts.iter().filter_map(|part| match part {
            Part::Seg(seg) => Some(seg),
            Part::Loop { .. } => None,
        })
    }

    /// The loops directly inside it, in order.
    pub fn loops(&self) -> impl Iterator<Item = &'static Loop> + use<> {
        self.parts.iter().filter_map(|part| match part {
            Part::Seg(_) => None,
            Part::Loop { of, .. } => Some(*of),
        })
    }

    pub(super) fn find(&'static self, id: &str) -> Option<&'static Loop> {
        (self.id == id).then_some(self).or_else(|| self.loops().find_map(|inner| inner.find(id)))
    }
}

impl Guide {
    /// The loop of that id, wherever it stands.
    pub fn find_loop(&self, id: &str) -> Option<&'static Loop> {
        self.root.find(id)
    }
}

/// A loop inside a loop.
pub const fn sub(ord: u16, usage: Usage, max: u16, of: &'static Loop) -> Part {
    Part::Loop { ord, usage, max, of }
}

/// P: all or none.
pub const fn paired(elements: &'static [u8]) -> Note {
    Note::Paired(elements)
}

/// R: at least one.
pub const fn any(elements: &'static [u8]) -> Note {
    Note::Any(elements)
}

/// E: at most one.
pub const fn one_at_most(elements: &'static [u8]) -> Note {
    Note::OneAtMost(elements)
}

/// C: if the first, then all others.
pub const fn needs(elements: &'static [u8]) -> Note {
    Note::Needs(elements)
}

/// L: if the first, then at least one other.
pub const fn needs_any(elements: &'static [u8]) -> Note {
    Note::NeedsAny(elements)
}
