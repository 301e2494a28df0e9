//! Contacts of one length, one after the other without a minute between, each with another member.
//!
//! A group that was billed as contacts with one member each looks so. So does a full day of appointments: it is a
//! sign to look at, and no fault.

use super::book::{Book, Event, Grain, Stretch, encounters_of};
use super::payer::Broken;
use crate::diag::Arg;
use std::collections::HashSet;

log_rule! {
    "PC0708" "sessions-in-a-chain" Warning Audit, denied, document "sessions_in_a_chain.md", reads;
    title: "Contacts of the same length follow each other without a break, each with another member"
    message: "{0} of the same length follow each other without a minute between"
    help: "Compare with the notes and the calendar: was it a group? Where it was not, nothing needs to be done."
}

/// So many at least make a chain.
const LEAST: usize = 3;

pub(super) fn events(book: &Book<'_>, stretches: &[Stretch], told: &HashSet<u32>, into: &mut Vec<Event>) {
    let mut chain: Vec<Stretch> = Vec::new();
    let mut members: HashSet<u32> = HashSet::new();
    let mut close = |chain: &mut Vec<Stretch>, members: &mut HashSet<u32>| {
        let done = std::mem::take(chain);
        members.clear();
        if done.len() < LEAST {
            return;
        }
        let encounters = encounters_of(&done);
        into.push(Event {
            rule: &RULE,
            broken: Broken::by_none(&[Arg::Many(encounters.len() as u64, "contact")]),
            at: ("encounters", encounters.first().copied().unwrap_or(0)),
            set: book.attendances_of(&encounters),
            spared: Vec::new(),
            grain: Grain::Perhaps,
        });
    };
    for stretch in stretches.iter().copied() {
        let alone = book.lone_member(stretch.encounter).filter(|_| !told.contains(&stretch.encounter));
        let goes_on = chain.last().is_some_and(|last| {
            last.whose == stretch.whose
                && last.last == stretch.first
                && last.last - last.first == stretch.last - stretch.first
        });
        let fresh = alone.is_some_and(|member| !members.contains(&member));
        if !(goes_on && fresh) {
            close(&mut chain, &mut members);
        }
        if let Some(member) = alone {
            members.insert(member);
            chain.push(stretch);
        }
    }
    close(&mut chain, &mut members);
}
