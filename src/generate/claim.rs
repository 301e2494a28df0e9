//! One claim: its services, who gave them, what another payer paid, its lines.

use super::Text;
use super::data::{
    AFAR, AFAR_MODIFIERS, Agency, FIRST_NAMES, LAST_NAMES, MENTAL, NOTES, OTHER_PAYERS, PEER_SUPPORT, PLACES,
    RELATED, SEEN_MODIFIERS, STREETS, SUBSTANCE, TOWNS,
};
use super::set::{Maker, Patient};

/// One service that was given.
#[derive(Clone, Default)]
pub(super) struct Line {
    code: &'static str,
    modifiers: [&'static str; 4],
    units: u32,
    cents: u64,
    place: &'static str,
    /// Days before the file was made, and how many days it took.
    ago: u32,
    days: u32,
    /// What the other payer paid, and how much of the rest is the patient's.
    paid: u64,
    owed: u64,
}

/// Who pays first, and how its decision is told.
struct Other {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    /// Line by line, not for the claim as a whole.
    by_line: bool,
    decided: [u8; 8],
}

impl Maker<'_> {
    /// The claim of the number that was reached, for that patient.
    pub(super) fn claim(&mut self, patient: &Patient, agency: &Agency) {
        let substance = self.random.one_in(3);
        let (place, modifier) = self.place();
        self.give_services(patient, substance, place, modifier);
        let number = Text::default().and(b"TEST").digits(self.claim, 9);
        self.clm(&number, place);
        let diagnoses = self.diagnoses(substance);
        self.rendering(agency, patient.number);
        if self.random.one_in(6) {
            self.service_location();
        }
        if self.random.one_in(8) {
            self.supervisor(agency);
        }
        let other = patient.other_payer.then(|| self.other_payer(patient));
        let lines = std::mem::take(&mut self.lines);
        for (at, line) in (1_u32..).zip(&lines) {
            self.line(at, line, &number, place, diagnoses, other.as_ref());
        }
        self.lines = lines;
    }

    /// Where: on site, or from afar with what modifier.
    fn place(&mut self) -> (&'static str, &'static str) {
        if self.random.one_in(5) {
            let modifiers = if self.by_pack() { SEEN_MODIFIERS } else { AFAR_MODIFIERS };
            (self.random.pick(AFAR), self.random.pick(modifiers))
        } else {
            (self.random.pick(PLACES), "")
        }
    }

    /// 1 to 4 lines mostly, up to 50 now and then.
    fn give_services(&mut self, patient: &Patient, substance: bool, place: &'static str, afar: &'static str) {
        let count = match self.random.below(200) {
            0 if !self.by_pack() => self.random.within(21, 50),
            0..8 => self.random.within(5, 20),
            _ => self.random.within(1, 4),
        };
        let program = if substance { "HF" } else { "HE" };
        self.lines.clear();
        // The lines of a patient never overlap: each is given before the one that stands before it.
        let (gap, spans) = if count > 20 { (1, false) } else { (2, !self.by_pack()) };
        for _ in 0..count {
            let service = if !self.by_pack() && self.random.one_in(5) {
                self.random.pick(RELATED)
            } else {
                PEER_SUPPORT
            };
            let group = service.group_price > 0 && self.random.one_in(4);
            let long = spans && service.units > 1 && self.random.one_in(16);
            let days = if long { self.random.within(2, 5) } else { 1 };
            let units = if service.units > 1 { self.random.within(1, service.units) } else { 1 } * days;
            // Now and then one service of a claim was given elsewhere.
            let (place, afar) = if afar.is_empty() && self.random.one_in(12) {
                (self.random.pick(PLACES), "")
            } else {
                (place, afar)
            };
            let mut modifiers = [program, "", "", ""];
            let further = [if patient.dependent { "HA" } else { "" }, if group { "HQ" } else { "" }, afar];
            let filled = further.into_iter().filter(|modifier| !modifier.is_empty());
            for (to, from) in modifiers.iter_mut().skip(1).zip(filled) {
                *to = from;
            }
            self.ago += self.random.within(1, gap) + days - 1;
            let ago = self.ago;
            let price = if group { service.group_price } else { service.price };
            let cents = u64::from(price) * u64::from(units);
            let mut line =
                Line { code: service.code, modifiers, units, cents, place, ago, days, paid: 0, owed: 0 };
            if patient.other_payer && !self.random.one_in(4) {
                line.paid = cents * u64::from(self.random.within(20, 80)) / 100;
                line.owed = (cents - line.paid) * u64::from(self.random.pick(&[0_u32, 0, 25, 50])) / 100;
            }
            self.lines.push(line);
        }
    }

    fn clm(&mut self, number: &Text, place: &str) {
        let total = self.lines.iter().map(|line| line.cents).sum();
        let frequency: &[u8] = match self.random.below(40) {
            0 => b"7",
            1 => b"8",
            _ => b"1",
        };
        let patient_paid = self.random.one_in(30);
        let has_group = self.lines.iter().any(|line| line.modifiers.contains(&"HQ"));
        let authorized = !self.random.one_in(3) || self.by_pack() && has_group;
        let (record, note) = (self.random.one_in(4), self.random.one_in(20));
        let out = &mut self.out;
        out.begin("CLM").elements(&[number, &Text::dollars(total), b"", b""]);
        out.composite(&[place.as_bytes(), b"B", frequency]).elements(&[b"Y", b"A", b"Y", b"Y"]).end();
        if patient_paid {
            out.segment("AMT", &[b"F5", &Text::dollars(total.min(300))]);
        }
        if authorized {
            out.segment("REF", &[b"G1", &Text::default().and(b"AUTH").digits(self.claim, 8)]);
        }
        if frequency != b"1" {
            out.segment("REF", &[b"F8", &Text::default().and(b"TESTPAYER").digits(self.claim, 8)]);
        }
        if record {
            out.segment("REF", &[b"EA", &Text::default().and(b"RECORD").digits(self.claim, 8)]);
        }
        if note {
            let note = self.random.pick(NOTES);
            self.out.segment("NTE", &[b"ADD", note.as_bytes()]);
        }
    }

    /// HI; tells how many diagnoses.
    fn diagnoses(&mut self, substance: bool) -> u32 {
        let list = if substance { SUBSTANCE } else { MENTAL };
        let count = self.random.within(1, 3);
        let first = self.random.below(u32::try_from(list.len()).unwrap_or(1)) as usize;
        let chosen = list.iter().cycle().skip(first).take(count as usize);
        self.out.begin("HI");
        for (at, code) in chosen.enumerate() {
            let kind: &[u8] = if at == 0 { b"ABK" } else { b"ABF" };
            self.out.composite(&[kind, code.as_bytes()]);
        }
        self.out.end();
        count
    }

    /// The worker: with an NPI, or known to the payer by a number of its own.
    fn rendering(&mut self, agency: &Agency, patient: u64) {
        let (last, first) = (self.random.pick(LAST_NAMES), self.random.pick(FIRST_NAMES));
        let (last, first) = (last.as_bytes(), first.as_bytes());
        if self.random.one_in(2) {
            let npi = agency.worker.as_bytes();
            self.out.segment("NM1", &[b"82", b"1", last, first, b"", b"", b"", b"XX", npi]);
            self.out.segment("PRV", &[b"PE", b"PXC", b"175T00000X"]);
        } else {
            self.out.segment("NM1", &[b"82", b"1", last, first]);
            self.out.segment("PRV", &[b"PE", b"PXC", b"175T00000X"]);
            self.out.segment("REF", &[b"G2", &Text::default().and(b"TESTPEER").digits(patient / 4, 6)]);
        }
    }

    fn service_location(&mut self) {
        self.out.segment("NM1", &[b"77", b"2", b"TEST SERVICE LOCATION"]);
        let (house, street, town) =
            (self.random.within(101, 199), self.random.pick(STREETS), self.random.pick(TOWNS));
        self.address(house, street, town, b"0001");
    }

    fn supervisor(&mut self, agency: &Agency) {
        let last = self.random.pick(LAST_NAMES);
        self.out.segment(
            "NM1",
            &[b"DQ", b"1", last.as_bytes(), b"SUPERVISOR", b"", b"", b"", b"XX", agency.npi.as_bytes()],
        );
    }

    /// Loop 2320: charge = paid + adjusted, for the claim or for every line.
    fn other_payer(&mut self, patient: &Patient) -> Other {
        let (name, id, kind) = self.random.pick(OTHER_PAYERS);
        let other = Other { id, name, kind, by_line: !self.random.one_in(3), decided: self.day(5) };
        let sum = |amount: fn(&Line) -> u64| self.lines.iter().map(amount).sum::<u64>();
        let (charged, paid, owed) = (sum(|line| line.cents), sum(|line| line.paid), sum(|line| line.owed));
        let relationship: &[u8] = if patient.dependent { b"19" } else { b"18" };
        self.out.segment(
            "SBR",
            &[b"P", relationship, b"TESTGROUP1", b"", b"", b"", b"", b"", other.kind.as_bytes()],
        );
        if !other.by_line {
            self.adjustments(charged, paid, owed);
        }
        self.out.segment("AMT", &[b"D", &Text::dollars(paid)]);
        if owed > 0 {
            self.out.segment("AMT", &[b"EAF", &Text::dollars(owed)]);
        }
        self.out.segment("OI", &[b"", b"", b"Y", b"", b"", b"Y"]);
        let member = Text::default().and(b"TESTMEMBER").digits(patient.number, 9);
        let subscriber =
            [&b"IL"[..], b"1", patient.last.as_bytes(), b"SUBSCRIBER", b"", b"", b"", b"MI", &member];
        self.out.segment("NM1", &subscriber);
        self.address(1, patient.street, patient.town, b"");
        let payer = other.name.as_bytes();
        self.out.segment("NM1", &[b"PR", b"2", payer, b"", b"", b"", b"", b"PI", other.id.as_bytes()]);
        if !other.by_line {
            self.out.segment("DTP", &[b"573", b"D8", &other.decided]);
        }
        other
    }

    /// What was charged and not paid: the contract's part, and the patient's.
    fn adjustments(&mut self, charged: u64, paid: u64, owed: u64) {
        let contract = charged - paid - owed;
        if contract > 0 {
            // Above the contract's price; where nothing was paid, a service that is not covered.
            let reason: &[u8] = if paid > 0 { b"45" } else { b"96" };
            self.out.segment("CAS", &[b"CO", reason, &Text::dollars(contract)]);
        }
        if owed > 0 {
            let reason: &[u8] = self.random.pick(&[b"1", b"2", b"3"].map(|code: &[u8; 1]| &code[..]));
            self.out.segment("CAS", &[b"PR", reason, &Text::dollars(owed)]);
        }
    }

    fn line(
        &mut self,
        at: u32,
        line: &Line,
        claim: &Text,
        place: &str,
        diagnoses: u32,
        other: Option<&Other>,
    ) {
        self.out.segment("LX", &[&Text::number(at)]);
        let (charge, units) = (Text::dollars(line.cents), Text::number(line.units));
        let elsewhere = if line.place == place { "" } else { line.place };
        self.out.begin("SV1");
        self.procedure(line);
        self.out.elements(&[&charge, b"UN", &units, elsewhere.as_bytes(), b""]);
        let pointers: [&[u8]; 3] = [b"1", b"2", b"3"];
        let used = self.random.within(1, diagnoses) as usize;
        self.out.composite(pointers.get(..used).unwrap_or_default()).end();
        let last = self.day((line.ago + 1).saturating_sub(line.days));
        if line.days > 1 {
            let span = Text::default().and(&self.day(line.ago)).and(b"-").and(&last);
            self.out.segment("DTP", &[b"472", b"RD8", &span]);
        } else {
            self.out.segment("DTP", &[b"472", b"D8", &last]);
        }
        self.out.segment("REF", &[b"6R", &claim.and(b"L").digits(at, 1)]);
        if self.random.one_in(40) {
            self.out.segment("NTE", &[b"ADD", b"TEST NOTE FOR A LINE"]);
        }
        if at > 1 && self.random.one_in(25) {
            let last = self.random.pick(LAST_NAMES);
            self.out.segment("NM1", &[b"82", b"1", last.as_bytes(), b"STANDIN"]);
            self.out.segment("PRV", &[b"PE", b"PXC", b"175T00000X"]);
            self.out.segment("REF", &[b"G2", &Text::default().and(b"TESTSTANDIN").digits(self.claim, 6)]);
        }
        if let Some(other) = other.filter(|other| other.by_line) {
            self.out.begin("SVD").elements(&[other.id.as_bytes(), &Text::dollars(line.paid)]);
            self.procedure(line);
            self.out.elements(&[b"", &units]).end();
            self.adjustments(line.cents, line.paid, line.owed);
            self.out.segment("DTP", &[b"573", b"D8", &other.decided]);
        }
    }

    fn procedure(&mut self, line: &Line) {
        let [first, second, third, fourth] = line.modifiers.map(str::as_bytes);
        self.out.composite(&[b"HC", line.code.as_bytes(), first, second, third, fourth]);
    }
}
