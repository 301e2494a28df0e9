//! Batches are made before they are checked.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0383" "batch-dated-in-future" Warning Preview, snip 4, Stc "A7" "510", denied "16", document "batch_dated_in_future.md";
    title: "A batch was made in the future"
    message: "the day on which the batch was made (BHT04) is after today"
    help: "Correct the clock of the computer that makes the files."
    sources: "005010X222A1" => "BHT04; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Segment("BHT", run);

fn run(cx: &Cx<'_>, bht: &SegView<'_>, out: &mut Found) {
    if cx.made.zip(cx.as_of).is_some_and(|(made, today)| today < made) {
        out.push(Finding::new(&RULE, bht.at_element(ElementRef::element(4)), &[]));
    }
}
