//! Modifiers that a line needs.

use super::payer::{Answer, BilledLine, Case, Match, PayerRun};
use crate::diag::Wanted;
use crate::diag::{Arg, ElementRef, Found};
use crate::pack::rows::{ModifierRow, Need};
use crate::value::Modifier;
use std::collections::BTreeSet;

payer_rule! {
    "PC0605" "modifier-missing" Error, Stc "A6" "453", denied "4", document "modifier_missing.md", reads "service" and "modifier";
    title: "A modifier that the payer wants is not on the line"
    message: "the payer wants the modifier {0} on this line"
    help: "Add the modifier if it says what was done; else bill the service that was given."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Some(segment) = line.view.segment() else { return };
    let at = || segment.at_element(ElementRef::element(1));
    if let Match::Lacks(row) = line.matched {
        let missing = row.row.modifiers.iter().filter(|modifier| !line.bears(**modifier)).copied();
        let broken = case.broken_by(&row, line, &[Arg::Modifiers(Wanted::new(missing))]);
        case.tell(found, &RULE, Answer::Broken(broken), at);
    }
    let told = |code: Modifier| line.services.iter().any(|one| one.row.modifiers.contains(&code));
    let rows = case.spoken::<ModifierRow>(line).filter(|row| row.row.need == Need::Required);
    let codes: BTreeSet<Modifier> = rows.map(|row| row.row.code).collect();
    for code in codes.into_iter().filter(|code| !line.bears(*code) && !told(*code)) {
        let answer = case.decide::<ModifierRow>(line, |rows| {
            let row = rows.best(|row| row.code == code).filter(|row| row.row.need == Need::Required)?;
            Some(rows.broken(&row, &[Arg::Modifiers(Wanted::new([code]))]))
        });
        case.tell(found, &RULE, answer, at);
    }
}
