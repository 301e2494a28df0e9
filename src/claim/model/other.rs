//! Other insurance of the patient, and what its payer decided.

use super::batch::RawSegment;
use super::party::Party;
use super::record::record;
use super::segments::{Adjustments, Amount, OutpatientDecision};

record! {
    /// Other insurance: loop 2320 with 2330A to 2330G.
    pub struct OtherInsurance {
        opens SBR {
            /// The payer's place in the order of payment (SBR01): `P` first.
            payer_order: String = [1],
            /// The patient's relationship to this subscriber (SBR02).
            relationship: String = [2],
            /// Group or policy number (SBR03).
            group_number: String = [3],
            /// Name of the group (SBR04).
            group_name: String = [4],
            /// Why Medicare pays second (SBR05).
            medicare_secondary_reason: String = [5],
            /// Kind of insurance (SBR09).
            insurance_type: String = [9],
        }
        /// What the payer did not pay of the claim (CAS).
        many adjustments: Adjustments;
        /// Amounts (AMT): `D` paid, `A8` not covered, `EAF` still owed by the patient.
        many amounts: Amount;
        segment OI {
            /// The patient lets the payer pay the provider (OI03).
            benefits_assigned: String = [3],
            /// Who signed for the patient (OI04).
            patient_signature_source: String = [4],
            /// Release of information (OI06).
            release_of_information: String = [6],
        }
        /// The payer's outpatient decision (MOA).
        one outpatient_decision: OutpatientDecision;
        /// Other subscriber, loop 2330A.
        own subscriber: Option<Party>;
        /// Other payer, loop 2330B.
        own payer: Option<Party>;
        /// Providers as that payer knows them, loops 2330C to 2330G, in the order of the file.
        own providers: Vec<Party>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}
