//! An extension belongs to the telephone number before it.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SegView;

claim_rule! {
    "PC0386" "extension-without-telephone" Warning Stable, snip 4, Stc "A7" "127", denied "16", document "extension_without_telephone.md";
    title: "An extension has no telephone number before it"
    message: "{0} is an extension, and no telephone number stands right before it"
    help: "Send the telephone number (TE), and its extension (EX) behind it."
    sources: "Stedi claim edits" => "telephone numbers of contacts"
}

pub(crate) const SCOPE: Scope = Scope::Segment("PER", run);

fn run(_: &Cx<'_>, contact: &SegView<'_>, out: &mut Found) {
    for at in [3_u16, 5, 7] {
        let is_extension = contact.element(usize::from(at)) == b"EX";
        let has_telephone = at > 3 && contact.element(usize::from(at) - 2) == b"TE";
        if is_extension && !has_telephone {
            let element = ElementRef::element(at);
            out.push(Finding::new(&RULE, contact.at_element(element), &[Arg::Element("PER", element)]));
        }
    }
}
