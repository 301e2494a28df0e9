//! A rendering provider is somebody else than the biller.

use super::{Cx, Scope};
use crate::claim::{ClaimView, PartyView};
use crate::diag::{Arg, Finding, Found};
claim_rule! {
    "PC0328" "rendering-provider-is-biller" Warning Stable, snip 4, Stc "A8" "732", denied "16", document "rendering_provider_is_biller.md";
    title: "Whoever gave the service is told, and is the biller"
    message: "the rendering provider has the NPI of the billing provider; then loop {0} is left out"
    help: "Leave the rendering provider out where it is the biller; or name the person who gave the service."
    sources: "X12 interpretation 345" => "rendering provider where it is the billing provider"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let Some(biller) = claim.billing_provider().and_then(|biller| biller.npi().value()) else { return };
    let mut one = |id: &'static str, party: PartyView<'_>| {
        if party.npi().value() == Some(biller) {
            out.push(Finding::new(&RULE, party.id().location(), &[Arg::Text(id)]));
        }
    };
    claim.providers("2310B").for_each(|party| one("2310B", party));
    // On a line the biller may stand beside another who rendered the rest of the claim.
    if claim.rendering_provider().is_none() {
        claim.lines().flat_map(|line| line.providers("2420A")).for_each(|party| one("2420A", party));
    }
}
