//! The report in every form that was asked for: one on standard output or in `--output`, others in files of their own.

use super::input::{self, Source};
use super::settings::CheckArgs;
use super::{Misuse, output};
use clap::ValueEnum;
use peerclaim::render::{self, Position, PositionScan, Report, Reveal, TextOptions};
use std::collections::BTreeMap;
use std::path::PathBuf;

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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit XML: one suite a file, one case a rule, skipped where it was not run.
    Junit,
    /// Annotations of GitHub Actions, the worst first.
    Github,
    /// A table: one row a finding.
    Csv,
    /// A page to open in a browser: what to correct first, then everything by rule.
    Html,
}

impl Format {
    /// Does it tell lines and columns?
    const fn has_lines(self) -> bool {
        matches!(self, Self::Sarif | Self::Github)
    }
}

/// A form of the report that goes into a file of its own: `sarif=report.sarif`.
#[derive(Debug, Clone)]
pub(crate) struct Also {
    format: Format,
    pub(crate) path: PathBuf,
}

impl std::str::FromStr for Also {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (format, path) =
            text.split_once('=').filter(|(_, path)| !path.is_empty()).ok_or("write FORMAT=FILE")?;
        let format = Format::from_str(format, false).map_err(|_| {
            let known = Format::value_variants().iter().filter_map(Format::to_possible_value);
            let names: Vec<String> = known.map(|known| known.get_name().to_owned()).collect();
            format!("there is no such format: {}", names.join(", "))
        })?;
        Ok(Self { format, path: path.into() })
    }
}

/// A file that was checked, and what was kept of it.
pub(crate) type Shown = (Source, Option<Vec<u8>>);

/// Writes the report in every form.
pub(crate) fn write(args: &CheckArgs, report: &Report, files: &[Shown]) -> Result<(), Misuse> {
    let asked = || std::iter::once(args.format).chain(args.report.iter().map(|also| also.format));
    let positions = if asked().any(Format::has_lines) { positions(report, files) } else { Vec::new() };
    let color = args.output.is_none()
        && anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never;
    let reveal = if args.show_values { Reveal::Everything } else { Reveal::Masked };
    let options = TextOptions { color, reveal, verdicts: args.verdicts, ..TextOptions::default() };
    for also in &args.report {
        let options = TextOptions { color: false, reveal: Reveal::Masked, ..options };
        output::save(&also.path, text(also.format, report, &options, files, &positions).as_bytes())?;
    }
    let text = text(args.format, report, &options, files, &positions);
    match &args.output {
        Some(path) => output::save(path, text.as_bytes()),
        None => output::print(&text).map(drop),
    }
}

fn text(
    format: Format,
    report: &Report,
    options: &TextOptions,
    files: &[Shown],
    positions: &[BTreeMap<u64, Position>],
) -> String {
    let bytes = |file: usize, span: peerclaim::diag::Span| {
        let (source, kept) = files.get(file)?;
        input::bytes(source, kept.as_deref(), span.start, span.len())
    };
    let at = |file: usize, byte: u64| positions.get(file)?.get(&byte).copied();
    match format {
        Format::Human => render::human(report, options, &bytes),
        Format::Concise => render::concise(report),
        Format::Json => render::json(report),
        Format::Ndjson => render::ndjson(report),
        Format::Sarif => render::sarif(report, &at),
        Format::Junit => render::junit(report),
        Format::Github => render::github(report, &at),
        Format::Csv => render::csv(report),
        Format::Html => render::html(report, &bytes),
    }
}

/// Lines and columns of the findings, by file; none of a stream that is not to be had again.
fn positions(report: &Report, files: &[Shown]) -> Vec<BTreeMap<u64, Position>> {
    let scans = report.files.iter().zip(files).map(|(file, (source, kept))| {
        let mut scan = PositionScan::new(&file.report);
        let read = input::read_again(source, kept.as_deref(), |piece| scan.push(piece));
        if read.is_ok() { scan.finish() } else { BTreeMap::new() }
    });
    scans.collect()
}
