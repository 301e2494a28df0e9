//! Reading evidence: JSON or CSV, every fault a finding, every good row a row.

use super::flat::{Lost, Pending, Piece};
use super::{Evidence, csv::Sheet, verify};
use crate::diag::{Arg, Finding, PointerStep, Span};
use crate::table::{Faults, Kind, Lines, Node, Origin, Rows, nearest, read_csv, read_json, rules};
use crate::value::json_text;
use std::collections::BTreeMap;
use std::fmt;

/// What the member `schema` of a document says.
pub(super) const FORM: &str = "peerclaim-evidence/1";

/// What was read, and what is wrong.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Read {
    /// The rows that could be read. Patient data.
    pub evidence: Evidence,
    /// What is wrong, by table and row. Safe to show.
    pub findings: Vec<Finding>,
    /// Of each rule with more findings than are listed (a thousand for a document): its id, and how many more.
    pub not_listed: BTreeMap<&'static str, u64>,
    /// Rows that were left out, whole or in part.
    lost: Lost,
}

impl Read {
    /// Was everything read that the documents say of this row? A row with a fault is left out or lacks
    /// something, and so does one of whose lines one was left out; the other rows of its table are whole. Of a
    /// table of which some line cannot be told whose it is, no row is. The table is one of the ten.
    ///
    /// ```
    /// use peerclaim::evidence::Evidence;
    ///
    /// let read = Evidence::from_csv([("roster", &b"id,dob\ns1,5/3/1980\ns2,soon\n"[..])]);
    /// assert!(read.is_whole("staff", "s1") && !read.is_whole("staff", "s2"));
    /// ```
    pub fn is_whole(&self, table: &str, id: &str) -> bool {
        Evidence::TABLES.iter().find(|one| **one == table).is_some_and(|table| self.lost.spared(table, id))
    }
}

impl Finished {
    /// The same, with the findings by table and row.
    pub(super) fn into_read(self) -> Read {
        let Self { evidence, findings, not_listed, lost, .. } = self;
        let findings = sorted(findings.into_iter().map(|(_, finding)| finding).collect());
        Read { evidence, findings, not_listed, lost }
    }
}

/// How many rows and findings, and no row.
impl fmt::Debug for Read {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Read")
            .field("evidence", &self.evidence)
            .field("findings", &self.findings)
            .field("not_listed", &self.not_listed)
            .finish_non_exhaustive()
    }
}

/// A document that was read.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// The table, where it is one.
    pub(super) table: Option<&'static str>,
    /// On which line each row of a table stands.
    pub(super) lines: Lines,
}

/// What several documents hold, and what is wrong between them.
pub(super) struct Finished {
    pub(super) evidence: Evidence,
    /// Each with the document that it is in.
    pub(super) findings: Vec<(Option<u32>, Finding)>,
    pub(super) not_listed: BTreeMap<&'static str, u64>,
    pub(super) sources: Vec<Source>,
    lost: Lost,
}

/// Puts evidence together from several documents.
///
/// ```
/// use peerclaim::evidence::EvidenceReader;
///
/// let mut reader = EvidenceReader::new();
/// let roster = reader.csv("roster", b"Staff ID,Hire Date\ns1,5/3/2021\n");
/// let log = reader.csv("service_log", b"Note ID,Client ID,Clinician,DOS,Time In,Time Out\n\
///                                       n1,m1,s1,3/2/2026,9:00 AM,10:00 AM\n");
/// assert!(roster.is_empty() && log.is_empty());
/// let read = reader.finish();
/// assert_eq!(read.evidence.encounters[0].segments[0].length().map(|minutes| minutes.get()), Some(60));
/// ```
#[derive(Default)]
pub struct EvidenceReader {
    evidence: Evidence,
    /// Rows that were left out, so that those who name them are not reported as well.
    lost: Lost,
    /// Rows that belong into others, which may be in a document that is still to come.
    pending: Vec<Pending>,
    /// The documents so far, in order.
    sources: Vec<Source>,
    not_listed: BTreeMap<&'static str, u64>,
}

impl EvidenceReader {
    /// Nothing read yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a document of the form `peerclaim-evidence/1`. Gives what is wrong with it by itself; rows count
    /// from 1 in each table.
    #[must_use = "what is wrong with the document"]
    pub fn json(&mut self, bytes: &[u8]) -> Vec<Finding> {
        let mut faults = Faults::new(Origin::Evidence);
        self.sources.push(Source::default());
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = match std::str::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.valid_up_to() as u64;
                faults.push(&rules::TEXT_UNREADABLE, Span::new(at, at + 1), &[Arg::Text("the document")]);
                self.lost.rest();
                return faults.into_findings();
            }
        };
        if bytes.trim_ascii_start().first() != Some(&b'{') {
            faults.push(
                &rules::FORM_UNKNOWN,
                Span::default(),
                &[Arg::Text("a document of the form peerclaim-evidence/1")],
            );
            self.lost.rest();
            return faults.into_findings();
        }
        let place = self.document().saturating_sub(1);
        let mut document = Document { reader: self, place, table: None, number: 0, form: false };
        read_json(text, &mut document, &mut faults);
        let form = document.form;
        self.count(&faults);
        let findings = faults.into_findings();
        if findings.iter().any(|finding| finding.rule().id == rules::SYNTAX_BROKEN.id) {
            self.lost.rest();
        }
        if form || findings.iter().any(|finding| finding.rule().id == rules::FORM_UNKNOWN.id) {
            return sorted(findings);
        }
        let mut faults = Faults::new(Origin::Evidence);
        form_unknown(Span::default(), &mut faults);
        sorted(faults.into_findings().into_iter().chain(findings).collect())
    }

    /// Reads a table. Its name tells which, as the name of a file would without its ending: `encounters`,
    /// `service_log`, `staff_credentials`. Gives what is wrong with it by itself; rows count from 1.
    #[must_use = "what is wrong with the table"]
    pub fn csv(&mut self, table: &str, bytes: &[u8]) -> Vec<Finding> {
        let mut faults = Faults::new(Origin::Evidence);
        let Some(sheet) = Sheet::named(table) else {
            self.sources.push(Source::default());
            let near = nearest(table, Sheet::names());
            faults.push(&rules::TABLE_UNKNOWN, Span::default(), &[Arg::Near(near)]);
            return faults.into_findings();
        };
        let document = self.document();
        let piece = Piece::of(sheet.table);
        faults.go(Some(sheet.table), None);
        let Self { evidence, lost, pending, .. } = self;
        let read = read_csv(bytes, sheet, &mut faults, &mut |number, node, faults| match piece {
            Some(piece) => pending.extend(piece.read(sheet, (document, number), node, lost, faults)),
            None => evidence.read_row(sheet.table, (document, number), node, lost, faults),
        });
        if read.lost {
            match piece {
                Some(piece) => lost.cut(piece.into(), None),
                None => lost.add(sheet.table, None),
            }
        }
        self.sources.push(Source { table: Some(sheet.table), lines: read.lines });
        self.count(&faults);
        sorted(faults.into_findings())
    }

    /// The number of the next document.
    fn document(&self) -> u32 {
        u32::try_from(self.sources.len()).unwrap_or(u32::MAX)
    }

    fn count(&mut self, faults: &Faults) {
        for (rule, more) in faults.not_listed() {
            let count = self.not_listed.entry(rule).or_default();
            *count = count.saturating_add(more);
        }
    }

    /// Everything that was read, and what is wrong between the tables: rows that name others that do not
    /// exist, contacts that contradict themselves.
    pub fn finish(self) -> Read {
        self.finish_placed().into_read()
    }

    /// The same, with the document of each finding.
    pub(super) fn finish_placed(mut self) -> Finished {
        let mut faults = Faults::new(Origin::Evidence);
        let pending = std::mem::take(&mut self.pending);
        Pending::apply(pending, &mut self.evidence, &mut self.lost, &mut faults);
        verify::verify(&self.evidence, &self.lost, &mut faults);
        self.count(&faults);
        let Self { evidence, lost, sources, not_listed, .. } = self;
        Finished { evidence, findings: faults.into_placed(), not_listed, sources, lost }
    }
}

/// How many rows so far, and nothing of them.
impl fmt::Debug for EvidenceReader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EvidenceReader")
            .field("evidence", &self.evidence)
            .field("pending", &self.pending.len())
            .finish_non_exhaustive()
    }
}

impl Evidence {
    /// Reads a document of the form `peerclaim-evidence/1`.
    pub fn from_json(bytes: &[u8]) -> Read {
        let mut reader = EvidenceReader::new();
        let mut findings = reader.json(bytes);
        let mut read = reader.finish();
        findings.append(&mut read.findings);
        read.findings = sorted(findings);
        read
    }

    /// Reads tables: the name of each, and its text.
    pub fn from_csv<'t>(tables: impl IntoIterator<Item = (&'t str, &'t [u8])>) -> Read {
        let mut reader = EvidenceReader::new();
        let mut findings: Vec<Finding> =
            tables.into_iter().flat_map(|(name, bytes)| reader.csv(name, bytes)).collect();
        let mut read = reader.finish();
        findings.append(&mut read.findings);
        read.findings = sorted(findings);
        read
    }

    /// The document of the form `peerclaim-evidence/1` that these tables are, on lines that people can read.
    /// Patient data.
    pub fn to_json(&self) -> String {
        #[derive(serde::Serialize)]
        struct Document<'e> {
            schema: &'static str,
            #[serde(flatten)]
            evidence: &'e Evidence,
        }
        let document = Document { schema: FORM, evidence: self };
        json_text(&document)
    }
}

/// By table in the order of the tables, then by row.
fn sorted(mut findings: Vec<Finding>) -> Vec<Finding> {
    findings.sort_by_key(|finding| {
        let place = finding.location().row();
        let table = place.and_then(|place| place.table);
        let order = table.and_then(Sheet::order);
        (order, place.and_then(|place| place.row))
    });
    findings
}

fn form_unknown(bytes: Span, faults: &mut Faults) {
    faults.go(None, None);
    faults.inside(PointerStep::Field("schema"), |faults| {
        faults.push(&rules::FORM_UNKNOWN, bytes, &[Arg::Text(FORM)]);
    });
}

/// A document that is being read.
struct Document<'r> {
    reader: &'r mut EvidenceReader,
    /// Its number among the documents.
    place: u32,
    /// The table that began last, if there is one of its name.
    table: Option<&'static str>,
    number: u64,
    /// The document has said of what form it is.
    form: bool,
}

impl Document<'_> {
    fn named(name: &str, at: Span, faults: &mut Faults) -> Option<&'static str> {
        faults.go(None, None);
        let table = Evidence::TABLES.iter().copied().find(|table| *table == name);
        if table.is_none() {
            let near = nearest(name, Evidence::TABLES.iter().copied());
            faults.push(&rules::TABLE_UNKNOWN, at, &[Arg::Near(near)]);
        }
        table
    }
}

impl Rows for Document<'_> {
    fn table(&mut self, name: &str, at: Span, faults: &mut Faults) {
        // A table that stands twice counts on.
        let table = Self::named(name, at, faults);
        self.number = if table.is_some() && table == self.table { self.number } else { 0 };
        self.table = table;
        faults.go(table, None);
    }

    fn row(&mut self, row: &Node<'_>, faults: &mut Faults) {
        let Some(table) = self.table else { return };
        self.number += 1;
        faults.go_row(self.number);
        let EvidenceReader { evidence, lost, .. } = &mut *self.reader;
        evidence.read_row(table, (self.place, self.number), row, lost, faults);
    }

    fn value(&mut self, name: &str, at: Span, value: &Node<'_>, faults: &mut Faults) {
        if name == "schema" {
            self.form = true;
            if value.text() != Some(FORM) {
                form_unknown(value.bytes, faults);
            }
        } else if let Some(table) = Self::named(name, at, faults)
            && value.kind != Kind::Nothing
        {
            faults.go(Some(table), None);
            faults.expected(value.bytes, "a list of rows");
        }
    }
}
