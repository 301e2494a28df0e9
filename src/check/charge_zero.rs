//! A claim for payment charges something.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};
use crate::value::Money;

claim_rule! {
    "PC0371" "charge-zero" Warning Stable, snip 3, Stc "A7" "402", denied "16", document "charge_zero.md";
    title: "A claim charges nothing"
    message: "the charge of the claim is zero, and the batch is not one of encounters (BHT06 RP)"
    help: "Bill the agency's charge; report services under capitation as encounters."
    sources: "Stedi claim edits" => "charges of nothing"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, view: &ClaimView<'_>, out: &mut Found) {
    let claim = view.segment();
    let charge = claim.element(2);
    if !matches!(charge.first(), Some(b'0' | b'.')) || Money::from_bytes(charge) != Ok(Money::ZERO) {
        return;
    }
    let bht = view.loop_view().set().segments().take(3).find(|one| one.tag() == Some("BHT"));
    if bht.is_some_and(|bht| bht.element(6) != b"RP") {
        out.push(Finding::new(&RULE, claim.at_element(ElementRef::element(2)), &[]));
    }
}
