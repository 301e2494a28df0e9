//! Limits and authorizations, consumed line by line in the order of the days of service.
//!
//! What was billed before and is not in the log comes first. Each row of a pack counts for itself; of a line that
//! goes over several, the tightest counts. Windows that lie side by side are counted in one walk; windows that roll
//! along drop what has left them.

use super::{Attendance, Book, Kind, LogLine};
use crate::check::payer::{Answer, Broken, Payers};
use crate::check::units_need_authorization::words;
use crate::check::{authorization_used_up, units_need_authorization, units_need_necessity, units_over_limit};
use crate::diag::{Arg, Lack, Rule};
use crate::evidence::{Authorization as Paper, History, LineStatus, within};
use crate::pack::rows::{Basis, Cap, Counts, Key, Measure, OnExceed, Window};
use crate::pack::{Effective, Known, Truth};
use crate::unit::WindowOf;
use crate::value::rust_decimal::Decimal;
use crate::value::{Date, Quantity, Units};
use std::collections::{HashMap, VecDeque};

/// A line, with what it is to consume.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Use {
    /// The place of the line.
    pub(crate) line: u32,
    pub(crate) units: Units,
}

/// Units of a line that a limit or an authorization does not cover.
#[derive(Debug, Clone)]
pub(crate) struct Excess {
    pub(crate) line: u32,
    pub(crate) rule: &'static Rule,
    pub(crate) answer: Answer,
    /// How many of the line's units are over.
    pub(crate) over: Units,
    /// What one event has in common: the row, or the authorization, and the window.
    pub(crate) event: (u64, u64),
}

/// What consuming came to.
#[derive(Debug, Default)]
pub(crate) struct Consumed {
    pub(crate) excess: Vec<Excess>,
    /// The authorization that each line uses, by its place in the table.
    pub(crate) authorization: HashMap<u32, u32>,
}

/// What limits count for: the member, and what else a row tells apart.
type Scope = (u32, Option<u32>, Option<String>);

/// What one row has counted in one scope.
#[derive(Default)]
struct Counted {
    /// The day on which the present window begins.
    begun: Option<Date>,
    sum: Decimal,
    /// What lies in a window that rolls along, by day.
    inside: VecDeque<(Date, Decimal)>,
}

/// One row that counts, and what it has counted.
#[derive(Default)]
struct Tally {
    sums: HashMap<Scope, Counted>,
}

impl Tally {
    /// Adds an amount on a day to a window that begins on another; what was there before it.
    fn add(&mut self, scope: Scope, first: Date, rolling: bool, on: Date, amount: Decimal) -> Decimal {
        let Counted { begun, sum, inside } = self.sums.entry(scope).or_default();
        if rolling {
            while inside.front().is_some_and(|(day, _)| *day < first) {
                if let Some((_, gone)) = inside.pop_front() {
                    *sum = sum.checked_sub(gone).unwrap_or_default();
                }
            }
            inside.push_back((on, amount));
        } else if *begun != Some(first) {
            (*begun, *sum) = (Some(first), Decimal::ZERO);
        }
        let before = *sum;
        *sum = sum.checked_add(amount).unwrap_or(*sum);
        before
    }
}

impl<'e> Book<'e> {
    /// Consumes limits and authorizations by those lines, whatever their order.
    pub(crate) fn consume(&self, lines: &[LogLine], uses: &[Use]) -> Consumed {
        let mut run = Run {
            book: self,
            caps: HashMap::new(),
            free: HashMap::new(),
            left: HashMap::new(),
            by_member: HashMap::new(),
            done: Consumed::default(),
        };
        for (place, paper) in (0_u32..).zip(&*self.evidence.authorizations) {
            run.by_member.entry(paper.member.as_str()).or_default().push((place, paper));
        }
        let before = self.before();
        let mut order: Vec<(&Use, &LogLine)> =
            uses.iter().filter_map(|one| lines.get(one.line as usize).map(|line| (one, line))).collect();
        let place = |line: &LogLine| line.of.first().copied().unwrap_or(u32::MAX);
        order.sort_by_key(|(_, line)| (line.day, place(line)));
        let mut before = before.into_iter().peekable();
        for (one, line) in order {
            while let Some((history, member)) = before.next_if(|(history, _)| history.from <= line.day) {
                run.remember(history, member);
            }
            run.take(one, line);
        }
        run.done
    }

    /// What was billed before and is not in the log, by day, with the place of the member.
    fn before(&self) -> Vec<(&'e History, u32)> {
        let log = &self.evidence.encounters;
        let stands = |(history, stands): &(&History, &bool)| {
            **stands
                && history.status != Some(LineStatus::Denied)
                && !history.encounters.iter().any(|id| log.place(id).is_some())
        };
        let member = |history: &'e History| {
            let at = history.member.as_deref().and_then(|id| self.evidence.members.place(id))?;
            Some((history, u32::try_from(at).ok()?))
        };
        let mut all: Vec<(&History, u32)> = self
            .evidence
            .history
            .iter()
            .zip(&self.standing)
            .filter(stands)
            .map(|(row, _)| row)
            .filter_map(member)
            .collect();
        all.sort_by_key(|(history, _)| history.from);
        all
    }

    /// The day the episode of care of a member began in which a day lies.
    fn episode(&self, member: u32, service: Option<&str>, on: Date) -> Option<Date> {
        let member = self.evidence.members.get(member as usize)?;
        let of = |one: &&crate::evidence::Episode| {
            within(one.from, one.to, on)
                && one.service.as_deref().is_none_or(|named| service.is_none_or(|service| named == service))
        };
        member.episodes.iter().filter(of).filter_map(|one| one.from).max()
    }
}

/// What is lacking where a window hangs on an episode.
const EPISODE: Lack = Lack::Fact("the day the episode of care began");

/// Units that need an authorization: by which row, and what it is to lack one.
struct Needed {
    units: Decimal,
    answer: Answer,
    event: (u64, u64),
}

struct Run<'b, 'e> {
    book: &'b Book<'e>,
    /// By address of the row: what was counted. Rows live as long as the packs.
    caps: HashMap<usize, Tally>,
    free: HashMap<usize, Tally>,
    /// Units left of authorizations, by place.
    left: HashMap<u32, Option<Decimal>>,
    by_member: HashMap<&'e str, Vec<(u32, &'e Paper)>>,
    done: Consumed,
}

/// A row as a key.
fn address<R>(row: &R) -> usize {
    std::ptr::from_ref(row) as usize
}

/// Units in the measure of a limit; nothing where that is another matter.
fn measured(kind: &Kind<'_>, measure: Measure, units: Decimal, contacts: usize) -> Option<Decimal> {
    let minutes = kind.service.and_then(|service| match service.row.unit {
        Known::Is(Basis::Minutes) => service.row.minutes.map(|minutes| Decimal::from(minutes.get())),
        _ => None,
    });
    match measure {
        Measure::Units => Some(units),
        Measure::Minutes => units.checked_mul(minutes?),
        Measure::Hours => units.checked_mul(minutes?)?.checked_div(Decimal::from(60)),
        Measure::Contacts | Measure::Sessions => Some(Decimal::from(contacts)),
        _ => None,
    }
}

/// So much of a measure as units again, rounded up to whole ones.
fn in_units(kind: &Kind<'_>, measure: Measure, amount: Decimal, units: Decimal) -> Decimal {
    let one = measured(kind, measure, Decimal::ONE, 1).filter(|one| !one.is_zero());
    match (measure, one) {
        (Measure::Contacts | Measure::Sessions, _) | (_, None) => units,
        (_, Some(one)) => amount.checked_div(one).map_or(units, |over| over.ceil()).min(units),
    }
}

impl<'e> Run<'_, 'e> {
    /// What of this line every limit that speaks of it leaves free.
    fn take(&mut self, one: &Use, line: &LogLine) {
        let Some(kind) = self.book.kind_at(line.kind) else { return };
        let Some(first) = line.of.first().and_then(|at| self.book.attendance(*at)) else { return };
        let Some((member, row)) = first.member else { return };
        let units = Quantity::from(one.units).to_decimal();
        let staff = self.book.crew(first.place).first().copied().flatten();
        let number = one.line;
        let mut needed = self.needs(kind, (member, staff), line, units);
        for cap in &kind.caps {
            let Some((over, event)) = self.over(cap, kind, (member, staff), line, units) else { continue };
            let Some((rule, answer)) = exceeded(kind, cap) else { continue };
            let answer = self.placed(cap.row.window, member, kind, line, answer);
            if cap.row.on_exceed == Some(Known::Is(OnExceed::Authorization)) {
                let over = Quantity::from(over).to_decimal();
                if needed.as_ref().is_none_or(|needed| needed.units < over) {
                    needed = Some(Needed { units: over, answer, event });
                }
                continue;
            }
            self.done.excess.push(Excess { line: number, rule, answer, over, event });
        }
        match (self.book.named_authorization(line), needed) {
            (Some(id), needed) => {
                // What names it, and what needs one beside that.
                let named = self.naming(line, units).max(needed.map_or(Decimal::ZERO, |needed| needed.units));
                self.by_paper(kind, number, line, named, id);
            }
            (None, Some(needed)) => self.by_any(kind, number, line, &row.id, needed),
            (None, None) => {}
        }
    }

    /// The units of the contacts of a line that name an authorization.
    fn naming(&self, line: &LogLine, units: Decimal) -> Decimal {
        let all = self.book.those(&line.of);
        let naming: Vec<&Attendance<'e>> =
            all.iter().copied().filter(|one| one.encounter.authorization.is_some()).collect();
        if naming.len() == all.len() {
            return units;
        }
        let reckoned = self.book.reckon(line.kind, &naming);
        let of_those = reckoned.units.or(reckoned.at_most);
        of_those.map_or(units, |of_those| Quantity::from(of_those).to_decimal().min(units))
    }

    /// How much of a line is over a cap, and which event that is part of.
    fn over(
        &mut self,
        cap: &Effective<'e, Cap>,
        kind: &Kind<'e>,
        (member, staff): (u32, Option<u32>),
        line: &LogLine,
        units: Decimal,
    ) -> Option<(Units, (u64, u64))> {
        let most = cap.row.most.as_ref()?.get()?.to_decimal();
        let amount = measured(kind, cap.row.measure, units, line.of.len())?;
        let episode = self.book.episode(member, kind.service_id(), line.day);
        let window = WindowOf::of_cap(cap.row, episode);
        let days = days_of(&window, kind, line.day);
        // Any day may be the one from which an episode counts that is not on file.
        let unplaced = || (cap.row.window == Window::Episode).then_some((line.day, line.day));
        let (first, last) = days.or_else(unplaced)?;
        // Counting has not begun, or is over.
        if line.day < first || last < line.day {
            return None;
        }
        let scope = scope(&cap.row.per, member, staff, kind);
        let rolling = rolls(cap.row.window);
        let alone = cap.row.window == Window::Contact;
        let before = if alone {
            Decimal::ZERO
        } else {
            let tally = self.caps.entry(address(cap.row)).or_default();
            tally.add(scope, first, rolling, line.day, amount)
        };
        let after = before.checked_add(amount)?;
        let over = if days.is_none() { amount } else { after.checked_sub(most.max(before))? };
        if over <= Decimal::ZERO {
            return None;
        }
        let units_over = in_units(kind, cap.row.measure, over, units);
        let begun = u64::try_from(first.days_since(Date::new(1, 1, 1)?)).unwrap_or(0);
        let event = (address(cap.row) as u64, u64::from(member) << 32 | begun);
        Some((Units::from(Quantity::from(units_over)), event))
    }

    /// An answer about a window, open where the window hangs on an episode of care that is not on file.
    fn placed(&self, window: Window, member: u32, kind: &Kind<'_>, line: &LogLine, answer: Answer) -> Answer {
        let hangs = matches!(window, Window::Episode | Window::EpisodeInYear);
        match answer {
            Answer::Broken(broken)
                if hangs && self.book.episode(member, kind.service_id(), line.day).is_none() =>
            {
                Answer::Open(EPISODE, broken)
            }
            answer => answer,
        }
    }

    /// The units of a line that need an authorization by the packs' rows.
    fn needs(
        &mut self,
        kind: &Kind<'e>,
        (member, staff): (u32, Option<u32>),
        line: &LogLine,
        units: Decimal,
    ) -> Option<Needed> {
        let rows = kind.authorizations.iter().filter(|row| row.row.free.is_some());
        let mut most: Option<Needed> = None;
        let waived =
            kind.authorizations.iter().any(|row| row.row.waived == Some(true) && row.truth == Truth::Yes);
        for row in rows.filter(|_| !waived) {
            let Some(free) = row.row.free.as_ref().and_then(Known::get) else { continue };
            let measure = row.row.measure.unwrap_or(Measure::Units);
            let Some(amount) = measured(kind, measure, units, line.of.len()) else { continue };
            let episode = self.book.episode(member, kind.service_id(), line.day);
            let window = WindowOf::of_authorization(row.row, episode);
            let days = days_of(&window, kind, line.day);
            // Where the first unit needs one, the window is no matter.
            let all = *free == Quantity::ZERO;
            let Some((first, _)) = days.or_else(|| all.then_some((line.day, line.day))) else {
                let answer = Answer::Open(EPISODE, kind.broken(row, &words(row.row)));
                let event = (address(row.row) as u64, u64::from(member) << 32);
                most = Some(Needed { units, answer, event });
                continue;
            };
            let scope = scope(&row.row.per, member, staff, kind);
            let tally = self.free.entry(address(row.row)).or_default();
            let before = tally.add(scope, first, false, line.day, amount);
            let free = free.to_decimal();
            let Some(after) = before.checked_add(amount) else { continue };
            if after > free
                && let Some(over) = after.checked_sub(free.max(before))
            {
                let units = in_units(kind, measure, over, units);
                if most.as_ref().is_none_or(|worst| worst.units < units) {
                    let answer = kind.answer(row, &words(row.row));
                    let at = row.row.window.unwrap_or(Window::Lifetime);
                    let answer = self.placed(at, member, kind, line, answer);
                    let event = (address(row.row) as u64, u64::from(member) << 32);
                    most = Some(Needed { units, answer, event });
                }
            }
        }
        most
    }

    /// Consumes the authorization that the log names.
    fn by_paper(&mut self, kind: &Kind<'e>, number: u32, line: &LogLine, units: Decimal, id: &str) {
        let papers = &self.book.evidence.authorizations;
        let place = papers.place(id).and_then(|at| u32::try_from(at).ok());
        let paper = papers.find(id).zip(place);
        let words = match paper {
            None => Some("the authorization that the log names is not on file"),
            Some((paper, _)) => unfit(self.book.payers, paper, kind, line.day),
        };
        let (over, words) = match (words, paper) {
            (Some(words), _) => (units, words),
            (None, Some((paper, place))) => {
                self.done.authorization.insert(number, place);
                let over = self.draw(paper, place, units);
                (over, "the authorization has no more units")
            }
            (None, None) => return,
        };
        if over.is_zero() {
            return;
        }
        self.done.excess.push(Excess {
            line: number,
            rule: &authorization_used_up::RULE,
            answer: Answer::Broken(Broken::by_none(&[Arg::Text(words)])),
            over: Units::from(Quantity::from(over)),
            event: (u64::MAX, place.map_or(u64::from(number) << 32, u64::from)),
        });
    }

    /// Consumes whatever authorization fits, where the payer wants one and the log names none.
    fn by_any(&mut self, kind: &Kind<'e>, number: u32, line: &LogLine, member: &str, needed: Needed) {
        let mut fitting: Vec<(u32, &'e Paper)> = self.by_member.get(member).cloned().unwrap_or_default();
        fitting.retain(|(_, paper)| unfit(self.book.payers, paper, kind, line.day).is_none());
        fitting.sort_by_key(|(place, paper)| (paper.to, *place));
        // One line bears one number: the first that covers it all, else the first that has anything left.
        let left = |run: &Self, place: u32, paper: &Paper| {
            run.left.get(&place).copied().unwrap_or_else(|| granted(paper))
        };
        let covers = |(place, paper): &&(u32, &'e Paper)| {
            left(self, *place, paper).is_none_or(|left| needed.units <= left)
        };
        let some = |(place, paper): &&(u32, &'e Paper)| {
            left(self, *place, paper).is_none_or(|left| left > Decimal::ZERO)
        };
        let chosen = fitting.iter().find(covers).or_else(|| fitting.iter().find(some)).copied();
        let mut missing = needed.units;
        if let Some((place, paper)) = chosen {
            missing = self.draw(paper, place, needed.units);
            self.done.authorization.insert(number, place);
        }
        if missing.is_zero() {
            return;
        }
        self.done.excess.push(Excess {
            line: number,
            rule: &units_need_authorization::RULE,
            answer: needed.answer,
            over: Units::from(Quantity::from(missing)),
            event: needed.event,
        });
    }

    /// Takes units from an authorization: what it does not have.
    fn draw(&mut self, paper: &Paper, place: u32, units: Decimal) -> Decimal {
        let Some(left) = self.left.entry(place).or_insert_with(|| granted(paper)) else {
            return Decimal::ZERO;
        };
        let taken = units.min(*left).max(Decimal::ZERO);
        *left = left.checked_sub(taken).unwrap_or_default();
        units.checked_sub(taken).unwrap_or_default()
    }

    /// Counts what was billed before, by the rows that speak of such services.
    fn remember(&mut self, history: &History, member: u32) {
        let Some(units) = history.units.map(|units| Quantity::from(units).to_decimal()) else { return };
        let staff = history.staff.first().and_then(|id| self.book.evidence.staff.place(id));
        let staff = staff.and_then(|at| u32::try_from(at).ok());
        let names = |kind: &&Kind<'e>| {
            let service = history.service.as_deref();
            let by_service = service.is_some_and(|service| kind.service_id() == Some(service));
            let by_code = service.is_none() && history.code.is_some() && history.code == kind.code();
            by_service || by_code
        };
        let payers = self.book.payers;
        let of_payer = |kind: &&Kind<'e>| {
            history.payer.as_deref().is_none_or(|payer| payers.is_called(kind.ruled, payer))
        };
        let mut counted: Vec<usize> = Vec::new();
        for kind in self.book.kinds.iter().filter(names).filter(of_payer) {
            for cap in &kind.caps {
                let of_paid = cap.row.counts == Some(Known::Is(Counts::Paid));
                if counted.contains(&address(cap.row)) || (of_paid && !history.was_paid()) {
                    continue;
                }
                counted.push(address(cap.row));
                let Some(amount) = measured(kind, cap.row.measure, units, 1) else { continue };
                let episode = self.book.episode(member, kind.service_id(), history.from);
                let window = WindowOf::of_cap(cap.row, episode);
                let scope = scope(&cap.row.per, member, staff, kind);
                let rolling = rolls(cap.row.window);
                let tally = self.caps.entry(address(cap.row)).or_default();
                count(kind, &window, tally, scope, rolling, history.from, amount);
            }
            for row in kind.authorizations.iter().filter(|row| row.row.free.is_some()) {
                if counted.contains(&address(row.row)) {
                    continue;
                }
                counted.push(address(row.row));
                let measure = row.row.measure.unwrap_or(Measure::Units);
                let Some(amount) = measured(kind, measure, units, 1) else { continue };
                let episode = self.book.episode(member, kind.service_id(), history.from);
                let window = WindowOf::of_authorization(row.row, episode);
                let scope = scope(&row.row.per, member, staff, kind);
                let tally = self.free.entry(address(row.row)).or_default();
                count(kind, &window, tally, scope, false, history.from, amount);
            }
        }
    }
}

/// The units of an authorization; nothing: as many as one likes.
fn granted(paper: &Paper) -> Option<Decimal> {
    paper.units.map(|units| Quantity::from(units).to_decimal())
}

/// Does a window move along with the day?
const fn rolls(window: Window) -> bool {
    matches!(window, Window::RollingDays | Window::RollingMonths)
}

/// The first and last day of a window around a day.
fn days_of(window: &WindowOf<'_>, kind: &Kind<'_>, on: Date) -> Option<(Date, Date)> {
    kind.asking(|ask| window.days(kind.ruled.stack(), &crate::pack::Ask { on, ..ask.clone() }))
}

fn count(
    kind: &Kind<'_>,
    window: &WindowOf<'_>,
    tally: &mut Tally,
    scope: Scope,
    rolling: bool,
    on: Date,
    amount: Decimal,
) {
    let days = days_of(window, kind, on);
    if let Some((first, _)) = days.filter(|(first, last)| *first <= on && on <= *last) {
        tally.add(scope, first, rolling, on, amount);
    }
}

fn scope(per: &[Key], member: u32, staff: Option<u32>, kind: &Kind<'_>) -> Scope {
    let all = per.is_empty();
    let member = if all || per.contains(&Key::Member) { member } else { u32::MAX };
    let staff = if per.contains(&Key::Staff) { staff } else { None };
    let code = per.contains(&Key::Code).then(|| kind.code().map(|code| code.to_string())).flatten();
    let modifiers = per.contains(&Key::Modifiers).then(|| format!("{:?}", kind.modifiers));
    (member, staff, code.into_iter().chain(modifiers).reduce(|a, b| a + &b))
}

/// Which rule a cap breaks that is gone over, and how.
fn exceeded(kind: &Kind<'_>, cap: &Effective<'_, Cap>) -> Option<(&'static Rule, Answer)> {
    let most = *cap.row.most.as_ref()?.get()?;
    let args = units_over_limit::words(cap.row, most);
    let broken = kind.broken(cap, &args);
    let (rule, broken): (&'static Rule, Broken) = match cap.row.on_exceed.as_ref() {
        Some(Known::Is(OnExceed::Authorization)) => (&units_need_authorization::RULE, broken),
        Some(Known::Is(OnExceed::Necessity | OnExceed::Review)) => (&units_need_necessity::RULE, broken),
        Some(Known::Unknown) => (&units_over_limit::RULE, broken.undecided()),
        _ => (&units_over_limit::RULE, broken),
    };
    Some((
        rule,
        match cap.truth {
            Truth::Open(lacking) => Answer::Open(Lack::Fact(lacking.as_str()), broken),
            _ => Answer::Broken(broken),
        },
    ))
}

/// Why an authorization is not for a line, if it is not.
fn unfit(payers: &Payers, paper: &Paper, kind: &Kind<'_>, on: Date) -> Option<&'static str> {
    if !paper.is_approved() {
        return Some("the authorization was not approved");
    }
    if !within(paper.from, paper.to, on) {
        return Some("the date of service is outside the days of the authorization");
    }
    let service = kind.service_id();
    let by_service = paper.service.iter().any(|one| service == Some(one.as_str()));
    let by_code = paper.codes.iter().any(|code| kind.code() == Some(*code));
    let for_all = paper.service.is_empty() && paper.codes.is_empty();
    if !for_all && !by_service && !by_code {
        return Some("the authorization is for another service");
    }
    let other = paper.payer.as_deref().is_some_and(|payer| !payers.is_called(kind.ruled, payer));
    other.then_some("the authorization is of another payer")
}
