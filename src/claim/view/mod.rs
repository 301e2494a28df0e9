//! A claim where it stands: loop 2300 with the levels around it, field by field.

mod field;
mod line;
mod other;
mod party;

pub use field::{At, Field};
pub use line::LineView;
pub use other::{AdjudicationView, AdjustmentView, OtherInsuranceView};
pub use party::PartyView;

use crate::guide::{LoopView, SegView, SetView};
use crate::value::{DateSpan, Money};
use field::{comp, el};

/// The claims of a transaction set, in order. None, where its guide has no claims.
pub fn claims<'a>(set: &SetView<'a>) -> impl Iterator<Item = ClaimView<'a>> + use<'a> {
    let id = set.guide().claim.unwrap_or_default();
    set.loops(id).filter_map(ClaimView::of)
}

/// One claim: loop 2300, and the billing provider, subscriber, payer and patient that it stands under.
///
/// Copying it is cheap; nothing is read before it is asked for.
#[derive(Clone, Copy)]
pub struct ClaimView<'a> {
    claim: LoopView<'a>,
    segment: SegView<'a>,
    /// The levels around it, 2000A, 2000B and 2000C, by their numbers in the set; 0: there is none.
    levels: [u32; 3],
}

/// The levels that a claim may stand in.
const LEVELS: [&str; 3] = ["2000A", "2000B", "2000C"];

/// One diagnosis of a claim.
#[derive(Debug, Clone, Copy)]
pub struct DiagnosisView<'a> {
    /// Its place among the diagnoses, from 1: what SV107 points to.
    pub number: u16,
    /// What list the code is from (HI component 1): `ABK` and `ABF` are ICD-10.
    pub kind: At<'a, &'a [u8]>,
    /// The code (HI component 2), without its point.
    pub code: At<'a, &'a [u8]>,
}

impl<'a> ClaimView<'a> {
    /// The claim that this loop is; none, if it is another loop.
    pub fn of(claim: LoopView<'a>) -> Option<Self> {
        let is_claim = claim.set().guide().claim == Some(claim.id());
        let segment = claim.opening().filter(|_| is_claim)?;
        let mut levels = [0; 3];
        for around in std::iter::successors(claim.parent(), LoopView::parent) {
            let which = LEVELS.iter().position(|id| around.is(id));
            if let Some(level) = which.and_then(|which| levels.get_mut(which)).filter(|level| **level == 0) {
                *level = around.number();
            }
        }
        Some(Self { claim, segment, levels })
    }

    /// Loop 2300.
    pub const fn loop_view(&self) -> LoopView<'a> {
        self.claim
    }

    /// The CLM segment.
    pub const fn segment(&self) -> SegView<'a> {
        self.segment
    }

    /// Claim number given by the sender, CLM01.
    pub fn id(&self) -> At<'a, &'a [u8]> {
        field::text(self.segment, el(1))
    }

    /// Total charge in dollars, CLM02.
    pub fn charge(&self) -> At<'a, Money> {
        field::value(self.segment, el(2))
    }

    /// Place of service of the claim, CLM05-1.
    pub fn place_of_service(&self) -> At<'a, &'a [u8]> {
        field::text(self.segment, comp(5, 1))
    }

    /// First (1), replacement (7), void (8): CLM05-3.
    pub fn frequency(&self) -> At<'a, &'a [u8]> {
        field::text(self.segment, comp(5, 3))
    }

    /// Any other element of CLM.
    pub fn element(&self, number: u16) -> At<'a, &'a [u8]> {
        field::text(self.segment, el(number))
    }

    /// Any component of an element of CLM.
    pub fn component(&self, element: u16, component: u16) -> At<'a, &'a [u8]> {
        field::text(self.segment, comp(element, component))
    }

    /// Related to work, a car or another accident: CLM11-1 to CLM11-3, those that are there.
    pub fn related_causes(&self) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        let segment = self.segment;
        (1..=3).map(move |number| field::text(segment, comp(11, number))).filter(|cause| !cause.is_absent())
    }

    /// The diagnoses in the order that SV107 counts them: the HI that begins with ABK or BK. Ends at the
    /// first place that is empty and has nothing behind it; empty places between are given as absent.
    pub fn diagnoses(&self) -> impl Iterator<Item = DiagnosisView<'a>> + use<'a> {
        let main = self.claim.all("HI").find(|hi| matches!(hi.component(1, 1), b"ABK" | b"BK"));
        main.into_iter().flat_map(|hi| {
            (1..=u16::try_from(hi.len()).unwrap_or(u16::MAX)).map(move |number| DiagnosisView {
                number,
                kind: field::text(hi, comp(number, 1)),
                code: field::text(hi, comp(number, 2)),
            })
        })
    }

    /// Any date of the claim by its kind (DTP01): `431` onset, `435` admission.
    pub fn date(&self, kind: &'static str) -> At<'a, DateSpan> {
        field::date(self.claim, kind)
    }

    /// From the first day of service to the last, of the lines whose days can be read.
    pub fn days_of_service(&self) -> Option<DateSpan> {
        self.lines().filter_map(|line| line.service_dates().value()).reduce(DateSpan::around)
    }

    /// The first reference number of that kind (REF01): `G1` prior authorization, `F8` payer's number.
    pub fn reference(&self, kind: &'static str) -> At<'a, &'a [u8]> {
        field::reference(self.claim, kind)
    }

    /// All reference numbers of that kind.
    pub fn references(&self, kind: &'static str) -> impl Iterator<Item = At<'a, &'a [u8]>> + use<'a> {
        field::qualified(self.claim, "REF", kind).map(|segment| field::text(segment, el(2)))
    }

    /// The first amount of that kind (AMT01), in dollars: `F5` paid by the patient.
    pub fn amount(&self, kind: &'static str) -> At<'a, Money> {
        field::amount(self.claim, kind)
    }

    /// Notes: kind (NTE01) and text (NTE02).
    pub fn notes(&self) -> impl Iterator<Item = (At<'a, &'a [u8]>, At<'a, &'a [u8]>)> + use<'a> {
        self.claim.all("NTE").map(|note| (field::text(note, el(1)), field::text(note, el(2))))
    }

    /// The loop of that id in which the claim stands: 2000A, 2000B, 2000C.
    pub fn level(&self, id: &'static str) -> Option<LoopView<'a>> {
        let which = LEVELS.iter().position(|level| *level == id)?;
        let number = self.levels.get(which).copied().filter(|number| *number != 0)?;
        self.claim.set().loop_view(number)
    }

    fn party_at(&self, level: &'static str, id: &'static str) -> Option<PartyView<'a>> {
        self.level(level)?.inner(id).next().map(PartyView::new)
    }

    /// Billing provider, loop 2010AA.
    pub fn billing_provider(&self) -> Option<PartyView<'a>> {
        self.party_at("2000A", "2010AA")
    }

    /// Taxonomy code of the billing provider, PRV03 of loop 2000A.
    pub fn billing_taxonomy(&self) -> At<'a, &'a [u8]> {
        self.in_level("2000A", "PRV", 3)
    }

    /// Where to pay to, loop 2010AB.
    pub fn pay_to_address(&self) -> Option<PartyView<'a>> {
        self.party_at("2000A", "2010AB")
    }

    /// Plan to pay to, loop 2010AC.
    pub fn pay_to_plan(&self) -> Option<PartyView<'a>> {
        self.party_at("2000A", "2010AC")
    }

    /// Subscriber, loop 2010BA: whose insurance it is.
    pub fn subscriber(&self) -> Option<PartyView<'a>> {
        self.party_at("2000B", "2010BA")
    }

    /// Payer, loop 2010BB.
    pub fn payer(&self) -> Option<PartyView<'a>> {
        self.party_at("2000B", "2010BB")
    }

    /// Patient, loop 2010CA, where it is not the subscriber.
    pub fn patient(&self) -> Option<PartyView<'a>> {
        self.party_at("2000C", "2010CA")
    }

    /// Who was served: the patient, or the subscriber where the claim stands directly under it.
    pub fn member(&self) -> Option<PartyView<'a>> {
        if self.level("2000C").is_some() { self.patient() } else { self.subscriber() }
    }

    /// The payer's place in the order of payment, SBR01: `P` first, `S` second.
    pub fn payer_order(&self) -> At<'a, &'a [u8]> {
        self.in_level("2000B", "SBR", 1)
    }

    /// The patient's relationship to the subscriber: PAT01 where there is a patient, else SBR02.
    pub fn relationship(&self) -> At<'a, &'a [u8]> {
        if self.level("2000C").is_some() {
            self.in_level("2000C", "PAT", 1)
        } else {
            self.in_level("2000B", "SBR", 2)
        }
    }

    /// Group or policy number, SBR03.
    pub fn group_number(&self) -> At<'a, &'a [u8]> {
        self.in_level("2000B", "SBR", 3)
    }

    /// Kind of insurance, SBR09: `MC` is Medicaid.
    pub fn insurance_type(&self) -> At<'a, &'a [u8]> {
        self.in_level("2000B", "SBR", 9)
    }

    fn in_level(&self, level: &'static str, tag: &'static str, number: u16) -> At<'a, &'a [u8]> {
        self.level(level)
            .map_or_else(|| At::missing(self.claim), |level| field::text_in(level, tag, el(number)))
    }

    /// The providers of the claim in that loop, 2310A to 2310F.
    pub fn providers(&self, id: &'static str) -> impl Iterator<Item = PartyView<'a>> + use<'a> {
        self.claim.inner(id).map(PartyView::new)
    }

    /// Who referred the patient, loop 2310A.
    pub fn referring_provider(&self) -> Option<PartyView<'a>> {
        self.providers("2310A").next()
    }

    /// Who gave the service, loop 2310B. A line may name another ([`LineView::rendering_provider`]).
    pub fn rendering_provider(&self) -> Option<PartyView<'a>> {
        self.providers("2310B").next()
    }

    /// Where the service was given, loop 2310C.
    pub fn service_location(&self) -> Option<PartyView<'a>> {
        self.providers("2310C").next()
    }

    /// Who supervised the service, loop 2310D.
    pub fn supervising_provider(&self) -> Option<PartyView<'a>> {
        self.providers("2310D").next()
    }

    /// Other insurance of the patient, loops 2320.
    pub fn other_insurance(&self) -> impl Iterator<Item = OtherInsuranceView<'a>> + use<'a> {
        self.claim.inner("2320").map(OtherInsuranceView::new)
    }

    /// The service line that a loop of the claim is.
    pub(crate) fn line(&self, inside: LoopView<'a>) -> Option<LineView<'a>> {
        inside.is("2400").then(|| LineView::new(*self, inside))
    }

    /// What the payer of that number decided on its lines, loops 2430, in the order of the file.
    pub(crate) fn decided_by(
        &self,
        payer: Option<&'a [u8]>,
    ) -> impl Iterator<Item = AdjudicationView<'a>> + use<'a> {
        let decisions =
            self.claim.inner("2400").flat_map(|line| line.inner("2430")).map(AdjudicationView::new);
        decisions.filter(move |one| one.payer_id().value() == payer)
    }

    /// Service lines, loops 2400, in the order of the file.
    pub fn lines(&self) -> impl Iterator<Item = LineView<'a>> + use<'a> {
        let claim = *self;
        self.claim.inner("2400").map(move |line| LineView::new(claim, line))
    }
}

/// Tells the place in the file only.
impl std::fmt::Debug for ClaimView<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ClaimView({})", self.claim.path())
    }
}

#[cfg(test)]
mod tests;
