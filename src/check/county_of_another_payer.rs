//! The county of the member against the counties of the payer.

use super::payer::{Answer, BilledLine, Broken, Case, PayerRun};
use crate::diag::{Found, Lack, Location};
use crate::pack::rows::RouteRow;
use crate::pack::{Lacking, Truth};

payer_rule! {
    "PC0602" "county-of-another-payer" Error, Stc "A7" "116", denied "109", document "county_of_another_payer.md", reads "route";
    title: "Another payer pays for this county, or for what a modifier says"
    message: "another payer pays for this on this date of service"
    help: "Send the claim to the payer that the row names."
}

pub(crate) const RUN: PayerRun = PayerRun::Always(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let at = || case.claim.payer().map_or_else(|| case.claim.segment().at(), |payer| payer.id().location());
    if let Some((broken, modifier)) = case.lines.iter().find_map(|line| carved_out(case, line)) {
        return case.tell(found, &RULE, Answer::Broken(broken), || modifier);
    }
    let Some(line) = case.lines.iter().min_by_key(|line| line.day()) else { return };
    let own = case.ruled.stack().id();
    let county = case.payers.given.county.as_deref();
    let ask = case.ask(line.day());
    let (mut here, mut elsewhere, mut ours) = (false, None, None);
    for ruled in case.payers.ruled() {
        let Some((_, cell)) = ruled.on(line.day()) else { continue };
        for row in ruled.in_force::<RouteRow>(cell) {
            let by_modifier =
                row.row.modifier.is_empty() || row.row.modifier.iter().any(|one| line.bears(*one));
            if !by_modifier || ask.answers(row.terms) == Truth::No {
                continue;
            }
            let named = county
                .is_some_and(|county| row.row.county.iter().any(|one| one.eq_ignore_ascii_case(county)));
            let broken = Broken::by(ruled, &row, line.day(), &[]);
            match (row.row.pack == own, named) {
                (true, true) => here = true,
                (true, false) => ours = Some((broken, row.row.partial == Some(true))),
                (false, true) => elsewhere = elsewhere.or(Some(broken)),
                (false, false) => {}
            }
        }
    }
    match (here, elsewhere, ours) {
        // Who is nobody's choice by county is not judged by it.
        (true, ..) | (false, _, None) => {}
        (false, None, Some((broken, _))) if county.is_none() => {
            case.lacks(found, &RULE, Lack::Fact(Lacking::County.as_str()), &broken);
        }
        (false, None, Some((broken, true))) => case.lacks(found, &RULE, Lack::Unknown, &broken),
        (false, Some(broken), Some(_)) | (false, None, Some((broken, false))) => {
            case.tell(found, &RULE, Answer::Broken(broken), at);
        }
    }
}

/// A modifier alone may send a line to another payer, whatever county: the row, and where the modifier stands.
fn carved_out(case: &Case<'_>, line: &BilledLine<'_>) -> Option<(Broken, Location)> {
    let ask = case.ask(line.day());
    case.payers.ruled().iter().find_map(|ruled| {
        let (_, cell) = ruled.on(line.day())?;
        ruled.in_force::<RouteRow>(cell).find_map(|row| {
            if !row.row.county.is_empty()
                || row.row.pack == case.ruled.stack().id()
                || ask.answers(row.terms) == Truth::No
            {
                return None;
            }
            let sends = |code: &[u8]| row.row.modifier.iter().any(|one| one.as_str().as_bytes() == code);
            let at = line.view.modifiers().find(|at| at.value().is_some_and(sends))?;
            Some((Broken::by(ruled, &row, line.day(), &[]), at.location()))
        })
    })
}
