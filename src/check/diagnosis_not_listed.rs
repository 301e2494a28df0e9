//! Diagnoses are codes of ICD-10-CM that may be sent.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, Finding, Found};

claim_rule! {
    "PC0355" "diagnosis-not-listed" Warning Stable, snip 5, Stc "A7" "255", denied "146", document "diagnosis_not_listed.md";
    title: "A diagnosis is no ICD-10-CM code that may be sent"
    message: "{0} is not in the list of ICD-10-CM codes, or is a heading that needs more characters"
    help: "Send the code of the record with all its characters, of the list that counts on the day of service (October to September)."
    sources: "NCHS, ICD-10-CM" => "the file that the user gives (--list); not looked at without one"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    // Without a list, not even the first is looked for.
    if cx.lists.diagnosis(b"").is_none() {
        return;
    }
    for diagnosis in claim.diagnoses().filter(|one| matches!(one.kind.value(), Some(b"ABK" | b"ABF"))) {
        let listed = diagnosis.code.value().and_then(|code| cx.lists.diagnosis(code));
        if let (Some(false), Some(element)) = (listed, diagnosis.code.element()) {
            out.push(Finding::new(&RULE, diagnosis.code.location(), &[Arg::Element("HI", element)]));
        }
    }
}
