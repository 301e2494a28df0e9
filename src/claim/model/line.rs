//! A service line and what stands under it.

use super::batch::RawSegment;
use super::given::Given;
use super::party::Party;
use super::record::record;
use super::segments::{
    Adjustments, Ambulance, Amount, Answer, Attachment, Condition, Contract, Count, Equipment,
    EquipmentCertification, FixedFormat, Measurement, Note, PurchasedService, QualifiedDate, Reference,
    Repricing,
};
use crate::value::{Money, Quantity};

record! {
    /// A service line: loop 2400.
    pub struct ServiceLine {
        opens LX {
            /// Number of the line (LX01); where it is left out, its place is written.
            number: String = [1],
        }
        segment SV1 {
            /// Kind of procedure code (SV101-1): `HC` is HCPCS.
            procedure_type: String = [1, 1],
            /// Procedure code (SV101-2): `H0038` is peer support.
            procedure: String = [1, 2],
            /// Modifiers (SV101-3 to SV101-6).
            modifiers: Vec<String> = [1, 3..=6],
            /// Description of the procedure (SV101-7).
            description: String = [1, 7],
            /// Charge in dollars (SV102).
            charge: Given<Money> = [2],
            /// Unit of measure (SV103): `UN` units, `MJ` minutes.
            unit: String = [3],
            /// How many units (SV104).
            quantity: Given<Quantity> = [4],
            /// Place of service, if not that of the claim (SV105).
            place_of_service: String = [5],
            /// Places of the line's diagnoses among those of the claim (SV107-1 to SV107-4).
            diagnosis_pointers: Vec<String> = [7, 1..=4],
            /// Emergency (SV109): `Y`.
            emergency: String = [9],
            /// EPSDT service (SV111): `Y`.
            epsdt: String = [11],
            /// Family planning (SV112): `Y`.
            family_planning: String = [12],
            /// Copay waived (SV115): `0`.
            copay_waived: String = [15],
        }
        /// Medical equipment (SV5).
        one equipment: Equipment;
        /// Documents (PWK).
        many attachments: Attachment;
        /// Ambulance transport (CR1).
        one ambulance: Ambulance;
        /// Certification of equipment (CR3).
        one equipment_certification: EquipmentCertification;
        /// Conditions: ambulance, hospice, equipment (CRC).
        many conditions: Condition;
        /// Dates (DTP): `472` service.
        many dates: QualifiedDate;
        /// Counts (QTY).
        many counts: Count;
        /// Test results (MEA).
        many measurements: Measurement;
        /// Contract (CN1).
        one contract: Contract;
        /// Reference numbers (REF): `6R` line control number, `G1` prior authorization.
        many references: Reference;
        /// Amounts (AMT): `T` sales tax, `F4` postage.
        many amounts: Amount;
        /// Data in a fixed format (K3).
        many fixed_format: FixedFormat;
        /// Notes (NTE).
        many notes: Note;
        /// Purchased service (PS1).
        one purchased_service: PurchasedService;
        /// Repricing (HCP).
        one repricing: Repricing;
        /// Drugs, loop 2410; the guide allows one.
        own drugs: Vec<Drug>;
        /// Providers of the line, loops 2420A to 2420H, in the order of the file.
        own providers: Vec<Party>;
        /// What other payers decided on the line, loops 2430.
        own adjudications: Vec<Adjudication>;
        /// Forms that were answered, loops 2440.
        own forms: Vec<FormAnswers>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// A drug: loop 2410.
    pub struct Drug {
        opens LIN {
            /// Kind of product code (LIN02): `N4` NDC.
            product_type: String = [2],
            /// Product code (LIN03).
            product: String = [3],
        }
        segment CTP {
            /// How much (CTP04).
            quantity: Given<Quantity> = [4],
            /// Unit of the quantity (CTP05-1).
            unit: String = [5, 1],
        }
        /// Prescription number or link between parts of a compound (REF).
        many references: Reference;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// What another payer decided on a line: loop 2430.
    pub struct Adjudication {
        opens SVD {
            /// Which payer (SVD01): the identifier of an other payer.
            payer_id: String = [1],
            /// Paid dollars (SVD02).
            paid: Given<Money> = [2],
            /// Kind of procedure code (SVD03-1).
            procedure_type: String = [3, 1],
            /// Procedure that was paid (SVD03-2).
            procedure: String = [3, 2],
            /// Its modifiers (SVD03-3 to SVD03-6).
            modifiers: Vec<String> = [3, 3..=6],
            /// Description (SVD03-7).
            description: String = [3, 7],
            /// Units that were paid (SVD05).
            quantity: Given<Quantity> = [5],
            /// The line it was bundled into (SVD06).
            bundled_into: String = [6],
        }
        /// What the payer did not pay of the line (CAS).
        many adjustments: Adjustments;
        /// Dates (DTP): `573`, when the payer decided.
        many dates: QualifiedDate;
        /// Amounts (AMT): `EAF` still owed by the patient.
        many amounts: Amount;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// A form that was answered: loop 2440.
    pub struct FormAnswers {
        opens LQ {
            /// Kind of form (LQ01).
            list: String = [1],
            /// The form (LQ02).
            form: String = [2],
        }
        /// The answers (FRM).
        many answers: Answer;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}
