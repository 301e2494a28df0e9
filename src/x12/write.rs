//! Segments into bytes: elements are appended, trailing empty ones left out, counts patched.

use super::Delimiters;

/// A value that cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// A value holds one of the separators; X12 has no way to escape it.
    #[error("a value holds a separator, and X12 has no way to escape one")]
    Separator,
}

/// Appends segments.
///
/// ```
/// use peerclaim::x12::{Delimiters, Writer};
/// let mut writer = Writer::new(Delimiters::default());
/// writer.begin("CLM").element(b"A1")?.element(b"60")?.element(b"")?.element(b"")?;
/// writer.component(b"11")?.component(b"B")?.component(b"1")?;
/// writer.end();
/// assert_eq!(writer.into_bytes(), b"CLM*A1*60***11:B:1~");
/// # Ok::<(), peerclaim::x12::WriteError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Writer {
    out: Vec<u8>,
    delimiters: Delimiters,
    /// Separators that are owed: written only when a value follows.
    elements_owed: usize,
    components_owed: usize,
    in_composite: bool,
    line_breaks: bool,
    segments: u64,
}

impl Writer {
    /// A writer with those separators.
    pub const fn new(delimiters: Delimiters) -> Self {
        Self {
            out: Vec::new(),
            delimiters,
            elements_owed: 0,
            components_owed: 0,
            in_composite: false,
            line_breaks: false,
            segments: 0,
        }
    }

    /// Ends each segment with a line break after its terminator, unless that is one, so that people can
    /// read the file.
    ///
    /// ```
    /// use peerclaim::x12::{Delimiters, Writer};
    /// let mut writer = Writer::new(Delimiters::default()).line_breaks(true);
    /// writer.begin("LX").element(b"1")?.end();
    /// assert_eq!(writer.into_bytes(), b"LX*1~\n");
    /// # Ok::<(), peerclaim::x12::WriteError>(())
    /// ```
    #[must_use]
    pub const fn line_breaks(mut self, breaks: bool) -> Self {
        self.line_breaks = breaks && !matches!(self.delimiters.segment, b'\n' | b'\r');
        self
    }

    /// Begins a segment.
    pub fn begin(&mut self, id: &str) -> &mut Self {
        self.begin_raw(id.as_bytes())
    }

    /// Begins a segment whose id may be no text.
    pub(crate) fn begin_raw(&mut self, id: &[u8]) -> &mut Self {
        self.elements_owed = 0;
        self.components_owed = 0;
        self.in_composite = false;
        self.out.extend_from_slice(id);
        self
    }

    /// Appends an element; an empty one is written only if another value follows.
    ///
    /// # Errors
    /// The value holds a separator.
    pub fn element(&mut self, value: &[u8]) -> Result<&mut Self, WriteError> {
        self.in_composite = false;
        self.components_owed = 0;
        self.elements_owed += 1;
        self.value(value)
    }

    /// Begins a composite: the next component is the first of a new element, also if one was written just
    /// before.
    pub fn begin_composite(&mut self) -> &mut Self {
        self.in_composite = false;
        self
    }

    /// Appends a component: the first begins a new element, the next ones go on in it.
    ///
    /// # Errors
    /// The value holds a separator.
    pub fn component(&mut self, value: &[u8]) -> Result<&mut Self, WriteError> {
        if self.in_composite {
            self.components_owed += 1;
        } else {
            self.in_composite = true;
            self.components_owed = 0;
            self.elements_owed += 1;
        }
        self.value(value)
    }

    /// Appends a composite element as a whole, so that two may follow each other.
    ///
    /// # Errors
    /// A value holds a separator.
    ///
    /// ```
    /// use peerclaim::x12::{Delimiters, Writer};
    /// let mut writer = Writer::new(Delimiters::default());
    /// writer.begin("HI").composite(&[b"ABK", b"F331"])?.composite(&[b"ABF", b"F411"])?.end();
    /// assert_eq!(writer.into_bytes(), b"HI*ABK:F331*ABF:F411~");
    /// # Ok::<(), peerclaim::x12::WriteError>(())
    /// ```
    pub fn composite(&mut self, components: &[&[u8]]) -> Result<&mut Self, WriteError> {
        self.in_composite = false;
        if components.is_empty() {
            return self.element(b"");
        }
        for component in components {
            self.component(component)?;
        }
        self.in_composite = false;
        Ok(self)
    }

    fn value(&mut self, value: &[u8]) -> Result<&mut Self, WriteError> {
        if value.is_empty() {
            return Ok(self);
        }
        let Delimiters { element, component, segment, .. } = self.delimiters;
        if memchr::memchr3(element, component, segment, value).is_some() {
            return Err(WriteError::Separator);
        }
        self.out.extend(std::iter::repeat_n(element, self.elements_owed));
        self.out.extend(std::iter::repeat_n(component, self.components_owed));
        self.elements_owed = 0;
        self.components_owed = 0;
        self.out.extend_from_slice(value);
        Ok(self)
    }

    /// Appends an element as it is, separators of components and repetitions included.
    ///
    /// # Errors
    /// The value holds an element separator or a segment terminator.
    pub fn raw(&mut self, value: &[u8]) -> Result<&mut Self, WriteError> {
        self.in_composite = false;
        self.components_owed = 0;
        self.elements_owed += 1;
        if value.is_empty() {
            return Ok(self);
        }
        if memchr::memchr2(self.delimiters.element, self.delimiters.segment, value).is_some() {
            return Err(WriteError::Separator);
        }
        self.out.extend(std::iter::repeat_n(self.delimiters.element, self.elements_owed));
        self.elements_owed = 0;
        self.out.extend_from_slice(value);
        Ok(self)
    }

    /// Ends the segment.
    pub fn end(&mut self) {
        self.out.push(self.delimiters.segment);
        if self.line_breaks {
            self.out.push(b'\n');
        }
        self.segments += 1;
    }

    /// Segments ended so far.
    pub const fn segments(&self) -> u64 {
        self.segments
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> &[u8] {
        &self.out
    }

    /// The bytes written so far, for whoever puts segments in order.
    pub(crate) fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.out
    }

    /// The bytes.
    pub fn into_bytes(self) -> Vec<u8> {
        self.out
    }
}
