//! The order of modifiers.

use super::payer::{BilledLine, Case, PayerRun};
use crate::diag::{Arg, Found};
use crate::pack::rows::{ModifierOrder, ModifierRow, Order, Position};
use crate::value::Modifier;

payer_rule! {
    "PC0607" "modifier-out-of-place" Error, Stc "A7" "453", denied "4", document "modifier_out_of_place.md", reads "modifier" and "modifier_order";
    title: "The modifiers do not stand in the order that the payer wants"
    message: "the payer wants this modifier {0}"
    help: "Put the modifiers into the order that the payer's rule names."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    for (place, at) in line.view.modifiers().enumerate() {
        let Some(code) = at.value().and_then(|code| Modifier::from_bytes(code).ok()) else { continue };
        let last = line.modifiers.len().saturating_sub(1);
        let answer = case.decide::<ModifierRow>(line, |rows| {
            let row = rows.best(|row| row.code == code && row.position.is_some())?;
            let (wanted, words) = match row.row.position? {
                Position::First => (0, "before all others"),
                Position::Second => (1, "in the second place"),
                Position::Third => (2, "in the third place"),
                Position::Last => (last, "after all others"),
            };
            (place != wanted).then(|| rows.broken(&row, &[Arg::Text(words)]))
        });
        case.tell(found, &RULE, answer, || at.location());
    }
    let answer = case.decide::<ModifierOrder>(line, |rows| {
        let row = rows.best(|_| true).filter(|row| row.row.order == Order::Service)?;
        out_of_order(line).map(|_| rows.broken(&row, &[Arg::Text("in the order of the service")]))
    });
    let at = || line.view.modifiers().nth(out_of_order(line).unwrap_or(0)).map(|at| at.location());
    case.tell(found, &RULE, answer, || at().unwrap_or_else(|| line.view.procedure().location()));
}

/// The place of the first modifier that stands after one that follows it in the service's own order.
fn out_of_order(line: &BilledLine<'_>) -> Option<usize> {
    let service = line.services.first()?.row;
    let due = |code: &Modifier| service.modifiers.iter().position(|one| one == code);
    let mut highest = None;
    line.modifiers.iter().position(|code| {
        let Some(due) = due(code) else { return false };
        let late = highest.is_some_and(|highest| due < highest);
        highest = highest.max(Some(due));
        late
    })
}
