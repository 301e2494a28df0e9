//! `credential`: what a staff member's credentials are worth on a day, step by step.

use super::args::{AnswerFormat, CredentialArgs};
use super::output::{self, cannot};
use super::shelf::{self, Shelf};
use super::{Misuse, Outcome};
use peerclaim::Severity;
use peerclaim::credential::{
    Answer, Held, Ledger, Question, Standing, Step, compare, comparison_to_json, standing, to_json,
};
use peerclaim::evidence::{Evidence, EvidenceReader};
use peerclaim::pack::body::{Bodies, Body};
use peerclaim::value::Date;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};

pub(crate) fn run(args: &CredentialArgs) -> Result<Outcome, Misuse> {
    let bodies = bodies(&args.body)?;
    if let Some(named) = &args.list {
        return list(&bodies, Some(named.as_str()).filter(|named| !named.is_empty()));
    }
    let Some(on) = args.on else { return Err(Misuse::new("say of which day, with --on")) };
    if let Some(name) = &args.compare {
        return differences(&bodies, name, on, args);
    }
    let (Some(path), Some(id)) = (&args.evidence, &args.staff) else {
        return Err(Misuse::new("say whose credentials, with --evidence and --staff"));
    };
    let evidence = read(path)?;
    let staff = evidence.staff(id).ok_or_else(|| {
        let count = evidence.staff.len();
        Misuse::new(format!("the roster has no row with this id; it has {count} row{}", plural(count)))
    })?;
    let stacks = Shelf::new(&args.pack)?.stacks()?;
    let service = match (&args.service, stacks.first()) {
        (Some(service), Some(stack)) => Some(shelf::service(stack, Some(service), on)?),
        _ => None,
    };
    let mut question = Question::new(on, &bodies).evidence(&evidence).stacks(&stacks);
    if let Some(service) = &service {
        question = question.service(service);
    }
    let answer = standing(&question, staff);
    let text = match args.format {
        AnswerFormat::Json => to_json(&answer),
        AnswerFormat::Human => human(&answer),
    };
    output::print(&text)?;
    Ok(if answer.may_bill == Answer::Valid { Outcome::Clean } else { Outcome::Found })
}

const fn plural(count: usize) -> &'static str {
    if count == 1 { "" } else { "s" }
}

/// The bodies that come with the program, and those in files.
pub(crate) fn bodies(files: &[PathBuf]) -> Result<Bodies, Misuse> {
    let mut bodies = Bodies::embedded();
    for path in files {
        let text = std::fs::read_to_string(path).map_err(|error| cannot("read", path, &error))?;
        let name = path.display().to_string();
        bodies.add(&text).map_err(|error| Misuse::new(shelf::faults(&name, &text, error.findings())))?;
    }
    Ok(bodies)
}

/// Reads a document, a table or a folder of them. A roster that was not read in full is not answered from.
fn read(path: &Path) -> Result<Evidence, Misuse> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = std::fs::read_dir(path).map_err(|error| cannot("read", path, &error))?;
        files = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| ending(path).is_some())
            .collect();
        files.sort();
        if files.is_empty() {
            return Err(Misuse::new(
                "the folder holds no document of evidence: no file ends in .json or .csv",
            ));
        }
    }
    let mut reader = EvidenceReader::new();
    let mut findings = Vec::new();
    for file in &files {
        let bytes = std::fs::read(file).map_err(|error| cannot("read", file, &error))?;
        let name = file.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
        let found = match ending(file) {
            Some("csv") => reader.csv(&name, &bytes),
            _ => reader.json(&bytes),
        };
        findings.extend(found.into_iter().map(|finding| (file.clone(), finding)));
    }
    let read = reader.finish();
    findings.extend(read.findings.into_iter().map(|finding| (path.to_owned(), finding)));
    let about_staff = |table: Option<&str>| matches!(table, None | Some("staff"));
    let mut fatal = 0_usize;
    for (file, finding) in &findings {
        let table = finding.location().row().and_then(|place| place.table);
        let weighs = finding.rule().severity == Severity::Error && about_staff(table);
        fatal += usize::from(weighs);
        if weighs {
            let sentence = format!(
                "{}: {}: {} ({})",
                file.display(),
                finding.location(),
                finding.message(),
                finding.rule().id
            );
            output::complain(&sentence);
        }
    }
    if fatal > 0 {
        return Err(Misuse::new(format!(
            "the roster was not read in full ({fatal} fault{}); correct it and ask again",
            plural(fatal)
        )));
    }
    Ok(read.evidence)
}

fn ending(path: &Path) -> Option<&'static str> {
    let ending = path.extension()?.to_string_lossy().to_ascii_lowercase();
    ["json", "csv"].into_iter().find(|one| *one == ending)
}

/// The answers, the steps with who says so, and the sums.
fn human(answer: &Standing) -> String {
    let mut out = String::new();
    let until = answer.until.map(|until| format!(", until {until}")).unwrap_or_default();
    let _ = writeln!(out, "on {}", answer.on);
    let _ = writeln!(out, "  may bill        {}{until}", answer.may_bill);
    let _ = writeln!(out, "  may be renewed  {}", answer.may_renew);
    if let Some(supervised) = answer.supervised {
        let _ = writeln!(out, "  supervised      {supervised}");
    }
    if let Some(may) = answer.may_supervise {
        let _ = writeln!(out, "  may supervise   {may}");
    }
    let cites = answer.cites();
    for (steps, title) in [
        (&[Step::Rules, Step::Billing, Step::Payer][..], "billing"),
        (&[Step::Renewal, Step::Hours, Step::Fee][..], "renewal"),
        (&[Step::Supervision, Step::Supervisor][..], "supervision"),
    ] {
        let mut first = true;
        for reason in answer.reasons.iter().filter(|reason| steps.contains(&reason.step)) {
            if std::mem::take(&mut first) {
                let _ = writeln!(out, "\n{title}");
            }
            let number = cites.iter().position(|cite| *cite == reason.cite).map(|at| at + 1);
            let known = reason.status.filter(|status| !status.may_reject());
            let marks: Vec<String> = number
                .map(|number| number.to_string())
                .into_iter()
                .chain(known.map(|one| one.to_string()))
                .collect();
            let marks = if marks.is_empty() { String::new() } else { format!("  [{}]", marks.join(", ")) };
            let _ = writeln!(out, "  {}{marks}", reason.says);
        }
    }
    for held in &answer.held {
        sums(held, &mut out);
    }
    if !cites.is_empty() {
        let _ = writeln!(out, "\nsays who");
        for (number, cite) in (1..).zip(&cites) {
            let _ = writeln!(out, "  {number}  {cite}");
        }
    }
    out
}

fn sums(held: &Held, out: &mut String) {
    let name = held.name.as_deref().unwrap_or("a credential without rules");
    for ledger in held.ledgers.iter().filter(|ledger| ledger.on_file) {
        let _ = writeln!(out, "\n{name}: {}", ledger.of);
        lines(ledger, out);
    }
    if let Some(fees) = &held.fees {
        let _ = writeln!(out, "\n{name}: fees\n  {}", fees.sum());
    }
}

fn lines(ledger: &Ledger, out: &mut String) {
    let mut line = |hours: String, what: &str| {
        let _ = writeln!(out, "  {hours:>8}  {what}");
    };
    line(ledger.counted.to_string(), "count");
    for (why, hours) in &ledger.not_counted {
        line(hours.to_string(), why);
    }
    if let Some(needed) = ledger.needed {
        line(needed.to_string(), "are asked for");
    }
    if let Some(short) = ledger.short().filter(|_| ledger.met != Answer::Valid) {
        line(short.to_string(), "are missing");
    }
    for topic in &ledger.topics {
        line(format!("{} of {}", topic.counted, topic.needed), &format!("on {}: {}", topic.topic, topic.met));
    }
}

fn body<'a>(bodies: &'a Bodies, name: &str) -> Result<&'a Body, Misuse> {
    bodies.find(name).ok_or_else(|| {
        let near = bodies.nearest(name).map(|near| format!("; did you mean `{near}`?")).unwrap_or_default();
        let all: Vec<&str> = bodies.iter().map(Body::id).collect();
        Misuse::new(format!("there are no rules for the body `{name}`{near} There are: {}", all.join(", ")))
    })
}

/// `--compare`: a body beside model standards. A difference is no fault.
fn differences(bodies: &Bodies, name: &str, on: Date, args: &CredentialArgs) -> Result<Outcome, Misuse> {
    let (one, standards) = (body(bodies, name)?, body(bodies, &args.standards)?);
    if standards.body.standards != Some(true) {
        let all: Vec<&str> =
            bodies.iter().filter(|one| one.body.standards == Some(true)).map(Body::id).collect();
        return Err(Misuse::new(format!(
            "`{}` certifies people and recommends nothing to other bodies; standards are: {}",
            standards.id(),
            all.join(", ")
        )));
    }
    let found = compare(one, standards, on);
    if found.is_empty() {
        return Err(Misuse::new(format!(
            "there is nothing to compare: `{}` has no credential of which the standards speak on that day",
            one.id()
        )));
    }
    if args.format == AnswerFormat::Json {
        return output::print(&comparison_to_json(one, standards, on, &found));
    }
    let mut out = format!("{} beside {}, {}\n", one.body.name, standards.body.name, on);
    let mut last = "";
    for line in &found {
        if line.credential != last {
            let _ = writeln!(out, "\n{}", line.credential);
            last = &line.credential;
        }
        let _ = writeln!(
            out,
            "  {:16} {:8} asks: {}; recommended: {}  [{}]",
            line.about,
            line.compared.as_str(),
            line.body,
            line.standard,
            line.status
        );
    }
    out.push_str("\nThe standards are guidance: a difference is no fault.\n");
    output::print(&out)
}

/// `--list`: the names that evidence may use.
fn list(bodies: &Bodies, named: Option<&str>) -> Result<Outcome, Misuse> {
    let mut out = String::new();
    if let Some(named) = named {
        words(body(bodies, named)?, &mut out);
        return output::print(&out);
    }
    for one in bodies.iter().filter(|one| one.body.standards != Some(true)) {
        let ids = one.rows.credential.iter().filter_map(|row| row.terms.id.as_deref());
        let _ = writeln!(out, "{:16} {}", one.id(), one.body.name);
        let _ = writeln!(out, "{:16}   {}", "", ids.collect::<Vec<_>>().join(", "));
    }
    out.push_str("\nWrite the first word as `body` and one of those below it as `credential`;\n");
    out.push_str("`credential --list BODY` has the stages, subjects and facts of one body.\n");
    output::print(&out)
}

fn words(body: &Body, out: &mut String) {
    let (head, rows) = (&body.body, &body.rows);
    let also = |names: &[String]| match names {
        [] => String::new(),
        names => format!(" (also: {})", names.join(", ")),
    };
    let _ = writeln!(out, "{}  {}{}", head.id, head.name, also(&head.also));
    let _ = writeln!(out, "\ncredential");
    for row in &rows.credential {
        let id = row.terms.id.as_deref().unwrap_or_default();
        let _ = writeln!(out, "  {id:16} {}{}", row.name, also(&row.also));
    }
    let facts = rows.stage.iter().flat_map(|row| &row.requires);
    let ways = rows.supervisor.iter().flat_map(|row| &row.route).flat_map(|route| &route.all_of);
    let topics = rows.ce.iter().flat_map(|row| &row.topic).map(|topic| &topic.topic);
    let barred = rows.ce.iter().flat_map(|row| &row.not_counted);
    for (title, words) in [
        ("endorsements", rows.credential.iter().flat_map(|row| &row.endorsement).collect::<BTreeSet<_>>()),
        ("stage", rows.stage.iter().map(|row| &row.stage).collect()),
        ("facts: asked of someone in a stage", facts.collect()),
        ("facts: asked of a supervisor", ways.collect()),
        ("training: topic that is asked for", topics.collect()),
        ("training: topic that does not count", barred.collect()),
    ] {
        if !words.is_empty() {
            let _ = writeln!(out, "\n{title}");
        }
        for word in words {
            let _ = writeln!(out, "  {word}");
        }
    }
}
