//! Procedure codes against the services of the pack.

use super::payer::{BilledLine, Case, Match, PayerRun};
use crate::diag::{Found, Lack};

payer_rule! {
    "PC0603" "procedure-not-in-pack" Warning, document "procedure_not_in_pack.md", reads "service";
    title: "The pack has no service with this procedure code"
    message: "the pack has no service with this procedure code on this date of service"
    help: "Check the code against the payer's fee schedule; if it is right, add the service to a pack of your own."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    match line.matched {
        Match::None => Case::plain(found, &RULE, line.view.procedure().location(), &[]),
        // Whatever the payer asks of the service was not checked: that is no good answer.
        Match::Open => case.undetermined(found, &RULE, Lack::Unknown),
        _ => {}
    }
}
