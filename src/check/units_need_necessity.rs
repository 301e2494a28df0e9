//! Limits that a documented need may go over.

use super::payer::{Case, PayerRun};
use super::units_over_limit;
use crate::diag::Found;
use crate::pack::rows::OnExceed;
use crate::table::Known;

payer_rule! {
    "PC0616" "units-need-necessity" Warning, Stc "A7" "476", denied "50" "151", document "units_need_necessity.md", reads "cap";
    title: "The claim bills more than the payer takes without a look at its necessity"
    message: "more than {0} {1} in {2} are paid only where the record shows that they were needed"
    help: "See that the record shows why so much was needed before the claim is sent."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    units_over_limit::each(
        case,
        |kind, line, answer, found| {
            if matches!(kind, Some(Known::Is(OnExceed::Necessity | OnExceed::Review))) {
                case.tell(found, &RULE, answer, || line.view.quantity().location());
            }
        },
        found,
    );
}
