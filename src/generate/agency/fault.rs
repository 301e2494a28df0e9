//! The faults that can be planted, and the labels that tell where each one is.

use crate::value::Money;
use std::fmt;
use std::str::FromStr;

/// Declares the faults: name, rule that finds it, and a sentence.
macro_rules! faults {
    ($($(#[doc = $says:literal])+ $fault:ident $name:literal $rule:literal;)+) => {
        /// A fault that can be planted into the log of an [`Agency`](super::Agency). Each is one event of one rule.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Fault {
            $($(#[doc = $says])+ $fault,)+
        }

        impl Fault {
            /// Every fault.
            pub const ALL: &[Self] = &[$(Self::$fault),+];

            /// Its name: `expired-credential`.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$fault => $name),+ }
            }

            /// The id of the rule that has to find it.
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$fault => $rule),+ }
            }

            /// What is wrong, in a sentence.
            pub fn says(self) -> &'static str {
                match self { $(Self::$fault => concat!($($says),+).trim_start()),+ }
            }
        }
    };
}

faults! {
    /// A staff member gives services on the day after the credential has expired.
    ExpiredCredential "expired-credential" "PC0702";
    /// A staff member is logged with 203 hours of service on one day.
    ImpossibleDay "impossible-day" "PC0703";
    /// A staff member is logged with 13 hours of service on one day, without an overlap.
    LongDay "long-day" "PC0704";
    /// A group of five is logged as five contacts with one member each in the same minutes.
    GroupAsIndividual "group-as-individual" "PC0707";
    /// A group of five is logged as five contacts of the same length, one after the other without a break.
    Chain "chain" "PC0708";
    /// A staff member is in two contacts with different members that share half an hour.
    StaffOverlap "staff-overlap" "PC0705";
    /// A member is in two contacts with different staff that share half an hour.
    MemberOverlap "member-overlap" "PC0706";
    /// A member has 20 units on a day on which the plan pays 16.
    CapOverrun "cap-overrun" "PC0614";
    /// The authorization that a contact names has been used up by the contact before it on that day.
    AuthorizationOverrun "authorization-overrun" "PC0710";
    /// A member without a plan on file has two contacts.
    MissingPlan "missing-plan" "PC0713";
    /// The note of a contact is signed twelve days after it.
    LateNote "late-note" "PC0718";
    /// One contact stands in the log twice, under two ids.
    LoggedTwice "logged-twice" "PC0716";
    /// A member is served five days after the coverage has ended.
    NoCoverage "no-coverage" "PC0714";
    /// A member is served on a day of a stay in residential treatment.
    MemberInResidence "member-in-residence" "PC0715";
    /// A group has ten members, and the plan lets it have eight.
    GroupTooLarge "group-too-large" "PC0726";
    /// A member of sixteen has a service that is for adults.
    UnderAge "under-age" "PC0617";
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl serde::Serialize for Fault {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.name())
    }
}

/// A name that is no fault's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such fault; `expired-credential` and `late-note` are two of those that there are")]
pub struct UnknownFault;

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(name: &str) -> Result<Self, UnknownFault> {
        Self::ALL.iter().copied().find(|fault| fault.name() == name).ok_or(UnknownFault)
    }
}

/// Where a planted fault is, and what has to be found.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Label {
    /// The fault.
    pub fault: Fault,
    /// The id of the rule that has to find it.
    pub rule: &'static str,
    /// The rows of `encounters`, from 1, that it keeps from being billed, or is a sign in: all of them, and no others.
    pub encounters: Vec<u64>,
    /// The table of the row at which it is found.
    pub table: &'static str,
    /// That row, from 1.
    pub row: u64,
    /// Dollars at risk: what the agency charges for those rows, or for the units of them that are over a limit.
    /// Nothing where the fault is a sign and no more, or nobody is known to pay.
    #[serde(serialize_with = "dollars")]
    pub amount: Option<Money>,
}

#[expect(clippy::ref_option, reason = "serde hands it over so")]
fn dollars<S: serde::Serializer>(amount: &Option<Money>, to: S) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => to.serialize_some(&amount.dollars()),
        None => to.serialize_none(),
    }
}
