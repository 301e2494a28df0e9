//! HCPCS Level II codes that stand on peer support claims, read in a copy of CMS's 2019 file and, for G codes of 2024, in
//! CMS's fact sheets (2026-11). Partial: a code that is not here may exist all the same.
//!
//! Codes and first days alone; no description of anybody's.

use super::Days;
use crate::value::Date;

/// A code and its first day.
type Row<const N: usize> = ([u8; N], (u16, u8, u8));

/// In order.
static PROCEDURES: &[Row<5>] = &[
    (*b"G0019", (2024, 1, 1)),
    (*b"G0022", (2024, 1, 1)),
    (*b"G0023", (2024, 1, 1)),
    (*b"G0024", (2024, 1, 1)),
    (*b"G0140", (2024, 1, 1)),
    (*b"G0146", (2024, 1, 1)),
    (*b"G0177", (2001, 1, 1)),
    (*b"H0004", (2001, 1, 1)),
    (*b"H0005", (2001, 1, 1)),
    (*b"H0006", (2001, 1, 1)),
    (*b"H0015", (2001, 1, 1)),
    (*b"H0023", (2001, 1, 1)),
    (*b"H0024", (2001, 1, 1)),
    (*b"H0025", (2001, 1, 1)),
    (*b"H0026", (2001, 1, 1)),
    (*b"H0030", (2001, 1, 1)),
    (*b"H0031", (2003, 1, 1)),
    (*b"H0032", (2003, 1, 1)),
    (*b"H0034", (2003, 1, 1)),
    (*b"H0036", (2003, 1, 1)),
    (*b"H0037", (2003, 1, 1)),
    (*b"H0038", (2003, 1, 1)),
    (*b"H0039", (2003, 1, 1)),
    (*b"H0040", (2003, 1, 1)),
    (*b"H0043", (2003, 1, 1)),
    (*b"H0044", (2003, 1, 1)),
    (*b"H0046", (2003, 1, 1)),
    (*b"H0047", (2003, 1, 1)),
    (*b"H0050", (2007, 1, 1)),
    (*b"H2011", (2003, 4, 1)),
    (*b"H2012", (2003, 4, 1)),
    (*b"H2014", (2003, 4, 1)),
    (*b"H2015", (2003, 4, 1)),
    (*b"H2016", (2003, 4, 1)),
    (*b"H2017", (2003, 4, 1)),
    (*b"H2018", (2003, 4, 1)),
    (*b"H2019", (2003, 4, 1)),
    (*b"H2021", (2003, 4, 1)),
    (*b"H2022", (2003, 4, 1)),
    (*b"H2023", (2003, 4, 1)),
    (*b"H2024", (2003, 4, 1)),
    (*b"H2025", (2003, 4, 1)),
    (*b"H2026", (2003, 4, 1)),
    (*b"H2027", (2003, 4, 1)),
    (*b"H2030", (2003, 4, 1)),
    (*b"H2031", (2003, 4, 1)),
    (*b"H2034", (2003, 4, 1)),
    (*b"H2035", (2003, 4, 1)),
    (*b"H2036", (2003, 4, 1)),
    (*b"S5108", (2003, 4, 1)),
    (*b"S5110", (2003, 1, 1)),
    (*b"S5111", (2003, 1, 1)),
    (*b"S9445", (2002, 1, 1)),
    (*b"S9446", (2002, 1, 1)),
    (*b"S9482", (2005, 1, 1)),
    (*b"S9484", (2002, 7, 1)),
    (*b"S9485", (2000, 1, 1)),
    (*b"T1012", (2001, 7, 1)),
    (*b"T1016", (2002, 7, 1)),
    (*b"T1017", (2002, 7, 1)),
    (*b"T1023", (2003, 1, 1)),
    (*b"T1027", (2003, 1, 1)),
];

/// In order.
static MODIFIERS: &[Row<2>] = &[
    (*b"CR", (2005, 8, 21)),
    (*b"FQ", (2022, 1, 1)), // meaning: Novitas; the day by general knowledge
    (*b"GD", (2008, 1, 1)),
    (*b"GQ", (2001, 10, 1)),
    (*b"GT", (1999, 1, 1)),
    (*b"H9", (2003, 1, 1)),
    (*b"HA", (2003, 1, 1)),
    (*b"HB", (2003, 1, 1)),
    (*b"HC", (2003, 1, 1)),
    (*b"HD", (2003, 1, 1)),
    (*b"HE", (2003, 1, 1)),
    (*b"HF", (2003, 1, 1)),
    (*b"HG", (2003, 1, 1)),
    (*b"HH", (2003, 1, 1)),
    (*b"HI", (2003, 1, 1)),
    (*b"HJ", (2003, 1, 1)),
    (*b"HK", (2003, 1, 1)),
    (*b"HL", (2003, 1, 1)),
    (*b"HM", (2003, 1, 1)),
    (*b"HN", (2003, 1, 1)),
    (*b"HO", (2003, 1, 1)),
    (*b"HP", (2003, 1, 1)),
    (*b"HQ", (2003, 1, 1)),
    (*b"HR", (2003, 1, 1)),
    (*b"HS", (2003, 1, 1)),
    (*b"HT", (2003, 1, 1)),
    (*b"HU", (2003, 1, 1)),
    (*b"HV", (2003, 1, 1)),
    (*b"HW", (2003, 1, 1)),
    (*b"HX", (2003, 1, 1)),
    (*b"HY", (2003, 1, 1)),
    (*b"HZ", (2003, 1, 1)),
    (*b"KX", (2002, 7, 1)),
    (*b"QJ", (2003, 1, 1)),
    (*b"SC", (2001, 7, 1)),
    (*b"SE", (2001, 7, 1)),
    (*b"TF", (2001, 7, 1)),
    (*b"TG", (2001, 7, 1)),
    (*b"TJ", (2001, 7, 1)),
    (*b"TN", (2002, 4, 1)),
    (*b"TS", (2002, 10, 1)),
    (*b"TT", (2002, 10, 1)),
    (*b"TU", (2003, 1, 1)),
    (*b"TV", (2003, 1, 1)),
    (*b"U1", (2002, 7, 1)),
    (*b"U2", (2002, 7, 1)),
    (*b"U3", (2002, 7, 1)),
    (*b"U4", (2002, 7, 1)),
    (*b"U5", (2002, 7, 1)),
    (*b"U6", (2002, 7, 1)),
    (*b"U7", (2002, 7, 1)),
    (*b"U8", (2002, 7, 1)),
    (*b"U9", (2002, 7, 1)),
    (*b"UA", (2002, 7, 1)),
    (*b"UB", (2002, 7, 1)),
    (*b"UC", (2002, 7, 1)),
    (*b"UD", (2002, 7, 1)),
    (*b"UF", (2003, 4, 1)),
    (*b"UG", (2003, 4, 1)),
    (*b"UH", (2003, 4, 1)),
    (*b"UJ", (2003, 4, 1)),
    (*b"UK", (2003, 4, 1)),
    (*b"UN", (2004, 1, 1)),
    (*b"UP", (2004, 1, 1)),
    (*b"UQ", (2004, 1, 1)),
    (*b"UR", (2004, 1, 1)),
    (*b"US", (2004, 1, 1)),
    (*b"XE", (2015, 1, 1)),
    (*b"XP", (2015, 1, 1)),
    (*b"XS", (2015, 1, 1)),
    (*b"XU", (2015, 1, 1)),
];

/// The days of a procedure, if it is in this list.
pub(super) fn procedure(code: [u8; 5]) -> Option<Days> {
    days(PROCEDURES, code)
}

/// The days of a modifier, if it is in this list.
pub(super) fn modifier(code: [u8; 2]) -> Option<Days> {
    days(MODIFIERS, code)
}

fn days<const N: usize>(rows: &[Row<N>], code: [u8; N]) -> Option<Days> {
    let at = rows.binary_search_by_key(&code, |(known, _)| *known).ok()?;
    let (_, (year, month, day)) = rows.get(at)?;
    Some((Date::new(*year, *month, *day), None))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_in_order_and_their_days_exist() {
        assert!(PROCEDURES.is_sorted_by(|a, b| a.0 < b.0) && MODIFIERS.is_sorted_by(|a, b| a.0 < b.0));
        let all = PROCEDURES.iter().map(|row| row.1).chain(MODIFIERS.iter().map(|row| row.1));
        for (year, month, day) in all {
            assert!(Date::new(year, month, day).is_some(), "{year}-{month}-{day}");
        }
        assert_eq!(procedure(*b"H0038"), Some((Date::new(2003, 1, 1), None)));
        assert_eq!((procedure(*b"H9999"), modifier(*b"ZZ")), (None, None));
    }
}
