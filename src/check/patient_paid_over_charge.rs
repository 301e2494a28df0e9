//! What a patient paid is part of the charge.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Money;

claim_rule! {
    "PC0339" "patient-paid-over-charge" Warning Preview, snip 3, Stc "A7" "183", denied "16", document "patient_paid_over_charge.md";
    title: "The patient paid more than is charged"
    message: "AMT F5 is negative, or more than the charge of the claim"
    help: "Send what the patient paid for these services; leave it out where that is nothing."
    sources: "005010X222A1" => "2300, AMT F5; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("AMT*F5", run);

fn run(_: &Cx<'_>, paid: &SegView<'_>, out: &mut Found) {
    let claim = paid.parent().filter(|at| paid.element(1) == b"F5" && at.id() == "2300");
    let Some(clm) = claim.and_then(|claim| claim.opening()) else { return };
    let amounts = Money::from_bytes(paid.element(2)).ok().zip(Money::from_bytes(clm.element(2)).ok());
    // Where the charge itself is negative, that is the fault.
    if amounts.is_some_and(|(paid, charge)| paid.is_negative() || (!charge.is_negative() && charge < paid)) {
        out.push(Finding::new(&RULE, paid.at_element(ElementRef::element(2)), &[]));
    }
}
