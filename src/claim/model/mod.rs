//! The owned claim: what is billed, by whom, for whom, to whom.
//!
//! One struct for each kind of segment or loop, declared once with the place of every field
//! (`record`); how a field is read and written is in `slot`.

mod batch;
mod claim;
mod elements;
mod given;
mod line;
mod other;
mod party;
pub(super) mod record;
mod segments;
pub(super) mod slot;
pub(super) mod text;
mod when;

pub use batch::{Batch, Header, Hl, Level, RawSegment};
pub use claim::Claim;
pub use elements::{ElementName, ElementNameError, Elements};
pub use given::{Given, MalformedText, Scalar};
pub use line::{Adjudication, Drug, FormAnswers, ServiceLine};
pub use other::OtherInsurance;
pub use party::{BillingProvider, Party, Patient, Role, Subscriber};
pub use segments::{
    Adjustment, Adjustments, Ambulance, Amount, Answer, Attachment, Code, CodeSet, Condition, Contact,
    ContactNumber, Contract, Count, Equipment, EquipmentCertification, FixedFormat, Measurement, Note,
    OutpatientDecision, PurchasedService, QualifiedDate, Reference, Repricing, Spinal,
};
pub use when::{OtherForm, When};
