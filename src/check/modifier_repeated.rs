//! Each modifier stands once on a line.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0334" "modifier-repeated" Warning Stable, snip 5, Stc "A7" "453", denied "4", document "modifier_repeated.md";
    title: "A line has one modifier twice"
    message: "{0} is a modifier that the line has already"
    help: "Send each modifier once."
    sources: "CMS 5010 edits" => "X222.351.2400.SV101-3.040"
}

pub(crate) const SCOPE: Scope = Scope::Segment("SV1", run);

fn run(_: &Cx<'_>, service: SegView<'_>, out: &mut Found) {
    let separator = service.delimiters().component;
    let modifiers = || service.element(1).split(|byte| *byte == separator).skip(2).take(4);
    for (number, modifier) in (3..).zip(modifiers()).skip(1) {
        let before = usize::from(number) - 3;
        if !modifier.is_empty() && modifiers().take(before).any(|one| one == modifier) {
            let element = ElementRef::component(1, number);
            out.push(Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]));
        }
    }
}
