//! Claim filing indicators.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0631" "filing-indicator-not-accepted" Error, document "filing_indicator_not_accepted.md", reads "claim_form";
    title: "The claim filing indicator is not one that the payer takes"
    message: "the payer does not take this claim filing indicator"
    help: "Write the indicator that the payer's guide names."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let at = case.claim.insurance_type();
    let Some(code) = at.value() else { return };
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| !row.filing_indicator.is_empty())?;
            let taken = row.row.filing_indicator.iter().any(|one| one.as_bytes() == code);
            (!taken).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, &RULE, answers, || at.location());
}
