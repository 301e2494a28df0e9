//! What may stand in a field, and how a row is read from its fields.

use super::near::nearest;
use super::{Faults, Kind, Known, Member, Node, habit, rules};
use crate::diag::{Arg, PointerStep, Span};
use crate::value::{
    Date, HcpcsCode, Icd10Cm, Icd10Prefix, Minutes, Modifier, Moment, Money, Npi, PlaceOfService, Quantity,
    StateCode, TaxonomyCode, Units,
};

/// What a schema says of a value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Shape {
    /// Text.
    Text,
    /// Text of a fixed form: what it is, and a regular expression for it.
    Form(&'static str, &'static str),
    /// The same, where it may also be written as a number: from the least to the most.
    Digits(&'static str, &'static str, (u64, u64)),
    /// A whole number.
    Whole,
    /// A whole number from zero to this one.
    Count(u64),
    /// A decimal number, or its digits as text.
    Decimal,
    /// Yes or no.
    Bool,
    /// One of these words; and what each means.
    Word(&'static [&'static str], &'static [&'static str]),
    /// Any number of values.
    List(&'static Shape),
    /// The value, or the word `unknown`.
    Known(&'static Shape),
    /// A table of its own.
    Part(&'static [FieldInfo]),
    /// A text, or a table of its own of which it is one field.
    TextOr(&'static [FieldInfo]),
}

/// What is to be known of a field.
#[derive(Debug)]
pub(crate) struct FieldInfo {
    /// Its name in the table.
    pub(crate) name: &'static str,
    /// What it means.
    pub(crate) doc: &'static str,
    /// What may stand in it.
    pub(crate) shape: Shape,
    /// It may not be left out.
    pub(crate) required: bool,
}

/// What can stand in a field.
pub(crate) trait Field: Sized {
    /// For a schema.
    const SHAPE: Shape;
    /// A row without it is not a row.
    const REQUIRED: bool = true;

    /// The value where the field is left out; nothing where it may not be.
    fn absent() -> Option<Self> {
        None
    }

    /// Was it left out? Then it is not written either.
    fn is_absent(&self) -> bool {
        false
    }

    /// Reads it, or reports what is wrong.
    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self>;
}

/// Fields that are read together.
pub(crate) trait Fields: Sized {
    /// In order.
    const FIELDS: &'static [FieldInfo];
    /// Those that it shares with every row of its document.
    const SHARED: &'static [FieldInfo];

    /// Reads them, or reports what is wrong with each.
    fn read_fields(row: &mut RowReader<'_, '_>) -> Option<Self>;
}

/// A row of a table.
pub(crate) trait Row: Fields {
    /// The name of the table.
    const TABLE: &'static str;
}

/// A row that is being read.
pub(crate) struct RowReader<'r, 'a> {
    members: &'r [Member<'a>],
    bytes: Span,
    pub(crate) faults: &'r mut Faults,
}

impl RowReader<'_, '_> {
    /// Reads a whole table as such fields; what it names and the fields do not is a fault.
    pub(crate) fn whole<T: Fields>(
        node: &Node<'_>,
        faults: &mut Faults,
        expected: &'static str,
    ) -> Option<T> {
        let Kind::Table(members) = &node.kind else {
            faults.expected(node.bytes, expected);
            return None;
        };
        let names = || T::FIELDS.iter().chain(T::SHARED).map(|field| field.name);
        let (mut seen, mut repeated) = (0_u128, false);
        for member in members {
            let Some((place, name)) = (0_u32..).zip(names()).find(|(_, name)| *name == member.name) else {
                let near = nearest(&member.name, names());
                faults.push(&rules::FIELD_UNKNOWN, member.bytes, &[Arg::Near(near)]);
                continue;
            };
            let bit = 1_u128.checked_shl(place).unwrap_or_default();
            if seen & bit != 0 {
                repeated = true;
                faults.inside(PointerStep::Field(name), |faults| {
                    faults.push(&rules::FIELD_REPEATED, member.bytes, &[Arg::Text(name)]);
                });
            }
            seen |= bit;
        }
        let mut reader = RowReader { members, bytes: node.bytes, faults };
        let row = T::read_fields(&mut reader);
        // Which of two values was meant cannot be told.
        row.filter(|_| !repeated)
    }

    /// Reads one field.
    pub(crate) fn field<T: Field>(&mut self, name: &'static str) -> Option<T> {
        let given = self.members.iter().find(|member| member.name == name);
        let bytes = self.bytes;
        self.faults.inside(PointerStep::Field(name), |faults| match given.map(|member| &member.node) {
            None | Some(Node { kind: Kind::Nothing, .. }) => {
                let absent = T::absent();
                if absent.is_none() {
                    faults.push(&rules::FIELD_MISSING, bytes, &[Arg::Text(name)]);
                }
                absent
            }
            Some(node) => T::read(node, faults),
        })
    }
}

/// Reads one of these words.
pub(crate) fn word(
    node: &Node<'_>,
    faults: &mut Faults,
    words: &'static [&'static str],
) -> Option<&'static str> {
    let Some(text) = node.text() else {
        faults.push(&rules::WORD_UNKNOWN, node.bytes, &[Arg::Codes(words), Arg::Near(None)]);
        return None;
    };
    // A cell was typed by a person or exported by a system with habits of its own.
    let same = |word: &&&str| match node.kind {
        Kind::Cell(_) => word.eq_ignore_ascii_case(&text.replace([' ', '_'], "-")),
        _ => **word == text,
    };
    let found = words.iter().find(same).copied();
    if found.is_none() {
        let near = nearest(text, words.iter().copied());
        faults.push(&rules::WORD_UNKNOWN, node.bytes, &[Arg::Codes(words), Arg::Near(near)]);
    }
    found
}

impl<T: Field> Field for Option<T> {
    const SHAPE: Shape = T::SHAPE;
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        T::read(node, faults).map(Some)
    }
}

impl<T: Field> Field for Vec<T> {
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const REQUIRED: bool = false;

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn is_absent(&self) -> bool {
        self.is_empty()
    }

    /// A list; one value alone is a list of one; a cell is cut at semicolons and bars.
    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let mut all = Some(Self::new());
        let mut take = |place: usize, node: &Node<'_>| {
            let step = PointerStep::Index(place as u64);
            let one = faults.inside(step, |faults| T::read(node, faults));
            match (&mut all, one) {
                (Some(all), Some(one)) => all.push(one),
                _ => all = None,
            }
        };
        match &node.kind {
            Kind::List(list) => list.iter().enumerate().for_each(|(place, node)| take(place, node)),
            Kind::Cell(text) => {
                let parts = text.split([';', '|']).map(str::trim).filter(|part| !part.is_empty());
                for (place, part) in parts.enumerate() {
                    take(place, &Node::new(node.bytes, Kind::Cell(part.into())));
                }
            }
            _ => take(0, node),
        }
        all
    }
}

impl<T: Field> Field for Known<T> {
    const SHAPE: Shape = Shape::Known(&T::SHAPE);

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        match node.text() {
            Some("unknown") => Some(Self::Unknown),
            _ => T::read(node, faults).map(Self::Is),
        }
    }
}

/// Characters that nobody types and that end a text early in other programs: the control characters of ASCII
/// but tabs and line breaks.
const UNSEEN: fn(char) -> bool = |c| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r');

impl Field for String {
    const SHAPE: Shape = Shape::Text;

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        // Numbers that are names (a payer's id, a county's number) are often written without quotation marks.
        match (node.text(), &node.kind) {
            (Some(text), _) if !text.trim().is_empty() && !text.contains(UNSEEN) => Some(text.to_owned()),
            (Some(text), _) if text.trim().is_empty() => {
                faults.push(&rules::FIELD_EMPTY, node.bytes, &[]);
                None
            }
            (None, Kind::Number(digits)) => Some(digits.to_string()),
            _ => {
                faults.expected(node.bytes, "text");
                None
            }
        }
    }
}

impl Field for bool {
    const SHAPE: Shape = Shape::Bool;

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let cell = |text: &str| match text.to_ascii_lowercase().as_str() {
            "true" | "yes" | "y" | "1" => Some(true),
            "false" | "no" | "n" | "0" => Some(false),
            _ => None,
        };
        let value = match &node.kind {
            Kind::Bool(value) => Some(*value),
            Kind::Cell(text) => cell(text.trim()),
            _ => None,
        };
        if value.is_none() {
            faults.expected(node.bytes, "true or false");
        }
        value
    }
}

/// Fields that are whole numbers.
macro_rules! whole {
    ($($type:ty, $shape:expr, $words:literal;)*) => { $(
        impl Field for $type {
            const SHAPE: Shape = $shape;

            fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
                let value = node.digits().and_then(|digits| digits.parse().ok());
                if value.is_none() {
                    faults.expected(node.bytes, $words);
                }
                value
            }
        }
    )* };
}

whole! {
    u8, Shape::Count(0xFF), "a whole number from 0 to 255";
    u16, Shape::Count(0xFFFF), "a whole number from 0 to 65535";
    u32, Shape::Count(0xFFFF_FFFF), "a whole number, not negative";
    u64, Shape::Count(u64::MAX), "a whole number, not negative";
    i32, Shape::Whole, "a whole number";
}

impl Field for Minutes {
    const SHAPE: Shape = u32::SHAPE;

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        if let Kind::Cell(text) = &node.kind
            && let Some(minutes) = habit::minutes(text)
        {
            return Some(Self::new(minutes));
        }
        u32::read(node, faults).map(Self::new)
    }
}

/// Fields that are read by what the value itself says; cells by what exports make of it.
macro_rules! parsed {
    ($($type:ty, $cell:expr, $shape:expr, $words:literal;)*) => { $(
        impl Field for $type {
            const SHAPE: Shape = $shape;

            fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
                let cell: fn(&str) -> Option<Self> = $cell;
                let value = match &node.kind {
                    Kind::Cell(text) => cell(text),
                    _ => node.digits().and_then(|digits| digits.parse().ok()),
                };
                if value.is_none() {
                    faults.expected(node.bytes, $words);
                }
                value
            }
        }
    )* };
}

parsed! {
    Date, habit::date, Shape::Digits("a day", "^[0-9]{4}(-[0-9]{2}-[0-9]{2}|[0-9]{4})$", (10_000_101, 99_991_231)), "a day that exists, as 2026-05-03";
    Moment, habit::moment, Shape::Form("a minute of a day", "^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{8})[T ][0-9]{2}:[0-9]{2}(:00)?$"), "a minute of a day that exists, as 2026-05-03T14:05";
    Money, habit::amount, Shape::Decimal, "an amount in dollars, as 12.50";
    Quantity, habit::amount, Shape::Decimal, "a number";
    Units, habit::amount, Shape::Decimal, "a number of units";
    Npi, habit::code, Shape::Digits("a National Provider Identifier", "^[12][0-9]{9}$", (1_000_000_000, 2_999_999_999)), "an NPI: ten digits whose last is their check digit";
    HcpcsCode, habit::code, Shape::Digits("a HCPCS or CPT code", "^([A-V][0-9]{4}|[0-9]{4}[0-9AFMTU])$", (10_000, 99_999)), "a procedure code of five characters, as H0038";
    Modifier, habit::code, Shape::Digits("a procedure modifier", "^[0-9A-Z]{2}$", (10, 99)), "a modifier of two characters, as HQ";
    PlaceOfService, habit::place, Shape::Digits("a place of service", "^[0-9]{2}$", (10, 99)), "a place of service of two digits in quotation marks, as \"11\"";
    TaxonomyCode, habit::code, Shape::Form("a provider taxonomy code", "^[0-9]{3}[0-9A-Z]{6}X$"), "a taxonomy code of ten characters, as 175T00000X";
    StateCode, habit::code, Shape::Form("a state", "^[A-Z]{2}$"), "a state's two letters, as PA";
    Icd10Cm, habit::code, Shape::Form("an ICD-10-CM code", "^[A-Z][0-9][0-9A-Z]\\.?[0-9A-Z]{0,4}$"), "an ICD-10-CM code, as F11.20";
    Icd10Prefix, habit::code, Shape::Form("the beginning of ICD-10-CM codes", "^[A-Z][0-9]?[0-9A-Z]{0,5}$"), "the beginning of ICD-10-CM codes, as F11";
}
