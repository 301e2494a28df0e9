//! Properties that hold for every claim file: sets are made by chance from the guide's own table, so that
//! every loop, segment, element and code of the guide comes up.

use super::*;
use crate::guide::P837;
use crate::guide::table::{El, Kind, Loop, Part, Seg, Usage};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Chance as bytes; when they are used up, everything optional stays out. So failures shrink.
struct Chance<'a> {
    bytes: &'a [u8],
}

impl Chance<'_> {
    fn byte(&mut self) -> u8 {
        match self.bytes {
            [first, rest @ ..] => {
                self.bytes = rest;
                *first
            }
            [] => 0,
        }
    }

    fn percent(&mut self, percent: u32) -> bool {
        u32::from(255 - self.byte()) * 100 < percent * 255 && !self.bytes.is_empty()
    }

    fn below(&mut self, count: usize) -> usize {
        usize::from(self.byte()) % count.max(1)
    }
}

/// A canonical set.
struct Maker<'a> {
    chance: Chance<'a>,
    levels: usize,
    segments: usize,
    out: String,
}

pub(super) fn set(bytes: &[u8]) -> String {
    let mut maker = Maker { chance: Chance { bytes }, levels: 0, segments: 0, out: String::new() };
    maker.fill(P837.root, 0);
    maker.out
}

enum One {
    Segment(&'static Seg),
    Loop(&'static Loop),
}

impl Maker<'_> {
    fn fill(&mut self, this: &'static Loop, above: usize) {
        let mut own_level = above;
        let mut groups: Vec<(u16, Vec<One>)> = Vec::new();
        for part in this.parts {
            let (ord, usage, max) = match part {
                Part::Seg(seg) => (seg.ord, seg.usage, seg.max),
                Part::Loop { ord, usage, max, .. } => (*ord, *usage, *max),
            };
            let most = if max == 0 { 3 } else { usize::from(max).min(3) };
            let mut count = usize::from(usage == Usage::R || self.chance.percent(40));
            while count > 0 && count < most && self.chance.percent(25) {
                count += 1;
            }
            if groups.last().is_none_or(|(last, _)| *last != ord) {
                groups.push((ord, Vec::new()));
            }
            let group = &mut groups.last_mut().unwrap().1;
            group.extend((0..count).map(|_| match part {
                Part::Seg(seg) => One::Segment(seg),
                Part::Loop { of, .. } => One::Loop(of),
            }));
        }
        let has = |id: &str| {
            groups.iter().flat_map(|(_, group)| group).any(|one| matches!(one, One::Loop(of) if of.id == id))
        };
        let children = has("2000B") || has("2000C");
        for (_, mut group) in groups {
            self.shuffle(&mut group);
            for one in group {
                match one {
                    One::Loop(of) => self.fill(of, own_level),
                    One::Segment(seg) if seg.tag == "HL" => {
                        self.levels += 1;
                        own_level = self.levels;
                        let code = seg.key.unwrap().codes[0];
                        let above = if above > 0 { above.to_string() } else { String::new() };
                        let line = format!("HL*{own_level}*{above}*{code}*{}~", u8::from(children));
                        self.push(&line);
                    }
                    One::Segment(seg) if seg.tag == "ST" => self.push("ST*837*0001*005010X222A1~"),
                    One::Segment(seg) if seg.tag == "SE" => {
                        let line = format!("SE*{}*0001~", self.segments + 1);
                        self.push(&line);
                    }
                    One::Segment(seg) => self.segment(seg),
                }
            }
        }
    }

    /// Any order, where a canonical file has any.
    fn shuffle(&mut self, group: &mut [One]) {
        let free = |one: &One| match one {
            One::Segment(seg) => !(seg.tag == "HI" && seg.label == "diagnoses"),
            One::Loop(of) => {
                (of.id.starts_with("2310") || of.id.starts_with("2420") || of.id.starts_with("2330"))
                    && !["2330A", "2330B"].contains(&of.id)
            }
        };
        let first = group.iter().take_while(|one| !free(one)).count();
        let group = &mut group[first..];
        if group.iter().all(free) {
            for at in (1..group.len()).rev() {
                group.swap(at, self.chance.below(at + 1));
            }
        }
    }

    fn push(&mut self, segment: &str) {
        self.segments += 1;
        self.out.push_str(segment);
    }

    fn segment(&mut self, seg: &'static Seg) {
        let key = |element: usize, component: usize| {
            let key = seg.key?;
            if usize::from(key.element) == element && usize::from(key.component) == component {
                return Some(key.codes);
            }
            key.also
                .filter(|(also, _)| usize::from(*also) == element && component == 0)
                .map(|(_, codes)| codes)
        };
        let mut elements: Vec<String> = Vec::new();
        for (number, el) in (1..).zip(seg.els) {
            let before = elements.last().cloned().unwrap_or_default();
            let whole = match el.kind {
                Kind::Comp(parts) => {
                    let present = self.wanted(el);
                    if present {
                        self.composite(parts, |component| key(number, component))
                    } else {
                        String::new()
                    }
                }
                _ => match key(number, 0) {
                    Some(codes) => codes[self.chance.below(codes.len())].to_owned(),
                    None if self.wanted(el) => self.value(el, &before),
                    None => String::new(),
                },
            };
            elements.push(whole);
        }
        if elements.iter().all(String::is_empty) {
            let first = seg.els.iter().position(|el| el.usage != Usage::N).unwrap();
            elements[first] = self.value(&seg.els[first], "");
        }
        while elements.last().is_some_and(String::is_empty) {
            elements.pop();
        }
        let line = format!("{}*{}~", seg.tag, elements.join("*"));
        self.push(&line);
    }

    fn wanted(&mut self, el: &El) -> bool {
        match el.usage {
            Usage::R => true,
            Usage::S => self.chance.percent(50),
            Usage::N => self.chance.percent(4),
        }
    }

    fn composite(
        &mut self,
        parts: &'static [El],
        key: impl Fn(usize) -> Option<&'static [&'static str]>,
    ) -> String {
        if parts.is_empty() {
            return ["X", "X:Y", ":Y", "X^Y", "A:B^^C::D"][self.chance.below(5)].to_owned();
        }
        let mut components: Vec<String> = Vec::new();
        for (number, el) in (1..).zip(parts) {
            let before = components.last().cloned().unwrap_or_default();
            components.push(match key(number) {
                Some(codes) => codes[self.chance.below(codes.len())].to_owned(),
                None if self.wanted(el) => self.value(el, &before),
                None => String::new(),
            });
        }
        while components.last().is_some_and(String::is_empty) {
            components.pop();
        }
        components.join(":")
    }

    fn value(&mut self, el: &El, before: &str) -> String {
        if !el.codes.is_empty() {
            return el.codes[self.chance.below(el.codes.len())].to_owned();
        }
        let (min, max) = (usize::from(el.min), usize::from(el.max).min(12));
        match el.kind {
            Kind::Comp(parts) => self.composite(parts, |_| None),
            Kind::Id => self.text(b"ABCXYZ0189", min, max),
            Kind::An => match self.chance.below(16) {
                0 => "MUÑOZ".to_owned(),
                1 => "'A & B' (C), D/E+F=G!".chars().take(usize::from(el.max)).collect(),
                _ => self.text(b"DOETS 0199.-", min, max),
            },
            Kind::N0 => (1 + self.chance.below(9)).to_string(),
            Kind::Num(decimals) => {
                let whole = self.chance.below(2000);
                let minus = if whole > 0 && self.chance.percent(10) { "-" } else { "" };
                let places = ["", ".5", ".25"][self.chance.below(3).min(usize::from(decimals))];
                format!("{minus}{whole}{places}")
            }
            Kind::Dt => self.day(),
            Kind::Tm => "1200".to_owned(),
            Kind::Form(_) => match before {
                "D8" => self.day(),
                "RD8" => format!("{}-{}", self.day(), "20261231"),
                _ => self.text(b"2060-", min.max(1), 10),
            },
        }
    }

    fn day(&mut self) -> String {
        format!("2026{:02}{:02}", 1 + self.chance.below(12), 1 + self.chance.below(28))
    }

    /// Text without blanks at its ends.
    fn text(&mut self, alphabet: &[u8], min: usize, max: usize) -> String {
        let length = min + self.chance.below(max.saturating_sub(min) + 1);
        let text: String =
            (0..length.max(1)).map(|_| char::from(alphabet[self.chance.below(alphabet.len())])).collect();
        let ends = |text: &str| text.starts_with(' ') || text.ends_with(' ');
        if ends(&text) { text.replace(' ', "S") } else { text }
    }
}

fn chance() -> impl Strategy<Value = Vec<u8>> {
    proptest::collection::vec(any::<u8>(), 0..6000)
}

fn structural(set: &Walked) -> Vec<String> {
    set.findings
        .iter()
        .filter(|finding| ("PC0201"..="PC0207").contains(&finding.rule().id))
        .map(ToString::to_string)
        .collect()
}

proptest! {
    /// A canonical set is written as it was read, after it has been JSON.
    #[test]
    fn canonical_sets_come_back(bytes in chance()) {
        let text = set(&bytes);
        let walked = Walked::new(text.as_bytes());
        prop_assert_eq!(structural(&walked), Vec::<String>::new());
        let batch = Batch::from_set(&walked.view());
        let again = through_json(&batch);
        prop_assert!(again == batch, "JSON changes the batch");
        let lines = |text: &str| text.replace('~', "~\n");
        let again = written(&again);
        prop_assert_eq!(lines(&again), lines(&text));
        prop_assert!(read(&again) == batch, "reading again changes the batch");
    }

    /// Claims that were not read are grouped by their parties, and come back with their numbers.
    #[test]
    fn drafted_batches_come_back(bytes in chance()) {
        let mut batch = read(&set(&bytes));
        batch.empty_levels.clear();
        batch.claims.iter_mut().for_each(|claim| claim.hl = None);
        let drafted = written(&batch);
        let faults = structural(&Walked::new(drafted.as_bytes()));
        prop_assert!(batch.claims.is_empty() || faults.is_empty(), "{:?}", faults);
        batch.number_levels();
        prop_assert_eq!(&drafted, &written(&batch));
        prop_assert!(read(&drafted) == batch, "reading again changes the batch");
    }

    /// Whatever is broken: nothing panics, JSON loses nothing, and what can be written is read as it was.
    #[test]
    fn broken_sets_are_kept(bytes in chance(), breaks in proptest::collection::vec((any::<u32>(), 0..10_usize), 1..20)) {
        let mut text = set(&bytes).into_bytes();
        for (place, with) in breaks {
            let place = place as usize % text.len();
            match with {
                0 => { text.remove(place); }
                1 => { text.drain(place..(place + 40).min(text.len())); }
                2 => {
                    // A segment that stands twice, or elsewhere.
                    let end = text[place..].iter().position(|&byte| byte == b'~').map_or(text.len(), |at| place + at + 1);
                    let piece = text[place..end].to_vec();
                    text.splice(place..place, piece);
                }
                other => text[place] = b"*:~^ Z\xD1"[other - 3],
            }
            if text.is_empty() { text.push(b'~'); }
        }
        let batch = Batch::from_set(&Walked::new(&text).view());
        prop_assert!(through_json(&batch) == batch, "JSON changes the batch");
        if let Ok(again) = batch.to_set(Delimiters::default()) {
            let once = Batch::from_set(&Walked::new(&again).view());
            prop_assert!(once == batch, "reading again changes the batch: {}", difference(&batch, &once));
            let twice = once.to_set(Delimiters::default());
            prop_assert!(twice == Ok(again), "writing again changes the text");
        }
    }
}

/// The first lines in which two batches differ.
fn difference(a: &Batch, b: &Batch) -> String {
    let lines = |batch: &Batch| -> Vec<String> {
        serde_json::to_string_pretty(batch).unwrap().lines().map(str::to_owned).collect()
    };
    let (a, b) = (lines(a), lines(b));
    let at = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let near = |lines: &[String]| lines[at.saturating_sub(6)..(at + 8).min(lines.len())].join("\n");
    format!("\n{}\n---\n{}", near(&a), near(&b))
}

/// The sets that are made reach every segment of every loop of the guide.
#[test]
fn everything_in_the_guide_comes_up() {
    fn every(this: &'static Loop, into: &mut BTreeSet<(&'static str, &'static str, &'static str)>) {
        for part in this.parts {
            match part {
                Part::Seg(seg) => drop(into.insert((this.id, seg.tag, seg.label))),
                Part::Loop { of, .. } => every(of, into),
            }
        }
    }
    let mut left = BTreeSet::new();
    every(P837.root, &mut left);
    let mut random = 1_u64;
    for _ in 0..400 {
        let bytes: Vec<u8> = std::iter::repeat_with(|| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 56) as u8
        })
        .take(6000)
        .collect();
        let walked = Walked::new(set(&bytes).as_bytes());
        for segment in walked.view().segments() {
            let (Some(table), Some(parent)) = (segment.table(), segment.parent()) else { continue };
            left.remove(&(parent.id(), table.tag, table.label));
        }
        let batch = Batch::from_set(&walked.view());
        let json = serde_json::to_string(&batch).unwrap();
        assert!(!json.contains("unplaced"), "a segment of the guide has no field");
    }
    assert!(left.is_empty(), "{left:?}");
}
