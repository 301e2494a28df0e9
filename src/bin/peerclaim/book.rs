//! `explain`, `rules`, `schema`: the rule book and the machine formats.

use super::args::{AnswerFormat, ExplainArgs, RulesArgs, SchemaArgs, SchemaOf};
use super::{Misuse, Outcome, output, packs, shelf};
use peerclaim::Rule;
use peerclaim::diag::Fate;
use peerclaim::pack::Speaking;
use std::fmt::Write;

/// The rule of that id or name, or a sentence that names the nearest ones.
pub(crate) fn find(asked: &str) -> Result<&'static Rule, Misuse> {
    peerclaim::find_rule(asked).ok_or_else(|| {
        let near = peerclaim::nearest_rule(asked)
            .map_or(String::new(), |rule| format!(" Did you mean {} ({})?", rule.id, rule.name));
        Misuse::new(format!("there is no rule `{asked}`.{near} `peerclaim rules` lists all."))
    })
}

pub(crate) fn explain(args: &ExplainArgs) -> Result<Outcome, Misuse> {
    let rule = find(&args.rule)?;
    if let Some(pack) = &args.pack {
        return explain_by(rule, pack, args);
    }
    let text = match args.format {
        AnswerFormat::Json => output::json(rule),
        AnswerFormat::Human => {
            let fate = match rule.fate {
                Fate::Nowhere(why) => format!("no acknowledgement tells it: {why}"),
                fate => format!("acknowledged as {fate}"),
            };
            let mut head = format!(
                "{} {}\n{} · SNIP type {} · {} since {} · {fate}",
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
            );
            if !rule.denials.is_empty() {
                let _ = write!(head, " · mostly denied by CARC {}", rule.denials.join(" or "));
            }
            let boxes: Vec<&str> = rule.boxes().collect();
            if !boxes.is_empty() {
                let _ = write!(head, " · CMS-1500 box {}", boxes.join(", "));
            }
            format!("{head}\n\n{}", rule.doc)
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
        AnswerFormat::Json => {
            output::json(&Explained { rule, pack: stack.id(), on: args.on, values: &values })
        }
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
        AnswerFormat::Json => output::json(&peerclaim::rule_book().collect::<Vec<_>>()),
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
        SchemaOf::Project => output::print(&peerclaim::project::Project::schema()),
        SchemaOf::Suppressions => output::print(&peerclaim::project::Suppressions::schema()),
        SchemaOf::Bill => output::print(&peerclaim::bill::bill_schema()),
        SchemaOf::EvidenceReport => output::print(&peerclaim::evidence::evidence_report_schema()),
        SchemaOf::Evidence => output::print(&peerclaim::evidence::evidence_schema()),
    }
}
