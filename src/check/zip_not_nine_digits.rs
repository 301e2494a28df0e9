//! Billing provider and place of service have nine digits of ZIP code.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::guide::SetView;
claim_rule! {
    "PC0318" "zip-not-nine-digits" Warning Stable, snip 4, Stc "A7" "500", denied "16", document "zip_not_nine_digits.md";
    title: "The ZIP code of the billing provider has not nine digits"
    message: "N403 has not nine digits; {0} needs all nine"
    help: "Look up the four digits behind the ZIP code (ZIP+4) of the street; never fill up with zeros."
    sources: "stupidedi" => "005010X222A1, N403 of loop 2010AA",
             "CMS 5010 edits" => "N403 of loops 2010AA and 2310C"
}

pub(crate) const SCOPE: Scope = Scope::Set(run);

const LOOPS: [(&str, &str); 2] =
    [("2010AA", "the address of the billing provider"), ("2310C", "the place where the service was given")];

fn run(_: &Cx<'_>, set: SetView<'_>, out: &mut Found) {
    for (id, words) in LOOPS {
        for n4 in set.loops(id).filter_map(|at| at.first("N4")) {
            let at_home = matches!(n4.element(4), b"" | b"US");
            let zip = n4.element(3);
            // Five digits are a ZIP code, and not enough; what is no ZIP code at all is another matter.
            if at_home && zip.len() == 5 && zip.iter().all(u8::is_ascii_digit) {
                let place = n4.at_element(ElementRef::element(3));
                out.push(Finding::new(&RULE, place, &[Arg::Text(words)]));
            }
        }
    }
}
