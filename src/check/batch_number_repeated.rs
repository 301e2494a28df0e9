//! The batches of a file have numbers of their own.

use super::Scope;
use super::sent::{Sent, Tell};
use crate::diag::Finding;

claim_rule! {
    "PC0344" "batch-number-repeated" Warning Stable, snip 4, Stc "A3" "746", denied "18", document "batch_number_repeated.md";
    title: "Two transaction sets have one batch number"
    message: "an earlier transaction set of this file has the same batch number (BHT03)"
    help: "Give each transaction set a batch number that was not used before: a receiver takes the second for a copy of the first."
    sources: "stupidedi" => "005010X222A1, BHT03",
             "EDISS audit lists" => "batches that were sent before"
}

pub(crate) const SCOPE: Scope = Scope::Files(run);

fn run(files: &[Sent], tell: Tell<'_>) {
    for (file, sent) in files.iter().enumerate() {
        sent.batches_again().into_iter().for_each(|at| tell(file, Finding::new(&RULE, at, &[])));
    }
}
