//! Lists that others publish, as values: codes and the days from which they count, never others' texts.
//!
//! One file a list. Its first line tells where and when it was read, and whether it is complete.

mod country;
mod federal;
pub(crate) mod pairs;
mod place_of_service;
mod procedure;
mod province;

pub(crate) use country::is_country;
pub(crate) use federal::Stands;
pub use federal::{ListError, ListKind, Lists};
pub(crate) use place_of_service::place_of_service;
pub(crate) use province::is_province;

use super::Date;

/// The first and the last day on which a code counts, where there are such.
pub(crate) type Days = (Option<Date>, Option<Date>);

/// Where a code stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    Yes,
    /// It is there, and counts from a later day only.
    NotYet,
    No,
}
