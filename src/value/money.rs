//! Amounts and quantities: exact decimals that cannot overflow in silence.

use super::{Flaw, ValueError};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// Reads the digits of an X12 decimal number (data type R): optional minus, digits, at most one point.
///
/// X12 knows no plus sign, no exponent and no thousands separator.
fn decimal(text: &[u8], kind: &'static str) -> Result<Decimal, ValueError> {
    let fail = |flaw| Err(ValueError::new(kind, flaw));
    let (negative, digits) = match text {
        [] => return fail(Flaw::Empty),
        [b'-', rest @ ..] => (true, rest),
        _ => (false, text),
    };
    if digits.len() > 19 {
        return fail(Flaw::Length);
    }
    let (mut value, mut scale, mut point, mut seen) = (0_i64, 0_u32, false, 0_u32);
    for &byte in digits {
        match byte {
            b'0'..=b'9' => {
                let next = value.checked_mul(10).and_then(|v| v.checked_add(i64::from(byte - b'0')));
                let Some(next) = next else { return fail(Flaw::Range) };
                value = next;
                seen += 1;
                scale += u32::from(point);
            }
            b'.' if !point => point = true,
            _ => return fail(Flaw::Character),
        }
    }
    if seen == 0 {
        return fail(Flaw::Character);
    }
    Ok(Decimal::new(if negative { -value } else { value }, scale))
}

macro_rules! exact {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(Decimal);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(Decimal::ZERO);

            /// Reads an X12 decimal number: digits, at most one point, a minus sign if negative.
            ///
            /// # Errors
            /// No digit, more than 18 digits, or any other character.
            pub fn from_bytes(text: &[u8]) -> Result<Self, ValueError> {
                decimal(text, $kind).map(Self)
            }

            /// The sum, or nothing where it would not fit 28 digits.
            pub fn checked_add(self, other: Self) -> Option<Self> {
                self.0.checked_add(other.0).map(Self)
            }

            /// The difference, or nothing where it would not fit 28 digits.
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                self.0.checked_sub(other.0).map(Self)
            }

            /// The exact decimal.
            pub const fn to_decimal(self) -> Decimal {
                self.0
            }

            /// Below zero?
            pub const fn is_negative(self) -> bool {
                self.0.is_sign_negative() && !self.0.is_zero()
            }
        }

        impl From<Decimal> for $name {
            fn from(value: Decimal) -> Self {
                Self(value)
            }
        }

        impl FromStr for $name {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::from_bytes(text.as_bytes())
            }
        }

        /// As X12 writes it: no trailing zeros, no point without need.
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(&self.0.normalize(), f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.normalize())
            }
        }

        /// As a string: JSON numbers are floats to many readers.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<str>::deserialize(from)?;
                text.parse().map_err(D::Error::custom)
            }
        }
    };
}

exact! {
    /// An amount of US dollars, exact.
    ///
    /// Displays as X12 writes amounts, without trailing zeros; [`Money::dollars`] shows cents.
    ///
    /// ```
    /// use peerclaim::value::Money;
    /// let charge: Money = "60.50".parse()?;
    /// assert_eq!((charge.to_string(), charge.dollars()), ("60.5".into(), "60.50".into()));
    /// assert!("1e3".parse::<Money>().is_err());
    /// # Ok::<(), peerclaim::value::ValueError>(())
    /// ```
    Money, "amount"
}

exact! {
    /// A quantity, exact: units of service, minutes, days. Payers may allow tenths.
    Quantity, "quantity"
}

impl Money {
    /// The amount with at least two decimals: `12.50`.
    pub fn dollars(self) -> String {
        let mut value = self.0.normalize();
        if value.scale() < 2 {
            value.rescale(2);
        }
        value.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_x12_writes() {
        for (text, shown) in [
            ("0", "0"),
            ("12", "12"),
            ("12.50", "12.5"),
            (".5", "0.5"),
            ("-3", "-3"),
            ("7.", "7"),
            ("000", "0"),
        ] {
            assert_eq!(text.parse::<Money>().unwrap().to_string(), shown, "{text}");
        }
    }

    #[test]
    fn refuses_the_rest() {
        for text in ["", "-", ".", "+1", "1,000", "1e3", "1.2.3", " 1", "99999999999999999999"] {
            assert!(text.parse::<Money>().is_err(), "{text}");
        }
    }
}
