//! The billing provider's taxonomy code.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::{ClaimForm, Need};
use crate::table::Known;

payer_rule! {
    "PC0627" "billing-taxonomy-missing" Error, Stc "A6" "145", denied "16", document "billing_taxonomy_missing.md", reads "claim_form";
    title: "The billing provider's taxonomy code is missing, and the payer wants it"
    message: "the payer wants the billing provider's taxonomy code (PRV03 in loop 2000A)"
    help: "Add PRV*BI*PXC with the taxonomy code under which the agency is enrolled."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    if !case.claim.billing_taxonomy().is_absent() {
        return;
    }
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| matches!(row.taxonomy, Some(Known::Is(_))))?;
            (row.row.taxonomy == Some(Known::Is(Need::Required))).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, &RULE, answers, || case.claim.segment().at());
}
