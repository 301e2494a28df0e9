//! Decisions on lines are those of payers of the claim.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0341" "decision-of-unknown-payer" Warning Preview, snip 4, Stc "A7" "479", denied "16", document "decision_of_unknown_payer.md";
    title: "A line tells the decision of a payer that the claim does not name"
    message: "SVD01 is the number of none of the other payers of the claim (loop 2330B)"
    help: "Send the number of the payer in NM109 of loop 2330B, and the same number in SVD01."
    sources: "005010X222A1" => "2430, SVD01; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2430"], run);

fn run(_: &Cx<'_>, decision: &LoopView<'_>, out: &mut Found) {
    let Some(svd) = decision.opening().filter(|svd| !svd.element(1).is_empty()) else { return };
    let Some(claim) = decision.around("2300") else { return };
    let mut payers =
        claim.inner("2320").flat_map(|other| other.inner("2330B")).filter_map(|payer| payer.opening());
    if !payers.any(|payer| payer.element(9) == svd.element(1)) {
        out.push(Finding::new(&RULE, svd.at_element(ElementRef::element(1)), &[]));
    }
}
