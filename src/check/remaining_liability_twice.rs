//! What the patient still owes stands in one place.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};

claim_rule! {
    "PC0349" "remaining-liability-twice" Warning Stable, snip 4, Stc "A7" "639", denied "16", document "remaining_liability_twice.md";
    title: "What the patient still owes stands with the payer and with a line"
    message: "what the patient still owes after this payer stands with the lines too (AMT EAF); one of both is enough"
    help: "Send what is still owed with every line that was decided (2430), or with the payer (2320) where no line was."
    sources: "Stedi claim edits" => "remaining patient liability"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    for other in claim.other_insurance() {
        let owed = other.amount("EAF");
        let Some(payer) = other.payer().filter(|_| !owed.is_absent()) else { continue };
        if claim.decided_by(payer.id().value()).any(|one| !one.amount("EAF").is_absent()) {
            out.push(Finding::new(&RULE, owed.location(), &[]));
        }
    }
}
