//! What the credentials of a staff member are worth on a day, found out once for all days on which it is the same.

use super::Book;
use crate::credential::{self, Answer, Question};
use crate::evidence::Staff;
use crate::pack::Status;
use crate::value::Date;
use std::cell::RefCell;
use std::collections::HashMap;

/// Whose credentials, for which stack, for which service.
type Whose<'e> = (usize, u16, Option<&'e str>);

/// Spans of days with one answer.
type Spans = Vec<(Date, Date, Answer)>;

/// Days, each with its answer and how well the rule is known.
type Days = HashMap<Date, Option<(Answer, Status)>>;

#[derive(Default)]
pub(super) struct Memo<'e> {
    bills: RefCell<HashMap<Whose<'e>, Spans>>,
    supervised: RefCell<HashMap<Whose<'e>, Days>>,
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

    /// May services of the day be billed with the credentials of that staff member?
    pub(crate) fn may_bill(&self, staff: &Staff, on: Date, stack: u16, service: Option<&'e str>) -> Answer {
        let Some(place) = self.evidence.staff.place(&staff.id) else { return Answer::Unknown };
        let mut known = self.worth.bills.borrow_mut();
        let spans = known.entry((place, stack, service)).or_default();
        if let Some((.., answer)) = spans.iter().find(|(from, to, _)| *from <= on && on <= *to) {
            return *answer;
        }
        let (answer, until) = credential::bills_until(&self.question(on, stack, service), staff);
        spans.push((on, until, answer));
        answer
    }

    /// Is that staff member supervised as the rules ask, on the day? Nothing where no rule asks.
    pub(crate) fn supervised(
        &self,
        staff: &Staff,
        on: Date,
        stack: u16,
        service: Option<&'e str>,
    ) -> Option<(Answer, Status)> {
        let place = self.evidence.staff.place(&staff.id)?;
        let mut known = self.worth.supervised.borrow_mut();
        let days = known.entry((place, stack, service)).or_default();
        *days.entry(on).or_insert_with(|| {
            let question = self.question(on, stack, service);
            credential::supervised(&question, staff)
        })
    }
}
