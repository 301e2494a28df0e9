//! Segments that stand in several loops, or are a thing of their own: references, dates, amounts, notes.

use super::given::Given;
use super::record::{group, record};
use super::when::When;
use crate::value::{Date, Money, Quantity};

record! {
    /// A reference number: REF.
    pub struct Reference {
        opens REF {
            /// Kind of number (REF01): `G1` prior authorization, `EI` tax number, `6R` line control number.
            qualifier: String = [1],
            /// The number (REF02).
            value: String = [2],
            /// Text (REF03); the guide does not use it.
            description: String = [3],
            /// The payer that the number is for (REF04-2), on a line, if it is not the payer of the claim.
            payer: String = [4, 2],
            "2U" = [4, 1] with payer;
        }
    }
}

record! {
    /// A date or span of days of a kind: DTP.
    pub struct QualifiedDate {
        opens DTP {
            /// Which date (DTP01): `472` service, `431` onset.
            qualifier: String = [1],
            /// The day, or the first and the last (DTP02, DTP03).
            date: When = [2],
        }
    }
}

record! {
    /// An amount of a kind: AMT.
    pub struct Amount {
        opens AMT {
            /// Which amount (AMT01): `F5` paid by the patient, `D` paid by another payer.
            qualifier: String = [1],
            /// Dollars (AMT02).
            amount: Given<Money> = [2],
        }
    }
}

record! {
    /// A note: NTE.
    pub struct Note {
        opens NTE {
            /// Kind of note (NTE01): `ADD`.
            qualifier: String = [1],
            /// The note (NTE02).
            text: String = [2],
        }
    }
}

record! {
    /// Data in a fixed format that a payer asked for: K3.
    pub struct FixedFormat {
        opens K3 {
            /// The data (K301).
            data: String = [1],
        }
    }
}

record! {
    /// A document that supports the claim: PWK.
    pub struct Attachment {
        opens PWK {
            /// Kind of document (PWK01).
            report_type: String = [1],
            /// How it is sent (PWK02).
            transmission: String = [2],
            /// Its control number (PWK06).
            control_number: String = [6],
            "AC" = [5] with control_number;
        }
    }
}

record! {
    /// A contract: CN1.
    pub struct Contract {
        opens CN1 {
            /// Kind of contract (CN101).
            contract_type: String = [1],
            /// Amount in dollars (CN102).
            amount: Given<Money> = [2],
            /// Percentage (CN103).
            percentage: Given<Quantity> = [3],
            /// Contract code (CN104).
            code: String = [4],
            /// Discount, percent (CN105).
            discount_percentage: Given<Quantity> = [5],
            /// Version (CN106).
            version: String = [6],
        }
    }
}

record! {
    /// An ambulance transport: CR1.
    pub struct Ambulance {
        opens CR1 {
            /// Weight of the patient in pounds (CR102).
            weight: Given<Quantity> = [2],
            /// Why the patient was transported (CR104).
            reason: String = [4],
            /// Distance in miles (CR106).
            distance: Given<Quantity> = [6],
            /// Why there and back (CR109).
            round_trip_purpose: String = [9],
            /// Why on a stretcher (CR110).
            stretcher_purpose: String = [10],
            "LB" = [1] with weight;
            "DH" = [5] with distance;
        }
    }
}

record! {
    /// A spinal manipulation: CR2.
    pub struct Spinal {
        opens CR2 {
            /// Condition of the patient (CR208).
            condition: String = [8],
            /// Description (CR210).
            description: String = [10],
            /// Further description (CR211).
            further_description: String = [11],
        }
    }
}

record! {
    /// Conditions of a category: CRC (ambulance, vision, homebound, EPSDT, hospice, equipment).
    pub struct Condition {
        opens CRC {
            /// Category (CRC01): `07` ambulance, `75` homebound, `ZZ` EPSDT.
            category: String = [1],
            /// Whether the conditions apply (CRC02): `Y`, `N`.
            applies: String = [2],
            /// The conditions (CRC03 to CRC07).
            codes: Vec<String> = [3..=7],
        }
    }
}

group! {
    /// A code and the list it is from: a composite of HI.
    pub struct Code {
        /// What list (component 1): `ABK` the main diagnosis and `ABF` any other in ICD-10, `BG` condition.
        qualifier: String = [0, 1],
        /// The code (component 2), without a point.
        code: String = [0, 2],
    }
}

record! {
    /// Codes of the claim other than diagnoses: HI (surgical procedures, condition codes).
    pub struct CodeSet {
        opens HI {
            /// The codes (HI01 to HI12).
            codes: Vec<Code> = [1..=12],
        }
    }
}

record! {
    /// Repricing of a claim or line: HCP.
    pub struct Repricing {
        opens HCP {
            /// How the price was set (HCP01).
            methodology: String = [1],
            /// Allowed dollars (HCP02).
            allowed: Given<Money> = [2],
            /// Saved dollars (HCP03).
            saved: Given<Money> = [3],
            /// Number of the repricing organization (HCP04).
            organization: String = [4],
            /// Daily or flat rate (HCP05).
            rate: Given<Quantity> = [5],
            /// Patient group code (HCP06).
            patient_group: String = [6],
            /// Patient group dollars (HCP07).
            patient_group_amount: Given<Money> = [7],
            /// Kind of procedure code (HCP09).
            procedure_type: String = [9],
            /// Procedure code (HCP10).
            procedure: String = [10],
            /// Unit of measure (HCP11): `UN`, `MJ`.
            unit: String = [11],
            /// Units (HCP12).
            quantity: Given<Quantity> = [12],
            /// Why it was rejected (HCP13).
            reject_reason: String = [13],
            /// Whether policy was followed (HCP14).
            policy_compliance: String = [14],
            /// Kind of exception (HCP15).
            exception: String = [15],
        }
    }
}

group! {
    /// A person's phone, fax or email.
    pub struct ContactNumber {
        /// What it is: `TE` phone, `EX` extension, `FX` fax, `EM` email.
        qualifier: String = [0],
        /// The number or address.
        number: String = [1],
    }
}

record! {
    /// A person to ask: PER.
    pub struct Contact {
        opens PER {
            /// Name (PER02).
            name: String = [2],
            /// Up to three ways to reach the person (PER03 to PER08).
            numbers: Vec<ContactNumber> = [3..=8 step 2],
            "IC" = [1];
        }
    }
}

group! {
    /// Why a payer paid less.
    pub struct Adjustment {
        /// The reason (CARC).
        reason: String = [0],
        /// Dollars.
        amount: Given<Money> = [1],
        /// Units.
        quantity: Given<Quantity> = [2],
    }
}

record! {
    /// What another payer did not pay, in one group of reasons: CAS.
    pub struct Adjustments {
        opens CAS {
            /// Who bears it (CAS01): `CO` the provider by contract, `PR` the patient.
            group: String = [1],
            /// Up to six reasons (CAS02 to CAS19).
            reasons: Vec<Adjustment> = [2..=19 step 3],
        }
    }
}

record! {
    /// Another payer's outpatient decision: MOA.
    pub struct OutpatientDecision {
        opens MOA {
            /// Rate of payment (MOA01).
            reimbursement_rate: Given<Quantity> = [1],
            /// Payable procedure dollars (MOA02).
            payable: Given<Money> = [2],
            /// Remark codes (MOA03 to MOA07).
            remarks: Vec<String> = [3..=7],
            /// Kidney disease (ESRD) payment, dollars (MOA08).
            esrd: Given<Money> = [8],
            /// Professional part billed but not payable, dollars (MOA09).
            nonpayable_professional: Given<Money> = [9],
        }
    }
}

record! {
    /// Medical equipment: SV5.
    pub struct Equipment {
        opens SV5 {
            /// Kind of procedure code (SV501-1): `HC`.
            procedure_type: String = [1, 1],
            /// Procedure code (SV501-2).
            procedure: String = [1, 2],
            /// How many days it is needed (SV503).
            days: Given<Quantity> = [3],
            /// Rent in dollars (SV504).
            rental_price: Given<Money> = [4],
            /// Price in dollars (SV505).
            purchase_price: Given<Money> = [5],
            /// How often rent is due (SV506).
            rental_frequency: String = [6],
            "DA" = [2];
        }
    }
}

record! {
    /// Certification of medical equipment: CR3.
    pub struct EquipmentCertification {
        opens CR3 {
            /// First, renewed or revised (CR301).
            certification: String = [1],
            /// How many months it is needed (CR303).
            months: Given<Quantity> = [3],
            "MO" = [2];
        }
    }
}

record! {
    /// A count of a kind: QTY.
    pub struct Count {
        opens QTY {
            /// Which count (QTY01): `PT` patients in the ambulance, `FL` anesthesia units.
            qualifier: String = [1],
            /// How many (QTY02).
            quantity: Given<Quantity> = [2],
        }
    }
}

record! {
    /// A test result: MEA.
    pub struct Measurement {
        opens MEA {
            /// What the measurement is for (MEA01).
            reference: String = [1],
            /// What was measured (MEA02).
            measured: String = [2],
            /// The result (MEA03).
            result: Given<Quantity> = [3],
        }
    }
}

record! {
    /// A purchased service: PS1.
    pub struct PurchasedService {
        opens PS1 {
            /// Number of the provider (PS101).
            provider: String = [1],
            /// What was paid for it, dollars (PS102).
            charge: Given<Money> = [2],
        }
    }
}

record! {
    /// The answer to a question of a form: FRM.
    pub struct Answer {
        opens FRM {
            /// The question (FRM01).
            question: String = [1],
            /// Yes, no, not applicable (FRM02): `Y`, `N`, `W`.
            yes_no: String = [2],
            /// Text (FRM03).
            text: String = [3],
            /// Day (FRM04).
            date: Given<Date> = [4],
            /// Percentage (FRM05).
            percentage: Given<Quantity> = [5],
        }
    }
}
