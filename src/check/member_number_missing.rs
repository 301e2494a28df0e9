//! A subscriber who is a person has a number with the payer.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0316" "member-number-missing" Error Stable, snip 4, Stc "A6" "164", denied "31", document "member_number_missing.md";
    title: "The subscriber's number with the payer is missing"
    message: "the number of the subscriber with the payer is missing (NM108 MI, NM109)"
    help: "Send the member's number in NM109 with MI in NM108."
    sources: "CMS 5010 edits" => "X222.121.2010BA.NM109.020",
             "stupidedi" => "005010X222A1, loop 2010BA"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2010BA"], run);

fn run(_: &Cx<'_>, name: &LoopView<'_>, out: &mut Found) {
    let Some(nm1) = name.opening() else { return };
    // One of the two without the other breaks a note of the segment, and is told by that.
    if nm1.element(2) == b"1" && nm1.element(8).is_empty() && nm1.element(9).is_empty() {
        out.push(Finding::new(&RULE, nm1.at_element(ElementRef::element(9)), &[]));
    }
}
