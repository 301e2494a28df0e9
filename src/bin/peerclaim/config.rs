//! `peerclaim.toml`: what a project says once instead of on every command line.
//!
//! The nearest one is taken, from the current folder upward. Options of the command line stand above it, and defaults
//! below. Paths in it count from its own folder.

use super::settings::{CheckArgs, Level, Wanted};
use super::suppressions::Known;
use super::{Misuse, Outcome, output, shelf};
use clap::Args;
use peerclaim::project::{self, Check, PROJECT_FILE, Project, ProjectError, RuleName};
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

#[derive(Debug, Args)]
#[command(after_help = "What is printed can stand in a peerclaim.toml in this folder as it is.")]
pub(crate) struct ShowConfigArgs {
    /// Show the settings in this file. Default: the nearest peerclaim.toml, from the current folder upward.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Show what holds without any.
    #[arg(long, conflicts_with = "config")]
    isolated: bool,
}

/// A project's file.
struct Config {
    path: PathBuf,
    project: Project,
}

impl Config {
    /// The file that was named, or the nearest; none, where there is none or none is wanted.
    fn find(named: Option<&Path>, isolated: bool) -> Result<Option<Self>, Misuse> {
        let path = match named {
            _ if isolated => None,
            Some(path) => Some(path.to_owned()),
            None => nearest(),
        };
        let Some(path) = path else { return Ok(None) };
        let text = std::fs::read_to_string(&path).map_err(|error| output::cannot("read", &path, &error))?;
        let project = Project::parse(&text).map_err(|error| unusable(&path, &text, &error))?;
        Ok(Some(Self { path, project }))
    }

    fn check(&self) -> Check {
        self.project.check.clone().unwrap_or_default()
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

/// A file that is not understood in full is not applied in part. What is no such file at all is not shown: it may be one
/// of claims.
pub(crate) fn unusable(path: &Path, text: &str, error: &ProjectError) -> Misuse {
    let path = output::visible(&path.display().to_string());
    if shelf::tables(text).any(|table| ["check", "severity", "suppression"].contains(&table)) {
        return Misuse::new(shelf::faults(&path, text, error.findings()));
    }
    Misuse::new(format!(
        "{path} is no file of settings: peerclaim.toml has [check] or [[severity]], a file of suppressions has \
         [[suppression]]"
    ))
}

/// What a project decided about findings, and where it says so.
#[derive(Default)]
pub(crate) struct Settled {
    pub(crate) path: Option<String>,
    pub(crate) levels: Vec<(&'static Rule, Severity)>,
    pub(crate) known: Option<Known>,
}

/// Fills in what the command line left open, and reads what the project decided about findings.
pub(crate) fn settle(args: &mut CheckArgs) -> Result<Settled, Misuse> {
    let mut settled = Settled::default();
    if let Some(config) = Config::find(args.project.config.as_deref(), args.project.isolated)? {
        fill(args, &config);
        let levels = config.project.severity.iter();
        settled.levels = levels.map(|row| (row.rule.get(), row.level.into())).collect();
        settled.path = Some(config.path.display().to_string());
    }
    settled.known = args.project.suppressions.as_deref().map(Known::read).transpose()?;
    Ok(settled)
}

/// Takes from the project what the command line does not say. A list is taken whole or not at all.
fn fill(args: &mut CheckArgs, config: &Config) {
    fn list<T>(of: &mut Vec<T>, project: impl IntoIterator<Item = T>) {
        if of.is_empty() {
            of.extend(project);
        }
    }
    let check = config.check();
    let id = |rule: &RuleName| rule.get().id.to_owned();
    // A rule that the command line asks for is not left out by the project.
    let asked = |rule: &&RuleName| {
        let is = |name: &String| peerclaim::find_rule(name) == Some(rule.get());
        !args.select.iter().any(is)
    };
    let ignored: Vec<String> = check.ignore.iter().filter(asked).map(id).collect();
    list(&mut args.ignore, ignored);
    list(&mut args.select, check.select.iter().map(id));
    list(&mut args.pack, check.pack.iter().map(|name| config.pack(name)));
    list(&mut args.body, check.body.iter().map(|path| config.at(path)));
    list(&mut args.list, check.list.iter().map(|path| config.at(path)));
    args.county = args.county.take().or(check.county);
    args.programme = args.programme.take().or(check.programme);
    args.product = args.product.take().or(check.product);
    args.profile = args.profile.or(check.profile.map(Wanted::from));
    args.fail_level = args.fail_level.or(check.fail_level.map(Level::from));
    args.fail_on_not_run = args.fail_on_not_run.or(check.fail_on_not_run);
    args.allow_unsupported = args.allow_unsupported.or(check.allow_unsupported);
    args.long_day = args.long_day.or(check.long_day);
    args.max_set = args.max_set.or(check.max_set);
    let known = check.suppressions.as_deref().map(|path| config.at(path));
    args.project.suppressions = args.project.suppressions.take().or(known);
}

/// `show-config`: every setting of `check` as it would hold here, and whether the project says so.
pub(crate) fn show(args: &ShowConfigArgs) -> Result<Outcome, Misuse> {
    let config = Config::find(args.config.as_deref(), args.isolated)?;
    let check = config.as_ref().map(Config::check).unwrap_or_default();
    let mut out = match &config {
        Some(config) => {
            format!("# settings of {}\n\n[check]\n", output::visible(&config.path.display().to_string()))
        }
        None => format!("# no {PROJECT_FILE} is read\n\n[check]\n"),
    };
    let path = |path: &String| config.as_ref().map_or_else(|| path.into(), |config| config.at(path));
    let paths = |paths: &[String]| list(paths.iter().map(|one| path(one).display().to_string()));
    let pack = |name: &String| config.as_ref().map_or_else(|| name.clone(), |config| config.pack(name));
    let rules = |rules: &[RuleName]| list(rules.iter().map(|rule| rule.get().id.to_owned()));
    let text = |text: &Option<String>| text.as_deref().map(quoted);
    let word = |word: Option<&'static str>| word.map(quoted);
    for (name, value, default) in [
        ("pack", list(check.pack.iter().map(pack)), None),
        ("body", paths(&check.body), None),
        ("list", paths(&check.list), None),
        ("county", text(&check.county), None),
        ("programme", text(&check.programme), None),
        ("product", text(&check.product), None),
        ("profile", word(check.profile.map(project::Wanted::as_str)), Some("\"all\"")),
        ("select", rules(&check.select), None),
        ("ignore", rules(&check.ignore), None),
        ("fail_level", word(check.fail_level.map(project::Level::as_str)), Some("\"error\"")),
        ("fail_on_not_run", check.fail_on_not_run.map(|on| on.to_string()), Some("false")),
        ("allow_unsupported", check.allow_unsupported.map(|on| on.to_string()), Some("false")),
        ("long_day", check.long_day.map(|hours| hours.to_string()), Some("12")),
        ("max_set", check.max_set.map(|megabytes| megabytes.to_string()), Some("128")),
        (
            "suppressions",
            check.suppressions.as_ref().map(|one| quoted(&path(one).display().to_string())),
            None,
        ),
    ] {
        let _ = match (value, default) {
            (Some(value), _) => writeln!(out, "{:<40} # the project's file", format!("{name} = {value}")),
            (None, Some(value)) => writeln!(out, "{:<40} # default", format!("{name} = {value}")),
            (None, None) => writeln!(out, "{:<40} # none", format!("# {name} =")),
        };
    }
    for row in config.iter().flat_map(|config| &config.project.severity) {
        let (rule, level) = (row.rule.get(), row.level);
        let (id, name, own) = (rule.id, rule.name, rule.severity.as_str());
        let _ = writeln!(out, "\n[[severity]]\nrule = \"{id}\" # {name}, else {own}\nlevel = \"{level}\"");
        if let Some(reason) = &row.reason {
            let _ = writeln!(out, "reason = {}", quoted(reason));
        }
    }
    output::print(&out)
}

fn list(texts: impl Iterator<Item = String>) -> Option<String> {
    let each: Vec<String> = texts.map(|text| quoted(&text)).collect();
    (!each.is_empty()).then(|| format!("[{}]", each.join(", ")))
}

/// A text as TOML writes it, with nothing in it that a terminal would not show.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if output::is_unseen(c) => {
                let _ = write!(out, "\\U{:08X}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
