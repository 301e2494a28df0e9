//! The payer of a claim against the payers that the packs know.

use super::payer::{Case, PayerRun, Payers, of_claim};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found, Lack};

payer_rule! {
    "PC0601" "payer-not-of-pack" Warning, Stc "A7" "116", denied "109", document "payer_not_of_pack.md", reads "payer";
    title: "The claim goes to a payer that the pack does not know"
    message: "this is not the identifier of the payer of the pack"
    help: "Correct the identifier if it is mistyped; else check the claim with a pack of its payer."
}

/// Runs where no pack answers for a claim, so it has nothing to do where one does.
pub(crate) const RUN: PayerRun = PayerRun::Always(run);

const fn run(_: &Case<'_>, _: &mut Found) {}

/// No pack answers for the claim.
pub(super) fn none(payers: &Payers, claim: &ClaimView<'_>, number: u32, found: &mut Found) {
    found.not_run(&RULE, Lack::Pack, number, true);
    // With several packs a claim to another payer is nothing to wonder at.
    if let ([_], Some(payer)) = (payers.ruled(), claim.payer()) {
        found.push(Finding::new(&RULE, of_claim(claim, payer.id().location()), &[]));
    }
}
