//! A stack of packs made ready to be asked about one day after another: which rows are in force in each of
//! the times between two changes of its rules, found out once.

use crate::check::{PAYER_CHECKS, PayerCheck};
use crate::diag::Basis;
use crate::pack::rows::Service;
use crate::pack::{Ask, Effective, Pack, PackRow, Stack, Truth};
use crate::value::{Date, Icd10Cm, Icd10Prefix};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

/// A row: its pack in the stack, and its place in its table from 0.
type RowRef = (u16, u32);

/// A stack and the times of its rules.
#[derive(Debug)]
pub(crate) struct Ruled {
    stack: Stack,
    /// Of each pack of the stack, its number among all packs of the checker.
    numbers: Vec<u16>,
    /// The days on which something begins or has ended.
    starts: Vec<Date>,
    /// The rows between those days, found out when first asked for.
    cells: Vec<OnceLock<Cell>>,
    known_on: Option<Date>,
    /// Some row on supervision speaks of certain services only.
    pub(crate) supervision_by_service: bool,
}

/// The rows that are in force in one time, by table.
#[derive(Debug)]
pub(crate) struct Cell {
    tables: BTreeMap<&'static str, Vec<RowRef>>,
    /// A bit for each check that reads one of these tables.
    checks: u64,
    /// The ages at which some row begins or ends to speak, in order.
    ages: Vec<u16>,
    /// The beginnings of diagnoses that rows ask for, in order.
    diagnoses: Vec<Icd10Prefix>,
    pub(crate) asks: Asks,
}

/// What else some row in force asks of the person who gives a service or is served.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asks {
    /// The credential of the staff, its stage or its age.
    pub(crate) credential: bool,
    /// A named fact.
    pub(crate) facts: bool,
    /// For how long the member has been served.
    pub(crate) tenure: bool,
}

impl Cell {
    /// Are there rows of a table that the check of that number reads?
    pub(super) fn has_rows_for(&self, check: u32) -> bool {
        // A check beyond the bits is asked in any case.
        self.checks.checked_shr(check).is_none_or(|bits| bits & 1 == 1)
    }

    /// Which of the rows that ask for an age speak, as one number.
    pub(crate) fn age_class(&self, age: u16) -> usize {
        self.ages.partition_point(|bound| *bound <= age)
    }

    /// Which of the beginnings that rows ask for some diagnosis has, a bit each.
    pub(crate) fn diagnosis_class(&self, codes: &[Icd10Cm]) -> Vec<u64> {
        let has = |prefix: &Icd10Prefix| codes.iter().any(|code| code.starts_with(prefix));
        let words = self.diagnoses.chunks(64);
        words
            .map(|word| (0_u32..).zip(word).fold(0, |bits, (at, prefix)| bits | u64::from(has(prefix)) << at))
            .collect()
    }
}

impl Ruled {
    pub(super) fn new(stack: &Stack, packs: &[&Pack], known_on: Option<Date>) -> Self {
        let number = |pack: &Pack| packs.iter().position(|one| one.id() == pack.id() && *one == pack);
        let numbers =
            stack.layers().map(|pack| number(pack).and_then(|at| u16::try_from(at).ok()).unwrap_or(0));
        let mut starts = Vec::new();
        for pack in stack.layers() {
            pack.rows.each(&mut |_, _, terms| {
                let Some(terms) = terms else { return };
                starts.extend(terms.from);
                starts.extend(terms.enforced_from);
                starts.extend(terms.to.and_then(|to| to.checked_add_days(1)));
            });
        }
        starts.sort_unstable();
        starts.dedup();
        let cells = (0..=starts.len()).map(|_| OnceLock::new()).collect();
        let numbers = numbers.collect();
        let supervision_by_service = stack.layers().map(|pack| &pack.rows).any(|rows| {
            let all = rows.supervision.iter().map(|row| &row.terms);
            let all = all.chain(rows.ratio.iter().map(|row| &row.terms));
            all.chain(rows.supervisor.iter().map(|row| &row.terms)).any(|terms| !terms.service.is_empty())
        });
        Self { stack: stack.clone(), numbers, starts, cells, known_on, supervision_by_service }
    }

    pub(crate) const fn stack(&self) -> &Stack {
        &self.stack
    }

    /// Only what was published by that day counts.
    pub(crate) const fn known_on(&self) -> Option<Date> {
        self.known_on
    }

    /// The rows that are in force on a day.
    pub(crate) fn on(&self, day: Date) -> Option<(usize, &Cell)> {
        let at = self.starts.partition_point(|start| *start <= day);
        self.cells.get(at).map(|cell| (at, cell.get_or_init(|| self.cell(day))))
    }

    fn cell(&self, day: Date) -> Cell {
        let mut tables: BTreeMap<&'static str, Vec<RowRef>> = BTreeMap::new();
        let (mut ages, mut diagnoses) = (BTreeSet::new(), BTreeSet::new());
        let mut asks = Asks::default();
        let mut ask = Ask::on(day);
        ask.known_on = self.known_on;
        for (layer, pack) in (0_u16..).zip(self.stack.layers()) {
            pack.rows.each(&mut |table, number, terms| {
                let row = u32::try_from(number.saturating_sub(1)).unwrap_or(u32::MAX);
                let Some(terms) = terms.filter(|terms| ask.in_force(terms)) else { return };
                tables.entry(table).or_default().push((layer, row));
                if let Some(when) = &terms.when {
                    ages.extend(when.age_from);
                    ages.extend(when.age_to.and_then(|age| age.checked_add(1)));
                    diagnoses.extend(when.diagnosis.iter().copied());
                    asks.credential |= !when.credential.is_empty()
                        || !when.stage.is_empty()
                        || when.certified_from.is_some()
                        || when.certified_to.is_some();
                    asks.facts |= !when.fact.is_empty() || !when.not_fact.is_empty();
                    asks.tenure |= when.tenure_from.is_some() || when.tenure_to.is_some();
                }
            });
        }
        let reads = |check: &PayerCheck| check.reads.iter().any(|table| tables.contains_key(table));
        let checks = (0_u32..).zip(PAYER_CHECKS).filter(|(_, check)| reads(check));
        let checks = checks.fold(0, |bits, (at, _)| bits | 1_u64.checked_shl(at).unwrap_or(0));
        let (ages, diagnoses) = (ages.into_iter().collect(), diagnoses.into_iter().collect());
        Cell { tables, checks, ages, diagnoses, asks }
    }

    /// The rows of one kind that are in force, whomever they speak of.
    pub(crate) fn in_force<'a, R: PackRow>(&'a self, cell: &Cell) -> impl Iterator<Item = Effective<'a, R>> {
        let rows: Vec<RowRef> = cell.tables.get(R::TABLE).cloned().unwrap_or_default();
        rows.into_iter().filter_map(|(layer, row)| {
            let pack = self.stack.layers().nth(usize::from(layer))?;
            let of = R::of(&pack.rows).get(usize::try_from(row).ok()?)?;
            self.effective(pack, of, u64::from(row) + 1)
        })
    }

    fn effective<'a, R: PackRow>(&self, pack: &'a Pack, row: &'a R, number: u64) -> Option<Effective<'a, R>> {
        let _ = self;
        Some(Effective::new(row, row.terms()?, pack, number, Truth::Yes))
    }

    /// The services of every time.
    pub(crate) fn services(&self) -> impl Iterator<Item = Effective<'_, Service>> {
        self.stack.layers().flat_map(|pack| {
            (1_u64..)
                .zip(Service::of(&pack.rows))
                .filter_map(|(number, row)| self.effective(pack, row, number))
        })
    }

    /// What a finding that rests on that row says of it.
    pub(crate) fn basis<R: PackRow>(&self, row: &Effective<'_, R>) -> Basis {
        let at = self.stack.layers().position(|pack| std::ptr::eq(pack, row.pack));
        let pack = at.and_then(|at| self.numbers.get(at)).copied().unwrap_or(0);
        Basis { pack, table: R::TABLE, row: row.number }
    }
}
