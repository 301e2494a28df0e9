//! Authorization numbers that have to be there.

use super::payer::{Answer, Case, PayerRun};
use crate::diag::{Fate, Found, Lack, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::{Authorization, ClaimForm, Need};
use crate::table::Known;
use crate::value::Quantity;

pub(crate) static RULE: Rule = Rule {
    id: "PC0629",
    name: "authorization-number-missing",
    title: "The claim has no authorization number, and the payer wants one",
    message: "the payer wants the number of the authorization on this claim (REF G1)",
    help: "Put the authorization's number into REF G1, or ask for one before the claim is sent.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form and authorization rows; each finding names its row and what that cites" }],
    doc: include_str!("authorization_number_missing.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form", "authorization"];

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
