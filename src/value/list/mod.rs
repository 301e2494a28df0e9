//! Lists that others publish, as values: codes and the days from which they count, never others' texts.
//!
//! One file a list. Its first line tells where and when it was read, and whether it is complete.

mod place_of_service;
mod province;

pub(crate) use place_of_service::place_of_service;
pub(crate) use province::is_province;

/// Where a code stands in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Listed {
    Yes,
    /// It is there, and counts from a later day only.
    NotYet,
    No,
}
