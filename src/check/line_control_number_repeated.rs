//! Each line has a control number of its own.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};

claim_rule! {
    "PC0332" "line-control-number-repeated" Warning Stable, snip 4, Stc "A7" "584", denied "16", document "line_control_number_repeated.md";
    title: "Two lines of a claim have one control number"
    message: "an earlier line of this claim has the same control number (REF 6R)"
    help: "Give each line a control number of its own: remittances name the line by it."
    sources: "Stedi claim edits" => "line item control numbers"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.same_numbers {
        return;
    }
    // A claim has fifty lines at most; the number of one that it has beyond them is not compared.
    let (mut known, mut many) = ([&b""[..]; 50], 0);
    for line in claim.loop_view().inner("2400") {
        let Some(number) = line.all("REF").find(|number| number.element(1) == b"6R") else { continue };
        let own = number.element(2);
        if own.is_empty() {
            continue;
        }
        if known.iter().take(many).any(|before| *before == own) {
            out.push(Finding::new(&RULE, number.at_element(ElementRef::element(2)), &[]));
        }
        if let Some(place) = known.get_mut(many) {
            (*place, many) = (own, many + 1);
        }
    }
}
