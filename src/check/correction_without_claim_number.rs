//! Corrections name what they correct.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0633" "correction-without-claim-number" Error Stable, snip 4, Stc "A6" "464", denied "16", document "correction_without_claim_number.md";
    title: "A correction does not name the claim that it corrects"
    message: "the payer's number of the claim that this one replaces or voids is missing (REF F8)"
    help: "Add REF F8 with the number that the payer's remittance gives the claim."
    sources: "X12 interpretations 1538, 2110 and 2173" => "payer claim control number on replacements and voids",
             "Stedi claim edits" => "claim frequency and payer claim control number"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let frequency = claim.frequency();
    if matches!(frequency.value(), Some(b"7" | b"8")) && claim.reference("F8").is_absent() {
        out.push(Finding::new(&RULE, frequency.location(), &[]));
    }
}
