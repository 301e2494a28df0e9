//! Modifiers that a payer does not take.

use super::group_without_group_service;
use super::payer::{BilledLine, Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::{ModifierRow, Need};
use crate::value::Modifier;

pub(crate) static RULE: Rule = Rule {
    id: "PC0606",
    name: "modifier-not-allowed",
    title: "A modifier stands on the line that the payer does not take there",
    message: "the payer does not take this modifier here",
    help: "Take the modifier off, or use the one that the payer wants for what was done.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "modifier rows; each finding names its row and what that cites" }],
    doc: include_str!("modifier_not_allowed.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["modifier"];

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
