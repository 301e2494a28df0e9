//! Where results go: standard output, a file, or, for what went wrong, standard error.

use super::{Misuse, Outcome};
use std::io::{self, Write};
use std::path::Path;

/// Prints; a reader that has gone (a closed pipe) is no fault.
pub(crate) fn print(text: &str) -> Result<Outcome, Misuse> {
    let mut out = anstream::stdout().lock();
    printed(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

pub(crate) fn printed(written: io::Result<()>) -> Result<Outcome, Misuse> {
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Misuse::new(format!("cannot write to standard output: {}", reason(&error))))
        }
        _ => Ok(Outcome::Clean),
    }
}

/// An answer as JSON, indented, with a line break at the end.
pub(crate) fn json<T: serde::Serialize>(answer: &T) -> String {
    let mut text = serde_json::to_string_pretty(answer).unwrap_or_default();
    text.push('\n');
    text
}

/// Writes into a file.
pub(crate) fn save(path: &Path, text: &[u8]) -> Result<(), Misuse> {
    std::fs::write(path, text).map_err(|error| cannot("write", path, &error))
}

/// Removes what an earlier run left: it would be taken for the answer of this one.
pub(crate) fn forget(path: &Path) -> Result<(), Misuse> {
    if path.exists() {
        std::fs::remove_file(path).map_err(|error| cannot("remove", path, &error))?;
    }
    Ok(())
}

/// One sentence on standard error.
pub(crate) fn complain(sentence: &str) {
    let _ = writeln!(anstream::stderr(), "peerclaim: {sentence}");
}

/// Does a terminal act on it, or not show it: control characters, marks that turn the direction of text, marks without
/// width?
pub(crate) fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

/// A text of the user's in a message, without what a terminal would act on.
pub(crate) fn visible(text: &str) -> String {
    text.chars().map(|c| if is_unseen(c) { '\u{FFFD}' } else { c }).collect()
}

pub(crate) fn cannot(what: &str, path: &Path, error: &io::Error) -> Misuse {
    Misuse::new(format!("cannot {what} {}: {}", path.display(), reason(error)))
}

/// The system's reason, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_lowercase()
}
