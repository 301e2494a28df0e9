//! `explain`, `rules`, `schema`: the rule book and the machine formats.

use super::args::{AnswerFormat, ExplainArgs, RulesArgs, SchemaArgs, SchemaOf};
use super::{Misuse, Outcome, output, packs, shelf};
use peerclaim::Rule;
use peerclaim::pack::Speaking;
use std::fmt::Write;

/// The rule of that id or name, or a sentence that names the nearest ones.
pub(crate) fn find(asked: &str) -> Result<&'static Rule, Misuse> {
    peerclaim::find_rule(asked).ok_or_else(|| {
        let near = nearest(asked)
            .map_or(String::new(), |rule| format!(" Did you mean {} ({})?", rule.id, rule.name));
        Misuse::new(format!("there is no rule `{asked}`.{near} `peerclaim rules` lists all."))
    })
}

/// The rule whose id or name is spelled most like it.
fn nearest(asked: &str) -> Option<&'static Rule> {
    let asked = asked.to_lowercase();
    let distance = |rule: &Rule| {
        // The beginning of a name is often all that is remembered of it.
        let beginning = rule.name.get(..asked.len()).map_or(usize::MAX, |start| edits(&asked, start) + 1);
        let part = if asked.len() > 3 && rule.name.contains(&asked) { 1 } else { usize::MAX };
        edits(&asked, rule.name).min(part).min(edits(&asked, &rule.id.to_lowercase())).min(beginning)
    };
    let best = peerclaim::rule_book().min_by_key(|rule| distance(rule))?;
    (distance(best) <= asked.len() / 3 + 1).then_some(best)
}

/// How many letters to add, remove or change (Levenshtein).
fn edits(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.bytes().enumerate() {
        let mut corner = i;
        if let Some(first) = row.first_mut() {
            *first = i + 1;
        }
        let mut left = i + 1;
        for (cell, y) in row.iter_mut().skip(1).zip(b.bytes()) {
            let changed = corner + usize::from(x != y);
            corner = *cell;
            *cell = changed.min(*cell + 1).min(left + 1);
            left = *cell;
        }
    }
    row.last().copied().unwrap_or(0)
}

pub(crate) fn explain(args: &ExplainArgs) -> Result<Outcome, Misuse> {
    let rule = find(&args.rule)?;
    if let Some(pack) = &args.pack {
        return explain_by(rule, pack, args);
    }
    let text = match args.format {
        AnswerFormat::Json => pretty(rule),
        AnswerFormat::Human => {
            let head = format!(
                "{} {}\n{} · SNIP type {} · {} since {} · acknowledged as {}\n",
                rule.id,
                rule.name,
                rule.severity,
                rule.snip,
                match rule.status {
                    peerclaim::diag::Status::Preview => "preview",
                    peerclaim::diag::Status::Stable => "stable",
                    peerclaim::diag::Status::Retired => "retired",
                },
                rule.since,
                rule.fate
            );
            format!("{head}\n{}", rule.doc)
        }
    };
    output::print(&text)
}

/// What a payer says to a rule.
fn explain_by(rule: &'static Rule, pack: &str, args: &ExplainArgs) -> Result<Outcome, Misuse> {
    #[derive(serde::Serialize)]
    struct Explained<'a> {
        rule: &'static Rule,
        pack: &'a str,
        on: Option<peerclaim::value::Date>,
        /// The rows that speak; those with `holds` are the effective ones.
        values: &'a [Speaking],
    }
    let reads = peerclaim::rule_reads(rule);
    if reads.is_empty() {
        return Err(Misuse::new(format!(
            "{} ({}) rests on no pack: it is the same for every payer",
            rule.id, rule.name
        )));
    }
    let stack = shelf::stack(pack)?;
    let ask = args.on.map(|on| {
        let ask = peerclaim::pack::Ask::on(on);
        args.service.as_deref().map_or(ask.clone(), |service| ask.service(service))
    });
    let mut values = stack.speaking(ask.as_ref());
    values.retain(|row| reads.contains(&row.table));
    let text = match args.format {
        AnswerFormat::Json => pretty(&Explained { rule, pack: stack.id(), on: args.on, values: &values }),
        AnswerFormat::Human => {
            let mut text = format!(
                "{} {}\n{}\n\n{} says, in the tables {}:\n",
                rule.id,
                rule.name,
                rule.title,
                stack.id(),
                reads.join(", ")
            );
            text.push_str(&packs::rows_text(&values));
            if values.is_empty() {
                text.push_str("\nnothing: the rule finds nothing for this payer\n");
            }
            text
        }
    };
    output::print(&text)
}

pub(crate) fn rules(args: &RulesArgs) -> Result<Outcome, Misuse> {
    let text = match args.format {
        AnswerFormat::Json => pretty(&peerclaim::rule_book().collect::<Vec<_>>()),
        AnswerFormat::Human => {
            let mut text = String::new();
            for rule in peerclaim::rule_book() {
                let _ = writeln!(
                    text,
                    "{}  {:8} {:42} {}",
                    rule.id,
                    rule.severity.as_str(),
                    rule.name,
                    rule.title
                );
            }
            text
        }
    };
    output::print(&text)
}

pub(crate) fn schema(args: &SchemaArgs) -> Result<Outcome, Misuse> {
    match args.of {
        SchemaOf::Report => output::print(&peerclaim::render::report_schema()),
        SchemaOf::Pack => output::print(&peerclaim::pack::pack_schema()),
        SchemaOf::Units => output::print(&peerclaim::unit::units_schema()),
        SchemaOf::Claims => output::print(&peerclaim::claim::batch_schema()),
        SchemaOf::Credential => output::print(&peerclaim::credential::credential_schema()),
        SchemaOf::Comparison => output::print(&peerclaim::credential::comparison_schema()),
        SchemaOf::Body => output::print(&peerclaim::pack::body::body_schema()),
        SchemaOf::EvidenceReport => output::print(&peerclaim::evidence::evidence_report_schema()),
        SchemaOf::Evidence => output::print(&peerclaim::evidence::evidence_schema()),
    }
}

fn pretty<T: serde::Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
