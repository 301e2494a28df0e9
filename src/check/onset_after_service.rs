//! An illness begins before it is treated.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::{LoopView, SegView};
use crate::value::{Date, DateSpan};

claim_rule! {
    "PC0374" "onset-after-service" Warning Preview, snip 4, Stc "A7" "187", denied "16", document "onset_after_service.md";
    title: "The illness began after the service"
    message: "the day on which the illness began (DTP 431) is after the first day of service"
    help: "Correct the day, or leave it out: peer support seldom needs it."
    sources: "005010X222A1" => "2300, DTP 431; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("DTP*431", run);

fn run(_: &Cx<'_>, onset: &SegView<'_>, out: &mut Found) {
    let claim = onset.parent().filter(|at| onset.element(1) == b"431" && at.is("2300") && is_first(onset));
    let day = Date::from_d8(onset.element(3)).ok();
    let days = claim.and_then(|claim| days_of_service(&claim));
    if day.zip(days).is_some_and(|(day, days)| days.first() < day) {
        out.push(Finding::new(&RULE, onset.at_element(ElementRef::element(3)), &[]));
    }
}

/// Is a segment the first of its kind, by id and first element, in its loop? More than one are reported.
pub(super) fn is_first(own: &SegView<'_>) -> bool {
    let first = own.parent().zip(own.tag()).and_then(|(inside, tag)| {
        inside
            .all(tag)
            .find(|other| matches!(tag, "HI" | "PAT" | "SBR") || other.element(1) == own.element(1))
    });
    first.is_some_and(|first| first.ordinal() == own.ordinal())
}

/// The first and the last day of service of a claim (loop 2300).
pub(super) fn days_of_service(claim: &LoopView<'_>) -> Option<DateSpan> {
    let dates = claim.inner("2400").flat_map(|line| line.all("DTP"));
    let days = dates.filter(|date| date.element(1) == b"472").filter_map(|date| match date.element(2) {
        b"RD8" => DateSpan::from_rd8(date.element(3)).ok(),
        _ => Date::from_d8(date.element(3)).ok().map(DateSpan::from),
    });
    days.reduce(DateSpan::around)
}
