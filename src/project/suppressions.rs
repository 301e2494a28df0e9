//! Suppressions: findings that a project knows and accepts, by whom, why and until when.

use super::{FilePattern, ProjectError, RuleName};
use crate::diag::{GuidePlace, Suppression};
use crate::table::document::{self, Tables};
use crate::table::{Faults, Node, Row, row};
use crate::value::Date;

row! {
    /// Findings that are not to be told.
    SuppressionRow in "suppression" {
        /// The rule: id or name.
        rule: RuleName,
        /// Only in files of such a path, from the folder of this file on: `north/*.837`, `**/test-*`.
        files: Option<FilePattern>,
        /// Only of claims for this payer: the id of its pack.
        payer: Option<String>,
        /// Only at this place of the guide: `2010BA`, `2010BA NM109`, `SV101-3`.
        place: Option<GuidePlace>,
        /// Why it is accepted.
        reason: String,
        /// Who answers for it.
        owner: String,
        /// The last day on which it holds.
        until: Date,
    }
}

impl SuppressionRow {
    /// For the checker.
    pub fn suppression(&self) -> Suppression {
        let mut of = Suppression::of(self.rule.get());
        if let Some(pattern) = &self.files {
            of = of.in_files(pattern.as_str());
        }
        if let Some(payer) = &self.payer {
            of = of.for_payer(payer.as_str());
        }
        self.place.map_or_else(|| of.clone(), |place| of.clone().at(place))
    }
}

/// A file of suppressions.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Suppressions {
    /// The rows, in order.
    pub suppression: Vec<SuppressionRow>,
}

const A_ROW: &str = "a table: write its name in two brackets, as [[suppression]]";

impl Tables for Suppressions {
    const NAMES: &'static [&'static str] = &[SuppressionRow::TABLE];
    const INSTEAD: Option<&'static str> =
        Some("a part of a file of suppressions, which has [[suppression]]; settings stand in peerclaim.toml");

    fn read(&mut self, table: &str, node: &Node<'_>, faults: &mut Faults) -> bool {
        let known = table == SuppressionRow::TABLE;
        if known {
            document::rows(&mut self.suppression, node, faults, (A_ROW, A_ROW));
        }
        known
    }
}

impl Suppressions {
    /// Reads them from TOML.
    ///
    /// # Errors
    /// Everything that is wrong with them, each finding at its field.
    pub fn parse(text: &str) -> Result<Self, ProjectError> {
        document::parse_rows(text).map_err(ProjectError::new)
    }

    /// Those that hold on a day, and those that do not any more. Without a day all hold.
    pub fn on(&self, day: Option<Date>) -> (Vec<&SuppressionRow>, Vec<&SuppressionRow>) {
        self.suppression.iter().partition(|row| day.is_none_or(|day| day <= row.until))
    }

    /// The JSON Schema of the document, for editors that know TOML.
    pub fn schema() -> String {
        let about = "Findings that a project knows and accepts, by whom, why and until when.";
        let rows = document::table_schema::<SuppressionRow>("Findings that are not to be told.");
        document::schema::<SuppressionRow>("suppressions", None, about, [rows])
    }
}
