//! Modifiers that the pack does not know.

use super::book::{About, Kind, LogRun};
use super::group_without_group_service;
use super::payer::{Answer, BilledLine, Broken, Case, Match, PayerRun};
use crate::diag::{Found, Lack};
use crate::pack::rows::{ModifierRow, Rate, Service};
use crate::value::Modifier;
use std::collections::BTreeSet;

payer_rule! {
    "PC0609" "modifier-not-known" Warning, Stc "A7" "453", denied "4", document "modifier_not_known.md", reads "service", "modifier" and "rate";
    title: "The pack does not know a modifier of the line for this service"
    message: "the pack does not know this modifier for this service"
    help: "Check the modifier against the payer's fee schedule; if it is right, add it to a pack of your own."
}

/// What says only how a contact took place is known everywhere; whether a payer takes it is another rule.
const TELEHEALTH: &[&str] = &["93", "95", "FQ", "GQ", "GT"];

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    if !matches!(line.matched, Match::Service) || line.modifiers.is_empty() {
        return;
    }
    let services = case.ruled.in_force::<Service>(line.cell);
    let mut known: BTreeSet<Modifier> = services
        .filter(|one| one.row.code.get() == line.code.as_ref())
        .flat_map(|one| one.row.modifiers.clone())
        .collect();
    known.extend(case.ruled.in_force::<ModifierRow>(line.cell).map(|one| one.row.code));
    known.extend(case.ruled.in_force::<Rate>(line.cell).flat_map(|one| one.row.modifiers.clone()));
    // Who knows that there are others cannot say of any that it is none.
    let others = line.services.iter().find(|one| one.row.modifiers_unknown == Some(true));
    for at in line.view.modifiers() {
        let Some(code) = at.value().and_then(|code| Modifier::from_bytes(code).ok()) else { continue };
        let told = code.as_str() == "HQ" && group_without_group_service::broken(case, line).is_some();
        if known.contains(&code) || TELEHEALTH.contains(&code.as_str()) || told {
            continue;
        }
        match others {
            Some(row) => case.lacks(found, &RULE, Lack::Unknown, &case.broken_by(row, line, &[])),
            None => Case::plain(found, &RULE, at.location(), &[]),
        }
    }
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    let Some(service) = kind.service else { return Answer::Fine };
    let known = |code: &Modifier| {
        TELEHEALTH.contains(&code.as_str())
            || kind.known_modifiers.contains(code)
            || kind.modifier_rows.iter().any(|row| row.row.code == *code)
    };
    match kind.modifiers.iter().all(known) {
        true => Answer::Fine,
        false if service.row.modifiers_unknown == Some(true) => {
            Answer::Open(Lack::Unknown, kind.broken(&service, &[]))
        }
        false => Answer::Broken(Broken::by_none(&[])),
    }
}
