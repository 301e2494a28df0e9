//! How a rule is decided by rows of a pack of which some may or may not speak.

use super::class::{Asked, Spoken, Way};
use super::{BilledLine, Case, Ruled};
use crate::diag::{Arg, Basis, Capped, Finding, Lack, Location, Rule};
use crate::pack::{Effective, Lacking, Mode, PackRow, Status, Truth};
use crate::value::Date;

/// What broke a rule: the row that it rests on, and what the message needs.
#[derive(Debug, Clone)]
pub(crate) struct Broken {
    basis: Option<Basis>,
    capped: Option<Capped>,
    args: Vec<Arg>,
}

/// What keeps a finding from being an error that rests on something known so well.
const fn capped(status: Status) -> Option<Capped> {
    match status {
        Status::Verified | Status::Contract => None,
        Status::Secondary => Some(Capped::Secondary),
        Status::Recalled => Some(Capped::Recalled),
    }
}

impl Broken {
    /// By a row, on a date of service.
    pub(crate) fn by<R: PackRow>(ruled: &Ruled, row: &Effective<'_, R>, day: Date, args: &[Arg]) -> Self {
        let capped = match row.status() {
            _ if row.terms.enforced_from.is_some_and(|from| day < from) => Some(Capped::NotYetEnforced),
            status => capped(status),
        };
        Self { basis: Some(ruled.basis(row)), capped, args: args.to_vec() }
    }

    /// By no row.
    pub(crate) fn by_none(args: &[Arg]) -> Self {
        Self { basis: None, capped: None, args: args.to_vec() }
    }

    /// By something that is known so well.
    pub(crate) fn known(mut self, status: Status) -> Self {
        self.capped = capped(status);
        self
    }

    /// Whether it applies is not certain.
    pub(crate) fn undecided(mut self) -> Self {
        self.capped = Some(Capped::Undecided);
        self
    }

    /// The row that it rests on.
    pub(crate) const fn basis(&self) -> Option<Basis> {
        self.basis
    }

    /// Could the row that it rests on reject a claim?
    pub(crate) const fn may_reject(&self) -> bool {
        self.capped.is_none()
    }

    pub(crate) fn finding(self, rule: &'static Rule, at: Location) -> Finding {
        let finding = Finding::new(rule, at, &self.args);
        match self.basis {
            Some(basis) => finding.resting_on(basis, self.capped),
            None => finding.capped(self.capped),
        }
    }
}

/// Whether a rule is broken.
#[derive(Debug, Clone)]
pub(crate) enum Answer {
    Fine,
    Broken(Broken),
    /// It cannot be told without this; if it is broken, then so.
    Open(Lack, Broken),
}

impl Answer {
    /// The worse, the more.
    pub(crate) fn weight(&self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::Open(_, broken) => 1 + u8::from(broken.may_reject()),
            Self::Broken(broken) => 3 + u8::from(broken.may_reject()),
        }
    }
}

impl Answer {
    /// The worse of two; of two that weigh the same, this one.
    #[must_use]
    pub(crate) fn worse(self, other: Self) -> Self {
        if other.weight() > self.weight() { other } else { self }
    }
}

impl From<Option<Broken>> for Answer {
    fn from(broken: Option<Broken>) -> Self {
        broken.map_or(Self::Fine, Self::Broken)
    }
}

/// The rows that speak in one way in which the claim can be read.
pub(crate) struct Holding<'w, 'a, R> {
    pub(crate) ruled: &'a Ruled,
    pub(crate) rows: &'w [Effective<'a, R>],
    pub(crate) mode: Mode,
    day: Date,
}

impl<'a, R: PackRow> Holding<'_, 'a, R> {
    /// The row that holds, of those that `of` takes.
    pub(crate) fn best(&self, of: impl Fn(&R) -> bool) -> Option<Effective<'a, R>> {
        self.ruled.stack().winner(&self.rows.iter().filter(|one| of(one.row))).copied()
    }

    /// Broken by that row.
    pub(crate) fn broken(&self, row: &Effective<'_, R>, args: &[Arg]) -> Broken {
        Broken::by(self.ruled, row, self.day, args)
    }
}

impl<'a> Case<'a> {
    /// The rows of one kind that speak of a line or might, in any way of reading it.
    pub(crate) fn spoken<'l, R: Asked>(
        &self,
        line: &'l BilledLine<'a>,
    ) -> impl Iterator<Item = &'l Effective<'a, R>> + use<'l, 'a, R> {
        line.spoken::<R>(self, line.day()).iter().flat_map(|way| way.certain.iter().chain(&way.open))
    }

    /// Decides a rule of a line by the rows of one kind.
    pub(crate) fn decide<R: Asked>(
        &self,
        line: &BilledLine<'a>,
        judge: impl Fn(&Holding<'_, 'a, R>) -> Option<Broken>,
    ) -> Answer {
        let spoken = line.spoken::<R>(self, line.day());
        if spoken.iter().all(|way| way.certain.is_empty() && way.open.is_empty()) {
            return Answer::Fine;
        }
        let (mut first, mut fine, mut open) = (None, false, None);
        for (way, spoken) in line.ways.iter().zip(spoken) {
            let (mode, day) = (way.mode, line.day());
            let certain = judge(&Holding { ruled: self.ruled, rows: &spoken.certain, mode, day });
            let is_broken = certain.is_some();
            fine |= !is_broken;
            first = first.or(certain);
            for row in &spoken.open {
                let Truth::Open(lacking) = row.truth else { continue };
                let mut rows = spoken.certain.clone();
                rows.push(*row);
                let perhaps = judge(&Holding { ruled: self.ruled, rows: &rows, mode, day });
                if perhaps.is_some() != is_broken {
                    open = open.or(Some(lacking));
                    fine |= perhaps.is_none();
                    first = first.or(perhaps);
                }
            }
        }
        match (first, fine) {
            (None, _) => Answer::Fine,
            (Some(broken), false) => Answer::Broken(broken),
            (Some(broken), true) => {
                let lacking = open.unwrap_or_else(|| {
                    let judge = |way: &Spoken<'a, R>, mode| {
                        let rows = &way.certain;
                        judge(&Holding { ruled: self.ruled, rows, mode, day: line.day() }).is_some()
                    };
                    let ways = line.ways.iter().zip(spoken);
                    telling(&ways.map(|(way, rows)| (judge(rows, way.mode), *way)).collect::<Vec<_>>())
                });
                Answer::Open(Lack::Fact(lacking.as_str()), broken)
            }
        }
    }
}

/// What tells the ways apart in which a rule is broken and those in which it is not.
fn telling(base: &[(bool, Way<'_>)]) -> Lacking {
    let Some((_, one)) = base.iter().find(|(broken, _)| *broken) else { return Lacking::Facts };
    let others = || base.iter().filter(|(broken, _)| !broken).map(|(_, other)| other);
    if others().any(|other| other.service == one.service && other.mode == one.mode) {
        Lacking::MemberAt
    } else if others().any(|other| other.service == one.service) {
        Lacking::Mode
    } else {
        Lacking::Service
    }
}
