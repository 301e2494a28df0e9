//! A car accident has a state and a day.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, Finding, Found};
claim_rule! {
    "PC0340" "accident-without-place-or-day" Warning Preview, snip 4, Stc "A7" "633", denied "16", document "accident_without_place_or_day.md";
    title: "A car accident is told without its state or its day"
    message: "CLM11 tells of a car accident, and {0} is missing"
    help: "Tell the state in CLM11-4 and the day in DTP 439; or leave the cause out."
    sources: "Stedi claim edits" => "related causes of claims",
             "005010X222A1" => "2300, CLM11 and DTP 439; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if claim.element(11).is_absent() {
        return;
    }
    let Some(cause) = claim.related_causes().find(|cause| cause.value() == Some(b"AA")) else { return };
    let place = [4, 5].into_iter().any(|number| !claim.component(11, number).is_absent());
    let missing = [(place, "its state (CLM11-4)"), (!claim.date("439").is_absent(), "its day (DTP 439)")];
    for words in missing.into_iter().filter(|(told, _)| !told).map(|(_, words)| words) {
        out.push(Finding::new(&RULE, cause.location(), &[Arg::Text(words)]));
    }
}
