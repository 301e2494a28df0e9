//! Each claim has a number of its own.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SetView;
claim_rule! {
    "PC0331" "claim-number-repeated" Warning Stable, snip 4, Stc "A7" "478", denied "18", document "claim_number_repeated.md";
    title: "Two claims of a transaction set have one number"
    message: "an earlier claim of this transaction set has the same number (CLM01)"
    help: "Give each claim a number of its own: answers name the claim by it."
    sources: "Stedi claim edits" => "patient control numbers",
             "stupidedi" => "005010X222A1, CLM01"
}

pub(crate) const SCOPE: Scope = Scope::Set(run);

fn run(_: &Cx<'_>, set: SetView<'_>, out: &mut Found) {
    let claims = || set.loops("2300").filter_map(|claim| claim.opening());
    let mut all = Vec::with_capacity(claims().count());
    all.extend(claims());
    // By number, and of one number in the order of the file.
    all.sort_unstable_by_key(|clm| (clm.element(1), clm.ordinal()));
    for pair in all.windows(2) {
        let [first, second] = pair else { continue };
        if !second.element(1).is_empty() && first.element(1) == second.element(1) {
            out.push(Finding::new(&RULE, second.at_element(ElementRef::element(1)), &[]));
        }
    }
}
