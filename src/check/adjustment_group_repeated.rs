//! Adjustments of a group stand together.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0380" "adjustment-group-repeated" Warning Preview, snip 4, Stc "A7" "696", denied "16", document "adjustment_group_repeated.md";
    title: "Adjustments of one group stand in two segments"
    message: "an earlier CAS here has the same group; one segment holds six reasons"
    help: "Put all adjustments of a group into one CAS."
    sources: "005010X222A1" => "2320 and 2430, CAS; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("CAS", run);

fn run(_: &Cx<'_>, own: &SegView<'_>, out: &mut Found) {
    let before = own.parent().into_iter().flat_map(|decision| decision.all("CAS").take(6));
    let mut before = before.take_while(|other| other.ordinal() < own.ordinal());
    // A segment that holds six has no room for a seventh.
    if before.any(|other| other.element(1) == own.element(1) && other.element(17).is_empty()) {
        out.push(Finding::new(&RULE, own.at_element(ElementRef::element(1)), &[]));
    }
}
