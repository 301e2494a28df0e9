//! The book: service log, roster and papers beside the packs, made ready to be asked what each attendance is.
//!
//! An *attendance* is the part of one member in one encounter. For each the book finds out who pays, which service
//! of that payer it is, and which rows speak of it. Attendances that are alike to their payer share a [`Kind`], so
//! the rows are chosen once a kind and not once an attendance.
//!
//! What a rule says of the log stands in the leaf of that rule (`LOG`), whoever asks: the check of evidence, the
//! check of claims by way of the encounters that they bill, and the billing, which leaves out what breaks a rule.

mod attend;
mod cover;
mod event;
mod history;
mod kind;
mod limits;
mod lines;
mod price;
mod reckon;
mod stretch;
#[cfg(test)]
mod tests;
mod worth;

pub(crate) use attend::Attendance;
use attend::{Crews, Session};
pub(crate) use cover::{Paying, before, stack_of};
pub(crate) use event::{About, Event, Grain, Ruling, Weight};
pub(crate) use history::claim_of;
pub(crate) use kind::{Kind, Place, diagnoses};
pub(crate) use limits::Use;
pub(crate) use lines::LogLine;
pub(crate) use reckon::Reckoned;
use stretch::once;
pub(crate) use stretch::{Cluster, Stretch, clusters, encounters_of};

use super::payer::Payers;
use crate::credential::Roster;
use crate::evidence::{Adjudication, Document, DocumentKind, Encounter, Evidence, Segment, Staff};
use crate::pack::body::Bodies;
use crate::pack::rows::Recorded;
use crate::value::{Date, Minutes};
use std::collections::HashMap;

/// How a rule looks at the log.
#[derive(Clone, Copy)]
pub(crate) enum LogRun {
    /// By what attendances of a kind have in common.
    Kind(fn(&Kind<'_>) -> super::payer::Answer),
    /// Attendance by attendance.
    Each(for<'e> fn(&Book<'e>, &Attendance<'e>, &Kind<'e>) -> super::payer::Answer),
    /// Attendance by attendance and staff member by staff member, by the place on the roster; nothing: there is no
    /// such row.
    Staff(for<'e> fn(&Book<'e>, &Attendance<'e>, &Kind<'e>, Option<u32>) -> super::payer::Answer),
}

/// One rule that the log can decide.
pub(crate) struct LogCheck {
    pub(crate) rule: &'static crate::diag::Rule,
    pub(crate) run: LogRun,
    /// What one event of it is about.
    pub(crate) about: About,
}

/// What the caller tells beside evidence and packs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    /// Today.
    pub(crate) as_of: Option<Date>,
    /// The day the payer receives what is billed, for rules about late claims.
    pub(crate) received_on: Option<Date>,
    /// More minutes of service than this on one day are a long day of a staff member.
    pub(crate) long_day: u32,
}

/// The service of one staff member on one day.
pub(crate) struct StaffDay {
    pub(crate) staff: u32,
    pub(crate) on: Date,
    /// A session counts once, however many members it has.
    pub(crate) minutes: u32,
    /// The places of the encounters.
    pub(crate) encounters: Vec<u32>,
}

/// Evidence beside packs.
pub(crate) struct Book<'e> {
    pub(crate) evidence: &'e Evidence,
    pub(crate) payers: &'e Payers,
    pub(crate) bodies: &'e Bodies,
    pub(crate) told: Told,
    /// By member, day, begin and place in the log.
    pub(crate) attendances: Vec<Attendance<'e>>,
    pub(crate) kinds: Vec<Kind<'e>>,
    /// Encounter and attendance, by their places.
    by_encounter: Vec<(u32, u32)>,
    /// Rows with one member each that are one group.
    sessions: HashMap<(&'e str, Date), Session>,
    crews: Crews,
    /// Of each encounter, how many members were in its session.
    together: Vec<u32>,
    /// The first day of service of each member, by place in the table of members.
    first_days: Vec<Option<Date>>,
    /// The last day of service.
    last_day: Option<Date>,
    /// Of each member, the papers on file, by place in the table of members.
    papers: Vec<Vec<&'e Document>>,
    /// Those of the agency, which are nobody's.
    own_papers: Vec<&'e Document>,
    /// What other payers decided, by encounter.
    decisions: HashMap<&'e str, Vec<&'e Adjudication>>,
    /// Some row of the log has a day for the note; for its signature.
    logs: (bool, bool),
    people: Roster<'e>,
    /// Of each row of the roster, the first that is about the same person.
    persons: Vec<u32>,
    /// Of each line that was sent: does it stand, and was not replaced, voided or refused?
    pub(crate) standing: Vec<bool>,
    worth: worth::Memo<'e>,
    reckoned: reckon::Memo<'e>,
}

impl<'e> Book<'e> {
    /// Reads the log beside the packs.
    pub(crate) fn new(evidence: &'e Evidence, payers: &'e Payers, bodies: &'e Bodies, told: Told) -> Self {
        let sessions = attend::sessions(evidence);
        let mut book = Self {
            evidence,
            payers,
            bodies,
            told,
            attendances: attend::all(evidence),
            kinds: Vec::new(),
            by_encounter: Vec::new(),
            crews: Crews::new(evidence),
            together: attend::together(evidence, &sessions),
            sessions,
            first_days: vec![None; evidence.members.len()],
            last_day: evidence.encounters.iter().map(|one| one.on).max(),
            papers: vec![Vec::new(); evidence.members.len()],
            own_papers: Vec::new(),
            decisions: HashMap::new(),
            logs: (false, false),
            people: Roster::new(evidence),
            persons: persons(&evidence.staff),
            standing: history::standing(&evidence.history),
            worth: worth::Memo::default(),
            reckoned: reckon::Memo::default(),
        };
        for attendance in &book.attendances {
            let at = attendance.member.map(|(place, _)| place as usize);
            if let Some(first) = at.and_then(|at| book.first_days.get_mut(at)) {
                *first = Some(first.map_or(attendance.day, |day: Date| day.min(attendance.day)));
            }
        }
        book.by_encounter = (0..).zip(&book.attendances).map(|(at, one)| (one.place, at)).collect();
        book.by_encounter.sort_unstable();
        for paper in &evidence.documents {
            let member = paper.member.as_deref().unwrap_or_default();
            if member.is_empty() {
                book.own_papers.push(paper);
            } else if let Some(of) = evidence.members.place(member).and_then(|at| book.papers.get_mut(at)) {
                of.push(paper);
            }
        }
        for decision in &evidence.adjudications {
            if let Some(encounter) = decision.encounter.as_deref() {
                book.decisions.entry(encounter).or_default().push(decision);
            }
        }
        let log = &evidence.encounters;
        let signed = log.iter().any(|one| one.signature_day().is_some());
        book.logs = (signed || log.iter().any(|one| one.note_written.is_some()), signed);
        kind::assign(&mut book);
        book
    }

    /// The kind of an attendance; nothing where nobody is known to pay.
    pub(crate) fn kind(&self, attendance: &Attendance<'e>) -> Option<&Kind<'e>> {
        self.kind_at(attendance.kind?)
    }

    /// A kind by its place.
    pub(crate) fn kind_at(&self, at: u32) -> Option<&Kind<'e>> {
        self.kinds.get(at as usize)
    }

    /// The first day of service of the member of an attendance, by the log and by what is on file of the member.
    pub(crate) fn first_day(&self, attendance: &Attendance<'e>) -> Date {
        let at = attendance.member.map(|(place, _)| place as usize);
        let logged = at.and_then(|at| self.first_days.get(at).copied().flatten());
        let enrolled = attendance.member.and_then(|(_, member)| member.enrolled_on);
        let first = logged.into_iter().chain(enrolled).min();
        first.map_or(attendance.day, |first| first.min(attendance.day))
    }

    /// The papers of one kind of the member of an attendance.
    pub(crate) fn papers(
        &self,
        attendance: &Attendance<'e>,
        kind: DocumentKind,
    ) -> impl Iterator<Item = &'e Document> + use<'_, 'e> {
        let member = attendance.member.and_then(|(place, _)| self.papers.get(place as usize));
        let all = member.into_iter().flatten().chain(&self.own_papers);
        all.copied().filter(move |paper| paper.kind == kind)
    }

    /// Which contact of its member an attendance is, from 1.
    pub(crate) fn session_number(&self, attendance: &Attendance<'e>) -> u32 {
        let member = |one: &Attendance<'e>| one.order().0;
        let first = self.attendances.partition_point(|one| member(one) < member(attendance));
        let at = self.attendances.partition_point(|one| one.order() < attendance.order());
        u32::try_from(at.saturating_sub(first)).unwrap_or(u32::MAX).saturating_add(1)
    }

    /// What other payers decided on an encounter.
    pub(crate) fn decisions(&self, encounter: &Encounter) -> &[&'e Adjudication] {
        self.decisions.get(encounter.id.as_str()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The day of the last of these decisions.
    pub(crate) fn decided_on(&self, encounter: &Encounter) -> Option<Date> {
        self.decisions(encounter).iter().filter_map(|one| one.decided_on).max()
    }

    /// The day on which the last of them came.
    pub(crate) fn decision_came(&self, encounter: &Encounter) -> Option<Date> {
        self.decisions(encounter).iter().filter_map(|one| one.received_on).max()
    }

    /// Does the log tell when notes were written, or signed?
    pub(crate) const fn logs_notes(&self, what: Recorded) -> bool {
        match what {
            Recorded::Signature => self.logs.1,
            _ => self.logs.0,
        }
    }

    /// How many members were in the session of an attendance, as the log names them.
    pub(crate) fn members(&self, attendance: &Attendance<'e>) -> u32 {
        self.together.get(attendance.place as usize).copied().unwrap_or(0)
    }

    /// How many were in the session of an attendance, whoever pays for them.
    pub(crate) fn people(&self, attendance: &Attendance<'e>) -> u32 {
        self.members(attendance).max(u32::from(attendance.encounter.attendees.unwrap_or(0)))
    }

    /// Encounters that took place, with their places.
    pub(crate) fn took_place(&self) -> impl Iterator<Item = (u32, &'e Encounter)> + use<'e> {
        let log: &'e [Encounter] = &self.evidence.encounters;
        (0..).zip(log).filter(|(_, encounter)| encounter.took_place())
    }

    /// What is one session: the place of the encounter, or of the first one of its group.
    pub(crate) fn session_of(&self, place: u32, encounter: &Encounter) -> u32 {
        let group = encounter.group.as_deref();
        let session = group.and_then(|group| self.sessions.get(&(group, encounter.on)));
        session.map_or(place, |session| session.first)
    }

    /// An attendance by its place.
    pub(crate) fn attendance(&self, at: u32) -> Option<&Attendance<'e>> {
        self.attendances.get(at as usize)
    }

    /// Attendances by their places.
    pub(crate) fn those(&self, at: &[u32]) -> Vec<&Attendance<'e>> {
        at.iter().filter_map(|at| self.attendance(*at)).collect()
    }

    /// The places of the attendances of encounters.
    pub(crate) fn attendances_of(&self, encounters: &[u32]) -> Vec<u32> {
        let each = encounters.iter().flat_map(|place| {
            let from = self.by_encounter.partition_point(|(one, _)| one < place);
            let here = self.by_encounter.get(from..).unwrap_or_default();
            here.iter().take_while(move |(one, _)| one == place).map(|(_, at)| *at)
        });
        each.collect()
    }

    /// The attendances of a member in some days, by their places.
    pub(crate) fn of_member_on(&self, member: Option<u32>, days: crate::value::DateSpan) -> Vec<u32> {
        let Some(member) = member else { return Vec::new() };
        let key = |one: &Attendance<'_>| (one.member.map_or(u32::MAX, |(place, _)| place), one.day);
        let from = self.attendances.partition_point(|one| key(one) < (member, days.first()));
        let to = self.attendances.partition_point(|one| key(one) <= (member, days.last()));
        let places = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        (places(from)..places(to)).collect()
    }

    /// The one member of an encounter that is no group.
    pub(crate) fn lone_member(&self, encounter: u32) -> Option<u32> {
        let all = self.attendances_of(&[encounter]);
        let [one] = all.as_slice() else { return None };
        let one = self.attendance(*one).filter(|one| self.people(one) <= 1)?;
        one.member.map(|(place, _)| place)
    }

    /// Who gave an encounter, in the order of the log: places on the roster, nothing where it has no such row.
    pub(crate) fn crew(&self, encounter: u32) -> &[Option<u32>] {
        self.crews.of(encounter)
    }

    /// Of those who gave an encounter the first that the log names, if the roster has such a row.
    pub(crate) fn first_of_crew(&self, encounter: u32) -> Option<(u32, &'e Staff)> {
        let place = self.crew(encounter).first().copied().flatten()?;
        Some((place, self.staff(place)?))
    }

    /// A row of the roster by its place.
    pub(crate) fn staff(&self, place: u32) -> Option<&'e Staff> {
        self.evidence.staff.get(place as usize)
    }

    /// The persons who gave an encounter: of each the place of the first row of the roster about that person.
    pub(crate) fn persons(&self, encounter: u32) -> impl Iterator<Item = u32> + '_ {
        let known = self.crew(encounter).iter().flatten();
        known.filter_map(|place| self.persons.get(*place as usize).copied())
    }

    /// The service of each staff member on each day, by staff and day.
    pub(crate) fn staff_days(&self) -> Vec<StaffDay> {
        // Staff, day, session, minutes, encounter.
        let mut all: Vec<(u32, Date, u32, u32, u32)> = Vec::new();
        for (place, encounter) in self.took_place() {
            let logged = encounter.minutes.filter(|_| encounter.segments.is_empty());
            let service =
                encounter.segments.iter().filter(|one| one.is_service()).filter_map(Segment::length);
            let minutes = service.chain(logged).map(Minutes::get).fold(0, u32::saturating_add);
            let session = self.session_of(place, encounter);
            for staff in self.persons(place) {
                all.push((staff, encounter.on, session, minutes, place));
            }
        }
        all.sort_unstable();
        let mut days: Vec<StaffDay> = Vec::new();
        for of_day in all.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let Some((staff, on, ..)) = of_day.first().copied() else { continue };
            let sessions = of_day.chunk_by(|a, b| a.2 == b.2);
            let longest = sessions.map(|rows| rows.iter().map(|row| row.3).max().unwrap_or(0));
            let minutes = longest.fold(0, u32::saturating_add);
            days.push(StaffDay { staff, on, minutes, encounters: once(of_day.iter().map(|row| row.4)) });
        }
        days
    }

    /// Everything that the log as a whole tells: days, overlaps, groups, chains.
    pub(crate) fn events(&self) -> Vec<Event> {
        super::whole_log(self)
    }

    /// What every rule that the log decides says of an attendance, where that is something.
    pub(crate) fn rulings(&self, attendance: &Attendance<'e>) -> Vec<Ruling> {
        let mut rulings = Vec::new();
        match self.kind(attendance) {
            None => rulings.extend(cover::ruling(attendance)),
            Some(kind) => {
                rulings.extend(kind.rulings.iter().cloned());
                if !kind.is_service() {
                    return rulings;
                }
                for check in super::LOG_CHECKS {
                    match check.run {
                        LogRun::Kind(_) => {}
                        LogRun::Each(run) => {
                            rulings.extend(Ruling::new(check, run(self, attendance, kind), None));
                        }
                        LogRun::Staff(run) => {
                            for who in self.crew(attendance.place) {
                                rulings.extend(Ruling::new(check, run(self, attendance, kind, *who), *who));
                            }
                        }
                    }
                }
            }
        }
        rulings
    }
}

/// Of each row of the roster, the first about the same person: the same NPI, names and day of birth, all told. An NPI
/// alone does not do, since some agencies bill all of their staff under one.
fn persons(roster: &[Staff]) -> Vec<u32> {
    let mut known: HashMap<_, u32> = HashMap::new();
    let all = (0_u32..).zip(roster).map(|(place, staff)| {
        let names = staff.last_name.as_deref().zip(staff.first_name.as_deref());
        match (staff.npi.as_ref(), names, staff.born) {
            (Some(npi), Some(names), Some(born)) => *known.entry((npi, names, born)).or_insert(place),
            _ => place,
        }
    });
    all.collect()
}
