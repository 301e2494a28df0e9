//! Parts of units, exactly.

use crate::value::Units;
use rust_decimal::Decimal;
use std::cmp::Ordering;
use std::fmt;

/// A number of units as a fraction of whole numbers, in lowest terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    above: u64,
    below: u64,
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { above: 0, below: 1 };

    /// A whole number.
    pub const fn whole(units: u64) -> Self {
        Self { above: units, below: 1 }
    }

    /// So many of such parts; nothing where the parts are 0.
    pub fn new(above: u64, below: u64) -> Option<Self> {
        let divisor = common_divisor(above, below);
        (below > 0).then(|| Self { above: above / divisor.max(1), below: below / divisor.max(1) })
    }

    /// The number above the line.
    pub const fn above(self) -> u64 {
        self.above
    }

    /// The number below the line.
    pub const fn below(self) -> u64 {
        self.below
    }

    /// No part of a unit in it?
    pub const fn is_whole(self) -> bool {
        self.below == 1
    }

    /// The sum, or nothing where it is too large.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        let left = self.above.checked_mul(other.below)?;
        let right = other.above.checked_mul(self.below)?;
        Self::new(left.checked_add(right)?, self.below.checked_mul(other.below)?)
    }

    /// The same as decimals, where so many are enough to say it exactly.
    pub fn exactly(self, decimals: u32) -> Option<Units> {
        let scale = 10_u64.checked_pow(decimals)?;
        let scaled = self.above.checked_mul(scale)?;
        let exact = scaled.is_multiple_of(self.below).then(|| scaled / self.below)?;
        Some(Units::from(Decimal::new(i64::try_from(exact).ok()?, decimals)))
    }

    /// As decimals, cut to four places after rounding to the nearest: for people to compare, never to bill.
    pub fn about(self) -> String {
        let scaled = self.above.saturating_mul(10_000).saturating_add(self.below / 2) / self.below;
        let value = Decimal::new(i64::try_from(scaled).unwrap_or(i64::MAX), 4);
        value.normalize().to_string()
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = u128::from(self.above) * u128::from(other.below);
        left.cmp(&(u128::from(other.above) * u128::from(self.below)))
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// `4`, or `53/15`.
impl fmt::Display for Fraction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_whole() { write!(f, "{}", self.above) } else { write!(f, "{}/{}", self.above, self.below) }
    }
}

const fn common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
