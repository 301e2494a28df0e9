//! Full lists of federal agencies, read from the files that they publish and a user has downloaded.

use super::{Days, pairs, procedure};
use crate::value::Date;
use std::collections::BTreeMap;

/// Full lists: what is in none of them, the rules on lists do not look at, or tell as not run.
///
/// The files come as CMS and NCHS publish them, unpacked. Nothing of their texts is kept.
///
/// ```
/// use peerclaim::value::{ListKind, Lists};
/// let mut lists = Lists::default();
/// let units = b"Medicaid NCCI\nHCPCS/CPT Code\tMUE Values\tMUE Rationale\nH0038\t16\tTest\n";
/// assert_eq!(lists.add(units)?, ListKind::NcciUnits);
/// assert!(lists.add(b"a letter").is_err());
/// # Ok::<(), peerclaim::value::ListError>(())
/// ```
#[derive(Clone, Default)]
pub struct Lists {
    procedures: BTreeMap<[u8; 5], Days>,
    modifiers: BTreeMap<[u8; 2], Days>,
    /// With whether a code may be sent: headings may not.
    diagnoses: BTreeMap<[u8; 7], bool>,
    most_units: BTreeMap<[u8; 5], u32>,
    pairs: pairs::Pairs,
}

/// What a file of a federal agency is a list of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// HCPCS Level II codes and modifiers: CMS, the fixed-width file (`HCPC2026_JAN_ANWEB.txt` and the like).
    Hcpcs,
    /// ICD-10-CM codes: NCHS and CMS, the order file or the file of codes (`icd10cm-order-2026.txt`).
    Icd10Cm,
    /// Units that a line may have at most: CMS, Medicaid NCCI, MUE of practitioners.
    NcciUnits,
    /// Procedures that are not paid together: CMS, Medicaid NCCI, PTP edits of practitioners.
    NcciPairs,
}

/// A file that is none of these lists, or has a line that no such list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Nothing in it says which list it is.
    #[error(
        "no list that is known: HCPCS (fixed width), ICD-10-CM (order or codes), Medicaid NCCI MUE or PTP edits, each as text"
    )]
    Unknown,
    /// A line that cannot be read, from 1.
    #[error("line {line} is no line of this list")]
    Line {
        /// Which.
        line: u64,
    },
}

/// Where a code stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stands {
    /// In a list, on these days.
    There(Days),
    /// In no list, and the list is whole.
    Nowhere,
    /// In the list of this library, which is a part of the whole.
    Perhaps,
}

impl Lists {
    /// Takes the list in a file, in the place of one of its kind. What kind it is, its lines tell.
    ///
    /// # Errors
    /// The file is none of the lists, or has a line that no such list has; nothing is taken then.
    pub fn add(&mut self, file: &[u8]) -> Result<ListKind, ListError> {
        let lines = || {
            (1..).zip(file.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line)))
        };
        let filled = || lines().filter(|(_, line)| !line.trim_ascii().is_empty());
        let has = |is: fn(&[u8]) -> bool| filled().take(40).any(|(_, line)| is(line));
        if has(is_units_heading) {
            let rows = filled().skip_while(|(_, line)| !is_units_heading(line)).skip(1);
            self.most_units = rows
                .map(|(number, line)| units(line).ok_or(ListError::Line { line: number }))
                .collect::<Result<_, _>>()?;
            return Ok(ListKind::NcciUnits);
        }
        if has(|line| pairs::Pair::read(line).is_some()) {
            let rows = filled().skip_while(|(_, line)| pairs::Pair::read(line).is_none());
            let pair = |(number, line)| pairs::Pair::read(line).ok_or(ListError::Line { line: number });
            self.pairs = pairs::Pairs::new(rows.map(pair).collect::<Result<_, _>>()?);
            return Ok(ListKind::NcciPairs);
        }
        if has(|line| matches!(hcpcs(line), Some(Hcpcs::Procedure(..) | Hcpcs::Modifier(..)))) {
            return self.add_hcpcs(filled());
        }
        if has(|line| diagnosis(line).is_some()) {
            let codes =
                filled().map(|(number, line)| diagnosis(line).ok_or(ListError::Line { line: number }));
            self.diagnoses = codes.collect::<Result<_, _>>()?;
            return Ok(ListKind::Icd10Cm);
        }
        Err(ListError::Unknown)
    }

    fn add_hcpcs<'a>(&mut self, lines: impl Iterator<Item = (u64, &'a [u8])>) -> Result<ListKind, ListError> {
        let (mut procedures, mut modifiers) = (BTreeMap::new(), BTreeMap::new());
        for (line, text) in lines {
            match hcpcs(text).ok_or(ListError::Line { line })? {
                Hcpcs::Procedure(code, days) => drop(procedures.insert(code, days)),
                Hcpcs::Modifier(code, days) => drop(modifiers.insert(code, days)),
                Hcpcs::More => {}
            }
        }
        (self.procedures, self.modifiers) = (procedures, modifiers);
        Ok(ListKind::Hcpcs)
    }

    /// Where a HCPCS Level II code stands; nothing, where it has another shape.
    pub(crate) fn procedure(&self, code: &[u8]) -> Option<Stands> {
        let code = <[u8; 5]>::try_from(code).ok().filter(is_level_two)?;
        Some(match self.procedures.get(&code) {
            Some(days) => Stands::There(*days),
            None if self.procedures.is_empty() => {
                procedure::procedure(code).map_or(Stands::Perhaps, Stands::There)
            }
            None => Stands::Nowhere,
        })
    }

    /// Where a modifier of HCPCS Level II stands; nothing, where it is one of CPT.
    pub(crate) fn modifier(&self, code: &[u8]) -> Option<Stands> {
        let code = <[u8; 2]>::try_from(code).ok().filter(is_hcpcs_modifier)?;
        Some(match self.modifiers.get(&code) {
            Some(days) => Stands::There(*days),
            None if self.modifiers.is_empty() => {
                procedure::modifier(code).map_or(Stands::Perhaps, Stands::There)
            }
            None => Stands::Nowhere,
        })
    }

    /// Does the list come from the user, and not from this library?
    pub(crate) fn is_whole(&self) -> bool {
        !self.procedures.is_empty()
    }

    /// May an ICD-10-CM code be sent? Nothing, where there is no list.
    pub(crate) fn diagnosis(&self, code: &[u8]) -> Option<bool> {
        let whole = !self.diagnoses.is_empty();
        whole.then(|| padded(code).and_then(|code| self.diagnoses.get(&code)).copied().unwrap_or(false))
    }

    /// Is there a list of the most units?
    pub(crate) fn limits_units(&self) -> bool {
        !self.most_units.is_empty()
    }

    /// How many units of a procedure a line may have at most, where the list says.
    pub(crate) fn most_units(&self, code: &[u8]) -> Option<u32> {
        self.most_units.get(code).copied()
    }

    /// Procedures that are not paid together.
    pub(crate) const fn pairs(&self) -> &pairs::Pairs {
        &self.pairs
    }
}

/// Tells how much there is.
impl std::fmt::Debug for Lists {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lists")
            .field("procedures", &self.procedures.len())
            .field("modifiers", &self.modifiers.len())
            .field("diagnoses", &self.diagnoses.len())
            .field("most_units", &self.most_units.len())
            .field("pairs", &self.pairs.len())
            .finish()
    }
}

/// A letter and four digits.
fn is_level_two(code: &[u8; 5]) -> bool {
    let [letter, digits @ ..] = code;
    letter.is_ascii_uppercase() && digits.iter().all(u8::is_ascii_digit)
}

/// CPT's modifiers are numbers, numbers with a letter, and P1 to P6.
fn is_hcpcs_modifier(code: &[u8; 2]) -> bool {
    let [first, second] = code;
    first.is_ascii_uppercase()
        && (second.is_ascii_uppercase() || second.is_ascii_digit())
        && !(*first == b'P' && second.is_ascii_digit())
}

/// A line of the HCPCS file.
enum Hcpcs {
    Procedure([u8; 5], Days),
    Modifier([u8; 2], Days),
    /// More of the description of the line before.
    More,
}

/// A line of the HCPCS file by CMS's record layout: 1 to 5 code (4 and 5 modifier), 11 kind of record (3 and 7 are the
/// first of a procedure and of a modifier, 4 and 8 go on), 269 to 276 added, 285 to 292 terminated.
fn hcpcs(line: &[u8]) -> Option<Hcpcs> {
    let kind = *line.get(10)?;
    let sequence = line.get(5..10)?;
    if !sequence.iter().all(|byte| byte.is_ascii_digit() || *byte == b' ') {
        return None;
    }
    let day = |from: usize| match line.get(from..from + 8).map(<[u8]>::trim_ascii) {
        None | Some([]) => Some(None),
        Some(text) => Date::from_d8(text).ok().map(Some),
    };
    let days = || Some((day(268)?, day(284)?));
    let code = line.get(..5)?;
    match kind {
        b'3' => Some(Hcpcs::Procedure(
            code.try_into().ok().filter(|code: &[u8; 5]| code.iter().all(u8::is_ascii_alphanumeric))?,
            days()?,
        )),
        b'7' => Some(Hcpcs::Modifier(code.trim_ascii().try_into().ok()?, days()?)),
        b'4' | b'8' => Some(Hcpcs::More),
        _ => None,
    }
}

/// A line of the order file (7 to 13 code, 15 whether it may be sent) or of the file of codes (1 to 7).
fn diagnosis(line: &[u8]) -> Option<([u8; 7], bool)> {
    let is_code = |code: &[u8]| matches!(code, [b'A'..=b'Z', b'0'..=b'9', rest @ ..] if !rest.is_empty() && rest.iter().all(u8::is_ascii_alphanumeric));
    let of_order = line.get(..5).is_some_and(|number| number.iter().all(u8::is_ascii_digit));
    let (code, valid) = if of_order {
        (
            line.get(6..13)?.trim_ascii(),
            match line.get(14)? {
                b'0' => false,
                b'1' => true,
                _ => return None,
            },
        )
    } else {
        (line.get(..7)?.trim_ascii(), matches!(line.get(7), None | Some(b' ')).then_some(true)?)
    };
    is_code(code).then(|| padded(code)).flatten().map(|code| (code, valid))
}

fn padded(code: &[u8]) -> Option<[u8; 7]> {
    let mut padded = [b' '; 7];
    padded.get_mut(..code.len())?.copy_from_slice(code);
    Some(padded)
}

fn is_units_heading(line: &[u8]) -> bool {
    memchr::memmem::find(line, b"HCPCS/CPT Code").is_some()
}

/// A line of the MUE file: code, units, reason; by tabulators.
fn units(line: &[u8]) -> Option<([u8; 5], u32)> {
    let mut fields = line.split(|byte| *byte == b'\t').map(<[u8]>::trim_ascii);
    let code = fields.next()?.try_into().ok()?;
    let units = std::str::from_utf8(fields.next()?).ok()?.parse().ok()?;
    Some((code, units))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A record of the HCPCS file.
    fn record(code: &str, kind: char, added: &str, ended: &str) -> String {
        format!("{code:>5}00100{kind}{:257}{added:8}20200101{ended:8}N\r\n", "A TEST")
    }

    #[test]
    fn hcpcs_as_cms_lays_it_out() {
        let file = record("H0038", '3', "20030101", "")
            + &record("H0038", '4', "", "")
            + &record("H0001", '3', "20030101", "20241231")
            + &record("HQ", '7', "20030101", "");
        let mut lists = Lists::default();
        assert_eq!(lists.procedure(b"H9998"), Some(Stands::Perhaps));
        assert_eq!(lists.add(file.as_bytes()), Ok(ListKind::Hcpcs));
        let days = |from, to| Some(Stands::There((from, to)));
        assert_eq!(lists.procedure(b"H0038"), days(Date::new(2003, 1, 1), None));
        assert_eq!(lists.procedure(b"H0001"), days(Date::new(2003, 1, 1), Date::new(2024, 12, 31)));
        assert_eq!(lists.procedure(b"H9998"), Some(Stands::Nowhere));
        assert_eq!(lists.modifier(b"HQ"), days(Date::new(2003, 1, 1), None));
        assert_eq!(
            (lists.modifier(b"HZ"), lists.modifier(b"95"), lists.modifier(b"P3")),
            (Some(Stands::Nowhere), None, None)
        );
        // CPT's codes are the AMA's: they are in no list here.
        assert_eq!(lists.procedure(b"98960"), None);
    }

    #[test]
    fn diagnoses_of_both_files() {
        for file in ["00001 F33     0 A TEST\n00002 F331    1 A TEST\n", "F331    A test\n"] {
            let mut lists = Lists::default();
            assert_eq!(lists.diagnosis(b"F331"), None);
            assert_eq!(lists.add(file.as_bytes()), Ok(ListKind::Icd10Cm));
            assert_eq!(
                (lists.diagnosis(b"F331"), lists.diagnosis(b"F33"), lists.diagnosis(b"F3310000")),
                (Some(true), Some(false), Some(false))
            );
        }
    }

    #[test]
    fn pairs_count_on_their_days() {
        let file = b"Test edits\nA notice\nCol1\tCol2\tEffDt\tDelDt\tModifierIndicator\tPTP Edit Rationale\n\
            H0038\tH2014\t20200101\t20231231\t1\tA test\nH0038\tH2014\t20240101\t*\t0\tA test\n\
            H0038\tH2015\t20200101\t\t9\tA test\n";
        let mut lists = Lists::default();
        assert_eq!(lists.add(file), Ok(ListKind::NcciPairs));
        let on = |year, second: &[u8]| lists.pairs().edit(b"H0038", second, Date::new(year, 6, 1).unwrap());
        assert_eq!(
            (on(2019, b"H2014"), on(2022, b"H2014"), on(2025, b"H2014")),
            (None, Some(true), Some(false))
        );
        assert_eq!(
            (on(2025, b"H2015"), lists.pairs().edit(b"H2014", b"H0038", Date::new(2025, 6, 1).unwrap())),
            (None, None)
        );
    }

    #[test]
    fn a_line_that_is_none_is_told_by_its_number_and_nothing_is_taken() {
        let mut lists = Lists::default();
        let good = b"HCPCS/CPT Code\tMUE Values\nH0038\t16\n";
        assert_eq!(lists.add(good), Ok(ListKind::NcciUnits));
        for (file, line) in [
            ("HCPCS/CPT Code\tMUE Values\nH0038\tmany\n".to_owned(), 2),
            ("F331    A test\nnothing\n".to_owned(), 2),
            (record("H0038", '3', "20030101", "") + "\n" + &record("H0031", '3', "20031301", ""), 3),
        ] {
            assert_eq!(lists.add(file.as_bytes()), Err(ListError::Line { line }), "{file}");
        }
        assert_eq!(lists.add(b"A letter\n"), Err(ListError::Unknown));
        assert_eq!(
            (lists.most_units(b"H0038"), lists.is_whole(), lists.diagnosis(b"F331")),
            (Some(16), false, None)
        );
    }

    proptest! {
        #[test]
        fn whatever_the_bytes_there_is_an_answer(file: Vec<u8>, lines in "([A-Z0-9 \t*]{0,300}\n){0,4}") {
            let _ = Lists::default().add(&file);
            let _ = Lists::default().add(lines.as_bytes());
        }
    }
}
