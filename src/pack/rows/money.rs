//! What is paid.

use crate::pack::Terms;
use crate::table::{Known, part, row, words};
use crate::value::{Modifier, Money, Quantity};

row! {
    /// What the payer pays for a unit. Of several rows that fit, the one with the most modifiers wins.
    Rate in "rate" with terms: Terms {
        /// Dollars a unit.
        amount: Known<Money>,
        /// The modifiers that it is for, in any order.
        modifiers: Vec<Modifier>,
        /// The level of the practitioner that it is for.
        practitioner: Vec<String>,
        /// A share of the full rate that it is, in hundredths.
        percent: Option<Quantity>,
        /// The rate may not be lower than this.
        floor: Option<bool>,
        /// Published, but not paid yet.
        pending: Option<bool>,
    }
}

words! {
    /// How the payment follows from charge and rate.
    Pricing {
        /// The rate.
        Fee = "fee",
        /// The lower of charge and rate.
        LowerOfCharge = "lower-of-charge",
        /// The lowest of charge, rate and what another payer accepts.
        LowestWithOther = "lowest-with-other-payer",
        /// The rate less what another payer paid, not below 0.
        RateLessPrimary = "rate-less-primary",
        /// By contract, not public.
        Contract = "contract",
    }
}

row! {
    /// How the payment follows from charge and rate.
    PricingRow in "pricing" with terms: Terms {
        /// How.
        pays: Pricing,
    }
}

row! {
    /// What the member pays.
    Copay in "copay" with terms: Terms {
        /// Dollars; 0: none.
        amount: Known<Money>,
        /// A unit, or a claim: `unit`, `contact`, `day`.
        per: Option<String>,
    }
}

part! {
    /// One tier of a case payment.
    Tier {
        /// From so many units on.
        least: u16,
        /// Up to so many units.
        most: Option<u16>,
        /// Dollars.
        amount: Option<Known<Money>>,
    }
}

row! {
    /// A payment for a period instead of for units.
    CaseRate in "case_rate" with terms: Terms {
        /// The period: `month`.
        period: String,
        /// The tiers, by units in the period.
        tier: Vec<Tier>,
        /// What may be billed beside it.
        addons: Vec<String>,
    }
}
