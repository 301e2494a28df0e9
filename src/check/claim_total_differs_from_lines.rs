//! CLM02 against the sum of the lines: the commonest sum that a payer checks.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0301",
    name: "claim-total-differs-from-lines",
    title: "The claim's total is not the sum of its lines",
    message: "CLM02 is not the sum of the {0} line charges, which is {1}",
    help: "Correct the total or the line that is wrong; never change a charge only to make it fit.",
    severity: Severity::Error,
    snip: 3,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Stc("A7", "178"),
    sources: &[Source {
        title: "005010X222A1",
        section: "1.4.4, balancing, as LinuxForHealth x12 0.57 and Stedi's claim edits enforce it",
    }],
    denials: &[],
    doc: include_str!("claim_total_differs_from_lines.md"),
};

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    // An amount that cannot be read was reported where it stands; a claim without lines too.
    let (Some(charge), Some(lines), 1..) = (cx.sums.charge, cx.sums.lines, cx.sums.line_count) else {
        return;
    };
    if charge != lines {
        let args = [Arg::Count(u64::from(cx.sums.line_count)), Arg::Amount(lines)];
        out.push(Finding::new(&RULE, claim.charge().location(), &args));
    }
}
