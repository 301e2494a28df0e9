//! The payer of a claim against the payers that the packs know.

use super::payer::{Case, PayerRun, Payers, of_claim};
use crate::claim::ClaimView;
use crate::diag::{Finding, Lack, Fate, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0601",
    name: "payer-not-of-pack",
    title: "The claim goes to a payer that the pack does not know",
    message: "this is not the identifier of the payer of the pack",
    help: "Correct the identifier if it is mistyped; else check the claim with a pack of its payer.",
    severity: Severity::Warning,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "payer rows; each finding names its row and what that cites" }],
    doc: include_str!("payer_not_of_pack.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["payer"];

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
