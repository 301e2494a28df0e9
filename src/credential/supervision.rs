//! Whether a person is supervised as the rules ask, and whether a person may supervise.

use super::answer::{Answer, Reason, Step};
use super::case::Case;
use super::roster::Roster;
use super::{Question, same};
use crate::evidence::{Meeting, MeetingMode, Staff, TrainingKind, WorkKind};
use crate::pack::body::rows::Role;
use crate::pack::body::{Body, BodyRow};
use crate::pack::rows::{Counted, Every, Ratio, Supervision, SupervisionMode, Supervisor};
use crate::pack::{Ask, Known, Lacking, PackRow, Status, Truth};
use crate::value::{Date, Minutes, Quantity};

/// A row on supervision, wherever it stands.
struct Rule<'a, R> {
    row: &'a R,
    cite: String,
    status: Status,
}

/// What a rule says, and how well it is known.
#[derive(Clone, Copy)]
pub(super) struct Said {
    pub(super) answer: Answer,
    pub(super) status: Status,
}

impl Said {
    /// Both; of two that say the same, how well the better known one is known.
    fn and(self, other: Self) -> Self {
        let answer = self.answer.and(other.answer);
        let of_it = [self, other].into_iter().filter(|one| one.answer == answer).map(|one| one.status);
        Self { answer, status: of_it.min().unwrap_or(self.status) }
    }
}

impl<R> Rule<'_, R> {
    /// What is only recalled is told and decides nothing.
    fn decides(&self, answer: Answer) -> Option<Said> {
        (self.status != Status::Recalled).then_some(Said { answer, status: self.status })
    }

    fn reason(&self, step: Step, says: String) -> Reason {
        Reason { step, says, cite: self.cite.clone(), status: Some(self.status) }
    }
}

/// The rule that holds: the payer's own, else that of the body.
fn rule<'a, R: PackRow + BodyRow>(
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
            let (cite, status) = (one.citation(), one.status());
            return Some(Rule { row: one.row, cite, status });
        }
    }
    bodies.iter().find_map(|body| {
        let row = body.best(&ask, |row: &R| of(row))?;
        let terms = BodyRow::terms(row)?;
        Some(Rule { row, cite: body.citation(terms), status: terms.status })
    })
}

/// Is the person supervised as the rules ask? Nothing where no rule asks.
pub(super) fn supervised(
    question: &Question<'_>,
    staff: &Staff,
    cases: &[Case<'_>],
    reasons: &mut Vec<Reason>,
) -> Option<Said> {
    let own;
    let people = if let Some(people) = question.people {
        people
    } else {
        own = Roster::of(question.roster, question.encounters);
        &own
    };
    let bodies: Vec<&Body> = cases.iter().map(|case| case.body).collect();
    let case = cases.first();
    let mut answers: Vec<Said> = Vec::new();
    let known =
        |row: &Supervision| row.every.as_ref().and_then(Known::get).is_some() || row.before_hours.is_some();
    if let Some(rule) = rule::<Supervision>(question, &bodies, case, known) {
        let often = often(&rule, question, staff, case, reasons);
        answers.extend(rule.decides(often));
        let before = before(&rule, (question, people), staff, reasons);
        answers.extend(before.and_then(|before| rule.decides(before)));
    }
    let supervisors = staff.supervisors.iter().filter(|one| {
        one.from.is_none_or(|from| from <= question.on) && one.to.is_none_or(|to| question.on <= to)
    });
    for assignment in supervisors {
        let Some(supervisor) = people.find(&assignment.supervisor) else {
            continue;
        };
        answers.extend(load((question, people), supervisor, &bodies, reasons));
        answers.extend(qualified(question, supervisor, &bodies, reasons));
    }
    answers.into_iter().reduce(Said::and)
}

/// May the person supervise? Nothing where no rule asks, or the person does not.
pub(super) fn may_supervise(
    question: &Question<'_>,
    staff: &Staff,
    cases: &[Case<'_>],
    reasons: &mut Vec<Reason>,
) -> Option<Answer> {
    let people = Roster::of(question.roster, &[]);
    let supervises = staff.supervisor_since.is_some()
        || staff.roles.iter().any(|role| role.eq_ignore_ascii_case("supervisor"))
        || !people.under(&staff.id).is_empty();
    if !supervises {
        return None;
    }
    let mut bodies: Vec<&Body> = cases.iter().map(|case| case.body).collect();
    for peer in people.under(&staff.id) {
        bodies.extend(peer.credentials.iter().filter_map(|one| question.bodies.find(&one.body)));
    }
    if bodies.is_empty() {
        // Whom the person supervises is not on file: then those whom this agency employs.
        let all = question.roster.iter().flat_map(|one| &one.credentials);
        bodies.extend(all.filter_map(|one| question.bodies.find(&one.body)));
    }
    let before = reasons.len();
    let answers =
        [qualified(question, staff, &bodies, reasons), load((question, &people), staff, &bodies, reasons)];
    if reasons.len() == before {
        let says =
            "no rule says who may supervise: name the payer's pack, or on the roster who is supervised"
                .to_owned();
        reasons.push(Reason { step: Step::Supervisor, says, cite: String::new(), status: None });
        return Some(Answer::Unknown);
    }
    answers.into_iter().flatten().reduce(Said::and).map(|said| said.answer)
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
fn often(
    rule: &Rule<'_, Supervision>,
    question: &Question<'_>,
    staff: &Staff,
    case: Option<&Case<'_>>,
    reasons: &mut Vec<Reason>,
) -> Answer {
    let Some(every) = rule.row.every.as_ref().and_then(Known::get).copied() else { return Answer::Valid };
    let on = question.on;
    // Meetings of an earlier stage were held under the rules of that stage; a renewal alone begins none.
    let first = case.and_then(|case| {
        let periods = case.periods(on);
        let begun = periods.iter().filter_map(|one| one.first).filter(|first| *first <= on);
        if case.credential.stage.is_some() { begun.max() } else { begun.min() }
    });
    let mut meetings: Vec<&Meeting> = staff
        .supervision
        .iter()
        .filter(|one| one.on <= on && first.is_none_or(|first| first <= one.on))
        .collect();
    meetings.sort_by_key(|one| one.on);
    let times = rule.row.times.unwrap_or(1);
    let (interval, word) = match every {
        Every::Week => ((7, 0), "week"),
        Every::Month => ((0, 1), "month"),
        Every::HalfYear => ((0, 6), "half-year"),
        Every::Year => ((0, 12), "year"),
        Every::HoursWorked => return by_hours(rule, staff, on, first, reasons),
    };
    let move_by = |day: Date, sign: i32| match interval {
        (days, 0) => day.checked_add_days(sign * days),
        (_, months) => day.checked_add_months(sign * months),
    };
    let asks = asks(rule.row, times, word);
    if meetings.is_empty() {
        reasons.push(rule.reason(Step::Supervision, format!("supervision: {asks}; no meeting is on file")));
        return Answer::Unknown;
    }
    let with = |least: Answer| -> Vec<&Meeting> {
        let fits = |one: &&&Meeting| match counts(rule.row, one) {
            Answer::Valid => true,
            Answer::Unknown => least == Answer::Unknown,
            Answer::Invalid => false,
        };
        meetings.iter().filter(fits).copied().collect()
    };
    let (sure, maybe) = (with(Answer::Valid), with(Answer::Unknown));
    let fallen = meetings.len() - maybe.len();
    let left_out = if fallen > 0 {
        format!(
            "; {fallen} of {} meetings are too short or held in a way that does not count",
            meetings.len()
        )
    } else {
        String::new()
    };
    let (answer, says) = if times > 1 || rule.row.one_of_minutes.is_some() {
        let from = move_by(on, -1);
        let recent = |of: &[&Meeting]| -> Vec<Meeting> {
            of.iter().filter(|one| from.is_none_or(|from| from < one.on)).map(|one| (*one).clone()).collect()
        };
        let (certain, possible) = (recent(&sure), recent(&maybe));
        let enough = |of: &[Meeting]| of.len() >= usize::from(times);
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
        let longest =
            longest.map(|longest| format!(", the longest of {longest} minutes")).unwrap_or_default();
        (number.and(long), format!("{} in the {word} up to {on}{longest}", possible.len()))
    } else {
        let gap = |of: &[&Meeting]| longest_gap(of, on, |day| move_by(day, 1));
        match (gap(&sure), gap(&maybe)) {
            (None, None) if maybe.is_empty() => (Answer::Invalid, "no meeting counts".to_owned()),
            (_, Some((from, to))) => {
                let days = to.days_since(from);
                (Answer::Invalid, format!("{days} days from {from} to {to} are more than a {word}"))
            }
            (None, None) if !sure.is_empty() => (Answer::Valid, format!("no gap of more than a {word}")),
            _ => (Answer::Unknown, "the file does not say enough of each meeting".to_owned()),
        }
    };
    reasons.push(rule.reason(Step::Supervision, format!("supervision: {asks}; {says}{left_out}")));
    answer
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
    reasons: &mut Vec<Reason>,
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
    reasons.push(rule.reason(Step::Supervision, says));
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
    reasons: &mut Vec<Reason>,
) -> Option<Answer> {
    let hours = rule.row.before_hours?;
    let Some(first) = people.first_contact(&staff.id) else {
        let minutes = given(staff, question.on);
        let says = format!(
            "{hours} hours of supervision come before the first contact; {minutes} minutes are on file up to {}, and no contact is",
            question.on
        );
        reasons.push(rule.reason(Step::Supervision, says));
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
    reasons.push(rule.reason(Step::Supervision, says));
    Some(answer)
}

/// Does a supervisor have no more people than may be?
fn load(
    (question, people): (&Question<'_>, &Roster<'_>),
    supervisor: &Staff,
    bodies: &[&Body],
    reasons: &mut Vec<Reason>,
) -> Option<Said> {
    let of = |row: &Ratio| matches!(row.counted, Counted::StaffPerSupervisor | Counted::FtePerSupervisor);
    let rule = rule::<Ratio>(question, bodies, None, of)?;
    let most = rule.row.most.as_ref().and_then(Known::get).copied()?;
    let mut count = 0_u32;
    let (mut posts, mut unstated) = (Quantity::ZERO, false);
    for peer in people.under(&supervisor.id) {
        let mut theirs = peer.supervisors.iter().filter(|one| {
            one.supervisor == supervisor.id
                && one.from.is_none_or(|from| from <= question.on)
                && one.to.is_none_or(|to| question.on <= to)
        });
        let Some(assignment) = theirs.next() else { continue };
        count += 1;
        match assignment.fte.or(peer.fte).and_then(|share| posts.checked_add(share)) {
            Some(sum) => posts = sum,
            None => unstated = true,
        }
    }
    if count == 0 {
        return None;
    }
    let (answer, says) = if rule.row.counted == Counted::StaffPerSupervisor {
        let over = rust_decimal::Decimal::from(count) > most.to_decimal();
        (Answer::of(!over), format!("{count} people under one supervisor; at most {most} may be"))
    } else {
        let share = supervisor.fte;
        let limit = share.and_then(|share| share.to_decimal().checked_mul(most.to_decimal()));
        let answer = match limit {
            Some(limit) if posts.to_decimal() > limit => Answer::Invalid,
            Some(_) if !unstated => Answer::Valid,
            _ => Answer::Unknown,
        };
        let share = share.map_or_else(|| "unknown extent".to_owned(), |share| format!("{share} full post"));
        let one = Quantity::from(rust_decimal::Decimal::ONE);
        let more = if unstated { " and more of unknown share" } else { "" };
        (
            answer,
            format!(
                "{posts} full post{}{more} under a supervisor of {share}; at most {most} to one may be",
                if posts == one { "" } else { "s" }
            ),
        )
    };
    reasons.push(rule.reason(Step::Supervisor, says));
    rule.decides(answer)
}

/// Is the supervisor qualified?
fn qualified(
    question: &Question<'_>,
    supervisor: &Staff,
    bodies: &[&Body],
    reasons: &mut Vec<Reason>,
) -> Option<Said> {
    let rule =
        rule::<Supervisor>(question, bodies, None, |row| !row.route.is_empty() || row.training.is_some())?;
    let on = question.on;
    let mut answer = Answer::Valid;
    // Trained, or still within the time for it?
    let trained = supervisor
        .training
        .iter()
        .any(|one| one.kind == Some(TrainingKind::SupervisorCourse) && one.on <= on);
    let mut open = false;
    if rule.row.training.is_some() && !trained {
        let by = supervisor.supervisor_since.zip(rule.row.training_within_months);
        let by = by.and_then(|(since, months)| since.checked_add_months(i32::from(months)));
        let (met, says) = match by {
            Some(by) if on <= by => {
                open = true;
                (Answer::Valid, format!("the supervisor's course is not on file; it has to be done by {by}"))
            }
            Some(by) => (
                Answer::Invalid,
                format!(
                    "the supervisor is not qualified: the course had to be done by {by}, and none is on file"
                ),
            ),
            None => (
                Answer::Unknown,
                "the supervisor's course is not on file, and not since when the person supervises".to_owned(),
            ),
        };
        reasons.push(rule.reason(Step::Supervisor, says));
        answer = answer.and(met);
    }
    if !rule.row.route.is_empty() {
        let has = |token: &String| {
            let course = rule.row.training.as_ref().is_some_and(|course| same(course, token))
                || same(token, TrainingKind::SupervisorCourse.as_str());
            (course && (trained || open)) || shows(question, supervisor, token)
        };
        let way = rule.row.route.iter().find(|route| route.all_of.iter().all(has));
        // A file with qualifications that fit none of the ways says no; a file without any says nothing.
        let plain = ["supervisor", "peer"];
        let silent = supervisor.facts.is_empty()
            && supervisor.credentials.is_empty()
            && supervisor.roles.iter().all(|role| plain.iter().any(|one| same(one, role)));
        let (met, says) = match way {
            Some(way) => {
                let words = way.words.as_deref().unwrap_or("one of the ways");
                (Answer::Valid, format!("one way to be a supervisor is on file: {words}"))
            }
            None if silent => (
                Answer::Unknown,
                format!(
                    "the file does not say by which of the {} ways the supervisor is qualified",
                    rule.row.route.len()
                ),
            ),
            None if certified_to_supervise(question, supervisor) => (
                Answer::Unknown,
                "a supervisor's certification is on file; whether it counts beside the ways of this rule is not said"
                    .to_owned(),
            ),
            None => (
                Answer::Invalid,
                format!(
                    "the supervisor is not qualified: none of the {} ways is on file in full",
                    rule.row.route.len()
                ),
            ),
        };
        reasons.push(rule.reason(Step::Supervisor, says));
        answer = answer.and(met);
    }
    rule.decides(answer)
}

/// Is a certification for those who supervise in force, which another rule may ask for?
fn certified_to_supervise(question: &Question<'_>, staff: &Staff) -> bool {
    staff.credentials.iter().any(|one| {
        let case = question.bodies.find(&one.body).and_then(|body| Case::new(staff, one, body));
        case.is_some_and(|case| {
            case.row.role == Some(Role::Supervisor)
                && case.body.rows.supervisor.iter().all(|row| {
                    let names = row.route.iter().flat_map(|route| &route.all_of);
                    names.into_iter().all(|name| !case.is_called(name))
                })
                && case.bills(question.on, &mut Vec::new()) != Answer::Invalid
        })
    })
}

/// Is that on file of the person: as a fact, a role, a level, or a credential in force?
fn shows(question: &Question<'_>, staff: &Staff, token: &str) -> bool {
    let on = question.on;
    let credential = || {
        staff.credentials.iter().any(|one| {
            let body = question.bodies.find(&one.body);
            let row = body.and_then(|body| body.credential(&one.credential));
            let bare = token.rsplit('/').next().unwrap_or(token);
            let named = same(&one.credential, bare)
                || row.is_some_and(|row| {
                    row.also.iter().chain(&row.terms.id).chain([&row.name]).any(|name| same(name, bare))
                });
            named
                && match body.and_then(|body| Case::new(staff, one, body)) {
                    Some(case) => case.bills(on, &mut Vec::new()) != Answer::Invalid,
                    None => true,
                }
        })
    };
    staff.facts.iter().any(|fact| same(&fact.fact, token) && fact.holds(on))
        || staff.roles.iter().any(|role| same(role, token))
        || staff.level.as_deref().is_some_and(|level| same(level, token))
        || credential()
}
