//! Services are given to the living.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0366" "death-does-not-fit" Warning Preview, snip 4, Stc "A7" "159", denied "13" "16", document "death_does_not_fit.md";
    title: "The member died before the service, or before the birth"
    message: "the date of death is before {0}"
    help: "Compare the date of death with the payer's eligibility answer, and the service with its note."
    sources: "LinuxForHealth x12" => "death after birth",
             "005010X222A1" => "2000B and 2000C, PAT06; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PAT", run);

fn run(_: &Cx<'_>, patient: &SegView<'_>, out: &mut Found) {
    let (Some(died), Some(level)) =
        (Date::from_d8(patient.element(6)).ok(), patient.parent().filter(|_| patient.is_first()))
    else {
        return;
    };
    let party = ["2010BA", "2010CA"].into_iter().find_map(|id| level.inner(id).next());
    let born = party.and_then(|party| Date::from_d8(party.first("DMG")?.element(2)).ok());
    let mut services = level.inner("2300").filter_map(|claim| ClaimView::of(claim)?.days_of_service());
    let words = if born.is_some_and(|born| died < born) {
        "the birth"
    } else if services.any(|days| died < days.last()) {
        "a service"
    } else {
        return;
    };
    out.push(Finding::new(&RULE, patient.at_element(ElementRef::element(6)), &[Arg::Text(words)]));
}
