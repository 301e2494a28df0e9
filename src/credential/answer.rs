//! What an evaluation says.

use crate::pack::Status;
use crate::value::{Date, Money, Quantity};

/// Yes, no, or nobody can tell from what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Yes.
    Valid,
    /// No.
    Invalid,
    /// It cannot be told; never a yes.
    Unknown,
}

impl Answer {
    /// The word that is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Invalid => "invalid",
            Self::Unknown => "unknown",
        }
    }

    /// Both are needed.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Invalid, _) | (_, Self::Invalid) => Self::Invalid,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Valid, Self::Valid) => Self::Valid,
        }
    }

    /// One of the two is enough.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Valid, _) | (_, Self::Valid) => Self::Valid,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Invalid, Self::Invalid) => Self::Invalid,
        }
    }

    /// A no that rests on a row is a no only if the row is known so well; else nobody can tell.
    #[must_use]
    pub const fn capped(self, status: Status) -> Self {
        match self {
            Self::Invalid if !status.may_reject() => Self::Unknown,
            answer => answer,
        }
    }

    pub(super) const fn of(met: bool) -> Self {
        if met { Self::Valid } else { Self::Invalid }
    }
}

impl std::fmt::Display for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl serde::Serialize for Answer {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.as_str())
    }
}

/// What a step is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Step {
    /// Which rules speak.
    Rules,
    /// Whether the credential is in force.
    Billing,
    /// Whether it can be renewed.
    Renewal,
    /// What is paid.
    Fee,
    /// Hours: education, work.
    Hours,
    /// How the person is supervised.
    Supervision,
    /// Whether the person may supervise.
    Supervisor,
    /// What a payer asks for.
    Payer,
}

impl Step {
    /// The word that is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rules => "rules",
            Self::Billing => "billing",
            Self::Renewal => "renewal",
            Self::Fee => "fee",
            Self::Hours => "hours",
            Self::Supervision => "supervision",
            Self::Supervisor => "supervisor",
            Self::Payer => "payer",
        }
    }
}

/// One step of the reasoning: our own words, with the days and numbers that decide.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reason {
    /// What it is about.
    pub step: Step,
    /// What it says, in one sentence without a full stop.
    pub says: String,
    /// Title, place and address of what says so; empty where nothing does.
    pub cite: String,
    /// How well that is known.
    pub status: Option<Status>,
}

/// Hours that are asked for, and those that count.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ledger {
    /// What of: `continuing education`.
    pub of: &'static str,
    /// The first day on which hours count.
    pub from: Option<Date>,
    /// The last day on which hours count.
    pub to: Option<Date>,
    /// Hours that count.
    pub counted: Quantity,
    /// Hours that are asked for; nothing: nobody knows how many.
    pub needed: Option<Quantity>,
    /// Hours that do not count, and why not.
    pub not_counted: Vec<(&'static str, Quantity)>,
    /// Hours of which the file does not say enough.
    pub unclear: Quantity,
    /// The same by subject: what is asked for, and what counts.
    pub topics: Vec<TopicLine>,
    /// The file has such hours at all.
    pub on_file: bool,
    /// Are they enough?
    pub met: Answer,
}

impl Ledger {
    /// How many hours are missing.
    pub fn short(&self) -> Option<Quantity> {
        let short = self.needed?.checked_sub(self.counted)?;
        Some(if short.is_negative() { Quantity::ZERO } else { short })
    }
}

/// One subject of a ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TopicLine {
    /// The subject, as the body's rules name it.
    pub topic: String,
    /// Hours that are asked for.
    pub needed: Quantity,
    /// Hours that count.
    pub counted: Quantity,
    /// Are they enough?
    pub met: Answer,
}

/// What a renewal on that day costs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fees {
    /// Each fee: what for, and how much; nothing: nobody knows.
    pub parts: Vec<(&'static str, Option<Money>)>,
}

impl Fees {
    /// The sum, where every part is known.
    pub fn total(&self) -> Option<Money> {
        self.parts.iter().try_fold(Money::ZERO, |sum, (_, amount)| sum.checked_add((*amount)?))
    }

    /// The reckoning: `$50 + $75 = $125`.
    pub fn sum(&self) -> String {
        let each: Vec<String> = self
            .parts
            .iter()
            .map(|(_, amount)| amount.map_or_else(|| "unknown".to_owned(), dollars))
            .collect();
        let sum = each.join(" + ");
        match self.total() {
            Some(total) if each.len() > 1 => format!("{sum} = {}", dollars(total)),
            _ => sum,
        }
    }
}

/// Dollars as people write them: no cents where there are none.
pub(super) fn dollars(amount: Money) -> String {
    let text = amount.dollars();
    format!("${}", text.strip_suffix(".00").unwrap_or(&text))
}

/// One credential of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Held {
    /// Which of the person's credentials, from 1 in the order of the roster.
    pub number: usize,
    /// The body and the credential as the rules name them, `pcb/cps`; nothing where there are no rules.
    pub name: Option<String>,
    /// May services of the day be billed with it?
    pub may_bill: Answer,
    /// Would the body renew it, if that were asked for on the day?
    pub may_renew: Answer,
    /// The last day of the period that counts for the renewal.
    pub ends: Option<Date>,
    /// The hours that are asked for.
    pub ledgers: Vec<Ledger>,
    /// What a renewal on the day costs.
    pub fees: Option<Fees>,
}

/// What the person's credentials are worth on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Standing {
    /// The day.
    pub on: Date,
    /// May services of the day be billed?
    pub may_bill: Answer,
    /// Would the body renew, if that were asked for on the day?
    pub may_renew: Answer,
    /// Is the person supervised as the rules ask? Nothing where no rule asks.
    pub supervised: Option<Answer>,
    /// May the person supervise? Nothing where no rule asks, or the person does not.
    pub may_supervise: Option<Answer>,
    /// The steps, in order.
    pub reasons: Vec<Reason>,
    /// The last day up to which services may be billed without a break; nothing where they may not, or where
    /// no end is known.
    pub until: Option<Date>,
    /// Each credential.
    pub held: Vec<Held>,
}

impl Standing {
    /// What says so: each citation once, in the order of the reasons.
    pub fn cites(&self) -> Vec<&str> {
        let mut cites: Vec<&str> = Vec::new();
        for reason in &self.reasons {
            if !reason.cite.is_empty() && !cites.contains(&reason.cite.as_str()) {
                cites.push(&reason.cite);
            }
        }
        cites
    }
}
