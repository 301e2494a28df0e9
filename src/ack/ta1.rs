//! TA1: whether an interchange is taken.

use super::envelope::{Interchange, segment};
use super::is_minute;
use super::sets::{Told, Unit};
use crate::diag::{Fate, Finding, Severity, rules};
use crate::value::Date;
use crate::x12::WriteError;

/// The note of a finding: an element of ISA or IEA has one of its own.
fn code_of(finding: &Finding) -> Option<&'static str> {
    let Fate::Ta1(code) = finding.rule().fate else { return None };
    let at = finding.location().x12()?;
    let element = at.element.map_or(0, |element| element.element);
    Some(match (finding.rule() == &rules::ISA_ELEMENT, at.tag, element) {
        (true, Some("ISA"), 1) => "010",
        (true, Some("ISA"), 2) => "011",
        (true, Some("ISA"), 3) => "012",
        (true, Some("ISA"), 4) => "013",
        (true, Some("ISA"), 5) => "005",
        (true, Some("ISA"), 6) => "006",
        (true, Some("ISA"), 7) => "007",
        (true, Some("ISA"), 8) => "008",
        (true, Some("ISA"), 9) => "014",
        (true, Some("ISA"), 10) => "015",
        (true, Some("ISA"), 12) => "017",
        (true, Some("ISA"), 13) | (true, Some("IEA"), 2) => "018",
        (true, Some("ISA"), 14) => "019",
        (true, Some("ISA"), 15) => "020",
        (true, Some("ISA"), 16) => "027",
        (true, Some("IEA"), 1) => "021",
        _ => code,
    })
}

/// Writes the TA1 of an interchange: its control number, day and time, and the gravest that is wrong with it, the
/// first of its weight.
pub(super) fn write(interchange: &Interchange, told: &Told<'_>) -> Result<Vec<u8>, WriteError> {
    let unit = Unit::Interchange(interchange.ordinal);
    let noted = |weight: Severity| {
        let mut found = told.of(unit).iter().filter(move |finding| finding.severity() == weight);
        found.find_map(|finding| code_of(finding))
    };
    let (verdict, code) = match told.gravest(unit) {
        // Where there are too many to be kept, that of the structure.
        Some(Severity::Error) => ("R", noted(Severity::Error).unwrap_or("022")),
        Some(_) => ("E", noted(Severity::Warning).unwrap_or("022")),
        None => ("A", "000"),
    };
    // What is no number, day or time cannot be told back: nothing, and those of the answer, stand for them.
    let told_back = |number: usize, is: fn(&[u8]) -> bool, other: &[u8]| {
        let text = interchange.element(number);
        if is(text) { text.to_vec() } else { other.to_vec() }
    };
    let day = told.options.date.to_d8();
    let control = |text: &[u8]| text.len() == 9 && text.iter().all(u8::is_ascii_digit);
    let elements = [
        told_back(13, control, b"000000000"),
        told_back(9, |text| Date::from_yymmdd(text).is_ok(), day.get(2..).unwrap_or_default()),
        told_back(10, is_minute, told.options.time.as_bytes()),
        verdict.into(),
        code.into(),
    ];
    segment(interchange.delimiters, "TA1", &elements.each_ref().map(Vec::as_slice))
}
