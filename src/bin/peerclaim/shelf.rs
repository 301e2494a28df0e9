//! Packs by id or file, and the questions that are put to them.

use super::args::AskArgs;
use super::{Misuse, output};
use peerclaim::Severity;
use peerclaim::diag::Finding;
use peerclaim::pack::{Ask, Library, Stack, StackError};
use peerclaim::value::Date;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The packs that come with the program, and those in the files that were named.
pub(crate) struct Shelf {
    pub(crate) library: Library,
    /// The ids of what was named, in order.
    named: Vec<String>,
    /// The ids of the packs that were read from files.
    pub(crate) own: Vec<String>,
}

/// Is that a file and not the id of a pack?
pub(crate) fn is_file(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
        || name.contains(['/', '\\'])
}

impl Shelf {
    /// Every pack that is named, by id or as a file that ends in `.toml`.
    pub(crate) fn new(names: &[String]) -> Result<Self, Misuse> {
        let mut library = Library::embedded();
        let (mut named, mut own, mut texts) = (Vec::new(), Vec::new(), Vec::new());
        for name in names {
            if !is_file(name) {
                named.push(name.clone());
                continue;
            }
            let text = fs::read_to_string(name)
                .map_err(|error| Misuse::new(format!("{name} cannot be read: {}", error.kind())))?;
            let pack = library.add(&text).map_err(|error| unusable(name, &text, error.findings()))?;
            named.push(pack.id().to_owned());
            own.push(pack.id().to_owned());
            texts.push((name, text));
        }
        // Once all are there: one may stand on another that was named after it. Of two with the same id the later
        // one is there, and is looked at first.
        for (id, (name, text)) in own.iter().zip(&texts).rev() {
            let mut findings = library.verify(id).map_err(|error| unstacked(&error))?;
            findings.retain(|finding| finding.severity() == Severity::Error);
            if !findings.is_empty() {
                return Err(unusable(name, text, &findings));
            }
        }
        Ok(Self { library, named, own })
    }

    /// Is there a pack of that id?
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.library.stack(id).is_ok()
    }

    /// What was named, each on top of what it extends.
    pub(crate) fn stacks(&self) -> Result<Vec<Stack>, Misuse> {
        let each = self.named.iter().map(|id| self.library.stack(id));
        each.collect::<Result<_, _>>().map_err(|error| unstacked(&error))
    }
}

/// A pack that is not understood in full is not applied in part.
fn unusable(name: &str, text: &str, findings: &[Finding]) -> Misuse {
    let faults = faults(name, text, findings);
    Misuse::new(format!("{faults}\n`peerclaim packs check {name}` looks at it again."))
}

fn unstacked(error: &StackError) -> Misuse {
    let error = error.to_string();
    let stop = if error.ends_with('?') { "" } else { "." };
    Misuse::new(format!("{error}{stop} `peerclaim packs list` lists them; a file has to end in .toml."))
}

/// The one stack of one name.
pub(crate) fn stack(name: &str) -> Result<Stack, Misuse> {
    let shelf = Shelf::new(&[name.to_owned()])?;
    shelf.stacks()?.pop().ok_or_else(|| Misuse::new("no pack was named"))
}

/// The faults of a pack, a body or a project's settings, each with its line.
pub(crate) fn faults(name: &str, text: &str, findings: &[Finding]) -> String {
    // What is no TOML and has not one table may be a file of claims: its lines are not shown.
    let is_broken = findings.iter().any(|finding| finding.rule().id == "PC0401");
    if is_broken && tables(text).next().is_none() {
        return format!("{name} is no TOML document, and not shown: is it another file?");
    }
    let many = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        _ => Some(format!("{count} {what}s")),
    };
    let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error).count();
    let counts = [many(errors, "fault"), many(findings.len().saturating_sub(errors), "warning")];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let mut out = format!("{name} has {}:", counts.join(" and "));
    for finding in findings.iter().take(SHOWN.1) {
        let at = finding.location().row().map(|place| place.bytes).unwrap_or_default();
        let (line, column, source) = line_of(text, at.start);
        let place = finding.location();
        let width =
            usize::try_from(at.len()).unwrap_or(0).clamp(1, source.len().saturating_sub(column).max(1));
        let (shown, column_shown, width) = part(source, column, width);
        let _ = write!(
            out,
            "\n\n{}[{}]: {}\n  --> {name}:{}:{}: {place}\n   |\n   | {shown}\n   | {}{}\n   = do: {}",
            finding.severity(),
            finding.rule().id,
            finding.message(),
            line,
            column + 1,
            " ".repeat(column_shown),
            "^".repeat(width),
            finding.rule().help
        );
    }
    if let more @ 1.. = findings.len().saturating_sub(SHOWN.1) {
        let _ = write!(out, "\n\nand {more} more");
    }
    out
}

/// The names of the tables that a text has heads of: `[pack]`, `[[cap]]`.
pub(crate) fn tables(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (name, _) = line.trim().strip_prefix('[')?.trim_start_matches('[').split_once(']')?;
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        (!name.is_empty() && name.bytes().all(plain)).then_some(name)
    })
}

/// A line as far as it has room, without what a terminal would act on: the part of it, and where in that the marked
/// characters begin, and how many they are.
fn part(source: &str, column: usize, width: usize) -> (String, usize, usize) {
    let before = source.get(..column).unwrap_or_default().chars().count();
    let marked = source.get(column..column + width).map_or(width, |text| text.chars().count());
    let from = before.saturating_sub(SHOWN.0 / 2);
    let line: String = source.chars().skip(from).take(SHOWN.0).collect();
    (output::visible(&line), before - from, marked.min(SHOWN.0 / 2))
}

/// How much of a line is shown, and how many faults.
const SHOWN: (usize, usize) = (160, 50);

/// Line (from 1), column (from 0) and text of the line of a byte.
fn line_of(text: &str, byte: u64) -> (usize, usize, &str) {
    let byte = usize::try_from(byte).unwrap_or(usize::MAX).min(text.len());
    let before = text.get(..byte).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text.get(start..).unwrap_or_default().lines().next().unwrap_or_default();
    (before.matches('\n').count() + 1, before.len() - start, line)
}

/// The parts of a question that were given as options.
pub(crate) struct Question<'a> {
    facts: Vec<&'a str>,
    not_facts: Vec<&'a str>,
    diagnoses: Option<Vec<peerclaim::value::Icd10Cm>>,
    args: &'a AskArgs,
}

impl<'a> Question<'a> {
    pub(crate) fn new(args: &'a AskArgs) -> Self {
        let facts = args.fact.iter().map(String::as_str).collect();
        let not_facts = args.no_fact.iter().map(String::as_str).collect();
        let diagnoses = (!args.diagnosis.is_empty()).then(|| args.diagnosis.clone());
        Self { facts, not_facts, diagnoses, args }
    }

    /// The question about that day.
    pub(crate) fn ask(&'a self, on: Date, service: Option<&'a str>) -> Ask<'a> {
        let mut ask = Ask::on(on);
        ask.service = service;
        ask.known_on = self.args.known_on;
        ask.programme = self.args.programme.as_deref();
        ask.product = self.args.product.as_deref();
        ask.mode = self.args.mode;
        ask.member_at = self.args.member_at;
        ask.pos = self.args.pos;
        ask.age = self.args.age;
        ask.county = self.args.county.as_deref();
        ask.level = self.args.level.as_deref();
        ask.stage = self.args.stage.as_deref();
        ask.facts = &self.facts;
        ask.not_facts = &self.not_facts;
        ask.diagnoses = self.diagnoses.as_deref();
        ask
    }
}

/// The service that is meant: the one that is named, by id, by its code or by to whom it is given, where that
/// is one service; else the pack's usual one, or the only one.
pub(crate) fn service(stack: &Stack, asked: Option<&str>, on: Date) -> Result<String, Misuse> {
    use peerclaim::pack::rows::Service;
    let services = stack.all::<Service>(&Ask::on(on));
    let of = |fits: &dyn Fn(&Service) -> bool| {
        let ids = services.iter().filter(|row| fits(row.row)).filter_map(|row| row.terms.id.as_deref());
        ids.collect::<BTreeSet<&str>>()
    };
    let all = of(&|_| true);
    let id = stack.id();
    if all.is_empty() {
        return Err(Misuse::new(format!("the pack {id} has no service on {on}")));
    }
    let list = all.iter().copied().collect::<Vec<_>>().join(", ");
    let Some(asked) = asked else {
        let usual = stack.layers().rev().find_map(|pack| pack.pack.default_service.as_deref());
        let only = all.iter().next().copied().filter(|_| all.len() == 1);
        return usual
            .or(only)
            .map(str::to_owned)
            .ok_or_else(|| Misuse::new(format!("which service? Add --service; the pack {id} has: {list}")));
    };
    if all.contains(asked) {
        return Ok(asked.to_owned());
    }
    let by_code =
        of(&|service| service.code.get().is_some_and(|code| code.as_str().eq_ignore_ascii_case(asked)));
    let by_variant = of(&|service| service.variant.as_str() == asked);
    for found in [by_code, by_variant] {
        if let (Some(one), 1) = (found.first(), found.len()) {
            return Ok((*one).to_owned());
        }
    }
    Err(Misuse::new(format!("the pack {id} has no service `{asked}` on {on}; it has: {list}")))
}
