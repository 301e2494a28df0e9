//! What the credentials of a staff member are worth on a day, found out once for all days on which it is the same.

use super::Book;
use crate::credential::{self, Answer, Question};
use crate::pack::Status;
use crate::value::Date;
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Spans of days with one answer each: of each first day, the last.
type Spans<A> = BTreeMap<Date, (Date, A)>;

/// Whether somebody is supervised, and how well the rule is known; nothing where no rule asks.
type Supervised = Option<(Answer, Status)>;

/// By the place on the roster, of each stack and service its spans. There are few.
type OfStaff<'e, A> = Vec<Vec<(u16, Option<&'e str>, Spans<A>)>>;

#[derive(Default)]
pub(super) struct Memo<'e> {
    bills: RefCell<OfStaff<'e, Answer>>,
    supervised: RefCell<OfStaff<'e, Supervised>>,
}

/// The spans of a staff member for a stack and a service.
fn spans_of<'m, 'e, A>(
    all: &'m mut OfStaff<'e, A>,
    place: u32,
    stack: u16,
    service: Option<&'e str>,
) -> Option<&'m mut Spans<A>> {
    let at = place as usize;
    if all.len() <= at {
        all.resize_with(at.saturating_add(1), Vec::new);
    }
    let of_staff = all.get_mut(at)?;
    let same = |one: &(u16, Option<&str>, _)| (one.0, one.1) == (stack, service);
    let found = of_staff.iter().position(same).unwrap_or_else(|| {
        of_staff.push((stack, service, Spans::new()));
        of_staff.len().saturating_sub(1)
    });
    of_staff.get_mut(found).map(|one| &mut one.2)
}

/// The answer of the span in which a day lies; where none is known it is found out, up to the day before the next.
fn of_span<A: Copy>(
    spans: &mut Spans<A>,
    (on, last): (Date, Date),
    find: impl FnOnce(Date) -> (A, Date),
) -> A {
    match spans.range(..=on).next_back() {
        Some((_, (to, answer))) if on <= *to => *answer,
        _ => {
            let next = spans.range(on..).next().and_then(|(from, _)| from.checked_add_days(-1));
            let (answer, until) = find(next.unwrap_or(last));
            spans.insert(on, (until, answer));
            answer
        }
    }
}

impl<'e> Book<'e> {
    fn question<'q>(&'q self, on: Date, stack: u16, service: Option<&'q str>) -> Question<'q> {
        let question = Question::new(on, self.bodies).evidence(self.evidence).people(&self.people);
        let stacks =
            self.payers.ruled().get(usize::from(stack)).map(|ruled| std::slice::from_ref(ruled.stack()));
        let question = question.stacks(stacks.unwrap_or_default());
        match service {
            Some(service) => question.service(service),
            None => question,
        }
    }

    /// May services of the day be billed with the credentials of the staff member of that place on the roster?
    pub(crate) fn may_bill(&self, place: u32, on: Date, stack: u16, service: Option<&'e str>) -> Answer {
        let Some(staff) = self.staff(place) else { return Answer::Unknown };
        let mut known = self.worth.bills.borrow_mut();
        let Some(spans) = spans_of(&mut known, place, stack, service) else { return Answer::Unknown };
        of_span(spans, (on, on), |_| credential::bills_until(&self.question(on, stack, service), staff))
    }

    /// Is that staff member supervised as the rules ask, on the day? Nothing where no rule asks.
    pub(crate) fn supervised(
        &self,
        place: u32,
        on: Date,
        stack: u16,
        service: Option<&'e str>,
    ) -> Supervised {
        let staff = self.staff(place)?;
        // Where no row asks for the service, it is the same for all.
        let ruled = self.payers.ruled().get(usize::from(stack))?;
        let service = service.filter(|_| ruled.supervision_by_service);
        let mut known = self.worth.supervised.borrow_mut();
        let spans = spans_of(&mut known, place, stack, service)?;
        of_span(spans, (on, self.last_day.unwrap_or(on)), |last| {
            credential::supervised_until(&self.question(on, stack, service), staff, last)
        })
    }
}
