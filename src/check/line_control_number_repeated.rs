//! Each line has a control number of its own.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0332" "line-control-number-repeated" Warning Stable, snip 4, Stc "A7" "584", denied "16", document "line_control_number_repeated.md";
    title: "Two lines of a claim have one control number"
    message: "an earlier line of this claim has the same control number (REF 6R)"
    help: "Give each line a control number of its own: remittances name the line by it."
    sources: "Stedi claim edits" => "line item control numbers"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    // A claim has few lines: looking back is quicker than keeping a set.
    for (at, line) in claim.lines().enumerate() {
        let own = line.control_number();
        let Some(number) = own.value() else { continue };
        if claim.lines().take(at).any(|before| before.control_number().value() == Some(number)) {
            out.push(Finding::new(&RULE, own.location(), &[]));
        }
    }
}
