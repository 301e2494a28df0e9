//! Codes of published lists: services, places, providers, states, diagnoses.
//!
//! What is tried is the shape. Whether a code is on its list depends on the day and the edition, and is not
//! known here; only the list of states is short and settled enough to stand here whole.

use super::{Flaw, ValueError, serial::from_string};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A code of `$least` to `$most` characters, kept in place, filled up with zeros, which no code holds.
///
/// `$shape` tells what is wrong with a text of the right length. With `no text` the type itself says how
/// it is read from text.
macro_rules! code {
    ($(#[$doc:meta])* $name:ident, $kind:literal, $least:literal..=$most:literal, $shape:expr, no text) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $most]);

        impl $name {
            /// Reads the characters of the code and nothing around them.
            ///
            /// # Errors
            /// Nothing, another length, or a text of another shape.
            pub fn from_bytes(text: &[u8]) -> Result<Self, ValueError> {
                let code = filled_up(text, $least).and_then(|code| $shape(text).map(|()| code));
                code.map(Self).map_err(|flaw| ValueError::new($kind, flaw))
            }

            /// The characters of the code.
            pub fn as_str(&self) -> &str {
                let code = self.0.split(|byte| *byte == 0).next().unwrap_or_default();
                // Only ASCII is ever stored, so this is always text.
                std::str::from_utf8(code).unwrap_or_default()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                from_string(from, $kind)
            }
        }
    };
    ($(#[$doc:meta])* $name:ident, $kind:literal, $least:literal..=$most:literal, $shape:expr) => {
        code! { $(#[$doc])* $name, $kind, $least..=$most, $shape, no text }

        impl FromStr for $name {
            type Err = ValueError;
            fn from_str(text: &str) -> Result<Self, ValueError> {
                Self::from_bytes(text.as_bytes())
            }
        }
    };
}

code! {
    /// A procedure code: HCPCS level II, such as H0038, or level I (CPT), such as 98960 or 0591T.
    ///
    /// A letter from A to V and four digits, or four digits and a digit or one of A, F, M, T, U.
    ///
    /// ```
    /// use peerclaim::value::{Flaw, HcpcsCode};
    /// let code: HcpcsCode = "H0038".parse()?;
    /// assert_eq!(code.as_str(), "H0038");
    /// assert_eq!("h0038".parse::<HcpcsCode>().map_err(|e| e.flaw()), Err(Flaw::Character));
    /// # Ok::<(), peerclaim::value::ValueError>(())
    /// ```
    HcpcsCode, "HCPCS code", 5..=5, hcpcs
}

code! {
    /// A modifier of a procedure code: two digits or upper-case letters, such as HQ or 95.
    Modifier, "modifier", 2..=2, |text| shape(alphanumeric(text))
}

code! {
    /// A place of service: two digits, such as 11 or 02.
    PlaceOfService, "place of service", 2..=2, |text| shape(digits(text))
}

code! {
    /// What kind of provider someone is: a code of the Health Care Provider Taxonomy, such as 175T00000X.
    ///
    /// Three digits, six digits or upper-case letters, and an X.
    TaxonomyCode, "taxonomy code", 10..=10, taxonomy
}

code! {
    /// A state, the District of Columbia or a territory, by its two letters.
    ///
    /// ```
    /// use peerclaim::value::{Flaw, StateCode};
    /// assert!("PR".parse::<StateCode>().is_ok());
    /// assert_eq!("XX".parse::<StateCode>().map_err(|e| e.flaw()), Err(Flaw::Range));
    /// ```
    StateCode, "state code", 2..=2, state
}

code! {
    /// A diagnosis: an ICD-10-CM code, such as F1020, held without its dot.
    ///
    /// A letter, a digit, and one to five digits or upper-case letters. Text may have the dot after the third
    /// character; [`Icd10Cm::from_bytes`] reads what X12 writes, and X12 writes none.
    ///
    /// ```
    /// use peerclaim::value::Icd10Cm;
    /// let code: Icd10Cm = "F10.20".parse()?;
    /// assert_eq!((code.as_str(), code), ("F1020", "F1020".parse()?));
    /// assert!(code.starts_with(&"F10".parse()?));
    /// assert!(Icd10Cm::from_bytes(b"F10.20").is_err());
    /// # Ok::<(), peerclaim::value::ValueError>(())
    /// ```
    Icd10Cm, "ICD-10-CM code", 3..=7, diagnosis, no text
}

code! {
    /// What ICD-10-CM codes begin with: F for a chapter, F1 for a block, F10 for a category, and so on.
    ///
    /// A letter, then a digit, then digits or upper-case letters; one to seven characters, no dot.
    Icd10Prefix, "ICD-10-CM prefix", 1..=7, diagnosis
}

impl Icd10Cm {
    /// Does the code begin so?
    pub fn starts_with(&self, prefix: &Icd10Prefix) -> bool {
        self.as_str().starts_with(prefix.as_str())
    }
}

/// Reads the code as X12 writes it, and as people do: with a dot after the third character.
impl FromStr for Icd10Cm {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text.as_bytes() {
            [a, b, c, b'.', rest @ ..] if !rest.is_empty() => {
                Self::from_bytes(&[&[*a, *b, *c], rest].concat())
            }
            bytes => Self::from_bytes(bytes),
        }
    }
}

/// The states, the District of Columbia and the territories, as the postal service abbreviates them.
const STATES: [[u8; 2]; 56] = [
    *b"AL", *b"AK", *b"AZ", *b"AR", *b"CA", *b"CO", *b"CT", *b"DE", *b"FL", *b"GA", *b"HI", *b"ID", *b"IL",
    *b"IN", *b"IA", *b"KS", *b"KY", *b"LA", *b"ME", *b"MD", *b"MA", *b"MI", *b"MN", *b"MS", *b"MO", *b"MT",
    *b"NE", *b"NV", *b"NH", *b"NJ", *b"NM", *b"NY", *b"NC", *b"ND", *b"OH", *b"OK", *b"OR", *b"PA", *b"RI",
    *b"SC", *b"SD", *b"TN", *b"TX", *b"UT", *b"VT", *b"VA", *b"WA", *b"WV", *b"WI", *b"WY", *b"DC", *b"PR",
    *b"GU", *b"VI", *b"AS", *b"MP",
];

/// The text, filled up with zeros, or in what way its length is wrong.
fn filled_up<const MOST: usize>(text: &[u8], least: usize) -> Result<[u8; MOST], Flaw> {
    if text.is_empty() {
        return Err(Flaw::Empty);
    }
    let mut code = [0; MOST];
    match code.get_mut(..text.len()) {
        Some(start) if text.len() >= least => start.copy_from_slice(text),
        _ => return Err(Flaw::Length),
    }
    Ok(code)
}

fn hcpcs(text: &[u8]) -> Result<(), Flaw> {
    shape(match text {
        [b'A'..=b'V', number @ ..] | [number @ .., b'0'..=b'9' | b'A' | b'F' | b'M' | b'T' | b'U'] => {
            digits(number)
        }
        _ => false,
    })
}

fn taxonomy(text: &[u8]) -> Result<(), Flaw> {
    shape(match text {
        [a, b, c, kind @ .., b'X'] => digits(&[*a, *b, *c]) && alphanumeric(kind),
        _ => false,
    })
}

fn state(text: &[u8]) -> Result<(), Flaw> {
    shape(text.iter().all(u8::is_ascii_uppercase))?;
    if STATES.iter().any(|state| state == text) { Ok(()) } else { Err(Flaw::Range) }
}

/// What a code of ICD-10-CM begins with, or all of it.
fn diagnosis(text: &[u8]) -> Result<(), Flaw> {
    shape(match text {
        [b'A'..=b'Z'] => true,
        [b'A'..=b'Z', b'0'..=b'9', rest @ ..] => alphanumeric(rest),
        _ => false,
    })
}

/// Digits and upper-case letters only?
fn alphanumeric(text: &[u8]) -> bool {
    text.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
}

fn digits(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_digit)
}

fn shape(fits: bool) -> Result<(), Flaw> {
    if fits { Ok(()) } else { Err(Flaw::Character) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;

    /// Each text is a code that displays as itself and comes back from JSON, or has its flaw.
    fn table<T>(rows: &[(&str, Option<Flaw>)])
    where
        T: FromStr<Err = ValueError> + fmt::Display + fmt::Debug + Eq + Serialize + DeserializeOwned,
    {
        for (text, flaw) in rows {
            let code = text.parse::<T>();
            assert_eq!(code.as_ref().map_err(ValueError::flaw).err(), flaw.as_ref().copied(), "{text}");
            let json = format!("\"{text}\"");
            match (code, serde_json::from_str::<T>(&json)) {
                (Ok(code), Ok(same)) => {
                    assert_eq!((&code, code.to_string().as_str()), (&same, *text));
                    assert_eq!(serde_json::to_string(&code).unwrap(), json);
                }
                (Err(error), Err(same)) => {
                    let (error, same) = (error.to_string(), same.to_string());
                    assert!(same.starts_with(&error), "{same}");
                }
                (code, same) => panic!("{text}: {code:?}, from JSON {same:?}"),
            }
        }
    }

    const NO: Option<Flaw> = Some(Flaw::Character);
    const LENGTH: Option<Flaw> = Some(Flaw::Length);
    const EMPTY: Option<Flaw> = Some(Flaw::Empty);

    #[test]
    fn procedures() {
        table::<HcpcsCode>(&[
            ("H0038", None),
            ("A0000", None),
            ("V5364", None),
            ("98960", None),
            ("0001A", None),
            ("2000F", None),
            ("0002M", None),
            ("0591T", None),
            ("0001U", None),
            ("W0038", NO),
            ("h0038", NO),
            ("HH038", NO),
            ("H003A", NO),
            ("0591B", NO),
            ("0591t", NO),
            ("H0O38", NO),
            ("H003 ", NO),
            ("H003٣", LENGTH),
            ("H003", LENGTH),
            ("H00380", LENGTH),
            ("", EMPTY),
        ]);
    }

    #[test]
    fn modifiers_and_places() {
        table::<Modifier>(&[
            ("HQ", None),
            ("95", None),
            ("U1", None),
            ("1P", None),
            ("hq", NO),
            ("H ", NO),
            ("é", NO),
            ("H", LENGTH),
            ("HQ1", LENGTH),
            ("", EMPTY),
        ]);
        table::<PlaceOfService>(&[
            ("11", None),
            ("02", None),
            ("1A", NO),
            (" 1", NO),
            ("2", LENGTH),
            ("011", LENGTH),
            ("", EMPTY),
        ]);
    }

    #[test]
    fn taxonomy_codes() {
        table::<TaxonomyCode>(&[
            ("175T00000X", None),
            ("2084P0800X", None),
            ("175T00000Y", NO),
            ("17ST00000X", NO),
            ("175t00000X", NO),
            ("175T0000 X", NO),
            ("175T00000", LENGTH),
            ("175T00000XX", LENGTH),
            ("", EMPTY),
        ]);
    }

    #[test]
    fn states() {
        table::<StateCode>(&[
            ("NY", None),
            ("DC", None),
            ("MP", None),
            ("XX", Some(Flaw::Range)),
            ("UM", Some(Flaw::Range)),
            ("ny", NO),
            ("N1", NO),
            ("N", LENGTH),
            ("NYC", LENGTH),
            ("", EMPTY),
        ]);
        let mut all = STATES;
        all.sort_unstable();
        assert!(all.windows(2).all(|two| two[0] < two[1]), "a state stands twice");
        assert!(STATES.iter().all(|state| StateCode::from_bytes(state).is_ok()));
    }

    #[test]
    fn diagnoses() {
        table::<Icd10Cm>(&[
            ("F10", None),
            ("F1020", None),
            ("C7A1", None),
            ("S72001A", None),
            ("T81XXXA", None),
            ("FX0", NO),
            ("110", NO),
            ("f10", NO),
            ("F1a", NO),
            ("F102.0", NO),
            ("F10..0", NO),
            ("F10.", NO),
            ("F1", LENGTH),
            ("F", LENGTH),
            ("S72001A1", LENGTH),
            ("F1.", NO),
            ("", EMPTY),
        ]);
        for (text, held) in [
            ("F10.20", Ok("F1020")),
            ("C7A.1", Ok("C7A1")),
            ("S72.001A", Ok("S72001A")),
            ("S72.001AA", Err(Flaw::Length)),
            ("F10.2.0", Err(Flaw::Character)),
            ("F10.2é", Err(Flaw::Character)),
        ] {
            let code = text.parse::<Icd10Cm>();
            assert_eq!(code.as_ref().map(Icd10Cm::as_str).map_err(ValueError::flaw), held, "{text}");
            assert!(Icd10Cm::from_bytes(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn what_diagnoses_begin_with() {
        table::<Icd10Prefix>(&[
            ("F", None),
            ("F1", None),
            ("F1020", None),
            ("S72001A", None),
            ("FX", NO),
            ("1", NO),
            ("f", NO),
            ("F10.2", NO),
            ("S72001A1", LENGTH),
            ("", EMPTY),
        ]);
        let code: Icd10Cm = "F10.20".parse().unwrap();
        for (prefix, begins) in [
            ("F", true),
            ("F1", true),
            ("F102", true),
            ("F1020", true),
            ("F10200", false),
            ("F11", false),
            ("G", false),
        ] {
            assert_eq!(code.starts_with(&prefix.parse().unwrap()), begins, "{prefix}");
        }
    }

    #[test]
    fn codes_stand_in_the_order_of_their_text() {
        let codes =
            ["F10", "F101", "F1010", "F102", "F1A", "F20"].map(|text| text.parse::<Icd10Cm>().unwrap());
        assert!(codes.is_sorted());
        assert_eq!(format!("{:?}|{:>7}", codes[1], codes[0]), "Icd10Cm(F101)|    F10");
    }
}
