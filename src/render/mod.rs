//! A report in the form that its reader wants.
//!
//! Everything here is made of findings and is safe to print anywhere, with one exception that has to be
//! asked for: the excerpt of a segment, which is masked unless [`Reveal::Everything`] is given.

mod csv;
mod github;
mod html;
mod json;
mod junit;
mod mask;
mod position;
mod sarif;
mod text;

pub use csv::csv;
pub use github::{GITHUB_SHOWN, github};
pub use html::{HTML_SHOWN, html};
#[cfg(feature = "schema")]
pub use json::report_schema;
pub use json::{json, ndjson};
pub use junit::{JUNIT_SHOWN, junit};
pub use mask::{Excerpt, Reveal, excerpt};
pub use position::{Position, PositionScan, Positions};
pub use sarif::{SARIF_SHOWN, sarif};
pub use text::{Bytes, TextOptions, concise, human};

use crate::diag::{FileReport, Finding, Profile, Rule, Severity, Suppressed};
use crate::pack::{Pack, PackSet, Terms};
use crate::value::Date;
use std::collections::BTreeMap;

/// What the JSON report calls itself.
pub const REPORT_SCHEMA: &str = "peerclaim-report/1";

/// The reports on some files.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// The files, in the order in which they are told.
    pub files: Vec<NamedReport>,
    /// The day that the checks took for today.
    pub as_of: Option<Date>,
    /// The day the payer received the claims.
    pub received_on: Option<Date>,
    /// Which rules were asked for, by when they matter.
    pub profile: Profile,
    /// The packs that the claims were checked by.
    pub packs: PackSet,
    /// The ids of those packs that did not come with the library.
    pub own_packs: Vec<String>,
    /// The only rules that were asked for, by id; empty: all.
    pub selected: Vec<&'static str>,
    /// The rules that were not to be reported, by id.
    pub ignored: Vec<&'static str>,
    /// The file of the project's settings, by the name that the caller gave.
    pub settings: Option<String>,
    /// The rules that weigh otherwise than they do by themselves, by id.
    pub levels: BTreeMap<&'static str, Severity>,
}

/// The report on a file that has a name.
#[derive(Debug, Clone)]
pub struct NamedReport {
    /// The name that the caller gave.
    pub path: String,
    /// What was found.
    pub report: FileReport,
}

/// The row of a pack that a finding rests on.
pub(crate) struct BasisRow<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) table: &'static str,
    pub(crate) row: u64,
    pub(crate) terms: &'a Terms,
}

impl BasisRow<'_> {
    /// The pack whose payer pays instead, where the row says so.
    pub(crate) fn sends_to(&self) -> Option<&str> {
        let row = usize::try_from(self.row).ok()?.checked_sub(1)?;
        (self.table == "route")
            .then(|| self.pack.rows.route.get(row))
            .flatten()
            .map(|route| route.pack.as_str())
    }

    /// Titles, places and addresses of what the row cites, in one line each.
    pub(crate) fn citations(&self) -> Vec<String> {
        self.terms.citations(&self.pack.rows.source)
    }
}

/// How many findings were suppressed, by the id of their rule.
fn by_rule<'a>(suppressed: impl IntoIterator<Item = &'a Suppressed>) -> BTreeMap<&'static str, u64> {
    let mut sums = BTreeMap::new();
    for one in suppressed {
        *sums.entry(one.rule.id).or_default() += one.count;
    }
    sums
}

impl Report {
    /// The row that a finding rests on, if it rests on one.
    pub(crate) fn basis(&self, finding: &Finding) -> Option<BasisRow<'_>> {
        let basis = finding.basis()?;
        let pack = *self.packs.packs().get(usize::from(basis.pack))?;
        let terms = pack.terms(basis.table, basis.row)?;
        Some(BasisRow { pack, table: basis.table, row: basis.row, terms })
    }

    /// Was the rule asked for, and could it be broken by what was checked: by payers' rules with packs, by the log beside
    /// evidence?
    pub fn asked(&self, rule: &Rule) -> bool {
        let wanted = self.selected.is_empty() || self.selected.contains(&rule.id);
        let beside = self.files.iter().any(|file| file.report.money().is_some());
        let applies = match rule.id.get(..4) {
            Some("PC06") => !self.packs.is_empty() || rule.id == "PC0633",
            Some("PC04" | "PC05" | "PC07") => beside,
            _ => true,
        };
        wanted && applies && self.profile.takes(rule.profile) && !self.ignored.contains(&rule.id)
    }

    /// How many findings of that severity in all files.
    pub fn count(&self, severity: Severity) -> u64 {
        self.files.iter().map(|file| file.report.count(severity)).sum()
    }

    /// How many rules could not be decided, counted once for each file and rule.
    pub fn not_run(&self) -> u64 {
        self.files.iter().map(|file| file.report.not_run().len() as u64).sum()
    }

    /// How many findings of each rule suppressions kept from being told, in all files.
    pub fn suppressed(&self) -> BTreeMap<&'static str, u64> {
        by_rule(self.files.iter().flat_map(|file| file.report.suppressed()))
    }

    /// What a project decided for itself, as far as it shows: one sentence each, without a full stop.
    pub(crate) fn decided(&self) -> Vec<String> {
        let levels =
            self.levels.iter().map(|(rule, level)| format!("{rule} counts as {} here", level.as_str()));
        let suppressed = self.suppressed().into_iter();
        let suppressed =
            suppressed.map(|(rule, count)| format!("suppressed: {rule}, {}", text::many(count, "time")));
        levels.chain(suppressed).collect()
    }

    /// How often each rule was broken in all files, by id.
    pub fn by_rule(&self) -> BTreeMap<&'static str, crate::diag::Tally> {
        let mut sums = BTreeMap::new();
        for tally in self.files.iter().flat_map(|file| file.report.tally()) {
            let sum = sums.entry(tally.rule.id).or_insert(crate::diag::Tally::new(tally.rule));
            for severity in [Severity::Error, Severity::Warning, Severity::Info] {
                sum.add(severity, tally.of(severity));
            }
        }
        sums
    }
}
