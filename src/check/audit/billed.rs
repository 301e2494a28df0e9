//! One line of a claim beside the contacts that it bills.

use super::Index;
use super::fact::Fact;
use super::line::{part, stake_of};
use super::report::{Claim, Out, Stake};
use crate::check::book::{Attendance, Book, Kind, Place, Reckoned};
use crate::check::payer::{Answer, Broken};
use crate::check::{
    group_given_as_individual, line_differs_from_log, units_not_decided, units_over_minutes,
    units_under_minutes,
};
use crate::diag::{Arg, AtRisk, Lack, Location, Related};
use crate::pack::rows::Variant;
use crate::value::{Modifier, Money, Quantity, Units};

/// A line and its contacts.
pub(super) struct BilledLine<'b, 'e> {
    pub(super) file: u32,
    pub(super) fact: &'b Fact,
    pub(super) kind: &'b Kind<'e>,
    pub(super) attendances: &'b [&'b Attendance<'e>],
    /// Expected to be paid.
    pub(super) amount: Option<Money>,
    /// The rows of the contacts.
    pub(super) rows: Vec<Related>,
    /// Its place among the lines of the audit.
    pub(super) number: u32,
    /// A limit or an authorization keeps its contacts from being billed whole.
    pub(super) limited: bool,
}

impl<'e> BilledLine<'_, 'e> {
    fn at(&self) -> (Option<u32>, Location) {
        (Some(self.file), self.fact.at.location())
    }

    fn claim(&self) -> Claim {
        (self.file, self.fact.at.set, self.fact.at.claim)
    }

    fn stakes(&self, book: &Book<'e>, risk: Option<AtRisk>) -> Vec<Stake> {
        let first = self.attendances.first();
        first.zip(risk).map(|(first, risk)| stake_of(book, self.number, first, risk)).into_iter().collect()
    }

    /// Units against what the minutes make.
    pub(super) fn units(&self, book: &Book<'e>, reckoned: &Reckoned, out: &mut Out<'_>) {
        let Some(billed) = self.fact.units else { return };
        let by = if reckoned.rule.is_some() { "the payer's rounding rule" } else { "any rounding rule" };
        let broken = |units: Units| Broken::by_none(&[Arg::Quantity(Quantity::from(units)), Arg::Text(by)]);
        let rows = self.rows.clone();
        match (reckoned.units, reckoned.at_most) {
            (Some(made), _) | (None, Some(made)) if made < billed => {
                let over = billed.checked_sub(made).unwrap_or(billed);
                let risk = self.amount.map(|amount| AtRisk::exactly(part(amount, over, billed)));
                let stakes = self.stakes(book, risk);
                out.event(&units_over_minutes::RULE, broken(made), self.at(), rows, &[self.claim()], stakes);
            }
            (Some(made), _) if billed < made && !self.limited => {
                let rule = &units_under_minutes::RULE;
                out.event(rule, broken(made), self.at(), rows, &[self.claim()], Vec::new());
            }
            (None, _) => {
                let lack = Lack::Fact("a rounding rule for the service");
                let answer = Answer::Open(lack, Broken::by_none(&[]));
                out.open(&units_not_decided::RULE, &answer, &[self.claim()], self.amount);
            }
            _ => {}
        }
    }

    /// Whether it bills what the log has: a group as a group, with the code, the modifiers, the place, the staff.
    pub(super) fn shape(&self, book: &Book<'e>, index: &Index, out: &mut Out<'_>) {
        let (fact, kind) = (self.fact, self.kind);
        let bears = |code: &Modifier| fact.modifiers.contains(&Some(*code));
        let group = kind.service.filter(|one| one.row.variant == Variant::Group && kind.traits.together);
        if let Some(service) = group.filter(|one| !one.row.modifiers.iter().all(bears)) {
            let words = Arg::Text("the log has a group, and the line bills a service for one member");
            let broken = kind.broken(&service, &[words]);
            let stakes = self.stakes(book, self.amount.map(AtRisk::exactly));
            let rule = &group_given_as_individual::RULE;
            out.event(rule, broken, self.at(), self.rows.clone(), &[self.claim()], stakes);
            return;
        }
        let other_staff = kind.names_staff() && fact.rendering != 0 && !self.gave(book, index);
        let words = differs(kind, fact).or_else(|| other_staff.then_some("the rendering provider"));
        if let Some(words) = words {
            let risk = self.amount.map(|most| AtRisk { least: Money::ZERO, most });
            let stakes = self.stakes(book, risk);
            let broken = Broken::by_none(&[Arg::Text(words)]);
            let rule = &line_differs_from_log::RULE;
            out.event(rule, broken, self.at(), self.rows.clone(), &[self.claim()], stakes);
        }
    }

    /// Did whoever the line names give one of the contacts?
    fn gave(&self, book: &Book<'e>, index: &Index) -> bool {
        let roster = &book.evidence.staff;
        let mut named = index.staff(self.fact.rendering).iter().filter_map(|at| roster.get(*at as usize));
        named.any(|staff| self.attendances.iter().any(|one| one.encounter.staff.contains(&staff.id)))
    }
}

/// What of a line is not what the log makes it.
fn differs(kind: &Kind<'_>, fact: &Fact) -> Option<&'static str> {
    if fact.code.is_some() && fact.code != kind.code() {
        return Some("the procedure code");
    }
    let on_line: Vec<Modifier> = fact.modifiers.iter().flatten().copied().collect();
    let same =
        on_line.len() == kind.modifiers.len() && kind.modifiers.iter().all(|one| on_line.contains(one));
    let place = match kind.place {
        Place::Is(pos) => fact.pos.is_none() || fact.pos == Some(pos),
        _ => true,
    };
    match (same, place) {
        (true, true) => None,
        (false, true) => Some("the list of modifiers"),
        (true, false) => Some("the place of service"),
        (false, false) => Some("the list of modifiers and the place of service"),
    }
}
