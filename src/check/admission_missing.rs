//! Who is an inpatient was admitted on a day.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Finding, Found};

claim_rule! {
    "PC0375" "admission-missing" Warning Preview, snip 4, Stc "A6" "189", denied "16", document "admission_missing.md";
    title: "A service was given to an inpatient, and the admission is not told"
    message: "the place of service is a hospital, and the day of the admission (DTP 435) is missing"
    help: "Tell the day of the admission; or correct the place of service."
    sources: "005010X222A1" => "2300, DTP 435, with places 21, 51 and 61; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, view: &ClaimView<'_>, out: &mut Found) {
    let claim = view.segment();
    if !matches!(claim.component(5, 1), b"21" | b"51" | b"61") {
        return;
    }
    let told = view.loop_view().all("DTP").any(|date| date.element(1) == b"435");
    if !told {
        out.push(Finding::new(&RULE, claim.at_element(ElementRef::component(5, 1)), &[]));
    }
}
