//! Loops to claims: a set as it was walked becomes a [`Batch`].
//!
//! Every segment goes somewhere: to the field that its place in the guide says, or, if it has none, to the
//! `unplaced` segments of the loop in which it was met. HL and SE are not kept: what they say is counted
//! anew when the batch is written.

use super::model::record::{Met, Record};
use super::model::slot::Pieces;
use super::model::{
    Adjudication, Batch, BillingProvider, Claim, Drug, ElementName, Elements, FormAnswers, Hl, Level,
    OtherInsurance, Party, Patient, RawSegment, Role, ServiceLine, Subscriber,
};
use crate::diag::ElementRef;
use crate::guide::table::Part;
use crate::guide::{LoopView, SegView, SetView};

impl Batch {
    /// The claims of a set. Total: whatever was wrong with the set, what it holds is in the batch.
    pub fn from_set(set: &SetView<'_>) -> Self {
        Reader { pieces: Pieces::new(set.delimiters()), levels: 0, batch: Self::default() }.read(set)
    }
}

/// The levels around a claim.
#[derive(Clone, Default)]
struct Around {
    hl: Hl,
    billing_provider: BillingProvider,
    pay_to_address: Option<Party>,
    pay_to_plan: Option<Party>,
    subscriber: Option<Subscriber>,
    payer: Option<Party>,
    patient: Option<Patient>,
}

struct Reader<'a> {
    pieces: Pieces<'a>,
    /// HL segments so far.
    levels: u32,
    batch: Batch,
}

impl<'a> Reader<'a> {
    fn read(mut self, set: &SetView<'a>) -> Batch {
        let Some(root) = set.root() else { return self.batch };
        let mut header = std::mem::take(&mut self.batch.header);
        self.batch.unplaced = self.segments(root, false, &mut header);
        self.batch.header = header;
        for inner in root.loops() {
            match inner.id() {
                "1000A" if self.batch.submitter.is_none() => {
                    self.batch.submitter = Some(self.party(inner, Some(Role::Submitter)));
                }
                "1000B" if self.batch.receiver.is_none() => {
                    self.batch.receiver = Some(self.party(inner, Some(Role::Receiver)));
                }
                "2000A" => self.billing_level(inner),
                _ => {
                    let party = self.party(inner, None);
                    self.batch.other_parties.push(party);
                }
            }
        }
        self.batch
    }

    fn next_level(&mut self) -> u32 {
        self.levels = self.levels.saturating_add(1);
        self.levels
    }

    fn billing_level(&mut self, level: LoopView<'a>) {
        let mut around = Around::default();
        around.hl.billing = self.next_level();
        let provider = &mut around.billing_provider;
        provider.unplaced = self.segments(level, true, provider);
        let mut met = false;
        for inner in level.loops() {
            match inner.id() {
                "2010AA" if !met => {
                    met = true;
                    let more = self.segments(inner, false, provider);
                    provider.unplaced.extend(more);
                    mark(provider.holds(false), Role::Billing, &mut provider.other_elements);
                }
                "2010AB" if around.pay_to_address.is_none() => {
                    around.pay_to_address = Some(self.party(inner, Some(Role::PayTo)));
                }
                "2010AC" if around.pay_to_plan.is_none() => {
                    around.pay_to_plan = Some(self.party(inner, Some(Role::PayToPlan)));
                }
                "2000B" => {}
                _ => provider.other_parties.push(self.party(inner, None)),
            }
        }
        let mut empty = true;
        for inner in level.inner("2000B") {
            empty = false;
            self.subscriber_level(inner, &around);
        }
        if empty {
            self.empty(around);
        }
    }

    fn subscriber_level(&mut self, level: LoopView<'a>, above: &Around) {
        let mut around = above.clone();
        around.hl.subscriber = Some(self.next_level());
        let mut subscriber = Subscriber::default();
        subscriber.unplaced = self.segments(level, true, &mut subscriber);
        let mut met = false;
        for inner in level.loops() {
            match inner.id() {
                "2010BA" if !met => {
                    met = true;
                    let more = self.segments(inner, false, &mut subscriber);
                    subscriber.unplaced.extend(more);
                    mark(subscriber.holds(false), Role::Subscriber, &mut subscriber.other_elements);
                }
                "2010BB" if around.payer.is_none() => {
                    around.payer = Some(self.party(inner, Some(Role::Payer)));
                }
                "2300" | "2000C" => {}
                _ => subscriber.other_parties.push(self.party(inner, None)),
            }
        }
        around.subscriber = Some(subscriber);
        let (mut empty, mut patients) = (true, false);
        for inner in level.loops() {
            match inner.id() {
                "2300" => {
                    // A claim of the subscriber's own cannot be written after those of a patient but in
                    // another level of the same subscriber.
                    if std::mem::take(&mut patients) {
                        around.hl.subscriber = Some(self.next_level());
                    }
                    self.claim(inner, &around);
                }
                "2000C" => {
                    patients = true;
                    self.patient_level(inner, &around);
                }
                _ => continue,
            }
            empty = false;
        }
        if empty {
            self.empty(around);
        }
    }

    fn patient_level(&mut self, level: LoopView<'a>, above: &Around) {
        let mut around = above.clone();
        around.hl.patient = Some(self.next_level());
        let mut patient = Patient::default();
        patient.unplaced = self.segments(level, true, &mut patient);
        let mut met = false;
        for inner in level.loops() {
            match inner.id() {
                "2010CA" if !met => {
                    met = true;
                    let more = self.segments(inner, false, &mut patient);
                    patient.unplaced.extend(more);
                    mark(patient.holds(false), Role::Patient, &mut patient.other_elements);
                }
                "2300" => {}
                _ => patient.other_parties.push(self.party(inner, None)),
            }
        }
        around.patient = Some(patient);
        let mut empty = true;
        for inner in level.inner("2300") {
            empty = false;
            self.claim(inner, &around);
        }
        if empty {
            self.empty(around);
        }
    }

    fn empty(&mut self, around: Around) {
        let Around { hl, billing_provider, pay_to_address, pay_to_plan, subscriber, payer, patient } = around;
        self.batch.empty_levels.push(Level {
            hl,
            billing_provider,
            pay_to_address,
            pay_to_plan,
            subscriber,
            payer,
            patient,
        });
    }

    fn claim(&mut self, view: LoopView<'a>, around: &Around) {
        let mut claim = Claim::default();
        claim.unplaced = self.segments(view, false, &mut claim);
        let Around { hl, billing_provider, pay_to_address, pay_to_plan, subscriber, payer, patient } =
            around.clone();
        claim.hl = Some(hl);
        claim.billing_provider = billing_provider;
        claim.pay_to_address = pay_to_address;
        claim.pay_to_plan = pay_to_plan;
        claim.subscriber = subscriber.unwrap_or_default();
        claim.payer = payer;
        claim.patient = patient;
        for inner in view.loops() {
            match inner.id() {
                "2320" => claim.other_insurance.push(self.other_insurance(inner)),
                "2400" => claim.lines.push(self.line(inner)),
                _ => claim.providers.push(self.party(inner, None)),
            }
        }
        self.batch.claims.push(claim);
    }

    fn other_insurance(&mut self, view: LoopView<'a>) -> OtherInsurance {
        let mut other = OtherInsurance::default();
        other.unplaced = self.segments(view, false, &mut other);
        for inner in view.loops() {
            match inner.id() {
                "2330A" if other.subscriber.is_none() => {
                    other.subscriber = Some(self.party(inner, Some(Role::Subscriber)));
                }
                "2330B" if other.payer.is_none() => {
                    other.payer = Some(self.party(inner, Some(Role::Payer)));
                }
                _ => other.providers.push(self.party(inner, None)),
            }
        }
        other
    }

    fn line(&mut self, view: LoopView<'a>) -> ServiceLine {
        let mut line = ServiceLine::default();
        line.unplaced = self.segments(view, false, &mut line);
        if line.number.is_empty() {
            // Said to be empty, so that the writer does not number it.
            line.other_elements.set(ElementName::new("LX", ElementRef::element(1)), "");
        }
        for inner in view.loops() {
            match inner.id() {
                "2410" => {
                    let mut drug = Drug::default();
                    drug.unplaced = self.segments(inner, false, &mut drug);
                    line.drugs.push(drug);
                }
                "2430" => {
                    let mut decision = Adjudication::default();
                    decision.unplaced = self.segments(inner, false, &mut decision);
                    line.adjudications.push(decision);
                }
                "2440" => {
                    let mut form = FormAnswers::default();
                    form.unplaced = self.segments(inner, false, &mut form);
                    line.forms.push(form);
                }
                _ => line.providers.push(self.party(inner, None)),
            }
        }
        line
    }

    /// A party; its role is left out where the field that it goes to says it.
    fn party(&mut self, view: LoopView<'a>, said: Option<Role>) -> Party {
        let mut party = Party::default();
        party.unplaced = self.segments(view, false, &mut party);
        if party.role == said {
            party.role = None;
        }
        party
    }

    /// Reads the own segments of a loop, and returns those that have no place.
    fn segments<T: Record>(&mut self, view: LoopView<'a>, level: bool, to: &mut T) -> Vec<RawSegment> {
        let mut met = Met::default();
        let mut unplaced = Vec::new();
        for segment in view.segments() {
            if is_counted(&segment) {
                continue;
            }
            self.pieces.load(segment.view());
            match item_of(&view, &segment, &mut met, T::ITEMS, level) {
                Some(item) => to.take(item, &mut self.pieces),
                None => unplaced.push(self.raw(&view, &segment)),
            }
        }
        unplaced
    }

    fn raw(&self, view: &LoopView<'_>, segment: &SegView<'_>) -> RawSegment {
        let mut raw = RawSegment::default();
        view.id().clone_into(&mut raw.in_loop);
        raw.id = super::model::text::from_bytes(segment.view().tag());
        self.pieces.keep_rest("", &mut raw.elements);
        raw
    }
}

/// Segments of which nothing is kept: the writer counts anew.
pub(super) fn is_counted(segment: &SegView<'_>) -> bool {
    matches!(segment.tag(), Some("HL" | "SE"))
}

/// The item of a struct that takes a segment, if one does. A segment that the guide does not place goes
/// with its like, if the loop has segments of that id.
pub(super) fn item_of(
    view: &LoopView<'_>,
    segment: &SegView<'_>,
    met: &mut Met,
    items: &[super::model::record::Item],
    level: bool,
) -> Option<usize> {
    let tag = segment.view().tag();
    let own = |part: &Part| matches!(part, Part::Seg(seg) if seg.tag.as_bytes() == tag);
    let known = segment.table().is_some() || view.table().is_some_and(|table| table.parts.iter().any(own));
    let delimiters = view.set().delimiters();
    let separates = |byte: &u8| *byte == delimiters.component || Some(*byte) == delimiters.repetition;
    let blank = || segment.view().elements().all(|element| element.iter().all(separates));
    known.then(|| met.route(items, level, tag, segment.component(1, 1), blank())).flatten()
}

/// Notes that a loop is there, where nothing else tells.
fn mark(told: bool, role: Role, kept: &mut Elements) {
    if !told {
        kept.set(ElementName::new("NM1", ElementRef::element(1)), role.code());
    }
}
