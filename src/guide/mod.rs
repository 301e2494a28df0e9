//! Segments to loops, and back.
//!
//! A guide is a table ([`table`]); one walker reads any table and one emitter writes by it. Adding a
//! guide is adding a table.

#[rustfmt::skip]
mod ack999;
#[rustfmt::skip]
mod ca277;
mod clean;
mod compile;
mod element;
mod emit;
mod feed;
mod identify;
mod job;
mod kept;
#[rustfmt::skip]
pub mod envelope;
#[rustfmt::skip]
mod p837;
mod place;
mod read;
pub mod table;
mod tree;
mod walk;

pub use ack999::ACK999;
pub use ca277::CA277;
pub use compile::Compiled;
pub(crate) use element::is_time;
pub(crate) use emit::{Draft, Emitter};
pub use emit::{EmitError, EmitFault};
pub(crate) use feed::Feed;
pub(crate) use job::{Frame, InnerBreaks, Scratch, SetJob};
pub(crate) use kept::KeptSet;
pub use p837::P837;
pub use place::find_place;
pub(crate) use read::{Reader, Work};
pub(crate) use tree::Under;
pub use tree::{LoopView, SegView, SetView};
pub(crate) use walk::{Walk, Walker};

/// Every guide that is read and written.
pub static GUIDES: [&table::Guide; 3] = [&P837, &ACK999, &CA277];
