//! Line breaks inside segments: a stream that was cut into lines of 80 columns, or edited by hand.

/// Bytes without their line breaks, and the way back to where they stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Unwrapped {
    pub(crate) bytes: Vec<u8>,
    /// Where something was removed, counted in [`Unwrapped::bytes`], and how much up to there.
    removed: Vec<(usize, usize)>,
}

impl Unwrapped {
    /// Takes out every CR and LF.
    pub(crate) fn new(bytes: &[u8]) -> Self {
        let mut clean = Self { bytes: Vec::with_capacity(bytes.len()), removed: Vec::new() };
        let mut from = 0;
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes);
        for (number, at) in breaks.enumerate() {
            clean.bytes.extend_from_slice(bytes.get(from..at).unwrap_or_default());
            clean.removed.push((clean.bytes.len(), number + 1));
            from = at + 1;
        }
        clean.bytes.extend_from_slice(bytes.get(from..).unwrap_or_default());
        clean
    }

    /// Where a byte of the clean text stood.
    pub(crate) fn original(&self, at: usize) -> usize {
        let before = self.removed.partition_point(|(place, _)| *place <= at);
        at + before.checked_sub(1).and_then(|last| self.removed.get(last)).map_or(0, |(_, removed)| *removed)
    }

    /// Where a stretch ended that ends before a byte of the clean text.
    pub(crate) fn original_end(&self, at: usize) -> usize {
        at.checked_sub(1).map_or(0, |last| self.original(last) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_way_back() {
        let text = b"SV1*HC:H00\r\n38*60~\nDTP*4\n72~";
        let clean = Unwrapped::new(text);
        assert_eq!(clean.bytes, b"SV1*HC:H0038*60~DTP*472~");
        for (at, byte) in clean.bytes.iter().enumerate() {
            assert_eq!(text[clean.original(at)], *byte, "{at}");
        }
        assert_eq!(clean.original_end(clean.bytes.len()), text.len());
        assert_eq!(clean.original_end(10), 10);
    }
}
