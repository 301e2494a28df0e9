//! Days on which a staff member gave more service than a day has, or more than people mostly can.

use super::book::{Book, Event, Grain};
use super::payer::Broken;
use super::staff_day_long;
use crate::diag::Arg;
use crate::value::Date;
use std::collections::HashSet;

log_rule! {
    "PC0703" "staff-day-impossible" Error Audit, denied "16", document "staff_day_impossible.md", reads;
    title: "A staff member is logged with more than 24 hours of service on one day"
    message: "{0} of service are logged on this day, and a day has 1440"
    help: "Look for a wrong day, wrong staff or a session logged for each member; until it is found, bill nothing of that day."
}

/// The minutes of a day.
const DAY: u32 = 1_440;

/// The events of long days, and the staff and days that are impossible.
pub(super) fn events(book: &Book<'_>, into: &mut Vec<Event>) -> HashSet<(u32, Date)> {
    let mut impossible = HashSet::new();
    for day in book.staff_days() {
        let (rule, grain) = match day.minutes {
            minutes if minutes > DAY => (&RULE, Grain::Share(minutes - DAY, minutes)),
            minutes if minutes > book.told.long_day => (&staff_day_long::RULE, Grain::Perhaps),
            _ => continue,
        };
        if day.minutes > DAY {
            impossible.insert((day.staff, day.on));
        }
        into.push(Event {
            rule,
            broken: Broken::by_none(&[Arg::Many(u64::from(day.minutes), "minute")]),
            at: ("staff", day.staff),
            set: book.attendances_of(&day.encounters),
            spared: Vec::new(),
            grain,
        });
    }
    impossible
}
