//! Each payer of a claim has a number of its own.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0370" "payers-with-one-number" Warning Preview, snip 4, Stc "A8" "479", denied "16" "22", document "payers_with_one_number.md";
    title: "Two payers of a claim have one number"
    message: "an other payer has the number of the payer that the claim goes to, or of one before it"
    help: "Give each payer its own number: decisions on lines (SVD01) are joined to payers by it."
    sources: "005010X222A1" => "2010BB and 2330B, NM109; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2330B"], run);

fn run(_: &Cx<'_>, payer: &LoopView<'_>, out: &mut Found) {
    let Some(name) = payer.opening().filter(|name| !name.element(9).is_empty()) else { return };
    let goes_to = payer.around("2000B").and_then(|level| level.inner("2010BB").next());
    let others = payer.around("2300").into_iter().flat_map(|claim| claim.inner("2320").take(11));
    let others =
        others.flat_map(|other| other.inner("2330B")).take_while(|other| other.number() < payer.number());
    let mut before = goes_to.into_iter().chain(others);
    if before.any(|one| one.opening().is_some_and(|one| one.element(9) == name.element(9))) {
        out.push(Finding::new(&RULE, name.at_element(ElementRef::element(9)), &[]));
    }
}
