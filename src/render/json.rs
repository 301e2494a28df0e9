//! `peerclaim-report/1`: the report for machines, as one document or one record a line.

use super::{BasisRow, NamedReport, REPORT_SCHEMA, Report};
use crate::diag::{
    AtRisk, ClaimVerdict, Finding, Location, MoneyReport, NotRun, Related, RowPlace, Severity, Verdict,
    Verdicts,
};
use crate::value::json_text;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-report/1"))]
pub(crate) struct Document<'a> {
    /// Always `peerclaim-report/1`. Members may be added within a version; none is renamed or removed.
    schema: &'static str,
    tool: Tool,
    /// The day that the checks took for today.
    as_of: Option<String>,
    /// The day the payer received the claims.
    received_on: Option<String>,
    /// Which rules were asked for: `preflight`, `audit` or `all`.
    profile: &'static str,
    /// The packs of payer rules that were used.
    packs: Vec<Pack>,
    /// The only rules that were asked for; empty: all.
    selected: &'a [&'static str],
    /// The rules that were not to be reported.
    ignored: &'a [&'static str],
    /// The file of the project's settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    settings: Option<&'a str>,
    /// Rules that weigh otherwise than they do by themselves.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    levels: BTreeMap<&'static str, &'static str>,
    files: Vec<File<'a>>,
    summary: Summary,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Pack {
    id: String,
    /// `national`, `state`, `programme`, `plan` or `yours`.
    layer: &'static str,
    /// How many rows it has.
    rows: u64,
    /// `embedded`: it came with the library; `file`: the caller gave it.
    source: &'static str,
}

impl Pack {
    fn all(report: &Report) -> Vec<Self> {
        let one = |pack: &crate::pack::Pack| Self {
            id: pack.id().to_owned(),
            layer: pack.pack.layer.as_str(),
            rows: pack.rows.count() as u64,
            source: if report.own_packs.iter().any(|id| id == pack.id()) { "file" } else { "embedded" },
        };
        report.packs.packs().into_iter().map(one).collect()
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct File<'a> {
    /// The name that the caller gave.
    path: &'a str,
    bytes: u64,
    interchanges: u32,
    groups: u32,
    transaction_sets: u32,
    claims: u64,
    service_lines: u64,
    /// Dollars, as a string.
    claim_charges: String,
    /// Dollars, as a string.
    line_charges: String,
    verdict: VerdictName,
    claim_verdicts: ClaimVerdicts,
    /// In the order of the file.
    #[serde(skip_serializing_if = "Option::is_none")]
    findings: Option<Vec<Record>>,
    /// Findings beyond the limits: counted in the summary, not listed.
    findings_not_listed: u64,
    /// The money that findings put at risk. Only of the evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    money: Option<MoneyRecord>,
    /// The claims that are not accepted; all claims, if asked for.
    verdicts: Vec<ClaimRecord>,
    /// Claims beyond the limits that are rejected too, counted above and not listed.
    verdicts_not_listed: u64,
    not_run: Vec<NotRunRecord>,
    /// Findings that suppressions kept from being told, by rule.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    suppressed: BTreeMap<&'static str, u64>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
struct VerdictName(&'static str);

impl From<Verdict> for VerdictName {
    fn from(verdict: Verdict) -> Self {
        Self(verdict.as_str())
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClaimVerdicts {
    accepted: u64,
    rejected: u64,
    undetermined: u64,
}

impl From<Verdicts> for ClaimVerdicts {
    fn from(verdicts: Verdicts) -> Self {
        let Verdicts { accepted, rejected, undetermined } = verdicts;
        Self { accepted, rejected, undetermined }
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Record {
    /// The rule's id, never reused.
    rule: &'static str,
    name: &'static str,
    /// `error`, `warning` or `info`.
    severity: &'static str,
    /// SNIP type, 1 to 7.
    snip: u8,
    message: String,
    help: &'static str,
    /// It would be an error, were its source good enough.
    would_reject: bool,
    /// What keeps it from being an error: `secondary`, `recalled`, `not-yet-enforced` or `undecided`.
    capped_by: Option<&'static str>,
    /// The row of a pack that it rests on.
    basis: Option<BasisRecord>,
    at: At,
    /// Dollars that are at risk; only where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    at_risk: Option<RiskRecord>,
    /// Everything else that is part of what was found: rows of evidence, lines of claims.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    related: Vec<RelatedRecord>,
    /// The claim adjustment reason codes with which payers mostly deny it, the likeliest first.
    #[serde(skip_serializing_if = "no_codes")]
    #[cfg_attr(feature = "schema", schemars(default))]
    denials: &'static [&'static str],
    /// The box of the CMS-1500 form.
    #[serde(rename = "box")]
    form_box: Option<&'static str>,
    /// JSON pointer into the file's claims.
    pointer: Option<String>,
}

/// Dollars, as strings, that would be lost.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RiskRecord {
    least: String,
    most: String,
}

impl From<AtRisk> for RiskRecord {
    fn from(risk: AtRisk) -> Self {
        Self { least: risk.least.dollars(), most: risk.most.dollars() }
    }
}

/// A row of evidence, or a line of a claim.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct RelatedRecord {
    /// `evidence` or `x12`.
    kind: &'static str,
    /// The table of evidence.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<&'static str>,
    /// Its row, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u64>,
    /// The file, by the name that the caller gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    /// The claim of the file, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    claim: Option<u64>,
    /// The line of the claim, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
}

impl RelatedRecord {
    fn new(report: &Report, related: &Related) -> Self {
        let nothing = Self { kind: "evidence", table: None, row: None, path: None, claim: None, line: None };
        match *related {
            Related::Row { table, row } => Self { table: Some(table), row: Some(row), ..nothing },
            Related::Line { file, claim, line } => {
                let path = report.files.get(file as usize).map(|file| file.path.clone());
                Self { kind: "x12", path, claim: Some(claim), line: Some(line), ..nothing }
            }
        }
    }
}

/// Money at risk. The total takes each line once, at its largest risk; the sums may overlap.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct MoneyRecord {
    total: RiskRecord,
    by_rule: BTreeMap<&'static str, RiskRecord>,
    /// By the id of the payer's pack.
    by_payer: BTreeMap<String, RiskRecord>,
    /// By the row of `staff`.
    by_staff_row: BTreeMap<String, RiskRecord>,
    /// By the month of service.
    by_month: BTreeMap<String, RiskRecord>,
    /// Dollars of what could not be decided.
    not_decided: String,
}

impl MoneyRecord {
    fn new(report: &Report, money: &MoneyReport) -> Self {
        let stack = |place: u16| {
            let stack = report.packs.stacks().get(usize::from(place));
            stack.map(|stack| stack.id().to_owned()).unwrap_or_default()
        };
        Self {
            total: money.total.into(),
            by_rule: money.by_rule.iter().map(|(rule, risk)| (*rule, (*risk).into())).collect(),
            by_payer: money.by_payer.iter().map(|(place, risk)| (stack(*place), (*risk).into())).collect(),
            by_staff_row: money
                .by_staff
                .iter()
                .map(|(row, risk)| (row.to_string(), (*risk).into()))
                .collect(),
            by_month: money
                .by_month
                .iter()
                .map(|((year, month), risk)| (format!("{year:04}-{month:02}"), (*risk).into()))
                .collect(),
            not_decided: money.not_decided.dollars(),
        }
    }
}

fn no_codes(codes: &&'static [&'static str]) -> bool {
    codes.is_empty()
}

/// A row of a pack: whose rule it is, and who says so.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct BasisRecord {
    pack: String,
    table: &'static str,
    /// From 1.
    row: u64,
    /// `verified`, `contract`, `secondary` or `recalled`.
    status: &'static str,
    /// Titles, places and addresses of what the row cites.
    cites: Vec<String>,
    /// The pack whose payer pays instead; only where the row says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    sends_to: Option<String>,
}

impl BasisRecord {
    fn new(by: &BasisRow<'_>) -> Self {
        Self {
            pack: by.pack.id().to_owned(),
            table: by.table,
            row: by.row,
            status: by.terms.status.as_str(),
            cites: by.citations(),
            sends_to: by.sends_to().map(str::to_owned),
        }
    }
}

/// A place. In an X12 file everything counts from 1 in the file, segments from their ST; in a table of
/// evidence or of a pack, it is the row and the field.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct At {
    /// `x12`, `pack` or `evidence`.
    kind: &'static str,
    interchange: Option<u32>,
    group: Option<u32>,
    set: Option<u32>,
    claim: Option<u64>,
    line: Option<u32>,
    segment: Option<u32>,
    /// The segment id, if the guide knows it.
    tag: Option<&'static str>,
    /// The loops around it.
    path: String,
    element: Option<String>,
    /// Half open, from 0.
    bytes: [u64; 2],
    /// The table of evidence or of a pack.
    table: Option<&'static str>,
    /// Its row, from 1.
    row: Option<u64>,
    /// From the row to the value: `segments/0/end`.
    field: Option<String>,
}

impl At {
    fn new(location: &Location) -> Self {
        match location {
            Location::X12(place) => Self {
                kind: "x12",
                interchange: place.interchange,
                group: place.group,
                set: place.set,
                claim: place.claim,
                line: place.line,
                segment: place.segment,
                tag: place.tag,
                path: place.path.to_string(),
                element: place.element_name(),
                bytes: [place.bytes.start, place.bytes.end],
                table: None,
                row: None,
                field: None,
            },
            Location::Pack(place) => Self::in_table("pack", place),
            Location::Evidence(place) => Self::in_table("evidence", place),
        }
    }

    fn in_table(kind: &'static str, place: &RowPlace) -> Self {
        Self {
            kind,
            interchange: None,
            group: None,
            set: None,
            claim: None,
            line: None,
            segment: None,
            tag: None,
            path: String::new(),
            element: None,
            bytes: [place.bytes.start, place.bytes.end],
            table: place.table,
            row: place.row,
            field: (!place.field.is_empty()).then(|| place.field_path()),
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct ClaimRecord {
    set: u32,
    claim: u64,
    verdict: VerdictName,
    rules: Vec<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct NotRunRecord {
    rule: &'static str,
    /// What was lacking, in words.
    lacks: &'static str,
    count: u64,
    first: Option<First>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct First {
    set: u32,
    claim: Option<u64>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Summary {
    errors: u64,
    warnings: u64,
    infos: u64,
    not_run: u64,
    by_rule: BTreeMap<&'static str, u64>,
    /// Findings that suppressions kept from being told, by rule.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(default))]
    suppressed: BTreeMap<&'static str, u64>,
}

impl<'a> Document<'a> {
    fn new(report: &'a Report) -> Self {
        Self {
            schema: REPORT_SCHEMA,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") },
            as_of: report.as_of.map(|day| day.to_string()),
            received_on: report.received_on.map(|day| day.to_string()),
            profile: report.profile.as_str(),
            packs: Pack::all(report),
            selected: &report.selected,
            ignored: &report.ignored,
            settings: report.settings.as_deref(),
            levels: report.levels.iter().map(|(rule, level)| (*rule, level.as_str())).collect(),
            files: report.files.iter().map(|file| File::new(report, file)).collect(),
            summary: Summary::new(report),
        }
    }
}

impl<'a> File<'a> {
    fn new(all: &'a Report, file: &'a NamedReport) -> Self {
        let report = &file.report;
        let counts = report.counts();
        Self {
            path: &file.path,
            bytes: counts.bytes,
            interchanges: counts.interchanges,
            groups: counts.groups,
            transaction_sets: counts.sets,
            claims: counts.claims,
            service_lines: counts.lines,
            claim_charges: counts.claim_charges.dollars(),
            line_charges: counts.line_charges.dollars(),
            verdict: report.verdict().into(),
            claim_verdicts: report.claim_verdicts().into(),
            findings: Some(report.findings().iter().map(|finding| Record::new(all, finding)).collect()),
            findings_not_listed: report.limited().findings,
            money: report.money().map(|money| MoneyRecord::new(all, money)),
            verdicts: report.verdicts().iter().map(ClaimRecord::new).collect(),
            verdicts_not_listed: report.verdicts_not_listed(),
            not_run: report.not_run().iter().map(NotRunRecord::new).collect(),
            suppressed: super::by_rule(report.suppressed()),
        }
    }
}

impl Record {
    fn new(report: &Report, finding: &Finding) -> Self {
        let rule = finding.rule();
        let place = finding.location().x12();
        let value = place.and_then(|place| place.value.as_ref());
        let claim = place.and_then(|place| place.claim).map(|claim| claim.saturating_sub(1));
        Self {
            rule: rule.id,
            name: rule.name,
            severity: finding.severity().as_str(),
            snip: rule.snip,
            message: finding.message(),
            help: rule.help,
            would_reject: finding.would_reject(),
            capped_by: finding.capped_by().map(crate::diag::Capped::as_str),
            basis: report.basis(finding).as_ref().map(BasisRecord::new),
            at: At::new(finding.location()),
            at_risk: finding.at_risk().map(RiskRecord::from),
            related: finding.related().iter().map(|one| RelatedRecord::new(report, one)).collect(),
            denials: rule.denials,
            form_box: value.and_then(|value| value.form_box),
            pointer: value.zip(claim).map(|(value, claim)| format!("/claims/{claim}{value}")),
        }
    }
}

impl ClaimRecord {
    fn new(verdict: &ClaimVerdict) -> Self {
        let rules = verdict.rules.iter().map(|rule| rule.id).collect();
        Self { set: verdict.set, claim: verdict.claim, verdict: verdict.verdict.into(), rules }
    }
}

impl NotRunRecord {
    fn new(not_run: &NotRun) -> Self {
        let first = not_run.first.map(|(set, claim)| First { set, claim });
        Self { rule: not_run.rule.id, lacks: not_run.lacks.as_str(), count: not_run.count, first }
    }
}

impl Summary {
    fn new(report: &Report) -> Self {
        Self {
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            infos: report.count(Severity::Info),
            not_run: report.not_run(),
            by_rule: report.by_rule().into_iter().map(|(id, tally)| (id, tally.count)).collect(),
            suppressed: report.suppressed(),
        }
    }
}

/// The report as one JSON document, indented, with a line break at the end.
///
/// Safe to log: it holds no value of the input.
pub fn json(report: &Report) -> String {
    json_text(&Document::new(report))
}

/// One JSON record a line: the head, each file's findings and the file without them, the summary.
///
/// `kind` tells them apart: `report`, `finding`, `file`, `summary`. Safe to log.
pub fn ndjson(report: &Report) -> String {
    #[derive(Serialize)]
    struct Line<'a, T> {
        kind: &'static str,
        #[serde(skip_serializing_if = "Option::is_none")]
        path: Option<&'a str>,
        #[serde(flatten)]
        record: T,
    }
    #[derive(Serialize)]
    struct Head<'a> {
        schema: &'static str,
        tool: Tool,
        as_of: Option<String>,
        received_on: Option<String>,
        profile: &'static str,
        packs: Vec<Pack>,
        selected: &'a [&'static str],
        ignored: &'a [&'static str],
        #[serde(skip_serializing_if = "Option::is_none")]
        settings: Option<&'a str>,
        #[serde(skip_serializing_if = "BTreeMap::is_empty")]
        levels: BTreeMap<&'static str, &'static str>,
    }
    fn line<T: Serialize>(kind: &'static str, path: Option<&str>, record: T, out: &mut String) {
        out.push_str(&serde_json::to_string(&Line { kind, path, record }).unwrap_or_default());
        out.push('\n');
    }
    let mut out = String::new();
    let mut document = Document::new(report);
    document.files.clear();
    let Document {
        schema,
        tool,
        as_of,
        received_on,
        profile,
        packs,
        selected,
        ignored,
        settings,
        levels,
        ..
    } = document;
    let head = Head { schema, tool, as_of, received_on, profile, packs, selected, ignored, settings, levels };
    line("report", None, head, &mut out);
    for file in &report.files {
        let mut record = File::new(report, file);
        for finding in record.findings.take().unwrap_or_default() {
            line("finding", Some(&file.path), finding, &mut out);
        }
        line("file", None, record, &mut out);
    }
    line("summary", None, Summary::new(report), &mut out);
    out
}

/// The JSON Schema of the report.
#[cfg(feature = "schema")]
pub fn report_schema() -> String {
    json_text(&schemars::schema_for!(Document<'static>))
}
