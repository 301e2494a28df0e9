//! Who is second comes after a first.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0338" "payer-order-without-primary" Warning Stable, snip 4, Stc "A7" "742", denied "22", document "payer_order_without_primary.md";
    title: "A claim goes to a second payer, and no first one is told"
    message: "SBR01 says that another payer comes before this one, and none is told (loop 2320 with P)"
    help: "Tell the payer that comes first, with what it decided; or send the claim as to the first payer."
    sources: "Stedi claim edits" => "payer responsibility sequence"
}

pub(crate) const SCOPE: Scope = Scope::Segment("SBR", run);

fn run(_: &Cx<'_>, own: &SegView<'_>, out: &mut Found) {
    let level = own.parent().filter(|_| !matches!(own.element(1), b"" | b"P" | b"U") && own.is_first());
    let Some(level) = level.filter(|level| level.is("2000B")) else { return };
    let of_patients = level.inner("2000C").flat_map(|patient| patient.inner("2300"));
    for claim in level.inner("2300").chain(of_patients) {
        let mut others = claim.inner("2320").filter_map(|other| other.first("SBR"));
        if !others.any(|other| other.element(1) == b"P") {
            out.push(Finding::new(&RULE, own.at_element(ElementRef::element(1)), &[]));
        }
    }
}
