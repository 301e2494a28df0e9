//! Members who are in two contacts in the same minutes, with different staff.

use super::book::{Book, Event, Grain, clusters, encounters_of};
use super::payer::Broken;
use crate::diag::Arg;
use std::collections::HashSet;

log_rule! {
    "PC0706" "member-time-overlaps" Error Audit, denied "96", document "member_time_overlaps.md", reads;
    title: "A member is logged in two contacts in the same minutes"
    message: "{0} of one member share minutes"
    help: "Correct the times by the notes; where two staff were with the member together, log one contact with both."
}

/// What is told as an event of the staff is not told again.
pub(super) fn events(book: &Book<'_>, told: &HashSet<u32>, into: &mut Vec<Event>) {
    for cluster in clusters(&book.member_stretches()) {
        let encounters = encounters_of(&cluster);
        if encounters.iter().all(|encounter| told.contains(encounter)) {
            continue;
        }
        let whose = cluster.first().map(|stretch| stretch.whose);
        let mut set = book.attendances_of(&encounters);
        set.retain(|at| book.attendance(*at).and_then(|one| one.member).map(|(place, _)| place) == whose);
        into.push(Event {
            rule: &RULE,
            broken: Broken::by_none(&[Arg::Many(encounters.len() as u64, "contact")]),
            at: ("encounters", encounters.first().copied().unwrap_or(0)),
            set,
            spared: Vec::new(),
            grain: Grain::AllButOne,
        });
    }
}
