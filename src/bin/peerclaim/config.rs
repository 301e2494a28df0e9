//! `peerclaim.toml`: what a project says once instead of on every command line.
//!
//! The nearest one is taken, from the current folder upward. Options of the command line stand above it, and defaults
//! below. Paths in it count from its own folder.

use super::settings::{CheckArgs, Level, ShowConfigArgs, Wanted};
use super::suppressions::Known;
use super::{Misuse, Outcome, output, shelf};
use clap::Args;
use peerclaim::project::{self, PROJECT_FILE, Project, ProjectError};
use peerclaim::{Rule, Severity};
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Where the project's decisions stand.
#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    /// Read the project's settings from this file. Default: the nearest peerclaim.toml, from the current folder upward.
    #[arg(long, value_name = "FILE", help_heading = "Project")]
    pub(crate) config: Option<PathBuf>,
    /// Read no settings of a project.
    #[arg(long, help_heading = "Project", conflicts_with = "config")]
    pub(crate) isolated: bool,
    /// Do not tell findings that this file suppresses. An entry that has expired, or that nothing needs, exits with 2.
    #[arg(long, value_name = "FILE", help_heading = "Project")]
    pub(crate) suppressions: Option<PathBuf>,
    /// Take suppressions that nothing needs: for runs over some of the files.
    #[arg(long, help_heading = "Project")]
    pub(crate) allow_unused_suppressions: bool,
}

/// A project's file.
pub(crate) struct Config {
    path: PathBuf,
    project: Project,
}

impl Config {
    /// The file that was named, or the nearest; none, where there is none or none is wanted.
    pub(crate) fn find(args: &ConfigArgs) -> Result<Option<Self>, Misuse> {
        let path = match &args.config {
            _ if args.isolated => None,
            Some(path) => Some(path.clone()),
            None => nearest(),
        };
        let Some(path) = path else { return Ok(None) };
        let text = std::fs::read_to_string(&path).map_err(|error| output::cannot("read", &path, &error))?;
        let project = Project::parse(&text).map_err(|error| unusable(&path, &text, &error))?;
        Ok(Some(Self { path, project }))
    }

    /// A path that it names.
    fn at(&self, path: &str) -> PathBuf {
        self.path.parent().map_or_else(|| path.into(), |folder| folder.join(path))
    }

    /// A pack by its id, or in a file.
    fn pack(&self, name: &str) -> String {
        if shelf::is_file(name) { self.at(name).display().to_string() } else { name.to_owned() }
    }
}

/// The nearest project's file: by its bare name in the current folder, else in a folder above.
fn nearest() -> Option<PathBuf> {
    let here = PathBuf::from(PROJECT_FILE);
    if here.is_file() {
        return Some(here);
    }
    let current = std::env::current_dir().ok()?;
    current.ancestors().skip(1).map(|folder| folder.join(PROJECT_FILE)).find(|path| path.is_file())
}

/// A file that is not understood in full is not applied in part.
pub(crate) fn unusable(path: &Path, text: &str, error: &ProjectError) -> Misuse {
    Misuse::new(shelf::faults(&path.display().to_string(), text, error.findings()))
}

/// Where a setting comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum From {
    Line,
    Project,
    Default,
}

/// What a project decided about findings.
#[derive(Default)]
pub(crate) struct Decided {
    pub(crate) levels: Vec<(&'static Rule, Severity)>,
    pub(crate) known: Option<Known>,
}

/// Fills in what the command line left open, and reads what the project decided about findings.
pub(crate) fn settle(args: &mut CheckArgs) -> Result<Decided, Misuse> {
    let config = Config::find(&args.project)?;
    fill(args, config.as_ref());
    let levels = config.iter().flat_map(|config| &config.project.severity);
    let levels = levels.map(|row| (row.rule.get(), row.level.into())).collect();
    let known = args.project.suppressions.as_deref().map(Known::read).transpose()?;
    Ok(Decided { levels, known })
}

/// Takes a value from the project where the command line has none; says where it comes from.
macro_rules! fill {
    ($args:expr, $project:expr => list $field:ident, $to:expr) => {{
        let line = !$args.is_empty();
        if !line && let Some(check) = $project {
            $args = check.$field.iter().map($to).collect();
        }
        origin(line, !$args.is_empty())
    }};
    ($args:expr, $project:expr => one $field:ident, $to:expr) => {{
        let line = $args.is_some();
        if !line && let Some(check) = $project {
            $args = check.$field.clone().map($to);
        }
        origin(line, $args.is_some())
    }};
    ($args:expr, $project:expr => switch $field:ident) => {{
        let line = $args;
        $args |= $project.is_some_and(|check| check.$field == Some(true));
        origin(line, $args)
    }};
}

const fn origin(line: bool, there: bool) -> From {
    match (line, there) {
        (true, _) => From::Line,
        (false, true) => From::Project,
        (false, false) => From::Default,
    }
}

/// Fills in every setting, and says where each comes from.
fn fill(args: &mut CheckArgs, config: Option<&Config>) -> Vec<(&'static str, From)> {
    let check = config.and_then(|config| config.project.check.as_ref());
    let at = |path: &String| config.map_or_else(|| path.into(), |config| config.at(path));
    let pack = |name: &String| config.map_or_else(|| name.clone(), |config| config.pack(name));
    let rule = |rule: &project::RuleName| rule.get().id.to_owned();
    vec![
        ("pack", fill!(args.pack, check => list pack, pack)),
        ("body", fill!(args.body, check => list body, at)),
        ("list", fill!(args.list, check => list list, at)),
        ("county", fill!(args.county, check => one county, |name| name)),
        ("programme", fill!(args.programme, check => one programme, |name| name)),
        ("product", fill!(args.product, check => one product, |name| name)),
        ("profile", fill!(args.profile, check => one profile, Wanted::from)),
        ("select", fill!(args.select, check => list select, rule)),
        ("ignore", fill!(args.ignore, check => list ignore, rule)),
        ("fail_level", fill!(args.fail_level, check => one fail_level, Level::from)),
        ("fail_on_not_run", fill!(args.fail_on_not_run, check => switch fail_on_not_run)),
        ("allow_unsupported", fill!(args.allow_unsupported, check => switch allow_unsupported)),
        ("long_day", fill!(args.long_day, check => one long_day, |hours| hours)),
        ("max_set", fill!(args.max_set, check => one max_set, |megabytes| megabytes)),
        ("suppressions", fill!(args.project.suppressions, check => one suppressions, |path| at(&path))),
    ]
}

/// `show-config`: every setting of `check` as it would hold here, and where it comes from.
pub(crate) fn show(args: ShowConfigArgs) -> Result<Outcome, Misuse> {
    let mut args = args.check;
    let config = Config::find(&args.project)?;
    let origins = fill(&mut args, config.as_ref());
    let mut out = match &config {
        Some(config) => format!("# settings of {}\n\n[check]\n", config.path.display()),
        None => format!("# no {PROJECT_FILE} is read\n\n[check]\n"),
    };
    for (name, from) in origins {
        let value = value(name, &args);
        let from = match from {
            From::Line => "command line",
            From::Project => "the project's file",
            From::Default => "default",
        };
        let _ = match value {
            Some(value) => writeln!(out, "{:<40} # {from}", format!("{name} = {value}")),
            None => writeln!(out, "{:<40} # none", format!("# {name} =")),
        };
    }
    for row in config.iter().flat_map(|config| &config.project.severity) {
        let rule = row.rule.get();
        let _ = writeln!(
            out,
            "\n[[severity]]\nrule = \"{}\" # {}, else {}\nlevel = \"{}\"",
            rule.id,
            rule.name,
            rule.severity.as_str(),
            row.level
        );
        if let Some(reason) = &row.reason {
            let _ = writeln!(out, "reason = {}", quoted(reason));
        }
    }
    output::print(&out)
}

/// A setting as TOML writes it.
fn value(name: &str, args: &CheckArgs) -> Option<String> {
    let list = |texts: Vec<String>| {
        let each: Vec<String> = texts.iter().map(|text| quoted(text)).collect();
        (!each.is_empty()).then(|| format!("[{}]", each.join(", ")))
    };
    let paths = |paths: &[PathBuf]| list(paths.iter().map(|path| path.display().to_string()).collect());
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    match name {
        "pack" => list(args.pack.clone()),
        "body" => paths(&args.body),
        "list" => paths(&args.list),
        "county" => text(&args.county),
        "programme" => text(&args.programme),
        "product" => text(&args.product),
        "profile" => Some(quoted(args.profile().as_str())),
        "select" => list(args.select.clone()),
        "ignore" => list(args.ignore.clone()),
        "fail_level" => Some(quoted(args.fail_level().as_str())),
        "fail_on_not_run" => Some(args.fail_on_not_run.to_string()),
        "allow_unsupported" => Some(args.allow_unsupported.to_string()),
        "long_day" => Some(args.long_day().to_string()),
        "max_set" => Some(args.max_set().to_string()),
        _ => args.project.suppressions.as_ref().map(|path| quoted(&path.display().to_string())),
    }
}

/// A text as TOML writes it: what JSON writes is one too.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}
