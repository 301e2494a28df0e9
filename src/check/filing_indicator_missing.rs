//! Every payer is told by its kind.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0369" "filing-indicator-missing" Warning Preview, snip 4, Stc "A6" "480", denied "16", document "filing_indicator_missing.md";
    title: "It is not told what kind of payer it is"
    message: "SBR09 is empty: MC is Medicaid, CI a commercial insurance"
    help: "Send the kind of payer in SBR09."
    sources: "005010X222A1" => "2000B and 2320, SBR09; by general knowledge of the guide, not read in the original",
             "Stedi claim edits" => "claim filing indicators"
}

pub(crate) const SCOPE: Scope = Scope::Segment("SBR", run);

fn run(_: &Cx<'_>, payer: &SegView<'_>, out: &mut Found) {
    // A payer that has no place at all is another fault.
    if payer.element(9).is_empty() && !payer.element(1).is_empty() {
        out.push(Finding::new(&RULE, payer.at_element(ElementRef::element(9)), &[]));
    }
}
