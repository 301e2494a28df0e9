//! Which row of Pennsylvania's packs holds on a day: a biller's questions, one line each.

#![cfg(test)]

use peerclaim::pack::rows::{Age, Clock, ModeRow, ModifierRow, Need, Payer, Place, RouteRow, Timely};
use peerclaim::pack::{Ask, Library, MemberAt, Mode, Stack, Status};
use std::collections::BTreeSet;

fn stack(id: &str) -> Stack {
    Library::embedded().stack(id).unwrap()
}

fn on(day: &str) -> Ask<'static> {
    Ask::on(day.parse().unwrap()).service("individual")
}

#[test]
fn by_when_a_claim_has_to_be_there() {
    use Clock::{Correction, Last, LateAuthorization, Missing, Original, PrimaryDecision, Secondary};
    // The pack, the county, whether another payer comes first, the day of service, the clock: how many days.
    for (pack, county, other_payer, day, clock, days) in [
        ("pa-ffs", "Erie", false, "2026-03-02", Original, "180 after service"),
        ("pa-ffs", "Erie", false, "2026-03-02", Correction, "365 after service"),
        ("pa-ffs", "Erie", false, "2026-03-02", Missing, "45 after first-claim"),
        ("pa-carelon", "Beaver", false, "2026-03-02", Original, "90 after service"),
        ("pa-carelon", "Beaver", true, "2026-03-02", Secondary, "90 after primary-decision"),
        ("pa-carelon", "Beaver", false, "2026-03-02", LateAuthorization, "45 after service"),
        ("pa-performcare", "Perry", false, "2026-02-02", Original, "60 after service"),
        ("pa-performcare", "Perry", false, "2026-02-02", Correction, "365 after service"),
        ("pa-performcare", "Perry", true, "2026-02-02", Secondary, "60 after primary-decision"),
        ("pa-performcare", "Perry", true, "2026-02-02", Last, "365 after service"),
        ("pa-performcare", "Perry", false, "2026-02-02", Last, "no row"),
        ("pa-cbh", "Philadelphia", false, "2026-01-12", Original, "90 after service"),
        ("pa-cbh", "Philadelphia", true, "2026-01-12", PrimaryDecision, "180 after service"),
        ("pa-cbh", "Philadelphia", true, "2026-01-12", Secondary, "90 after primary-received"),
        ("pa-cbh", "Philadelphia", true, "2026-01-12", Correction, "90 after primary-received"),
        ("pa-cbh", "Philadelphia", false, "2026-01-12", Correction, "90 after service"),
        ("pa-magellan", "Bucks", false, "2026-03-02", Original, "unknown after service"),
        ("pa-magellan", "Bucks", true, "2026-03-02", LateAuthorization, "180 after primary-decision"),
        ("pa-magellan", "Bucks", false, "2026-03-02", LateAuthorization, "no row"),
        ("pa-ccbh", "Chester", false, "2014-12-31", Original, "60 after service"),
        ("pa-ccbh", "Chester", false, "2015-01-01", Original, "60 after service"),
        ("pa-ccbh", "Pike", false, "2014-12-31", Original, "120 after service"),
        ("pa-ccbh", "Pike", false, "2014-12-31", Last, "240 after service"),
        ("pa-ccbh", "Pike", false, "2015-01-01", Original, "90 after service"),
        ("pa-ccbh", "Pike", false, "2015-01-01", Last, "180 after service"),
        ("pa-ccbh", "Allegheny", false, "2014-12-31", Original, "90 after service"),
        ("pa-ccbh", "Allegheny", false, "2026-03-02", Original, "unknown after service"),
        ("pa-ccbh", "Allegheny", false, "2026-03-02", Last, "no row"),
        ("pa-ccbh", "Allegheny", true, "2026-03-02", Secondary, "30 after primary-decision"),
    ] {
        let mut ask = on(day);
        ask.county = Some(county);
        ask.other_payer = Some(other_payer);
        ask.product = Some("HealthChoices");
        let stack = stack(pack);
        let row = stack.best::<Timely>(&ask, |row| row.clock == clock && row.if_late != Some(true));
        let row = row.or_else(|| stack.best::<Timely>(&ask, |row| row.clock == clock));
        let said = row.map_or_else(
            || "no row".to_owned(),
            |one| {
                let within = one.row.within.get().map_or("unknown".to_owned(), u16::to_string);
                format!("{within} after {}", one.row.after)
            },
        );
        assert_eq!(said, days, "{pack}, {county}, {day}, {clock}");
    }
}

#[test]
fn what_a_contact_from_afar_bears() {
    use MemberAt::{Elsewhere, Home};
    use Mode::{Audio, Video};
    // The pack, the day, the way, where the member was: the place of service, the modifiers wanted and refused.
    for (pack, day, mode, member_at, expected) in [
        ("pa-ffs", "2020-06-30", Audio, Home, "any, GT allowed"),
        ("pa-ffs", "2022-06-30", Audio, Home, "any"),
        ("pa-ffs", "2022-07-01", Audio, Home, "10, FQ required"),
        ("pa-ffs", "2022-07-01", Audio, Elsewhere, "02, FQ required"),
        ("pa-ffs", "2022-07-01", Video, Elsewhere, "02"),
        ("pa-magellan", "2023-05-31", Video, Home, "any"),
        ("pa-magellan", "2023-06-01", Video, Home, "10, GT forbidden"),
        ("pa-magellan", "2023-06-01", Audio, Elsewhere, "02, FQ required, GT forbidden"),
        ("pa-carelon", "2026-01-21", Video, Home, "any"),
        ("pa-carelon", "2026-01-22", Audio, Home, "10, FQ allowed, GT forbidden"),
        ("pa-ccbh", "2026-03-02", Video, Home, "02"),
        ("pa-performcare", "2022-09-30", Audio, Home, "any"),
        ("pa-performcare", "2022-10-01", Audio, Home, "10, 95 forbidden, FQ required"),
        ("pa-performcare", "2022-10-01", Video, Elsewhere, "02"),
        ("pa-cbh", "2022-08-31", Audio, Home, "any"),
        ("pa-cbh", "2022-09-01", Audio, Home, "10, FQ required"),
        ("pa-cbh", "2022-09-15", Video, Home, "10"),
    ] {
        let mut ask = on(day);
        ask.mode = Some(mode);
        ask.member_at = Some(member_at);
        let stack = stack(pack);
        let place = stack.best::<Place>(&ask, |row| row.need == Need::Required);
        let place = place.and_then(|one| one.row.pos.first().map(ToString::to_string));
        let own = stack.all::<ModifierRow>(&ask).into_iter().filter(|one| one.pack.id().starts_with("pa"));
        let modifiers: BTreeSet<String> =
            own.map(|one| format!("{} {}", one.row.code, one.row.need)).collect();
        let said: Vec<String> =
            [place.unwrap_or_else(|| "any".to_owned())].into_iter().chain(modifiers).collect();
        assert_eq!(said.join(", "), expected, "{pack}, {day}, {mode}, {member_at}");
    }
}

#[test]
fn in_which_ways_and_at_what_age() {
    let stack = stack("pa-ffs");
    for (day, mode, expected) in [
        ("2009-12-31", Mode::Audio, None),
        ("2010-01-01", Mode::Audio, Some(Need::Allowed)),
        ("2020-02-19", Mode::Video, None),
        ("2020-02-20", Mode::Video, Some(Need::Forbidden)),
        ("2020-02-20", Mode::Audio, Some(Need::Allowed)),
        ("2021-08-31", Mode::Video, Some(Need::Forbidden)),
        ("2021-09-01", Mode::Video, Some(Need::Allowed)),
    ] {
        let mut ask = on(day);
        ask.mode = Some(mode);
        let row = stack.best::<ModeRow>(&ask, |row| row.mode.contains(&mode));
        assert_eq!(row.map(|one| one.row.need), expected, "{day}, {mode}");
    }
    for (day, least) in [("2016-11-30", 18), ("2016-12-01", 14), ("2026-03-02", 14)] {
        let row = stack.one::<Age>(&on(day)).unwrap();
        assert_eq!(row.row.least.as_ref().and_then(|least| least.get()), Some(&least), "{day}");
        assert!(!row.status().may_reject(), "{day}");
    }
}

#[test]
fn who_pays_in_which_county() {
    for (county, day, expected) in [
        ("Delaware", "2026-03-02", "pa-ccbh"),
        ("Philadelphia", "2026-03-02", "pa-cbh"),
        ("Bucks", "2023-07-01", "pa-magellan"),
        ("Bucks", "2026-03-02", "pa-magellan"),
        ("Bedford", "2023-07-01", ""),
        ("Bedford", "2026-03-02", "pa-magellan"),
        ("Blair", "2026-12-31", ""),
        ("Blair", "2027-01-01", "pa-magellan"),
        ("Westmoreland", "2026-03-02", "pa-carelon"),
        ("Dauphin", "2026-03-02", "pa-performcare"),
        ("Tioga", "2026-03-02", ""),
    ] {
        let stack = stack("pa-healthchoices");
        let rows = stack.all::<RouteRow>(&on(day));
        let to: BTreeSet<&str> = rows
            .iter()
            .filter(|one| one.row.county.iter().any(|one| one == county))
            .map(|one| one.row.pack.as_str())
            .collect();
        assert_eq!(to.into_iter().collect::<Vec<_>>().join(", "), expected, "{county}, {day}");
    }
    for (pack, number, status) in [
        ("pa-ffs", None, Status::Recalled),
        ("pa-magellan", Some("01260"), Status::Secondary),
        ("pa-carelon", None, Status::Recalled),
        ("pa-ccbh", Some("23282"), Status::Secondary),
        ("pa-performcare", Some("65391"), Status::Verified),
        ("pa-cbh", None, Status::Verified),
    ] {
        let stack = stack(pack);
        let payer = stack.one::<Payer>(&on("2026-03-02")).unwrap();
        assert_eq!((payer.row.number.get().map(String::as_str), payer.status()), (number, status), "{pack}");
    }
}

#[test]
fn every_route_leads_to_a_pack_that_stands_on_healthchoices() {
    let library = Library::embedded();
    let routes = &library.get("pa-healthchoices").unwrap().rows.route;
    assert!(!routes.is_empty());
    for route in routes {
        let extends = library.get(&route.pack).map(|pack| pack.extends().to_vec());
        assert_eq!(extends, Some(vec!["pa-healthchoices".to_owned()]), "{}", route.pack);
    }
}
