//! Authorization numbers that have to be there.

use super::payer::{Answer, Case, PayerRun};
use crate::diag::{Found, Lack};
use crate::pack::rows::{Authorization, ClaimForm, Need};
use crate::table::Known;
use crate::value::Quantity;

payer_rule! {
    "PC0629" "authorization-number-missing" Error, Stc "A6" "252", denied "197", document "authorization_number_missing.md", reads "claim_form" and "authorization";
    title: "The claim has no authorization number, and the payer wants one"
    message: "the payer wants the number of the authorization on this claim (REF G1)"
    help: "Put the authorization's number into REF G1, or ask for one before the claim is sent."
}

const UNSAID: &str = "the authorization, whose number the claim does not bear";

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let asked = case.lines.iter().filter(|line| !case.authorized(line));
    let answers = asked.flat_map(|line| {
        let form = case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| row.authorization_number.is_some())?;
            (row.row.authorization_number == Some(Need::Required)).then(|| rows.broken(&row, &[]))
        });
        let first_unit = case.decide::<Authorization>(line, |rows| {
            if rows.best(|row| row.waived == Some(true)).is_some() {
                return None;
            }
            let row = rows.best(|row| row.free == Some(Known::Is(Quantity::ZERO)))?;
            (row.row.number_on_claim == Some(true)).then(|| rows.broken(&row, &[]))
        });
        // An authorization may be there without its number on the claim, where nobody says that it has to be.
        let unsaid = case.decide::<Authorization>(line, |rows| {
            if rows.best(|row| row.waived == Some(true)).is_some() {
                return None;
            }
            let row = rows.best(|row| row.free == Some(Known::Is(Quantity::ZERO)))?;
            row.row.number_on_claim.is_none().then(|| rows.broken(&row, &[]))
        });
        let unsaid = match unsaid {
            Answer::Broken(broken) => Answer::Open(Lack::Fact(UNSAID), broken),
            answer => answer,
        };
        [form, first_unit, unsaid]
    });
    case.tell_once(found, &RULE, answers, || case.claim.segment().at());
}
