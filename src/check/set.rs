//! One transaction set, checked alone: pure, so that sets may be checked in any order.

use super::audit::{Fact, facts};
use super::checker::{Checker, Settings};
use super::payer::{Memo, Payers};
use super::sent::SentBySet;
use super::{CodesCheck, Cx, Sums};
use crate::claim::{self, ClaimView, LineView};
use crate::diag::{
    Arg, Beyond, Decider, Finding, Found, Location, Place, Rule, SetPayers, Severity, Span, Undecided, Value,
    rules,
};
use crate::guide::{Frame, InnerBreaks, Scratch, SetJob, SetView, Under};
use crate::value::{Date, Money};
use crate::x12::Unwrapped;
use std::collections::BTreeSet;

/// What a set came to, with ordinals that count inside the set.
#[derive(Debug, Default)]
pub(crate) struct SetDone {
    pub(crate) findings: Vec<Finding>,
    /// What was only counted.
    pub(crate) beyond: Vec<Beyond>,
    /// What could not be decided; claims count from 0.
    pub(crate) undecided: Vec<Undecided>,
    /// Claims (from 0) for which a rule that could reject was not decided.
    pub(crate) open: Vec<(u32, &'static Rule)>,
    /// Its guide is known.
    pub(crate) read: bool,
    pub(crate) claims: u32,
    pub(crate) lines: u64,
    pub(crate) claim_charges: Money,
    pub(crate) line_charges: Money,
    /// Claims with errors (from 0) and the rules, in order.
    pub(crate) rejected: Vec<(u32, &'static Rule)>,
    /// Rules that reject the whole set.
    pub(crate) whole: Vec<&'static Rule>,
    /// Its service lines, to be compared with others and with evidence.
    pub(crate) facts: Vec<Fact>,
    /// What is compared with other sets and files.
    pub(crate) sent: SentBySet,
    /// How many findings each suppression kept away.
    pub(crate) decider: Decider,
    /// Of which claims (from 0), and the ids of their rules.
    pub(crate) silent: Vec<(u32, &'static str)>,
}

/// Reads and checks one set.
pub(crate) fn check(job: &SetJob<'_>, checker: &Checker, scratch: &mut Scratch) -> (Frame, SetDone) {
    let answer = check_plain(job, checker, scratch);
    match job.inner_breaks(&scratch.index) {
        None => answer,
        Some(breaks) => check_unwrapped(job, checker, scratch, breaks),
    }
}

fn check_plain(job: &SetJob<'_>, checker: &Checker, scratch: &mut Scratch) -> (Frame, SetDone) {
    let settings = &*checker.settings;
    let mut done = SetDone::default();
    let asks = checker.decisions.as_ref().is_some_and(|decisions| decisions.payers().next().is_some());
    let payers = match settings.payers.as_ref().filter(|_| asks) {
        Some(payers) => payers_of(job, checker, payers, scratch),
        None => SetPayers::default(),
    };
    let mut found =
        Found::new(settings.limits.findings_per_rule).deciding(checker.decisions.as_ref(), payers);
    let read = job.read(&settings.guides, scratch, &mut found);
    let mut claim_nodes = Vec::new();
    if let Some(compiled) = read.guide {
        done.read = true;
        let walk = job.walk(&scratch.index, compiled);
        let view = walk.view(&scratch.walker.tree);
        run_checks(view, settings, &mut done, &mut found, &mut claim_nodes);
        place(view, &mut done, &mut found, &claim_nodes, settings);
    } else {
        let errors = found.kept_mut().iter().filter(|finding| finding.severity() == Severity::Error);
        done.whole = errors.map(Finding::rule).filter(|rule| settings.reports(rule)).collect();
    }
    done.beyond = found.beyond().filter(|beyond| settings.reports(beyond.rule)).collect();
    (done.undecided, done.open) = found.take_undecided();
    done.undecided.retain(|undecided| settings.reports(undecided.rule));
    done.open.retain(|(_, rule)| settings.reports(rule));
    done.decider = found.take_decider();
    done.findings = found.into_kept();
    done.findings.retain(|finding| settings.reports(finding.rule()));
    done.findings.sort_by_key(Finding::order);
    (read.frame, done)
}

/// Reads a set whose segments are broken into lines as if they were not, and says so.
#[cold]
fn check_unwrapped(
    job: &SetJob<'_>,
    checker: &Checker,
    scratch: &mut Scratch,
    breaks: InnerBreaks,
) -> (Frame, SetDone) {
    let clean = Unwrapped::new(job.bytes);
    let whole = SetJob { bytes: &clean.bytes, base: 0, ..job.clone() };
    let (frame, mut done) = check_plain(&whole, checker, scratch);
    let back = |at: u64| job.base + clean.original(usize::try_from(at).unwrap_or(usize::MAX)) as u64;
    let back_end = |at: u64| job.base + clean.original_end(usize::try_from(at).unwrap_or(usize::MAX)) as u64;
    let span = |span: Span| {
        let end = if span.is_empty() { back(span.start) } else { back_end(span.end) };
        Span::new(back(span.start), end)
    };
    for finding in &mut done.findings {
        let Some(at) = finding.location_mut().x12_mut() else { continue };
        at.bytes = span(at.bytes);
        at.segment_bytes = span(at.segment_bytes);
    }
    if checker.settings.reports(&rules::LINE_BREAK_INSIDE) {
        let InnerBreaks { count, segment, first } = breaks;
        let place = Place { segment: Some(segment), bytes: first, segment_bytes: first, ..Place::default() };
        let at = Location::X12(Box::new(place));
        let mut finding = Finding::new(&rules::LINE_BREAK_INSIDE, at, &[Arg::Count(count)]);
        if !done.decider.suppresses(&mut finding, |_| false) {
            if finding.severity() == Severity::Error {
                done.whole.push(&rules::LINE_BREAK_INSIDE);
            }
            done.findings.push(finding);
        }
    }
    (frame.back(&clean), done)
}

/// Runs every check over the set. `claims` receives the claim loops, in order.
fn run_checks(
    view: SetView<'_>,
    settings: &Settings,
    done: &mut SetDone,
    found: &mut Found,
    claims: &mut Vec<(u32, u32)>,
) {
    let no_sums = Sums::default();
    let bht = view.segments().take(3).find(|segment| segment.view().tag() == b"BHT");
    let made = bht.and_then(|bht| Date::from_d8(bht.element(4)).ok());
    let cx = Cx { sums: &no_sums, made, as_of: settings.as_of, claim: 0, lists: &settings.lists };
    for run in &settings.set_checks {
        run(&cx, view, found);
    }
    if let Some(routes) = settings.routes.iter().find(|routes| routes.is_of(view.guide())) {
        routes.run(&cx, view, found);
    }
    let (memo, mut good) = (Memo::default(), GoodCodes::default());
    for claim in claim::claims(&view) {
        let inside = claim.loop_view();
        claims.push((inside.number(), inside.end_number()));
        let cx = Cx { claim: done.claims, ..cx };
        let sums = sums(&claim, |line, so_far| {
            let cx = Cx { sums: so_far, ..cx };
            settings.line_checks.iter().for_each(|run| run(&cx, line, found));
            good.check(&settings.codes_checks, &cx, line, found);
        });
        let cx = Cx { sums: &sums, ..cx };
        for run in &settings.claim_checks {
            run(&cx, &claim, found);
        }
        let before = done.facts.len();
        if settings.compares {
            let index = settings.beside.as_ref().map(|beside| &beside.index);
            let payers = settings.payers.as_ref().map(|payers| (payers, &memo));
            facts(&claim, done.claims, index, payers, &mut done.facts);
        }
        if let Some(payers) = &settings.payers {
            let facts = done.facts.get_mut(before..).unwrap_or_default();
            payers.check(settings, &claim, (done.claims, facts), &memo, found);
        }
        done.claims += 1;
        done.lines += u64::from(sums.line_count);
        done.claim_charges = add(done.claim_charges, sums.charge);
        done.line_charges = add(done.line_charges, sums.lines.or_else(|| readable_lines(&claim)));
    }
    if !settings.files_checks.is_empty() {
        let clms = claims.iter().filter_map(|(number, _)| view.loop_view(*number)?.opening());
        done.sent = SentBySet::new(bht, claims.len(), clms);
    }
}

/// Texts of SV101 that were found good: most lines have the codes of lines before them.
struct GoodCodes<'a> {
    /// By a mix of its bytes, the last text that was good.
    texts: [&'a [u8]; 64],
}

impl Default for GoodCodes<'_> {
    fn default() -> Self {
        Self { texts: [&[]; 64] }
    }
}

impl<'a> GoodCodes<'a> {
    fn check(&mut self, checks: &[CodesCheck], cx: &Cx<'_>, line: &LineView<'a>, found: &mut Found) {
        let Some(service) = line.segment() else { return };
        let text = service.element(1);
        let Some(slot) = self.texts.get_mut(mixed(text) % 64) else { return };
        if *slot == text {
            return;
        }
        // Each is asked, whatever the others say.
        let bad = checks.iter().filter(|run| !run(cx, line, service, found)).count();
        if bad == 0 {
            *slot = text;
        }
    }
}

/// A number that most texts have for themselves.
fn mixed(text: &[u8]) -> usize {
    text.iter().fold(0, |mix: usize, byte| mix.wrapping_mul(31).wrapping_add(usize::from(*byte)))
}

fn add(sum: Money, more: Option<Money>) -> Money {
    more.and_then(|more| sum.checked_add(more)).unwrap_or(sum)
}

/// What a claim's lines come to; each is given to `with`, and the sums with this line.
fn sums<'a>(claim: &ClaimView<'a>, mut with: impl FnMut(&LineView<'a>, &Sums)) -> Sums {
    let charge = claim.charge().value();
    let mut sums = Sums { charge, diagnoses: diagnoses(claim), lines: Some(Money::ZERO), ..Sums::default() };
    let mut numbers = [0_u64; 4];
    for inside in claim.loop_view().loops() {
        sums.others |= inside.is("2320");
        let Some(line) = claim.line(inside) else { continue };
        sums.line_count += 1;
        let charge = line.charge().value();
        sums.lines = sums.lines.and_then(|sum| sum.checked_add(charge?));
        sums.negative |= charge.is_some_and(Money::is_negative);
        if let Some(number) = line.control_number().value() {
            let place = mixed(number) % 256;
            if let Some(seen) = numbers.get_mut(place / 64) {
                sums.same_numbers |= *seen >> (place % 64) & 1 == 1;
                *seen |= 1 << (place % 64);
            }
        }
        sums.own_places |= !line.own_place_of_service().is_absent();
        if let Some(days) = line.service_dates().value() {
            sums.days = Some(sums.days.map_or(days, |sum| sum.around(days)));
        }
        with(&line, &sums);
    }
    sums
}

/// A bit for each place of the diagnoses that holds one.
fn diagnoses(claim: &ClaimView<'_>) -> u32 {
    let there = claim.diagnoses().filter(|diagnosis| !diagnosis.code.is_absent() && diagnosis.number < 32);
    there.fold(0, |sum, diagnosis| sum | 1 << diagnosis.number)
}

/// The lines' charges that can be read, for the file's sum.
fn readable_lines(claim: &ClaimView<'_>) -> Option<Money> {
    let mut charges = claim.lines().filter_map(|line| line.charge().value());
    charges.try_fold(Money::ZERO, Money::checked_add)
}

/// Which value of the claim model a place holds, or would hold if it were not missing.
fn value(view: SetView<'_>, rule: &Rule, at: &Place) -> Option<Value> {
    if rule == &rules::SEGMENT_MISSING || rule == &rules::LOOP_MISSING {
        return claim::missing_from(&view.loop_view(at.anchor)?, at.tag?, at.element);
    }
    // Separators that hold nothing are no value.
    if rule == &rules::TRAILING_SEPARATORS {
        return None;
    }
    let number = usize::try_from(at.segment?).ok()?.checked_sub(1)?;
    claim::value_of(&view.segment(number)?, at.element)
}

/// For whom the claims of a set are, where the project's decisions ask: the set is read for it once more, so that what is
/// found by the second reading is known to be for a payer or not, however much there is of it.
#[cold]
fn payers_of(job: &SetJob<'_>, checker: &Checker, payers: &Payers, scratch: &mut Scratch) -> SetPayers {
    let read = job.read(&checker.settings.guides, scratch, &mut Found::new(0));
    let Some(compiled) = read.guide else { return SetPayers::default() };
    let walk = job.walk(&scratch.index, compiled);
    let view = walk.view(&scratch.walker.tree);
    let memo = Memo::default();
    let claims: Vec<ClaimView<'_>> = claim::claims(&view).collect();
    let stacks: Vec<Option<u16>> = claims.iter().map(|claim| payers.stack_of(claim, &memo)).collect();
    let inside = claims.iter().map(ClaimView::loop_view);
    let bounds: Vec<(u32, u32)> = inside.map(|inside| (inside.number(), inside.end_number())).collect();
    let of_loop = |number: u32| {
        let under = view.claims_under(number, &bounds).claims(stacks.len());
        let (first, others) = stacks.get(under)?.split_first()?;
        first.filter(|_| others.iter().all(|other| other == first))
    };
    let decisions = checker.decisions.iter();
    let named = decisions.flat_map(|decisions| decisions.payers());
    let called = named.filter_map(|id| Some((id.to_owned(), payers.place_of(id)?))).collect();
    SetPayers { of_loop: (0..view.loop_count()).map(of_loop).collect(), called }
}

/// Tells each finding its claim and line, and each claim its errors.
fn place(
    view: SetView<'_>,
    done: &mut SetDone,
    found: &mut Found,
    claims: &[(u32, u32)],
    settings: &Settings,
) {
    let mut blame = Blame { view, claims, done, spread: BTreeSet::new() };
    for finding in found.kept_mut().iter_mut().filter(|finding| settings.reports(finding.rule())) {
        let (rule, severity) = (finding.rule(), finding.severity());
        let Some(at) = finding.location_mut().x12_mut() else { continue };
        at.value = value(view, rule, at);
        if let Under::Claim(claim) = view.claims_under(at.anchor, claims) {
            at.claim = Some(claim as u64 + 1);
            at.line = view.line_of(at.anchor);
        }
        blame.put(rule, severity, at.anchor);
    }
    // What the audit would tell of a claim too.
    for (rule, anchor) in found.silent().filter(|_| settings.beside.is_some()) {
        let number = |claim: usize| u32::try_from(claim).unwrap_or(u32::MAX);
        let under = view.claims_under(anchor, claims).claims(claims.len());
        blame.done.silent.extend(under.map(|claim| (number(claim), rule)));
    }
    for Beyond { rule, severity, anchor, .. } in found.beyond().filter(|one| settings.reports(one.rule)) {
        blame.put(rule, severity, anchor);
    }
    done.rejected.sort_by_key(|(claim, rule)| (*claim, rule.id));
    done.rejected.dedup();
    done.whole.sort_by_key(|rule| rule.id);
    done.whole.dedup();
}

/// Which claims an error rejects.
struct Blame<'a> {
    view: SetView<'a>,
    /// The claims' loops, by number: first and end.
    claims: &'a [(u32, u32)],
    done: &'a mut SetDone,
    /// A loop with many claims may break one rule as often as it has claims: once is enough for all.
    spread: BTreeSet<(u32, &'static str)>,
}

impl Blame<'_> {
    fn put(&mut self, rule: &'static Rule, severity: Severity, anchor: u32) {
        if severity != Severity::Error {
            return;
        }
        let number = |claim: usize| u32::try_from(claim).unwrap_or(u32::MAX);
        match self.view.claims_under(anchor, self.claims) {
            Under::Claim(claim) => self.done.rejected.push((number(claim), rule)),
            Under::All => self.done.whole.push(rule),
            // A party above the claims: all claims of its level are concerned.
            Under::Level(level, claims) => {
                if self.spread.insert((level, rule.id)) {
                    self.done.rejected.extend(claims.map(|claim| (number(claim), rule)));
                }
            }
        }
    }
}
