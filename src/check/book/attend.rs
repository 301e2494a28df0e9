//! Attendances: the parts of members in encounters.

use super::Paying;
use super::stretch::absolute;
use crate::evidence::{Attendee, Encounter, Evidence, Member};
use crate::value::Date;
use std::collections::HashMap;

/// The part of one member in one encounter that took place.
#[derive(Clone, Copy)]
pub(crate) struct Attendance<'e> {
    pub(crate) encounter: &'e Encounter,
    /// The encounter's place in its table.
    pub(crate) place: u32,
    /// The member and the place of the row; nothing where there is no such row.
    pub(crate) member: Option<(u32, &'e Member)>,
    pub(crate) day: Date,
    /// From its first to its last minute, in minutes of the calendar; nothing without clock times.
    pub(crate) span: Option<(i64, i64)>,
    pub(crate) payer: Paying,
    /// Its kind's place.
    pub(crate) kind: Option<u32>,
}

impl Attendance<'_> {
    /// What orders the attendances of a member.
    pub(super) fn order(&self) -> (u32, Date, i64, u32) {
        let member = self.member.map_or(u32::MAX, |(place, _)| place);
        (member, self.day, self.span.map_or(i64::MAX, |span| span.0), self.place)
    }
}

/// Rows of one group on one day.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Session {
    pub(crate) members: u32,
    /// The place of its first row.
    pub(crate) first: u32,
}

/// How many members were there.
fn present(encounter: &Encounter) -> u32 {
    let there = encounter.members.iter().filter(|attendee| attendee.was_present()).count();
    u32::try_from(there).unwrap_or(u32::MAX)
}

/// From the first to the last minute of an encounter, where both are logged.
fn span(encounter: &Encounter) -> Option<(i64, i64)> {
    let mut span: Option<(i64, i64)> = None;
    for segment in &encounter.segments {
        let (start, end) = (absolute(segment.start?), absolute(segment.end?));
        let (first, last) = span.unwrap_or((start, end));
        span = Some((first.min(start), last.max(end)));
    }
    span.filter(|(first, last)| first < last)
}

/// Every attendance, by member, day, begin and place in the log.
pub(super) fn all(evidence: &Evidence) -> Vec<Attendance<'_>> {
    let mut all = Vec::with_capacity(evidence.encounters.len());
    for (place, encounter) in (0_u32..).zip(&*evidence.encounters) {
        if !encounter.took_place() {
            continue;
        }
        let (day, span) = (encounter.on, span(encounter));
        let there: &[Attendee] = &encounter.members;
        for attendee in there.iter().filter(|attendee| attendee.was_present()) {
            let at = evidence.members.place(&attendee.member);
            let member = at.and_then(|at| Some((u32::try_from(at).ok()?, evidence.members.get(at)?)));
            all.push(Attendance { encounter, place, member, day, span, payer: Paying::Unknown, kind: None });
        }
    }
    all.sort_unstable_by_key(Attendance::order);
    all
}

/// Who gave each encounter: places on the roster.
pub(super) struct Crews {
    /// Of each encounter, where its crew begins.
    from: Vec<usize>,
    all: Vec<Option<u32>>,
}

impl Crews {
    pub(super) fn new(evidence: &Evidence) -> Self {
        let mut crews = Self { from: vec![0], all: Vec::new() };
        for encounter in &*evidence.encounters {
            let place = |id: &String| evidence.staff.place(id).and_then(|at| u32::try_from(at).ok());
            crews.all.extend(encounter.staff.iter().map(place));
            crews.from.push(crews.all.len());
        }
        crews
    }

    /// That of an encounter.
    pub(super) fn of(&self, encounter: u32) -> &[Option<u32>] {
        let at = encounter as usize;
        let bounds = self.from.get(at).zip(self.from.get(at.saturating_add(1)));
        bounds.and_then(|(from, to)| self.all.get(*from..*to)).unwrap_or_default()
    }
}

/// The groups whose members have rows of their own.
pub(super) fn sessions(evidence: &Evidence) -> HashMap<(&str, Date), Session> {
    let mut sessions: HashMap<(&str, Date), Session> = HashMap::new();
    for (place, encounter) in (0..).zip(&*evidence.encounters).filter(|(_, one)| one.took_place()) {
        if let Some(group) = encounter.group.as_deref() {
            let fresh = Session { members: 0, first: place };
            sessions.entry((group, encounter.on)).or_insert(fresh).members += present(encounter);
        }
    }
    sessions
}

/// Of each encounter, how many members were in its session, as the log names them.
pub(super) fn together(evidence: &Evidence, sessions: &HashMap<(&str, Date), Session>) -> Vec<u32> {
    let each = evidence.encounters.iter().map(|encounter| {
        let session = encounter.group.as_deref().and_then(|group| sessions.get(&(group, encounter.on)));
        present(encounter).max(session.map_or(0, |session| session.members))
    });
    each.collect()
}
