//! Telephone numbers have ten digits.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0350" "telephone-not-well-formed" Warning Stable, snip 5, Stc "A7" "127", denied "16", document "telephone_not_well_formed.md";
    title: "A telephone number is not well formed"
    message: "{0} is no telephone number: ten digits, neither area nor exchange beginning with 0 or 1"
    help: "Send the ten digits without blanks, hyphens or a leading 1; an extension goes behind it as EX."
    sources: "Stedi claim edits" => "telephone numbers of contacts"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PER", run);

fn run(_: &Cx<'_>, per: &SegView<'_>, out: &mut Found) {
    for kind in [3_u16, 5, 7] {
        let number = per.element(usize::from(kind) + 1);
        let is_telephone = matches!(per.element(usize::from(kind)), b"TE" | b"FX");
        if is_telephone && !number.is_empty() && !is_well_formed(number) {
            let element = ElementRef::element(kind + 1);
            out.push(Finding::new(&RULE, per.at_element(element), &[Arg::Element("PER", element)]));
        }
    }
}

fn is_well_formed(number: &[u8]) -> bool {
    let begins = |digit: Option<&u8>| digit.is_some_and(|digit| (b'2'..=b'9').contains(digit));
    number.len() == 10
        && number.iter().all(u8::is_ascii_digit)
        && begins(number.first())
        && begins(number.get(3))
}
