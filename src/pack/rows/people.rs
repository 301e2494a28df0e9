//! Who may be served, and by whom.

use super::Need;
use crate::pack::Terms;
use crate::table::{Known, part, row, words};
use crate::value::{Date, Icd10Prefix, Quantity};

row! {
    /// The ages that a service is for, in completed years on the date of service.
    Age in "age" with terms: Terms {
        /// From this age on.
        least: Option<Known<u16>>,
        /// Up to and with this age.
        most: Option<u16>,
    }
}

words! {
    /// Which diagnoses of a claim are looked at.
    DiagnosisAt {
        /// Any of them.
        Any = "any",
        /// The principal one.
        Principal = "principal",
    }
}

row! {
    /// The diagnoses that a service is for.
    Diagnosis in "diagnosis" with terms: Terms {
        /// One of these has to be there: beginnings of codes.
        any_of: Option<Known<Vec<Icd10Prefix>>>,
        /// None of these may be the only ground.
        none_of: Vec<Icd10Prefix>,
        /// The last code of a range that `any_of` cannot say: `F98`, with `first` as its begin.
        last: Option<Icd10Prefix>,
        /// The first code of that range.
        first: Option<Icd10Prefix>,
        /// Which diagnoses are looked at.
        which: Option<DiagnosisAt>,
        /// In words: `a substance use disorder`.
        words: Option<String>,
    }
}

row! {
    /// Something of the member that has to be so: a score, an assessment, an enrolment.
    Eligibility in "eligibility" with terms: Terms {
        /// The fact, as member status names it: `whodas-score`.
        about: String,
        /// Its value is at least this.
        at_least: Option<Quantity>,
        /// It has to be, may be, or may not be.
        need: Need,
        /// In words.
        words: Option<String>,
    }
}

row! {
    /// The credentials with which a service may be given. Each row names what is enough by itself; the
    /// credentials of one row are needed together.
    CredentialRow in "credential" with terms: Terms {
        /// Needed together, as `body/credential`: `pcb/cps`.
        all_of: Vec<String>,
        /// One of these is enough for this row, beside those of `all_of`.
        any_of: Vec<String>,
        /// The endorsement that the credential has to bear.
        endorsement: Vec<String>,
        /// Someone still on the way may bill too: what they need on record, as `attestation`.
        in_process: Option<String>,
        /// ...and until this day they have to be done.
        in_process_until: Option<Date>,
    }
}

words! {
    /// How supervision is given.
    SupervisionMode {
        /// In the same room.
        FaceToFace = "face-to-face",
        /// By sound or picture.
        Remote = "remote",
        /// With the member there.
        Observed = "observed",
        /// Any way.
        Any = "any",
    }
}

words! {
    /// How often something has to happen.
    Every {
        /// In each week, at the latest seven days after the last time.
        Week = "week",
        /// In each month, at the latest one month after the last time.
        Month = "month",
        /// In each six months.
        HalfYear = "half-year",
        /// In each year.
        Year = "year",
        /// In each pay of hours worked (`hours`).
        HoursWorked = "hours-worked",
    }
}

row! {
    /// How a staff member has to be supervised, by the stage of the credential.
    Supervision in "supervision" with terms: Terms {
        /// How often.
        every: Option<Known<Every>>,
        /// So often in that time; left out: once.
        times: Option<u16>,
        /// So many minutes each time at least.
        least_minutes: Option<u16>,
        /// One of the meetings has at least so many minutes.
        one_of_minutes: Option<u16>,
        /// How many hours worked one hour of supervision goes with.
        hours: Option<u16>,
        /// So many hours of supervision before the first contact.
        before_hours: Option<u16>,
        /// The ways that count; left out: any.
        mode: Vec<SupervisionMode>,
    }
}

part! {
    /// One way to be qualified.
    Route {
        /// What has to be there together: `bachelor`, `2-years-direct-care`, `supervisor-course`.
        all_of: Vec<String>,
        /// In words.
        words: Option<String>,
    }
}

row! {
    /// Who may supervise: one of these ways is enough.
    Supervisor in "supervisor" with terms: Terms {
        /// The ways.
        route: Vec<Route>,
        /// A course that has to be done.
        training: Option<String>,
        /// ...within so many months of taking the post.
        training_within_months: Option<u16>,
    }
}

words! {
    /// What peer and member may or may not be to each other.
    Relation {
        /// They live together.
        LivesWith = "lives-with",
        /// One employs the other.
        Employs = "employs",
        /// The provider is older than the parent served by fewer years.
        AgeGapYears = "age-gap-years",
        /// The caregiver is paid.
        PaidCaregiver = "paid-caregiver",
    }
}

row! {
    /// What peer and member may or may not be to each other.
    RelationRow in "relation" with terms: Terms {
        /// What is looked at.
        relation: Relation,
        /// May not be, or, with a number, has to be at least so much.
        need: Need,
        /// At least so much.
        at_least: Option<Quantity>,
    }
}

words! {
    /// Under whose number a service is billed.
    Subject {
        /// Whoever is served.
        Served = "served",
        /// The child whose parent is served.
        IdentifiedChild = "identified-child",
    }
}

row! {
    /// Who is on the claim and who was there.
    Participant in "participant" with terms: Terms {
        /// Under whose number the service is billed.
        subject: Option<Subject>,
        /// The member may be absent.
        absent: Option<Need>,
        /// What has to be on record then: `member-remains-the-focus`.
        requires: Vec<String>,
    }
}

row! {
    /// A list on which staff may not be, and how fresh the look has to be.
    Screening in "screening" with terms: Terms {
        /// The list: `medicaid-exclusion`, `background`.
        list: String,
        /// The look may be so many days old.
        within_days: Option<Known<u16>>,
    }
}
