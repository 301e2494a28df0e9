//! Persons and organizations.

use super::payer::{Case, PayerRun};
use super::provider_role_missing::there;
use crate::diag::{Arg, Found};
use crate::pack::rows::Party;

payer_rule! {
    "PC0625" "provider-of-wrong-kind" Error, Stc "A7" "775", denied "16", document "provider_of_wrong_kind.md", reads "party";
    title: "A provider on the claim is a person where the payer wants an organization, or the other way round"
    message: "the payer wants {0} in this role"
    help: "Name the person or the organization that the payer's rule wants, with its own NPI."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    for (role, party) in there(case) {
        let is: u8 = match party.entity_type().value() {
            Some(b"1") => 1,
            Some(b"2") => 2,
            _ => continue,
        };
        let answers = case.lines.iter().map(|line| {
            case.decide::<Party>(line, |rows| {
                let row = rows.best(|row| row.role == role && row.npi_type.is_some())?;
                let wanted = row.row.npi_type?;
                let words = if wanted == 1 { "a person (type 1)" } else { "an organization (type 2)" };
                (wanted != is).then(|| rows.broken(&row, &[Arg::Text(words)]))
            })
        });
        case.tell_once(found, &RULE, answers, || party.entity_type().location());
    }
}
