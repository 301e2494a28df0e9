//! Lines beside the log: what each bills, and what every rule that the log decides says of it.

use super::Index;
use super::billed::BilledLine;
use super::fact::Fact;
use super::join::{Joined, alike, join};
use super::money::share;
use super::report::{Claim, Out, Stake};
use crate::check::book::{About, Attendance, Book, Event, Grain, LogLine, Ruling, Use, Weight};
use crate::check::payer::{Answer, Broken};
use crate::check::{encounter_never_billed, line_billed_twice, line_without_encounter, units_not_decided};
use crate::diag::{Arg, AtRisk, Basis, Lack, Location, Related, RowPlace, Rule};
use crate::value::{Date, Money, Quantity, Units};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A line of money: of a claim, or, where there are no claims, of the log.
struct Line {
    /// Its attendances.
    of: Vec<u32>,
    kind: u32,
    day: Date,
    /// Billed; where there is no claim, what the log makes.
    units: Option<Units>,
    /// Expected to be paid, by the payer's rate where it is known, else the charge.
    amount: Option<Money>,
    /// Its fact.
    fact: Option<u32>,
}

/// A limit that was gone over: by which lines, and by how many units of each.
struct UsedUp {
    rule: &'static Rule,
    broken: Broken,
    over: Vec<(u32, Units)>,
}

struct Audit<'b, 'e, 'o, 's> {
    book: &'b Book<'e>,
    facts: &'b [(u32, Fact)],
    out: &'o mut Out<'s>,
    lines: Vec<Line>,
    /// Of each attendance, the lines that bill it.
    of: HashMap<u32, Vec<u32>>,
    /// Claims are looked at, and not the log alone.
    claims: bool,
    /// Contacts that a limit or an authorization keeps from being billed whole.
    over: HashSet<u32>,
    /// Contacts that what the log tells as a whole keeps from being billed.
    barred: HashSet<u32>,
}

/// Lines that bill the same, by claims alone.
pub(super) fn twice(facts: &[(u32, Fact)], out: &mut Out<'_>) {
    for (first, second) in pairs(facts) {
        let words =
            Arg::Text("another line bills the same code, modifiers and place for this member and day");
        tell_twice(facts, (first, second), Broken::by_none(&[words]).undecided(), out, Vec::new());
    }
}

/// Each line that bills what an earlier one bills, with that one.
fn pairs(facts: &[(u32, Fact)]) -> Vec<(u32, u32)> {
    let mut seen: HashMap<(u128, Date), Vec<u32>> = HashMap::new();
    let mut pairs = Vec::new();
    for (at, (_, fact)) in (0_u32..).zip(facts) {
        // A replacement bills again what it replaces.
        if fact.frequency == 7 || fact.code.is_none() {
            continue;
        }
        let earlier = seen.entry((fact.whose, fact.days.first())).or_default();
        if let Some(first) = earlier.iter().find(|first| alike(facts, at, **first)) {
            pairs.push((*first, at));
        } else {
            earlier.push(at);
        }
    }
    pairs
}

fn tell_twice(
    facts: &[(u32, Fact)],
    (first, second): (u32, u32),
    broken: Broken,
    out: &mut Out<'_>,
    stakes: Vec<Stake>,
) {
    let (Some(one), Some(other)) = (facts.get(first as usize), facts.get(second as usize)) else { return };
    let at = (Some(other.0), other.1.at.location());
    out.event(&line_billed_twice::RULE, broken, at, vec![related_line(one)], &[claim_of(other)], stakes);
}

fn claim_of((file, fact): &(u32, Fact)) -> Claim {
    (*file, fact.at.set, fact.at.claim)
}

fn related_line((file, fact): &(u32, Fact)) -> Related {
    Related::Line { file: *file, claim: fact.at.claim + 1, line: fact.at.line }
}

/// Everything that evidence says, of claims where there are some.
pub(super) fn audit(book: &Book<'_>, index: &Index, facts: &[(u32, Fact)], claims: bool, out: &mut Out<'_>) {
    let log = book.lines();
    let over = if claims { over_limits(book, &log) } else { HashSet::new() };
    let events = book.events();
    let barred = barred(&events);
    let mut audit = Audit { book, facts, out, lines: Vec::new(), of: HashMap::new(), claims, over, barred };
    if claims {
        audit.join(index);
    } else {
        audit.log(&log);
    }
    for (at, line) in (0_u32..).zip(&audit.lines) {
        for attendance in &line.of {
            audit.of.entry(*attendance).or_default().push(at);
        }
    }
    audit.rulings();
    for event in &events {
        audit.whole(event);
    }
    audit.limits();
    if claims {
        audit.never_billed(&log);
    }
}

/// Contacts that one of those events keeps from being billed.
fn barred(events: &[Event]) -> HashSet<u32> {
    let barring = events.iter().filter(|event| {
        let broken = Answer::Broken(event.broken.clone());
        let ruling = Ruling { rule: event.rule, about: About::Encounter, staff: None, answer: broken };
        ruling.weight() == Weight::Bars
    });
    barring.flat_map(Event::barred).collect()
}

/// Contacts of lines that would go over a limit or an authorization, if everything in the log were billed.
fn over_limits(book: &Book<'_>, lines: &[LogLine]) -> HashSet<u32> {
    let uses = (0_u32..).zip(lines).filter_map(|(at, line)| {
        let of = book.those(&line.of);
        Some(Use { line: at, units: book.reckon(line.kind, &of).units? })
    });
    let consumed = book.consume(lines, &uses.collect::<Vec<_>>());
    let over = consumed.excess.iter().filter_map(|excess| lines.get(excess.line as usize));
    over.flat_map(|line| line.of.iter().copied()).collect()
}

impl<'e> Audit<'_, 'e, '_, '_> {
    /// The lines of the claims.
    fn join(&mut self, index: &Index) {
        let joined = join(self.book, index, self.facts);
        for (at, joined) in (0_u32..).zip(joined) {
            let Some(here) = self.facts.get(at as usize) else { continue };
            let (file, fact) = here;
            let whole = fact.charge.map(AtRisk::exactly);
            match joined {
                Joined::To(of) => self.billed(index, at, of),
                Joined::Nothing(words) => {
                    let stakes = self.own_stake(at, whole);
                    self.out.event(
                        &line_without_encounter::RULE,
                        Broken::by_none(&[Arg::Text(words)]),
                        (Some(*file), fact.at.location()),
                        Vec::new(),
                        &[claim_of(here)],
                        stakes,
                    );
                }
                Joined::Twice(first) if self.shares(first, at) => {
                    let stakes = self.own_stake(at, whole.map(|risk| AtRisk { least: Money::ZERO, ..risk }));
                    let words = "another line bills contacts of the same day in the same way; together they are one line";
                    let broken = Broken::by_none(&[Arg::Text(words)]).undecided();
                    tell_twice(self.facts, (first, at), broken, self.out, stakes);
                }
                Joined::Twice(first) => {
                    let stakes = self.own_stake(at, whole);
                    let broken =
                        Broken::by_none(&[Arg::Text("another line bills the same contacts of the log")]);
                    tell_twice(self.facts, (first, at), broken, self.out, stakes);
                }
                Joined::Replaced => {}
                Joined::Ambiguous => {
                    self.lack(
                        &line_without_encounter::RULE,
                        "which of several lines bills which contact",
                        at,
                    );
                }
                Joined::Unknowable(what) => self.lack(&line_without_encounter::RULE, what, at),
            }
        }
    }

    fn lack(&mut self, rule: &'static Rule, lack: &'static str, at: u32) {
        let Some(here) = self.facts.get(at as usize) else { return };
        let answer = Answer::Open(Lack::Fact(lack), Broken::by_none(&[]));
        self.out.open(rule, &answer, &[claim_of(here)], here.1.charge);
    }

    /// Do the minutes of the contacts that a line was joined to bear another line too? Then it is part of that one.
    fn shares(&mut self, first: u32, at: u32) -> bool {
        let place = self.lines.iter().position(|line| line.fact == Some(first));
        let Some(line) = place.and_then(|place| self.lines.get_mut(place)) else { return false };
        let Some((_, fact)) = self.facts.get(at as usize) else { return false };
        let of = self.book.those(&line.of);
        let made = self.book.reckon(line.kind, &of).units;
        let sum = line.units.zip(fact.units).and_then(|(one, other)| one.checked_add(other));
        if made.zip(sum).is_none_or(|(made, sum)| made < sum) {
            return false;
        }
        line.units = sum;
        line.amount = line.amount.zip(fact.charge).and_then(|(one, other)| one.checked_add(other));
        true
    }

    /// What is at stake on a line of a claim that has no line of the log.
    fn own_stake(&self, at: u32, risk: Option<AtRisk>) -> Vec<Stake> {
        let Some((_, fact)) = self.facts.get(at as usize) else { return Vec::new() };
        // Lines without a log have numbers of their own, beyond those of the others.
        let line = u32::MAX - at;
        let stake =
            |risk| Stake { line, payer: fact.stack.unwrap_or(0), staff: None, day: fact.days.first(), risk };
        risk.map(stake).into_iter().collect()
    }

    /// May a contact be billed, limits apart?
    fn billable(&self, at: u32) -> bool {
        let rulings = |one| self.book.rulings(one).iter().all(|ruling| ruling.weight() == Weight::Note);
        !self.barred.contains(&at) && self.book.attendance(at).is_some_and(rulings)
    }

    /// Of contacts of one day those that a line bills: where those that may be billed make its units, only they.
    fn own(&self, of: Vec<u32>, fact: &Fact) -> Vec<u32> {
        if of.len() < 2 {
            return of;
        }
        let may: Vec<u32> = of.iter().copied().filter(|at| self.billable(*at)).collect();
        let attendances = self.book.those(&may);
        let kind = attendances.first().and_then(|one| one.kind);
        let made = kind.and_then(|kind| self.book.reckon(kind, &attendances).units);
        if made.is_some() && made == fact.units { may } else { of }
    }

    /// A line with its contacts: units against minutes, and what else differs.
    fn billed(&mut self, index: &Index, at: u32, of: Vec<u32>) {
        let Some((file, fact)) = self.facts.get(at as usize) else { return };
        let of = self.own(of, fact);
        let Some(first) = of.first().and_then(|at| self.book.attendance(*at)) else { return };
        let (Some(kind_at), Some(kind)) = (first.kind, self.book.kind(first)) else { return };
        let attendances = self.book.those(&of);
        let amount = match (fact.units, fact.charge) {
            (Some(units), charge) => self.book.expected(kind, &attendances, units, charge),
            (None, charge) => charge,
        };
        let billed = BilledLine {
            file: *file,
            fact,
            kind,
            attendances: &attendances,
            amount,
            rows: self.rows(&of),
            number: u32::try_from(self.lines.len()).unwrap_or(u32::MAX),
            limited: of.iter().any(|at| self.over.contains(at)),
        };
        let reckoned = self.book.reckon(kind_at, &attendances);
        billed.units(self.book, &reckoned, self.out);
        billed.shape(self.book, index, self.out);
        let (day, units) = (first.day, fact.units);
        self.lines.push(Line { of, kind: kind_at, day, units, amount, fact: Some(at) });
    }

    /// The lines of the log, where there are no claims.
    fn log(&mut self, lines: &[LogLine]) {
        for line in lines {
            let of = self.book.those(&line.of);
            let worth = self.book.worth(line, &of);
            let amount = worth.expected.or(worth.charge);
            if worth.units.units.is_none() {
                let lack = Lack::Fact("a rounding rule for the service");
                let answer = Answer::Open(lack, Broken::by_none(&[]));
                self.out.open(&units_not_decided::RULE, &answer, &[], amount);
            }
            let units = worth.units.units;
            let of = line.of.clone();
            self.lines.push(Line { of, kind: line.kind, day: line.day, units, amount, fact: None });
        }
    }

    /// Rows of the log.
    fn rows(&self, of: &[u32]) -> Vec<Related> {
        let mut rows: Vec<Related> = of
            .iter()
            .filter_map(|at| self.book.evidence.encounters.number(self.book.attendance(*at)?.place as usize))
            .map(|row| Related::Row { table: "encounters", row })
            .collect();
        rows.dedup();
        rows
    }

    /// What each attendance breaks, gathered into events. With claims only those that are billed count.
    fn rulings(&mut self) {
        type Key = (&'static str, &'static str, u32, Option<Basis>);
        let mut events: BTreeMap<Key, (&'static Rule, Broken, Vec<u32>)> = BTreeMap::new();
        for at in 0..self.book.attendances.len() {
            let at = u32::try_from(at).unwrap_or(u32::MAX);
            let Some(attendance) = self.book.attendance(at) else { continue };
            if self.claims && !self.of.contains_key(&at) {
                continue;
            }
            for ruling in self.book.rulings(attendance) {
                match &ruling.answer {
                    Answer::Fine => {}
                    Answer::Broken(broken) => {
                        if self.told(&[at], ruling.rule) {
                            continue;
                        }
                        let (table, place) = subject(&ruling, attendance);
                        let broken = broken.clone();
                        let key = (ruling.rule.id, table, place, broken.basis());
                        events.entry(key).or_insert_with(|| (ruling.rule, broken, Vec::new())).2.push(at);
                    }
                    Answer::Open(..) => {
                        let concerned = self.claims(&[at]);
                        self.out.open(ruling.rule, &ruling.answer, &concerned, None);
                    }
                }
            }
        }
        for ((_, table, place, _), (rule, broken, set)) in events {
            let event =
                Event { rule, broken, at: (table, place), set, spared: Vec::new(), grain: Grain::All };
            self.whole(&event);
        }
    }

    /// Was the rule told of a claim that bills one of these already, by the claim itself?
    fn told(&self, set: &[u32], rule: &'static Rule) -> bool {
        let claims = self.claims(set);
        claims.iter().any(|(file, _, claim)| self.out.told(rule, *file, *claim))
    }

    /// The claims that bill attendances.
    fn claims(&self, set: &[u32]) -> Vec<Claim> {
        let lines = set.iter().filter_map(|at| self.of.get(at)).flatten();
        let facts = lines.filter_map(|line| self.facts.get(self.lines.get(*line as usize)?.fact? as usize));
        let mut claims: Vec<Claim> = facts.map(claim_of).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }

    /// An event of the log, with the lines that it concerns and the money at risk on each. Beside claims nothing is
    /// told of contacts that nobody bills.
    fn whole(&mut self, event: &Event) {
        let (table, place) = event.at;
        let evidence = self.book.evidence;
        let number = match table {
            "staff" => evidence.staff.number(place as usize),
            "members" => evidence.members.number(place as usize),
            _ => evidence.encounters.number(place as usize),
        };
        let at =
            Location::Evidence(Box::new(RowPlace { table: Some(table), row: number, ..RowPlace::default() }));
        let in_set: HashSet<u32> = event.barred().collect();
        if self.claims && !in_set.iter().any(|at| self.of.contains_key(at)) {
            return;
        }
        let mut touched: Vec<u32> =
            event.set.iter().filter_map(|at| self.of.get(at)).flatten().copied().collect();
        touched.sort_unstable();
        touched.dedup();
        let mut stakes = Vec::new();
        for at in &touched {
            let Some(line) = self.lines.get(*at as usize) else { continue };
            let Some(first) = line.of.first().and_then(|at| self.book.attendance(*at)) else { continue };
            if let Some(amount) =
                self.falls(line, &in_set).filter(|_| line.of.iter().any(|at| in_set.contains(at)))
            {
                stakes.push(stake_of(self.book, *at, first, AtRisk::exactly(amount)));
            }
        }
        soften(event.grain, &mut stakes);
        let mut related = self.rows(&event.set);
        related.retain(|one| *one != Related::Row { table, row: number.unwrap_or(0) });
        let lines =
            touched.iter().filter_map(|at| self.facts.get(self.lines.get(*at as usize)?.fact? as usize));
        related.extend(lines.map(related_line));
        let claims = self.claims(&event.barred().collect::<Vec<_>>());
        self.out.event(event.rule, event.broken.clone(), (None, at), related, &claims, stakes);
    }

    /// What falls away of a line without some of its attendances.
    fn falls(&self, line: &Line, without: &HashSet<u32>) -> Option<Money> {
        let amount = line.amount?;
        let rest: Vec<&Attendance<'e>> = line
            .of
            .iter()
            .filter(|at| !without.contains(at))
            .filter_map(|at| self.book.attendance(*at))
            .collect();
        if rest.is_empty() {
            return Some(amount);
        }
        let all = line.units?;
        let left = self.book.reckon(line.kind, &rest);
        let left = left.units.or(left.at_most)?;
        let over = all.checked_sub(left).filter(|over| !over.is_negative()).unwrap_or(Units::ZERO);
        Some(part(amount, over, all))
    }

    /// Limits and authorizations, consumed by the lines.
    fn limits(&mut self) {
        let log_lines: Vec<LogLine> = self
            .lines
            .iter()
            .map(|line| LogLine { of: line.of.clone(), kind: line.kind, day: line.day })
            .collect();
        let uses: Vec<Use> = (0_u32..)
            .zip(&self.lines)
            .filter_map(|(line, one)| Some(Use { line, units: one.units? }))
            .collect();
        let consumed = self.book.consume(&log_lines, &uses);
        let mut events: BTreeMap<(&'static str, u64, u64), UsedUp> = BTreeMap::new();
        for excess in consumed.excess {
            let claims =
                self.lines.get(excess.line as usize).map(|line| self.claims(&line.of)).unwrap_or_default();
            match excess.answer {
                Answer::Broken(_)
                    if claims.iter().any(|(file, _, claim)| self.out.told(excess.rule, *file, *claim)) => {}
                Answer::Broken(broken) => {
                    let key = (excess.rule.id, excess.event.0, excess.event.1);
                    let fresh = || UsedUp { rule: excess.rule, broken, over: Vec::new() };
                    events.entry(key).or_insert_with(fresh).over.push((excess.line, excess.over));
                }
                answer => {
                    let amount = self.lines.get(excess.line as usize).and_then(|line| line.amount);
                    self.out.open(excess.rule, &answer, &claims, amount);
                }
            }
        }
        for used_up in events.into_values() {
            self.used_up(used_up);
        }
    }

    /// One limit that was gone over, at the first contact that is over.
    fn used_up(&mut self, UsedUp { rule, broken, over }: UsedUp) {
        let mut stakes = Vec::new();
        let mut set = Vec::new();
        let mut related = Vec::new();
        for (at, over) in &over {
            let Some(line) = self.lines.get(*at as usize) else { continue };
            let Some(first) = line.of.first().and_then(|at| self.book.attendance(*at)) else { continue };
            if let Some((amount, units)) = line.amount.zip(line.units) {
                stakes.push(stake_of(self.book, *at, first, AtRisk::exactly(part(amount, *over, units))));
            }
            set.extend(line.of.iter().copied());
            related.extend(line.fact.and_then(|fact| self.facts.get(fact as usize)).map(related_line));
        }
        let rows = self.rows(&set);
        let Some(Related::Row { row, .. }) = rows.first().copied() else { return };
        let at = RowPlace { table: Some("encounters"), row: Some(row), ..RowPlace::default() };
        let mut all: Vec<Related> = rows.into_iter().skip(1).collect();
        all.extend(related);
        let claims = self.claims(&set);
        self.out.event(rule, broken, (None, Location::Evidence(Box::new(at))), all, &claims, stakes);
    }

    /// Contacts that could be billed and are on no claim, in the days and for the payers of the claims.
    fn never_billed(&mut self, log: &[LogLine]) {
        let days = self.facts.iter().map(|(_, fact)| fact.days);
        let Some((first, last)) =
            days.clone().map(|days| days.first()).min().zip(days.map(|days| days.last()).max())
        else {
            return;
        };
        let payers: HashSet<u16> =
            self.lines.iter().filter_map(|line| Some(self.book.kind_at(line.kind)?.traits.stack)).collect();
        let sent: HashSet<&str> = self
            .book
            .evidence
            .history
            .iter()
            .flat_map(|row| row.encounters.iter().map(String::as_str))
            .collect();
        for line in log {
            let Some(kind) = self.book.kind_at(line.kind) else { continue };
            let asked = first <= line.day && line.day <= last && payers.contains(&kind.traits.stack);
            let open: Vec<u32> = line.of.iter().copied().filter(|at| !self.of.contains_key(at)).collect();
            let billable = |at: &u32| {
                let unsent = |one: &Attendance<'_>| !sent.contains(one.encounter.id.as_str());
                !self.over.contains(at) && self.book.attendance(*at).is_some_and(unsent) && self.billable(*at)
            };
            let open: Vec<u32> = open.into_iter().filter(billable).collect();
            let of = self.book.those(&open);
            let Some(one) = of.first() else { continue };
            let worth = self.book.worth(line, &of);
            if worth.units.units.is_none_or(|units| units == Units::ZERO) {
                continue;
            }
            if !asked {
                // It may be on claims that are not here.
                let lack = Lack::Fact("claims of the days and to the payers of some contacts");
                let answer = Answer::Open(lack, Broken::by_none(&[]));
                self.out.open(&encounter_never_billed::RULE, &answer, &[], None);
                continue;
            }
            let row = self.book.evidence.encounters.number(one.place as usize);
            let at = RowPlace { table: Some("encounters"), row, ..RowPlace::default() };
            let related = self.rows(open.get(1..).unwrap_or_default());
            // Money that was not asked for is not at risk of being taken back: it is told and not summed.
            let told = worth.expected.or(worth.charge).map(AtRisk::exactly);
            let payer = self.book.kind(one).map(|kind| kind.traits.stack);
            self.out.unbilled(&encounter_never_billed::RULE, at, related, (told, payer));
        }
    }
}

/// The row that an event is about.
fn subject(ruling: &Ruling, attendance: &Attendance<'_>) -> (&'static str, u32) {
    let encounter = ("encounters", attendance.place);
    match ruling.about {
        About::Encounter => encounter,
        About::Staff => ruling.staff.map_or(encounter, |place| ("staff", place)),
        About::Member => attendance.member.map_or(encounter, |(place, _)| ("members", place)),
    }
}

/// What is at stake on a line.
pub(super) fn stake_of<'e>(book: &Book<'e>, line: u32, first: &Attendance<'e>, risk: AtRisk) -> Stake {
    let staff = book.first_of_crew(first.place);
    Stake {
        line,
        payer: book.kind(first).map_or(0, |kind| kind.traits.stack),
        staff: staff.and_then(|(place, _)| book.evidence.staff.number(place as usize)),
        day: first.day,
        risk,
    }
}

/// What part of the risk is certain.
fn soften(grain: Grain, stakes: &mut [Stake]) {
    match grain {
        Grain::All => {}
        Grain::Perhaps => stakes.iter_mut().for_each(|stake| stake.risk.least = Money::ZERO),
        Grain::Share(part, whole) => {
            // Cents are rounded once: what each line has of the sum is what it adds to it.
            let (mut sum, mut told) = (Money::ZERO, Money::ZERO);
            for stake in stakes.iter_mut() {
                sum = sum.checked_add(stake.risk.most).unwrap_or(sum);
                let all = share(sum, u64::from(part), u64::from(whole));
                stake.risk.least = all.checked_sub(told).unwrap_or(Money::ZERO);
                told = all;
            }
        }
        Grain::AllButOne => {
            // Which one stands nobody knows: in the worst case the smallest.
            if let Some(largest) = stakes.iter_mut().max_by_key(|stake| stake.risk.most) {
                largest.risk.least = Money::ZERO;
            }
        }
    }
}

/// So many units of so many, of an amount.
pub(super) fn part(amount: Money, units: Units, of: Units) -> Money {
    use crate::value::rust_decimal::prelude::ToPrimitive;
    let thousandths = |units: Units| {
        let exact = Quantity::from(units).to_decimal().checked_mul(1_000.into());
        exact.and_then(|exact| exact.to_u64())
    };
    match (thousandths(units), thousandths(of)) {
        (Some(units), Some(of)) if units < of => share(amount, units, of),
        _ => amount,
    }
}
