//! Loops to what is billed, and back.
//!
//! Two ways to look at a claim:
//!
//! ```text
//! ClaimView   borrowed: each field where it stands in the file, with its place. Allocates nothing.
//!             Checks use it.
//! Claim       owned: everything that the file says of it, in the words of the trade. Goes to JSON and
//!             comes from it; a Batch of claims is written as a transaction set.
//!
//! SetView --claims()--> ClaimView --lines()--> LineView --charge()--> At { Field, segment, element }
//! SetView --Batch::from_set--> Batch --to_json--> JSON --from_json--> Batch --to_set--> bytes
//! ```
//!
//! **Nothing is lost.** What the guide uses has a field. What it does not use is kept by its X12 name in
//! `other_elements`, a segment without a place in `unplaced`, and a text that is no amount, number or date
//! in the field where it stood. Reading keeps no segment to be sent again: a batch is written from its
//! fields.
//!
//! **What is written is what was read**, byte for byte, if the set is *canonical*:
//!
//! - no white space between segments, no separators at the end of a segment, an element or a component,
//!   and no segment without data;
//! - segments and loops in the order of the guide's table; where their places are equal, 2010AA before
//!   2010AB before 2010AC, 2010BA before 2010BB, 2330A before 2330B before the others, and diagnoses
//!   before other HI. Dates, references, providers and all else of equal place may stand in any order;
//! - the claims of a subscriber before those of its patients;
//! - amounts and quantities without zeros that say nothing: `60`, `60.5`, `0.5`;
//! - HL numbered from 1, with the right parents and child codes; SE with the right count and the number of
//!   ST.
//!
//! Any other set is read whole and written in this form, and reading that gives the same batch again. What
//! would be read as part of another loop is refused with a [`WriteError`].

mod cms1500;
mod envelope;
mod file;
#[cfg(test)]
mod fixtures;
mod json;
mod model;
mod pointer;
mod read;
mod sort;
#[cfg(test)]
mod tests;
mod view;
mod write;

pub use cms1500::form_box;
pub use envelope::{EnvelopeOptions, write_file};
pub use file::X12File;
pub use json::JsonError;
#[cfg(feature = "schema")]
pub use json::batch_schema;
pub use model::{
    Adjudication, Adjustment, Adjustments, Ambulance, Amount, Answer, Attachment, Batch, BillingProvider,
    Claim, Code, CodeSet, Condition, Contact, ContactNumber, Contract, Count, Drug, ElementName,
    ElementNameError, Elements, Equipment, EquipmentCertification, FixedFormat, FormAnswers, Given, Header,
    Hl, Level, MalformedText, Measurement, Note, OtherForm, OtherInsurance, OutpatientDecision, Party,
    Patient, PurchasedService, QualifiedDate, RawSegment, Reference, Repricing, Role, Scalar, ServiceLine,
    Spinal, Subscriber, When,
};
pub use pointer::{missing_from, value_of};
pub use sort::ClaimFilter;
pub use view::{
    AdjudicationView, AdjustmentView, At, ClaimView, DiagnosisView, Field, LineView, OtherInsuranceView,
    PartyView, claims,
};
pub use write::WriteError;
