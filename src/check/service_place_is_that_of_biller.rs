//! A place of service is told only where it is another.

use super::pay_to_address_is_that_of_biller::is_one_address;
use super::{Cx, Scope};
use crate::diag::{Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0361" "service-place-is-that-of-biller" Warning Preview, snip 4, Stc "A8" "732", denied "16", document "service_place_is_that_of_biller.md";
    title: "The place of service is the address of the biller, and is told again"
    message: "the address where the service was given is that of the billing provider; then it is left out"
    help: "Leave the loop out, or tell where the service was given."
    sources: "005010X222A1" => "2310C and 2420C; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2310C", "2420C"], run);

fn run(_: &Cx<'_>, place: &LoopView<'_>, out: &mut Found) {
    let biller = place.around("2000A").and_then(|level| level.inner("2010AA").next());
    let Some((biller, name)) = biller.zip(place.opening()) else { return };
    // On a line it may stand against another place of the claim.
    let other_of_claim = place.around("2400").is_some()
        && place
            .around("2300")
            .is_some_and(|claim| claim.loops().take_while(|one| !one.is("2400")).any(|one| one.is("2310C")));
    if !other_of_claim && is_one_address(&biller, place) {
        out.push(Finding::new(&RULE, name.at(), &[]));
    }
}
