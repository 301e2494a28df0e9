//! Corrections name what they correct.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0633",
    name: "correction-without-claim-number",
    title: "A correction does not name the claim that it corrects",
    message: "the payer's number of the claim that this one replaces or voids is missing (REF F8)",
    help: "Add REF F8 with the number that the payer's remittance gives the claim.",
    severity: Severity::Warning,
    snip: 4,
    status: Status::Preview,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere(super::DENIED_LATER),
    sources: &[Source {
        title: "005010X222A1",
        section: "REF, payer claim control number; by general knowledge of the guide, not read in the original",
    }],
    denials: &["16"],
    doc: include_str!("correction_without_claim_number.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &[];

pub(crate) const RUN: PayerRun = PayerRun::Always(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let corrects = matches!(case.claim.frequency().value(), Some(b"7" | b"8"));
    if corrects && case.claim.reference("F8").is_absent() {
        Case::plain(found, &RULE, case.claim.frequency().location(), &[]);
    }
}
