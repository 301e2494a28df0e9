//! Every NPI in NM109 has a check digit.

use super::{Cx, Scope};
use crate::diag::{Arg, ElementRef, Fate, Finding, Found, Profile, Rule, Severity, Source, Status};
use crate::guide::SegView;
use crate::value::Npi;

pub(crate) static RULE: Rule = Rule {
    id: "PC0308",
    name: "npi-check-digit-wrong",
    title: "An NPI is not well formed",
    message: "{0} is not an NPI: ten digits, the first 1 or 2, the last a check digit",
    help: "Look the provider up in NPPES and correct the number; look for two digits that changed places.",
    severity: Severity::Warning,
    snip: 5,
    status: Status::Stable,
    since: "0.1.0",
    profile: Profile::Preflight,
    fate: Fate::Stc("A7", "562"),
    sources: &[Source {
        title: "45 CFR 162.406",
        section: "standard unique health identifier; check digit as CMS explains it",
    }],
    denials: &[],
    doc: include_str!("npi_check_digit_wrong.md"),
};

pub(crate) const SCOPE: Scope = Scope::Segment("NM1", run);

fn run(_: &Cx<'_>, nm1: &SegView<'_>, out: &mut Found) {
    let number = nm1.element(9);
    if nm1.element(8) == b"XX" && !number.is_empty() && Npi::from_bytes(number).is_err() {
        let at = ElementRef::element(9);
        out.push(Finding::new(&RULE, nm1.at_element(at), &[Arg::Element("NM1", at)]));
    }
}
