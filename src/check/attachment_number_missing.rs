//! A paper that is sent has a number to find it by.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0381" "attachment-number-missing" Warning Preview, snip 4, Stc "A6" "489", denied "16" "252", document "attachment_number_missing.md";
    title: "A paper is announced, and its number is missing"
    message: "PWK02 says that a paper is sent, and its number (PWK06) is missing"
    help: "Give the paper a number, and write it on the paper; or say that it is at hand (AA)."
    sources: "005010X222A1" => "2300 and 2400, PWK; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PWK", run);

fn run(_: &Cx<'_>, paper: &SegView<'_>, out: &mut Found) {
    let is_sent = matches!(paper.element(2), b"BM" | b"EL" | b"EM" | b"FT" | b"FX");
    if is_sent && paper.element(6).is_empty() {
        out.push(Finding::new(&RULE, paper.at_element(ElementRef::element(6)), &[]));
    }
}
