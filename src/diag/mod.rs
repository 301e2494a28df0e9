//! What a finding is.
//!
//! A [`Rule`] is an institution: an id that is never reused, a name that says the bad thing, a document,
//! sources, a fate in an acknowledgement. A [`Finding`] is one rule broken at one [`Location`], and a
//! [`FileReport`] is all that was found in one file, what was not run, and the verdicts.
//!
//! No type here has room for text of the input: places are numbers, arguments are numbers and words of
//! our own. What a finding prints can go into any log.

mod basis;
mod decide;
mod finding;
mod found;
mod location;
mod report;
mod rule;
pub mod rules;

pub use basis::{Basis, Capped};
pub(crate) use decide::{Decider, Decisions, SetPayers};
pub use decide::{GuidePlace, Suppressed, Suppression};
pub use finding::{Arg, AtRisk, Finding, MAX_ARGS, Related, Wanted};
pub(crate) use found::{Beyond, Found, Undecided};
pub use location::{ElementRef, Location, Path, Place, PointerStep, RowPlace, Span, Step, Value};
pub use report::{
    ClaimVerdict, Counts, FileReport, Lack, Limited, MoneyReport, NotRun, Tally, Verdict, Verdicts,
};
pub use rule::{Fate, Profile, Rule, Severity, Source, Status};
