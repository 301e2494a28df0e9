//! The numbers of X12's data element dictionary, for IK402: which element stands where in the segments of the 837P.
//!
//! Facts of the standard, read in the guide's structure; a segment has the same elements in every guide.

use crate::diag::ElementRef;

/// The number of an element or component, where the segment is known; a composite has none.
pub(super) fn number(tag: &str, at: ElementRef) -> Option<&'static str> {
    let (_, text) = NUMBERS.iter().find(|(known, _)| *known == tag)?;
    let mut rest = *text;
    for element in 1..=at.element {
        rest = rest.trim_start();
        let composite = rest.strip_prefix('(');
        let end = rest.find(if composite.is_some() { ')' } else { ' ' }).unwrap_or(rest.len());
        if element == at.element {
            return match (composite, usize::from(at.component).checked_sub(1)) {
                (Some(inside), Some(component)) => {
                    inside.split(')').next()?.split_whitespace().nth(component)
                }
                (None, None) => rest.get(..end).filter(|number| !number.is_empty()),
                _ => None,
            };
        }
        rest = rest.get(end..)?.trim_start_matches(')');
    }
    None
}

/// Segment, and the numbers of its elements in order; those of a composite's components in parentheses.
#[rustfmt::skip]
static NUMBERS: &[(&str, &str)] = &[
    ("AMT", "522 782 478"),
    ("BHT", "1005 353 127 373 337 640"),
    ("CAS", "1033 1034 782 380 1034 782 380 1034 782 380 1034 782 380 1034 782 380 1034 782 380"),
    ("CLM", "\
        1028 782 1032 1343 (1331 1332 1325) 1073 1359 1073 1363 1351 (1362 1362 1362 156 26) 1366 1073 1338 \
        1073 1360 1029 1073 1383 1514"),
    ("CN1", "1166 782 332 127 338 799"),
    ("CR1", "355 81 1316 1317 355 380 166 166 352 352"),
    ("CR2", "609 380 1367 1367 355 380 380 1342 1073 352 352 1073"),
    ("CR3", "1322 355 380 1335 352"),
    ("CRC", "1136 1073 1321 1321 1321 1321 1321"),
    ("CTP", "\
        687 236 212 380 (355 1018 649 355 1018 649 355 1018 649 355 1018 649 355 1018 649) 648 649 782 639 \
        499 289"),
    ("CUR", "98 100 280 98 100 669 374 373 337 374 373 337 374 373 337 374 373 337 374 373 337"),
    ("DMG", "1250 1251 1068 1067 () 1066 26 659 380 1270 1271"),
    ("DTP", "374 1250 1251"),
    ("FRM", "350 1073 127 373 332"),
    ("HCP", "1473 782 782 127 118 127 782 234 235 234 355 380 901 1526 1527"),
    ("HI", "\
        (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 \
        1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 \
        782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 \
        1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) \
        (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 1250 1251 782 380 799 1271 1073) (1270 1271 \
        1250 1251 782 380 799 1271 1073)"),
    ("HL", "628 734 735 736"),
    ("K3", "449 1333 ()"),
    ("LIN", "\
        350 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 235 234 \
        235 234 235 234 235 234"),
    ("LQ", "1270 1271"),
    ("LX", "554"),
    ("MEA", "737 738 739 () 740 741 935 936 752 1373 1270 1271"),
    ("MOA", "954 782 127 127 127 127 127 782 782"),
    ("N3", "166 166"),
    ("N4", "19 156 116 26 309 310 1715"),
    ("NM1", "98 1065 1035 1036 1037 1038 1039 66 67 706 98 1035"),
    ("NTE", "363 352"),
    ("OI", "1032 1383 1073 1351 1360 1363"),
    ("PAT", "1069 1384 584 1220 1250 1251 355 81 1073"),
    ("PER", "366 93 365 364 365 364 365 364 443"),
    ("PRV", "1221 128 127 156 () 1223"),
    ("PS1", "127 782 156"),
    ("PWK", "755 756 757 98 66 67 352 () 1525"),
    ("QTY", "673 380 () 61"),
    ("REF", "128 127 352 (128 127 128 127 128 127)"),
    ("SBR", "1138 1069 127 93 1336 1143 1073 584 1032"),
    ("SE", "96 329"),
    ("ST", "143 329 1705"),
    ("SV1", "\
        (235 234 1339 1339 1339 1339 352 234) 782 355 380 1331 1365 (1328 1328 1328 1328) 782 1073 1340 1073 \
        1073 1364 1341 1327 1334 127 116 782 1337 1360"),
    ("SV5", "(235 234 1339 1339 1339 1339 352 234) 355 380 782 782 594 923"),
    ("SVD", "67 782 (235 234 1339 1339 1339 1339 352 234) 234 380 554"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_components_have_their_numbers() {
        for (tag, at, found) in [
            ("CLM", ElementRef::element(1), Some("1028")),
            ("CLM", ElementRef::element(2), Some("782")),
            ("CLM", ElementRef::element(5), None),
            ("CLM", ElementRef::component(5, 3), Some("1325")),
            ("CLM", ElementRef::component(5, 9), None),
            ("CLM", ElementRef::element(20), Some("1514")),
            ("CLM", ElementRef::element(21), None),
            ("NM1", ElementRef::element(9), Some("67")),
            ("SV1", ElementRef::component(1, 2), Some("234")),
            ("SV1", ElementRef::component(2, 1), None),
            ("SV1", ElementRef::element(2), Some("782")),
            ("N3", ElementRef::element(1), Some("166")),
            ("ZZZ", ElementRef::element(1), None),
        ] {
            assert_eq!(number(tag, at), found, "{tag}{at}");
        }
    }

    /// Every segment of the guide is here, with as many elements.
    #[test]
    fn the_table_is_whole() {
        fn count(of: &'static crate::guide::table::Loop) -> usize {
            let own = of.segments().map(|seg| {
                let last = u16::try_from(seg.els.len()).unwrap();
                let whole = number(seg.tag, ElementRef::element(last))
                    .or(number(seg.tag, ElementRef::component(last, 1)));
                let unused = seg.els.last().is_some_and(|el| el.components().is_some_and(<[_]>::is_empty));
                assert!(whole.is_some() || unused, "{}{last}", seg.tag);
                1
            });
            own.sum::<usize>() + of.loops().map(count).sum::<usize>()
        }
        assert!(count(crate::guide::P837.root) > 200);
    }
}
