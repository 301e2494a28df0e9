//! What stands in the fields: rules, weights, places of the guide.

use crate::check::{find_rule, nearest_rule};
use crate::diag::{Arg, GuidePlace, Profile, Rule, Severity};
use crate::guide::find_place;
use crate::table::{Faults, Field, Node, Shape, rules, words};
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

const THE_RULES: &str = "the rules that `peerclaim rules` lists";
const A_RULE: &str = "the id or name of a rule, as `peerclaim rules` lists them";

impl Field for RuleName {
    const SHAPE: Shape = Shape::Form(A_RULE, "^(PC[0-9]{4}|[a-z0-9]+(-[a-z0-9]+)*)$");

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let Some(text) = node.text() else {
            faults.expected(node.bytes, A_RULE);
            return None;
        };
        let rule = find_rule(text);
        if rule.is_none() {
            let near = nearest_rule(text).map(|rule| rule.name);
            faults.push(&rules::WORD_UNKNOWN, node.bytes, &[Arg::Text(THE_RULES), Arg::Near(near)]);
        }
        rule.map(Self)
    }
}

/// Files by their path: `*` stands for anything in a name, `**` for folders, `?` for one character, `{a,b}` for either,
/// `[a-z]` for one of these.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FilePattern(String);

impl FilePattern {
    /// As it was written, without a `./` before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

const A_PATTERN: &str = "a pattern for files, from the folder of this file on, as north/*.837: folders end in / and no \\, \
                         nothing stands before it, and brackets are closed";

impl Field for FilePattern {
    const SHAPE: Shape = Shape::Form(A_PATTERN, r"^[^!/\\]([^\\]*[^/\\])?$");

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let pattern = node.text().map(|text| text.strip_prefix("./").unwrap_or(text)).filter(|text| {
            let closed = |open: char, close: char| text.matches(open).count() == text.matches(close).count();
            let is_inside = !text.is_empty() && !text.starts_with(['!', '/']) && !text.ends_with('/');
            is_inside && !text.contains(['\\', '\n']) && closed('{', '}') && closed('[', ']')
        });
        if pattern.is_none() {
            faults.expected(node.bytes, A_PATTERN);
        }
        pattern.map(|text| Self(text.to_owned()))
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
