//! Modifiers are those of HCPCS, on the day of service.

use super::procedure_not_listed::{LACKS, is_outside};
use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Capped, Finding, Found};
use crate::value::list::Stands;

claim_rule! {
    "PC0354" "modifier-not-listed" Error Stable, snip 5, Stc "A7" "453", denied "182" "4", document "modifier_not_listed.md";
    title: "A modifier is none of HCPCS of the day"
    message: "{0} is no HCPCS Level II modifier that counts on the day of service"
    help: "Send the modifiers that the payer's fee schedule of that day has."
    sources: "CMS, HCPCS Level II" => "the file that the user gives (--list); without one, modifiers of a copy of CMS's file of 2019, of which only the first days are looked at"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(cx: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    for modifier in line.modifiers() {
        let Some(stands) = modifier.value().and_then(|code| cx.lists.modifier(code)) else { continue };
        let wrong = match stands {
            Stands::Perhaps => {
                out.not_run(&RULE, LACKS, cx.claim, false);
                false
            }
            Stands::Nowhere => true,
            Stands::There(days) => is_outside(days, || line.service_dates().value()),
        };
        if let Some(element) = modifier.element().filter(|_| wrong) {
            let finding = Finding::new(&RULE, modifier.location(), &[Arg::Element("SV1", element)]);
            out.push(finding.capped((!cx.lists.is_whole()).then_some(Capped::Secondary)));
        }
    }
}
