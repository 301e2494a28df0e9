//! SV107 points to diagnoses of the claim by their number.

use super::{Cx, Scope};
use crate::claim::{At, ClaimView, DiagnosisView, LineView};
use crate::diag::{Arg, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
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

pub(crate) const SCOPE: Scope = Scope::Claim(run);

/// The pointers of a line that are numbers: where, and to which diagnosis.
pub(super) fn pointers<'a>(line: &LineView<'a>) -> impl Iterator<Item = (At<'a, &'a [u8]>, u64)> {
    line.diagnosis_pointers().filter_map(|at| Some((at, at.value().and_then(count)?)))
}

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let is_there = |diagnosis: &DiagnosisView<'_>| !diagnosis.code.is_absent();
    let numbers = claim.diagnoses().filter(is_there).map(|diagnosis| diagnosis.number);
    // A bit for each of the twelve diagnoses that a claim may have.
    let listed = numbers.filter(|number| *number < 32).fold(0_u32, |sum, number| sum | 1 << number);
    // Without any diagnosis the missing HI is the finding.
    if listed == 0 {
        return;
    }
    for line in claim.lines() {
        for (at, number) in pointers(&line) {
            // Beyond 12 is no pointer at all and reported as such.
            let missing = (1..=12).contains(&number) && listed >> number & 1 == 0;
            if let Some(element) = at.element().filter(|_| missing) {
                let args = [Arg::Element("SV1", element), Arg::Count(u64::from(listed.count_ones()))];
                out.push(Finding::new(&RULE, at.location(), &args));
            }
        }
    }
}
