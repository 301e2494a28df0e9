//! Timely filing.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, BilledLine, Case, Holding, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::last_day;
use crate::pack::rows::{After, Clock, ClockDay, Span, Timely};
use crate::value::Date;
use std::cell::Cell as Slot;

payer_rule! {
    "PC0622" "claim-filed-late" Error, Stc "A7" "718", denied "29", document "claim_filed_late.md", reads "timely";
    title: "The claim reached the payer too late"
    message: "{0} has to be there within {1} of {2}"
    help: "Send claims at once; ask the payer whether one of its exceptions fits."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    // A void gives money back, and is never too late.
    if case.claim.frequency().value() == Some(b"8") {
        return;
    }
    let corrects = case.claim.frequency().value() == Some(b"7");
    let own = match (corrects, case.other_payer) {
        (true, _) => Clock::Correction,
        (false, true) => Clock::Secondary,
        (false, false) => Clock::Original,
    };
    for line in &case.lines {
        let clocks: Vec<(Clock, bool)> =
            case.spoken::<Timely>(line).map(|row| (row.row.clock, row.row.if_late == Some(true))).collect();
        let has = |clock: Clock, if_late: bool| clocks.contains(&(clock, if_late));
        let at = || line.view.service_dates().location();
        let mut answers = Vec::new();
        if has(own, false) {
            answers.push(late(case, line, own, false));
        } else if has(own, true) && has(Clock::Original, false) {
            // More time for those that are late by the clock of a first claim.
            let extended = late(case, line, own, true);
            let first = late(case, line, Clock::Original, false);
            answers.push(if first.weight() < extended.weight() { first } else { extended });
        } else if has(Clock::Original, false) && !has(Clock::Last, false) {
            let unknown = case.decide::<Timely>(line, |rows| {
                let row = rows.best(|row| row.clock == Clock::Original)?;
                Some(rows.broken(&row, &[]))
            });
            if let Answer::Broken(broken) = unknown {
                answers.push(Answer::Open(Lack::Unknown, broken));
            }
        }
        if own == Clock::Original && has(Clock::OuterBound, false) {
            answers.push(late(case, line, Clock::OuterBound, false));
        }
        if has(Clock::Last, false) {
            answers.push(late(case, line, Clock::Last, false));
        }
        if case.other_payer && has(Clock::PrimaryDecision, false) {
            answers.push(late(case, line, Clock::PrimaryDecision, false));
        }
        let answers = answers.into_iter().map(|answer| excused(case, answer));
        case.tell_once(found, &RULE, answers, at);
    }
}

/// A claim that gives its reason for delay (CLM20) is late only if the payer does not take the reason.
fn excused(case: &Case<'_>, answer: Answer) -> Answer {
    match answer {
        Answer::Broken(broken) if !case.claim.element(20).is_absent() => {
            Answer::Open(Lack::Fact("whether the payer takes the reason for delay (CLM20)"), broken)
        }
        other => other,
    }
}

/// Is a line late by one clock? All rows of the clock hold, one for each day that time is counted from.
fn late<'a>(case: &Case<'a>, line: &BilledLine<'a>, clock: Clock, if_late: bool) -> Answer {
    let is_of = |row: &Timely| row.clock == clock && (row.if_late == Some(true)) == if_late;
    let lacking = Slot::new(None);
    let judge = |rows: &Holding<'_, 'a, Timely>, unsure: bool| {
        After::ALL.iter().find_map(|after| {
            let row = rows.best(|row| is_of(row) && row.after == *after)?;
            let words = [Arg::Text(clock_words(clock)), within(row.row), Arg::Text(after_words(*after))];
            let days = Days {
                service: line.day(),
                decision: decided(case, line),
                came: None,
                received: case.payers.given.received_on,
            };
            match (due(&days, row.row), unsure) {
                (Due::Late, false) => Some(rows.broken(&row, &words)),
                (Due::Unsure(lack), true) => {
                    lacking.set(Some(lack));
                    Some(rows.broken(&row, &words))
                }
                _ => None,
            }
        })
    };
    match case.decide::<Timely>(line, |rows| judge(rows, false)) {
        Answer::Fine => match case.decide::<Timely>(line, |rows| judge(rows, true)) {
            // Late, unless that one day is on a list that was not read: the biller should look.
            Answer::Broken(broken) if lacking.get() == Some(HOLIDAYS_UNREAD) => {
                Answer::Broken(broken.undecided())
            }
            Answer::Broken(broken) => Answer::Open(lacking.take().unwrap_or(Lack::Unknown), broken),
            answer => answer,
        },
        answer => answer,
    }
}

const HOLIDAYS_UNREAD: Lack = Lack::Fact("the payer's list of holidays");

/// Whether something is in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Due {
    InTime,
    Late,
    Unsure(Lack),
}

/// The days that times are counted between.
struct Days {
    service: Date,
    /// Of another payer's decision.
    decision: Option<Date>,
    /// On which that decision came, where it is on file.
    came: Option<Date>,
    /// On which the payer received the claim.
    received: Option<Date>,
}

fn due(days: &Days, row: &Timely) -> Due {
    if row.within.get().is_none() {
        return Due::Unsure(Lack::Unknown);
    }
    let decision = days.decision;
    let start = match row.after {
        After::Service => Some(days.service),
        After::PrimaryDecision => decision,
        After::PrimaryReceived => days.came.or(decision),
        After::Remittance | After::FirstClaim => None,
    };
    let Some(start) = start else { return Due::Unsure(Lack::Fact(after_words(row.after))) };
    let day = if row.clock == Clock::PrimaryDecision { decision } else { days.received };
    let Some(day) = day else {
        let decision = row.clock == Clock::PrimaryDecision;
        return Due::Unsure(if decision {
            Lack::Fact(after_words(After::PrimaryDecision))
        } else {
            Lack::ReceivedOn
        });
    };
    let Some(last) = last_day(row, start) else { return Due::InTime };
    if day <= last.day {
        return Due::InTime;
    }
    // Both can only have been later or earlier than what is known, in the claim's favour.
    if row.after == After::PrimaryReceived && days.came.is_none() {
        return Due::Unsure(Lack::Fact(after_words(After::PrimaryReceived)));
    }
    if row.basis == Some(ClockDay::Sent) {
        return Due::Unsure(Lack::Fact("the day the claim was sent"));
    }
    let near = last.day.checked_add_days(i32::from(HOLIDAYS)).is_some_and(|near| day <= near);
    if last.holidays_unknown && near {
        return Due::Unsure(HOLIDAYS_UNREAD);
    }
    Due::Late
}

/// No run of holidays and weekends is longer: what is later than that is late whatever the list says.
const HOLIDAYS: u8 = 7;

/// The day of the last decision of another payer on the line, or on the claim.
fn decided(case: &Case<'_>, line: &BilledLine<'_>) -> Option<Date> {
    let on_line =
        line.view.adjudications().filter_map(|one| one.decided().value()).map(|days| days.last()).max();
    on_line.or_else(|| {
        let payers = case.claim.other_insurance().filter_map(|other| other.payer());
        payers.filter_map(|payer| payer.date("573").value()).map(|days| days.last()).max()
    })
}

fn within(row: &Timely) -> Arg {
    let many = u64::from(row.within.get().copied().unwrap_or_default());
    Arg::Many(
        many,
        match row.unit {
            Span::Days => "day",
            Span::Months => "month",
            Span::BusinessDays => "business day",
        },
    )
}

const fn clock_words(clock: Clock) -> &'static str {
    match clock {
        Clock::Original | Clock::OuterBound => "a first claim",
        Clock::Correction => "a corrected claim",
        Clock::Secondary => "a claim after another payer",
        Clock::PrimaryDecision => "the other payer's decision",
        Clock::Last => "the last claim for a service",
        Clock::Appeal => "an appeal",
        Clock::LateAuthorization => "a request for a late authorization",
        Clock::Missing => "a claim that was lost",
    }
}

const fn after_words(after: After) -> &'static str {
    match after {
        After::Service => "the date of service",
        After::PrimaryDecision => "the day of the other payer's decision",
        After::PrimaryReceived => "the day the other payer's decision came",
        After::Remittance => "the day of the payer's remittance",
        After::FirstClaim => "the day of the first claim",
    }
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Each(log);

/// A first claim for it, if it arrived on the day that the caller told.
fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    // Without such a day nothing is being filed.
    if kind.timely.is_empty() || book.told.received_on.is_none() {
        return Answer::Fine;
    }
    let secondary = kind.traits.other_payer;
    let days = Days {
        service: attendance.day,
        decision: book.decided_on(attendance.encounter),
        came: book.decision_came(attendance.encounter),
        received: book.told.received_on,
    };
    let has = |clock, if_late: bool| {
        kind.timely.iter().any(|row| row.row.clock == clock && (row.row.if_late == Some(true)) == if_late)
    };
    let own = if secondary { Clock::Secondary } else { Clock::Original };
    let mut answer = if has(own, false) {
        by_clock(kind, &days, own, false)
    } else if has(own, true) && has(Clock::Original, false) {
        // More time for those that are late by the clock of a first claim.
        let extended = by_clock(kind, &days, own, true);
        let first = by_clock(kind, &days, Clock::Original, false);
        if first.weight() < extended.weight() { first } else { extended }
    } else if secondary && has(Clock::Original, false) && !has(Clock::Last, false) {
        let row = kind.best(&kind.timely, |row| row.clock == Clock::Original);
        // A time that nobody knows makes nothing late; that it was not looked at is told.
        row.map_or(Answer::Fine, |row| Answer::Open(Lack::Unknown, kind.broken(&row, &[]).undecided()))
    } else {
        Answer::Fine
    };
    if !secondary {
        answer = answer.worse(by_clock(kind, &days, Clock::OuterBound, false));
    }
    answer = answer.worse(by_clock(kind, &days, Clock::Last, false));
    if secondary {
        answer = answer.worse(by_clock(kind, &days, Clock::PrimaryDecision, false));
    }
    answer
}

/// Is it late by one clock? All rows of the clock hold, one for each day that time is counted from.
fn by_clock(kind: &Kind<'_>, days: &Days, clock: Clock, if_late: bool) -> Answer {
    let each = After::ALL.iter().filter_map(|after| {
        let is_of = |row: &Timely| {
            row.clock == clock && (row.if_late == Some(true)) == if_late && row.after == *after
        };
        let row = kind.best(&kind.timely, is_of)?;
        let broken = || {
            let words = [Arg::Text(clock_words(clock)), within(row.row), Arg::Text(after_words(*after))];
            kind.broken(&row, &words)
        };
        Some(match due(days, row.row) {
            Due::InTime => Answer::Fine,
            Due::Late => Answer::Broken(broken()),
            Due::Unsure(HOLIDAYS_UNREAD) => Answer::Broken(broken().undecided()),
            Due::Unsure(lack) => Answer::Open(lack, broken()),
        })
    });
    each.fold(Answer::Fine, Answer::worse)
}

/// What a row on corrections says, for its message.
pub(crate) fn correction_words(row: &Timely) -> [Arg; 3] {
    [Arg::Text(clock_words(Clock::Correction)), within(row), Arg::Text(after_words(row.after))]
}
