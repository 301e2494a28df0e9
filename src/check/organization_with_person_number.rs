//! Only a person has a social security number.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0359" "organization-with-person-number" Warning Preview, snip 4, Stc "A7" "148", denied "16", document "organization_with_person_number.md";
    title: "An organization is told by a social security number"
    message: "the biller is an organization, and its tax number is said to be a social security number (REF SY)"
    help: "Send the employer's number of the organization with REF EI."
    sources: "005010X222A1" => "2010AA, REF EI and SY; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("REF*SY", run);

fn run(_: &Cx<'_>, number: &SegView<'_>, out: &mut Found) {
    let biller = number.parent().filter(|party| number.element(1) == b"SY" && party.is("2010AA"));
    let name = biller.and_then(|biller| biller.opening());
    if name.is_some_and(|name| name.element(2) == b"2") {
        out.push(Finding::new(&RULE, number.at_element(ElementRef::element(1)), &[]));
    }
}
