//! Decisions on lines are those of payers of the claim.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0341" "decision-of-unknown-payer" Warning Preview, snip 4, Stc "A7" "479", denied "16", document "decision_of_unknown_payer.md";
    title: "A line tells the decision of a payer that the claim does not name"
    message: "SVD01 is the number of none of the other payers of the claim (loop 2330B)"
    help: "Send the number of the payer in NM109 of loop 2330B, and the same number in SVD01."
    sources: "005010X222A1" => "2430, SVD01; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    for payer in claim.lines().flat_map(|line| line.adjudications()).map(|decision| decision.payer_id()) {
        let Some(number) = payer.value() else { continue };
        let mut payers = claim.other_insurance().filter_map(|other| other.payer());
        if !payers.any(|one| one.id().value() == Some(number)) {
            out.push(Finding::new(&RULE, payer.location(), &[]));
        }
    }
}
