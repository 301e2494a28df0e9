//! From attendances to lines: what each may be billed as, and what stands in its way.

use super::before::{Before, Past};
use super::ledger::{LedgerNote, NotBilled, NotDecided, Report};
use super::parties::Missing;
use super::{BillError, BillOptions, Draft, claims};
use crate::check::Payers;
use crate::check::book::{About, Book, Event, LogLine, Reckoned, Ruling, Told, Use, Weight};
use crate::check::payer::Answer;
use crate::check::{claim_data_missing, claim_filed_late, units_not_decided, units_zero};
use crate::diag::Rule;
use crate::evidence::Evidence;
use crate::pack::body::Bodies;
use crate::value::{Date, Money, Units};
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;

/// A line that may be billed.
#[derive(Debug, Clone)]
pub(super) struct Line {
    /// Its attendances, by place in the book.
    pub(super) of: Vec<u32>,
    pub(super) kind: u32,
    pub(super) day: Date,
    pub(super) units: Units,
    pub(super) charge: Money,
    pub(super) expected: Option<Money>,
    pub(super) reckoned: Rc<Reckoned>,
    pub(super) notes: Vec<LedgerNote>,
    /// The authorization's place in its table.
    pub(super) authorization: Option<u32>,
    /// The row of a line that was sent, where it is sent again as it was: in a void.
    pub(super) sent: Option<u32>,
}

/// Everything at work.
pub(super) struct Desk<'e> {
    pub(super) book: Book<'e>,
    pub(super) options: &'e BillOptions,
    pub(super) report: Report<'e>,
    pub(super) ready: Ready,
}

/// Of payers and members, whether everything is there that every claim needs: asked of many lines, found out once.
#[derive(Default)]
pub(super) struct Ready {
    /// By kind: the agency, and how its payer is addressed.
    payers: RefCell<HashMap<u32, Result<(), Missing>>>,
    /// Of the last member: lines come by member.
    member: Cell<Option<(Covered, Result<(), Missing>)>>,
}

/// The places of a member and a coverage.
type Covered = (u32, Option<u16>);

impl Ready {
    pub(super) fn payer(&self, kind: u32, find: impl FnOnce() -> Result<(), Missing>) -> Result<(), Missing> {
        *self.payers.borrow_mut().entry(kind).or_insert_with(find)
    }

    pub(super) fn member(
        &self,
        covered: Covered,
        find: impl FnOnce() -> Result<(), Missing>,
    ) -> Result<(), Missing> {
        if let Some((last, known)) = self.member.get()
            && last == covered
        {
            return known;
        }
        let found = find();
        self.member.set(Some((covered, found)));
        found
    }
}

/// A reason that keeps attendances from a claim.
enum Reason {
    Bars(Ruling),
    Open(Ruling),
}

pub(super) fn run(
    evidence: &Evidence,
    payers: &Payers,
    bodies: &Bodies,
    options: &BillOptions,
) -> Result<Draft, BillError> {
    let told =
        Told { as_of: Some(options.as_of), received_on: Some(options.as_of), long_day: options.long_day };
    let book = Book::new(evidence, payers, bodies, told);
    let before = Before::new(&book);
    let mut desk =
        Desk { book, options, report: Report::new(evidence, payers, options), ready: Ready::default() };
    let lines = desk.lines(&before);
    claims::draft(desk, lines, &before)
}

impl<'e> Desk<'e> {
    /// The lines that may be billed; everything else goes into the report.
    fn lines(&mut self, before: &Before<'e>) -> Vec<Line> {
        let events = self.book.events();
        let mut events_of: HashMap<u32, Vec<&Event>> = HashMap::new();
        for event in &events {
            for at in event.barred() {
                events_of.entry(at).or_default().push(event);
            }
        }
        self.unassigned();
        let log_lines = self.book.lines();
        let mut lines = Vec::new();
        for line in &log_lines {
            lines.extend(self.line(line, &events_of, before));
        }
        self.consume(&mut lines);
        lines.retain(|line| line.units != Units::ZERO);
        lines
    }

    /// Attendances that are on no line: nobody is known to pay, or the payer has no such service.
    fn unassigned(&mut self) {
        for at in 0..self.book.attendances.len() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let Some(attendance) = self.book.attendance(at).copied() else { continue };
            let kind = self.book.kind(&attendance);
            if kind.is_some_and(crate::check::book::Kind::is_service) {
                continue;
            }
            let rulings = self.book.rulings(&attendance);
            let worst = rulings.into_iter().max_by_key(|ruling| (ruling.weight(), ruling.answer.weight()));
            match worst {
                Some(ruling) if ruling.weight() == Weight::Bars => {
                    self.bar(&[at], &ruling, None, None);
                }
                Some(ruling) => self.leave_open(&[at], ruling.rule, lacks(&ruling.answer), None, None),
                None => {}
            }
        }
    }

    /// What may be billed of a line of the log.
    fn line(
        &mut self,
        line: &LogLine,
        events_of: &HashMap<u32, Vec<&Event>>,
        before: &Before<'e>,
    ) -> Option<Line> {
        let mut notes: Vec<LedgerNote> = Vec::new();
        let mut out: Vec<(u32, Reason)> = Vec::new();
        for at in &line.of {
            let attendance = self.book.attendance(*at).copied()?;
            let mut rulings = self.book.rulings(&attendance);
            for event in events_of.get(at).into_iter().flatten() {
                let answer = Answer::Broken(event.broken.clone());
                rulings.push(Ruling { rule: event.rule, about: About::Encounter, staff: None, answer });
            }
            // A first claim that was in time stays so; a correction has a clock of its own.
            let sent = self.book.kind(&attendance).map(|kind| before.past(&self.book, kind, &[&attendance]));
            if sent.is_some_and(|past| past != Past::Never) {
                rulings.retain(|ruling| ruling.rule != &claim_filed_late::RULE);
            }
            let mut worst: Option<Ruling> = None;
            let mut noted: Vec<Ruling> = Vec::new();
            for ruling in rulings {
                match ruling.weight() {
                    Weight::Note => noted.push(ruling),
                    weight if worst.as_ref().is_none_or(|one| one.weight() < weight) => worst = Some(ruling),
                    _ => {}
                }
            }
            match worst {
                Some(ruling) if ruling.weight() == Weight::Bars => out.push((*at, Reason::Bars(ruling))),
                Some(ruling) => out.push((*at, Reason::Open(ruling))),
                // What is not billed needs no warning.
                None => noted.iter().for_each(|ruling| self.note(&mut notes, ruling)),
            }
        }
        let kept = self.take_out(line, out);
        if kept.is_empty() {
            return None;
        }
        let of = self.book.those(&kept);
        let worth = self.book.worth(line, &of);
        let Some(units) = worth.units.units else {
            let row = worth.units.deciding_row.clone();
            // Where a row would decide it, the row is what is missing.
            let reason = match &row {
                Some(_) => "a rounding rule for the service".to_owned(),
                None => worth.units.reason.clone().unwrap_or_default(),
            };
            self.leave_open(&kept, &units_not_decided::RULE, reason, worth.charge, row);
            return None;
        };
        if units == Units::ZERO {
            let ruling = Ruling {
                rule: &units_zero::RULE,
                about: About::Encounter,
                staff: None,
                answer: Answer::Broken(crate::check::payer::Broken::by_none(&[])),
            };
            self.bar(&kept, &ruling, Some(Money::ZERO), worth.units.reason.clone());
            return None;
        }
        let Some(charge) = worth.charge else {
            let lacks = "a row of `charges` for the service and its day".to_owned();
            self.leave_open(&kept, &claim_data_missing::RULE, lacks, None, None);
            return None;
        };
        Some(Line {
            of: kept,
            kind: line.kind,
            day: line.day,
            units,
            charge,
            expected: worth.expected,
            reckoned: worth.units,
            notes,
            authorization: None,
            sent: None,
        })
    }

    /// Takes attendances off a line, one after the other: each with what falls away with it.
    fn take_out(&mut self, line: &LogLine, out: Vec<(u32, Reason)>) -> Vec<u32> {
        let mut kept = line.of.clone();
        let charge = |desk: &Self, kept: &[u32]| desk.book.worth(line, &desk.book.those(kept)).charge;
        let mut whole = if out.is_empty() { None } else { charge(self, &kept) };
        for (at, reason) in out {
            kept.retain(|one| *one != at);
            let rest = if kept.is_empty() { Some(Money::ZERO) } else { charge(self, &kept) };
            let falls = whole.zip(rest).and_then(|(whole, rest)| whole.checked_sub(rest));
            whole = rest;
            match reason {
                Reason::Bars(ruling) => self.bar(&[at], &ruling, falls, None),
                Reason::Open(ruling) => {
                    self.leave_open(&[at], ruling.rule, lacks(&ruling.answer), falls, None);
                }
            }
        }
        kept
    }

    /// Lets limits and authorizations be consumed, in the order of the days.
    fn consume(&mut self, lines: &mut [Line]) {
        let log_lines: Vec<LogLine> = lines
            .iter()
            .map(|line| LogLine { of: line.of.clone(), kind: line.kind, day: line.day })
            .collect();
        let uses: Vec<Use> =
            (0..).zip(lines.iter()).map(|(at, line)| Use { line: at, units: line.units }).collect();
        let consumed = self.book.consume(&log_lines, &uses);
        let mut worst: HashMap<u32, (Weight, Units, Ruling)> = HashMap::new();
        for excess in consumed.excess {
            let ruling =
                Ruling { rule: excess.rule, about: About::Member, staff: None, answer: excess.answer };
            let weight = ruling.weight();
            if weight == Weight::Note {
                if let Some(line) = lines.get_mut(excess.line as usize) {
                    let note = self.report.note(&ruling);
                    if !line.notes.contains(&note) {
                        line.notes.push(note);
                    }
                }
                continue;
            }
            let held = worst.get(&excess.line);
            if held.is_none_or(|(_, over, _)| *over < excess.over) {
                worst.insert(excess.line, (weight, excess.over, ruling));
            }
        }
        for (at, line) in (0_u32..).zip(lines.iter_mut()) {
            line.authorization = consumed.authorization.get(&at).copied();
            let Some((weight, over, ruling)) = worst.remove(&at) else { continue };
            let rest = line.units.checked_sub(over).filter(|rest| !rest.is_negative()).unwrap_or(Units::ZERO);
            let each = self.book.kind_at(line.kind).and_then(|kind| self.book.charge(kind, line.day));
            let charge = each.and_then(|each| rest.checked_mul(each)).unwrap_or(Money::ZERO);
            let falls = line.charge.checked_sub(charge);
            let of = line.of.clone();
            match weight {
                Weight::Bars => self.bar_units(&of, &ruling, over, falls),
                _ => self.leave_open(&of, ruling.rule, lacks(&ruling.answer), falls, None),
            }
            let kind = self.book.kind_at(line.kind);
            let attendances = self.book.those(&of);
            line.expected = kind.and_then(|kind| self.book.expected(kind, &attendances, rest, Some(charge)));
            (line.units, line.charge) = (rest, charge);
        }
    }

    /// Puts attendances with what they would have been charged under what may not be billed.
    fn bar(&mut self, of: &[u32], ruling: &Ruling, amount: Option<Money>, why: Option<String>) {
        let entry = NotBilled::new(&self.report, &self.book, of, ruling, (None, amount), why);
        self.report.not_billed(entry);
    }

    fn bar_units(&mut self, of: &[u32], ruling: &Ruling, units: Units, amount: Option<Money>) {
        let entry = NotBilled::new(&self.report, &self.book, of, ruling, (Some(units), amount), None);
        self.report.not_billed(entry);
    }

    /// Puts attendances under what could not be decided.
    pub(super) fn leave_open(
        &mut self,
        of: &[u32],
        rule: &'static Rule,
        lacks: String,
        amount: Option<Money>,
        deciding_row: Option<String>,
    ) {
        let rows = self.report.rows(&self.book, of);
        self.report.not_decided(NotDecided::new(rows, rule, lacks, amount, deciding_row));
    }

    /// Notes what only warns, and what could not be decided and bars nothing.
    fn note(&mut self, notes: &mut Vec<LedgerNote>, ruling: &Ruling) {
        if let Answer::Open(lack, _) = &ruling.answer {
            self.report.unchecked(ruling.rule, lack.as_str());
            return;
        }
        let note = self.report.note(ruling);
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
}

/// What an open answer lacks, in words.
pub(super) fn lacks(answer: &Answer) -> String {
    match answer {
        Answer::Open(lack, _) => lack.as_str().to_owned(),
        _ => String::new(),
    }
}
