//! A question about units as it is asked at the desk: minutes, when they began, and how many staff gave them.

use super::{Answer, Contact, DayUnits, Sheet, Stretch, reckon, split_at_midnight};
use crate::pack::rows::{DayRow, Staffed, Together};
use crate::pack::{Ask, Known, Stack};
use crate::value::Units;
use std::fmt::Write;

/// What else is known of the minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// The minute of the day at which the first contact began.
    pub starts: Option<u32>,
    /// How many staff gave the same minutes; 0 and 1 are one.
    pub staff: u16,
}

/// How the units of a sheet are reckoned, over midnight and with several staff too.
pub fn reckon_given(stack: &Stack, ask: &Ask<'_>, sheet: &Sheet, given: Given) -> Answer {
    let mut answer = match over_midnight(sheet, given) {
        Some((starts, minutes)) => by_day(stack, ask, starts, minutes),
        None => reckon(stack, ask, sheet),
    };
    if given.staff > 1 {
        together(stack, ask, given.staff, &mut answer);
    }
    answer
}

/// The minute at which the one stretch of the sheet begins, and its minutes, where it goes over midnight.
fn over_midnight(sheet: &Sheet, given: Given) -> Option<(u32, u32)> {
    let starts = given.starts?;
    let [contact] = sheet.contacts.as_slice() else { return None };
    let [stretch] = contact.stretches.as_slice() else { return None };
    (starts.saturating_add(stretch.minutes) > 1440).then_some((starts, stretch.minutes))
}

/// Each day by itself, as the payer ends its days.
fn by_day(stack: &Stack, ask: &Ask<'_>, starts: u32, minutes: u32) -> Answer {
    let mut answer = Answer::new(minutes);
    answer.service = ask.service.map(str::to_owned);
    let row = stack.best::<DayRow>(ask, |row| row.midnight.is_some());
    let midnight = row.as_ref().and_then(|row| row.row.midnight.as_ref()).and_then(Known::get).copied();
    let Some(midnight) = midnight else {
        answer.sum = format!("{minutes} min, over midnight");
        answer.reason =
            Some("it is not known to which day the payer counts minutes after midnight".to_owned());
        return answer;
    };
    let parts = split_at_midnight(ask.on, starts, minutes, midnight).unwrap_or_default();
    let mut total = Some(Units::ZERO);
    answer.decided = !parts.is_empty();
    for part in parts {
        let stretch = Stretch { minutes: part.minutes, activity: None };
        let sheet = Sheet { contacts: vec![Contact { stretches: vec![stretch] }] };
        let day = reckon(stack, &Ask { on: part.day, ..ask.clone() }, &sheet);
        answer.decided &= day.decided;
        total = total.zip(day.units).and_then(|(sum, units)| sum.checked_add(units));
        let _ =
            write!(answer.sum, "{}{}: {}", if answer.sum.is_empty() { "" } else { "; " }, part.day, day.sum);
        answer.days.push(DayUnits {
            on: part.day,
            minutes: part.minutes,
            units: day.units,
            decided: day.decided,
        });
        // What is said of the rule holds for each day; the first that is not decided tells why.
        let reason = answer.reason.take().or_else(|| day.reason.clone().filter(|_| !day.decided));
        let shown = std::mem::take(&mut answer.days);
        let (sum, decided) = (std::mem::take(&mut answer.sum), answer.decided);
        answer = Answer { minutes, minutes_given: minutes, sum, decided, days: shown, reason, ..day };
    }
    answer.units = total.filter(|_| answer.decided);
    answer
}

/// Who bills minutes that several staff gave together.
fn together(stack: &Stack, ask: &Ask<'_>, staff: u16, answer: &mut Answer) {
    let bills = stack.one::<Staffed>(ask).and_then(|row| row.row.bills.get().copied());
    answer.staff_bills = bills.map(Together::as_str);
    let _ = match bills {
        Some(Together::One) => write!(answer.sum, "; {staff} staff in the same minutes: one of them bills"),
        Some(Together::Each) => {
            write!(answer.sum, "; {staff} staff in the same minutes: each of them bills as much")
        }
        Some(Together::Modifier) => {
            write!(
                answer.sum,
                "; {staff} staff in the same minutes: each bills, with a modifier that says so"
            )
        }
        None => {
            answer.decided = false;
            answer.units = None;
            answer.reason =
                Some("it is not known who bills minutes that several staff gave together".to_owned());
            Ok(())
        }
    };
}
