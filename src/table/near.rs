//! The word that was probably meant.

/// The word spelled most like `asked`, if any is near.
pub(crate) fn nearest<'a>(asked: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let asked = asked.to_lowercase();
    let (edits, word) = words.map(|word| (distance(&asked, word), word)).min_by_key(|(edits, _)| *edits)?;
    (edits <= asked.len() / 3 + 1).then_some(word)
}

/// How unlike, from 0: letters to change, or one for a word that only contains or continues what was asked.
pub(crate) fn distance(asked: &str, word: &str) -> usize {
    let inside = asked.len() > 3 && word.contains(asked);
    edits(asked, &word.to_lowercase()).min(if inside { 1 } else { usize::MAX })
}

/// How many letters to add, remove or change (Levenshtein).
pub(crate) fn edits(a: &str, b: &str) -> usize {
    // Nobody misspells a long word; an endless one would take the square of its length.
    if a.len() > 200 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let changed = corner + usize::from(x != y);
            corner = *cell;
            *cell = changed.min(*cell + 1).min(left + 1);
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_word_that_was_meant() {
        let words = ["amount", "measure", "window", "on_exceed"];
        for (asked, meant) in [
            ("amout", Some("amount")),
            ("Window", Some("window")),
            ("exceed", Some("on_exceed")),
            ("zebra-crossing", None),
            ("", None),
        ] {
            assert_eq!(nearest(asked, words.into_iter()), meant, "{asked}");
        }
    }
}
