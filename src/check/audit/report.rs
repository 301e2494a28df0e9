//! Findings of an audit into the reports that they belong to.

use super::Billed;
use super::decided::Decided;
use super::money::{add, add_risk, by_rule, sums};
use crate::check::checker::{Checker, Settings};
use crate::check::payer::{Answer, Broken};
use crate::check::sent::Sent;
use crate::diag::{
    AtRisk, FileReport, Finding, Lack, Location, MoneyReport, NotRun, Related, RowPlace, Rule, Severity,
};
use crate::value::{Date, Money};
use std::collections::{BTreeMap, BTreeSet};

/// A claim that is concerned: its file, set and place in the file from 0.
pub(super) type Claim = (u32, u32, u64);

/// One line of money: where it counts.
pub(super) struct Stake {
    /// The line, by its place.
    pub(super) line: u32,
    pub(super) payer: u16,
    /// The row of the staff member.
    pub(super) staff: Option<u64>,
    pub(super) day: Date,
    pub(super) risk: AtRisk,
}

/// What was found so far.
pub(super) struct Out<'s> {
    settings: &'s Settings,
    decided: Decided<'s>,
    /// How many claims each file has.
    claims: Vec<u64>,
    /// With the file that it is in; none: the evidence.
    findings: Vec<(Option<u32>, Finding)>,
    judged: Vec<(Claim, &'static Rule, bool)>,
    not_run: BTreeMap<(&'static str, Lack), NotRun>,
    /// Of each line the largest risk.
    largest: BTreeMap<u32, AtRisk>,
    stakes: Vec<Stake>,
    not_decided: Money,
    forgot: u64,
    /// What the files by themselves broke, told or suppressed: file, rule and claim from 0.
    told: BTreeSet<(u32, &'static str, u64)>,
}

impl<'s> Out<'s> {
    pub(super) fn new(checker: &'s Checker, files: &[(FileReport, Billed)]) -> Self {
        Self {
            settings: &checker.settings,
            decided: Decided::new(checker, files),
            claims: files.iter().map(|(report, _)| report.counts.claims).collect(),
            findings: Vec::new(),
            judged: Vec::new(),
            not_run: BTreeMap::new(),
            largest: BTreeMap::new(),
            stakes: Vec::new(),
            not_decided: Money::ZERO,
            forgot: files.iter().map(|(_, billed)| billed.forgot).sum(),
            told: (0_u32..)
                .zip(files)
                .flat_map(|(file, (report, billed))| {
                    let told = report.findings.iter().filter_map(move |finding| {
                        let claim = finding.location().x12()?.claim?;
                        Some((file, finding.rule().id, claim.saturating_sub(1)))
                    });
                    told.chain(billed.silent.iter().map(move |(rule, claim)| (file, *rule, *claim)))
                })
                .collect(),
        }
    }

    /// Was the rule told of a claim by the claim itself?
    pub(super) fn told(&self, rule: &Rule, file: u32, claim: u64) -> bool {
        self.told.contains(&(file, rule.id, claim))
    }

    pub(super) fn reports(&self, rule: &Rule) -> bool {
        self.settings.reports(rule)
    }

    /// Takes an event: its finding, the claims that it concerns, and what is at stake.
    pub(super) fn event(
        &mut self,
        rule: &'static Rule,
        broken: Broken,
        (file, at): (Option<u32>, Location),
        related: Vec<Related>,
        claims: &[Claim],
        stakes: Vec<Stake>,
    ) {
        if !self.reports(rule) {
            return;
        }
        let mut risk = AtRisk::exactly(Money::ZERO);
        for stake in &stakes {
            add_risk(&mut risk, stake.risk);
        }
        let told = (!stakes.is_empty()).then_some(risk);
        let mut finding = broken.finding(rule, at).at_risk_of(told).with_related(related);
        let payers: Vec<u16> = stakes.iter().map(|stake| stake.payer).collect();
        if self.decided.suppresses(file, &mut finding, claims, &payers) {
            return;
        }
        for stake in &stakes {
            let largest = self.largest.entry(stake.line).or_insert(stake.risk);
            (largest.least, largest.most) =
                (largest.least.max(stake.risk.least), largest.most.max(stake.risk.most));
        }
        self.stakes.extend(stakes);
        if finding.severity() == Severity::Error {
            self.judged.extend(claims.iter().map(|claim| (*claim, rule, true)));
        }
        self.findings.push((file, finding));
    }

    /// Takes what is wrong with what a file sends. Where the project lets it weigh so much, it rejects the claims that it
    /// stands above.
    pub(super) fn tell(&mut self, file: usize, mut finding: Finding, sent: Option<&Sent>) {
        let Ok(number) = u32::try_from(file) else { return };
        if self.decided.suppresses(Some(number), &mut finding, &[], &[]) {
            return;
        }
        if let (Severity::Error, Some(sent), Some(at)) = (finding.severity(), sent, finding.location().x12())
        {
            let all = self.claims.get(file).copied().unwrap_or_default();
            let claims = sent.claims_of(at, all).into_iter();
            self.judged.extend(claims.map(|(set, claim)| ((number, set, claim), finding.rule(), true)));
        }
        self.findings.push((Some(number), finding));
    }

    /// Takes what was not billed.
    pub(super) fn unbilled(
        &mut self,
        rule: &'static Rule,
        at: RowPlace,
        related: Vec<Related>,
        (amount, payer): (Option<AtRisk>, Option<u16>),
    ) {
        if self.reports(rule) {
            let finding = Finding::new(rule, Location::Evidence(Box::new(at)), &[]);
            let mut finding = finding.at_risk_of(amount).with_related(related);
            if !self.decided.suppresses(None, &mut finding, &[], payer.as_slice()) {
                self.findings.push((None, finding));
            }
        }
    }

    /// Takes that a rule could not be decided, for claims and for an amount.
    pub(super) fn open(
        &mut self,
        rule: &'static Rule,
        answer: &Answer,
        claims: &[Claim],
        amount: Option<Money>,
    ) {
        let Answer::Open(lack, broken) = answer else { return };
        if !self.reports(rule) {
            return;
        }
        let fresh = NotRun { rule, lacks: *lack, count: 0, first: None };
        self.not_run.entry((rule.id, *lack)).or_insert(fresh).count += 1;
        add(&mut self.not_decided, amount.unwrap_or(Money::ZERO));
        if self.decided.level(rule) == Severity::Error && broken.may_reject() {
            self.judged.extend(claims.iter().map(|claim| (*claim, rule, false)));
        }
    }

    /// Puts everything where it belongs; the report on the evidence is left.
    pub(super) fn finish(mut self, files: &mut [(FileReport, Billed)]) -> FileReport {
        let limit = self.settings.limits.findings_per_rule;
        let mut report = FileReport::of_evidence(self.settings.as_of);
        self.findings.sort_by(|(file, one), (other_file, other)| {
            let key = |finding: &Finding| {
                let row = finding.location().row().map(|place: &RowPlace| (place.table, place.row));
                (finding.order().0, row, finding.rule().id)
            };
            (file.is_none(), file, key(one)).cmp(&(other_file.is_none(), other_file, key(other)))
        });
        if self.settings.beside.is_some() {
            let all: Vec<&Finding> = self.findings.iter().map(|(_, finding)| finding).collect();
            let mut total = AtRisk::exactly(Money::ZERO);
            for risk in self.largest.values() {
                add_risk(&mut total, *risk);
            }
            // A line has one payer, one first staff member and one month: it counts once in each of these sums.
            let mut once = BTreeMap::new();
            for stake in &self.stakes {
                once.entry(stake.line).or_insert(stake);
            }
            let each =
                || once.iter().filter_map(|(line, stake)| Some((*stake, self.largest.get(line).copied()?)));
            report.money = Some(MoneyReport {
                total,
                by_rule: by_rule(&all),
                by_payer: sums(each().map(|(stake, risk)| (stake.payer, risk))),
                by_staff: sums(each().filter_map(|(stake, risk)| Some((stake.staff?, risk)))),
                by_month: sums(each().map(|(stake, risk)| ((stake.day.year(), stake.day.month()), risk))),
                not_decided: self.not_decided,
            });
        }
        for (file, finding) in self.findings {
            let of_file = file.and_then(|file| files.get_mut(file as usize));
            of_file.map_or(&mut report, |(of_file, _)| of_file).take(finding, limit);
        }
        for ((file, set, claim), rule, rejects) in self.judged {
            if let Some((of_file, _)) = files.get_mut(file as usize) {
                of_file.judge((set, claim), rule, rejects);
            }
        }
        if self.forgot > 0 {
            let rule = &super::super::line_billed_twice::RULE;
            let lacks = Lack::Memory;
            report.not_run.push(NotRun { rule, lacks, count: self.forgot, first: None });
        }
        report.not_run.extend(self.not_run.into_values());
        report.suppressed = self.decided.finish(files);
        for (of_file, _) in files.iter_mut() {
            of_file.findings.sort_by_key(Finding::order);
        }
        report
    }
}
