//! A claim file as rows that can be changed: one a segment.
//!
//! What is written here stands with `*` between elements and `:` between components, whatever the file has.

use crate::generate::random::Random;
use crate::x12::{self, Delimiters, Header, Segment};
use std::ops::Range;

/// A claim file as rows.
pub(super) struct Sheet {
    rows: Vec<Vec<u8>>,
    marks: Delimiters,
    /// Line breaks follow the terminators.
    breaks: bool,
    pub(super) random: Random,
    /// The last row goes without its terminator.
    pub(super) unterminated: bool,
    /// What is done to the bytes at the end.
    pub(super) last: Option<fn(Vec<u8>) -> Vec<u8>>,
}

/// Which element, and which component of it; 0 is the whole element.
pub(super) trait At {
    fn at(self) -> (usize, usize);
}

impl At for usize {
    fn at(self) -> (usize, usize) {
        (self, 0)
    }
}

impl At for (usize, usize) {
    fn at(self) -> (usize, usize) {
        self
    }
}

/// Before these the segments of a party, or of a line, have ended.
const NEXT: [&str; 7] = ["NM1", "SBR", "CLM", "LX", "SVD", "HL", "SE"];

impl Sheet {
    /// The rows of a file; nothing, where its header does not tell the separators.
    pub(super) fn new(file: &[u8], seed: u64, stream: u64) -> Option<Self> {
        let marks = Header::read(file)?.delimiters;
        let (_, after) = file.split_at_checked(file.iter().position(|byte| *byte == marks.segment)? + 1)?;
        let breaks = after.first() == Some(&b'\n') && marks.segment != b'\n';
        let rows = file.split(|byte| *byte == marks.segment).map(<[u8]>::trim_ascii_start);
        let rows = rows.filter(|row| !row.is_empty()).map(<[u8]>::to_vec).collect();
        Some(Self { rows, marks, breaks, random: Random::new(seed, stream), unterminated: false, last: None })
    }

    /// The file, and the bytes of the row in it.
    pub(super) fn into_bytes(self, row: usize) -> (Vec<u8>, Range<usize>) {
        let (mut bytes, mut segment) = (Vec::new(), 0..0);
        for (number, one) in self.rows.iter().enumerate() {
            let start = bytes.len();
            bytes.extend_from_slice(one);
            if !self.unterminated || number + 1 < self.rows.len() {
                bytes.push(self.marks.segment);
                bytes.extend(self.breaks.then_some(b'\n'));
            }
            if number == row {
                segment = start..bytes.len();
            }
        }
        match self.last {
            Some(last) => (last(bytes), segment),
            None => (bytes, segment),
        }
    }

    /// Is the terminator of segments a line break?
    pub(super) const fn ends_with_line_break(&self) -> bool {
        matches!(self.marks.segment, b'\n' | b'\r')
    }

    /// Are the separators those that most files have?
    pub(super) fn has_usual_separators(&self) -> bool {
        self.marks == Delimiters::default()
    }

    /// Another separator between components, in the whole file.
    pub(super) fn separate_components_by(&mut self, mark: u8) {
        let colon = std::mem::replace(&mut self.marks.component, mark);
        for byte in self.rows.iter_mut().flatten().filter(|byte| **byte == colon) {
            *byte = mark;
        }
    }

    /// What is written here, as the file writes it.
    fn own(&self, text: &str) -> Vec<u8> {
        let marks = self.marks;
        let own = |byte| match byte {
            b'*' => marks.element,
            b':' => marks.component,
            b'^' => marks.repetition.unwrap_or(b'^'),
            other => other,
        };
        text.bytes().map(own).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }

    fn row(&self, row: usize) -> &[u8] {
        self.rows.get(row).map(Vec::as_slice).unwrap_or_default()
    }

    /// Does a row begin with these elements (`NM1*85`)?
    pub(super) fn is(&self, row: usize, start: &str) -> bool {
        let rest = self.row(row).strip_prefix(self.own(start).as_slice());
        rest.is_some_and(|rest| rest.is_empty() || rest.first() == Some(&self.marks.element))
    }

    /// An element or component of a row.
    pub(super) fn get(&self, row: usize, at: impl At) -> &[u8] {
        let segment = Segment::new(self.row(row), self.marks);
        match at.at() {
            (element, 0) => segment.element(element),
            (element, component) => segment.component(element, component),
        }
    }

    /// As [`Self::get`], as a text.
    pub(super) fn text(&self, row: usize, at: impl At) -> String {
        String::from_utf8_lossy(self.get(row, at)).into_owned()
    }

    /// How many elements a row has.
    pub(super) fn elements(&self, row: usize) -> usize {
        Segment::new(self.row(row), self.marks).elements().count()
    }

    /// Any row that is so.
    pub(super) fn any_where(&mut self, mut so: impl FnMut(&Self, usize) -> bool) -> Option<usize> {
        let all: Vec<usize> = (0..self.rows.len()).filter(|row| so(self, *row)).collect();
        let number = self.random.below(u32::try_from(all.len()).ok()?);
        all.get(number as usize).copied()
    }

    /// Any row that begins with these elements.
    pub(super) fn any(&mut self, start: &str) -> Option<usize> {
        self.any_where(|sheet, row| sheet.is(row, start))
    }

    /// The next row that begins so, of the same party, claim or line.
    pub(super) fn next(&self, row: usize, start: &str) -> Option<usize> {
        (row + 1..self.end(row)).find(|row| self.is(*row, start))
    }

    /// Where the segments of a party, or the own ones of a line, end.
    pub(super) fn end(&self, row: usize) -> usize {
        let ends = |row: &usize| NEXT.iter().any(|next| self.is(*row, next));
        (row + 1..self.rows.len()).find(ends).unwrap_or(self.rows.len())
    }

    /// The nearest row before that begins so.
    pub(super) fn before(&self, row: usize, start: &str) -> Option<usize> {
        (0..row).rev().find(|row| self.is(*row, start))
    }

    /// The rows of the claim that a row is in: from CLM to before what follows it. None outside of claims.
    pub(super) fn claim(&self, row: usize) -> Option<Range<usize>> {
        let ends = |row: &usize| ["CLM", "HL", "SE"].iter().any(|next| self.is(*row, next));
        let start = (0..=row).rev().find(ends).filter(|start| self.is(*start, "CLM"))?;
        let end = (start + 1..self.rows.len()).find(ends).unwrap_or(self.rows.len());
        Some(start..end)
    }

    /// How many rows of the claim begin so.
    pub(super) fn in_claim(&self, row: usize, start: &str) -> usize {
        self.claim(row).into_iter().flatten().filter(|row| self.is(*row, start)).count()
    }

    /// The rows of the level that a row is in: from HL to before the next.
    pub(super) fn level(&self, row: usize) -> Range<usize> {
        let ends = |row: &usize| self.is(*row, "HL") || self.is(*row, "SE");
        let start = (0..=row).rev().find(ends).unwrap_or(0);
        start..(row + 1..self.rows.len()).find(ends).unwrap_or(self.rows.len())
    }

    /// How many rows of the level begin so.
    pub(super) fn in_level(&self, row: usize, start: &str) -> usize {
        self.level(row).filter(|row| self.is(*row, start)).count()
    }

    /// Writes an element or component; what is not there yet is added. Gives the row.
    pub(super) fn put(&mut self, row: usize, at: impl At, text: &str) -> Option<usize> {
        let text = self.own(text);
        let Delimiters { element: star, component: colon, .. } = self.marks;
        let (element, component) = at.at();
        let one = self.rows.get_mut(row)?;
        let mut elements: Vec<Vec<u8>> = one.split(|byte| *byte == star).map(<[u8]>::to_vec).collect();
        elements.resize_with(elements.len().max(element + 1), Vec::new);
        let whole = elements.get_mut(element)?;
        if component == 0 {
            *whole = text;
        } else {
            let mut parts: Vec<Vec<u8>> = whole.split(|byte| *byte == colon).map(<[u8]>::to_vec).collect();
            parts.resize_with(parts.len().max(component), Vec::new);
            *parts.get_mut(component - 1)? = text;
            *whole = parts.join(&colon);
        }
        *one = elements.join(&star);
        Some(row)
    }

    /// Keeps so many elements of a row.
    pub(super) fn cut(&mut self, row: usize, elements: usize) -> Option<usize> {
        let star = self.marks.element;
        let one = self.rows.get_mut(row)?;
        let kept: Vec<&[u8]> = one.split(|byte| *byte == star).take(elements + 1).collect();
        *one = kept.join(&star);
        Some(row)
    }

    /// Writes something behind a row's last element.
    pub(super) fn append(&mut self, row: usize, text: &str) -> Option<usize> {
        let text = self.own(text);
        self.rows.get_mut(row)?.extend(text);
        Some(row)
    }

    /// Writes something before a row's id.
    pub(super) fn indent(&mut self, row: usize, text: &str) -> Option<usize> {
        let text = text.bytes();
        self.rows.get_mut(row)?.splice(0..0, text);
        Some(row)
    }

    /// A new row, before the one of that number. Gives its number; its set counts it.
    pub(super) fn insert(&mut self, before: usize, text: &str) -> Option<usize> {
        let text = self.own(text);
        (before <= self.rows.len()).then(|| self.rows.insert(before, text))?;
        self.count(before, 1);
        Some(before)
    }

    /// Rows once more, behind themselves. Gives the number of the first copy; the set counts them.
    pub(super) fn copy(&mut self, rows: Range<usize>) -> Option<usize> {
        let (copies, end) = (self.rows.get(rows.clone())?.to_vec(), rows.end);
        let many = copies.len();
        self.rows.splice(end..end, copies);
        self.count(rows.start, many.try_into().ok()?);
        Some(end)
    }

    /// A row once more, behind all others.
    pub(super) fn copy_to_end(&mut self, row: usize) -> Option<usize> {
        self.rows.push(self.rows.get(row)?.clone());
        Some(self.rows.len() - 1)
    }

    /// Two rows change places. Gives the second.
    pub(super) fn swap(&mut self, one: usize, other: usize) -> Option<usize> {
        (one.max(other) < self.rows.len()).then(|| self.rows.swap(one, other))?;
        Some(other)
    }

    /// Takes a row out. Gives the number of the one that followed it; the set counts it no more.
    pub(super) fn remove(&mut self, row: usize) -> Option<usize> {
        (row < self.rows.len()).then_some(())?;
        self.count(row, -1);
        self.rows.remove(row);
        Some(row)
    }

    /// Writes the segment count of the set that a row is in anew, if it is in one.
    fn count(&mut self, row: usize, more: i64) {
        let in_set =
            (0..=row.min(self.rows.len())).rev().find(|row| self.is(*row, "ST") || self.is(*row, "GS"));
        let ends = |row: &usize| ["SE", "GE", "ST"].iter().any(|next| self.is(*row, next));
        let end = (row..self.rows.len()).find(ends).filter(|end| self.is(*end, "SE"));
        let Some(end) = end.filter(|_| in_set.is_some_and(|row| self.is(row, "ST"))) else { return };
        let counted = x12::count(self.get(end, 1)).and_then(|count| count.checked_add_signed(more));
        if let Some(count) = counted {
            self.put(end, 1, &count.to_string());
        }
    }
}
