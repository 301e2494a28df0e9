//! Places of service.

use super::book::{About, Kind, LogRun, Place as Where};
use super::payer::{Answer, BilledLine, Broken, Case, PayerRun};
use crate::diag::Wanted;
use crate::diag::{Arg, Found, Lack};
use crate::pack::rows::{Need, Place};
use crate::value::PlaceOfService;
use std::collections::BTreeSet;

payer_rule! {
    "PC0610" "place-of-service-not-allowed" Error, Stc "A7" "249", denied "5", document "place_of_service_not_allowed.md", reads "place";
    title: "The payer does not take this place of service here"
    message: "the payer does not take this place of service here: {0}"
    help: "Write the place where the service was given, in the way that the payer wants it."
}

pub(crate) const RUN: PayerRun = PayerRun::Line(run);

fn run<'a>(case: &Case<'a>, line: &BilledLine<'a>, found: &mut Found) {
    let Some(pos) = line.pos else { return };
    let afar = matches!(pos.as_str(), "02" | "10");
    let required = required(case, line);
    let answer = case.decide::<Place>(line, |rows| {
        if let Some(row) = rows.best(|row| lists(row, Need::Required)) {
            return (!row.row.pos.contains(&pos)).then(|| rows.broken(&row, &expected(&required)));
        }
        if let Some(row) = rows.best(|row| row.usual == Some(true)).filter(|_| afar) {
            return Some(rows.broken(&row, &[Arg::Text("it wants the usual place of the service")]));
        }
        if let Some(row) = rows.best(|row| row.pos.contains(&pos)) {
            let forbidden = Arg::Text("its rule leaves it out");
            return (row.row.need == Need::Forbidden).then(|| rows.broken(&row, &[forbidden]));
        }
        let row = rows.best(|row| lists(row, Need::Allowed))?;
        let all = rows.rows.iter().filter(|one| lists(one.row, Need::Allowed));
        let all: BTreeSet<PlaceOfService> = all.flat_map(|one| one.row.pos.clone()).collect();
        Some(rows.broken(&row, &expected(&all)))
    });
    case.tell(found, &RULE, answer, || line.view.place_of_service().location());
}

/// The places that are required in some way in which the line can be read.
fn required<'a>(case: &Case<'a>, line: &BilledLine<'a>) -> BTreeSet<PlaceOfService> {
    case.spoken::<Place>(line)
        .filter(|one| lists(one.row, Need::Required))
        .flat_map(|one| one.row.pos.clone())
        .collect()
}

fn lists(row: &Place, need: Need) -> bool {
    row.need == need && !row.pos.is_empty()
}

fn expected(places: &BTreeSet<PlaceOfService>) -> [Arg; 1] {
    [Arg::Places("it takes ", Wanted::new(places.iter().copied()))]
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Kind(log);

fn log(kind: &Kind<'_>) -> Answer {
    let expected = [Arg::Places("it takes ", Wanted::new(kind.line.pos.iter().copied()))];
    let args: &[Arg] =
        if kind.line.pos.is_empty() { &[Arg::Text("its rule leaves it out")] } else { &expected };
    let row = kind.best(&kind.places, |row| lists(row, Need::Required) || lists(row, Need::Allowed));
    let row = row.or_else(|| kind.best(&kind.places, |_| true));
    match (kind.place, row) {
        (Where::Refused, Some(row)) => Answer::Broken(kind.broken(&row, args)),
        (Where::Unknown, _) if kind.is_service() => {
            Answer::Open(Lack::Fact("the place of service"), Broken::by_none(&[]))
        }
        _ => Answer::Fine,
    }
}
