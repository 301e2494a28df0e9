//! What the project decided, asked of the findings of an audit: each file may have decisions of its own.

use super::Billed;
use super::report::Claim;
use crate::check::checker::{Checker, Settings};
use crate::diag::{Decisions, FileReport, Finding, Rule, Severity, Suppressed};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The decisions, and how many findings each suppression kept away.
pub(super) struct Decided<'s> {
    settings: &'s Settings,
    /// For the evidence.
    own: Counted,
    /// By file.
    files: Vec<Counted>,
    /// By file and claim, the payer; filled where decisions ask for it.
    payers: BTreeMap<(u32, u64), u16>,
}

#[derive(Default)]
struct Counted {
    decisions: Option<Arc<Decisions>>,
    counts: BTreeMap<usize, u64>,
}

impl Counted {
    fn new(decisions: Option<&Arc<Decisions>>) -> Self {
        Self { decisions: decisions.cloned(), counts: BTreeMap::new() }
    }

    fn told(&self) -> Vec<Suppressed> {
        self.decisions.as_ref().map(|one| one.told_of(&self.counts)).unwrap_or_default()
    }
}

impl<'s> Decided<'s> {
    pub(super) fn new(checker: &'s Checker, files: &[(FileReport, Billed)]) -> Self {
        let own = Counted::new(checker.decisions.as_ref());
        let of_files: Vec<Counted> =
            files.iter().map(|(_, billed)| Counted::new(billed.decisions.as_ref())).collect();
        let asks = |one: &Counted| one.decisions.as_ref().is_some_and(|one| one.payers().next().is_some());
        let mut payers = BTreeMap::new();
        for (file, (_, billed)) in (0_u32..).zip(files).filter(|_| of_files.iter().any(asks)) {
            let known = billed.facts.iter().filter_map(|fact| Some(((file, fact.at.claim), fact.stack?)));
            payers.extend(known);
        }
        Self { settings: &checker.settings, own, files: of_files, payers }
    }

    /// How much a rule weighs.
    pub(super) fn level(&self, rule: &Rule) -> Severity {
        self.own.decisions.as_ref().map_or(rule.severity, |decisions| decisions.level(rule))
    }

    /// Gives a finding its weight, and says whether a suppression keeps it away. The claims that it concerns, and what is
    /// known beside, tell its payer.
    pub(super) fn suppresses(
        &mut self,
        file: Option<u32>,
        finding: &mut Finding,
        claims: &[Claim],
        payers: &[u16],
    ) -> bool {
        let of_file = file.and_then(|file| self.files.get_mut(file as usize));
        let counted = of_file.unwrap_or(&mut self.own);
        let Some(decisions) = &counted.decisions else { return false };
        let of_claims = claims.iter().map(|(file, _, claim)| self.payers.get(&(*file, *claim)).copied());
        let all: Vec<Option<u16>> = of_claims.chain(payers.iter().copied().map(Some)).collect();
        let by = decisions.suppresses(finding, |id| {
            let called = self.settings.payers.as_ref().and_then(|payers| payers.place_of(id));
            called.is_some() && !all.is_empty() && all.iter().all(|one| *one == called)
        });
        if let Some(entry) = by {
            *counted.counts.entry(entry).or_default() += 1;
        }
        by.is_some()
    }

    /// Tells the reports of the files what was kept away; that of the evidence is returned.
    pub(super) fn finish(self, files: &mut [(FileReport, Billed)]) -> Vec<Suppressed> {
        for ((report, _), counted) in files.iter_mut().zip(&self.files) {
            report.add_suppressed(&counted.told());
        }
        self.own.told()
    }
}
