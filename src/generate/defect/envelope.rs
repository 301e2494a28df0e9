//! Defects of bytes and envelopes: PC00 and PC01.
//!
//! Without one for the rules of the limits of a check (PC0009, PC0014): no file breaks them by itself.

use super::sheet::Sheet;
use super::{Place, defects};

/// Writes another value into an element of any such row.
fn put(sheet: &mut Sheet, start: &str, element: usize, value: &str) -> Place {
    let row = sheet.any(start)?;
    sheet.put(row, element, value)
}

/// Removes any such row; the place is what followed.
fn remove(sheet: &mut Sheet, start: &str) -> Place {
    let row = sheet.any(start)?;
    sheet.remove(row)
}

/// Gives the batches and claims from that row on other numbers.
fn rename(sheet: &mut Sheet, from: usize) -> Option<()> {
    for row in from..sheet.len() {
        let numbered = [("BHT", 3), ("CLM", 1)].into_iter().find(|(id, _)| sheet.is(row, id));
        if let Some((_, element)) = numbered {
            let number = sheet.text(row, element).replace("TEST", "COPY");
            sheet.put(row, element, &number)?;
        }
    }
    Some(())
}

/// GS08 and every ST03 name that guide.
fn name_guide(sheet: &mut Sheet, guide: &str) -> Place {
    let sets: Vec<usize> = (0..sheet.len()).filter(|row| sheet.is(*row, "ST")).collect();
    for set in sets {
        sheet.put(set, 3, guide)?;
    }
    put(sheet, "GS", 8, guide)
}

defects! {
    /// A report that was taken for a claim file.
    "PC0001" |sheet| { sheet.last = Some(|_| b"CLAIMS OF THE DAY\n1 CLAIM\n".to_vec()); Some(0) };
    /// A note stands after the interchange.
    "PC0002" |sheet| { let end = sheet.len(); sheet.insert(end, "TEST NOTE") };
    /// A blank of ISA06 is missing.
    "PC0003" |sheet| { let short = sheet.text(0, 6); sheet.put(0, 6, short.strip_suffix(' ')?) };
    /// ISA11 names the separator of components.
    "PC0004" |sheet| sheet.put(0, 11, ":");
    /// A byte order mark stands before ISA.
    "PC0005" |sheet| {
        sheet.last = Some(|file| [b"\xEF\xBB\xBF", file.as_slice()].concat());
        Some(0)
    };
    /// The file is written in UTF-16.
    "PC0006" |sheet| {
        sheet.last = Some(|file| {
            let wide = file.iter().flat_map(|byte| [*byte, 0]);
            [0xFF, 0xFE].into_iter().chain(wide).collect()
        });
        Some(0)
    };
    /// A line break stands inside a name.
    "PC0007" |sheet| {
        (!sheet.ends_with_line_break()).then_some(())?;
        let row = sheet.any("NM1")?;
        let name = sheet.text(row, 3);
        let (first, rest) = name.split_at_checked(2)?;
        sheet.put(row, 3, &format!("{first}\n{rest}"))
    };
    /// IEA ends without a terminator.
    "PC0008" |sheet| { sheet.unterminated = true; Some(sheet.len() - 1) };
    /// A letter separates components.
    "PC0010" |sheet| { sheet.separate_components_by(b'z'); Some(0) };
    /// Two blanks stand before a segment.
    "PC0011" |sheet| {
        let row = sheet.any("N3")?;
        sheet.indent(row, "  ")?;
        // Told once a set, at its first segment.
        sheet.before(row, "ST")
    };
    /// ISA11 is a letter, as in older versions.
    "PC0012" |sheet| sheet.put(0, 11, "U");
    /// The file begins with GS.
    "PC0013" |sheet| {
        // Other separators cannot be guessed.
        sheet.has_usual_separators().then_some(())?;
        remove(sheet, "IEA")?;
        remove(sheet, "ISA")
    };

    /// The file ends with GE.
    "PC0101" |sheet| Some(remove(sheet, "IEA")? - 1);
    /// IEA02 is another number than ISA13.
    "PC0102" |sheet| put(sheet, "IEA", 2, "987654321");
    /// IEA01 counts a group that is not there.
    "PC0103" |sheet| put(sheet, "IEA", 1, "2");
    /// ISA15 is neither P nor T.
    "PC0104" |sheet| put(sheet, "ISA", 15, "X");
    /// The interchange stands in the file twice, with other groups, sets and claims.
    "PC0105" |sheet| {
        let end = sheet.len();
        let second = sheet.copy(0..end)?;
        rename(sheet, second)?;
        Some(second)
    };
    /// TA1 stands after the groups.
    "PC0106" |sheet| { let end = sheet.any("IEA")?; sheet.insert(end, "TA1*000000009*260115*0900*A*000") };
    /// A note stands after a set.
    "PC0107" |sheet| { let end = sheet.any("SE")? + 1; sheet.insert(end, "NTE*ADD*TEST NOTE") };
    /// GE stands there twice.
    "PC0108" |sheet| { let end = sheet.any("GE")?; sheet.copy(end..end + 1) };
    /// ISA09 is a day to come.
    "PC0109" |sheet| put(sheet, "ISA", 9, "491231");
    /// The group ends without GE.
    "PC0111" |sheet| remove(sheet, "GE");
    /// GE02 is another number than GS06.
    "PC0112" |sheet| put(sheet, "GE", 2, "987654321");
    /// GE01 counts sets that are not there.
    "PC0113" |sheet| put(sheet, "GE", 1, "987");
    /// GS08 names no standard of X12: GS07 is another.
    "PC0114" |sheet| put(sheet, "GS", 7, "T");
    /// The group stands in the interchange twice, with other claims.
    "PC0115" |sheet| {
        let (start, end) = (sheet.any("GS")?, sheet.any("GE")? + 1);
        let second = sheet.copy(start..end)?;
        rename(sheet, second)?;
        put(sheet, "IEA", 1, "2")?;
        Some(second)
    };
    /// GS04 is a day to come.
    "PC0116" |sheet| put(sheet, "GS", 4, "20491231");
    /// GS and GE are missing.
    "PC0117" |sheet| { remove(sheet, "GE")?; put(sheet, "IEA", 1, "0")?; remove(sheet, "GS") };
    /// A set ends without SE.
    "PC0121" |sheet| remove(sheet, "SE");
    /// SE02 is another number than ST02.
    "PC0122" |sheet| put(sheet, "SE", 2, "98765");
    /// SE01 counts a segment that is not there.
    "PC0123" |sheet| {
        let row = sheet.any("SE")?;
        let count: u64 = sheet.text(row, 1).parse().ok()?;
        sheet.put(row, 1, &(count + 1).to_string())
    };
    /// Two sets of the group have one number.
    "PC0124" |sheet| {
        let row = sheet.any_where(|sheet, row| sheet.is(row, "ST") && sheet.before(row, "ST").is_some())?;
        let first = sheet.before(row, "ST")?;
        let number = sheet.text(first, 2);
        let end = (row..sheet.len()).find(|end| sheet.is(*end, "SE"))?;
        sheet.put(end, 2, &number)?;
        sheet.put(row, 2, &number)
    };
    /// GS01 names a group of remittances.
    "PC0125" |sheet| { put(sheet, "GS", 1, "HP")?; sheet.any("ST") };
    /// GS08 names the guide of institutional claims.
    "PC0126" |sheet| {
        put(sheet, "GS", 8, "005010X223A2")?;
        sheet.any("ST")
    };
    /// GS08 and ST03 name the guide of institutional claims.
    "PC0127" |sheet| { name_guide(sheet, "005010X223A2")?; sheet.any("ST") };
    /// GS08 and ST03 name the guide by its first name.
    "PC0128" |sheet| { name_guide(sheet, "005010X222")?; (0..sheet.len()).find(|row| sheet.is(*row, "ST")) };
}
