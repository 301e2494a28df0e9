//! A line names a rendering provider only where it is another.

use super::rendering_provider_is_biller::npi;
use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0329" "line-provider-is-that-of-claim" Warning Stable, snip 4, Stc "A8" "732", denied "16", document "line_provider_is_that_of_claim.md";
    title: "A line names the rendering provider of the claim again"
    message: "the line names the rendering provider that the claim names; then loop 2420A is left out"
    help: "Name a rendering provider on a line only where it is another than that of the claim."
    sources: "X12 interpretation 345" => "rendering provider of a line"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2420A"], run);

fn run(_: &Cx<'_>, party: &LoopView<'_>, out: &mut Found) {
    let Some(own) = npi(party) else { return };
    let of_claim =
        party.around("2300").and_then(|claim| claim.inner("2310B").next()).and_then(|party| npi(&party));
    if let (true, Some(name)) = (of_claim == Some(own), party.opening()) {
        out.push(Finding::new(&RULE, name.at_element(ElementRef::element(9)), &[]));
    }
}
