//! The roster by who is asked for, made once for many questions.

use crate::evidence::{Encounter, Evidence, Staff};
use crate::value::Date;
use std::collections::HashMap;

/// Staff by id and by supervisor, and the day of everyone's first contact.
#[derive(Debug, Clone, Default)]
pub(crate) struct Roster<'a> {
    by_id: HashMap<&'a str, &'a Staff>,
    under: HashMap<&'a str, Vec<&'a Staff>>,
    first: HashMap<&'a str, Date>,
}

impl<'a> Roster<'a> {
    pub(crate) fn new(evidence: &'a Evidence) -> Self {
        Self::of(&evidence.staff, &evidence.encounters)
    }

    pub(super) fn of(staff: &'a [Staff], encounters: &'a [Encounter]) -> Self {
        let mut roster = Self::default();
        for one in staff {
            roster.by_id.entry(&one.id).or_insert(one);
            for assignment in &one.supervisors {
                let under = roster.under.entry(assignment.supervisor.as_str()).or_default();
                if !under.iter().any(|other| std::ptr::eq(*other, one)) {
                    under.push(one);
                }
            }
        }
        for encounter in encounters.iter().filter(|one| one.took_place()) {
            for id in &encounter.staff {
                let first = roster.first.entry(id.as_str()).or_insert(encounter.on);
                *first = encounter.on.min(*first);
            }
        }
        roster
    }

    pub(super) fn find(&self, id: &str) -> Option<&'a Staff> {
        self.by_id.get(id).copied()
    }

    /// Whoever was ever assigned to a supervisor.
    pub(super) fn under(&self, supervisor: &str) -> &[&'a Staff] {
        self.under.get(supervisor).map(Vec::as_slice).unwrap_or_default()
    }

    /// The day of the first contact that took place.
    pub(super) fn first_contact(&self, staff: &str) -> Option<Date> {
        self.first.get(staff).copied()
    }
}
