//! Each cause of what a claim is for is told once.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};

claim_rule! {
    "PC0372" "related-cause-repeated" Warning Preview, snip 4, Stc "A7" "633", denied "16", document "related_cause_repeated.md";
    title: "A cause is told twice"
    message: "CLM11 tells the same cause twice"
    help: "Name each cause once."
    sources: "005010X222A1" => "2300, CLM11; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, view: &ClaimView<'_>, out: &mut Found) {
    let claim = view.segment();
    if claim.element(11).is_empty() {
        return;
    }
    let (first, second) = (claim.component(11, 1), claim.component(11, 2));
    if !second.is_empty() && first == second {
        out.push(Finding::new(&RULE, claim.at_element(ElementRef::component(11, 2)), &[]));
    }
}
