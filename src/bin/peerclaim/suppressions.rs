//! `check --suppressions`: findings that a project knows and accepts, and the entries that should go.

use super::{Misuse, config, output};
use peerclaim::diag::{Profile, Suppression};
use peerclaim::project::{SuppressionRow, Suppressions};
use peerclaim::render::Report;
use peerclaim::value::Date;
use std::path::{Path, PathBuf};

/// A file of suppressions.
pub(crate) struct Known {
    path: PathBuf,
    all: Suppressions,
}

impl Known {
    /// Reads it.
    pub(crate) fn read(path: &Path) -> Result<Self, Misuse> {
        let text = std::fs::read_to_string(path).map_err(|error| output::cannot("read", path, &error))?;
        let all = Suppressions::parse(&text).map_err(|error| config::unusable(path, &text, &error))?;
        Ok(Self { path: path.to_owned(), all })
    }

    /// Those that hold on the day of the check, for the checker.
    pub(crate) fn in_force(&self, as_of: Option<Date>) -> Vec<Suppression> {
        self.all.on(as_of).0.into_iter().map(SuppressionRow::suppression).collect()
    }

    /// What has expired, and what nothing needed: one sentence each.
    pub(crate) fn stale(&self, report: &Report, allow_unused: bool) -> Option<Misuse> {
        let (in_force, expired) = self.all.on(report.as_of);
        let mut told: Vec<String> = expired
            .into_iter()
            .map(|row| {
                let until = row.until;
                self.entry(row, &format!("held until {until}: look at it again, or take it out"))
            })
            .collect();
        for (entry, row) in in_force.into_iter().enumerate().filter(|_| !allow_unused) {
            let mut suppressed = report.files.iter().flat_map(|file| file.report.suppressed());
            if !suppressed.any(|one| one.entry == entry) && can_be_judged(row, report) {
                told.push(self.entry(row, "suppressed nothing: take it out"));
            }
        }
        (!told.is_empty()).then(|| Misuse::new(told.join("\n")))
    }

    fn entry(&self, row: &SuppressionRow, what: &str) -> String {
        let rule = row.rule.get();
        let number = self.all.suppression.iter().position(|one| std::ptr::eq(one, row)).unwrap_or(0) + 1;
        let path = self.path.display();
        format!("{path}: entry {number}, {} {}, of {}, {what}", rule.id, rule.name, row.owner.escape_debug())
    }
}

/// Was its rule asked, and by the payer's pack where it is for one?
fn can_be_judged(row: &SuppressionRow, report: &Report) -> bool {
    let rule = row.rule.get();
    let asked = report.selected.is_empty() || report.selected.contains(&rule.id);
    let of_profile = report.profile == Profile::All || report.profile.takes(rule.profile);
    let by_pack = row.payer.is_none() || !report.packs.is_empty();
    asked && of_profile && by_pack && !report.ignored.contains(&rule.id)
}
