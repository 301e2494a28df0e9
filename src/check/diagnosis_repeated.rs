//! Each diagnosis stands once on a claim.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, Finding, Found};
claim_rule! {
    "PC0333" "diagnosis-repeated" Warning Stable, snip 4, Stc "A8" "255", denied "16", document "diagnosis_repeated.md";
    title: "A diagnosis is told twice"
    message: "{0} is a diagnosis that the claim has already"
    help: "Tell each diagnosis once; lines may point to it as often as they need."
    sources: "Stedi claim edits" => "duplicate diagnosis codes"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    for (at, diagnosis) in claim.diagnoses().enumerate() {
        let Some((code, element)) = diagnosis.code.value().zip(diagnosis.code.element()) else { continue };
        if claim.diagnoses().take(at).any(|before| before.code.value() == Some(code)) {
            out.push(Finding::new(&RULE, diagnosis.code.location(), &[Arg::Element("HI", element)]));
        }
    }
}
