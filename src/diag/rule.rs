//! What can be reported: the record of one rule.

use serde::Serialize;
use std::fmt;

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; nothing to correct.
    Info,
    /// Likely to cost time or money; does not reject.
    Warning,
    /// Rejected by whoever follows the standard, the guide or the payer's rules.
    Error,
}

impl Severity {
    /// `error`, `warning`, `info`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// How settled a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Reported, never rejects: its source has not been read in the original, or nobody outside has tried it.
    Preview,
    /// Settled.
    Stable,
    /// No longer reported; the id stays taken.
    Retired,
}

/// When a rule matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Profile {
    /// What gets rejected now.
    Preflight,
    /// What gets clawed back later.
    Audit,
    /// Either.
    #[default]
    All,
}

impl Profile {
    /// `preflight`, `audit`, `all`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Preflight => "preflight",
            Self::Audit => "audit",
            Self::All => "all",
        }
    }

    /// Does a rule of that profile belong to what is asked for?
    pub fn takes(self, rule: Self) -> bool {
        self == Self::All || rule == Self::All || self == rule
    }
}

/// How a finding would appear in an acknowledgement of the file (X12 TA1, 999; 277CA).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fate {
    /// TA105, the note of an interchange acknowledgement.
    Ta1(&'static str),
    /// AK905, a group in error.
    Ak905(&'static str),
    /// IK502, a transaction set in error.
    Ik502(&'static str),
    /// IK304, a segment in error.
    Ik304(&'static str),
    /// IK403, an element in error.
    Ik403(&'static str),
    /// A claim status in a 277CA: category and status code.
    Stc(&'static str, &'static str),
    /// Nowhere, and why.
    Nowhere(&'static str),
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ta1(code) => write!(f, "TA1 (TA105 {code})"),
            Self::Ak905(code) => write!(f, "999 (AK905 {code})"),
            Self::Ik502(code) => write!(f, "999 (IK502 {code})"),
            Self::Ik304(code) => write!(f, "999 (IK304 {code})"),
            Self::Ik403(code) => write!(f, "999 (IK403 {code})"),
            Self::Stc(category, status) => write!(f, "277CA ({category}:{status})"),
            Self::Nowhere(why) => write!(f, "none: {why}"),
        }
    }
}

/// Where the requirement is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Source {
    /// The document.
    pub title: &'static str,
    /// Where in it.
    pub section: &'static str,
}

/// One thing that can be reported.
#[derive(Debug)]
pub struct Rule {
    /// `PC` and four digits. Never reused.
    pub id: &'static str,
    /// The bad thing, in words joined by hyphens: `required-segment-missing`.
    pub name: &'static str,
    /// The same as a sentence without a full stop.
    pub title: &'static str,
    /// What a finding says; `{0}`, `{1}` … stand for its arguments.
    pub message: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// How much it weighs.
    pub severity: Severity,
    /// SNIP type: 1 syntax, 2 guide, 3 balance, 4 situation, 5 code set, 6 product, 7 payer.
    pub snip: u8,
    /// How settled it is. A preview rule never weighs more than a warning.
    pub status: Status,
    /// The version that brought it.
    pub since: &'static str,
    /// When it matters.
    pub profile: Profile,
    /// Its fate in an acknowledgement.
    pub fate: Fate,
    /// Where the requirement is written down.
    pub sources: &'static [Source],
    /// The claim adjustment reason codes with which payers mostly deny what breaks it, the likeliest first: general
    /// knowledge, to join findings to remittances by; none where it is no matter of payment.
    pub denials: &'static [&'static str],
    /// Its document, in Markdown: what, why it matters, what to do, fails, passes, sources.
    pub doc: &'static str,
}

/// Rule and box, where the examples of a rule's document stand in boxes: a test writes and compares it.
const BOXES: &str = include_str!("boxes.tsv");

impl Rule {
    /// The boxes of the CMS-1500 form that it is mostly about, as the examples of its document show; none, where what
    /// it is about is not printed there. A finding tells its own.
    ///
    /// ```
    /// let rule = peerclaim::find_rule("units-negative").ok_or("a rule")?;
    /// assert_eq!(rule.boxes().collect::<Vec<_>>(), ["24G"]);
    /// # Ok::<(), &str>(())
    /// ```
    pub fn boxes(&self) -> impl Iterator<Item = &'static str> + use<> {
        let id = self.id;
        let rows = BOXES.lines().filter_map(|line| line.split_once('\t'));
        rows.filter(move |(rule, _)| *rule == id).map(|(_, form_box)| form_box)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Rule {}

/// A rule as a record, for machines.
impl Serialize for Rule {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut record = to.serialize_struct("Rule", 14)?;
        record.serialize_field("id", self.id)?;
        record.serialize_field("name", self.name)?;
        record.serialize_field("title", self.title)?;
        record.serialize_field("severity", &self.severity)?;
        record.serialize_field("snip", &self.snip)?;
        record.serialize_field("status", &self.status)?;
        record.serialize_field("since", self.since)?;
        record.serialize_field("profile", &self.profile)?;
        record.serialize_field("acknowledgement", &self.fate.to_string())?;
        record.serialize_field("help", self.help)?;
        record.serialize_field("sources", self.sources)?;
        record.serialize_field("denials", self.denials)?;
        record.serialize_field("form_boxes", &self.boxes().collect::<Vec<_>>())?;
        record.serialize_field("document", self.doc)?;
        record.end()
    }
}
