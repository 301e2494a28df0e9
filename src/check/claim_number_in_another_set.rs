//! The claims of a file have numbers of their own.

use super::Scope;
use super::sent::{Sent, Tell};
use crate::diag::Finding;

claim_rule! {
    "PC0343" "claim-number-in-another-set" Warning Stable, snip 4, Stc "A7" "478", denied "18", document "claim_number_in_another_set.md";
    title: "A claim of another transaction set has the same number"
    message: "a claim of an earlier transaction set of this file has the same number (CLM01)"
    help: "Send each claim once. If it is another one, give it a number of its own: answers name the claim by it."
    sources: "Stedi claim edits" => "patient control numbers"
}

pub(crate) const SCOPE: Scope = Scope::Files(run);

fn run(files: &[Sent], tell: Tell<'_>) {
    for (file, sent) in files.iter().enumerate() {
        sent.claims_again().into_iter().for_each(|at| tell(file, Finding::new(&RULE, at, &[])));
    }
}
