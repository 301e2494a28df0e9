//! `packs`: what packs there are, what they say, what is wrong with one, and how two differ.

use super::args::{AnswerFormat, PacksArgs, PacksCommand, PacksShowArgs};
use super::shelf::{self, Question};
use super::{Misuse, Outcome, catalogue, output};
use peerclaim::Severity;
use peerclaim::pack::{Layer, Line, Pack, Speaking, line};
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

pub(crate) fn run(args: &PacksArgs) -> Result<Outcome, Misuse> {
    match &args.command {
        PacksCommand::List(list) => catalogue::list(list),
        PacksCommand::Show(show) => self::show(show),
        PacksCommand::Check { files } => check(files),
        PacksCommand::Conditions { pack, on, format } => conditions(pack, *on, *format),
        PacksCommand::Diff { one, other, on } => diff(one, other, *on),
    }
}

#[derive(Serialize)]
struct Shown<'a> {
    schema: &'static str,
    #[serde(flatten)]
    pack: &'a Pack,
    layers: Vec<Layered<'a>>,
    on: Option<String>,
    asked_service: Option<&'a str>,
    /// What the payer wants on the line, where a service and a day are asked about.
    line: Option<Line>,
    values: Vec<Speaking>,
}

#[derive(Serialize)]
struct Layered<'a> {
    id: &'a str,
    layer: &'static str,
    name: &'a str,
}

fn show(args: &PacksShowArgs) -> Result<Outcome, Misuse> {
    let stack = shelf::stack(&args.pack)?;
    let question = Question::new(&args.ask);
    if args.on.is_none() && args.service.is_some() {
        return Err(Misuse::new("a question about a service needs a date of service: add --on DATE"));
    }
    let named = args.on.zip(args.service.as_deref());
    let service = named.map(|(on, service)| shelf::service(&stack, Some(service), on)).transpose()?;
    let ask = args.on.map(|on| question.ask(on, service.as_deref()));
    let mut values = stack.speaking(ask.as_ref());
    if let Some(table) = &args.table {
        values.retain(|row| row.table == table);
        if values.is_empty() {
            return Err(Misuse::new(format!(
                "nothing in the table `{table}` speaks here; `peerclaim schema pack` names the tables"
            )));
        }
    }
    // Where no service is named the usual one is shown on the line.
    let usual = args.on.and_then(|on| shelf::service(&stack, service.as_deref(), on).ok());
    let line = args.on.and_then(|on| line(&stack, &question.ask(on, usual.as_deref())));
    let top = stack.top().ok_or_else(|| Misuse::new("no pack was named"))?;
    let layers = stack.layers().map(|pack| Layered {
        id: pack.id(),
        layer: pack.pack.layer.as_str(),
        name: &pack.pack.name,
    });
    let shown = Shown {
        schema: "peerclaim-pack/1",
        pack: top,
        layers: layers.collect(),
        on: args.on.map(|on| on.to_string()),
        asked_service: service.as_deref(),
        line,
        values,
    };
    match args.format {
        AnswerFormat::Json => output::print(&output::json(&shown)),
        AnswerFormat::Human => output::print(&show_text(&shown, args.all)),
    }
}

fn show_text(shown: &Shown<'_>, all: bool) -> String {
    let mut out = format!("{}  {}\n", shown.pack.pack.id, shown.pack.pack.name);
    let layers: Vec<String> =
        shown.layers.iter().map(|layer| format!("{} ({})", layer.id, layer.layer)).collect();
    let _ = writeln!(out, "{}", layers.join(" < "));
    if let Some(on) = &shown.on {
        let service = shown.asked_service.map(|service| format!(", service {service}")).unwrap_or_default();
        let _ = writeln!(out, "what speaks on {on}{service}; a row in brackets gives way to another");
    }
    if let Some(note) = &shown.pack.pack.note {
        let _ = writeln!(out, "{note}");
    }
    if let Some(line) = &shown.line {
        line_text(&mut out, line);
    }
    // The national layer is long and the same for all.
    let (listed, left): (Vec<_>, Vec<_>) = shown
        .values
        .iter()
        .partition(|row| all || row.layer != Layer::National || shown.pack.pack.layer == Layer::National);
    out.push_str(&rows_of(listed.into_iter()));
    if !left.is_empty() {
        let _ = writeln!(out, "\n{} rows of the national layer speak too; --all shows them", left.len());
    }
    out
}

/// Rows by table, each with its status, and what they cite by numbers.
pub(crate) fn rows_text(rows: &[Speaking]) -> String {
    rows_of(rows.iter())
}

fn rows_of<'a>(rows: impl Iterator<Item = &'a Speaking>) -> String {
    let mut out = String::new();
    let mut table = "";
    let mut sources = Sources::default();
    for row in rows {
        if row.table != table {
            table = row.table;
            let _ = writeln!(out, "\n{table}");
        }
        let says = says(row);
        let _ = if row.holds || row.open.is_some() {
            writeln!(out, "  {says}")
        } else {
            writeln!(out, "  ({says})")
        };
        if let Some(open) = row.open {
            let _ = writeln!(out, "      if it applies, which depends on {open}");
        }
        if let Some(note) = &row.note {
            let _ = writeln!(out, "      {note}");
        }
        let _ =
            writeln!(out, "      {}, {} row {}{}", row.status, row.pack, row.row, sources.cite(&row.cite));
    }
    sources.list(&mut out);
    out
}

/// What the payer wants on the line, in a few words.
fn line_text(out: &mut String, line: &Line) {
    let list =
        |codes: Vec<String>| if codes.is_empty() { "none asked for".to_owned() } else { codes.join(" ") };
    let code = line.code.map_or_else(|| "not known".to_owned(), |code| code.to_string());
    let _ = writeln!(out, "\non the line for {}", line.service);
    if line.covered == Some(false) {
        let _ = writeln!(out, "  NOT COVERED in the way that was asked about");
    }
    let _ = writeln!(out, "  code       {code}");
    let _ = writeln!(out, "  modifiers  {}", list(line.modifiers.iter().map(ToString::to_string).collect()));
    if !line.forbidden_modifiers.is_empty() {
        let codes: Vec<String> = line.forbidden_modifiers.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "  never      {}", codes.join(" "));
    }
    let pos: Vec<String> = line.pos.iter().map(ToString::to_string).collect();
    let _ = match (pos.is_empty(), line.usual_pos) {
        (_, true) => writeln!(out, "  place      the usual one {}", pos.join(" or ")),
        (true, false) => writeln!(out, "  place      the pack does not say"),
        (false, false) => writeln!(out, "  place      {}", pos.join(" or ")),
    };
    let unit = match (line.unit, line.minutes) {
        (Some("minutes"), Some(minutes)) => format!("{minutes} minutes"),
        (Some(unit), _) => format!("a {unit}"),
        (None, _) => "not known".to_owned(),
    };
    let _ = writeln!(out, "  unit       {unit}");
    let _ =
        writeln!(out, "  rounding   {}", line.rounding.as_deref().unwrap_or("not known: nothing is rounded"));
    let _ = writeln!(out, "  claim by   {}", line.first_claim.as_deref().unwrap_or("not known"));
    for limit in &line.limits {
        let _ = writeln!(out, "  limit      {limit}");
    }
    if !line.open.is_empty() {
        let _ = writeln!(out, "  more could be said if one knew: {}", line.open.join(", "));
    }
    if !line.certain {
        let _ = writeln!(out, "  some of it rests on rows that only warn, see below");
    }
}

/// What a row says, in its own words: fields and values, whom it is for, and since when.
fn says(row: &Speaking) -> String {
    let mut parts: Vec<String> =
        row.says.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect();
    if !row.service.is_empty() {
        parts.push(format!("for {}", row.service.join(", ")));
    }
    if let Some(Value::Object(when)) = &row.when {
        let each: Vec<String> = when.iter().map(|(name, value)| format!("{name} {}", plain(value))).collect();
        parts.push(format!("when {}", each.join(" and ")));
    }
    match (row.from, row.to) {
        (Some(from), Some(to)) => parts.push(format!("{from} to {to}")),
        (Some(from), None) => parts.push(format!("from {from}")),
        (None, Some(to)) => parts.push(format!("to {to}")),
        (None, None) => {}
    }
    if let Some(announced) = row.announced_on {
        parts.push(format!("announced {announced}"));
    }
    if let Some(enforced) = row.enforced_from {
        parts.push(format!("enforced from {enforced}"));
    }
    parts.join(" · ")
}

fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Bool(true) => "yes".to_owned(),
        Value::Bool(false) => "no".to_owned(),
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| format!("{name} {}", plain(value)))
            .collect::<Vec<_>>()
            .join(" "),
        other => other.to_string(),
    }
}

/// The three conditions that CMS set in 2007 (SMDL 07-011), and the tables whose rows implement each.
const CONDITIONS: [(&str, &[&str]); 3] = [
    ("supervision", &["supervision", "supervisor", "ratio"]),
    ("care coordination", &["document"]),
    ("training and credentialing", &["credential", "screening"]),
];

#[derive(Serialize)]
struct Conditions<'a> {
    schema: &'static str,
    pack: &'a str,
    #[serde(rename = "conditions")]
    all: Vec<Condition>,
}

#[derive(Serialize)]
struct Condition {
    #[serde(rename = "condition")]
    name: &'static str,
    known: bool,
    rows: Vec<Speaking>,
}

fn conditions(
    pack: &str,
    on: Option<peerclaim::value::Date>,
    format: AnswerFormat,
) -> Result<Outcome, Misuse> {
    let stack = shelf::stack(pack)?;
    let ask = on.map(peerclaim::pack::Ask::on);
    let rows = stack.speaking(ask.as_ref());
    let each = CONDITIONS.iter().map(|(condition, tables)| {
        // What the federal letter says of itself does not implement it: the state and its payers do.
        let of = |row: &&Speaking| tables.contains(&row.table) && row.layer != Layer::National;
        let rows: Vec<Speaking> = rows.iter().filter(of).cloned().collect();
        Condition { name: condition, known: !rows.is_empty(), rows }
    });
    let all = Conditions { schema: "peerclaim-conditions/1", pack: stack.id(), all: each.collect() };
    if format == AnswerFormat::Json {
        return output::print(&output::json(&all));
    }
    let mut out = format!("{}: the federal conditions of 2007, and the rows that implement them\n", all.pack);
    let mut sources = Sources::default();
    for Condition { name, rows, .. } in &all.all {
        let _ = writeln!(out, "\n{name}");
        if rows.is_empty() {
            out.push_str("  unknown: no row of this payer or its state says how it is met\n");
        }
        for row in rows {
            let _ = writeln!(out, "  {}: {}", row.table, says(row));
            let _ = writeln!(
                out,
                "      {}, {} row {}{}",
                row.status,
                row.pack,
                row.row,
                sources.cite(&row.cite)
            );
        }
    }
    sources.list(&mut out);
    output::print(&out)
}

fn check(files: &[String]) -> Result<Outcome, Misuse> {
    struct Read {
        file: String,
        text: String,
        id: String,
    }
    let mut out = String::new();
    let mut broken = false;
    let mut library = peerclaim::pack::Library::embedded();
    let mut read: Vec<Read> = Vec::new();
    for file in files {
        let text = fs::read_to_string(file)
            .map_err(|error| Misuse::new(format!("{file} cannot be read: {}", error.kind())))?;
        match library.add(&text) {
            Ok(pack) => read.push(Read { file: file.clone(), text, id: pack.id().to_owned() }),
            Err(error) => {
                broken = true;
                let _ = writeln!(out, "{}\n", shelf::faults(file, &text, error.findings()));
            }
        }
    }
    for (place, Read { file, text, id }) in read.iter().enumerate() {
        // There is one pack of an id: that which was read last.
        if let Some(later) = read.iter().skip(place + 1).find(|later| later.id == *id) {
            broken |= later.text != *text;
            let _ = writeln!(out, "{file}: not looked at; {} has the same id `{id}`", later.file);
            continue;
        }
        let looked = library.stack(id).and_then(|stack| Ok((stack, library.verify(id)?)));
        let (stack, findings) = match looked {
            Ok(looked) => looked,
            Err(error) => {
                broken = true;
                let _ = writeln!(out, "{file}: {error}");
                continue;
            }
        };
        if !findings.is_empty() {
            let _ = writeln!(out, "{}\n", shelf::faults(file, text, &findings));
        }
        if findings.iter().any(|finding| finding.severity() == Severity::Error) {
            broken = true;
            continue;
        }
        let rows = library.get(id).map_or(0, |pack| pack.rows.count());
        let layers: Vec<&str> = stack.layers().map(Pack::id).collect();
        let rows = if rows == 1 { "1 row".to_owned() } else { format!("{rows} rows") };
        let _ = writeln!(out, "{file}: good, {rows}; {}", layers.join(" < "));
    }
    output::print(&out)?;
    Ok(if broken { Outcome::Found } else { Outcome::Clean })
}

fn diff(one: &str, other: &str, on: Option<peerclaim::value::Date>) -> Result<Outcome, Misuse> {
    let stacks = (shelf::stack(one)?, shelf::stack(other)?);
    let ask = on.map(peerclaim::pack::Ask::on);
    let lines = |stack: &peerclaim::pack::Stack| {
        let rows = stack.speaking(ask.as_ref());
        let each = rows.into_iter().map(|row| (row.table, says(&row)));
        each.collect::<std::collections::BTreeSet<_>>()
    };
    let (left, right) = (lines(&stacks.0), lines(&stacks.1));
    let mut tables: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (table, line) in left.difference(&right) {
        tables.entry(table).or_default().push(format!("  - {line}"));
    }
    for (table, line) in right.difference(&left) {
        tables.entry(table).or_default().push(format!("  + {line}"));
    }
    let mut out = format!("- {}\n+ {}\n", stacks.0.id(), stacks.1.id());
    for (table, lines) in &tables {
        let _ = writeln!(out, "\n{table}\n{}", lines.join("\n"));
    }
    if tables.is_empty() {
        out.push_str("\nno difference\n");
    }
    output::print(&out)?;
    Ok(if tables.is_empty() { Outcome::Clean } else { Outcome::Found })
}

/// What is cited, each once, by numbers.
#[derive(Default)]
struct Sources(Vec<String>);

impl Sources {
    /// The numbers of what a row cites: ` [1] [4]`.
    fn cite(&mut self, cited: &str) -> String {
        let mut numbers = String::new();
        for one in cited.split("; ").filter(|one| !one.is_empty()) {
            let number = self.0.iter().position(|known| known == one).unwrap_or_else(|| {
                self.0.push(one.to_owned());
                self.0.len() - 1
            });
            let _ = write!(numbers, " [{}]", number + 1);
        }
        if numbers.is_empty() { ", no document".to_owned() } else { numbers }
    }

    fn list(&self, out: &mut String) {
        if !self.0.is_empty() {
            out.push_str("\nsays who\n");
        }
        for (number, source) in (1..).zip(&self.0) {
            let _ = writeln!(out, "  [{number}] {source}");
        }
    }
}
