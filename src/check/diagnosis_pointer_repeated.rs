//! SV107 names each diagnosis once.

use super::diagnosis_pointer_without_diagnosis::pointers;
use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};

pub(crate) static RULE: Rule = Rule {
    id: "PC0307",
    name: "diagnosis-pointer-repeated",
    title: "A line points to the same diagnosis twice",
    message: "{0} points to a diagnosis that the line already points to",
    help: "Name each diagnosis once; the first pointer is the principal one for the line.",
    severity: Severity::Warning,
    snip: 4,
    status: Status::Preview,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Stc("A7", "477"),
    sources: &[Source { title: "Stedi claim edits", section: "diagnosis pointers" }],
    denials: &[],
    doc: include_str!("diagnosis_pointer_repeated.md"),
};

pub(crate) const SCOPE: Scope = Scope::Line(run);

fn run(_: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    // Most lines point to one diagnosis.
    let Some(service) = line.segment().filter(|service| service.element(7).len() > 1) else { return };
    let mut seen = 0_u64;
    let repeats = |number: u64| {
        let bit = 1_u64.checked_shl(u32::try_from(number).unwrap_or(u32::MAX)).unwrap_or(1);
        let repeats = seen & bit != 0;
        seen |= bit;
        repeats
    };
    // Numbers that are none share a bit: then each is compared.
    if !pointers(service).map(|(_, number)| number).any(repeats) {
        return;
    }
    for (place, (element, number)) in pointers(service).enumerate().skip(1) {
        if pointers(service).take(place).any(|(_, earlier)| earlier == number) {
            out.push(Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]));
        }
    }
}
