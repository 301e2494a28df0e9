//! One date a line.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::{ClaimForm, Need};
use crate::table::Known;

payer_rule! {
    "PC0619" "line-spans-days" Error, Stc "A7" "187", denied "16", document "line_spans_days.md", reads "claim_form";
    title: "A line bills several days, and the payer wants a line for each"
    message: "the line has more than one date of service, and the payer wants a line for each"
    help: "Write a line for each date, with the units of that date."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for line in case.lines.iter().filter(|line| line.days.first() != line.days.last()) {
        let answer = case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| matches!(row.date_span, Some(Known::Is(_))))?;
            (row.row.date_span == Some(Known::Is(Need::Forbidden))).then(|| rows.broken(&row, &[]))
        });
        case.tell(found, &RULE, answer, || line.view.service_dates().location());
    }
}
