//! What `check` can be asked for, and what holds where neither the command line nor the project says anything.

use super::answer::AckArgs;
use super::config::ConfigArgs;
use super::formats::{Also, Format};
use clap::{Args, ValueEnum};
use peerclaim::value::Date;
use std::path::PathBuf;

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub(crate) struct CheckArgs {
    /// Files and folders; `-` reads standard input. Folders are walked.
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Check beside this evidence: JSON documents, CSV tables, folders of them; may be given more than once. Without
    /// claim files the evidence is checked by itself.
    #[arg(long, value_name = "FILE|DIR", help_heading = "Evidence")]
    pub(crate) evidence: Vec<PathBuf>,
    /// The rules of a certification body in a file of your own; may be given more than once.
    #[arg(long, value_name = "FILE", help_heading = "Evidence")]
    pub(crate) body: Vec<PathBuf>,
    /// Look codes up in this full list: HCPCS, ICD-10-CM, Medicaid NCCI MUE or PTP edits, as CMS and NCHS publish them,
    /// unpacked; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(crate) list: Vec<PathBuf>,
    /// More hours of service than this on one day are a long day of a staff member. Default: 12.
    #[arg(long, value_name = "HOURS", value_parser = clap::value_parser!(u32).range(10..=16), help_heading = "Evidence")]
    pub(crate) long_day: Option<u32>,
    /// The day to take for today (YYYY-MM-DD). Default: today.
    #[arg(long, value_name = "DATE")]
    pub(crate) as_of: Option<Date>,
    /// Check by the rules of this payer too: the id of a pack, or a pack in a file that ends in .toml. May be
    /// given more than once; each claim is answered by the pack that fits its payer.
    #[arg(long, value_name = "ID|FILE", help_heading = "Payers' rules")]
    pub(crate) pack: Vec<String>,
    /// The day the payer received the claims (YYYY-MM-DD). Without it, timely filing is not run.
    #[arg(long, value_name = "DATE", help_heading = "Payers' rules")]
    pub(crate) received_on: Option<Date>,
    /// Only rules that were published by this day (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", help_heading = "Payers' rules")]
    pub(crate) known_on: Option<Date>,
    /// The members' county of residence.
    #[arg(long, value_name = "NAME", help_heading = "Payers' rules")]
    pub(crate) county: Option<String>,
    /// The programme or waiver that pays.
    #[arg(long, value_name = "NAME", help_heading = "Payers' rules")]
    pub(crate) programme: Option<String>,
    /// The plan's line of business.
    #[arg(long, value_name = "NAME", help_heading = "Payers' rules")]
    pub(crate) product: Option<String>,
    /// Which rules: what gets rejected now, what gets clawed back later, or all. Default: all.
    #[arg(long, value_enum)]
    pub(crate) profile: Option<Wanted>,
    /// How to write the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub(crate) format: Format,
    /// Write the report in another form too, into a file of its own; may be given more than once.
    #[arg(long, value_name = "FORMAT=FILE")]
    pub(crate) report: Vec<Also>,
    /// Write the report into this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Exit with 1 if a finding weighs at least so much. Default: error.
    #[arg(long, value_enum, value_name = "LEVEL")]
    pub(crate) fail_level: Option<Level>,
    /// Exit with 0 whatever is found in the files.
    #[arg(long)]
    pub(crate) exit_zero: bool,
    /// Exit with 1 if a rule could not be decided.
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(crate) fail_on_not_run: Option<bool>,
    /// Show the values of the file in the excerpts: patient data, not for logs. Human format only.
    #[arg(long)]
    pub(crate) show_values: bool,
    /// Write the accepted and the rejected claims of each file as two files into this folder. They hold
    /// patient data, as the file does.
    #[arg(long, value_name = "DIR")]
    pub(crate) split: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) answers: AckArgs,
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
    #[arg(long, value_name = "true|false", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub(crate) allow_unsupported: Option<bool>,
    /// Largest transaction set that is read, in megabytes. Default: 128.
    #[arg(long, value_name = "MB", value_parser = clap::value_parser!(u32).range(1..=4095))]
    pub(crate) max_set: Option<u32>,
    #[command(flatten)]
    pub(crate) project: ConfigArgs,
}

/// What holds where neither the command line nor the project says anything.
impl CheckArgs {
    pub(crate) fn long_day(&self) -> u32 {
        self.long_day.unwrap_or(12)
    }

    pub(crate) fn profile(&self) -> Wanted {
        self.profile.unwrap_or(Wanted::All)
    }

    pub(crate) fn fail_level(&self) -> Level {
        self.fail_level.unwrap_or(Level::Error)
    }

    pub(crate) fn max_set(&self) -> u32 {
        self.max_set.unwrap_or(128)
    }

    pub(crate) fn fail_on_not_run(&self) -> bool {
        self.fail_on_not_run.unwrap_or(false)
    }

    pub(crate) fn allow_unsupported(&self) -> bool {
        self.allow_unsupported.unwrap_or(false)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Wanted {
    /// What gets rejected now.
    Preflight,
    /// What gets clawed back later.
    Audit,
    /// Either.
    All,
}

impl From<peerclaim::project::Wanted> for Wanted {
    fn from(wanted: peerclaim::project::Wanted) -> Self {
        use peerclaim::project::Wanted as Written;
        match wanted {
            Written::Preflight => Self::Preflight,
            Written::Audit => Self::Audit,
            _ => Self::All,
        }
    }
}

impl From<Wanted> for peerclaim::diag::Profile {
    fn from(wanted: Wanted) -> Self {
        match wanted {
            Wanted::Preflight => Self::Preflight,
            Wanted::Audit => Self::Audit,
            Wanted::All => Self::All,
        }
    }
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

impl From<peerclaim::project::Level> for Level {
    fn from(level: peerclaim::project::Level) -> Self {
        use peerclaim::project::Level as Written;
        match level {
            Written::Info => Self::Info,
            Written::Warning => Self::Warning,
            _ => Self::Error,
        }
    }
}
