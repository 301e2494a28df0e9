//! Thresholds beyond which an authorization is needed.

use super::payer::limits::{Limit, Over, over, window_words};
use super::payer::{Answer, BilledLine, Case, PayerRun};
use super::units_over_limit;
use crate::diag::{Arg, Found, Lack};
use crate::pack::rows::{Authorization, Measure, OnExceed, Window};
use crate::table::Known;
use crate::value::Quantity;

payer_rule! {
    "PC0615" "units-need-authorization" Error, Stc "A6" "252", denied "197" "198", document "units_need_authorization.md", reads "cap" and "authorization";
    title: "The claim bills more than the payer takes without an authorization"
    message: "more than {0} {1} in {2} need an authorization, and the claim has no authorization number"
    help: "Put the authorization's number on the claim (REF G1), or ask for one before the claim is sent."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    units_over_limit::each(
        case,
        |kind, line, answer, found| {
            if matches!(kind, Some(Known::Is(OnExceed::Authorization))) && !case.authorized(line) {
                case.tell(found, &RULE, answer, || line.view.quantity().location());
            }
        },
        found,
    );
    for (row, lines) in case.spoken_of::<Authorization>() {
        let (Some(measure), Some(Known::Is(free)), Some(window)) =
            (row.row.measure, row.row.free, row.row.window)
        else {
            continue;
        };
        // Where the very first unit needs one, the rule of the missing number tells it.
        if free == Quantity::ZERO || row.row.waived == Some(true) {
            continue;
        }
        let limit = Limit { measure, most: free, window, per: &row.row.per };
        let args = words(row.row);
        let needs: Vec<_> =
            lines.into_iter().filter(|(line, _)| !case.authorized(line) && !waived(case, line)).collect();
        for excess in over(&limit, &needs) {
            let Some(&(first, _)) = needs.first() else { continue };
            let (line, answer) = match excess {
                Over::Yes(line) if row.row.number_on_claim == Some(false) => {
                    let lack = Lack::Fact("the authorization, which this payer does not want on the claim");
                    (line, Answer::Open(lack, case.broken_by(&row, line, &args)))
                }
                Over::Yes(line) => (line, Answer::Broken(case.broken_by(&row, line, &args))),
                Over::Perhaps(lack) => (first, Answer::Open(lack, case.broken_by(&row, first, &args))),
            };
            case.tell(found, &RULE, answer, || line.view.quantity().location());
        }
    }
}

/// What is free without an authorization, in words.
pub(super) fn words(row: &Authorization) -> [Arg; 3] {
    let free = row.free.as_ref().and_then(Known::get).copied().unwrap_or(Quantity::ZERO);
    let measure = row.measure.unwrap_or(Measure::Units);
    let window = row.window.unwrap_or(Window::Lifetime);
    [Arg::Quantity(free), Arg::Text(measure.as_str()), Arg::Text(window_words(window))]
}

/// Does the payer need no authorization for that line?
pub(super) fn waived<'a>(case: &Case<'a>, line: &BilledLine<'a>) -> bool {
    let answer = case.decide::<Authorization>(line, |rows| {
        let row = rows.best(|row| row.waived == Some(true))?;
        Some(rows.broken(&row, &[]))
    });
    matches!(answer, Answer::Broken(_))
}
