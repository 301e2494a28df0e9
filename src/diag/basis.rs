//! What a finding of a payer's rules rests on, and what keeps it from being an error.

use serde::Serialize;

/// A row of a pack, by numbers: a pack may be a person's own and its words stay there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Basis {
    /// Which pack, from 0, among those that the checker was given with what they extend.
    pub pack: u16,
    /// The table of the pack.
    pub table: &'static str,
    /// Its row, from 1.
    pub row: u64,
}

/// What keeps a finding from being an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Capped {
    /// The rule is known from somebody who reports it; the primary text was not read.
    Secondary,
    /// The rule is general knowledge, without a document.
    Recalled,
    /// The rule is announced and was not enforced on the date of service.
    NotYetEnforced,
    /// Whether the rule speaks here cannot be told from what was given.
    Undecided,
}

impl Capped {
    /// `secondary`, `recalled`, `not-yet-enforced`, `undecided`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secondary => "secondary",
            Self::Recalled => "recalled",
            Self::NotYetEnforced => "not-yet-enforced",
            Self::Undecided => "undecided",
        }
    }
}
