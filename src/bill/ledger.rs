//! `peerclaim-bill/1`: what was billed, what was not, and why.
//!
//! Rows of evidence are named by their numbers, claims and lines by theirs: no value of the evidence stands here, so
//! the report may go into a log. The full ledger ([`BillReport::to_ledger`]) adds days, ids and control numbers; it
//! is patient data.

use super::BillOptions;
use crate::check::Payers;
use crate::check::book::{Book, Ruling};
use crate::check::payer::Answer;
use crate::diag::{Finding, Location, Rule, Severity};
use crate::evidence::Evidence;
use crate::value::{Date, Money, Units, json_text};
use serde::Serialize;
use std::collections::BTreeMap;

/// What billing came to.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-bill/1"))]
#[non_exhaustive]
pub struct BillReport {
    /// Always `peerclaim-bill/1`. Members may be added within a version; none is renamed or removed.
    pub schema: &'static str,
    /// The day on which it is billed.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub as_of: Date,
    /// The packs, in the order in which they were given.
    pub packs: Vec<String>,
    /// The claims, in the order of the file.
    pub claims: Vec<ClaimEntry>,
    /// The lines, in the order of the claims: which rows became how many units, by which rule.
    pub ledger: Vec<LedgerEntry>,
    /// What may not be billed.
    pub not_billed: Vec<NotBilled>,
    /// What could not be decided, and is on no claim.
    pub not_decided: Vec<NotDecided>,
    /// What was billed before and stands.
    pub billed_before: Vec<BilledBefore>,
    /// Rules that could not be looked at for rows that were billed: they may still be broken.
    pub not_run: Vec<Unchecked>,
    /// Rows of the evidence that have faults and were left out, where the caller told of them.
    pub not_read: Vec<Unread>,
    /// The sums.
    pub totals: Totals,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ClaimEntry {
    /// Its number here, from 1.
    pub claim: u64,
    /// The pack of the payer that it goes to.
    pub payer: String,
    /// 1 a first claim, 7 a replacement, 8 a void.
    pub frequency: &'static str,
    /// How many lines it has.
    pub lines: u64,
    /// Dollars.
    pub charge: String,
    /// The row of the member.
    pub member_row: Option<u64>,
    /// The claim's control number (CLM01). Only in the full ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// A line: how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LedgerEntry {
    /// The number of its claim.
    pub claim: u64,
    /// Its number on the claim, from 1.
    pub line: u64,
    /// The rows of `encounters` that it bills.
    pub encounters: Vec<u64>,
    /// The minutes that count.
    pub minutes: u32,
    /// Units.
    pub units: String,
    /// How the minutes became units.
    pub sum: String,
    /// The rounding rule; nothing where none was needed.
    pub rule: Option<String>,
    /// Who says so.
    pub cite: Option<String>,
    /// Dollars charged.
    pub charge: String,
    /// Dollars that the payer is expected to pay: by its rate where that is known, else the charge.
    pub expected: Option<String>,
    /// The row of `authorizations` that it uses.
    pub authorization_row: Option<u64>,
    /// What warns.
    pub notes: Vec<LedgerNote>,
    /// The date of service. Only in the full ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// The procedure code. Only in the full ledger, like those that follow.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub procedure: Option<String>,
    /// The modifiers, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub modifiers: Vec<String>,
    /// The place of service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_of_service: Option<String>,
    /// The ids of the encounters. Only in the full ledger.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub encounter_ids: Vec<String>,
    /// The control number of the line (REF 6R). Only in the full ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub control_number: Option<String>,
}

/// A rule that warns of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LedgerNote {
    /// Its id.
    pub rule: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub message: String,
    /// What keeps it from barring the line.
    pub capped_by: Option<&'static str>,
    /// Who says so.
    pub cite: Option<String>,
}

/// Rows that may not be billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NotBilled {
    /// The rows of `encounters`.
    pub encounters: Vec<u64>,
    /// The row of the member.
    pub member_row: Option<u64>,
    /// The rule that bars them.
    pub rule: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it says.
    pub message: String,
    /// The claim adjustment reason codes that they would likely be denied with, the likeliest first.
    pub denials: &'static [&'static str],
    /// How many units, where not all of them are barred.
    pub units: Option<String>,
    /// Dollars that fall away; nothing where that is not known.
    pub amount: Option<String>,
    /// Who says so.
    pub cite: Option<String>,
    /// The last day on which it could have been billed, where it is late. Only in the full ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<String>,
    #[serde(skip)]
    dollars: Option<Money>,
}

/// Rows that could not be decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct NotDecided {
    /// The rows of `encounters`.
    pub encounters: Vec<u64>,
    /// The row of the member.
    pub member_row: Option<u64>,
    /// The rule that could not be decided.
    pub rule: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What is missing.
    pub lacks: String,
    /// Dollars concerned, at most; nothing where that is not known.
    pub amount: Option<String>,
    /// A row of a pack of your own that would decide it, to be completed with its citation.
    pub deciding_row: Option<String>,
    #[serde(skip)]
    dollars: Option<Money>,
}

/// Rows that were billed before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BilledBefore {
    /// The rows of `encounters`.
    pub encounters: Vec<u64>,
    /// The rows of `history`.
    pub history_rows: Vec<u64>,
    /// What became of it, in words.
    pub says: String,
}

/// A rule that could not be looked at for rows that were billed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unchecked {
    /// Its id.
    pub rule: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it lacked.
    pub lacks: &'static str,
    /// How many rows it concerns.
    pub rows: u64,
}

/// A fault of the evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Unread {
    /// The table, if it is one that there is.
    pub table: Option<&'static str>,
    /// The row, from 1.
    pub row: Option<u64>,
    /// From the row to the value.
    pub field: String,
    /// The rule.
    pub rule: &'static str,
    /// What it says.
    pub message: String,
}

/// The sums, in dollars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Totals {
    /// Claims.
    pub claims: u64,
    /// Lines.
    pub lines: u64,
    /// Units on all lines.
    pub units: String,
    /// Charged on claims.
    pub charge: String,
    /// Expected to be paid of that.
    pub expected: String,
    /// Not billed, as far as the amounts are known.
    pub not_billed: String,
    /// Not decided, at most, as far as the amounts are known.
    pub not_decided: String,
}

impl BillReport {
    /// The report as JSON, without anything that the evidence says. Safe for a log.
    pub fn to_json(&self) -> String {
        let mut safe = self.clone();
        for claim in &mut safe.claims {
            claim.id = None;
        }
        for entry in &mut safe.ledger {
            (entry.on, entry.control_number) = (None, None);
            (entry.procedure, entry.place_of_service) = (None, None);
            entry.modifiers.clear();
            entry.encounter_ids.clear();
        }
        for entry in &mut safe.not_billed {
            entry.last_day = None;
        }
        json_text(&safe)
    }

    /// Notes what was wrong with the evidence: rows that have faults were left out, and are on no claim.
    pub fn note_faults<'f>(&mut self, faults: impl IntoIterator<Item = &'f Finding>) {
        let errors = faults.into_iter().filter(|finding| finding.severity() == Severity::Error);
        self.not_read.extend(errors.filter_map(|finding| {
            let place = finding.location().row()?;
            Some(Unread {
                table: place.table,
                row: place.row,
                field: place.field_path(),
                rule: finding.rule().id,
                message: finding.message(),
            })
        }));
    }

    /// The full ledger as JSON, with days, ids and control numbers. Patient data.
    pub fn to_ledger(&self) -> String {
        json_text(self)
    }
}

/// The JSON Schema of [`BillReport`].
#[cfg(feature = "schema")]
pub fn bill_schema() -> String {
    json_text(&schemars::schema_for!(BillReport))
}

/// The report while it is written.
pub(super) struct Report<'e> {
    evidence: &'e Evidence,
    /// Of every pack, what its rows cite.
    payers: &'e Payers,
    pub(super) claims: Vec<ClaimEntry>,
    pub(super) ledger: Vec<LedgerEntry>,
    pub(super) sums: Sums,
    not_billed: Vec<NotBilled>,
    not_decided: Vec<NotDecided>,
    pub(super) before: Vec<BilledBefore>,
    unchecked: BTreeMap<(&'static str, &'static str), (&'static Rule, u64)>,
    as_of: Date,
}

/// Sums of what is on claims.
#[derive(Debug, Default)]
pub(super) struct Sums {
    pub(super) units: Units,
    pub(super) charge: Money,
    pub(super) expected: Money,
}

impl Sums {
    pub(super) fn add(&mut self, units: Units, charge: Money, expected: Money) {
        self.units = self.units.checked_add(units).unwrap_or(self.units);
        self.charge = self.charge.checked_add(charge).unwrap_or(self.charge);
        self.expected = self.expected.checked_add(expected).unwrap_or(self.expected);
    }
}

/// Rows of the log, and of their member.
pub(super) struct Rows {
    pub(super) encounters: Vec<u64>,
    pub(super) member: Option<u64>,
}

impl<'e> Report<'e> {
    pub(super) fn new(evidence: &'e Evidence, payers: &'e Payers, options: &BillOptions) -> Self {
        Self {
            evidence,
            payers,
            claims: Vec::new(),
            ledger: Vec::new(),
            sums: Sums::default(),
            not_billed: Vec::new(),
            not_decided: Vec::new(),
            before: Vec::new(),
            unchecked: BTreeMap::new(),
            as_of: options.as_of,
        }
    }

    /// The rows of attendances.
    pub(super) fn rows(&self, book: &Book<'_>, of: &[u32]) -> Rows {
        let number = |place: u32| self.evidence.encounters.number(place as usize);
        let attendances = of.iter().filter_map(|at| book.attendance(*at));
        let encounters = attendances.clone().filter_map(|one| number(one.place)).collect();
        let member = attendances.into_iter().find_map(|one| one.member);
        let member = member.and_then(|(place, _)| self.evidence.members.number(place as usize));
        Rows { encounters, member }
    }

    /// The rows of encounters by their ids.
    pub(super) fn encounter_rows(&self, ids: &[String]) -> Rows {
        let log = &self.evidence.encounters;
        let encounters = ids.iter().filter_map(|id| log.number(log.place(id)?)).collect();
        Rows { encounters, member: None }
    }

    /// What a ruling says, and who says so.
    fn said(&self, ruling: &Ruling) -> (String, Option<&'static str>, Option<String>) {
        let broken = match &ruling.answer {
            Answer::Broken(broken) | Answer::Open(_, broken) => broken.clone(),
            Answer::Fine => return (ruling.rule.title.to_owned(), None, None),
        };
        let finding = broken.finding(ruling.rule, Location::Evidence(Box::default()));
        let cite = finding.basis().and_then(|basis| self.payers.citation(basis));
        (finding.message(), finding.capped_by().map(crate::diag::Capped::as_str), cite)
    }

    pub(super) fn note(&self, ruling: &Ruling) -> LedgerNote {
        let (message, capped_by, cite) = self.said(ruling);
        LedgerNote { rule: ruling.rule.id, name: ruling.rule.name, message, capped_by, cite }
    }

    pub(super) fn not_billed(&mut self, entry: NotBilled) {
        self.not_billed.push(entry);
    }

    pub(super) fn not_decided(&mut self, entry: NotDecided) {
        self.not_decided.push(entry);
    }

    /// Is something of these rows of the log not decided?
    pub(super) fn is_open(&self, rows: &[u64]) -> bool {
        self.not_decided.iter().any(|entry| entry.encounters.iter().any(|row| rows.contains(row)))
    }

    /// Notes that a rule could not be looked at for an attendance.
    pub(super) fn unchecked(&mut self, rule: &'static Rule, lacks: &'static str) {
        self.unchecked.entry((rule.id, lacks)).or_insert((rule, 0)).1 += 1;
    }

    pub(super) fn finish(mut self) -> BillReport {
        let sum = |amounts: &mut dyn Iterator<Item = Money>| {
            amounts.fold(Money::ZERO, |sum, one| sum.checked_add(one).unwrap_or(sum)).dollars()
        };
        self.not_billed.sort_by(|a, b| (&a.encounters, a.rule).cmp(&(&b.encounters, b.rule)));
        self.not_decided.sort_by(|a, b| (&a.encounters, a.rule).cmp(&(&b.encounters, b.rule)));
        let totals = Totals {
            claims: self.claims.len() as u64,
            lines: self.ledger.len() as u64,
            units: self.sums.units.to_string(),
            charge: self.sums.charge.dollars(),
            expected: self.sums.expected.dollars(),
            not_billed: sum(&mut self.not_billed.iter().filter_map(|one| one.dollars)),
            not_decided: sum(&mut self.not_decided.iter().filter_map(|one| one.dollars)),
        };
        let unchecked = self.unchecked.into_iter();
        BillReport {
            schema: "peerclaim-bill/1",
            as_of: self.as_of,
            packs: self.payers.ruled().iter().map(|one| one.stack().id().to_owned()).collect(),
            claims: self.claims,
            ledger: self.ledger,
            not_billed: self.not_billed,
            not_decided: self.not_decided,
            billed_before: self.before,
            not_run: unchecked
                .map(|((_, lacks), (rule, rows))| Unchecked { rule: rule.id, name: rule.name, lacks, rows })
                .collect(),
            not_read: Vec::new(),
            totals,
        }
    }
}

impl NotBilled {
    pub(super) fn new(
        report: &Report<'_>,
        book: &Book<'_>,
        of: &[u32],
        ruling: &Ruling,
        (units, amount): (Option<Units>, Option<Money>),
        why: Option<String>,
    ) -> Self {
        let rows = report.rows(book, of);
        let (message, _, cite) = report.said(ruling);
        Self {
            encounters: rows.encounters,
            member_row: rows.member,
            rule: ruling.rule.id,
            name: ruling.rule.name,
            message: why.unwrap_or(message),
            denials: ruling.rule.denials,
            units: units.map(|units| units.to_string()),
            amount: amount.map(Money::dollars),
            cite,
            last_day: None,
            dollars: amount,
        }
    }
}

impl NotDecided {
    pub(super) fn new(
        rows: Rows,
        rule: &'static Rule,
        lacks: String,
        amount: Option<Money>,
        deciding_row: Option<String>,
    ) -> Self {
        Self {
            encounters: rows.encounters,
            member_row: rows.member,
            rule: rule.id,
            name: rule.name,
            lacks,
            amount: amount.map(Money::dollars),
            deciding_row,
            dollars: amount,
        }
    }
}
