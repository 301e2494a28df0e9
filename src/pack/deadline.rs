//! By which day a claim has to be there.

use super::Known;
use super::rows::{Roll, Span, Timely};
use crate::value::Date;

/// The last day on which a claim is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct LastDay {
    /// The day.
    pub day: Date,
    /// The day that was counted to.
    pub counted: Date,
    /// It was moved because the day that was counted to is no business day.
    pub rolled: bool,
    /// The payer has a list of holidays that was not read: the day may be one of them, and then it moves on.
    pub holidays_unknown: bool,
}

/// The last day of a time that is counted from that day; nothing where the figure is not known or the
/// calendar ends.
///
/// The day from which it is counted is day 0: received 90 days after the date of service is in time.
pub fn last_day(row: &Timely, counted_from: Date) -> Option<LastDay> {
    let within = i32::from(*row.within.get()?);
    let listed = row.holidays.as_ref().and_then(Known::get).map_or(&[][..], Vec::as_slice);
    let closed = |day: Date| day.is_weekend() || listed.contains(&day);
    let next_open = |mut day: Date| {
        while closed(day) {
            day = day.checked_add_days(1)?;
        }
        Some(day)
    };
    let counted = match row.unit {
        Span::Days => counted_from.checked_add_days(within)?,
        Span::Months => counted_from.checked_add_months(within)?,
        Span::BusinessDays => {
            let mut day = counted_from;
            for _ in 0..within {
                day = next_open(day.checked_add_days(1)?)?;
            }
            day
        }
    };
    let rolls = row.roll == Some(Roll::NextBusinessDay);
    let day = if rolls { next_open(counted)? } else { counted };
    let depends = rolls || row.unit == Span::BusinessDays;
    let unread = matches!(row.holidays, Some(Known::Unknown));
    Some(LastDay { day, counted, rolled: day != counted, holidays_unknown: depends && unread })
}
