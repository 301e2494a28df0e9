//! What a payer wants on the line for a service.

use super::rows::{
    Authorization, Basis, Cap, Clock, Measure, ModeRow, ModifierRow, Need, Place, Position, Rounding,
    Service, Timely,
};
use super::{Ask, Effective, Known, Stack, Truth};
use crate::value::{HcpcsCode, Modifier, PlaceOfService};
use serde::Serialize;

/// What a payer wants on the line for a service given so.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// The service, by the pack's name for it.
    pub service: String,
    /// The procedure code; nothing where nobody knows it.
    pub code: Option<HcpcsCode>,
    /// The modifiers that it has to bear, in order.
    pub modifiers: Vec<Modifier>,
    /// The modifiers that it may not bear.
    pub forbidden_modifiers: Vec<Modifier>,
    /// The place of service: one of these; none: the pack does not say.
    pub pos: Vec<PlaceOfService>,
    /// Places of service that it may not have.
    pub forbidden_pos: Vec<PlaceOfService>,
    /// The place where the service would usually be given is kept.
    pub usual_pos: bool,
    /// May the service be given in the way that was asked about? Nothing where nobody says, or nothing was asked.
    pub covered: Option<bool>,
    /// When a first claim has to be there: `90 days after service`; nothing where it is not known.
    pub first_claim: Option<String>,
    /// Its limits, in a few words: `16 units a day`.
    pub limits: Vec<String>,
    /// What one unit is.
    pub unit: Option<&'static str>,
    /// How many minutes one unit is.
    pub minutes: Option<u32>,
    /// The rounding rule; nothing where nobody knows it.
    pub rounding: Option<String>,
    /// What would have to be known to say more.
    pub open: Vec<&'static str>,
    /// All of this is verified or in a contract; else some of it only warns.
    pub certain: bool,
}

/// What the payer wants on the line for the service of the question; nothing where it knows no such service.
pub fn line(stack: &Stack, ask: &Ask<'_>) -> Option<Line> {
    let service = stack.best::<Service>(ask, |row| row.terms.id.as_deref() == ask.service)?;
    let mut line = Line {
        service: ask.service.unwrap_or_default().to_owned(),
        code: service.row.code.get().copied(),
        unit: service.row.unit.get().map(|unit: &Basis| unit.as_str()),
        minutes: service.row.minutes.map(crate::value::Minutes::get),
        certain: service.status().may_reject(),
        ..Line::default()
    };
    modifiers(stack, ask, &service, &mut line);
    places(stack, ask, &mut line);
    ways_and_limits(stack, ask, &mut line);
    let rounding = stack.one::<Rounding>(ask);
    line.rounding = rounding.and_then(|row| row.row.rule.get().cloned());
    line.open.sort_unstable();
    line.open.dedup();
    Some(line)
}

/// Whether it is covered so, by when it has to be claimed, and how much of it there may be.
fn ways_and_limits(stack: &Stack, ask: &Ask<'_>, line: &mut Line) {
    let way = ask.mode.and_then(|mode| stack.best::<ModeRow>(ask, |row| row.mode.contains(&mode)));
    line.covered = way.map(|way| {
        line.certain &= way.status().may_reject();
        way.row.need != Need::Forbidden
    });
    let first = stack.best::<Timely>(ask, |row| row.clock == Clock::Original && row.if_late != Some(true));
    line.first_claim = first.and_then(|row| {
        row.row.within.get().map(|within| format!("{within} {} after {}", row.row.unit, row.row.after))
    });
    for cap in stack.all::<Cap>(ask).iter().filter(|cap| cap.truth == Truth::Yes) {
        let Some(Known::Is(most)) = &cap.row.most else { continue };
        let window = cap.row.window.as_str().replace('-', " ");
        let length = cap.row.length.map(|length| format!("{length} ")).unwrap_or_default();
        line.limits.push(format!("{most} {} per {length}{window} ({})", cap.row.measure, cap.status()));
    }
    for row in stack.all::<Authorization>(ask).iter().filter(|row| row.truth == Truth::Yes) {
        let Some(Known::Is(free)) = &row.row.free else { continue };
        let measure = row.row.measure.unwrap_or(Measure::Units);
        line.limits.push(format!("authorization beyond {free} {measure} ({})", row.status()));
    }
}

fn modifiers(stack: &Stack, ask: &Ask<'_>, service: &Effective<'_, Service>, line: &mut Line) {
    let rows = stack.all::<ModifierRow>(ask);
    let mut placed: Vec<(u8, Modifier)> = Vec::new();
    let mut seen: Vec<Modifier> = Vec::new();
    for row in &rows {
        if row.row.need == Need::Allowed || seen.contains(&row.row.code) {
            continue;
        }
        if let Truth::Open(lacking) = row.truth {
            line.open.push(lacking.as_str());
            continue;
        }
        // Of the rows about one modifier the nearest layer's most precise one holds.
        let code = row.row.code;
        seen.push(code);
        let Some(holds) =
            stack.best::<ModifierRow>(ask, |other| other.code == code && other.excludes.is_empty())
        else {
            continue;
        };
        line.certain &= holds.status().may_reject();
        match holds.row.need {
            Need::Forbidden => line.forbidden_modifiers.push(code),
            Need::Required => placed.push((place_of(holds.row.position), code)),
            Need::Allowed => {}
        }
    }
    let own = service.row.modifiers.iter();
    let mut all: Vec<(u8, Modifier)> = own.map(|code| (place_of(None), *code)).collect();
    all.extend(placed.into_iter().filter(|(_, code)| !line.forbidden_modifiers.contains(code)));
    all.sort_by_key(|(place, _)| *place);
    for (_, code) in all {
        if !line.modifiers.contains(&code) {
            line.modifiers.push(code);
        }
    }
}

const fn place_of(position: Option<Position>) -> u8 {
    match position {
        Some(Position::First) => 0,
        Some(Position::Second) => 1,
        None => 2,
        Some(Position::Third) => 3,
        Some(Position::Last) => 4,
    }
}

fn places(stack: &Stack, ask: &Ask<'_>, line: &mut Line) {
    let mut nearest = None;
    // A later layer's word on where the service may be given goes before an earlier one's.
    for row in stack.all::<Place>(ask) {
        if let Truth::Open(lacking) = row.truth {
            line.open.push(lacking.as_str());
            continue;
        }
        if row.row.need == Need::Forbidden {
            line.forbidden_pos.extend(&row.row.pos);
            continue;
        }
        if nearest.is_some_and(|layer| layer < row.layer) || row.row.need == Need::Required {
            line.pos.clear();
        }
        nearest = Some(row.layer);
        line.certain &= row.status().may_reject();
        line.usual_pos = row.row.usual.unwrap_or(false);
        line.pos.extend(&row.row.pos);
    }
    if line.usual_pos {
        line.pos = ask.pos.into_iter().collect();
    }
}
