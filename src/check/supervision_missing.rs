//! Supervision of whoever gave the service: that there is a supervisor, that meetings are frequent and long enough,
//! and that the supervisor has no more people than the rule lets one have.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, Broken};
use crate::credential::Answer as Worth;
use crate::diag::Lack;

log_rule! {
    "PC0711" "supervision-missing" Error Audit, denied "B7", document "supervision_missing.md", reads "supervision", "supervisor", "ratio";
    title: "Whoever gave the service was not supervised as the rules ask"
    message: "on the date of service the staff member was not supervised as the rules ask"
    help: "`peerclaim credential` shows what is asked and what is on file; complete the roster, or do not bill it."
}

pub(crate) const ABOUT: About = About::Staff;
pub(crate) const LOG: LogRun = LogRun::Staff(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>, who: Option<u32>) -> Answer {
    let Some(place) = who else { return Answer::Fine };
    match book.supervised(place, attendance.day, kind.traits.stack, kind.service_id()) {
        None | Some((Worth::Valid, _)) => Answer::Fine,
        Some((Worth::Invalid, status)) => Answer::Broken(Broken::by_none(&[]).known(status)),
        // Rosters seldom hold every meeting: what is not on file bars nothing.
        Some((Worth::Unknown, _)) => {
            Answer::Open(Lack::Fact("supervision on the roster"), Broken::by_none(&[]).undecided())
        }
    }
}
