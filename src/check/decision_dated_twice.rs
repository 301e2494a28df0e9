//! A decision has its day in one place.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};
claim_rule! {
    "PC0321" "decision-dated-twice" Warning Stable, snip 4, Stc "A6" "516", denied "16", document "decision_dated_twice.md";
    title: "The day of a decision stands with the payer and with a line"
    message: "the day on which this payer decided stands with the lines too (DTP 573); one of both is enough"
    help: "Send the day of the remittance with every line that was decided (2430), or with the payer (2330B) where no line was."
    sources: "Stedi claim edits" => "adjudication date of other payers"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    if !cx.sums.others {
        return;
    }
    for payer in claim.other_insurance().filter_map(|other| other.payer()) {
        let day = payer.date("573");
        let on_lines = || claim.decided_by(payer.id().value()).any(|one| !one.decided().is_absent());
        if !day.is_absent() && on_lines() {
            out.push(Finding::new(&RULE, day.location(), &[]));
        }
    }
}
