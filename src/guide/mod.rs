//! Segments to loops, and back.
//!
//! A guide is a table ([`table`]); one walker reads any table and one emitter writes by it. Adding a
//! guide is adding a table.

#[rustfmt::skip]
mod p837;
pub mod table;

pub use p837::P837;
