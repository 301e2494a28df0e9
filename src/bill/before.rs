//! What was sent before: whether a line is new, waits, stands, or corrects a claim.

pub(super) use crate::check::book::claim_of;
use crate::check::book::{Attendance, Book, Kind};
use crate::evidence::{History, LineStatus};
use crate::value::{Date, Units};
use std::collections::HashMap;

/// Lines that were sent, by what they billed.
pub(super) struct Before<'e> {
    rows: &'e [History],
    of_encounter: HashMap<&'e str, Vec<usize>>,
    /// Those that do not say which contacts they billed, by member and day.
    of_day: HashMap<(&'e str, Date), Vec<usize>>,
    of_claim: HashMap<&'e str, Vec<usize>>,
}

/// What was sent of a line before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Past<'e> {
    /// Nothing that stands: a first claim.
    Never,
    /// Something is on its way.
    Waits,
    /// A claim was decided: its number, and the payer's number for it if that is on file.
    Decided { claim: &'e str },
    /// A claim was decided, and went to the wrong payer or named the wrong member.
    Wrong { claim: &'e str },
}

impl<'e> Before<'e> {
    pub(super) fn new(book: &Book<'e>) -> Self {
        let rows: &'e [History] = &book.evidence.history;
        let mut before =
            Self { rows, of_encounter: HashMap::new(), of_day: HashMap::new(), of_claim: HashMap::new() };
        for (at, row) in rows.iter().enumerate() {
            before.of_claim.entry(claim_of(row)).or_default().push(at);
            for encounter in &row.encounters {
                before.of_encounter.entry(encounter).or_default().push(at);
            }
            if row.encounters.is_empty()
                && let Some(member) = row.member.as_deref()
            {
                before.of_day.entry((member, row.from)).or_default().push(at);
            }
        }
        before
    }

    /// The rows of a claim.
    pub(super) fn of_claim(&self, claim: &str) -> Vec<&'e History> {
        let all = self.of_claim.get(claim).map(Vec::as_slice).unwrap_or_default();
        all.iter().filter_map(|at| self.rows.get(*at)).collect()
    }

    /// What was sent before of attendances of one kind.
    pub(super) fn past(&self, book: &Book<'e>, kind: &Kind<'_>, of: &[&Attendance<'e>]) -> Past<'e> {
        if self.rows.is_empty() {
            return Past::Never;
        }
        let mut rows: Vec<usize> = Vec::new();
        for one in of {
            rows.extend(self.of_encounter.get(one.encounter.id.as_str()).into_iter().flatten());
            let day = one.member.map(|(_, member)| (member.id.as_str(), one.day));
            let alike = day.and_then(|day| self.of_day.get(&day)).into_iter().flatten();
            rows.extend(alike.filter(|at| self.rows.get(**at).is_some_and(|row| names(row, kind))));
        }
        rows.sort_unstable();
        rows.dedup();
        // What a later claim replaced or voided no longer speaks.
        let stands = |at: &usize| book.standing.get(*at).copied().unwrap_or(true);
        rows.retain(stands);
        let waits = |at: &usize| {
            let status = self.rows.get(*at).and_then(|row| row.status);
            matches!(status, None | Some(LineStatus::Sent | LineStatus::Pending))
        };
        if rows.iter().any(waits) {
            return Past::Waits;
        }
        let last = rows.iter().filter_map(|at| self.rows.get(*at));
        let Some(last) = last.max_by_key(|row| (row.sent_on, row.adjudicated_on)) else { return Past::Never };
        let claim = claim_of(last);
        let other_member = of.iter().any(|one| {
            let member = one.member.map(|(_, member)| member.id.as_str());
            last.member.as_deref().is_some_and(|was| member != Some(was))
        });
        let other_payer =
            last.payer.as_deref().is_some_and(|payer| !book.payers.is_called(kind.ruled, payer));
        if other_member || other_payer { Past::Wrong { claim } } else { Past::Decided { claim } }
    }
}

/// Does a line that was sent name the service of a kind?
fn names(row: &History, kind: &Kind<'_>) -> bool {
    match (row.service.as_deref(), row.code) {
        (Some(service), _) => kind.service_id() == Some(service),
        (None, Some(code)) => {
            kind.code() == Some(code) && row.modifiers.iter().all(|one| kind.modifiers.contains(one))
        }
        (None, None) => true,
    }
}

/// Was that line sent as it would be now? What is not on file is taken to have been the same.
pub(super) fn same(
    row: &History,
    kind: &Kind<'_>,
    day: Date,
    units: Units,
    charge: crate::value::Money,
) -> bool {
    row.from == day
        && row.code.is_none_or(|code| kind.code() == Some(code))
        && (row.modifiers.is_empty() || row.modifiers == kind.modifiers)
        && row.units.is_none_or(|was| was == units)
        && row.charge.is_none_or(|was| was == charge)
        && row.was_paid()
}
