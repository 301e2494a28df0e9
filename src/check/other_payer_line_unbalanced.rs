//! What another payer decided on a line: paid and not paid are the charge.

use super::{Cx, Scope};
use crate::claim::LineView;
use crate::diag::{Arg, Finding, Found};
use crate::value::Money;
claim_rule! {
    "PC0311" "other-payer-line-unbalanced" Error Stable, snip 3, Stc "A7" "672", denied "16", document "other_payer_line_unbalanced.md";
    title: "Another payer's decision on a line does not add up"
    message: "what the other payer paid and did not pay differs by {0} from the charge of the line"
    help: "Copy the amounts of the remittance: what was paid (SVD02) and every adjustment (CAS) make up the charge of the line."
    sources: "005010X222A1" => "1.4.4, balancing, as Stedi's claim edits enforce it on lines",
             "Stedi claim edits" => "cob-service-lines-must-be-balanced"
}

pub(crate) const SCOPE: Scope = Scope::Line(run);

/// By how much two amounts differ, if they do.
pub(super) fn difference(one: Money, other: Money) -> Option<Money> {
    let (most, least) = (one.max(other), one.min(other));
    most.checked_sub(least).filter(|differs| *differs != Money::ZERO)
}

fn run(_: &Cx<'_>, line: &LineView<'_>, out: &mut Found) {
    if line.loop_view().is_leaf() {
        return;
    }
    for decision in line.adjudications() {
        // A payer that bundles lines, or splits one, decides on other sums than that of the line.
        let payer = decision.payer_id().value();
        let alone = line.adjudications().filter(|other| other.payer_id().value() == payer).count() == 1;
        if !alone || !decision.bundled_into().is_absent() {
            continue;
        }
        let (paid, not_paid) = (decision.paid().value(), decision.adjusted().map(|(sum, _)| sum));
        let sum = paid.zip(not_paid).and_then(|(paid, not_paid)| paid.checked_add(not_paid));
        let differs = sum.zip(line.charge().value()).and_then(|(sum, charge)| difference(sum, charge));
        if let Some(differs) = differs {
            out.push(Finding::new(&RULE, decision.paid().location(), &[Arg::Amount(differs)]));
        }
    }
}
