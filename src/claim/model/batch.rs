//! One transaction set of claims.

use super::claim::Claim;
use super::elements::Elements;
use super::given::Given;
use super::party::{BillingProvider, Party, Patient, Subscriber};
use super::record::{is_default, record};
use crate::value::Date;
use serde::{Deserialize, Serialize};

record! {
    /// Head of a transaction set: ST and BHT.
    pub struct Header {
        opens ST {
            /// Control number of the set (ST02); SE02 repeats it.
            control_number: String = [2],
            /// The guide that the set follows (ST03): `005010X222A1`.
            guide: String = [3],
            "837" = [1];
        }
        segment BHT {
            /// Original (`00`) or sent again (`18`): BHT02.
            purpose: String = [2],
            /// Number that the sender gave the batch (BHT03).
            batch_id: String = [3],
            /// Day the batch was made (BHT04).
            date: Given<Date> = [4],
            /// Time the batch was made, HHMM or longer (BHT05).
            time: String = [5],
            /// Claims (`CH`), encounters (`RP`), subrogation (`31`): BHT06.
            claim_or_encounter: String = [6],
            "0019" = [1];
        }
    }
}

/// Where a claim or level stands in the hierarchy of its set: the numbers of its HL segments, counting
/// from 1 in the order of the set, which is what HL01 says in a file without fault.
///
/// Claims with equal numbers, and equal parties, share a level when they are written. A claim without
/// numbers shares the levels of the one before it if the parties are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Hl {
    /// Of the billing provider level, 2000A.
    pub billing: u32,
    /// Of the subscriber level, 2000B.
    #[serde(skip_serializing_if = "is_default")]
    pub subscriber: Option<u32>,
    /// Of the patient level, 2000C.
    #[serde(skip_serializing_if = "is_default")]
    pub patient: Option<u32>,
}

impl Hl {
    /// The innermost number.
    pub(crate) fn last(&self) -> u32 {
        self.patient.or(self.subscriber).unwrap_or(self.billing)
    }
}

/// A level of the hierarchy without a claim.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Level {
    /// Where it stands.
    pub hl: Hl,
    /// Billing provider, loops 2000A and 2010AA.
    #[serde(skip_serializing_if = "is_default")]
    pub billing_provider: BillingProvider,
    /// Where to pay to, loop 2010AB.
    #[serde(skip_serializing_if = "is_default")]
    pub pay_to_address: Option<Party>,
    /// Plan to pay to, loop 2010AC.
    #[serde(skip_serializing_if = "is_default")]
    pub pay_to_plan: Option<Party>,
    /// Subscriber, loops 2000B and 2010BA; none, if it is the billing provider's level that is empty.
    #[serde(skip_serializing_if = "is_default")]
    pub subscriber: Option<Subscriber>,
    /// Payer, loop 2010BB.
    #[serde(skip_serializing_if = "is_default")]
    pub payer: Option<Party>,
    /// Patient, loops 2000C and 2010CA; none, if it is the subscriber's level that is empty.
    #[serde(skip_serializing_if = "is_default")]
    pub patient: Option<Patient>,
}

/// A segment that the guide has no place for, kept as it was.
///
/// When it is written, it stands after the segments of its loop that have a place.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct RawSegment {
    /// The loop in which it was met: `2010AA`.
    #[serde(rename = "loop")]
    pub in_loop: String,
    /// Segment id.
    pub id: String,
    /// Its elements by their numbers: `01`, `05-3`.
    #[serde(skip_serializing_if = "is_default")]
    pub elements: Elements,
}

/// The claims of one transaction set.
///
/// A canonical set that is read and written again is the same bytes.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct Batch {
    /// Head of the set, ST and BHT.
    #[serde(skip_serializing_if = "is_default")]
    pub header: Header,
    /// Who sends the file, loop 1000A.
    #[serde(skip_serializing_if = "is_default")]
    pub submitter: Option<Party>,
    /// Whom it is sent to, loop 1000B.
    #[serde(skip_serializing_if = "is_default")]
    pub receiver: Option<Party>,
    /// Senders and receivers that are there once more than the guide allows.
    #[serde(skip_serializing_if = "is_default")]
    pub other_parties: Vec<Party>,
    /// The claims, in order.
    pub claims: Vec<Claim>,
    /// Levels without a claim, in order.
    #[serde(skip_serializing_if = "is_default")]
    pub empty_levels: Vec<Level>,
    /// Segments outside all loops that the guide has no place for.
    #[serde(skip_serializing_if = "is_default")]
    pub unplaced: Vec<RawSegment>,
}

macro_rules! silent {
    ($($name:ident)*) => {$(
        /// Names the type only: the values are the caller's.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )*};
}

silent! { Level RawSegment }

/// Tells how many claims there are: the values are the caller's.
impl std::fmt::Debug for Batch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Batch({} claims)", self.claims.len())
    }
}
