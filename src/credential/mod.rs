//! What a credential is worth on a day.
//!
//! A [`Question`] puts one person of the roster beside the rules of the bodies that certified them, and, where
//! given, beside payers' packs; [`standing`] answers. Two answers are kept apart: may services of the day be
//! billed, and would the body renew, if that were asked for on the day. Each is valid, invalid or unknown, and
//! unknown is never a yes.
//!
//! - The day of the service decides, never the day of the claim.
//! - A period's last day is itself in force, unless a body says otherwise.
//! - A renewal adds a period and edits none: the days between an end and a late renewal stay outside.
//! - A no that rests on a row that is only reported or recalled is unknown.
//! - Hours decide where the file has any; where it has none at all, what is asked for is told.
//!
//! The answer goes to whoever asked about their own staff file: it holds days and numbers, and no names.
//!
//! ```
//! # #[cfg(feature = "packs")] {
//! use peerclaim::credential::{Answer, Question, standing};
//! use peerclaim::evidence::Evidence;
//! use peerclaim::pack::body::Bodies;
//!
//! let evidence = Evidence::from_json(br#"{
//!     "schema": "peerclaim-evidence/1",
//!     "staff": [{ "id": "s1", "credentials": [{
//!         "body": "pcb", "credential": "cps", "issued": "2024-04-01", "expires": "2026-03-31"
//!     }] }]
//! }"#).evidence;
//! let bodies = Bodies::embedded();
//! let question = Question::new("2026-05-15".parse()?, &bodies).evidence(&evidence);
//! let standing = standing(&question, evidence.staff("s1").ok_or("not on the roster")?);
//! assert_eq!((standing.may_bill, standing.may_renew), (Answer::Invalid, Answer::Valid));
//! assert_eq!(standing.held[0].fees.as_ref().map(|fees| fees.sum()).as_deref(), Some("$50 + $75 = $125"));
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod answer;
mod asked;
mod case;
mod compare;
mod hours;
mod json;
mod payer;
mod period;
mod renew;
mod roster;
mod supervision;
mod supervisor;
#[cfg(test)]
mod tests;

pub use answer::{Answer, Fees, Held, Ledger, Reason, Standing, Step, TopicLine};
pub use compare::{Compared, Difference, compare};
#[cfg(feature = "schema")]
pub use json::{comparison_schema, credential_schema};
pub use json::{comparison_to_json, to_json};

use crate::evidence::{Encounter, Evidence, ScreeningDone, Staff};
use crate::pack::body::{Bodies, same};
use crate::pack::{Ask, Stack, Status};
use crate::value::Date;
use case::Case;
use payer::Answered;
pub(crate) use roster::Roster;
use std::borrow::Cow;

/// The form of the machine format that [`to_json`] writes.
pub const CREDENTIAL_SCHEMA: &str = "peerclaim-credential/1";

/// The form of the machine format that [`comparison_to_json`] writes.
pub const COMPARISON_SCHEMA: &str = "peerclaim-credential-comparison/1";

/// What is asked, and by which rules.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct Question<'a> {
    /// The day.
    pub on: Date,
    /// The rules of certification bodies.
    pub bodies: &'a Bodies,
    /// The payers whose rules count too; none: those of the bodies alone.
    pub stacks: &'a [Stack],
    /// The service, as the payers' packs name it.
    pub service: Option<&'a str>,
    /// Everyone on the roster, for who supervises whom.
    pub roster: &'a [Staff],
    /// The service log, for what comes before the first contact.
    pub encounters: &'a [Encounter],
    /// The same two by who is asked for, where many questions are asked.
    people: Option<&'a Roster<'a>>,
}

impl<'a> Question<'a> {
    /// About that day, by the rules of those bodies.
    pub const fn new(on: Date, bodies: &'a Bodies) -> Self {
        Self { on, bodies, stacks: &[], service: None, roster: &[], encounters: &[], people: None }
    }

    /// Everyone by who is asked for: made already, or made now.
    fn everyone(&self) -> Cow<'a, Roster<'a>> {
        self.people.map_or_else(|| Cow::Owned(Roster::of(self.roster, self.encounters)), Cow::Borrowed)
    }

    /// The same about another day.
    const fn moved(mut self, on: Date) -> Self {
        self.on = on;
        self
    }

    /// With the rest of the file.
    #[must_use]
    pub fn evidence(mut self, evidence: &'a Evidence) -> Self {
        (self.roster, self.encounters) = (&evidence.staff, &evidence.encounters);
        self
    }

    /// With the roster and the log made ready for many questions.
    #[must_use]
    pub(crate) const fn people(mut self, people: &'a Roster<'a>) -> Self {
        self.people = Some(people);
        self
    }

    /// By the rules of those payers too.
    #[must_use]
    pub const fn stacks(mut self, stacks: &'a [Stack]) -> Self {
        self.stacks = stacks;
        self
    }

    /// About that service.
    #[must_use]
    pub const fn service(mut self, service: &'a str) -> Self {
        self.service = Some(service);
        self
    }
}

/// What the person's credentials are worth.
pub fn standing(question: &Question<'_>, staff: &Staff) -> Standing {
    let on = question.on;
    let mut reasons = Vec::new();
    let (may_bill, answered) = bills(question, staff, on, &mut reasons);
    roster(staff, on, &mut reasons);
    let mut held = Vec::new();
    let mut may_renew: Option<Answer> = None;
    let mut cases = Vec::new();
    for (number, (credential, billed)) in (1_usize..).zip(staff.credentials.iter().zip(answered)) {
        let case = question.bodies.find(&credential.body).and_then(|body| Case::new(staff, credential, body));
        let mut renewed = renew::Renewed::default();
        let before = reasons.len();
        let renews =
            case.as_ref().map_or(Answer::Unknown, |case| case.renews(on, &mut renewed, &mut reasons));
        if staff.credentials.len() > 1 {
            whose(&mut reasons, before, number, case.as_ref());
        }
        may_renew = Some(may_renew.map_or(renews, |before| before.or(renews)));
        let name = case.as_ref().map(Case::name);
        held.push(Held {
            number,
            name,
            may_bill: billed,
            may_renew: renews,
            ends: renewed.ends,
            ledgers: renewed.ledgers,
            fees: renewed.fees,
        });
        cases.extend(case);
    }
    let mut told = supervision::Told::to(&mut reasons);
    let supervised = supervision::supervised(question, staff, &cases, &mut told).map(|said| said.answer);
    let may_supervise = supervisor::may_supervise(question, staff, &cases, &mut told);
    Standing {
        on,
        may_bill,
        may_renew: may_renew.unwrap_or(Answer::Unknown),
        supervised,
        may_supervise,
        reasons,
        until: (may_bill == Answer::Valid).then(|| until(question, staff, &cases)).flatten(),
        held,
    }
}

/// May services of the day be billed? The first answer of [`standing`], without the rest.
pub fn may_bill(question: &Question<'_>, staff: &Staff) -> Answer {
    bills(question, staff, question.on, &mut Vec::new()).0
}

/// Is the person supervised as the rules ask, and how well is that rule known? Nothing where no rule asks. With the
/// day up to which the answer is the same for certain: the last of those asked about, or an earlier one.
pub(crate) fn supervised_until(
    question: &Question<'_>,
    staff: &Staff,
    last: Date,
) -> (Option<(Answer, Status)>, Date) {
    let cases = cases(question, staff);
    let on = |day: Date| {
        let mut told = supervision::Told::nobody();
        let said = supervision::supervised(&question.moved(day), staff, &cases, &mut told);
        (said.map(|said| (said.answer, said.status)), told.every())
    };
    let (answer, every) = on(question.on);
    let mut turns = all_turns(question, &cases);
    supervision::turns(question, staff, every, &mut turns);
    let mut turns = later(question.on, turns).into_iter().take_while(|turn| *turn <= last);
    // Where meetings are due by another interval, other days are turns.
    let next = turns.find(|turn| on(*turn) != (answer, every));
    let until = next.map_or(Some(last), |turn| turn.checked_add_days(-1));
    (answer, until.unwrap_or(question.on).max(question.on))
}

/// The credentials of a person whose rules are known.
fn cases<'a>(question: &Question<'a>, staff: &'a Staff) -> Vec<Case<'a>> {
    let each = staff.credentials.iter();
    each.filter_map(|one| Case::new(staff, one, question.bodies.find(&one.body)?)).collect()
}

/// May services of the day be billed, and up to which day is the answer the same for certain?
pub(crate) fn bills_until(question: &Question<'_>, staff: &Staff) -> (Answer, Date) {
    let on = question.on;
    let answer = may_bill(question, staff);
    let cases = cases(question, staff);
    let turns = turns(question, &cases);
    let next = turns.iter().find(|turn| **turn > on).and_then(|turn| turn.checked_add_days(-1));
    // A credential without rules has no turns that are known.
    let all_known = cases.len() == staff.credentials.len();
    let same = if all_known { next.or_else(|| Date::new(9999, 12, 31)) } else { Some(on) };
    (answer, same.unwrap_or(on))
}

/// What packs may call the credentials of a person that count on a day.
pub(crate) fn names_on(bodies: &Bodies, staff: &Staff, on: Date) -> Vec<String> {
    let mut all = Vec::new();
    for credential in &staff.credentials {
        let case = bodies.find(&credential.body).and_then(|body| Case::new(staff, credential, body));
        let answer = case.map_or(Answer::Unknown, |case| case.bills(on, &mut Vec::new()));
        all.extend(names(bodies, &Answered { credential, answer }));
    }
    all.sort_unstable();
    all.dedup();
    all
}

/// May services of that day be billed? With the answer for each credential.
fn bills(
    question: &Question<'_>,
    staff: &Staff,
    on: Date,
    reasons: &mut Vec<Reason>,
) -> (Answer, Vec<Answer>) {
    let plain = |step: Step, says: String| Reason { step, says, cite: String::new(), status: None };
    let several = staff.credentials.len() > 1;
    let mut held: Vec<Answered<'_>> = Vec::new();
    for (number, credential) in (1_usize..).zip(&staff.credentials) {
        let body = question.bodies.find(&credential.body);
        let case = body.and_then(|body| Case::new(staff, credential, body));
        let before = reasons.len();
        let answer = match (body, &case) {
            (_, Some(case)) => case.bills(on, reasons),
            (Some(_), None) => {
                let says = "the body's rules know no credential of this name";
                reasons.push(plain(Step::Rules, says.to_owned()));
                Answer::Unknown
            }
            (None, _) => {
                let says = "there are no rules for this body";
                reasons.push(plain(Step::Rules, says.to_owned()));
                Answer::Unknown
            }
        };
        if several {
            whose(reasons, before, number, case.as_ref());
        }
        held.push(Answered { credential, answer });
    }
    let mut answer = held.iter().map(|one| one.answer).reduce(Answer::or).unwrap_or_else(|| {
        reasons.push(plain(Step::Rules, "the roster names no credential of this person".to_owned()));
        Answer::Unknown
    });
    if several && question.stacks.is_empty() {
        let says = "without a payer's rules nobody says which of several credentials count together; the best of them is the answer".to_owned();
        reasons.push(plain(Step::Rules, says));
    }
    let names: Vec<String> = held.iter().flat_map(|one| names(question.bodies, one)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let first = staff.credentials.iter().filter_map(|one| one.first_certified.or(one.issued)).min();
    let mut payers: Option<Answer> = None;
    for stack in question.stacks {
        let mut ask = Ask::on(on);
        ask.service = question.service;
        ask.credentials = Some(&names);
        ask.stage = staff.credentials.iter().find_map(|one| one.stage.as_deref());
        ask.certified_on = first;
        if let Some(one) = payer::asks(stack, question.bodies, &held, &staff.facts, &ask, reasons) {
            payers = Some(payers.map_or(one, |before| before.and(one)));
        }
    }
    if let Some(payers) = payers {
        answer = payers;
    }
    (answer, held.iter().map(|one| one.answer).collect())
}

/// Says of the reasons from a place on whose they are.
fn whose(reasons: &mut [Reason], from: usize, number: usize, case: Option<&Case<'_>>) {
    let name = case.map(|case| format!(" ({})", case.name())).unwrap_or_default();
    for reason in reasons.iter_mut().skip(from) {
        reason.says = format!("credential {number}{name}: {}", reason.says);
    }
}

/// What else the roster says that somebody who bills should look at. It is told and decides nothing.
fn roster(staff: &Staff, on: Date, reasons: &mut Vec<Reason>) {
    let mut say =
        |says: String| reasons.push(Reason { step: Step::Rules, says, cite: String::new(), status: None });
    if let Some(first) = staff.employed_from.filter(|first| on < *first) {
        say(format!("on the roster the employment begins on {first}, after this day"));
    }
    if let Some(last) = staff.employed_to.filter(|last| *last < on) {
        say(format!("on the roster the employment ended on {last}, before this day"));
    }
    let done = staff.screenings.iter().filter(|one| !one.clear && one.on <= on);
    // A later look into the same list may have cleared it.
    let open = done.filter(|one| {
        let later =
            |other: &&ScreeningDone| same(&other.list, &one.list) && one.on < other.on && other.on <= on;
        !staff.screenings.iter().filter(later).any(|other| other.clear)
    });
    for one in open {
        say(format!(
            "a screening of {} is on file as not clear; look at it before anything is billed",
            one.on
        ));
    }
}

/// What packs may call a credential that counts on the day.
fn names(bodies: &Bodies, one: &Answered<'_>) -> Vec<String> {
    if one.answer == Answer::Invalid {
        return Vec::new();
    }
    let raw = format!("{}/{}", one.credential.body, one.credential.credential);
    let body = bodies.find(&one.credential.body);
    let id = body.and_then(|body| body.credential(&one.credential.credential)?.terms.id.clone());
    let known = body.zip(id).map(|(body, id)| [format!("{}/{id}", body.id()), id]);
    std::iter::once(raw).chain(known.into_iter().flatten()).collect()
}

/// The last day up to which the answer stays valid.
fn until(question: &Question<'_>, staff: &Staff, cases: &[Case<'_>]) -> Option<Date> {
    let changes = |day: &&Date| bills(question, staff, **day, &mut Vec::new()).0 != Answer::Valid;
    let turns = turns(question, cases);
    turns.iter().find(changes).and_then(|day| day.checked_add_days(-1))
}

/// The days after the day of the question on which an answer may turn, in order.
fn turns(question: &Question<'_>, cases: &[Case<'_>]) -> Vec<Date> {
    later(question.on, all_turns(question, cases))
}

/// The days after one, each once, in order.
fn later(on: Date, mut days: Vec<Date>) -> Vec<Date> {
    days.retain(|day| *day > on);
    days.sort_unstable();
    days.dedup();
    days
}

/// The days on which an answer may turn.
fn all_turns(question: &Question<'_>, cases: &[Case<'_>]) -> Vec<Date> {
    let mut turns = Vec::new();
    for case in cases {
        case.turns(question.on, &mut turns);
    }
    let next = |day: Option<Date>| day.and_then(|day| day.checked_add_days(1));
    for stack in question.stacks {
        for row in stack.layers().flat_map(|pack| &pack.rows.credential) {
            turns.extend(row.terms.from);
            turns.extend([next(row.terms.to), next(row.in_process_until)].into_iter().flatten());
        }
    }
    turns
}
