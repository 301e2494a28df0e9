//! No charge is negative.

use super::{Cx, Scope};
use crate::claim::{At, ClaimView};
use crate::diag::{Arg, Finding, Found};
use crate::value::Money;
claim_rule! {
    "PC0309" "charge-negative" Error Stable, snip 3, Stc "A7" "402", denied, document "charge_negative.md";
    title: "A charge is less than nothing"
    message: "{0} is negative; what is charged is nothing or more"
    help: "Charge what the service costs; take money back with a void or a replacement, never with a negative charge."
    sources: "Stedi claim edits" => "charges of claims and lines"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.negative && !cx.sums.charge.is_some_and(Money::is_negative) {
        return;
    }
    let mut one = |tag, at: At<'_, Money>| {
        if let Some(element) = at.element().filter(|_| at.value().is_some_and(Money::is_negative)) {
            out.push(Finding::new(&RULE, at.location(), &[Arg::Element(tag, element)]));
        }
    };
    one("CLM", claim.charge());
    claim.lines().for_each(|line| one("SV1", line.charge()));
}
