//! CMS place of service codes, read in the code lists of pyx12 (2026-05). Complete; first days where a source was read.
//!
//! A code without a first day has always counted, or its day was not read anywhere: it is taken to be in force. The
//! days are told by others than CMS: secondary.

use super::Listed;
use crate::value::Date;

/// A code, and the first day of service on which it counts.
type Place = ([u8; 2], Option<(u16, u8, u8)>);

/// In order.
static PLACES: &[Place] = &[
    (*b"01", Some((2003, 10, 1))), // CPT Professional 2024, front matter, as published
    (*b"02", Some((2017, 1, 1))),  // CPT Professional 2024, front matter, as published
    (*b"03", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    (*b"04", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    (*b"05", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    (*b"06", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    (*b"07", Some((2003, 1, 1))),  // HL7 Da Vinci CRD code system
    (*b"08", None),
    (*b"09", None),
    (*b"10", None),
    (*b"11", None),
    (*b"12", None),
    (*b"13", None),
    (*b"14", None),
    (*b"15", Some((2003, 1, 1))), // Texas Medical Association
    (*b"16", None),
    (*b"17", Some((2010, 5, 1))), // HL7 Da Vinci CRD code system
    (*b"18", None),
    (*b"19", Some((2016, 1, 1))), // HL7 Da Vinci CRD code system
    (*b"20", Some((2003, 1, 1))), // Texas Medical Association
    (*b"21", None),
    (*b"22", None),
    (*b"23", None),
    (*b"24", None),
    (*b"25", None),
    (*b"26", None),
    (*b"27", Some((2023, 10, 1))), // AAFP, new code for outreach sites
    (*b"31", None),
    (*b"32", None),
    (*b"33", None),
    (*b"34", None),
    (*b"41", None),
    (*b"42", None),
    (*b"49", None),
    (*b"50", None),
    (*b"51", None),
    (*b"52", None),
    (*b"53", None),
    (*b"54", None),
    (*b"55", None),
    (*b"56", None),
    (*b"57", None),
    (*b"58", Some((2020, 1, 1))), // HL7 Da Vinci CRD code system
    (*b"60", None),
    (*b"61", None),
    (*b"62", None),
    (*b"65", None),
    (*b"66", Some((2024, 8, 1))), // CMS Transmittal 12779, as reported
    (*b"71", None),
    (*b"72", None),
    (*b"81", None),
    (*b"99", None),
];

/// Where a code stands in the list, on the day if one is told; that is asked only where it matters.
pub(crate) fn place_of_service(code: &[u8], on: impl FnOnce() -> Option<Date>) -> Listed {
    let code = <[u8; 2]>::try_from(code).ok();
    let at = code.and_then(|code| PLACES.binary_search_by_key(&code, |(known, _)| *known).ok());
    let Some((_, from)) = at.and_then(|at| PLACES.get(at)) else { return Listed::No };
    let before = |from| on().is_some_and(|on| (on.year(), on.month(), on.day()) < from);
    if from.is_some_and(before) { Listed::NotYet } else { Listed::Yes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_in_order_and_their_days_exist() {
        assert_eq!(PLACES.len(), 52);
        assert!(PLACES.is_sorted_by(|a, b| a.0 < b.0));
        let never = Date::new(1, 1, 1);
        for (code, from) in PLACES {
            assert_eq!(place_of_service(code, || None), Listed::Yes, "{code:?}");
            let before = if from.is_none() { Listed::Yes } else { Listed::NotYet };
            assert_eq!(place_of_service(code, || never), before, "{code:?}");
        }
        assert_eq!(place_of_service(b"00", || None), Listed::No);
        assert_eq!(place_of_service(b"27", || Date::new(2023, 9, 30)), Listed::NotYet);
        assert_eq!(place_of_service(b"27", || Date::new(2023, 10, 1)), Listed::Yes);
    }
}
