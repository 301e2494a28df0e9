//! Providers that the payer wants on the claim.

use super::payer::{BilledLine, Case, PayerRun};
use crate::claim::PartyView;
use crate::diag::{Arg, Finding, Found};
use crate::pack::rows::{Filler, Need, Party, Role};
use crate::table::Known;
use std::collections::BTreeSet;

payer_rule! {
    "PC0623" "provider-role-missing" Error, Stc "A6" "562", denied "16", document "provider_role_missing.md", reads "party";
    title: "A provider is missing whom the payer wants on the claim"
    message: "the payer wants {0} on this claim"
    help: "Add the provider with NPI and name; the payer's rule says who fills the role."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    let billing = case.claim.billing_provider();
    let bills_as_organization = billing.is_some_and(|one| one.entity_type().value() == Some(b"2"));
    for role in &asked(case) {
        let answers = case.lines.iter().map(|line| {
            let there = parties(case, line, *role).next().is_some();
            case.decide::<Party>(line, |rows| {
                let row = rows.best(|row| row.role == *role)?;
                // A guide leaves out who is the billing provider; then nobody is missing. But an organization is
                // nobody who gives or supervises a service.
                let may_be_billing = !(bills_as_organization && is_person(row.row.filled_by.as_ref()));
                let omitted = row.row.omit_if_billing == Some(true) && may_be_billing;
                let missing = row.row.need == Known::Is(Need::Required) && !there && !omitted;
                missing.then(|| rows.broken(&row, &[Arg::Text(words(*role))]))
            })
        });
        case.tell_once(found, &RULE, answers, || case.claim.segment().at());
    }
}

/// Is the role filled by a person?
fn is_person(filled_by: Option<&Known<Filler>>) -> bool {
    use Filler::{DeliveringOrSupervising, EnrolledPractitioner, Peer, Supervisor};
    let filler = filled_by.and_then(Known::get);
    matches!(filler, Some(Peer | Supervisor | DeliveringOrSupervising | EnrolledPractitioner))
}

/// The roles that rows speak of.
fn asked(case: &Case<'_>) -> BTreeSet<Role> {
    case.lines.iter().flat_map(|line| case.spoken::<Party>(line).map(|row| row.row.role)).collect()
}

/// Those of them that somebody has on the claim, and the first who does.
pub(super) fn there<'a>(case: &Case<'a>) -> impl Iterator<Item = (Role, PartyView<'a>)> {
    let first = |role| case.lines.iter().find_map(|line| parties(case, line, role).next());
    asked(case).into_iter().filter_map(move |role| Some((role, first(role)?)))
}

/// The providers of a line, or of its claim, in that role.
fn parties<'a>(
    case: &Case<'a>,
    line: &BilledLine<'a>,
    role: Role,
) -> impl Iterator<Item = PartyView<'a>> + use<'a> {
    let (claim, view) = (case.claim, line.view);
    let in_loop =
        move |wanted: bool, id: &'static str| wanted.then(|| view.providers(id)).into_iter().flatten();
    let referring = matches!(role, Role::Referring | Role::OrderingOrReferring);
    let ordering = matches!(role, Role::Ordering | Role::OrderingOrReferring);
    let one = match role {
        Role::Rendering => view.rendering_provider(),
        Role::Supervising => view.supervising_provider(),
        Role::ServiceLocation => view.service_location(),
        Role::Billing => claim.billing_provider(),
        Role::Referring | Role::OrderingOrReferring => claim.referring_provider(),
        Role::Ordering => None,
    };
    one.into_iter().chain(in_loop(ordering, "2420E")).chain(in_loop(referring, "2420F"))
}

/// The role that a finding misses.
pub(crate) fn missing(finding: &Finding) -> Option<Role> {
    let Some(Arg::Text(told)) = finding.args().next().filter(|_| finding.rule() == &RULE) else {
        return None;
    };
    let roles = [
        Role::Rendering,
        Role::Ordering,
        Role::Referring,
        Role::Supervising,
        Role::ServiceLocation,
        Role::Billing,
        Role::OrderingOrReferring,
    ];
    roles.into_iter().find(|role| words(*role) == told)
}

pub(super) const fn words(role: Role) -> &'static str {
    match role {
        Role::Rendering => "a rendering provider (loop 2310B or 2420A)",
        Role::Ordering => "an ordering provider (loop 2420E)",
        Role::Referring => "a referring provider (loop 2310A or 2420F)",
        Role::Supervising => "a supervising provider (loop 2310D or 2420D)",
        Role::ServiceLocation => "a service location (loop 2310C or 2420C)",
        Role::Billing => "a billing provider (loop 2010AA)",
        Role::OrderingOrReferring => "an ordering or referring provider (loop 2420E, 2310A or 2420F)",
    }
}
