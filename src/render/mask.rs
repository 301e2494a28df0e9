//! One segment of the caller's bytes on one line, masked by an allow-list.
//!
//! Shown as they are: separators, segment ids of the guide, codes that the guide lists for an element
//! that says nothing of a person, and counters. Every other letter becomes `x` and every other digit `9`.

use crate::diag::Place;
use crate::guide::{GUIDES, envelope, table::El, table::Loop, table::Seg};
use crate::value::Delimiters;
use crate::x12::Segment;

/// How much of the input may be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Reveal {
    /// Structure only.
    #[default]
    Masked,
    /// All of it: patient data. For a person at a screen, never for a log.
    Everything,
}

/// A segment as one line of text, and which part of it a finding marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The line.
    pub line: String,
    /// First marked character.
    pub mark: usize,
    /// How many characters are marked; 0: between two characters.
    pub width: usize,
}

/// Longest line.
const COLUMNS: usize = 96;

/// Puts a segment on a line. `bytes` are those of [`Place::segment_bytes`].
pub fn excerpt(bytes: &[u8], place: &Place, delimiters: Delimiters, reveal: Reveal) -> Excerpt {
    let text: Vec<char> = match reveal {
        Reveal::Everything => bytes.iter().map(|&byte| visible(byte)).collect(),
        Reveal::Masked => masked(bytes, place, delimiters),
    };
    let first = place.segment_bytes.start;
    let clamp = |at: u64| usize::try_from(at.saturating_sub(first)).unwrap_or(usize::MAX).min(text.len());
    let (start, end) = (clamp(place.bytes.start), clamp(place.bytes.end));
    cut(&text, start, end)
}

/// Keeps the line within its width, around the mark.
fn cut(text: &[char], start: usize, end: usize) -> Excerpt {
    if text.len() <= COLUMNS {
        return Excerpt { line: text.iter().collect(), mark: start, width: end - start };
    }
    let from = start.saturating_sub(COLUMNS / 3).min(text.len() - COLUMNS);
    let until = from + COLUMNS;
    let shown: String = text.get(from..until).unwrap_or_default().iter().collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if until < text.len() { "…" } else { "" });
    Excerpt {
        line: format!("{before}{shown}{after}"),
        mark: start - from + before.chars().count(),
        width: end.min(until).saturating_sub(start),
    }
}

fn visible(byte: u8) -> char {
    if matches!(byte, 0x20..=0x7E) { char::from(byte) } else { '·' }
}

fn hidden(byte: u8) -> char {
    match byte {
        b'0'..=b'9' => '9',
        b'a'..=b'z' | b'A'..=b'Z' => 'x',
        0x20..=0x7E => char::from(byte),
        _ => '·',
    }
}

fn masked(bytes: &[u8], place: &Place, delimiters: Delimiters) -> Vec<char> {
    let segment = Segment::new(bytes, delimiters);
    let table = place.tag.and_then(|tag| table_of(tag, place.path.last_loop(), &segment));
    let mut line = Vec::with_capacity(bytes.len());
    match place.tag {
        Some(tag) if tag.as_bytes() == segment.tag() => line.extend(tag.chars()),
        _ => line.extend(segment.tag().iter().map(|&byte| hidden(byte))),
    }
    for (number, value) in segment.elements().enumerate() {
        line.push(visible(delimiters.element));
        let el = table.and_then(|table| table.els.get(number));
        match el.and_then(El::components) {
            Some(components) => {
                for (place, part) in value.split(|&byte| byte == delimiters.component).enumerate() {
                    if place > 0 {
                        line.push(visible(delimiters.component));
                    }
                    mask_value(components.get(place), part, false, &mut line);
                }
            }
            None => {
                mask_value(el, value, table.is_some_and(|table| is_counter(table.tag, number)), &mut line);
            }
        }
    }
    line
}

fn mask_value(el: Option<&El>, value: &[u8], counter: bool, line: &mut Vec<char>) {
    let open = el.filter(|el| !el.phi);
    let listed = open.is_some_and(|el| el.codes.iter().any(|code| code.as_bytes() == value));
    let counted = counter && value.len() <= 6 && value.iter().all(u8::is_ascii_digit);
    let show: fn(u8) -> char = if listed || counted { visible } else { hidden };
    line.extend(value.iter().map(|&byte| show(byte)));
}

/// Counters that tell nothing of anybody: levels, lines, segments, sets, groups.
fn is_counter(tag: &str, number: usize) -> bool {
    matches!((tag, number), ("HL", 0 | 1) | ("LX" | "SE" | "GE" | "IEA", 0))
}

/// The line of the guide for a segment in that loop.
fn table_of(tag: &str, in_loop: Option<&str>, segment: &Segment<'_>) -> Option<&'static Seg> {
    let envelope = [&envelope::ISA, &envelope::IEA, &envelope::TA1, &envelope::GS, &envelope::GE];
    if let Some(table) = envelope.into_iter().find(|table| table.tag == tag) {
        return Some(table);
    }
    let fits = |seg: &&'static Seg| seg.tag == tag && seg.fits(segment);
    // What an element of a loop may show is the same in every guide that has such a loop.
    let loops = GUIDES.into_iter().filter_map(|guide| guide.find_loop(in_loop.unwrap_or(guide.root.id)));
    loops.flat_map(Loop::segments).find(fits)
}
