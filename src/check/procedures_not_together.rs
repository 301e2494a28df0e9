//! Procedures of one day are such as are paid together.

use super::{Cx, Scope};
use crate::claim::{ClaimView, LineView};
use crate::diag::{Arg, ElementRef, Finding, Found};
use crate::value::list::pairs::SET_ASIDE;

claim_rule! {
    "PC0357" "procedures-not-together" Warning Stable, snip 6, Nowhere "a payer denies the line on its remittance", denied "236", document "procedures_not_together.md";
    title: "Two procedures of one day are not paid together"
    message: "{0} is not paid beside another procedure of this claim on the same day, by Medicaid's national edits"
    help: "Bill the one that covers the other. Where both were separate and the edit lets a modifier say so (XE, XS, XP, XU, 59), the record has to show it."
    sources: "CMS, Medicaid NCCI PTP edits of practitioners" => "the file that the user gives (--list); not looked at without one"
}

pub(crate) const SCOPE: Scope = Scope::Claim(run);

fn run(cx: &Cx<'_>, claim: &ClaimView<'_>, out: &mut Found) {
    let pairs = cx.lists.pairs();
    if pairs.len() == 0 || cx.sums.line_count < 2 {
        return;
    }
    let lines: Vec<_> = claim
        .lines()
        .filter_map(|line| Some((line, line.procedure().value()?, line.service_dates().value()?.first())))
        .collect();
    for (line, second, day) in &lines {
        let others = lines
            .iter()
            .filter(|(other, first, on)| on == day && first != second && !is_by_another(line, other));
        let mut edits = others.filter_map(|(_, first, _)| pairs.edit(first, second, *day));
        let told = edits.any(|modifier| !modifier || !is_set_aside(line));
        if let Some(service) = line.segment().filter(|_| told) {
            let element = ElementRef::component(1, 2);
            out.push(Finding::new(&RULE, service.at_element(element), &[Arg::Element("SV1", element)]));
        }
    }
}

/// Did somebody else give the service? The edits hold for one provider.
fn is_by_another(line: &LineView<'_>, other: &LineView<'_>) -> bool {
    let both = line.rendering_provider().zip(other.rendering_provider());
    let numbers = both.and_then(|(one, other)| one.id().value().zip(other.id().value()));
    numbers.is_some_and(|(one, other)| one != other)
}

/// Has a line a modifier that sets an edit aside?
fn is_set_aside(line: &LineView<'_>) -> bool {
    line.modifiers().any(|modifier| SET_ASIDE.iter().any(|one| modifier.value() == Some(one.as_slice())))
}
