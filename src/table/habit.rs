//! How cells of spreadsheets and exports write values: days as `5/3/2026`, amounts with a dollar sign, places
//! without their zero.
//!
//! Only what can be meant in one way is read. `5/3/26` could be two centuries, `telehealth` could be with or
//! without a picture: such cells stay wrong, and the finding says what to write.

use crate::value::{Date, Moment, PlaceOfService};
use std::str::FromStr;

/// `2026-05-03`, `20260503`, `5/3/2026`; a time behind it does not matter.
pub(crate) fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.split_once([' ', 'T']).map_or(text, |(date, _)| date);
    let Some((month, rest)) = text.split_once('/') else { return text.parse().ok() };
    let (day, year) = rest.split_once('/')?;
    let number = |text: &str, most: usize| {
        (text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| text.parse::<u16>().ok())?
    };
    let short = |text: &str| number(text, 2).and_then(|number| u8::try_from(number).ok());
    let year = number(year, 4).filter(|_| year.len() == 4)?;
    Date::new(year, short(month)?, short(day)?)
}

/// `09:05`, `9:05 AM`, `9:05:00 PM`, `0905`: hour and minute.
pub(crate) fn time(text: &str) -> Option<(u8, u8)> {
    let text = text.trim().to_ascii_lowercase();
    let (clock, half) =
        match text.trim_end_matches('.').split_at_checked(text.find(['a', 'p']).unwrap_or(text.len())) {
            Some((clock, half)) => (clock.trim(), half.replace(['.', ' '], "")),
            None => return None,
        };
    let number = |text: &str| {
        let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse::<u8>().ok())?
    };
    let mut parts = clock.split(':');
    let (hour, minute) = match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(hour), Some(minute), None | Some("00"), None) if minute.len() == 2 => {
            (number(hour)?, number(minute)?)
        }
        (Some(both), None, None, None) if both.len() == 4 && half.is_empty() => {
            let (hour, minute) = both.split_at_checked(2)?;
            (number(hour)?, number(minute)?)
        }
        _ => return None,
    };
    let hour = match half.as_str() {
        "" => hour,
        "a" | "am" if (1..=12).contains(&hour) => hour % 12,
        "p" | "pm" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// A day and a time: `5/3/2026 9:05 AM`, `2026-05-03T09:05`.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let (day, clock) = text.trim().split_once([' ', 'T'])?;
    let (hour, minute) = time(clock)?;
    Moment::new(date(day)?, hour, minute)
}

/// `$1,234.50`
pub(crate) fn amount<T: FromStr>(text: &str) -> Option<T> {
    let text = text.trim().trim_start_matches('$');
    let (whole, cents) = text.split_once('.').unwrap_or((text, ""));
    let mut groups = whole.split(',');
    let first = groups.next().is_some_and(|first| !whole.contains(',') || (1..=3).contains(&first.len()));
    if !first || groups.any(|group| group.len() != 3) || cents.contains(',') {
        return None;
    }
    text.replace(',', "").parse().ok()
}

/// `11`, `11 - Office`, and `2` for `02`, because spreadsheets drop the zero.
pub(crate) fn place(text: &str) -> Option<PlaceOfService> {
    let text = text.trim();
    let digits = text.find(|c: char| !c.is_ascii_digit()).map_or(text, |end| text.get(..end).unwrap_or(text));
    match digits.len() {
        1 => format!("0{digits}").parse().ok(),
        _ => digits.parse().ok(),
    }
}

/// `60`, `60 min`, `1:00`.
pub(crate) fn minutes(text: &str) -> Option<u32> {
    let text = text.trim().to_ascii_lowercase();
    let number = text.trim_end_matches('.').trim_end_matches("utes").trim_end_matches("ute");
    let number = number.trim_end_matches('s').trim_end_matches("min").trim();
    match number.split_once(':') {
        Some((hours, minutes)) if minutes.len() == 2 => {
            let minutes = minutes.parse::<u32>().ok().filter(|minutes| *minutes < 60)?;
            hours.parse::<u32>().ok()?.checked_mul(60)?.checked_add(minutes)
        }
        Some(_) => None,
        None => number.parse().ok(),
    }
}

/// A code, whatever the case of its letters.
pub(crate) fn code<T: FromStr>(text: &str) -> Option<T> {
    text.trim().to_ascii_uppercase().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::Money;

    #[test]
    fn days() {
        for (text, read) in [
            ("2026-05-03", Some("2026-05-03")),
            ("20260503", Some("2026-05-03")),
            ("5/3/2026", Some("2026-05-03")),
            ("05/03/2026", Some("2026-05-03")),
            (" 5/3/2026 12:00:00 AM", Some("2026-05-03")),
            ("2026-05-03T00:00:00", Some("2026-05-03")),
            ("5/3/26", None),
            ("13/3/2026", None),
            ("2/29/2026", None),
            ("+5/3/2026", None),
            ("5/3", None),
            ("", None),
            ("45000", None),
        ] {
            assert_eq!(date(text).map(|day| day.to_string()).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn times() {
        for (text, read) in [
            ("09:05", Some((9, 5))),
            ("9:05", Some((9, 5))),
            ("9:05 AM", Some((9, 5))),
            ("9:05pm", Some((21, 5))),
            ("9:05 p.m.", Some((21, 5))),
            ("12:00 AM", Some((0, 0))),
            ("12:30 PM", Some((12, 30))),
            ("09:05:00", Some((9, 5))),
            ("9:05:00 AM", Some((9, 5))),
            ("0905", Some((9, 5))),
            ("23:59", Some((23, 59))),
            ("9:05:30", None),
            ("13:00 PM", None),
            ("0:10 AM", None),
            ("24:00", None),
            ("9:60", None),
            ("9:5", None),
            ("9", None),
            ("", None),
            ("noon", None),
            ("é:05", None),
        ] {
            assert_eq!(time(text), read, "{text}");
        }
    }

    #[test]
    fn moments_amounts_places_minutes() {
        for (text, read) in [
            ("5/3/2026 9:05 AM", Some("2026-05-03T09:05")),
            ("2026-05-03T09:05", Some("2026-05-03T09:05")),
            ("2026-05-03 21:05:00", Some("2026-05-03T21:05")),
            ("9:05 AM", None),
            ("5/3/2026", None),
        ] {
            assert_eq!(moment(text).map(|moment| moment.to_string()).as_deref(), read, "{text}");
        }
        for (text, read) in [
            ("$1,234.50", Some("1234.5")),
            ("12", Some("12")),
            ("12,34", None),
            ("1,2345", None),
            (",123", None),
            ("1.2,345", None),
            ("$", None),
        ] {
            assert_eq!(amount::<Money>(text).map(|money| money.to_string()).as_deref(), read, "{text}");
        }
        for (text, read) in [
            ("11", Some("11")),
            ("2", Some("02")),
            ("11 - Office", Some("11")),
            ("Office", None),
            ("110", None),
        ] {
            assert_eq!(place(text).map(|place| place.to_string()).as_deref(), read, "{text}");
        }
        for (text, read) in [
            ("60", Some(60)),
            ("60 min", Some(60)),
            ("45 Minutes", Some(45)),
            ("1:30", Some(90)),
            ("1:60", None),
            ("1:5", None),
            ("1.5", None),
            ("", None),
        ] {
            assert_eq!(minutes(text), read, "{text}");
        }
    }
}
