//! An address abroad names a country that there is.

use super::{Cx, Scope};
use crate::diag::{ElementRef, Finding, Found};
use crate::guide::SegView;
use crate::value::list;

claim_rule! {
    "PC0364" "country-not-known" Error Stable, snip 5, Stc "A7" "680", denied "16", document "country_not_known.md";
    title: "There is no such country"
    message: "N404 is no country of ISO 3166"
    help: "Send the two letters of the country; for an address in the United States leave N404 out."
    sources: "Stedi claim edits" => "countries of addresses",
             "ISO 3166-1" => "two-letter codes, as the tz database lists them (2023-04)"
}

pub(crate) const SCOPE: Scope = Scope::Segment("N4", run);

fn run(_: &Cx<'_>, town: &SegView<'_>, out: &mut Found) {
    let country = town.element(4);
    // What has one letter or four is reported as too short or too long.
    if matches!(country.len(), 2 | 3) && !list::is_country(country) {
        out.push(Finding::new(&RULE, town.at_element(ElementRef::element(4)), &[]));
    }
}
