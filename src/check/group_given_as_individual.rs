//! Groups that are logged as a service for one member.

use super::book::{About, Book, Cluster, Event, Grain, Kind, LogRun, encounters_of};
use super::payer::{Answer, Broken};
use crate::diag::Arg;
use crate::pack::rows::Variant;

log_rule! {
    "PC0707" "group-given-as-individual" Error Audit, denied "96" "4", document "group_given_as_individual.md", reads "service";
    title: "A group is logged as a service that is given to one member"
    message: "{0}"
    help: "Log what was given: bill the payer's group service, if the group was one, and nothing more than once."
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    let Some(service) = kind.service.filter(|_| kind.traits.together) else { return Answer::Fine };
    let alone = service.row.one_to_one == Some(true) || service.row.variant == Variant::Individual;
    let words = Arg::Text("more than one member was there, and the service is for one");
    if alone { Answer::Broken(kind.broken(&service, &[words])) } else { Answer::Fine }
}

/// The event, where contacts that share minutes began and ended together, each with a member of its own.
pub(super) fn event(book: &Book<'_>, cluster: &Cluster) -> Option<Event> {
    let first = cluster.first()?;
    let together = cluster.iter().all(|one| (one.first, one.last) == (first.first, first.last));
    let encounters = encounters_of(cluster);
    let set = book.attendances_of(&encounters);
    let one_each = set.len() == encounters.len();
    (together && one_each).then(|| Event {
        rule: &RULE,
        broken: Broken::by_none(&[Arg::Text(
            "contacts with one member each began and ended in the same minutes",
        )]),
        at: ("encounters", encounters.first().copied().unwrap_or(0)),
        set,
        spared: Vec::new(),
        grain: Grain::AllButOne,
    })
}
