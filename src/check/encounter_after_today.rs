//! Contacts that lie in the future.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, Broken};

log_rule! {
    "PC0730" "encounter-after-today" Error All, denied "110", document "encounter_after_today.md", reads;
    title: "A contact is logged as having taken place on a day that is still to come"
    message: "this day is after the day that is taken for today"
    help: "Correct the day by the note; bill it once it has taken place."
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, _: &Kind<'e>) -> Answer {
    if book.told.as_of.is_some_and(|today| today < attendance.day) {
        Answer::Broken(Broken::by_none(&[]))
    } else {
        Answer::Fine
    }
}
