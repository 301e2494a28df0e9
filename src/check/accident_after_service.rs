//! What a service is for came before it.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0373" "accident-after-service" Warning Stable, snip 4, Stc "A7" "727", denied "16", document "accident_after_service.md";
    title: "The accident was after the service"
    message: "the day of the accident (DTP 439) is after the first day of service"
    help: "Correct the day of the accident; or leave it out, if the service has nothing to do with one."
    sources: "Stedi claim edits" => "dates of accidents"
}

pub(crate) const SCOPE: Scope = Scope::Segment("DTP*439", run);

fn run(_: &Cx<'_>, accident: &SegView<'_>, out: &mut Found) {
    let is_accident = accident.element(1) == b"439" && accident.is_first();
    let claim = accident.parent().filter(|_| is_accident).and_then(ClaimView::of);
    let days = claim.and_then(|claim| claim.days_of_service());
    let day = Date::from_d8(accident.element(3)).ok();
    if day.zip(days).is_some_and(|(day, days)| days.first() < day) {
        out.push(Finding::new(&RULE, accident.at_element(ElementRef::element(3)), &[]));
    }
}
