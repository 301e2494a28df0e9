//! Procedure codes against the services of the pack.

use super::book::{About, Kind, LogRun};
use super::payer::{Answer, BilledLine, Broken, Case, Match, PayerRun};
use crate::diag::{Found, Lack};

payer_rule! {
    "PC0603" "procedure-not-in-pack" Warning, Stc "A7" "454", denied "96" "204", document "procedure_not_in_pack.md", reads "service";
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

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

/// What is no service of the pack cannot be judged, and not be billed by it.
fn log(kind: &Kind<'_>) -> Answer {
    if kind.is_service() || kind.is_of_other_time() {
        return Answer::Fine;
    }
    let lack =
        if kind.open_services { Lack::Unknown } else { Lack::Fact("a service of the pack that this is") };
    Answer::Open(lack, Broken::by_none(&[]))
}
