//! Lines on a claim.

use super::payer::{Case, PayerRun};
use crate::diag::{Arg, Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0620",
    name: "lines-over-payer-limit",
    title: "The claim has more lines than the payer takes",
    message: "the payer takes at most {0} on a claim",
    help: "Split the claim.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("lines_over_payer_limit.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

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
