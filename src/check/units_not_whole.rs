//! Whole units.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0612",
    name: "units-not-whole",
    title: "A line bills a part of a unit, and the payer takes whole units only",
    message: "SV104 has decimals, and the payer takes whole units only",
    help: "Bill the whole units that the payer's rounding rule gives; round nothing without such a rule.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("units_not_whole.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for line in case.lines.iter().filter(|line| line.units().is_some_and(|units| !units.is_whole())) {
        let answer = case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| row.decimals.is_some())?;
            (row.row.decimals == Some(false)).then(|| rows.broken(&row, &[]))
        });
        case.tell(found, &RULE, answer, || line.view.quantity().location());
    }
}
