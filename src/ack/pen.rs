//! One transaction set of an answer while it is written.

use crate::diag::ElementRef;
use crate::guide::{Compiled, EmitError, Emitter};
use crate::x12::{Delimiters, Writer};

/// Writes by a guide. What holds a separator cannot be told, and is left out.
pub(super) struct Pen {
    to: Emitter<'static>,
    delimiters: Delimiters,
}

impl Pen {
    /// Begins a set at the end of what `out` holds.
    pub(super) fn new(compiled: &'static Compiled, delimiters: Delimiters, out: Writer) -> Self {
        Self { to: Emitter::new(compiled, delimiters, out), delimiters }
    }

    pub(super) fn enter(&mut self, id: &'static str) -> Result<(), EmitError> {
        self.to.enter(id)
    }

    pub(super) fn leave(&mut self) -> Result<(), EmitError> {
        self.to.leave()
    }

    /// Is there a text, and none of its bytes a separator?
    pub(super) fn can_tell(&self, text: &[u8]) -> bool {
        let Delimiters { element, component, segment, .. } = self.delimiters;
        !text.is_empty() && !text.iter().any(|byte| [element, component, segment].contains(byte))
    }

    /// A text that has to be there, or what stands for it where it cannot be told.
    pub(super) fn or<'t>(&self, text: &'t [u8], other: &'t [u8]) -> &'t [u8] {
        if self.can_tell(text) { text } else { other }
    }

    /// Puts a text into the next segment, if it can be told.
    pub(super) fn put(&mut self, at: ElementRef, text: &[u8]) {
        if self.can_tell(text) {
            self.to.draft().put(at, text);
        }
    }

    /// Writes what was put.
    pub(super) fn end(&mut self, id: &'static str) -> Result<(), EmitError> {
        self.to.segment(id)
    }

    /// Writes a segment of these elements.
    pub(super) fn segment(&mut self, id: &'static str, elements: &[&[u8]]) -> Result<(), EmitError> {
        for (number, text) in (1..).zip(elements) {
            self.put(ElementRef::element(number), text);
        }
        self.end(id)
    }

    /// Writes the SE of the set with that control number: what was written, for the next set.
    pub(super) fn finish(mut self, control: &[u8]) -> Result<Writer, EmitError> {
        let count = (self.to.segments() + 1).to_string();
        self.segment("SE", &[count.as_bytes(), control])?;
        Ok(self.to.finish())
    }
}
