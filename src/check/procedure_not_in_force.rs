//! Services that have ended or not begun.

use super::payer::{Answer, BilledLine, Case, Match, PayerRun};
use crate::diag::{Arg, Found};

payer_rule! {
    "PC0604" "procedure-not-in-force" Error, document "procedure_not_in_force.md", reads "service";
    title: "The service is not billed so on this date of service"
    message: "the service that this code and its modifiers name is {0} billed on this date of service"
    help: "Bill the code and modifiers that were in force on the date of service."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Match::OtherTime(row) = line.matched else { return };
    let over = row.terms.to.is_some_and(|to| to < line.day());
    let when = Arg::Text(if over { "no longer" } else { "not yet" });
    let broken = case.broken_by(&row, line, &[when]);
    case.tell(found, &RULE, Answer::Broken(broken), || line.view.procedure().location());
}
