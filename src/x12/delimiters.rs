//! The separators of an interchange, and the header that names them.

use crate::value::Delimiters;

/// Length of a well-formed ISA with its terminator.
const ISA_BYTES: usize = 106;
/// Where the element separators of a well-formed ISA stand.
const ISA_SEPARATORS: [usize; 16] = [3, 6, 17, 20, 31, 34, 50, 53, 69, 76, 81, 83, 89, 99, 101, 103];

/// An ISA, well formed or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The separators that it names.
    pub delimiters: Delimiters,
    /// Its length with the terminator.
    pub length: usize,
    /// Whether every element stands at its fixed place.
    pub fixed: bool,
    /// Two separators that are the same character.
    pub(crate) clash: Option<(&'static str, &'static str)>,
    /// ISA11 holds a letter, a digit or a blank.
    pub(crate) letter: bool,
}

impl Header {
    /// Reads the ISA at the beginning of these bytes. Nothing, if they do not begin with one.
    ///
    /// A header that is not 106 bytes wide is recovered where it has sixteen elements: ISA16 is one
    /// character, and the character after it is the terminator.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (b"ISA", [element, ..]) = bytes.split_at_checked(3)? else { return None };
        let element = *element;
        if element.is_ascii_alphanumeric() {
            return None;
        }
        Self::fixed(bytes, element).or_else(|| Self::recovered(bytes, element))
    }

    fn fixed(bytes: &[u8], element: u8) -> Option<Self> {
        let isa = bytes.get(..ISA_BYTES)?;
        let at = |place: usize| isa.get(place).copied();
        let stands = ISA_SEPARATORS.iter().all(|&place| at(place) == Some(element));
        let others = memchr::memchr_iter(element, isa).count();
        (stands && others <= ISA_SEPARATORS.len() + 1 && at(105)? != element).then_some(())?;
        // Another one may only be ISA16 itself, which then is no separator of its own.
        (others == ISA_SEPARATORS.len() || at(104)? == element).then_some(())?;
        Some(Self::with(element, at(82)?, at(104)?, at(105)?, ISA_BYTES, true))
    }

    fn recovered(bytes: &[u8], element: u8) -> Option<Self> {
        // Sixteen elements; the sixteenth is one character long and the next one ends the segment.
        let near = bytes.get(..bytes.len().min(4 * ISA_BYTES))?;
        let sixteenth = memchr::memchr_iter(element, near).nth(15)?;
        let eleventh = memchr::memchr_iter(element, near).nth(10)?;
        let component = *bytes.get(sixteenth + 1)?;
        let segment = *bytes.get(sixteenth + 2)?;
        if segment.is_ascii_alphanumeric() || segment == element || component == element {
            return None;
        }
        Some(Self::with(element, *bytes.get(eleventh + 1)?, component, segment, sixteenth + 3, false))
    }

    fn with(element: u8, eleventh: u8, component: u8, segment: u8, length: usize, fixed: bool) -> Self {
        let letter = eleventh.is_ascii_alphanumeric() || eleventh == b' ' || eleventh == element;
        let named = Delimiters { element, component, segment, repetition: (!letter).then_some(eleventh) };
        let clash = named.clash();
        // A character that separates something else cannot separate repetitions too.
        let repetition = named.repetition.filter(|&byte| byte != component && byte != segment);
        Self { delimiters: Delimiters { repetition, ..named }, length, fixed, clash, letter }
    }
}

impl Delimiters {
    /// The separators of a file that begins with GS or ST, without an ISA: guessed from the first bytes.
    ///
    /// The byte after the id separates elements; the terminator is the one among the usual ones that
    /// stands before the next segment id. The component separator is `:` unless `>` occurs.
    pub fn guess(bytes: &[u8]) -> Option<Self> {
        let element = match bytes {
            [b'G', b'S', element, ..] | [b'S', b'T', element, ..] => *element,
            _ => return None,
        };
        if element.is_ascii_alphanumeric() || element.is_ascii_whitespace() {
            return None;
        }
        let near = bytes.get(..bytes.len().min(2048))?;
        let segment = near.iter().enumerate().find_map(|(place, &byte)| {
            let candidate =
                !byte.is_ascii_alphanumeric() && !matches!(byte, b' ' | b'.' | b'-') && byte != element;
            let rest = near.get(place + 1..)?.trim_ascii_start();
            let next = [&b"ST"[..], b"BHT", b"BPR", b"BGN", b"AK1"]
                .iter()
                .any(|id| rest.strip_prefix(*id).is_some_and(|after| after.first() == Some(&element)));
            (candidate && next).then_some(byte)
        })?;
        let component = if near.contains(&b':') || !near.contains(&b'>') { b':' } else { b'>' };
        Some(Self { element, component, segment, repetition: Some(b'^') })
    }

    /// Two of the separators that are the same character, if any are.
    pub(crate) fn clash(self) -> Option<(&'static str, &'static str)> {
        let named = [
            (Some(self.element), "the element separator"),
            (Some(self.component), "the component separator"),
            (Some(self.segment), "the segment terminator"),
            (self.repetition, "the repetition separator"),
        ];
        let clash = |&(a, first): &(Option<u8>, &'static str)| {
            named
                .iter()
                .skip_while(move |(_, name)| *name != first)
                .skip(1)
                .find(move |(b, _)| a.is_some() && a == *b)
                .map(move |(_, second)| (first, *second))
        };
        named.iter().find_map(clash)
    }

    /// The first separator that is a letter, digit, blank or part of a longer character.
    pub(crate) fn odd(self) -> Option<&'static str> {
        let odd = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ' || !byte.is_ascii();
        [
            (self.element, "the element separator"),
            (self.component, "the component separator"),
            (self.segment, "the segment terminator"),
        ]
        .into_iter()
        .find_map(|(byte, name)| odd(byte).then_some(name))
    }

    /// Can a component separator in a simple element be told from its text? A letter, a digit or a blank
    /// cannot.
    pub(crate) const fn component_tells(self) -> bool {
        !self.component.is_ascii_alphanumeric() && self.component != b' '
    }

    /// Is this byte between segments to be read past? Blanks and line breaks, and the rest of a
    /// terminator of several bytes.
    pub(crate) const fn between(self, byte: u8) -> bool {
        byte != self.segment
            && byte != self.element
            && (byte.is_ascii_whitespace() || (self.segment >= 0xC0 && matches!(byte, 0x80..=0xBF)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ISA: &[u8] = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~";

    #[test]
    fn by_position() {
        let header = Header::read(ISA).unwrap();
        assert!(header.fixed);
        assert_eq!(header.delimiters, Delimiters::default());
        assert_eq!(header.length, 106);
    }

    #[test]
    fn trimmed_headers_are_recovered() {
        let text = String::from_utf8(ISA.to_vec()).unwrap().replace("          ", "");
        let header = Header::read(text.as_bytes()).unwrap();
        assert!(!header.fixed);
        assert_eq!(header.delimiters, Delimiters::default());
    }

    #[test]
    fn not_a_header() {
        for text in [&b"ISAAC*00"[..], b"ISA", b"ISA*", b"GS*HC"] {
            assert_eq!(Header::read(text), None);
        }
    }

    #[test]
    fn guesses_without_isa() {
        let text = b"ST*837*0001*005010X222A1~\nBHT*0019*00*1*20260101*1200*CH~";
        assert_eq!(Delimiters::guess(text).unwrap().segment, b'~');
        assert_eq!(Delimiters::guess(b"ST|837|1\nBHT|0019").unwrap().segment, b'\n');
    }

    #[test]
    fn finds_clashes() {
        let same = Delimiters { component: b'*', ..Delimiters::default() };
        assert_eq!(same.clash(), Some(("the element separator", "the component separator")));
        assert_eq!(Delimiters::default().clash(), None);
    }
}
