//! An illness begins before it is treated.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0374" "onset-after-service" Warning Preview, snip 4, Stc "A7" "187", denied "16", document "onset_after_service.md";
    title: "The illness began after the service"
    message: "the day on which the illness began (DTP 431) is after the first day of service"
    help: "Correct the day, or leave it out: peer support seldom needs it."
    sources: "005010X222A1" => "2300, DTP 431; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("DTP*431", run);

fn run(_: &Cx<'_>, onset: &SegView<'_>, out: &mut Found) {
    let is_onset = onset.element(1) == b"431" && onset.is_first();
    let claim = onset.parent().filter(|_| is_onset).and_then(ClaimView::of);
    let days = claim.and_then(|claim| claim.days_of_service());
    let day = Date::from_d8(onset.element(3)).ok();
    if day.zip(days).is_some_and(|(day, days)| days.first() < day) {
        out.push(Finding::new(&RULE, onset.at_element(ElementRef::element(3)), &[]));
    }
}
