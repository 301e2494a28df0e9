//! `generate`: synthetic claims, clean or wrong in one way, or a whole synthetic agency.

use super::output::{cannot, printed, save};
use super::{Misuse, Outcome};
use clap::Args;
use peerclaim::generate::{Defect, Generator, PACK};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(crate) struct GenerateArgs {
    /// How many claims.
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u64).range(1..), conflicts_with = "evidence")]
    pub(crate) claims: u64,
    /// Break the line after every segment, to be read by people.
    #[arg(long, conflicts_with = "evidence")]
    pub(crate) line_breaks: bool,
    /// The same seed gives the same file.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub(crate) seed: u64,
    /// Make the file wrong in the one way that this rule finds, at a place that the seed decides: an id or a name
    /// (PC0301, npi-check-digit-wrong).
    #[arg(long, value_name = "RULE", conflicts_with = "evidence", value_parser = defect)]
    pub(crate) defect: Option<&'static Defect>,
    /// Make claims that keep the rules of a synthetic payer, and write its pack into this file: for checking them
    /// with `--pack FILE`, and for the defects of payers' rules.
    #[arg(long, value_name = "FILE", conflicts_with = "evidence")]
    pub(crate) pack: Option<PathBuf>,
    /// Write into this file instead of standard output.
    #[arg(long, value_name = "FILE", conflicts_with = "evidence")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) agency: super::agency::AgencyArgs,
}

fn defect(rule: &str) -> Result<&'static Defect, String> {
    let id = peerclaim::find_rule(rule).map_or(rule, |rule| rule.id);
    Defect::find(id).ok_or_else(|| {
        "no such rule, or none that a claim file can break: what evidence decides has agencies (--evidence, --fault); \
         `peerclaim rules` lists all"
            .to_owned()
    })
}

/// Makes the file, piece by piece.
pub(crate) fn run(args: &GenerateArgs) -> Result<Outcome, Misuse> {
    if let Some(folder) = &args.agency.evidence {
        return super::agency::run(folder, &args.agency, args.seed);
    }
    let generator = Generator::new(args.seed).claims(args.claims).line_breaks(args.line_breaks);
    let generator = generator.by_pack(args.pack.is_some());
    if let Some(defect) = args.defect.filter(|defect| defect.by_pack() && args.pack.is_none()) {
        return Err(Misuse::new(format!(
            "{} is a payer's rule, found by its pack alone: say with --pack FILE where to write the pack",
            defect.rule()
        )));
    }
    if let Some(path) = &args.pack {
        save(path, PACK.1.as_bytes())?;
    }
    if let Some(defect) = args.defect {
        let dirty = defect.plant(&generator.to_bytes(), args.seed).ok_or_else(|| {
            Misuse::new(format!(
                "these claims have no place for the defect of {}; make more (--claims), or others (--seed)",
                defect.rule()
            ))
        })?;
        return put(&dirty.bytes, args.output.as_deref());
    }
    if let Some(path) = &args.output {
        let mut file =
            File::create(path).map(BufWriter::new).map_err(|error| cannot("create", path, &error))?;
        let mut pieces = generator.chunks();
        let written = pieces.try_for_each(|piece| file.write_all(&piece)).and_then(|()| file.flush());
        return written.map(|()| Outcome::Clean).map_err(|error| cannot("write", path, &error));
    }
    let mut out = io::stdout().lock();
    let written = generator.chunks().try_for_each(|piece| out.write_all(&piece)).and_then(|()| out.flush());
    printed(written)
}

/// Writes bytes into the file, or to standard output.
fn put(bytes: &[u8], path: Option<&Path>) -> Result<Outcome, Misuse> {
    if let Some(path) = path {
        return save(path, bytes).map(|()| Outcome::Clean);
    }
    let mut out = io::stdout().lock();
    printed(out.write_all(bytes).and_then(|()| out.flush()))
}
