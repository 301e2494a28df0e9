//! Services that have ended or not begun.

use super::book::{About, Kind, LogRun};
use super::payer::{Answer, BilledLine, Case, Match, PayerRun};
use crate::diag::{Arg, Found};
use crate::pack::Effective;
use crate::pack::rows::Service;
use crate::value::Date;

payer_rule! {
    "PC0604" "procedure-not-in-force" Error, Stc "A8" "796", denied "181", document "procedure_not_in_force.md", reads "service";
    title: "The service is not billed so on this date of service"
    message: "the service that this code and its modifiers name is {0} billed on this date of service"
    help: "Bill the code and modifiers that were in force on the date of service."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Match::OtherTime(row) = line.matched else { return };
    let broken = case.broken_by(&row, line, &[when(&row, line.day())]);
    case.tell(found, &RULE, Answer::Broken(broken), || line.view.procedure().location());
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    let Some(row) = kind.other_time else { return Answer::Fine };
    Answer::Broken(kind.broken(&row, &[when(&row, kind.day)]))
}

fn when(row: &Effective<'_, Service>, day: Date) -> Arg {
    let over = row.terms.to.is_some_and(|to| to < day);
    Arg::Text(if over { "no longer" } else { "not yet" })
}
