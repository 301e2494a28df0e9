//! `check`: files in, a report out.

use super::config::{self, Settled};
use super::formats::{self, Format};
use super::input::{self, Source};
use super::settings::{CheckArgs, Level, Wanted};
use super::shelf::Shelf;
use super::suppressions::Known;
use super::{Misuse, Outcome, answer, book, credential, evidence, output, split};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use peerclaim::check::{Billed, Spread};
use peerclaim::evidence::{Evidence, EvidenceReport};
use peerclaim::pack::{PackSet, Stack};
use peerclaim::render::{NamedReport, Report};
use peerclaim::value::{Date, Lists};
use peerclaim::{Checker, FileReport, Limits, Severity};
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

/// Sets over the threads of the pool.
struct Threads;

impl Spread for Threads {
    fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        (0..count).into_par_iter().map(work).collect()
    }
}

/// A file that was read, and what is needed to show its segments.
struct Done {
    source: Source,
    kept: Option<Vec<u8>>,
    report: FileReport,
    billed: Billed,
}

pub(crate) fn run(mut args: CheckArgs) -> Result<Outcome, Misuse> {
    let decided = config::settle(&mut args)?;
    checked(&args, &decided)
}

fn checked(args: &CheckArgs, decided: &Settled) -> Result<Outcome, Misuse> {
    if args.show_values && (args.format != Format::Human || !args.report.is_empty()) {
        return Err(Misuse::new(
            "--show-values goes with --format human alone: the other formats are made for logs",
        ));
    }
    let began = Instant::now();
    let as_of = args.as_of.or_else(today);
    // Without a pack none is read: a claim file is checked in less time than that takes.
    let alone = args.county.is_some() || args.received_on.is_some();
    if args.pack.is_empty() && alone {
        return Err(Misuse::new("--county and --received-on are asked about a payer: add --pack"));
    }
    let shelf = if args.pack.is_empty() { None } else { Some(Shelf::new(&args.pack)?) };
    if let Some(shelf) = &shelf {
        let is_pack = |path: &&PathBuf| !path.exists() && path.to_str().is_some_and(|id| shelf.knows(id));
        if let Some(pack) = args.paths.iter().find(is_pack).map(|path| path.display()) {
            return Err(Misuse::new(format!(
                "{pack} is a pack and not a file: write --pack before each pack"
            )));
        }
    }
    let packs = shelf.as_ref().map_or_else(|| Ok(PackSet::default()), side_by_side)?;
    let own_packs = shelf.map(|shelf| shelf.own).unwrap_or_default();
    if args.paths.is_empty() && args.evidence.is_empty() {
        return Err(Misuse::new("name claim files (PATH), or evidence with --evidence, or both"));
    }
    if !args.evidence.is_empty() && args.pack.is_empty() {
        return Err(Misuse::new("--evidence is judged by the rules of payers: add --pack"));
    }
    let beside = if args.evidence.is_empty() { None } else { Some(evidence::load(&args.evidence)?) };
    let (evidence, told) =
        beside.map_or((None, None), |(read, told)| (Some(Arc::new(read.evidence)), Some(told)));
    let checker = checker(args, as_of, packs.clone(), evidence, decided)?;
    let nothing = || Ok((Vec::new(), Vec::new()));
    let (sources, left_out) = if args.paths.is_empty() { nothing() } else { input::sources(&args.paths) }?;
    if let (true, Some(path)) = (args.answers.ack_out.is_some(), &decided.path)
        && (!args.select.is_empty() || !args.ignore.is_empty() || decided.known.is_some())
    {
        return Err(Misuse::new(format!(
            "--ack tells everything that is wrong, and {path} leaves something out (select, ignore or suppressions): name \
             other settings with --config, or take none with --isolated and say the packs here"
        )));
    }
    let days = (as_of, args.received_on);
    let answers = answer::Folder::of(&args.answers, days, limits(args), &sources)?;
    if answers.is_some() && args.profile() == Wanted::Audit {
        return Err(Misuse::new("--ack tells what is rejected now: it does not go with --profile audit"));
    }
    let outputs: Vec<&PathBuf> =
        args.output.iter().chain(args.report.iter().map(|also| &also.path)).collect();
    if let Some(twice) =
        outputs.iter().enumerate().find(|(at, path)| outputs.iter().take(*at).any(|one| one == *path))
    {
        return Err(Misuse::new(format!("{} would be written twice: one file a form", twice.1.display())));
    }
    let mut outputs = args.output.iter().chain(args.report.iter().map(|also| &also.path));
    if let Some(output) = outputs.find(|path| sources.iter().any(|source| input::is_same(source, path))) {
        return Err(Misuse::new(format!(
            "{} is a file that is checked: write the report elsewhere",
            output.display()
        )));
    }
    let threads = args.jobs.map_or(0, std::num::NonZeroUsize::get);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let pool = pool.map_err(|_| Misuse::new("cannot start the threads; try --jobs 1"))?;
    let progress = progress(&sources);
    let known = decided.known.as_ref();
    let checked: Vec<Result<Done, Misuse>> = pool
        .install(|| sources.into_par_iter().map(|source| one(source, &checker, known, &progress)).collect());
    progress.finish_and_clear();
    // One file that cannot be read does not keep the others from being told.
    let (mut done, mut unreadable) = (Vec::new(), None);
    for one in checked {
        match one {
            Ok(one) => done.push(one),
            Err(misuse) => {
                if let Some(Misuse(earlier)) = unreadable.replace(misuse) {
                    output::complain(&earlier);
                }
            }
        }
    }
    match unreadable {
        Some(misuse) if done.is_empty() => Err(misuse),
        unreadable => {
            let beside = together(&checker, &mut done, told);
            let asked = (as_of, packs, own_packs);
            let told = (left_out.len(), began.elapsed(), unreadable.is_none());
            let outcome = report(args, (asked, decided), (done, beside), answers, told);
            match (outcome, unreadable) {
                (outcome, None) => outcome,
                (Ok(_), Some(unreadable)) => Err(unreadable),
                (Err(first), Some(unreadable)) => {
                    output::complain(&first.0);
                    Err(unreadable)
                }
            }
        }
    }
}

/// What needs more than one file, and what the evidence says: the report on the evidence, where there is any.
fn together(checker: &Checker, done: &mut [Done], told: Option<EvidenceReport>) -> Option<FileReport> {
    let mut files: Vec<(FileReport, Billed)> = done
        .iter_mut()
        .map(|one| (std::mem::take(&mut one.report), std::mem::take(&mut one.billed)))
        .collect();
    let mut beside = checker.audit(&mut files);
    for (one, (report, _)) in done.iter_mut().zip(files) {
        one.report = report;
    }
    let Some(told) = told else {
        // What was not run of several files stands with the first.
        if let Some(first) = done.first_mut() {
            first.report.absorb(beside);
        }
        return None;
    };
    checker.add_findings(&mut beside, told.told().iter().map(|one| one.finding.clone()));
    Some(beside)
}

fn limits(args: &CheckArgs) -> Limits {
    let mut limits = Limits::default();
    limits.set_bytes = (args.max_set() as usize) << 20;
    limits
}

/// The packs that were named, side by side. One that another of them stands on is there already; and a pack that
/// does not know its payer's number does not answer for numbers that other packs know.
pub(crate) fn side_by_side(shelf: &Shelf) -> Result<PackSet, Misuse> {
    let mut stacks = shelf.stacks()?;
    let ids: Vec<String> = stacks.iter().map(|stack| stack.id().to_owned()).collect();
    let below: Vec<bool> = ids
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let stands_on = |other: &Stack| other.id() != id && other.layers().any(|pack| pack.id() == id);
            stacks.iter().any(stands_on) || ids.iter().take(place).any(|earlier| earlier == id)
        })
        .collect();
    let mut below = below.into_iter();
    stacks.retain(|_| !below.next().unwrap_or(false));
    Ok(PackSet::new(stacks).knowing(|| shelf.library.payer_numbers()))
}

/// The full lists in files.
fn lists(files: &[PathBuf]) -> Result<Lists, Misuse> {
    let mut lists = Lists::default();
    for file in files {
        let bytes = std::fs::read(file).map_err(|error| output::cannot("read", file, &error))?;
        lists.add(&bytes).map_err(|error| Misuse::new(format!("{}: {error}", file.display())))?;
    }
    Ok(lists)
}

fn checker(
    args: &CheckArgs,
    as_of: Option<Date>,
    packs: PackSet,
    evidence: Option<Arc<Evidence>>,
    decided: &Settled,
) -> Result<Checker, Misuse> {
    let mut builder = Checker::builder()
        .packs(packs)
        .profile(args.profile().into())
        .limits(limits(args))
        .lists(Arc::new(lists(&args.list)?))
        .allow_unsupported(args.allow_unsupported())
        .all_verdicts(args.verdicts);
    if let Some(day) = as_of {
        builder = builder.as_of(day);
    }
    if let Some(evidence) = evidence {
        let bodies = Arc::new(credential::bodies(&args.body)?);
        builder = builder.evidence(evidence).bodies(bodies).long_day(args.long_day().saturating_mul(60));
    }
    if let Some(day) = args.received_on {
        builder = builder.received_on(day);
    }
    if let Some(day) = args.known_on {
        builder = builder.known_on(day);
    }
    if let Some(county) = &args.county {
        builder = builder.county(county);
    }
    if let Some(programme) = &args.programme {
        builder = builder.programme(programme);
    }
    if let Some(product) = &args.product {
        builder = builder.product(product);
    }
    for asked in &args.select {
        builder = builder.select(book::find(asked)?);
    }
    for asked in &args.ignore {
        builder = builder.ignore(book::find(asked)?);
    }
    for (rule, level) in &decided.levels {
        builder = builder.level(rule, *level);
    }
    if let Some(known) = &decided.known {
        builder = builder.suppressions(known.in_force(as_of));
    }
    Ok(builder.build())
}

fn one(
    source: Source,
    checker: &Checker,
    known: Option<&Known>,
    progress: &ProgressBar,
) -> Result<Done, Misuse> {
    let mut run = match known {
        Some(known) => checker.for_file(&known.name(&source)).start_with(Threads),
        None => checker.start_with(Threads),
    };
    let kept = input::read(&source, |piece| {
        run.push(piece);
        progress.inc(piece.len() as u64);
    })?;
    let (report, billed) = run.finish_open();
    Ok(Done { source, kept, report, billed })
}

/// A bar on a terminal, for what takes long.
fn progress(sources: &[Source]) -> ProgressBar {
    let lengths: Option<u64> = sources.iter().map(input::length).sum();
    let worth_it = lengths.is_none_or(|bytes| bytes > 32 << 20);
    if !worth_it {
        return ProgressBar::hidden();
    }
    let target = ProgressDrawTarget::stderr_with_hz(10);
    let bar = ProgressBar::with_draw_target(lengths, target);
    let template = "{wide_bar} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left";
    bar.set_style(ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn report(
    args: &CheckArgs,
    ((as_of, packs, own_packs), decided): ((Option<Date>, PackSet, Vec<String>), &Settled),
    (done, beside): (Vec<Done>, Option<FileReport>),
    answers: Option<answer::Folder>,
    (left_out, took, whole): (usize, Duration, bool),
) -> Result<Outcome, Misuse> {
    let mut shown = Vec::with_capacity(done.len());
    let mut files = Vec::with_capacity(done.len());
    let mut taken = BTreeSet::new();
    for Done { source, kept, report, .. } in done {
        if let Some(folder) = &args.split {
            split::write(folder, (&source, kept.as_deref()), &report, limits(args), &mut taken)?;
        }
        files.push(NamedReport { path: source.name(), report });
        shown.push((source, kept));
    }
    if let Some(report) = beside {
        files.push(NamedReport { path: "evidence".to_owned(), report });
    }
    let ids = |asked: &[String]| {
        asked.iter().filter_map(|name| peerclaim::find_rule(name)).map(|rule| rule.id).collect()
    };
    let report = Report {
        files,
        as_of,
        received_on: args.received_on,
        profile: args.profile().into(),
        packs,
        own_packs,
        selected: ids(&args.select),
        ignored: ids(&args.ignore),
        levels: decided.levels.iter().map(|(rule, level)| (rule.id, *level)).collect(),
        settings: decided.path.clone(),
    };
    formats::write(args, &report, &shown)?;
    if let Some(mut answers) = answers {
        for (file, (source, kept)) in report.files.iter().zip(&shown) {
            answers.write((source, kept.as_deref()), &file.report)?;
        }
    }
    if left_out > 0 {
        let (files, were, their) =
            if left_out == 1 { ("file", "was", "its") } else { ("files", "were", "their") };
        output::complain(&format!(
            "{left_out} {files} in the folders {were} left out: hidden, or {their} ending is of another kind"
        ));
    }
    if args.statistics {
        statistics(&report, took);
    }
    let whole = whole && !args.project.allow_unused_suppressions;
    let mut stale = decided.known.as_ref().map(|known| known.stale(&report, whole)).unwrap_or_default();
    let Some(last) = stale.pop() else { return Ok(outcome(args, &report)) };
    for one in &stale {
        output::complain(one);
    }
    Err(Misuse::new(last))
}

fn statistics(report: &Report, took: Duration) {
    let sum = |of: fn(&FileReport) -> u64| report.files.iter().map(|file| of(&file.report)).sum::<u64>();
    let bytes = sum(|file| file.counts().bytes);
    let (claims, lines) = (sum(|file| file.counts().claims), sum(|file| file.counts().lines));
    let micros = took.as_micros().max(1);
    let rate = u128::from(bytes) / micros;
    output::complain(&format!(
        "{} files, {bytes} bytes, {claims} claims, {lines} lines in {}.{:03} s ({rate} MB/s)",
        report.files.len(),
        took.as_secs(),
        took.subsec_millis()
    ));
}

fn outcome(args: &CheckArgs, report: &Report) -> Outcome {
    let errors = report.count(Severity::Error);
    let warnings = report.count(Severity::Warning);
    let infos = report.count(Severity::Info);
    let counted = match args.fail_level() {
        Level::Error => errors,
        Level::Warning => errors + warnings,
        Level::Info => errors + warnings + infos,
    };
    let not_run = args.fail_on_not_run() && report.not_run() > 0;
    if (counted > 0 || not_run) && !args.exit_zero { Outcome::Found } else { Outcome::Clean }
}

/// The day by the system's clock (UTC).
fn today() -> Option<Date> {
    Date::new(1970, 1, 1)?.checked_add_days(i32::try_from(seconds()? / 86_400).ok()?)
}

/// Hour and minute by the system's clock (UTC), as X12 writes them.
pub(crate) fn now() -> Option<String> {
    let minutes = seconds()? / 60 % 1440;
    Some(format!("{:02}{:02}", minutes / 60, minutes % 60))
}

fn seconds() -> Option<u64> {
    Some(SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs())
}
