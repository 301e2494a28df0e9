//! Procedures are HCPCS codes, on the day of service.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Capped, ElementRef, Finding, Found, Lack};
use crate::value::DateSpan;
use crate::value::list::{Days, Stands};

claim_rule! {
    "PC0353" "procedure-not-listed" Error Stable, snip 5, Stc "A7" "454", denied "181" "16", document "procedure_not_listed.md";
    title: "A procedure is no HCPCS code of the day"
    message: "{0} is no HCPCS Level II code that counts on the day of service"
    help: "Send the code that the payer's fee schedule of that day has."
    sources: "CMS, HCPCS Level II" => "the file that the user gives (--list); without one, codes of a copy of CMS's file of 2019, of which only the first days are looked at"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

/// What is missing where a code is not in the library's part of the list.
pub(super) const LACKS: Lack = Lack::Fact("the full list of HCPCS codes (--list)");

/// Does a code not count on some day of those?
pub(super) fn is_outside((from, to): Days, days: impl FnOnce() -> Option<DateSpan>) -> bool {
    // Nothing that is billed today was given before 2010: most codes need no look at the day.
    if to.is_none() && from.is_none_or(|from| from.year() < 2010) {
        return false;
    }
    days().is_some_and(|days| {
        from.is_some_and(|from| days.first() < from) || to.is_some_and(|to| to < days.last())
    })
}

fn run(cx: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    let Some(service) = line.segment().filter(|service| service.component(1, 1) == b"HC") else { return };
    let Some(stands) = cx.lists.procedure(service.component(1, 2)) else { return };
    let wrong = match stands {
        Stands::Perhaps => return out.not_run(&RULE, LACKS, cx.claim, false),
        Stands::Nowhere => true,
        Stands::There(days) => is_outside(days, || line.service_dates().value()),
    };
    if wrong {
        let element = ElementRef::component(1, 2);
        let finding = Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]);
        // Days that the library knows were read in a copy.
        out.push(finding.capped((!cx.lists.is_whole()).then_some(Capped::Secondary)));
    }
}
