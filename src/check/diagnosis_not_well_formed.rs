//! Diagnoses have the shape of ICD-10-CM codes.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, Finding, Found};
use crate::value::Icd10Cm;
claim_rule! {
    "PC0320" "diagnosis-not-well-formed" Error Stable, snip 5, Stc "A7" "254", denied "16" "146", document "diagnosis_not_well_formed.md";
    title: "A diagnosis is not an ICD-10-CM code"
    message: "{0} is not an ICD-10-CM code: a letter, a digit, and one to five more letters or digits, without a point"
    help: "Send the code of the record, without its point and with all its characters."
    sources: "ICD-10-CM" => "shape of codes, as Stedi's claim edits enforce it"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    for diagnosis in claim.diagnoses() {
        let is_icd_10 = matches!(diagnosis.kind.value(), Some(b"ABK" | b"ABF"));
        let Some((code, element)) = diagnosis.code.value().zip(diagnosis.code.element()) else { continue };
        if is_icd_10 && Icd10Cm::from_bytes(code).is_err() {
            out.push(Finding::new(&RULE, diagnosis.code.location(), &[Arg::Element("HI", element)]));
        }
    }
}
