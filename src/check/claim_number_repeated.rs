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
    all.extend(claims().map(|clm| (clm.element(1), clm.ordinal())));
    // By number, and of one number in the order of the file.
    all.sort_unstable();
    for pair in all.windows(2) {
        let [(first, _), (second, ordinal)] = pair else { continue };
        let clm = (!second.is_empty() && first == second).then(|| set.segment(*ordinal as usize - 1));
        if let Some(clm) = clm.flatten() {
            out.push(Finding::new(&RULE, clm.at_element(ElementRef::element(1)), &[]));
        }
    }
}
