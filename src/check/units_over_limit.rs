//! Limits that one claim alone goes over.

use super::payer::limits::{Limit, Over, over, window_words};
use super::payer::{Answer, BilledLine, Case, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::rows::{Cap, OnExceed};
use crate::table::Known;
use crate::value::Quantity;

payer_rule! {
    "PC0614" "units-over-limit" Error, Stc "A7" "476", denied "119" "151", document "units_over_limit.md", reads "cap";
    title: "More is billed than the payer's limit"
    message: "this takes what is billed over the limit of {0} {1} in {2}"
    help: "Bill no more than the limit, or show the payer why more was needed where its rule allows that."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    each(
        case,
        |kind, line, answer, found| {
            let kind_is_ours =
                matches!(kind, None | Some(Known::Unknown | Known::Is(OnExceed::Deny | OnExceed::PayToCap)));
            if kind_is_ours {
                let answer = match (kind, answer) {
                    // What happens to the excess nobody knows.
                    (Some(Known::Unknown), Answer::Broken(broken)) => Answer::Broken(broken.undecided()),
                    (_, answer) => answer,
                };
                case.tell(found, &RULE, answer, || line.view.quantity().location());
            }
        },
        found,
    );
}

/// A limit in words.
pub(super) fn words(row: &Cap, most: Quantity) -> [Arg; 3] {
    [Arg::Quantity(most), Arg::Text(row.measure.as_str()), Arg::Text(window_words(row.window))]
}

/// Tells of every limit that the claim goes over, or may, with what happens to what is over.
pub(super) fn each<'a>(
    case: &Case<'a>,
    mut tell: impl FnMut(Option<&Known<OnExceed>>, &BilledLine<'a>, Answer, &mut Found),
    found: &mut Found,
) {
    for (row, lines) in case.spoken_of::<Cap>() {
        let Some(&(first, _)) = lines.first() else { continue };
        let kind = row.row.on_exceed.as_ref();
        let most = match &row.row.most {
            None => continue,
            Some(Known::Unknown) => {
                tell(kind, first, Answer::Open(Lack::Unknown, case.broken_by(&row, first, &[])), found);
                continue;
            }
            Some(Known::Is(most)) => *most,
        };
        let limit = Limit { measure: row.row.measure, most, window: row.row.window, per: &row.row.per };
        let args = words(row.row, most);
        for excess in over(&limit, &lines) {
            let (line, answer) = match excess {
                Over::Yes(line) => (line, Answer::Broken(case.broken_by(&row, line, &args))),
                Over::Perhaps(lack) => (first, Answer::Open(lack, case.broken_by(&row, first, &args))),
            };
            tell(kind, line, answer, found);
        }
    }
}
