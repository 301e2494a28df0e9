//! A value as a claim holds it: the value, nothing, or the text that should have been one.

use crate::value::{Date, Money, Quantity};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::io::Write as _;

/// An amount, quantity or date as a claim holds it.
///
/// In JSON a string, or left out. A text that is no such value is kept: it is the caller's data, and what
/// is wrong with it is a finding of the file, not of the claim.
///
/// ```
/// use peerclaim::claim::Given;
/// use peerclaim::value::Money;
/// let charge: Given<Money> = "60.50".into();
/// assert_eq!(charge.present(), "60.5".parse().ok());
/// let charge: Given<Money> = "sixty".into();
/// assert!(charge.is_malformed());
/// assert_eq!(charge.to_string(), "sixty");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub enum Given<T> {
    /// Nothing.
    #[default]
    Absent,
    /// The value.
    Present(T),
    /// A text that is no such value.
    Malformed(MalformedText),
}

/// A text that is not the value it should be. Only reading makes one, so that no good value hides here.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct MalformedText(String);

impl MalformedText {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Names the type only: the text is the caller's.
impl fmt::Debug for MalformedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MalformedText(..)")
    }
}

/// What a [`Given`] may hold: [`Money`], [`Quantity`], [`Date`].
pub trait Scalar: Copy + fmt::Display + sealed::Sealed {
    /// Reads the text of an element, or of a JSON string.
    #[doc(hidden)]
    fn from_text(text: &str) -> Option<Self>;
    /// Writes it as X12 does.
    #[doc(hidden)]
    fn put_x12(self, to: &mut Vec<u8>);
    /// A number, of which only so many digits can be read?
    #[doc(hidden)]
    const NUMBER: bool = true;
}

mod sealed {
    pub trait Sealed {}
    impl Sealed for super::Money {}
    impl Sealed for super::Quantity {}
    impl Sealed for super::Date {}
}

impl Scalar for Money {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn put_x12(self, to: &mut Vec<u8>) {
        // A vector takes everything.
        let _ = write!(to, "{self}");
    }
}

impl Scalar for Quantity {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn put_x12(self, to: &mut Vec<u8>) {
        let _ = write!(to, "{self}");
    }
}

impl Scalar for Date {
    fn from_text(text: &str) -> Option<Self> {
        text.parse().ok()
    }
    fn put_x12(self, to: &mut Vec<u8>) {
        to.extend_from_slice(&self.to_d8());
    }
    const NUMBER: bool = false;
}

impl<T: Scalar> Given<T> {
    /// The value, if there is a good one.
    pub fn present(&self) -> Option<T> {
        match self {
            Self::Present(value) => Some(*value),
            Self::Absent | Self::Malformed(_) => None,
        }
    }

    /// Is there nothing?
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Is there a text that is no such value?
    pub const fn is_malformed(&self) -> bool {
        matches!(self, Self::Malformed(_))
    }
}

impl<T: Scalar> From<&str> for Given<T> {
    fn from(text: &str) -> Self {
        String::from(text).into()
    }
}

impl<T: Scalar> From<String> for Given<T> {
    fn from(text: String) -> Self {
        match T::from_text(&text) {
            Some(value) => Self::Present(value),
            None if text.is_empty() => Self::Absent,
            None => Self::Malformed(MalformedText(text)),
        }
    }
}

impl<T: Scalar> From<T> for Given<T> {
    fn from(value: T) -> Self {
        Self::Present(value)
    }
}

/// The value or the text; nothing for nothing.
impl<T: Scalar> fmt::Display for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => Ok(()),
            Self::Present(value) => value.fmt(f),
            Self::Malformed(text) => f.write_str(&text.0),
        }
    }
}

/// Tells whether something is there, never what.
impl<T> fmt::Debug for Given<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "Given(absent)",
            Self::Present(_) => "Given(present)",
            Self::Malformed(_) => "Given(malformed)",
        })
    }
}

impl<T: Scalar> Serialize for Given<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de, T: Scalar> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(Self::from)
    }
}

#[cfg(feature = "schema")]
mod schema {
    use super::{Date, Given, Money, Quantity};
    use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
    use std::borrow::Cow;

    macro_rules! described {
        ($($value:ty, $name:literal, $what:literal;)*) => {$(
            impl JsonSchema for Given<$value> {
                fn schema_name() -> Cow<'static, str> {
                    Cow::Borrowed($name)
                }
                fn json_schema(_: &mut SchemaGenerator) -> Schema {
                    json_schema!({ "type": "string", "description": $what })
                }
            }
        )*};
    }

    described! {
        Money, "Amount", "Dollars, such as 60.5: digits, at most one point, a minus sign if negative. A text that is no amount is kept.";
        Quantity, "Quantity", "A number, such as 4 or 2.5: digits, at most one point. A text that is no number is kept.";
        Date, "Date", "A day, such as 2026-05-03. A text that is no day is kept.";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_values_or_kept() {
        for (text, shown, malformed) in [
            ("60", "60", false),
            ("60.50", "60.5", false),
            ("", "", false),
            ("6O", "6O", true),
            ("60:1", "60:1", true),
        ] {
            let given: Given<Money> = text.into();
            assert_eq!((given.to_string().as_str(), given.is_malformed()), (shown, malformed), "{text}");
            let json = serde_json::to_string(&given).unwrap();
            assert_eq!(serde_json::from_str::<Given<Money>>(&json).unwrap(), given);
        }
    }

    #[test]
    fn dates_read_both_forms() {
        let day: Given<Date> = "20260503".into();
        assert_eq!(day, "2026-05-03".into());
        assert_eq!(day.to_string(), "2026-05-03");
        let mut x12 = Vec::new();
        day.present().unwrap().put_x12(&mut x12);
        assert_eq!(x12, b"20260503");
    }

    #[test]
    fn shows_nothing_in_debug() {
        assert_eq!(format!("{:?}", Given::<Money>::from("999")), "Given(present)");
        assert_eq!(format!("{:?}", Given::<Money>::from("DOE")), "Given(malformed)");
    }
}
