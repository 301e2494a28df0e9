//! Faults, planted: each on a day, staff and members of its own.

use super::cast::{Cast, Plant};
use super::fault::{Fault, Label};
use super::log::{Became, Contact, Log, Paper};
use super::{GROUP_CENTS, INDIVIDUAL_CENTS};
use crate::table::Mode;
use crate::value::Money;
use rust_decimal::Decimal;

/// An hour, and when a plain contact begins.
const HOUR: u32 = 60;
const TEN: u32 = 10 * HOUR;

/// Where a fault is found.
enum At {
    /// The row of the staff member.
    Staff,
    /// The row of the member.
    Member,
    /// The row of `encounters` of that place among those of the fault.
    Encounter(usize),
}

/// A contact of one member in an office, from and to those minutes of the day.
fn contact(plant: &Plant, client: u32, from: u32, to: u32) -> Contact {
    Contact {
        day: plant.day,
        worker: plant.worker,
        clients: vec![(client, true)],
        group: false,
        session: None,
        stretches: vec![(from, to, None)],
        mode: Mode::InPerson,
        place: "11",
        member_at: None,
        coded: false,
        signed_after: 1,
        authorization: None,
        became: Became::Completed,
    }
}

/// The contacts of a fault that are one member's each: which member, from, to.
fn times(fault: Fault) -> Vec<(u32, u32, u32)> {
    let hour = |member: u32, from: u32| (member, from, from + HOUR);
    match fault {
        // 203 hours: four of each of 50 members, in the same hours, and three of one more.
        Fault::ImpossibleDay => (0..203).map(|one| hour(one / 4, 8 * HOUR + one % 4 * 65)).collect(),
        Fault::LongDay => (0..13).map(|one| hour(one % 5, 7 * HOUR + one * 65)).collect(),
        Fault::GroupAsIndividual => (0..5).map(|one| hour(one, TEN)).collect(),
        Fault::Chain => (0..5).map(|one| (one, TEN + one * 30, TEN + one * 30 + 30)).collect(),
        Fault::StaffOverlap => vec![hour(0, TEN), hour(1, TEN + 30)],
        Fault::MemberOverlap => vec![hour(0, TEN), hour(0, TEN + 30)],
        Fault::CapOverrun => vec![(0, TEN, TEN + 90), (0, TEN + 100, TEN + 190), (0, TEN + 200, TEN + 320)],
        Fault::AuthorizationOverrun => vec![(0, TEN, TEN + 120), (0, TEN + 140, TEN + 200)],
        Fault::ExpiredCredential => (0..3).map(|one| hour(one, TEN + one * 80)).collect(),
        Fault::MissingPlan => vec![hour(0, TEN), (0, TEN + 90, TEN + 120)],
        Fault::LoggedTwice => vec![hour(0, TEN), hour(0, TEN)],
        Fault::LateNote | Fault::NoCoverage | Fault::MemberInResidence | Fault::UnderAge => {
            vec![hour(0, TEN)]
        }
        Fault::GroupTooLarge => Vec::new(),
    }
}

impl Log<'_> {
    /// Plants a fault, and labels it.
    pub(super) fn plant(&mut self, plant: &Plant, each: &mut impl FnMut(&Cast, u64, &Contact)) {
        let fault = plant.fault;
        let mut all: Vec<Contact> = Vec::new();
        for (at, (member, from, to)) in times(fault).into_iter().enumerate() {
            let Some(client) = plant.clients.get(member as usize) else { continue };
            let mut one = contact(plant, *client, from, to);
            match (fault, at) {
                (Fault::LateNote, _) => one.signed_after = 12,
                (Fault::MemberOverlap, 1) => one.worker = plant.second.unwrap_or(plant.worker),
                // At another place, so that it is a line of its own.
                (Fault::AuthorizationOverrun, 1) => one.place = "12",
                _ => {}
            }
            all.push(one);
        }
        if fault == Fault::AuthorizationOverrun {
            let paper = u32::try_from(self.papers.len()).ok();
            let client = plant.clients.first().copied().unwrap_or_default();
            self.papers.push(Paper { client, units: 8, from: plant.day - 10, to: plant.day + 50 });
            for one in &mut all {
                one.authorization = paper;
            }
        }
        if fault == Fault::GroupTooLarge {
            let mut one = contact(plant, 0, TEN, TEN + HOUR);
            one.group = true;
            one.clients = plant.clients.iter().map(|client| (*client, true)).collect();
            all.push(one);
        }
        let mut rows: Vec<u64> = all.iter().map(|one| self.put(one, each)).collect();
        let amount = amount(fault, &all);
        // What the authorization covers is no part of it, nor the one of two rows that may be billed.
        if matches!(fault, Fault::AuthorizationOverrun | Fault::LoggedTwice) {
            rows = rows.split_off(rows.len().min(1));
        }
        let (table, row) = match at(fault) {
            At::Staff => ("staff", u64::from(plant.worker) + 1),
            At::Member => ("members", plant.clients.first().map_or(0, |client| u64::from(*client) + 1)),
            At::Encounter(place) => ("encounters", rows.get(place).copied().unwrap_or_default()),
        };
        self.labels.push(Label { fault, rule: fault.rule(), encounters: rows, table, row, amount });
    }
}

const fn at(fault: Fault) -> At {
    match fault {
        Fault::ExpiredCredential | Fault::ImpossibleDay | Fault::LongDay => At::Staff,
        Fault::MissingPlan
        | Fault::NoCoverage
        | Fault::MemberInResidence
        | Fault::UnderAge
        | Fault::CapOverrun
        | Fault::AuthorizationOverrun => At::Member,
        _ => At::Encounter(0),
    }
}

/// What the agency charges for what is at risk: whole hours and halves, so nothing has to be rounded.
fn amount(fault: Fault, all: &[Contact]) -> Option<Money> {
    let units = |one: &Contact| {
        let minutes: u32 = one.stretches.iter().map(|(from, to, _)| to - from).sum();
        minutes / 15
    };
    let each = |one: &Contact| {
        let there = u32::try_from(one.clients.len()).unwrap_or(0);
        let cents = if one.group { GROUP_CENTS } else { INDIVIDUAL_CENTS };
        units(one) * there * cents
    };
    let cents = match fault {
        Fault::LongDay | Fault::Chain | Fault::NoCoverage => return None,
        Fault::CapOverrun | Fault::AuthorizationOverrun | Fault::LoggedTwice => 4 * INDIVIDUAL_CENTS,
        _ => all.iter().map(each).sum(),
    };
    Some(Decimal::new(i64::from(cents), 2).into())
}
