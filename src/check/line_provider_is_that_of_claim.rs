//! A line names a rendering provider only where it is another.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0329" "line-provider-is-that-of-claim" Warning Stable, snip 4, Stc "A8" "732", denied "16", document "line_provider_is_that_of_claim.md";
    title: "A line names the rendering provider of the claim again"
    message: "the line names the rendering provider that the claim names; then loop 2420A is left out"
    help: "Name a rendering provider on a line only where it is another than that of the claim."
    sources: "X12 interpretation 345" => "rendering provider of a line"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let Some(of_claim) = claim.rendering_provider().and_then(|party| party.npi().value()) else { return };
    for party in claim.lines().flat_map(|line| line.providers("2420A")) {
        if party.npi().value() == Some(of_claim) {
            out.push(Finding::new(&RULE, party.id().location(), &[]));
        }
    }
}
