//! Nobody is older than 150 years.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::Date;

claim_rule! {
    "PC0365" "birth-long-ago" Warning Stable, snip 4, Stc "A7" "158", denied "14" "16", document "birth_long_ago.md";
    title: "The member was born more than 150 years ago"
    message: "the birth date is more than 150 years before the batch was made"
    help: "Correct the year of birth in the member's record."
    sources: "Stedi claim edits" => "birth dates"
}

pub(crate) const SCOPE: Scope = Scope::Segment("DMG", run);

fn run(cx: &Cx<'_>, born: &SegView<'_>, out: &mut Found) {
    let Some(made) = cx.made else { return };
    // Only centuries tell: the first two digits, before more is read.
    if born.element(1) != b"D8"
        || !matches!(born.element(2).first(), Some(b'0' | b'1'))
        || born.element(2).starts_with(b"19")
    {
        return;
    }
    let age = Date::from_d8(born.element(2)).ok().and_then(|born| made.years_since(born));
    if age.is_some_and(|years| years > 150) {
        out.push(Finding::new(&RULE, born.at_element(ElementRef::element(2)), &[]));
    }
}
