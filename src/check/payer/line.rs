//! A service line as its payer sees it.

use super::class::{Class, Key};
use super::{Case, Memo};
use crate::claim::LineView;
use crate::pack::Effective;
use crate::pack::rows::Service;
use crate::value::{Date, DateSpan, HcpcsCode, Modifier, PlaceOfService, Units};
use std::ops::Deref;
use std::rc::Rc;

/// What a line is to its payer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Match<'a> {
    /// A service, or one of several that bill alike.
    Service,
    /// A service of another time.
    OtherTime(Effective<'a, Service>),
    /// A service, if it had the modifiers of this one.
    Lacks(Effective<'a, Service>),
    /// No service of the pack.
    None,
    /// The pack does not know the code of all of its services.
    Open,
    /// The line has no procedure code that can be read.
    Unreadable,
}

/// A line whose days can be read, and what it has in common with others.
pub(crate) struct BilledLine<'a> {
    pub(crate) view: LineView<'a>,
    pub(crate) days: DateSpan,
    class: Rc<Class<'a>>,
}

impl<'a> Deref for BilledLine<'a> {
    type Target = Class<'a>;

    fn deref(&self) -> &Class<'a> {
        &self.class
    }
}

impl<'a> BilledLine<'a> {
    #[expect(clippy::large_types_passed_by_value, reason = "it is kept")]
    pub(super) fn new(case: &Case<'a>, memo: &Memo<'a>, view: LineView<'a>) -> Option<Self> {
        // A line without its service was reported too.
        view.segment()?;
        let days = view.service_dates().value()?;
        let (at, cell) = case.ruled.on(days.first())?;
        let is_hcpcs = view.procedure_type().value() == Some(b"HC");
        let code = view.procedure().value().filter(|_| is_hcpcs);
        let key = Key {
            time: (case.stack, at),
            code: code.and_then(|code| HcpcsCode::from_bytes(code).ok()),
            modifiers: view.modifiers().filter_map(|one| Modifier::from_bytes(one.value()?).ok()).collect(),
            pos: view.place_of_service().value().and_then(|pos| PlaceOfService::from_bytes(pos).ok()),
            age: case.age(days.first()).map(|age| cell.age_class(age)),
            other_payer: case.other_payer,
            diagnoses: cell.diagnosis_class(&case.diagnoses),
        };
        let class = memo.class(key, |key| Class::new(case, cell, days.first(), key));
        Some(Self { view, days, class })
    }

    /// The day by which rules are chosen: the first of the line.
    pub(crate) const fn day(&self) -> Date {
        self.days.first()
    }

    /// How many units.
    pub(crate) fn units(&self) -> Option<Units> {
        self.view.quantity().value().map(Units::from)
    }
}
