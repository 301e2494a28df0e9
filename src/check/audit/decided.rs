//! What the project decided, asked of the findings of an audit: each file may have decisions of its own.

use super::Billed;
use super::report::Claim;
use crate::check::checker::{Checker, Settings};
use crate::diag::{Decider, FileReport, Finding, Rule, Severity, Suppressed};
use std::collections::BTreeMap;

/// The decisions, and how many findings each suppression kept away.
pub(super) struct Decided<'s> {
    settings: &'s Settings,
    /// For the evidence.
    own: Decider,
    /// By file.
    files: Vec<Decider>,
    /// By file and claim, the payer; filled where decisions ask for it.
    payers: BTreeMap<(u32, u64), u16>,
}

impl<'s> Decided<'s> {
    pub(super) fn new(checker: &'s Checker, files: &[(FileReport, Billed)]) -> Self {
        let own = Decider::new(checker.decisions.as_ref());
        let of_files: Vec<Decider> =
            files.iter().map(|(_, billed)| Decider::new(billed.decisions.as_ref())).collect();
        let mut payers = BTreeMap::new();
        if own.asks_for_payers() || of_files.iter().any(Decider::asks_for_payers) {
            for (file, (_, billed)) in (0_u32..).zip(files) {
                let known = billed.facts.iter().filter_map(|fact| Some(((file, fact.at.claim), fact.stack?)));
                payers.extend(known);
            }
        }
        Self { settings: &checker.settings, own, files: of_files, payers }
    }

    /// How much a rule weighs.
    pub(super) fn level(&self, rule: &Rule) -> Severity {
        self.own.level(rule)
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
        let decider = of_file.unwrap_or(&mut self.own);
        let of_claims = claims.iter().map(|(file, _, claim)| self.payers.get(&(*file, *claim)).copied());
        let all: Vec<Option<u16>> = of_claims.chain(payers.iter().copied().map(Some)).collect();
        decider.suppresses(finding, |id| {
            let called = self.settings.payers.as_ref().and_then(|payers| payers.place_of(id));
            called.is_some() && !all.is_empty() && all.iter().all(|one| *one == called)
        })
    }

    /// Tells the reports of the files what was kept away; that of the evidence is returned.
    pub(super) fn finish(self, files: &mut [(FileReport, Billed)]) -> Vec<Suppressed> {
        for ((report, _), decider) in files.iter_mut().zip(&self.files) {
            report.add_suppressed(&decider.told());
        }
        self.own.told()
    }
}
