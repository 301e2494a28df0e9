//! What is asked of the person beside the days of a credential: an age, a paper on record, an application that
//! stays open.

use super::answer::{Answer, Reason, Step};
use super::case::Case;
use super::same;
use crate::evidence::Fact;
use crate::pack::Known;
use crate::pack::body::rows::{About, Counted, Entry};
use crate::pack::rows::Need;
use crate::value::{Date, Quantity};

impl Case<'_> {
    /// For how long the body holds an application, where it says so.
    pub(super) fn application(&self, on: Date, reasons: &mut Vec<Reason>) {
        let is_open = |row: &Entry| row.about == About::Application && row.counted == Some(Counted::Years);
        let held = self.body.best(&self.ask(on), is_open);
        if let Some((row, years)) = held.and_then(|row| Some((row, row.most?))) {
            let months = i32::try_from(years.to_decimal()).ok().and_then(|years| years.checked_mul(12));
            let last =
                self.credential.applied.zip(months).and_then(|(day, months)| day.checked_add_months(months));
            let to = last.map(|last| format!(", to {last}")).unwrap_or_default();
            let says = format!(
                "an application with something missing is held for {years} year{}{to}, and then closed",
                if months == Some(12) { "" } else { "s" }
            );
            reasons.push(self.reason(Step::Billing, says, Some(&row.terms)));
        }
    }

    /// Was the person of the age that the body asks for, when first certified?
    pub(super) fn aged(&self, on: Date, reasons: &mut Vec<Reason>) -> Answer {
        let first = self.credential.first_certified;
        let Some(day) = first.or(self.credential.issued).filter(|day| *day <= on) else {
            return Answer::Valid;
        };
        let mut answer = Answer::Valid;
        for row in self.body.all::<Entry>(&self.ask(day)) {
            if row.about != About::Age || row.need != Need::Required || row.counted != Some(Counted::Years) {
                continue;
            }
            let years = |figure: Quantity| i32::try_from(figure.to_decimal()).ok();
            let least = row.least.as_ref().and_then(Known::get).copied().and_then(years);
            let most = row.most.and_then(years);
            let asked = match (least, most) {
                (Some(least), Some(most)) => format!("{least} to {most}"),
                (Some(least), None) => format!("{least} or more"),
                _ => continue,
            };
            let Some(born) = self.staff.born else {
                let says = format!(
                    "whoever is certified has to be {asked} years old; the day of birth is not on file, so this was not looked at"
                );
                reasons.push(self.reason(Step::Rules, says, Some(&row.terms)));
                continue;
            };
            let reached = |years: i32| {
                years
                    .checked_mul(12)
                    .and_then(|months| born.checked_add_months(months))
                    .is_some_and(|on| on <= day)
            };
            let met = if least.is_some_and(|least| !reached(least)) {
                Answer::Invalid
            } else if most.is_some_and(|most| reached(most + 1)) {
                // Without the day of the first certificate this one may be a later one.
                if first.is_some() { Answer::Invalid } else { Answer::Unknown }
            } else {
                Answer::Valid
            };
            if met != Answer::Valid {
                let says = format!(
                    "whoever is certified has to be {asked} years old, which the person was not on {day}"
                );
                reasons.push(self.reason(Step::Billing, says, Some(&row.terms)));
            }
            answer = answer.and(met.capped(row.terms.status));
        }
        answer
    }
}

/// Is that on record on a day, and was it there by the day by which it had to be?
pub(super) fn on_record(facts: &[Fact], needed: &str, by: Option<Date>, on: Date) -> (Answer, String) {
    let named = || facts.iter().filter(|fact| same(&fact.fact, needed));
    // A value of zero says that it is not so.
    let so = || named().filter(|fact| fact.value != Some(Quantity::ZERO));
    let holding = || so().filter(|fact| fact.holds(on));
    if named().next().is_none() {
        return (Answer::Invalid, format!("there is no {needed} on file"));
    }
    if so().next().is_none() {
        return (
            Answer::Invalid,
            format!("the {needed} on file has the value 0, which says that it is not there"),
        );
    }
    let Some(by) = by else {
        return match holding().next() {
            Some(_) => (Answer::Valid, format!("the {needed} is on file")),
            None => (Answer::Invalid, format!("the {needed} on file is not of that day")),
        };
    };
    let there = |fact: &Fact| fact.from.is_some_and(|from| from <= by);
    if holding().any(there) {
        (Answer::Valid, format!("the {needed} was there by {by}"))
    } else if holding().any(|fact| fact.from.is_none()) {
        (
            Answer::Unknown,
            format!("the {needed} had to be there by {by}, and the file does not say since when it is"),
        )
    } else if let Some(ended) = so().filter(|fact| there(fact)).filter_map(|fact| fact.to).max() {
        (Answer::Invalid, format!("the {needed} on file ended on {ended}"))
    } else {
        (Answer::Invalid, format!("the {needed} had to be there by {by}, and came later"))
    }
}
