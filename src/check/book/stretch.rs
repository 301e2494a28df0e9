//! The minutes in which staff and members were together, as stretches of the calendar.

use super::Book;
use crate::evidence::Encounter;
use crate::value::{Date, Moment};

/// A stretch of service without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Stretch {
    /// Whose: the place of the staff member, or of the member.
    pub(crate) whose: u32,
    /// In minutes of the calendar.
    pub(crate) first: i64,
    pub(crate) last: i64,
    /// What is one session however many rows it has: the place of the encounter, or of the first of its group.
    pub(crate) session: u32,
    /// The encounter's place.
    pub(crate) encounter: u32,
}

/// A minute as a number of the calendar.
pub(super) fn absolute(moment: Moment) -> i64 {
    let days = Date::new(1, 1, 1).map_or(0, |first| moment.date().days_since(first));
    days * 1_440 + i64::from(moment.minute_of_day())
}

/// The stretches of service of an encounter; travel and notes are none.
fn stretches(encounter: &Encounter) -> impl Iterator<Item = (i64, i64)> + '_ {
    encounter.segments.iter().filter_map(|segment| {
        let (first, last) = (absolute(segment.start?), absolute(segment.end?));
        (segment.is_service() && first < last).then_some((first, last))
    })
}

/// Places in order, each once.
pub(super) fn once(places: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut places: Vec<u32> = places.collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The encounters of stretches, each once, in the order of the log.
pub(crate) fn encounters_of(stretches: &[Stretch]) -> Vec<u32> {
    once(stretches.iter().map(|one| one.encounter))
}

/// Stretches that share minutes, each with another of another session: one event.
pub(crate) type Cluster = Vec<Stretch>;

impl Book<'_> {
    /// The stretches of every staff member, by staff and begin.
    pub(crate) fn staff_stretches(&self) -> Vec<Stretch> {
        let mut all = Vec::new();
        for (place, encounter) in self.took_place() {
            for whose in self.persons(place) {
                let session = self.session_of(place, encounter);
                all.extend(stretches(encounter).map(|(first, last)| Stretch {
                    whose,
                    first,
                    last,
                    session,
                    encounter: place,
                }));
            }
        }
        all.sort_unstable();
        all
    }

    /// The stretches of every member, by member and begin.
    pub(crate) fn member_stretches(&self) -> Vec<Stretch> {
        let mut all = Vec::new();
        for attendance in &self.attendances {
            let Some((whose, _)) = attendance.member else { continue };
            let session = self.session_of(attendance.place, attendance.encounter);
            all.extend(stretches(attendance.encounter).map(|(first, last)| Stretch {
                whose,
                first,
                last,
                session,
                encounter: attendance.place,
            }));
        }
        all.sort_unstable();
        all
    }
}

/// The clusters of stretches, which stand in order of whose they are and when they begin.
pub(crate) fn clusters(all: &[Stretch]) -> Vec<Cluster> {
    let mut clusters = Vec::new();
    let mut open: Cluster = Vec::new();
    let mut until = i64::MIN;
    let mut close = |open: &mut Cluster| {
        let sessions = open.iter().map(|one| one.session);
        let several = open.first().is_some_and(|first| sessions.clone().any(|one| one != first.session));
        let done = std::mem::take(open);
        if several {
            clusters.push(done);
        }
    };
    for stretch in all {
        let apart = open.last().is_none_or(|last| last.whose != stretch.whose) || until <= stretch.first;
        if apart {
            close(&mut open);
            until = i64::MIN;
        }
        until = until.max(stretch.last);
        open.push(*stretch);
    }
    close(&mut open);
    clusters
}
