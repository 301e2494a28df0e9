//! When the note of a contact was written and signed.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::Answer;
use crate::diag::{Arg, Lack};
use crate::pack::rows::{Record, Recorded};
use crate::value::Date;

log_rule! {
    "PC0718" "note-late" Error Audit, denied "16", document "note_late.md", reads "record";
    title: "The note of a contact was written or signed too late, or is not signed"
    message: "{0}"
    help: "Have the note completed before it is billed; where it is too late for that, follow the payer's rule on late notes."
}

pub(crate) const ABOUT: About = About::Encounter;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(book: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let encounter = attendance.encounter;
    let mut worst = Answer::Fine;
    for row in &kind.records {
        let (day, missing, late, early) = match row.row.recorded {
            Recorded::Note => (
                encounter.note_written.or_else(|| encounter.signature_day()),
                "the day of the note",
                "the note was written later than the payer's rule lets it be",
                "the note was written before the contact",
            ),
            Recorded::Signature => (
                encounter.signature_day(),
                "the day of the signature",
                "the note was signed later than the payer's rule lets it be",
                "the note was signed before the contact",
            ),
            Recorded::MemberSignature => {
                let signed = encounter.tags.iter().any(|tag| tag == "member-signature");
                let lack = Lack::Fact("whether the member signed");
                if !signed {
                    worst = worst.worse(Answer::Open(lack, kind.broken(row, &[]).undecided()));
                }
                continue;
            }
            Recorded::Retention | Recorded::Content => continue,
        };
        let Some(day) = day else {
            // A log that never names such a day tells nothing by leaving it out.
            let open = kind.broken(row, &[Arg::Text("the note is not signed")]);
            let logged = book.logs_notes(row.row.recorded);
            worst = worst.worse(match asks(row.row) {
                true if logged => {
                    kind.answer(row, &[Arg::Text("the log has no day for the note or its signature")])
                }
                true => Answer::Open(Lack::Fact(missing), open.undecided()),
                false => Answer::Fine,
            });
            continue;
        };
        let words = if row.row.after_contact == Some(true) && day < attendance.day {
            Some(early)
        } else {
            is_late(row.row, attendance.day, day, book.told.received_on).then_some(late)
        };
        if let Some(words) = words {
            worst = worst.worse(kind.answer(row, &[Arg::Text(words)]));
        }
    }
    worst
}

/// Does the row ask for a day at all?
const fn asks(row: &Record) -> bool {
    row.within_days.is_some() || row.before_claim.is_some() || row.after_contact.is_some()
}

fn is_late(row: &Record, contact: Date, day: Date, claimed: Option<Date>) -> bool {
    let within = row.within_days.as_ref().and_then(|within| within.get().copied());
    let last = within.and_then(|within| contact.checked_add_days(i32::from(within)));
    let after_claim = row.before_claim == Some(true) && claimed.is_some_and(|claimed| claimed < day);
    last.is_some_and(|last| last < day) || after_claim
}
