//! What peer and member may not be to each other.

use super::book::{About, Attendance, Book, Kind, LogRun};
use super::payer::Answer;
use crate::diag::Arg;
use crate::pack::rows::{Need, Relation};

log_rule! {
    "PC0722" "peer-too-close" Error Audit, denied "96", document "peer_too_close.md", reads "relation";
    title: "Peer and member live together, or one employs the other"
    message: "the payer does not pay where {0}"
    help: "Do not bill it; let another peer serve the member. Correct the member's row if it is wrong."
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(_: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    let Some((_, member)) = attendance.member else { return Answer::Fine };
    let serves = |id: &String| attendance.encounter.staff.contains(id);
    for row in kind.relations.iter().filter(|row| row.row.need == Need::Forbidden) {
        let (so, words) = match row.row.relation {
            Relation::LivesWith => (member.lives_with.iter().any(serves), "peer and member live together"),
            Relation::Employs => (member.employs.iter().any(serves), "the member employs the peer"),
            Relation::AgeGapYears | Relation::PaidCaregiver => (false, ""),
        };
        if so {
            return kind.answer(row, &[Arg::Text(words)]);
        }
    }
    Answer::Fine
}
