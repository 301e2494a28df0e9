//! Each modifier stands once on a line.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0334" "modifier-repeated" Warning Stable, snip 5, Stc "A7" "453", denied "4", document "modifier_repeated.md";
    title: "A line has one modifier twice"
    message: "{0} is a modifier that the line has already"
    help: "Send each modifier once."
    sources: "CMS 5010 edits" => "X222.351.2400.SV101-3.040"
}

pub(crate) const SCOPE: Scope = Scope::Codes(run);

/// The modifiers of a line (SV101-3 to SV101-6), the empty ones too: where, and which.
pub(super) fn modifiers(service: SegView<'_>) -> impl Iterator<Item = (ElementRef, &[u8])> {
    let separator = service.delimiters().component;
    let parts = service.element(1).split(move |byte| *byte == separator).skip(2);
    (3..=6).zip(parts).map(|(number, part)| (ElementRef::component(1, number), part))
}

fn run(_: &Cx<'_>, _: &LineView<'_>, service: SegView<'_>, out: &mut Found) -> bool {
    let mut good = true;
    for (place, (element, modifier)) in modifiers(service).enumerate().skip(1) {
        if !modifier.is_empty() && modifiers(service).take(place).any(|(_, before)| before == modifier) {
            out.push(Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]));
            good = false;
        }
    }
    good
}
