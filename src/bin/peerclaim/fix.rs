//! `fix`: what can be put right without knowing more, in a copy of the file.

use super::input::{self, Source};
use super::{Misuse, Outcome, output};
use clap::Args;
use peerclaim::check::{Fix, fixed, fixes};
use peerclaim::diag::Place;
use peerclaim::value::Date;
use peerclaim::{Checker, FileReport, Limits, Severity};
use std::fmt::Write;
use std::path::PathBuf;

/// A file that is larger is not held as a whole.
const MOST_BYTES: u64 = 1 << 30;

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 no error is left in the new file; 1 errors are left, which a person has to put right; 2 \
                  bad usage or unreadable input. The new file is patient data, as the old one is."
)]
pub(crate) struct FixArgs {
    /// The claim file; `-` reads standard input.
    #[arg(value_name = "FILE")]
    path: PathBuf,
    /// Write the corrected file here. Every byte that no fix touches is as it was. Patient data.
    #[arg(long, value_name = "FILE")]
    output: PathBuf,
    /// Show each segment before and after, with its values masked.
    #[arg(long)]
    diff: bool,
    /// Show the values: for a person at a screen, never for a log. Patient data.
    #[arg(long, requires = "diff")]
    show_values: bool,
    /// The day to take for today (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
}

pub(crate) fn run(args: &FixArgs) -> Result<Outcome, Misuse> {
    let (sources, _) = input::sources(std::slice::from_ref(&args.path))?;
    let [source] = sources.as_slice() else { return Err(Misuse::new("name one claim file, and no folder")) };
    if input::is_same(source, &args.output) {
        return Err(Misuse::new(
            "the corrected file is written beside the old one: name another with --output",
        ));
    }
    let file = whole(source)?;
    // Each finding may have a fix: none is only counted.
    let mut limits = Limits::default();
    limits.findings_per_rule = usize::MAX;
    let builder = Checker::builder().limits(limits);
    let checker = match args.as_of {
        Some(day) => builder.as_of(day).build(),
        None => builder.build(),
    };
    let report = checker.check(&file);
    let all = fixes(&file, &report);
    let text = fixed(&file, &all);
    output::save(&args.output, &text)?;
    let after = checker.check(&text);
    let mut out = String::new();
    for fix in &all {
        list(&mut out, args, &file, (&report, fix));
    }
    let left = after.count(Severity::Error);
    let many = |count: u64, one: &str, more: &str| format!("{count} {}", if count == 1 { one } else { more });
    let _ = writeln!(
        out,
        "{} applied; {} left, {} left",
        many(all.len() as u64, "fix", "fixes"),
        many(left, "error", "errors"),
        many(after.count(Severity::Warning), "warning", "warnings"),
    );
    let _ = writeln!(out, "the new file is {} (patient data)", args.output.display());
    if left > 0 {
        let _ =
            writeln!(out, "`peerclaim check {}` tells what a person has to put right", args.output.display());
    }
    output::print(&out)?;
    Ok(if left == 0 { Outcome::Clean } else { Outcome::Found })
}

fn whole(source: &Source) -> Result<Vec<u8>, Misuse> {
    let large = || Misuse::new("the file is larger than 1 GiB: split it by transaction set first");
    if input::length(source).is_some_and(|length| length > MOST_BYTES) {
        return Err(large());
    }
    let mut file = Vec::new();
    let mut fits = true;
    input::read(source, |piece| {
        fits &= (file.len() + piece.len()) as u64 <= MOST_BYTES;
        if fits {
            file.extend_from_slice(piece);
        }
    })?;
    if fits { Ok(file) } else { Err(large()) }
}

/// One fix: rule, place, what is done; and the segment before and after.
fn list(out: &mut String, args: &FixArgs, file: &[u8], (report, fix): (&FileReport, &Fix)) {
    let finding = report.findings().get(fix.finding());
    let Some((finding, place)) = finding.and_then(|one| Some((one, one.location().x12()?))) else { return };
    let _ = writeln!(out, "{} {}: {}", fix.rule().id, finding.location(), fix.words());
    if args.diff {
        let before = segment(file, place);
        let inside =
            |at: u64| usize::try_from(at.saturating_sub(place.segment_bytes.start)).unwrap_or(usize::MAX);
        let (start, end) = (inside(fix.bytes().start), inside(fix.bytes().end));
        let old = before.get(start..end).unwrap_or_default();
        let after = [
            before.get(..start).unwrap_or_default(),
            &fix.instead(old),
            before.get(end..).unwrap_or_default(),
        ];
        for (sign, text) in [('-', before.to_vec()), ('+', after.concat())] {
            let _ = writeln!(out, "  {sign}{}", shown(&text, place, args.show_values));
        }
    }
}

fn segment<'f>(file: &'f [u8], place: &Place) -> &'f [u8] {
    let at = |at: u64| usize::try_from(at).unwrap_or(usize::MAX);
    file.get(at(place.segment_bytes.start)..at(place.segment_bytes.end)).unwrap_or_default()
}

/// A segment for a terminal: letters and digits masked, behind the segment id.
fn shown(text: &[u8], place: &Place, values: bool) -> String {
    let tag = place.tag.map_or(0, str::len);
    let one = |(at, byte): (usize, &u8)| match *byte {
        byte if byte.is_ascii_control() || !byte.is_ascii() => '?',
        byte if values || at < tag => char::from(byte),
        byte if byte.is_ascii_digit() => '9',
        byte if byte.is_ascii_alphabetic() => 'x',
        byte => char::from(byte),
    };
    text.iter().enumerate().map(one).collect()
}
