//! Modifiers that do not go together.

use super::payer::{BilledLine, Case, PayerRun};
use crate::diag::{Arg, Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::diag::Wanted;
use crate::pack::rows::ModifierRow;
use crate::value::Modifier;

pub(crate) static RULE: Rule = Rule {
    id: "PC0608",
    name: "modifiers-exclude-each-other",
    title: "Two modifiers stand on the line of which the payer takes only one",
    message: "the payer does not take this modifier together with {0}",
    help: "Keep the one that says what was done.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "modifier rows; each finding names its row and what that cites" }],
    doc: include_str!("modifiers_exclude_each_other.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["modifier"];

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
