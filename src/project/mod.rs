//! What a project decides for itself: how its files are checked, how grave a rule is, and what it does not want to hear.
//!
//! Two documents, both TOML that people write and review like code. `peerclaim.toml` ([`Project`]) says how to check; a
//! file of [`Suppressions`] says which findings are known and accepted, by whom, why and until when. A suppression names a
//! rule and perhaps files, a payer or a place of the guide; there is no way to name a claim or a person.
//!
//! The library reads texts: which file is which, and what paths in them mean, is for the caller.
//!
//! ```
//! use peerclaim::Checker;
//! use peerclaim::project::{Project, Suppressions};
//!
//! let project = Project::parse(r#"
//!     [check]
//!     ignore = ["PC0348"]
//!
//!     [[severity]]
//!     rule = "set-with-many-claims"
//!     level = "error"
//! "#)?;
//! let known = Suppressions::parse(r#"
//!     [[suppression]]
//!     rule = "PC0346"
//!     files = "test/*.837"
//!     reason = "test files have two kinds of interchange on purpose"
//!     owner = "billing"
//!     until = "2027-03-31"
//! "#)?;
//! let (in_force, expired) = known.on(Some("2026-11-21".parse()?));
//! assert_eq!((in_force.len(), expired.len()), (1, 0));
//! let mut checker = Checker::builder();
//! for row in &project.severity {
//!     checker = checker.level(row.rule.get(), row.level.into());
//! }
//! let checker = checker.suppressions(in_force.iter().map(|row| row.suppression()).collect()).build();
//! let report = checker.for_file("test/a.837").check(b"");
//! assert_eq!(report.suppressed(), []);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod field;
mod settings;
mod suppressions;

pub use field::{FilePattern, Level, RuleName, Wanted};
pub use settings::{Check, Project, SeverityRow};
pub use suppressions::{SuppressionRow, Suppressions};

use crate::diag::Finding;

/// What the file is called that a project's decisions stand in.
pub const PROJECT_FILE: &str = "peerclaim.toml";

/// A document could not be read: what is wrong with it, each at its place.
#[derive(Debug, thiserror::Error)]
#[error("the document has {} faults; the first: {}", .findings.len(), .findings.first().map(Finding::message).unwrap_or_default())]
pub struct ProjectError {
    findings: Vec<Finding>,
}

impl ProjectError {
    const fn new(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// What is wrong, in the order of the document.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}
