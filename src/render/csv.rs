//! The findings as a table: one row a finding, for spreadsheets.

use super::Report;
use super::position::span;
use crate::diag::{Location, NotRun, Rule, Verdict};

/// The columns.
const COLUMNS: [&str; 23] = [
    "file",
    "severity",
    "rule",
    "name",
    "message",
    "what_to_do",
    "interchange",
    "group",
    "set",
    "claim",
    "line",
    "segment",
    "segment_id",
    "loops",
    "element",
    "byte",
    "bytes",
    "form_box",
    "pointer",
    "table",
    "row",
    "least_at_risk",
    "most_at_risk",
];

/// One row a finding, under a row of names. Safe to log.
///
/// What is counted and not kept is not here: a row of the file says how many, with the rule left empty. Rules that could
/// not be decided follow, with the severity `not run`, what suppressions kept away, with `suppressed`, and files that are
/// undetermined, with that severity. Rules that weigh otherwise for a project stand at the end, with `settings`.
pub fn csv(report: &Report) -> String {
    let mut out = ::csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = out.write_record(COLUMNS);
    for file in &report.files {
        for finding in file.report.findings() {
            let rule = finding.rule();
            let span = span(finding.location());
            let mut row: Vec<String> = vec![
                no_formula(&file.path),
                finding.severity().to_string(),
                rule.id.to_owned(),
                rule.name.to_owned(),
                finding.message(),
                rule.help.to_owned(),
            ];
            let number = |number: Option<u64>| number.map_or(String::new(), |number| number.to_string());
            match finding.location() {
                Location::X12(at) => {
                    row.extend([at.interchange, at.group, at.set].map(|one| number(one.map(u64::from))));
                    row.extend([at.claim, at.line.map(u64::from), at.segment.map(u64::from)].map(number));
                    row.push(at.tag.unwrap_or_default().to_owned());
                    row.push(at.path.to_string());
                    row.push(at.element_name().unwrap_or_default());
                    row.extend([span.start.to_string(), span.len().to_string()]);
                    let value = at.value.as_ref();
                    row.push(value.and_then(|value| value.form_box).unwrap_or_default().to_owned());
                    let claim = at.claim.map(|claim| claim.saturating_sub(1));
                    let pointer = value.zip(claim).map(|(value, claim)| format!("/claims/{claim}{value}"));
                    row.push(pointer.unwrap_or_default());
                    row.extend([String::new(), String::new()]);
                }
                Location::Pack(at) | Location::Evidence(at) => {
                    row.extend(std::iter::repeat_n(String::new(), 9));
                    row.extend([span.start.to_string(), span.len().to_string(), String::new()]);
                    row.push(at.field_path());
                    row.extend([at.table.unwrap_or_default().to_owned(), number(at.row)]);
                }
            }
            let risk = finding.at_risk();
            row.extend(
                [risk.map(|risk| risk.least), risk.map(|risk| risk.most)]
                    .map(|amount| amount.map_or(String::new(), crate::value::Money::dollars)),
            );
            let _ = out.write_record(&row);
        }
        let path = no_formula(&file.path);
        let mut note = |severity: &str, rule: Option<&Rule>, text: &str| {
            let mut row = [""; COLUMNS.len()];
            (row[0], row[1], row[4]) = (&path, severity, text);
            if let Some(rule) = rule {
                (row[2], row[3]) = (rule.id, rule.name);
            }
            let _ = out.write_record(row);
        };
        let more = file.report.limited().findings;
        if more > 0 {
            note("info", None, &format!("{more} more findings were counted and not kept"));
        }
        for NotRun { rule, lacks, count, .. } in file.report.not_run() {
            note("not run", Some(rule), &format!("lacked {} ({count} times)", lacks.as_str()));
        }
        for one in file.report.suppressed() {
            note("suppressed", Some(one.rule), &format!("{} findings are suppressed", one.count));
        }
        if file.report.verdict() == Verdict::Undetermined {
            note("undetermined", None, "nothing is wrong that was decided; not everything could be");
        }
    }
    for (rule, level) in &report.levels {
        let mut row = [""; COLUMNS.len()];
        let text = format!("counts as {} here", level.as_str());
        (row[1], row[2], row[4]) = ("settings", rule, &text);
        let _ = out.write_record(row);
    }
    String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A path that no spreadsheet takes for a formula.
fn no_formula(path: &str) -> String {
    if path.starts_with(['=', '+', '-', '@', '\t']) { format!("./{path}") } else { path.to_owned() }
}
