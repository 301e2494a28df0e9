//! Who pays third comes after a second.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};

claim_rule! {
    "PC0348" "payer-order-with-gap" Warning Stable, snip 4, Stc "A7" "742", denied "22", document "payer_order_with_gap.md";
    title: "A place in the order of payment is left out"
    message: "no payer stands at the place before this one in the order of payment (SBR01)"
    help: "Number the payers of a claim without a gap: P, S, T, then A, B, C …; tell each with what it decided."
    sources: "Stedi claim edits" => "payer responsibility sequence"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

/// The places of payers, in order. U, not known, is no place.
const ORDER: &[u8] = b"PSTABCDEFGH";

fn place(order: &[u8]) -> Option<usize> {
    let [letter] = order else { return None };
    ORDER.iter().position(|one| one == letter)
}

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    let own = claim.payer_order();
    let all = || std::iter::once(own).chain(claim.other_insurance().map(|other| other.payer_order()));
    let taken = all().filter_map(|at| place(at.value()?)).fold(0_u16, |sum, place| sum | 1 << place);
    // Without a first the missing one is the finding.
    if taken & 1 == 0 {
        return;
    }
    for at in all() {
        let before = at.value().and_then(place).and_then(|place| place.checked_sub(1));
        if before.is_some_and(|before| taken >> before & 1 == 0) {
            out.push(Finding::new(&RULE, at.location(), &[]));
        }
    }
}
