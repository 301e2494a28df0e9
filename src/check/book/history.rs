//! Lines that were sent before: which of them still speak.

use crate::evidence::{History, LineStatus};
use std::collections::HashMap;

/// Of each line: was it neither refused nor voided, and did no later claim replace or void its claim?
pub(super) fn standing(rows: &[History]) -> Vec<bool> {
    let refused = |row: &History| matches!(row.status, Some(LineStatus::Rejected));
    let corrects = |row: &History| matches!(row.frequency.as_deref(), Some("7" | "8"));
    // By the payer's number of the claim, and by the contacts: the last correction that was not refused.
    let mut by_number: HashMap<&str, usize> = HashMap::new();
    let mut by_encounter: HashMap<&str, usize> = HashMap::new();
    let later =
        |known: &usize, at: usize| rows.get(*known).is_none_or(|known| known.sent_on <= sent(rows, at));
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| corrects(row) && !refused(row)) {
        for id in &row.encounters {
            let known = by_encounter.entry(id).or_insert(at);
            if later(known, at) {
                *known = at;
            }
        }
        if let Some(number) = row.payer_control_number.as_deref() {
            let known = by_number.entry(number).or_insert(at);
            if later(known, at) {
                *known = at;
            }
        }
    }
    let claim = |at: usize| rows.get(at).map(claim_of);
    let stands = |(at, row): (usize, &History)| {
        let corrected =
            |by: Option<&usize>| by.is_some_and(|by| *by != at && claim(*by) != Some(claim_of(row)));
        let number = row.payer_control_number.as_deref().and_then(|number| by_number.get(number));
        let replaced = corrected(number) && !corrects(row)
            || row.encounters.iter().any(|id| {
                corrected(by_encounter.get(id.as_str())) && is_before(rows, at, by_encounter.get(id.as_str()))
            });
        !refused(row)
            && row.status != Some(LineStatus::Voided)
            && row.frequency.as_deref() != Some("8")
            && !replaced
    };
    rows.iter().enumerate().map(stands).collect()
}

fn sent(rows: &[History], at: usize) -> Option<crate::value::Date> {
    rows.get(at).and_then(|row| row.sent_on)
}

/// Was a line sent before the correction, as far as that is on file?
fn is_before(rows: &[History], at: usize, by: Option<&usize>) -> bool {
    by.is_some_and(|by| sent(rows, at) <= sent(rows, *by))
}

/// The number of the claim of a line; a line without one is a claim of its own.
pub(crate) fn claim_of(row: &History) -> &str {
    row.claim.as_deref().unwrap_or(&row.id)
}
