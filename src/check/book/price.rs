//! What a unit is charged, and what the payer is expected to pay.

use super::{Attendance, Book, Kind};
use crate::evidence::{Charge, within};
use crate::pack::rows::{Pricing, Rate};
use crate::value::{Date, Money, Units};

impl<'e> Book<'e> {
    /// What the agency charges for a unit on a day: of its charges that fit, the one that says most.
    pub(crate) fn charge(&self, kind: &Kind<'e>, on: Date) -> Option<Money> {
        let fits = |charge: &&Charge| {
            let payer = charge.payer.as_deref();
            let service = charge.service.as_deref();
            let variant = kind.service.map(|service| service.row.variant.as_str());
            within(charge.from, charge.to, on)
                && payer.is_none_or(|payer| self.payers.is_called(kind.ruled, payer))
                && service
                    .is_none_or(|service| kind.service_id() == Some(service) || variant == Some(service))
                && charge.code.is_none_or(|code| kind.code() == Some(code))
                && (service.is_some() || charge.code.is_some())
                && charge.modifiers.iter().all(|modifier| kind.modifiers.contains(modifier))
        };
        let says = |charge: &&Charge| {
            let exact = charge.service.as_deref().is_some_and(|service| kind.service_id() == Some(service));
            (charge.payer.is_some(), charge.modifiers.len(), exact, charge.service.is_some(), charge.from)
        };
        self.evidence.charges.iter().filter(fits).max_by_key(says).map(|charge| charge.amount)
    }

    /// What the payer is expected to pay for so many units: by its rate where that is known, else the charge.
    pub(crate) fn expected(
        &self,
        kind: &Kind<'e>,
        of: &[&Attendance<'e>],
        units: Units,
        charge: Option<Money>,
    ) -> Option<Money> {
        let gave = of.first().and_then(|one| self.first_of_crew(one.place));
        let level = gave.and_then(|(_, staff)| staff.level.as_deref());
        let fits = |rate: &Rate| {
            rate.modifiers.iter().all(|modifier| kind.modifiers.contains(modifier))
                && rate.pending != Some(true)
                && rate.percent.is_none()
                && (rate.practitioner.is_empty()
                    || level.is_some_and(|level| rate.practitioner.iter().any(|one| one == level)))
        };
        let most = kind.rates.iter().filter(|one| fits(one.row)).map(|one| one.row.modifiers.len()).max();
        let rate = kind.best(&kind.rates, |rate| fits(rate) && Some(rate.modifiers.len()) == most);
        let fee =
            rate.and_then(|rate| rate.row.amount.get().copied()).and_then(|each| units.checked_mul(each));
        let lower = |one: Money, other: Option<Money>| other.map_or(one, |other| one.min(other));
        let Some(fee) = fee else { return charge };
        let pricing = kind.pricing.map(|row| row.row.pays);
        Some(match pricing {
            Some(Pricing::Fee) => fee,
            Some(Pricing::RateLessPrimary) => {
                let paid = self.paid_before(of);
                let rest = fee.checked_sub(paid).unwrap_or(fee);
                lower(if rest.is_negative() { Money::ZERO } else { rest }, charge)
            }
            Some(Pricing::Contract) => return charge,
            _ => lower(fee, charge),
        })
    }

    /// What other payers paid for encounters.
    pub(crate) fn paid_before(&self, of: &[&Attendance<'e>]) -> Money {
        let each = of.iter().flat_map(|one| self.decisions(one.encounter));
        let paid = each.filter_map(|decision| decision.paid);
        paid.fold(Money::ZERO, |sum, paid| sum.checked_add(paid).unwrap_or(sum))
    }
}
