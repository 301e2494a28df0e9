//! What another payer decided on a claim: paid and not paid are the charge.

use super::other_payer_line_unbalanced::difference;
use super::{Cx, Scope};
use crate::claim::{ClaimView, OtherInsuranceView};
use crate::diag::{Arg, Finding, Found};
use crate::value::Money;
claim_rule! {
    "PC0312" "other-payer-claim-unbalanced" Warning Preview, snip 3, Stc "A7" "672", denied "16", document "other_payer_claim_unbalanced.md";
    title: "Another payer's decision on a claim does not add up"
    message: "what the other payer paid and did not pay differs by {0} from the charge of the claim"
    help: "Copy the amounts of the remittance: what was paid on the claim (AMT D) and all adjustments of claim and lines make up its charge."
    sources: "005010X222A1" => "1.4.4, balancing; by general knowledge of the guide, not read in the original",
             "X12 interpretation 251" => "an amount paid without adjustments"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    let Some(charge) = claim.charge().value() else { return };
    for other in claim.other_insurance() {
        let paid = other.amount("D");
        let sum = sum(claim, &other).and_then(|not_paid| not_paid.checked_add(paid.value()?));
        if let Some(differs) = sum.and_then(|sum| difference(sum, charge)) {
            out.push(Finding::new(&RULE, paid.location(), &[Arg::Amount(differs)]));
        }
    }
}

/// What a payer did not pay, on the claim and on its lines; nothing where that was not told, or cannot be read.
fn sum(claim: &ClaimView<'_>, other: &OtherInsuranceView<'_>) -> Option<Money> {
    let id = other.payer()?.id().value()?;
    let (mut sum, mut told) = other.adjusted()?;
    for decision in claim.decided_by(Some(id)) {
        told = true;
        sum = sum.checked_add(decision.adjusted()?.0)?;
    }
    told.then_some(sum)
}
