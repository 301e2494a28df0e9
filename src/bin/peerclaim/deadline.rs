//! `deadline`: by which day a claim has to be there, and whether it was.

use super::args::{AnswerFormat, DeadlineArgs};
use super::shelf::{self, Question};
use super::{Misuse, Outcome, output};
use peerclaim::pack::rows::{After, Clock, Timely};
use peerclaim::pack::{Ask, Effective, Stack, Truth, last_day};
use peerclaim::value::Date;
use serde::Serialize;
use std::fmt::Write;

#[derive(Serialize)]
struct DeadlinesShown<'a> {
    schema: &'static str,
    pack: &'a str,
    #[serde(rename = "deadlines")]
    days: Vec<Deadline>,
}

#[derive(Serialize)]
struct Deadline {
    clock: &'static str,
    last_day: Option<Date>,
    in_time: Option<bool>,
    sum: String,
    open: Option<&'static str>,
    status: &'static str,
    layer: &'static str,
    pack: String,
    row: u64,
    cite: String,
}

pub(crate) fn deadline(args: &DeadlineArgs) -> Result<Outcome, Misuse> {
    let stack = shelf::stack(&args.pack)?;
    if args.received.is_some_and(|received| received < args.on) {
        return Err(Misuse::new("the claim cannot have been received before the date of service"));
    }
    let service = args.service.as_deref().map(|service| shelf::service(&stack, Some(service), args.on));
    let service = service.transpose()?;
    let question = Question::new(&args.ask);
    let mut ask = question.ask(args.on, service.as_deref());
    if args.primary_decided.or(args.primary_received).is_some() {
        ask.other_payer = Some(true);
    }
    let days = all_of(&stack, &ask, args);
    let decides = |one: &&Deadline| match one.clock {
        "original" | "outer-bound" => ask.other_payer != Some(true),
        "secondary" | "primary-decision" => ask.other_payer == Some(true),
        "last" => true,
        _ => false,
    };
    let late = days.iter().filter(decides).any(|one| one.in_time == Some(false) && one.open.is_none());
    let text = match args.format {
        AnswerFormat::Json => {
            output::json(&DeadlinesShown { schema: "peerclaim-deadline/1", pack: stack.id(), days })
        }
        AnswerFormat::Human => in_words(&days, &stack, args),
    };
    output::print(&text)?;
    Ok(if late { Outcome::Found } else { Outcome::Clean })
}

/// Every time that holds or might, one for each clock and each day that it is counted from.
fn all_of(stack: &Stack, ask: &Ask<'_>, args: &DeadlineArgs) -> Vec<Deadline> {
    let mut days = Vec::new();
    for clock in Clock::ALL {
        for after in After::ALL {
            for late in [false, true] {
                let of = |row: &Timely| {
                    row.clock == *clock && row.after == *after && row.if_late.unwrap_or(false) == late
                };
                if let Some(row) = stack.best::<Timely>(ask, of) {
                    days.push(deadline_of(&row, args));
                }
            }
        }
        // Rows that depend on something that was not told are shown too, so that nobody takes silence for time.
        for row in stack.all::<Timely>(ask).iter().filter(|row| row.row.clock == *clock) {
            if let Truth::Open(lacking) = row.truth {
                let mut one = deadline_of(row, args);
                one.open = Some(lacking.as_str());
                days.push(one);
            }
        }
    }
    days
}

fn in_words(days: &[Deadline], stack: &Stack, args: &DeadlineArgs) -> String {
    let mut out = format!("{}, service on {}\n", stack.id(), args.on);
    if !days.iter().any(|one| one.clock == "original") {
        out.push_str("\n  first claim: the payer's own time is not known\n");
    }
    for one in days {
        let day = one.last_day.map_or_else(|| "not known".to_owned(), |day| day.to_string());
        let clock = match one.clock {
            "original" => "first claim",
            "outer-bound" => "first claim, never later than",
            "correction" => "corrected, replaced or voided claim",
            "secondary" => "claim after another payer",
            "primary-decision" => "the other payer's decision itself",
            "last" => "last of all claims for the service",
            "appeal" => "appeal",
            "late-authorization" => "authorization asked for afterwards",
            "missing" => "claim that never showed, sent again",
            other => other,
        };
        let _ = writeln!(out, "\n  {clock}: {day}");
        let _ = writeln!(out, "  {}", one.sum);
        if let Some((received, in_time)) = args.received.zip(one.in_time) {
            let _ = writeln!(out, "  received {received}: {}", if in_time { "in time" } else { "too late" });
        }
        if let Some(open) = one.open {
            let _ = writeln!(out, "  only if it applies, which depends on {open}");
        }
        let cite = if one.cite.is_empty() { "no document" } else { &one.cite };
        let _ = writeln!(
            out,
            "  says who: {cite} ({}, layer {}, {} timely row {})",
            one.status, one.layer, one.pack, one.row
        );
    }
    out
}

fn blank(row: &Effective<'_, Timely>) -> Deadline {
    Deadline {
        clock: row.row.clock.as_str(),
        last_day: None,
        in_time: None,
        sum: String::new(),
        open: None,
        status: row.status().as_str(),
        layer: row.layer.as_str(),
        pack: row.pack.id().to_owned(),
        row: row.number,
        cite: row.citation(),
    }
}

/// The last day by a row, as far as it can be counted.
fn deadline_of(row: &Effective<'_, Timely>, args: &DeadlineArgs) -> Deadline {
    let (start, from) = match row.row.after {
        After::Service => (Some(args.on), "the date of service"),
        After::PrimaryDecision => (args.primary_decided, "the other payer's decision"),
        After::PrimaryReceived => (args.primary_received, "the day the other payer's decision came"),
        After::Remittance => (args.remitted, "the remittance"),
        After::FirstClaim => (None, "the first claim"),
        _ => (None, "another day"),
    };
    let mut one = blank(row);
    let Some(within) = row.row.within.get() else {
        one.sum = format!("nobody knows how long from {from}");
        return one;
    };
    let unit = row.row.unit;
    let Some((start, last)) = start.and_then(|start| Some((start, last_day(row.row, start)?))) else {
        one.sum = format!("{within} {unit} from {from}, which was not told");
        return one;
    };
    one.sum = format!("{start} + {within} {unit} from {from} = {}", last.counted);
    if last.rolled {
        let _ = write!(one.sum, ", no business day: moved to {}", last.day);
    }
    if last.holidays_unknown {
        one.sum.push_str("; later still if that day is on the payer's list of holidays, which was not read");
    }
    one.last_day = Some(last.day);
    // What has to be in time is the claim, or the decision of the other payer itself.
    let day = if row.row.clock == Clock::PrimaryDecision { args.primary_decided } else { args.received };
    one.in_time = day.map(|day| day <= last.day);
    one
}
