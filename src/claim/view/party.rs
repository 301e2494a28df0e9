//! A person or organization where it stands: an NM1 loop.

use super::field::{self, At, el};
use crate::guide::LoopView;
use crate::value::{Date, DateSpan, Npi};

/// A loop that begins with NM1: provider, subscriber, patient, payer.
#[derive(Clone, Copy)]
pub struct PartyView<'a>(LoopView<'a>);

impl<'a> PartyView<'a> {
    pub(super) const fn new(party: LoopView<'a>) -> Self {
        Self(party)
    }

    /// The loop.
    pub const fn loop_view(&self) -> LoopView<'a> {
        self.0
    }

    fn in_name(&self, number: u16) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "NM1", el(number))
    }

    /// Who this is, NM101: `85` billing, `82` rendering, `DN` referring provider.
    pub fn role(&self) -> At<'a, &'a [u8]> {
        self.in_name(1)
    }

    /// Person (1) or organization (2), NM102.
    pub fn entity_type(&self) -> At<'a, &'a [u8]> {
        self.in_name(2)
    }

    /// Last name or name of the organization, NM103.
    pub fn name(&self) -> At<'a, &'a [u8]> {
        self.in_name(3)
    }

    /// First name, NM104.
    pub fn first_name(&self) -> At<'a, &'a [u8]> {
        self.in_name(4)
    }

    /// Kind of identifier, NM108: `XX` NPI, `MI` member number, `PI` payer number.
    pub fn id_type(&self) -> At<'a, &'a [u8]> {
        self.in_name(8)
    }

    /// Identifier, NM109.
    pub fn id(&self) -> At<'a, &'a [u8]> {
        self.in_name(9)
    }

    /// The identifier as an NPI, NM109 where NM108 is `XX`; absent, where it is of another kind.
    pub fn npi(&self) -> At<'a, Npi> {
        match self.0.first("NM1") {
            Some(name) if name.element(8) == b"XX" => field::value(name, el(9)),
            _ => At::missing(self.0),
        }
    }

    /// Street, N301.
    pub fn street(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "N3", el(1))
    }

    /// City, N401.
    pub fn city(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "N4", el(1))
    }

    /// State, N402.
    pub fn state(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "N4", el(2))
    }

    /// ZIP code, N403: five or nine digits.
    pub fn zip(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "N4", el(3))
    }

    /// Country, N404; absent for the United States.
    pub fn country(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "N4", el(4))
    }

    /// Date of birth, DMG02.
    pub fn birth_date(&self) -> At<'a, Date> {
        self.0
            .first("DMG")
            .map_or_else(|| At::missing(self.0), |birth| field::days(birth, el(2)).map(|days| days.first()))
    }

    /// Gender, DMG03.
    pub fn gender(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "DMG", el(3))
    }

    /// Taxonomy code of a rendering provider, PRV03. The billing provider's stands in loop 2000A
    /// ([`billing_taxonomy`](super::ClaimView::billing_taxonomy)).
    pub fn taxonomy(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.0, "PRV", el(3))
    }

    /// The first reference number of that kind (REF01): `EI` tax number, `G2` payer's own number.
    pub fn reference(&self, kind: &'static str) -> At<'a, &'a [u8]> {
        field::reference(self.0, kind)
    }

    /// All reference numbers of that kind.
    pub fn references(&self, kind: &'static str) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        field::qualified(self.0, "REF", kind).map(|segment| field::text(segment, el(2)))
    }

    /// Any date by its kind (DTP01): `573`, the day the other payer decided.
    pub fn date(&self, kind: &'static str) -> At<'a, DateSpan> {
        field::date(self.0, kind)
    }
}

/// Tells the place in the file only.
impl std::fmt::Debug for PartyView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PartyView({})", self.0.path())
    }
}
