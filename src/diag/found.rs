//! Findings of one transaction set as they are made: kept up to a limit, counted beyond it.
//!
//! A broken set may break one rule millions of times. What is kept of it is bounded; what is only counted
//! keeps its rule and its loop, because the verdicts need them.

use super::{Decided, Decisions, Finding, Lack, Rule, Severity};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Takes findings, and what could not be decided.
#[derive(Debug)]
pub(crate) struct Found {
    per_rule: usize,
    kept: Vec<Finding>,
    /// By rule and class.
    counts: BTreeMap<(&'static str, Class), usize>,
    /// How many were taken, findings and others.
    seen: u64,
    /// By rule, loop, weight and class: what was only counted.
    beyond: BTreeMap<(&'static str, u32, Severity, Class), (&'static Rule, u64)>,
    /// What a project decided, if it decided anything.
    decisions: Option<Arc<Decisions>>,
    /// By class, the suppressions of which the payer decides.
    classes: Vec<Vec<usize>>,
    /// How many findings each suppression kept away.
    suppressed: BTreeMap<usize, u64>,
    undecided: BTreeMap<(&'static str, Lack), Undecided>,
    /// Claims (from 0) for which a rule that could reject was not decided.
    open: Vec<(u32, &'static Rule)>,
}

/// Findings whose fate is the same suppressions' affair: a place in the list of them, from 1. 0: nobody's.
type Class = usize;

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
    pub(crate) const fn new(per_rule: usize) -> Self {
        Self {
            per_rule,
            kept: Vec::new(),
            counts: BTreeMap::new(),
            seen: 0,
            beyond: BTreeMap::new(),
            decisions: None,
            classes: Vec::new(),
            suppressed: BTreeMap::new(),
            undecided: BTreeMap::new(),
            open: Vec::new(),
        }
    }

    /// As a project decided.
    pub(crate) fn deciding(mut self, decisions: Option<&Arc<Decisions>>) -> Self {
        self.decisions = decisions.cloned();
        self
    }

    /// How much a rule weighs here.
    pub(crate) fn level(&self, rule: &Rule) -> Severity {
        self.decisions.as_ref().map_or(rule.severity, |decisions| decisions.level(rule))
    }

    /// Takes one.
    pub(crate) fn push(&mut self, mut finding: Finding) {
        self.seen += 1;
        let rule = finding.rule();
        let class = match self.decisions.as_ref().map(|decisions| decisions.decide(&mut finding)) {
            None | Some(Decided::Told) => 0,
            Some(Decided::Suppressed(entry)) => {
                *self.suppressed.entry(entry).or_default() += 1;
                return;
            }
            Some(Decided::ByPayer(entries)) => self.class(entries),
        };
        let count = self.counts.entry((rule.id, class)).or_insert(0);
        *count += 1;
        if *count <= self.per_rule {
            self.kept.push(finding);
        } else {
            let anchor = finding.location().x12().map_or(0, |place| place.anchor);
            let key = (rule.id, anchor, finding.severity(), class);
            self.beyond.entry(key).or_insert((rule, 0)).1 += 1;
        }
    }

    fn class(&mut self, entries: Vec<usize>) -> Class {
        let known = self.classes.iter().position(|class| *class == entries);
        let at = known.unwrap_or_else(|| {
            self.classes.push(entries);
            self.classes.len() - 1
        });
        at + 1
    }

    /// Takes away what is suppressed for some payers alone: `goes_to` says whether all claims of a loop are for the
    /// payer that is called so.
    pub(crate) fn settle(&mut self, goes_to: impl Fn(u32, &str) -> bool) {
        let Some(decisions) = self.decisions.clone().filter(|_| !self.classes.is_empty()) else { return };
        let suppressed = &mut self.suppressed;
        self.kept.retain_mut(|finding| {
            let anchor = finding.location().x12().map_or(0, |place| place.anchor);
            let by = decisions.suppresses(finding, |payer| goes_to(anchor, payer));
            by.is_none_or(|entry| {
                *suppressed.entry(entry).or_default() += 1;
                false
            })
        });
        let classes = &self.classes;
        self.beyond.retain(|(_, anchor, _, class), (_, count)| {
            let of = class.checked_sub(1).and_then(|at| classes.get(at));
            let entries = of.map_or(&[][..], Vec::as_slice);
            let by = decisions.for_payer(entries, |payer| goes_to(*anchor, payer));
            by.is_none_or(|entry| {
                *suppressed.entry(entry).or_default() += *count;
                false
            })
        });
    }

    /// How many findings each suppression kept away.
    pub(crate) fn take_suppressed(&mut self) -> BTreeMap<usize, u64> {
        std::mem::take(&mut self.suppressed)
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
        self.beyond.iter().map(|((_, anchor, severity, _), (rule, count))| Beyond {
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
