//! A set that was read and is kept, to be looked at later.

use super::compile::Compiled;
use super::job::{Frame, Scratch, SetJob};
use super::tree::SetView;
use crate::x12::Unwrapped;

/// The loops of one set.
pub(crate) struct KeptSet {
    scratch: Scratch,
    /// Which of the guides it follows.
    guide: usize,
    /// The set without line breaks inside segments, where it has any.
    unbroken: Option<Unwrapped>,
}

impl KeptSet {
    /// Reads a set for what is in it, whatever is wrong with it; none, if its guide is not known.
    pub(crate) fn read(job: &SetJob<'_>, guides: &[Compiled]) -> (Frame, Option<Self>) {
        let mut scratch = Scratch::default();
        let (read, unbroken) = job.read_unbroken(guides, &mut scratch);
        let guide = read.guide.and_then(|found| guides.iter().position(|guide| std::ptr::eq(guide, found)));
        (read.frame, guide.map(|guide| Self { scratch, guide, unbroken }))
    }

    /// The set, whose bytes are these, by those guides.
    pub(crate) fn view<'a>(&'a self, bytes: &'a [u8], guides: &'a [Compiled]) -> Option<SetView<'a>> {
        Some(SetView {
            bytes: self.unbroken.as_ref().map_or(bytes, |clean| &clean.bytes),
            index: &self.scratch.index,
            tree: &self.scratch.walker.tree,
            compiled: guides.get(self.guide)?,
        })
    }
}
