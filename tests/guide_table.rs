//! The guide tables and the envelope around them: are they whole, and do they agree with themselves?

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says so by panicking"
)]

use peerclaim::guide::table::{El, Guide, Key, Kind, List, Loop, Note, Part, Seg, Usage};
use peerclaim::guide::{ACK999, CA277, GUIDES, P837, envelope};
use std::collections::{BTreeMap, BTreeSet};

/// Every loop table of a guide, once, in the guide's order.
fn loops(guide: &'static Guide) -> Vec<&'static Loop> {
    fn collect(of: &'static Loop, found: &mut Vec<&'static Loop>) {
        if found.iter().any(|known| std::ptr::eq(*known, of)) {
            return;
        }
        found.push(of);
        for part in of.parts {
            if let Part::Loop { of, .. } = part {
                collect(of, found);
            }
        }
    }
    let mut found = Vec::new();
    collect(guide.root, &mut found);
    found
}

/// Every segment of a guide with the id of its loop.
fn segments_of(guide: &'static Guide) -> Vec<(&'static str, &'static Seg)> {
    loops(guide).iter().flat_map(|of| of.segments().map(|seg| (of.id, seg))).collect()
}

/// Every segment of the 837P with the id of its loop.
fn segments() -> Vec<(&'static str, &'static Seg)> {
    segments_of(&P837)
}

/// Every segment of every guide with the id of its loop.
fn every_segment() -> Vec<(&'static str, &'static Seg)> {
    GUIDES.into_iter().flat_map(segments_of).collect()
}

/// Every element and component of a segment with its name, such as `CLM05` and `CLM05-1`, and with those
/// that stand beside it.
fn elements(seg: &Seg) -> Vec<(String, &'static El, &'static [El])> {
    let mut found = Vec::new();
    for (i, el) in seg.els.iter().enumerate() {
        let name = format!("{}{:02}", seg.tag, i + 1);
        for (j, component) in el.components().unwrap_or_default().iter().enumerate() {
            found.push((format!("{name}-{}", j + 1), component, el.components().unwrap_or_default()));
        }
        found.push((name, el, seg.els));
    }
    found
}

/// Every element and component of the 837P with its place.
fn all_elements() -> Vec<(String, String, &'static El, &'static [El])> {
    elements_of(&P837)
}

/// Every element and component of every guide with its place.
fn every_element() -> Vec<(String, String, &'static El, &'static [El])> {
    GUIDES.into_iter().flat_map(elements_of).collect()
}

/// Every element and component of a guide with its place.
fn elements_of(guide: &'static Guide) -> Vec<(String, String, &'static El, &'static [El])> {
    let place = |id: &str, seg: &Seg, name: &str| format!("{id} {} {name}", seg.label);
    segments_of(guide)
        .iter()
        .flat_map(|(id, seg)| {
            elements(seg).into_iter().map(move |(name, el, beside)| (place(id, seg, &name), name, el, beside))
        })
        .collect()
}

/// Where a part begins: its segment, or the first segment of the loop.
fn opening(part: &'static Part) -> &'static Seg {
    match part {
        Part::Seg(seg) => seg,
        Part::Loop { of, .. } => match &of.parts[0] {
            Part::Seg(seg) => seg,
            Part::Loop { .. } => panic!("{} begins with a loop", of.id),
        },
    }
}

/// The element or component that a key looks at.
fn keyed<'a>(seg: &'a Seg, key: &Key) -> &'a El {
    let el = &seg.els[usize::from(key.element) - 1];
    match key.component {
        0 => el,
        component => &el.components().expect("a key in a composite")[usize::from(component) - 1],
    }
}

fn find(id: &str, tag: &str, code: &str) -> &'static Seg {
    let fits = |seg: &Seg| seg.tag == tag && seg.key.is_none_or(|key| key.codes.contains(&code));
    segments()
        .iter()
        .find(|(of, seg)| *of == id && fits(seg))
        .unwrap_or_else(|| panic!("{id} {tag} {code}"))
        .1
}

fn is_composite(el: &El) -> bool {
    el.components().is_some()
}

#[test]
fn nothing_is_missing() {
    // The guide has 42 loop rows, the envelope's (ISA, GS) among them and the claim loop twice, under the
    // subscriber and under the patient: 39 tables. Of its 219 segments and 1287 elements without
    // components, ISA, TA1, IEA, GS and GE with their 33 elements stand in the envelope.
    let elements = all_elements();
    let components = elements.iter().filter(|(_, name, ..)| name.contains('-')).count();
    let composites = elements.iter().filter(|(_, _, el, _)| is_composite(el)).count();
    assert_eq!(loops(&P837).len(), 39);
    assert_eq!(segments().len(), 214);
    assert_eq!(elements.len() - components - composites, 1254);
    assert_eq!(composites, 111);
    assert_eq!(components, 333);
}

#[test]
fn nothing_is_missing_from_the_answers() {
    // Without what stands in the envelope: ISA, TA1, IEA, GS and GE with their 33 elements. The two components of an
    // unused composite of the 999 (CTX06) are left out; STC01-4 of the 277CA stands in lines too.
    for (guide, [loops_of, segs, plain, composites, components]) in
        [(&ACK999, [4, 11, 42, 10, 22]), (&CA277, [14, 38, 184, 24, 51])]
    {
        let elements = elements_of(guide);
        let inside = elements.iter().filter(|(_, name, ..)| name.contains('-')).count();
        let outer = elements.iter().filter(|(_, _, el, _)| is_composite(el)).count();
        let counted =
            [loops(guide).len(), segments_of(guide).len(), elements.len() - inside - outer, outer, inside];
        assert_eq!(counted, [loops_of, segs, plain, composites, components], "{}", guide.name);
    }
}

#[test]
fn ids_of_loops_are_unique() {
    let ids: BTreeSet<_> = loops(&P837).iter().map(|of| of.id).collect();
    assert_eq!(ids.len(), loops(&P837).len());
    for id in [P837.claim, P837.line] {
        assert!(ids.contains(id.expect("the guide has claims and lines")));
    }
}

#[test]
fn a_claim_stands_under_the_subscriber_and_under_the_patient() {
    let mut places = Vec::new();
    for outer in loops(&P837) {
        for part in outer.parts {
            if let Part::Loop { usage, max, of, .. } = part
                && of.id == "2300"
            {
                places.push((outer.id, *usage, *max));
            }
        }
    }
    assert_eq!(places, [("2000B", Usage::S, 100), ("2000C", Usage::R, 100)]);
}

#[test]
fn a_loop_opens_with_a_segment_that_it_must_have_once() {
    for of in GUIDES.into_iter().flat_map(loops) {
        let Part::Seg(first) = &of.parts[0] else { panic!("{} begins with a loop", of.id) };
        assert_eq!((first.usage, first.max), (Usage::R, 1), "{}", of.id);
    }
}

#[test]
fn parts_stand_in_order_and_fit_a_word() {
    for of in GUIDES.into_iter().flat_map(loops) {
        let ords: Vec<u16> = of
            .parts
            .iter()
            .map(|part| match part {
                Part::Seg(seg) => seg.ord,
                Part::Loop { ord, .. } => *ord,
            })
            .collect();
        assert!(ords.is_sorted(), "{}: {ords:?}", of.id);
        assert!(ords.len() <= 64, "{}: {} parts", of.id, ords.len());
    }
}

#[test]
fn loops_of_one_kind_may_come_in_any_order() {
    let mut ords: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for outer in loops(&P837) {
        for part in outer.parts {
            if let Part::Loop { ord, of, .. } = part
                && of.id != "2010CA"
            {
                ords.entry(&of.id[..4]).or_default().insert(*ord);
            }
        }
    }
    for family in ["1000", "2010", "2310", "2330", "2420"] {
        assert_eq!(ords[family].len(), 1, "{family}: {:?}", ords[family]);
    }
}

#[test]
fn no_segment_is_marked_unused() {
    for (id, seg) in every_segment() {
        assert_ne!(seg.usage, Usage::N, "{id} {}", seg.label);
    }
}

#[test]
fn lengths_agree() {
    for (place, _, el, _) in every_element() {
        if is_composite(el) {
            assert_eq!((el.min, el.max, el.guide_max), (0, u16::MAX, 0), "{place}");
            assert!(el.codes.is_empty() && el.list.is_none(), "{place}");
            continue;
        }
        assert!(1 <= el.min && el.min <= el.max, "{place}");
        assert!(el.guide_max == 0 || (el.min..el.max).contains(&el.guide_max), "{place}");
        for code in el.codes {
            let length = u16::try_from(code.len()).expect("short");
            assert!((el.min..=el.max).contains(&length), "{place}: {code}");
        }
    }
}

#[test]
fn lists_are_in_order_without_doubles() {
    for (place, _, el, _) in every_element() {
        let numbers = el.codes.iter().all(|code| code.parse::<u8>().is_ok());
        if numbers {
            assert!(el.codes.is_sorted_by_key(|code| code.parse::<u8>().ok()), "{place}: {:?}", el.codes);
        } else {
            assert!(el.codes.is_sorted(), "{place}: {:?}", el.codes);
        }
        let distinct: BTreeSet<_> = el.codes.iter().collect();
        assert_eq!(distinct.len(), el.codes.len(), "{place}");
        assert!(el.codes.is_empty() || el.list.is_none(), "{place}: two lists");
    }
}

#[test]
fn composites_do_not_nest() {
    for (place, name, el, _) in every_element() {
        assert!(!(name.contains('-') && is_composite(el)), "{place}");
    }
}

#[test]
fn a_used_composite_shows_its_components() {
    for (place, _, el, _) in every_element() {
        let Some(components) = el.components() else { continue };
        assert_eq!(components.is_empty(), el.usage == Usage::N, "{place}");
        assert!(el.usage == Usage::N || components[0].usage == Usage::R, "{place}");
    }
}

#[test]
fn only_the_race_repeats() {
    let repeated: BTreeSet<_> = all_elements()
        .into_iter()
        .filter(|(_, _, el, _)| el.repeat != 1)
        .map(|(_, name, el, _)| (name, el.repeat))
        .collect();
    assert_eq!(repeated, BTreeSet::from([("DMG05".to_owned(), 10)]));
}

#[test]
fn a_key_is_the_list_of_its_element() {
    for (id, seg) in every_segment() {
        let Some(key) = seg.key else { continue };
        let place = format!("{id} {}", seg.label);
        let el = keyed(seg, &key);
        assert!(!key.codes.is_empty(), "{place}");
        assert_eq!(key.codes, el.codes, "{place}");
        assert_eq!(el.usage, Usage::R, "{place}");
        if let Some((element, codes)) = key.also {
            assert_eq!(codes, seg.els[usize::from(element) - 1].codes, "{place}");
        }
    }
}

#[test]
fn an_id_is_keyed_everywhere_alike_or_nowhere() {
    let mut keys: BTreeMap<&str, BTreeSet<Option<(u8, u8)>>> = BTreeMap::new();
    for (_, seg) in segments() {
        keys.entry(seg.tag).or_default().insert(seg.key.map(|key| (key.element, key.component)));
    }
    let mut keyed = Vec::new();
    for (tag, ways) in &keys {
        assert_eq!(ways.len(), 1, "{tag}: {ways:?}");
        keyed.extend(ways.iter().flatten().map(|way| (*tag, way.0, way.1)));
    }
    let first = |tag| (tag, 1, 0);
    assert_eq!(
        keyed,
        [
            first("AMT"),
            first("CRC"),
            first("DTP"),
            ("HI", 1, 1),
            ("HL", 3, 0),
            first("NM1"),
            first("NTE"),
            first("PWK"),
            first("QTY"),
            first("REF")
        ]
    );
}

#[test]
fn parts_of_one_loop_can_be_told_apart() {
    let mut second_looks = Vec::new();
    for of in GUIDES.into_iter().flat_map(loops) {
        for (i, part) in of.parts.iter().enumerate() {
            for later in &of.parts[i + 1..] {
                let (a, b) = (opening(part), opening(later));
                if a.tag != b.tag {
                    continue;
                }
                let place = format!("{}: {} / {}", of.id, a.label, b.label);
                let (Some(first), Some(second)) = (a.key, b.key) else { panic!("{place}: no key") };
                if first.codes.iter().all(|code| !second.codes.contains(code)) {
                    continue;
                }
                // The narrower one stands first and looks at one element more.
                let (element, codes) = first.also.unwrap_or_else(|| panic!("{place}: same codes"));
                let other = b.els[usize::from(element) - 1].codes;
                assert!(!other.is_empty() && codes.iter().all(|code| !other.contains(code)), "{place}");
                second_looks.push((of.id, a.tag));
            }
        }
    }
    assert_eq!(second_looks, [("2400", "PWK")]);
}

#[test]
fn notes_speak_of_elements_that_exist() {
    for (id, seg) in every_segment() {
        for note in seg.notes {
            let (Note::Paired(numbers)
            | Note::Any(numbers)
            | Note::OneAtMost(numbers)
            | Note::Needs(numbers)
            | Note::NeedsAny(numbers)) = note;
            let distinct: BTreeSet<_> = numbers.iter().collect();
            assert!(numbers.len() >= 2 && distinct.len() == numbers.len(), "{id} {}: {note:?}", seg.label);
            assert!(
                numbers.iter().all(|n| (1..=seg.els.len()).contains(&usize::from(*n))),
                "{id} {}: {note:?}",
                seg.label
            );
        }
    }
}

#[test]
fn a_date_in_a_named_form_has_its_form_before_it() {
    let mut dates = 0;
    for (place, _, el, beside) in all_elements() {
        let Kind::Form(named_in) = el.kind else { continue };
        dates += 1;
        let form = &beside[usize::from(named_in) - 1];
        assert!(std::ptr::eq(form, std::ptr::from_ref(el).wrapping_sub(1)), "{place}: the element before it");
        assert!(matches!(form.kind, Kind::Id), "{place}");
        assert_eq!(form.usage, el.usage, "{place}");
        match form.usage {
            Usage::N => assert!(form.codes.is_empty(), "{place}"),
            _ => assert!(form.codes == ["D8"] || form.codes == ["D8", "RD8"], "{place}: {:?}", form.codes),
        }
    }
    // 28 DTP, 2 PAT, 2 DMG, and 26 codes in HI.
    assert_eq!(dates, 58);
}

#[test]
fn numbers_have_their_limits() {
    let mut limited = BTreeSet::new();
    for (place, name, el, _) in all_elements() {
        match el.kind {
            Kind::Num(2) => assert_eq!((el.min, el.max, el.guide_max), (1, 18, 10), "{place}: an amount"),
            Kind::Num(255) => assert_eq!(el.guide_max, 0, "{place}"),
            Kind::Num(decimals) => assert!(limited.insert((name, decimals, el.guide_max)), "{place}"),
            _ if el.guide_max != 0 => assert!(matches!(el.kind, Kind::An), "{place}"),
            _ => {}
        }
    }
    let units = |name: &str| (name.to_owned(), 3, 8);
    assert_eq!(limited, BTreeSet::from([units("HCP12"), units("SV104"), units("SVD05")]));
}

#[test]
fn labels_are_short_words_for_a_biller() {
    let mut labels: Vec<(String, &str)> =
        GUIDES.into_iter().flat_map(loops).map(|of| (of.id.to_owned(), of.label)).collect();
    labels.extend(every_segment().iter().map(|(id, seg)| (format!("{id} {}", seg.tag), seg.label)));
    labels.extend(every_element().iter().map(|(place, _, el, _)| (place.clone(), el.label)));
    for seg in [
        &envelope::ISA,
        &envelope::TA1,
        &envelope::IEA,
        &envelope::GS,
        &envelope::GE,
        &envelope::ST,
        &envelope::SE,
    ] {
        labels.push((seg.tag.to_owned(), seg.label));
        labels.extend(elements(seg).iter().map(|(name, el, _)| (name.clone(), el.label)));
    }
    for (place, label) in labels {
        assert!((2..=60).contains(&label.len()), "{place}: {label:?}");
        assert!(label.is_ascii() && label.trim() == label && !label.ends_with('.'), "{place}: {label:?}");
        let initials = label.starts_with("NPI ") || label.starts_with("ZIP ") || label.starts_with("EPSDT ");
        assert!(
            initials || label.starts_with(|first: char| first.is_ascii_lowercase()),
            "{place}: {label:?}"
        );
    }
}

#[test]
fn parts_of_one_loop_have_different_labels() {
    for of in GUIDES.into_iter().flat_map(loops) {
        let labels = of.parts.iter().map(|part| match part {
            Part::Seg(seg) => seg.label,
            Part::Loop { of, .. } => of.label,
        });
        let distinct: BTreeSet<_> = labels.clone().collect();
        assert_eq!(distinct.len(), labels.count(), "{}", of.id);
    }
}

/// What may say something of a person is the rule, for text, codes without a list, dates and times. What
/// may be shown is named here.
#[test]
fn open_text_is_never_shown_but_for_what_is_named_here() {
    let mut shown = BTreeSet::new();
    for (place, name, el, _) in all_elements() {
        let open = match el.kind {
            Kind::Num(_) | Kind::N0 => false,
            Kind::Comp(components) => components.is_empty(),
            Kind::Form(_) => {
                assert!(el.phi, "{place}: a date of the claim");
                false
            }
            Kind::Id | Kind::An | Kind::Dt | Kind::Tm => el.codes.is_empty(),
        };
        if el.usage == Usage::N && open {
            assert!(el.phi, "{place}: unused, so anything may stand there");
        }
        if open && !el.phi {
            shown.insert(name);
        }
    }
    let names = [
        "BHT03", "BHT04", "BHT05", "CAS02", "CAS05", "CAS08", "CAS11", "CAS14", "CAS17", "CLM05-3", "CUR02",
        "HL01", "HL02", "MOA03", "MOA04", "MOA05", "MOA06", "MOA07", "SE02", "ST02", "ST03",
    ];
    assert_eq!(shown, names.map(str::to_owned).into());
}

/// A code of a list, or a number, may be shown: but not these.
#[test]
fn codes_and_numbers_that_tell_of_the_patient_are_not_shown() {
    let mut hidden = BTreeSet::new();
    for (place, name, el, _) in all_elements() {
        let number = matches!(el.kind, Kind::Num(_) | Kind::N0);
        if (number || !el.codes.is_empty()) && el.phi {
            hidden.insert(name);
        }
        if matches!(el.kind, Kind::Num(2)) {
            assert!(!el.phi, "{place}: an amount");
        }
    }
    let names = [
        "CLM11-1", "CLM11-2", "CLM12", "CR102", "CR104", "CR106", "CR201", "CR202", "CR206", "CR207",
        "CR208", "CR303", "CRC02", "CRC03", "CRC04", "CRC05", "CRC06", "CRC07", "DMG03", "FRM02", "FRM05",
        "MEA03", "MEA05", "MEA06", "PAT01", "PAT08", "PAT09", "REF02", "SBR02", "SBR05", "SV109", "SV111",
        "SV112", "SV503",
    ];
    assert_eq!(hidden, names.map(str::to_owned).into());
}

/// Every place of an element is hidden as any other of that name, if they are used and closed alike.
#[test]
fn one_element_is_hidden_everywhere_or_nowhere() {
    let mut seen: BTreeMap<(String, bool), (bool, String)> = BTreeMap::new();
    for (place, name, el, _) in all_elements() {
        if is_composite(el) || el.usage == Usage::N {
            continue;
        }
        let (phi, where_first) =
            seen.entry((name, el.codes.is_empty())).or_insert((el.phi, place.clone())).clone();
        assert_eq!(phi, el.phi, "{place}, and {where_first}");
    }
}

#[test]
fn lists_of_others_stand_where_they_belong() {
    let mut lists: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (_, name, el, _) in all_elements() {
        if let Some(list) = el.list {
            lists.entry(format!("{list:?}")).or_default().insert(name);
        }
    }
    let expected = [
        (List::State, vec!["CLM11-4", "N402", "PRV04", "PS103"]),
        (List::Country, vec!["CLM11-5", "N404"]),
        (List::Currency, vec!["CUR02"]),
        (List::PlaceOfService, vec!["CLM05-1", "SV105"]),
        (List::RemarkCode, vec!["MOA03", "MOA04", "MOA05", "MOA06", "MOA07"]),
    ];
    let expected: BTreeMap<String, BTreeSet<String>> = expected
        .into_iter()
        .map(|(list, names)| (format!("{list:?}"), names.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(lists, expected);
}

/// A few facts that every biller meets, written down a second time.
#[test]
fn facts_that_matter_for_peer_support() {
    let claim = find("2300", "CLM", "");
    assert_eq!((claim.els[0].max, claim.els[0].guide_max), (38, 20));

    let member = find("2010BA", "NM1", "IL");
    assert_eq!((member.els[7].usage, member.els[8].usage), (Usage::S, Usage::S));

    let service = find("2400", "DTP", "472");
    assert_eq!((service.usage, service.max), (Usage::R, 1));
    assert_eq!(service.els[1].codes, ["D8", "RD8"]);

    let diagnoses = find("2300", "HI", "ABK");
    assert_eq!((diagnoses.usage, diagnoses.els.len()), (Usage::R, 12));
    assert_eq!(diagnoses.els[11].components().expect("a composite")[0].codes, ["ABF", "BF"]);

    let line = find("2400", "SV1", "");
    let procedure = line.els[0].components().expect("a composite");
    let modifiers = procedure.iter().filter(|el| el.label.starts_with("modifier")).count();
    assert_eq!((procedure[0].codes, modifiers), (&["ER", "HC", "IV", "WK"][..], 4));
    assert_eq!(line.els[2].codes, ["MJ", "UN"]);

    assert!(find("2000B", "SBR", "").els[8].codes.contains(&"MC"));
    assert!(!find("2000C", "PAT", "").els[0].codes.contains(&"18"));
    assert_eq!(find("2400", "REF", "6R").els[1].guide_max, 30);
    assert_eq!(find("2300", "REF", "G1").max, 1);
    assert_eq!(find("2400", "REF", "G1").max, 5);
}

#[test]
fn an_interchange_header_has_106_characters() {
    let lengths: u16 = envelope::ISA.els.iter().map(|el| el.max).sum();
    assert!(envelope::ISA.els.iter().all(|el| el.min == el.max));
    assert_eq!((envelope::ISA.els.len(), 3 + 16 + lengths + 1), (16, 106));
}

#[test]
fn the_envelope_hides_passwords_and_leaves_the_guide_open() {
    let mut hidden = Vec::new();
    let mut closed = Vec::new();
    for seg in [
        &envelope::ISA,
        &envelope::TA1,
        &envelope::IEA,
        &envelope::GS,
        &envelope::GE,
        &envelope::ST,
        &envelope::SE,
    ] {
        for (name, el, _) in elements(seg) {
            assert!(1 <= el.min && el.min <= el.max, "{name}");
            assert!(
                el.codes
                    .iter()
                    .all(|code| code.len() >= usize::from(el.min) && code.len() <= usize::from(el.max)),
                "{name}"
            );
            if el.phi {
                hidden.push(name.clone());
            }
            if !el.codes.is_empty() {
                closed.push(name);
            }
        }
    }
    assert_eq!(hidden, ["ISA02", "ISA04"]);
    assert_eq!(
        closed,
        ["ISA01", "ISA03", "ISA05", "ISA07", "ISA12", "ISA14", "ISA15", "TA104", "TA105", "GS07"]
    );
    assert_eq!(envelope::TA1.els[4].codes.len(), 32);
}

#[test]
fn the_envelope_and_the_guide_agree_on_the_set() {
    for (own, guides) in [(&envelope::ST, find("ST", "ST", "")), (&envelope::SE, find("ST", "SE", ""))] {
        assert_eq!(own.els.len(), guides.els.len());
        for (a, b) in own.els.iter().zip(guides.els) {
            assert_eq!((a.usage, a.min, a.max, a.label), (b.usage, b.min, b.max, b.label));
        }
    }
    assert_eq!(find("ST", "ST", "").els[0].codes, [P837.transaction]);
    assert!(P837.accepts.contains(&P837.id));
}
