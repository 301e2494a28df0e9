//! Each modifier stands once on a line.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Finding, Found};

claim_rule! {
    "PC0334" "modifier-repeated" Warning Stable, snip 5, Stc "A7" "453", denied "4", document "modifier_repeated.md";
    title: "A line has one modifier twice"
    message: "{0} is a modifier that the line has already"
    help: "Send each modifier once."
    sources: "CMS 5010 edits" => "X222.351.2400.SV101-3.040"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(_: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    for (at, modifier) in line.modifiers().enumerate().skip(1) {
        let repeated = line.modifiers().take(at).any(|before| before.value() == modifier.value());
        if let Some(element) = modifier.element().filter(|_| repeated) {
            out.push(Finding::new(&RULE, modifier.location(), &[Arg::Element("SV1", element)]));
        }
    }
}
