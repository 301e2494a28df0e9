//! The first diagnosis is what was treated, not what caused it.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0351" "cause-of-injury-first" Warning Stable, snip 5, Stc "A8" "254", denied "16" "146", document "cause_of_injury_first.md";
    title: "The first diagnosis is a cause of injury"
    message: "the first diagnosis (HI01) is a cause of injury, of V00 to Y99; it may stand in a later place only"
    help: "Put the condition that the service is for first; the cause of an injury goes behind it."
    sources: "Stedi claim edits" => "external causes as principal diagnosis"
}

pub(crate) const SCOPE: Scope = Scope::Segment("HI", run);

fn run(_: &Cx<'_>, hi: &SegView<'_>, out: &mut Found) {
    let principal = hi.element(1).strip_prefix(b"ABK");
    let is_cause = matches!(principal, Some([separator, b'V'..=b'Y', b'0'..=b'9', ..])
        if *separator == hi.delimiters().component);
    if is_cause {
        out.push(Finding::new(&RULE, hi.at_element(ElementRef::component(1, 2)), &[]));
    }
}
