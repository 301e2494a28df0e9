//! Each diagnosis stands once on a claim.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0333" "diagnosis-repeated" Warning Stable, snip 4, Stc "A8" "255", denied "16", document "diagnosis_repeated.md";
    title: "A diagnosis is told twice"
    message: "{0} is a diagnosis that the claim has already"
    help: "Tell each diagnosis once; lines may point to it as often as they need."
    sources: "Stedi claim edits" => "duplicate diagnosis codes"
}

pub(crate) const SCOPE: Scope = Scope::Segment("HI", run);

fn run(_: &Cx<'_>, hi: &SegView<'_>, out: &mut Found) {
    // Other kinds of HI tell procedures and conditions.
    if hi.len() < 2 || !matches!(hi.component(1, 1), b"ABK" | b"BK") {
        return;
    }
    // A claim has twelve diagnoses at most; what is beyond them is told as too many.
    let mut codes = [&b""[..]; 12];
    for (number, at) in (1..=hi.len()).zip(0..) {
        let code = hi.component(number, 2);
        let before = codes.get(..at).unwrap_or_default();
        if let (false, true, Ok(place)) = (code.is_empty(), before.contains(&code), u16::try_from(number)) {
            let element = ElementRef::component(place, 2);
            out.push(Finding::new(&RULE, hi.at_element(element), &[Arg::Element("HI", element)]));
        }
        if let Some(slot) = codes.get_mut(at) {
            *slot = code;
        }
    }
}
