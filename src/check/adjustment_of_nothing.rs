//! Adjustments are amounts.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Money;
claim_rule! {
    "PC0322" "adjustment-of-nothing" Warning Stable, snip 4, Stc "A7" "519", denied "16", document "adjustment_of_nothing.md";
    title: "An adjustment takes nothing away"
    message: "{0} is zero; an adjustment of nothing is left out"
    help: "Leave adjustments of nothing out."
    sources: "Stedi claim edits" => "claim adjustments"
}

pub(crate) const SCOPE: Scope = Scope::Segment("CAS", run);

fn run(_: &Cx<'_>, cas: &SegView<'_>, out: &mut Found) {
    for number in (3..=18).step_by(3) {
        let amount = Money::from_bytes(cas.element(usize::from(number)));
        if amount.is_ok_and(|amount| amount == Money::ZERO) {
            let at = ElementRef::element(number);
            out.push(Finding::new(&RULE, cas.at_element(at), &[Arg::Element("CAS", at)]));
        }
    }
}
