//! Claim filing indicators.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0631",
    name: "filing-indicator-not-accepted",
    title: "The claim filing indicator is not one that the payer takes",
    message: "the payer does not take this claim filing indicator",
    help: "Write the indicator that the payer's guide names.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("filing_indicator_not_accepted.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

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
