//! Procedures are HCPCS codes, on the day of service.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Capped, ElementRef, Finding, Found, Lack};
use crate::guide::SegView;
use crate::value::list::{Days, Stands};

claim_rule! {
    "PC0353" "procedure-not-listed" Error Stable, snip 5, Stc "A7" "507", denied "181" "16", document "procedure_not_listed.md";
    title: "A procedure is no HCPCS code of the day"
    message: "{0} is no HCPCS Level II code that counts on the day of service"
    help: "Send the code that the payer's fee schedule of that day has."
    sources: "CMS, HCPCS Level II" => "the file that the user gives (--list); without one, codes of a copy of CMS's file of 2019, of which only the first days are looked at"
}

pub(crate) const SCOPE: Scope = Scope::Codes(run);

/// What is missing where a code is not in the library's part of the list.
pub(super) const LACKS: Lack = Lack::Fact("the full list of HCPCS codes (--list)");

/// Does a code count on every day on which something was given that is billed today?
pub(super) fn counts_always((from, to): Days) -> bool {
    to.is_none() && from.is_none_or(|from| from.year() < 2010)
}

/// Does a code not count on some day of the line?
pub(super) fn is_outside((from, to): Days, line: &LineView<'_>) -> bool {
    line.service_dates().value().is_some_and(|days| {
        from.is_some_and(|from| days.first() < from) || to.is_some_and(|to| to < days.last())
    })
}

fn run(cx: &Cx<'_>, line: &LineView<'_>, service: SegView<'_>, out: &mut Found) -> bool {
    if service.component(1, 1) != b"HC" {
        return true;
    }
    let wrong = match cx.lists.procedure(service.component(1, 2)) {
        None => return true,
        Some(Stands::Perhaps) => {
            out.not_run(&RULE, LACKS, cx.claim, false);
            return false;
        }
        Some(Stands::Nowhere) => true,
        Some(Stands::There(days)) if counts_always(days) => return true,
        Some(Stands::There(days)) => is_outside(days, line),
    };
    if wrong {
        let element = ElementRef::component(1, 2);
        let finding = Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]);
        // Days that the library knows were read in a copy.
        out.push(finding.capped((!cx.lists.is_whole()).then_some(Capped::Secondary)));
    }
    false
}
