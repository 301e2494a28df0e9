//! A rendering provider is somebody else than the biller.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0328" "rendering-provider-is-biller" Warning Stable, snip 4, Stc "A8" "732", denied "16", document "rendering_provider_is_biller.md";
    title: "Whoever gave the service is told, and is the biller"
    message: "the rendering provider has the NPI of the billing provider; then loop {0} is left out"
    help: "Leave the rendering provider out where it is the biller; or name the person who gave the service."
    sources: "X12 interpretation 345" => "rendering provider where it is the billing provider"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2310B", "2420A"], run);

/// The NPI of whoever a loop names.
pub(super) fn npi<'a>(party: &LoopView<'a>) -> Option<&'a [u8]> {
    let name = party.opening().filter(|name| name.element(8) == b"XX")?;
    Some(name.element(9)).filter(|npi| !npi.is_empty())
}

fn run(_: &Cx<'_>, party: &LoopView<'_>, out: &mut Found) {
    let Some(own) = npi(party) else { return };
    let biller =
        party.around("2000A").and_then(|level| level.inner("2010AA").next()).and_then(|party| npi(&party));
    // On a line the biller may stand beside another who rendered the rest of the claim.
    let beside_another = || {
        party.id() == "2420A"
            && party.around("2300").is_some_and(|claim| claim.inner("2310B").next().is_some())
    };
    if let (true, Some(name)) = (biller == Some(own) && !beside_another(), party.opening()) {
        out.push(Finding::new(&RULE, name.at_element(ElementRef::element(9)), &[Arg::Text(party.id())]));
    }
}
