//! A pointer leads to the value: in every set that chance makes, and in those that are broken.

use super::*;
use crate::claim::fixtures::SIMPLE;
use crate::claim::model::text::from_bytes;
use crate::claim::{missing_from, value_of};
use crate::diag::ElementRef;
use crate::guide::{LoopView, SegView, SetView};
use proptest::prelude::*;

/// The number of the first claim in that loop, or around it.
fn claim_of(set: &SetView<'_>, view: LoopView<'_>) -> Option<usize> {
    let around = |inner: LoopView<'_>, outer: LoopView<'_>| {
        std::iter::successors(Some(inner), LoopView::parent).any(|level| level.path() == outer.path())
    };
    set.loops("2300").position(|claim| around(claim, view) || around(view, claim))
}

fn check(set: &SetView<'_>, json: &serde_json::Value, segment: &SegView<'_>) -> Result<(), String> {
    let Some(mut view) = segment.parent() else { return Ok(()) };
    // What is in the levels is in every claim under the level, not under 2010AA.
    if view.id().starts_with("2010") {
        view = view.parent().unwrap();
    }
    let Some(claim) = claim_of(set, view).filter(|_| view.id() != "ST") else { return Ok(()) };
    let resolve = |at: Option<ElementRef>| {
        let value = value_of(segment, at)?;
        let found = json.pointer(&format!("/claims/{claim}{value}"));
        Some((value.to_string(), found))
    };
    let Some((pointer, whole)) = resolve(None) else { return Ok(()) };
    if segment.tag() == Some("HL") {
        return Ok(());
    }
    if whole.is_none() && !segment.is_empty() && pointer != "/billing_provider" && pointer != "/subscriber" {
        return Err(format!("{pointer} leads nowhere: {segment:?}"));
    }
    if pointer.contains("unplaced") {
        return Ok(());
    }
    for element in 1..=segment.len() {
        let number = u16::try_from(element).unwrap();
        let lone = segment.view().element(element).iter().all(|byte| !b":^".contains(byte));
        for component in 1..=if lone { 1 } else { 20 } {
            let text = from_bytes(segment.component(element, component));
            if text.is_empty() {
                continue;
            }
            let part = ElementRef::component(number, u16::try_from(component).unwrap());
            let at = if lone { ElementRef::element(number) } else { part };
            // What stands in a composite without components is its first.
            let first = ElementRef::component(number, 1);
            let in_first = resolve(Some(first)).unwrap().0.ends_with("other_elements");
            let (pointer, found) = resolve(Some(at)).unwrap();
            if lone && in_first {
                continue;
            }
            if pointer.ends_with("other_elements") || pointer.ends_with("/role") {
                continue;
            }
            let found = found.ok_or_else(|| format!("{pointer} leads nowhere: {segment:?} {at}"))?;
            if found.is_array() && lone {
                continue;
            }
            let shown = found.as_str().ok_or_else(|| format!("{pointer} is no text"))?;
            // Values are shown in a form of their own.
            let own_form = pointer.ends_with("date") || !lone || shown.parse::<crate::value::Money>().is_ok();
            if shown != text && !own_form {
                return Err(format!("{pointer} is {shown}, and {segment:?} {at} is {text}"));
            }
        }
    }
    Ok(())
}

fn check_all(text: &[u8]) -> Result<(), String> {
    let walked = Walked::new(text);
    let set = walked.view();
    let json = serde_json::to_value(Batch::from_set(&set)).unwrap();
    set.segments().try_for_each(|segment| check(&set, &json, &segment))
}

proptest! {
    #[test]
    fn pointers_lead_to_values(bytes in proptest::collection::vec(any::<u8>(), 0..4000)) {
        prop_assert_eq!(check_all(random::set(&bytes).as_bytes()), Ok(()));
    }

    #[test]
    fn pointers_lead_to_values_in_broken_sets(
        bytes in proptest::collection::vec(any::<u8>(), 0..4000),
        cuts in proptest::collection::vec(any::<u32>(), 1..6),
    ) {
        let mut text = random::set(&bytes).into_bytes();
        for cut in cuts {
            // A segment twice, or one less.
            let start = cut as usize % text.len();
            let end = text[start..].iter().position(|&byte| byte == b'~').map_or(text.len(), |at| start + at + 1);
            let begin = text[..start].iter().rposition(|&byte| byte == b'~').map_or(0, |at| at + 1);
            let segment = text[begin..end].to_vec();
            if segment.starts_with(b"ST") || segment.starts_with(b"SE") { continue; }
            if cut % 3 == 0 { text.drain(begin..end); } else { text.splice(begin..begin, segment); }
        }
        prop_assert_eq!(check_all(&text), Ok(()));
    }
}

#[test]
fn pointers_in_words() {
    let walked = Walked::new(joined(SIMPLE).as_bytes());
    let set = walked.view();
    let el = ElementRef::element;
    for (segment, at, pointer, form_box) in [
        (18, Some(el(2)), Some("/charge"), Some("28")),
        (18, Some(ElementRef::component(5, 1)), Some("/place_of_service"), Some("24B")),
        (18, Some(ElementRef::component(5, 2)), Some("/other_elements"), None),
        (18, None, Some(""), None),
        (19, Some(el(2)), Some("/references/0/value"), Some("23")),
        (20, Some(ElementRef::component(2, 2)), Some("/diagnoses/1/code"), Some("21")),
        (21, Some(el(9)), Some("/providers/0/id"), Some("24J")),
        (22, Some(el(3)), Some("/providers/0/taxonomy"), Some("24J")),
        (24, Some(el(2)), Some("/lines/0/charge"), Some("24F")),
        (24, Some(ElementRef::component(1, 4)), Some("/lines/0/modifiers/1"), Some("24D")),
        (24, Some(ElementRef::component(7, 2)), Some("/lines/0/diagnosis_pointers/1"), Some("24E")),
        (25, Some(el(3)), Some("/lines/0/dates/0/date"), Some("24A")),
        (7, Some(el(3)), Some("/billing_provider/name"), Some("33")),
        (7, Some(el(9)), Some("/billing_provider/id"), Some("33a")),
        (6, Some(el(3)), Some("/billing_provider/taxonomy"), Some("33b")),
        (5, Some(el(1)), Some("/hl/billing"), None),
        (12, Some(el(9)), Some("/subscriber/insurance_type"), Some("1")),
        (13, Some(el(9)), Some("/subscriber/id"), Some("1a")),
        (16, Some(el(2)), Some("/subscriber/birth_date"), Some("3")),
        (17, Some(el(9)), Some("/payer/id"), None),
        (2, Some(el(3)), None, None),
        (1, Some(el(3)), None, None),
    ] {
        let view = set.segment(segment).unwrap();
        let value = value_of(&view, at);
        let found = value.as_ref().map(ToString::to_string);
        assert_eq!(found.as_deref(), pointer, "{view:?} {at:?}");
        assert_eq!(value.and_then(|value| value.form_box), form_box, "{view:?} {at:?}");
    }
    let line = set.loops("2400").next().unwrap();
    for (tag, at, pointer) in [
        ("SV1", Some(el(2)), "/lines/0/charge"),
        ("SV1", None, "/lines/0"),
        ("DTP", None, "/lines/0/dates"),
        ("CN1", Some(el(2)), "/lines/0/contract/amount"),
        ("ZZZ", None, "/lines/0"),
    ] {
        assert_eq!(missing_from(&line, tag, at).unwrap().to_string(), pointer, "{tag}");
    }
}
