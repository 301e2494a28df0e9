//! Hours that are asked for, and those that count: continuing education, work.

use super::answer::{Answer, Ledger, TopicLine};
use super::case::Case;
use super::period;
use crate::evidence::{Training, TrainingKind, TrainingMode, Work, WorkKind};
use crate::pack::Known;
use crate::pack::body::rows::{Ce, Experience, TopicHours};
use crate::value::{Date, Quantity};
use std::fmt::Write as _;

fn add(sum: &mut Quantity, more: Quantity) {
    // Hours of a life fit many times over; a sum that does not fit counts nothing, which never makes a yes.
    *sum = sum.checked_add(more).unwrap_or(Quantity::ZERO);
}

fn total(hours: impl Iterator<Item = Quantity>) -> Quantity {
    hours.fold(Quantity::ZERO, |mut sum, one| {
        add(&mut sum, one);
        sum
    })
}

/// Letters and digits alone: people write a subject in many ways.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The same subject, in the singular or the plural?
fn same_subject(a: &str, b: &str) -> bool {
    let subject = |text: &str| -> String {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(letters);
        words.map(|word| word.strip_suffix('s').unwrap_or(&word).to_owned()).collect()
    };
    letters(a) == letters(b) || subject(a) == subject(b)
}

/// The same hours once more: the same day, course and provider.
fn again(one: &Training, earlier: &Training) -> bool {
    let course = |training: &Training| training.course.as_deref().map(letters);
    let provider = |training: &Training| training.provider.as_deref().map(letters);
    one.on == earlier.on
        && one.hours == earlier.hours
        && course(one).is_some()
        && course(one) == course(earlier)
        && provider(one) == provider(earlier)
}

fn is_topic(row: &TopicHours, named: &str) -> bool {
    std::iter::once(&row.topic).chain(&row.also).any(|topic| same_subject(topic, named))
}

/// Enough, not enough, or enough if what is unclear counts.
fn enough(counted: Quantity, unclear: Quantity, needed: Quantity) -> Answer {
    if counted >= needed {
        Answer::Valid
    } else if counted.checked_add(unclear).is_some_and(|most| most < needed) {
        Answer::Invalid
    } else {
        Answer::Unknown
    }
}

/// Continuing education for the period that ends on that day, as of a day: one ledger for each cycle.
pub(super) fn education(case: &Case<'_>, ce: &Ce, ends: Date, on: Date) -> Vec<Ledger> {
    let term = case.term(on).and_then(|term| period::months(Some(&term.months)));
    let cycle = ce.window_months.or(ce.cycle_months).or(term);
    let cycles = match (cycle, term) {
        (Some(cycle), Some(term)) if cycle > 0 && cycle < term => term / cycle,
        _ => 1,
    };
    let back = |count: u16| {
        cycle
            .and_then(|cycle| cycle.checked_mul(count))
            .and_then(|months| ends.checked_add_months(-i32::from(months)))
    };
    // The oldest cycle first. A day on which one ends and the next begins is of the next.
    (1..=cycles)
        .rev()
        .map(|count| {
            let last =
                if count == 1 { None } else { back(count - 1).and_then(|day| day.checked_add_days(-1)) };
            one_cycle(case, ce, (back(count), last), count < cycles, on)
        })
        .collect()
}

/// `later`: hours before the cycle are those of another.
fn one_cycle(
    case: &Case<'_>,
    ce: &Ce,
    (from, last): (Option<Date>, Option<Date>),
    later: bool,
    on: Date,
) -> Ledger {
    let to = last.map_or(on, |last| last.min(on));
    let continuing = |one: &&Training| {
        matches!(one.kind, None | Some(TrainingKind::Continuing)) && last.is_none_or(|last| one.on <= last)
    };
    let mut ledger = Ledger {
        of: "continuing education",
        from,
        to: Some(to),
        counted: Quantity::ZERO,
        needed: ce.hours.get().copied(),
        not_counted: Vec::new(),
        unclear: Quantity::ZERO,
        topics: Vec::new(),
        on_file: case.staff.training.iter().any(|one| continuing(&one)),
        met: Answer::Unknown,
    };
    let (mut early, mut late, mut kind) = (Quantity::ZERO, Quantity::ZERO, Quantity::ZERO);
    let mut repeated = Quantity::ZERO;
    let mut counting: Vec<(&Training, Quantity)> = Vec::new();
    let mut unstated = false;
    let all: Vec<&Training> = case.staff.training.iter().filter(continuing).collect();
    for (at, training) in all.iter().copied().enumerate() {
        let early_day = from.is_some_and(|from| training.on < from);
        let Some(hours) = training.hours else {
            unstated |= !early_day && training.on <= to;
            continue;
        };
        if early_day && later {
            continue;
        }
        let barred = training
            .topic
            .as_ref()
            .is_some_and(|topic| ce.not_counted.iter().any(|barred| same_subject(barred, topic)));
        let twice = all.iter().take(at).any(|earlier| again(training, earlier));
        if hours.is_negative() {
            unstated |= !early_day && training.on <= to;
        } else if twice {
            add(&mut repeated, hours);
        } else if barred {
            add(&mut kind, hours);
        } else if early_day {
            add(&mut early, hours);
        } else if training.on > to {
            add(&mut late, hours);
        } else {
            counting.push((training, hours));
        }
    }
    ledger.counted = total(counting.iter().map(|(_, hours)| *hours));
    for (why, hours) in [
        ("earned before the days that count", early),
        ("earned after the day of the question or the end of the cycle", late),
        ("of a kind that does not count", kind),
        ("on file twice for the same course and day", repeated),
    ] {
        if hours != Quantity::ZERO {
            ledger.not_counted.push((why, hours));
        }
    }
    let untold = total(counting.iter().filter(|(one, _)| one.topic.is_none()).map(|(_, hours)| *hours));
    for row in &ce.topic {
        let on_it = |one: &Training| one.topic.as_deref().is_some_and(|topic| is_topic(row, topic));
        let counted = total(counting.iter().filter(|(one, _)| on_it(one)).map(|(_, hours)| *hours));
        ledger.topics.push(TopicLine {
            topic: row.topic.clone(),
            needed: row.hours,
            counted,
            met: enough(counted, untold, row.hours),
        });
    }
    if let Some(needed) = ce.live_hours {
        let of = |mode: Option<TrainingMode>| {
            total(counting.iter().filter(|(one, _)| one.mode == mode).map(|(_, hours)| *hours))
        };
        let counted = of(Some(TrainingMode::Live));
        let met = enough(counted, of(None), needed);
        ledger.topics.push(TopicLine { topic: "live".to_owned(), needed, counted, met });
    }
    let all = match ledger.needed {
        None => Answer::Unknown,
        Some(needed) if unstated && ledger.counted < needed => Answer::Unknown,
        Some(needed) => enough(ledger.counted, Quantity::ZERO, needed),
    };
    for topic in ledger.topics.iter_mut().filter(|topic| unstated && topic.met == Answer::Invalid) {
        topic.met = Answer::Unknown;
    }
    ledger.met = ledger.topics.iter().fold(all, |met, topic| met.and(topic.met));
    unless_silent(&mut ledger);
    ledger
}

/// A file without any such hours is no proof of a shortage; nor is a cycle that has not begun.
fn unless_silent(ledger: &mut Ledger) {
    let begun = ledger.from.zip(ledger.to).is_none_or(|(from, to)| from <= to);
    if !ledger.on_file || !begun {
        ledger.met = Answer::Unknown;
        ledger.topics.iter_mut().for_each(|topic| topic.met = Answer::Unknown);
    }
    if !begun {
        ledger.to = None;
    }
}

/// Hours of work from a first to a last day.
pub(super) fn work(case: &Case<'_>, row: &Experience, first: Option<Date>, last: Date) -> Ledger {
    let from = match row.within_months {
        Some(months) => last.checked_add_months(-i32::from(months)),
        None => first,
    };
    let counts = |kind: WorkKind| !row.not_counted.iter().any(|barred| barred == kind.as_str());
    let before = |work: &Work| from.is_some_and(|from| work.to.unwrap_or(work.from) < from);
    let after = |work: &Work| work.from > last;
    let across =
        |work: &Work| from.is_some_and(|from| work.from < from) || work.to.is_some_and(|to| to > last);
    let mut ledger = Ledger {
        of: "hours of work",
        from,
        to: Some(last),
        counted: Quantity::ZERO,
        needed: row.hours.as_ref().and_then(Known::get).copied(),
        not_counted: Vec::new(),
        unclear: Quantity::ZERO,
        topics: Vec::new(),
        on_file: !case.staff.work.is_empty(),
        met: Answer::Unknown,
    };
    let (mut kind, mut outside) = (Quantity::ZERO, Quantity::ZERO);
    for work in case.staff.work.iter().filter(|work| !work.hours.is_negative()) {
        let into = if before(work) || after(work) {
            &mut outside
        } else if across(work) {
            &mut ledger.unclear
        } else {
            match work.kind {
                Some(WorkKind::Other) | None => &mut ledger.unclear,
                Some(one) if counts(one) => &mut ledger.counted,
                Some(_) => &mut kind,
            }
        };
        add(into, work.hours);
    }
    for (why, hours) in [("of a kind that does not count", kind), ("outside the days that count", outside)] {
        if hours != Quantity::ZERO {
            ledger.not_counted.push((why, hours));
        }
    }
    if let Some(needed) = row.supervision_hours {
        let meetings = case
            .staff
            .supervision
            .iter()
            .filter(|meeting| meeting.on <= last && from.is_none_or(|from| from <= meeting.on));
        let minutes: u64 =
            meetings.clone().filter_map(|one| one.minutes).map(|one| u64::from(one.get())).sum();
        let counted = Quantity::from(in_hours(minutes));
        let unstated = case.staff.supervision.is_empty() || meetings.clone().any(|one| one.minutes.is_none());
        let asked = needed.to_decimal().checked_mul(60.into());
        let enough = asked.is_some_and(|asked| rust_decimal::Decimal::from(minutes) >= asked);
        let met = match (enough, unstated) {
            (true, _) => Answer::Valid,
            (false, true) => Answer::Unknown,
            (false, false) => Answer::Invalid,
        };
        ledger.topics.push(TopicLine { topic: "supervision".to_owned(), needed, counted, met });
    }
    let all = ledger.needed.map_or(Answer::Unknown, |needed| enough(ledger.counted, ledger.unclear, needed));
    ledger.met = ledger.topics.iter().fold(all, |met, topic| met.and(topic.met));
    unless_silent(&mut ledger);
    ledger
}

/// A ledger in one sentence: `continuing education: 30 of 36 hours count`.
pub(super) fn sentence(ledger: &Ledger) -> String {
    if !ledger.on_file {
        let needed = ledger.needed.map_or_else(
            || "how many are asked for is not known".to_owned(),
            |needed| format!("{needed} are asked for"),
        );
        return format!("{}: no hours are on file; {needed}", ledger.of);
    }
    let mut text = match ledger.needed {
        Some(needed) => format!("{}: {} of {needed} hours count", ledger.of, ledger.counted),
        None => format!("{}: {} hours count; how many are asked for is not known", ledger.of, ledger.counted),
    };
    match (ledger.from, ledger.to) {
        (Some(from), Some(to)) => drop(write!(text, ", from {from} to {to}")),
        (None, Some(to)) => drop(write!(text, ", up to {to}")),
        (Some(from), None) => drop(write!(text, ", from {from}, which is after the day of the question")),
        _ => {}
    }
    for (why, hours) in &ledger.not_counted {
        let _ = write!(text, "; {hours} {why}");
    }
    if ledger.unclear != Quantity::ZERO {
        let _ = write!(text, "; of {} the file does not say enough", ledger.unclear);
    }
    if let Some(short) = ledger.short().filter(|short| *short != Quantity::ZERO) {
        let _ = write!(text, "; short by {short}");
    }
    for topic in ledger.topics.iter().filter(|topic| topic.met != Answer::Valid) {
        let _ = write!(text, "; {} of {} on {}", topic.counted, topic.needed, topic.topic);
    }
    text
}

/// Minutes in hours to a hundredth, the rest left away: for show.
fn in_hours(minutes: u64) -> rust_decimal::Decimal {
    let hundredths = i64::try_from(minutes.saturating_mul(100) / 60).unwrap_or(i64::MAX);
    rust_decimal::Decimal::new(hundredths, 2)
}
