//! A payment is not negative.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0379" "other-payer-paid-negative" Warning Stable, snip 3, Stc "A7" "643", denied "16", document "other_payer_paid_negative.md";
    title: "Another payer paid less than nothing"
    message: "the amount that the other payer paid is negative"
    help: "Copy the amount of the last decision; what was taken back is not sent as a payment."
    sources: "Stedi claim edits" => "amounts that other payers paid"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2320", "2430"], run);

fn run(_: &Cx<'_>, decision: &LoopView<'_>, out: &mut Found) {
    let paid = match decision.id() {
        "2430" => decision.opening(),
        _ => decision.all("AMT").find(|amount| amount.element(1) == b"D"),
    };
    // A text that begins so and is no amount is reported as such.
    if let Some(paid) = paid.filter(|paid| paid.element(2).starts_with(b"-")) {
        out.push(Finding::new(&RULE, paid.at_element(ElementRef::element(2)), &[]));
    }
}
