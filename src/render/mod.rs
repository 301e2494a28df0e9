//! A report in the form that its reader wants.
//!
//! Everything here is made of findings and is safe to print anywhere, with one exception that has to be
//! asked for: the excerpt of a segment, which is masked unless [`Reveal::Everything`] is given.

mod json;
mod mask;
mod text;

#[cfg(feature = "schema")]
pub use json::report_schema;
pub use json::{json, ndjson};
pub use mask::{Excerpt, Reveal, excerpt};
pub use text::{Bytes, TextOptions, concise, human};

use crate::diag::{FileReport, Severity};
use crate::value::Date;

/// What the JSON report calls itself.
pub const REPORT_SCHEMA: &str = "peerclaim-report/1";

/// The reports on some files.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The files, in the order in which they are told.
    pub files: Vec<NamedReport>,
    /// The day that the checks took for today.
    pub as_of: Option<Date>,
    /// The only rules that were asked for, by id; empty: all.
    pub selected: Vec<&'static str>,
    /// The rules that were not to be reported, by id.
    pub ignored: Vec<&'static str>,
}

/// The report on a file that has a name.
#[derive(Debug, Clone)]
pub struct NamedReport {
    /// The name that the caller gave.
    pub path: String,
    /// What was found.
    pub report: FileReport,
}

impl Report {
    /// How many findings of that severity in all files.
    pub fn count(&self, severity: Severity) -> u64 {
        self.files.iter().map(|file| file.report.count(severity)).sum()
    }

    /// How many rules could not be decided, counted once for each file and rule.
    pub fn not_run(&self) -> u64 {
        self.files.iter().map(|file| file.report.not_run().len() as u64).sum()
    }

    /// How often each rule was broken in all files, by id.
    pub fn by_rule(&self) -> std::collections::BTreeMap<&'static str, crate::diag::Tally> {
        let mut sums = std::collections::BTreeMap::new();
        for tally in self.files.iter().flat_map(|file| file.report.tally()) {
            sums.entry(tally.rule.id).or_insert(crate::diag::Tally { count: 0, ..tally }).count +=
                tally.count;
        }
        sums
    }
}
