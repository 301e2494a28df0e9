//! A day or a span of days, as a claim holds it.

use crate::value::{Date, DateSpan};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A day or a span of days: two elements in a file, the form (D8, RD8) and the text.
///
/// In JSON one string: `2026-05-03`; `2026-05-03/2026-05-05`; what is neither is kept with its form before
/// it, `D8:20260230`.
///
/// ```
/// use peerclaim::claim::When;
/// let week: When = "2026-05-03/2026-05-09".into();
/// assert_eq!(week.span().map(|days| days.last().to_string()).as_deref(), Some("2026-05-09"));
/// assert_eq!(When::from_x12("D8", "20260503"), "2026-05-03".into());
/// assert_eq!(When::from_x12("D8", "20260230").to_string(), "D8:20260230");
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub enum When {
    /// Nothing.
    #[default]
    Absent,
    /// One day (D8).
    Day(Date),
    /// From one day to another (RD8).
    Span(DateSpan),
    /// Anything else.
    Other(OtherForm),
}

/// A date in no form that the guide allows, or of a day that does not exist. Only reading makes one.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct OtherForm {
    form: String,
    text: String,
}

impl OtherForm {
    /// The form that was named: `D8`.
    pub fn form(&self) -> &str {
        &self.form
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Names the type only: the text is the caller's.
impl fmt::Debug for OtherForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OtherForm(..)")
    }
}

impl When {
    /// The days in that form.
    pub fn from_x12(form: &str, text: &str) -> Self {
        let found = match form {
            "D8" => Date::from_d8(text.as_bytes()).ok().map(Self::Day),
            "RD8" => DateSpan::from_rd8(text.as_bytes()).ok().map(Self::Span),
            "" if text.is_empty() => Some(Self::Absent),
            _ => None,
        };
        found.unwrap_or_else(|| Self::Other(OtherForm { form: form.to_owned(), text: text.to_owned() }))
    }

    /// First and last day; one day is both.
    pub fn span(&self) -> Option<DateSpan> {
        match self {
            Self::Day(day) => Some(DateSpan::from(*day)),
            Self::Span(span) => Some(*span),
            Self::Absent | Self::Other(_) => None,
        }
    }

    /// Is there nothing?
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }
}

impl From<&str> for When {
    fn from(text: &str) -> Self {
        if text.is_empty() {
            return Self::Absent;
        }
        let iso = |text: &str| text.contains('-').then(|| text.parse::<Date>().ok()).flatten();
        if let Some(day) = iso(text) {
            return Self::Day(day);
        }
        let span = text.split_once('/').and_then(|(first, last)| DateSpan::new(iso(first)?, iso(last)?));
        if let Some(span) = span {
            return Self::Span(span);
        }
        let (form, text) = text.split_once(':').unwrap_or(("", text));
        Self::from_x12(form, text)
    }
}

impl From<Date> for When {
    fn from(day: Date) -> Self {
        Self::Day(day)
    }
}

impl From<DateSpan> for When {
    fn from(span: DateSpan) -> Self {
        Self::Span(span)
    }
}

/// As in JSON.
impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Absent => Ok(()),
            Self::Day(day) => write!(f, "{day}"),
            Self::Span(span) => write!(f, "{}/{}", span.first(), span.last()),
            Self::Other(other) => write!(f, "{}:{}", other.form, other.text),
        }
    }
}

/// Tells whether something is there, never what.
impl fmt::Debug for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Absent => "When(absent)",
            Self::Day(_) => "When(day)",
            Self::Span(_) => "When(span)",
            Self::Other(_) => "When(other)",
        })
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|text| Self::from(text.as_str()))
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "DayOrDays".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "A day, 2026-05-03, or days, 2026-05-03/2026-05-05. What is neither is kept with its form before it, D8:20260230.",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways() {
        for (form, text, json) in [
            ("", "", ""),
            ("D8", "20260503", "2026-05-03"),
            ("RD8", "20260503-20260505", "2026-05-03/2026-05-05"),
            ("RD8", "20260503-20260503", "2026-05-03/2026-05-03"),
            ("RD8", "20260505-20260503", "RD8:20260505-20260503"),
            ("D8", "20260230", "D8:20260230"),
            ("D8", "2026-05-03", "D8:2026-05-03"),
            ("D8", "", "D8:"),
            ("", "20260503", ":20260503"),
            ("TM", "12:00", "TM:12:00"),
        ] {
            let when = When::from_x12(form, text);
            assert_eq!(when.to_string(), json);
            assert_eq!(When::from(json), when, "{json}");
        }
        assert_eq!(When::from("20260503"), When::from_x12("", "20260503"));
    }
}
