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

fn run(_: &Cx<'_>, _: &LineView<'_>, service: SegView<'_>, out: &mut Found) -> bool {
    let mut good = true;
    let separator = service.delimiters().component;
    let mut modifiers = [&b""[..]; 4];
    for (to, from) in modifiers.iter_mut().zip(service.element(1).split(|byte| *byte == separator).skip(2)) {
        *to = from;
    }
    for (at, number) in (1..4).zip(4..) {
        let (before, rest) = modifiers.split_at(at);
        let Some(modifier) = rest.first().filter(|modifier| !modifier.is_empty()) else { continue };
        if before.contains(modifier) {
            let element = ElementRef::component(1, number);
            out.push(Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]));
            good = false;
        }
    }
    good
}
