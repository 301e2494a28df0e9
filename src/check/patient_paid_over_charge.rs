//! What a patient paid is part of the charge.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0339" "patient-paid-over-charge" Warning Preview, snip 3, Stc "A7" "183", denied "16", document "patient_paid_over_charge.md";
    title: "The patient paid more than is charged"
    message: "AMT F5 is negative, or more than the charge of the claim"
    help: "Send what the patient paid for these services; leave it out where that is nothing."
    sources: "005010X222A1" => "2300, AMT F5; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let paid = claim.amount("F5");
    let (Some(amount), Some(charge)) = (paid.value(), cx.sums.charge) else { return };
    // Where the charge itself is negative, that is the fault.
    if amount.is_negative() || (!charge.is_negative() && charge < amount) {
        out.push(Finding::new(&RULE, paid.location(), &[]));
    }
}
