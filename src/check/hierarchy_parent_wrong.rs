//! HL02 names the level that this one stands under.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::guide::SegView;

pub(crate) static RULE: Rule = Rule {
    id: "PC0303",
    name: "hierarchy-parent-wrong",
    title: "A hierarchical level names another parent than the level it stands under",
    message: "HL02 does not name the level of loop {0} that this one stands under",
    help: "Write into HL02 the HL01 of the billing provider (for a subscriber) or of the subscriber (for a patient).",
    severity: Severity::Error,
    snip: 2,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Ik403("7"),
    sources: &[Source { title: "pyx12 4.0.0 and cosyte x12 0.0.18", section: "both enforce it" }],
    denials: &[],
    doc: include_str!("hierarchy_parent_wrong.md"),
};

pub(crate) const SCOPE: Scope = Scope::Segment("HL", run);

fn run(_: &Cx<'_>, hl: &SegView<'_>, out: &mut Found) {
    let Some(level) = hl.parent() else { return };
    let named = hl.element(2);
    // What the guide does not use, or requires, is reported as such. An HL opens its level: no need
    // to look for it further in.
    let Some(parent) = level.parent() else { return };
    let above = parent.segments().next().filter(|first| first.tag() == Some("HL"));
    if above.is_some_and(|above| above.element(1) != named) && !named.is_empty() {
        let at = hl.at_element(ElementRef::element(2));
        out.push(Finding::new(&RULE, at, &[Arg::Text(parent.id())]));
    }
}
