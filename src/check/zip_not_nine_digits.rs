//! Billing provider and place of service have nine digits of ZIP code.

use super::street_is_post_office_box::whose;
use super::zip_not_well_formed::in_the_states;
use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0318" "zip-not-nine-digits" Warning Stable, snip 4, Stc "A7" "500", denied "16", document "zip_not_nine_digits.md";
    title: "The ZIP code of the billing provider has not nine digits"
    message: "N403 has not nine digits; {0} needs all nine"
    help: "Look up the four digits behind the ZIP code (ZIP+4) of the street; never fill up with zeros."
    sources: "stupidedi" => "005010X222A1, N403 of loop 2010AA",
             "CMS 5010 edits" => "N403 of loops 2010AA and 2310C"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N4", run);

fn run(_: &Cx<'_>, n4: &SegView<'_>, out: &mut Found) {
    let Some(words) = whose(n4).filter(|_| in_the_states(n4)) else { return };
    let zip = n4.element(3);
    // Five digits are a ZIP code, and not enough; what is no ZIP code at all is another matter.
    if zip.len() == 5 && zip.iter().all(u8::is_ascii_digit) {
        out.push(Finding::new(&RULE, n4.at_element(ElementRef::element(3)), &[Arg::Text(words)]));
    }
}
