//! Other payers that come first, and what they decided.

use super::parties::{self, Missing};
use crate::check::other_payer_not_decided::decided_by;
use crate::check::payer::Payers;
use crate::claim::{
    Adjudication, Adjustment, Adjustments, Given, OtherInsurance, Party, QualifiedDate, ServiceLine,
    Subscriber, When,
};
use crate::evidence::{self, Coverage};
use crate::value::Money;

/// The other insurance of a claim, and what each payer decided on its lines: `decisions` has those on each.
pub(super) fn insurance(
    payers: &Payers,
    subscriber: &Subscriber,
    coverages: &[&Coverage],
    lines: &mut [ServiceLine],
    decisions: &[Vec<&evidence::Adjudication>],
) -> Result<Vec<OtherInsurance>, Missing> {
    let mut all = Vec::new();
    for coverage in coverages {
        let first = decisions.iter().flatten().find(|one| decided_by(payers, one, coverage));
        let first = first.ok_or("the decision of the payer that comes first")?;
        let number = coverage.payer.clone().filter(|named| !payers.has_pack(named));
        let id = first.payer_number.clone().or(number);
        let id = id.ok_or("the number of the payer that comes first")?;
        let mut other = OtherInsurance {
            payer_order: parties::order(coverage.order).to_owned(),
            relationship: "18".to_owned(),
            insurance_type: first
                .filing_indicator
                .clone()
                .ok_or("the claim filing indicator of the payer that comes first")?,
            benefits_assigned: "Y".to_owned(),
            release_of_information: "Y".to_owned(),
            ..OtherInsurance::default()
        };
        let insured = Party {
            entity_type: "1".to_owned(),
            name: subscriber.name.clone(),
            first_name: subscriber.first_name.clone(),
            id_type: "MI".to_owned(),
            id: coverage.number.clone().ok_or("the member's number with the payer that comes first")?,
            ..Party::default()
        };
        let name = first.payer_name.as_ref().or(coverage.payer_name.as_ref());
        let payer = Party {
            entity_type: "2".to_owned(),
            name: name.cloned().ok_or("the name of the payer that comes first")?,
            id_type: "PI".to_owned(),
            id: id.clone(),
            ..Party::default()
        };
        let mut paid = Money::ZERO;
        for (line, decisions) in lines.iter_mut().zip(decisions) {
            let own: Vec<&evidence::Adjudication> =
                decisions.iter().copied().filter(|one| decided_by(payers, one, coverage)).collect();
            let decision = adjudication(line, &own, &id)?;
            paid = paid
                .checked_add(decision.paid.present().unwrap_or(Money::ZERO))
                .ok_or("amounts that add up")?;
            line.adjudications.push(decision);
        }
        let amount = crate::claim::Amount {
            qualifier: "D".to_owned(),
            amount: paid.into(),
            ..crate::claim::Amount::default()
        };
        other.amounts = vec![amount];
        other.subscriber = Some(insured);
        other.payer = Some(payer);
        all.push(other);
    }
    Ok(all)
}

/// What one payer decided on a line, of which each contact may have a decision of its own.
fn adjudication(
    line: &ServiceLine,
    own: &[&evidence::Adjudication],
    id: &str,
) -> Result<Adjudication, Missing> {
    const MISSING: Missing = "the decision of the payer that comes first";
    const BALANCE: Missing = "a decision of the other payer that adds up: paid and not paid are the charge";
    let mut decision = Adjudication {
        payer_id: id.to_owned(),
        procedure_type: line.procedure_type.clone(),
        procedure: line.procedure.clone(),
        modifiers: line.modifiers.clone(),
        quantity: line.quantity.clone(),
        ..Adjudication::default()
    };
    let mut paid = Money::ZERO;
    let mut all = Money::ZERO;
    let mut groups: Vec<Adjustments> = Vec::new();
    for one in own {
        paid = paid.checked_add(one.paid.ok_or(MISSING)?).ok_or(BALANCE)?;
        for adjustment in &one.adjustments {
            all = all.checked_add(adjustment.amount).ok_or(BALANCE)?;
            let reason = Adjustment {
                reason: adjustment.reason.clone(),
                amount: adjustment.amount.into(),
                quantity: adjustment.quantity.map_or(Given::Absent, Given::Present),
                ..Adjustment::default()
            };
            let group = groups.iter_mut().find(|group| group.group == adjustment.group);
            let same =
                group.and_then(|group| group.reasons.iter_mut().find(|one| one.reason == reason.reason));
            if let Some(same) = same {
                let amount = same
                    .amount
                    .present()
                    .and_then(|sum| sum.checked_add(adjustment.amount))
                    .ok_or(BALANCE)?;
                same.amount = amount.into();
                same.quantity = Given::Absent;
                continue;
            }
            let room = |group: &&mut Adjustments| group.group == adjustment.group && group.reasons.len() < 6;
            if let Some(group) = groups.iter_mut().find(room) {
                group.reasons.push(reason);
            } else {
                let (group, reasons) = (adjustment.group.clone(), vec![reason]);
                groups.push(Adjustments { group, reasons, ..Adjustments::default() });
            }
        }
    }
    let charged = line.charge.present().ok_or(BALANCE)?;
    if own.is_empty() || paid.checked_add(all) != Some(charged) {
        return Err(if own.is_empty() { MISSING } else { BALANCE });
    }
    decision.paid = paid.into();
    decision.adjustments = groups;
    let on =
        own.iter().filter_map(|one| one.decided_on).max().ok_or("the day of the other payer's decision")?;
    let date = QualifiedDate { qualifier: "573".to_owned(), date: When::Day(on), ..QualifiedDate::default() };
    decision.dates = vec![date];
    Ok(decision)
}
