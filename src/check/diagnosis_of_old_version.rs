//! Diagnoses are of the version that holds on the day of service.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0377" "diagnosis-of-old-version" Warning Preview, snip 5, Stc "A7" "508", denied "16" "146", document "diagnosis_of_old_version.md";
    title: "A diagnosis is told as ICD-9"
    message: "{0} is said to be of ICD-9 (BK, BF); services from October 2015 on have diagnoses of ICD-10 (ABK, ABF)"
    help: "Send ICD-10-CM codes with ABK for the first and ABF for the others."
    sources: "005010X222A1" => "2300, HI; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("HI", run);

fn run(_: &Cx<'_>, codes: &SegView<'_>, out: &mut Found) {
    let is_old = |at: &u16| {
        let code = codes.element(usize::from(*at));
        matches!(code.first_chunk(), Some(b"BK" | b"BF")) && codes.component(usize::from(*at), 1).len() == 2
    };
    let Some(at) = (1_u16..=12).take(codes.len()).find(is_old) else { return };
    let claim = codes.parent().filter(|_| codes.is_first()).and_then(ClaimView::of);
    let days = claim.and_then(|claim| claim.days_of_service());
    if Date::new(2015, 10, 1).zip(days).is_some_and(|(first, days)| first <= days.last()) {
        let at = ElementRef::component(at, 1);
        out.push(Finding::new(&RULE, codes.at_element(at), &[Arg::Element("HI", at)]));
    }
}
