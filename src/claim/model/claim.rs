//! The claim.

use super::batch::{Hl, RawSegment};
use super::given::Given;
use super::line::ServiceLine;
use super::other::OtherInsurance;
use super::party::{BillingProvider, Party, Patient, Role, Subscriber};
use super::record::record;
use super::segments::{
    Ambulance, Amount, Attachment, Code, CodeSet, Condition, Contract, FixedFormat, Note, QualifiedDate,
    Reference, Repricing, Spinal,
};
use crate::value::Money;

record! {
    /// A claim: loop 2300, and the billing provider, subscriber, payer and patient that it is for.
    ///
    /// Complete in itself: nothing refers to another claim. [`hl`](Claim::hl) tells where in a file it
    /// stood.
    ///
    /// ```
    /// use peerclaim::claim::{Claim, ServiceLine};
    /// let mut claim = Claim::default();
    /// claim.id = "CLAIM1".into();
    /// claim.charge = "60".into();
    /// let mut line = ServiceLine::default();
    /// line.procedure_type = "HC".into();
    /// line.procedure = "H0038".into();
    /// line.modifiers = vec!["HQ".into()];
    /// line.charge = "60".into();
    /// claim.lines.push(line);
    /// let json = serde_json::to_string(&claim)?;
    /// assert_eq!(
    ///     json,
    ///     r#"{"id":"CLAIM1","charge":"60","lines":[{"procedure_type":"HC","procedure":"H0038","modifiers":["HQ"],"charge":"60"}]}"#
    /// );
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub struct Claim {
        opens CLM {
            /// Claim number given by the sender (CLM01).
            id: String = [1],
            /// Total charge in dollars (CLM02).
            charge: Given<Money> = [2],
            /// Place of service (CLM05-1).
            place_of_service: String = [5, 1],
            /// First (`1`), replacement (`7`), void (`8`): CLM05-3.
            frequency: String = [5, 3],
            /// Provider signature on file (CLM06).
            provider_signature: String = [6],
            /// Provider accepts assignment (CLM07).
            accepts_assignment: String = [7],
            /// The patient lets the payer pay the provider (CLM08).
            benefits_assigned: String = [8],
            /// Release of information (CLM09).
            release_of_information: String = [9],
            /// Who signed for the patient (CLM10).
            patient_signature_source: String = [10],
            /// Related to work (`EM`), a car (`AA`) or another accident (`OA`): CLM11-1 to CLM11-3.
            related_causes: Vec<String> = [11, 1..=3],
            /// State of the car accident (CLM11-4).
            accident_state: String = [11, 4],
            /// Country of the car accident (CLM11-5).
            accident_country: String = [11, 5],
            /// Special program (CLM12).
            special_program: String = [12],
            /// Reason for late filing (CLM20).
            delay_reason: String = [20],
            "B" = [5, 2] with place_of_service frequency;
        }
        /// Where the claim stood in its file, or nothing for a claim that was not read.
        own hl: Option<Hl>;
        /// Billing provider, loop 2010AA.
        own billing_provider: BillingProvider;
        /// Where to pay to, loop 2010AB.
        own pay_to_address: Option<Party>;
        /// Plan to pay to, loop 2010AC.
        own pay_to_plan: Option<Party>;
        /// Subscriber, loop 2010BA.
        own subscriber: Subscriber;
        /// Payer, loop 2010BB.
        own payer: Option<Party>;
        /// Patient, loop 2010CA, if it is not the subscriber.
        own patient: Option<Patient>;
        /// Dates (DTP): `431` onset, `435` admission.
        many dates: QualifiedDate;
        /// Documents (PWK).
        many attachments: Attachment;
        /// Contract (CN1).
        one contract: Contract;
        /// Amounts (AMT): `F5` paid by the patient.
        many amounts: Amount;
        /// Reference numbers (REF): `G1` prior authorization, `F8` the payer's claim number.
        many references: Reference;
        /// Data in a fixed format (K3).
        many fixed_format: FixedFormat;
        /// Notes (NTE).
        many notes: Note;
        /// Ambulance transport (CR1).
        one ambulance: Ambulance;
        /// Spinal manipulation (CR2).
        one spinal: Spinal;
        /// Conditions: ambulance, vision, homebound, EPSDT (CRC).
        many conditions: Condition;
        segment HI of ABK BK {
            /// Diagnoses, in the order that the lines point to (HI that begins with ABK or BK).
            diagnoses: Vec<Code> = [1..=12],
        }
        /// Other codes (HI): surgical procedures, condition codes.
        many code_sets: CodeSet;
        /// Repricing (HCP).
        one repricing: Repricing;
        /// Providers of the claim, loops 2310A to 2310F, in the order of the file.
        own providers: Vec<Party>;
        /// Other insurance, loops 2320.
        own other_insurance: Vec<OtherInsurance>;
        /// Service lines, loops 2400.
        own lines: Vec<ServiceLine>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

/// The first value of that kind.
fn value<'a>(references: &'a [Reference], qualifier: &str) -> Option<&'a str> {
    references.iter().find(|one| one.qualifier == qualifier).map(|one| one.value.as_str())
}

impl Claim {
    /// The first reference number of that kind (REF01).
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        value(&self.references, qualifier)
    }

    /// Prior authorization number, REF of kind G1.
    pub fn prior_authorization(&self) -> Option<&str> {
        self.reference("G1")
    }

    /// The payer's number for the claim that this one replaces or voids, REF of kind F8.
    pub fn payer_claim_number(&self) -> Option<&str> {
        self.reference("F8")
    }

    /// The first date of that kind (DTP01).
    pub fn date(&self, qualifier: &str) -> Option<&QualifiedDate> {
        self.dates.iter().find(|one| one.qualifier == qualifier)
    }

    /// The first amount of that kind (AMT01).
    pub fn amount(&self, qualifier: &str) -> Option<&Given<Money>> {
        self.amounts.iter().find(|one| one.qualifier == qualifier).map(|one| &one.amount)
    }

    /// The first provider of that role.
    pub fn provider(&self, role: Role) -> Option<&Party> {
        self.providers.iter().find(|one| one.role == Some(role))
    }

    /// Who gave the service, loop 2310B.
    pub fn rendering_provider(&self) -> Option<&Party> {
        self.provider(Role::Rendering)
    }
}

impl ServiceLine {
    /// The first reference number of that kind (REF01).
    pub fn reference(&self, qualifier: &str) -> Option<&str> {
        value(&self.references, qualifier)
    }

    /// Control number that the sender gave the line, REF of kind 6R.
    pub fn control_number(&self) -> Option<&str> {
        self.reference("6R")
    }

    /// First and last day of service, DTP of kind 472.
    pub fn service_dates(&self) -> Option<&QualifiedDate> {
        self.dates.iter().find(|one| one.qualifier == "472")
    }

    /// The first provider of that role.
    pub fn provider(&self, role: Role) -> Option<&Party> {
        self.providers.iter().find(|one| one.role == Some(role))
    }
}

impl BillingProvider {
    /// Tax number: REF of kind EI, or a social security number, SY.
    pub fn tax_number(&self) -> Option<&str> {
        value(&self.references, "EI").or_else(|| value(&self.references, "SY"))
    }
}
