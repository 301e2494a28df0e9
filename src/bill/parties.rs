//! Who stands on a claim: the agency, the payer, the member, the staff.

use crate::check::book::Kind;
use crate::claim::{BillingProvider, Contact, ContactNumber, Party, Reference, Role, Subscriber, When};
use crate::evidence::{Address, Agency, Coverage, Member, Order, Partner, Sex, Staff, within};
use crate::pack::Stack;
use crate::pack::rows::{ClaimForm, Payer};
use crate::value::{Date, Npi};

/// What a claim needs and the evidence does not have, in words.
pub(super) type Missing = &'static str;

/// Whoever bills has one.
pub(super) const AGENCY_NPI: Missing = "the agency's NPI";

fn text(value: Option<&String>, missing: Missing) -> Result<String, Missing> {
    value.filter(|text| !text.trim().is_empty()).cloned().ok_or(missing)
}

/// Street, city, state and ZIP code.
struct Where {
    street: String,
    street_2: String,
    city: String,
    state: String,
    zip: String,
}

fn place(address: Option<&Address>, missing: Missing) -> Result<Where, Missing> {
    let address = address.ok_or(missing)?;
    Ok(Where {
        street: text(address.street.as_ref(), missing)?,
        street_2: address.street2.clone().unwrap_or_default(),
        city: text(address.city.as_ref(), missing)?,
        state: address.state.ok_or(missing)?.to_string(),
        zip: text(address.zip.as_ref(), missing)?.replace('-', ""),
    })
}

/// A person to ask, with a telephone number.
fn contact(agency: &Agency) -> Result<Contact, Missing> {
    const MISSING: Missing = "the agency's contact with its telephone number";
    let given = agency.contact.as_ref().ok_or(MISSING)?;
    let number = ContactNumber {
        qualifier: "TE".to_owned(),
        number: text(given.phone.as_ref(), MISSING)?,
        ..ContactNumber::default()
    };
    Ok(Contact {
        name: given.name.clone().unwrap_or_else(|| agency.name.clone()),
        numbers: vec![number],
        ..Contact::default()
    })
}

fn reference(qualifier: &str, value: &str) -> Reference {
    Reference { qualifier: qualifier.to_owned(), value: value.to_owned(), ..Reference::default() }
}

pub(super) fn references(all: &[(&str, Option<&str>)]) -> Vec<Reference> {
    all.iter().filter_map(|(qualifier, value)| Some(reference(qualifier, (*value)?))).collect()
}

/// The agency as billing provider.
pub(super) fn billing(agency: &Agency) -> Result<BillingProvider, Missing> {
    let at = place(agency.address.as_ref(), "the agency's address")?;
    let mut party = BillingProvider {
        taxonomy: agency.taxonomy.map(|code| code.to_string()).unwrap_or_default(),
        entity_type: "2".to_owned(),
        name: text(Some(&agency.name), "the agency's name")?,
        id_type: "XX".to_owned(),
        id: agency.npi.as_ref().ok_or(AGENCY_NPI)?.as_str().to_owned(),
        street: at.street,
        street_2: at.street_2,
        city: at.city,
        state: at.state,
        zip: at.zip,
        ..BillingProvider::default()
    };
    let tax = agency.tax_id.as_ref().ok_or("the agency's tax number")?;
    party.references = references(&[("EI", Some(tax.as_str()))]);
    Ok(party)
}

/// The row of `partners` that tells how claims to a payer are addressed on a day.
pub(super) fn partner<'e>(partners: &'e [Partner], stack: &Stack, on: Date) -> Option<&'e Partner> {
    let of = |one: &&Partner| {
        let payer = one.payer.as_deref();
        within(one.from, one.to, on) && payer.is_none_or(|payer| stack.is_called(payer))
    };
    // The nearest: the pack itself, then one that it stands on, then one for all.
    let near = |one: &&Partner| {
        let at = |payer: &str| stack.layers().position(|pack| pack.id() == payer);
        one.payer.as_deref().and_then(at).map_or(0, |at| at + 1)
    };
    partners.iter().filter(of).max_by_key(near)
}

/// Who submits, and whom to ask.
pub(super) fn submitter(agency: &Agency, partner: &Partner) -> Result<Party, Missing> {
    let party = Party {
        entity_type: "2".to_owned(),
        name: partner.submitter_name.clone().unwrap_or_else(|| agency.name.clone()),
        id_type: "46".to_owned(),
        id: text(partner.submitter_id.as_ref(), "the submitter's id in the row of `partners`")?,
        contacts: vec![contact(agency)?],
        ..Party::default()
    };
    Ok(party)
}

/// Who receives.
pub(super) fn receiver(partner: &Partner) -> Result<Party, Missing> {
    const MISSING: Missing = "the receiver's id in the row of `partners`";
    let mut party = Party {
        entity_type: "2".to_owned(),
        id_type: "46".to_owned(),
        id: text(partner.receiver_id.as_ref(), MISSING)?,
        ..Party::default()
    };
    party.name = partner
        .receiver_name
        .clone()
        .or_else(|| partner.payer_name.clone())
        .unwrap_or_else(|| party.id.clone());
    Ok(party)
}

/// The payer of a stack.
pub(super) fn payer(stack: &Stack, partner: &Partner, coverage: Option<&Coverage>) -> Result<Party, Missing> {
    let rows = || stack.layers().rev().flat_map(|pack| &pack.rows.payer);
    let number = rows().find_map(|row: &Payer| row.number.get().cloned());
    let name = rows().find_map(|row| row.name.clone());
    let own = stack.top().map(|pack| pack.pack.name.clone());
    let party = Party {
        entity_type: "2".to_owned(),
        name: coverage
            .and_then(|one| one.payer_name.clone())
            .or_else(|| partner.payer_name.clone())
            .or(name)
            .or(own)
            .unwrap_or_default(),
        id_type: "PI".to_owned(),
        id: number
            .or_else(|| partner.payer_number.clone())
            .ok_or("the payer's number, in the pack or in the row of `partners`")?,
        ..Party::default()
    };
    Ok(party)
}

/// The letter of a payer's place in the order of payment.
pub(super) const fn order(order: Option<Order>) -> &'static str {
    match order {
        None | Some(Order::Primary) => "P",
        Some(Order::Secondary) => "S",
        Some(Order::Tertiary) => "T",
    }
}

/// The member, whose own insurance it is.
pub(super) fn subscriber(
    member: &Member,
    coverage: Option<&Coverage>,
    kind: &Kind<'_>,
) -> Result<Subscriber, Missing> {
    let at = place(member.address.as_ref(), "the member's address")?;
    let indicator = kind.best(&kind.forms, |form: &ClaimForm| !form.filing_indicator.is_empty());
    let indicator = indicator.and_then(|row| row.row.filing_indicator.first().cloned());
    Ok(Subscriber {
        payer_order: order(coverage.and_then(|one| one.order)).to_owned(),
        relationship: "18".to_owned(),
        insurance_type: indicator.unwrap_or_else(|| "MC".to_owned()),
        entity_type: "1".to_owned(),
        name: text(member.last_name.as_ref(), "the member's last name")?,
        first_name: text(member.first_name.as_ref(), "the member's first name")?,
        id_type: "MI".to_owned(),
        id: text(coverage.and_then(|one| one.number.as_ref()), "the member's number with the payer")?,
        street: at.street,
        street_2: at.street_2,
        city: at.city,
        state: at.state,
        zip: at.zip,
        birth_date: When::Day(member.born.ok_or("the member's day of birth")?),
        gender: member.sex.unwrap_or(Sex::Unknown).as_str().to_owned(),
        ..Subscriber::default()
    })
}

/// The agency in a role.
pub(super) fn agency(agency: &Agency, role: Role) -> Result<Party, Missing> {
    Ok(Party {
        role: Some(role),
        entity_type: "2".to_owned(),
        name: agency.name.clone(),
        id_type: "XX".to_owned(),
        id: agency.npi.as_ref().ok_or(AGENCY_NPI)?.as_str().to_owned(),
        ..Party::default()
    })
}

/// The last name and the NPI of a staff member, without which nobody stands on a claim.
pub(super) fn names(one: &Staff) -> Option<(&str, &Npi)> {
    one.last_name.as_deref().filter(|name| !name.trim().is_empty()).zip(one.npi.as_ref())
}

/// A staff member in a role.
pub(super) fn staff(one: &Staff, role: Role) -> Option<Party> {
    let (last_name, npi) = names(one)?;
    let mut party = Party {
        role: Some(role),
        entity_type: "1".to_owned(),
        name: last_name.to_owned(),
        first_name: one.first_name.clone().unwrap_or_default(),
        id_type: "XX".to_owned(),
        id: npi.as_str().to_owned(),
        ..Party::default()
    };
    if role == Role::Rendering {
        party.taxonomy = one.taxonomy.map(|code| code.to_string()).unwrap_or_default();
    }
    Some(party)
}
