//! Modifiers that do not go together.

use super::payer::{BilledLine, Case, PayerRun};
use crate::diag::Wanted;
use crate::diag::{Arg, Found};
use crate::pack::rows::ModifierRow;
use crate::value::Modifier;

payer_rule! {
    "PC0608" "modifiers-exclude-each-other" Error, Stc "A8" "453", denied "4", document "modifiers_exclude_each_other.md", reads "modifier";
    title: "Two modifiers stand on the line of which the payer takes only one"
    message: "the payer does not take this modifier together with {0}"
    help: "Keep the one that says what was done."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    for at in line.view.modifiers() {
        let Some(code) = at.value().and_then(|code| Modifier::from_bytes(code).ok()) else { continue };
        let answer = case.decide::<ModifierRow>(line, |rows| {
            let row = rows.best(|row| row.code == code && !row.excludes.is_empty())?;
            // Those that the row lists, not those that stand on the line.
            let clash = row.row.excludes.iter().any(|other| line.bears(*other));
            let listed = Wanted::new(row.row.excludes.iter().copied());
            clash.then(|| rows.broken(&row, &[Arg::Modifiers(listed)]))
        });
        case.tell_even_open(found, &RULE, answer, || at.location());
    }
}
