//! Evidence by what claims call it: members by their numbers, encounters and sent lines by control numbers.

use super::fact::{Control, number_of};
use crate::evidence::Evidence;
use std::collections::HashMap;

/// A number that several members have, as children under that of a parent.
pub(super) struct Shared;

/// Made once for any number of files.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// A number that two members have is nobody's.
    members: HashMap<Vec<u8>, Option<u32>>,
    controls: HashMap<Vec<u8>, Control>,
    /// Staff by NPI and name as a number.
    staff: HashMap<u128, Vec<u32>>,
}

impl Index {
    pub(crate) fn new(evidence: &Evidence) -> Self {
        let mut index = Self::default();
        for (place, member) in (0_u32..).zip(&*evidence.members) {
            for number in member.coverage.iter().filter_map(|one| one.number.as_ref()) {
                let slot = index.members.entry(number.clone().into_bytes()).or_insert(Some(place));
                if *slot != Some(place) {
                    *slot = None;
                }
            }
        }
        for (place, row) in (0_u32..).zip(&*evidence.history) {
            if let Some(line) = &row.line {
                index.controls.insert(line.clone().into_bytes(), Control::History(place));
            }
        }
        for (place, encounter) in (0_u32..).zip(&*evidence.encounters) {
            index.controls.insert(encounter.id.clone().into_bytes(), Control::Encounter(place));
        }
        for (place, staff) in (0_u32..).zip(&*evidence.staff) {
            if let Some(npi) = &staff.npi {
                let name = |part: &Option<String>| part.clone().unwrap_or_default().into_bytes();
                let (last, first) = (name(&staff.last_name), name(&staff.first_name));
                let number = number_of(&[npi.as_str().as_bytes(), &last, &first]);
                index.staff.entry(number).or_default().push(place);
            }
        }
        index
    }

    /// The member with a number; an error where several have it.
    pub(super) fn member(&self, number: &[u8]) -> Result<Option<u32>, Shared> {
        match self.members.get(number) {
            None => Ok(None),
            Some(Some(place)) => Ok(Some(*place)),
            Some(None) => Err(Shared),
        }
    }

    pub(super) fn control(&self, number: &[u8]) -> Control {
        self.controls.get(number).copied().unwrap_or(Control::Unknown)
    }

    /// The staff of an NPI, by their places.
    pub(super) fn staff(&self, npi: u128) -> &[u32] {
        self.staff.get(&npi).map(Vec::as_slice).unwrap_or_default()
    }
}
