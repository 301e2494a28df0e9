//! Defects of what the guide asks for in one situation and not in another: PC0358 to PC0386.

use super::claim::add;
use super::sheet::Sheet;
use super::{Place, defects};

/// A row behind a claim's CLM.
fn behind_claim(sheet: &mut Sheet, text: &str) -> Place {
    let claim = sheet.any("CLM")?;
    sheet.insert(claim + 1, text)
}

/// Writes the biller's address over that of a party.
fn copy_address(sheet: &mut Sheet, party: usize) -> Place {
    let biller = sheet.before(party, "NM1*85")?;
    for (tag, elements) in [("N3", 1), ("N4", 3)] {
        let (from, to) = (sheet.next(biller, tag)?, sheet.next(party, tag)?);
        for element in 1..=elements {
            let text = sheet.text(from, element);
            sheet.put(to, element, &text)?;
        }
    }
    Some(party)
}

/// The PAT of a dependent with one claim.
fn patient(sheet: &mut Sheet) -> Place {
    sheet.any_where(|sheet, row| sheet.is(row, "PAT") && sheet.in_level(row, "CLM") == 1)
}

defects! {
    /// A biller has no NPI, and no number of the payer's.
    "PC0358" |sheet| { let row = sheet.any("NM1*85")?; sheet.cut(row, 3) };
    /// An organization has a social security number.
    "PC0359" |sheet| { let row = sheet.any("REF*EI")?; sheet.put(row, 1, "SY") };
    /// Payments go to the address of the biller.
    "PC0360" |sheet| { let row = sheet.any("NM1*87")?; copy_address(sheet, row) };
    /// The place of service is the address of the biller.
    "PC0361" |sheet| { let row = sheet.any("NM1*77")?; copy_address(sheet, row) };
    /// Who referred first is told, and who referred last is not.
    "PC0362" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*82") && sheet.in_claim(row, "NM1*82") == 1)?;
        sheet.insert(row, "NM1*P3*1*DOE*REFERRING****XX*1234567893")
    };
    /// An address says its street twice.
    "PC0363" |sheet| { let row = sheet.any("N3")?; let street = sheet.text(row, 1); sheet.put(row, 2, &street) };
    /// A country has three letters.
    "PC0364" |sheet| { let row = sheet.any("N4")?; sheet.put(row, 4, "USA") };
    /// A member was born in 1820.
    "PC0365" |sheet| { let row = sheet.any("DMG")?; sheet.put(row, 2, "18200101") };
    /// A member died in the year before the services.
    "PC0366" |sheet| {
        let row = patient(sheet)?;
        sheet.put(row, 5, "D8")?;
        sheet.put(row, 6, "20240101")
    };
    /// A boy is pregnant.
    "PC0367" |sheet| {
        let row = patient(sheet)?;
        let born = (row..sheet.level(row).end).find(|row| sheet.is(*row, "DMG"))?;
        sheet.put(born, 3, "M")?;
        sheet.put(row, 9, "Y")
    };
    /// The first payer has a reason why Medicare pays second.
    "PC0368" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "SBR*P") && sheet.claim(row).is_none())?;
        sheet.put(row, 5, "12")
    };
    /// It is not told what kind of payer it is.
    "PC0369" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "SBR") && !sheet.get(row, 2).is_empty() && sheet.get(row, 3).is_empty())?;
        sheet.cut(row, 2)
    };
    /// Another payer has the number of the payer that the claim goes to.
    "PC0370" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*PR") && sheet.in_claim(row, "SBR") == 1)?;
        let own = (0..row).rev().find(|own| sheet.is(*own, "NM1*PR") && sheet.claim(*own).is_none())?;
        let number = sheet.text(own, 9);
        for decision in sheet.claim(row)? {
            if sheet.is(decision, "SVD") {
                sheet.put(decision, 1, &number)?;
            }
        }
        sheet.put(row, 9, &number)
    };
    /// A claim charges nothing.
    "PC0371" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "CLM") && sheet.in_claim(row, "SBR") == 0 && sheet.in_claim(row, "AMT") == 0
        })?;
        for line in sheet.claim(row)? {
            if sheet.is(line, "SV1") {
                sheet.put(line, 2, "0")?;
            }
        }
        sheet.put(row, 2, "0")
    };
    /// A claim is twice for work.
    "PC0372" |sheet| { let row = sheet.any("CLM")?; sheet.put(row, 11, "EM:EM") };
    /// The accident was after the services.
    "PC0373" |sheet| behind_claim(sheet, "DTP*439*D8*20260114");
    /// The illness began after the services.
    "PC0374" |sheet| behind_claim(sheet, "DTP*431*D8*20260114");
    /// A member was in hospital, and no admission is told.
    "PC0375" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "CLM") && sheet.claim(row).is_some_and(|mut claim| {
                claim.all(|line| !sheet.is(line, "SV1") || sheet.get(line, 5) != b"21")
            })
        })?;
        sheet.put(row, (5, 1), "21")
    };
    /// A discharge has no admission.
    "PC0376" |sheet| behind_claim(sheet, "DTP*096*D8*20251201");
    /// A second diagnosis is one of ICD-9.
    "PC0377" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HI") && sheet.elements(row) > 1)?;
        sheet.put(row, (2, 1), "BF")
    };
    /// Another payer has decided, and what it paid is not told.
    "PC0378" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "AMT*D") && sheet.in_claim(row, "SVD") > 0)?;
        sheet.remove(row)?;
        sheet.before(row, "SBR")
    };
    /// Another payer paid less than nothing on a line.
    "PC0379" |sheet| {
        let paid = |sheet: &Sheet, row| sheet.claim(row)?.find(|row| sheet.is(*row, "AMT*D"));
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "SVD")
                && sheet.get(row, 2) == b"0"
                && paid(sheet, row).is_some_and(|sum| !sheet.get(sum, 2).starts_with(b"0"))
        })?;
        // The sums stand: what is paid less is adjusted more.
        let (adjusted, sum) = (sheet.next(row, "CAS")?, paid(sheet, row)?);
        add(sheet, adjusted, 3, "1")?;
        add(sheet, sum, 2, "-1")?;
        sheet.put(row, 2, "-1")
    };
    /// Adjustments of one group stand in two segments.
    "PC0380" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CAS") && sheet.get(row, 5).is_empty() && sheet.get(row, 3) != b"0.01")?;
        let group = sheet.text(row, 1);
        add(sheet, row, 3, "-0.01")?;
        sheet.insert(row + 1, &format!("CAS*{group}*97*0.01"))
    };
    /// A paper is announced by fax, without its number.
    "PC0381" |sheet| {
        let claim = sheet.any_where(|sheet, row| sheet.is(row, "CLM") && !sheet.is(row + 1, "AMT"))?;
        sheet.insert(claim + 1, "PWK*B4*FX")
    };
    /// A line tells the authorization of its claim again.
    "PC0382" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "REF*6R") && sheet.in_claim(row, "REF*G1") == 1
        })?;
        let claim = sheet.claim(row)?;
        let number = claim.clone().find(|row| sheet.is(*row, "REF*G1"))?;
        let number = sheet.text(number, 2);
        sheet.insert(row, &format!("REF*G1*{number}"))
    };
    /// A batch was made in the year 2095.
    "PC0383" |sheet| { let row = sheet.any("BHT")?; sheet.put(row, 4, "20950101") };
    /// A subscriber has no claim.
    "PC0384" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "HL") && sheet.get(row, 3) == b"22" && sheet.get(row, 4) == b"0"
        })?;
        let level = sheet.level(row);
        let claim = level.clone().find(|row| sheet.is(*row, "CLM"))?;
        for _ in claim..level.end {
            sheet.remove(claim)?;
        }
        Some(row)
    };
    /// A contact has two telephone numbers.
    "PC0385" |sheet| {
        let row = sheet.any("PER")?;
        sheet.put(row, 5, "TE")?;
        sheet.put(row, 6, "2155550101")
    };
    /// An extension stands behind a fax.
    "PC0386" |sheet| {
        let row = sheet.any("PER")?;
        sheet.put(row, 3, "FX")?;
        sheet.put(row, 5, "EX")?;
        sheet.put(row, 6, "100")
    };
}
