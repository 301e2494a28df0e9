//! Nothing is billed before it was given.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};

claim_rule! {
    "PC0319" "service-after-batch" Warning Preview, snip 4, Stc "A7" "187", denied "16" "110", document "service_after_batch.md";
    title: "A service is billed before it was given"
    message: "the date of service is after the day on which the batch was made (BHT04)"
    help: "Correct the date of service, or wait until the service was given and documented."
    sources: "005010X222A1" => "2400, DTP 472; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let Some((made, days)) = cx.made.zip(cx.sums.days) else { return };
    if days.last() <= made {
        return;
    }
    for dates in claim.lines().map(|line| line.service_dates()) {
        if dates.value().is_some_and(|days| made < days.last()) {
            out.push(Finding::new(&RULE, dates.location(), &[]));
        }
    }
}
