//! An address for payments is told only where it is another.

use super::{Cx, Scope};
use crate::diag::{Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0360" "pay-to-address-is-that-of-biller" Warning Preview, snip 4, Stc "A8" "126", denied "16", document "pay_to_address_is_that_of_biller.md";
    title: "Payments go to the address of the biller, and it is told again"
    message: "the address for payments is that of the billing provider; then it is left out"
    help: "Leave the loop 2010AB out, or tell the other address."
    sources: "005010X222A1" => "2010AB; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2010AB"], run);

fn run(_: &Cx<'_>, address: &LoopView<'_>, out: &mut Found) {
    let biller = address.around("2000A").and_then(|level| level.inner("2010AA").next());
    let Some((biller, name)) = biller.zip(address.opening()) else { return };
    if is_one_address(&biller, address) {
        out.push(Finding::new(&RULE, name.at(), &[]));
    }
}

/// Have two parties the same street, town, state and ZIP code?
pub(super) fn is_one_address(one: &LoopView<'_>, other: &LoopView<'_>) -> bool {
    ["N3", "N4"].into_iter().all(|tag| match (one.first(tag), other.first(tag)) {
        (Some(one), Some(other)) => (1..=4).all(|number| one.element(number) == other.element(number)),
        _ => false,
    })
}
