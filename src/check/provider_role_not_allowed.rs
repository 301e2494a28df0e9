//! Providers that the payer does not want on the claim.

use super::payer::{Case, PayerRun};
use super::provider_role_missing::{there, words};
use crate::diag::{Arg, Found};
use crate::pack::rows::{Need, Party};
use crate::table::Known;

payer_rule! {
    "PC0624" "provider-role-not-allowed" Error, Stc "A8" "562", denied "16", document "provider_role_not_allowed.md", reads "party";
    title: "A provider stands on the claim whom the payer does not want there"
    message: "the payer does not want {0} on this claim"
    help: "Take the loop out."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for (role, party) in there(case) {
        let answers = case.lines.iter().map(|line| {
            case.decide::<Party>(line, |rows| {
                let row = rows.best(|row| row.role == role)?;
                let forbidden = row.row.need == Known::Is(Need::Forbidden);
                forbidden.then(|| rows.broken(&row, &[Arg::Text(words(role))]))
            })
        });
        case.tell_once(found, &RULE, answers, || party.role().location());
    }
}
