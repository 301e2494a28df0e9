//! Exact decimals: what amounts, quantities and units share.

use super::{Flaw, ValueError};
use rust_decimal::Decimal;

/// Reads the digits of an X12 decimal number (data type R): optional minus, digits, at most one point.
///
/// X12 knows no plus sign, no exponent and no thousands separator.
pub(super) fn decimal(text: &[u8], kind: &'static str) -> Result<Decimal, ValueError> {
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

/// The sum or difference of the parts, if it is exact: a decimal rounds digits away that do not fit, and
/// then has fewer places than a part.
pub(super) fn unrounded(result: Option<Decimal>, parts: [Decimal; 2]) -> Option<Decimal> {
    result.filter(|result| parts.iter().all(|part| part.is_zero() || part.scale() <= result.scale()))
}

/// A type that holds an exact decimal.
macro_rules! exact {
    ($(#[$doc:meta])* $name:ident, $kind:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        pub struct $name(rust_decimal::Decimal);

        impl $name {
            /// Nothing.
            pub const ZERO: Self = Self(rust_decimal::Decimal::ZERO);

            /// Reads an X12 decimal number: digits, at most one point, a minus sign if negative.
            ///
            /// # Errors
            /// No digit, more than 18 digits, or any other character.
            pub fn from_bytes(text: &[u8]) -> Result<Self, $crate::value::ValueError> {
                $crate::value::exact::decimal(text, $kind).map(Self)
            }

            /// The sum, or nothing where it would not fit 28 digits.
            pub fn checked_add(self, other: Self) -> Option<Self> {
                $crate::value::exact::unrounded(self.0.checked_add(other.0), [self.0, other.0]).map(Self)
            }

            /// The difference, or nothing where it would not fit 28 digits.
            pub fn checked_sub(self, other: Self) -> Option<Self> {
                $crate::value::exact::unrounded(self.0.checked_sub(other.0), [self.0, other.0]).map(Self)
            }

            /// The exact decimal.
            pub const fn to_decimal(self) -> rust_decimal::Decimal {
                self.0
            }

            /// Below zero?
            pub const fn is_negative(self) -> bool {
                self.0.is_sign_negative() && !self.0.is_zero()
            }
        }

        impl From<rust_decimal::Decimal> for $name {
            fn from(value: rust_decimal::Decimal) -> Self {
                Self(value)
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::value::ValueError;
            fn from_str(text: &str) -> Result<Self, $crate::value::ValueError> {
                Self::from_bytes(text.as_bytes())
            }
        }

        /// As X12 writes it: no trailing zeros, no point without need.
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0.normalize(), f)
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.0.normalize())
            }
        }

        /// As a string: JSON numbers are floats to many readers.
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::value::serial::from_string(from, $kind)
            }
        }
    };
}
pub(super) use exact;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Money;
    use proptest::prelude::*;

    #[test]
    fn sums_are_exact_or_nothing() {
        for (a, b, sum) in [
            ("0.1", "0.2", Some("0.3")),
            ("0.00", "5", Some("5")),
            ("-1.25", "1.25", Some("0")),
            ("0.00000000000000001", "99999999999", Some("99999999999.00000000000000001")),
            ("0.00000000000000001", "900000000000000000", None),
        ] {
            let [a, b]: [Money; 2] = [a, b].map(|text| text.parse().unwrap());
            assert_eq!(a.checked_add(b).map(|sum| sum.to_string()).as_deref(), sum, "{a} + {b}");
        }
    }

    proptest! {
        /// Whole numbers of the smallest place say the same.
        #[test]
        fn sums_agree_with_whole_numbers(a: i64, b: i64, places in [0..19_u32, 0..19_u32]) {
            let place = places[0].max(places[1]);
            let whole = |value: i64, places: u32| i128::from(value) * 10_i128.pow(place - places);
            let (x, y) = (whole(a, places[0]), whole(b, places[1]));
            let [a, b] = [(a, places[0]), (b, places[1])].map(|(v, at)| Money::from(Decimal::new(v, at)));
            for (found, due) in [(a.checked_add(b), x + y), (a.checked_sub(b), x - y)] {
                match found {
                    Some(found) => {
                        let found = found.to_decimal();
                        let factor = 10_i128.pow(place.checked_sub(found.scale()).unwrap());
                        prop_assert_eq!(found.mantissa().checked_mul(factor), Some(due));
                    }
                    None => prop_assert!(due.unsigned_abs() >= 10_u128.pow(28)),
                }
            }
        }
    }
}
