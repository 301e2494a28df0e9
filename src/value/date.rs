//! Days and spans of days.

use super::{Flaw, ValueError, serial::from_string};
use chrono::{Datelike, Months, NaiveDate, Weekday};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, str::FromStr};

/// A day of the calendar, from year 1 to year 9999. Never "today": the library has no clock.
///
/// Reads `CCYYMMDD`, as X12 writes it, and `YYYY-MM-DD`; displays as the latter.
///
/// ```
/// use peerclaim::value::Date;
/// let day: Date = "20260503".parse()?;
/// assert_eq!(day.to_string(), "2026-05-03");
/// assert!("20260230".parse::<Date>().is_err());
/// let born: Date = "2008-02-29".parse()?;
/// assert_eq!((born.checked_add_months(18 * 12), day.years_since(born)), (Date::new(2026, 2, 28), Some(18)));
/// # Ok::<(), peerclaim::value::ValueError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(NaiveDate);

impl Date {
    /// The day of that year, month and day, where there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let in_range = (1..=9999).contains(&year);
        in_range
            .then(|| NaiveDate::from_ymd_opt(i32::from(year), u32::from(month), u32::from(day)))
            .flatten()
            .map(Self)
    }

    /// Reads eight digits, `CCYYMMDD` (X12 format D8).
    ///
    /// # Errors
    /// Another length, a character that is no digit, a day that does not exist.
    pub fn from_d8(text: &[u8]) -> Result<Self, ValueError> {
        let fail = |flaw| ValueError::new("date", flaw);
        let Ok(digits) = <[u8; 8]>::try_from(text) else {
            return Err(fail(if text.is_empty() { Flaw::Empty } else { Flaw::Length }));
        };
        let digits = digits.map(|digit| digit.wrapping_sub(b'0'));
        if digits.iter().any(|digit| *digit > 9) {
            return Err(fail(Flaw::Character));
        }
        let [c, y, a, b, m, n, d, e] = digits;
        let two = |tens: u8, ones: u8| tens * 10 + ones;
        let year = u16::from(two(c, y)) * 100 + u16::from(two(a, b));
        Self::new(year, two(m, n), two(d, e)).ok_or(fail(Flaw::Range))
    }

    /// Reads six digits, `YYMMDD` (as ISA09), in the century 20.
    ///
    /// # Errors
    /// Another length, a character that is no digit, a day that does not exist.
    pub fn from_yymmdd(text: &[u8]) -> Result<Self, ValueError> {
        let Ok(short) = <[u8; 6]>::try_from(text) else {
            return Err(ValueError::new("date", Flaw::Length));
        };
        let [a, b, c, d, e, f] = short;
        Self::from_d8(&[b'2', b'0', a, b, c, d, e, f])
    }

    /// The eight digits that X12 writes.
    pub fn to_d8(self) -> [u8; 8] {
        let year = u32::try_from(self.0.year()).unwrap_or(0);
        let number = year * 10_000 + self.0.month() * 100 + self.0.day();
        let mut digits = [b'0'; 8];
        let mut rest = number;
        for place in digits.iter_mut().rev() {
            *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
            rest /= 10;
        }
        digits
    }

    /// The day that many days later (earlier if negative), or nothing past the calendar's ends.
    pub fn checked_add_days(self, days: i32) -> Option<Self> {
        let day = self.0.checked_add_signed(chrono::TimeDelta::try_days(i64::from(days))?)?;
        (1..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// Days from `earlier` to this day; negative if it is later.
    pub fn days_since(self, earlier: Self) -> i64 {
        self.0.signed_duration_since(earlier.0).num_days()
    }

    /// The same day of the month that many months later (earlier if negative), or the last of a month that is
    /// too short for it; nothing past the calendar's ends.
    pub fn checked_add_months(self, months: i32) -> Option<Self> {
        let count = Months::new(months.unsigned_abs());
        let day =
            if months < 0 { self.0.checked_sub_months(count) } else { self.0.checked_add_months(count) }?;
        (1..=9999).contains(&day.year()).then_some(Self(day))
    }

    /// Completed years from `earlier` to this day: the age of someone born then. Nothing if it is later.
    ///
    /// Someone born on 29 February is a year older on 1 March where the year has no such day.
    pub fn years_since(self, earlier: Self) -> Option<u16> {
        self.0.years_since(earlier.0).and_then(|years| u16::try_from(years).ok())
    }

    /// The year, from 1 to 9999.
    pub fn year(self) -> u16 {
        u16::try_from(self.0.year()).unwrap_or(0)
    }

    /// The month, from 1 to 12.
    pub fn month(self) -> u8 {
        u8::try_from(self.0.month()).unwrap_or(0)
    }

    /// The day of the month, from 1 to 31.
    pub fn day(self) -> u8 {
        u8::try_from(self.0.day()).unwrap_or(0)
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.0.weekday()
    }

    /// A Saturday or a Sunday?
    pub fn is_weekend(self) -> bool {
        matches!(self.weekday(), Weekday::Sat | Weekday::Sun)
    }

    /// The day as `chrono` knows it.
    pub const fn to_naive(self) -> NaiveDate {
        self.0
    }
}

impl FromStr for Date {
    type Err = ValueError;
    fn from_str(text: &str) -> Result<Self, ValueError> {
        match text.as_bytes() {
            [a, b, c, d, b'-', e, f, b'-', g, h] => Self::from_d8(&[*a, *b, *c, *d, *e, *f, *g, *h]),
            bytes => Self::from_d8(bytes),
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Date({self})")
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from_string(from, "date")
    }
}

/// Days from the first to the last, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateSpan {
    first: Date,
    last: Date,
}

impl DateSpan {
    /// The span, or nothing where it would end before it begins.
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// Reads `CCYYMMDD-CCYYMMDD` (X12 format RD8).
    ///
    /// # Errors
    /// Another form, a day that does not exist ([`Flaw::Range`]), an end before the begin
    /// ([`Flaw::Range`] too: ask [`DateSpan::reversed`] to tell the two apart).
    pub fn from_rd8(text: &[u8]) -> Result<Self, ValueError> {
        let (first, last) = Self::parts(text)?;
        Self::new(first, last).ok_or(ValueError::new("date span", Flaw::Range))
    }

    /// Two real days in the form RD8, but the second before the first?
    pub fn reversed(text: &[u8]) -> bool {
        Self::parts(text).is_ok_and(|(first, last)| last < first)
    }

    fn parts(text: &[u8]) -> Result<(Date, Date), ValueError> {
        match text.split_at_checked(8) {
            Some((first, [b'-', last @ ..])) => Ok((Date::from_d8(first)?, Date::from_d8(last)?)),
            _ => Err(ValueError::new("date span", Flaw::Length)),
        }
    }

    /// First day.
    pub const fn first(&self) -> Date {
        self.first
    }

    /// Last day.
    pub const fn last(&self) -> Date {
        self.last
    }

    /// The shortest span that holds both.
    pub(crate) fn around(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.max(other.last) }
    }
}

impl From<Date> for DateSpan {
    fn from(day: Date) -> Self {
        Self { first: day, last: day }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_real_days() {
        for (text, real) in [
            ("20240229", true),
            ("20250229", false),
            ("20251345", false),
            ("00000101", false),
            ("2025010", false),
            ("2025O101", false),
        ] {
            assert_eq!(Date::from_d8(text.as_bytes()).is_ok(), real, "{text}");
        }
    }

    #[test]
    fn spans_have_an_order() {
        assert!(DateSpan::from_rd8(b"20260101-20260131").is_ok());
        assert!(DateSpan::from_rd8(b"20260131-20260101").is_err());
        assert!(DateSpan::reversed(b"20260131-20260101"));
        assert!(!DateSpan::reversed(b"20260131/20260101"));
    }

    #[test]
    fn writes_what_it_reads() {
        let day: Date = "2026-05-03".parse().unwrap();
        assert_eq!(&day.to_d8(), b"20260503");
        assert_eq!(day.checked_add_days(-3).unwrap().to_string(), "2026-04-30");
    }

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn months_keep_the_day_or_the_end_of_the_month() {
        for (from, months, to) in [
            ("2026-01-31", 0, Some("2026-01-31")),
            ("2026-01-31", 1, Some("2026-02-28")),
            ("2024-01-31", 1, Some("2024-02-29")),
            ("2026-02-28", 1, Some("2026-03-28")),
            ("2024-02-29", 12, Some("2025-02-28")),
            ("2024-02-29", 48, Some("2028-02-29")),
            ("2026-05-15", 8, Some("2027-01-15")),
            ("2026-05-31", -1, Some("2026-04-30")),
            ("2026-01-15", -1, Some("2025-12-15")),
            ("2024-02-29", -12, Some("2023-02-28")),
            ("9999-11-30", 1, Some("9999-12-30")),
            ("9999-12-01", 1, None),
            ("0001-02-01", -1, Some("0001-01-01")),
            ("0001-01-31", -1, None),
            ("2026-01-01", i32::MAX, None),
            ("2026-01-01", i32::MIN, None),
        ] {
            assert_eq!(day(from).checked_add_months(months), to.map(day), "{from} and {months} months");
        }
    }

    #[test]
    fn years_are_completed_on_the_birthday() {
        for (born, on, age) in [
            ("2008-05-03", "2008-05-03", Some(0)),
            ("2008-05-03", "2009-05-02", Some(0)),
            ("2008-05-03", "2009-05-03", Some(1)),
            ("2008-05-03", "2026-05-02", Some(17)),
            ("2008-05-03", "2026-05-03", Some(18)),
            ("2008-05-03", "2026-04-30", Some(17)),
            ("2008-02-29", "2026-02-28", Some(17)),
            ("2008-02-29", "2026-03-01", Some(18)),
            ("2008-02-29", "2028-02-28", Some(19)),
            ("2008-02-29", "2028-02-29", Some(20)),
            ("2008-05-03", "2008-05-02", None),
            ("2008-05-03", "2007-12-31", None),
            ("0001-01-01", "9999-12-31", Some(9998)),
        ] {
            assert_eq!(day(on).years_since(day(born)), age, "born {born}, on {on}");
        }
    }

    #[test]
    fn days_have_their_parts_and_their_weekday() {
        for (text, parts, weekday, weekend) in [
            ("2026-05-01", (2026, 5, 1), Weekday::Fri, false),
            ("2026-05-02", (2026, 5, 2), Weekday::Sat, true),
            ("2026-05-03", (2026, 5, 3), Weekday::Sun, true),
            ("2026-05-04", (2026, 5, 4), Weekday::Mon, false),
            ("2024-02-29", (2024, 2, 29), Weekday::Thu, false),
            ("0001-01-01", (1, 1, 1), Weekday::Mon, false),
            ("9999-12-31", (9999, 12, 31), Weekday::Fri, false),
        ] {
            let day = day(text);
            assert_eq!((day.year(), day.month(), day.day()), parts, "{text}");
            assert_eq!((day.weekday(), day.is_weekend()), (weekday, weekend), "{text}");
        }
    }

    /// Any day; the ends of months, leap days and the ends of the calendar often.
    fn any_day() -> impl Strategy<Value = Date> {
        let year = prop_oneof![1..=9999_u16, 1990..=2030_u16, 1..=3_u16, 9997..=9999_u16];
        let day = prop_oneof![1..=31_u8, 28..=31_u8, Just(1)];
        let month = prop_oneof![1..=12_u8, Just(2)];
        (year, month, day).prop_filter_map("no such day", |(year, month, day)| Date::new(year, month, day))
    }

    proptest! {
        /// Month by month over the calendar's pages, and then back to a day that the page has.
        #[test]
        fn months_are_pages_of_the_calendar(from in any_day(), months in prop_oneof![-40..40_i32, -130_000..130_000_i32]) {
            let (mut year, mut month) = (i32::from(from.year()), from.month());
            for _ in 0..months.abs() {
                (year, month) = match (months > 0, month) {
                    (true, 12) => (year + 1, 1),
                    (true, _) => (year, month + 1),
                    (false, 1) => (year - 1, 12),
                    (false, _) => (year, month - 1),
                };
            }
            let year = u16::try_from(year).unwrap_or(0);
            let due = (1..=from.day()).rev().find_map(|day| Date::new(year, month, day));
            prop_assert_eq!(from.checked_add_months(months), due);
        }

        /// As many years as there were birthdays.
        #[test]
        fn years_are_birthdays(born in any_day(), on in any_day()) {
            let birthday = |year| Date::new(year, born.month(), born.day()).or(Date::new(year, 3, 1)).unwrap();
            let birthdays = (born.year() + 1..=9999).take_while(|year| birthday(*year) <= on).count();
            let due = (born <= on).then(|| u16::try_from(birthdays).unwrap());
            prop_assert_eq!(on.years_since(born), due);
        }
    }
}
