//! What a reckoning came to, with its sum.

use super::Fraction;
use crate::value::{Date, Units};
use serde::Serialize;

/// What a reckoning came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-units/1"))]
#[non_exhaustive]
pub struct Answer {
    /// Always `peerclaim-units/1`. Members may be added within a version; none is renamed or removed.
    pub schema: &'static str,
    /// May the figure be billed?
    pub decided: bool,
    /// The units, as digits; nothing where it is not decided.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub units: Option<Units>,
    /// The minutes that count.
    pub minutes: u32,
    /// The minutes that were given.
    pub minutes_given: u32,
    /// The rounding rule, by name; nothing where none was needed or none is known.
    pub rule: Option<String>,
    /// How it was reckoned, in words.
    pub sum: String,
    /// Who says so.
    pub cite: Option<String>,
    /// How well that is known: `verified`, `contract`, `secondary`, `recalled`.
    pub status: Option<&'static str>,
    /// The first date of service on which the rule is enforced, where it held before.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub enforced_from: Option<Date>,
    /// Who says that minutes were left out.
    pub excluded_by: Option<String>,
    /// The pack whose row it is, and its layer.
    pub pack: Option<String>,
    /// The layer of that pack.
    pub layer: Option<&'static str>,
    /// The service, by the pack's name for it; where the length of the contact chooses it, the one it chose.
    pub service: Option<String>,
    /// The procedure code of the service.
    pub code: Option<String>,
    /// Why it is not decided, or why there is nothing to bill.
    pub reason: Option<String>,
    /// The exact figure where it is a part of a unit that cannot be billed as it stands: `53/15`.
    pub exact: Option<String>,
    /// Each day by itself, where a contact goes over midnight.
    pub days: Vec<DayUnits>,
    /// Who bills minutes that several staff gave together: `one`, `each`, `modifier`.
    pub staff_bills: Option<&'static str>,
    /// What each named rounding rule would give, where it is not decided.
    pub under_each_rule: Vec<Under>,
    /// A pack for a layer of your own with the row that would decide it, to be completed with its citation.
    pub deciding_row: Option<String>,
}

/// The units of one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct DayUnits {
    /// The day.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub on: Date,
    /// Its minutes.
    pub minutes: u32,
    /// Its units, as digits; nothing where they are not decided.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub units: Option<Units>,
    /// May the figure be billed?
    pub decided: bool,
}

/// What one reading would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Under {
    /// The rounding rule, by name.
    pub rule: String,
    /// Over what minutes are added: `contact`, `day`; nothing where it does not matter.
    pub accumulate: Option<&'static str>,
    /// Whether only minutes without a break make a unit; nothing where it does not matter.
    pub contiguous: Option<bool>,
    /// The units, as digits; cut to four decimals where they are no end.
    pub units: String,
    /// How it was reckoned, in words.
    pub sum: String,
}

impl Answer {
    pub(super) fn new(minutes_given: u32) -> Self {
        Self {
            schema: "peerclaim-units/1",
            decided: false,
            units: None,
            minutes: minutes_given,
            minutes_given,
            rule: None,
            sum: String::new(),
            cite: None,
            status: None,
            enforced_from: None,
            excluded_by: None,
            pack: None,
            layer: None,
            service: None,
            code: None,
            reason: None,
            exact: None,
            days: Vec::new(),
            staff_bills: None,
            under_each_rule: Vec::new(),
            deciding_row: None,
        }
    }

    /// Decides it, if the figure can be said exactly.
    pub(super) fn decide(&mut self, units: Fraction) {
        // A fraction that a rule settled has few decimals; a third of a unit has no end and is never settled.
        self.units = units.exactly(6);
        self.decided = self.units.is_some();
    }
}

/// The JSON Schema of [`Answer`].
#[cfg(feature = "schema")]
pub fn units_schema() -> String {
    crate::value::json_text(&schemars::schema_for!(Answer))
}
