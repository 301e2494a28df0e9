//! A contact has one number of a kind.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0385" "contact-kind-repeated" Warning Stable, snip 4, Stc "A7" "127", denied "16", document "contact_kind_repeated.md";
    title: "A contact has two numbers of one kind"
    message: "{0} names a kind of number that this contact already has"
    help: "Send each kind of number once: TE telephone, EX extension, FX fax, EM mail."
    sources: "CMS common edits for 837P" => "X222.076.1000A.PER03 to PER07"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PER", run);

fn run(_: &Cx<'_>, contact: &SegView<'_>, out: &mut Found) {
    for (at, before) in [(5_u16, &[3][..]), (7, &[3, 5])] {
        let kind = contact.element(usize::from(at));
        if !kind.is_empty() && before.iter().any(|one| contact.element(*one) == kind) {
            let element = ElementRef::element(at);
            out.push(Finding::new(&RULE, contact.at_element(element), &[Arg::Element("PER", element)]));
        }
    }
}
