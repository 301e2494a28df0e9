//! Claim filing indicators.

use super::frequency_not_accepted::among;
use super::payer::{Case, PayerRun};
use crate::diag::Found;

payer_rule! {
    "PC0631" "filing-indicator-not-accepted" Error, Stc "A7" "480", denied "16", document "filing_indicator_not_accepted.md", reads "claim_form";
    title: "The claim filing indicator is not one that the payer takes"
    message: "the payer does not take this claim filing indicator"
    help: "Write the indicator that the payer's guide names."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    among(case, found, &RULE, case.claim.insurance_type(), |row| &row.filing_indicator);
}
