//! Who may bill, by taxonomy code.

use super::payer::{Answer, Case, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::rows::Biller;
use crate::value::TaxonomyCode;
use std::collections::BTreeSet;

payer_rule! {
    "PC0626" "biller-taxonomy-not-accepted" Error, Stc "A7" "145", denied "8", document "biller_taxonomy_not_accepted.md", reads "biller";
    title: "The billing provider's kind is not one that may bill the service"
    message: "the payer takes this service from billing providers of {0}"
    help: "Bill it by the provider that is enrolled for it, or correct the taxonomy code."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let billing = case.claim.billing_taxonomy();
    let code = billing.value().and_then(|code| TaxonomyCode::from_bytes(code).ok());
    let answers = case.lines.iter().map(|line| {
        let answer = case.decide::<Biller>(line, |rows| {
            // A row in words alone may mean any code.
            if rows.rows.is_empty() || rows.rows.iter().any(|one| one.row.taxonomy.is_empty()) {
                return None;
            }
            let row = rows.best(|_| true)?;
            let taken: BTreeSet<TaxonomyCode> =
                rows.rows.iter().flat_map(|one| one.row.taxonomy.iter().copied()).collect();
            let more = u16::try_from(taken.len().saturating_sub(1)).unwrap_or(u16::MAX);
            let first = taken.first().copied()?;
            let fits = code.is_some_and(|code| taken.contains(&code));
            (!fits).then(|| rows.broken(&row, &[Arg::Taxonomy(first, more)]))
        });
        match answer {
            Answer::Broken(broken) if code.is_none() => {
                Answer::Open(Lack::Fact("the billing provider's taxonomy code"), broken)
            }
            answer => answer,
        }
    });
    case.tell_once(found, &RULE, answers, || billing.location());
}
