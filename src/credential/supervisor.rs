//! Who may supervise, and how many people.

use super::Question;
use super::answer::{Answer, Reason, Step};
use super::case::Case;
use super::roster::Roster;
use super::supervision::{Said, Told, rule};
use crate::evidence::{Staff, TrainingKind, within};
use crate::pack::Known;
use crate::pack::body::rows::Role;
use crate::pack::body::{Body, same};
use crate::pack::rows::{Counted, Ratio, Supervisor};
use crate::value::Quantity;

/// May the person supervise? Nothing where no rule asks, or the person does not.
pub(super) fn may_supervise(
    question: &Question<'_>,
    staff: &Staff,
    cases: &[Case<'_>],
    reasons: &mut Told<'_>,
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
    let before = reasons.count();
    let answers =
        [qualified(question, staff, &bodies, reasons), load((question, &people), staff, &bodies, reasons)];
    if reasons.count() == before {
        let says =
            "no rule says who may supervise: name the payer's pack, or on the roster who is supervised"
                .to_owned();
        reasons.add(|| Reason { step: Step::Supervisor, says, cite: String::new(), status: None });
        return Some(Answer::Unknown);
    }
    answers.into_iter().flatten().reduce(Said::and).map(|said| said.answer)
}

/// Does a supervisor have no more people than may be?
pub(super) fn load(
    (question, people): (&Question<'_>, &Roster<'_>),
    supervisor: &Staff,
    bodies: &[&Body],
    reasons: &mut Told<'_>,
) -> Option<Said> {
    let of = |row: &Ratio| matches!(row.counted, Counted::StaffPerSupervisor | Counted::FtePerSupervisor);
    let rule = rule::<Ratio>(question, bodies, None, of)?;
    let most = rule.row.most.as_ref().and_then(Known::get).copied()?;
    let mut count = 0_u32;
    let (mut posts, mut unstated) = (Quantity::ZERO, false);
    for peer in people.under(&supervisor.id) {
        let mut theirs = peer
            .supervisors
            .iter()
            .filter(|one| one.supervisor == supervisor.id && within(one.from, one.to, question.on));
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
    reasons.add(|| rule.reason(Step::Supervisor, says));
    rule.decides(answer)
}

/// Is the supervisor qualified?
pub(super) fn qualified(
    question: &Question<'_>,
    supervisor: &Staff,
    bodies: &[&Body],
    reasons: &mut Told<'_>,
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
        reasons.add(|| rule.reason(Step::Supervisor, says));
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
        reasons.add(|| rule.reason(Step::Supervisor, says));
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
