//! Each payer of a claim has its own place in the order of payment.

use super::{Cx, Scope};
use crate::claim::{ClaimView, OtherInsuranceView};
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0314" "payer-order-repeated" Error Stable, snip 4, Stc "A7" "742", denied "16", document "payer_order_repeated.md";
    title: "Two payers stand at the same place in the order of payment"
    message: "another payer of this claim has this place in the order of payment"
    help: "Say who pays first (P), second (S), third (T): each place once in a claim."
    sources: "Stedi claim edits" => "payer responsibility sequence"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    let others = || claim.other_insurance().map(|other: OtherInsuranceView<'_>| other.payer_order());
    for (number, order) in others().enumerate() {
        // What is not known may be not known twice.
        let Some(place) = order.value().filter(|place| *place != b"U") else { continue };
        let mut before = std::iter::once(claim.payer_order()).chain(others().take(number));
        if before.any(|one| one.value() == Some(place)) {
            out.push(Finding::new(&RULE, order.location(), &[]));
        }
    }
}
