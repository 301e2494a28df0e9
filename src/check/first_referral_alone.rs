//! Who referred first comes after who referred last.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0362" "first-referral-alone" Warning Preview, snip 4, Stc "A8" "732", denied "16", document "first_referral_alone.md";
    title: "The first of several referrals is told, and the last is not"
    message: "NM101 is P3, the provider who referred first; whoever referred the member here (DN) has to stand before"
    help: "Name the provider who referred the member with DN; P3 comes second, where another referred before."
    sources: "005010X222A1" => "2310A and 2420F, NM101; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2310A", "2420F"], run);

fn run(_: &Cx<'_>, referral: &LoopView<'_>, out: &mut Found) {
    let Some(name) = referral.opening().filter(|name| name.element(1) == b"P3") else { return };
    if referral.count() == 1 {
        out.push(Finding::new(&RULE, name.at_element(ElementRef::element(1)), &[]));
    }
}
