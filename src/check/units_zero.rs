//! Lines of no unit.

use super::payer::{Answer, Broken, Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::{Rounding, Zero};
use crate::value::Units;

payer_rule! {
    "PC0613" "units-zero" Error, Stc "A7" "476", denied "16", document "units_zero.md", reads "rounding";
    title: "A line bills no unit at all"
    message: "SV104 is 0: the line bills nothing"
    help: "Take the line out, unless the payer asks for lines without units."
}

pub(crate) const RUN: PayerRun = PayerRun::Always(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for line in case.lines.iter().filter(|line| line.units() == Some(Units::ZERO)) {
        let says = |zero: Zero| {
            case.decide::<Rounding>(line, move |rows| {
                let row = rows.best(|row| row.zero.is_some())?;
                (row.row.zero == Some(zero)).then(|| rows.broken(&row, &[]))
            })
        };
        let answer = match (says(Zero::Report), says(Zero::Omit), says(Zero::Error)) {
            (Answer::Broken(_), ..) => Answer::Fine,
            (_, Answer::Fine, Answer::Fine) => Answer::Broken(Broken::by_none(&[]).undecided()),
            (_, Answer::Fine, error) => error,
            (_, omit, _) => omit,
        };
        case.tell(found, &RULE, answer, || line.view.quantity().location());
    }
}
