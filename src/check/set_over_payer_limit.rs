//! Claims in a transaction set.

use super::payer::{Case, PayerRun};
use crate::diag::{Arg, Found};
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0634" "set-over-payer-limit" Error, Ik304 "4", denied "16", document "set_over_payer_limit.md", reads "claim_form";
    title: "A transaction set has more claims than the payer takes"
    message: "the payer takes at most {0} in a transaction set; this is the first beyond them"
    help: "Spread the claims over more transaction sets."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| row.most_claims.is_some())?;
            let most = row.row.most_claims?;
            // Claims count from 0: told once, at the first that is too many.
            (case.number() == most).then(|| rows.broken(&row, &[Arg::Many(u64::from(most), "claim")]))
        })
    });
    case.tell_once(found, &RULE, answers, || case.claim.segment().at());
}
