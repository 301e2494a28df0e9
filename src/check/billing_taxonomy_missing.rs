//! The billing provider's taxonomy code.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::{ClaimForm, Need};
use crate::table::Known;

pub(crate) static RULE: Rule = Rule {
    id: "PC0627",
    name: "billing-taxonomy-missing",
    title: "The billing provider's taxonomy code is missing, and the payer wants it",
    message: "the payer wants the billing provider's taxonomy code (PRV03 in loop 2000A)",
    help: "Add PRV*BI*PXC with the taxonomy code under which the agency is enrolled.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("billing_taxonomy_missing.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    if !case.claim.billing_taxonomy().is_absent() {
        return;
    }
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| matches!(row.taxonomy, Some(Known::Is(_))))?;
            (row.row.taxonomy == Some(Known::Is(Need::Required))).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, &RULE, answers, || case.claim.segment().at());
}
