//! Canadian provinces and territories: two letters, as in the code lists of pyx12 (2026-05). Complete.

const PROVINCES: [&[u8]; 13] =
    [b"AB", b"BC", b"MB", b"NB", b"NL", b"NS", b"NT", b"NU", b"ON", b"PE", b"QC", b"SK", b"YT"];

/// Is that a province or territory of Canada?
pub(crate) fn is_province(code: &[u8]) -> bool {
    PROVINCES.contains(&code)
}
