//! `peerclaim.toml`: how a project checks its files.

use super::{Level, ProjectError, RuleName, Wanted};
use crate::diag::Arg;
use crate::table::document::{self, Places, Tables};
use crate::table::{Faults, Member, Node, Row, part, row, rules};

part! {
    /// What would else be said on the command line, by the names of its options.
    #[derive(Default)]
    Check {
        /// Payers by whose rules claims are checked: ids of packs, or files that end in .toml.
        pack: Vec<String>,
        /// Rules of certification bodies in files of one's own.
        body: Vec<String>,
        /// Full lists of codes.
        list: Vec<String>,
        /// The members' county of residence.
        county: Option<String>,
        /// The programme or waiver that pays.
        programme: Option<String>,
        /// The plan's line of business.
        product: Option<String>,
        /// Which rules, by when they matter.
        profile: Option<Wanted>,
        /// The only rules that are reported.
        select: Vec<RuleName>,
        /// Rules that are not reported.
        ignore: Vec<RuleName>,
        /// How grave a finding has to be to fail.
        fail_level: Option<Level>,
        /// A rule that could not be decided fails.
        fail_on_not_run: Option<bool>,
        /// A transaction set of a guide that is not known is not run, instead of an error.
        allow_unsupported: Option<bool>,
        /// More hours of service on one day are a long day of a staff member: 10 to 16.
        long_day: Option<u32>,
        /// Largest transaction set that is read, in megabytes: 1 to 4095.
        max_set: Option<u32>,
        /// The file of suppressions.
        suppressions: Option<String>,
    }
}

row! {
    /// A rule that weighs otherwise for this project.
    SeverityRow in "severity" {
        /// The rule: id or name.
        rule: RuleName,
        /// How much it weighs. What a finding rests on may still keep it from being an error.
        level: Level,
        /// Why.
        reason: Option<String>,
    }
}

/// The rows.
#[derive(Debug, Default)]
struct Rows {
    severity: Vec<SeverityRow>,
}

impl Tables for Rows {
    const NAMES: &'static [&'static str] = &[HEAD, SeverityRow::TABLE];
    const INSTEAD: Option<&'static str> = Some(
        "a part of peerclaim.toml, which has [check] and [[severity]]; suppressions stand in a file of their own",
    );

    fn read(&mut self, table: &str, node: &Node<'_>, faults: &mut Faults) -> bool {
        let known = table == SeverityRow::TABLE;
        if known {
            document::rows(&mut self.severity, node, faults, (A_ROW, A_ROW));
        }
        known
    }
}

const HEAD: &str = "check";
const A_ROW: &str = "a table: write its name in two brackets, as [[severity]]";

/// A project's decisions, but for its [suppressions](super::Suppressions).
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Project {
    /// How to check.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check: Option<Check>,
    /// Rules that weigh otherwise.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub severity: Vec<SeverityRow>,
}

impl Project {
    /// Reads it from TOML.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding at its field.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        let whole = |check, rows: Rows| Self { check, severity: rows.severity };
        document::parse(text, HEAD, whole, verify).map_err(ProjectError::new)
    }

    /// The JSON Schema of the document, for editors that know TOML.
    pub fn schema() -> String {
        let about = "How a project checks its claim files.";
        let rows = document::table_schema::<SeverityRow>("Rules that weigh otherwise for this project.");
        let head = document::Need { name: HEAD, required: false };
        document::schema::<Check>("project", Some(head), about, [rows])
    }
}

/// Two rows on one rule would contradict each other; figures have their bounds.
fn verify(project: &Project, members: &[Member<'_>], faults: &mut Faults) {
    let places = Places(members);
    for (number, row) in (1_u64..).zip(&project.severity) {
        let mut earlier = (1..number).zip(&project.severity);
        if earlier.any(|(_, one)| one.rule == row.rule) {
            let (table, bytes) = (SeverityRow::TABLE, places.of(SeverityRow::TABLE, number, "rule"));
            let args = [Arg::Text("a rule of its own: an earlier row has it too, and one of them counts")];
            faults.at(&rules::VALUE_INVALID, table, number, "rule", bytes, &args);
        }
    }
    let Some(check) = &project.check else { return };
    for (field, value, (least, most), expected) in [
        ("long_day", check.long_day, (10, 16), "a number of hours from 10 to 16"),
        ("max_set", check.max_set, (1, 4095), "a number of megabytes from 1 to 4095"),
    ] {
        if value.is_some_and(|value| !(least..=most).contains(&value)) {
            let bytes = places.of(HEAD, 1, field);
            faults.at(&rules::VALUE_INVALID, HEAD, 1, field, bytes, &[Arg::Text(expected)]);
        }
    }
}
