//! A subscriber is there for a claim.

use super::{Cx, Scope};
use crate::diag::{Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0384" "subscriber-without-claim" Warning Preview, snip 4, Ik304 "I7", denied , document "subscriber_without_claim.md";
    title: "A subscriber has no claim"
    message: "nothing is billed for this subscriber: neither a claim nor a patient stands under it"
    help: "Leave the subscriber out, or look for the claim that got lost."
    sources: "005010X222A1" => "2000B; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2000B"], run);

fn run(_: &Cx<'_>, level: &LoopView<'_>, out: &mut Found) {
    if level.inner("2300").chain(level.inner("2000C")).next().is_some() {
        return;
    }
    if let Some(hl) = level.opening() {
        out.push(Finding::new(&RULE, hl.at(), &[]));
    }
}
