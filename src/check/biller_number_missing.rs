//! A biller has an NPI, or a number of the payer's.

use super::{Cx, Scope};
use crate::diag::{Finding, Found};
use crate::guide::LoopView;

claim_rule! {
    "PC0358" "biller-number-missing" Warning Preview, snip 4, Stc "A6" "562", denied "16" "206", document "biller_number_missing.md";
    title: "The billing provider has no number"
    message: "the biller has no NPI, and the payer's own number for it (REF G2 of the payer) is missing"
    help: "Send the NPI. An agency that gets none is told by the number that the payer gave it: REF G2 beside the payer's name."
    sources: "005010X222A1" => "2010AA, NM109, and 2010BB, REF G2; by general knowledge of the guide, not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Loops(&["2010AA"], run);

fn run(_: &Cx<'_>, biller: &LoopView<'_>, out: &mut Found) {
    let Some(name) = biller
        .opening()
        .filter(|name| biller.count() == 1 && name.element(8).is_empty() && name.element(9).is_empty())
    else {
        return;
    };
    let Some(level) = biller.around("2000A") else { return };
    let payers = level.inner("2000B").flat_map(|one| one.inner("2010BB"));
    let numbered = |payer: LoopView<'_>| payer.all("REF").any(|number| number.element(1) == b"G2");
    if !payers.into_iter().all(numbered) {
        out.push(Finding::new(&RULE, name.at(), &[]));
    }
}
