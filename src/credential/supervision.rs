//! Whether a person is supervised as the rules ask.

use super::Question;
use super::answer::{Answer, Reason, Step};
use super::case::Case;
use super::roster::Roster;
use super::supervisor::{load, qualified};
use crate::evidence::{Assignment, Meeting, MeetingMode, Staff, WorkKind, within};
use crate::pack::body::{Body, BodyRow};
use crate::pack::rows::{Every, Supervision, SupervisionMode};
use crate::pack::{Ask, Effective, Known, Lacking, PackRow, Stack, Status, Terms, Truth};
use crate::value::{Date, Minutes, Quantity};
use std::collections::BTreeSet;

/// A row on supervision, wherever it stands.
pub(super) struct Rule<'a, R> {
    pub(super) row: &'a R,
    stands: Stands<'a, R>,
    status: Status,
}

/// Where a row stands.
pub(super) enum Stands<'a, R> {
    Pack(Effective<'a, R>),
    Body(&'a Body, &'a Terms),
}

/// Where reasons are noted: nowhere, where only the answer is wanted.
pub(super) struct Told<'r> {
    all: Option<&'r mut Vec<Reason>>,
    count: usize,
    /// The interval at which meetings are due.
    every: Option<Every>,
}

impl<'r> Told<'r> {
    pub(super) const fn to(all: &'r mut Vec<Reason>) -> Self {
        Self { all: Some(all), count: 0, every: None }
    }

    pub(super) const fn nobody() -> Self {
        Self { all: None, count: 0, every: None }
    }

    pub(super) fn add(&mut self, reason: impl FnOnce() -> Reason) {
        self.count += 1;
        if let Some(all) = &mut self.all {
            all.push(reason());
        }
    }

    /// Words of a reason; none, where nobody is told.
    fn words(&self, words: impl FnOnce() -> String) -> String {
        if self.all.is_some() { words() } else { String::new() }
    }

    /// The interval at which meetings are due, if it was asked for.
    pub(super) const fn every(&self) -> Option<Every> {
        self.every
    }

    /// How many there were.
    pub(super) const fn count(&self) -> usize {
        self.count
    }
}

/// What a rule says, and how well it is known.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) answer: Answer,
    pub(super) status: Status,
}

impl Said {
    /// Both; of two that say the same, how well the better known one is known.
    pub(super) fn and(self, other: Self) -> Self {
        let answer = self.answer.and(other.answer);
        let of_it = [self, other].into_iter().filter(|one| one.answer == answer).map(|one| one.status);
        Self { answer, status: of_it.min().unwrap_or(self.status) }
    }
}

impl<R: PackRow> Rule<'_, R> {
    /// What is only recalled is told and decides nothing.
    pub(super) fn decides(&self, answer: Answer) -> Option<Said> {
        (self.status != Status::Recalled).then_some(Said { answer, status: self.status })
    }

    pub(super) fn reason(&self, step: Step, says: String) -> Reason {
        let cite = match &self.stands {
            Stands::Pack(row) => row.citation(),
            Stands::Body(body, terms) => body.citation(terms),
        };
        Reason { step, says, cite, status: Some(self.status) }
    }
}

/// The rule that holds: the payer's own, else that of the body.
pub(super) fn rule<'a, R: PackRow + BodyRow>(
    question: &'a Question<'_>,
    bodies: &[&'a Body],
    case: Option<&Case<'_>>,
    of: impl Fn(&R) -> bool,
) -> Option<Rule<'a, R>> {
    let stage = case.and_then(|case| case.credential.stage.as_deref());
    let ids: Vec<String> = case.map_or_else(Vec::new, |case| {
        let id = case.ids.first().copied().unwrap_or_default();
        [id.to_owned()]
            .into_iter()
            .chain(case.body.body.also.iter().chain([&case.body.body.id]).map(|body| format!("{body}/{id}")))
            .collect()
    });
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let mut ask = Ask::on(question.on);
    ask.service = question.service;
    ask.stage = stage;
    ask.credentials = case.map(|_| ids.as_slice());
    for stack in question.stacks {
        // A row for certain services speaks of those who give them.
        let speaks = |truth| matches!(truth, Truth::Yes | Truth::Open(Lacking::Service));
        let mut all = stack.all::<R>(&ask);
        all.retain(|one| speaks(one.truth) && of(one.row));
        if let Some(one) = all.into_iter().max_by_key(|one| (one.layer, one.number)) {
            return Some(Rule { row: one.row, status: one.status(), stands: Stands::Pack(one) });
        }
    }
    bodies.iter().find_map(|body| {
        let row = body.best(&ask, |row: &R| of(row))?;
        let terms = BodyRow::terms(row)?;
        Some(Rule { row, status: terms.status, stands: Stands::Body(body, terms) })
    })
}

/// Is the person supervised as the rules ask? Nothing where no rule asks.
pub(super) fn supervised(
    question: &Question<'_>,
    staff: &Staff,
    cases: &[Case<'_>],
    reasons: &mut Told<'_>,
) -> Option<Said> {
    let people = question.everyone();
    let bodies: Vec<&Body> = cases.iter().map(|case| case.body).collect();
    let case = cases.first();
    let mut answers: Vec<Said> = Vec::new();
    let known =
        |row: &Supervision| row.every.as_ref().and_then(Known::get).is_some() || row.before_hours.is_some();
    if let Some(rule) = rule::<Supervision>(question, &bodies, case, known) {
        let often = often(&rule, question, staff, case, reasons);
        answers.extend(rule.decides(often));
        let before = before(&rule, (question, &people), staff, reasons);
        answers.extend(before.and_then(|before| rule.decides(before)));
    }
    let now = |one: &&Assignment| within(one.from, one.to, question.on);
    for assignment in staff.supervisors.iter().filter(now) {
        let Some(supervisor) = people.find(&assignment.supervisor) else { continue };
        answers.extend(load((question, &people), supervisor, &bodies, reasons));
        answers.extend(qualified(question, supervisor, &bodies, reasons));
    }
    answers.into_iter().reduce(Said::and)
}

/// The days on which [`supervised`] may turn, beside those of the person's own credentials, as long as meetings are
/// due by the same interval.
pub(super) fn turns(question: &Question<'_>, staff: &Staff, every: Option<Every>, into: &mut Vec<Date>) {
    let mut months = BTreeSet::new();
    for rows in question.stacks.iter().flat_map(Stack::layers).map(|pack| &pack.rows) {
        let all = rows.supervision.iter().map(|row| &row.terms);
        let all = all.chain(rows.ratio.iter().map(|row| &row.terms));
        for row in all.chain(rows.supervisor.iter().map(|row| &row.terms)) {
            into.extend(row.enforced_from);
            span(row.from, row.to, into);
        }
        months.extend(rows.supervisor.iter().filter_map(|row| row.training_within_months));
    }
    for body in staff.credentials.iter().filter_map(|one| question.bodies.find(&one.body)) {
        months.extend(body.rows.supervisor.iter().filter_map(|row| row.training_within_months));
    }
    into.extend(staff.work.iter().map(|work| work.from));
    let people = question.everyone();
    for assignment in &staff.supervisors {
        span(assignment.from, assignment.to, into);
        let Some(supervisor) = people.find(&assignment.supervisor) else { continue };
        let under = people.under(&supervisor.id).iter().flat_map(|peer| &peer.supervisors);
        for other in under.filter(|one| one.supervisor == supervisor.id) {
            span(other.from, other.to, into);
        }
        for fact in &supervisor.facts {
            span(fact.from, fact.to, into);
        }
        into.extend(supervisor.training.iter().map(|course| course.on));
        if let Some(since) = supervisor.supervisor_since {
            let ends = months.iter().map(|months| since.checked_add_months(i32::from(*months)));
            ends.for_each(|end| span(None, end, into));
        }
        for credential in &supervisor.credentials {
            let body = question.bodies.find(&credential.body);
            if let Some(case) = body.and_then(|body| Case::new(supervisor, credential, body)) {
                case.turns(question.on, into);
            }
        }
    }
    // A meeting is due again after so long, and counts for so long: the day after where a month is shorter.
    for meeting in &staff.supervision {
        let again = every.and_then(|every| moved(meeting.on, every, 1));
        into.extend(again);
        span(Some(meeting.on), again, into);
    }
}

/// The first day of a span, and the day after its last.
fn span(from: Option<Date>, to: Option<Date>, into: &mut Vec<Date>) {
    into.extend(from);
    into.extend(to.and_then(|to| to.checked_add_days(1)));
}

/// Does a meeting count?
fn counts(rule: &Supervision, meeting: &Meeting) -> Answer {
    let long = match (rule.least_minutes, meeting.minutes) {
        (None, _) => Answer::Valid,
        (Some(_), None) => Answer::Unknown,
        (Some(least), Some(minutes)) => Answer::of(minutes.get() >= u32::from(least)),
    };
    let mode = if rule.mode.is_empty() || rule.mode.contains(&SupervisionMode::Any) {
        Answer::Valid
    } else {
        meeting.mode.map_or(Answer::Unknown, |mode| {
            match Answer::of(rule.mode.iter().any(|one| mode.is(one.as_str()))) {
                // Some rules take live picture and sound for face to face, and `remote` may be sound alone.
                Answer::Invalid
                    if matches!(mode, MeetingMode::Remote | MeetingMode::Video)
                        && rule.mode.contains(&SupervisionMode::FaceToFace) =>
                {
                    Answer::Unknown
                }
                answer => answer,
            }
        })
    };
    long.and(mode)
}

/// Is it often enough, and long enough?
fn often<'a>(
    rule: &Rule<'_, Supervision>,
    question: &Question<'_>,
    staff: &'a Staff,
    case: Option<&Case<'_>>,
    reasons: &mut Told<'_>,
) -> Answer {
    let Some(every) = rule.row.every.as_ref().and_then(Known::get).copied() else { return Answer::Valid };
    reasons.every = Some(every);
    let on = question.on;
    // Meetings of an earlier stage were held under the rules of that stage; a renewal alone begins none.
    let first = case.and_then(|case| {
        let periods = case.periods(on);
        let begun = periods.iter().filter_map(|one| one.first).filter(|first| *first <= on);
        if case.credential.stage.is_some() { begun.max() } else { begun.min() }
    });
    let mut meetings: Vec<&'a Meeting> = staff
        .supervision
        .iter()
        .filter(|one| one.on <= on && first.is_none_or(|first| first <= one.on))
        .collect();
    meetings.sort_by_key(|one| one.on);
    let times = rule.row.times.unwrap_or(1);
    let word = match every {
        Every::Week => "week",
        Every::Month => "month",
        Every::HalfYear => "half-year",
        Every::Year => "year",
        Every::HoursWorked => return by_hours(rule, staff, on, first, reasons),
    };
    let asks = || asks(rule.row, times, word);
    if meetings.is_empty() {
        reasons.add(|| {
            rule.reason(Step::Supervision, format!("supervision: {}; no meeting is on file", asks()))
        });
        return Answer::Unknown;
    }
    let with = |least: Answer| -> Vec<&'a Meeting> {
        let fits = |one: &&&Meeting| match counts(rule.row, one) {
            Answer::Valid => true,
            Answer::Unknown => least == Answer::Unknown,
            Answer::Invalid => false,
        };
        meetings.iter().filter(fits).copied().collect()
    };
    let (sure, maybe) = (with(Answer::Valid), with(Answer::Unknown));
    let fallen = meetings.len() - maybe.len();
    let left_out = || match (fallen, meetings.len()) {
        (0, _) => String::new(),
        (_, all) => {
            format!("; {fallen} of {all} meetings are too short or held in a way that does not count")
        }
    };
    let (answer, says) = if times > 1 || rule.row.one_of_minutes.is_some() {
        let from = moved(on, every, -1);
        let recent = |of: &[&'a Meeting]| -> Vec<&'a Meeting> {
            of.iter().copied().filter(|one| from.is_none_or(|from| from < one.on)).collect()
        };
        let (certain, possible) = (recent(&sure), recent(&maybe));
        let enough = |of: &[&Meeting]| of.len() >= usize::from(times);
        let number = match (enough(&certain), enough(&possible)) {
            (true, _) => Answer::Valid,
            (false, true) => Answer::Unknown,
            (false, false) => Answer::Invalid,
        };
        let longest = possible.iter().filter_map(|one| one.minutes).map(Minutes::get).max();
        let long = rule.row.one_of_minutes.map_or(Answer::Valid, |least| match longest {
            Some(longest) if longest >= u32::from(least) => Answer::Valid,
            _ if possible.iter().any(|one| one.minutes.is_none()) => Answer::Unknown,
            _ => Answer::Invalid,
        });
        let words = reasons.words(|| {
            let longest = longest.map(|longest| format!(", the longest of {longest} minutes"));
            format!("{} in the {word} up to {on}{}", possible.len(), longest.unwrap_or_default())
        });
        (number.and(long), words)
    } else {
        let gap = |of: &[&Meeting]| longest_gap(of, on, |day| moved(day, every, 1));
        match (gap(&sure), gap(&maybe)) {
            (None, None) if maybe.is_empty() => (Answer::Invalid, "no meeting counts".to_owned()),
            (_, Some((from, to))) => {
                let days = to.days_since(from);
                let words = || format!("{days} days from {from} to {to} are more than a {word}");
                (Answer::Invalid, reasons.words(words))
            }
            (None, None) if !sure.is_empty() => {
                (Answer::Valid, reasons.words(|| format!("no gap of more than a {word}")))
            }
            _ => (Answer::Unknown, "the file does not say enough of each meeting".to_owned()),
        }
    };
    reasons.add(|| rule.reason(Step::Supervision, format!("supervision: {}; {says}{}", asks(), left_out())));
    answer
}

/// A day so many intervals later.
fn moved(day: Date, every: Every, times: i32) -> Option<Date> {
    match every {
        Every::Week => day.checked_add_days(times.checked_mul(7)?),
        Every::Month => day.checked_add_months(times),
        Every::HalfYear => day.checked_add_months(times.checked_mul(6)?),
        Every::Year => day.checked_add_months(times.checked_mul(12)?),
        Every::HoursWorked => None,
    }
}

/// What is asked for, in words.
fn asks(row: &Supervision, times: u16, word: &str) -> String {
    let times = match times {
        1 => format!("once a {word}"),
        2 => format!("twice a {word}"),
        more => format!("{more} times a {word}"),
    };
    let least = row.least_minutes.map(|least| format!(", {least} minutes at least")).unwrap_or_default();
    let one =
        row.one_of_minutes.map(|least| format!(", one of {least} minutes at least")).unwrap_or_default();
    format!("{times}{least}{one} is asked for")
}

/// The first stretch without a meeting that is longer than it may be.
fn longest_gap(of: &[&Meeting], on: Date, due: impl Fn(Date) -> Option<Date>) -> Option<(Date, Date)> {
    let days: Vec<Date> = of.iter().map(|one| one.on).chain([on]).collect();
    let over = |pair: &&[Date]| match pair {
        [from, to] => due(*from).is_some_and(|due| *to > due),
        _ => false,
    };
    let found = days.windows(2).filter(over).max_by_key(|pair| match pair {
        [from, to] => to.days_since(*from),
        _ => 0,
    });
    match found? {
        [from, to] => Some((*from, *to)),
        _ => None,
    }
}

/// An hour of supervision for so many hours worked.
fn by_hours(
    rule: &Rule<'_, Supervision>,
    staff: &Staff,
    on: Date,
    first: Option<Date>,
    reasons: &mut Told<'_>,
) -> Answer {
    let Some(hours) = rule.row.hours else { return Answer::Unknown };
    let since = |day: Date| day <= on && first.is_none_or(|first| first <= day);
    let worked = staff.work.iter().filter(|one| since(one.from) && one.kind == Some(WorkKind::Service));
    let worked = worked.map(|one| one.hours).try_fold(Quantity::ZERO, Quantity::checked_add);
    let minutes: u64 = staff
        .supervision
        .iter()
        .filter(|one| since(one.on))
        .filter_map(|one| one.minutes)
        .map(|one| u64::from(one.get()))
        .sum();
    let (answer, says) = match worked {
        Some(worked) if worked != Quantity::ZERO => {
            // minutes / 60 >= worked / hours, without a division
            let given = rust_decimal::Decimal::from(minutes).checked_mul(hours.into());
            let asked = worked.to_decimal().checked_mul(60.into());
            let answer =
                given.zip(asked).map_or(Answer::Unknown, |(given, asked)| Answer::of(given >= asked));
            (answer, format!("{minutes} minutes for {worked} hours worked"))
        }
        _ => (Answer::Unknown, "no hours of service are on file".to_owned()),
    };
    let says = format!("supervision: one hour for {hours} worked is asked for; {says}");
    reasons.add(|| rule.reason(Step::Supervision, says));
    answer
}

/// Minutes of supervision up to a day.
fn given(staff: &Staff, to: Date) -> u64 {
    let earlier = staff.supervision.iter().filter(|one| one.on <= to);
    earlier.filter_map(|one| one.minutes).map(|one| u64::from(one.get())).sum()
}

/// Hours of supervision before the first contact.
fn before(
    rule: &Rule<'_, Supervision>,
    (question, people): (&Question<'_>, &Roster<'_>),
    staff: &Staff,
    reasons: &mut Told<'_>,
) -> Option<Answer> {
    let hours = rule.row.before_hours?;
    let Some(first) = people.first_contact(&staff.id) else {
        let minutes = given(staff, question.on);
        let says = format!(
            "{hours} hours of supervision come before the first contact; {minutes} minutes are on file up to {}, and no contact is",
            question.on
        );
        reasons.add(|| rule.reason(Step::Supervision, says));
        // Too few of them, and nobody can tell whether the contact was already.
        return Some(if minutes >= u64::from(hours) * 60 { Answer::Valid } else { Answer::Unknown });
    };
    let earlier = staff.supervision.iter().filter(|one| one.on <= first);
    let unstated = earlier.into_iter().any(|one| one.minutes.is_none());
    let minutes = given(staff, first);
    let answer = match (minutes >= u64::from(hours) * 60, unstated || staff.supervision.is_empty()) {
        (true, _) => Answer::Valid,
        (false, true) => Answer::Unknown,
        (false, false) => Answer::Invalid,
    };
    let says = format!(
        "{hours} hours of supervision come before the first contact on {first}; {minutes} minutes are on file"
    );
    reasons.add(|| rule.reason(Step::Supervision, says));
    Some(answer)
}
