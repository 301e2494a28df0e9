//! A line tells an authorization only where it is another.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0382" "authorization-told-twice" Warning Preview, snip 4, Nowhere "what a receiver answers is told by no source that was read", denied "16", document "authorization_told_twice.md";
    title: "A line tells the authorization of its claim again"
    message: "the line has the number that the claim has"
    help: "Leave it out: the claim's holds for all lines."
    sources: "005010X222A1" => "2300 and 2400, REF G1 and 9F; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("REF*9F/G1", run);

fn run(_: &Cx<'_>, own: &SegView<'_>, out: &mut Found) {
    if !matches!(own.element(1), b"9F" | b"G1") {
        return;
    }
    let claim = own.parent().filter(|line| line.is("2400")).and_then(|line| line.around("2300"));
    let Some((claim, clm)) = claim.and_then(|claim| Some((claim, claim.opening()?))) else { return };
    // Among the first segments of the claim: its numbers stand there, however many segments a line has.
    let (set, first) = (own.set(), clm.ordinal() as usize);
    let leading = (first..first + 100).filter_map(|number| set.segment(number));
    let mut of_claim = leading.filter(|one| one.loop_number() == Some(claim.number()));
    if of_claim.any(|one| {
        one.tag() == Some("REF") && (one.element(1), one.element(2)) == (own.element(1), own.element(2))
    }) {
        out.push(Finding::new(&RULE, own.at_element(ElementRef::element(2)), &[]));
    }
}
