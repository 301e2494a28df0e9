//! SV107 points to diagnoses of the claim by their number.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::guide::SegView;
use crate::x12::count;

pub(crate) static RULE: Rule = Rule {
    id: "PC0306",
    name: "diagnosis-pointer-without-diagnosis",
    title: "A line points to a diagnosis that the claim does not have",
    message: "{0} points to a diagnosis that the claim does not have: its HI lists {1}",
    help: "Point to one of the diagnoses of the claim, or add the diagnosis to HI if the record supports it.",
    severity: Severity::Error,
    snip: 4,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Stc("A7", "477"),
    sources: &[
        Source { title: "Stedi claim edits", section: "diagnosis pointers" },
        Source { title: "X12 interpretation 433", section: "diagnosis code pointers" },
    ],
    denials: &[],
    doc: include_str!("diagnosis_pointer_without_diagnosis.md"),
};

pub(crate) const SCOPE: Scope = Scope::Line(run);

/// The pointers of a line (SV1) that are numbers: where, and to which diagnosis.
pub(super) fn pointers(service: SegView<'_>) -> impl Iterator<Item = (ElementRef, u64)> {
    let separator = service.delimiters().component;
    let parts = service.element(7).split(move |byte| *byte == separator);
    (1..=4).zip(parts).filter_map(|(number, part)| Some((ElementRef::component(7, number), count(part)?)))
}

fn run(cx: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    let listed = cx.sums.diagnoses;
    // Without any diagnosis the missing HI is the finding.
    let Some(service) = line.segment().filter(|_| listed != 0) else { return };
    // Most lines point to one diagnosis, and it is there.
    if matches!(service.element(7), [digit @ b'1'..=b'9'] if listed >> (digit - b'0') & 1 == 1) {
        return;
    }
    for (element, number) in pointers(service) {
        // Beyond 12 is no pointer at all and reported as such.
        if (1..=12).contains(&number) && listed >> number & 1 == 0 {
            let args = [Arg::Element("SV1", element), Arg::Count(u64::from(listed.count_ones()))];
            out.push(Finding::new(&RULE, service.at_element(element), &args));
        }
    }
}
