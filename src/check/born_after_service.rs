//! Members are born before they are served.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Finding, Found};

claim_rule! {
    "PC0330" "born-after-service" Error Stable, snip 4, Stc "A7" "158", denied "14", document "born_after_service.md";
    title: "The member was born after the service"
    message: "the birth date is after a date of service"
    help: "Correct the birth date in the member's record, or the date of service."
    sources: "Stedi claim edits" => "birth dates"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let Some(days) = cx.sums.days else { return };
    let Some(born) = claim.member().map(|member| member.birth_date()) else { return };
    if born.value().is_some_and(|born| days.first() < born) {
        out.push(Finding::new(&RULE, born.location(), &[]));
    }
}
