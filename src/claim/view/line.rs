//! A service line where it stands: loop 2400.

use super::field::{self, At, Field, comp, el};
use super::{AdjudicationView, ClaimView, PartyView};
use crate::guide::{LoopView, SegView};
use crate::value::{DateSpan, Money, Quantity};
use crate::x12;

const SV1: u32 = x12::tag(b"SV1");
const DTP: u32 = x12::tag(b"DTP");
const REF: u32 = x12::tag(b"REF");

/// One service line of a claim.
#[derive(Clone, Copy)]
pub struct LineView<'a> {
    claim: ClaimView<'a>,
    line: LoopView<'a>,
    service: Option<SegView<'a>>,
    /// The segments of the day of service and of the control number, by their numbers in the set.
    days: Option<u32>,
    own_number: Option<u32>,
}

impl<'a> LineView<'a> {
    pub(super) fn new(claim: ClaimView<'a>, line: LoopView<'a>) -> Self {
        let mut view = Self { claim, line, service: None, days: None, own_number: None };
        for (tag, segment) in line.tagged() {
            let number = segment.ordinal() - 1;
            if tag == SV1 {
                view.service = view.service.or(Some(segment));
            } else if tag == DTP && segment.element(1) == b"472" {
                view.days = view.days.or(Some(number));
            } else if tag == REF && segment.element(1) == b"6R" {
                view.own_number = view.own_number.or(Some(number));
            }
        }
        view
    }

    fn at(&self, number: Option<u32>) -> Option<SegView<'a>> {
        self.line.set().segment(number? as usize)
    }

    /// Loop 2400.
    pub const fn loop_view(&self) -> LoopView<'a> {
        self.line
    }

    /// The claim.
    pub const fn claim(&self) -> ClaimView<'a> {
        self.claim
    }

    /// The SV1 segment, if the line has one.
    pub const fn segment(&self) -> Option<SegView<'a>> {
        self.service
    }

    fn in_service(&self, at: crate::diag::ElementRef) -> At<'a, &'a [u8]> {
        self.service.map_or_else(|| At::missing(self.line), |service| field::text(service, at))
    }

    /// Which line of its claim, from 1: by place, whatever LX01 says.
    pub const fn count(&self) -> u32 {
        self.line.count()
    }

    /// Number of the line, LX01.
    pub fn number(&self) -> At<'a, &'a [u8]> {
        field::text_in(self.line, "LX", el(1))
    }

    /// What list the procedure code is from, SV101-1: `HC` is HCPCS.
    pub fn procedure_type(&self) -> At<'a, &'a [u8]> {
        self.in_service(comp(1, 1))
    }

    /// Procedure code, SV101-2: `H0038` is peer support.
    pub fn procedure(&self) -> At<'a, &'a [u8]> {
        self.in_service(comp(1, 2))
    }

    /// Modifiers, SV101-3 to SV101-6, those that are there.
    pub fn modifiers(&self) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        let service = self.service;
        (3..=6)
            .filter_map(move |number| service.map(|service| field::text(service, comp(1, number))))
            .filter(|modifier| !modifier.is_absent())
    }

    /// Is that modifier among them?
    pub fn has_modifier(&self, modifier: &str) -> bool {
        self.modifiers().any(|found| found.value() == Some(modifier.as_bytes()))
    }

    /// Description of the procedure, SV101-7.
    pub fn description(&self) -> At<'a, &'a [u8]> {
        self.in_service(comp(1, 7))
    }

    /// Charge of the line in dollars, SV102.
    pub fn charge(&self) -> At<'a, Money> {
        self.service.map_or_else(|| At::missing(self.line), |service| field::value(service, el(2)))
    }

    /// Unit of measure, SV103: `UN` units, `MJ` minutes.
    pub fn unit(&self) -> At<'a, &'a [u8]> {
        self.in_service(el(3))
    }

    /// How many units, SV104.
    pub fn quantity(&self) -> At<'a, Quantity> {
        self.service.map_or_else(|| At::missing(self.line), |service| field::value(service, el(4)))
    }

    /// The line's own place of service, SV105; absent where it is that of the claim.
    pub fn own_place_of_service(&self) -> At<'a, &'a [u8]> {
        self.in_service(el(5))
    }

    /// The place of service that holds for the line: its own, or that of the claim.
    pub fn place_of_service(&self) -> At<'a, &'a [u8]> {
        let own = self.own_place_of_service();
        if own.is_absent() { self.claim.place_of_service() } else { own }
    }

    /// Places of the line's diagnoses among those of the claim, SV107-1 to SV107-4, those that are there.
    pub fn diagnosis_pointers(&self) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        self.service.into_iter().flat_map(|service| {
            let separator = service.delimiters().component;
            let parts = service.element(7).split(move |&byte| byte == separator);
            parts
                .zip(1..=4)
                .filter(|(part, _)| !part.is_empty())
                .map(move |(part, number)| At::new(service, comp(7, number), Field::Present(part)))
        })
    }

    /// Any element of SV1.
    pub fn element(&self, number: u16) -> At<'a, &'a [u8]> {
        self.in_service(el(number))
    }

    /// First and last day of service, DTP of kind 472.
    pub fn service_dates(&self) -> At<'a, DateSpan> {
        self.at(self.days).map_or_else(|| At::missing(self.line), |segment| field::days(segment, el(3)))
    }

    /// Any date of the line by its kind (DTP01).
    pub fn date(&self, kind: &'static str) -> At<'a, DateSpan> {
        field::date(self.line, kind)
    }

    /// Control number that the sender gave the line, REF of kind 6R.
    pub fn control_number(&self) -> At<'a, &'a [u8]> {
        self.at(self.own_number).map_or_else(|| At::missing(self.line), |segment| field::text(segment, el(2)))
    }

    /// The first reference number of that kind (REF01).
    pub fn reference(&self, kind: &'static str) -> At<'a, &'a [u8]> {
        field::reference(self.line, kind)
    }

    /// All reference numbers of that kind.
    pub fn references(&self, kind: &'static str) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        field::qualified(self.line, "REF", kind).map(|segment| field::text(segment, el(2)))
    }

    /// The first amount of that kind (AMT01), in dollars: `T` sales tax.
    pub fn amount(&self, kind: &'static str) -> At<'a, Money> {
        field::amount(self.line, kind)
    }

    /// Notes: kind (NTE01) and text (NTE02).
    pub fn notes(&self) -> impl Iterator<Item = (At<'a, &'a [u8]>, At<'a, &'a [u8]>)> + use<'a> {
        self.line.all("NTE").map(|note| (field::text(note, el(1)), field::text(note, el(2))))
    }

    /// The line's own providers in that loop, 2420A to 2420H.
    pub fn providers(&self, id: &'static str) -> impl Iterator<Item = PartyView<'a>> + use<'a> {
        self.line.inner(id).map(PartyView::new)
    }

    /// Who gave the service of this line: loop 2420A, or 2310B of the claim.
    pub fn rendering_provider(&self) -> Option<PartyView<'a>> {
        self.providers("2420A").next().or_else(|| self.claim.rendering_provider())
    }

    /// Where the service of this line was given: loop 2420C, or 2310C of the claim.
    pub fn service_location(&self) -> Option<PartyView<'a>> {
        self.providers("2420C").next().or_else(|| self.claim.service_location())
    }

    /// Who supervised the service of this line: loop 2420D, or 2310D of the claim.
    pub fn supervising_provider(&self) -> Option<PartyView<'a>> {
        self.providers("2420D").next().or_else(|| self.claim.supervising_provider())
    }

    /// What other payers decided on the line, loops 2430.
    pub fn adjudications(&self) -> impl Iterator<Item = AdjudicationView<'a>> + use<'a> {
        self.line.inner("2430").map(AdjudicationView::new)
    }
}

/// Tells the place in the file only.
impl std::fmt::Debug for LineView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LineView({})", self.line.path())
    }
}
