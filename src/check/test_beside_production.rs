//! A file is for production, or it is a test.

use super::Scope;
use super::sent::{Sent, Tell, at_interchange};
use crate::diag::Finding;

claim_rule! {
    "PC0346" "test-beside-production" Warning Stable, snip 7, Nowhere "a receiver puts test claims aside without an answer about them", denied, document "test_beside_production.md";
    title: "Test and production stand in one file"
    message: "this interchange is a test and the first one is not, or the other way round (ISA15)"
    help: "Send tests in files of their own: claims that are marked as a test are not paid."
    sources: "stupidedi" => "interchange envelopes, ISA15"
}

pub(crate) const SCOPE: Scope = Scope::Files(run);

fn run(files: &[Sent], tell: Tell<'_>) {
    for (file, sent) in files.iter().enumerate() {
        let known = || sent.interchanges.iter().filter(|one| matches!(one.usage, b'T' | b'P'));
        let Some(first) = known().next() else { continue };
        for one in known().filter(|one| one.usage != first.usage) {
            tell(file, Finding::new(&RULE, at_interchange(one, 15), &[]));
        }
    }
}
