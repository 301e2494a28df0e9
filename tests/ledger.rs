//! What billing makes of synthetic agencies, beside a plain reckoning of the same log that shares no code with it.
//!
//! The reckoning reads the document as JSON and the claims as text between separators, and knows the two synthetic
//! plans by heart: plan A bills whole quarter hours of each contact, plan B adds up the contacts of a day that are
//! billed alike and takes a quarter hour from its eighth minute on.

#![cfg(test)]

use peerclaim::bill::{BillOptions, Draft, bill};
use peerclaim::evidence::Evidence;
use peerclaim::generate::Agency;
use peerclaim::generate::agency::PACKS;
use peerclaim::pack::body::Bodies;
use peerclaim::pack::{Library, PackSet};
use serde_json::Value;
use std::collections::BTreeMap;

/// Payer, member number, day, code with modifiers, place.
type Line = (String, String, String, String, String);

/// Units and cents.
type Sums = BTreeMap<Line, (u64, u64)>;

fn text<'v>(value: &'v Value, name: &str) -> &'v str {
    value[name].as_str().unwrap_or_default()
}

/// Minutes since midnight, of `2026-01-05T08:50`.
fn minute(time: &str) -> u64 {
    let (hour, minute) = (&time[11..13], &time[14..16]);
    hour.parse::<u64>().unwrap() * 60 + minute.parse::<u64>().unwrap()
}

fn minutes_of_service(encounter: &Value) -> u64 {
    let segments = encounter["segments"].as_array().unwrap();
    let service = segments.iter().filter(|one| !matches!(text(one, "activity"), "travel" | "notes"));
    service.map(|one| minute(text(one, "end")) - minute(text(one, "start"))).sum()
}

/// The ids of the members who were there.
fn there(encounter: &Value) -> Vec<&str> {
    match encounter["members"].as_array() {
        None => vec![text(encounter, "member")],
        Some(all) => all
            .iter()
            .filter(|one| one["present"] != Value::Bool(false))
            .map(|one| one.as_str().unwrap_or_else(|| text(one, "member")))
            .collect(),
    }
}

/// The payer and the member's number on a day.
fn covered<'v>(members: &BTreeMap<&str, &'v Value>, id: &str, on: &str) -> (&'v str, &'v str) {
    let all = members[id]["coverage"].as_array().unwrap();
    let in_force = |one: &&Value| text(one, "from") <= on && one["to"].as_str().is_none_or(|to| on <= to);
    let mut there = all.iter().filter(in_force);
    let one = there.next().unwrap();
    assert!(there.next().is_none());
    // Coverage names a payer by its pack, or by the number that it has on claims.
    let payer = match text(one, "payer") {
        "test-plan-a" | "TESTMEDA" => "test-plan-a",
        "test-plan-b" | "TESTMEDB" => "test-plan-b",
        other => panic!("{other}"),
    };
    (payer, text(one, "number"))
}

fn reckoned(document: &str) -> Sums {
    let log: Value = serde_json::from_str(document).unwrap();
    let members: BTreeMap<&str, &Value> =
        log["members"].as_array().unwrap().iter().map(|one| (text(one, "id"), one)).collect();
    let mut lines: BTreeMap<Line, Vec<u64>> = BTreeMap::new();
    for encounter in log["encounters"].as_array().unwrap() {
        if matches!(text(encounter, "status"), "cancelled" | "no-show") {
            continue;
        }
        let group = text(encounter, "service") == "group" || encounter["modifiers"][0] == "HQ";
        let mode = text(encounter, "mode");
        let mut code = "H0038".to_owned();
        code += if group { ":HQ" } else { "" };
        code += match mode {
            "video" => ":95",
            "audio" => ":93",
            _ => "",
        };
        let place = match (mode, text(encounter, "member_at")) {
            ("in-person", _) => text(encounter, "pos"),
            (_, "home") => "10",
            _ => "02",
        };
        let on = text(encounter, "on");
        for member in there(encounter) {
            let (payer, number) = covered(&members, member, on);
            let line =
                (payer.to_owned(), number.to_owned(), on.replace('-', ""), code.clone(), place.to_owned());
            lines.entry(line).or_default().push(minutes_of_service(encounter));
        }
    }
    let mut sums = Sums::new();
    for (line, minutes) in lines {
        let units: u64 = match line.0.as_str() {
            "test-plan-a" => minutes.iter().map(|minutes| minutes / 15).sum(),
            _ => (minutes.iter().sum::<u64>() + 7) / 15,
        };
        let cents = if line.3.contains("HQ") { 400 } else { 1525 };
        if units > 0 {
            sums.insert(line, (units, units * cents));
        }
    }
    sums
}

/// `15.25` as cents.
fn cents(amount: &str) -> u64 {
    let (dollars, cents) = amount.split_once('.').unwrap_or((amount, ""));
    dollars.parse::<u64>().unwrap() * 100 + format!("{cents:0<2}").parse::<u64>().unwrap()
}

/// What stands on the claims of a payer, and how much the claims say that they come to.
fn on_claims(payer: &str, file: &str, sums: &mut Sums) -> u64 {
    let (mut number, mut place, mut own, mut charges) = ("", "", Vec::new(), 0);
    for segment in file.split('~') {
        let elements: Vec<&str> = segment.trim().split('*').collect();
        match elements[0] {
            "NM1" if elements[1] == "IL" => number = elements[9],
            "CLM" => {
                place = elements[5].split(':').next().unwrap();
                charges += cents(elements[2]);
            }
            "SV1" => own = elements,
            "DTP" => {
                let code = own[1].strip_prefix("HC:").unwrap();
                let place = if own[5].is_empty() { place } else { own[5] };
                let line = [payer, number, elements[3], code, place].map(str::to_owned).into();
                let sum = sums.entry(line).or_default();
                sum.0 += own[4].parse::<u64>().unwrap();
                sum.1 += cents(own[2]);
            }
            _ => {}
        }
    }
    charges
}

fn billed(agency: &Agency, document: &str) -> Draft {
    let read = Evidence::from_json(document.as_bytes());
    assert!(read.findings.is_empty());
    let mut library = Library::embedded();
    for (_, text) in PACKS {
        library.add(text).unwrap();
    }
    let packs = PackSet::new(PACKS.iter().map(|(id, _)| library.stack(id).unwrap()).collect());
    let options = BillOptions::new(agency.bill_on().unwrap(), 1);
    bill(&read.evidence, &packs, &Bodies::embedded(), &options).unwrap()
}

#[test]
fn claims_and_ledger_come_to_what_a_plain_reckoning_comes_to() {
    for agency in [
        Agency::new(11),
        Agency::new(12).staff(4).members(40).days(200),
        Agency::new(13).staff(200).members(2_000).days(6),
        Agency::new(14).staff(1).members(2).days(365),
    ] {
        let document = agency.document();
        let draft = billed(&agency, &document);
        let (mut sums, mut charges) = (Sums::new(), 0);
        for (payer, file) in draft.files() {
            charges += on_claims(payer, std::str::from_utf8(&file.unwrap()).unwrap(), &mut sums);
        }
        let reckoned = reckoned(&document);
        assert!(reckoned.len() > 10, "{agency:?}");
        for line in reckoned.keys().chain(sums.keys()) {
            assert_eq!(sums.get(line), reckoned.get(line), "{agency:?} {line:?}");
        }
        let units: u64 = reckoned.values().map(|sum| sum.0).sum();
        let money: u64 = reckoned.values().map(|sum| sum.1).sum();
        let report = draft.report();
        assert_eq!(charges, money, "{agency:?}");
        assert_eq!(
            (report.totals.units.as_str(), cents(&report.totals.charge)),
            (&*units.to_string(), money)
        );
        let lines = report.ledger.iter();
        assert_eq!(lines.map(|line| cents(&line.charge)).sum::<u64>(), money, "{agency:?}");
    }
}
