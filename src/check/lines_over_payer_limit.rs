//! Lines on a claim.

use super::payer::{Case, PayerRun};
use crate::diag::{Arg, Found};
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0620" "lines-over-payer-limit" Error, Stc "A7" "121", denied "16", document "lines_over_payer_limit.md", reads "claim_form";
    title: "The claim has more lines than the payer takes"
    message: "the payer takes at most {0} on a claim"
    help: "Split the claim."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let lines = case.claim.lines().count();
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| row.most_lines.is_some())?;
            let most = row.row.most_lines?;
            (lines > usize::from(most)).then(|| rows.broken(&row, &[Arg::Many(u64::from(most), "line")]))
        })
    });
    case.tell_once(found, &RULE, answers, || case.claim.segment().at());
}
