//! What is told of a pregnancy fits what is told of the member.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0367" "pregnancy-of-a-man" Warning Preview, snip 6, Stc "A7" "626", denied "16", document "pregnancy_of_a_man.md";
    title: "A man is said to be pregnant"
    message: "PAT09 tells of a pregnancy, and the sex of the member is M"
    help: "Take the pregnancy out, or correct the sex in the member's record."
    sources: "005010X222A1" => "2000B and 2000C, PAT09; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PAT", run);

fn run(_: &Cx<'_>, patient: &SegView<'_>, out: &mut Found) {
    let Some(level) = patient.parent().filter(|_| patient.element(9) == b"Y") else { return };
    let party = ["2010BA", "2010CA"].into_iter().find_map(|id| level.inner(id).next());
    if party.and_then(|party| party.first("DMG")).is_some_and(|member| member.element(3) == b"M") {
        out.push(Finding::new(&RULE, patient.at_element(ElementRef::element(9)), &[]));
    }
}
