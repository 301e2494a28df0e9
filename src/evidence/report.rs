//! Several files together: their evidence, and what is wrong with each, as `peerclaim-evidence-report/1`.

use super::read::Source;
use super::{EvidenceReader, Read};
use crate::diag::{Finding, RowPlace, Severity};
use crate::value::json_text;
use serde::Serialize;
use std::collections::BTreeMap;

/// What the member `schema` of the report says.
const FORM: &str = "peerclaim-evidence-report/1";

/// Puts evidence together from files, and remembers what is wrong with which.
///
/// ```
/// use peerclaim::evidence::Intake;
///
/// let mut intake = Intake::new();
/// intake.add("roster.csv", b"Staff ID,DOB\ns1,5/3/1980\n");
/// intake.add("service_log.csv", b"Note ID,Client,Clinician,DOS,Minutes\nn1,m1,s9,3/2/2026,60\n");
/// let (read, report) = intake.finish();
/// assert_eq!(read.evidence.encounters.len(), 1);
/// let told = &report.told()[0];
/// assert_eq!((report.file(told), told.line), (Some("service_log.csv"), Some(2)));
/// assert_eq!(told.finding.location().to_string(), "encounters row 1, staff/0");
/// ```
#[derive(Debug, Default)]
pub struct Intake {
    reader: EvidenceReader,
    files: Vec<String>,
    told: Vec<Told>,
}

/// A finding, in which file, and on which line of it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Told {
    /// What is wrong.
    pub finding: Finding,
    /// Which of the files, from 0.
    pub file: Option<usize>,
    /// The line, from 1. Of a table, the one on which a spreadsheet shows the row, so that row 1 is on line 2;
    /// of a JSON document, the one that an editor shows, where it is known.
    pub line: Option<u64>,
}

/// What was read of files, and what is wrong with them. Holds no value of theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceReport {
    files: Vec<File>,
    counts: BTreeMap<&'static str, u64>,
    told: Vec<Told>,
    not_listed: BTreeMap<&'static str, u64>,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct File {
    /// The name that the caller gave.
    path: String,
    /// The table that it is; none for a JSON document, and for a file whose name is no table's.
    table: Option<&'static str>,
}

impl Intake {
    /// No file yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file. A name that ends in `.csv` is that of a table; anything else is a JSON document.
    pub fn add(&mut self, path: &str, bytes: &[u8]) {
        let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let file = self.files.len();
        let table = ending.eq_ignore_ascii_case("csv");
        let found = if table { self.reader.csv(stem, bytes) } else { self.reader.json(bytes) };
        let lines = if table { Vec::new() } else { lines(bytes, &found) };
        let mut lines = lines.into_iter().chain(std::iter::repeat(None));
        self.told.extend(found.into_iter().map(|finding| Told {
            finding,
            file: Some(file),
            line: lines.next().flatten(),
        }));
        self.files.push(path.to_owned());
    }

    /// Everything that was read, and what is wrong with each file and between them.
    pub fn finish(self) -> (Read, EvidenceReport) {
        let Self { reader, files, mut told } = self;
        let finished = reader.finish_placed();
        told.extend(finished.findings.iter().map(|(document, finding)| Told {
            finding: finding.clone(),
            file: document.and_then(|document| usize::try_from(document).ok()),
            line: None,
        }));
        let sources = &finished.sources;
        for one in &mut told {
            let source = one.file.and_then(|file| sources.get(file));
            if let Some(Source { table: Some(_), lines }) = source {
                let row = one.finding.location().row().and_then(|place| place.row);
                // What is wrong with the head of a table is on its first line.
                one.line = row.map_or(Some(1), |row| lines.of(row));
            }
        }
        // Findings of one file in its order; what is known of no file, last.
        told.sort_by_key(|one| (one.file.is_none(), one.file, one.line));
        let each = files.into_iter().enumerate();
        let files = each
            .map(|(place, path)| File { path, table: sources.get(place).and_then(|source| source.table) })
            .collect();
        let counts = finished.evidence.counts().filter(|(_, rows)| *rows > 0).collect();
        let not_listed = finished.not_listed.clone();
        (finished.into_read(), EvidenceReport { files, counts, told, not_listed })
    }
}

/// The line of each finding of a JSON document, where it has a place in it.
fn lines(bytes: &[u8], findings: &[Finding]) -> Vec<Option<u64>> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = |finding: &Finding| {
        let start = finding.location().row().map_or(0, |place| place.bytes.start);
        usize::try_from(start).unwrap_or(usize::MAX).min(bytes.len())
    };
    let mut order: Vec<(usize, usize)> =
        findings.iter().map(start).enumerate().map(|(place, start)| (start, place)).collect();
    order.sort_unstable();
    let mut lines = vec![None; findings.len()];
    let (mut last, mut line) = (0, 1);
    for (start, place) in order {
        let passed = bytes.get(last..start).unwrap_or_default();
        line += memchr::memchr_iter(b'\n', passed).count() as u64;
        last = start;
        if let Some(slot) = lines.get_mut(place).filter(|_| start > 0) {
            *slot = Some(line);
        }
    }
    lines
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-evidence-report/1"))]
struct Document<'r> {
    /// Always `peerclaim-evidence-report/1`. Members may be added within a version; none is renamed or removed.
    schema: &'static str,
    /// In the order in which they were read.
    files: &'r [File],
    /// How many rows of each of the ten tables were read. A row with a fault is not among them.
    counts: &'r BTreeMap<&'static str, u64>,
    errors: u64,
    warnings: u64,
    /// By file, then by line.
    findings: Vec<Record<'r>>,
    /// Of each rule with more findings than are listed: its id, and how many more.
    not_listed: &'r BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Record<'r> {
    /// The rule's id, never reused.
    rule: &'static str,
    name: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// What is wrong, without any value of the file.
    message: String,
    /// What to do.
    help: &'static str,
    /// The name of the file.
    file: Option<&'r str>,
    at: At,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct At {
    /// The table, if it is one that there is.
    table: Option<&'static str>,
    /// Its row, from 1; the line that names the columns is none.
    row: Option<u64>,
    /// From the row to the value: `segments/0/end`.
    field: Option<String>,
    /// The line of the file, from 1: of a table, as a spreadsheet shows it; of a JSON document, where it is known.
    line: Option<u64>,
}

impl EvidenceReport {
    /// What is wrong, by file and line.
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// The name of the file that a finding is in.
    pub fn file(&self, told: &Told) -> Option<&str> {
        self.files.get(told.file?).map(|file| file.path.as_str())
    }

    /// How many files were read.
    pub fn files(&self) -> usize {
        self.files.len()
    }

    /// How many rows of each table were read, where any were.
    pub const fn counts(&self) -> &BTreeMap<&'static str, u64> {
        &self.counts
    }

    /// Of each rule with more findings than are listed: its id, and how many more.
    pub const fn not_listed(&self) -> &BTreeMap<&'static str, u64> {
        &self.not_listed
    }

    /// How many findings weigh so much, listed or not.
    pub fn count(&self, severity: Severity) -> u64 {
        let listed = self.told.iter().filter(|one| one.finding.severity() == severity).count() as u64;
        let of = |rule: &&'static str| {
            self.told.iter().find(|one| one.finding.rule().id == *rule).map(|one| one.finding.severity())
        };
        let more = self.not_listed.iter().filter(|(rule, _)| of(rule) == Some(severity));
        more.fold(listed, |sum, (_, more)| sum.saturating_add(*more))
    }

    /// The report for machines, `peerclaim-evidence-report/1`.
    pub fn to_json(&self) -> String {
        let record = |one: &'_ Told| {
            let rule = one.finding.rule();
            let place = one.finding.location().row();
            let field = place.filter(|place| !place.field.is_empty()).map(RowPlace::field_path);
            Record {
                rule: rule.id,
                name: rule.name,
                severity: one.finding.severity().as_str(),
                message: one.finding.message(),
                help: rule.help,
                file: one.file.and_then(|file| self.files.get(file)).map(|file| file.path.as_str()),
                at: At {
                    table: place.and_then(|place| place.table),
                    row: place.and_then(|place| place.row),
                    field,
                    line: one.line,
                },
            }
        };
        let document = Document {
            schema: FORM,
            files: &self.files,
            counts: &self.counts,
            errors: self.count(Severity::Error),
            warnings: self.count(Severity::Warning),
            findings: self.told.iter().map(record).collect(),
            not_listed: &self.not_listed,
        };
        json_text(&document)
    }
}

/// The JSON Schema of `peerclaim-evidence-report/1`.
#[cfg(feature = "schema")]
pub fn evidence_report_schema() -> String {
    json_text(&schemars::schema_for!(Document<'_>))
}
