//! Authorizations and documents.

use crate::table::{part, row, words};
use crate::value::{Date, HcpcsCode, Modifier, Units};

words! {
    /// What a payer decided on a request.
    Decision {
        /// Granted.
        Approved = "approved",
        /// Not granted.
        Denied = "denied",
        /// Not decided.
        Pending = "pending",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
}

row! {
    hidden
    /// An authorization of a payer.
    Authorization in "authorizations" {
        /// The id by which other rows name it.
        id: String,
        /// The member, by id.
        member: String,
        /// The payer: a pack's id, or the payer's number.
        payer: Option<String>,
        /// Its number with the payer.
        number: Option<String>,
        /// The services, as packs name them; left out with `codes`: any.
        service: Vec<String>,
        /// The procedure codes.
        codes: Vec<HcpcsCode>,
        /// The modifiers that it is for.
        modifiers: Vec<Modifier>,
        /// How many units.
        units: Option<Units>,
        /// The first day of service.
        from: Option<Date>,
        /// The last day of service.
        to: Option<Date>,
        /// The day it was asked for.
        requested_on: Option<Date>,
        /// The day it was decided.
        decided_on: Option<Date>,
        /// What was decided; left out: approved.
        status: Option<Decision>,
    }
}

impl Authorization {
    /// Was it granted? Yes, if nothing is said.
    pub fn is_approved(&self) -> bool {
        matches!(self.status, None | Some(Decision::Approved))
    }
}

words! {
    /// What a document is.
    DocumentKind {
        /// A service order.
        Order = "order",
        /// A written recommendation of a licensed practitioner.
        Recommendation = "recommendation",
        /// A referral.
        Referral = "referral",
        /// A clinical assessment.
        Assessment = "assessment",
        /// The individual plan.
        Plan = "plan",
        /// A review of the plan.
        PlanReview = "plan-review",
        /// The member's consent.
        Consent = "consent",
        /// A record that another system keeps.
        Registration = "registration",
        /// A service description that the state has approved.
        ServiceDescription = "service-description",
        /// A note of a contact.
        Note = "note",
        /// Anything else.
        Other = "other",
    }
}

part! {
    hidden
    /// A signature.
    Signature or role {
        /// As what they signed: `member`, `staff`, `supervisor`, `professional`, `physician`, `guardian`.
        role: String,
        /// The day; left out: that of the document.
        on: Option<Date>,
        /// Who, where it was staff, by id.
        staff: Option<String>,
    }
}

row! {
    hidden
    /// A document that a service stands on.
    Document in "documents" {
        /// The id by which other rows name it.
        id: String,
        /// The member, by id; left out: it is the agency's.
        member: Option<String>,
        /// What it is.
        kind: DocumentKind,
        /// Its day.
        on: Date,
        /// The first day on which it is in force; left out: its day.
        from: Option<Date>,
        /// The last day on which it is in force; left out: not limited.
        to: Option<Date>,
        /// Who signed it.
        signers: Vec<Signature>,
        /// What its author is: `physician`.
        by: Option<String>,
        /// What it says: `diagnosis`, `goals`.
        content: Vec<String>,
        /// What it is about: a consent to `audio`, a recommendation of a service.
        about: Vec<String>,
        /// Documents and contacts that it belongs to, by id.
        refers_to: Vec<String>,
    }
}
