//! `explain`, `rules`, `schema`: the rule book and the machine formats.

use super::args::{BookFormat, ExplainArgs, RulesArgs, SchemaArgs, SchemaOf};
use super::{Misuse, Outcome, output};
use peerclaim::Rule;
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
    let text = match args.format {
        BookFormat::Json => pretty(rule),
        BookFormat::Text => {
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

pub(crate) fn rules(args: &RulesArgs) -> Result<Outcome, Misuse> {
    let text = match args.format {
        BookFormat::Json => pretty(&peerclaim::rule_book().collect::<Vec<_>>()),
        BookFormat::Text => {
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
        SchemaOf::Claims => output::print(&peerclaim::claim::batch_schema()),
    }
}

fn pretty<T: serde::Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_default();
    text.push('\n');
    text
}
