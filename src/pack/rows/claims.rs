//! What the claim itself has to look like, where it goes and by when.

use super::Need;
use crate::pack::Terms;
use crate::table::{Known, row, words};
use crate::value::{HcpcsCode, Modifier, TaxonomyCode};

row! {
    /// How claims name the payer: the identifier in loop 2010BB, NM109. A pack with no known one answers
    /// whatever claim it is asked about, as long as no other pack knows the payer.
    Payer in "payer" with terms: Terms {
        /// The identifier.
        number: Known<String>,
        /// The payer's name, for people.
        name: Option<String>,
    }
}

row! {
    /// Who pays for whom: members of these counties belong to that pack's payer.
    RouteRow in "route" with terms: Terms {
        /// The pack, by id.
        pack: String,
        /// The counties.
        county: Vec<String>,
        /// A line with this modifier goes there.
        modifier: Vec<Modifier>,
        /// The source lists more counties than are named here.
        partial: Option<bool>,
    }
}

words! {
    /// A provider on a claim.
    Role {
        /// Loop 2310B or 2420A.
        Rendering = "rendering",
        /// Loop 2420E.
        Ordering = "ordering",
        /// Loop 2310A.
        Referring = "referring",
        /// Loop 2310D or 2420D.
        Supervising = "supervising",
        /// Loop 2310C or 2420C.
        ServiceLocation = "service-location",
        /// Loop 2010AA.
        Billing = "billing",
        /// Either the ordering or the referring provider.
        OrderingOrReferring = "ordering-or-referring",
    }
}

words! {
    /// Whom a role is filled by.
    Filler {
        /// The peer specialist who gave the service.
        Peer = "peer",
        /// The supervising licensed practitioner.
        Supervisor = "supervisor",
        /// The licensed practitioner who gave or supervised the service.
        DeliveringOrSupervising = "delivering-or-supervising",
        /// The agency.
        Agency = "agency",
        /// A person enrolled with Medicaid who ordered or prescribed.
        EnrolledPractitioner = "enrolled-practitioner",
        /// A contracted place of the agency.
        ContractedLocation = "contracted-location",
    }
}

row! {
    /// A provider that has to be, may be, or may not be on the claim.
    Party in "party" with terms: Terms {
        /// The role.
        role: Role,
        /// What the payer wants of it.
        need: Known<Need>,
        /// Whom it is filled by.
        filled_by: Option<Known<Filler>>,
        /// It is left out where it is the billing provider.
        omit_if_billing: Option<bool>,
        /// The kind of NPI: 1 a person, 2 an organization.
        npi_type: Option<u8>,
        /// It has to be enrolled with Medicaid.
        enrolled: Option<bool>,
    }
}

row! {
    /// What kinds of provider may bill the service.
    Biller in "biller" with terms: Terms {
        /// Provider types in words: `outpatient drug and alcohol clinic`.
        kind: Vec<String>,
        /// The payer's own type and specialty: `21/076`.
        type_specialty: Vec<String>,
        /// Taxonomy codes that say so.
        taxonomy: Vec<TaxonomyCode>,
        /// What else the provider has to have: `national-accreditation`.
        requires: Vec<String>,
    }
}

row! {
    /// The shape of the claim.
    ClaimForm in "claim_form" with terms: Terms {
        /// Several dates on one line.
        date_span: Option<Known<Need>>,
        /// At most so many lines on a claim.
        most_lines: Option<u16>,
        /// At most so many claims in a transaction set.
        most_claims: Option<u32>,
        /// All lines of a claim have the same code.
        one_code: Option<bool>,
        /// The authorization's number on the claim.
        authorization_number: Option<Need>,
        /// Claim frequency codes that the payer takes: 1, 7, 8.
        frequency: Vec<String>,
        /// The claim filing indicator, SBR09.
        filing_indicator: Vec<String>,
        /// The billing provider's taxonomy.
        taxonomy: Option<Known<Need>>,
        /// The quantity may have decimals.
        decimals: Option<bool>,
        /// The member's number: 9 for a digit, A for a letter, X for either, anything else as it stands.
        member_number: Vec<String>,
        /// The provider's number with the payer, drawn the same way.
        provider_number: Vec<String>,
        /// In words, what else.
        words: Option<String>,
    }
}

words! {
    /// Which claim a time is for.
    Clock {
        /// A first claim.
        Original = "original",
        /// The longest that a payer may give for a first claim: a bound of its own time, not that time.
        OuterBound = "outer-bound",
        /// A claim that corrects, replaces or voids one.
        Correction = "correction",
        /// A claim after another payer.
        Secondary = "secondary",
        /// The other payer's decision itself.
        PrimaryDecision = "primary-decision",
        /// The whole process, corrections and all.
        Last = "last",
        /// An appeal.
        Appeal = "appeal",
        /// A request for an authorization after the service.
        LateAuthorization = "late-authorization",
        /// A claim that never showed on a remittance, to be sent again.
        Missing = "missing",
    }
}

words! {
    /// From which day a time is counted.
    After {
        /// The date of service.
        Service = "service",
        /// The date on the other payer's explanation of benefits, or of its decision.
        PrimaryDecision = "primary-decision",
        /// The day the other payer's decision came.
        PrimaryReceived = "primary-received",
        /// The payer's remittance.
        Remittance = "remittance",
        /// The first claim.
        FirstClaim = "first-claim",
    }
}

words! {
    /// Days or months.
    Span {
        /// Calendar days.
        Days = "days",
        /// Months.
        Months = "months",
        /// Business days.
        BusinessDays = "business-days",
    }
}

words! {
    /// Which day of a claim has to be in time.
    ClockDay {
        /// The day the payer receives it.
        Received = "received",
        /// The day it is sent.
        Sent = "sent",
    }
}

words! {
    /// What becomes of a last day that is no business day.
    Roll {
        /// It stays.
        No = "no",
        /// It moves to the next business day.
        NextBusinessDay = "next-business-day",
    }
}

row! {
    /// By when a claim has to be there.
    Timely in "timely" with terms: Terms {
        /// Which claim.
        clock: Clock,
        /// So many.
        within: Known<u16>,
        /// Days or months.
        unit: Span,
        /// From which day.
        after: After,
        /// Which day of the claim has to be in time.
        basis: Option<ClockDay>,
        /// What becomes of a last day that is no business day.
        roll: Option<Roll>,
        /// Days that are no business days beside the weekends; `unknown` where the payer has a list that was not read.
        holidays: Option<Known<Vec<crate::value::Date>>>,
        /// Only where the first claim was late for its own clock.
        if_late: Option<bool>,
    }
}

words! {
    /// What a payer asks where others may pay.
    Insurance {
        /// Others pay before.
        LastResort = "last-resort",
        /// The other payer's statement goes with the claim.
        Statement = "statement",
        /// The provider has to be in the other payer's network.
        Network = "network",
        /// The other payer's denial has to be appealed first.
        Appeal = "appeal",
        /// Secondary claims are taken electronically.
        Electronic = "electronic",
        /// Dates and amounts agree with the other payer's statement.
        Agrees = "agrees",
        /// Deductible and coinsurance of Medicare may be billed.
        Medicare = "medicare",
        /// This payer comes before the named one.
        Before = "before",
    }
}

row! {
    /// Other insurance.
    OtherInsurance in "other_insurance" with terms: Terms {
        /// What is asked.
        asks: Insurance,
        /// Other payers, by kind: `medicare`, `commercial`, `grant`.
        payers: Vec<String>,
        /// In words.
        words: Option<String>,
    }
}

words! {
    /// One of the federal edit files.
    EditFile {
        /// Medically unlikely edits: most units.
        Mue = "mue",
        /// Procedure to procedure edits: pairs.
        Ptp = "ptp",
    }
}

row! {
    /// The federal correct coding edits, whose values come from the quarterly file that you load.
    Ncci in "ncci" with terms: Terms {
        /// Which file.
        file: EditFile,
        /// The payer applies it.
        applies: Known<bool>,
        /// The code it is about.
        code: Option<HcpcsCode>,
        /// The most units, where it was read.
        most: Option<Known<u16>>,
    }
}
