//! What a project decides about findings for itself: how grave a rule is, and what it does not want to hear.

use super::{ElementRef, Finding, Place, Rule, Severity};
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// A place in a guide: a loop, a segment, an element; each may be left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GuidePlace {
    /// In this loop, or in one inside it.
    pub within: Option<&'static str>,
    /// At this segment.
    pub tag: Option<&'static str>,
    /// At this element; without a component, at any of its components.
    pub element: Option<ElementRef>,
}

impl GuidePlace {
    /// Does something stand there?
    pub fn holds(&self, at: &Place) -> bool {
        let within = |id| at.path.steps().iter().any(|step| step.id == id);
        let at_element = |wanted: ElementRef| {
            let component = |one: ElementRef| wanted.component == 0 || wanted.component == one.component;
            at.element.is_some_and(|one| one.element == wanted.element && component(one))
        };
        self.within.is_none_or(within)
            && self.tag.is_none_or(|tag| at.tag == Some(tag))
            && self.element.is_none_or(at_element)
    }
}

/// `2010BA NM109`
impl fmt::Display for GuidePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(within) = self.within {
            let space = if self.tag.is_some() { " " } else { "" };
            write!(f, "{within}{space}")?;
        }
        f.write_str(self.tag.unwrap_or_default())?;
        self.element.map_or(Ok(()), |element| element.fmt(f))
    }
}

/// As it is written.
impl Serialize for GuidePlace {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Findings that are not to be told: those of a rule, perhaps of one payer or one place of the guide alone.
///
/// There is no way to name a claim or a person by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    rule: &'static Rule,
    files: Option<String>,
    place: Option<GuidePlace>,
    payer: Option<String>,
}

impl Suppression {
    /// Every finding of that rule.
    pub const fn of(rule: &'static Rule) -> Self {
        Self { rule, files: None, place: None, payer: None }
    }

    /// Only those in files of such a path: `north/*.837`, `**/test-*`. The pattern fits a path if it fits all of it, or
    /// all from one of its folders on.
    #[must_use]
    pub fn in_files(mut self, pattern: impl Into<String>) -> Self {
        self.files = Some(pattern.into());
        self
    }

    /// Only those at that place of the guide.
    #[must_use]
    pub const fn at(mut self, place: GuidePlace) -> Self {
        self.place = Some(place);
        self
    }

    /// Only those of claims for that payer: the id of its pack, or a number that the pack knows. The pack has to be
    /// among those that the claims are checked by.
    #[must_use]
    pub fn for_payer(mut self, payer: impl Into<String>) -> Self {
        self.payer = Some(payer.into());
        self
    }

    /// The rule.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// Is it for a file of that path? Without a path: is it for every file?
    fn is_for(&self, path: Option<&str>) -> bool {
        let Some(pattern) = &self.files else { return true };
        let Some(path) = path.map(|path| path.replace('\\', "/")) else { return false };
        let folders = path.match_indices('/').map(|(at, _)| at + 1);
        std::iter::once(0)
            .chain(folders)
            .any(|from| path.get(from..).is_some_and(|rest| fast_glob::glob_match(pattern, rest)))
    }

    fn may_hold(&self, finding: &Finding) -> bool {
        let there = |place: &GuidePlace| finding.location().x12().is_some_and(|at| place.holds(at));
        self.rule == finding.rule() && self.place.as_ref().is_none_or(there)
    }
}

/// How many findings a suppression kept from being told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suppressed {
    /// Which suppression of those that were given, from 0.
    pub entry: usize,
    /// Its rule.
    pub rule: &'static Rule,
    /// How many.
    pub count: u64,
}

/// Everything that a project decided, as far as it is for one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decisions {
    /// Weights that are not those of the rules, by their ids.
    pub(crate) levels: BTreeMap<&'static str, Severity>,
    suppressions: Arc<[Suppression]>,
    /// Those of them that are for this file, by their number.
    here: Vec<usize>,
}

/// What becomes of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decided {
    Told,
    /// By that suppression.
    Suppressed(usize),
    /// Suppressed by the first of these whose payer is that of the claim.
    ByPayer(Vec<usize>),
}

impl Decisions {
    /// Those for no file in particular.
    pub(crate) fn new(levels: BTreeMap<&'static str, Severity>, suppressions: Vec<Suppression>) -> Self {
        Self { levels, suppressions: suppressions.into(), here: Vec::new() }.for_path(None)
    }

    /// The same for a file of that path.
    pub(crate) fn for_path(&self, path: Option<&str>) -> Self {
        let each = self.suppressions.iter().enumerate();
        let here = each.filter(|(_, one)| one.is_for(path)).map(|(entry, _)| entry).collect();
        Self { levels: self.levels.clone(), suppressions: Arc::clone(&self.suppressions), here }
    }

    /// Nothing was decided?
    pub(crate) fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.here.is_empty()
    }

    fn here(&self) -> impl Iterator<Item = (usize, &Suppression)> {
        self.here.iter().filter_map(|entry| Some((*entry, self.suppressions.get(*entry)?)))
    }

    /// How much a rule weighs.
    pub(crate) fn level(&self, rule: &Rule) -> Severity {
        self.levels.get(rule.id).copied().unwrap_or(rule.severity)
    }

    /// Does it take the payer to know?
    pub(crate) fn asks_for_payers(&self) -> bool {
        self.here().any(|(_, one)| one.payer.is_some())
    }

    /// Gives a finding its weight, and says whether it is told.
    pub(crate) fn decide(&self, finding: &mut Finding) -> Decided {
        finding.weigh(self.level(finding.rule()));
        let mut by_payer = Vec::new();
        for (entry, one) in self.here().filter(|(_, one)| one.may_hold(finding)) {
            if one.payer.is_none() {
                return Decided::Suppressed(entry);
            }
            by_payer.push(entry);
        }
        if by_payer.is_empty() { Decided::Told } else { Decided::ByPayer(by_payer) }
    }

    /// The first of these suppressions that is for the payer; `is` tells whether that is one called so.
    pub(crate) fn for_payer(&self, entries: &[usize], is: impl Fn(&str) -> bool) -> Option<usize> {
        let payer = |entry: usize| self.suppressions.get(entry)?.payer.as_deref();
        entries.iter().copied().find(|entry| payer(*entry).is_some_and(&is))
    }

    /// The suppression that keeps a finding from being told, where its payer is known.
    pub(crate) fn suppresses(&self, finding: &mut Finding, is: impl Fn(&str) -> bool) -> Option<usize> {
        match self.decide(finding) {
            Decided::Told => None,
            Decided::Suppressed(entry) => Some(entry),
            Decided::ByPayer(entries) => self.for_payer(&entries, is),
        }
    }

    /// How many findings each suppression kept from being told, where it did.
    pub(crate) fn told_of(&self, counts: &BTreeMap<usize, u64>) -> Vec<Suppressed> {
        let each = |(entry, count): (&usize, &u64)| {
            let rule = self.suppressions.get(*entry)?.rule;
            Some(Suppressed { entry: *entry, rule, count: *count })
        };
        counts.iter().filter_map(each).collect()
    }
}
