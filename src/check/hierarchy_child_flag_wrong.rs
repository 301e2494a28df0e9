//! HL04 tells whether another level stands under this one.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::guide::SegView;

pub(crate) static RULE: Rule = Rule {
    id: "PC0304",
    name: "hierarchy-child-flag-wrong",
    title: "HL04 does not tell whether levels follow under this one",
    message: "HL04 should be {0}: {1}",
    help: "Write 1 where another HL stands under this level, 0 where none does.",
    severity: Severity::Warning,
    snip: 2,
    status: Status::Preview,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Ik403("7"),
    sources: &[Source {
        title: "005010X222A1",
        section: "HL04, by general knowledge of the guide; not read in the original",
    }],
    denials: &[],
    doc: include_str!("hierarchy_child_flag_wrong.md"),
};

pub(crate) const SCOPE: Scope = Scope::Segment("HL", run);

fn run(_: &Cx<'_>, hl: &SegView<'_>, out: &mut Found) {
    let Some(level) = hl.parent() else { return };
    let parents = level.loops().any(|inner| inner.opening().is_some_and(|first| first.tag() == Some("HL")));
    let (expected, why) =
        if parents { ("1", "levels stand under it") } else { ("0", "no level stands under it") };
    // Any other value is reported as a code that is not allowed.
    if matches!(hl.element(4), b"0" | b"1") && hl.element(4) != expected.as_bytes() {
        let at = hl.at_element(ElementRef::element(4));
        out.push(Finding::new(&RULE, at, &[Arg::Text(expected), Arg::Text(why)]));
    }
}
