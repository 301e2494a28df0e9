//! Defects against the guide's tables: PC02.

use super::sheet::{At, Sheet};
use super::{Place, defects};
use crate::value::Money;

/// Writes another value into any such row that has one there.
fn put(sheet: &mut Sheet, start: &str, at: impl At + Copy, value: &str) -> Place {
    let row = sheet.any_where(|sheet, row| sheet.is(row, start) && !sheet.get(row, at).is_empty())?;
    sheet.put(row, at, value)
}

defects! {
    /// A segment has an id that X12 does not know.
    "PC0201" |sheet| { let row = sheet.any("DTP*472")?; sheet.insert(row, "ZZZ*1") };
    /// A claim tells the dates that hospitals tell.
    "PC0202" |sheet| { let row = sheet.any("CLM")?; sheet.insert(row + 1, "DTP*434*RD8*20260101-20260102") };
    /// A line does not tell its day.
    "PC0203" |sheet| { let row = sheet.any("DTP*472")?; sheet.remove(row) };
    /// A line tells its day twice.
    "PC0204" |sheet| { let row = sheet.any("DTP*472")?; sheet.copy(row..row + 1) };
    /// The diagnoses stand after the rendering provider.
    "PC0205" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HI") && sheet.is(row + 1, "NM1*82"))?;
        let end = sheet.end(row + 1);
        sheet.copy(row..row + 1)?;
        let moved = (row + 2..=end).try_fold(row + 1, |at, _| sheet.swap(at, at + 1))?;
        sheet.remove(row)?;
        Some(moved - 1)
    };
    /// A subscriber has no payer.
    "PC0206" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "NM1*PR") && sheet.claim(row).is_none() && sheet.end(row) == row + 1
        })?;
        sheet.remove(row)
    };
    /// A claim tells who gave the service twice.
    "PC0207" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*82") && sheet.is(row.saturating_sub(1), "HI"))?;
        let end = sheet.end(row);
        sheet.copy(row..end)
    };
    /// A segment stands there with nothing but its id.
    "PC0208" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "SBR") && sheet.claim(row).is_none())?;
        sheet.insert(row + 1, "PAT")
    };
    /// A provider has no name.
    "PC0211" |sheet| put(sheet, "NM1*82", 3, "");
    /// CLM03, which nobody uses, is filled.
    "PC0212" |sheet| { let row = sheet.any("CLM")?; sheet.put(row, 3, "X") };
    /// A state has one letter.
    "PC0213" |sheet| put(sheet, "N4", 2, "P");
    /// A state has three letters.
    "PC0214" |sheet| put(sheet, "N4", 2, "PAX");
    /// A claim number has 24 characters.
    "PC0215" |sheet| put(sheet, "CLM", 1, "TESTTESTTESTTESTTESTTEST");
    /// A street holds a control character.
    "PC0216" |sheet| put(sheet, "N3", 1, "1 TEST\u{1}STREET");
    /// A letter stands among the units.
    "PC0217" |sheet| put(sheet, "SV1", 4, "4A");
    /// A service was given in the thirteenth month.
    "PC0218" |sheet| put(sheet, "DTP*472*D8", 3, "20251301");
    /// A batch was made a minute after the 59th.
    "PC0219" |sheet| put(sheet, "BHT", 5, "1260");
    /// CLM09 is neither Y nor I.
    "PC0220" |sheet| { let row = sheet.any("CLM")?; sheet.put(row, 9, "Q") };
    /// A street has three lines.
    "PC0221" |sheet| { let row = sheet.any("N3")?; sheet.put(row, 2, "B")?; sheet.put(row, 3, "C") };
    /// The place of service has four components.
    "PC0222" |sheet| { let row = sheet.any("CLM")?; sheet.put(row, (5, 4), "X") };
    /// Two authorizations stand in one element.
    "PC0223" |sheet| { let row = sheet.any("REF*G1")?; sheet.append(row, "^TESTAUTH2") };
    /// A segment ends with a separator.
    "PC0224" |sheet| { let row = sheet.any("REF*6R")?; sheet.append(row, "*") };
    /// A street ends with a blank.
    "PC0225" |sheet| { let row = sheet.any_where(|sheet, row| sheet.is(row, "N3") && sheet.elements(row) == 1)?; sheet.append(row, " ") };
    /// A provider has the kind of a number, and no number.
    "PC0231" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*DQ") && sheet.elements(row) == 9)?;
        sheet.cut(row, 8)
    };
    /// A question of a form has no answer.
    "PC0232" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            let end = sheet.end(row);
            sheet.is(row, "REF*6R") && !sheet.is(end, "NM1") && !sheet.is(end, "SVD")
        })?;
        let end = sheet.end(row);
        sheet.insert(end, "FRM*1A")?;
        sheet.insert(end, "LQ*UT*TESTFORM")?;
        Some(end + 1)
    };
    /// An address tells the state and the part of another country.
    "PC0233" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "N4") && row.checked_sub(2).is_some_and(|name| sheet.is(name, "NM1*IL"))
        })?;
        sheet.put(row, 2, "ON")?;
        sheet.put(row, 3, "A1A1A1")?;
        sheet.put(row, 4, "CA")?;
        sheet.put(row, 7, "ON")
    };
    /// A second adjustment has an amount and no reason.
    "PC0234" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CAS") && sheet.elements(row) == 3)?;
        let amount = sheet.text(row, 3).parse::<Money>().ok()?;
        let rest = amount.checked_sub("0.01".parse().ok()?)?;
        sheet.put(row, 3, &rest.to_string())?;
        sheet.put(row, 6, "0.01")
    };
    /// A service ended before it began.
    "PC0235" |sheet| {
        let row = sheet.any("DTP*472*RD8")?;
        let span = sheet.text(row, 3);
        let (first, last) = span.split_once('-')?;
        sheet.put(row, 3, &format!("{last}-{first}"))
    };
    /// Units have four decimals.
    "PC0236" |sheet| put(sheet, "SV1", 4, "4.1234");
}
