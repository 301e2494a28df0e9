//! What may be billed.
//!
//! A check is a leaf: one file with a [`Rule`] and a function, one document beside it, one line in the
//! list below. It says what it looks at (its scope: a segment, a claim, a set); the driver loops, so that no check walks a file
//! of its own, and it never repeats what reading already reported.
//!
//! [`Checker`] runs everything over a file and gives a [`FileReport`](crate::diag::FileReport).

mod checker;
mod merge;
mod run;
mod set;

pub use checker::{Builder, Checker};
pub use run::{Run, Serial, Spread};

use crate::claim::ClaimView;
use crate::diag::{Found, Rule, rules};
use crate::guide::{SegView, SetView};
use crate::value::Money;

/// Looks at one segment.
pub(crate) type SegmentCheck = fn(&Cx<'_>, SegView<'_>, &mut Found);
/// Looks at one claim.
pub(crate) type ClaimCheck = fn(&Cx<'_>, &ClaimView<'_>, &mut Found);
/// Looks at a whole transaction set.
pub(crate) type SetCheck = fn(&Cx<'_>, SetView<'_>, &mut Found);

/// What a check looks at.
#[derive(Clone, Copy)]
pub(crate) enum Scope {
    /// Each segment with that id.
    Segment(&'static str, SegmentCheck),
    /// Each claim.
    Claim(ClaimCheck),
    /// A whole transaction set.
    Set(SetCheck),
}

/// What every check is told.
pub(crate) struct Cx<'a> {
    /// Of the claim that is looked at.
    pub(crate) sums: &'a Sums,
}

/// The sums of one claim; nothing where an amount cannot be read.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) charge: Option<Money>,
    pub(crate) lines: Option<Money>,
    pub(crate) line_count: u32,
}

/// One check.
pub(crate) struct Check {
    pub(crate) rule: &'static Rule,
    pub(crate) scope: Scope,
}

/// Declares the leaves: their modules, the list of checks, and a test that id, name and file agree.
macro_rules! checks {
    ($($id:ident => $leaf:ident),* $(,)?) => {
        $(mod $leaf;)*
        /// Every check, by id.
        pub(crate) static CHECKS: &[Check] = &[$(Check { rule: &$leaf::RULE, scope: $leaf::SCOPE }),*];

        #[cfg(test)]
        mod leaves {
            $(#[test]
            fn $leaf() {
                assert_eq!(super::$leaf::RULE.id, stringify!($id));
                assert_eq!(super::$leaf::RULE.name.replace('-', "_"), stringify!($leaf));
            })*
        }
    };
}

checks! {
    PC0301 => claim_total_differs_from_lines,
    PC0302 => hierarchy_number_out_of_sequence,
    PC0303 => hierarchy_parent_wrong,
    PC0304 => hierarchy_child_flag_wrong,
    PC0305 => line_number_out_of_sequence,
    PC0306 => diagnosis_pointer_without_diagnosis,
    PC0307 => diagnosis_pointer_repeated,
    PC0308 => npi_check_digit_wrong,
}

/// Every rule there is, by id.
pub fn rule_book() -> impl Iterator<Item = &'static Rule> {
    rules::ALL.iter().copied().chain(CHECKS.iter().map(|check| check.rule))
}

/// The rule of that id (`PC0301`) or name (`claim-total-differs-from-lines`).
pub fn find_rule(id_or_name: &str) -> Option<&'static Rule> {
    let same = |name: &str| name.eq_ignore_ascii_case(id_or_name);
    rule_book().find(|rule| same(rule.id) || same(rule.name))
}
