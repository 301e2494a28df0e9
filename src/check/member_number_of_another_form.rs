//! The form of members' numbers.

use super::payer::{Case, PayerRun};
use crate::diag::{Fate, Found, Profile, Rule, Severity, Source, Status};
use crate::pack::rows::ClaimForm;

pub(crate) static RULE: Rule = Rule {
    id: "PC0628",
    name: "member-number-of-another-form",
    title: "The member's number does not look like one of this payer's",
    message: "the member's number is not of the form that this payer's numbers have",
    help: "Copy the number from the payer's eligibility answer or the member's card.",
    severity: Severity::Warning,
    snip: 7,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Nowhere("a payer denies it on its remittance; an acknowledgement need not tell"),
    sources: &[Source { title: "peerclaim packs", section: "claim_form rows; each finding names its row and what that cites" }],
    doc: include_str!("member_number_of_another_form.md"),
};

/// The tables of a pack that it reads.
pub(crate) const READS: &[&str] = &["claim_form"];

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let Some(subscriber) = case.claim.subscriber() else { return };
    let Some(number) = subscriber.id().value() else { return };
    let answers = case.lines.iter().map(|line| {
        case.decide::<ClaimForm>(line, |rows| {
            let row = rows.best(|row| !row.member_number.is_empty())?;
            let fits = row.row.member_number.iter().any(|picture| drawn(number, picture.as_bytes()));
            (!fits).then(|| rows.broken(&row, &[]))
        })
    });
    case.tell_once(found, &RULE, answers, || subscriber.id().location());
}

/// Is the text of that form? 9 stands for a digit, A for a letter, X for either, anything else for itself.
fn drawn(text: &[u8], picture: &[u8]) -> bool {
    text.len() == picture.len()
        && text.iter().zip(picture).all(|(is, form)| match form {
            b'9' => is.is_ascii_digit(),
            b'A' => is.is_ascii_alphabetic(),
            b'X' => is.is_ascii_alphanumeric(),
            other => is == other,
        })
}

#[cfg(test)]
mod tests {
    use super::drawn;

    #[test]
    fn numbers_are_drawn() {
        for (text, picture, fits) in [
            ("1234567890", "9999999999", true),
            ("123456789", "9999999999", false),
            ("12345678901", "9999999999", false),
            ("123456789A", "9999999999", false),
            ("AB123", "AA999", true),
            ("A1123", "AA999", false),
            ("a1-3", "XX-9", true),
            ("a1_3", "XX-9", false),
        ] {
            assert_eq!(drawn(text.as_bytes(), picture.as_bytes()), fits, "{text} {picture}");
        }
    }
}
