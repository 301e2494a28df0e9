//! Claim frequency codes.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0630",
    name: "frequency-not-accepted",
    title: "The payer does not take claims of this frequency code",
    message: "the payer does not take this claim frequency code",
    help: "Correct the claim in the way that the payer wants it: by another code, or by its own form.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("frequency_not_accepted.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let at = case.claim.frequency();
    let Some(code) = at.value() else { return };
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| !row.frequency.is_empty())?;
            let taken = row.row.frequency.iter().any(|one| one.as_bytes() == code);
            (!taken).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, &RULE, answers, || at.location());
}
