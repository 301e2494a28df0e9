//! One rounding rule on one unit.

use super::Fraction;
use crate::pack::Known;
use crate::pack::rows::{Method, RoundingRule, ToStep};

/// A rounding rule with the length of the unit it is used on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rounder {
    /// Minutes in a unit; not 0.
    unit: u64,
    method: Method,
    /// When a part counts as a whole unit: its minutes times `parts` against `of`.
    threshold: Option<Threshold>,
    first_minutes: u64,
    step: Step,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Threshold {
    of: u64,
    parts: u64,
    inclusive: bool,
}

/// The smallest part of a unit that is billed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// Nobody says.
    Unknown,
    /// So many to a unit, and how a part comes to one.
    Parts(u64, Option<ToStep>),
}

impl Rounder {
    /// That rule on a unit of so many minutes; nothing where the unit has none, or the rule lacks a threshold
    /// that its method needs.
    pub fn new(rule: &RoundingRule, unit_minutes: u32) -> Option<Self> {
        let unit = u64::from(unit_minutes);
        let inclusive = rule.inclusive.unwrap_or(true);
        let by_minutes = rule.threshold_minutes.map(|minutes| Threshold {
            of: u64::from(minutes.get()),
            parts: 1,
            inclusive,
        });
        let by_share = rule.threshold_share.map(|share| Threshold {
            of: u64::from(share.of) * unit,
            parts: u64::from(share.parts),
            inclusive,
        });
        let threshold = by_minutes.or(by_share);
        let step = match rule.step {
            Some(Known::Is(step)) => {
                let parts = step_parts(step.to_decimal());
                parts.map_or(Step::Unknown, |parts| Step::Parts(parts, rule.to_step))
            }
            Some(Known::Unknown) | None => Step::Unknown,
        };
        let complete = rule.method != Method::Threshold || threshold.is_some();
        (unit > 0 && complete).then_some(Self {
            unit,
            method: rule.method,
            threshold,
            first_minutes: rule.first_minutes.map_or(0, |minutes| u64::from(minutes.get())),
            step,
        })
    }

    /// The units of so many minutes.
    pub fn round(&self, minutes: u32) -> Fraction {
        let minutes = u64::from(minutes);
        if minutes < self.first_minutes {
            return Fraction::ZERO;
        }
        let (whole, rest) = (minutes / self.unit, minutes % self.unit);
        let up = rest > 0
            && match self.method {
                Method::Whole => false,
                Method::AnyPart => true,
                Method::Threshold | Method::Fraction => self.reached(rest),
            };
        if up || rest == 0 || self.method != Method::Fraction {
            return Fraction::whole(whole + u64::from(up));
        }
        match self.step {
            Step::Unknown => Fraction::new(minutes, self.unit).unwrap_or(Fraction::ZERO),
            Step::Parts(parts, to_step) => {
                let steps = match to_step {
                    // Just between two it is not decided; to have a figure at all, the upper one is shown.
                    Some(ToStep::Nearest) | None => (minutes * parts * 2 + self.unit) / (self.unit * 2),
                    Some(ToStep::Down) => minutes * parts / self.unit,
                    Some(ToStep::Up) => (minutes * parts).div_ceil(self.unit),
                };
                Fraction::new(steps, parts).unwrap_or(Fraction::ZERO)
            }
        }
    }

    /// Is what [`Rounder::round`] gave a figure that the rule lets one bill? Not where it is a part of a unit
    /// with more decimals than its source shows, and nobody says how many there may be.
    pub fn settled(&self, units: Fraction) -> bool {
        units.is_whole() || !matches!(self.step, Step::Unknown) || units.exactly(1).is_some()
    }

    /// Does the part lie off the steps, and nobody says to which of two it comes?
    pub fn open(&self, minutes: u32) -> bool {
        let Step::Parts(parts, to_step) = self.step else { return false };
        let minutes = u64::from(minutes);
        let off = minutes % self.unit * parts;
        self.method == Method::Fraction
            && !self.reached(minutes % self.unit)
            && minutes >= self.first_minutes
            && match to_step {
                Some(ToStep::Up | ToStep::Down) => false,
                Some(ToStep::Nearest) => {
                    (off * 2).is_multiple_of(self.unit) && !off.is_multiple_of(self.unit)
                }
                None => !off.is_multiple_of(self.unit),
            }
    }

    fn reached(&self, rest: u64) -> bool {
        self.threshold.is_some_and(|threshold| {
            let left = rest * threshold.parts;
            if threshold.inclusive { left >= threshold.of } else { left > threshold.of }
        })
    }
}

/// How many of such steps make a unit, where a whole number does.
fn step_parts(step: rust_decimal::Decimal) -> Option<u64> {
    use rust_decimal::prelude::ToPrimitive;
    let parts = rust_decimal::Decimal::ONE.checked_div(step)?;
    (parts.fract().is_zero() && !parts.is_sign_negative()).then(|| parts.to_u64()).flatten()
}
