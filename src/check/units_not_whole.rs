//! Whole units.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0612" "units-not-whole" Error, Stc "A7" "476", denied "16", document "units_not_whole.md", reads "claim_form";
    title: "A line bills a part of a unit, and the payer takes whole units only"
    message: "SV104 has decimals, and the payer takes whole units only"
    help: "Bill the whole units that the payer's rounding rule gives; round nothing without such a rule."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for line in case.lines.iter().filter(|line| line.units().is_some_and(|units| !units.is_whole())) {
        let answer = case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| row.decimals.is_some())?;
            (row.row.decimals == Some(false)).then(|| rows.broken(&row, &[]))
        });
        case.tell(found, &RULE, answer, || line.view.quantity().location());
    }
}
