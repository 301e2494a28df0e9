//! One contact that stands in the log twice.

use super::book::{Book, Cluster, Event, Grain, encounters_of};
use super::payer::Broken;
use crate::diag::Arg;

log_rule! {
    "PC0716" "service-logged-twice" Error Audit, denied "18", document "service_logged_twice.md", reads;
    title: "One contact stands in the log more than once"
    message: "the same staff, member, service and minutes stand in {0} of the log"
    help: "Take out what was entered twice; where it was billed twice, void or replace the claim."
}

/// The event, where all contacts of a cluster are one and the same.
pub(super) fn event(book: &Book<'_>, cluster: &Cluster) -> Option<Event> {
    let encounters = encounters_of(cluster);
    let mut all = encounters.iter().filter_map(|place| book.evidence.encounters.get(*place as usize));
    let first = all.next()?;
    let same = all.all(|one| {
        one.members == first.members
            && one.staff == first.staff
            && one.segments == first.segments
            && (one.service == first.service && one.code == first.code)
    });
    // The first row stands, and what comes after it says the same again.
    let (stands, again) = encounters.split_first()?;
    same.then(|| Event {
        rule: &RULE,
        broken: Broken::by_none(&[Arg::Many(encounters.len() as u64, "row")]),
        at: ("encounters", again.first().copied().unwrap_or(*stands)),
        set: book.attendances_of(&encounters),
        spared: book.attendances_of(&[*stands]),
        grain: Grain::All,
    })
}
