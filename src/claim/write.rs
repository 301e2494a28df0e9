//! Claims to loops: a [`Batch`] becomes a transaction set.
//!
//! The hierarchy is made anew: claims that follow each other and have the same billing provider,
//! subscriber and patient stand under the same levels, as far as their [`Hl`] numbers do not keep them
//! apart. HL numbers and the count in SE are reckoned here.

use super::model::record::Record;
use super::model::text::to_bytes;
use super::model::{
    Adjudication, Batch, BillingProvider, Claim, Drug, FormAnswers, Hl, Level, OtherInsurance, Party,
    Patient, RawSegment, Role, ServiceLine, Subscriber,
};
use crate::diag::ElementRef;
use crate::guide::{Compiled, EmitError, EmitFault, Emitter, P837};
use crate::x12::{Delimiters, Writer};
use std::sync::LazyLock;

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&P837));

/// A batch that cannot be written, and where. Holds no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WriteError {
    /// Something in the batch.
    #[error("{}{fault}", claim.map(|claim| format!("claim {}, ", claim + 1)).unwrap_or_default())]
    Segment {
        /// Which claim, from 0; none: the batch itself, or a level without a claim.
        claim: Option<usize>,
        /// What is wrong with it, and where it would have stood.
        fault: EmitError,
    },
    /// Something in the envelope.
    #[error("envelope: {0}")]
    Envelope(&'static str),
}

impl Batch {
    /// The transaction set, ST to SE, without white space between the segments.
    ///
    /// # Errors
    /// A value holds a separator, the guide has no place for something, or it would be read as something
    /// else.
    pub fn to_set(&self, delimiters: Delimiters) -> Result<Vec<u8>, WriteError> {
        self.write_to(delimiters, Writer::new(delimiters)).map(Writer::into_bytes)
    }

    /// Appends the transaction set to what was written.
    pub(super) fn write_to(&self, delimiters: Delimiters, out: Writer) -> Result<Writer, WriteError> {
        let mut set = SetWriter { to: Emitter::new(&COMPILED, delimiters, out), claim: None, levels: 0 };
        match set.batch(self) {
            Ok(()) => Ok(set.to.finish()),
            Err(fault) => Err(WriteError::Segment { claim: set.claim, fault }),
        }
    }

    /// Gives every claim and level the numbers that it gets when the batch is written.
    pub fn number_levels(&mut self) {
        let mut numbers = vec![Hl::default(); self.claims.len()];
        let mut empty = vec![Hl::default(); self.empty_levels.len()];
        let mut levels = 0;
        let mut next = || {
            levels += 1;
            levels
        };
        let spots = spots(self);
        for billing in spots.chunk_by(Spot::same_billing) {
            let mut hl = Hl { billing: next(), ..Hl::default() };
            let mut set = |spot: &Spot<'_>, hl: Hl| match spot.number {
                Number::Claim(at) => numbers.get_mut(at).into_iter().for_each(|slot| *slot = hl),
                Number::Empty(at) => empty.get_mut(at).into_iter().for_each(|slot| *slot = hl),
            };
            for subscriber in billing.chunk_by(Spot::same_subscriber) {
                hl.subscriber = subscriber.first().and_then(|first| first.subscriber).map(|_| next());
                for patient in subscriber.chunk_by(Spot::same_patient) {
                    hl.patient = patient.first().and_then(|first| first.patient).map(|_| next());
                    for spot in patient {
                        set(spot, hl);
                    }
                }
            }
        }
        self.claims.iter_mut().zip(numbers).for_each(|(claim, hl)| claim.hl = Some(hl));
        self.empty_levels.iter_mut().zip(empty).for_each(|(level, hl)| level.hl = hl);
    }
}

/// A claim, or a level without one, and what is around it.
struct Spot<'a> {
    number: Number,
    hl: Option<&'a Hl>,
    billing: &'a BillingProvider,
    pay_to: [&'a Option<Party>; 2],
    subscriber: Option<&'a Subscriber>,
    payer: &'a Option<Party>,
    patient: Option<&'a Patient>,
    claim: Option<&'a Claim>,
}

#[derive(Clone, Copy)]
enum Number {
    Claim(usize),
    Empty(usize),
}

impl<'a> Spot<'a> {
    fn of_claim(at: usize, claim: &'a Claim) -> Self {
        Self {
            number: Number::Claim(at),
            hl: claim.hl.as_ref(),
            billing: &claim.billing_provider,
            pay_to: [&claim.pay_to_address, &claim.pay_to_plan],
            subscriber: Some(&claim.subscriber),
            payer: &claim.payer,
            patient: claim.patient.as_ref(),
            claim: Some(claim),
        }
    }

    fn of_level(at: usize, level: &'a Level) -> Self {
        Self {
            number: Number::Empty(at),
            hl: Some(&level.hl),
            billing: &level.billing_provider,
            pay_to: [&level.pay_to_address, &level.pay_to_plan],
            subscriber: level.subscriber.as_ref(),
            payer: &level.payer,
            patient: level.patient.as_ref(),
            claim: None,
        }
    }

    fn numbers_agree(&self, other: &Self, of: impl Fn(&Hl) -> Option<u32>) -> bool {
        match (self.hl, other.hl) {
            (Some(a), Some(b)) => of(a) == of(b),
            _ => true,
        }
    }

    fn same_billing(&self, next: &Self) -> bool {
        self.numbers_agree(next, |hl| Some(hl.billing))
            && self.billing == next.billing
            && self.pay_to == next.pay_to
            // A level that is empty stays so.
            && self.subscriber.is_some()
            && next.subscriber.is_some()
    }

    /// In the same billing level. A subscriber's own claims come before those of its patients.
    fn same_subscriber(&self, next: &Self) -> bool {
        let in_order = self.patient.is_none() || next.patient.is_some();
        let claims = self.patient.is_some() || self.claim.is_some();
        in_order
            && claims
            && (next.patient.is_some() || next.claim.is_some())
            && self.numbers_agree(next, |hl| hl.subscriber)
            && self.subscriber == next.subscriber
            && self.payer == next.payer
    }

    /// In the same subscriber level.
    fn same_patient(&self, next: &Self) -> bool {
        self.numbers_agree(next, |hl| hl.patient)
            && self.patient == next.patient
            && (self.patient.is_none() || (self.claim.is_some() && next.claim.is_some()))
    }
}

/// Claims and empty levels in the order in which they are written: each empty level before the first
/// claim that has a greater number.
fn spots(batch: &Batch) -> Vec<Spot<'_>> {
    let mut all = Vec::with_capacity(batch.claims.len() + batch.empty_levels.len());
    let mut empty = batch.empty_levels.iter().enumerate().peekable();
    for (at, claim) in batch.claims.iter().enumerate() {
        if let Some(hl) = &claim.hl {
            while let Some((at, level)) = empty.next_if(|(_, level)| level.hl.last() < hl.last()) {
                all.push(Spot::of_level(at, level));
            }
        }
        all.push(Spot::of_claim(at, claim));
    }
    all.extend(empty.map(|(at, level)| Spot::of_level(at, level)));
    all
}

struct SetWriter<'g> {
    to: Emitter<'g>,
    claim: Option<usize>,
    /// HL segments so far.
    levels: u64,
}

type Written = Result<(), EmitError>;

impl SetWriter<'_> {
    fn batch(&mut self, batch: &Batch) -> Written {
        batch.header.put(false, &mut self.to)?;
        self.unplaced(&batch.unplaced, &["ST"], "ST")?;
        let ends = [("1000A", &batch.submitter, Role::Submitter), ("1000B", &batch.receiver, Role::Receiver)];
        for (id, party, role) in ends {
            self.maybe_party(id, party.as_ref(), role)?;
        }
        self.parties(&batch.other_parties, &[("1000A", &[Role::Submitter]), ("1000B", &[Role::Receiver])])?;
        for billing in spots(batch).chunk_by(Spot::same_billing) {
            self.billing_level(billing)?;
        }
        self.claim = None;
        let count = self.to.segments() + 1;
        self.text(1, count.to_string().as_bytes());
        self.text(2, &to_bytes(&batch.header.control_number));
        self.to.segment("SE")
    }

    fn text(&mut self, element: u16, text: &[u8]) {
        self.to.draft().put(ElementRef::element(element), text);
    }

    fn level(&mut self, above: Option<u64>, code: &str, children: bool) -> Result<u64, EmitError> {
        self.levels += 1;
        self.text(1, self.levels.to_string().as_bytes());
        if let Some(above) = above {
            self.text(2, above.to_string().as_bytes());
        }
        self.text(3, code.as_bytes());
        self.text(4, if children { b"1" } else { b"0" });
        self.to.segment("HL")?;
        Ok(self.levels)
    }

    fn billing_level(&mut self, spots: &[Spot<'_>]) -> Written {
        let Some(first) = spots.first() else { return Ok(()) };
        self.at(first);
        let provider = first.billing;
        self.to.enter("2000A")?;
        let number = self.level(None, "20", first.subscriber.is_some())?;
        provider.put(true, &mut self.to)?;
        self.unplaced(&provider.unplaced, &["2000A", "2010AA"], "2000A")?;
        self.own_loop("2010AA", provider, &provider.unplaced)?;
        let [address, plan] = first.pay_to;
        self.maybe_party("2010AB", address.as_ref(), Role::PayTo)?;
        self.maybe_party("2010AC", plan.as_ref(), Role::PayToPlan)?;
        let more: Homes<'_> =
            &[("2010AA", &[Role::Billing]), ("2010AB", &[Role::PayTo]), ("2010AC", &[Role::PayToPlan])];
        self.parties(&provider.other_parties, more)?;
        for subscriber in spots.chunk_by(Spot::same_subscriber) {
            self.subscriber_level(number, subscriber)?;
        }
        self.to.leave()
    }

    fn subscriber_level(&mut self, above: u64, spots: &[Spot<'_>]) -> Written {
        let Some(first) = spots.first() else { return Ok(()) };
        let Some(subscriber) = first.subscriber else { return Ok(()) };
        self.at(first);
        self.to.enter("2000B")?;
        let number = self.level(Some(above), "22", spots.iter().any(|spot| spot.patient.is_some()))?;
        subscriber.put(true, &mut self.to)?;
        self.unplaced(&subscriber.unplaced, &["2000B", "2010BA"], "2000B")?;
        self.own_loop("2010BA", subscriber, &subscriber.unplaced)?;
        self.maybe_party("2010BB", first.payer.as_ref(), Role::Payer)?;
        let more: Homes<'_> = &[("2010BA", &[Role::Subscriber]), ("2010BB", &[Role::Payer])];
        self.parties(&subscriber.other_parties, more)?;
        for patient in spots.chunk_by(Spot::same_patient) {
            self.patient_level(number, patient)?;
        }
        self.to.leave()
    }

    fn patient_level(&mut self, above: u64, spots: &[Spot<'_>]) -> Written {
        let patient = spots.first().and_then(|first| first.patient);
        if let (Some(patient), Some(first)) = (patient, spots.first()) {
            self.at(first);
            self.to.enter("2000C")?;
            self.level(Some(above), "23", false)?;
            patient.put(true, &mut self.to)?;
            self.unplaced(&patient.unplaced, &["2000C", "2010CA"], "2000C")?;
            self.own_loop("2010CA", patient, &patient.unplaced)?;
            self.parties(&patient.other_parties, &[("2010CA", &[Role::Patient])])?;
        }
        for spot in spots {
            self.at(spot);
            if let Some(claim) = spot.claim {
                self.claim(claim)?;
            }
        }
        if patient.is_some() { self.to.leave() } else { Ok(()) }
    }

    fn at(&mut self, spot: &Spot<'_>) {
        self.claim = match spot.number {
            Number::Claim(at) => Some(at),
            Number::Empty(_) => None,
        };
    }

    fn claim(&mut self, claim: &Claim) -> Written {
        self.to.enter("2300")?;
        claim.put(false, &mut self.to)?;
        self.unplaced(&claim.unplaced, &["2300"], "2300")?;
        self.parties(&claim.providers, CLAIM_PROVIDERS)?;
        for other in &claim.other_insurance {
            self.other_insurance(other)?;
        }
        for (place, line) in (1_u64..).zip(&claim.lines) {
            self.line(place, line)?;
        }
        self.to.leave()
    }

    fn other_insurance(&mut self, other: &OtherInsurance) -> Written {
        self.to.enter("2320")?;
        other.put(false, &mut self.to)?;
        self.unplaced(&other.unplaced, &["2320"], "2320")?;
        self.maybe_party("2330A", other.subscriber.as_ref(), Role::Subscriber)?;
        self.maybe_party("2330B", other.payer.as_ref(), Role::Payer)?;
        self.parties(&other.providers, OTHER_PROVIDERS)?;
        self.to.leave()
    }

    fn line(&mut self, place: u64, line: &ServiceLine) -> Written {
        self.to.enter("2400")?;
        if line.number.is_empty() && line.other_elements.of("LX").all(|(at, _)| at.element != 1) {
            self.text(1, place.to_string().as_bytes());
        }
        line.put(false, &mut self.to)?;
        self.unplaced(&line.unplaced, &["2400"], "2400")?;
        for drug in &line.drugs {
            self.inner::<Drug>("2410", drug, &drug.unplaced)?;
        }
        self.parties(&line.providers, LINE_PROVIDERS)?;
        for decision in &line.adjudications {
            self.inner::<Adjudication>("2430", decision, &decision.unplaced)?;
        }
        for form in &line.forms {
            self.inner::<FormAnswers>("2440", form, &form.unplaced)?;
        }
        self.to.leave()
    }

    /// A loop without loops in it.
    fn inner<T: Record>(&mut self, id: &'static str, one: &T, unplaced: &[RawSegment]) -> Written {
        self.to.enter(id)?;
        one.put(false, &mut self.to)?;
        self.unplaced(unplaced, &[id], id)?;
        self.to.leave()
    }

    /// The loop of a struct that also stands for a level, if there is anything of it.
    fn own_loop<T: Record>(&mut self, id: &'static str, one: &T, unplaced: &[RawSegment]) -> Written {
        if !one.holds(false) && !unplaced.iter().any(|raw| raw.in_loop == id) {
            return Ok(());
        }
        self.to.enter(id)?;
        one.put(false, &mut self.to)?;
        self.unplaced_in(unplaced, id)?;
        self.to.leave()
    }

    fn maybe_party(&mut self, id: &'static str, party: Option<&Party>, role: Role) -> Written {
        party.map_or(Ok(()), |party| self.party(id, party, role))
    }

    fn party(&mut self, id: &'static str, party: &Party, role: Role) -> Written {
        self.to.enter(id)?;
        if party.role.is_none() {
            self.text(1, role.code().as_bytes());
        }
        party.put(false, &mut self.to)?;
        self.unplaced(&party.unplaced, &[id], id)?;
        self.to.leave()
    }

    /// Parties that say by their role which loop they are.
    fn parties(&mut self, parties: &[Party], homes: Homes<'_>) -> Written {
        for party in parties {
            let role = party.role;
            let home = homes.iter().find(|(_, roles)| role.is_some_and(|role| roles.contains(&role)));
            let (Some((id, _)), Some(role)) = (home, role) else {
                return Err(self.to.error(EmitFault::NoPlace, Some("NM1")));
            };
            self.party(id, party, role)?;
        }
        Ok(())
    }

    /// Writes what was kept of loop `id`, and refuses what names a loop that is not one of `homes`.
    fn unplaced(&mut self, kept: &[RawSegment], homes: &[&str], id: &str) -> Written {
        if !kept.iter().all(|raw| homes.contains(&raw.in_loop.as_str())) {
            return Err(self.to.error(EmitFault::NoPlace, None));
        }
        self.unplaced_in(kept, id)
    }

    fn unplaced_in(&mut self, kept: &[RawSegment], id: &str) -> Written {
        for raw in kept.iter().filter(|raw| raw.in_loop == id) {
            for (name, text) in raw.elements.iter() {
                self.to.draft().put(name.at(), &to_bytes(text));
            }
            self.to.unplaced(&to_bytes(&raw.id))?;
        }
        Ok(())
    }
}

/// Loops, and the roles of those who stand there.
type Homes<'a> = &'a [(&'static str, &'a [Role])];

const CLAIM_PROVIDERS: Homes<'static> = &[
    ("2310A", &[Role::Referring, Role::PrimaryCare]),
    ("2310B", &[Role::Rendering]),
    ("2310C", &[Role::ServiceLocation]),
    ("2310D", &[Role::Supervising]),
    ("2310E", &[Role::PickUp]),
    ("2310F", &[Role::DropOff]),
];

/// The subscriber and the payer stand here if there is one more than the guide allows.
const OTHER_PROVIDERS: Homes<'static> = &[
    ("2330A", &[Role::Subscriber]),
    ("2330B", &[Role::Payer]),
    ("2330C", &[Role::Referring, Role::PrimaryCare]),
    ("2330D", &[Role::Rendering]),
    ("2330E", &[Role::ServiceLocation]),
    ("2330F", &[Role::Supervising]),
    ("2330G", &[Role::Billing]),
];

const LINE_PROVIDERS: Homes<'static> = &[
    ("2420A", &[Role::Rendering]),
    ("2420B", &[Role::PurchasedService]),
    ("2420C", &[Role::ServiceLocation]),
    ("2420D", &[Role::Supervising]),
    ("2420E", &[Role::Ordering]),
    ("2420F", &[Role::Referring, Role::PrimaryCare]),
    ("2420G", &[Role::PickUp]),
    ("2420H", &[Role::DropOff]),
];
