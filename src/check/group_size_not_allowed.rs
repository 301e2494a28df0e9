//! How many people a group had.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::Answer;
use crate::diag::{Arg, Lack};
use crate::pack::rows::{Attendees, Variant};
use crate::table::Known;

log_rule! {
    "PC0726" "group-size-not-allowed" Error Audit, denied "96", document "group_size_not_allowed.md", reads "group";
    title: "The group had more or fewer people than the payer lets a group have"
    message: "the payer lets a group have {0} {1}"
    help: "Bill what the payer's rule allows for a session of this size; correct the attendance if it is wrong."
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    if kind.groups.is_empty() || kind.service.is_none_or(|service| service.row.variant != Variant::Group) {
        return Answer::Fine;
    }
    let encounter = attendance.encounter;
    let staff = u32::try_from(encounter.staff.len()).unwrap_or(1).max(1);
    let mut worst = Answer::Fine;
    for row in &kind.groups {
        let most = row.row.most.as_ref().and_then(|most| most.get().copied()).map(u32::from);
        let each = row.row.most_per_staff.map(|most| u32::from(most).saturating_mul(staff));
        // Of whom there may only be so many: of everyone in the session, or of members alone.
        let people = match row.row.counts {
            Some(Known::Is(Attendees::Members)) => book.members(attendance),
            _ => book.people(attendance),
        };
        let over = most.into_iter().chain(each).min().filter(|most| people > *most);
        let under = row.row.least.map(u32::from).filter(|least| people < *least);
        let answer = match (over, under) {
            (Some(most), _) => kind.answer(row, &[Arg::Text("at most"), Arg::Count(u64::from(most))]),
            (None, Some(least)) => kind.answer(row, &[Arg::Text("at least"), Arg::Count(u64::from(least))]),
            (None, None) if row.row.most == Some(Known::Unknown) && most.is_none() && each.is_none() => {
                Answer::Open(Lack::Unknown, kind.broken(row, &[]).undecided())
            }
            (None, None) => Answer::Fine,
        };
        worst = worst.worse(answer);
    }
    worst
}
