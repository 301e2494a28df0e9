//! Who has decided has paid something, or nothing.

use super::{Cx, Scope};
use crate::diag::{Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0378" "other-payer-paid-missing" Warning Preview, snip 4, Stc "A6" "182", denied "16" "22", document "other_payer_paid_missing.md";
    title: "Another payer has decided, and what it paid is not told"
    message: "the other payer has decided on the claim or its lines, and the amount that it paid (AMT D) is missing"
    help: "Tell what it paid; 0 where it paid nothing."
    sources: "X12 interpretation 251" => "an amount paid without adjustments",
             "005010X222A1" => "2320, AMT D; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2320"], run);

fn run(_: &Cx<'_>, other: &LoopView<'_>, out: &mut Found) {
    // A claim has ten other payers; more are reported.
    let Some(sbr) = other.opening().filter(|_| other.count() <= 10) else { return };
    if other.all("AMT").any(|amount| amount.element(1) == b"D") {
        return;
    }
    let payer = other.inner("2330B").next();
    let id = payer.and_then(|payer| payer.opening()).map(|name| name.element(9)).unwrap_or_default();
    let lines = other.around("2300").into_iter().flat_map(|claim| claim.inner("2400"));
    let mut decisions = lines.flat_map(|line| line.inner("2430"));
    let decided = other.first("CAS").is_some()
        || payer.is_some_and(|payer| payer.all("DTP").any(|date| date.element(1) == b"573"))
        || decisions.any(|one| one.opening().is_some_and(|svd| !id.is_empty() && svd.element(1) == id));
    if decided {
        out.push(Finding::new(&RULE, sbr.at(), &[]));
    }
}
