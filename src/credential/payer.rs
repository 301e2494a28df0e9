//! What a payer asks for: the combinations of credentials of which each is enough.

use super::answer::{Answer, Reason, Step};
use super::asked::on_record;
use super::period::{self, Said};
use super::same;
use crate::evidence::{Credential, Fact};
use crate::pack::body::Bodies;
use crate::pack::body::rows::Stage;
use crate::pack::rows::CredentialRow;
use crate::pack::{Ask, Effective, Lacking, Stack, Truth};
use crate::value::Date;
use std::fmt::Write as _;

/// The word by which packs name whatever certification the payer takes for another.
const COMPARABLE: &str = "comparable";

/// A credential of the person with its answer for the day.
pub(super) struct Answered<'a> {
    pub(super) credential: &'a Credential,
    pub(super) answer: Answer,
}

/// May services of the day be billed to this payer? Nothing where it has no rule on credentials.
pub(super) fn asks(
    stack: &Stack,
    bodies: &Bodies,
    held: &[Answered<'_>],
    facts: &[Fact],
    ask: &Ask<'_>,
    reasons: &mut Vec<Reason>,
) -> Option<Answer> {
    let rows = stack.all::<CredentialRow>(ask);
    if rows.is_empty() {
        if let Some(first) = first_day(stack, ask) {
            let says =
                format!("the payer's rules on credentials begin on {first}; what held before was not found");
            reasons.push(Reason { step: Step::Payer, says, cite: String::new(), status: None });
            return Some(Answer::Unknown);
        }
        let says = "the payer's rules say nothing of credentials".to_owned();
        reasons.push(Reason { step: Step::Payer, says, cite: String::new(), status: None });
        return None;
    }
    let mut best = Answer::Invalid;
    let mut told = Vec::new();
    for row in &rows {
        let (answer, says) = one(row, bodies, held, facts, ask.on);
        // What rows that only might speak say is never certain.
        let answer = match row.truth {
            Truth::Open(lacking) if answer == Answer::Valid && lacking != Lacking::Service => Answer::Unknown,
            _ => answer.capped(row.status()),
        };
        told.push(Reason {
            step: Step::Payer,
            says: format!("{says}: {}", outcome(answer)),
            cite: row.citation(),
            status: Some(row.status()),
        });
        best = best.or(answer);
    }
    reasons.append(&mut told);
    Some(best)
}

/// The first day on which a payer's rules speak of credentials, where that is still to come.
fn first_day(stack: &Stack, ask: &Ask<'_>) -> Option<Date> {
    let rows = stack.layers().flat_map(|pack| &pack.rows.credential).map(|row| &row.terms);
    let asked = rows.filter(|terms| {
        terms.service.is_empty()
            || ask.service.is_none_or(|service| terms.service.iter().any(|one| one == service))
    });
    asked.filter_map(|terms| terms.from).filter(|from| ask.on < *from).min()
}

const fn outcome(answer: Answer) -> &'static str {
    match answer {
        Answer::Valid => "in force",
        Answer::Invalid => "not in force",
        Answer::Unknown => "cannot be told",
    }
}

fn one(
    row: &Effective<'_, CredentialRow>,
    bodies: &Bodies,
    held: &[Answered<'_>],
    facts: &[Fact],
    on: Date,
) -> (Answer, String) {
    let CredentialRow { all_of, any_of, endorsement, in_process, in_process_until, .. } = row.row;
    let named = |name: &String, one: &Answered<'_>| is(bodies, name, one.credential);
    let has = |name: &String| {
        if same(name.split('/').next().unwrap_or_default(), COMPARABLE) {
            // Whether a certification is one that the payer takes for another, no list says.
            let others = held.iter().filter(|one| !all_of.iter().chain(any_of).any(|name| named(name, one)));
            return others.fold(Answer::Invalid, |answer, one| answer.or(one.answer.and(Answer::Unknown)));
        }
        let mine = held.iter().filter(|one| named(name, one));
        mine.fold(Answer::Invalid, |answer, one| {
            answer.or(one.answer.and(endorsed(endorsement, one.credential, bodies)))
        })
    };
    let mut answer = all_of.iter().map(has).fold(Answer::Valid, Answer::and);
    if !any_of.is_empty() {
        answer = answer.and(any_of.iter().map(has).fold(Answer::Invalid, Answer::or));
    }
    if all_of.is_empty() && any_of.is_empty() {
        answer = held.iter().fold(Answer::Invalid, |answer, one| {
            answer.or(one.answer.and(endorsed(endorsement, one.credential, bodies)))
        });
    }
    // A roster without a credential says nothing of credentials.
    if held.is_empty() {
        answer = Answer::Unknown;
    }
    let mut says = format!("{} asks for", row.pack.pack.name);
    let mut parts = Vec::new();
    if !all_of.is_empty() {
        parts.push(format!(" {}", all_of.join(" with ")));
    }
    if !any_of.is_empty() {
        let names: Vec<&str> = any_of
            .iter()
            .map(|name| if name.starts_with(COMPARABLE) { "a comparable certification" } else { name })
            .collect();
        parts.push(match names.as_slice() {
            [name] => format!(" {name}"),
            _ => format!(" one of {}", names.join(", ")),
        });
    }
    if parts.is_empty() {
        parts.push(" a credential".to_owned());
    }
    says += &parts.join(" and");
    if !endorsement.is_empty() {
        let _ = write!(says, ", endorsed for {}", endorsement.join(" or "));
    }
    if let Some(fact) = in_process {
        let by = all_of.iter().chain(any_of).find_map(|name| required_by(bodies, name, fact, on));
        let (there, told) = on_record(facts, fact, by, on);
        let open = in_process_until.is_none_or(|until| on <= until);
        let _ = write!(says, ", or on the way to it with {fact}");
        if let Some(until) = in_process_until {
            let _ = write!(says, " up to {until}");
        }
        if open && (answer != Answer::Valid || there == Answer::Valid) {
            let _ = write!(says, " ({told})");
        }
        let mut on_the_way = there.and(Answer::of(open));
        let mut theirs = held.iter().filter(|one| all_of.iter().chain(any_of).any(|name| named(name, one)));
        if theirs.clone().next().is_none() {
            // The paper alone does not say that the person is on the way.
            on_the_way = on_the_way.and(Answer::Unknown);
        } else if theirs.all(|one| against(one.credential, on)) {
            on_the_way = Answer::Invalid;
        }
        answer = answer.or(on_the_way);
    }
    (answer, says)
}

/// Does the body have something against the holder on that day?
fn against(credential: &Credential, on: Date) -> bool {
    matches!(period::said(credential, on), Said::Span(span) if period::adverse(span.status))
}

/// The day by which somebody still on the way needs that on record, as the rules of the body have it.
fn required_by(bodies: &Bodies, name: &str, fact: &str, on: Date) -> Option<Date> {
    let body = bodies.find(name.split('/').next()?)?;
    let stage =
        body.best(&Ask::on(on), |row: &Stage| row.requires.iter().any(|needed| same(needed, fact)))?;
    stage.requires_by
}

/// Does the credential bear one of the endorsements?
fn endorsed(asked: &[String], credential: &Credential, bodies: &Bodies) -> Answer {
    if asked.is_empty() {
        return Answer::Valid;
    }
    let row = bodies.find(&credential.body).and_then(|body| body.credential(&credential.credential));
    let also = || row.into_iter().flat_map(|row| &row.also);
    // `MHPS` is the Mental Health Peer Specialist; a name that a credential goes by may say its endorsement.
    let full = |word: &str| {
        let of = also().find(|name| name.contains(' ') && same(&initials(name), word));
        letters_of(of.map_or(word, String::as_str))
    };
    let bears = |word: &str, endorsement: &str| full(word).starts_with(&letters_of(endorsement));
    let known = |word: &str| row.is_some_and(|row| row.endorsement.iter().any(|one| bears(word, one)));
    let by_name = Some(credential.credential.as_str()).filter(|name| known(name));
    let words = || credential.endorsements.iter().map(String::as_str).chain(by_name);
    if words().any(|word| asked.iter().any(|asked| bears(word, asked))) {
        return Answer::Valid;
    }
    // The file may have left it out, or have a word of its own for it.
    let plain = words().next().is_some() && words().all(known);
    if plain { Answer::Invalid } else { Answer::Unknown }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).collect()
}

fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Is that the credential that the pack names as `body/credential`, or as the body alone?
fn is(bodies: &Bodies, name: &str, credential: &Credential) -> bool {
    let (body, which) = name.split_once('/').map_or((name, None), |(body, which)| (body, Some(which)));
    let same_body = same(body, &credential.body)
        || bodies
            .find(body)
            .zip(bodies.find(&credential.body))
            .is_some_and(|(asked, has)| asked.id() == has.id());
    let same_credential = which.is_none_or(|which| {
        same(which, &credential.credential)
            || bodies.find(body).is_some_and(|body| {
                let asked = body.credential(which);
                asked.is_some() && asked == body.credential(&credential.credential)
            })
    });
    same_body && same_credential
}
