//! No quantity is negative.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Finding, Found};

claim_rule! {
    "PC0310" "units-negative" Error Stable, snip 4, Stc "A7" "476", denied "16", document "units_negative.md";
    title: "A line bills less than no units"
    message: "SV104 is negative; a line bills how much was given"
    help: "Send the units that the minutes support; take units back with a replacement or a void."
    sources: "LinuxForHealth x12 0.57" => "quantities of service lines"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(_: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    if !line.segment().is_some_and(|service| service.element(4).starts_with(b"-")) {
        return;
    }
    let quantity = line.quantity();
    if quantity.value().is_some_and(crate::value::Quantity::is_negative) {
        out.push(Finding::new(&RULE, quantity.location(), &[]));
    }
}
