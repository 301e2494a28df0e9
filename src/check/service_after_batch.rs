//! Nothing is billed before it was given.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SetView;
use crate::value::{Date, DateSpan};
claim_rule! {
    "PC0319" "service-after-batch" Warning Preview, snip 4, Stc "A7" "187", denied "16" "110", document "service_after_batch.md";
    title: "A service is billed before it was given"
    message: "the date of service is after the day on which the batch was made (BHT04)"
    help: "Correct the date of service, or wait until the service was given and documented."
    sources: "005010X222A1" => "2400, DTP 472; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Set(run);

fn run(_: &Cx<'_>, set: SetView<'_>, out: &mut Found) {
    let bht = set.segments().take(3).find(|segment| segment.view().tag() == b"BHT");
    let Some(made) = bht.and_then(|bht| Date::from_d8(bht.element(4)).ok()) else { return };
    for dtp in set.loops("2400").flat_map(|line| line.all("DTP")) {
        if dtp.element(1) != b"472" {
            continue;
        }
        let days = match dtp.element(2) {
            b"D8" => Date::from_d8(dtp.element(3)).ok().map(DateSpan::from),
            _ => DateSpan::from_rd8(dtp.element(3)).ok(),
        };
        if days.is_some_and(|days| made < days.last()) {
            out.push(Finding::new(&RULE, dtp.at_element(ElementRef::element(3)), &[]));
        }
    }
}
