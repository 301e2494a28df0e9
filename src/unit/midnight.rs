//! Contacts over midnight.

use crate::pack::rows::Midnight;
use crate::value::Date;

/// The minutes of a stretch that belong to one day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayPart {
    /// The day.
    pub day: Date,
    /// How many minutes.
    pub minutes: u32,
}

/// The days of a stretch that begins on a day, so many minutes after midnight, and lasts so long.
///
/// Nothing where the calendar ends, or the stretch does not begin on its day.
pub fn split_at_midnight(day: Date, begins: u32, minutes: u32, midnight: Midnight) -> Option<Vec<DayPart>> {
    const DAY: u32 = 1440;
    if begins >= DAY {
        return None;
    }
    let here = minutes.min(DAY - begins);
    let over = minutes - here;
    match midnight {
        Midnight::Split if over > 0 => {
            let mut parts = vec![DayPart { day, minutes: here }];
            parts.extend(split_at_midnight(day.checked_add_days(1)?, 0, over, midnight)?);
            Some(parts)
        }
        // Whoever is present at 11:59 pm of the day it began is counted on that day too.
        Midnight::Split | Midnight::Start | Midnight::Present => Some(vec![DayPart { day, minutes }]),
    }
}
