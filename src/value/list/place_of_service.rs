//! CMS place of service codes, read in the code lists of pyx12 (2026-05). Complete; first days where a source was read.
//!
//! A code without a first day has always counted, or its day was not read anywhere: it is taken to be in force. The
//! days are told by others than CMS: secondary.

use super::Listed;
use crate::value::Date;

/// A code, and the first day of service on which it counts.
type Place = (&'static str, Option<(u16, u8, u8)>);

/// In order.
static PLACES: &[Place] = &[
    ("01", Some((2003, 10, 1))), // CPT Professional 2024, front matter, as published
    ("02", Some((2017, 1, 1))),  // CPT Professional 2024, front matter, as published
    ("03", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    ("04", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    ("05", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    ("06", Some((2003, 1, 1))),  // CPT Professional 2024, front matter, as published
    ("07", Some((2003, 1, 1))),  // HL7 Da Vinci CRD code system
    ("08", None),
    ("09", None),
    ("10", None),
    ("11", None),
    ("12", None),
    ("13", None),
    ("14", None),
    ("15", Some((2003, 1, 1))), // Texas Medical Association
    ("16", None),
    ("17", Some((2010, 5, 1))), // HL7 Da Vinci CRD code system
    ("18", None),
    ("19", Some((2016, 1, 1))), // HL7 Da Vinci CRD code system
    ("20", Some((2003, 1, 1))), // Texas Medical Association
    ("21", None),
    ("22", None),
    ("23", None),
    ("24", None),
    ("25", None),
    ("26", None),
    ("27", Some((2023, 10, 1))), // AAFP, new code for outreach sites
    ("31", None),
    ("32", None),
    ("33", None),
    ("34", None),
    ("41", None),
    ("42", None),
    ("49", None),
    ("50", None),
    ("51", None),
    ("52", None),
    ("53", None),
    ("54", None),
    ("55", None),
    ("56", None),
    ("57", None),
    ("58", Some((2020, 1, 1))), // HL7 Da Vinci CRD code system
    ("60", None),
    ("61", None),
    ("62", None),
    ("65", None),
    ("66", Some((2024, 8, 1))), // CMS Transmittal 12779, as reported
    ("71", None),
    ("72", None),
    ("81", None),
    ("99", None),
];

/// Where a code stands in the list, on the day if one is told.
pub(crate) fn place_of_service(code: &[u8], on: Option<Date>) -> Listed {
    let at = PLACES.binary_search_by(|(known, _)| known.as_bytes().cmp(code)).ok();
    let Some((_, from)) = at.and_then(|at| PLACES.get(at)) else { return Listed::No };
    let from = from.and_then(|(year, month, day)| Date::new(year, month, day));
    if from.zip(on).is_some_and(|(from, on)| on < from) { Listed::NotYet } else { Listed::Yes }
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
            assert_eq!(place_of_service(code.as_bytes(), None), Listed::Yes, "{code}");
            let before = if from.is_none() { Listed::Yes } else { Listed::NotYet };
            assert_eq!(place_of_service(code.as_bytes(), never), before, "{code}");
        }
        assert_eq!(place_of_service(b"00", None), Listed::No);
        assert_eq!(place_of_service(b"27", Date::new(2023, 9, 30)), Listed::NotYet);
        assert_eq!(place_of_service(b"27", Date::new(2023, 10, 1)), Listed::Yes);
    }
}
