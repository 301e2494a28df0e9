//! Where the member was, or what they were enrolled in, on the day of the service.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, Broken};
use crate::diag::Arg;
use crate::evidence::{MemberStatus, within};
use crate::pack::rows::{Exclusion, Meets};

log_rule! {
    "PC0715" "member-elsewhere" Error Audit, denied "96" "258" "13", document "member_elsewhere.md", reads "exclusion";
    title: "The member was in a place or a programme beside which the service is not paid"
    message: "{0}"
    help: "Check the days of the stay or enrolment; if they are right, the service is not billed for that day."
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(_: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let Some((_, member)) = attendance.member else { return Answer::Fine };
    let on = attendance.day;
    let there = || member.status.iter().filter(move |one| within(one.from, one.to, on));
    // Whoever the payer is: nobody is served after death. On its day they may have been.
    let died = |one: &&MemberStatus| one.setting == "deceased" && one.from.is_none_or(|from| from < on);
    if there().any(|one| died(&one)) {
        return Answer::Broken(Broken::by_none(&[Arg::Text("the member had died")]));
    }
    let named = |row: &Exclusion, one: &MemberStatus| row.other.contains(&one.setting);
    let mut answers = kind.exclusions.iter().filter_map(|row| {
        let words = match row.row.meets {
            Meets::InSetting => "the payer does not pay for the service while the member is in such a place",
            Meets::Enrolled => "the payer does not pay for the service beside such an enrolment",
            Meets::SameDay => "the payer does not pay for the service on a day of such a stay",
            Meets::SameTime | Meets::CountedTwice => return None,
        };
        let lifted = |code: &String| kind.modifiers.iter().any(|one| one.as_str() == code.as_str());
        let so = there().any(|one| named(row.row, one)) && !row.row.unless_modifier.iter().any(lifted);
        so.then(|| kind.answer(row, &[Arg::Text(words)]))
    });
    answers.next().unwrap_or(Answer::Fine)
}
