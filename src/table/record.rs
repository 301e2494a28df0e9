//! The records of a CSV table, with the line of each, and quotation marks that nobody closed.
//!
//! A reader of CSV takes whatever follows an open quotation mark for its cell, line after line, and is content
//! with it: the rows are gone. So each record that holds a quotation mark is looked at once more, byte by byte.
//! After one that is broken, reading begins anew at the line below.

use crate::diag::Span;

/// A record.
#[derive(Debug, Clone, Copy)]
pub(super) struct Next {
    /// Its bytes; of a broken one, those of its first line.
    pub(super) bytes: Span,
    /// The line on which a spreadsheet shows it, from 1: line breaks inside quotation marks do not count.
    pub(super) line: u64,
    /// A cell of it goes over more than one line.
    pub(super) breaks: bool,
    /// A quotation mark opens here and is not closed as it should be.
    pub(super) broken: Option<u64>,
}

/// A table, record by record.
pub(super) struct Records<'b> {
    bytes: &'b [u8],
    reader: csv::Reader<&'b [u8]>,
    /// Where the reader began.
    base: usize,
    /// What ends a line.
    newline: u8,
    /// The record before: where it began, its line, and how many lines of its own it has in cells.
    before: (usize, u64, u64),
}

impl<'b> Records<'b> {
    pub(super) fn new(bytes: &'b [u8]) -> Self {
        let newline = if memchr::memchr(b'\n', bytes).is_some() { b'\n' } else { b'\r' };
        Self { bytes, reader: reader(bytes), base: 0, newline, before: (0, 1, 0) }
    }

    /// The next record, into the one that is given; nothing at the end.
    pub(super) fn next(&mut self, record: &mut csv::ByteRecord) -> Option<Next> {
        let place = |reader: &csv::Reader<&[u8]>, base: usize| {
            usize::try_from(reader.position().byte()).map_or(usize::MAX, |at| at.saturating_add(base))
        };
        let at = place(&self.reader, self.base);
        // Reading from memory and taking every width, it cannot fail.
        if !self.reader.read_byte_record(record).unwrap_or(false) {
            return None;
        }
        let end = place(&self.reader, self.base);
        let raw = self.bytes.get(at..end)?;
        let blank = raw.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let (start, raw) = (at + blank, raw.get(blank..).unwrap_or_default());
        let (last, line, inside) = self.before;
        let passed = self.bytes.get(last..start).unwrap_or_default();
        let passed = memchr::memchr_iter(self.newline, passed).count() as u64;
        let line = line + passed.saturating_sub(inside);
        let looked =
            if memchr::memchr(b'"', raw).is_some() { look(raw, self.newline) } else { Look::default() };
        self.before = (start, line, looked.lines);
        let mut next = Next {
            bytes: Span::new(start as u64, end as u64),
            line,
            breaks: looked.lines > 0,
            broken: looked.broken.map(|open| (start + open) as u64),
        };
        if let Some(open) = looked.broken {
            let open = start + open;
            let rest = self.bytes.get(open..).unwrap_or_default();
            let line_end = memchr::memchr(self.newline, rest).map_or(self.bytes.len(), |end| open + end + 1);
            self.base = line_end;
            self.reader = reader(self.bytes.get(line_end..).unwrap_or_default());
            next.bytes = Span::new(start as u64, line_end as u64);
            // What counted as inside of a cell is lines again, but for those before the mark.
            let own = self.bytes.get(start..open).unwrap_or_default();
            self.before.2 = memchr::memchr_iter(self.newline, own).count() as u64;
        }
        Some(next)
    }
}

fn reader(bytes: &[u8]) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).has_headers(false).trim(csv::Trim::All).from_reader(bytes)
}

/// What stands in the quotation marks of a record.
#[derive(Debug, Default, PartialEq, Eq)]
struct Look {
    /// Where one opens that is not closed, or not at the end of its cell.
    broken: Option<usize>,
    /// How many line breaks stand inside.
    lines: u64,
}

/// Looks at the quotation marks of a record. Only one at the beginning of a cell opens: `5'11"` is a text.
fn look(raw: &[u8], newline: u8) -> Look {
    #[derive(Clone, Copy)]
    enum At {
        Begin,
        Plain,
        Inside(usize),
        Closed(usize),
    }
    let (mut at, mut lines) = (At::Begin, 0);
    for (place, byte) in raw.iter().copied().enumerate() {
        at = match (at, byte) {
            (At::Begin, b'"') => At::Inside(place),
            (At::Inside(open), b'"') | (At::Closed(open), b' ' | b'\t') => At::Closed(open),
            (At::Closed(open), b'"') => At::Inside(open),
            (At::Inside(open), byte) => {
                lines += u64::from(byte == newline);
                At::Inside(open)
            }
            (_, b',' | b'\n' | b'\r') => At::Begin,
            (At::Closed(open), _) => return Look { broken: Some(open), lines },
            (At::Begin | At::Plain, _) => At::Plain,
        };
    }
    match at {
        At::Inside(open) => Look { broken: Some(open), lines },
        _ => Look { broken: None, lines },
    }
}

/// On which line each record stands. Only where the next one is not on the next line is anything kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lines(Vec<(u64, u64)>);

impl Lines {
    fn expected(&self, row: u64) -> Option<u64> {
        let after = self.0.partition_point(|(first, _)| *first <= row);
        let (first, line) = self.0.get(after.checked_sub(1)?)?;
        Some(line + (row - first))
    }

    /// A row, and its line; rows come in order.
    pub(super) fn add(&mut self, row: u64, line: u64) {
        if self.expected(row) != Some(line) {
            self.0.push((row, line));
        }
    }

    /// The line of a row, from 1.
    pub(crate) fn of(&self, row: u64) -> Option<u64> {
        self.expected(row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, is it broken, and how many cells, of each record.
    fn records(text: &str) -> Vec<(u64, bool, usize)> {
        let mut records = Records::new(text.as_bytes());
        let mut record = csv::ByteRecord::new();
        let mut all = Vec::new();
        while let Some(next) = records.next(&mut record) {
            all.push((next.line, next.broken.is_some(), record.len()));
        }
        all.iter().map(|(line, broken, cells)| (*line, *broken, if *broken { 0 } else { *cells })).collect()
    }

    #[test]
    fn open_quotation_marks_and_lines() {
        for (text, found) in [
            ("a,b\nc,d\n", &[(1, false, 2), (2, false, 2)][..]),
            ("a,b\r\n\r\nc,d\r\n", &[(1, false, 2), (3, false, 2)]),
            ("a\rb\r\rc", &[(1, false, 1), (2, false, 1), (4, false, 1)]),
            ("\n\na\n", &[(3, false, 1)]),
            // Closed: one record, and one line of a spreadsheet.
            ("a,\"b\nc\",d\ne\n", &[(1, false, 3), (2, false, 1)]),
            ("a,\"b\"\"c\"\nd\n", &[(1, false, 2), (2, false, 1)]),
            ("a,5'11\"\nb\n", &[(1, false, 2), (2, false, 1)]),
            ("a,\"b\" ,c\n", &[(1, false, 3)]),
            // Open to the end, open until another opens, closed too early.
            ("a,\"b\nc\nd\n", &[(1, true, 0), (2, false, 1), (3, false, 1)]),
            ("a,\"b\nc,\"d\"\ne\n", &[(1, true, 0), (2, false, 2), (3, false, 1)]),
            ("a,\"b\"c\nd\n", &[(1, true, 0), (2, false, 1)]),
            ("a,\"", &[(1, true, 0)]),
            // A cell of two lines before the open mark.
            ("\"a\nb\",\"c\nd\n", &[(1, true, 0), (2, false, 1)]),
        ] {
            assert_eq!(records(text), found, "{text:?}");
        }
    }

    /// What is read anew after a mark that is open is never read anew again to the end.
    #[test]
    fn many_open_marks_are_many_broken_records() {
        for line in ["a,\"b\n", "\"a,b\n", "a,\"\"b\n", "a,\"b\"\"\n"] {
            let found = records(&line.repeat(20_000));
            assert!(found.len() >= 10_000, "{line:?}: {}", found.len());
            assert!(found.iter().all(|(_, broken, _)| *broken), "{line:?}");
        }
    }

    #[test]
    fn lines_are_kept_where_they_jump() {
        let mut lines = Lines::default();
        let given = [(1, 2), (2, 3), (3, 4), (4, 7), (5, 8), (9, 12), (10, 20)];
        for (row, line) in given {
            lines.add(row, line);
        }
        assert_eq!(given.map(|(row, _)| lines.of(row)), given.map(|(_, line)| Some(line)));
        assert_eq!((lines.0.len(), lines.of(0)), (3, None));
    }
}
