//! Staff who are in two contacts in the same minutes.

use super::book::{Book, Cluster, Event, Grain, Stretch, clusters, encounters_of};
use super::payer::Broken;
use super::{group_given_as_individual, service_logged_twice};
use crate::diag::Arg;

log_rule! {
    "PC0705" "staff-time-overlaps" Error Audit, denied "16", document "staff_time_overlaps.md", reads;
    title: "A staff member is logged in two contacts in the same minutes"
    message: "{0} of this staff member share minutes"
    help: "Correct the times by the notes. Members who were in one session belong into one group in the log."
}

/// Clusters of the contacts of each staff member. A cluster is one event, of the rule that says most of it.
pub(super) fn events(
    book: &Book<'_>,
    stretches: &[Stretch],
    impossible: &impl Fn(u32, i64) -> bool,
    into: &mut Vec<Event>,
) {
    for cluster in clusters(stretches) {
        let Some(first) = cluster.first() else { continue };
        // A day of more than 24 hours is told as a whole.
        if impossible(first.whose, first.first.div_euclid(1_440)) {
            continue;
        }
        let event = service_logged_twice::event(book, &cluster)
            .or_else(|| group_given_as_individual::event(book, &cluster))
            .unwrap_or_else(|| event(book, &cluster));
        into.push(event);
    }
}

fn event(book: &Book<'_>, cluster: &Cluster) -> Event {
    let encounters = encounters_of(cluster);
    let many = Arg::Many(encounters.len() as u64, "contact");
    Event {
        rule: &RULE,
        broken: Broken::by_none(&[many]),
        at: ("encounters", encounters.first().copied().unwrap_or(0)),
        set: book.attendances_of(&encounters),
        spared: Vec::new(),
        grain: Grain::AllButOne,
    }
}
