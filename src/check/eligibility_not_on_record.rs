//! What has to be on record of the member: a score, an assessment, an enrolment.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::Answer;
use crate::diag::{Arg, Lack};
use crate::pack::rows::Need;
use crate::value::Quantity;

log_rule! {
    "PC0727" "eligibility-not-on-record" Error Audit, denied "96" "50", document "eligibility_not_on_record.md", reads "eligibility";
    title: "What makes the member eligible for the service is not on record"
    message: "{0}"
    help: "Add the fact to the member, with its value and days, if the record has it; else do not bill the service."
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(_: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let Some((_, member)) = attendance.member else { return Answer::Fine };
    let mut worst = Answer::Fine;
    for row in &kind.eligibility {
        let on_file = member.facts.iter().filter(|fact| fact.fact == row.row.about);
        let is_known = on_file.count() > 0;
        let here =
            || member.facts.iter().filter(|fact| fact.fact == row.row.about && fact.holds(attendance.day));
        let so = here().any(|fact| match (row.row.at_least, fact.value) {
            (Some(least), Some(value)) => value >= least,
            (Some(_), None) => false,
            (None, value) => value.is_none_or(|value| value != Quantity::ZERO),
        });
        // A fact without the figure that is asked for says neither.
        let unsaid = row.row.at_least.is_some() && here().any(|fact| fact.value.is_none());
        let answer = match (row.row.need, so, is_known) {
            (Need::Required, false, true) if unsaid => {
                let lack = Lack::Fact("the figure of what makes the member eligible");
                Answer::Open(lack, kind.broken(row, &[]))
            }
            (Need::Required, false, true) => kind
                .answer(row, &[Arg::Text("what is on record of the member is not what the payer asks for")]),
            (Need::Required, false, false) => {
                Answer::Open(Lack::Fact("what makes the member eligible"), kind.broken(row, &[]).undecided())
            }
            (Need::Forbidden, true, _) => {
                kind.answer(row, &[Arg::Text("the payer excludes whom this is on record of")])
            }
            _ => Answer::Fine,
        };
        worst = worst.worse(answer);
    }
    worst
}
