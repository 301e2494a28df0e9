//! What a payer does not cover is told where it decided nothing.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
use crate::value::Money;

claim_rule! {
    "PC0352" "not-covered-beside-decision" Warning Preview, snip 4, Stc "A7" "596", denied "16", document "not_covered_beside_decision.md";
    title: "A payer covers nothing of the claim, and has decided on it"
    message: "what is not covered (AMT A8) stands beside a decision of the same payer: an amount that was paid, or lines that were decided"
    help: "Send AMT A8 where the payer was not asked because it covers nothing; else send what it decided, without A8."
    sources: "005010X222A1" => "2320, AMT A8; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    for other in claim.other_insurance() {
        let not_covered = other.amount("A8");
        let Some(payer) = other.payer().filter(|_| !not_covered.is_absent()) else { continue };
        let paid = other.amount("D").value().is_some_and(|paid| paid != Money::ZERO);
        if paid || claim.decided_by(payer.id().value()).next().is_some() {
            out.push(Finding::new(&RULE, not_covered.location(), &[]));
        }
    }
}
