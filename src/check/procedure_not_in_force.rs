//! Services that have ended or not begun.

use super::payer::{Answer, BilledLine, Case, Match, PayerRun};
use crate::diag::{Arg, Fate, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0604",
    name: "procedure-not-in-force",
    title: "The service is not billed so on this date of service",
    message: "the service that this code and its modifiers name is {0} billed on this date of service",
    help: "Bill the code and modifiers that were in force on the date of service.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "service rows; each finding names its row and what that cites" }],
    doc: include_str!("procedure_not_in_force.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["service"];

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Match::OtherTime(row) = line.matched else { return };
    let over = row.terms.to.is_some_and(|to| to < line.day());
    let when = Arg::Text(if over { "no longer" } else { "not yet" });
    let broken = case.broken_by(&row, line, &[when]);
    case.tell(found, &RULE, Answer::Broken(broken), || line.view.procedure().location());
}
