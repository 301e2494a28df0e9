//! Who there is: staff, members, and those of both who are there for a planted fault.

use super::fault::Fault;
use crate::generate::data::{FIRST_NAMES, LAST_NAMES, MENTAL, STREETS, SUBSTANCE, TOWNS, Town};
use crate::generate::random::Random;
use crate::value::Date;

/// So many peers one supervisor has, at most.
const PEERS_EACH: u32 = 7;
/// Ordinary members of a staff member who is there for a fault.
const OWN_MEMBERS: u32 = 4;
/// How often a plan of care is written anew, in days.
pub(super) const PLAN_DAYS: i32 = 170;

/// Streams of random numbers that do not depend on each other.
const WORKERS: u64 = 1 << 40;
const CLIENTS: u64 = 2 << 40;
const PLANTS: u64 = 3 << 40;
pub(super) const DAYS: u64 = 4 << 40;

/// Who pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Payer {
    A,
    B,
}

impl Payer {
    pub(super) const fn pack(self) -> &'static str {
        match self {
            Self::A => "test-plan-a",
            Self::B => "test-plan-b",
        }
    }

    pub(super) const fn number(self) -> &'static str {
        match self {
            Self::A => "TESTMEDA",
            Self::B => "TESTMEDB",
        }
    }

    pub(super) const fn other(self) -> Self {
        match self {
            Self::A => Self::B,
            Self::B => Self::A,
        }
    }
}

/// A peer. Days are counted from the first day of the period, which is 0.
#[derive(Debug, Clone)]
pub(super) struct Worker {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    /// The last day of the credential's term.
    pub(super) expires: i32,
    /// It was renewed then.
    pub(super) renewed: bool,
    /// The supervisor, from 0.
    pub(super) supervisor: u32,
    /// Whom they serve, by place among the members.
    pub(super) clients: Vec<u32>,
    /// There for the fault of that place.
    pub(super) plant: Option<u32>,
}

/// A member.
#[derive(Debug, Clone)]
pub(super) struct Client {
    pub(super) first: &'static str,
    pub(super) last: &'static str,
    pub(super) sex: &'static str,
    pub(super) born: Date,
    pub(super) house: u32,
    pub(super) street: &'static str,
    pub(super) town: Town,
    pub(super) diagnoses: [&'static str; 2],
    /// The day they were enrolled.
    pub(super) starts: i32,
    /// Who pays, until the day of `changes`.
    pub(super) payer: Payer,
    /// From that day on the other plan pays.
    pub(super) changes: Option<i32>,
    /// The last day of the coverage, where it has one.
    pub(super) covered_to: Option<i32>,
    /// A stay in residential treatment.
    pub(super) stay: Option<(i32, i32)>,
    /// A plan of care is on file.
    pub(super) has_plan: bool,
}

/// A fault, and who is there for it.
#[derive(Debug, Clone)]
pub(super) struct Plant {
    pub(super) fault: Fault,
    pub(super) day: i32,
    /// The staff member, by place.
    pub(super) worker: u32,
    /// Another one, where it takes two.
    pub(super) second: Option<u32>,
    /// The members, by place: nothing else is logged of them.
    pub(super) clients: Vec<u32>,
}

/// Everyone.
#[derive(Debug, Clone)]
pub(super) struct Cast {
    pub(super) seed: u64,
    pub(super) from: Date,
    pub(super) days: i32,
    pub(super) workers: Vec<Worker>,
    pub(super) clients: Vec<Client>,
    pub(super) plants: Vec<Plant>,
}

/// How many members a fault takes.
const fn members(fault: Fault) -> u32 {
    match fault {
        Fault::ImpossibleDay => 51,
        Fault::LongDay | Fault::GroupAsIndividual | Fault::Chain => 5,
        Fault::ExpiredCredential => 3,
        Fault::GroupTooLarge => 10,
        Fault::StaffOverlap => 2,
        _ => 1,
    }
}

fn place(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Cast {
    pub(super) fn new(
        seed: u64,
        (from, days): (Date, i32),
        (staff, members): (u32, u32),
        faults: &[Fault],
    ) -> Self {
        let mut cast =
            Self { seed, from, days, workers: Vec::new(), clients: Vec::new(), plants: Vec::new() };
        for _ in 0..staff {
            cast.hire();
        }
        for _ in 0..members {
            let client = cast.enrol();
            cast.assign(client % staff.max(1), client);
        }
        for fault in faults {
            cast.plant(*fault);
        }
        cast
    }

    /// A day of the calendar.
    pub(super) fn date(&self, day: i32) -> Date {
        self.from.checked_add_days(day).unwrap_or(self.from)
    }

    /// How many supervisors there are.
    pub(super) fn supervisors(&self) -> u32 {
        place(self.workers.len()).div_ceil(PEERS_EACH)
    }

    pub(super) fn client(&self, at: u32) -> Option<&Client> {
        self.clients.get(at as usize)
    }

    fn assign(&mut self, worker: u32, client: u32) {
        if let Some(worker) = self.workers.get_mut(worker as usize) {
            worker.clients.push(client);
        }
    }

    fn hire(&mut self) -> u32 {
        let at = place(self.workers.len());
        let mut random = Random::new(self.seed, WORKERS + u64::from(at));
        let expires = i32::try_from(random.within(10, 600)).unwrap_or(0);
        self.workers.push(Worker {
            first: random.pick(FIRST_NAMES),
            last: random.pick(LAST_NAMES),
            expires,
            renewed: expires < self.days + 30,
            supervisor: at / PEERS_EACH,
            clients: Vec::new(),
            plant: None,
        });
        at
    }

    fn enrol(&mut self) -> u32 {
        let at = place(self.clients.len());
        let mut random = Random::new(self.seed, CLIENTS + u64::from(at));
        let day = |random: &mut Random, least: u32, most: u32| {
            i32::try_from(random.within(least, most)).unwrap_or(0)
        };
        let period = u32::try_from(self.days).unwrap_or(1);
        // Most were here before; some come in the first half of the period.
        let starts =
            if random.one_in(8) { day(&mut random, 0, period / 2) } else { -day(&mut random, 1, 700) };
        let stay = random.one_in(15).then(|| {
            let begin = day(&mut random, 0, period);
            (begin, begin + day(&mut random, 3, 14))
        });
        let changes = (random.one_in(20) && period > 20).then(|| day(&mut random, 10, period - 5));
        let born = i32::try_from(random.within(20 * 366, 75 * 365)).unwrap_or(0);
        let diagnoses = if random.one_in(2) { MENTAL } else { SUBSTANCE };
        let second = if random.one_in(3) { random.pick(MENTAL) } else { "" };
        let first = random.pick(diagnoses);
        self.clients.push(Client {
            first: random.pick(FIRST_NAMES),
            last: random.pick(LAST_NAMES),
            sex: random.pick(&["F", "M", "U"]),
            born: self.date(-born),
            house: random.within(1, 999),
            street: random.pick(STREETS),
            town: random.pick(TOWNS),
            diagnoses: [first, if second == first { "" } else { second }],
            starts,
            payer: if random.one_in(2) { Payer::A } else { Payer::B },
            changes: changes.filter(|changes| starts < *changes),
            covered_to: None,
            stay,
            has_plan: true,
        });
        at
    }

    /// Someone of whom nothing is wrong and nothing else is logged.
    fn enrol_plainly(&mut self) -> u32 {
        let at = self.enrol();
        if let Some(client) = self.clients.last_mut() {
            (client.starts, client.payer, client.changes, client.stay) = (-90, Payer::A, None, None);
        }
        at
    }

    /// A staff member beyond those who were asked for, with members of their own.
    fn hire_for(&mut self, plant: u32) -> u32 {
        let worker = self.hire();
        for _ in 0..OWN_MEMBERS {
            let client = self.enrol();
            self.assign(worker, client);
        }
        if let Some(worker) = self.workers.last_mut() {
            worker.plant = Some(plant);
        }
        worker
    }

    fn plant(&mut self, fault: Fault) {
        let number = place(self.plants.len());
        let mut random = Random::new(self.seed, PLANTS + u64::from(number));
        let day = self.working_day(&mut random);
        let worker = self.hire_for(number);
        if fault == Fault::ExpiredCredential
            && let Some(worker) = self.workers.get_mut(worker as usize)
        {
            (worker.expires, worker.renewed) = (day - 1, false);
        } else if let Some(worker) = self.workers.get_mut(worker as usize) {
            // Nothing else happens to them.
            (worker.expires, worker.renewed) = (self.days + 60, false);
        }
        let second = (fault == Fault::MemberOverlap).then(|| self.hire_for(number));
        let clients: Vec<u32> = (0..members(fault)).map(|_| self.enrol_plainly()).collect();
        let sixteen = self.date(day).checked_add_months(-16 * 12 - 5);
        if let Some(client) = self.clients.last_mut() {
            match fault {
                Fault::MissingPlan => client.has_plan = false,
                Fault::NoCoverage => client.covered_to = Some(day - 5),
                Fault::MemberInResidence => client.stay = Some((day - 3, day + 3)),
                Fault::UnderAge => client.born = sixteen.unwrap_or(client.born),
                _ => {}
            }
        }
        self.plants.push(Plant { fault, day, worker, second, clients });
    }

    /// A working day in the middle of the period, if it has one.
    fn working_day(&self, random: &mut Random) -> i32 {
        let third = u32::try_from(self.days / 3).unwrap_or(0);
        let first = i32::try_from(random.within(third, 2 * third)).unwrap_or(0);
        let works = |day: &i32| !self.date(*day).is_weekend();
        (first..self.days).chain(0..first).find(works).unwrap_or(first)
    }
}

impl Client {
    /// Who pays on a day.
    pub(super) fn payer_on(&self, day: i32) -> Payer {
        if self.changes.is_some_and(|changes| changes <= day) { self.payer.other() } else { self.payer }
    }

    /// The days on which plans of care were written that matter in a period of so many days.
    pub(super) fn plan_days(&self, days: i32) -> impl Iterator<Item = i32> + use<> {
        let first = self.starts - 1;
        // The last one before the period, and all in it.
        let missed = if first < 0 { -first / PLAN_DAYS } else { 0 };
        let begin = first + missed * PLAN_DAYS;
        let step = usize::try_from(PLAN_DAYS).unwrap_or(1);
        (begin..days).step_by(step).take(if self.has_plan { usize::MAX } else { 0 })
    }
}
