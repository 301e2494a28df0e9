//! `units`, `limits`: questions from the desk, with their sums.

use super::args::{AnswerFormat, LimitsArgs, UnitsArgs};
use super::shelf::{self, Question};
use super::{Misuse, Outcome, output};
use peerclaim::pack::Stack;
use peerclaim::unit::{Answer, Asked, Given, LimitAnswer, Used, limits as answer_limits, reckon_given};
use peerclaim::value::{Date, Quantity};
use serde::Serialize;
use std::fmt::Write;

pub(crate) fn units(args: &UnitsArgs) -> Result<Outcome, Misuse> {
    let stack = shelf::stack(&args.pack)?;
    let service = shelf::service(&stack, args.service.as_deref(), args.on)?;
    let question = Question::new(&args.ask);
    let given = Given { starts: args.starts, staff: args.staff };
    let answer = reckon_given(&stack, &question.ask(args.on, Some(&service)), &args.minutes, given);
    let text = match args.format {
        AnswerFormat::Json => output::json(&answer),
        AnswerFormat::Human => units_text(&answer, &service, stack.id(), args.on),
    };
    output::print(&text)?;
    Ok(if answer.decided { Outcome::Clean } else { Outcome::Found })
}

fn units_text(answer: &Answer, service: &str, pack: &str, on: Date) -> String {
    let mut out = String::new();
    let code = answer.code.as_ref().map(|code| format!(" ({code})")).unwrap_or_default();
    let _ = writeln!(out, "{pack}, {service}{code}, {on}");
    match &answer.units {
        Some(units) => {
            let one = units.to_string() == "1";
            let _ = writeln!(out, "\n  {units} unit{}", if one { "" } else { "s" });
            let _ = writeln!(out, "  {}", answer.sum);
        }
        None => {
            let _ = writeln!(out, "\n  not decided");
        }
    }
    if let Some(reason) = &answer.reason {
        let _ = writeln!(out, "  {reason}");
    }
    if let Some(exact) = &answer.exact {
        let _ = writeln!(out, "  exactly {exact} of a unit");
    }
    if let Some(excluded) = &answer.excluded_by {
        let _ = writeln!(out, "  what is not billed: {excluded}");
    }
    if let Some(enforced) = answer.enforced_from.filter(|enforced| *enforced > on) {
        let _ = writeln!(out, "  the rule holds on this day and is enforced from {enforced}");
    }
    if answer.status.is_some() {
        let cite = answer.cite.as_deref().unwrap_or("no document");
        let _ = writeln!(out, "\nsays who: {cite}");
        let _ = writeln!(
            out,
            "          {}",
            [answer.status, answer.layer].into_iter().flatten().collect::<Vec<_>>().join(", layer ")
        );
    }
    if !answer.under_each_rule.is_empty() {
        let _ = writeln!(out, "\nunder each rule");
        let wide = answer.under_each_rule.iter().map(|under| under.rule.len()).max().unwrap_or(0);
        for under in &answer.under_each_rule {
            let mut how = under.accumulate.map(|over| format!(" per {over}")).unwrap_or_default();
            if under.contiguous == Some(true) {
                how.push_str(", without a break");
            }
            let _ = writeln!(
                out,
                "  {:wide$}  {:>6}   {}{}",
                under.rule,
                under.units,
                under.sum,
                if how.is_empty() { String::new() } else { format!("  ({})", how.trim()) }
            );
        }
    }
    if let Some(row) = &answer.deciding_row {
        let _ = writeln!(
            out,
            "\nto decide it, write into a file, say yours.toml, and ask again with --pack yours.toml\n"
        );
        for line in row.lines() {
            let _ = writeln!(out, "{}{line}", if line.is_empty() { "" } else { "  " });
        }
    }
    out
}

#[derive(Serialize)]
struct LimitsShown<'a> {
    schema: &'static str,
    pack: &'a str,
    service: Option<&'a str>,
    on: Date,
    #[serde(rename = "limits")]
    answers: &'a [LimitAnswer],
}

pub(crate) fn limits(args: &LimitsArgs) -> Result<Outcome, Misuse> {
    let stack = shelf::stack(&args.pack)?;
    let LimitsArgs { units, people, staff, fte, members, episode_from, .. } = *args;
    let asked = Asked { episode_from, units, people, staff, fte, members };
    if (Asked { episode_from: None, ..asked.clone() }) == Asked::default() {
        return Err(Misuse::new("what is asked? Add --units, --people, --staff, --fte or --members."));
    }
    // Only units are units of a service.
    let service = match (&args.service, units) {
        (None, None) => shelf::service(&stack, None, args.on).ok(),
        (asked, _) => Some(shelf::service(&stack, asked.as_deref(), args.on)?),
    };
    let question = Question::new(&args.ask);
    let usual = service.as_deref().unwrap_or_default();
    let used = args.used.iter().map(|used| used_of(&stack, used, usual)).collect::<Result<Vec<_>, _>>()?;
    let answers = answer_limits(&stack, &question.ask(args.on, service.as_deref()), &used, &asked);
    let text = match args.format {
        AnswerFormat::Json => output::json(&LimitsShown {
            schema: "peerclaim-limits/1",
            pack: stack.id(),
            service: service.as_deref(),
            on: args.on,
            answers: &answers,
        }),
        AnswerFormat::Human => limits_text(&answers, usual, stack.id(), args.on),
    };
    output::print(&text)?;
    let over = |answer: &LimitAnswer| answer.over.as_deref().is_some_and(|over| over != "0");
    Ok(if answers.iter().any(over) { Outcome::Found } else { Outcome::Clean })
}

/// `2019-01-02=60`, or `2019-01-02/group=8` for another service.
fn used_of(stack: &Stack, text: &str, usual: &str) -> Result<Used, Misuse> {
    let bad =
        || Misuse::new("what was used is written as DATE=UNITS, or DATE/SERVICE=UNITS, as 2019-01-02=60");
    let (day, units) = text.split_once('=').ok_or_else(bad)?;
    let (day, service) = match day.split_once('/') {
        Some((day, service)) => (day, Some(service.trim())),
        None => (day, None),
    };
    let on: Date = day.trim().parse().map_err(|_| bad())?;
    let service = match service {
        Some(service) => shelf::service(stack, Some(service), on)?,
        None => usual.to_owned(),
    };
    Ok(Used { on, service, units: units.trim().parse::<Quantity>().map_err(|_| bad())? })
}

fn limits_text(answers: &[LimitAnswer], service: &str, pack: &str, on: Date) -> String {
    let service = if service.is_empty() { String::new() } else { format!(", {service}") };
    let mut out = format!("{pack}{service}, {on}\n");
    if answers.is_empty() {
        out.push_str("\n  the pack sets no such limit (which is not to say that there is none)\n");
    }
    for answer in answers {
        let window =
            answer.window.map(|window| format!(" per {}", window.replace('-', " "))).unwrap_or_default();
        let sum = if answer.sum.is_empty() { "cannot be told" } else { &answer.sum };
        let what = if answer.table == "authorization" { "free of authorization" } else { answer.table };
        let _ = writeln!(out, "\n  {what}{window}: {sum}");
        for about in &answer.disagree {
            let _ =
                writeln!(out, "  sources disagree: {about} (`peerclaim packs show {pack} --table conflict`)");
        }
        if answer.over.as_deref().is_some_and(|over| over != "0") {
            let then = answer.then.map_or("what then is not said", |then| match then {
                "deny" => "what is over is denied",
                "authorization" => "what is over needs an authorization",
                "necessity" => "what is over needs documented medical necessity",
                "review" => "what is over is reviewed",
                _ => "it is paid up to the limit",
            });
            let grain = answer.denies.map(|grain| format!("; denied: the {grain}")).unwrap_or_default();
            let _ = writeln!(out, "  {then}{grain}");
        }
        if let Some(open) = &answer.open {
            let _ = writeln!(out, "  {open}");
        }
        let cite = if answer.cite.is_empty() { "no document" } else { &answer.cite };
        let _ = writeln!(
            out,
            "  says who: {cite} ({}, layer {}, {} row {})",
            answer.status, answer.layer, answer.pack, answer.row
        );
    }
    out
}
