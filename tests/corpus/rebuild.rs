//! A file taken apart by splitter, index and segment views, and put together again.
//!
//! What is put together is made of values and separators, not of copied stretches: a value that is cut
//! wrong, a separator that is not where it is said to be, a byte told twice or not at all gives other
//! bytes than the file's. Only what is no segment (gaps, and text that is refused) is copied; gaps are
//! looked at for anything but blanks, line breaks and the rest of a terminator of several bytes.

use peerclaim::Limits;
use peerclaim::value::Delimiters;
use peerclaim::x12::{Index, Item, Segment, Splitter};

/// What a file was taken apart into.
#[derive(Debug, Default)]
pub(crate) struct Rebuilt {
    pub(crate) bytes: Vec<u8>,
    pub(crate) segments: usize,
    /// Bytes that no segment holds: blanks between segments, and what could not be read.
    pub(crate) gaps: usize,
    pub(crate) refused: usize,
}

/// Takes the file apart and puts it together again.
pub(crate) fn rebuild(bytes: &[u8]) -> Result<Rebuilt, String> {
    let mut splitter = Splitter::new();
    let mut index = Index::default();
    let mut built = Rebuilt::default();
    let mut last = Delimiters::default();
    let mut at = 0;
    while let Some(step) = splitter.step(bytes, 0, at, true, &Limits::default()) {
        if step.start < at || step.next < step.start || step.next > bytes.len() {
            return Err(format!("{step:?} at {at}"));
        }
        built.gap(&bytes[at..step.start], last)?;
        let delimiters = splitter.delimiters().unwrap_or_default();
        let mut next = step.next;
        match step.item {
            Item::Bare(_) => {}
            Item::Header(header) => {
                last = delimiters;
                let length = header.length - 1;
                built.segment(&bytes[step.start..step.start + length], delimiters);
                built.terminator(bytes, step.start + length, delimiters)?;
            }
            Item::Segment { length } => {
                last = delimiters;
                let text = &bytes[step.start..step.start + length];
                built.segment(text, delimiters);
                let end = step.start + length;
                if bytes.get(end) == Some(&delimiters.segment) {
                    built.terminator(bytes, end, delimiters)?;
                    built.gap(&bytes[end + 1..next], delimiters)?;
                } else {
                    built.gap(&bytes[end..next], delimiters)?;
                }
                if text.starts_with(b"IEA") {
                    splitter.leave();
                }
            }
            Item::Set => {
                last = delimiters;
                index.build(&bytes[step.start..step.next], &delimiters);
                let length = built.set(&bytes[step.start..step.next], &index, delimiters)?;
                next = step.start + length;
            }
            Item::Fault { .. } | Item::Refused => {
                built.refused += next - step.start;
                built.bytes.extend_from_slice(&bytes[step.start..next]);
            }
        }
        if built.bytes != bytes[..next] {
            return Err(format!("other bytes from {at} to {next}: {:?}", step.item));
        }
        if next == at && !matches!(step.item, Item::Bare(_)) {
            return Err(format!("no step forward at {at}"));
        }
        at = next;
    }
    built.gap(&bytes[at..], last)?;
    if built.bytes == bytes { Ok(built) } else { Err("other bytes at the end".to_owned()) }
}

impl Rebuilt {
    /// A segment from its id and elements; each element from its repetitions, the first from components.
    fn segment(&mut self, text: &[u8], delimiters: Delimiters) {
        let segment = Segment::new(text, delimiters);
        self.bytes.extend_from_slice(segment.tag());
        for (number, element) in (1..).zip(segment.elements()) {
            assert_eq!(element, segment.element(number), "by number and in turn");
            self.bytes.push(delimiters.element);
            for (place, repetition) in segment.repetitions(number).enumerate() {
                if place > 0 {
                    self.bytes.extend(delimiters.repetition);
                    self.bytes.extend_from_slice(repetition);
                    continue;
                }
                let components = memchr::memchr_iter(delimiters.component, repetition).count() + 1;
                for component in 1..=components {
                    if component > 1 {
                        self.bytes.push(delimiters.component);
                    }
                    self.bytes.extend_from_slice(segment.component(number, component));
                }
            }
        }
        self.segments += 1;
    }

    fn terminator(&mut self, bytes: &[u8], at: usize, delimiters: Delimiters) -> Result<(), String> {
        self.bytes.push(delimiters.segment);
        if bytes.get(at) == Some(&delimiters.segment) {
            Ok(())
        } else {
            Err(format!("no terminator at {at}"))
        }
    }

    fn gap(&mut self, gap: &[u8], delimiters: Delimiters) -> Result<(), String> {
        let wide = delimiters.segment >= 0xC0;
        let blank = |byte: &u8| byte.is_ascii_whitespace() || wide && (0x80..0xC0).contains(byte);
        if !gap.iter().all(blank) {
            return Err(format!(
                "a gap of {} bytes at {} holds more than blanks",
                gap.len(),
                self.bytes.len()
            ));
        }
        self.gaps += gap.len();
        self.bytes.extend_from_slice(gap);
        Ok(())
    }

    /// A set by its index, up to its SE or to what ends it; how many bytes that is.
    fn set(&mut self, bytes: &[u8], index: &Index, delimiters: Delimiters) -> Result<usize, String> {
        let mut at = 0;
        for number in 0..index.len() {
            let (start, ends) = index.segment(number).ok_or("no such segment")?;
            let start = start as usize;
            let ends: Vec<usize> = ends.iter().map(|&end| end as usize).collect();
            let Some(&end) = ends.last() else { return Err(format!("segment {number} has no end")) };
            let id = &bytes[start..ends[0]];
            if number > 0 && [&b"ISA"[..], b"IEA", b"GS", b"GE", b"ST"].contains(&id) {
                return Ok(at);
            }
            if start < at {
                return Err(format!("segment {number} begins before the last one ends"));
            }
            self.gap(&bytes[at..start], delimiters)?;
            // By the index: id, then a separator before each element.
            let mut text = id.to_vec();
            for pair in ends.windows(2) {
                text.push(delimiters.element);
                text.extend_from_slice(&bytes[pair[0] + 1..pair[1]]);
            }
            if text != bytes[start..end] {
                return Err(format!("segment {number} is cut wrong"));
            }
            self.segment(&text, delimiters);
            at = end;
            if bytes.get(end) == Some(&delimiters.segment) {
                self.terminator(bytes, end, delimiters)?;
                at = end + 1;
            } else if number + 1 < index.len() {
                return Err(format!("segment {number} ends without a terminator, and more follow"));
            }
            if id == b"SE" {
                return Ok(at);
            }
        }
        self.gap(&bytes[at..], delimiters)?;
        Ok(bytes.len())
    }
}

#[test]
fn a_file_made_up() {
    let isa = "ISA*00*          *00*          *ZZ*TEST           *ZZ*TEST           *260105*1200*^*00501*000000001*0*T*:~";
    for (rest, segments) in [
        ("", 1),
        ("\r\n GS*A*B~\nIEA*0*1", 3),
        ("GS*A~ST*837*1~A*B:C^D~~*~SE*5*1~GE*1~IEA*1*000000001~\n\ntext", 9),
        ("GS*A~ST*837*1~A*B:C^D~GE*1~IEA*1*000000001\n\n", 6),
        ("GS*A~ST*837*1~A*B:C^D~ST*837*1~SE*1", 6),
    ] {
        let text = format!("{isa}{rest}");
        let built = rebuild(text.as_bytes()).unwrap();
        assert_eq!(built.segments, segments, "{rest}");
        assert_eq!(built.bytes, text.as_bytes());
    }
}
