//! Certification bodies as data: for how long a credential holds, what keeps it, and what follows its end.
//!
//! A [`Body`] is a TOML document like a pack, and its rows bear the same [`Terms`](super::Terms): days, for
//! whom (`when.credential`, `when.stage`), who says so, how well it is known. The days of a row are days of
//! the question: a rule on late renewal holds from the day on which somebody may renew by it. What nobody
//! knows is written down as `unknown` and never replaced by a default.
//!
//! [`Bodies`] holds them by id. What follows from their rows for a person on a day is reckoned elsewhere, in
//! [`credential`](crate::credential).

#[cfg(feature = "packs")]
mod library;
pub mod rows;
#[cfg(test)]
mod tests;
mod whole;

pub(crate) use whole::same;
pub use whole::{Bodies, Body, BodyHeader, BodyRow, Rows, body_schema};
