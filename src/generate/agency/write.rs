//! The tables as JSON, piece by piece: one row a line.

use super::cast::{Cast, Client, PLAN_DAYS, Worker};
use super::log::{Became, Contact, Log, Paper};
use super::{GROUP_CENTS, INDIVIDUAL_CENTS};
use crate::generate::data::{
    AGENCIES, FIRST_NAMES, LAST_NAMES, NPI_FIRST, NPI_SECOND, RECEIVER, SENDER, STREETS, TOWNS,
};
use crate::table::Mode;
use std::fmt::Write;

/// So many bytes are collected before they are handed on.
const PIECE: usize = 1 << 16;

/// The document while it is written. Everything in it is of our own making, so no text has to be escaped.
struct Paperwork<'w, W> {
    to: &'w mut W,
    text: String,
    /// The table has a row already.
    begun: bool,
}

macro_rules! put {
    ($out:expr, $($text:tt)+) => {{ let _ = write!($out.text, $($text)+); }};
}

impl<W: FnMut(&str)> Paperwork<'_, W> {
    fn table(&mut self, name: &str) {
        self.begun = false;
        put!(self, ",\n\"{name}\": [");
    }

    fn row(&mut self) {
        if self.text.len() >= PIECE {
            (self.to)(&self.text);
            self.text.clear();
        }
        self.text.push_str(if self.begun { ",\n" } else { "\n" });
        self.begun = true;
    }

    fn end(&mut self) {
        self.text.push_str("\n]");
    }
}

/// Writes everything.
pub(super) fn document(cast: &Cast, to: &mut impl FnMut(&str)) {
    let mut out = Paperwork { to, text: String::with_capacity(PIECE + 4096), begun: false };
    out.text.push_str("{\n\"schema\": \"peerclaim-evidence/1\"");
    agency(cast, &mut out);
    out.table("staff");
    for (at, worker) in (1_u32..).zip(&cast.workers) {
        out.row();
        staff(cast, at, worker, &mut out);
    }
    others(cast, &mut out);
    out.end();
    out.table("members");
    for (at, client) in (1_u32..).zip(&cast.clients) {
        out.row();
        member(cast, at, client, &mut out);
    }
    out.end();
    out.table("documents");
    for (at, client) in (1_u32..).zip(&cast.clients) {
        documents(cast, at, client, &mut out);
    }
    out.end();
    out.table("encounters");
    let mut log = Log::new(cast);
    log.run(&mut |cast, row, contact| {
        out.row();
        encounter(cast, row, contact, &mut out);
    });
    let papers = std::mem::take(&mut log.papers);
    out.end();
    out.table("authorizations");
    for (at, paper) in (1_u32..).zip(&papers) {
        out.row();
        authorization(cast, at, paper, &mut out);
    }
    out.end();
    out.text.push_str("\n}\n");
    (out.to)(&out.text);
}

fn agency<W: FnMut(&str)>(cast: &Cast, out: &mut Paperwork<'_, W>) {
    let count = u64::try_from(AGENCIES.len()).unwrap_or(1);
    let at = usize::try_from(cast.seed % count.max(1)).unwrap_or(0);
    let one = AGENCIES.get(at).copied().unwrap_or_default();
    let town = TOWNS.first().copied().unwrap_or_default();
    let street = STREETS.first().copied().unwrap_or_default();
    out.table("agency");
    out.row();
    put!(
        out,
        r#"{{"id":"agency","name":"{}","npi":"{NPI_FIRST}","tax_id":"{}","taxonomy":"{}","address":{{"street":"1 {street}","city":"{}","state":"{}","zip":"{}0001"}},"contact":{{"name":"TEST BILLING OFFICE","phone":"2155550100"}}}}"#,
        one.name,
        one.tax_number,
        one.taxonomy,
        town.city,
        town.state,
        town.zip
    );
    out.end();
    out.table("partners");
    for payer in [super::cast::Payer::A, super::cast::Payer::B] {
        out.row();
        let pack = payer.pack();
        put!(
            out,
            r#"{{"id":"to-{pack}","payer":"{pack}","submitter_id":"{SENDER}","submitter_qualifier":"ZZ","submitter_name":"TEST SUBMITTER","receiver_id":"{RECEIVER}","receiver_qualifier":"ZZ","receiver_name":"TEST RECEIVER","usage":"T"}}"#
        );
    }
    out.end();
    out.table("charges");
    for (service, cents) in [("individual", INDIVIDUAL_CENTS), ("group", GROUP_CENTS)] {
        out.row();
        put!(out, r#"{{"service":"{service}","amount":{}.{:02}}}"#, cents / 100, cents % 100);
    }
    out.end();
}

/// The peers.
fn staff<W: FnMut(&str)>(cast: &Cast, at: u32, worker: &Worker, out: &mut Paperwork<'_, W>) {
    let Worker { first, last, expires, renewed, supervisor, .. } = worker;
    let supervisor = supervisor + 1;
    let ends = cast.date(*expires);
    let issued = ends.checked_add_months(-24).and_then(|day| day.checked_add_days(1)).unwrap_or(ends);
    put!(
        out,
        r#"{{"id":"s{at}","first_name":"{first}","last_name":"{last}","npi":"{NPI_SECOND}","taxonomy":"175T00000X","employed_from":"{issued}","fte":1,"roles":["peer"],"credentials":[{{"body":"pcb","credential":"cps","number":"TESTCPS{at:05}","first_certified":"{issued}","exam_passed":"{issued}","issued":"{issued}","expires":"{ends}""#
    );
    if *renewed {
        let again = ends.checked_add_months(24).unwrap_or(ends);
        let (asked, granted) = (cast.date(expires - 40), cast.date(expires - 10));
        put!(out, r#","renewals":[{{"applied_on":"{asked}","granted_on":"{granted}","expires":"{again}"}}]"#);
    }
    put!(out, r#"}}],"supervisors":[{{"supervisor":"v{supervisor}","from":"{issued}"}}],"supervision":["#);
    // Once a week on one weekday, from two weeks before to a week after; and on the day of a renewal.
    let monday = i32::try_from(cast.from.weekday().num_days_from_monday()).unwrap_or(0);
    let first = i32::try_from(supervisor % 5).unwrap_or(0) - 14 - monday;
    let renewed_on = renewed.then_some(expires - 10);
    for (number, on) in (first..cast.days + 7).step_by(7).chain(renewed_on).enumerate() {
        let comma = if number > 0 { "," } else { "" };
        let mode = if number % 3 == 1 { "video" } else { "face-to-face" };
        put!(
            out,
            r#"{comma}{{"on":"{}","minutes":45,"mode":"{mode}","supervisor":"v{supervisor}","kind":"individual","signed":true}}"#,
            cast.date(on)
        );
    }
    out.text.push_str("]}");
}

/// Supervisors, and the physician who signs orders.
fn others<W: FnMut(&str)>(cast: &Cast, out: &mut Paperwork<'_, W>) {
    let since = cast.date(-900);
    let name = |names: &[&'static str], at: u32| {
        names.iter().cycle().nth(at as usize % names.len().max(1)).copied().unwrap_or_default()
    };
    for at in 1..=cast.supervisors() {
        out.row();
        put!(
            out,
            r#"{{"id":"v{at}","first_name":"{}","last_name":"{}","npi":"{NPI_SECOND}","employed_from":"{since}","fte":1,"roles":["supervisor"],"facts":["mental-health-professional"],"supervisor_since":"{since}","training":[{{"on":"{}","hours":12,"kind":"supervisor-course","course":"supervisor-course"}}]}}"#,
            name(FIRST_NAMES, at),
            name(LAST_NAMES, at),
            cast.date(-850)
        );
    }
    out.row();
    put!(
        out,
        r#"{{"id":"d1","first_name":"FIRST","last_name":"PRACTITIONER","npi":"{NPI_SECOND}","employed_from":"{since}","fte":1,"roles":["physician"]}}"#
    );
}

fn member<W: FnMut(&str)>(cast: &Cast, at: u32, client: &Client, out: &mut Paperwork<'_, W>) {
    let starts = cast.date(client.starts);
    put!(
        out,
        r#"{{"id":"m{at}","first_name":"{}","last_name":"{}","born":"{}","sex":"{}","address":{{"street":"{} {}","city":"{}","state":"{}","zip":"{}"}},"enrolled_on":"{starts}","episodes":[{{"from":"{starts}"}}],"coverage":["#,
        client.first,
        client.last,
        client.born,
        client.sex,
        client.house,
        client.street,
        client.town.city,
        client.town.state,
        client.town.zip
    );
    // Some lists name a payer by its pack, some by its number.
    let name = |payer: super::cast::Payer| if at.is_multiple_of(3) { payer.number() } else { payer.pack() };
    let first = cast.date(client.starts - 30);
    put!(out, r#"{{"payer":"{}","number":"T{at:09}","from":"{first}""#, name(client.payer));
    if let Some(changes) = client.changes {
        let (to, from) = (cast.date(changes - 1), cast.date(changes));
        let payer = name(client.payer.other());
        put!(out, r#","to":"{to}"}},{{"payer":"{payer}","number":"T{at:09}","from":"{from}""#);
    }
    if let Some(to) = client.covered_to {
        put!(out, r#","to":"{}""#, cast.date(to));
    }
    let [principal, further] = client.diagnoses;
    put!(out, r#"}}],"diagnoses":[{{"code":"{principal}","principal":true}}"#);
    if !further.is_empty() {
        put!(out, r#",{{"code":"{further}"}}"#);
    }
    out.text.push(']');
    if let Some((from, to)) = client.stay {
        let (from, to) = (cast.date(from), cast.date(to));
        put!(out, r#","status":[{{"setting":"residential","from":"{from}","to":"{to}"}}]"#);
    }
    out.text.push('}');
}

/// The order, and the plans of care.
fn documents<W: FnMut(&str)>(cast: &Cast, at: u32, client: &Client, out: &mut Paperwork<'_, W>) {
    out.row();
    let on = cast.date(client.starts - 3);
    put!(
        out,
        r#"{{"id":"o{at}","member":"m{at}","kind":"order","on":"{on}","by":"physician","signers":[{{"role":"physician","on":"{on}","staff":"d1"}}]}}"#
    );
    for (number, day) in (1..).zip(client.plan_days(cast.days)) {
        out.row();
        let (on, to) = (cast.date(day), cast.date(day + PLAN_DAYS));
        put!(
            out,
            r#"{{"id":"p{at}-{number}","member":"m{at}","kind":"plan","on":"{on}","to":"{to}","signers":["member","staff"],"content":["goals"]}}"#
        );
    }
}

fn encounter<W: FnMut(&str)>(cast: &Cast, row: u64, contact: &Contact, out: &mut Paperwork<'_, W>) {
    let on = cast.date(contact.day);
    put!(out, r#"{{"id":"e{row}","#);
    match (contact.coded, contact.group) {
        (false, false) => out.text.push_str(r#""service":"individual""#),
        (false, true) => out.text.push_str(r#""service":"group""#),
        (true, false) => out.text.push_str(r#""code":"H0038""#),
        (true, true) => out.text.push_str(r#""code":"H0038","modifiers":["HQ"]"#),
    }
    match contact.clients.as_slice() {
        [(client, true)] => put!(out, r#","member":"m{}""#, client + 1),
        all => {
            out.text.push_str(r#","members":["#);
            for (number, (client, there)) in all.iter().enumerate() {
                let comma = if number > 0 { "," } else { "" };
                let client = client + 1;
                if *there {
                    put!(out, r#"{comma}"m{client}""#);
                } else {
                    put!(out, r#"{comma}{{"member":"m{client}","present":false}}"#);
                }
            }
            out.text.push(']');
        }
    }
    put!(out, r#","staff":"s{}","on":"{on}""#, contact.worker + 1);
    if !contact.stretches.is_empty() {
        out.text.push_str(r#","segments":["#);
        for (number, (from, to, activity)) in contact.stretches.iter().enumerate() {
            let comma = if number > 0 { "," } else { "" };
            let (begin, end) = ((from / 60, from % 60), (to / 60, to % 60));
            put!(
                out,
                r#"{comma}{{"start":"{on}T{:02}:{:02}","end":"{on}T{:02}:{:02}""#,
                begin.0,
                begin.1,
                end.0,
                end.1
            );
            if let Some(activity) = activity {
                put!(out, r#","activity":"{activity}""#);
            }
            out.text.push('}');
        }
        out.text.push(']');
    }
    match contact.became {
        Became::Completed => {}
        Became::Cancelled => out.text.push_str(r#","status":"cancelled"}"#),
        Became::NoShow => out.text.push_str(r#","status":"no-show"}"#),
    }
    if contact.became != Became::Completed {
        return;
    }
    put!(out, r#","mode":"{}""#, contact.mode);
    if !contact.place.is_empty() {
        put!(out, r#","pos":"{}""#, contact.place);
    }
    if let Some(at) = contact.member_at.filter(|_| contact.mode != Mode::InPerson) {
        put!(out, r#","member_at":"{at}""#);
    }
    if let Some(session) = contact.session {
        put!(out, r#","group":"g{session}""#);
    }
    let signed = cast.date(contact.day + contact.signed_after);
    let worker = contact.worker + 1;
    put!(out, r#","note_written":"{signed}","signed_on":"{signed}","signed_by":"s{worker}""#);
    if let Some(paper) = contact.authorization {
        put!(out, r#","authorization":"h{}""#, paper + 1);
    }
    out.text.push('}');
}

fn authorization<W: FnMut(&str)>(cast: &Cast, at: u32, paper: &Paper, out: &mut Paperwork<'_, W>) {
    let (client, units) = (paper.client + 1, paper.units);
    let (from, to, asked) = (cast.date(paper.from), cast.date(paper.to), cast.date(paper.from - 7));
    put!(
        out,
        r#"{{"id":"h{at}","member":"m{client}","payer":"test-plan-a","number":"TESTAUTH{at:07}","units":{units},"from":"{from}","to":"{to}","requested_on":"{asked}","decided_on":"{asked}","status":"approved"}}"#
    );
}
