//! A line tells a place only where it is another.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0342" "line-place-is-that-of-claim" Warning Preview, snip 4, Nowhere "what a receiver answers is told by no source that was read", denied "16", document "line_place_is_that_of_claim.md";
    title: "A line tells the place of service of the claim again"
    message: "SV105 is the place of service of the claim; then it is left out"
    help: "Send a place on a line only where it is another than that of the claim."
    sources: "005010X222A1" => "2400, SV105; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(_: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    let place = line.own_place_of_service();
    if !place.is_absent() && place.value() == line.claim().place_of_service().value() {
        out.push(Finding::new(&RULE, place.location(), &[]));
    }
}
