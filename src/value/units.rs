//! Time and units of service.

use super::{Flaw, Money, Quantity, ValueError, exact::exact};
use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::fmt;

/// Whole minutes of service.
///
/// Displays, and serialises, as the number alone.
///
/// ```
/// use peerclaim::value::Minutes;
/// let spent = Minutes::new(50).checked_add(Minutes::new(25)).ok_or("too long")?;
/// assert_eq!((spent.get(), spent.to_string().as_str()), (75, "75"));
/// # Ok::<(), &str>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Minutes(u32);

impl Minutes {
    /// No time.
    pub const ZERO: Self = Self(0);

    /// So many minutes.
    pub const fn new(minutes: u32) -> Self {
        Self(minutes)
    }

    /// How many minutes.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The sum, or nothing where it would not fit 32 bits.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }
}

impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for Minutes {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u32(self.0)
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // The error of the format may repeat what stood there.
        let fail = |flaw| D::Error::custom(ValueError::new("number of minutes", flaw));
        let minutes = u64::deserialize(from).map_err(|_| fail(Flaw::Type))?;
        u32::try_from(minutes).map(Self).map_err(|_| fail(Flaw::Range))
    }
}

exact! {
    /// A number of units of service, exact. Payers may allow tenths.
    ///
    /// ```
    /// use peerclaim::value::{Money, Units};
    /// let units: Units = "2.50".parse()?;
    /// assert_eq!((units.to_string().as_str(), units.is_whole()), ("2.5", false));
    /// let rate: Money = "14.25".parse()?;
    /// assert_eq!(units.checked_mul(rate), "35.625".parse().ok());
    /// # Ok::<(), peerclaim::value::ValueError>(())
    /// ```
    Units, "number of units"
}

impl Units {
    /// So many whole units.
    pub fn whole(units: u32) -> Self {
        Self(units.into())
    }

    /// No part of a unit?
    pub fn is_whole(self) -> bool {
        self.0.is_integer()
    }

    /// What the units come to at that rate, to the last decimal; rounding is a payer's matter.
    ///
    /// Nothing where the product does not fit 28 digits, or the two numbers have more than 38 together.
    pub fn checked_mul(self, rate: Money) -> Option<Money> {
        let (units, rate) = (self.0.normalize(), rate.to_decimal().normalize());
        let mut digits = units.mantissa().checked_mul(rate.mantissa())?;
        let mut scale = units.scale() + rate.scale();
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Decimal::try_from_i128_with_scale(digits, scale).ok().map(Money::from)
    }
}

impl From<Quantity> for Units {
    fn from(quantity: Quantity) -> Self {
        Self(quantity.to_decimal())
    }
}

impl From<Units> for Quantity {
    fn from(units: Units) -> Self {
        units.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_add_up_or_do_not_fit() {
        for (a, b, sum) in
            [(0, 0, Some(0)), (50, 25, Some(75)), (u32::MAX, 0, Some(u32::MAX)), (u32::MAX, 1, None)]
        {
            assert_eq!(Minutes::new(a).checked_add(Minutes::new(b)), sum.map(Minutes::new), "{a} + {b}");
        }
    }

    #[test]
    fn minutes_are_numbers_in_json() {
        assert_eq!(serde_json::to_string(&Minutes::new(15)).unwrap(), "15");
        for (json, minutes) in [
            ("15", Ok(15)),
            ("4294967295", Ok(u32::MAX)),
            ("4294967296", Err("out of range")),
            ("-7654", Err("of another kind")),
            ("7654.5", Err("of another kind")),
            ("\"7654\"", Err("of another kind")),
        ] {
            match (serde_json::from_str::<Minutes>(json), minutes) {
                (Ok(found), Ok(minutes)) => assert_eq!(found, Minutes::new(minutes), "{json}"),
                (Err(error), Err(words)) => {
                    let error = error.to_string();
                    assert!(error.contains(words) && !error.contains("7654"), "{json}: {error}");
                }
                (found, _) => panic!("{json}: {found:?}"),
            }
        }
    }

    #[test]
    fn whole_or_not() {
        for (text, whole) in
            [("0", true), ("4", true), ("4.0", true), ("-2.00", true), ("4.5", false), ("0.001", false)]
        {
            assert_eq!(text.parse::<Units>().unwrap().is_whole(), whole, "{text}");
        }
        assert_eq!(Units::whole(u32::MAX).to_string(), "4294967295");
    }

    #[test]
    fn units_times_a_rate() {
        for (units, rate, product) in [
            ("4", "15", Some("60")),
            ("2.5", "14.25", Some("35.625")),
            ("0.2", "0.5", Some("0.1")),
            ("-2", "7.50", Some("-15")),
            ("0", "12.34", Some("0")),
            ("0.000", "-1.5", Some("0")),
            ("0.00000000000002", "0.000000000000005", Some("0.0000000000000000000000000001")),
            ("0.00000000000002", "0.000000000000004", None),
            ("0.00000000000002", "0.00000000000000005", None),
            ("999999999999999999", "99999999999", None),
            ("999999999999999999", "9999999999", Some("9999999998999999990000000001")),
        ] {
            let (units, rate): (Units, Money) = (units.parse().unwrap(), rate.parse().unwrap());
            let found = units.checked_mul(rate).map(|product| product.to_string());
            assert_eq!(found.as_deref(), product, "{units} * {rate}");
        }
        assert_eq!(Units::from(Decimal::MAX).checked_mul(Decimal::MAX.into()), None);
    }

    #[test]
    fn units_are_strings_in_json_and_quantities_in_claims() {
        let units: Units = "2.50".parse().unwrap();
        let json = serde_json::to_string(&units).unwrap();
        assert_eq!((json.as_str(), serde_json::from_str(&json).ok()), ("\"2.5\"", Some(units)));
        let quantity: Quantity = units.into();
        assert_eq!((quantity.to_string().as_str(), Units::from(quantity)), ("2.5", units));
        let error = "1e3".parse::<Units>().unwrap_err().to_string();
        assert_eq!(error, "not a valid number of units: a character does not belong there");
    }
}
