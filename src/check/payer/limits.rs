//! How much of a service one claim alone bills in the time that a limit counts over.
//!
//! Other claims may bill more; so what one claim comes to is the least that is billed, and a limit that it
//! goes over is gone over in any case.

use super::{Asked, BilledLine, Broken, Case};
use crate::diag::Lack;
use crate::pack::rows::{Basis as UnitBasis, Key, Measure, Window};
use crate::pack::{Effective, Lacking, PackRow, Truth};
use crate::value::rust_decimal::Decimal;
use crate::value::{Date, Quantity};
use std::collections::BTreeMap;

/// What a row limits.
pub(crate) struct Limit<'r> {
    pub(crate) measure: Measure,
    pub(crate) most: Quantity,
    pub(crate) window: Window,
    pub(crate) per: &'r [Key],
}

/// A row, and the lines that it speaks of or might.
pub(crate) type Spoken<'l, 'a, R> = (Effective<'a, R>, Vec<(&'l BilledLine<'a>, Truth)>);

/// A line at which the claim goes over a limit, or what would have to be known to tell.
pub(crate) enum Over<'l, 'a> {
    Yes(&'l BilledLine<'a>),
    Perhaps(Lack),
}

/// The words of a limit for a message: `units`, `day`.
pub(crate) const fn window_words(window: Window) -> &'static str {
    match window {
        Window::Contact => "a contact",
        Window::Day => "a day",
        Window::Week => "a week",
        Window::Month => "a month",
        Window::CalendarYear => "a calendar year",
        Window::FiscalYear => "a fiscal year",
        Window::RollingMonths => "the months that it counts over",
        Window::RollingDays => "the days that it counts over",
        Window::Episode => "an episode of care",
        Window::EpisodeInYear => "an episode of care in a fiscal year",
        Window::Authorization => "an authorization",
        Window::Lifetime => "a life",
    }
}

impl<'a> Case<'a> {
    /// For every row of that kind: the lines of which it speaks, and whether that is certain.
    pub(crate) fn spoken_of<R: Asked>(&self) -> Vec<Spoken<'_, 'a, R>> {
        let mut rows: Vec<Spoken<'_, 'a, R>> = Vec::new();
        for line in &self.lines {
            let ways = line.spoken::<R>(self, line.day());
            let mut here: Vec<Effective<'a, R>> = Vec::new();
            for row in ways.iter().flat_map(|way| way.certain.iter().chain(&way.open)) {
                if !here.iter().any(|known| std::ptr::eq(known.row, row.row)) {
                    here.push(*row);
                }
            }
            // The same limit in a later layer goes before that of an earlier one.
            let later = here.clone();
            here.retain(|one| {
                one.terms.id.is_none()
                    || !later.iter().any(|other| other.terms.id == one.terms.id && other.layer > one.layer)
            });
            for row in here {
                let is_it = |one: &&Effective<'a, R>| std::ptr::eq(one.row, row.row);
                let in_all = ways.iter().all(|way| way.certain.iter().any(|one| is_it(&one)));
                let open = ways.iter().flat_map(|way| &way.open).find(is_it).map(|one| one.truth);
                let truth = match (in_all, open) {
                    (true, _) => Truth::Yes,
                    (false, open) => open.unwrap_or(Truth::Open(Lacking::Mode)),
                };
                match rows.iter_mut().find(|(known, _)| std::ptr::eq(known.row, row.row)) {
                    Some((_, lines)) => lines.push((line, truth)),
                    None => rows.push((row, vec![(line, truth)])),
                }
            }
        }
        rows
    }

    /// Does the claim, or the line, bear the number of an authorization?
    pub(crate) fn authorized(&self, line: &BilledLine<'a>) -> bool {
        !self.claim.reference("G1").is_absent() || !line.view.reference("G1").is_absent()
    }

    /// Broken by a row that speaks of a line.
    pub(crate) fn broken_by<R: PackRow>(
        &self,
        row: &Effective<'a, R>,
        line: &BilledLine<'a>,
        args: &[crate::diag::Arg],
    ) -> Broken {
        Broken::by(self.ruled, row, line.day(), args)
    }
}

/// Where the lines that a row speaks of go over its limit.
pub(crate) fn over<'l, 'a>(limit: &Limit<'_>, lines: &[(&'l BilledLine<'a>, Truth)]) -> Vec<Over<'l, 'a>> {
    let mut sums: BTreeMap<(Date, Vec<u8>), (Decimal, bool)> = BTreeMap::new();
    let mut over = Vec::new();
    // What certainly counts is counted first; what only might count cannot make it too much.
    let certain = lines.iter().filter(|(_, truth)| *truth == Truth::Yes);
    let perhaps = lines.iter().filter(|(_, truth)| *truth != Truth::Yes);
    for (line, truth) in certain.chain(perhaps) {
        let amount = match amount(limit.measure, line) {
            Ok(Some(amount)) => amount,
            Ok(None) => continue,
            Err(lack) => {
                over.push(Over::Perhaps(lack));
                continue;
            }
        };
        let Some(place) = bucket(limit, line) else { continue };
        let most = allowed(limit, line);
        let (sum, told) = sums.entry(place).or_default();
        let Some(next) = sum.checked_add(amount) else { continue };
        if *told || next <= most {
            *sum = next;
            continue;
        }
        if let Truth::Open(lacking) = truth {
            over.push(Over::Perhaps(Lack::Fact(lacking.as_str())));
        } else {
            (*sum, *told) = (next, true);
            over.push(Over::Yes(line));
        }
    }
    over
}

/// A line of several days may have so much on each of them.
fn allowed(limit: &Limit<'_>, line: &BilledLine<'_>) -> Decimal {
    // Hours are counted in minutes, which are whole.
    let share = if limit.measure == Measure::Hours { 60 } else { 1 };
    let most = limit.most.to_decimal().checked_mul(Decimal::from(share)).unwrap_or(Decimal::MAX);
    let days = line.days.last().days_since(line.days.first()).saturating_add(1);
    match limit.window {
        Window::Day if days > 1 => most.checked_mul(Decimal::from(days)).unwrap_or(Decimal::MAX),
        _ => most,
    }
}

/// How much a line bills in that measure; nothing where it is not a matter of one claim.
fn amount(measure: Measure, line: &BilledLine<'_>) -> Result<Option<Decimal>, Lack> {
    let Some(units) = line.units().map(crate::value::Units::to_decimal) else { return Ok(None) };
    let service = line.services.first().map(|one| one.row);
    let basis = service.and_then(|service| service.unit.get()).copied();
    let minutes = || {
        let minutes = service.and_then(|service| service.minutes).ok_or(Lack::Unknown)?;
        Ok(units.checked_mul(Decimal::from(minutes.get())))
    };
    match measure {
        Measure::Units => Ok(Some(units)),
        Measure::Minutes | Measure::Hours if basis == Some(UnitBasis::Minutes) => minutes(),
        Measure::Contacts if basis == Some(UnitBasis::Contact) => Ok(Some(units)),
        Measure::Sessions if basis == Some(UnitBasis::Session) => Ok(Some(units)),
        Measure::Days if basis == Some(UnitBasis::Day) => Ok(Some(units)),
        _ => Ok(None),
    }
}

/// What tells lines apart that are not added; nothing where lines of the claim cannot be added at all.
fn bucket(limit: &Limit<'_>, line: &BilledLine<'_>) -> Option<(Date, Vec<u8>)> {
    let day = line.day();
    let first = match limit.window {
        Window::Month => Date::new(day.year(), day.month(), 1)?,
        Window::CalendarYear => Date::new(day.year(), 1, 1)?,
        // Lines of one day are in one window, whichever days it has.
        _ => day,
    };
    let mut apart = Vec::new();
    for key in limit.per {
        match key {
            Key::Member | Key::Provider => {}
            Key::Code => apart.extend(line.code.iter().flat_map(|code| code.as_str().bytes())),
            Key::Service => {
                let id = line.services.first().and_then(|one| one.terms.id.as_deref());
                apart.extend(id.unwrap_or_default().bytes());
            }
            Key::Modifiers => {
                apart.extend(line.modifiers.iter().flat_map(|modifier| modifier.as_str().bytes()));
            }
            // The claim does not tell these apart for sure: each line by itself.
            Key::Staff | Key::Place | Key::Session | Key::Supervisor | Key::Authorization => {
                apart.extend(line.view.count().to_be_bytes());
            }
        }
        apart.push(0);
    }
    // A contact is at most what one line bills.
    if limit.window == Window::Contact {
        return None;
    }
    if limit.window == Window::Day && line.days.last() != day {
        apart.extend(line.view.count().to_be_bytes());
    }
    Some((first, apart))
}
