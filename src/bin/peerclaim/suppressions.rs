//! `check --suppressions`: findings that a project knows and accepts, and the entries that should go.

use super::input::Source;
use super::{Misuse, config, output};
use peerclaim::diag::Suppression;
use peerclaim::project::{SuppressionRow, Suppressions};
use peerclaim::render::Report;
use peerclaim::value::Date;
use std::path::{Component, Path, PathBuf};

/// A file of suppressions.
pub(crate) struct Known {
    path: PathBuf,
    /// Its folder, by its whole path.
    folder: Option<PathBuf>,
    all: Suppressions,
}

impl Known {
    /// Reads it.
    pub(crate) fn read(path: &Path) -> Result<Self, Misuse> {
        let text = std::fs::read_to_string(path).map_err(|error| output::cannot("read", path, &error))?;
        let all = Suppressions::parse(&text).map_err(|error| config::unusable(path, &text, &error))?;
        let folder = path.parent().filter(|folder| folder.as_os_str() != "").unwrap_or(Path::new("."));
        Ok(Self { path: path.to_owned(), folder: std::fs::canonicalize(folder).ok(), all })
    }

    /// Those that hold on the day of the check, for the checker.
    pub(crate) fn in_force(&self, as_of: Option<Date>) -> Vec<Suppression> {
        self.all.on(as_of).0.into_iter().map(SuppressionRow::suppression).collect()
    }

    /// A file by its path from the folder of the suppressions on, as patterns name it; `-` is standard input.
    pub(crate) fn name(&self, source: &Source) -> String {
        let Source::Path(path) = source else { return "-".to_owned() };
        let whole = std::fs::canonicalize(path).ok().zip(self.folder.as_deref());
        let inside = whole.and_then(|(path, folder)| path.strip_prefix(folder).ok().map(Path::to_owned));
        let path = inside.unwrap_or_else(|| std::path::absolute(path).unwrap_or_else(|_| path.clone()));
        let names = path.components().filter_map(|part| match part {
            Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
            _ => None,
        });
        names.collect::<Vec<_>>().join("/")
    }

    /// What has expired, and what nothing needed: one sentence each. `whole`: every file was read.
    pub(crate) fn stale(&self, report: &Report, whole: bool) -> Vec<String> {
        let (in_force, expired) = self.all.on(report.as_of);
        let mut told: Vec<String> = expired
            .into_iter()
            .map(|row| {
                let until = row.until;
                self.entry(row, &format!("held until {until}: look at it again, or take it out"))
            })
            .collect();
        for (entry, row) in in_force.into_iter().enumerate().filter(|_| whole) {
            let mut suppressed = report.files.iter().flat_map(|file| file.report.suppressed());
            if !suppressed.any(|one| one.entry == entry) && is_decided(row, report) {
                told.push(self.entry(row, "suppressed nothing: take it out, or correct where it is for"));
            }
        }
        told
    }

    fn entry(&self, row: &SuppressionRow, what: &str) -> String {
        let rule = row.rule.get();
        let number = self.all.suppression.iter().position(|one| std::ptr::eq(one, row)).unwrap_or(0) + 1;
        let (path, owner) =
            (output::visible(&self.path.display().to_string()), output::visible(row.owner.trim()));
        format!("{path}: entry {number}, {} {}, of {owner}, {what}", rule.id, rule.name)
    }
}

/// Was its rule asked and decided? What lacked something may be needed where it does not.
fn is_decided(row: &SuppressionRow, report: &Report) -> bool {
    let rule = row.rule.get();
    let is = |payer: &String| report.packs.stacks().iter().any(|stack| stack.id() == payer);
    let mut not_run = report.files.iter().flat_map(|file| file.report.not_run());
    report.asked(rule)
        && row.payer.as_ref().is_none_or(is)
        && report.files.iter().all(|file| file.report.was_asked(rule))
        && !not_run.any(|one| one.rule == rule)
}
