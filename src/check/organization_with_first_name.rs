//! Organizations have one name.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0327" "organization-with-first-name" Error Stable, snip 4, Stc "A8" "125", denied "16", document "organization_with_first_name.md";
    title: "An organization has the name of a person"
    message: "{0} is for persons, and NM102 says that this is an organization"
    help: "Put the whole name of an organization into NM103; a person has 1 in NM102."
    sources: "stupidedi" => "005010X222A1, NM104 to NM107 where NM102 is 2"
}

pub(crate) const SCOPE: Scope = Scope::Segment("NM1", run);

fn run(_: &Cx<'_>, nm1: &SegView<'_>, out: &mut Found) {
    if nm1.element(2) != b"2" {
        return;
    }
    if let Some(number) = (4..=7).find(|number| !nm1.element(usize::from(*number)).is_empty()) {
        let at = ElementRef::element(number);
        out.push(Finding::new(&RULE, nm1.at_element(at), &[Arg::Element("NM1", at)]));
    }
}
