//! The second line of an address adds something.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0363" "address-line-repeated" Warning Stable, snip 4, Stc "A7" "503", denied "16", document "address_line_repeated.md";
    title: "The two lines of an address are the same"
    message: "N302 says what N301 says"
    help: "Leave the second line out, or tell floor and suite there."
    sources: "Stedi claim edits" => "address lines"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N3", run);

fn run(_: &Cx<'_>, street: &SegView<'_>, out: &mut Found) {
    let second = street.element(2);
    if !second.is_empty() && second.eq_ignore_ascii_case(street.element(1)) {
        out.push(Finding::new(&RULE, street.at_element(ElementRef::element(2)), &[]));
    }
}
