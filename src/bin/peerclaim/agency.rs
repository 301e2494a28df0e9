//! `generate --evidence`: a synthetic agency with its packs, and where its faults are.

use super::output::{cannot, save};
use super::{Misuse, Outcome};
use clap::Args;
use peerclaim::generate::agency::PACKS;
use peerclaim::generate::{Agency, Fault};
use peerclaim::value::Date;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct AgencyArgs {
    /// Write a whole synthetic agency into this folder instead of claims: its evidence, the packs of its two payers,
    /// and, with faults, where they are.
    #[arg(long, value_name = "DIR", help_heading = "A synthetic agency")]
    pub(crate) evidence: Option<PathBuf>,
    /// How many peers.
    #[arg(long, value_name = "N", default_value_t = 10, requires = "evidence", help_heading = "A synthetic agency", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(crate) staff: u32,
    /// How many members.
    #[arg(long, value_name = "N", default_value_t = 60, requires = "evidence", help_heading = "A synthetic agency", value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub(crate) members: u32,
    /// The first day (YYYY-MM-DD). Default: 2026-01-05.
    #[arg(long, value_name = "DATE", requires = "evidence", help_heading = "A synthetic agency")]
    pub(crate) from: Option<Date>,
    /// How many days.
    #[arg(long, value_name = "N", default_value_t = 90, requires = "evidence", help_heading = "A synthetic agency", value_parser = clap::value_parser!(u16).range(1..=300))]
    pub(crate) days: u16,
    /// Plant this fault; may be given more than once.
    #[arg(long, value_name = "NAME", requires = "evidence", help_heading = "A synthetic agency", value_parser = fault)]
    pub(crate) fault: Vec<Fault>,
}

fn fault(name: &str) -> Result<Fault, String> {
    name.parse().map_err(|_| {
        let all: Vec<String> = Fault::ALL.iter().map(|one| format!("  {one}: {}", one.says())).collect();
        format!("the faults are\n{}", all.join("\n"))
    })
}

/// Writes the agency into a folder.
pub(crate) fn run(folder: &Path, args: &AgencyArgs, seed: u64) -> Result<Outcome, Misuse> {
    let mut agency = Agency::new(seed).staff(args.staff).members(args.members).days(args.days);
    if let Some(from) = args.from {
        agency = agency.from(from);
    }
    for fault in &args.fault {
        agency = agency.fault(*fault);
    }
    std::fs::create_dir_all(folder).map_err(|error| cannot("create", folder, &error))?;
    let path = folder.join("evidence.json");
    let mut file =
        File::create(&path).map(BufWriter::new).map_err(|error| cannot("create", &path, &error))?;
    let mut written = Ok(());
    agency.write_to(&mut |piece| {
        if written.is_ok() {
            written = file.write_all(piece.as_bytes());
        }
    });
    written.and_then(|()| file.flush()).map_err(|error| cannot("write", &path, &error))?;
    for (id, text) in PACKS {
        save(&folder.join(format!("{id}.toml")), text.as_bytes())?;
    }
    // The labels of an earlier agency would lie.
    let labels = folder.join("labels.json");
    if !args.fault.is_empty() || labels.exists() {
        save(&labels, agency.labels_json().as_bytes())?;
    }
    Ok(Outcome::Clean)
}
