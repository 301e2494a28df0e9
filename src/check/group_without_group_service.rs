//! Groups and services that are given one to one.

use super::payer::{Answer, BilledLine, Broken, Case, Match, PayerRun};
use crate::diag::{Arg, Found};
use crate::pack::rows::{ModifierRow, Need, Service, Variant};
use crate::pack::{Effective, Layer};

payer_rule! {
    "PC0632" "group-without-group-service" Error, Stc "A8" "453", denied "4", document "group_without_group_service.md", reads "service";
    title: "A group is billed by a service that is not given to groups"
    message: "this service is not billed for a group: {0}"
    help: "Bill the payer's group service, if the group was one; else take the modifier off."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    if let Some(broken) = broken(case, line) {
        let group = line.view.modifiers().find(|at| at.value() == Some(b"HQ"));
        let at = || group.map_or_else(|| line.view.procedure().location(), |at| at.location());
        case.tell(found, &RULE, Answer::Broken(broken), at);
    }
}

/// The line says that a group was served, and its service is none for groups.
pub(super) fn broken<'a>(case: &Case<'a>, line: &BilledLine<'a>) -> Option<Broken> {
    let is_group = |one: &Effective<'_, Service>| {
        one.row.variant == Variant::Group || one.row.modifiers.iter().any(|code| code.as_str() == "HQ")
    };
    if !line.bears_text("HQ") || !matches!(line.matched, Match::Service) || line.services.iter().any(is_group)
    {
        return None;
    }
    let service = line.services.first()?;
    if line.services.iter().all(|one| one.row.one_to_one == Some(true)) {
        return Some(case.broken_by(service, line, &[Arg::Text("it is given one to one")]));
    }
    let mut groups = case.ruled.in_force::<Service>(line.cell).filter(is_group);
    let group = groups.find(|one| one.row.code.get().is_some_and(|code| line.code != Some(*code)))?;
    let code = group.row.code.get()?;
    // A payer that takes the modifier has said so in a row of its own.
    let taken = case.ruled.in_force::<ModifierRow>(line.cell).any(|row| {
        row.row.code.as_str() == "HQ" && row.row.need != Need::Forbidden && row.layer != Layer::National
    });
    let args = [Arg::Procedure("the group service has the code ", *code)];
    (!taken).then(|| case.broken_by(&group, line, &args))
}
