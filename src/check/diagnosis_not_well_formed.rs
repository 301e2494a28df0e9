//! Diagnoses have the shape of ICD-10-CM codes.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Icd10Cm;

claim_rule! {
    "PC0320" "diagnosis-not-well-formed" Error Stable, snip 5, Stc "A7" "254", denied "16" "146", document "diagnosis_not_well_formed.md";
    title: "A diagnosis is not an ICD-10-CM code"
    message: "{0} is not an ICD-10-CM code: a letter, a digit, and one to five more letters or digits, without a point"
    help: "Send the code of the record, without its point and with all its characters."
    sources: "ICD-10-CM" => "shape of codes, as Stedi's claim edits enforce it"
}

pub(crate) const SCOPE: Scope = Scope::Segment("HI", run);

fn run(_: &Cx<'_>, hi: &SegView<'_>, out: &mut Found) {
    for number in 1..=u16::try_from(hi.len()).unwrap_or(u16::MAX) {
        let at = usize::from(number);
        let text = hi.element(at);
        let is_icd_10 = text.starts_with(b"ABK") || text.starts_with(b"ABF");
        let code = if is_icd_10 { hi.component(at, 2) } else { &[] };
        if !code.is_empty() && Icd10Cm::from_bytes(code).is_err() {
            let element = ElementRef::component(number, 2);
            out.push(Finding::new(&RULE, hi.at_element(element), &[Arg::Element("HI", element)]));
        }
    }
}
