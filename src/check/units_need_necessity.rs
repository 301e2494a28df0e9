//! Limits that a documented need may go over.

use super::payer::{Case, PayerRun};
use super::units_over_limit;
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::OnExceed;
use crate::table::Known;

pub(crate) static RULE: Rule = Rule {
    id: "PC0616",
    name: "units-need-necessity",
    title: "The claim bills more than the payer takes without a look at its necessity",
    message: "more than {0} {1} in {2} are paid only where the record shows that they were needed",
    help: "See that the record shows why so much was needed before the claim is sent.",
    severity: Severity::Warning,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "cap rows; each finding names its row and what that cites" }],
    doc: include_str!("units_need_necessity.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["cap"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    units_over_limit::each(case, |kind, line, answer, found| {
        if matches!(kind, Some(Known::Is(OnExceed::Necessity | OnExceed::Review))) {
            case.tell(found, &RULE, answer, || line.view.quantity().location());
        }
    }, found);
}
