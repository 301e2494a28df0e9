//! Values as strings of serialised data.

use super::{Flaw, ValueError};
use serde::{Deserialize as _, Deserializer, de::Error as _};
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
