//! `bill`: a service log to claims, the ledger that explains them, and what may not be billed.

use super::args::{AnswerFormat, word};
use super::output::{self, cannot};
use super::shelf::Shelf;
use super::{Misuse, Outcome, check, credential, evidence};
use clap::Args;
use peerclaim::bill::{BillOptions, BillReport, Draft, LedgerEntry, bill};
use peerclaim::evidence::{Told, Usage};
use peerclaim::value::Date;
use peerclaim::{Severity, find_rule};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 everything was billed; 1 something was not, or could not be decided; 2 bad usage or \
                        unreadable input. What is printed names rows by their numbers and holds no value of the \
                        evidence. The claims (--out) and the full ledger (--ledger) are patient data."
)]
pub(crate) struct BillArgs {
    /// The evidence: JSON documents, CSV tables, folders of them; may be given more than once.
    #[arg(long, value_name = "FILE|DIR", required = true)]
    pub(crate) evidence: Vec<PathBuf>,
    /// The payer whose rules count: the id of a pack, or a pack in a file that ends in .toml; may be given more
    /// than once. Each member's coverage tells which one pays.
    #[arg(long, value_name = "ID|FILE", required = true, num_args = 1..)]
    pub(crate) pack: Vec<String>,
    /// The day on which it is billed, and taken to arrive (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Date,
    /// The control number of the first interchange; each further payer gets the next.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=999_999_999))]
    pub(crate) control_number: u32,
    /// What the claims are for: T to try things out, P to be paid.
    #[arg(long, value_name = "T|P", value_parser = word::<Usage>)]
    pub(crate) usage: Usage,
    /// Write the claims into this file; into a folder, one file for each payer. Patient data.
    #[arg(long, value_name = "FILE|DIR")]
    pub(crate) out: PathBuf,
    /// Write the full ledger into this file, with days, ids and control numbers. Patient data.
    #[arg(long, value_name = "FILE")]
    pub(crate) ledger: Option<PathBuf>,
    /// The rules of a certification body in a file of your own; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(crate) body: Vec<PathBuf>,
    /// More hours of service than this on one day are a long day of a staff member.
    #[arg(long, value_name = "HOURS", default_value_t = 12, value_parser = clap::value_parser!(u32).range(10..=16))]
    pub(crate) long_day: u32,
    /// How to write the report.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

pub(crate) fn run(args: &BillArgs) -> Result<Outcome, Misuse> {
    let shelf = Shelf::new(&args.pack)?;
    let packs = check::side_by_side(&shelf)?;
    let bodies = credential::bodies(&args.body)?;
    let (read, told) = evidence::load(&args.evidence)?;
    let errors = told.count(Severity::Error);
    let of_history = |told: &Told| {
        let place = told.finding.location().row();
        told.finding.severity() == Severity::Error
            && place.is_some_and(|place| place.table == Some("history"))
    };
    if told.told().iter().any(of_history) {
        return Err(Misuse::new(
            "rows of `history` cannot be read, and what was sent before would be sent again; \
             `peerclaim evidence` tells what is wrong with them",
        ));
    }
    let mut options =
        BillOptions::new(args.as_of, args.control_number).long_day(args.long_day.saturating_mul(60));
    if args.usage == Usage::Production {
        options = options.production();
    }
    let mut draft =
        bill(&read.evidence, &packs, &bodies, &options).map_err(|error| Misuse::new(error.to_string()))?;
    draft.note_faults(told.told().iter().map(|told| &told.finding));
    let written = write(&args.out, &draft)?;
    if let Some(path) = &args.ledger {
        output::save(path, draft.report().to_ledger().as_bytes())?;
    }
    let report = draft.report();
    let text = match args.format {
        AnswerFormat::Json => report.to_json(),
        AnswerFormat::Human => human(report, &written, args),
    };
    output::print(&text)?;
    if errors > 0 {
        let many = if errors == 1 { "1 fault" } else { &format!("{errors} faults") };
        output::complain(&format!(
            "the evidence has {many}, and rows with faults were left out; `peerclaim evidence` tells them"
        ));
    }
    let all = report.not_billed.is_empty() && report.not_decided.is_empty() && errors == 0;
    Ok(if all { Outcome::Clean } else { Outcome::Found })
}

/// Writes the claims: into a file, or into a folder a file for each payer. The names of what was written.
fn write(out: &Path, draft: &Draft) -> Result<Vec<String>, Misuse> {
    let unfit =
        |error: peerclaim::claim::WriteError| Misuse::new(format!("the claims cannot be written: {error}"));
    let folder = out.is_dir() || out.as_os_str().to_string_lossy().ends_with('/');
    if !folder {
        let file = draft.to_x12().map_err(unfit)?;
        if file.is_empty() {
            return Ok(Vec::new());
        }
        output::save(out, &file)?;
        return Ok(vec![out.display().to_string()]);
    }
    std::fs::create_dir_all(out).map_err(|error| cannot("create", out, &error))?;
    let mut written = Vec::new();
    for (pack, file) in draft.files() {
        let path = out.join(format!("{pack}.837"));
        output::save(&path, &file.map_err(unfit)?)?;
        written.push(path.display().to_string());
    }
    Ok(written)
}

fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// Row numbers: `row 3`, `rows 3, 4 and 9`.
fn rows(all: &[u64]) -> String {
    match all {
        [] => "no row".to_owned(),
        [one] => format!("row {one}"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().take(8).map(ToString::to_string).collect();
            let more = all.len().saturating_sub(first.len() + 1);
            let more = if more > 0 { format!(", {more} more") } else { String::new() };
            format!("rows {}{more} and {last}", first.join(", "))
        }
    }
}

fn dollars(amount: Option<&String>) -> String {
    amount.map_or_else(|| "$?".to_owned(), |amount| format!("${amount}"))
}

fn human(report: &BillReport, written: &[String], args: &BillArgs) -> String {
    let mut out = String::new();
    claims(&mut out, report);
    not_billed(&mut out, report);
    not_decided(&mut out, report);
    if !report.billed_before.is_empty() {
        let count = report.billed_before.len();
        let _ =
            writeln!(out, "sent before and paid as it would be billed now: {count} line{}\n", plural(count));
    }
    if !report.not_run.is_empty() {
        out.push_str("not looked at, though it was billed\n");
        for one in &report.not_run {
            let many = plural(usize::try_from(one.rows).unwrap_or(2));
            let _ =
                writeln!(out, "  {} {}: lacks {} ({} row{many})", one.rule, one.name, one.lacks, one.rows);
        }
        out.push('\n');
    }
    let totals = &report.totals;
    let _ = writeln!(
        out,
        "billed       ${} on {} claim{}, {} line{}, {}; expected ${}",
        totals.charge,
        totals.claims,
        plural(usize::try_from(totals.claims).unwrap_or(2)),
        totals.lines,
        plural(usize::try_from(totals.lines).unwrap_or(2)),
        many(&totals.units),
        totals.expected
    );
    let _ = writeln!(out, "not billed   ${}", totals.not_billed);
    let _ = writeln!(out, "not decided  ${}", totals.not_decided);
    for name in written {
        let _ = writeln!(out, "\nclaims are in {name} (patient data)");
    }
    if written.is_empty() {
        out.push_str("\nno claim was written\n");
    }
    match &args.ledger {
        Some(path) => {
            let _ = writeln!(out, "the full ledger is in {} (patient data)", path.display());
        }
        None => out.push_str("--ledger FILE writes the full ledger, with days and ids\n"),
    }
    out
}

/// Each claim with its lines and sums.
fn claims(out: &mut String, report: &BillReport) {
    const SHOWN: usize = 20;
    for claim in report.claims.iter().take(SHOWN) {
        let kind = match claim.frequency {
            "7" => ", replaces a claim",
            "8" => ", voids a claim",
            _ => "",
        };
        let member = claim.member_row.map(|row| format!(", members row {row}")).unwrap_or_default();
        let _ = writeln!(out, "claim {} to {}{member}{kind}: ${}", claim.claim, claim.payer, claim.charge);
        for entry in report.ledger.iter().filter(|entry| entry.claim == claim.claim) {
            line(out, entry);
        }
        out.push('\n');
    }
    let more = report.claims.len().saturating_sub(SHOWN);
    if more > 0 {
        let _ = writeln!(out, "… and {more} more claim{}; the ledger has them all\n", plural(more));
    }
}

fn line(out: &mut String, entry: &LedgerEntry) {
    let _ = writeln!(
        out,
        "  line {}  encounters {}  {}  ${}",
        entry.line,
        rows(&entry.encounters),
        many(&entry.units),
        entry.charge
    );
    let _ = writeln!(out, "          {}", entry.sum);
    for note in &entry.notes {
        let capped = note.capped_by.map(|by| format!(" ({by})")).unwrap_or_default();
        let _ = writeln!(out, "          warns {}: {}{capped}", note.rule, note.message);
    }
}

/// By rule: what falls away and why.
fn not_billed(out: &mut String, report: &BillReport) {
    if report.not_billed.is_empty() {
        return;
    }
    out.push_str("not billed\n");
    let mut by_rule: BTreeMap<&str, Vec<&peerclaim::bill::NotBilled>> = BTreeMap::new();
    for entry in &report.not_billed {
        by_rule.entry(entry.rule).or_default().push(entry);
    }
    for (rule, entries) in by_rule {
        let Some(first) = entries.first() else { continue };
        let denied = if first.denials.is_empty() {
            String::new()
        } else {
            format!("; would be denied with CARC {}", first.denials.join(" or "))
        };
        let _ = writeln!(out, "  {rule} {}{denied}", first.name);
        for entry in &entries {
            let units = entry.units.as_ref().map(|units| format!(", {}", many(units))).unwrap_or_default();
            let _ = writeln!(
                out,
                "    encounters {}{units}  {}  {}",
                rows(&entry.encounters),
                dollars(entry.amount.as_ref()),
                entry.message
            );
        }
        if let Some(cite) = &first.cite {
            let _ = writeln!(out, "    says {cite}");
        }
        if let Some(rule) = find_rule(rule) {
            let _ = writeln!(out, "    do: {}", rule.help);
        }
    }
    out.push('\n');
}

fn not_decided(out: &mut String, report: &BillReport) {
    if report.not_decided.is_empty() {
        return;
    }
    out.push_str("not decided, and on no claim\n");
    let mut shown: Vec<&str> = Vec::new();
    for entry in &report.not_decided {
        let _ = writeln!(
            out,
            "  {} {}  encounters {}  {}  lacks {}",
            entry.rule,
            entry.name,
            rows(&entry.encounters),
            dollars(entry.amount.as_ref()),
            entry.lacks
        );
        if let Some(row) = entry.deciding_row.as_deref().filter(|row| !shown.contains(row)) {
            shown.push(row);
            out.push_str(
                "    to decide it, write into a file, say yours.toml, and bill with --pack yours.toml\n\n",
            );
            for text in row.lines() {
                let _ = writeln!(out, "{}", format!("      {text}").trim_end());
            }
            out.push('\n');
        }
    }
    out.push('\n');
}

/// `1 unit`, `4 units`.
fn many(units: &str) -> String {
    format!("{units} {}", if units == "1" { "unit" } else { "units" })
}
