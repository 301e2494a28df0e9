//! Procedure codes against the services of the pack.

use super::payer::{BilledLine, Case, Match, PayerRun};
use crate::diag::{Lack, Fate, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0603",
    name: "procedure-not-in-pack",
    title: "The pack has no service with this procedure code",
    message: "the pack has no service with this procedure code on this date of service",
    help: "Check the code against the payer's fee schedule; if it is right, add the service to a pack of your own.",
    severity: Severity::Warning,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "service rows; each finding names its row and what that cites" }],
    doc: include_str!("procedure_not_in_pack.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["service"];

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    match line.matched {
        Match::None => Case::plain(found, &RULE, line.view.procedure().location(), &[]),
        // Whatever the payer asks of the service was not checked: that is no good answer.
        Match::Open => case.undetermined(found, &RULE, Lack::Unknown),
        _ => {}
    }
}
