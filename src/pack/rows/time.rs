//! Minutes to units.

use crate::pack::Terms;
use crate::table::{Faults, Field, Known, Node, Shape, part, row, words};
use crate::value::{Minutes, Quantity};

words! {
    /// How a part of a unit is treated.
    Method {
        /// Only whole units count; what is left over is lost.
        Whole = "whole",
        /// Any part of a unit counts as one.
        AnyPart = "any-part",
        /// A part counts as a unit once it reaches a threshold, else it is lost.
        Threshold = "threshold",
        /// A part is billed as a part of a unit; from a share on it may be billed as a whole one.
        Fraction = "fraction",
    }
}

/// A share of a unit: two whole numbers, `4/5`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Share {
    /// Above the line.
    pub of: u32,
    /// Below the line; not 0.
    pub parts: u32,
}

impl Field for Share {
    const SHAPE: Shape = Shape::Form("a share of a unit", "^[0-9]+/[1-9][0-9]*$");

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let read = node.text().and_then(|text| text.split_once('/')).and_then(|(of, parts)| {
            let share = Self { of: of.trim().parse().ok()?, parts: parts.trim().parse().ok()? };
            (share.parts > 0 && share.of <= share.parts).then_some(share)
        });
        if read.is_none() {
            faults.expected(node.bytes, "a share of a unit in quotation marks, as \"4/5\"");
        }
        read
    }
}

impl serde::Serialize for Share {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&format_args!("{}/{}", self.of, self.parts))
    }
}

words! {
    /// How a part of a unit comes to a step.
    ToStep {
        /// To the nearest one. What lies just between two is not decided by this word.
        Nearest = "nearest",
        /// To the next lower one.
        Down = "down",
        /// To the next higher one.
        Up = "up",
    }
}

row! {
    /// A rounding rule by name: how minutes become units, whatever payer uses it.
    RoundingRule in "rounding_rule" with terms: Terms {
        /// How a part of a unit is treated.
        method: Method,
        /// The threshold in minutes beyond the last whole unit.
        threshold_minutes: Option<Minutes>,
        /// The threshold as a share of the unit, where the source says it so.
        threshold_share: Option<Share>,
        /// A part that only just reaches the threshold counts.
        inclusive: Option<bool>,
        /// So many minutes before the first unit counts at all.
        first_minutes: Option<Minutes>,
        /// The smallest part of a unit that is billed: `0.1`. Only with fractions.
        step: Option<Known<Quantity>>,
        /// How a part comes to such a step; left out, with a step: unknown.
        to_step: Option<ToStep>,
        /// In words, for the sum: `inclusive 8`.
        words: Option<String>,
    }
}

words! {
    /// Over what minutes are added before they are rounded.
    Accumulate {
        /// Each contact by itself.
        Contact = "contact",
        /// All contacts of one day that are billed alike.
        Day = "day",
        /// All contacts of one month that are billed alike.
        Month = "month",
    }
}

words! {
    /// What tells minutes apart that are not added.
    Key {
        /// The member.
        Member = "member",
        /// The service.
        Service = "service",
        /// The procedure code, whatever service.
        Code = "code",
        /// The modifiers.
        Modifiers = "modifiers",
        /// The staff member.
        Staff = "staff",
        /// The place of service.
        Place = "place",
        /// The billing provider.
        Provider = "provider",
        /// The session of a group.
        Session = "session",
        /// The supervisor.
        Supervisor = "supervisor",
        /// The authorization.
        Authorization = "authorization",
    }
}

words! {
    /// What becomes of no unit at all.
    Zero {
        /// No line is written.
        Omit = "omit",
        /// A line with a quantity of 0 is written.
        Report = "report",
        /// It is an error.
        Error = "error",
    }
}

row! {
    /// Which rounding rule a service follows. Where nobody knows, the rule is `unknown` and nothing is rounded.
    Rounding in "rounding" with terms: Terms {
        /// The rounding rule, by id.
        rule: Known<String>,
        /// Over what minutes are added before they are rounded; left out: unknown.
        accumulate: Option<Known<Accumulate>>,
        /// What tells minutes apart that are not added.
        keys: Vec<Key>,
        /// Only minutes without a break make a unit; left out: unknown.
        contiguous: Option<Known<bool>>,
        /// What becomes of no unit at all.
        zero: Option<Zero>,
        /// A contact with fewer minutes is not billed at all.
        least_minutes: Option<Minutes>,
    }
}

part! {
    /// A service for contacts of a certain length.
    Band {
        /// The service, by id.
        service: String,
        /// From so many minutes on.
        least: Minutes,
        /// Up to and with so many minutes; left out: without end.
        most: Option<Minutes>,
    }
}

row! {
    /// Services of which a contact is billed as one, by how long it was, instead of by units. A contact that is
    /// shorter than all bands is billed as none of them.
    CodeChoice in "code_choice" with terms: Terms {
        /// The services and their minutes.
        band: Vec<Band>,
    }
}

row! {
    /// Minutes that are not billed though they belong to a contact.
    Excluded in "excluded_minutes" with terms: Terms {
        /// The activities, as the service log tags them: `travel`, `notes`.
        activity: Vec<String>,
    }
}

words! {
    /// Who bills minutes that several staff gave together.
    Together {
        /// One of them.
        One = "one",
        /// Each of them.
        Each = "each",
        /// Each with a modifier that says so.
        Modifier = "modifier",
    }
}

row! {
    /// Several staff in the same minutes.
    Staffed in "several_staff" with terms: Terms {
        /// Who bills them.
        bills: Known<Together>,
    }
}

words! {
    /// To which day a contact over midnight belongs.
    Midnight {
        /// It is split, each part to its own day.
        Split = "split",
        /// To the day it began.
        Start = "start",
        /// To the day on which the member is there at 11:59 pm.
        Present = "present-at-2359",
    }
}

row! {
    /// Where a day ends, and whether a contact that was interrupted is still one.
    DayRow in "day" with terms: Terms {
        /// To which day a contact over midnight belongs.
        midnight: Option<Known<Midnight>>,
        /// A contact that was interrupted during the day is one contact.
        interrupted_is_one: Option<bool>,
    }
}
