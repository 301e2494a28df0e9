//! The kinds of row that a pack may have, by what they are about. A kind is a declaration here, a line in
//! the list of [`Rows`](super::Rows), and whatever check or reckoning reads it.

mod claims;
mod limits;
mod money;
mod notes;
mod papers;
mod people;
mod services;
mod time;

use crate::table::Known;
use crate::value::Quantity;
use rust_decimal::Decimal;

pub use claims::*;
pub use limits::*;
pub use money::*;
pub use notes::*;
pub use papers::*;
pub use people::*;
pub use services::*;
pub use time::*;

/// How much a row asks, as one figure: the greater, the tighter.
macro_rules! tight {
    ($($row:ident: $this:ident => $figure:expr;)*) => { $(
        impl $row {
            pub(super) fn tight(&self) -> Option<Decimal> {
                let $this = self;
                $figure
            }
        }
    )* };
}

fn less(most: Option<&Known<Quantity>>) -> Option<Decimal> {
    most.and_then(Known::get).map(|most| -most.to_decimal())
}

tight! {
    Cap: row => less(row.most.as_ref());
    Ratio: row => less(row.most.as_ref());
    Group: row => row.most.as_ref().and_then(Known::get).map(|most| -Decimal::from(*most));
    Authorization: row => less(row.free.as_ref());
    Age: row => row.least.as_ref().and_then(Known::get).map(|least| Decimal::from(*least));
    Timely: row => {
        // Twelve months are as long as 365 days: a plan that says the one does not loosen the other.
        let within = row.within.get().map(|within| Decimal::from(*within));
        within.map(|within| match row.unit {
            Span::Months => -(within * Decimal::from(365) / Decimal::from(12)),
            Span::Days | Span::BusinessDays => -within,
        })
    };
}

impl Cap {
    pub(super) fn subject(&self) -> Option<String> {
        let counts = self.most.is_some() || self.least.is_some();
        counts.then(|| format!("{} {} {:?} {:?}", self.measure, self.window, self.length, self.per))
    }
}

impl Authorization {
    pub(super) fn subject(&self) -> Option<String> {
        self.free.is_some().then(|| format!("{:?} {:?}", self.measure.map(Measure::as_str), self.per))
    }
}
