//! Sets and envelope into one report, in file order and bounded memory.
//!
//! Ordinals that count inside a set become ordinals of the file. An error of a group or an interchange
//! is an error of every claim in it, also of those that were merged before it was found: so the counts
//! of the open group and interchange are kept apart until they end.

use super::audit::{Billed, MOST_FACTS};
use super::checker::{Checker, Settings};
use super::set::SetDone;
use crate::diag::{
    ClaimVerdict, Counts, Decider, FileReport, Finding, Lack, NotRun, Rule, Severity, Tally, Undecided,
    Verdict, rules,
};
use crate::guide::Reader;
use crate::x12::SetStart;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Claims from the beginning of a set, group or interchange on.
#[derive(Debug, Default, Clone)]
struct Open {
    ordinal: Option<u32>,
    first_claim: u64,
    /// Rules that reject all of it.
    rules: Vec<&'static Rule>,
}

impl Open {
    /// That rule rejects all of it; once is enough.
    fn rejects(&mut self, rule: &'static Rule) {
        if !self.rules.contains(&rule) {
            self.rules.push(rule);
        }
    }
}

#[derive(Debug)]
pub(crate) struct Merge {
    settings: Arc<Settings>,
    decider: Decider,
    report: FileReport,
    /// Claims that are not accepted, as many as may be kept.
    verdicts: BTreeMap<u64, (u32, Vec<&'static Rule>)>,
    /// Claims for which something that decides was not run, as many as may be kept.
    open: BTreeMap<u64, (u32, Vec<&'static Rule>)>,
    undecided: BTreeMap<(&'static str, Lack), NotRun>,
    set: Open,
    group: Open,
    interchange: Open,
    /// Sets of the open interchange that have claims: their first claim and ordinal, as many as can be listed.
    sets: Vec<(u64, u32)>,
    /// Rules that reject the whole file.
    file_rules: Vec<&'static Rule>,
    /// Rules that reject the set that comes next.
    next_set: Vec<&'static Rule>,
    unsupported: u64,
    first_unsupported: Option<u32>,
    oversized: u64,
    billed: Billed,
    /// That the guide has another name was told of the open group: once is enough.
    said_guide: bool,
}

impl Default for Merge {
    fn default() -> Self {
        Self::new(&Checker::builder().build())
    }
}

impl Merge {
    pub(crate) fn new(checker: &Checker) -> Self {
        Self {
            settings: Arc::clone(&checker.settings),
            decider: Decider::new(checker.decisions.as_ref()),
            report: FileReport::default(),
            verdicts: BTreeMap::new(),
            open: BTreeMap::new(),
            undecided: BTreeMap::new(),
            set: Open::default(),
            group: Open::default(),
            interchange: Open::default(),
            sets: Vec::new(),
            file_rules: Vec::new(),
            next_set: Vec::new(),
            unsupported: 0,
            first_unsupported: None,
            oversized: 0,
            billed: Billed::default(),
            said_guide: false,
        }
    }

    /// Takes what the envelope gave rise to.
    pub(crate) fn envelope(&mut self, findings: &mut Vec<Finding>) {
        for mut finding in findings.drain(..) {
            if !self.settings.reports(finding.rule()) {
                continue;
            }
            self.oversized += u64::from(finding.rule() == &rules::SET_TOO_LARGE);
            if self.decider.suppresses(&mut finding, |_| false) {
                continue;
            }
            if finding.severity() == Severity::Error {
                self.reject_envelope(&finding);
            }
            self.keep(finding);
        }
    }

    fn reject_envelope(&mut self, finding: &Finding) {
        let Some(at) = finding.location().x12() else { return };
        self.enter(at.interchange, at.group);
        let rule = finding.rule();
        if at.set.is_some() && at.set == self.set.ordinal {
            self.reject(self.set.first_claim, self.report.counts.claims, rule);
        } else if at.set.is_some() {
            self.next_set.push(rule);
        } else if at.group.is_some() {
            self.group.rejects(rule);
        } else if at.interchange.is_some() {
            self.interchange.rejects(rule);
        }
    }

    /// Rejects those claims, and notes the rule with as many as may be listed.
    fn reject(&mut self, first: u64, next: u64, rule: &'static Rule) {
        self.report.rejected.insert(first, next);
        self.list(first, next, rule);
    }

    /// Notes the rule with each of those claims, as far as there is room.
    fn list(&mut self, first: u64, next: u64, rule: &'static Rule) {
        let limit = self.settings.limits.findings;
        for claim in first..next {
            if self.verdicts.len() >= limit && !self.verdicts.contains_key(&claim) {
                break;
            }
            let after = self.sets.partition_point(|(first, _)| *first <= claim);
            let set = after.checked_sub(1).and_then(|last| self.sets.get(last)).map_or(0, |(_, set)| *set);
            let (_, rules) = self.verdicts.entry(claim).or_insert_with(|| (set, Vec::new()));
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
    }

    /// Moves on to that interchange and group.
    fn enter(&mut self, interchange: Option<u32>, group: Option<u32>) {
        if group != self.group.ordinal {
            self.leave_group();
            self.said_guide = false;
            self.group = Open { ordinal: group, first_claim: self.report.counts.claims, ..Open::default() };
        }
        if interchange != self.interchange.ordinal {
            self.leave_interchange();
            self.sets.clear();
            self.interchange =
                Open { ordinal: interchange, first_claim: self.report.counts.claims, ..Open::default() };
        }
    }

    fn leave_group(&mut self) {
        let gone = std::mem::take(&mut self.group);
        self.reject_all(&gone);
    }

    fn leave_interchange(&mut self) {
        let gone = std::mem::take(&mut self.interchange);
        self.reject_all(&gone);
    }

    fn reject_all(&mut self, gone: &Open) {
        for rule in &gone.rules {
            self.reject(gone.first_claim, self.report.counts.claims, rule);
        }
    }

    /// Takes a set.
    pub(crate) fn set(&mut self, start: &SetStart, done: SetDone) {
        self.enter(start.interchange, start.group);
        let first = self.report.counts.claims;
        let counts = &mut self.report.counts;
        counts.claims += u64::from(done.claims);
        counts.lines += done.lines;
        counts.claim_charges =
            counts.claim_charges.checked_add(done.claim_charges).unwrap_or(counts.claim_charges);
        counts.line_charges =
            counts.line_charges.checked_add(done.line_charges).unwrap_or(counts.line_charges);
        self.unsupported += u64::from(!done.read);
        if !done.read {
            self.first_unsupported.get_or_insert(start.set);
            // Whatever it weighs here: nobody who answers can take what was not read.
            let at = [start.interchange, start.group, Some(start.set)];
            self.report.answered.take(&rules::GUIDE_UNSUPPORTED, Severity::Error, at);
        }
        self.set = Open { ordinal: Some(start.set), first_claim: first, rules: Vec::new() };
        if done.claims > 0 && self.sets.len() <= self.settings.limits.findings {
            self.sets.push((first, start.set));
        }
        if self.settings.all_verdicts {
            let room = self.settings.limits.findings.saturating_sub(self.verdicts.len());
            for claim in (first..first + u64::from(done.claims)).take(room) {
                self.verdicts.insert(claim, (start.set, Vec::new()));
            }
        }
        for rule in self.next_set.drain(..).chain(done.whole).collect::<Vec<_>>() {
            self.reject(first, first + u64::from(done.claims), rule);
        }
        for (claim, rule) in &done.rejected {
            let claim = first + u64::from(*claim);
            self.reject(claim, claim + 1, rule);
        }
        for mut finding in done.findings {
            if finding.rule() == &rules::GUIDE_UNSUPPORTED && self.settings.allow_unsupported {
                continue;
            }
            if finding.rule() == &rules::GUIDE_READ_AS && std::mem::replace(&mut self.said_guide, true) {
                continue;
            }
            let Some(at) = finding.location_mut().x12_mut() else { continue };
            at.interchange = start.interchange;
            at.group = start.group;
            at.set = Some(start.set);
            at.claim = at.claim.map(|claim| claim + first);
            self.keep(finding);
        }
        self.billed.silent.extend(done.silent.iter().map(|(claim, rule)| (*rule, first + u64::from(*claim))));
        self.decider.absorb(done.decider.counts());
        for beyond in done.beyond {
            let tally = self.report.tally.entry(beyond.rule.id).or_insert(Tally::new(beyond.rule));
            tally.add(beyond.severity, beyond.count);
            let at = [start.interchange, start.group, Some(start.set)];
            self.report.answered.take(beyond.rule, beyond.severity, at);
            self.report.limited.findings += beyond.count;
        }
        self.leave_open(start.set, first, &done.undecided, &done.open);
        self.billed.sent.take(start, first, done.sent, self.settings.limits.memory);
        for mut fact in done.facts {
            if self.billed.facts.len() >= MOST_FACTS {
                self.billed.forgot += 1;
                continue;
            }
            fact.at.claim += first;
            (fact.at.interchange, fact.at.group, fact.at.set) = (start.interchange, start.group, start.set);
            self.billed.facts.push(fact);
        }
    }

    /// Notes what could not be decided of the claims of a set.
    fn leave_open(&mut self, set: u32, first: u64, undecided: &[Undecided], open: &[(u32, &'static Rule)]) {
        for Undecided { rule, lacks, count, first: claim } in undecided {
            let begin = Some((set, Some(first + u64::from(*claim) + 1)));
            let fresh = NotRun { rule, lacks: *lacks, count: 0, first: begin };
            self.undecided.entry((rule.id, *lacks)).or_insert(fresh).count += count;
        }
        for (claim, rule) in open {
            let claim = first + u64::from(*claim);
            self.report.open.insert(claim, claim + 1);
            if self.open.len() < self.settings.limits.findings || self.open.contains_key(&claim) {
                let (_, rules) = self.open.entry(claim).or_insert_with(|| (set, Vec::new()));
                if !rules.contains(rule) {
                    rules.push(rule);
                }
            }
        }
    }

    /// Keeps a finding if there is room, and counts it in any case.
    fn keep(&mut self, finding: Finding) {
        let limits = &self.settings.limits;
        let rule = finding.rule();
        if let Some(at) = finding.location().x12() {
            self.report.answered.take(rule, finding.severity(), [at.interchange, at.group, at.set]);
        }
        let tally = self.report.tally.entry(rule.id).or_insert(Tally::new(rule));
        tally.add(finding.severity(), 1);
        let room = self.report.findings.len() < limits.findings;
        if room && tally.count <= limits.findings_per_rule as u64 {
            self.report.findings.push(finding);
        } else {
            self.report.limited.findings += 1;
        }
    }

    /// The report of the whole file.
    pub(crate) fn finish(mut self, length: u64, reader: &Reader) -> (FileReport, Billed) {
        let (interchanges, groups, sets) = reader.envelope.counts();
        let outside = [rules::TEXT_OUTSIDE.id, rules::BYTE_ORDER_MARK.id];
        let nothing_else = self.report.tally.keys().all(|id| outside.contains(id));
        if interchanges == 0 && sets == 0 && nothing_else && self.settings.reports(&rules::NO_INTERCHANGE) {
            self.report.findings.clear();
            self.report.tally.clear();
            let nowhere = crate::diag::Location::X12(Box::default());
            let mut finding = Finding::new(&rules::NO_INTERCHANGE, nowhere, &[]);
            if !self.decider.suppresses(&mut finding, |_| false) {
                self.keep(finding);
            }
        }
        self.leave_group();
        self.leave_interchange();
        for rule in std::mem::take(&mut self.file_rules) {
            self.reject(0, self.report.counts.claims, rule);
        }
        let report = &mut self.report;
        report.counts = Counts { bytes: length, interchanges, groups, sets, ..report.counts };
        report.delimiters.clone_from(&reader.delimiters);
        report.as_of = self.settings.as_of;
        report.findings.sort_by_key(Finding::order);
        report.claims.rejected = report.rejected.count();
        report.claims.undetermined = report.open.count_without(&report.rejected);
        report.claims.accepted = report.counts.claims - report.claims.rejected - report.claims.undetermined;
        let mut open = std::mem::take(&mut self.open);
        open.retain(|claim, _| !report.rejected.contains(*claim));
        let mut verdicts = std::mem::take(&mut self.verdicts);
        for (claim, (set, _)) in &open {
            if verdicts.len() < self.settings.limits.findings || verdicts.contains_key(claim) {
                verdicts.entry(*claim).or_insert_with(|| (*set, Vec::new()));
            }
        }
        let listed = verdicts.into_iter().map(|(claim, (set, mut rules))| {
            let verdict = match (rules.is_empty(), report.open.contains(claim)) {
                (false, _) => Verdict::Rejected,
                (true, true) => Verdict::Undetermined,
                (true, false) => Verdict::Accepted,
            };
            if let (Verdict::Undetermined, Some((_, lacking))) = (verdict, open.remove(&claim)) {
                rules = lacking;
            }
            rules.sort_by_key(|rule| rule.id);
            ClaimVerdict { set, claim: claim + 1, verdict, rules }
        });
        report.verdicts = listed.collect();
        self.note_not_run(reader);
        self.billed.sent.interchanges = reader.envelope.interchanges().to_vec();
        (self.report, self.billed)
    }

    fn note_not_run(&mut self, reader: &Reader) {
        let mut note = |rule: &'static Rule, lacks, count, first: Option<u32>| {
            if count > 0 && self.settings.reports(rule) {
                let first = first.map(|set| (set, None));
                self.report.not_run.push(NotRun { rule, lacks, count, first });
            }
        };
        let [interchanges, groups] = reader.undated;
        note(&rules::ISA_FUTURE, Lack::AsOf, interchanges, None);
        note(&rules::GS_FUTURE, Lack::AsOf, groups, None);
        for rule in [&rules::ISA_REPEATED, &rules::GS_REPEATED, &rules::ST_REPEATED] {
            note(rule, Lack::Memory, reader.envelope.forgot(), None);
        }
        let forgot = self.billed.sent.forgot;
        note(&super::claim_number_in_another_set::RULE, Lack::Memory, forgot, None);
        if self.settings.allow_unsupported {
            note(&rules::GUIDE_UNSUPPORTED, Lack::Guide, self.unsupported, self.first_unsupported);
        }
        self.report.not_run.extend(std::mem::take(&mut self.undecided).into_values());
        self.report.not_run.sort_by_key(|not_run| (not_run.rule.id, not_run.lacks));
        self.report.suppressed = self.decider.told();
        self.report.suppressed.retain(|one| self.settings.reports(one.rule));
        self.report.unlisted = super::unlisted(&self.settings.lists);
        // A file without a transaction set is none that was checked and found good, unless it answers an interchange.
        let nothing = self.report.counts.sets == 0 && reader.envelope.receipts() == 0;
        self.report.undetermined = nothing || self.unsupported + self.oversized > 0;
    }
}
