//! The credential of whoever gave the service, on the day of the service.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, Broken};
use crate::credential::Answer as Worth;
use crate::diag::Lack;

log_rule! {
    "PC0702" "credential-not-in-force" Error Audit, denied "B7" "185", document "credential_not_in_force.md", reads "credential";
    title: "The credential of whoever gave the service was not in force on the day"
    message: "the credential was not in force on the date of service, or is none that the payer takes"
    help: "Do not bill it; `peerclaim credential` shows the days and the rule. Correct the roster if it is wrong."
}

pub(crate) const ABOUT: About = About::Staff;
pub(crate) const LOG: LogRun = LogRun::Staff(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>, who: Option<u32>) -> Answer {
    let plain = || Broken::by_none(&[]);
    let Some((place, staff)) = who.and_then(|place| Some((place, book.staff(place)?))) else {
        return Answer::Open(Lack::Fact("the roster row of the staff member"), plain());
    };
    // Nobody is known to ask for one, and none is on file: there is nothing to judge.
    if staff.credentials.is_empty() && kind.credentials.is_empty() {
        return Answer::Open(Lack::Fact("a credential on the roster"), plain().undecided());
    }
    match book.may_bill(place, attendance.day, kind.traits.stack, kind.service_id()) {
        Worth::Valid => Answer::Fine,
        Worth::Invalid => Answer::Broken(plain()),
        Worth::Unknown => Answer::Open(Lack::Fact("whether the credential was in force"), plain()),
    }
}
