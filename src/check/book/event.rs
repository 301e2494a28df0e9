//! What a rule says of an attendance, and what one event of a rule is about.

use super::LogCheck;
use crate::check::payer::{Answer, Broken};
use crate::diag::{Rule, Severity};

/// What one event of a rule is about: attendances that break it in common are one event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum About {
    /// The encounter alone.
    Encounter,
    /// The staff member.
    Staff,
    /// The member.
    Member,
}

/// A rule that is broken, or cannot be decided, by an attendance.
#[derive(Debug, Clone)]
pub(crate) struct Ruling {
    pub(crate) rule: &'static Rule,
    pub(crate) about: About,
    /// Whose it is, where it is about staff: the place on the roster.
    pub(crate) staff: Option<u32>,
    /// Broken or open, never fine.
    pub(crate) answer: Answer,
}

/// What becomes of an attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Weight {
    /// Worth knowing.
    Note,
    /// It cannot be billed before something is known.
    Open,
    /// It may not be billed.
    Bars,
}

impl Ruling {
    /// Nothing where all is fine.
    pub(crate) fn new(check: &LogCheck, answer: Answer, staff: Option<u32>) -> Option<Self> {
        let fine = matches!(answer, Answer::Fine);
        (!fine).then_some(Self { rule: check.rule, about: check.about, staff, answer })
    }

    /// What follows from it for what is to be billed.
    pub(crate) fn weight(&self) -> Weight {
        let rejects = self.rule.severity == Severity::Error;
        match &self.answer {
            Answer::Broken(broken) if rejects && broken.may_reject() => Weight::Bars,
            Answer::Open(_, broken) if rejects && broken.may_reject() => Weight::Open,
            _ => Weight::Note,
        }
    }
}

/// One thing that happened, with everything that was part of it.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) rule: &'static Rule,
    pub(crate) broken: Broken,
    /// Where it is: a table of evidence, and a row's place in it.
    pub(crate) at: (&'static str, u32),
    /// The attendances that were part of it, by their places in the book.
    pub(crate) set: Vec<u32>,
    /// Those of them that may stand.
    pub(crate) spared: Vec<u32>,
    pub(crate) grain: Grain,
}

impl Event {
    /// What it keeps from being billed.
    pub(crate) fn barred(&self) -> impl Iterator<Item = u32> + '_ {
        self.set.iter().copied().filter(|at| !self.spared.contains(at))
    }
}

/// How much of what was part of an event is at risk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Grain {
    /// All of it.
    All,
    /// All but one of them may stand: which, nobody knows.
    AllButOne,
    /// So many of so many minutes at least.
    Share(u32, u32),
    /// Perhaps nothing: it is a sign, not a fault.
    Perhaps,
}
