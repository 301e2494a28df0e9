//! A subscriber who is the patient is told with address and birth date.

use super::{Cx, Scope};
use crate::diag::{Arg, Finding, Found};
use crate::guide::LoopView;
claim_rule! {
    "PC0315" "subscriber-demographics-missing" Error Stable, snip 4, Ik304 "I6", denied "16" "31", document "subscriber_demographics_missing.md";
    title: "The patient is the subscriber, and address or birth date is missing"
    message: "{0} of the subscriber is missing; a subscriber who is the patient needs it"
    help: "Send street (N3), city, state and ZIP code (N4), birth date and sex (DMG) of the member."
    sources: "X12 interpretation 1496" => "demographic data of a subscriber who is the patient",
             "005010X222A1" => "2010BA, N3, N4 and DMG"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2000B"], run);

const NEEDED: [(&str, &str); 3] =
    [("N3", "the street (N3)"), ("N4", "the city (N4)"), ("DMG", "the birth date (DMG)")];

fn run(_: &Cx<'_>, level: &LoopView<'_>, out: &mut Found) {
    // Where another patient stands under it, that is the fault.
    let is_patient = level.first("SBR").is_some_and(|sbr| sbr.element(2) == b"18")
        && level.inner("2000C").next().is_none();
    let name = level.inner("2010BA").next().filter(|_| is_patient);
    let Some((name, nm1)) = name.and_then(|name| Some((name, name.opening()?))) else { return };
    // A non-person is a property and casualty matter, and has no birth date.
    if nm1.element(2) != b"1" {
        return;
    }
    for (tag, words) in NEEDED {
        if name.first(tag).is_none() {
            out.push(Finding::new(&RULE, nm1.at(), &[Arg::Text(words)]));
        }
    }
}
