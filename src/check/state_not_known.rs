//! States and provinces are known.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::{StateCode, list};
claim_rule! {
    "PC0325" "state-not-known" Error Stable, snip 5, Stc "A7" "501", denied "16", document "state_not_known.md";
    title: "There is no such state"
    message: "N402 is no state of the United States and no province of Canada"
    help: "Send the two letters of the state; for an address elsewhere tell the country in N404, and the region in N407."
    sources: "pyx12, code lists of 2026-05" => "states and provinces",
             "Stedi claim edits" => "states of addresses"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N4", run);

fn run(_: &Cx<'_>, n4: &SegView<'_>, out: &mut Found) {
    let state = n4.element(2);
    let known = StateCode::from_bytes(state).is_ok() || list::is_province(state);
    // What has not two letters is reported as too long or too short.
    if matches!(n4.element(4), b"" | b"US" | b"CA") && state.len() == 2 && !known {
        out.push(Finding::new(&RULE, n4.at_element(ElementRef::element(2)), &[]));
    }
}
