//! Workflow commands of GitHub Actions: annotations at the lines of the files.
//!
//! GitHub shows ten errors, ten warnings and ten notices of a step and drops the rest without a word: so the first ten
//! of each are written, and the rest is counted. What could not be decided is one notice.

use super::position::{Position, Positions, span};
use super::text::many;
use super::{NamedReport, Report};
use crate::diag::{Finding, Severity, Verdict};
use std::fmt::Write;

/// How many annotations of one level GitHub shows of a step.
pub const GITHUB_SHOWN: usize = 10;

/// The worst findings as annotations, errors first. Safe to log.
pub fn github(report: &Report, positions: &Positions<'_>) -> String {
    let mut out = String::new();
    let open = open(report);
    for (severity, command) in
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Info, "notice")]
    {
        let all = report.files.iter().enumerate().flat_map(|(number, file)| {
            let of_level = file.report.findings().iter().filter(move |one| one.severity() == severity);
            of_level.map(move |finding| (number, file, finding))
        });
        // The last place is for what is not shown, and a notice is for what could not be decided.
        let total = report.count(severity);
        let most = GITHUB_SHOWN - usize::from(severity == Severity::Info && open.is_some());
        let room = if total > most as u64 { most - 1 } else { most };
        let mut shown = 0_u64;
        for (number, file, finding) in all.take(room) {
            shown += 1;
            let at = positions(number, span(finding.location()).start);
            let _ = writeln!(out, "{}", annotation(command, file, finding, at));
        }
        if total > shown {
            let more = total - shown;
            let title = property("peerclaim: not all are shown");
            let _ = writeln!(
                out,
                "::{command} title={title}::{more} more of this level: GitHub shows {GITHUB_SHOWN} of a step; the \
                 report in another format has them"
            );
        }
    }
    if let Some(text) = open {
        let title = property("peerclaim: what was not decided, or not told");
        let _ = writeln!(out, "::notice title={title}::{}", message(&text));
    }
    out
}

/// What could not be decided, and what a project decided, in a sentence.
fn open(report: &Report) -> Option<String> {
    let rules = report.not_run();
    let files = report.files.iter().filter(|file| file.report.verdict() == Verdict::Undetermined).count();
    let mut told = Vec::new();
    if rules > 0 || files > 0 {
        let (rules, files) = (many(rules, "rule"), many(files as u64, "file"));
        told.push(format!(
            "{rules} not run, {files} undetermined; the report in another format says what was lacking"
        ));
    }
    told.extend(report.decided());
    (!told.is_empty()).then(|| told.join("; "))
}

fn annotation(command: &str, file: &NamedReport, finding: &Finding, at: Option<Position>) -> String {
    let rule = finding.rule();
    let place = at.map_or(String::new(), |at| format!(",line={},col={}", at.line, at.column));
    let title = property(&format!("{} {}", rule.id, rule.name));
    let text = message(&format!("{} ({}). {}", finding.message(), finding.location(), rule.help));
    format!("::{command} file={}{place},title={title}::{text}", property(&file.path))
}

/// The text of a command.
fn message(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
