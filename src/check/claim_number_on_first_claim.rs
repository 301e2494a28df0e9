//! Only corrections name the claim that they correct.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0337" "claim-number-on-first-claim" Warning Stable, snip 4, Ik304 "I9", denied "16", document "claim_number_on_first_claim.md";
    title: "A first claim bears a payer's number of another claim"
    message: "this is a first claim (CLM05-3), and the payer's number of an earlier one is there (REF F8)"
    help: "If it corrects that claim, send frequency 7 or 8; if it is a new claim, leave REF F8 out."
    sources: "X12 interpretation 1538" => "payer claim control number on claims that correct nothing"
}

pub(crate) const SCOPE: Scope = Scope::Segment("REF*F8", run);

fn run(_: &Cx<'_>, number: &SegView<'_>, out: &mut Found) {
    if number.element(1) != b"F8" || number.element(2).is_empty() {
        return;
    }
    let claim = number.parent().filter(|at| at.id() == "2300").and_then(|claim| claim.opening());
    if claim.is_some_and(|clm| clm.component(5, 3) == b"1") {
        out.push(Finding::new(&RULE, number.at_element(ElementRef::element(2)), &[]));
    }
}
