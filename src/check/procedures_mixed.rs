//! One procedure code on a claim.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0621",
    name: "procedures-mixed",
    title: "The claim has several procedure codes, and the payer wants one",
    message: "the code is not that of the first line, and the payer wants one procedure code on a claim",
    help: "Split the claim by procedure code.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("procedures_mixed.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

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
