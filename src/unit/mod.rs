//! Minutes to units, under a rounding rule that has a name, and never without one.
//!
//! A [`Sheet`] is what was done: contacts, each with its stretches of time. [`reckon`] asks a stack of packs
//! which rounding rule the service follows, reckons, and shows its sum: `53 min = 3 × 15 + 8; inclusive 8:
//! 4 units`. Where nobody knows the rule nothing is rounded: the [`Answer`] shows what each named rule would
//! give, and the row that would decide it. Only where every rule and every reading agree (every stretch an
//! exact multiple of the unit) is no rule needed.
//!
//! What is billed also counts against limits: [`limits`] says, for each one that speaks, how much of what is
//! asked is free and how much is over.
//!
//! All arithmetic is exact, in whole minutes and fractions of whole numbers.

mod answer;
mod fraction;
mod limit;
mod midnight;
mod reckon;
mod rule;
mod sheet;
#[cfg(test)]
mod tests;
mod whole;

#[cfg(feature = "schema")]
pub use answer::units_schema;
pub use answer::{Answer, DayUnits, Under};
pub use fraction::Fraction;
pub(crate) use limit::WindowOf;
pub use limit::{Asked, LimitAnswer, Used, limits};
pub use midnight::{DayPart, split_at_midnight};
pub use reckon::{named_rules, reckon};
pub use rule::Rounder;
pub use sheet::{Contact, Sheet, SheetError, Stretch};
pub use whole::{Given, reckon_given};
