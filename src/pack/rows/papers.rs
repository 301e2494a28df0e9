//! What has to be written down, and what may not happen at the same time.

use super::Need;
use crate::pack::{Mode, Terms};
use crate::table::{Known, row, words};

words! {
    /// A document that a service stands on.
    Paper {
        /// A service order.
        Order = "order",
        /// A written recommendation of a licensed practitioner.
        Recommendation = "recommendation",
        /// A clinical assessment.
        Assessment = "assessment",
        /// The individual plan.
        Plan = "plan",
        /// A review of the plan.
        Review = "plan-review",
        /// The member's consent.
        Consent = "consent",
        /// A record that another system keeps and that has to be fresh.
        Registration = "registration",
        /// A service description that the state has approved.
        Description = "service-description",
    }
}

words! {
    /// Who signs.
    Signer {
        /// The member.
        Member = "member",
        /// The peer specialist.
        Staff = "staff",
        /// The supervisor.
        Supervisor = "supervisor",
        /// A mental health professional.
        Professional = "professional",
        /// A physician.
        Physician = "physician",
        /// A licensed practitioner.
        Practitioner = "practitioner",
        /// A parent or guardian.
        Guardian = "guardian",
    }
}

words! {
    /// From which event a time is counted.
    Event {
        /// The first contact.
        FirstService = "first-service",
        /// Each contact.
        EachService = "each-service",
        /// The member's enrolment in the service.
        Enrolment = "enrolment",
        /// The document of the same kind before.
        Previous = "previous",
        /// The first request for an authorization.
        FirstRequest = "first-authorization-request",
        /// The recommendation.
        Recommendation = "recommendation",
        /// The referral.
        Referral = "referral",
    }
}

row! {
    /// A document that has to be there: by when, how old it may be, and who signs it.
    Document in "document" with terms: Terms {
        /// Which.
        paper: Paper,
        /// It has to be there, or may be.
        need: Need,
        /// On or before this event.
        before: Option<Event>,
        /// After this event at the latest in `within_days` or `within_months`.
        after: Option<Event>,
        /// So many days after the event.
        within_days: Option<Known<u16>>,
        /// So many months after the event.
        within_months: Option<u16>,
        /// At the latest by this session of the member.
        by_session: Option<u16>,
        /// It may be so many days old on the date of service.
        lasts_days: Option<Known<u16>>,
        /// It may be so many months old on the date of service.
        lasts_months: Option<u16>,
        /// The first contact has to follow within so many days; after that it has lapsed.
        starts_within_days: Option<u16>,
        /// Who signs it, all of them.
        signers: Vec<Signer>,
        /// Whose signature is enough, one of them: `physician`, `psychologist`.
        signed_by_any: Vec<String>,
        /// What it has to say: `diagnosis`, `goals`.
        content: Vec<String>,
    }
}

row! {
    /// A contact of this kind at least every so often.
    Interval in "interval" with terms: Terms {
        /// The ways that count.
        mode: Vec<Mode>,
        /// At the latest so many days after the last one.
        days: u16,
    }
}

words! {
    /// How two services, or a service and a place, meet.
    Meets {
        /// In the same minutes.
        SameTime = "same-time",
        /// On the same day.
        SameDay = "same-day",
        /// While the member is enrolled in it.
        Enrolled = "enrolled",
        /// While the member is in it.
        InSetting = "in-setting",
        /// Minutes of the one are counted in the other.
        CountedTwice = "counted-twice",
    }
}

row! {
    /// What may not be billed beside the service.
    Exclusion in "exclusion" with terms: Terms {
        /// The other: codes (`H0039`), settings (`residential`), programmes; `any-behavioral-health`.
        other: Vec<String>,
        /// How they meet.
        meets: Meets,
        /// A modifier that lifts it.
        unless_modifier: Vec<String>,
        /// In words.
        words: Option<String>,
    }
}

words! {
    /// What is asked of a note or a record.
    Recorded {
        /// The note has to be written.
        Note = "note",
        /// The note has to be signed.
        Signature = "signature",
        /// The member confirms the contact.
        MemberSignature = "member-signature",
        /// The record has to be kept.
        Retention = "retention",
        /// The record has to say something.
        Content = "content",
    }
}

row! {
    /// Notes, signatures, and how long records are kept.
    Record in "record" with terms: Terms {
        /// What is asked.
        recorded: Recorded,
        /// At the latest so many days after the contact.
        within_days: Option<Known<u16>>,
        /// Not before the contact ended.
        after_contact: Option<bool>,
        /// Before the claim.
        before_claim: Option<bool>,
        /// So many years.
        years: Option<u16>,
        /// What it has to say: `time`, `author`, `credentials`.
        content: Vec<String>,
        /// One for each member of a group.
        each_member: Option<bool>,
    }
}
