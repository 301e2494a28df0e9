//! Tax numbers have nine digits.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0335" "tax-number-not-well-formed" Error Stable, snip 5, Stc "A7" "128", denied "16", document "tax_number_not_well_formed.md";
    title: "A tax number is not well formed"
    message: "REF02 is no tax number: nine digits without a hyphen"
    help: "Send the nine digits of the employer number (EI), or of the social security number of a person (SY)."
    sources: "Stedi claim edits" => "tax identification numbers of billing providers"
}

pub(crate) const SCOPE: Scope = Scope::Segment("REF*EI/SY", run);

fn run(_: &Cx<'_>, tax: &SegView<'_>, out: &mut Found) {
    let number = tax.element(2);
    let kind = tax.element(1);
    if !matches!(kind, b"EI" | b"SY") || number.is_empty() {
        return;
    }
    if number.len() != 9 || !number.iter().all(u8::is_ascii_digit) {
        out.push(Finding::new(&RULE, tax.at_element(ElementRef::element(2)), &[]));
    }
}
