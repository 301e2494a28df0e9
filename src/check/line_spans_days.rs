//! One date a line.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::{ClaimForm, Need};
use crate::table::Known;

pub(crate) static RULE: Rule = Rule {
    id: "PC0619",
    name: "line-spans-days",
    title: "A line bills several days, and the payer wants a line for each",
    message: "the line has more than one date of service, and the payer wants a line for each",
    help: "Write a line for each date, with the units of that date.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("line_spans_days.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for line in case.lines.iter().filter(|line| line.days.first() != line.days.last()) {
        let answer = case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| matches!(row.date_span, Some(Known::Is(_))))?;
            (row.row.date_span == Some(Known::Is(Need::Forbidden))).then(|| rows.broken(&row, &[]))
        });
        case.tell(found, &RULE, answer, || line.view.service_dates().location());
    }
}
