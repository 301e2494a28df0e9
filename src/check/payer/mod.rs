//! What the checks of payers' rules are told: which pack answers for a claim, what each line is to that
//! payer, and how a rule is decided where a claim does not tell everything.
//!
//! A claim cannot say everything that a row of a pack may ask. So a rule is tried in every way in which the
//! claim can be read (which service, how it was given, where the member was) and with every row that might
//! speak: broken in all of them is a finding, in none is fine, in some is *not run*, and what would have to
//! be known is told.

mod answer;
mod class;
pub(crate) mod limits;
mod line;
mod ruled;
#[cfg(test)]
mod tests;

pub(crate) use self::class::{Asked, Memo};
pub(crate) use answer::{Answer, Broken, Holding};
pub(crate) use line::{BilledLine, Match};
pub(crate) use ruled::{Cell, Ruled};

use self::class::Picked;
use super::PAYER_CHECKS;
use super::audit::{Fact, Given as StaffTime};
use super::checker::Settings;
use super::payer_not_of_pack as not_of_pack;
use crate::claim::ClaimView;
use crate::diag::{Finding, Found, Lack, Location, Rule, Severity};
use crate::pack::rows::{Basis as UnitBasis, Filler, Party, Role, Service, Variant};
use crate::pack::{Ask, Effective, PackSet, Pick};
use crate::table::Known;
use crate::value::rust_decimal::prelude::ToPrimitive;
use crate::value::{Date, Icd10Cm, Quantity};
use std::collections::BTreeMap;

/// What the caller tells beside the claims.
#[derive(Debug, Clone, Default)]
pub(crate) struct Given {
    pub(crate) received_on: Option<Date>,
    pub(crate) known_on: Option<Date>,
    pub(crate) programme: Option<String>,
    pub(crate) product: Option<String>,
    pub(crate) county: Option<String>,
}

impl Given {
    /// A question about a day, with what the caller tells.
    fn ask(&self, on: Date) -> Ask<'_> {
        let mut ask = Ask::on(on);
        ask.known_on = self.known_on;
        ask.programme = self.programme.as_deref();
        ask.product = self.product.as_deref();
        ask.county = self.county.as_deref();
        ask
    }
}

/// How a check looks at a claim.
#[derive(Clone, Copy)]
pub(crate) enum PayerRun {
    /// As a whole, by the rows of the tables that it reads: where there are none, it has nothing to say.
    Claim(fn(&Case<'_>, &mut Found)),
    /// As a whole, whatever rows there are.
    Always(fn(&Case<'_>, &mut Found)),
    /// Line by line, and by nothing of a line but what it has in common with those that are alike.
    Line(for<'a> fn(&Case<'a>, &BilledLine<'a>, &mut Found)),
}

/// The packs, made ready to be asked.
#[derive(Debug)]
pub(crate) struct Payers {
    set: PackSet,
    ruled: Vec<Ruled>,
    pub(crate) given: Given,
    /// Payers' numbers that the packs do not know, and the stacks that answer for them.
    numbers: BTreeMap<Vec<u8>, usize>,
}

impl Payers {
    /// Nothing, where there is no pack.
    pub(crate) fn new(set: PackSet, given: Given) -> Option<Self> {
        if set.is_empty() {
            return None;
        }
        let packs = set.packs();
        let ruled = set.stacks().iter().map(|stack| Ruled::new(stack, &packs, given.known_on)).collect();
        Some(Self { set, ruled, given, numbers: BTreeMap::new() })
    }

    /// The same, knowing by which numbers the agency's partners call payers.
    pub(crate) fn knowing(mut self, partners: &[crate::evidence::Partner]) -> Self {
        for partner in partners {
            let named = partner.payer.as_deref().and_then(|named| super::book::stack_of(&self, named));
            if let Some((number, stack)) = partner.payer_number.as_ref().zip(named) {
                self.numbers.insert(number.clone().into_bytes(), usize::from(stack));
            }
        }
        self
    }

    /// Those of a set, with nothing told beside.
    pub(crate) fn of(set: PackSet) -> Option<Self> {
        Self::new(set, Given::default())
    }

    /// The stack that the agency's partners call by that number.
    pub(crate) fn numbered(&self, number: &str) -> Option<u16> {
        self.numbers.get(number.as_bytes()).and_then(|stack| u16::try_from(*stack).ok())
    }

    /// Is the payer of a stack called so: by its packs ([`Stack::is_called`]), or by the agency's partners?
    pub(crate) fn is_called(&self, of: &Ruled, name: &str) -> bool {
        let partners = self.numbered(name).and_then(|stack| self.ruled.get(usize::from(stack)));
        partners.is_some_and(|one| std::ptr::eq(one, of)) || of.stack().is_called(name)
    }

    /// Is there a pack of that id?
    pub(crate) fn has_pack(&self, id: &str) -> bool {
        self.ruled.iter().any(|one| one.stack().layers().any(|pack| pack.id() == id))
    }

    /// What the row cites that a finding rests on.
    pub(crate) fn citation(&self, basis: crate::diag::Basis) -> Option<String> {
        let packs = self.set.packs();
        let pack = packs.get(usize::from(basis.pack))?;
        let terms = pack.terms(basis.table, basis.row)?;
        Some(terms.citations(&pack.rows.source).join("; ")).filter(|text| !text.is_empty())
    }

    /// Every stack.
    pub(crate) fn ruled(&self) -> &[Ruled] {
        &self.ruled
    }

    /// Runs every check of payers' rules that is reported over one claim, the `number`th of its set from 0, and
    /// tells its lines what the pack says of who gave the service.
    pub(crate) fn check<'a>(
        &'a self,
        settings: &Settings,
        claim: &ClaimView<'a>,
        (number, facts): (u32, &mut [Fact]),
        memo: &Memo<'a>,
        found: &mut Found,
    ) {
        // A line without a day that can be read was reported; nothing can be asked about it.
        let Some(first) = claim.days_of_service().map(|days| days.first()) else { return };
        let payer = claim.payer().and_then(|payer| payer.id().value()).unwrap_or_default();
        match memo.pick(first, payer, || self.pick(first, payer)) {
            Picked::One(stack) => {
                let Some(ruled) = self.ruled.get(stack) else { return };
                let case = Case::new(self, (stack, ruled), *claim, number, memo);
                if settings.beside.is_none() {
                    case.tell_staff(facts);
                }
                for (at, check) in (0_u32..).zip(PAYER_CHECKS) {
                    if settings.reports(check.rule) {
                        case.run(at, check.run, found);
                    }
                }
            }
            Picked::None => not_of_pack::none(self, claim, number, found),
            Picked::Several => found.not_run(&not_of_pack::RULE, Lack::OnePack, number, true),
        }
    }

    /// The place of the stack that answers for a claim, if one does.
    pub(crate) fn stack_of<'a>(&'a self, claim: &ClaimView<'a>, memo: &Memo<'a>) -> Option<u16> {
        let day = claim.days_of_service()?.first();
        let payer = claim.payer().and_then(|payer| payer.id().value()).unwrap_or_default();
        self.stack_for(memo, day, payer)
    }

    /// The place of the stack of that id, if there is one.
    pub(crate) fn place_of(&self, id: &str) -> Option<u16> {
        let at = self.ruled.iter().position(|one| one.stack().id() == id)?;
        u16::try_from(at).ok()
    }

    /// The place of the stack that answers for claims to a payer, if one does.
    pub(crate) fn stack_for(&self, memo: &Memo<'_>, day: Date, payer: &[u8]) -> Option<u16> {
        match memo.pick(day, payer, || self.pick(day, payer)) {
            Picked::One(stack) => u16::try_from(stack).ok(),
            Picked::None | Picked::Several => None,
        }
    }

    /// Which stack answers for claims to that payer.
    fn pick(&self, day: Date, payer: &[u8]) -> Picked {
        if let Some(stack) = self.numbers.get(payer) {
            return Picked::One(*stack);
        }
        let payer = std::str::from_utf8(payer).ok().filter(|payer| !payer.is_empty());
        match self.set.pick(payer, &self.given.ask(day)) {
            Pick::One(stack) => {
                let at = self.set.stacks().iter().position(|one| std::ptr::eq(one, stack));
                at.map_or(Picked::None, Picked::One)
            }
            Pick::None => Picked::None,
            Pick::Several => Picked::Several,
        }
    }
}

/// One claim, and the pack that answers for it.
pub(crate) struct Case<'a> {
    pub(crate) payers: &'a Payers,
    pub(crate) ruled: &'a Ruled,
    /// The place of that stack among those of the checker.
    stack: usize,
    pub(crate) claim: ClaimView<'a>,
    number: u32,
    /// The lines whose days can be read.
    pub(crate) lines: Vec<BilledLine<'a>>,
    pub(crate) diagnoses: Vec<Icd10Cm>,
    born: Option<Date>,
    /// Another payer comes before this one.
    pub(crate) other_payer: bool,
}

impl<'a> Case<'a> {
    /// Which claim of its set it is, from 0.
    pub(crate) const fn number(&self) -> u32 {
        self.number
    }

    fn new(
        payers: &'a Payers,
        (stack, ruled): (usize, &'a Ruled),
        claim: ClaimView<'a>,
        number: u32,
        memo: &Memo<'a>,
    ) -> Self {
        let code = |code: &[u8]| Icd10Cm::from_bytes(code).ok();
        let diagnoses = claim.diagnoses().filter_map(|one| one.code.value().and_then(code)).collect();
        let mut case = Self {
            payers,
            ruled,
            stack,
            claim,
            number,
            lines: Vec::new(),
            diagnoses,
            born: claim.member().and_then(|member| member.birth_date().value()),
            other_payer: other_payer_first(&claim),
        };
        case.lines = claim.lines().filter_map(|line| BilledLine::new(&case, memo, line)).collect();
        case
    }

    /// Runs the check of that number; what it had nothing to say of, it will have nothing to say of again.
    fn run(&self, check: u32, run: PayerRun, found: &mut Found) {
        match run {
            PayerRun::Claim(run) => {
                if self.lines.iter().any(|line| line.cell.has_rows_for(check)) {
                    run(self, found);
                }
            }
            PayerRun::Always(run) => run(self, found),
            PayerRun::Line(run) => {
                for line in self.lines.iter().filter(|line| !line.is_quiet(check)) {
                    let before = found.seen();
                    run(self, line, found);
                    if found.seen() == before {
                        line.quieten(check);
                    }
                }
            }
        }
    }

    /// Tells lines for how long the person gave the service whom they name, where the pack says who is named.
    fn tell_staff(&self, facts: &mut [Fact]) {
        for fact in facts.iter_mut().filter(|fact| fact.rendering != 0) {
            let Some(line) = self.lines.iter().find(|line| line.view.count() == fact.at.line) else {
                continue;
            };
            let rows = self.spoken::<Party>(line).filter(|row| row.row.role == Role::Rendering);
            let rows: Vec<&Effective<'a, Party>> = rows.collect();
            let holds = self.ruled.stack().winner(&rows.iter().copied());
            let named = holds.is_some_and(|row| row.row.filled_by == Some(Known::Is(Filler::Peer)));
            let person =
                line.view.rendering_provider().and_then(|one| one.entity_type().value()) == Some(b"1");
            let mut services = line.services.iter();
            if !named || !person || services.len() == 0 {
                continue;
            }
            let group = |row: &Service| {
                row.variant == Variant::Group || row.modifiers.iter().any(|code| code.as_str() == "HQ")
            };
            if line.bears_text("HQ") || services.clone().any(|one| group(one.row)) {
                fact.given = StaffTime::Group;
                continue;
            }
            let unit = services
                .find_map(|one| one.row.minutes.filter(|_| one.row.unit == Known::Is(UnitBasis::Minutes)));
            let units = fact.units.and_then(|units| Quantity::from(units).to_decimal().to_u32());
            if let Some((unit, units)) = unit.zip(units) {
                fact.given = StaffTime::Minutes(unit.get().saturating_mul(units));
            }
        }
    }

    /// The member's age on a day.
    pub(crate) fn age(&self, on: Date) -> Option<u16> {
        on.years_since(self.born?)
    }

    /// A question about a day, with what the claim and the caller tell of every line.
    pub(crate) fn ask(&self, on: Date) -> Ask<'_> {
        let mut ask = self.payers.given.ask(on);
        ask.age = self.age(on);
        ask.diagnoses = Some(&self.diagnoses);
        ask.other_payer = Some(self.other_payer);
        ask
    }

    /// Reports what was decided: a finding where the rule is broken, *not run* where it is open.
    pub(crate) fn tell(
        &self,
        found: &mut Found,
        rule: &'static Rule,
        answer: Answer,
        at: impl FnOnce() -> Location,
    ) {
        match answer {
            Answer::Fine => {}
            Answer::Broken(broken) => found.push(broken.finding(rule, of_claim(&self.claim, at()))),
            Answer::Open(lack, broken) => self.lacks(found, rule, lack, &broken),
        }
    }

    /// The same, but where it is open the finding is made and only warns: what it is about stands on the claim.
    pub(crate) fn tell_even_open(
        &self,
        found: &mut Found,
        rule: &'static Rule,
        answer: Answer,
        at: impl FnOnce() -> Location,
    ) {
        match answer {
            Answer::Open(_, broken) => {
                found.push(broken.undecided().finding(rule, of_claim(&self.claim, at())));
            }
            answer => self.tell(found, rule, answer, at),
        }
    }

    /// Reports that a rule could not be decided for this claim.
    pub(crate) fn lacks(&self, found: &mut Found, rule: &'static Rule, lack: Lack, broken: &Broken) {
        found.not_run(rule, lack, self.number, found.level(rule) == Severity::Error && broken.may_reject());
    }

    /// Reports that the claim cannot be judged without this.
    pub(crate) fn undetermined(&self, found: &mut Found, rule: &'static Rule, lack: Lack) {
        found.not_run(rule, lack, self.number, true);
    }

    /// A rule of the claim as a whole, asked by way of each line: told once, the worst answer.
    pub(crate) fn tell_once(
        &self,
        found: &mut Found,
        rule: &'static Rule,
        answers: impl IntoIterator<Item = Answer>,
        at: impl FnOnce() -> Location,
    ) {
        let worst = answers.into_iter().max_by_key(Answer::weight).unwrap_or(Answer::Fine);
        self.tell(found, rule, worst, at);
    }

    /// A finding that rests on no row.
    pub(crate) fn plain(found: &mut Found, rule: &'static Rule, at: Location, args: &[crate::diag::Arg]) {
        found.push(Finding::new(rule, at, args));
    }
}

/// A place above the claim (its payer, its member) where one claim is judged: others under it are not concerned.
pub(crate) fn of_claim(claim: &ClaimView<'_>, mut at: Location) -> Location {
    let inside = claim.loop_view().number()..claim.loop_view().end_number();
    if let Some(place) = at.x12_mut()
        && !inside.contains(&place.anchor)
    {
        place.anchor = inside.start;
    }
    at
}

/// Does another payer of the claim come before this one (SBR01)?
fn other_payer_first(claim: &ClaimView<'_>) -> bool {
    const ORDER: &[u8] = b"PSTABCDEFGH";
    let place = |code: Option<&[u8]>| match code {
        Some([code]) => ORDER.iter().position(|one| one == code),
        _ => None,
    };
    let Some(own) = place(claim.payer_order().value()) else { return false };
    claim.other_insurance().any(|other| place(other.payer_order().value()).is_some_and(|place| place < own))
}
