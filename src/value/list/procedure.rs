//! HCPCS Level II codes that stand on peer support claims, read in a copy of CMS's 2019 file and, for G codes of 2024, at
//! Coding Intel and the Pennsylvania AHEC (2026-11): second hand. Partial: a code that is not here may exist all the same.
//!
//! Codes and first days alone; no description of anybody's.

use super::Days;
use crate::value::Date;

/// A code as a number, so that codes compare in one step, and its first day.
type Row = (u64, (u16, u8, u8));

const fn five([a, b, c, d, e]: [u8; 5]) -> u64 {
    u64::from_be_bytes([0, 0, 0, a, b, c, d, e])
}

const fn two([a, b]: [u8; 2]) -> u64 {
    u64::from_be_bytes([0, 0, 0, 0, 0, 0, a, b])
}

/// In order.
static PROCEDURES: &[Row] = &[
    (five(*b"G0019"), (2024, 1, 1)),
    (five(*b"G0022"), (2024, 1, 1)),
    (five(*b"G0023"), (2024, 1, 1)),
    (five(*b"G0024"), (2024, 1, 1)),
    (five(*b"G0140"), (2024, 1, 1)),
    (five(*b"G0146"), (2024, 1, 1)),
    (five(*b"G0177"), (2001, 1, 1)),
    (five(*b"H0004"), (2001, 1, 1)),
    (five(*b"H0005"), (2001, 1, 1)),
    (five(*b"H0006"), (2001, 1, 1)),
    (five(*b"H0015"), (2001, 1, 1)),
    (five(*b"H0023"), (2001, 1, 1)),
    (five(*b"H0024"), (2001, 1, 1)),
    (five(*b"H0025"), (2001, 1, 1)),
    (five(*b"H0026"), (2001, 1, 1)),
    (five(*b"H0030"), (2001, 1, 1)),
    (five(*b"H0031"), (2003, 1, 1)),
    (five(*b"H0032"), (2003, 1, 1)),
    (five(*b"H0034"), (2003, 1, 1)),
    (five(*b"H0036"), (2003, 1, 1)),
    (five(*b"H0037"), (2003, 1, 1)),
    (five(*b"H0038"), (2003, 1, 1)),
    (five(*b"H0039"), (2003, 1, 1)),
    (five(*b"H0040"), (2003, 1, 1)),
    (five(*b"H0043"), (2003, 1, 1)),
    (five(*b"H0044"), (2003, 1, 1)),
    (five(*b"H0046"), (2003, 1, 1)),
    (five(*b"H0047"), (2003, 1, 1)),
    (five(*b"H0050"), (2007, 1, 1)),
    (five(*b"H2011"), (2003, 4, 1)),
    (five(*b"H2012"), (2003, 4, 1)),
    (five(*b"H2014"), (2003, 4, 1)),
    (five(*b"H2015"), (2003, 4, 1)),
    (five(*b"H2016"), (2003, 4, 1)),
    (five(*b"H2017"), (2003, 4, 1)),
    (five(*b"H2018"), (2003, 4, 1)),
    (five(*b"H2019"), (2003, 4, 1)),
    (five(*b"H2021"), (2003, 4, 1)),
    (five(*b"H2022"), (2003, 4, 1)),
    (five(*b"H2023"), (2003, 4, 1)),
    (five(*b"H2024"), (2003, 4, 1)),
    (five(*b"H2025"), (2003, 4, 1)),
    (five(*b"H2026"), (2003, 4, 1)),
    (five(*b"H2027"), (2003, 4, 1)),
    (five(*b"H2030"), (2003, 4, 1)),
    (five(*b"H2031"), (2003, 4, 1)),
    (five(*b"H2034"), (2003, 4, 1)),
    (five(*b"H2035"), (2003, 4, 1)),
    (five(*b"H2036"), (2003, 4, 1)),
    (five(*b"S5108"), (2003, 4, 1)),
    (five(*b"S5110"), (2003, 1, 1)),
    (five(*b"S5111"), (2003, 1, 1)),
    (five(*b"S9445"), (2002, 1, 1)),
    (five(*b"S9446"), (2002, 1, 1)),
    (five(*b"S9482"), (2005, 1, 1)),
    (five(*b"S9484"), (2002, 7, 1)),
    (five(*b"S9485"), (2000, 1, 1)),
    (five(*b"T1012"), (2001, 7, 1)),
    (five(*b"T1016"), (2002, 7, 1)),
    (five(*b"T1017"), (2002, 7, 1)),
    (five(*b"T1023"), (2003, 1, 1)),
    (five(*b"T1027"), (2003, 1, 1)),
];

/// In order.
static MODIFIERS: &[Row] = &[
    (two(*b"CR"), (2005, 8, 21)),
    (two(*b"FQ"), (2022, 1, 1)), // meaning: Novitas; the day by general knowledge
    (two(*b"GD"), (2008, 1, 1)),
    (two(*b"GQ"), (2001, 10, 1)),
    (two(*b"GT"), (1999, 1, 1)),
    (two(*b"H9"), (2003, 1, 1)),
    (two(*b"HA"), (2003, 1, 1)),
    (two(*b"HB"), (2003, 1, 1)),
    (two(*b"HC"), (2003, 1, 1)),
    (two(*b"HD"), (2003, 1, 1)),
    (two(*b"HE"), (2003, 1, 1)),
    (two(*b"HF"), (2003, 1, 1)),
    (two(*b"HG"), (2003, 1, 1)),
    (two(*b"HH"), (2003, 1, 1)),
    (two(*b"HI"), (2003, 1, 1)),
    (two(*b"HJ"), (2003, 1, 1)),
    (two(*b"HK"), (2003, 1, 1)),
    (two(*b"HL"), (2003, 1, 1)),
    (two(*b"HM"), (2003, 1, 1)),
    (two(*b"HN"), (2003, 1, 1)),
    (two(*b"HO"), (2003, 1, 1)),
    (two(*b"HP"), (2003, 1, 1)),
    (two(*b"HQ"), (2003, 1, 1)),
    (two(*b"HR"), (2003, 1, 1)),
    (two(*b"HS"), (2003, 1, 1)),
    (two(*b"HT"), (2003, 1, 1)),
    (two(*b"HU"), (2003, 1, 1)),
    (two(*b"HV"), (2003, 1, 1)),
    (two(*b"HW"), (2003, 1, 1)),
    (two(*b"HX"), (2003, 1, 1)),
    (two(*b"HY"), (2003, 1, 1)),
    (two(*b"HZ"), (2003, 1, 1)),
    (two(*b"KX"), (2002, 7, 1)),
    (two(*b"QJ"), (2003, 1, 1)),
    (two(*b"SC"), (2001, 7, 1)),
    (two(*b"SE"), (2001, 7, 1)),
    (two(*b"TF"), (2001, 7, 1)),
    (two(*b"TG"), (2001, 7, 1)),
    (two(*b"TJ"), (2001, 7, 1)),
    (two(*b"TN"), (2002, 4, 1)),
    (two(*b"TS"), (2002, 10, 1)),
    (two(*b"TT"), (2002, 10, 1)),
    (two(*b"TU"), (2003, 1, 1)),
    (two(*b"TV"), (2003, 1, 1)),
    (two(*b"U1"), (2002, 7, 1)),
    (two(*b"U2"), (2002, 7, 1)),
    (two(*b"U3"), (2002, 7, 1)),
    (two(*b"U4"), (2002, 7, 1)),
    (two(*b"U5"), (2002, 7, 1)),
    (two(*b"U6"), (2002, 7, 1)),
    (two(*b"U7"), (2002, 7, 1)),
    (two(*b"U8"), (2002, 7, 1)),
    (two(*b"U9"), (2002, 7, 1)),
    (two(*b"UA"), (2002, 7, 1)),
    (two(*b"UB"), (2002, 7, 1)),
    (two(*b"UC"), (2002, 7, 1)),
    (two(*b"UD"), (2002, 7, 1)),
    (two(*b"UF"), (2003, 4, 1)),
    (two(*b"UG"), (2003, 4, 1)),
    (two(*b"UH"), (2003, 4, 1)),
    (two(*b"UJ"), (2003, 4, 1)),
    (two(*b"UK"), (2003, 4, 1)),
    (two(*b"UN"), (2004, 1, 1)),
    (two(*b"UP"), (2004, 1, 1)),
    (two(*b"UQ"), (2004, 1, 1)),
    (two(*b"UR"), (2004, 1, 1)),
    (two(*b"US"), (2004, 1, 1)),
    (two(*b"XE"), (2015, 1, 1)),
    (two(*b"XP"), (2015, 1, 1)),
    (two(*b"XS"), (2015, 1, 1)),
    (two(*b"XU"), (2015, 1, 1)),
];

/// The days of a procedure, if it is in this list.
pub(super) fn procedure(text: [u8; 5]) -> Option<Days> {
    days(PROCEDURES, five(text))
}

/// The days of a modifier, if it is in this list.
pub(super) fn modifier(text: [u8; 2]) -> Option<Days> {
    days(MODIFIERS, two(text))
}

fn days(rows: &[Row], code: u64) -> Option<Days> {
    let at = rows.binary_search_by_key(&code, |(known, _)| *known).ok()?;
    let (_, (year, month, day)) = rows.get(at)?;
    // What was there before anything that is billed today needs no day.
    let from = if *year < 2010 { None } else { Date::new(*year, *month, *day) };
    Some((from, None))
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
        assert_eq!(procedure(*b"H0038"), Some((None, None)));
        assert_eq!(procedure(*b"G0140"), Some((Date::new(2024, 1, 1), None)));
        assert_eq!((procedure(*b"H9999"), modifier(*b"ZZ")), (None, None));
    }
}
