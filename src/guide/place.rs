//! Places of the guides as people write them: `2010BA`, `2010BA NM109`, `SV101-3`, `ISA13`.

use super::table::{Loop, Seg};
use super::{GUIDES, envelope};
use crate::diag::{ElementRef, GuidePlace};

/// The place that is written so: a loop, or a segment or element, or one in a loop; nothing, if no guide has it.
pub fn find_place(text: &str) -> Option<GuidePlace> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match *words.as_slice() {
        [one] => in_loop(one, None).or_else(|| at_segment(one, None)),
        [of, segment] => in_loop(of, Some(segment)),
        _ => None,
    }
}

/// The loop of that id, in the first guide where such a segment stands in it.
fn in_loop(id: &str, segment: Option<&str>) -> Option<GuidePlace> {
    let loops = GUIDES.iter().filter_map(|guide| guide.find_loop(id).filter(|of| of.id != guide.root.id));
    loops.into_iter().find_map(|of| match segment {
        None => Some(GuidePlace { within: Some(of.id), ..GuidePlace::default() }),
        Some(segment) => at_segment(segment, Some(of)),
    })
}

/// `NM1`, `NM109`, `SV101-3`: the id of the segment has two or three characters, its element two digits.
fn at_segment(text: &str, within: Option<&'static Loop>) -> Option<GuidePlace> {
    [3, 2].into_iter().find_map(|length| {
        let (tag, rest) = text.split_at_checked(length)?;
        let (element, component) = rest.split_once('-').map_or((rest, None), |(one, two)| (one, Some(two)));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let number = |text: &str| text.parse::<u16>().ok().filter(|number| *number > 0 && digits(text));
        let element = match (element.len(), component) {
            (0, None) => None,
            (2, None) => Some(ElementRef::element(number(element)?)),
            (2, Some(component)) => Some(ElementRef::component(number(element)?, number(component)?)),
            _ => return None,
        };
        let tag = segments(within).find(|seg| seg.tag == tag && has(seg, element))?.tag;
        Some(GuidePlace { within: within.map(|of| of.id), tag: Some(tag), element })
    })
}

fn has(seg: &Seg, element: Option<ElementRef>) -> bool {
    element.is_none_or(|at| {
        let of = usize::from(at.element).checked_sub(1).and_then(|place| seg.els.get(place));
        of.is_some_and(|of| {
            at.component == 0 || usize::from(at.component) <= of.components().map_or(0, <[_]>::len)
        })
    })
}

/// The segments of a loop and of all inside it; without one, all that there are.
fn segments(within: Option<&'static Loop>) -> Box<dyn Iterator<Item = &'static Seg>> {
    if let Some(of) = within {
        return Box::new(of.segments().chain(of.loops().flat_map(|inner| segments(Some(inner)))));
    }
    let around =
        [&envelope::ISA, &envelope::IEA, &envelope::TA1, &envelope::GS, &envelope::GE, &envelope::SE];
    Box::new(around.into_iter().chain(GUIDES.iter().flat_map(|guide| segments(Some(guide.root)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_guides() {
        for (text, place) in [
            ("2010BA", "2010BA"),
            ("2010BA NM109", "2010BA NM109"),
            (" 2300  CLM05-3 ", "2300 CLM05-3"),
            ("2300 SV101", "2300 SV101"),
            ("N301", "N301"),
            ("SV1", "SV1"),
            ("ISA13", "ISA13"),
            ("2200D STC01-2", "2200D STC01-2"),
            ("ST", "ST"),
        ] {
            assert_eq!(find_place(text).map(|found| found.to_string()).as_deref(), Some(place), "{text}");
        }
        for text in [
            "",
            "2010",
            "2010BA SV1",
            "NM1099",
            "NM199",
            "SV101-30",
            "SV101-0",
            "NM1+9",
            "CLM5",
            "a b c",
            "é1",
        ] {
            assert_eq!(find_place(text), None, "{text}");
        }
    }
}
