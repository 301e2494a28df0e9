//! Faults of a table as findings: where, and our own words.

use super::rules;
use crate::diag::{Arg, Finding, Location, PointerStep, RowPlace, Rule, Span};
use std::collections::BTreeMap;

/// What kind of document is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    Pack,
    Evidence,
}

/// The faults so far, and the place that is being read.
#[derive(Debug)]
pub(crate) struct Faults {
    origin: Origin,
    /// Each with the document that it is in, where several are read together.
    kept: Vec<(Option<u32>, Finding)>,
    /// How often each rule, kept or not.
    counts: BTreeMap<&'static str, u64>,
    document: Option<u32>,
    table: Option<&'static str>,
    row: Option<u64>,
    steps: Vec<PointerStep>,
}

impl Faults {
    /// A document with a thousand faults of one kind has one fault.
    const PER_RULE: u64 = 1_000;

    pub(crate) const fn new(origin: Origin) -> Self {
        Self {
            origin,
            kept: Vec::new(),
            counts: BTreeMap::new(),
            document: None,
            table: None,
            row: None,
            steps: Vec::new(),
        }
    }

    /// Goes to a document of several.
    pub(crate) const fn open(&mut self, document: Option<u32>) {
        self.document = document;
    }

    /// Goes to a row of a table; rows count from 1.
    pub(crate) fn go(&mut self, table: Option<&'static str>, row: Option<u64>) {
        (self.table, self.row) = (table, row);
        self.steps.clear();
    }

    /// Goes to another row of the same table.
    pub(crate) fn go_row(&mut self, row: u64) {
        self.row = Some(row);
        self.steps.clear();
    }

    /// Reads something one step further in.
    pub(crate) fn inside<T>(&mut self, step: PointerStep, read: impl FnOnce(&mut Self) -> T) -> T {
        self.steps.push(step);
        let answer = read(self);
        self.steps.pop();
        answer
    }

    /// Reports a fault at the value that is being read.
    pub(crate) fn push(&mut self, rule: &'static Rule, bytes: Span, args: &[Arg]) {
        let count = self.counts.entry(rule.id).or_default();
        *count += 1;
        if *count > Self::PER_RULE {
            return;
        }
        let place = RowPlace { table: self.table, row: self.row, field: self.steps.clone(), bytes };
        self.put(rule, place, args);
    }

    /// Reports a fault at a place that was read before.
    pub(crate) fn at(
        &mut self,
        rule: &'static Rule,
        table: &'static str,
        row: u64,
        field: &'static str,
        bytes: Span,
        args: &[Arg],
    ) {
        self.go(Some(table), Some(row));
        self.inside(PointerStep::Field(field), |faults| faults.push(rule, bytes, args));
    }

    fn put(&mut self, rule: &'static Rule, place: RowPlace, args: &[Arg]) {
        let place = Box::new(place);
        let at = match self.origin {
            Origin::Pack => Location::Pack(place),
            Origin::Evidence => Location::Evidence(place),
        };
        self.kept.push((self.document, Finding::new(rule, at, args)));
    }

    /// It is no value of that kind: `expected` says what stands there in good tables.
    pub(crate) fn expected(&mut self, bytes: Span, expected: &'static str) {
        self.push(&rules::VALUE_INVALID, bytes, &[Arg::Text(expected)]);
    }

    /// How many faults, kept or not.
    pub(crate) fn count(&self) -> u64 {
        self.counts.values().sum()
    }

    /// Nothing was wrong?
    pub(crate) fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The findings, in the order of the document where it tells places.
    pub(crate) fn into_findings(self) -> Vec<Finding> {
        self.into_placed().into_iter().map(|(_, finding)| finding).collect()
    }

    /// The same, each with its document.
    pub(crate) fn into_placed(mut self) -> Vec<(Option<u32>, Finding)> {
        self.kept.sort_by_key(|(document, finding)| (*document, finding.order()));
        self.kept
    }

    /// How many findings of a rule there are beyond those that are kept.
    pub(crate) fn not_listed(&self) -> impl Iterator<Item = (&'static str, u64)> + '_ {
        let more = |(rule, count): (&&'static str, &u64)| (*rule, count.saturating_sub(Self::PER_RULE));
        self.counts.iter().map(more).filter(|(_, more)| *more > 0)
    }
}
