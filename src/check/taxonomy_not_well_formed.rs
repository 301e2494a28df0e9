//! Taxonomy codes have ten characters and end in X.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::TaxonomyCode;
claim_rule! {
    "PC0336" "taxonomy-not-well-formed" Error Stable, snip 5, Stc "A7" "145", denied "16", document "taxonomy_not_well_formed.md";
    title: "A taxonomy code is not well formed"
    message: "PRV03 is no taxonomy code: three digits, six digits or letters, and an X"
    help: "Send the code by which the provider is enrolled, such as 251S00000X for a community mental health agency."
    sources: "Stedi claim edits" => "provider taxonomy codes",
             "CMS 5010 edits" => "X222.083.2000A.PRV03.020"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PRV", run);

fn run(_: &Cx<'_>, prv: &SegView<'_>, out: &mut Found) {
    let code = prv.element(3);
    if prv.element(2) == b"PXC" && !code.is_empty() && TaxonomyCode::from_bytes(code).is_err() {
        out.push(Finding::new(&RULE, prv.at_element(ElementRef::element(3)), &[]));
    }
}
