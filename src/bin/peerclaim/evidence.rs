//! `evidence`: reads service log, roster and papers, and says what is wrong with them.

use super::args::{AnswerFormat, EvidenceArgs};
use super::output::{self, cannot};
use super::{Misuse, Outcome};
use peerclaim::Severity;
use peerclaim::evidence::{EvidenceReport, Intake, Read};
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &EvidenceArgs) -> Result<Outcome, Misuse> {
    let (_, report) = load(&args.paths)?;
    let text = match args.format {
        AnswerFormat::Json => report.to_json(),
        AnswerFormat::Human => human(&report),
    };
    output::print(&text)?;
    Ok(if report.count(Severity::Error) > 0 { Outcome::Found } else { Outcome::Clean })
}

/// Reads documents, tables and folders of them as one evidence.
pub(crate) fn load(paths: &[PathBuf]) -> Result<(Read, EvidenceReport), Misuse> {
    let mut intake = Intake::new();
    for file in files(paths)? {
        let bytes = std::fs::read(&file).map_err(|error| cannot("read", &file, &error))?;
        intake.add(&file.display().to_string(), &bytes);
    }
    Ok(intake.finish())
}

/// The files that are meant, each once: those that are named, and of a folder those that end in `.json` or
/// `.csv`, by name.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Misuse> {
    let mut all: Vec<PathBuf> = Vec::new();
    for path in paths {
        if !path.is_dir() {
            all.push(path.clone());
            continue;
        }
        let entries = std::fs::read_dir(path).map_err(|error| cannot("read", path, &error))?;
        let mut found: Vec<PathBuf> =
            entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| ours(path)).collect();
        if found.is_empty() {
            return Err(Misuse::new(format!(
                "{} holds no document of evidence: no file ends in .json or .csv",
                path.display()
            )));
        }
        found.sort();
        all.append(&mut found);
    }
    // A file that is named twice would be told of every row that it stands twice.
    let mut once = std::collections::HashSet::new();
    all.retain(|path| once.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(all)
}

fn ours(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    path.is_file() && matches!(ending.as_deref(), Some("json" | "csv"))
}

const fn plural(count: u64) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Every finding with its place and what to do, and how much was read.
fn human(report: &EvidenceReport) -> String {
    let mut out = String::new();
    for told in report.told() {
        let (finding, rule) = (&told.finding, told.finding.rule());
        let file = report.file(told).unwrap_or("between the files");
        let line = told.line.map(|line| format!(":{line}")).unwrap_or_default();
        // A byte is a place for programs; the line is there for people.
        let place = finding.location().row().is_some_and(|place| place.table.is_some());
        let place = if place { format!(": {}", finding.location()) } else { String::new() };
        let _ = writeln!(
            out,
            "{}[{}]: {}\n  --> {file}{line}{place}\n   = do: {}\n",
            finding.severity().as_str(),
            rule.id,
            finding.message(),
            rule.help
        );
    }
    for (rule, more) in report.not_listed() {
        let _ = writeln!(out, "{more} more finding{} of {rule}, not listed\n", plural(*more));
    }
    let wide = report.counts().keys().map(|table| table.len()).max().unwrap_or(0);
    if report.counts().is_empty() {
        out.push_str("no row was read\n");
    } else {
        out.push_str("rows read\n");
    }
    for (table, rows) in report.counts() {
        let _ = writeln!(out, "  {table:wide$}  {rows}");
    }
    let (errors, warnings) = (report.count(Severity::Error), report.count(Severity::Warning));
    let files = report.files() as u64;
    let found = match (errors, warnings) {
        (0, 0) => "nothing found".to_owned(),
        _ => format!("{errors} error{}, {warnings} warning{}", plural(errors), plural(warnings)),
    };
    let _ = writeln!(out, "\n{files} file{}: {found}", plural(files));
    out
}
