//! Addresses in the United States have state and ZIP code.

use super::zip_not_well_formed::in_the_states;
use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;
claim_rule! {
    "PC0324" "state-or-zip-missing" Error Stable, snip 4, Stc "A6" "126", denied "16", document "state_or_zip_missing.md";
    title: "An address has no state or no ZIP code"
    message: "{0} is missing; an address in the United States has one"
    help: "Complete the address; for one abroad tell the country in N404."
    sources: "Stedi claim edits" => "state and postal code of addresses in the United States"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N4", run);

fn run(_: &Cx<'_>, n4: &SegView<'_>, out: &mut Found) {
    if !in_the_states(n4) {
        return;
    }
    for (number, words) in [(2, "the state (N402)"), (3, "the ZIP code (N403)")] {
        if n4.element(usize::from(number)).is_empty() {
            let place = n4.at_element(ElementRef::element(number));
            out.push(Finding::new(&RULE, place, &[Arg::Text(words)]));
        }
    }
}
