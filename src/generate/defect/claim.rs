//! Defects that a claim tells by itself: PC03, and PC0633.

use super::sheet::Sheet;
use super::{Place, defects};
use crate::value::Money;

/// Two amounts together.
pub(super) fn sum(one: &str, other: &str) -> Option<String> {
    Some(one.parse::<Money>().ok()?.checked_add(other.parse().ok()?)?.to_string())
}

/// Writes so many dollars more into an element.
pub(super) fn add(sheet: &mut Sheet, row: usize, element: usize, dollars: &str) -> Place {
    let amount = sum(&sheet.text(row, element), dollars)?;
    sheet.put(row, element, &amount)
}

/// The SBR of any level that is so.
fn subscriber(sheet: &mut Sheet, so: impl Fn(&Sheet, usize) -> bool) -> Place {
    sheet.any_where(|sheet, row| sheet.is(row, "SBR") && sheet.claim(row).is_none() && so(sheet, row))
}

/// The segment of that id of any billing provider.
fn of_biller(sheet: &mut Sheet, start: &str) -> Place {
    let name = sheet.any("NM1*85")?;
    sheet.next(name, start)
}

/// A line of one day at a place that there was before 2021, with one modifier and without another payer.
fn line_at_a_place_of_old(sheet: &mut Sheet) -> Place {
    sheet.any_where(|sheet, row| {
        let old = |place: &[u8]| place != b"27";
        let of_claim = sheet.claim(row).is_some_and(|claim| old(sheet.get(claim.start, (5, 1))));
        sheet.is(row, "SV1")
            && of_claim
            && old(sheet.get(row, 5))
            && sheet.get(row, (1, 4)).is_empty()
            && sheet.in_claim(row, "SBR") == 0
            && sheet.next(row, "DTP*472*D8").is_some()
    })
}

/// A claim whose frequency is that of a first one.
fn first_claim(sheet: &mut Sheet) -> Place {
    sheet.any_where(|sheet, row| sheet.is(row, "CLM") && sheet.get(row, (5, 3)) == b"1")
}

defects! {
    /// The total of a claim is a dollar more than its lines.
    "PC0301" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CLM") && sheet.in_claim(row, "SBR") == 0)?;
        add(sheet, row, 2, "1")
    };
    /// A level has a number that is seven too high.
    "PC0302" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HL") && sheet.get(row, 4) == b"0")?;
        let number: u64 = sheet.text(row, 1).parse().ok()?;
        sheet.put(row, 1, &(number + 7).to_string())
    };
    /// A level names a parent that is not there.
    "PC0303" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HL") && !sheet.get(row, 2).is_empty())?;
        sheet.put(row, 2, "987654")
    };
    /// A level says that others stand under it.
    "PC0304" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "HL") && sheet.get(row, 3) == b"22" && sheet.get(row, 4) == b"0"
        })?;
        sheet.put(row, 4, "1")
    };
    /// A line has a number that is seven too high.
    "PC0305" |sheet| {
        let row = sheet.any("LX")?;
        let number: u64 = sheet.text(row, 1).parse().ok()?;
        sheet.put(row, 1, &(number + 7).to_string())
    };
    /// A line points to the twelfth of three diagnoses.
    "PC0306" |sheet| { let row = sheet.any("SV1")?; sheet.put(row, 7, "12") };
    /// A line points to the first diagnosis twice.
    "PC0307" |sheet| { let row = sheet.any("SV1")?; sheet.put(row, 7, "1:1") };
    /// The last digit of an NPI is another.
    "PC0308" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1") && sheet.get(row, 8) == b"XX")?;
        let npi = sheet.text(row, 9);
        let (rest, last) = npi.split_at_checked(9)?;
        let other = (last.parse::<u8>().ok()? + 1) % 10;
        sheet.put(row, 9, &format!("{rest}{other}"))
    };
    /// A line charges less than nothing; the total follows it.
    "PC0309" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "SV1") && sheet.in_claim(row, "SBR") == 0 && sheet.in_claim(row, "AMT") == 0 && sheet.in_claim(row, "SV1") > 1
        })?;
        let claim = sheet.claim(row)?.start;
        let (charge, total) = (sheet.text(row, 2).parse::<Money>().ok()?, sheet.text(claim, 2).parse::<Money>().ok()?);
        let rest = total.checked_sub(charge)?.checked_sub(charge).filter(|rest| !rest.is_negative() && *rest != Money::ZERO)?;
        sheet.put(claim, 2, &rest.to_string())?;
        sheet.put(row, 2, &format!("-{charge}"))
    };
    /// A line bills less than no units.
    "PC0310" |sheet| {
        let row = sheet.any("SV1")?;
        let units = sheet.text(row, 4);
        sheet.put(row, 4, &format!("-{units}"))
    };
    /// Another payer paid a dollar more for a line than it explains.
    "PC0311" |sheet| { let row = sheet.any("SVD")?; add(sheet, row, 2, "1") };
    /// Another payer paid a dollar more for a claim than it explains.
    "PC0312" |sheet| { let row = sheet.any("AMT*D")?; add(sheet, row, 2, "1") };
    /// A dependent stands under a subscriber who is said to be the patient.
    "PC0313" |sheet| {
        let row = subscriber(sheet, |sheet, row| sheet.get(sheet.level(row).start, 4) == b"1")?;
        sheet.put(row, 2, "18")
    };
    /// Both payers of a claim are the first.
    "PC0314" |sheet| {
        let other = sheet.any_where(|sheet, row| {
            let level = sheet.level(row);
            sheet.is(row, "SBR*P") && sheet.claim(row).is_some() && sheet.in_level(row, "CLM") == 1 && sheet.is(level.start + 1, "SBR")
        })?;
        let own = sheet.level(other).start + 1;
        sheet.put(own, 1, "P")?;
        Some(other)
    };
    /// A subscriber who is the patient has no birth date.
    "PC0315" |sheet| {
        let row = subscriber(sheet, |sheet, row| sheet.get(row, 2) == b"18")?;
        let name = (row..sheet.level(row).end).find(|name| sheet.is(*name, "NM1*IL"))?;
        let born = sheet.next(name, "DMG")?;
        sheet.remove(born)?;
        Some(name)
    };
    /// A subscriber has no number.
    "PC0316" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*IL") && sheet.claim(row).is_none())?;
        sheet.cut(row, 4)
    };
    /// The biller is at home in a post-office box.
    "PC0317" |sheet| { let row = of_biller(sheet, "N3")?; sheet.put(row, 1, "PO BOX 12") };
    /// The ZIP code of the biller has five digits.
    "PC0318" |sheet| {
        let row = of_biller(sheet, "N4")?;
        let five = sheet.text(row, 3).get(..5)?.to_owned();
        sheet.put(row, 3, &five)
    };
    /// A service will be given on the last day of the year 2099.
    "PC0319" |sheet| { let row = sheet.any("DTP*472*D8")?; sheet.put(row, 3, "20991231") };
    /// A diagnosis has no digit.
    "PC0320" |sheet| { let row = sheet.any("HI")?; sheet.put(row, (1, 2), "ZZZZZ") };
    /// The day of a decision stands with the payer too.
    "PC0321" |sheet| {
        let row = sheet.any("SVD")?;
        let claim = sheet.claim(row)?;
        let payer = claim.rev().find(|row| sheet.is(*row, "NM1*PR"))?;
        sheet.insert(payer + 1, "DTP*573*D8*20260101")
    };
    /// An adjustment takes nothing away.
    "PC0322" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CAS") && sheet.elements(row) == 3)?;
        sheet.append(row, "**96*0")
    };
    /// A ZIP code has a hyphen.
    "PC0323" |sheet| { let row = sheet.any("N4")?; sheet.put(row, 3, "17101-0001") };
    /// An address has no ZIP code.
    "PC0324" |sheet| { let row = sheet.any("N4")?; sheet.cut(row, 2) };
    /// A state is none.
    "PC0325" |sheet| { let row = sheet.any("N4")?; sheet.put(row, 2, "ZZ") };
    /// A place of service is none.
    "PC0326" |sheet| { let row = sheet.any("CLM")?; sheet.put(row, (5, 1), "00") };
    /// A biller has a first name.
    "PC0327" |sheet| { let row = sheet.any("NM1*85*2")?; sheet.put(row, 4, "TEST") };
    /// Whoever gave the service has the number of the biller.
    "PC0328" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "NM1*82") && sheet.get(row, 8) == b"XX")?;
        let biller = sheet.before(row, "NM1*85")?;
        let npi = sheet.text(biller, 9);
        sheet.put(row, 9, &npi)
    };
    /// A line names the worker of its claim again.
    "PC0329" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            let end = sheet.end(row);
            sheet.is(row, "LX") && !sheet.is(end, "NM1")
                && sheet.claim(row).into_iter().flatten().any(|row| sheet.is(row, "NM1*82") && sheet.get(row, 8) == b"XX")
        })?;
        let name = sheet.claim(row)?.find(|row| sheet.is(*row, "NM1*82"))?;
        let again = format!("NM1*82*1*{}*{}****XX*{}", sheet.text(name, 3), sheet.text(name, 4), sheet.text(name, 9));
        let end = sheet.end(row);
        sheet.insert(end, &again)
    };
    /// A member is born in 2030.
    "PC0330" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "DMG") && sheet.in_level(row, "CLM") > 0)?;
        sheet.put(row, 2, "20300101")
    };
    /// A claim has the number of the one before it.
    "PC0331" |sheet| {
        let earlier = |sheet: &Sheet, row| sheet.before(row, "CLM").filter(|first| sheet.before(row, "ST") < Some(*first));
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CLM") && earlier(sheet, row).is_some())?;
        let number = earlier(sheet, row).map(|first| sheet.text(first, 1))?;
        sheet.put(row, 1, &number)
    };
    /// A line has the control number of the one before it.
    "PC0332" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "REF*6R") && sheet.before(row, "LX") > sheet.before(row, "LX*1"))?;
        let first = sheet.before(row, "REF*6R")?;
        let number = sheet.text(first, 2);
        sheet.put(row, 2, &number)
    };
    /// A diagnosis is told twice.
    "PC0333" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HI") && sheet.elements(row) > 1)?;
        let code = sheet.text(row, (1, 2));
        sheet.put(row, (2, 2), &code)
    };
    /// A line has a modifier twice.
    "PC0334" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "SV1") && sheet.get(row, (1, 4)).is_empty())?;
        let modifier = sheet.text(row, (1, 3));
        sheet.put(row, (1, 4), &modifier)
    };
    /// A tax number has a hyphen.
    "PC0335" |sheet| { let row = sheet.any("REF*EI")?; sheet.put(row, 2, "00-0000004") };
    /// A taxonomy code has nine characters.
    "PC0336" |sheet| { let row = sheet.any("PRV*BI")?; sheet.put(row, 3, "251S00000") };
    /// A first claim bears the payer's number of another.
    "PC0337" |sheet| {
        let row = first_claim(sheet)?;
        let end = sheet.end(row);
        let place = sheet.next(row, "REF").or_else(|| sheet.next(row, "NTE")).or_else(|| sheet.next(row, "HI"));
        sheet.insert(place.unwrap_or(end), "REF*F8*TESTICN1")
    };
    /// A claim goes to a second payer, and no first one is told.
    "PC0338" |sheet| {
        let row = subscriber(sheet, |sheet, row| sheet.in_level(row, "CLM") == 1 && sheet.in_level(row, "SBR") == 1)?;
        sheet.put(row, 1, "S")
    };
    /// The patient paid more than is charged.
    "PC0339" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "CLM") && !sheet.is(row + 1, "AMT"))?;
        sheet.insert(row + 1, "AMT*F5*98765")
    };
    /// A car accident is told without its state.
    "PC0340" |sheet| {
        let row = sheet.any("CLM")?;
        sheet.put(row, 11, "AA")?;
        sheet.insert(row + 1, "DTP*439*D8*20250101")?;
        Some(row)
    };
    /// The lines of a claim tell the decision of a payer that it does not name.
    "PC0341" |sheet| {
        let row = sheet.any("SVD")?;
        for row in sheet.claim(row)? {
            if sheet.is(row, "SVD") {
                sheet.put(row, 1, "TESTNOBODY")?;
            }
        }
        Some(row)
    };
    /// A line tells the place of service of its claim again.
    "PC0342" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "SV1") && sheet.get(row, 5).is_empty())?;
        let claim = sheet.claim(row)?.start;
        let place = sheet.text(claim, (5, 1));
        sheet.put(row, 5, &place)
    };
    /// A claim has the number of one in an earlier set.
    "PC0343" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "CLM") && sheet.before(row, "CLM").is_some() && sheet.before(row, "CLM") < sheet.before(row, "ST")
        })?;
        let number = sheet.before(row, "CLM").map(|first| sheet.text(first, 1))?;
        sheet.put(row, 1, &number)
    };
    /// A set has the batch number of an earlier one.
    "PC0344" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "BHT") && sheet.before(row, "BHT").is_some())?;
        let number = sheet.before(row, "BHT").map(|first| sheet.text(first, 3))?;
        sheet.put(row, 3, &number)
    };
    /// A second interchange is for production, and the first is a test.
    "PC0346" |sheet| {
        let isa = sheet.copy_to_end(0)?;
        sheet.put(isa, 13, "987654321")?;
        sheet.put(isa, 15, "P")?;
        sheet.insert(isa + 1, "IEA*0*987654321")?;
        Some(isa)
    };
    /// A third payer comes without a second.
    "PC0348" |sheet| {
        let row = subscriber(sheet, |sheet, row| {
            sheet.is(row, "SBR*S") && sheet.in_level(row, "CLM") == 1 && sheet.in_level(row, "SBR*P") == 1
        })?;
        sheet.put(row, 1, "T")
    };
    /// What is still owed stands with the payer and with a line.
    "PC0349" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "AMT*EAF") && sheet.claim(row).is_some() && sheet.in_claim(row, "SVD") > 0
        })?;
        let line = sheet.claim(row)?.find(|row| sheet.is(*row, "SVD"))?;
        let end = sheet.end(line);
        sheet.insert(end, "AMT*EAF*1")?;
        Some(row)
    };
    /// A telephone number has hyphens.
    "PC0350" |sheet| { let row = sheet.any("PER")?; sheet.put(row, 4, "215-555-0100") };
    /// The first diagnosis is a fall.
    "PC0351" |sheet| { let row = sheet.any("HI")?; sheet.put(row, (1, 2), "W19XXXA") };
    /// A payer covers nothing of a claim, and has decided on it.
    "PC0352" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "AMT*D") && sheet.get(row, 2) != b"0")?;
        sheet.insert(row + 1, "AMT*A8*1")
    };
    /// A procedure of 2024 was given in 2023.
    "PC0353" |sheet| {
        let row = line_at_a_place_of_old(sheet)?;
        let day = sheet.next(row, "DTP*472*D8")?;
        sheet.put(day, 3, "20231215")?;
        sheet.put(row, (1, 2), "G0140")
    };
    /// A modifier of 2022 stands on a line of 2021.
    "PC0354" |sheet| {
        let row = line_at_a_place_of_old(sheet)?;
        let day = sheet.next(row, "DTP*472*D8")?;
        sheet.put(day, 3, "20211215")?;
        sheet.put(row, (1, 3), "FQ")
    };
    /// A replacement does not name the claim that it replaces.
    "PC0633" |sheet| { let row = first_claim(sheet)?; sheet.put(row, (5, 3), "7") };
}
