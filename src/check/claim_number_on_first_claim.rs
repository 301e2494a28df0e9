//! Only corrections name the claim that they correct.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0337" "claim-number-on-first-claim" Warning Stable, snip 4, Ik304 "I9", denied "16", document "claim_number_on_first_claim.md";
    title: "A first claim bears a payer's number of another claim"
    message: "this is a first claim (CLM05-3), and the payer's number of an earlier one is there (REF F8)"
    help: "If it corrects that claim, send frequency 7 or 8; if it is a new claim, leave REF F8 out."
    sources: "X12 interpretation 1538" => "payer claim control number on claims that correct nothing"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let number = claim.reference("F8");
    if claim.frequency().value() == Some(b"1") && !number.is_absent() {
        out.push(Finding::new(&RULE, number.location(), &[]));
    }
}
