//! The National Provider Identifier and its check digit.

use super::{Flaw, ValueError, serial::from_string};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::str::FromStr;

/// A National Provider Identifier: ten digits, the first 1 or 2, the last a Luhn check digit.
///
/// The check digit is reckoned over the number with the prefix 80840 (45 CFR 162.406; CMS, "NPI check
/// digit"). That an identifier is well formed does not mean that it was issued.
///
/// ```
/// use peerclaim::value::{Flaw, Npi};
/// assert!("1234567893".parse::<Npi>().is_ok());
/// assert_eq!("1234567890".parse::<Npi>().map_err(|e| e.flaw()), Err(Flaw::CheckDigit));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Npi([u8; 10]);

/// What the Luhn sum of the digits 80840 adds: the prefix of United States health identifiers.
const PREFIX_SUM: u32 = 24;

impl Npi {
    /// Reads ten digits with a right check digit.
    ///
    /// # Errors
    /// A wrong length, a character that is no digit, a first digit other than 1 or 2, a wrong check digit.
    pub fn from_bytes(text: &[u8]) -> Result<Self, ValueError> {
        let fail = |flaw| Err(ValueError::new("NPI", flaw));
        let Ok(digits) = <[u8; 10]>::try_from(text) else {
            return fail(if text.is_empty() { Flaw::Empty } else { Flaw::Length });
        };
        if !digits.iter().all(u8::is_ascii_digit) {
            return fail(Flaw::Character);
        }
        if !matches!(digits, [b'1' | b'2', ..]) {
            return fail(Flaw::Range);
        }
        let sum = PREFIX_SUM + luhn(&digits);
        if sum.is_multiple_of(10) { Ok(Self(digits)) } else { fail(Flaw::CheckDigit) }
    }

    /// The ten digits.
    pub fn as_str(&self) -> &str {
        // Only digits are ever stored, so this is always text.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// Luhn sum of the digits, the last counting once, the one before it twice, and so on.
fn luhn(digits: &[u8; 10]) -> u32 {
    digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let value = u32::from(digit - b'0');
            if place % 2 == 0 { value } else { value * 2 - if value > 4 { 9 } else { 0 } }
        })
        .sum()
}

impl FromStr for Npi {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        Self::from_bytes(text.as_bytes())
    }
}

impl Serialize for Npi {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Npi {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_string(from, "NPI")
    }
}

/// Names the type only: an identifier may be a person's.
impl std::fmt::Debug for Npi {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Npi(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rule as CMS words it, digit by digit, over the fifteen-digit number.
    fn by_the_book(text: &str) -> bool {
        let full = format!("80840{text}");
        let mut sum = 0;
        for (place, c) in full.chars().rev().enumerate() {
            let mut d = c.to_digit(10).unwrap();
            if place % 2 == 1 {
                d *= 2;
                if d > 9 {
                    d = d / 10 + d % 10;
                }
            }
            sum += d;
        }
        sum % 10 == 0 && matches!(text.as_bytes()[0], b'1' | b'2')
    }

    #[test]
    fn agrees_with_the_book() {
        for n in (1_000_000_000_u64..4_000_000_000).step_by(9973) {
            let text = n.to_string();
            assert_eq!(text.parse::<Npi>().is_ok(), by_the_book(&text), "{text}");
        }
    }

    #[test]
    fn says_how_it_is_wrong() {
        for (text, flaw) in [
            ("", Flaw::Empty),
            ("123456789", Flaw::Length),
            ("12345678931", Flaw::Length),
            ("12345X7893", Flaw::Character),
            ("3000000000", Flaw::Range),
            ("1234567890", Flaw::CheckDigit),
        ] {
            assert_eq!(text.parse::<Npi>().unwrap_err().flaw(), flaw, "{text}");
        }
    }
}
