//! A synthetic agency: its service log, roster, members and papers for a period, and faults to be found in it.
//!
//! Nobody and nothing in it is real; how that is seen, `data.rs` beside it tells. Without a fault that was asked for
//! it is faultless: everything that took place can be billed under the two synthetic packs in [`PACKS`].
//!
//! * `cast.rs` who there is · `log.rs` the days · `plant.rs` the faults · `write.rs` all of it as JSON

mod cast;
mod fault;
mod log;
mod plant;
mod write;

pub use fault::{Fault, Label, UnknownFault};

use crate::value::{Date, json_text};
use cast::Cast;
use log::Log;

/// The packs of the two synthetic payers: id, and text. They stand on the pack `national`.
pub const PACKS: &[(&str, &str)] =
    &[("test-plan-a", include_str!("test-plan-a.toml")), ("test-plan-b", include_str!("test-plan-b.toml"))];

/// What the agency charges for a unit.
const INDIVIDUAL_CENTS: u32 = 1525;
const GROUP_CENTS: u32 = 400;

/// The longest period: what was done first has still to be in time when all is billed.
const MOST_DAYS: u16 = 300;

/// Says what agency to make. The same [`Agency`] gives the same bytes.
///
/// ```
/// use peerclaim::evidence::Evidence;
/// use peerclaim::generate::{Agency, Fault};
///
/// let agency = Agency::new(1).staff(3).members(20).days(30).fault(Fault::LateNote);
/// let read = Evidence::from_json(agency.document().as_bytes());
/// assert!(read.findings.is_empty());
/// assert_eq!(agency.labels()[0].rule, "PC0718");
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    seed: u64,
    staff: u32,
    members: u32,
    from: Option<Date>,
    days: u16,
    faults: Vec<Fault>,
}

impl Agency {
    /// Ten peers and sixty members for ninety days from 5 January 2026, until told otherwise; no faults.
    pub const fn new(seed: u64) -> Self {
        Self { seed, staff: 10, members: 60, from: None, days: 90, faults: Vec::new() }
    }

    /// So many peers; at least one. Supervisors, a physician, and whoever is there for a fault come on top.
    #[must_use]
    pub fn staff(mut self, peers: u32) -> Self {
        self.staff = peers.max(1);
        self
    }

    /// So many members; at least one. Those who are there for a fault come on top.
    #[must_use]
    pub fn members(mut self, members: u32) -> Self {
        self.members = members.max(1);
        self
    }

    /// The first day.
    #[must_use]
    pub const fn from(mut self, day: Date) -> Self {
        self.from = Some(day);
        self
    }

    /// So many days; from 1 to 300.
    #[must_use]
    pub fn days(mut self, days: u16) -> Self {
        self.days = days.clamp(1, MOST_DAYS);
        self
    }

    /// With this fault, on staff, members and a day of its own; once more for each time it is called.
    #[must_use]
    pub fn fault(mut self, fault: Fault) -> Self {
        self.faults.push(fault);
        self
    }

    /// A day on which all of it can be billed: a week after the last day, when every note is signed.
    /// Nothing where the calendar ends before.
    pub fn bill_on(&self) -> Option<Date> {
        self.first_day()?.checked_add_days(i32::from(self.days) + 6)
    }

    /// The evidence, `peerclaim-evidence/1`.
    pub fn document(&self) -> String {
        let mut text = String::new();
        self.write_to(&mut |piece| text.push_str(piece));
        text
    }

    /// The same, in pieces of some 64 KiB: memory grows with staff, members and authorizations, not with the log.
    pub fn write_to(&self, to: &mut impl FnMut(&str)) {
        if let Some(cast) = self.cast() {
            write::document(&cast, to);
        }
    }

    /// Where the faults are, in the order of the log.
    pub fn labels(&self) -> Vec<Label> {
        let Some(cast) = self.cast() else { return Vec::new() };
        let mut log = Log::new(&cast);
        if !cast.plants.is_empty() {
            log.run(&mut |_, _, _| {});
        }
        log.labels
    }

    /// The labels as JSON, `peerclaim-labels/1`.
    pub fn labels_json(&self) -> String {
        json_text(&serde_json::json!({ "schema": "peerclaim-labels/1", "labels": self.labels() }))
    }

    fn first_day(&self) -> Option<Date> {
        self.from.or_else(|| Date::new(2026, 1, 5))
    }

    fn cast(&self) -> Option<Cast> {
        let period = (self.first_day()?, i32::from(self.days));
        Some(Cast::new(self.seed, period, (self.staff, self.members), &self.faults))
    }
}
