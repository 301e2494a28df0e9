//! The ages that a service is for.

use super::payer::{Answer, BilledLine, Case, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::Lacking;
use crate::pack::rows::Age;
use crate::table::Known;

payer_rule! {
    "PC0617" "member-outside-ages" Error, document "member_outside_ages.md", reads "age";
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
        let least = row.row.least.as_ref().and_then(|least| least.get().copied());
        let years = |age: u16| Arg::Many(u64::from(age), "year");
        match (least, row.row.most) {
            (Some(least), _) if age < least => {
                Some(rows.broken(&row, &[Arg::Text("for ages from"), years(least)]))
            }
            (_, Some(most)) if age > most => {
                Some(rows.broken(&row, &[Arg::Text("for ages up to"), years(most)]))
            }
            _ => None,
        }
    })
}
