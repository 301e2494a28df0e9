//! Corrections: what becomes of lines that were sent before.
//!
//! What was rejected at the front end is a new claim. What is on its way waits. What was decided is replaced, with
//! all its lines, or voided where nothing of it is left; and stands where it was sent and paid as it would be now.

use super::before::{Before, Past, claim_of, same};
use super::claims::{Bundle, Correction, head, void_head};
use super::draft::{Desk, Line};
use super::ledger::{BilledBefore, NotDecided};
use crate::check::book::Reckoned;
use crate::check::payer::Broken;
use crate::check::{
    claim_data_missing, claim_filed_late, correction_without_claim_number, first_claim_pending,
};
use crate::evidence::History;
use crate::pack::last_day;
use crate::pack::rows::{After, Clock, Timely};
use crate::value::Date;
use std::collections::BTreeMap;

/// What is left of a claim that was decided.
#[derive(Default)]
pub(super) struct Left {
    pub(super) lines: Vec<Line>,
    /// It went to the wrong payer, or named the wrong member.
    wrong: bool,
}

/// Lines of first claims, and what is left of claims that were decided.
pub(super) fn by_past<'e>(
    desk: &mut Desk<'e>,
    lines: Vec<Line>,
    sent: &Before<'e>,
) -> (Vec<Line>, BTreeMap<&'e str, Left>) {
    let (mut fresh, mut corrections) = (Vec::new(), BTreeMap::<&str, Left>::new());
    for line in lines {
        let past = {
            let of = desk.book.those(&line.of);
            let kind = desk.book.kind_at(line.kind);
            kind.map_or(Past::Never, |kind| sent.past(&desk.book, kind, &of))
        };
        match past {
            Past::Never => fresh.push(line),
            Past::Waits => desk.refuse(&line, &first_claim_pending::RULE, &[], None),
            Past::Decided { claim } => corrections.entry(claim).or_default().lines.push(line),
            Past::Wrong { claim } => {
                corrections.entry(claim).or_default().wrong = true;
                fresh.push(line);
            }
        }
    }
    // Claims of which every contact has fallen away are corrected too.
    let log = &desk.book.evidence.encounters;
    let history = &desk.book.evidence.history;
    for (row, _) in history.iter().zip(&desk.book.standing).filter(|(_, stands)| **stands) {
        let all_here = !row.encounters.is_empty() && row.encounters.iter().all(|id| log.place(id).is_some());
        if row.was_paid() && all_here && !desk.is_open(&row.encounters) {
            corrections.entry(claim_of(row)).or_default();
        }
    }
    (fresh, corrections)
}

/// A replacement with all lines, a void where none is left, nothing where the claim stands as it was sent.
pub(super) fn correct<'e>(
    desk: &mut Desk<'e>,
    claim: &'e str,
    left: Left,
    sent: &Before<'e>,
) -> Option<Bundle> {
    let lines = left.lines;
    let rows = sent.of_claim(claim);
    let stands = |line: &Line| {
        let kind = desk.book.kind_at(line.kind);
        kind.is_some_and(|kind| rows.iter().any(|row| same(row, kind, line.day, line.units, line.charge)))
    };
    if !lines.is_empty() && lines.len() == rows.len() && lines.iter().all(stands) {
        for line in &lines {
            desk.stands(line, &rows);
        }
        return None;
    }
    // What is not decided today is on the claim too: without it money would be given back that is owed.
    let open = rows.iter().any(|row| desk.is_open(&row.encounters));
    if open {
        for line in &lines {
            desk.lacking(line, "every line of the claim that is to be replaced: some are not decided");
        }
        return None;
    }
    let number = rows.iter().find_map(|row| row.payer_control_number.clone());
    let Some(number) = number else {
        for line in &lines {
            desk.refuse(line, &correction_without_claim_number::RULE, &[], None);
        }
        return None;
    };
    if lines.is_empty() {
        let why = if left.wrong {
            "as it was sent; it named another member or payer"
        } else {
            "as it was sent; nothing of it may be billed any more"
        };
        let bundle = void(desk, &rows, number, why);
        if bundle.is_none() {
            desk.unvoided(&rows);
        }
        return bundle;
    }
    let late = lines.iter().find_map(|line| desk.late(line, &rows));
    if let Some((broken, last)) = late {
        for line in &lines {
            desk.refuse_by(line, &claim_filed_late::RULE, broken.clone(), Some(last));
        }
        return None;
    }
    let corrects = Correction { frequency: "7", number };
    let mut bundle: Option<Bundle> = None;
    for line in lines {
        match head(desk, &line, Some(corrects.clone())) {
            Ok(head) => match &mut bundle {
                Some(bundle) if bundle.head == head => bundle.lines.push(line),
                Some(_) => desk.lacking(&line, "one head for all lines of the claim that is to be replaced"),
                None => bundle = Some(Bundle { head, lines: vec![line] }),
            },
            Err(missing) => desk.lacking(&line, missing),
        }
    }
    bundle
}

/// A void of a claim of which nothing is left: as it was sent, to whom it was sent.
fn void<'e>(desk: &mut Desk<'e>, rows: &[&'e History], number: String, why: &str) -> Option<Bundle> {
    // What was not paid needs not be given back.
    rows.iter().find(|row| row.was_paid())?;
    let history = &desk.book.evidence.history;
    let head = void_head(desk, rows.first()?, Correction { frequency: "8", number })?;
    let mut lines = Vec::new();
    for row in rows {
        let kind = desk.book.sent_kind(row, head.stack)?;
        let (units, charge) = (row.units?, row.charge?);
        lines.push(Line {
            of: desk.attendances_named(&row.encounters),
            kind,
            day: row.from,
            units,
            charge,
            expected: None,
            reckoned: std::rc::Rc::new(Reckoned::as_sent(units, why)),
            notes: Vec::new(),
            authorization: None,
            sent: history.place(&row.id).and_then(|at| u32::try_from(at).ok()),
        });
    }
    Some(Bundle { head, lines })
}

impl Desk<'_> {
    /// A line that was sent and stands.
    fn stands(&mut self, line: &Line, rows: &[&History]) {
        let history = &self.book.evidence.history;
        let numbers = rows.iter().filter_map(|row| history.number(history.place(&row.id)?)).collect();
        let entry = BilledBefore {
            encounters: self.report.rows(&self.book, &line.of).encounters,
            history_rows: numbers,
            says: "it was sent and paid as it would be billed now".to_owned(),
        };
        self.report.before.push(entry);
    }

    /// A claim that would be voided, and cannot be made again from what is on file.
    fn unvoided(&mut self, rows: &[&History]) {
        if rows.iter().any(|row| row.was_paid()) {
            let encounters = rows.iter().flat_map(|row| row.encounters.iter().cloned()).collect::<Vec<_>>();
            let lacks = "units, charge, member or payer of what was sent, which is to be voided";
            let numbers = self.report.encounter_rows(&encounters);
            self.report.not_decided(NotDecided::new(
                numbers,
                &claim_data_missing::RULE,
                lacks.to_owned(),
                None,
                None,
            ));
        }
    }

    /// Is something of these encounters not decided today?
    fn is_open(&self, encounters: &[String]) -> bool {
        let log = &self.book.evidence.encounters;
        let rows: Vec<u64> = encounters.iter().filter_map(|id| log.number(log.place(id)?)).collect();
        self.report.is_open(&rows)
    }

    /// The attendances of encounters by their ids.
    fn attendances_named(&self, ids: &[String]) -> Vec<u32> {
        let log = &self.book.evidence.encounters;
        let places: Vec<u32> = ids.iter().filter_map(|id| u32::try_from(log.place(id)?).ok()).collect();
        self.book.attendances_of(&places)
    }

    /// Is a correction of these rows too late? With the last day.
    fn late(&self, line: &Line, rows: &[&History]) -> Option<(Broken, Date)> {
        let kind = self.book.kind_at(line.kind)?;
        for after in After::ALL {
            let is_of = |row: &Timely| row.clock == Clock::Correction && row.after == *after;
            let Some(row) = kind.best(&kind.timely, is_of) else { continue };
            let start = match after {
                After::Service => Some(line.day),
                After::Remittance => rows.iter().filter_map(|row| row.adjudicated_on).max(),
                After::FirstClaim => rows.iter().filter_map(|row| row.sent_on).min(),
                After::PrimaryDecision | After::PrimaryReceived => None,
            };
            let last = start.and_then(|start| last_day(row.row, start)).map(|last| last.day);
            if let Some(last) = last.filter(|last| *last < self.options.as_of) {
                return Some((kind.broken(&row, &claim_filed_late::correction_words(row.row)), last));
            }
        }
        None
    }
}
