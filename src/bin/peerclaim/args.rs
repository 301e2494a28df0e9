//! What can be asked for.

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Checks 837P claim files for Medicaid peer support: what is wrong, where, and what to do.
#[derive(Debug, Parser)]
#[command(
    name = "peerclaim",
    version,
    propagate_version = true,
    after_help = "Exit codes: 0 nothing at or above the fail level; 1 findings; 2 bad usage or unreadable input.\n\
                  Reports hold no patient data unless --show-values is given."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check claim files and say what is wrong, where, and what to do.
    Check(CheckArgs),
    /// Tell what a rule is about, why it matters, and what to do.
    Explain(ExplainArgs),
    /// List every rule.
    Rules(RulesArgs),
    /// Print the JSON Schema of a machine format.
    Schema(SchemaArgs),
    /// Write a synthetic 837P file of peer support claims, for trying things out.
    Generate(GenerateArgs),
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct CheckArgs {
    /// Files and folders; `-` reads standard input. Folders are walked.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// The day to take for today (YYYY-MM-DD). Default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<peerclaim::value::Date>,
    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write the report into this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Exit with 1 if a finding weighs at least so much.
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = Level::Error)]
    pub(crate) fail_level: Level,
    /// Exit with 0 whatever is found.
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Exit with 1 if a rule could not be decided.
    #[arg(long)]
    pub(crate) fail_on_not_run: bool,
    /// Show the values of the file in the excerpts: patient data, not for logs. Human format only.
    #[arg(long)]
    pub(crate) show_values: bool,
    /// Write the accepted and the rejected claims of each file as two files into this folder. They hold
    /// patient data, as the file does.
    #[arg(long, value_name = "DIR")]
    pub(crate) split: Option<PathBuf>,
    /// Tell the verdict of every claim.
    #[arg(long)]
    pub(crate) verdicts: bool,
    /// How many threads. Default: one a core.
    #[arg(long, value_name = "N")]
    pub(crate) jobs: Option<std::num::NonZeroUsize>,
    /// Tell how much was read and how fast, on standard error.
    #[arg(long)]
    pub(crate) statistics: bool,
    /// Report only this rule (id or name); may be given more than once.
    #[arg(long, value_name = "RULE")]
    pub(crate) select: Vec<String>,
    /// Do not report this rule (id or name); may be given more than once.
    #[arg(long, value_name = "RULE")]
    pub(crate) ignore: Vec<String>,
    /// A transaction set of a guide that is not known is not run, instead of an error.
    #[arg(long)]
    pub(crate) allow_unsupported: bool,
    /// Largest transaction set that is read, in megabytes.
    #[arg(long, value_name = "MB", default_value_t = 128, value_parser = clap::value_parser!(u32).range(1..=4095))]
    pub(crate) max_set: u32,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Its id (PC0301) or name (claim-total-differs-from-lines).
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = BookFormat::Text)]
    pub(crate) format: BookFormat,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// How to write them.
    #[arg(long, value_enum, default_value_t = BookFormat::Text)]
    pub(crate) format: BookFormat,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which format.
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// How many claims.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) claims: u64,
    /// Break the line after every segment, to be read by people.
    #[arg(long)]
    pub(crate) line_breaks: bool,
    /// The same seed gives the same file.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Write into this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: each finding with its segment, what to do, sums and verdicts.
    Human,
    /// One line a finding.
    Concise,
    /// One JSON document, `peerclaim-report/1`.
    Json,
    /// One JSON record a line.
    Ndjson,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum BookFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The report of `check --format json`.
    Report,
    /// The claims of a transaction set as JSON, as the library reads and writes them.
    Claims,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Level {
    /// Errors only.
    Error,
    /// Warnings and errors.
    Warning,
    /// Everything.
    Info,
}
