//! The ages that a service is for.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::{Answer, BilledLine, Case, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::Lacking;
use crate::pack::rows::Age;
use crate::table::Known;

payer_rule! {
    "PC0617" "member-outside-ages" Error, Stc "A8" "475", denied "6", document "member_outside_ages.md", reads "age";
    title: "The member's age is outside the ages that the service is for"
    message: "the service is {0} {1}"
    help: "Check the date of birth; if it is right, bill the service for the member's age, if there is one."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let answers = case.lines.iter().map(|line| {
        let age = case.age(line.day());
        let unknown = case.decide::<Age>(line, |rows| {
            let row = rows.best(|_| true)?;
            let open = age.is_none() || row.row.least == Some(Known::Unknown);
            open.then(|| rows.broken(&row, &[]))
        });
        match (unknown, age) {
            (Answer::Broken(broken), None) => Answer::Open(Lack::Fact(Lacking::Age.as_str()), broken),
            (Answer::Broken(broken), Some(_)) => Answer::Open(Lack::Unknown, broken),
            (_, None) => Answer::Fine,
            (_, Some(age)) => outside(case, line, age),
        }
    });
    // One member, one date of birth: told once for all lines of the claim.
    case.tell_once(found, &RULE, answers, || {
        let born = case.claim.member().map(|member| member.birth_date().location());
        born.unwrap_or_else(|| case.claim.segment().at())
    });
}

fn outside<'a>(case: &Case<'a>, line: &BilledLine<'a>, age: u16) -> Answer {
    case.decide::<Age>(line, |rows| {
        let row = rows.best(|_| true)?;
        bound(row.row, age).map(|args| rows.broken(&row, &args))
    })
}

/// The bound of the row that the age is beyond, in words.
fn bound(row: &Age, age: u16) -> Option<[Arg; 2]> {
    let least = row.least.as_ref().and_then(|least| least.get().copied());
    let years = |age: u16| Arg::Many(u64::from(age), "year");
    match (least, row.most) {
        (Some(least), _) if age < least => Some([Arg::Text("for ages from"), years(least)]),
        (_, Some(most)) if age > most => Some([Arg::Text("for ages up to"), years(most)]),
        _ => None,
    }
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(_: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let Some(row) = kind.ages else { return Answer::Fine };
    let born = attendance.member.and_then(|(_, member)| member.born);
    let Some(age) = born.and_then(|born| attendance.day.years_since(born)) else {
        return Answer::Open(Lack::Fact(Lacking::Age.as_str()), kind.broken(&row, &[]));
    };
    match bound(row.row, age) {
        Some(args) => Answer::Broken(kind.broken(&row, &args)),
        // An age that nobody knows shuts nobody out; that it was not looked at is told.
        None if row.row.least == Some(Known::Unknown) => {
            Answer::Open(Lack::Unknown, kind.broken(&row, &[]).undecided())
        }
        None => Answer::Fine,
    }
}
