//! Subscriber and patient: one person, one level.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0313" "patient-level-beside-subscriber" Error Stable, snip 4, Ik304 "I9", denied "31", document "patient_level_beside_subscriber.md";
    title: "The patient is the subscriber, and stands there a second time"
    message: "SBR02 says that the patient is the subscriber, and a level for another patient stands under it"
    help: "If the patient is the insured, leave loop 2000C out and put the claims under 2000B; if not, leave SBR02 empty."
    sources: "X12 interpretation 1496" => "levels of subscriber and patient",
             "005010X222A1" => "2000B, SBR02"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2000B"], run);

fn run(_: &Cx<'_>, subscriber: &LoopView<'_>, out: &mut Found) {
    let Some(sbr) = subscriber.first("SBR") else { return };
    if sbr.element(2) == b"18" && subscriber.inner("2000C").next().is_some() {
        out.push(Finding::new(&RULE, sbr.at_element(ElementRef::element(2)), &[]));
    }
}
