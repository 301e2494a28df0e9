//! Why a text is not a value: where and how, never what it said.

/// In what way a text fails to be a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flaw {
    /// Nothing was there.
    Empty,
    /// Too few or too many characters.
    Length,
    /// A character that the value cannot hold.
    Character,
    /// Well formed, but outside what the value allows.
    Range,
    /// The check digit does not agree with the other digits.
    CheckDigit,
    /// Of another kind altogether: a number, say, where text is due.
    Type,
}

/// A text that is not the value it should be. Holds no part of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid {kind}: {}", describe(*.flaw))]
pub struct ValueError {
    kind: &'static str,
    flaw: Flaw,
}

impl ValueError {
    pub(crate) const fn new(kind: &'static str, flaw: Flaw) -> Self {
        Self { kind, flaw }
    }

    /// What was being read: `"NPI"`, `"amount"`, `"date"`.
    pub const fn kind(&self) -> &'static str {
        self.kind
    }

    /// In what way the text failed.
    pub const fn flaw(&self) -> Flaw {
        self.flaw
    }
}

fn describe(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Empty => "nothing was given",
        Flaw::Length => "the length is wrong",
        Flaw::Character => "a character does not belong there",
        Flaw::Range => "it is out of range",
        Flaw::CheckDigit => "the check digit does not fit the other digits",
        Flaw::Type => "it is of another kind",
    }
}
