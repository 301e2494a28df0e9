//! Modifiers that a payer does not take.

use super::book::{About, Kind, LogRun};
use super::group_without_group_service;
use super::payer::{Answer, BilledLine, Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::{ModifierRow, Need};
use crate::value::Modifier;

payer_rule! {
    "PC0606" "modifier-not-allowed" Error, Stc "A7" "453", denied "4", document "modifier_not_allowed.md", reads "modifier";
    title: "A modifier stands on the line that the payer does not take there"
    message: "the payer does not take this modifier here"
    help: "Take the modifier off, or use the one that the payer wants for what was done."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    for at in line.view.modifiers() {
        let Some(code) = at.value().and_then(|code| Modifier::from_bytes(code).ok()) else { continue };
        // What says more of a group is told by its own rule.
        if code.as_str() == "HQ" && group_without_group_service::broken(case, line).is_some() {
            continue;
        }
        let answer = case.decide::<ModifierRow>(line, |rows| {
            let row = rows.best(|row| row.code == code)?;
            (row.row.need == Need::Forbidden).then(|| rows.broken(&row, &[]))
        });
        case.tell_even_open(found, &RULE, answer, || at.location());
    }
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    for code in &kind.modifiers {
        let row = kind.best(&kind.modifier_rows, |row| row.code == *code);
        if let Some(row) = row.filter(|row| row.row.need == Need::Forbidden) {
            return Answer::Broken(kind.broken(&row, &[]));
        }
    }
    Answer::Fine
}
