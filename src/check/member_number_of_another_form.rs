//! The form of members' numbers.

use super::payer::{Case, PayerRun};
use crate::diag::Found;
use crate::pack::rows::ClaimForm;

payer_rule! {
    "PC0628" "member-number-of-another-form" Warning, Stc "A7" "164", denied "31", document "member_number_of_another_form.md", reads "claim_form";
    title: "The member's number does not look like one of this payer's"
    message: "the member's number is not of the form that this payer's numbers have"
    help: "Copy the number from the payer's eligibility answer or the member's card."
}

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
