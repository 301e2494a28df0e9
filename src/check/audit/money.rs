//! Money at risk: each line once in the total, at its largest risk; sums by rule, payer, staff and month, which may
//! overlap.

use crate::diag::{AtRisk, Finding};
use crate::value::Money;
use std::collections::BTreeMap;

/// Adds amounts; one that does not fit is left out.
pub(super) fn add(sum: &mut Money, more: Money) {
    *sum = sum.checked_add(more).unwrap_or(*sum);
}

/// Adds what is at risk.
pub(super) fn add_risk(sum: &mut AtRisk, more: AtRisk) {
    add(&mut sum.least, more.least);
    add(&mut sum.most, more.most);
}

/// So many parts of so many of an amount, in cents, halves up.
pub(super) fn share(amount: Money, part: u64, whole: u64) -> Money {
    use crate::value::rust_decimal::{Decimal, RoundingStrategy};
    if whole == 0 {
        return Money::ZERO;
    }
    let exact = amount.to_decimal().checked_mul(Decimal::from(part));
    let exact = exact.and_then(|product| product.checked_div(Decimal::from(whole)));
    let cents = exact.map(|exact| exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero));
    cents.map_or(amount, Money::from)
}

/// The sums of one kind.
pub(super) fn sums<K: Ord>(of: impl IntoIterator<Item = (K, AtRisk)>) -> BTreeMap<K, AtRisk> {
    let mut sums: BTreeMap<K, AtRisk> = BTreeMap::new();
    for (key, risk) in of {
        add_risk(sums.entry(key).or_insert(AtRisk::exactly(Money::ZERO)), risk);
    }
    sums
}

/// What the findings of one rule put at risk.
pub(super) fn by_rule(findings: &[&Finding]) -> BTreeMap<&'static str, AtRisk> {
    sums(findings.iter().filter_map(|finding| Some((finding.rule().id, finding.at_risk()?))))
}
