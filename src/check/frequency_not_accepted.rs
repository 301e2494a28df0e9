//! Claim frequency codes.

use super::payer::{Case, PayerRun};
use crate::claim::At;
use crate::diag::{Found, Rule};
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0630" "frequency-not-accepted" Error, Stc "A7" "535", denied "16", document "frequency_not_accepted.md", reads "claim_form";
    title: "The payer does not take claims of this frequency code"
    message: "the payer does not take this claim frequency code"
    help: "Correct the claim in the way that the payer wants it: by another code, or by its own form."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    among(case, found, &RULE, case.claim.frequency(), |row| &row.frequency);
}

/// A code of the claim has to be among those that the payer lists, where it lists any.
pub(super) fn among(
    case: &Case<'_>,
    found: &mut Found,
    rule: &'static Rule,
    at: At<'_, &[u8]>,
    list: fn(&ClaimForm) -> &[String],
) {
    let Some(code) = at.value() else { return };
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| !list(row).is_empty())?;
            let taken = list(row.row).iter().any(|one| one.as_bytes() == code);
            (!taken).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, rule, answers, || at.location());
}
