//! Another payer comes first, and its decision is not on file.

use super::book::{About, Attendance, Book, Kind, LogRun, Paying, before, stack_of};
use super::payer::{Answer, Broken, Payers};
use crate::diag::Lack;
use crate::evidence::{Adjudication, Coverage};

log_rule! {
    "PC0723" "other-payer-not-decided" Error All, denied "22", document "other_payer_not_decided.md", reads;
    title: "Another payer comes first, and its decision is not on file"
    message: "the decision of the payer that comes first is not on file"
    help: "Bill the other payer first; add its decision to `adjudications`, with what it paid and why it did not pay the rest."
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Each(log);

/// A claim goes to a payer only where it is next.
fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let (Paying::Stack { coverage, .. }, Some((_, member))) = (attendance.payer, attendance.member) else {
        return Answer::Fine;
    };
    if !kind.traits.other_payer {
        return Answer::Fine;
    }
    let decisions = book.decisions(attendance.encounter);
    let mut first = before(member, coverage, attendance.day);
    if first.any(|other| !decisions.iter().any(|one| decided_by(book.payers, one, other))) {
        let lack = Lack::Fact("the decision of the payer that comes first");
        return Answer::Open(lack, Broken::by_none(&[]));
    }
    Answer::Fine
}

/// Is that the decision of the payer of a coverage?
pub(crate) fn decided_by(payers: &Payers, decision: &Adjudication, coverage: &Coverage) -> bool {
    let same = |one: &Option<String>, other: &Option<String>, or: &dyn Fn(&str, &str) -> bool| {
        let (one, other) = (one.as_deref()?, other.as_deref()?);
        Some(one.eq_ignore_ascii_case(other) || or(one, other))
    };
    // A coverage may name its payer by a pack, whose payer has that number.
    let of_pack = |number: &str, named: &str| {
        let stack = stack_of(payers, named).and_then(|stack| payers.ruled().get(usize::from(stack)));
        stack.is_some_and(|stack| payers.is_called(stack, number))
    };
    let number = same(&decision.payer_number, &coverage.payer, &of_pack);
    let name = same(&decision.payer_name, &coverage.payer_name, &|_, _| false);
    // One of both is enough; where neither can be compared, it is the only other payer there is.
    match (number, name) {
        (Some(true), _) | (_, Some(true)) | (None, None) => true,
        (Some(false), _) | (None, Some(false)) => false,
    }
}
