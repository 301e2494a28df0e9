//! Units of a line are as many as national edits allow.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::value::Quantity;
use rust_decimal::Decimal;

claim_rule! {
    "PC0356" "units-over-national-limit" Warning Stable, snip 6, Nowhere "a payer denies the line on its remittance", denied "35", document "units_over_national_limit.md";
    title: "A line has more units than national edits allow"
    message: "{0} is more than the {1} units of this procedure that Medicaid's national edits allow on a line"
    help: "Compare the units with the record. If they are right, ask the payer how it wants units beyond the edit: some take a second line with modifier GD."
    sources: "CMS, Medicaid NCCI MUE edits of practitioners" => "the file that the user gives (--list); not looked at without one"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(cx: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    let Some(service) = line.segment().filter(|_| cx.lists.limits_units()) else { return };
    let Some(most) = cx.lists.most_units(service.component(1, 2)) else { return };
    let limit = Quantity::from(Decimal::from(most));
    if service.element(3) == b"UN" && line.quantity().value().is_some_and(|units| units > limit) {
        let element = ElementRef::element(4);
        let args = [Arg::Element("SV1", element), Arg::Count(u64::from(most))];
        out.push(Finding::new(&RULE, service.at_element(element), &args));
    }
}
