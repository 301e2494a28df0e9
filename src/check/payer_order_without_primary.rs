//! Who is second comes after a first.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0338" "payer-order-without-primary" Warning Stable, snip 4, Stc "A7" "742", denied "22", document "payer_order_without_primary.md";
    title: "A claim goes to a second payer, and no first one is told"
    message: "SBR01 says that another payer comes before this one, and none is told (loop 2320 with P)"
    help: "Tell the payer that comes first, with what it decided; or send the claim as to the first payer."
    sources: "Stedi claim edits" => "payer responsibility sequence"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let own = claim.payer_order();
    let later = own.value().is_some_and(|order| order != b"P" && order != b"U");
    if later && !claim.other_insurance().any(|other| other.payer_order().value() == Some(b"P")) {
        out.push(Finding::new(&RULE, own.location(), &[]));
    }
}
