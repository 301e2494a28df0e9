//! HL01 counts the levels of a set from 1.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::guide::SetView;
use crate::x12::count;

pub(crate) static RULE: Rule = Rule {
    id: "PC0302",
    name: "hierarchy-number-out-of-sequence",
    title: "A hierarchical level does not have the next number",
    message: "HL01 is not {0}, the place of this level in its set",
    help: "Number the HL segments of a set 1, 2, 3 … in the order in which they stand.",
    severity: Severity::Error,
    snip: 2,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Ik403("7"),
    sources: &[
        Source { title: "CMS edit X222.081.2000A.HL01.040", section: "as cited in stupidedi 1.5.2" },
        Source { title: "pyx12 4.0.0", section: "enforces the same" },
    ],
    denials: &[],
    doc: include_str!("hierarchy_number_out_of_sequence.md"),
};

pub(crate) const SCOPE: Scope = Scope::Set(run);

fn run(_: &Cx<'_>, set: SetView<'_>, out: &mut Found) {
    let (mut place, mut before) = (0, Some(0));
    set.each_opening("HL", |hl| {
        place += 1;
        let number = count(hl.element(1));
        // One number left out is one finding: those that go on from it are not wrong.
        let goes_on =
            number == Some(place) || number.is_some() && number == before.map(|before: u64| before + 1);
        // An empty HL01 is reported as missing.
        if !goes_on && !hl.element(1).is_empty() {
            out.push(Finding::new(&RULE, hl.at_element(ElementRef::element(1)), &[Arg::Count(place)]));
        }
        before = number;
    });
}
