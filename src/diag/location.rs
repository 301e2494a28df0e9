//! Where something is: numbers only, so that a place can be printed anywhere.

use serde::{Serialize, Serializer};
use std::fmt;

/// Bytes of the file, half open, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u64,
    /// Byte after the last.
    pub end: u64,
}

impl Span {
    /// From the first byte to before `end`.
    pub const fn new(start: u64, end: u64) -> Self {
        Self { start, end }
    }

    /// How many bytes.
    pub const fn len(self) -> u64 {
        self.end.saturating_sub(self.start)
    }

    /// No byte at all: a place where something is missing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }
}

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        (self.start, self.end).serialize(to)
    }
}

/// One loop on the way to a place, and which occurrence of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Step {
    /// The loop's id in its guide.
    pub id: &'static str,
    /// Which occurrence in the loop around it, from 1.
    pub count: u32,
}

/// The loops from the transaction set to a place: `2000A[1]/2000B[3]/2300[1]`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Path(Box<[Step]>);

impl Path {
    /// A path of those steps, outermost first.
    pub fn new(steps: Vec<Step>) -> Self {
        Self(steps.into_boxed_slice())
    }

    /// The steps, outermost first.
    pub fn steps(&self) -> &[Step] {
        &self.0
    }

    /// The innermost loop's id.
    pub fn last_loop(&self) -> Option<&'static str> {
        self.0.last().map(|step| step.id)
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, step) in self.0.iter().enumerate() {
            let slash = if place == 0 { "" } else { "/" };
            write!(f, "{slash}{}[{}]", step.id, step.count)?;
        }
        Ok(())
    }
}

/// An element of a segment: `SV101`, its component `SV101-3`, its repetition. All count from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementRef {
    /// Element.
    pub element: u16,
    /// Component of a composite; 0: the whole element.
    pub component: u16,
    /// Repetition; 1 where nothing is repeated.
    pub repetition: u16,
}

impl ElementRef {
    /// A whole element.
    pub const fn element(element: u16) -> Self {
        Self { element, component: 0, repetition: 1 }
    }

    /// A component.
    pub const fn component(element: u16, component: u16) -> Self {
        Self { element, component, repetition: 1 }
    }
}

/// `01`, `01-3`, `01.2-3` (the second repetition).
impl fmt::Display for ElementRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}", self.element)?;
        if self.repetition > 1 {
            write!(f, ".{}", self.repetition)?;
        }
        if self.component > 0 {
            write!(f, "-{}", self.component)?;
        }
        Ok(())
    }
}

/// A place in an X12 file. Ordinals count from 1 in the whole file, segments from 1 at their ST.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Which interchange.
    pub interchange: Option<u32>,
    /// Which functional group.
    pub group: Option<u32>,
    /// Which transaction set.
    pub set: Option<u32>,
    /// Which claim.
    pub claim: Option<u64>,
    /// Which service line of the claim.
    pub line: Option<u32>,
    /// Which segment, ST being 1 (as IK302 counts).
    pub segment: Option<u32>,
    /// The segment id, if the guide knows it. An unknown id is input and is not kept.
    pub tag: Option<&'static str>,
    /// The loops around it.
    pub path: Path,
    /// Which element.
    pub element: Option<ElementRef>,
    /// The bytes; empty where something is missing.
    pub bytes: Span,
    /// The bytes of the whole segment, without its terminator.
    pub segment_bytes: Span,
    /// The value in the claim model that this place holds.
    pub value: Option<Value>,
    /// The loop occurrence in its set, for the verdicts; 0: the whole set.
    pub(crate) anchor: u32,
}

impl Place {
    /// `SV101-3`: segment id and element.
    pub fn element_name(&self) -> Option<String> {
        Some(format!("{}{}", self.tag?, self.element?))
    }
}

/// One step of a JSON pointer (RFC 6901).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PointerStep {
    /// A member of an object.
    Field(&'static str),
    /// An item of an array, from 0.
    Index(u64),
}

/// Which value of the claim model a place holds, and its box on the paper form.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Value {
    /// Steps below the claim: `lines`, 0, `charge`.
    pub pointer: Vec<PointerStep>,
    /// The box of the CMS-1500 form.
    pub form_box: Option<&'static str>,
}

/// `/lines/0/charge`
impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.pointer {
            match step {
                PointerStep::Field(name) => write!(f, "/{name}")?,
                PointerStep::Index(place) => write!(f, "/{place}")?,
            }
        }
        Ok(())
    }
}

/// A place in a table that people wrote: a row and a field of it, by their names and numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowPlace {
    /// The table, if it is one that there is: `encounters`, `cap`. An unknown name is input and is not kept.
    pub table: Option<&'static str>,
    /// Which row of it, from 1.
    pub row: Option<u64>,
    /// From the row to the value: `segments`, 0, `end`.
    pub field: Vec<PointerStep>,
    /// The bytes of the document; empty where something is missing.
    pub bytes: Span,
}

impl RowPlace {
    /// `segments/0/end`
    pub fn field_path(&self) -> String {
        let steps = self.field.iter().map(|step| match step {
            PointerStep::Field(name) => (*name).to_owned(),
            PointerStep::Index(place) => place.to_string(),
        });
        steps.collect::<Vec<_>>().join("/")
    }
}

/// `encounters row 12, segments/0/end`
impl fmt::Display for RowPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.table, self.row) {
            (Some(table), Some(row)) => write!(f, "{table} row {row}")?,
            (Some(table), None) => f.write_str(table)?,
            (None, _) => write!(f, "byte {}", self.bytes.start)?,
        }
        if self.field.is_empty() { Ok(()) } else { write!(f, ", {}", self.field_path()) }
    }
}

/// Where a finding is.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Location {
    /// In an X12 file.
    X12(Box<Place>),
    /// In a pack of payer rules or the rules of a certification body.
    Pack(Box<RowPlace>),
    /// In a table of evidence.
    Evidence(Box<RowPlace>),
}

impl Location {
    /// The place in an X12 file, if it is one.
    pub const fn x12(&self) -> Option<&Place> {
        match self {
            Self::X12(place) => Some(place),
            Self::Pack(_) | Self::Evidence(_) => None,
        }
    }

    pub(crate) const fn x12_mut(&mut self) -> Option<&mut Place> {
        match self {
            Self::X12(place) => Some(place),
            Self::Pack(_) | Self::Evidence(_) => None,
        }
    }

    /// The place in a table, if it is one.
    pub const fn row(&self) -> Option<&RowPlace> {
        match self {
            Self::X12(_) => None,
            Self::Pack(place) | Self::Evidence(place) => Some(place),
        }
    }
}

/// `set 1, claim 17, segment 41 (SV1), 2000A[1]/2000B[3]/2300[1]/2400[2], SV101-3`
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = match self {
            Self::X12(place) => place,
            Self::Pack(place) | Self::Evidence(place) => return place.fmt(f),
        };
        let mut comma = "";
        let mut part = |f: &mut fmt::Formatter<'_>, text: fmt::Arguments<'_>| {
            write!(f, "{comma}{text}")?;
            comma = ", ";
            Ok(())
        };
        match (place.set, place.group, place.interchange) {
            (Some(set), ..) => part(f, format_args!("set {set}"))?,
            (None, Some(group), _) => part(f, format_args!("group {group}"))?,
            (None, None, Some(interchange)) => part(f, format_args!("interchange {interchange}"))?,
            _ => {}
        }
        if let Some(claim) = place.claim {
            part(f, format_args!("claim {claim}"))?;
        }
        if let Some(line) = place.line {
            part(f, format_args!("line {line}"))?;
        }
        match (place.segment, place.tag) {
            (Some(segment), Some(tag)) => part(f, format_args!("segment {segment} ({tag})"))?,
            (Some(segment), None) => part(f, format_args!("segment {segment}"))?,
            (None, Some(tag)) => part(f, format_args!("{tag}"))?,
            (None, None) => {}
        }
        if !place.path.steps().is_empty() {
            part(f, format_args!("{}", place.path))?;
        }
        if let Some(name) = place.element_name() {
            part(f, format_args!("{name}"))?;
        }
        part(f, format_args!("byte {}", place.bytes.start))
    }
}
