//! Addresses in the United States have ZIP codes.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0323" "zip-not-well-formed" Error Stable, snip 4, Stc "A7" "500", denied "16", document "zip_not_well_formed.md";
    title: "A ZIP code is none"
    message: "N403 is no ZIP code of the United States: five or nine digits, without a hyphen"
    help: "Send the five or nine digits of the address; for an address abroad tell the country in N404."
    sources: "Stedi claim edits" => "postal codes of addresses in the United States"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N4", run);

/// Is the address in the United States, by what it tells of its country?
pub(super) fn in_the_states(n4: &SegView<'_>) -> bool {
    matches!(n4.element(4), b"" | b"US")
}

fn run(_: &Cx<'_>, n4: &SegView<'_>, out: &mut Found) {
    let zip = n4.element(3);
    let well_formed = matches!(zip.len(), 5 | 9) && zip.iter().all(u8::is_ascii_digit);
    if in_the_states(n4) && !zip.is_empty() && !well_formed {
        out.push(Finding::new(&RULE, n4.at_element(ElementRef::element(3)), &[]));
    }
}
