//! SARIF 2.1.0 (OASIS): the report for code scanning.
//!
//! One run. A result has the bytes and characters of its place, its line and column where the file is at hand, the
//! loops around it as a logical location, and a fingerprint of rule and place, never of values.

use super::position::{Position, Positions, span};
use super::{NamedReport, Report};
use crate::diag::{Finding, Location, Rule, Severity};
use serde::Serialize;
use std::collections::BTreeMap;

/// How many results are listed: GitHub keeps no more of a run.
pub const SARIF_SHOWN: usize = 5_000;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact<'a>>,
    results: Vec<ResultRecord>,
    column_kind: &'static str,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    rules: Vec<RuleRecord>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleRecord {
    id: &'static str,
    name: String,
    short_description: Text,
    help: Help,
    default_configuration: Configuration,
    properties: RuleProperties,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
struct RuleProperties {
    tags: Vec<String>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    locations: Vec<LocationRecord>,
}

#[derive(Serialize)]
struct Artifact<'a> {
    location: ArtifactLocation,
    length: u64,
    properties: ArtifactProperties<'a>,
}

#[derive(Serialize)]
struct ArtifactProperties<'a> {
    verdict: &'a str,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
    index: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResultRecord {
    rule_id: &'static str,
    rule_index: usize,
    level: &'static str,
    message: Text,
    locations: [LocationRecord; 1],
    partial_fingerprints: Fingerprints,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "rulePlace/v1")]
    rule_place: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LocationRecord {
    physical_location: Physical,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<Logical>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    #[serde(flatten)]
    lines: Option<Lines>,
    byte_offset: u64,
    byte_length: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Lines {
    start_line: u64,
    start_column: u64,
    end_line: u64,
    end_column: u64,
    char_offset: u64,
    char_length: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    kind: &'static str,
}

/// The findings as a SARIF log, with a line break at the end. Safe to log.
///
/// At most [`SARIF_SHOWN`] results are listed, errors before warnings; a notification tells how many are not.
pub fn sarif(report: &Report, positions: &Positions<'_>) -> String {
    let all =
        report.files.iter().enumerate().flat_map(|(number, file)| {
            file.report.findings().iter().map(move |finding| (number, file, finding))
        });
    let mut chosen: Vec<(usize, &NamedReport, &Finding)> = all.collect();
    if chosen.len() > SARIF_SHOWN {
        chosen.sort_by_key(|(.., finding)| std::cmp::Reverse(finding.severity()));
        chosen.truncate(SARIF_SHOWN);
    }
    let rules: BTreeMap<&str, &'static Rule> =
        chosen.iter().map(|(.., finding)| (finding.rule().id, finding.rule())).collect();
    let index: BTreeMap<&str, usize> = rules.keys().enumerate().map(|(place, id)| (*id, place)).collect();
    let results: Vec<ResultRecord> = chosen
        .iter()
        .map(|(number, file, finding)| ResultRecord {
            rule_id: finding.rule().id,
            rule_index: index.get(finding.rule().id).copied().unwrap_or_default(),
            level: level(finding.severity()),
            message: Text { text: finding.message() },
            locations: [location((*number, file), finding, positions)],
            partial_fingerprints: Fingerprints { rule_place: fingerprint(finding) },
        })
        .collect();
    let artifacts = report.files.iter().enumerate().map(|(index, file)| Artifact {
        location: ArtifactLocation { uri: uri(&file.path), index },
        length: file.report.counts().bytes,
        properties: ArtifactProperties { verdict: file.report.verdict().as_str() },
    });
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: env!("CARGO_PKG_NAME"),
                    semantic_version: env!("CARGO_PKG_VERSION"),
                    rules: rules.values().map(|rule| rule_record(rule)).collect(),
                },
            },
            invocations: [Invocation {
                execution_successful: true,
                tool_execution_notifications: notifications(report, results.len() as u64),
            }],
            artifacts: artifacts.collect(),
            results,
            column_kind: "unicodeCodePoints",
        }],
    };
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn rule_record(rule: &'static Rule) -> RuleRecord {
    // A name is an identifier: its words are joined.
    let words = rule.name.split('-').map(|word| {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        first.to_uppercase() + rest
    });
    RuleRecord {
        id: rule.id,
        name: words.collect(),
        short_description: Text { text: rule.title.to_owned() },
        help: Help { text: rule.help, markdown: rule.doc },
        default_configuration: Configuration { level: level(rule.severity) },
        properties: RuleProperties { tags: vec![rule.name.to_owned(), format!("SNIP {}", rule.snip)] },
    }
}

/// What was not run, and what is not listed.
fn notifications(report: &Report, listed: u64) -> Vec<Notification> {
    let note = |text: String, locations| Notification { level: "note", message: Text { text }, locations };
    let mut notes = Vec::new();
    for (index, file) in report.files.iter().enumerate() {
        for not_run in file.report.not_run() {
            let (rule, lacks) = (not_run.rule, not_run.lacks.as_str());
            let text =
                format!("not run: {} {}: lacked {lacks} ({} times)", rule.id, rule.name, not_run.count);
            let artifact_location = ArtifactLocation { uri: uri(&file.path), index };
            let physical_location = Physical { artifact_location, region: None };
            notes.push(note(text, vec![LocationRecord { physical_location, logical_locations: Vec::new() }]));
        }
    }
    notes.extend(report.decided().into_iter().map(|text| note(text, Vec::new())));
    let all: u64 =
        [Severity::Error, Severity::Warning, Severity::Info].map(|one| report.count(one)).iter().sum();
    if all > listed {
        notes
            .push(note(format!("{} of {all} findings are counted and not listed", all - listed), Vec::new()));
    }
    notes
}

fn location(
    (index, file): (usize, &NamedReport),
    finding: &Finding,
    positions: &Positions<'_>,
) -> LocationRecord {
    let span = span(finding.location());
    let lines = positions(index, span.start).zip(positions(index, span.end)).map(lines);
    let region = Region { lines, byte_offset: span.start, byte_length: span.len() };
    let name = match finding.location() {
        Location::X12(at) => {
            let number = |name: &str, number: Option<u32>| number.map(|number| format!("{name}[{number}]"));
            let parts = [
                number("ISA", at.interchange),
                number("GS", at.group),
                number("ST", at.set),
                Some(at.path.to_string()).filter(|path| !path.is_empty()),
                at.element_name().or_else(|| at.tag.map(str::to_owned)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join("/")
        }
        Location::Pack(at) | Location::Evidence(at) => at.to_string(),
    };
    let logical = Logical { fully_qualified_name: name, kind: "element" };
    LocationRecord {
        physical_location: Physical {
            artifact_location: ArtifactLocation { uri: uri(&file.path), index },
            region: matches!(finding.location(), Location::X12(_)).then_some(region),
        },
        logical_locations: if logical.fully_qualified_name.is_empty() { Vec::new() } else { vec![logical] },
    }
}

const fn lines((start, end): (Position, Position)) -> Lines {
    Lines {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        char_offset: start.character,
        char_length: end.character.saturating_sub(start.character),
    }
}

/// Rule and place: the same finding in the file of tomorrow has the same, whatever it says.
fn fingerprint(finding: &Finding) -> String {
    let id = finding.rule().id;
    match finding.location() {
        Location::X12(at) => {
            let number = |number: Option<u32>| number.unwrap_or(0);
            let element = at.element_name().unwrap_or_default();
            format!(
                "{id}/{}.{}.{}/{}/{}/{element}",
                number(at.interchange),
                number(at.group),
                number(at.set),
                number(at.segment),
                at.path
            )
        }
        Location::Pack(at) | Location::Evidence(at) => {
            let row = at.row.map_or(String::new(), |row| row.to_string());
            format!("{id}/{}/{row}/{}", at.table.unwrap_or_default(), at.field_path())
        }
    }
}

/// A path as a relative reference (RFC 3986), with `/` between its parts.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                out.push(char::from(byte));
            }
            b'\\' if cfg!(windows) => out.push('/'),
            _ => {
                let hex =
                    |digit: u8| char::from_digit(u32::from(digit), 16).unwrap_or('0').to_ascii_uppercase();
                out.extend(['%', hex(byte >> 4), hex(byte & 0xF)]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_a_relative_reference() {
        for (path, reference) in [
            ("claims/a b.837", "claims/a%20b.837"),
            ("-", "-"),
            ("a:b%", "a%3Ab%25"),
            ("Müller", "M%C3%BCller"),
        ] {
            assert_eq!(uri(path), reference);
        }
    }
}
