//! A reason why Medicare pays second goes to a second payer.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0368" "insurance-type-of-first-payer" Warning Preview, snip 4, Stc "A7" "578", denied "16", document "insurance_type_of_first_payer.md";
    title: "The payer pays first, and a kind of insurance is told that belongs to a second one"
    message: "SBR05 tells why Medicare pays second, and this payer is the first"
    help: "Leave SBR05 out: it is for Medicare as a second payer."
    sources: "005010X222A1" => "2000B, SBR05; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("SBR", run);

fn run(_: &Cx<'_>, payer: &SegView<'_>, out: &mut Found) {
    let told = !payer.element(5).is_empty() && payer.element(1) == b"P";
    if told && payer.parent().is_some_and(|level| level.is("2000B")) {
        out.push(Finding::new(&RULE, payer.at_element(ElementRef::element(5)), &[]));
    }
}
