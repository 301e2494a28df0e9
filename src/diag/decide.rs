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
///
/// ```
/// use peerclaim::diag::Suppression;
/// use peerclaim::guide::find_place;
/// use peerclaim::{Checker, find_rule};
///
/// let rule = find_rule("zip-not-nine-digits").expect("a rule");
/// let place = find_place("2010AA N403").expect("a place of the guide");
/// let known = Suppression::of(rule).at(place).in_files("test/*.837");
/// let checker = Checker::builder().suppressions(vec![known]).build();
/// let report = checker.for_file("test/a.837").check(b"");
/// assert!(report.suppressed().is_empty());
/// ```
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
    /// all from one of its folders on; what separates folders is `/`.
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

    /// Only those of claims for that payer: the id of its pack, which has to be among those that the claims are checked
    /// by. A finding above several claims is for a payer if all of them are.
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
        let Some(path) = path else { return false };
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
    levels: BTreeMap<&'static str, Severity>,
    suppressions: Arc<[Suppression]>,
    /// Those of them that are for this file, by the id of their rule.
    here: BTreeMap<&'static str, Vec<usize>>,
}

impl Decisions {
    /// Those for no file in particular.
    pub(crate) fn new(levels: BTreeMap<&'static str, Severity>, suppressions: Vec<Suppression>) -> Self {
        Self { levels, suppressions: suppressions.into(), here: BTreeMap::new() }.for_path(None)
    }

    /// The same for a file of that path.
    pub(crate) fn for_path(&self, path: Option<&str>) -> Self {
        let mut here: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (entry, one) in self.suppressions.iter().enumerate().filter(|(_, one)| one.is_for(path)) {
            here.entry(one.rule.id).or_default().push(entry);
        }
        Self { levels: self.levels.clone(), suppressions: Arc::clone(&self.suppressions), here }
    }

    fn of_rule(&self, rule: &Rule) -> impl Iterator<Item = (usize, &Suppression)> {
        let entries = self.here.get(rule.id).map_or(&[][..], Vec::as_slice);
        entries.iter().filter_map(|entry| Some((*entry, self.suppressions.get(*entry)?)))
    }

    /// How much a rule weighs.
    fn level(&self, rule: &Rule) -> Severity {
        self.levels.get(rule.id).copied().unwrap_or(rule.severity)
    }

    /// The payers that it takes to know, by the ids of their packs.
    pub(crate) fn payers(&self) -> impl Iterator<Item = &str> {
        let here = self.here.values().flatten();
        here.filter_map(|entry| self.suppressions.get(*entry)?.payer.as_deref())
    }

    /// Gives a finding its weight, and names the suppression that keeps it from being told: the first. `goes_to` says
    /// whether it is for that payer.
    fn suppresses(&self, finding: &mut Finding, goes_to: impl Fn(&str) -> bool) -> Option<usize> {
        finding.weigh(self.level(finding.rule()));
        let holds = |one: &Suppression| one.may_hold(finding) && one.payer.as_deref().is_none_or(&goes_to);
        self.of_rule(finding.rule()).find_map(|(entry, one)| holds(one).then_some(entry))
    }

    /// How many findings each suppression kept from being told, where it did.
    fn told_of(&self, counts: &BTreeMap<usize, u64>) -> Vec<Suppressed> {
        let each = |(entry, count): (&usize, &u64)| {
            let rule = self.suppressions.get(*entry)?.rule;
            Some(Suppressed { entry: *entry, rule, count: *count })
        };
        counts.iter().filter_map(each).collect()
    }
}

/// The decisions for a file, if there are any, and how many findings each suppression kept away.
#[derive(Debug, Clone, Default)]
pub(crate) struct Decider {
    decisions: Option<Arc<Decisions>>,
    counts: BTreeMap<usize, u64>,
}

impl Decider {
    pub(crate) fn new(decisions: Option<&Arc<Decisions>>) -> Self {
        Self { decisions: decisions.cloned(), counts: BTreeMap::new() }
    }

    /// How much a rule weighs.
    pub(crate) fn level(&self, rule: &Rule) -> Severity {
        self.decisions.as_ref().map_or(rule.severity, |decisions| decisions.level(rule))
    }

    /// Does it take the payers to know?
    pub(crate) fn asks_for_payers(&self) -> bool {
        self.decisions.as_ref().is_some_and(|decisions| decisions.payers().next().is_some())
    }

    /// Gives a finding its weight, and says whether a suppression keeps it away. `goes_to` says whether it is for that
    /// payer.
    pub(crate) fn suppresses(&mut self, finding: &mut Finding, goes_to: impl Fn(&str) -> bool) -> bool {
        let by = self.decisions.as_ref().and_then(|decisions| decisions.suppresses(finding, goes_to));
        if let Some(entry) = by {
            *self.counts.entry(entry).or_default() += 1;
        }
        by.is_some()
    }

    /// Counts what was kept away elsewhere by the same suppressions.
    pub(crate) fn absorb(&mut self, counts: &BTreeMap<usize, u64>) {
        for (entry, count) in counts {
            *self.counts.entry(*entry).or_default() += count;
        }
    }

    /// How many findings each suppression kept away, by its number.
    pub(crate) const fn counts(&self) -> &BTreeMap<usize, u64> {
        &self.counts
    }

    /// The same for a report.
    pub(crate) fn told(&self) -> Vec<Suppressed> {
        self.decisions.as_ref().map(|decisions| decisions.told_of(&self.counts)).unwrap_or_default()
    }
}

/// For whom the claims of a set are, as far as decisions ask.
#[derive(Debug, Default)]
pub(crate) struct SetPayers {
    /// By the number of a loop, the payer of all claims in it, if it is one.
    pub(crate) of_loop: Vec<Option<u16>>,
    /// The payers that decisions name, by the ids of their packs.
    pub(crate) called: BTreeMap<String, u16>,
}

impl SetPayers {
    pub(crate) fn goes_to(&self, anchor: u32, called: &str) -> bool {
        let of_loop = self.of_loop.get(anchor as usize).copied().flatten();
        of_loop.is_some() && of_loop == self.called.get(called).copied()
    }
}
