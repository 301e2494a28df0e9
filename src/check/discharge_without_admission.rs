//! Who is discharged was admitted before.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0376" "discharge-without-admission" Warning Preview, snip 4, Stc "A7" "190", denied "16", document "discharge_without_admission.md";
    title: "A discharge has no admission before it"
    message: "the day of the discharge (DTP 096) stands without a day of admission (DTP 435), or before it"
    help: "Tell both days, in order."
    sources: "005010X222A1" => "2300, DTP 096 and 435; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("DTP*096", run);

fn run(_: &Cx<'_>, discharge: &SegView<'_>, out: &mut Found) {
    let is_discharge = discharge.element(1) == b"096" && discharge.is_first();
    let Some(claim) = discharge.parent().filter(|at| is_discharge && at.is("2300")) else { return };
    let day = |text: &[u8]| Date::from_d8(text.get(..8)?).ok();
    let admission = claim.all("DTP").find(|date| date.element(1) == b"435");
    let in_order = admission.is_some_and(|admission| {
        let days = day(admission.element(3)).zip(day(discharge.element(3)));
        // A day that cannot be read is reported as such.
        days.is_none_or(|(admitted, discharged)| admitted <= discharged)
    });
    if !in_order {
        out.push(Finding::new(&RULE, discharge.at_element(ElementRef::element(3)), &[]));
    }
}
