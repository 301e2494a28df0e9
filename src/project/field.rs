//! What stands in the fields: rules, weights, places of the guide.

use crate::check::find_rule;
use crate::diag::{GuidePlace, Profile, Rule, Severity};
use crate::guide::find_place;
use crate::table::{Faults, Field, Node, Shape, words};
use serde::{Serialize, Serializer};

words! {
    /// How much a rule weighs.
    Level {
        /// It is told, and decides nothing.
        Info = "info",
        /// It should be looked at.
        Warning = "warning",
        /// It rejects.
        Error = "error",
    }
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Info => Self::Info,
            Level::Warning => Self::Warning,
            Level::Error => Self::Error,
        }
    }
}

words! {
    /// Which rules, by when they matter.
    Wanted {
        /// What gets rejected now.
        Preflight = "preflight",
        /// What gets clawed back later.
        Audit = "audit",
        /// All of them.
        All = "all",
    }
}

impl From<Wanted> for Profile {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Preflight => Self::Preflight,
            Wanted::Audit => Self::Audit,
            Wanted::All => Self::All,
        }
    }
}

/// A rule by its id or its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RuleName(&'static Rule);

impl RuleName {
    /// The rule.
    pub const fn get(self) -> &'static Rule {
        self.0
    }
}

/// Its id.
impl Serialize for RuleName {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.0.id)
    }
}

const A_RULE: &str = "the id or name of a rule, as `peerclaim rules` lists them";

impl Field for RuleName {
    const SHAPE: Shape = Shape::Form(A_RULE, "^(PC[0-9]{4}|[a-z0-9]+(-[a-z0-9]+)*)$");

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let rule = node.text().and_then(find_rule);
        if rule.is_none() {
            faults.expected(node.bytes, A_RULE);
        }
        rule.map(Self)
    }
}

const A_PLACE: &str = "a place of the guide: a loop, an element, or both, as 2010BA NM109";

impl Field for GuidePlace {
    const SHAPE: Shape = Shape::Form(
        A_PLACE,
        "^([0-9]{4}[A-Z]{0,2}|([0-9]{4}[A-Z]{0,2} )?[A-Z][A-Z0-9]{1,2}([0-9]{2}(-[0-9]+)?)?)$",
    );

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let place = node.text().and_then(find_place);
        if place.is_none() {
            faults.expected(node.bytes, A_PLACE);
        }
        place
    }
}
