//! Loops to segments: one emitter for every guide, by the table that the walker reads by.
//!
//! The caller enters loops and hands over segments; the emitter asks the table where each belongs.
//! Whatever order the caller chose, segments and loops come out in the order of their places (`ord`), and
//! in the caller's order where the places are equal. What the table has no place for in that loop, and
//! what a reader would take for part of another loop, is refused, so that nothing is written that would
//! be read as something else.

use super::compile::{Compiled, LoopIx, PartAt, matches, word};
use crate::diag::{ElementRef, Path, Step};
use crate::x12::{Delimiters, Segment, WriteError, Writer, tag, tags};

/// Why something cannot be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EmitFault {
    /// A value holds one of the separators; X12 has no way to escape it.
    #[error("a value holds a separator, and X12 has no way to escape one")]
    Separator,
    /// Two values for the same place.
    #[error("two values were given for the same element")]
    Twice,
    /// The guide has no such segment or loop there.
    #[error("the guide has no place for it in this loop")]
    NoPlace,
    /// It would be read as part of another loop.
    #[error("it would be read as part of another loop")]
    Elsewhere,
    /// A loop must begin with its first segment.
    #[error("the loop does not begin with its first segment")]
    NoOpening,
    /// A number with more digits than can be read again.
    #[error("the number has too many digits")]
    TooLong,
    /// The id of a segment that begins or ends a transaction set, or that no reader would take for one.
    #[error("no segment inside a transaction set can have this id")]
    SegmentId,
}

/// What cannot be written, and where it would have stood. Holds no value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {fault}", place = place(.path, *.tag, *.element))]
pub struct EmitError {
    /// Why.
    pub fault: EmitFault,
    /// The loops around it, with counts.
    pub path: Path,
    /// The segment, if it is one of the guide.
    pub tag: Option<&'static str>,
    /// The element, if the fault is in one.
    pub element: Option<ElementRef>,
}

fn place(path: &Path, tag: Option<&'static str>, element: Option<ElementRef>) -> String {
    let element = element.map(|element| element.to_string()).unwrap_or_default();
    let segment = format!("{}{element}", tag.unwrap_or_default());
    [path.to_string(), segment].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Writes one transaction set.
#[derive(Debug)]
pub(crate) struct Emitter<'g> {
    compiled: &'g Compiled,
    delimiters: Delimiters,
    out: Writer,
    /// Segments that were written before this set.
    before: u64,
    open: Vec<Open>,
    /// What has been written in the open loops: its place, and its first byte.
    parts: Vec<(u16, usize)>,
    /// How many loops of each part were entered in the open loops.
    entered: Vec<(u8, u32)>,
    draft: Draft,
}

/// Where a segment of the open loop would be read, with its place.
enum ReadAt {
    /// As the first of the loop.
    Opening(u16),
    /// In the loop.
    Here(u16),
    /// With its like in the loop: the guide has its qualifier neither here nor around.
    Beside(u16),
    /// In a loop around, or as the first of another.
    Elsewhere,
    Nowhere,
}

#[derive(Debug, Clone, Copy)]
struct Open {
    of: LoopIx,
    count: u32,
    start: usize,
    /// Its first entries in [`Emitter::parts`] and [`Emitter::entered`].
    parts: usize,
    entered: usize,
}

impl<'g> Emitter<'g> {
    /// Begins a set at the end of what `out` holds.
    pub(crate) fn new(compiled: &'g Compiled, delimiters: Delimiters, out: Writer) -> Self {
        let root = Open { of: 0, count: 1, start: out.bytes().len(), parts: 0, entered: 0 };
        Self {
            compiled,
            delimiters,
            before: out.segments(),
            out,
            open: vec![root],
            parts: Vec::new(),
            entered: Vec::new(),
            draft: Draft::default(),
        }
    }

    /// Segments of this set so far.
    pub(crate) fn segments(&self) -> u64 {
        self.out.segments() - self.before
    }

    /// What was written, for the next set.
    pub(crate) fn finish(self) -> Writer {
        self.out
    }

    /// The elements of the next segment.
    pub(crate) fn draft(&mut self) -> &mut Draft {
        &mut self.draft
    }

    /// An error at the loop that is open.
    pub(crate) fn error(&self, fault: EmitFault, tag: Option<&'static str>) -> EmitError {
        let step = |open: &Open| {
            let at = self.compiled.loop_at(open.of)?;
            Some(Step { id: at.table.id, count: open.count })
        };
        let path = Path::new(self.open.iter().skip(1).filter_map(step).collect());
        EmitError { fault, path, tag, element: None }
    }

    /// Enters a loop of the one that is open.
    ///
    /// # Errors
    /// The open loop has no such loop.
    pub(crate) fn enter(&mut self, id: &'static str) -> Result<(), EmitError> {
        let level = self.open.last().and_then(|open| self.compiled.loop_at(open.of));
        let mut parts = (0_u8..).zip(level.map(|level| level.parts.as_slice()).unwrap_or_default());
        let found = parts.find_map(|(number, part)| {
            let of = part.of.filter(|of| self.compiled.loop_at(*of).is_some_and(|at| at.table.id == id))?;
            Some((number, of))
        });
        let Some((number, of)) = found else { return Err(self.error(EmitFault::NoPlace, None)) };
        let count = self.count(number);
        let start = self.out.bytes().len();
        self.open.push(Open { of, count, start, parts: self.parts.len(), entered: self.entered.len() });
        Ok(())
    }

    fn count(&mut self, part: u8) -> u32 {
        let own = self.open.last().map_or(0, |open| open.entered);
        let counts = self.entered.get_mut(own..).unwrap_or_default();
        if let Some((_, count)) = counts.iter_mut().find(|(number, _)| *number == part) {
            *count += 1;
            return *count;
        }
        self.entered.push((part, 1));
        1
    }

    /// Leaves the loop that is open.
    ///
    /// # Errors
    /// Nothing was written in it.
    pub(crate) fn leave(&mut self) -> Result<(), EmitError> {
        if self.open.last().is_some_and(|open| open.parts == self.parts.len()) {
            return Err(self.error(EmitFault::NoOpening, None));
        }
        let Some(closed) = self.open.pop() else { return Ok(()) };
        self.parts.truncate(closed.parts);
        self.entered.truncate(closed.entered);
        let ord = self.compiled.loop_at(closed.of).map_or(0, |at| at.ord);
        self.settle(ord, closed.start);
        Ok(())
    }

    /// Writes what was drafted as a segment of the open loop.
    ///
    /// # Errors
    /// A value cannot be written, or the guide has no place for the segment here.
    pub(crate) fn segment(&mut self, id: &'static str) -> Result<(), EmitError> {
        let start = self.out.bytes().len();
        let first = self.open.last().is_some_and(|open| open.parts == self.parts.len());
        self.put(id.as_bytes(), Some(id))?;
        match self.read_at(id.as_bytes(), start) {
            ReadAt::Opening(ord) | ReadAt::Here(ord) | ReadAt::Beside(ord) => self.settle(ord, start),
            ReadAt::Elsewhere => return Err(self.error(EmitFault::Elsewhere, Some(id))),
            ReadAt::Nowhere if first => return Err(self.error(EmitFault::NoOpening, Some(id))),
            ReadAt::Nowhere => return Err(self.error(EmitFault::NoPlace, Some(id))),
        }
        Ok(())
    }

    /// Writes what was drafted as a segment that the guide does not place: after the own segments of the
    /// open loop, before its loops.
    ///
    /// # Errors
    /// A value cannot be written, or no such segment can stand inside a set.
    pub(crate) fn unplaced(&mut self, id: &[u8]) -> Result<(), EmitError> {
        let number = tag(id);
        let splits = |byte: &u8| [self.delimiters.element, self.delimiters.segment].contains(byte);
        let framed = tags::ends_set(number) || number == tags::SE;
        if framed || id.first().is_some_and(u8::is_ascii_whitespace) || id.iter().any(splits) {
            return Err(self.error(EmitFault::SegmentId, None));
        }
        let start = self.out.bytes().len();
        self.put(id, None)?;
        if matches!(self.read_at(id, start), ReadAt::Elsewhere) {
            return Err(self.error(EmitFault::Elsewhere, None));
        }
        let level = self.open.last().and_then(|open| self.compiled.loop_at(open.of));
        let parts = level.map(|level| level.parts.as_slice()).unwrap_or_default();
        let own = parts.iter().take_while(|part| part.of.is_none()).last();
        self.settle(own.map_or(0, |part| part.ord), start);
        Ok(())
    }

    fn put(&mut self, id: &[u8], known: Option<&'static str>) -> Result<(), EmitError> {
        let written = self.draft.write(id, &self.delimiters, &mut self.out);
        self.draft.clear();
        written.map_err(|(fault, element)| EmitError { element: Some(element), ..self.error(fault, known) })
    }

    /// Where the segment that was just written, from `start` on, would be read.
    fn read_at(&self, id: &[u8], start: usize) -> ReadAt {
        let bytes = self.out.bytes().get(start..).unwrap_or_default();
        let bytes = bytes.split_last().map_or(bytes, |(_, segment)| segment);
        let segment = Segment::new(bytes, self.delimiters);
        let text = |element: u8, component: u8| match component {
            0 => word(segment.element(usize::from(element))),
            _ => word(segment.component(usize::from(element), usize::from(component))),
        };
        let number = tag(id);
        let fits = |part: &&PartAt| part.tag == number && matches(part.key, &text);
        let Some(open) = self.open.last() else { return ReadAt::Nowhere };
        let Some(level) = self.compiled.loop_at(open.of) else { return ReadAt::Nowhere };
        if open.parts == self.parts.len() {
            return level
                .parts
                .first()
                .filter(fits)
                .map_or(ReadAt::Nowhere, |part| ReadAt::Opening(part.ord));
        }
        let own = || level.parts.iter().skip(1).filter(|part| part.of.is_none());
        if let Some(part) = own().find(fits) {
            return ReadAt::Here(part.ord);
        }
        let around = self.open.iter().filter_map(|open| self.compiled.loop_at(open.of));
        if around.flat_map(|level| level.parts.iter().skip(1)).any(|part| fits(&part)) {
            return ReadAt::Elsewhere;
        }
        own().find(|part| part.tag == number).map_or(ReadAt::Nowhere, |like| ReadAt::Beside(like.ord))
    }

    /// Moves what was written from `start` on to its place in the open loop.
    fn settle(&mut self, ord: u16, start: usize) {
        let first = self.open.last().map_or(0, |open| open.parts);
        let earlier = self.parts.get_mut(first..).unwrap_or_default();
        // The first segment opens the loop and stays; the others are in order.
        let last = earlier.get(1..).and_then(<[_]>::last);
        if last.is_none_or(|(last, _)| *last <= ord) {
            return self.parts.push((ord, start));
        }
        let at = 1 + earlier.get(1..).map_or(0, |rest| rest.partition_point(|(other, _)| *other <= ord));
        let length = self.out.bytes().len().saturating_sub(start);
        let to = earlier.get(at).map_or(start, |(_, to)| *to);
        if let Some(bytes) = self.out.bytes_mut().get_mut(to..) {
            bytes.rotate_right(length);
        }
        for (_, moved) in earlier.iter_mut().skip(at) {
            *moved += length;
        }
        self.parts.insert(first + at, (ord, to));
    }
}

/// The elements of one segment, gathered in any order. Reused from segment to segment.
#[derive(Default)]
pub(crate) struct Draft {
    text: Vec<u8>,
    pieces: Vec<Piece>,
    /// A component or a repetition was put: an element may have several pieces.
    complex: bool,
}

#[derive(Clone, Copy)]
struct Piece {
    /// Element, repetition, component; the last two from 1.
    at: (u16, u16, u16),
    start: usize,
    end: usize,
    /// May hold separators of components and repetitions.
    raw: bool,
    too_long: bool,
}

impl Draft {
    /// Puts a text at its place.
    pub(crate) fn put(&mut self, at: ElementRef, text: &[u8]) {
        self.add(at, false, |to| to.extend_from_slice(text));
    }

    /// Puts a whole element that may hold separators of components and repetitions.
    pub(crate) fn put_raw(&mut self, element: u16, text: &[u8]) {
        self.add(ElementRef::element(element), true, |to| to.extend_from_slice(text));
    }

    /// Puts what `write` appends.
    pub(crate) fn put_with(&mut self, at: ElementRef, write: impl FnOnce(&mut Vec<u8>)) {
        self.add(at, false, write);
    }

    /// Puts a number; one with more than 18 digits is refused when the segment is written.
    pub(crate) fn put_number(&mut self, at: ElementRef, write: impl FnOnce(&mut Vec<u8>)) {
        self.add(at, false, write);
        if let Some(piece) = self.pieces.last_mut() {
            let text = self.text.get(piece.start..piece.end).unwrap_or_default();
            piece.too_long = text.iter().filter(|byte| byte.is_ascii_digit()).count() > 18;
        }
    }

    fn add(&mut self, at: ElementRef, raw: bool, write: impl FnOnce(&mut Vec<u8>)) {
        let start = self.text.len();
        write(&mut self.text);
        self.complex |= at.component > 1 || at.repetition > 1;
        let at = (at.element, at.repetition.max(1), at.component.max(1));
        self.pieces.push(Piece { at, start, end: self.text.len(), raw, too_long: false });
    }

    /// Was something put there, be it an empty text?
    pub(crate) fn has(&self, at: ElementRef) -> bool {
        let at = (at.element, at.repetition.max(1), at.component.max(1));
        self.pieces.iter().any(|piece| piece.at == at)
    }

    fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
        self.complex = false;
    }

    fn write(
        &mut self,
        id: &[u8],
        delimiters: &Delimiters,
        out: &mut Writer,
    ) -> Result<(), (EmitFault, ElementRef)> {
        if !self.pieces.is_sorted_by_key(|piece| piece.at) {
            self.pieces.sort_by_key(|piece| piece.at);
        }
        out.begin_raw(id);
        let mut last = 0_u16;
        for group in self.pieces.chunk_by(|a, b| a.at.0 == b.at.0) {
            let Some(first) = group.first() else { continue };
            let fail = |fault| (fault, ElementRef::element(first.at.0));
            for _ in last.saturating_add(1)..first.at.0 {
                out.element(b"").map_err(|_| fail(EmitFault::Separator))?;
            }
            last = first.at.0;
            let fault = self.element(group, delimiters, out);
            fault.map_err(|(fault, (element, repetition, component))| {
                let component = if group.len() > 1 { component } else { 0 };
                (fault, ElementRef { element, component, repetition })
            })?;
        }
        out.end();
        Ok(())
    }

    fn element(
        &self,
        group: &[Piece],
        delimiters: &Delimiters,
        out: &mut Writer,
    ) -> Result<(), (EmitFault, (u16, u16, u16))> {
        let separator = |at| move |_: WriteError| (EmitFault::Separator, at);
        for piece in group {
            let text = self.text.get(piece.start..piece.end).unwrap_or_default();
            if piece.too_long {
                return Err((EmitFault::TooLong, piece.at));
            }
            if !piece.raw && delimiters.repetition.is_some_and(|repetition| text.contains(&repetition)) {
                return Err((EmitFault::Separator, piece.at));
            }
        }
        if let Some(twice) = group.windows(2).find_map(|pair| match pair {
            [a, b] if a.at == b.at => Some(a.at),
            _ => None,
        }) {
            return Err((EmitFault::Twice, twice));
        }
        let text = |piece: &Piece| self.text.get(piece.start..piece.end).unwrap_or_default();
        match group {
            [only] if only.raw => out.raw(text(only)).map(drop).map_err(separator(only.at)),
            [only] if only.at.1 == 1 && only.at.2 == 1 => {
                out.element(text(only)).map(drop).map_err(separator(only.at))
            }
            _ if group.iter().all(|piece| piece.at.1 == 1) => {
                out.begin_composite();
                let mut next = 1;
                for piece in group {
                    for _ in next..piece.at.2 {
                        out.component(b"").map_err(separator(piece.at))?;
                    }
                    out.component(text(piece)).map_err(separator(piece.at))?;
                    next = piece.at.2.saturating_add(1);
                }
                Ok(())
            }
            _ => self.repeated(group, delimiters, out),
        }
    }

    /// An element with repetitions.
    fn repeated(
        &self,
        group: &[Piece],
        delimiters: &Delimiters,
        out: &mut Writer,
    ) -> Result<(), (EmitFault, (u16, u16, u16))> {
        let mut whole = Vec::new();
        let (mut repetition, mut component) = (1, 1);
        for piece in group {
            let text = self.text.get(piece.start..piece.end).unwrap_or_default();
            let separates = |byte: &u8| *byte == delimiters.component;
            let Some(between) = delimiters.repetition.filter(|_| !text.iter().any(separates)) else {
                return Err((EmitFault::Separator, piece.at));
            };
            while repetition < piece.at.1 {
                whole.push(between);
                (repetition, component) = (repetition + 1, 1);
            }
            while component < piece.at.2 {
                whole.push(delimiters.component);
                component += 1;
            }
            whole.extend_from_slice(text);
        }
        let at = group.first().map_or((0, 1, 1), |piece| piece.at);
        out.raw(&whole).map(drop).map_err(|_| (EmitFault::Separator, at))
    }
}

/// Tells the size only: the text is the caller's.
impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({} elements)", self.pieces.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::P837;
    use super::*;

    fn emitter(compiled: &Compiled) -> Emitter<'_> {
        let delimiters = Delimiters::default();
        let mut emitter = Emitter::new(compiled, delimiters, Writer::new(delimiters));
        put(&mut emitter, &[(1, "837"), (2, "0001")]);
        emitter.segment("ST").unwrap();
        emitter
    }

    fn put(emitter: &mut Emitter<'_>, elements: &[(u16, &str)]) {
        for (number, text) in elements {
            emitter.draft().put(ElementRef::element(*number), text.as_bytes());
        }
    }

    fn one(emitter: &mut Emitter<'_>, id: &'static str, elements: &[(u16, &str)]) -> Result<(), EmitError> {
        put(emitter, elements);
        emitter.segment(id)
    }

    fn text(emitter: Emitter<'_>) -> String {
        String::from_utf8(emitter.finish().into_bytes()).unwrap()
    }

    #[test]
    fn the_table_decides_the_order() {
        let compiled = Compiled::new(&P837);
        let mut to = emitter(&compiled);
        to.enter("1000B").unwrap();
        one(&mut to, "NM1", &[(1, "40"), (2, "2")]).unwrap();
        to.leave().unwrap();
        one(&mut to, "BHT", &[(1, "0019")]).unwrap();
        to.enter("1000A").unwrap();
        one(&mut to, "NM1", &[(1, "41"), (3, "A")]).unwrap();
        one(&mut to, "PER", &[(1, "IC"), (3, "TE")]).unwrap();
        to.leave().unwrap();
        // Equal places keep the order of the caller: 1000B was first.
        assert_eq!(text(to), "ST*837*0001~BHT*0019~NM1*40*2~NM1*41**A~PER*IC**TE~");
    }

    #[test]
    fn moves_whole_loops_and_keeps_their_insides() {
        let compiled = Compiled::new(&P837);
        let mut to = emitter(&compiled);
        to.enter("2000A").unwrap();
        one(&mut to, "HL", &[(1, "1"), (3, "20")]).unwrap();
        to.enter("2010AA").unwrap();
        one(&mut to, "NM1", &[(1, "85")]).unwrap();
        one(&mut to, "PER", &[(1, "IC")]).unwrap();
        one(&mut to, "N3", &[(1, "A")]).unwrap();
        one(&mut to, "REF", &[(1, "0B")]).unwrap();
        one(&mut to, "REF", &[(1, "EI")]).unwrap();
        one(&mut to, "REF", &[(1, "??")]).unwrap();
        put(&mut to, &[(1, "kept")]);
        to.unplaced(b"ZZZ").unwrap();
        to.leave().unwrap();
        one(&mut to, "CUR", &[(1, "85")]).unwrap();
        one(&mut to, "PRV", &[(1, "BI")]).unwrap();
        to.leave().unwrap();
        assert_eq!(
            text(to),
            "ST*837*0001~HL*1**20~PRV*BI~CUR*85~NM1*85~N3*A~REF*0B~REF*EI~REF*??~PER*IC~ZZZ*kept~"
        );
    }

    #[test]
    fn refuses_what_would_be_read_as_something_else() {
        let compiled = Compiled::new(&P837);
        let in_line = |id: &'static str, elements: &[(u16, &str)]| {
            let mut to = emitter(&compiled);
            for (level, opening, kind) in [("2000A", "HL", (3, "20")), ("2000B", "HL", (3, "22"))] {
                to.enter(level).unwrap();
                one(&mut to, opening, &[kind]).unwrap();
            }
            for (level, opening) in [("2300", "CLM"), ("2400", "LX")] {
                to.enter(level).unwrap();
                one(&mut to, opening, &[(1, "1")]).unwrap();
            }
            one(&mut to, id, elements).map_err(|error| error.fault)
        };
        assert_eq!(in_line("REF", &[(1, "6R")]), Ok(()));
        assert_eq!(in_line("REF", &[(1, "F8")]), Err(EmitFault::Elsewhere));
        assert_eq!(in_line("REF", &[(1, "?")]), Ok(()));
        assert_eq!(in_line("BHT", &[(1, "0019")]), Err(EmitFault::Elsewhere));
        assert_eq!(in_line("MOA", &[(1, "1")]), Err(EmitFault::NoPlace));
        assert_eq!(in_line("SV1", &[(2, "A:B")]), Err(EmitFault::Separator));
        assert_eq!(in_line("SV1", &[(2, "A^B")]), Err(EmitFault::Separator));
        assert_eq!(in_line("SV1", &[(2, "A"), (2, "B")]), Err(EmitFault::Twice));
        let mut to = emitter(&compiled);
        assert_eq!(to.unplaced(b"SE").unwrap_err().fault, EmitFault::SegmentId);
        to.enter("2000A").unwrap();
        let error = one(&mut to, "HL", &[(3, "22")]).unwrap_err();
        assert_eq!(error.to_string(), "2000A[1] HL: the loop does not begin with its first segment");
    }

    #[test]
    fn pieces_come_in_any_order() {
        let compiled = Compiled::new(&P837);
        let mut to = emitter(&compiled);
        let at = |element, repetition, component| ElementRef { element, component, repetition };
        for (place, text) in [
            (at(5, 2, 3), "f"),
            (at(3, 1, 0), "c"),
            (at(5, 1, 2), "d"),
            (at(5, 2, 1), "e"),
            (at(7, 1, 2), "g"),
            (at(7, 1, 4), "h"),
            (at(9, 1, 0), ""),
        ] {
            to.draft().put(place, text.as_bytes());
        }
        to.draft().put_raw(1, b"x:y^z");
        to.unplaced(b"ZZZ").unwrap();
        assert_eq!(text(to), "ST*837*0001~ZZZ*x:y^z**c**:d^e::f**:g::h~");
    }
}
