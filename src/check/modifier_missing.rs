//! Modifiers that a line needs.

use super::payer::{Answer, BilledLine, Case, Match, PayerRun};
use crate::diag::{Arg, ElementRef, Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::diag::Wanted;
use crate::pack::rows::{ModifierRow, Need};
use crate::value::Modifier;
use std::collections::BTreeSet;

pub(crate) static RULE: Rule = Rule {
    id: "PC0605",
    name: "modifier-missing",
    title: "A modifier that the payer wants is not on the line",
    message: "the payer wants the modifier {0} on this line",
    help: "Add the modifier if it says what was done; else bill the service that was given.",
    severity: Severity::Error,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "service and modifier rows; each finding names its row and what that cites" }],
    doc: include_str!("modifier_missing.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["service", "modifier"];

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
