//! Headers, trailers, and one transaction set: billing providers, subscribers, patients.

use super::data::{
    AGENCIES, Agency, FIRST_NAMES, LAST_NAMES, PACK_PAYER, PAYERS, RECEIVER, SENDER, STREETS, TOWNS, Town,
};
use super::random::Random;
use super::{Out, Text};
use crate::value::{Date, Delimiters};

/// How many days before the file was made the first service was given.
const DAYS: i32 = 200;
const GUIDE: &[u8] = b"005010X222A1";
const TIME: &[u8] = b"1200";

/// What all sets of a file share.
#[derive(Debug, Clone)]
pub(super) struct Plan {
    seed: u64,
    delimiters: Delimiters,
    line_breaks: bool,
    /// The day the file was made, then each day before, as X12 writes them.
    days: Vec<[u8; 8]>,
    /// The rules of the synthetic pack are kept.
    by_pack: bool,
}

/// A set that is being made.
pub(super) struct Maker<'a> {
    plan: &'a Plan,
    pub(super) out: Out,
    pub(super) random: Random,
    /// Levels so far.
    levels: u64,
    /// Number of the claim in the file, from 1.
    pub(super) claim: u64,
    pub(super) lines: Vec<super::claim::Line>,
    /// How many days before the file was made the patient's last service so far was given.
    pub(super) ago: u32,
}

/// Who a claim is about.
pub(super) struct Patient {
    pub(super) number: u64,
    pub(super) last: &'static str,
    pub(super) first: &'static str,
    pub(super) town: Town,
    pub(super) street: &'static str,
    /// Another payer pays first.
    pub(super) other_payer: bool,
    pub(super) dependent: bool,
}

impl Plan {
    pub(super) fn new(
        seed: u64,
        delimiters: Delimiters,
        line_breaks: bool,
        made_on: Option<Date>,
        by_pack: bool,
    ) -> Self {
        let day = |before: i32| made_on.and_then(|day| day.checked_add_days(-before));
        let days = (0..=DAYS).filter_map(day).map(Date::to_d8).collect();
        Self { seed, delimiters, line_breaks, days, by_pack }
    }

    fn out(&self) -> Out {
        Out::new(self.delimiters, self.line_breaks)
    }

    /// So many days before the file was made; never more than there are.
    pub(super) fn day(&self, before: u32) -> [u8; 8] {
        self.days.get(before as usize).or(self.days.last()).copied().unwrap_or(*b"20260115")
    }

    /// Control number of the interchange and of its group.
    fn control(&self) -> u64 {
        self.seed % 999_999_999 + 1
    }

    /// ISA and GS.
    pub(super) fn headers(&self) -> Vec<u8> {
        let Delimiters { component, repetition, .. } = self.delimiters;
        let mut out = self.out();
        let today = self.day(0);
        let (_, short) = today.split_at(2);
        let party = |name: &str| Text::default().and(name.as_bytes()).and(&[b' '; 15]).first(15);
        let empty = &b"          "[..];
        out.begin("ISA").elements(&[
            b"00",
            empty,
            b"00",
            empty,
            b"ZZ",
            &party(SENDER),
            b"ZZ",
            &party(RECEIVER),
        ]);
        out.elements(&[short, TIME]).separator(repetition.unwrap_or(b'U'));
        out.elements(&[b"00501", &Text::default().digits(self.control(), 9), b"0", b"T"]);
        out.separator(component).end();
        out.segment(
            "GS",
            &[
                b"HC",
                SENDER.as_bytes(),
                RECEIVER.as_bytes(),
                &today,
                TIME,
                &Text::number(self.control()),
                b"X",
                GUIDE,
            ],
        );
        out.into_bytes()
    }

    /// GE and IEA after so many sets.
    pub(super) fn trailers(&self, sets: u64) -> Vec<u8> {
        let mut out = self.out();
        out.segment("GE", &[&Text::number(sets), &Text::number(self.control())]);
        out.segment("IEA", &[b"1", &Text::default().digits(self.control(), 9)]);
        out.into_bytes()
    }

    /// The set of that number, from 1, with so many claims after those of the sets before.
    pub(super) fn set(&self, number: u64, before: u64, claims: u64) -> Vec<u8> {
        let random = Random::new(self.seed, number);
        let mut maker = Maker {
            plan: self,
            out: self.out(),
            random,
            levels: 0,
            claim: before,
            lines: Vec::new(),
            ago: 0,
        };
        let control = Text::default().digits(number, 4);
        maker.head(number, &control);
        let last = before + claims;
        while maker.claim < last {
            let most = u64::from(maker.random.within(20, 200));
            maker.billing_provider(last.min(maker.claim + most));
        }
        let mut out = maker.out;
        let segments = Text::number(out.segments() + 1);
        out.segment("SE", &[&segments, &control]);
        out.into_bytes()
    }
}

impl Maker<'_> {
    pub(super) fn day(&self, before: u32) -> [u8; 8] {
        self.plan.day(before)
    }

    /// Are the rules of the synthetic pack kept?
    pub(super) const fn by_pack(&self) -> bool {
        self.plan.by_pack
    }

    fn head(&mut self, number: u64, control: &Text) {
        let today = self.day(0);
        let out = &mut self.out;
        out.segment("ST", &[b"837", control, GUIDE]);
        out.segment(
            "BHT",
            &[b"0019", b"00", &Text::default().and(b"TESTBATCH").digits(number, 1), &today, TIME, b"CH"],
        );
        out.segment("NM1", &[b"41", b"2", b"TEST SUBMITTER", b"", b"", b"", b"", b"46", SENDER.as_bytes()]);
        out.segment("PER", &[b"IC", b"TEST CONTACT", b"TE", b"2155550100", b"EX", b"100"]);
        out.segment("NM1", &[b"40", b"2", b"TEST RECEIVER", b"", b"", b"", b"", b"46", RECEIVER.as_bytes()]);
    }

    /// A level and its number. `under`: the number of the level above.
    fn level(&mut self, under: u64, code: &[u8], more_below: bool) -> u64 {
        self.levels += 1;
        let above = if under == 0 { Text::default() } else { Text::number(under) };
        self.out
            .segment("HL", &[&Text::number(self.levels), &above, code, if more_below { b"1" } else { b"0" }]);
        self.levels
    }

    /// Claims of one billing provider, up to the claim of that number.
    fn billing_provider(&mut self, last: u64) {
        let agency = self.random.pick(AGENCIES);
        let own = self.level(0, b"20", true);
        self.agency(&agency);
        while self.claim < last {
            self.subscriber(own, last, &agency);
        }
    }

    fn agency(&mut self, agency: &Agency) {
        let town = self.random.pick(TOWNS);
        let number = self.random.within(1, 99);
        let street = self.random.pick(STREETS);
        self.out.segment("PRV", &[b"BI", b"PXC", agency.taxonomy.as_bytes()]);
        self.organization("85", agency.name, agency.npi);
        self.address(number, street, town, b"0001");
        self.out.segment("REF", &[b"EI", agency.tax_number.as_bytes()]);
        if self.random.one_in(2) {
            let phone = Text::default().and(b"2155550").digits(self.random.within(100, 199), 3);
            self.out.segment("PER", &[b"IC", b"TEST BILLING OFFICE", b"TE", &phone]);
        }
        if agency.pay_to_box {
            self.out.segment("NM1", &[b"87", b"2"]);
            self.out.segment("N3", &[&Text::default().and(b"PO BOX ").digits(number, 1)]);
            self.town(town, b"0001");
        }
    }

    fn organization(&mut self, who: &str, name: &str, npi: &str) {
        self.out.segment(
            "NM1",
            &[who.as_bytes(), b"2", name.as_bytes(), b"", b"", b"", b"", b"XX", npi.as_bytes()],
        );
    }

    pub(super) fn address(&mut self, number: u32, street: &str, town: Town, zip_end: &[u8]) {
        let line = Text::number(number).and(b" ").and(street.as_bytes());
        self.out.segment("N3", &[&line]);
        self.town(town, zip_end);
    }

    fn town(&mut self, town: Town, zip_end: &[u8]) {
        let zip = Text::default().and(town.zip.as_bytes()).and(zip_end);
        self.out.segment("N4", &[town.city.as_bytes(), town.state.as_bytes(), &zip]);
    }

    fn person(&mut self) -> Patient {
        Patient {
            number: self.claim + 1,
            last: self.random.pick(LAST_NAMES),
            first: self.random.pick(FIRST_NAMES),
            town: self.random.pick(TOWNS),
            street: self.random.pick(STREETS),
            other_payer: false,
            dependent: false,
        }
    }

    /// The number of a member: obviously nobody's.
    pub(super) fn member(number: u64) -> Text {
        Text::default().and(b"T").digits(number, 9)
    }

    /// One subscriber with the claims of the patient, who is a dependent once in ten times.
    fn subscriber(&mut self, provider: u64, last: u64, agency: &Agency) {
        let dependent = self.random.one_in(10);
        let other_payer = self.random.one_in(8);
        let subscriber = Patient { other_payer, ..self.person() };
        let own = self.level(provider, b"22", dependent);
        let order: &[u8] = if other_payer { b"S" } else { b"P" };
        let itself: &[u8] = if dependent { b"" } else { b"18" };
        self.out.segment("SBR", &[order, itself, b"", b"", b"", b"", b"", b"", b"MC"]);
        let member = Self::member(subscriber.number);
        self.out.segment(
            "NM1",
            &[
                b"IL",
                b"1",
                subscriber.last.as_bytes(),
                subscriber.first.as_bytes(),
                b"",
                b"",
                b"",
                b"MI",
                &member,
            ],
        );
        if !dependent {
            self.home_and_birth(&subscriber, 1950, 2006);
        }
        let (payer, payer_id) = if self.by_pack() { PACK_PAYER } else { self.random.pick(PAYERS) };
        self.out
            .segment("NM1", &[b"PR", b"2", payer.as_bytes(), b"", b"", b"", b"", b"PI", payer_id.as_bytes()]);
        let patient = if dependent { self.dependent(own, &subscriber) } else { subscriber };
        self.ago = self.random.within(10, 30);
        let claims = if self.random.one_in(10) { u64::from(self.random.within(2, 3)) } else { 1 };
        for _ in 0..claims.min(last - self.claim) {
            self.claim += 1;
            self.claim(&patient, agency);
        }
    }

    fn dependent(&mut self, under: u64, subscriber: &Patient) -> Patient {
        self.level(under, b"23", false);
        let first = self.random.pick(FIRST_NAMES);
        let child = Patient { first, dependent: true, ..*subscriber };
        self.out.segment("PAT", &[b"19"]);
        self.out.segment("NM1", &[b"QC", b"1", child.last.as_bytes(), child.first.as_bytes()]);
        self.home_and_birth(&child, 2009, 2019);
        child
    }

    fn home_and_birth(&mut self, person: &Patient, oldest: u32, youngest: u32) {
        let house = self.random.within(1, 999);
        self.address(house, person.street, person.town, b"");
        let year = self.random.within(oldest, youngest);
        let born =
            Text::number(year).digits(self.random.within(1, 12), 2).digits(self.random.within(1, 28), 2);
        let gender: &[u8] = self.random.pick(&[b"F", b"M", b"U"].map(|code: &[u8; 1]| &code[..]));
        self.out.segment("DMG", &[b"D8", &born, gender]);
    }
}
