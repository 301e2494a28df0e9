//! 277CA: which claims of a set go on, and why others do not.
//!
//! The one who answers is the receiver that the set names (1000B), as a payer. A claim that goes on is taken into
//! adjudication (A2:20); one of which something that decides was not run is only received (A1:19); one that is rejected
//! has a status for each thing that is wrong. What is wrong with a provider or a level is told of each of its claims.

use super::AckCounts;
use super::pen::Pen;
use super::sets::Told;
use super::status::Status;
use super::x999::Set;
use crate::claim::{ClaimView, LineView, PartyView};
use crate::diag::{ElementRef, Severity};
use crate::guide::{CA277, Compiled, EmitError, LoopView, SegView};
use crate::value::{DateSpan, Money};
use crate::x12::{Delimiters, Writer};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&CA277));

/// Who acknowledges receipt: the payer.
const RECEIVED: Status = Status { entity: Some("PR"), ..Status::plain("A1", "19") };
/// Taken into adjudication.
const TAKEN: Status = Status::plain("A2", "20");

/// The answers to the sets of a group.
pub(super) struct Group {
    out: Writer,
    delimiters: Delimiters,
    sets: u32,
}

/// What becomes of one claim.
struct Outcome<'a> {
    claim: &'a ClaimView<'a>,
    verdict: Verdict,
    statuses: Vec<Status>,
    /// Those of its lines, by their number.
    lines: BTreeMap<u32, Vec<Status>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Taken,
    Received,
    Rejected,
}

impl Outcome<'_> {
    fn charge(&self) -> Money {
        self.claim.charge().value().unwrap_or(Money::ZERO)
    }

    fn goes_on(&self) -> bool {
        self.verdict != Verdict::Rejected
    }
}

impl Group {
    pub(super) const fn new(delimiters: Delimiters) -> Self {
        Self { out: Writer::new(delimiters), delimiters, sets: 0 }
    }

    /// How many sets were written, and what.
    pub(super) fn finish(self) -> (u32, Vec<u8>) {
        (self.sets, self.out.into_bytes())
    }

    /// Answers a set.
    pub(super) fn set(
        &mut self,
        set: &Set<'_>,
        told: &Told<'_>,
        counts: &mut AckCounts,
    ) -> Result<(), EmitError> {
        let outcomes = outcomes(set, told);
        for outcome in &outcomes {
            match outcome.verdict {
                Verdict::Taken => counts.claims_accepted += 1,
                Verdict::Received => counts.claims_received += 1,
                Verdict::Rejected => counts.claims_rejected += 1,
            }
        }
        self.sets += 1;
        let out = std::mem::replace(&mut self.out, Writer::new(self.delimiters));
        let to = Pen::new(&COMPILED, self.delimiters, out);
        let mut page = Page { to, told, levels: 0 };
        let control = format!("{:04}", self.sets);
        page.write(set, &control, &outcomes)?;
        self.out = page.to.finish(control.as_bytes())?;
        Ok(())
    }
}

/// What becomes of each claim of a set.
fn outcomes<'a>(set: &Set<'a>, told: &Told<'_>) -> Vec<Outcome<'a>> {
    let mut outcomes: Vec<Outcome<'a>> = set
        .claims
        .iter()
        .map(|claim| Outcome { claim, verdict: Verdict::Taken, statuses: Vec::new(), lines: BTreeMap::new() })
        .collect();
    for finding in set.findings.iter().filter(|finding| finding.severity() == Severity::Error) {
        let (Some(at), Some(status)) = (finding.location().x12(), Status::of_finding(finding)) else {
            continue;
        };
        let Some(view) = set.view else { continue };
        let under = view.claims_under(at.anchor, set.bounds).claims(outcomes.len());
        for outcome in outcomes.get_mut(under).unwrap_or_default() {
            let statuses = match at.line {
                Some(line) => outcome.lines.entry(line).or_default(),
                None => &mut outcome.statuses,
            };
            if !statuses.contains(&status) {
                statuses.push(status);
            }
        }
    }
    for (outcome, number) in outcomes.iter_mut().zip(set.first + 1..) {
        decide(outcome, number, told);
    }
    outcomes
}

/// The verdict on the claim of that number in the file.
fn decide(outcome: &mut Outcome<'_>, number: u64, told: &Told<'_>) {
    let report = told.report;
    if !report.rejects_claim(number) {
        if report.open.contains(number - 1) {
            outcome.verdict = Verdict::Received;
        }
        return;
    }
    outcome.verdict = Verdict::Rejected;
    if outcome.statuses.is_empty() && outcome.lines.is_empty() {
        // More findings than are kept: what the verdict tells.
        let verdicts = report.verdicts();
        let listed = verdicts.binary_search_by_key(&number, |verdict| verdict.claim).ok();
        let rules = listed.and_then(|at| verdicts.get(at)).map(|verdict| verdict.rules.as_slice());
        outcome.statuses = match rules {
            Some(rules) => rules.iter().filter_map(|rule| Status::without_place(rule)).collect(),
            None => vec![Status::UNPLACED],
        };
        outcome.statuses.dedup();
        if outcome.statuses.is_empty() {
            // What only evidence shows is told in no answer.
            outcome.verdict = Verdict::Taken;
        }
    }
}

/// One transaction set that is written.
struct Page<'a, 'r> {
    to: Pen,
    told: &'a Told<'r>,
    levels: u32,
}

impl Page<'_, '_> {
    fn level(&mut self, parent: u32, kind: &str, child: &str) -> Result<u32, EmitError> {
        self.levels += 1;
        let own = self.levels;
        let parent = if parent > 0 { parent.to_string() } else { String::new() };
        self.to.segment(
            "HL",
            &[own.to_string().as_bytes(), parent.as_bytes(), kind.as_bytes(), child.as_bytes()],
        )?;
        Ok(own)
    }

    fn write(&mut self, set: &Set<'_>, control: &str, outcomes: &[Outcome<'_>]) -> Result<(), EmitError> {
        let options = &self.told.options;
        let (day, time, received) = (options.date.to_d8(), options.time.clone(), options.received_on.to_d8());
        let number = format!("{:09}-{}", options.control_number, set.ordinal);
        self.to.segment("ST", &[b"277", control.as_bytes(), CA277.id.as_bytes()])?;
        self.to.segment("BHT", &[b"0085", b"08", number.as_bytes(), &day, time.as_bytes(), b"TH"])?;
        let root = set.view.and_then(|view| view.root());
        let party = |id| root.and_then(|root| root.inner(id).next()?.opening());
        self.to.enter("2000A")?;
        let source = self.level(0, "20", "1")?;
        self.to.enter("2100A")?;
        self.name("PR", "2", party("1000B"), (b"46", party("1000B").map_or(b"", |name| name.element(9))))?;
        self.to.leave()?;
        self.to.enter("2200A")?;
        self.to.segment("TRN", &[b"1", number.as_bytes()])?;
        self.to.segment("DTP", &[b"050", b"D8", &received])?;
        self.to.segment("DTP", &[b"009", b"D8", &day])?;
        self.to.leave()?;
        self.to.enter("2000B")?;
        let sender = self.level(source, "21", "1")?;
        self.to.enter("2100B")?;
        let submitter = party("1000A");
        let kind = submitter.map_or(&b"2"[..], |name| name.element(2));
        let kind = if kind == b"1" { "1" } else { "2" };
        self.name("41", kind, submitter, (b"46", submitter.map_or(b"", |name| name.element(9))))?;
        self.to.leave()?;
        self.to.enter("2200B")?;
        let batch = root.and_then(|root| root.first("BHT")).map_or(&b""[..], |bht| bht.element(3));
        let batch = self.to.or(batch, b"0");
        self.to.segment("TRN", &[b"2", batch])?;
        self.status(&[RECEIVED], true, Some(sum(outcomes.iter())), true)?;
        self.totals(outcomes, ["90", "AA"])?;
        self.to.leave()?;
        for of_provider in outcomes.chunk_by(|one, next| level(one, "2000A") == level(next, "2000A")) {
            self.provider(sender, of_provider)?;
        }
        self.to.leave()?;
        self.to.leave()
    }

    /// NM1: name and identifier of somebody, as the set names them.
    fn name(
        &mut self,
        role: &str,
        kind: &str,
        name: Option<SegView<'_>>,
        (qualifier, identifier): (&[u8], &[u8]),
    ) -> Result<(), EmitError> {
        let element = |number: usize| name.map_or(&b""[..], |name| name.element(number));
        let person = |number: usize| if kind == "1" { element(number) } else { b"" };
        // Where the set names nobody, nobody is named.
        let elements = [
            role.as_bytes(),
            kind.as_bytes(),
            self.to.or(element(3), b"NONE"),
            person(4),
            person(5),
            b"",
            if matches!(role, "85" | "QC") { person(7) } else { b"" },
            qualifier,
            self.to.or(identifier, b"NONE"),
        ];
        self.to.segment("NM1", &elements)
    }

    /// STC: what becomes of something. `dated` where the guide has the day of the status.
    fn status(
        &mut self,
        statuses: &[Status],
        goes_on: bool,
        charge: Option<Money>,
        dated: bool,
    ) -> Result<(), EmitError> {
        let each = statuses.iter().flat_map(|status| {
            let beside = status.beside.map(|(code, entity)| (status.category, code, entity));
            [Some((status.category, status.code, status.entity)), beside].into_iter().flatten()
        });
        for (element, (category, code, entity)) in [1, 10, 11].into_iter().zip(each) {
            let parts = [category, code, entity.unwrap_or_default()];
            for (component, part) in (1..).zip(parts) {
                self.to.put(ElementRef::component(element, component), part.as_bytes());
            }
        }
        if dated {
            let day = self.told.options.date.to_d8();
            self.to.put(ElementRef::element(2), &day);
        }
        self.to.put(ElementRef::element(3), if goes_on { b"WQ" } else { b"U" });
        if let Some(charge) = charge {
            self.to.put(ElementRef::element(4), charge.to_string().as_bytes());
        }
        self.to.end("STC")
    }

    /// How many claims go on and are rejected, and their charges.
    fn totals(&mut self, outcomes: &[Outcome<'_>], kinds: [&str; 2]) -> Result<(), EmitError> {
        let part = |goes_on: bool| outcomes.iter().filter(move |outcome| outcome.goes_on() == goes_on);
        for (goes_on, kind, amount) in [(true, kinds[0], "YU"), (false, kinds[1], "YY")] {
            let count = part(goes_on).count();
            if count > 0 {
                self.to.segment("QTY", &[kind.as_bytes(), count.to_string().as_bytes()])?;
                self.to.segment("AMT", &[amount.as_bytes(), sum(part(goes_on)).to_string().as_bytes()])?;
            }
        }
        Ok(())
    }

    fn provider(&mut self, sender: u32, outcomes: &[Outcome<'_>]) -> Result<(), EmitError> {
        let biller = outcomes.first().and_then(|outcome| outcome.claim.billing_provider());
        self.to.enter("2000C")?;
        let own = self.level(sender, "19", "1")?;
        self.to.enter("2100C")?;
        let name = biller.and_then(|biller| biller.loop_view().opening());
        let kind = if name.is_some_and(|name| name.element(2) == b"1") { "1" } else { "2" };
        self.name("85", kind, name, biller.map_or((b"FI", b""), identifier))?;
        self.to.leave()?;
        self.to.enter("2200C")?;
        self.to.segment("TRN", &[b"1", b"0"])?;
        self.status(&[RECEIVED], true, Some(sum(outcomes.iter())), false)?;
        self.totals(outcomes, ["QA", "QC"])?;
        self.to.leave()?;
        let of_patient = |one: &Outcome<'_>| (level(one, "2000B"), level(one, "2000C"));
        for claims in outcomes.chunk_by(|one, next| of_patient(one) == of_patient(next)) {
            self.patient(own, claims)?;
        }
        self.to.leave()
    }

    fn patient(&mut self, provider: u32, outcomes: &[Outcome<'_>]) -> Result<(), EmitError> {
        let claim = outcomes.first().map(|outcome| outcome.claim);
        let name = claim.and_then(|claim| claim.member()?.loop_view().opening());
        let number = claim.and_then(|claim| claim.subscriber()?.id().value()).unwrap_or_default();
        self.to.enter("2000D")?;
        self.level(provider, "PT", "")?;
        self.to.enter("2100D")?;
        self.name("QC", "1", name, (b"MI", number))?;
        self.to.leave()?;
        for outcome in outcomes {
            self.claim(outcome)?;
        }
        self.to.leave()
    }

    fn claim(&mut self, outcome: &Outcome<'_>) -> Result<(), EmitError> {
        let claim = outcome.claim;
        self.to.enter("2200D")?;
        let id = self.to.or(claim.id().value().unwrap_or_default(), b"0");
        self.to.segment("TRN", &[b"2", id])?;
        let of_line = outcome.lines.values().flatten().next().filter(|_| outcome.statuses.is_empty());
        let statuses: Vec<Vec<Status>> = match (outcome.verdict, of_line) {
            (Verdict::Taken, _) => vec![vec![TAKEN]],
            (Verdict::Received, _) => vec![vec![RECEIVED]],
            // Line information, and which: the first.
            (Verdict::Rejected, Some(first)) => vec![vec![Status::plain(first.category, "247"), *first]],
            (Verdict::Rejected, None) => outcome.statuses.iter().map(|status| vec![*status]).collect(),
        };
        for together in statuses {
            self.status(&together, outcome.goes_on(), Some(outcome.charge()), true)?;
        }
        let trace = claim.reference("D9").value().unwrap_or_default();
        if self.to.can_tell(trace) {
            self.to.segment("REF", &[b"D9", trace])?;
        }
        self.days(claim.days_of_service())?;
        if !outcome.goes_on() && !outcome.lines.is_empty() {
            for line in claim.lines() {
                if let Some(statuses) = outcome.lines.get(&line.count()) {
                    self.line(&line, statuses)?;
                }
            }
        }
        self.to.leave()
    }

    fn line(&mut self, line: &LineView<'_>, statuses: &[Status]) -> Result<(), EmitError> {
        let Some(service) = line.segment() else { return Ok(()) };
        // A line is told by its procedure and charge.
        if ![service.component(1, 1), service.component(1, 2), service.element(2)]
            .iter()
            .all(|text| self.to.can_tell(text))
        {
            return Ok(());
        }
        self.to.enter("2220D")?;
        for component in 1..=6 {
            self.to.put(ElementRef::component(1, component), service.component(1, usize::from(component)));
        }
        self.to.put(ElementRef::element(2), service.element(2));
        self.to.put(ElementRef::element(7), service.element(4));
        self.to.end("SVC")?;
        self.status(statuses, false, None, true)?;
        let control = line.control_number().value().unwrap_or_default();
        if self.to.can_tell(control) {
            self.to.segment("REF", &[b"FJ", control])?;
        }
        self.days(line.service_dates().value())?;
        self.to.leave()
    }

    /// DTP: days of service.
    fn days(&mut self, days: Option<DateSpan>) -> Result<(), EmitError> {
        let Some(days) = days else { return Ok(()) };
        let (first, last) = (days.first().to_d8(), days.last().to_d8());
        if first == last {
            return self.to.segment("DTP", &[b"472", b"D8", &first]);
        }
        let mut span = first.to_vec();
        span.push(b'-');
        span.extend(last);
        self.to.segment("DTP", &[b"472", b"RD8", &span])
    }
}

/// The identifier of a billing provider: its NPI, or its tax number.
fn identifier(biller: PartyView<'_>) -> (&'static [u8], &[u8]) {
    let npi = biller.id().value().unwrap_or_default();
    if !npi.is_empty() {
        return (b"XX", npi);
    }
    let number = ["EI", "SY"].into_iter().find_map(|kind| biller.reference(kind).value());
    (b"FI", number.unwrap_or_default())
}

fn level(outcome: &Outcome<'_>, id: &'static str) -> Option<u32> {
    outcome.claim.level(id).as_ref().map(LoopView::number)
}

/// The charges together; one that would be too large to tell is left out.
fn sum<'a>(outcomes: impl Iterator<Item = &'a Outcome<'a>>) -> Money {
    outcomes.fold(Money::ZERO, |sum, outcome| sum.checked_add(outcome.charge()).unwrap_or(sum))
}
