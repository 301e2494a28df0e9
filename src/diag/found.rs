//! Findings of one transaction set as they are made: kept up to a limit, counted beyond it.
//!
//! A broken set may break one rule millions of times. What is kept of it is bounded; what is only counted
//! keeps its rule and its loop, because the verdicts need them.

use super::{Decider, Decisions, Finding, Lack, Rule, SetPayers, Severity};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Takes findings, and what could not be decided.
#[derive(Debug)]
pub(crate) struct Found {
    per_rule: usize,
    kept: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
    /// How many were taken, findings and others.
    seen: u64,
    /// By rule, loop and weight: what was only counted.
    beyond: BTreeMap<(&'static str, u32, Severity), (&'static Rule, u64)>,
    /// What a project decided.
    decider: Decider,
    payers: SetPayers,
    /// Of which rule and loop suppressions kept findings away.
    silent: BTreeSet<(&'static str, u32)>,
    undecided: BTreeMap<(&'static str, Lack), Undecided>,
    /// Claims (from 0) for which a rule that could reject was not decided.
    open: Vec<(u32, &'static Rule)>,
}

/// Findings of one rule that were counted and not kept.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beyond {
    pub(crate) rule: &'static Rule,
    pub(crate) severity: Severity,
    /// The loop.
    pub(crate) anchor: u32,
    pub(crate) count: u64,
}

/// A rule that could not be decided in one set: how often, and for which claim (from 0) first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Undecided {
    pub(crate) rule: &'static Rule,
    pub(crate) lacks: Lack,
    pub(crate) count: u64,
    pub(crate) first: u32,
}

impl Default for Found {
    fn default() -> Self {
        Self::new(usize::MAX)
    }
}

impl Found {
    /// Keeps so many findings of each rule.
    pub(crate) fn new(per_rule: usize) -> Self {
        Self {
            per_rule,
            kept: Vec::new(),
            counts: BTreeMap::new(),
            seen: 0,
            beyond: BTreeMap::new(),
            decider: Decider::default(),
            payers: SetPayers::default(),
            silent: BTreeSet::new(),
            undecided: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// As a project decided, with the payers of the set's claims where that asks for them.
    pub(crate) fn deciding(mut self, decisions: Option<&Arc<Decisions>>, payers: SetPayers) -> Self {
        (self.decider, self.payers) = (Decider::new(decisions), payers);
        self
    }

    /// How much a rule weighs here.
    pub(crate) fn level(&self, rule: &Rule) -> Severity {
        self.decider.level(rule)
    }

    /// Takes one.
    pub(crate) fn push(&mut self, mut finding: Finding) {
        self.seen += 1;
        let rule = finding.rule();
        let anchor = finding.location().x12().map_or(0, |place| place.anchor);
        if self.decider.suppresses(&mut finding, |payer| self.payers.goes_to(anchor, payer)) {
            self.silent.insert((rule.id, anchor));
            return;
        }
        let count = self.counts.entry(rule.id).or_insert(0);
        *count += 1;
        if *count <= self.per_rule {
            self.kept.push(finding);
        } else {
            let key = (rule.id, anchor, finding.severity());
            self.beyond.entry(key).or_insert((rule, 0)).1 += 1;
        }
    }

    /// What suppressions kept away, by the id of the rule and the loop.
    pub(crate) fn silent(&self) -> impl Iterator<Item = (&'static str, u32)> + '_ {
        self.silent.iter().copied()
    }

    /// What the project decided, and how many findings each suppression kept away.
    pub(crate) fn take_decider(&mut self) -> Decider {
        std::mem::take(&mut self.decider)
    }

    /// Takes that a rule could not be decided for a claim, from 0; `decides`: it could have rejected it.
    pub(crate) fn not_run(&mut self, rule: &'static Rule, lacks: Lack, claim: u32, decides: bool) {
        self.seen += 1;
        let fresh = Undecided { rule, lacks, count: 0, first: claim };
        self.undecided.entry((rule.id, lacks)).or_insert(fresh).count += 1;
        if decides && !self.open.iter().rev().take_while(|(at, _)| *at == claim).any(|(_, one)| *one == rule)
        {
            self.open.push((claim, rule));
        }
    }

    /// How often something was taken, kept or not.
    pub(crate) const fn seen(&self) -> u64 {
        self.seen
    }

    /// The findings that were kept.
    pub(crate) fn into_kept(self) -> Vec<Finding> {
        self.kept
    }

    pub(crate) const fn kept_mut(&mut self) -> &mut Vec<Finding> {
        &mut self.kept
    }

    /// What was only counted.
    pub(crate) fn beyond(&self) -> impl Iterator<Item = Beyond> + '_ {
        self.beyond.iter().map(|((_, anchor, severity), (rule, count))| Beyond {
            rule,
            severity: *severity,
            anchor: *anchor,
            count: *count,
        })
    }

    /// What could not be decided.
    pub(crate) fn take_undecided(&mut self) -> (Vec<Undecided>, Vec<(u32, &'static Rule)>) {
        let undecided = std::mem::take(&mut self.undecided).into_values().collect();
        (undecided, std::mem::take(&mut self.open))
    }
}
