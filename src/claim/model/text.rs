//! Text of a file as a string, and back, with no byte lost.
//!
//! Files hold ASCII, UTF-8, and sometimes bytes that are neither. JSON holds Unicode only. A byte that is
//! not part of UTF-8 text becomes a character of the private use area, U+F780 to U+F7FF, by its number;
//! writing makes the byte of it again. Text that uses these characters itself is taken byte by byte.

use std::borrow::Cow;

/// First of the characters that stand for single bytes; the byte's number is added.
const BASE: u32 = 0xF700;

/// The text as a string.
pub(crate) fn from_bytes(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        for character in chunk.valid().chars() {
            if stands_for_byte(character).is_some() {
                let mut room = [0; 4];
                text.extend(character.encode_utf8(&mut room).bytes().map(stand_in));
            } else {
                text.push(character);
            }
        }
        text.extend(chunk.invalid().iter().copied().map(stand_in));
    }
    text
}

/// The string as text of a file.
pub(crate) fn to_bytes(text: &str) -> Cow<'_, [u8]> {
    if !text.chars().any(|character| stands_for_byte(character).is_some()) {
        return Cow::Borrowed(text.as_bytes());
    }
    let mut bytes = Vec::with_capacity(text.len());
    for character in text.chars() {
        match stands_for_byte(character) {
            Some(byte) => bytes.push(byte),
            None => bytes.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
    Cow::Owned(bytes)
}

fn stand_in(byte: u8) -> char {
    char::from_u32(BASE + u32::from(byte)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

fn stands_for_byte(character: char) -> Option<u8> {
    u32::from(character)
        .checked_sub(BASE)
        .and_then(|number| u8::try_from(number).ok())
        .filter(|byte| *byte >= 0x80)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["", "DOE", "MUÑOZ", "日本"] {
            assert_eq!(from_bytes(text.as_bytes()), text);
            assert!(matches!(to_bytes(text), Cow::Borrowed(_)));
        }
    }

    proptest! {
        #[test]
        fn no_byte_is_lost(bytes in proptest::collection::vec(prop_oneof![Just(0xEF), Just(0x9E), any::<u8>()], 0..32)) {
            let text = from_bytes(&bytes);
            prop_assert_eq!(to_bytes(&text).into_owned(), bytes);
        }
    }
}
