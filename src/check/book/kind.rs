//! Kinds: attendances that are alike to their payer, found out once for all of them.

use super::cover::{self, Cover};
use super::{Attendance, Book, LogRun, Paying, Ruling};
use crate::check::LOG_CHECKS;
use crate::check::payer::{Answer, Broken, Cell, Ruled};
use crate::diag::{Arg, Lack};
use crate::evidence::{Encounter, History, Member, MemberAt, within};
use crate::pack::rows::{
    Age, Authorization, Cap, ClaimForm, CredentialRow, Diagnosis, Document, Eligibility, Exclusion, Group,
    ModeRow, ModifierRow, Party, Place as PlaceRow, PricingRow, Rate, Record, RelationRow, Rounding, Service,
    Supervision, Timely, Variant,
};
use crate::pack::{Ask, Effective, Line, Mode, PackRow, Truth, line, without_replaced};
use crate::value::{Date, HcpcsCode, Icd10Cm, Modifier, PlaceOfService};
use std::collections::HashMap;

/// What the rows that speak of an attendance may depend on, as the log tells it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct Traits<'e> {
    /// The stack and the time between two changes of its rules, by their places.
    pub(crate) stack: u16,
    pub(crate) cell: usize,
    service: Option<&'e str>,
    code: Option<HcpcsCode>,
    pub(crate) modifiers: &'e [Modifier],
    /// More than one member was there.
    pub(crate) together: bool,
    pub(crate) mode: Option<Mode>,
    pub(crate) member_at: Option<MemberAt>,
    pub(crate) pos: Option<PlaceOfService>,
    /// Which of the rows that ask for an age speak; nothing where the age is not known.
    age: Option<usize>,
    diagnoses: Vec<u64>,
    county: Option<&'e str>,
    programme: Option<&'e str>,
    product: Option<&'e str>,
    pub(crate) other_payer: bool,
    /// Named facts that are on record, where some row asks for one; and those known not to be so.
    facts: Vec<&'e str>,
    not_facts: Vec<&'e str>,
    /// Credentials that count, stage, day of the first, where some row asks for them.
    credentials: Vec<String>,
    stage: Option<&'e str>,
    certified_on: Option<Date>,
    tenure: Option<u32>,
}

/// A place of service on the claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// This one.
    Is(PlaceOfService),
    /// The log names one that the payer does not take.
    Refused,
    /// Nobody says which.
    Unknown,
}

/// Attendances that are alike to their payer.
pub(crate) struct Kind<'e> {
    pub(crate) ruled: &'e Ruled,
    pub(crate) traits: Traits<'e>,
    /// A day of them, for which the rows were chosen; the same rows hold on all their days.
    pub(crate) day: Date,
    age: Option<u16>,
    diagnosed: Vec<Icd10Cm>,
    pub(crate) service: Option<Effective<'e, Service>>,
    /// A service of another time that the log names.
    pub(crate) other_time: Option<Effective<'e, Service>>,
    /// The pack does not know the codes of all its services.
    pub(crate) open_services: bool,
    /// What the payer wants on the line.
    pub(crate) line: Line,
    /// The modifiers of the line, in order.
    pub(crate) modifiers: Vec<Modifier>,
    pub(crate) place: Place,
    pub(crate) ages: Option<Effective<'e, Age>>,
    pub(crate) diagnoses: Vec<Effective<'e, Diagnosis>>,
    pub(crate) papers: Vec<Effective<'e, Document>>,
    pub(crate) exclusions: Vec<Effective<'e, Exclusion>>,
    pub(crate) records: Vec<Effective<'e, Record>>,
    pub(crate) relations: Vec<Effective<'e, RelationRow>>,
    pub(crate) eligibility: Vec<Effective<'e, Eligibility>>,
    pub(crate) timely: Vec<Effective<'e, Timely>>,
    pub(crate) caps: Vec<Effective<'e, Cap>>,
    pub(crate) authorizations: Vec<Effective<'e, Authorization>>,
    pub(crate) credentials: Vec<Effective<'e, CredentialRow>>,
    pub(crate) supervision: Vec<Effective<'e, Supervision>>,
    pub(crate) rounding: Option<Effective<'e, Rounding>>,
    pub(crate) modes: Vec<Effective<'e, ModeRow>>,
    pub(crate) places: Vec<Effective<'e, PlaceRow>>,
    pub(crate) groups: Vec<Effective<'e, Group>>,
    pub(crate) modifier_rows: Vec<Effective<'e, ModifierRow>>,
    /// Modifiers that services and rates of the payer have with this code.
    pub(crate) known_modifiers: Vec<Modifier>,
    pub(crate) parties: Vec<Effective<'e, Party>>,
    pub(crate) forms: Vec<Effective<'e, ClaimForm>>,
    pub(crate) rates: Vec<Effective<'e, Rate>>,
    pub(crate) pricing: Option<Effective<'e, PricingRow>>,
    /// What the rules that look at kinds say.
    pub(crate) rulings: Vec<Ruling>,
}

impl<'e> Kind<'e> {
    /// Does the pack know the service?
    pub(crate) const fn is_service(&self) -> bool {
        self.service.is_some()
    }

    /// Does the log name a service of another time?
    pub(crate) const fn is_of_other_time(&self) -> bool {
        self.other_time.is_some()
    }

    /// The answer where a row is broken.
    pub(crate) fn broken<R: PackRow>(&self, row: &Effective<'_, R>, args: &[Arg]) -> Broken {
        Broken::by(self.ruled, row, self.day, args)
    }

    /// The answer where a row is broken, if it speaks; open where that cannot be told.
    pub(crate) fn answer<R: PackRow>(&self, row: &Effective<'_, R>, args: &[Arg]) -> Answer {
        let broken = self.broken(row, args);
        match row.truth {
            Truth::Open(lacking) => Answer::Open(Lack::Fact(lacking.as_str()), broken),
            Truth::Yes | Truth::No => Answer::Broken(broken),
        }
    }

    /// The id of the service.
    pub(crate) fn service_id(&self) -> Option<&'e str> {
        self.service.and_then(|service| service.terms.id.as_deref())
    }

    /// The procedure code: the pack's; where the pack does not know it, that of the log.
    pub(crate) fn code(&self) -> Option<HcpcsCode> {
        self.service.and_then(|service| service.row.code.get().copied().or(self.traits.code))
    }

    /// Calls with the question that attendances of this kind ask.
    pub(crate) fn asking<T>(&self, then: impl FnOnce(&Ask<'_>) -> T) -> T {
        let credentials: Vec<&str> = self.traits.credentials.iter().map(String::as_str).collect();
        let mut ask = Ask::on(self.day);
        ask.known_on = self.ruled.known_on();
        ask.service = self.service_id();
        ask.programme = self.traits.programme;
        ask.product = self.traits.product;
        ask.mode = self.traits.mode;
        ask.member_at = self.traits.member_at;
        ask.pos = match self.place {
            Place::Is(pos) => Some(pos),
            Place::Refused | Place::Unknown => self.traits.pos,
        };
        ask.age = self.age;
        ask.county = self.traits.county;
        ask.modifiers = Some(&self.modifiers);
        ask.diagnoses = Some(&self.diagnosed);
        ask.facts = &self.traits.facts;
        ask.not_facts = &self.traits.not_facts;
        ask.other_payer = Some(self.traits.other_payer);
        if !credentials.is_empty() {
            ask.credentials = Some(&credentials);
        }
        ask.stage = self.traits.stage;
        ask.certified_on = self.traits.certified_on;
        ask.tenure = self.traits.tenure;
        then(&ask)
    }

    /// The rows of a kind that speak, or might.
    pub(crate) fn rows<R: PackRow>(&self, cell: &Cell) -> Vec<Effective<'e, R>> {
        let mut rows: Vec<Effective<'e, R>> = self.ruled.in_force::<R>(cell).collect();
        self.asking(|ask| {
            rows.retain_mut(|row| {
                row.truth = ask.answers(row.terms);
                row.truth != Truth::No
            });
        });
        without_replaced(&mut rows);
        rows
    }

    /// The one of them that holds, of those that `of` takes and that certainly speak.
    pub(crate) fn best<R: PackRow>(
        &self,
        rows: &[Effective<'e, R>],
        of: impl Fn(&R) -> bool,
    ) -> Option<Effective<'e, R>> {
        let speaking = rows.iter().filter(|one| one.truth == Truth::Yes && of(one.row));
        self.ruled.stack().winner(&speaking).copied()
    }

    fn new(
        ruled: &'e Ruled,
        traits: Traits<'e>,
        day: Date,
        age: Option<u16>,
        diagnosed: Vec<Icd10Cm>,
    ) -> Self {
        let mut kind = Self {
            ruled,
            day,
            age,
            diagnosed,
            service: None,
            other_time: None,
            open_services: false,
            line: Line::default(),
            modifiers: traits.modifiers.to_vec(),
            place: Place::Unknown,
            ages: None,
            diagnoses: Vec::new(),
            papers: Vec::new(),
            exclusions: Vec::new(),
            records: Vec::new(),
            relations: Vec::new(),
            eligibility: Vec::new(),
            timely: Vec::new(),
            caps: Vec::new(),
            authorizations: Vec::new(),
            credentials: Vec::new(),
            supervision: Vec::new(),
            rounding: None,
            modes: Vec::new(),
            places: Vec::new(),
            groups: Vec::new(),
            modifier_rows: Vec::new(),
            known_modifiers: Vec::new(),
            parties: Vec::new(),
            forms: Vec::new(),
            rates: Vec::new(),
            pricing: None,
            rulings: Vec::new(),
            traits,
        };
        if let Some((_, cell)) = ruled.on(day) {
            kind.find_service(cell);
            if kind.is_service() {
                kind.find_line();
                kind.find_rows(cell);
            }
        }
        for check in LOG_CHECKS {
            if let LogRun::Kind(run) = check.run {
                kind.rulings.extend(Ruling::new(check, run(&kind), None));
            }
        }
        kind
    }

    fn find_rows(&mut self, cell: &Cell) {
        let ages = self.rows::<Age>(cell);
        self.ages = self.best(&ages, |_| true);
        self.diagnoses = self.rows(cell);
        self.papers = self.rows(cell);
        self.exclusions = self.rows(cell);
        self.records = self.rows(cell);
        self.relations = self.rows(cell);
        self.eligibility = self.rows(cell);
        self.timely = self.rows(cell);
        self.caps = self.rows(cell);
        self.authorizations = self.rows(cell);
        self.credentials = self.rows(cell);
        self.supervision = self.rows(cell);
        self.modes = self.rows(cell);
        self.places = self.rows(cell);
        self.groups = self.rows(cell);
        self.modifier_rows = self.rows(cell);
        self.parties = self.rows(cell);
        self.forms = self.rows(cell);
        self.rates = self.rows(cell);
        let pricing = self.rows::<PricingRow>(cell);
        self.pricing = self.best(&pricing, |_| true);
        let services = self.ruled.in_force::<Service>(cell);
        let same_code = services.filter(|one| one.row.code.get() == self.code().as_ref());
        let of_services = same_code.flat_map(|one| one.row.modifiers.iter());
        let rates = self.ruled.in_force::<Rate>(cell).flat_map(|one| one.row.modifiers.iter());
        self.known_modifiers = of_services.chain(rates).copied().collect();
        let rounding = self.rows::<Rounding>(cell);
        self.rounding = self.best(&rounding, |_| true);
    }

    /// Which service of the payer it is: the one that the log names, by the pack's name for it, by to whom it is
    /// given or by code and modifiers; else the pack's usual one.
    fn find_service(&mut self, cell: &Cell) {
        let services = self.rows::<Service>(cell);
        self.open_services = services.iter().any(|one| one.row.code.get().is_none());
        let wanted = if self.traits.together { Variant::Group } else { Variant::Individual };
        let traits = &self.traits;
        let found = if let Some(named) = traits.service {
            let by_id = services.iter().filter(|one| one.terms.id.as_deref() == Some(named));
            let by_variant = services.iter().filter(|one| one.row.variant.as_str() == named);
            by_id.max_by_key(|one| one.layer).or_else(|| only(by_variant))
        } else if let Some(code) = traits.code {
            let worn = |one: &&Effective<'e, Service>| {
                one.row.code.get() == Some(&code)
                    && one.row.modifiers.iter().all(|modifier| traits.modifiers.contains(modifier))
            };
            let depth = services.iter().filter(worn).map(|one| one.row.modifiers.len()).max();
            let fits = |one: &&Effective<'e, Service>| worn(one) && Some(one.row.modifiers.len()) == depth;
            let alike = services.iter().filter(fits).filter(|one| one.row.variant == wanted);
            only(services.iter().filter(fits)).or_else(|| only(alike))
        } else {
            let usual =
                self.ruled.stack().layers().rev().find_map(|pack| pack.pack.default_service.as_deref());
            let usual = usual.filter(|_| !traits.together);
            let named = services.iter().filter(|one| one.terms.id.as_deref() == usual && usual.is_some());
            let alike = services.iter().filter(|one| one.row.variant == wanted);
            named.max_by_key(|one| one.layer).or_else(|| only(alike)).or_else(|| only(services.iter()))
        };
        let found = found.copied();
        let depth = found.map(|one| one.row.modifiers.len());
        let asks = |one: &Effective<'e, Service>| match (traits.service, traits.code) {
            (Some(named), _) => found.is_none() && one.terms.id.as_deref() == Some(named),
            (None, Some(code)) => {
                one.row.code.get() == Some(&code)
                    && one.row.modifiers.iter().all(|modifier| traits.modifiers.contains(modifier))
                    && depth.is_none_or(|depth| one.row.modifiers.len() > depth)
            }
            (None, None) => false,
        };
        let in_force = |one: &Effective<'e, Service>| self.asking(|ask| ask.in_force(one.terms));
        let gone = self.ruled.services().filter(|one| asks(one) && !in_force(one));
        let gone = gone.max_by_key(|one| one.row.modifiers.len());
        (self.other_time, self.service) = (gone, found.filter(|_| gone.is_none()));
    }

    fn find_line(&mut self) {
        let stack = self.ruled.stack();
        self.line = self.asking(|ask| line(stack, ask)).unwrap_or_default();
        self.modifiers = self.line.modifiers.clone();
        for modifier in self.traits.modifiers {
            if !self.modifiers.contains(modifier) {
                self.modifiers.push(*modifier);
            }
        }
        self.place = self.find_place();
    }

    /// The place that the log names, where the payer takes it; for a service from afar the one that the payer wants.
    fn find_place(&self) -> Place {
        let takes = |pos: &PlaceOfService| {
            !self.line.forbidden_pos.contains(pos)
                && (self.line.pos.is_empty() || self.line.pos.contains(pos))
        };
        let afar = matches!(self.traits.mode, Some(Mode::Video | Mode::Audio));
        let wanted = match (self.line.pos.as_slice(), self.traits.member_at) {
            ([one], _) => Some(*one),
            (all, Some(at)) if afar => {
                // By their definitions 10 is the member's home and 02 any other place.
                let code = if at == MemberAt::Home { "10" } else { "02" };
                let from_afar = PlaceOfService::from_bytes(code.as_bytes()).ok();
                from_afar.filter(|pos| (all.is_empty() || all.contains(pos)) && takes(pos))
            }
            _ => None,
        };
        match (self.traits.pos, wanted) {
            (Some(pos), _) if takes(&pos) => Place::Is(pos),
            (Some(_), Some(pos)) if afar => Place::Is(pos),
            (Some(_), _) => Place::Refused,
            (None, Some(pos)) => Place::Is(pos),
            (None, None) => Place::Unknown,
        }
    }
}

impl<'e> Traits<'e> {
    /// Of a line that was sent.
    fn of_sent(row: &'e History, stack: u16, cell: usize) -> Self {
        Self {
            stack,
            cell,
            service: row.service.as_deref(),
            code: row.code,
            modifiers: &row.modifiers,
            together: false,
            mode: None,
            member_at: None,
            pos: row.pos,
            age: None,
            diagnoses: Vec::new(),
            county: None,
            programme: None,
            product: None,
            other_payer: false,
            facts: Vec::new(),
            not_facts: Vec::new(),
            credentials: Vec::new(),
            stage: None,
            certified_on: None,
            tenure: None,
        }
    }
}

impl<'e> Book<'e> {
    /// The kind of a line that was sent to a payer, beside those of the log.
    pub(crate) fn sent_kind(&mut self, row: &'e History, stack: u16) -> Option<u32> {
        let ruled = self.payers.ruled().get(usize::from(stack))?;
        let (cell, _) = ruled.on(row.from)?;
        let traits = Traits::of_sent(row, stack, cell);
        self.kinds.push(Kind::new(ruled, traits, row.from, None, Vec::new()));
        u32::try_from(self.kinds.len().checked_sub(1)?).ok()
    }
}

/// The only one; of several layers that know the same service, the last.
fn only<'s, 'e: 's>(
    services: impl Iterator<Item = &'s Effective<'e, Service>>,
) -> Option<&'s Effective<'e, Service>> {
    let mut all: Vec<&Effective<'e, Service>> = services.collect();
    all.sort_by_key(|one| one.layer);
    let last = all.last().copied()?;
    all.iter().all(|one| one.terms.id == last.terms.id).then_some(last)
}

/// Finds out who pays for each attendance and which kind it is.
pub(super) fn assign(book: &mut Book<'_>) {
    let mut places: HashMap<Traits<'_>, u32> = HashMap::new();
    let mut attendances = std::mem::take(&mut book.attendances);
    let mut of = None;
    let mut covers: Vec<Cover> = Vec::new();
    let mut last: Option<(Traits<'_>, u32)> = None;
    for attendance in &mut attendances {
        let Some((place, member)) = attendance.member else { continue };
        if of != Some(place) {
            (of, covers) = (Some(place), Cover::all(book.payers, member));
        }
        attendance.payer = cover::paying(book.payers, member, &covers, attendance.encounter);
        let Paying::Stack { stack, coverage } = attendance.payer else { continue };
        let Some(ruled) = book.payers.ruled().get(usize::from(stack)) else { continue };
        let Some((cell_at, cell)) = ruled.on(attendance.day) else { continue };
        let diagnosed = diagnoses(attendance.encounter, member);
        let age = member.born.and_then(|born| attendance.day.years_since(born));
        let traits = traits(book, attendance, member, (stack, coverage), (cell_at, cell), age, &diagnosed);
        // Contacts of one member are often alike.
        if let Some((same, kind)) = &last
            && *same == traits
        {
            attendance.kind = Some(*kind);
            continue;
        }
        let next = u32::try_from(book.kinds.len()).unwrap_or(u32::MAX);
        let kind = *places.entry(traits.clone()).or_insert_with_key(|traits| {
            book.kinds.push(Kind::new(ruled, traits.clone(), attendance.day, age, diagnosed));
            next
        });
        attendance.kind = Some(kind);
        last = Some((traits, kind));
    }
    book.attendances = attendances;
}

fn traits<'e>(
    book: &Book<'e>,
    attendance: &Attendance<'e>,
    member: &'e Member,
    (stack, coverage): (u16, Option<u16>),
    (cell_at, cell): (usize, &Cell),
    age: Option<u16>,
    diagnosed: &[Icd10Cm],
) -> Traits<'e> {
    let (encounter, day) = (attendance.encounter, attendance.day);
    let covered = coverage.and_then(|at| member.coverage.get(usize::from(at)));
    let given = &book.payers.given;
    let (mut facts, mut not_facts) = (Vec::new(), Vec::new());
    if cell.asks.facts {
        for fact in member.facts.iter().filter(|fact| fact.holds(day)) {
            let none = fact.value.is_some_and(|value| value == crate::value::Quantity::ZERO);
            if none { &mut not_facts } else { &mut facts }.push(fact.fact.as_str());
        }
        facts.extend(encounter.tags.iter().map(String::as_str));
        facts.sort_unstable();
        not_facts.sort_unstable();
    }
    let mut traits = Traits {
        stack,
        cell: cell_at,
        service: encounter.service.as_deref(),
        code: encounter.code,
        modifiers: &encounter.modifiers,
        together: book.people(attendance) > 1,
        mode: mode(encounter),
        member_at: member_at(encounter),
        pos: encounter.pos,
        age: age.map(|age| cell.age_class(age)),
        diagnoses: cell.diagnosis_class(diagnosed),
        county: covered.and_then(|one| one.county.as_deref()).or(given.county.as_deref()),
        programme: covered.and_then(|one| one.programme.as_deref()).or(given.programme.as_deref()),
        product: covered.and_then(|one| one.product.as_deref()).or(given.product.as_deref()),
        other_payer: cover::before(member, coverage, day).next().is_some(),
        facts,
        not_facts,
        credentials: Vec::new(),
        stage: None,
        certified_on: None,
        tenure: None,
    };
    if cell.asks.tenure {
        traits.tenure = u32::try_from(day.days_since(book.first_day(attendance))).ok();
    }
    if cell.asks.credential
        && let Some((_, staff)) = book.first_of_crew(attendance.place)
    {
        traits.credentials = crate::credential::names_on(book.bodies, staff, day);
        traits.stage = staff.credentials.iter().find_map(|one| one.stage.as_deref());
        traits.certified_on =
            staff.credentials.iter().filter_map(|one| one.first_certified.or(one.issued)).min();
    }
    traits
}

/// How it took place: as the log says, else as modifiers and place say.
fn mode(encounter: &Encounter) -> Option<Mode> {
    let bears = |codes: &[&str]| encounter.modifiers.iter().any(|one| codes.contains(&one.as_str()));
    let pos = encounter.pos.as_ref().map(PlaceOfService::as_str);
    match encounter.mode {
        None if bears(&["93", "FQ"]) => Some(Mode::Audio),
        // By picture or by sound alone: a modifier or place that says only that it was from afar does not tell.
        None if bears(&["95", "GT", "GQ"]) || matches!(pos, None | Some("02" | "10")) => None,
        None => Some(Mode::InPerson),
        told => told,
    }
}

/// Where the member was: as the log says, else as the place of a service from afar says.
fn member_at(encounter: &Encounter) -> Option<MemberAt> {
    encounter.member_at.or(match encounter.pos.as_ref().map(PlaceOfService::as_str) {
        Some("10") => Some(MemberAt::Home),
        Some("02") => Some(MemberAt::Elsewhere),
        _ => None,
    })
}

/// The diagnoses of an encounter: its own, else those of the member on the day, the principal one first.
pub(crate) fn diagnoses(encounter: &Encounter, member: &Member) -> Vec<Icd10Cm> {
    if !encounter.diagnoses.is_empty() {
        return encounter.diagnoses.clone();
    }
    let on_file = || member.diagnoses.iter().filter(|one| within(one.from, one.to, encounter.on));
    let principal = on_file().filter(|one| one.principal == Some(true));
    let others = on_file().filter(|one| one.principal != Some(true));
    principal.chain(others).map(|one| one.code).collect()
}
