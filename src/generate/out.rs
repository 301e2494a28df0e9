//! Segments as a list of values, and short texts made of numbers.

use crate::x12::{Delimiters, Writer};
use std::ops::Deref;

/// The writer, without its refusals: the separators were checked against all that is written here.
pub(super) struct Out(Writer);

impl Out {
    pub(super) fn new(delimiters: Delimiters, line_breaks: bool) -> Self {
        Self(Writer::new(delimiters).line_breaks(line_breaks))
    }

    /// A whole segment of simple elements.
    pub(super) fn segment(&mut self, id: &str, elements: &[&[u8]]) {
        self.begin(id).elements(elements).end();
    }

    pub(super) fn begin(&mut self, id: &str) -> &mut Self {
        self.0.begin(id);
        self
    }

    pub(super) fn elements(&mut self, values: &[&[u8]]) -> &mut Self {
        for value in values {
            let refused = self.0.element(value).is_err();
            debug_assert!(!refused, "a value with a separator");
        }
        self
    }

    /// One element with components.
    pub(super) fn composite(&mut self, values: &[&[u8]]) -> &mut Self {
        let refused = self.0.composite(values).is_err();
        debug_assert!(!refused, "a value with a separator");
        self
    }

    /// One element that is itself a separator, as the header names them.
    pub(super) fn separator(&mut self, byte: u8) -> &mut Self {
        let refused = self.0.raw(&[byte]).is_err();
        debug_assert!(!refused, "separators that are the same");
        self
    }

    pub(super) fn end(&mut self) {
        self.0.end();
    }

    /// Segments ended so far.
    pub(super) const fn segments(&self) -> u64 {
        self.0.segments()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0.into_bytes()
    }
}

/// A short text that needs no memory of its own. What does not fit is left out.
/// Long enough for a street with its house number and for a line control number (30 at most).
#[derive(Clone, Copy, Default)]
pub(super) struct Text {
    bytes: [u8; 32],
    length: usize,
}

impl Text {
    /// The digits of a number.
    pub(super) fn number(value: impl Into<u64>) -> Self {
        Self::default().digits(value, 1)
    }

    /// An amount of so many cents, as X12 writes amounts: `60`, `60.5`, `0.25`.
    pub(super) fn dollars(cents: u64) -> Self {
        let whole = Self::number(cents / 100);
        match (cents / 10 % 10, cents % 10) {
            (0, 0) => whole,
            (tenths, 0) => whole.and(b".").digits(tenths, 1),
            _ => whole.and(b".").digits(cents % 100, 2),
        }
    }

    /// Goes on with these bytes.
    pub(super) fn and(mut self, text: &[u8]) -> Self {
        for (to, from) in self.bytes.iter_mut().skip(self.length).zip(text) {
            *to = *from;
        }
        self.length = (self.length + text.len()).min(self.bytes.len());
        self
    }

    /// Only so many bytes of it.
    pub(super) fn first(self, most: usize) -> Self {
        Self { length: self.length.min(most), ..self }
    }

    /// Goes on with the digits of a number, at least so many.
    pub(super) fn digits(self, value: impl Into<u64>, least: usize) -> Self {
        let mut rest = value.into();
        let mut digits = [b'0'; 20];
        let mut used = 0;
        for digit in digits.iter_mut().rev() {
            if rest == 0 && used >= least {
                break;
            }
            *digit = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
            used += 1;
        }
        self.and(digits.get(digits.len() - used..).unwrap_or_default())
    }
}

impl Deref for Text {
    type Target = [u8];
    fn deref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_no_trailing_zeros() {
        for (cents, text) in
            [(0, "0"), (25, "0.25"), (5, "0.05"), (6050, "60.5"), (6000, "60"), (101, "1.01")]
        {
            assert_eq!(&*Text::dollars(cents), text.as_bytes());
        }
    }

    #[test]
    fn numbers_are_filled_up() {
        assert_eq!(&*Text::default().and(b"TEST").digits(42_u32, 6), b"TEST000042");
        assert_eq!(&*Text::number(u64::MAX), b"18446744073709551615");
        assert_eq!(Text::number(u64::MAX).and(&[b'1'; 20]).len(), 32);
    }
}
