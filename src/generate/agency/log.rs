//! The service log, day by day: who sees whom, for how long, and how.
//!
//! It is made in one walk over days and staff. What is remembered is what limits ask for: the units of each member
//! on the day and in the year, reckoned a little high, and what is left of the authorization.

use super::cast::{Cast, DAYS, Payer};
use super::fault::Label;
use crate::generate::random::Random;
use crate::table::{MemberAt, Mode};

/// Minutes of a day.
const OPENS: u32 = 8 * 60 + 30;
const CLOSES: u32 = 17 * 60;
/// How long contacts are.
const LENGTHS: &[u32] = &[15, 20, 23, 30, 30, 38, 45, 45, 52, 60, 60, 75, 90];
/// Units on a day, in a year of plan B, and without an authorization of plan A: never more.
const DAY_UNITS: u32 = 14;
const YEAR_UNITS: u32 = 700;
const FREE_UNITS: u32 = 20;
/// So many days an authorization lasts.
const AUTHORIZED_DAYS: i32 = 89;
/// So many members are asked whether they come before a day is given up.
const ASKED: u32 = 6;

/// What became of a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Became {
    Completed,
    Cancelled,
    NoShow,
}

/// Stretches of a contact: from, to, and what was done where it was not the service.
pub(super) type Stretches = Vec<(u32, u32, Option<&'static str>)>;

/// A row of the log.
#[derive(Debug, Clone)]
pub(super) struct Contact {
    pub(super) day: i32,
    pub(super) worker: u32,
    /// The members, and whether each was there.
    pub(super) clients: Vec<(u32, bool)>,
    /// The service is a group's.
    pub(super) group: bool,
    /// The number of the session, where it has a row for each member.
    pub(super) session: Option<u32>,
    pub(super) stretches: Stretches,
    pub(super) mode: Mode,
    pub(super) place: &'static str,
    pub(super) member_at: Option<MemberAt>,
    /// The log names code and modifiers instead of the service.
    pub(super) coded: bool,
    /// The note was signed so many days later.
    pub(super) signed_after: i32,
    /// The place of the authorization.
    pub(super) authorization: Option<u32>,
    pub(super) became: Became,
}

/// An authorization.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paper {
    pub(super) client: u32,
    pub(super) units: u32,
    pub(super) from: i32,
    pub(super) to: i32,
}

/// What is remembered of a member.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    day: i32,
    of_day: u32,
    year: u16,
    of_year: u32,
    /// The authorization in use, and what is left of it.
    paper: Option<(u32, u32)>,
    payer_b: bool,
}

/// The log while it is made.
pub(super) struct Log<'c> {
    pub(super) cast: &'c Cast,
    used: Vec<Used>,
    /// Of each staff member, whom they see next.
    next: Vec<u32>,
    sessions: u32,
    /// Rows so far.
    pub(super) rows: u64,
    pub(super) papers: Vec<Paper>,
    pub(super) labels: Vec<Label>,
}

/// How, where and how it is logged.
#[derive(Clone, Copy)]
struct Way {
    mode: Mode,
    place: &'static str,
    member_at: Option<MemberAt>,
}

impl<'c> Log<'c> {
    pub(super) fn new(cast: &'c Cast) -> Self {
        Self {
            cast,
            used: vec![Used { day: i32::MIN, ..Used::default() }; cast.clients.len()],
            next: vec![0; cast.workers.len()],
            sessions: 0,
            rows: 0,
            papers: Vec::new(),
            labels: Vec::new(),
        }
    }

    /// Every row, in order.
    pub(super) fn run(&mut self, each: &mut impl FnMut(&Cast, u64, &Contact)) {
        for day in 0..self.cast.days {
            let off = self.cast.date(day).is_weekend();
            for (worker, of) in (0..).zip(&self.cast.workers) {
                let plant = of.plant.and_then(|at| self.cast.plants.get(at as usize));
                match plant {
                    Some(plant) if plant.day == day => {
                        if plant.worker == worker {
                            self.plant(plant, each);
                        }
                    }
                    // Whose credential has ended gives no more services.
                    _ if off || (of.expires < day && !of.renewed) => {}
                    _ => self.day(worker, day, each),
                }
            }
        }
    }

    pub(super) fn put(&mut self, contact: &Contact, each: &mut impl FnMut(&Cast, u64, &Contact)) -> u64 {
        self.rows += 1;
        each(self.cast, self.rows, contact);
        self.rows
    }

    /// An ordinary day.
    fn day(&mut self, worker: u32, day: i32, each: &mut impl FnMut(&Cast, u64, &Contact)) {
        let number = u64::from(worker) << 16 | u64::from(day.unsigned_abs());
        let mut random = Random::new(self.cast.seed, DAYS + number);
        let mut now = OPENS + random.within(0, 9) * 5;
        let mut gap = 0;
        let mut again: Option<(u32, Way)> = None;
        for _ in 0..random.within(3, 6) {
            let length = random.pick(LENGTHS);
            let travel = if random.one_in(5) { random.within(2, 5) * 5 } else { 0 };
            let notes = if random.one_in(6) { 10 } else { 0 };
            let pause = if length > 30 && random.one_in(9) { 10 } else { 0 };
            if now + travel + length + pause + notes > CLOSES {
                break;
            }
            let units = length.div_ceil(15);
            if random.one_in(9) && self.group(worker, day, (now, length), &mut random, each) {
                now += length + 15;
                gap = 15;
                again = None;
                continue;
            }
            let repeated = again.take().filter(|(client, _)| self.comes(*client, day, units));
            let Some(client) = repeated.map(|(client, _)| client).or_else(|| self.pick(worker, day, units))
            else {
                break;
            };
            let payer = self.payer(client, day);
            let way = repeated.map_or_else(|| way(payer, &mut random), |(_, way)| way);
            let became = match random.below(40) {
                0 => Became::Cancelled,
                1 => Became::NoShow,
                _ => Became::Completed,
            };
            let authorization = if became == Became::Completed {
                self.consume(client, day, units, &mut random)
            } else {
                None
            };
            let travel = if way.mode == Mode::InPerson { travel } else { 0 };
            let begin = now + travel;
            let mut stretches: Stretches = Vec::new();
            if became == Became::Completed {
                if travel > 0 {
                    stretches.push((now, begin, Some("travel")));
                }
                let first = if pause > 0 { length / 2 } else { length };
                stretches.push((begin, begin + first, None));
                if pause > 0 {
                    stretches.push((begin + first + pause, begin + pause + length, None));
                }
                if notes > 0 {
                    let end = begin + pause + length;
                    stretches.push((end, end + notes, Some("notes")));
                }
            }
            let contact = Contact {
                day,
                worker,
                clients: vec![(client, true)],
                group: false,
                session: None,
                stretches,
                mode: way.mode,
                place: if way.mode != Mode::InPerson && random.one_in(4) { "" } else { way.place },
                member_at: way.member_at,
                coded: random.one_in(6),
                signed_after: days(random.below(3)),
                authorization,
                became,
            };
            self.put(&contact, each);
            if random.one_in(12) {
                again = Some((client, way));
            }
            // Two may follow each other without a break, three never do.
            gap = if gap > 0 && random.one_in(8) { 0 } else { random.within(1, 6) * 5 };
            now = begin + pause + length + notes + gap;
        }
    }

    /// A group, if enough members come.
    fn group(
        &mut self,
        worker: u32,
        day: i32,
        (now, length): (u32, u32),
        random: &mut Random,
        each: &mut impl FnMut(&Cast, u64, &Contact),
    ) -> bool {
        let units = length.div_ceil(15);
        let mut here: Vec<u32> = Vec::new();
        let wanted = random.within(2, 7);
        for _ in 0..wanted {
            match self.pick(worker, day, units) {
                Some(client) if !here.contains(&client) => here.push(client),
                _ => break,
            }
        }
        if here.len() < 2 {
            return false;
        }
        let way = way(Payer::B, random);
        let mut contact = Contact {
            day,
            worker,
            clients: Vec::new(),
            group: true,
            session: None,
            stretches: vec![(now, now + length, None)],
            mode: way.mode,
            place: way.place,
            member_at: way.member_at,
            coded: random.one_in(6),
            signed_after: days(random.below(3)),
            authorization: None,
            became: Became::Completed,
        };
        if random.one_in(2) {
            for client in &here {
                let _ = self.consume(*client, day, units, random);
            }
            contact.clients = here.iter().map(|client| (*client, true)).collect();
            if here.len() > 2
                && random.one_in(5)
                && let Some((_, there)) = contact.clients.last_mut()
            {
                *there = false;
            }
            self.put(&contact, each);
            return true;
        }
        self.sessions += 1;
        contact.session = Some(self.sessions);
        for client in here {
            contact.clients = vec![(client, true)];
            contact.authorization = self.consume(client, day, units, random);
            self.put(&contact, each);
        }
        true
    }

    pub(super) fn payer(&self, client: u32, day: i32) -> Payer {
        self.cast.client(client).map_or(Payer::A, |client| client.payer_on(day))
    }

    /// The next member of a staff member who may come.
    fn pick(&mut self, worker: u32, day: i32, units: u32) -> Option<u32> {
        let clients = &self.cast.workers.get(worker as usize)?.clients;
        for _ in 0..ASKED {
            let next = self.next.get_mut(worker as usize)?;
            let client = clients.get(*next as usize % clients.len().max(1)).copied()?;
            *next = next.wrapping_add(1);
            if self.comes(client, day, units) {
                return Some(client);
            }
        }
        None
    }

    /// May that member have so many units more on a day?
    fn comes(&mut self, at: u32, day: i32, units: u32) -> bool {
        let Some(client) = self.cast.client(at) else { return false };
        let stays = client.stay.is_some_and(|(from, to)| from <= day && day <= to);
        let covered = client.covered_to.is_none_or(|to| day <= to);
        if day < client.starts || stays || !covered {
            return false;
        }
        let payer = client.payer_on(day);
        self.renew(at, day, payer);
        self.used.get(at as usize).is_some_and(|used| {
            let of_year = payer == Payer::A || used.of_year + units <= YEAR_UNITS;
            used.of_day + units <= DAY_UNITS && of_year
        })
    }

    /// Begins to count anew, where a day, a year or a plan begins.
    fn renew(&mut self, at: u32, day: i32, payer: Payer) {
        let date = self.cast.date(day);
        let Some(used) = self.used.get_mut(at as usize) else { return };
        if used.day != day {
            (used.day, used.of_day) = (day, 0);
        }
        if used.year != date.year() || used.payer_b != (payer == Payer::B) {
            (used.year, used.of_year, used.payer_b) = (date.year(), 0, payer == Payer::B);
        }
    }

    /// Counts units; with the authorization that they take, where one is needed.
    fn consume(&mut self, at: u32, day: i32, units: u32, random: &mut Random) -> Option<u32> {
        let payer = self.payer(at, day);
        self.renew(at, day, payer);
        let used = self.used.get_mut(at as usize)?;
        // A contact of the same day that names no authorization is billed on one line with this one.
        let same_day = used.of_day;
        used.of_day += units;
        used.of_year += units;
        if payer == Payer::B || used.of_year <= FREE_UNITS {
            return None;
        }
        if let Some((paper, left)) = &mut used.paper
            && *left >= units
            && self.papers.get(*paper as usize).is_some_and(|paper| day <= paper.to)
        {
            *left -= units;
            return Some(*paper);
        }
        let paper = u32::try_from(self.papers.len()).ok()?;
        let granted = random.pick(&[40, 60, 90, 120]);
        used.paper = Some((paper, granted - units));
        self.papers.push(Paper {
            client: at,
            units: granted + same_day,
            from: day,
            to: day + AUTHORIZED_DAYS,
        });
        Some(paper)
    }
}

fn days(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(0)
}

/// How a contact takes place: mostly in person.
fn way(payer: Payer, random: &mut Random) -> Way {
    let afar = random.below(10);
    let mode = match (afar, payer) {
        (0 | 1, _) => Mode::Video,
        (2, Payer::A) => Mode::Audio,
        _ => Mode::InPerson,
    };
    if mode == Mode::InPerson {
        return Way { mode, place: random.pick(&["11", "11", "12", "53", "99"]), member_at: None };
    }
    let home = random.one_in(2);
    let (place, member_at) = if home { ("10", MemberAt::Home) } else { ("02", MemberAt::Elsewhere) };
    Way { mode, place, member_at: Some(member_at) }
}
