//! LX01 counts the service lines of a claim from 1.

use super::{Cx, Scope};
use crate::claim::ClaimView;
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::x12::count;

pub(crate) static RULE: Rule = Rule {
    id: "PC0305",
    name: "line-number-out-of-sequence",
    title: "A service line does not have the next number",
    message: "LX01 is not {0}, the place of this line in its claim",
    help: "Number the lines of each claim 1, 2, 3 … anew.",
    severity: Severity::Error,
    snip: 2,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Ik403("7"),
    sources: &[Source { title: "pyx12 4.0.0", section: "enforces it (LX errors)" }],
    denials: &[],
    doc: include_str!("line_number_out_of_sequence.md"),
};

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(_: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let (mut before, mut place) = (Some(0), 0);
    for lx in claim.loop_view().inner("2400").filter_map(|line| line.opening()) {
        place += 1;
        // What is missing or no number is reported as such.
        let number = count(lx.element(1));
        // One number left out is one finding: those that go on from it are not wrong.
        let goes_on = number == Some(place) || number == before.map(|before: u64| before + 1);
        if number.is_some() && !goes_on {
            out.push(Finding::new(&RULE, lx.at_element(ElementRef::element(1)), &[Arg::Count(place)]));
        }
        before = number;
    }
}
