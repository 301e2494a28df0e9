//! Bytes to segments, and back.
//!
//! Reading is total: whatever the bytes, there is a result, and what is wrong is a finding. The
//! [`Splitter`] finds interchanges, envelope segments and whole transaction sets in a stream of chunks;
//! an [`Index`] finds every separator of one set; a [`Segment`] is a view of a stretch of bytes with its
//! [`Delimiters`]. Nothing is copied and nothing here knows a loop or a guide.
//!
//! ```
//! use peerclaim::x12::{Delimiters, Segment};
//! let sv1 = Segment::new(b"SV1*HC:H0038:HQ*60*UN*4", Delimiters::default());
//! assert_eq!((sv1.tag(), sv1.element(2), sv1.component(1, 3)), (&b"SV1"[..], &b"60"[..], &b"HQ"[..]));
//! ```

mod delimiters;
mod envelope;
mod index;
mod segment;
mod split;
mod unwrap;
mod write;

pub use crate::value::Delimiters;
pub use delimiters::Header;
pub use envelope::{Envelope, GroupContext, SetEnd, SetStart};
pub(crate) use envelope::{Interchange, element_place};
pub use index::{Index, SegmentAt};
pub use segment::Segment;
pub(crate) use segment::part;
pub use split::{Item, Limits, Splitter, Step};
pub(crate) use unwrap::Unwrapped;
pub use write::{WriteError, Writer};

/// A segment id as a number: three bytes at most, so that ids compare in one step. 0: no id has this form.
pub(crate) type Tag = u32;

/// The number of a segment id of two or three letters or digits.
pub(crate) const fn tag(id: &[u8]) -> Tag {
    match id {
        [a, b] => (*a as u32) | (*b as u32) << 8,
        [a, b, c @ (1..)] => (*a as u32) | (*b as u32) << 8 | (*c as u32) << 16,
        _ => 0,
    }
}

/// Ids that mean the same in every guide; most are of the envelope.
pub(crate) mod tags {
    use super::{Tag, tag};
    pub(crate) const ISA: Tag = tag(b"ISA");
    pub(crate) const IEA: Tag = tag(b"IEA");
    pub(crate) const GS: Tag = tag(b"GS");
    pub(crate) const GE: Tag = tag(b"GE");
    pub(crate) const ST: Tag = tag(b"ST");
    pub(crate) const SE: Tag = tag(b"SE");
    pub(crate) const TA1: Tag = tag(b"TA1");
    pub(crate) const HL: Tag = tag(b"HL");
    pub(crate) const BIN: Tag = tag(b"BIN");

    /// Headers and trailers that cannot stand inside a set.
    pub(crate) const fn ends_set(tag: Tag) -> bool {
        matches!(tag, ISA | IEA | GS | GE | ST)
    }
}

/// A text of digits, eighteen at most, as a number.
pub(crate) fn count(text: &[u8]) -> Option<u64> {
    if text.is_empty() || text.len() > 18 {
        return None;
    }
    text.iter().try_fold(0_u64, |sum, &byte| byte.is_ascii_digit().then(|| sum * 10 + u64::from(byte - b'0')))
}
