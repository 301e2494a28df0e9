//! Evidence as it is read, and that nothing of it gets out.

mod canary;
mod json;
mod random;
mod report;
mod rules;
mod schema;
mod tables;

use crate::diag::Finding;
use std::path::{Path, PathBuf};

/// A file of the repository.
pub(super) fn file(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[expect(clippy::disallowed_methods, reason = "reads a fixture")]
pub(super) fn text(path: &str) -> String {
    std::fs::read_to_string(file(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The small agency, with every field of every table.
pub(super) fn agency() -> String {
    text("fixtures/evidence/agency.json")
}

/// Another, as tables: their names and texts, in the order of the names.
pub(super) fn sheets() -> Vec<(String, String)> {
    let folder = "fixtures/evidence/tables";
    let mut sheets: Vec<(String, String)> = std::fs::read_dir(file(folder))
        .unwrap()
        .map(|entry| {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let sheet = text(&format!("{folder}/{name}"));
            (name.trim_end_matches(".csv").to_owned(), sheet)
        })
        .collect();
    sheets.sort();
    sheets
}

/// `PC0405 encounters row 2, on`
pub(super) fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|finding| format!("{} {}", finding.rule().id, finding.location())).collect()
}
