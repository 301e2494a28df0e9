//! An interchange is sent once.

use super::Scope;
use super::sent::{Sent, Tell, at_interchange};
use crate::diag::Finding;

claim_rule! {
    "PC0347" "interchange-in-another-file" Info Preview, snip 7, Ta1 "025", denied "18", document "interchange_in_another_file.md";
    title: "Another file has an interchange of the same control number"
    message: "an interchange of another file of this check has the same sender, receiver and control number (ISA13)"
    help: "If both are to be sent, give each interchange a number of its own; if one is a copy or its correction, send one."
    sources: "005010X222A1" => "ISA13, by general knowledge of the guide; not read in the original"
}

pub(crate) const SCOPE: Scope = Scope::Files(run);

fn run(files: &[Sent], tell: Tell<'_>) {
    let each = files.iter().enumerate();
    let mut all: Vec<_> = each
        .flat_map(|(file, sent)| sent.interchanges.iter().map(move |one| (one.hash, file, one)))
        .collect();
    all.sort_by_key(|(hash, file, one)| (*hash, *file, one.number));
    for pair in all.windows(2) {
        let [(first, first_file, _), (second, file, one)] = pair else { continue };
        if first == second && first_file != file {
            tell(*file, Finding::new(&RULE, at_interchange(one, 13), &[]));
        }
    }
}
