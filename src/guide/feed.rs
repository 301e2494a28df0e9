//! A file in pieces of any size, for whoever reads it set by set.

use super::read::{Reader, Work};
use crate::diag::Finding;

/// A reader, and what of the file it is not done with.
#[derive(Debug)]
pub(crate) struct Feed {
    reader: Reader,
    /// What is not done with yet, and where it begins in the file.
    pending: Vec<u8>,
    base: u64,
    /// Nothing can be done before so many bytes are there.
    wait: usize,
}

impl Feed {
    pub(crate) const fn new(reader: Reader) -> Self {
        Self { reader, pending: Vec::new(), base: 0, wait: 0 }
    }

    pub(crate) const fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Takes the next bytes of the file, and works on what is whole.
    pub(crate) fn push<W: Work>(&mut self, chunk: &[u8], work: &mut W, out: &mut Vec<Finding>) {
        self.pending.extend_from_slice(chunk);
        if self.pending.len() < self.wait {
            return;
        }
        let used = self.reader.read(&self.pending, self.base, false, work, out);
        self.pending.drain(..used);
        self.base += used as u64;
        // What is left needs more bytes; asking again after every byte would take a square of time.
        self.wait = self.pending.len() + (self.pending.len() / 4).min(1 << 20);
    }

    /// Takes the last bytes, and works on all that is left. Returns the length of the file.
    pub(crate) fn finish<W: Work>(&mut self, last: &[u8], work: &mut W, out: &mut Vec<Finding>) -> u64 {
        let pending = std::mem::take(&mut self.pending);
        let whole = if pending.is_empty() { last } else { &[&pending, last].concat() };
        self.reader.read(whole, self.base, true, work, out);
        self.base + whole.len() as u64
    }
}
