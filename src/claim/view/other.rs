//! Other insurance where it stands: loop 2320, what its payer decided on a line (2430), and what it did
//! not pay (CAS).

use super::PartyView;
use super::field::{self, At, comp, el};
use crate::guide::{LoopView, SegView};
use crate::value::{DateSpan, Money, Quantity};

/// Other insurance of the patient, loop 2320.
#[derive(Clone, Copy)]
pub struct OtherInsuranceView<'a>(LoopView<'a>);

impl<'a> OtherInsuranceView<'a> {
    pub(super) const fn new(other: LoopView<'a>) -> Self {
        Self(other)
    }

    /// Loop 2320.
    pub const fn loop_view(&self) -> LoopView<'a> {
        self.0
    }

    /// The payer's place in the order of payment, SBR01.
    pub fn payer_order(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "SBR", el(1))
    }

    /// Any element of SBR.
    pub fn element(&self, number: u16) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "SBR", el(number))
    }

    /// The first amount of that kind (AMT01), in dollars: `D` paid, `EAF` still owed, `A8` not covered.
    pub fn amount(&self, kind: &'static str) -> At<'a, Money> {
        field::amount(self.0, kind)
    }

    /// The sum of what the payer did not pay of the claim as a whole, and whether it told any; nothing where an amount
    /// cannot be read.
    pub(crate) fn adjusted(&self) -> Option<(Money, bool)> {
        adjusted(self.0)
    }

    /// What the payer did not pay of the claim, and why.
    pub fn adjustments(&self) -> impl Iterator<Item = AdjustmentView<'a>> + use<'a> {
        adjustments(self.0)
    }

    /// Other subscriber, loop 2330A.
    pub fn subscriber(&self) -> Option<PartyView<'a>> {
        self.0.inner("2330A").next().map(PartyView::new)
    }

    /// Other payer, loop 2330B.
    pub fn payer(&self) -> Option<PartyView<'a>> {
        self.0.inner("2330B").next().map(PartyView::new)
    }
}

/// What another payer decided on a line, loop 2430.
#[derive(Clone, Copy)]
pub struct AdjudicationView<'a>(LoopView<'a>);

impl<'a> AdjudicationView<'a> {
    pub(super) const fn new(decision: LoopView<'a>) -> Self {
        Self(decision)
    }

    /// Loop 2430.
    pub const fn loop_view(&self) -> LoopView<'a> {
        self.0
    }

    /// Which payer, SVD01: the identifier of an other payer (2330B NM109).
    pub fn payer_id(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "SVD", el(1))
    }

    /// Paid for the line, in dollars, SVD02.
    pub fn paid(&self) -> At<'a, Money> {
        field::value_in(self.0, "SVD", el(2))
    }

    /// Procedure that was paid, SVD03-2.
    pub fn procedure(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "SVD", comp(3, 2))
    }

    /// Units that were paid, SVD05.
    pub fn quantity(&self) -> At<'a, Quantity> {
        field::value_in(self.0, "SVD", el(5))
    }

    /// The line it was bundled into, SVD06.
    pub fn bundled_into(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "SVD", el(6))
    }

    /// The day the payer decided or paid, DTP of kind 573.
    pub fn decided(&self) -> At<'a, DateSpan> {
        field::date(self.0, "573")
    }

    /// The first amount of that kind (AMT01), in dollars: `EAF` still owed by the patient.
    pub fn amount(&self, kind: &'static str) -> At<'a, Money> {
        field::amount(self.0, kind)
    }

    /// The sum of what the payer did not pay of the line, and whether it told any; nothing where an amount cannot be read.
    pub(crate) fn adjusted(&self) -> Option<(Money, bool)> {
        adjusted(self.0)
    }

    /// What the payer did not pay of the line, and why.
    pub fn adjustments(&self) -> impl Iterator<Item = AdjustmentView<'a>> + use<'a> {
        adjustments(self.0)
    }
}

/// One reason why a payer paid less: three elements of a CAS.
#[derive(Debug, Clone, Copy)]
pub struct AdjustmentView<'a> {
    /// Who bears it, CAS01: `CO` the provider by contract, `PR` the patient.
    pub group: At<'a, &'a [u8]>,
    /// The reason (CARC): CAS02, 05, 08, 11, 14, 17.
    pub reason: At<'a, &'a [u8]>,
    /// The amount in dollars, one element further.
    pub amount: At<'a, Money>,
    /// The units, two elements further.
    pub quantity: At<'a, Quantity>,
}

/// Where every reason in the CAS segments of a loop begins; trios that are wholly empty are left out.
fn reasons(from: LoopView<'_>) -> impl Iterator<Item = (SegView<'_>, u16)> + use<'_> {
    from.all("CAS").flat_map(|segment| {
        let last = u16::try_from(segment.len()).unwrap_or(u16::MAX).min(17);
        let filled = move |first: &u16| {
            (*first..*first + 3).any(|number| !segment.element(usize::from(number)).is_empty())
        };
        (2..=last).step_by(3).filter(filled).map(move |first| (segment, first))
    })
}

/// The sum of the amounts of [`adjustments`], without a view of each.
fn adjusted(from: LoopView<'_>) -> Option<(Money, bool)> {
    reasons(from).try_fold((Money::ZERO, false), |(sum, _), (segment, first)| {
        let amount = Money::from_bytes(segment.element(usize::from(first) + 1)).ok()?;
        Some((sum.checked_add(amount)?, true))
    })
}

/// Every reason in the CAS segments of a loop.
fn adjustments(from: LoopView<'_>) -> impl Iterator<Item = AdjustmentView<'_>> + use<'_> {
    reasons(from).map(|(segment, first)| AdjustmentView {
        group: field::text(segment, el(1)),
        reason: field::text(segment, el(first)),
        amount: field::value(segment, el(first + 1)),
        quantity: field::value(segment, el(first + 2)),
    })
}

/// Tells the place in the file only.
impl std::fmt::Debug for OtherInsuranceView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OtherInsuranceView({})", self.0.path())
    }
}

/// Tells the place in the file only.
impl std::fmt::Debug for AdjudicationView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "AdjudicationView({})", self.0.path())
    }
}
