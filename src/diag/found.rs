//! Findings of one transaction set as they are made: kept up to a limit, counted beyond it.
//!
//! A broken set may break one rule millions of times. What is kept of it is bounded; what is only counted
//! keeps its rule and its loop, because the verdicts need them.

use super::{Finding, Rule};
use std::collections::BTreeMap;

/// Takes findings.
#[derive(Debug)]
pub(crate) struct Found {
    per_rule: usize,
    kept: Vec<Finding>,
    counts: BTreeMap<&'static str, usize>,
    /// By rule and loop: what was only counted.
    beyond: BTreeMap<(&'static str, u32), (&'static Rule, u64)>,
}

impl Default for Found {
    fn default() -> Self {
        Self::new(usize::MAX)
    }
}

impl Found {
    /// Keeps so many findings of each rule.
    pub(crate) const fn new(per_rule: usize) -> Self {
        Self { per_rule, kept: Vec::new(), counts: BTreeMap::new(), beyond: BTreeMap::new() }
    }

    /// Takes one.
    pub(crate) fn push(&mut self, finding: Finding) {
        let rule = finding.rule();
        let count = self.counts.entry(rule.id).or_insert(0);
        *count += 1;
        if *count <= self.per_rule {
            self.kept.push(finding);
        } else {
            let anchor = finding.location().x12().map_or(0, |place| place.anchor);
            self.beyond.entry((rule.id, anchor)).or_insert((rule, 0)).1 += 1;
        }
    }

    /// The findings that were kept.
    pub(crate) fn into_kept(self) -> Vec<Finding> {
        self.kept
    }

    pub(crate) const fn kept_mut(&mut self) -> &mut Vec<Finding> {
        &mut self.kept
    }

    /// What was only counted: rule, loop, how often.
    pub(crate) fn beyond(&self) -> impl Iterator<Item = (&'static Rule, u32, u64)> + '_ {
        self.beyond.iter().map(|((_, anchor), (rule, count))| (*rule, *anchor, *count))
    }
}
