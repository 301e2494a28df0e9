//! Modifiers are those of HCPCS, on the day of service.

use super::modifier_repeated::modifiers;
use super::procedure_not_listed::{LACKS, counts_always, is_outside};
use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Capped, Finding, Found};
use crate::guide::SegView;
use crate::value::list::Stands;

claim_rule! {
    "PC0354" "modifier-not-listed" Error Stable, snip 5, Stc "A7" "453", denied "182" "4", document "modifier_not_listed.md";
    title: "A modifier is none of HCPCS of the day"
    message: "{0} is no HCPCS Level II modifier that counts on the day of service"
    help: "Send the modifiers that the payer's fee schedule of that day has."
    sources: "CMS, HCPCS Level II" => "the file that the user gives (--list); without one, modifiers of a copy of CMS's file of 2019, of which only the first days are looked at"
}

pub(crate) const SCOPE: Scope = Scope::Codes(run);

fn run(cx: &Cx<'_>, line: &LineView<'_>, service: SegView<'_>, out: &mut Found) -> bool {
    let mut always = true;
    for (element, code) in modifiers(service) {
        let wrong = match cx.lists.modifier(code) {
            None => continue,
            Some(Stands::Perhaps) => {
                out.not_run(&RULE, LACKS, cx.claim, false);
                false
            }
            Some(Stands::Nowhere) => true,
            Some(Stands::There(days)) if counts_always(days) => continue,
            Some(Stands::There(days)) => is_outside(days, line),
        };
        always = false;
        if wrong {
            let finding = Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]);
            out.push(finding.capped((!cx.lists.is_whole()).then_some(Capped::Secondary)));
        }
    }
    always
}
