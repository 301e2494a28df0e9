//! Units of attendances that are billed on one line.

use super::{Attendance, Book, Kind};
use crate::evidence::Encounter;
use crate::pack::Known;
use crate::pack::rows::{DayRow, Key, Midnight, Rounding, Staffed, Together};
use crate::unit::{self, Contact, Sheet, Stretch};
use crate::value::Units;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// What the minutes of a line came to, with the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reckoned {
    /// Nothing where it is not decided.
    pub(crate) units: Option<Units>,
    /// The most units that some named rule would give, where it is not decided.
    pub(crate) at_most: Option<Units>,
    pub(crate) minutes: u32,
    /// The service, where the length of the contact chooses it.
    pub(crate) service: Option<String>,
    pub(crate) code: Option<String>,
    /// The rounding rule by name.
    pub(crate) rule: Option<String>,
    /// How it was reckoned, in words.
    pub(crate) sum: String,
    /// Who says so.
    pub(crate) cite: Option<String>,
    /// Why it is not decided, or why there is nothing to bill.
    pub(crate) reason: Option<String>,
    /// The row of a layer of one's own that would decide it.
    pub(crate) deciding_row: Option<String>,
}

impl Reckoned {
    /// Units as they were sent, with nothing reckoned, and why they are sent again.
    pub(crate) fn as_sent(units: Units, why: &str) -> Self {
        Self { units: Some(units), sum: why.to_owned(), reason: None, ..Self::open(0, "") }
    }

    fn open(minutes: u32, reason: &str) -> Self {
        Self {
            units: None,
            at_most: None,
            minutes,
            service: None,
            code: None,
            rule: None,
            sum: String::new(),
            cite: None,
            reason: Some(reason.to_owned()),
            deciding_row: None,
        }
    }
}

/// A kind and contacts as numbers: of each stretch its minutes and what was done, of each contact its end.
type Shape = Vec<u32>;

/// Reckonings by shape: a log has many lines and few such.
#[derive(Default)]
pub(super) struct Memo<'e> {
    known: RefCell<HashMap<Shape, Rc<Reckoned>>>,
    /// The names of activities, as numbers from 1.
    activities: RefCell<HashMap<&'e str, u32>>,
}

impl<'e> Memo<'e> {
    fn activity(&self, name: Option<&'e str>) -> u32 {
        let Some(name) = name else { return 0 };
        let mut all = self.activities.borrow_mut();
        let next = u32::try_from(all.len()).unwrap_or(u32::MAX).saturating_add(1);
        *all.entry(name).or_insert(next)
    }
}

/// The stretches of an encounter that its payer is billed for: what others fund is taken out, and stretches
/// without a break between them are one. Nothing where their length is not known.
pub(crate) fn stretches(encounter: &Encounter) -> Option<Vec<(u32, Option<&str>)>> {
    if encounter.segments.is_empty() {
        return encounter.minutes.map(|minutes| vec![(minutes.get(), None)]);
    }
    let mut all: Vec<(u32, Option<&str>)> = Vec::with_capacity(encounter.segments.len());
    let mut until = None;
    for segment in &encounter.segments {
        let minutes = segment.length()?.get();
        let activity = segment.activity.as_deref().filter(|activity| *activity != "service");
        if segment.funded_by.is_some() {
            until = None;
            continue;
        }
        match all.last_mut() {
            Some((sum, last)) if until.is_some() && until == segment.start && *last == activity => {
                *sum = sum.saturating_add(minutes);
            }
            _ => all.push((minutes, activity)),
        }
        until = segment.end;
    }
    Some(all)
}

/// What tells the minutes of a line apart that are not added, beside what makes them one line.
fn apart(row: Option<&Rounding>, one: &Attendance<'_>, other: &Attendance<'_>) -> bool {
    let keys = row.map(|row| row.keys.as_slice()).unwrap_or_default();
    keys.iter().any(|key| match key {
        Key::Staff => one.encounter.staff != other.encounter.staff,
        Key::Place => one.encounter.pos != other.encounter.pos,
        Key::Session => one.place != other.place,
        Key::Authorization => one.encounter.authorization != other.encounter.authorization,
        _ => false,
    })
}

impl<'e> Book<'e> {
    /// The units of attendances of one kind, in order, that are billed on one line.
    pub(crate) fn reckon(&self, kind_at: u32, line: &[&Attendance<'e>]) -> Rc<Reckoned> {
        let Some(kind) = self.kind_at(kind_at) else {
            return Rc::new(Reckoned::open(0, "nobody is known to pay"));
        };
        // What is not added is reckoned by itself.
        let row = kind.rounding.map(|rounding| rounding.row);
        let mut parts: Vec<Vec<&Attendance<'e>>> = Vec::new();
        for one in line {
            let same =
                parts.iter_mut().find(|part| part.first().is_some_and(|first| !apart(row, first, one)));
            match same {
                Some(part) => part.push(one),
                None => parts.push(vec![one]),
            }
        }
        let mut done = parts.iter().map(|part| self.part(kind_at, kind, part));
        let Some(first) = done.next() else { return Rc::new(Reckoned::open(0, "no contact")) };
        done.fold(first, |sum, next| Rc::new(together(&sum, &next)))
    }

    fn part(&self, kind_at: u32, kind: &Kind<'e>, part: &[&Attendance<'e>]) -> Rc<Reckoned> {
        let mut shape = Shape::with_capacity(1 + part.len() * 4);
        shape.push(kind_at);
        for one in part {
            let Some(stretches) = stretches(one.encounter) else {
                return Rc::new(Reckoned::open(0, "how long it was"));
            };
            for (minutes, activity) in stretches {
                shape.extend([minutes, self.reckoned.activity(activity)]);
            }
            shape.push(u32::MAX);
            let over =
                one.span.is_some_and(|(first, last)| first.div_euclid(1_440) != (last - 1).div_euclid(1_440));
            shape.push(u32::from(over) + 2 * u32::from(one.encounter.staff.len() > 1));
        }
        let mut known = self.reckoned.known.borrow_mut();
        Rc::clone(known.entry(shape).or_insert_with(|| Rc::new(reckon(kind, part))))
    }
}

fn reckon(kind: &Kind<'_>, part: &[&Attendance<'_>]) -> Reckoned {
    let contact = |one: &&Attendance<'_>| {
        let all = stretches(one.encounter).unwrap_or_default();
        let stretch = |(minutes, activity): (u32, Option<&str>)| Stretch {
            minutes,
            activity: activity.map(str::to_owned),
        };
        Contact { stretches: all.into_iter().map(stretch).collect() }
    };
    let sheet = Sheet { contacts: part.iter().map(contact).collect() };
    let stack = kind.ruled.stack();
    kind.asking(|ask| {
        let over = |one: &&Attendance<'_>| {
            one.span.is_some_and(|(first, last)| first.div_euclid(1_440) != (last - 1).div_euclid(1_440))
        };
        if part.iter().any(over) {
            let row = stack.best::<DayRow>(ask, |row| row.midnight.is_some());
            let midnight = row.and_then(|row| row.row.midnight.as_ref().and_then(Known::get).copied());
            match midnight {
                Some(Midnight::Start | Midnight::Present) => {}
                Some(Midnight::Split) => {
                    let why = "a contact for each day: the payer splits what goes over midnight";
                    return Reckoned::open(sheet.minutes(), why);
                }
                None => {
                    let why = "to which day the payer counts minutes after midnight";
                    return Reckoned::open(sheet.minutes(), why);
                }
            }
        }
        if part.iter().any(|one| one.encounter.staff.len() > 1) {
            let bills = stack.one::<Staffed>(ask).and_then(|row| row.row.bills.get().copied());
            if bills != Some(Together::One) {
                let why = "who bills minutes that several staff gave together";
                return Reckoned::open(sheet.minutes(), why);
            }
        }
        let answer = unit::reckon(stack, ask, &sheet);
        let most = answer.under_each_rule.iter().filter_map(|under| under.units.parse::<Units>().ok()).max();
        Reckoned {
            units: answer.units.filter(|_| answer.decided),
            at_most: most,
            minutes: answer.minutes,
            service: answer.service,
            code: answer.code,
            rule: answer.rule,
            sum: answer.sum,
            cite: answer.cite,
            reason: answer.reason,
            deciding_row: answer.deciding_row,
        }
    })
}

/// Two parts of a line that are not added before they are rounded.
fn together(one: &Reckoned, other: &Reckoned) -> Reckoned {
    let sum = |a: Option<Units>, b: Option<Units>| a.zip(b).and_then(|(a, b)| a.checked_add(b));
    Reckoned {
        units: sum(one.units, other.units),
        at_most: sum(one.at_most.or(one.units), other.at_most.or(other.units)),
        minutes: one.minutes.saturating_add(other.minutes),
        service: one.service.clone(),
        code: one.code.clone(),
        rule: one.rule.clone().or_else(|| other.rule.clone()),
        sum: format!("{}; {}", one.sum, other.sum),
        cite: one.cite.clone().or_else(|| other.cite.clone()),
        reason: one.reason.clone().filter(|_| one.units.is_none()).or_else(|| other.reason.clone()),
        deciding_row: one.deciding_row.clone().or_else(|| other.deciding_row.clone()),
    }
}
