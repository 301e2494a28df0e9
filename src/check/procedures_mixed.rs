//! One procedure code on a claim.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0621" "procedures-mixed" Error, Stc "A8" "454", denied "16", document "procedures_mixed.md", reads "claim_form";
    title: "The claim has several procedure codes, and the payer wants one"
    message: "the code is not that of the first line, and the payer wants one procedure code on a claim"
    help: "Split the claim by procedure code."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let Some(first) = case.lines.first() else { return };
    let Some(line) = case.lines.iter().find(|line| line.code != first.code) else { return };
    let answer = case.decide::<ClaimForm>(line, |rows| {
        let row = rows.best(|row| row.one_code.is_some())?;
        (row.row.one_code == Some(true)).then(|| rows.broken(&row, &[]))
    });
    case.tell(found, &RULE, answer, || line.view.procedure().location());
}
