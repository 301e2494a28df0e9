//! Who is served: with which coverage, for which diagnoses, in which circumstances.

use super::{Address, Fact};
use crate::table::{part, row, words};
use crate::value::{Date, Icd10Cm};

words! {
    /// Sex, as X12 writes it.
    Sex {
        /// Female.
        Female = "F",
        /// Male.
        Male = "M",
        /// Not known, or neither.
        Unknown = "U",
    }
}

words! {
    /// Which payer pays first.
    Order {
        /// The first.
        Primary = "primary",
        /// The second.
        Secondary = "secondary",
        /// The third.
        Tertiary = "tertiary",
    }
}

part! {
    hidden
    /// What a payer covers, and when.
    Coverage {
        /// The payer: a pack's id, or the payer's number.
        payer: Option<String>,
        /// The payer's name, where no pack has it.
        payer_name: Option<String>,
        /// The member's number with the payer.
        number: Option<String>,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
        /// The county that counts for it.
        county: Option<String>,
        /// The programme or waiver.
        programme: Option<String>,
        /// The plan's line of business.
        product: Option<String>,
        /// Which payer pays first; left out: the only one.
        order: Option<Order>,
    }
}

part! {
    hidden
    /// A diagnosis, and when.
    DiagnosisSpan or code {
        /// The ICD-10-CM code.
        code: Icd10Cm,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
        /// It is the principal one.
        principal: Option<bool>,
    }
}

part! {
    hidden
    /// Where the member was, or what they were enrolled in, and when.
    MemberStatus {
        /// The setting, as packs name it: `residential`, `inpatient`, `custody`, `act-enrolled`.
        setting: String,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
    }
}

part! {
    hidden
    /// A course of care: from the day on which it was begun to the day on which it was closed.
    Episode {
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still open.
        to: Option<Date>,
        /// The service, as packs name it; left out: all.
        service: Option<String>,
    }
}

row! {
    hidden
    /// Someone who is served.
    Member in "members" {
        /// The id by which other rows name them: never a payer's number.
        id: String,
        /// First name.
        first_name: Option<String>,
        /// Last name.
        last_name: Option<String>,
        /// Day of birth.
        born: Option<Date>,
        /// Sex, as the payers have it.
        sex: Option<Sex>,
        /// Where they live.
        address: Option<Address>,
        /// The day they were enrolled in the service.
        enrolled_on: Option<Date>,
        /// Their courses of care.
        episodes: Vec<Episode>,
        /// Who pays.
        coverage: Vec<Coverage>,
        /// Diagnoses.
        diagnoses: Vec<DiagnosisSpan>,
        /// Where they were, or what they were enrolled in.
        status: Vec<MemberStatus>,
        /// What else is on record: `whodas-score`, `no-video-access`.
        facts: Vec<Fact>,
        /// Staff with whom they live, by id.
        lives_with: Vec<String>,
        /// Staff whom they employ, by id.
        employs: Vec<String>,
    }
}
