//! The command line: the only place that touches files, the clock, threads and the terminal.
//!
//! Exit codes: 0 nothing at or above the fail level, 1 findings, 2 bad usage or unreadable input.

#![forbid(unsafe_code)]
#![expect(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the program is where files and the clock come in"
)]

mod agency;
mod answer;
mod args;
mod bill;
mod book;
mod catalogue;
mod check;
mod config;
mod credential;
mod deadline;
mod desk;
mod evidence;
mod fix;
mod formats;
mod generate;
mod input;
mod output;
mod packs;
mod settings;
mod shelf;
mod split;
mod suppressions;

use args::{Cli, Command};
use clap::Parser;
use std::process::ExitCode;

/// What a command came to, if nothing was wrong with its use.
pub(crate) enum Outcome {
    /// Exit code 0.
    Clean,
    /// Exit code 1.
    Found,
}

/// One clear sentence for the person who called; exit code 2.
#[derive(Debug)]
pub(crate) struct Misuse(pub(crate) String);

impl Misuse {
    pub(crate) fn new(sentence: impl Into<String>) -> Self {
        Self(sentence.into())
    }
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too, with exit code 0.
            let code = if error.use_stderr() { 2 } else { 0 };
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let outcome = match cli.command {
        Command::Check(args) => check::run(*args),
        Command::ShowConfig(args) => config::show(&args),
        Command::Units(args) => desk::units(&args),
        Command::Limits(args) => desk::limits(&args),
        Command::Deadline(args) => deadline::deadline(&args),
        Command::Credential(args) => credential::run(&args),
        Command::Evidence(args) => evidence::run(&args),
        Command::Packs(args) => packs::run(&args),
        Command::Bill(args) => bill::run(&args),
        Command::Fix(args) => fix::run(&args),
        Command::Explain(args) => book::explain(&args),
        Command::Rules(args) => book::rules(&args),
        Command::Schema(args) => book::schema(&args),
        Command::Generate(args) => generate::run(&args),
    };
    match outcome {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(Misuse(sentence)) => {
            output::complain(&sentence);
            ExitCode::from(2)
        }
    }
}
