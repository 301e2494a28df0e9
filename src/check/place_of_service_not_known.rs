//! Places of service are in the list of CMS, on the day of service.

use super::{Cx, Scope};
use crate::claim::{At, ClaimView};
use crate::diag::{Arg, Capped, Finding, Found};
use crate::value::DateSpan;
use crate::value::list::{self, Listed};

claim_rule! {
    "PC0326" "place-of-service-not-known" Error Stable, snip 5, Stc "A7" "249", denied "5", document "place_of_service_not_known.md";
    title: "There is no such place of service"
    message: "{0} is no place of service of the day of service"
    help: "Send the place where the service was given: 11 office, 12 home, 10 by video or telephone at the member's home."
    sources: "CMS place of service codes" => "the codes, as pyx12 lists them (2026-05); first days as told beside each in the library's list"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    one("CLM", claim.place_of_service(), || cx.sums.days, out);
    if cx.sums.own_places {
        for line in claim.lines() {
            let place = line.own_place_of_service();
            if !place.is_absent() {
                one("SV1", place, || line.service_dates().value(), out);
            }
        }
    }
}

fn one(tag: &'static str, at: At<'_, &[u8]>, days: impl FnOnce() -> Option<DateSpan>, out: &mut Found) {
    // What has not two digits is reported as too long or too short.
    let Some(code) = at.value().filter(|code| code.len() == 2) else { return };
    let Some(element) = at.element() else { return };
    let finding = || Finding::new(&RULE, at.location(), &[Arg::Element(tag, element)]);
    match list::place_of_service(code, || Some(days()?.last())) {
        Listed::Yes => {}
        Listed::No => out.push(finding()),
        // The first days are told by others than CMS.
        Listed::NotYet => out.push(finding().capped(Some(Capped::Secondary))),
    }
}
