//! A segment as a view of the caller's bytes.

use super::Delimiters;

/// One segment, without its terminator: an id and elements, split when asked.
///
/// Elements, components and repetitions count from 1, as the standard counts them. What is not there
/// reads as empty.
#[derive(Clone, Copy)]
pub struct Segment<'a> {
    bytes: &'a [u8],
    delimiters: Delimiters,
}

impl<'a> Segment<'a> {
    /// The view of these bytes.
    pub const fn new(bytes: &'a [u8], delimiters: Delimiters) -> Self {
        Self { bytes, delimiters }
    }

    /// The segment id.
    pub fn tag(&self) -> &'a [u8] {
        self.element(0)
    }

    /// The element of that number, or nothing.
    pub fn element(&self, number: usize) -> &'a [u8] {
        part(self.bytes, self.delimiters.element, number)
    }

    /// The component of that number in the element's first repetition. An element without components
    /// is its own first component.
    pub fn component(&self, element: usize, number: usize) -> &'a [u8] {
        self.component_of(self.element(element), number)
    }

    pub(crate) fn component_of(&self, whole: &'a [u8], number: usize) -> &'a [u8] {
        let Delimiters { component, repetition, .. } = self.delimiters;
        let (mut left, mut start) = (number.saturating_sub(1), 0);
        // Where nothing repeats, one of both is looked for twice.
        let repetition = repetition.unwrap_or(component);
        for (at, &byte) in whole.iter().enumerate() {
            if byte != component && byte != repetition {
                continue;
            }
            if left == 0 {
                return whole.get(start..at).unwrap_or_default();
            }
            if byte != component {
                return &[];
            }
            (left, start) = (left - 1, at + 1);
        }
        if left == 0 { whole.get(start..).unwrap_or_default() } else { &[] }
    }

    /// All elements after the id.
    pub fn elements(&self) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let separator = self.delimiters.element;
        self.bytes.split(move |&byte| byte == separator).skip(1)
    }

    /// The repetitions of an element; one, where nothing is repeated.
    pub fn repetitions(&self, element: usize) -> impl Iterator<Item = &'a [u8]> + use<'a> {
        let separator = self.delimiters.repetition;
        self.element(element).split(move |&byte| Some(byte) == separator)
    }

    /// The bytes as they stand in the file.
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }
}

/// Tells the size only: the text is the caller's.
impl std::fmt::Debug for Segment<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Segment({} bytes)", self.bytes.len())
    }
}

/// The part of that number, from 0, between separators.
pub(crate) fn part(text: &[u8], separator: u8, number: usize) -> &[u8] {
    text.split(|&byte| byte == separator).nth(number).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_is_empty() {
        let clm = Segment::new(b"CLM*A*60***11:B:1*Y", Delimiters::default());
        assert_eq!(clm.tag(), b"CLM");
        assert_eq!(clm.element(2), b"60");
        assert_eq!(clm.element(3), b"");
        assert_eq!(clm.element(40), b"");
        assert_eq!(clm.component(5, 3), b"1");
        assert_eq!(clm.component(5, 4), b"");
        assert_eq!(clm.component(2, 1), b"60");
        assert_eq!(clm.elements().count(), 6);
    }

    #[test]
    fn repetitions_are_parts() {
        let dmg = Segment::new(b"DMG*D8*20000101*F**A:B^C:D", Delimiters::default());
        assert_eq!(dmg.repetitions(5).collect::<Vec<_>>(), [b"A:B", b"C:D"]);
        assert_eq!(dmg.component(5, 2), b"B");
    }
}
