//! Elements that have no field of their own: kept under their X12 names.

use super::text;
use crate::diag::ElementRef;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// The name of an element, component or repetition: `NM107`, `CLM05-3`, `DMG05.2-1`. In a segment that is
/// kept as it was, without the segment id: `07`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ElementName {
    tag: String,
    at: ElementRef,
}

impl ElementName {
    /// The name of an element of a segment; of a kept segment, if `tag` is empty.
    pub fn new(tag: &str, at: ElementRef) -> Self {
        Self { tag: tag.to_owned(), at: ElementRef { repetition: at.repetition.max(1), ..at } }
    }

    /// The segment id.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The place in the segment.
    pub const fn at(&self) -> ElementRef {
        self.at
    }
}

/// As X12 names elements. Numbers of three digits and more come after `#`.
impl fmt::Display for ElementName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.at.element > 99 { "#" } else { "" };
        write!(f, "{}{mark}{}", self.tag, self.at)
    }
}

/// Names are of this library's making, but a caller's may hold anything.
impl fmt::Debug for ElementName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ElementName(..)")
    }
}

/// A text that is not the name of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the name of an element, such as NM107 or CLM05-3")]
pub struct ElementNameError;

impl FromStr for ElementName {
    type Err = ElementNameError;
    fn from_str(name: &str) -> Result<Self, ElementNameError> {
        let number = |text: &str| {
            let digits = text.bytes().all(|byte| byte.is_ascii_digit());
            text.parse::<u16>().ok().filter(|&number| digits && number > 0).ok_or(ElementNameError)
        };
        let (name, component) = match name.split_once('-') {
            Some((name, component)) => (name, number(component)?),
            None => (name, 0),
        };
        let (name, repetition) = match name.split_once('.') {
            Some((name, repetition)) => (name, number(repetition)?),
            None => (name, 1),
        };
        let (tag, element) = match name.split_once('#') {
            Some(parts) => parts,
            None => {
                name.len().checked_sub(2).and_then(|at| name.split_at_checked(at)).ok_or(ElementNameError)?
            }
        };
        if !tag.bytes().all(|byte| byte.is_ascii_alphanumeric()) || tag.len() > 3 {
            return Err(ElementNameError);
        }
        Ok(Self { tag: tag.to_owned(), at: ElementRef { element: number(element)?, component, repetition } })
    }
}

impl Serialize for ElementName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ElementName {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from)?.parse().map_err(D::Error::custom)
    }
}

/// Texts by the names of their elements.
///
/// A claim has fields for what the guide uses. What stands in an element that the guide does not use, or
/// that no segment has, is kept here; so is a code that differs from the only one that the guide allows,
/// with an empty text where that code is missing.
#[derive(Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Elements(BTreeMap<ElementName, String>);

impl Elements {
    /// Nothing kept?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many are kept.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// The texts and their names, in the order of the names.
    pub fn iter(&self) -> impl Iterator<Item = (&ElementName, &str)> {
        self.0.iter().map(|(name, text)| (name, text.as_str()))
    }

    /// Keeps a text.
    pub fn set(&mut self, name: ElementName, text: impl Into<String>) {
        self.0.insert(name, text.into());
    }

    pub(crate) fn keep(&mut self, tag: &str, at: ElementRef, bytes: &[u8]) {
        self.set(ElementName::new(tag, at), text::from_bytes(bytes));
    }

    /// Those of one segment.
    pub(crate) fn of<'a>(&'a self, tag: &'a str) -> impl Iterator<Item = (ElementRef, &'a str)> {
        self.iter().filter(move |(name, _)| name.tag == tag).map(|(name, text)| (name.at, text))
    }
}

/// Tells how many there are: the texts are the caller's.
impl fmt::Debug for Elements {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Elements({})", self.0.len())
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Elements {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Elements".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Texts of elements that have no field of their own, by their X12 names: NM107, CLM05-3, DMG05.2-1.",
            "additionalProperties": { "type": "string" },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_both_ways() {
        for (name, tag, element, component, repetition) in [
            ("NM107", "NM1", 7, 0, 1),
            ("N403", "N4", 3, 0, 1),
            ("CLM05-3", "CLM", 5, 3, 1),
            ("DMG05.2-1", "DMG", 5, 1, 2),
            ("07", "", 7, 0, 1),
            ("LIN#120", "LIN", 120, 0, 1),
            ("#120-2", "", 120, 2, 1),
        ] {
            let parsed: ElementName = name.parse().unwrap();
            assert_eq!(parsed, ElementName::new(tag, ElementRef { element, component, repetition }));
            assert_eq!(parsed.to_string(), name);
        }
    }

    #[test]
    fn other_texts_are_refused() {
        for text in
            ["", "7", "NM1", "NM1-03", "NM1LONG07", "CLM00", "CLM05-0", "CLM05-", "CLM05.x", "C M05", "é07"]
        {
            assert_eq!(text.parse::<ElementName>(), Err(ElementNameError), "{text}");
        }
    }
}
