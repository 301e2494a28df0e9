//! Evidence and packs to claims, and the ledger that explains them.
//!
//! [`bill`] takes the service log and everything beside it, and gives a [`Draft`]: claims to send, the ledger (which
//! rows of the log became how many units on which line, by which rule), what may not be billed with the reason and
//! the denial it would earn, and what could not be decided with what is missing. Nothing that is not decided is ever
//! on a claim.
//!
//! What a rule says of the log stands in the leaf of that rule in [`check`](crate::check); it is asked here before a
//! claim exists, and again when claims are checked beside the same evidence. So what is billed here passes there.
//!
//! ```text
//! attendances ── rulings, events ──┬── not billed, not decided
//!                                  └── lines ── units, charges ── limits, authorizations ──┬── not billed
//!                                                                                         └── claims
//! ```
//!
//! **Claims and the full ledger are patient data.** [`Draft::report`] holds numbers of rows and words of our own.

mod before;
mod claims;
mod correct;
mod draft;
mod ledger;
mod other;
mod parties;

#[cfg(feature = "schema")]
pub use ledger::bill_schema;
pub use ledger::{
    BillReport, BilledBefore, ClaimEntry, LedgerEntry, LedgerNote, NotBilled, NotDecided, Totals, Unchecked,
    Unread,
};

use crate::check::Payers;
use crate::claim::{Batch, EnvelopeOptions, WriteError, write_file};
use crate::evidence::{Evidence, Usage};
use crate::pack::PackSet;
use crate::pack::body::Bodies;
use crate::value::Date;

/// What is told beside evidence and packs.
///
/// ```
/// use peerclaim::bill::BillOptions;
/// let options = BillOptions::new("2026-11-21".parse()?, 1).production();
/// # let _ = options;
/// # Ok::<(), peerclaim::value::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BillOptions {
    as_of: Date,
    control_number: u32,
    usage: Usage,
    time: String,
    long_day: u32,
}

impl BillOptions {
    /// Billed on that day, and taken to arrive on it; the first interchange bears that control number, each further
    /// one the next. For a test, until told otherwise.
    pub fn new(as_of: Date, control_number: u32) -> Self {
        let long_day = crate::check::LONG_DAY;
        Self { as_of, control_number, usage: Usage::Test, time: "1200".to_owned(), long_day }
    }

    /// For production, not for a test.
    #[must_use]
    pub const fn production(mut self) -> Self {
        self.usage = Usage::Production;
        self
    }

    /// The time of day in the envelope, `HHMM`; noon until told otherwise.
    #[must_use]
    pub fn time(mut self, time: &str) -> Self {
        time.clone_into(&mut self.time);
        self
    }

    /// From more than so many minutes of service on, a day of a staff member is a long one.
    #[must_use]
    pub const fn long_day(mut self, minutes: u32) -> Self {
        self.long_day = minutes;
        self
    }
}

/// Why nothing can be billed at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BillError {
    /// No pack.
    #[error("nothing can be billed without the pack of a payer")]
    NoPack,
    /// More control numbers are needed than there are after the one that was given.
    #[error("a control number has nine digits at most, and each interchange needs one of its own")]
    ControlNumber,
}

/// One interchange: claims to one trading partner.
#[derive(Debug, Clone)]
pub(crate) struct Interchange {
    pub(crate) batch: Batch,
    pub(crate) envelope: EnvelopeOptions,
    /// The id of the pack whose payer it goes to.
    pub(crate) pack: String,
}

/// Claims, and how they came about.
#[derive(Debug, Clone)]
pub struct Draft {
    pub(crate) interchanges: Vec<Interchange>,
    report: BillReport,
}

impl Draft {
    /// How many claims there are.
    pub fn claims(&self) -> usize {
        self.interchanges.iter().map(|one| one.batch.claims.len()).sum()
    }

    /// The claims, one batch a payer. Patient data.
    pub fn batches(&self) -> impl Iterator<Item = &Batch> {
        self.interchanges.iter().map(|one| &one.batch)
    }

    /// The ledger with everything that was billed, not billed and not decided. It names rows by their numbers.
    pub const fn report(&self) -> &BillReport {
        &self.report
    }

    /// Notes what was wrong with the evidence that was billed.
    pub fn note_faults<'f>(&mut self, faults: impl IntoIterator<Item = &'f crate::diag::Finding>) {
        self.report.note_faults(faults);
    }

    /// One file with an interchange for each payer. Patient data. Empty where there is no claim.
    ///
    /// # Errors
    /// A value of the evidence cannot stand in an X12 file.
    pub fn to_x12(&self) -> Result<Vec<u8>, WriteError> {
        let mut file = Vec::new();
        for (_, one) in self.files() {
            file.extend_from_slice(&one?);
        }
        Ok(file)
    }

    /// A file for each payer, with the id of its pack. Patient data.
    pub fn files(&self) -> impl Iterator<Item = (&str, Result<Vec<u8>, WriteError>)> {
        self.interchanges
            .iter()
            .map(|one| (one.pack.as_str(), write_file(std::slice::from_ref(&one.batch), &one.envelope)))
    }
}

/// Bills the log.
///
/// # Errors
/// There is no pack, or there are not enough control numbers.
pub fn bill(
    evidence: &Evidence,
    packs: &PackSet,
    bodies: &Bodies,
    options: &BillOptions,
) -> Result<Draft, BillError> {
    let payers = Payers::of(packs.clone()).ok_or(BillError::NoPack)?.knowing(&evidence.partners);
    draft::run(evidence, &payers, bodies, options)
}
