//! Minutes of a day.

use super::{Date, Flaw, ValueError, serial::from_string};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A minute of a day on the clock of the place. It knows no time zone; a day has 24 hours.
///
/// Reads and displays as `YYYY-MM-DDTHH:MM`; reads a blank instead of the `T`, and seconds if they are `00`.
///
/// ```
/// use peerclaim::value::Moment;
/// let start: Moment = "2026-05-03T23:50".parse()?;
/// let end = start.checked_add_minutes(25).ok_or("past the calendar")?;
/// assert_eq!((end.to_string().as_str(), end.minutes_since(start)), ("2026-05-04T00:15", 25));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    date: Date,
    /// Since midnight, below 1440.
    minute: u16,
}

impl Moment {
    /// How many minutes a day has.
    const DAY: u16 = 1_440;

    /// That hour (0 to 23) and minute (0 to 59) of that day.
    pub fn new(date: Date, hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then(|| Self { date, minute: u16::from(hour) * 60 + u16::from(minute) })
    }

    /// The day.
    pub const fn date(self) -> Date {
        self.date
    }

    /// The hour, from 0 to 23.
    pub fn hour(self) -> u8 {
        u8::try_from(self.minute / 60).unwrap_or(0)
    }

    /// The minute of the hour, from 0 to 59.
    pub fn minute(self) -> u8 {
        u8::try_from(self.minute % 60).unwrap_or(0)
    }

    /// Minutes since midnight, from 0 to 1439.
    pub const fn minute_of_day(self) -> u16 {
        self.minute
    }

    /// Minutes from `earlier` to this one; negative if it is later.
    pub fn minutes_since(self, earlier: Self) -> i64 {
        self.date.days_since(earlier.date) * i64::from(Self::DAY) + i64::from(self.minute)
            - i64::from(earlier.minute)
    }

    /// The moment so many minutes later (earlier if negative), or nothing past the calendar's ends.
    pub fn checked_add_minutes(self, minutes: i64) -> Option<Self> {
        let sum = i64::from(self.minute).checked_add(minutes)?;
        let day = i64::from(Self::DAY);
        Some(Self {
            date: self.date.checked_add_days(i32::try_from(sum.div_euclid(day)).ok()?)?,
            minute: u16::try_from(sum.rem_euclid(day)).ok()?,
        })
    }
}

/// Two digits.
fn two(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

impl FromStr for Moment {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        let fail = |flaw| ValueError::new("moment", flaw);
        let (date, time) = text.split_once(['T', ' ']).ok_or(fail(Flaw::Length))?;
        let date: Date = date.parse().map_err(|error: ValueError| fail(error.flaw()))?;
        // A second more or less decides no unit; to drop it would be to change what was written.
        let (h, i, m, n) = match time.as_bytes() {
            [h, i, b':', m, n] | [h, i, b':', m, n, b':', b'0', b'0'] => (*h, *i, *m, *n),
            _ => return Err(fail(Flaw::Length)),
        };
        let (hour, minute) = two(h, i).zip(two(m, n)).ok_or(fail(Flaw::Character))?;
        Self::new(date, hour, minute).ok_or(fail(Flaw::Range))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}T{:02}:{:02}", self.date, self.hour(), self.minute())
    }
}

impl fmt::Debug for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Moment({self})")
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_string(from, "moment")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_minutes_that_exist() {
        for (text, read) in [
            ("2026-05-03T09:05", Some("2026-05-03T09:05")),
            ("2026-05-03 09:05", Some("2026-05-03T09:05")),
            ("2026-05-03T09:05:00", Some("2026-05-03T09:05")),
            ("20260503T00:00", Some("2026-05-03T00:00")),
            ("2026-05-03T23:59", Some("2026-05-03T23:59")),
            ("2026-05-03T24:00", None),
            ("2026-05-03T09:60", None),
            ("2026-05-03T09:05:30", None),
            ("2026-05-03T09:05Z", None),
            ("2026-05-03T9:05", None),
            ("2026-02-29T09:05", None),
            ("2026-05-03", None),
            ("", None),
        ] {
            let found = text.parse::<Moment>().ok().map(|moment| moment.to_string());
            assert_eq!(found.as_deref(), read, "{text}");
        }
    }

    #[test]
    fn minutes_over_midnight_and_over_the_end() {
        let at = |text: &str| text.parse::<Moment>().unwrap();
        for (from, minutes, to) in [
            ("2026-05-03T23:50", 25, Some("2026-05-04T00:15")),
            ("2026-05-04T00:15", -25, Some("2026-05-03T23:50")),
            ("2026-05-04T00:00", -1, Some("2026-05-03T23:59")),
            ("2026-12-31T23:59", 1, Some("2027-01-01T00:00")),
            ("9999-12-31T23:59", 1, None),
            ("0001-01-01T00:00", -1, None),
            ("2026-05-03T00:00", i64::MAX, None),
            ("2026-05-03T00:00", i64::MIN, None),
        ] {
            assert_eq!(at(from).checked_add_minutes(minutes), to.map(at), "{from} and {minutes}");
        }
    }

    proptest! {
        /// The minutes between two moments lead from the one to the other, and their order is that of time.
        #[test]
        fn minutes_lead_back(days in 0..3_000_i32, a in -5_000_000..5_000_000_i64, b in -5_000_000..5_000_000_i64) {
            let first: Moment = "2020-01-01T00:00".parse().unwrap();
            let first = Moment { date: first.date.checked_add_days(days).unwrap(), ..first };
            let (one, other) = (first.checked_add_minutes(a).unwrap(), first.checked_add_minutes(b).unwrap());
            prop_assert_eq!(other.minutes_since(one), b - a);
            prop_assert_eq!(other.cmp(&one), b.cmp(&a));
            prop_assert_eq!(one.to_string().parse(), Ok(one));
        }
    }
}
