//! The separators of an interchange.

/// The four characters that structure an interchange. They are data of its ISA, never constants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Delimiters {
    /// Between elements; byte 4 of the ISA.
    pub element: u8,
    /// Between the components of a composite: ISA16.
    pub component: u8,
    /// Ends a segment: the byte after ISA16.
    pub segment: u8,
    /// Between repetitions of an element: ISA11. None where ISA11 is a letter or digit (before 00402).
    pub repetition: Option<u8>,
}

/// `*`, `:`, `~`, `^`.
impl Default for Delimiters {
    fn default() -> Self {
        Self { element: b'*', component: b':', segment: b'~', repetition: Some(b'^') }
    }
}
