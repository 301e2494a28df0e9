//! Defects that the rules of a payer tell: PC06. They are planted into claims made by the synthetic pack, and found
//! by it.

use super::claim::sum;
use super::sheet::Sheet;
use super::{Place, defects};
use crate::value::Date;

/// A line that is so, of a claim without another payer.
fn line(sheet: &mut Sheet, so: impl Fn(&Sheet, usize) -> bool) -> Place {
    sheet.any_where(|sheet, row| sheet.is(row, "SV1") && sheet.in_claim(row, "SVD") == 0 && so(sheet, row))
}

/// Has a line that modifier?
fn has(sheet: &Sheet, line: usize, modifier: &[u8]) -> bool {
    (3..=6).any(|place| sheet.get(line, (1, place)) == modifier)
}

/// The first place of a line that has no modifier yet: for one more.
fn free(sheet: &Sheet, line: usize) -> Option<(usize, usize)> {
    (3..=6).map(|place| (1, place)).find(|place| sheet.get(line, *place).is_empty())
}

/// One more modifier on a line that is so.
fn one_more(sheet: &mut Sheet, modifier: &str, so: impl Fn(&Sheet, usize) -> bool) -> Place {
    let row = line(sheet, |sheet, row| free(sheet, row).is_some() && so(sheet, row))?;
    let place = free(sheet, row)?;
    sheet.put(row, place, modifier)
}

/// Is it for a member who is a grown-up, and not for a group?
fn is_individual(sheet: &Sheet, line: usize) -> bool {
    !has(sheet, line, b"HA") && !has(sheet, line, b"HQ")
}

/// Is it the only line of its claim?
fn is_alone(sheet: &Sheet, line: usize) -> bool {
    sheet.in_claim(line, "LX") == 1
}

/// Does the claim name an authorization?
fn is_authorized(sheet: &Sheet, line: usize) -> bool {
    sheet.in_claim(line, "REF*G1") > 0
}

/// The SBR of the payer of a level with one claim.
fn subscriber(sheet: &mut Sheet) -> Place {
    sheet.any_where(|sheet, row| {
        sheet.is(row, "SBR") && sheet.claim(row).is_none() && sheet.in_level(row, "CLM") == 1
    })
}

/// The segment of that id, of the party that a level names so.
fn of_level(sheet: &Sheet, subscriber: usize, party: &str) -> Place {
    (subscriber..sheet.level(subscriber).end).find(|row| sheet.is(*row, party))
}

/// So many days after a day, as X12 writes days.
fn day_after(day: &str, days: i32) -> Option<String> {
    let day = day.parse::<Date>().ok()?.checked_add_days(days)?;
    String::from_utf8(day.to_d8().to_vec()).ok()
}

defects! {
    /// The identifier of the payer has another last letter.
    "PC0601" |sheet| {
        let own = subscriber(sheet)?;
        let row = of_level(sheet, own, "NM1*PR")?;
        sheet.put(row, 9, "TESTMEDD")
    };
    /// A line bears the modifier of services that another payer pays.
    "PC0602" |sheet| one_more(sheet, "U5", |_, _| true);
    /// A line bills a procedure that the payer does not know.
    "PC0603" |sheet| { let row = line(sheet, is_alone)?; sheet.put(row, (1, 2), "T1012") };
    /// A line bills a service that ended in 2024.
    "PC0604" |sheet| one_more(sheet, "U4", is_individual);
    /// The modifier of services for youth is left out.
    "PC0605" |sheet| {
        let row = line(sheet, |sheet, row| has(sheet, row, b"HA") && sheet.get(row, (1, 5)).is_empty())?;
        sheet.put(row, 1, &format!("HC:H0038:{}", sheet.text(row, (1, 3))))
    };
    /// A line bears a modifier that the payer takes no more.
    "PC0606" |sheet| one_more(sheet, "U9", |_, _| true);
    /// The modifier of the programme stands second.
    "PC0607" |sheet| {
        let row = line(sheet, |sheet, row| !sheet.get(row, (1, 4)).is_empty())?;
        let (first, second) = (sheet.text(row, (1, 3)), sheet.text(row, (1, 4)));
        sheet.put(row, (1, 3), &second)?;
        sheet.put(row, (1, 4), &first)
    };
    /// A line is for youth and for adults.
    "PC0608" |sheet| one_more(sheet, "HB", |sheet, row| has(sheet, row, b"HA"));
    /// A line bears a modifier that the payer's rules do not know.
    "PC0609" |sheet| one_more(sheet, "U7", |_, _| true);
    /// A service was given in an emergency room.
    "PC0610" |sheet| {
        let row = line(sheet, |sheet, row| !has(sheet, row, b"95") && !has(sheet, row, b"GT"))?;
        sheet.put(row, 5, "23")
    };
    /// A service was given by sound alone.
    "PC0611" |sheet| one_more(sheet, "93", |sheet, row| !has(sheet, row, b"95") && !has(sheet, row, b"GT"));
    /// A line bills a unit and a half.
    "PC0612" |sheet| { let row = line(sheet, |_, _| true)?; sheet.put(row, 4, "1.5") };
    /// A line bills no unit.
    "PC0613" |sheet| { let row = line(sheet, |_, _| true)?; sheet.put(row, 4, "0") };
    /// A line in a group bills one unit more than a day has.
    "PC0614" |sheet| { let row = line(sheet, |sheet, row| has(sheet, row, b"HQ"))?; sheet.put(row, 4, "17") };
    /// A line of an adult bills one unit more than is free without an authorization.
    "PC0615" |sheet| {
        let row = line(sheet, |sheet, row| is_individual(sheet, row) && !is_authorized(sheet, row))?;
        sheet.put(row, 4, "17")
    };
    /// A line of a child bills one unit more than needs no reason.
    "PC0616" |sheet| {
        let row = line(sheet, |sheet, row| has(sheet, row, b"HA") && !has(sheet, row, b"HQ"))?;
        sheet.put(row, 4, "17")
    };
    /// The member is a hundred years old.
    "PC0617" |sheet| {
        let own = subscriber(sheet).filter(|row| sheet.get(*row, 2) == b"18")?;
        let row = of_level(sheet, own, "DMG")?;
        sheet.put(row, 2, "19250101")
    };
    /// The only diagnosis is housing.
    "PC0618" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "HI") && sheet.elements(row) == 1)?;
        sheet.put(row, (1, 2), "Z590")
    };
    /// A line is for two days.
    "PC0619" |sheet| {
        let row = line(sheet, |_, _| true)?;
        let day = sheet.next(row, "DTP*472*D8")?;
        let first = sheet.text(day, 3);
        let next = day_after(&first, 1)?;
        sheet.put(day, 2, "RD8")?;
        sheet.put(day, 3, &format!("{first}-{next}"))
    };
    /// A claim has more lines than the payer takes.
    "PC0620" |sheet| {
        // The last line of a claim, on ever earlier days.
        let row = line(sheet, |sheet, row| {
            sheet.in_claim(row, "SBR") == 0 && sheet.claim(row).is_some_and(|claim| claim.end == sheet.end(row))
        })?;
        let claim = sheet.claim(row)?;
        let (lines, charge, mut begin) = (sheet.in_claim(row, "LX"), sheet.text(row, 2), sheet.before(row, "LX")?);
        for number in lines + 1..=21 {
            let end = sheet.end(begin + 1);
            begin = sheet.copy(begin..end)?;
            sheet.put(begin, 1, &number.to_string())?;
            let (day, own) = (sheet.next(begin, "DTP*472")?, sheet.next(begin, "REF*6R")?);
            let before = day_after(&sheet.text(day, 3), -1)?;
            sheet.put(day, 3, &before)?;
            sheet.put(own, 2, &format!("TESTLINE{number}"))?;
            let total = sum(&sheet.text(claim.start, 2), &charge)?;
            sheet.put(claim.start, 2, &total)?;
        }
        Some(claim.start)
    };
    /// A line bills another procedure than those before it.
    "PC0621" |sheet| {
        let row = line(sheet, |sheet, row| {
            !has(sheet, row, b"HQ") && sheet.before(row, "LX") != sheet.before(row, "LX*1")
        })?;
        sheet.put(row, (1, 2), "S9445")
    };
    /// A service was given more than a year before the claim came.
    "PC0622" |sheet| {
        let row = line(sheet, |sheet, row| {
            let first = sheet.claim(row).is_some_and(|claim| sheet.get(claim.start, (5, 3)) == b"1");
            first && is_individual(sheet, row) && sheet.in_claim(row, "SBR") == 0
        })?;
        let day = sheet.next(row, "DTP*472*D8")?;
        sheet.put(day, 3, "20241231")
    };
    /// Nobody is named who gave the services.
    "PC0623" |sheet| {
        let row = line(sheet, |sheet, row| sheet.in_claim(row, "NM1*82") == 1)?;
        let claim = sheet.claim(row)?;
        let name = claim.clone().find(|row| sheet.is(*row, "NM1*82"))?;
        for _ in name..sheet.end(name) {
            sheet.remove(name)?;
        }
        Some(claim.start)
    };
    /// A referral is told where the payer takes none.
    "PC0624" |sheet| {
        let row = line(sheet, |sheet, row| sheet.in_claim(row, "NM1*82") > 0)?;
        let name = sheet.claim(row)?.find(|row| sheet.is(*row, "NM1*82"))?;
        sheet.insert(name, "NM1*DN*1*DOE*REFERRING****XX*1234567893")
    };
    /// Who gave the services is an organization.
    "PC0625" |sheet| {
        let row = sheet.any_where(|sheet, row| {
            sheet.is(row, "NM1*82") && sheet.elements(row) > 4 && sheet.in_claim(row, "NM1*82") == 1
        })?;
        sheet.put(row, 2, "2")?;
        sheet.put(row, 4, "")
    };
    /// The biller's kind is one that the payer does not pay.
    "PC0626" |sheet| { let row = sheet.any("PRV*BI")?; sheet.put(row, 3, "101Y00000X") };
    /// The biller's kind is not told.
    "PC0627" |sheet| {
        let row = sheet.any("PRV*BI")?;
        sheet.remove(row)?;
        (row..sheet.len()).find(|row| sheet.is(*row, "CLM"))
    };
    /// The member's number lacks a digit.
    "PC0628" |sheet| {
        let own = subscriber(sheet)?;
        let row = of_level(sheet, own, "NM1*IL")?;
        sheet.put(row, 9, "T00000001")
    };
    /// A claim with a group names no authorization.
    "PC0629" |sheet| {
        let row = line(sheet, |sheet, row| has(sheet, row, b"HQ"))?;
        let claim = sheet.claim(row)?;
        let number = claim.clone().find(|row| sheet.is(*row, "REF*G1"))?;
        sheet.remove(number)?;
        Some(claim.start)
    };
    /// A claim is for a correction of a kind that the payer does not take.
    "PC0630" |sheet| {
        let row = line(sheet, |sheet, row| {
            sheet.claim(row).is_some_and(|claim| sheet.get(claim.start, (5, 3)) == b"1")
        })?;
        let claim = sheet.claim(row)?.start;
        sheet.put(claim, (5, 3), "6")
    };
    /// The payer is said to be a commercial insurance.
    "PC0631" |sheet| { let row = subscriber(sheet)?; sheet.put(row, 9, "CI") };
    /// A service for one member was given to a group.
    "PC0632" |sheet| {
        let row = line(sheet, |sheet, row| {
            is_alone(sheet, row) && !has(sheet, row, b"HA") && has(sheet, row, b"HQ")
        })?;
        sheet.put(row, (1, 2), "S9445")
    };
}
