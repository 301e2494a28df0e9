//! Values as strings of serialised data, and documents as text.

use super::{Flaw, ValueError};
use serde::{Deserialize as _, Deserializer, Serialize, de::Error as _};
use std::{borrow::Cow, str::FromStr};

/// Reads a string as a value. The error of the format may repeat what stood there; a [`ValueError`] does not.
pub(super) fn from_string<'de, T, D>(from: D, kind: &'static str) -> Result<T, D::Error>
where
    T: FromStr<Err = ValueError>,
    D: Deserializer<'de>,
{
    let no_text = |_| D::Error::custom(ValueError::new(kind, Flaw::Type));
    Cow::<str>::deserialize(from).map_err(no_text)?.parse().map_err(D::Error::custom)
}

/// A document as JSON, indented, with a line break at the end.
pub(crate) fn json_text<T: Serialize>(document: &T) -> String {
    // Nothing that is written so can fail to serialise: no map with other keys than text, no float.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use crate::value::{Date, Money};

    #[test]
    fn errors_repeat_nothing() {
        for json in ["\"7654\"", "7654", "[7654]", "{\"7654\":1}"] {
            let error = serde_json::from_str::<Date>(json).unwrap_err().to_string();
            assert!(error.starts_with("not a valid date: ") && !error.contains("7654"), "{json}: {error}");
        }
        let error = serde_json::from_str::<Money>("7654").unwrap_err().to_string();
        assert!(error.starts_with("not a valid amount: it is of another kind"), "{error}");
    }
}
