//! Persons and organizations: NM1 loops, and the levels that stand for one of them.

use super::batch::RawSegment;
use super::given::Given;
use super::record::record;
use super::segments::{Contact, QualifiedDate, Reference};
use super::slot::{Pieces, Slot, Spot};
use super::when::When;
use crate::guide::Draft;
use crate::value::Quantity;
use serde::{Deserialize, Serialize};

macro_rules! roles {
    ($($(#[$doc:meta])* $role:ident $code:literal;)*) => {
        /// Who a party of a claim is: NM101, in words.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum Role { $($(#[$doc])* $role,)* }

        impl Role {
            /// The code of NM101.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$role => $code,)* }
            }

            /// The role of that code.
            pub fn from_code(code: &[u8]) -> Option<Self> {
                $(if code == $code.as_bytes() { return Some(Self::$role); })*
                None
            }
        }
    };
}

roles! {
    /// Who sends the file, `41`.
    Submitter "41";
    /// Whom the file is sent to, `40`.
    Receiver "40";
    /// Billing provider, `85`.
    Billing "85";
    /// Where to pay to, `87`.
    PayTo "87";
    /// Plan to pay to, `PE`.
    PayToPlan "PE";
    /// Whose insurance it is, `IL`.
    Subscriber "IL";
    /// Payer, `PR`.
    Payer "PR";
    /// Patient, `QC`.
    Patient "QC";
    /// Who referred the patient, `DN`.
    Referring "DN";
    /// The patient's primary care provider, `P3`.
    PrimaryCare "P3";
    /// Who gave the service, `82`.
    Rendering "82";
    /// Where the service was given, `77`.
    ServiceLocation "77";
    /// Who supervised the service, `DQ`.
    Supervising "DQ";
    /// Where an ambulance took the patient up, `PW`.
    PickUp "PW";
    /// Where an ambulance set the patient down, `45`.
    DropOff "45";
    /// Who ordered the service, `DK`.
    Ordering "DK";
    /// Whose service was purchased, `QB`.
    PurchasedService "QB";
}

impl Slot for Option<Role> {
    fn take(pieces: &mut Pieces<'_>, spot: Spot) -> Self {
        let role = Role::from_code(pieces.peek(spot.element, 1));
        if role.is_some() {
            String::take(pieces, spot);
        }
        role
    }

    fn put(&self, to: &mut Draft, spot: Spot) {
        if let Some(role) = self {
            role.code().to_owned().put(to, spot);
        }
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

record! {
    /// A person or organization: a loop that begins with NM1.
    pub struct Party {
        opens NM1 {
            /// Who this is (NM101); left out where the claim's field says it.
            role: Option<Role> = [1],
            /// Person (`1`) or organization (`2`), NM102.
            entity_type: String = [2],
            /// Last name, or name of the organization (NM103).
            name: String = [3],
            /// First name (NM104).
            first_name: String = [4],
            /// Middle name (NM105).
            middle_name: String = [5],
            /// Suffix (NM107).
            name_suffix: String = [7],
            /// Kind of identifier (NM108): `XX` NPI, `PI` payer number, `MI` member number.
            id_type: String = [8],
            /// Identifier (NM109).
            id: String = [9],
        }
        segment PRV {
            /// Taxonomy code of a rendering provider (PRV03).
            taxonomy: String = [3],
            "PE" = [1];
            "PXC" = [2];
        }
        segment N3 {
            /// Street (N301).
            street: String = [1],
            /// Second line of the street (N302).
            street_2: String = [2],
        }
        segment N4 {
            /// City (N401).
            city: String = [1],
            /// State (N402).
            state: String = [2],
            /// ZIP code (N403).
            zip: String = [3],
            /// Country, if not the United States (N404).
            country: String = [4],
            /// Region of another country (N407).
            region: String = [7],
        }
        segment DMG {
            /// Day of birth (DMG01, DMG02).
            birth_date: When = [1],
            /// Gender (DMG03).
            gender: String = [3],
        }
        /// Dates (DTP): when another payer decided.
        many dates: QualifiedDate;
        /// Further numbers (REF).
        many references: Reference;
        /// Persons to ask (PER).
        many contacts: Contact;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// Billing provider: loop 2010AA, with the specialty and currency of its level, 2000A.
    pub struct BillingProvider {
        level PRV {
            /// Taxonomy code (PRV03 of 2000A).
            taxonomy: String = [3],
            "BI" = [1];
            "PXC" = [2];
        }
        level CUR {
            /// Currency, if not US dollars (CUR02 of 2000A).
            currency: String = [2],
            "85" = [1];
        }
        opens NM1 {
            /// Person (`1`) or organization (`2`), NM102.
            entity_type: String = [2],
            /// Last name, or name of the organization (NM103).
            name: String = [3],
            /// First name (NM104).
            first_name: String = [4],
            /// Middle name (NM105).
            middle_name: String = [5],
            /// Suffix (NM107).
            name_suffix: String = [7],
            /// Kind of identifier (NM108): `XX` NPI.
            id_type: String = [8],
            /// Identifier (NM109).
            id: String = [9],
            "85" = [1];
        }
        segment N3 {
            /// Street (N301).
            street: String = [1],
            /// Second line of the street (N302).
            street_2: String = [2],
        }
        segment N4 {
            /// City (N401).
            city: String = [1],
            /// State (N402).
            state: String = [2],
            /// ZIP code (N403).
            zip: String = [3],
            /// Country, if not the United States (N404).
            country: String = [4],
            /// Region of another country (N407).
            region: String = [7],
        }
        /// Further numbers (REF): `EI` tax number.
        many references: Reference;
        /// Persons to ask (PER).
        many contacts: Contact;
        /// Parties that stand in the level once more than the guide allows.
        own other_parties: Vec<Party>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// Subscriber, whose insurance it is: loop 2010BA, with the insurance itself, 2000B.
    pub struct Subscriber {
        level SBR {
            /// The payer's place in the order of payment (SBR01): `P` first.
            payer_order: String = [1],
            /// The patient's relationship to the subscriber (SBR02): `18`, if they are the same.
            relationship: String = [2],
            /// Group or policy number (SBR03).
            group_number: String = [3],
            /// Name of the group (SBR04).
            group_name: String = [4],
            /// Why Medicare pays second (SBR05).
            medicare_secondary_reason: String = [5],
            /// Kind of insurance (SBR09): `MC` Medicaid.
            insurance_type: String = [9],
        }
        level PAT {
            /// Day of death of a subscriber who is the patient (PAT05, PAT06).
            death_date: When = [5],
            /// Weight in kilograms (PAT08).
            weight: Given<Quantity> = [8],
            /// Pregnant (PAT09): `Y`.
            pregnant: String = [9],
            "01" = [7] with weight;
        }
        opens NM1 {
            /// Person (`1`) or organization (`2`), NM102.
            entity_type: String = [2],
            /// Last name, or name of the organization (NM103).
            name: String = [3],
            /// First name (NM104).
            first_name: String = [4],
            /// Middle name (NM105).
            middle_name: String = [5],
            /// Suffix (NM107).
            name_suffix: String = [7],
            /// Kind of identifier (NM108): `MI` member number.
            id_type: String = [8],
            /// Identifier (NM109).
            id: String = [9],
            "IL" = [1];
        }
        segment N3 {
            /// Street (N301).
            street: String = [1],
            /// Second line of the street (N302).
            street_2: String = [2],
        }
        segment N4 {
            /// City (N401).
            city: String = [1],
            /// State (N402).
            state: String = [2],
            /// ZIP code (N403).
            zip: String = [3],
            /// Country, if not the United States (N404).
            country: String = [4],
            /// Region of another country (N407).
            region: String = [7],
        }
        segment DMG {
            /// Day of birth (DMG01, DMG02).
            birth_date: When = [1],
            /// Gender (DMG03).
            gender: String = [3],
        }
        /// Further numbers (REF).
        many references: Reference;
        /// Persons to ask (PER).
        many contacts: Contact;
        /// Parties that stand in the level once more than the guide allows.
        own other_parties: Vec<Party>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}

record! {
    /// Patient, if it is not the subscriber: loop 2010CA, with its level, 2000C.
    pub struct Patient {
        level PAT {
            /// Relationship to the subscriber (PAT01).
            relationship: String = [1],
            /// Day of death (PAT05, PAT06).
            death_date: When = [5],
            /// Weight in kilograms (PAT08).
            weight: Given<Quantity> = [8],
            /// Pregnant (PAT09): `Y`.
            pregnant: String = [9],
            "01" = [7] with weight;
        }
        opens NM1 {
            /// Person (`1`), NM102.
            entity_type: String = [2],
            /// Last name (NM103).
            name: String = [3],
            /// First name (NM104).
            first_name: String = [4],
            /// Middle name (NM105).
            middle_name: String = [5],
            /// Suffix (NM107).
            name_suffix: String = [7],
            "QC" = [1];
        }
        segment N3 {
            /// Street (N301).
            street: String = [1],
            /// Second line of the street (N302).
            street_2: String = [2],
        }
        segment N4 {
            /// City (N401).
            city: String = [1],
            /// State (N402).
            state: String = [2],
            /// ZIP code (N403).
            zip: String = [3],
            /// Country, if not the United States (N404).
            country: String = [4],
            /// Region of another country (N407).
            region: String = [7],
        }
        segment DMG {
            /// Day of birth (DMG01, DMG02).
            birth_date: When = [1],
            /// Gender (DMG03).
            gender: String = [3],
        }
        /// Further numbers (REF).
        many references: Reference;
        /// Persons to ask (PER).
        many contacts: Contact;
        /// Parties that stand in the level once more than the guide allows.
        own other_parties: Vec<Party>;
        /// Segments that the guide has no place for here.
        own unplaced: Vec<RawSegment>;
    }
}
