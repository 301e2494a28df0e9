//! Orders, recommendations, assessments, plans and consents that a service stands on.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::Answer;
use crate::diag::{Arg, Lack};
use crate::evidence::{Document, DocumentKind};
use crate::pack::Truth;
use crate::pack::rows::{Document as Row, Event, Need, Paper, Signer};
use crate::value::Date;

log_rule! {
    "PC0713" "paper-not-in-force" Error Audit, denied "16" "50", document "paper_not_in_force.md", reads "document";
    title: "A paper that the service stands on was not in force on the day"
    message: "{0} {1}"
    help: "Find the paper and add it to the documents with its days and signatures; without it the service is not billed."
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let mut worst = Answer::Fine;
    for paper in Paper::ALL {
        // Of several rows on one paper the nearest holds; one that only might speak where none does.
        let of = |row: &Row| row.paper == *paper;
        let open = || kind.papers.iter().find(|row| of(row.row) && row.truth != Truth::Yes).copied();
        let Some(row) = kind.best(&kind.papers, of).or_else(open) else { continue };
        if row.row.need != Need::Required {
            continue;
        }
        let row = &row;
        let words = Arg::Text(words(row.row.paper));
        if book.evidence.documents.is_empty() {
            let lack = Lack::Fact("a table of documents");
            worst = worst.worse(Answer::Open(lack, kind.broken(row, &[words]).undecided()));
            continue;
        }
        worst = worst.worse(match missing(book, attendance, kind, row.row) {
            Missing::Nothing => Answer::Fine,
            Missing::So(why) => kind.answer(row, &[words, Arg::Text(why)]),
            Missing::Unsaid(what) => Answer::Open(Lack::Fact(what), kind.broken(row, &[]).undecided()),
            Missing::Open(what) => {
                Answer::Open(Lack::Fact(what), kind.broken(row, &[words, Arg::Text(what)]))
            }
        });
    }
    worst
}

/// What a paper lacks.
enum Missing {
    Nothing,
    So(&'static str),
    Open(&'static str),
    /// It is not told, and bars nothing.
    Unsaid(&'static str),
}

/// A plan has to be looked at again, so long after it or the last review. Without a plan there is none to review.
fn review<'e>(book: &Book<'e>, attendance: &Attendance<'e>, row: &Row) -> Missing {
    let plan = latest(book, attendance, DocumentKind::Plan);
    let last = plan.max(latest(book, attendance, DocumentKind::PlanReview));
    let due = last.and_then(|last| later(last, row));
    match due {
        Some(due) if due < attendance.day => Missing::So("is overdue"),
        _ => Missing::Nothing,
    }
}

fn missing<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>, row: &Row) -> Missing {
    let on = attendance.day;
    let first = book.first_day(attendance);
    let about = |paper: &&Document| {
        paper.about.is_empty()
            || kind.service_id().is_none_or(|service| paper.about.iter().any(|one| one == service))
            || row.paper == Paper::Consent
    };
    let all = || book.papers(attendance, is(row.paper)).filter(about);
    if row.paper == Paper::Review {
        return review(book, attendance, row);
    }
    // What the agency has once for all, its documents about members seldom hold.
    if row.paper == Paper::Description && all().next().is_none() {
        return Missing::Unsaid("the agency's approved service description");
    }
    // Nothing is due yet.
    if let Some(due) = due(book, attendance, row, first)
        && on <= due
    {
        return Missing::Nothing;
    }
    if row.by_session.is_some_and(|session| book.session_number(attendance) < u32::from(session)) {
        return Missing::Nothing;
    }
    if matches!(row.before, Some(Event::FirstRequest)) && attendance.encounter.authorization.is_none() {
        return Missing::Nothing;
    }
    let by = match row.before {
        Some(Event::FirstService | Event::Enrolment) => first,
        _ => on,
    };
    let Some(_) = all().next() else { return Missing::So("is not on file") };
    let in_time = || all().filter(|paper| paper.on <= by);
    if in_time().next().is_none() {
        return Missing::So("is later than the service that it has to come before");
    }
    let in_force = || in_time().filter(|paper| holds(paper, row, on));
    if in_force().next().is_none() {
        return Missing::So("was not in force on the date of service");
    }
    if let Some(within) = row.starts_within_days
        && !in_force().any(|paper| first.days_since(paper.on) <= i64::from(within))
    {
        return Missing::So("had lapsed before the first service");
    }
    let signed = || in_force().filter(|paper| is_signed(paper, row, on));
    if signed().next().is_none() {
        let unsigned = in_force().all(|paper| paper.signers.is_empty() && paper.by.is_none());
        let open = Missing::Open("who signed the papers");
        return if unsigned { open } else { Missing::So("lacks a signature that it needs") };
    }
    let says = |paper: &Document| row.content.iter().all(|needed| paper.content.contains(needed));
    if signed().any(says) {
        return Missing::Nothing;
    }
    let silent = signed().all(|paper| paper.content.is_empty());
    let open = Missing::Open("what the papers say");
    if silent { open } else { Missing::So("does not say what it has to say") }
}

/// The day by which the paper has to be there, where it is not before the service.
fn due<'e>(book: &Book<'e>, attendance: &Attendance<'e>, row: &Row, first: Date) -> Option<Date> {
    let event = match row.after? {
        Event::FirstService | Event::FirstRequest => Some(first),
        Event::EachService => Some(attendance.day),
        Event::Enrolment => attendance.member.and_then(|(_, member)| member.enrolled_on).or(Some(first)),
        Event::Recommendation => latest(book, attendance, DocumentKind::Recommendation),
        Event::Referral => latest(book, attendance, DocumentKind::Referral),
        Event::Previous => latest(book, attendance, is(row.paper)),
    }?;
    later(event, row)
}

/// So long after an event as the row gives time.
fn later(event: Date, row: &Row) -> Option<Date> {
    let days = row.within_days.as_ref().and_then(|days| days.get().copied());
    match (days, row.within_months) {
        (Some(days), _) => event.checked_add_days(i32::from(days)),
        (None, Some(months)) => event.checked_add_months(i32::from(months)),
        (None, None) => None,
    }
}

fn latest<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: DocumentKind) -> Option<Date> {
    book.papers(attendance, kind).map(|paper| paper.on).filter(|day| *day <= attendance.day).max()
}

/// Is the paper in force on the day?
fn holds(paper: &Document, row: &Row, on: Date) -> bool {
    let days = row.lasts_days.as_ref().and_then(|days| days.get().copied());
    let last = days.and_then(|days| paper.on.checked_add_days(i32::from(days)));
    let last =
        last.or_else(|| row.lasts_months.and_then(|months| paper.on.checked_add_months(i32::from(months))));
    let from = paper.from.unwrap_or(paper.on);
    from <= on && paper.to.is_none_or(|to| on <= to) && last.is_none_or(|last| on <= last)
}

/// Is it signed as the row asks, by the day?
fn is_signed(paper: &Document, row: &Row, by: Date) -> bool {
    let signed =
        |role: &str| paper.signers.iter().any(|one| one.role == role && one.on.unwrap_or(paper.on) <= by);
    let has = |role: &str| signed(role) || paper.by.as_deref() == Some(role);
    let all = row.signers.iter().all(|signer| match signer {
        // Whoever is one of those that the rule names besides, or a physician, is a licensed practitioner.
        Signer::Practitioner => ["practitioner", "physician", "professional"].iter().any(|role| has(role)),
        signer => has(signer.as_str()),
    });
    all && (row.signed_by_any.is_empty() || row.signed_by_any.iter().any(|role| has(role)))
}

const fn is(paper: Paper) -> DocumentKind {
    match paper {
        Paper::Order => DocumentKind::Order,
        Paper::Recommendation => DocumentKind::Recommendation,
        Paper::Assessment => DocumentKind::Assessment,
        Paper::Plan => DocumentKind::Plan,
        Paper::Review => DocumentKind::PlanReview,
        Paper::Consent => DocumentKind::Consent,
        Paper::Registration => DocumentKind::Registration,
        Paper::Description => DocumentKind::ServiceDescription,
    }
}

const fn words(paper: Paper) -> &'static str {
    match paper {
        Paper::Order => "the service order",
        Paper::Recommendation => "the recommendation of a licensed practitioner",
        Paper::Assessment => "the assessment",
        Paper::Plan => "the individual plan",
        Paper::Review => "the review of the plan",
        Paper::Consent => "the member's consent",
        Paper::Registration => "the member's registration",
        Paper::Description => "the approved service description",
    }
}
