//! The headers of what is answered, and the headers of the answers: the same, sender and receiver changed.

use super::sets::{Told, Unit};
use super::{Ack, AckCounts, AckError, AckOptions, Answers, ca277, ta1, x999};
use crate::guide::envelope::ISA;
use crate::guide::{ACK999, CA277, EmitError};
use crate::x12::{Delimiters, Segment, WriteError, Writer};
use std::collections::BTreeMap;

/// An interchange that is answered, and the answers to its groups.
pub(super) struct Interchange {
    pub(super) ordinal: u32,
    /// It holds a receipt (TA1) of another.
    pub(super) answers_another: bool,
    pub(super) has_groups: bool,
    isa: Vec<Vec<u8>>,
    pub(super) delimiters: Delimiters,
    answers: Answer,
    claims: Answer,
}

/// Groups of one kind of answer.
#[derive(Default)]
struct Answer {
    groups: u32,
    bytes: Vec<u8>,
}

impl Interchange {
    pub(super) fn new(isa: &Segment<'_>, delimiters: Delimiters, ordinal: u32) -> Self {
        // With the file's own separators whatever it says can be told; those that nobody should use are not used again.
        let own = if delimiters.odd().is_some() { Delimiters::default() } else { delimiters };
        // What separates repetitions is chosen when all is written: nothing in an answer is repeated.
        let delimiters = Delimiters { repetition: None, ..own };
        let taken = [delimiters.element, delimiters.segment];
        let plain =
            |text: &[u8]| text.iter().map(|byte| if taken.contains(byte) { b' ' } else { *byte }).collect();
        let isa = isa.elements().map(plain).collect();
        Self {
            ordinal,
            answers_another: false,
            has_groups: false,
            isa,
            delimiters,
            answers: Answer::default(),
            claims: Answer::default(),
        }
    }

    /// An element of its ISA.
    pub(super) fn element(&self, number: usize) -> &[u8] {
        number.checked_sub(1).and_then(|place| self.isa.get(place)).map_or(&[], Vec::as_slice)
    }

    /// Takes the answers to a group.
    pub(super) fn take(&mut self, group: Group, told: &Told<'_>) -> Result<(), AckError> {
        let Group { ordinal, gs, said, answer, claims } = group;
        let answer = answer.finish(
            said.as_deref(),
            told.of(Unit::Group(ordinal)),
            told.refuses(Unit::Group(ordinal)),
        )?;
        let (sender, receiver) = self.parties(&gs);
        let (sets, bytes) = claims.finish();
        let answers = [(&mut self.answers, &ACK999, 1, answer), (&mut self.claims, &CA277, sets, bytes)];
        for (to, guide, sets, bytes) in answers.into_iter().filter(|(_, _, sets, _)| *sets > 0) {
            to.groups += 1;
            let (number, sets) = (to.groups.to_string(), sets.to_string());
            let day = told.options.date.to_d8();
            let head = [
                guide.group.as_bytes(),
                &sender,
                &receiver,
                &day,
                told.options.time.as_bytes(),
                number.as_bytes(),
                b"X",
                guide.id.as_bytes(),
            ];
            to.bytes.extend(segment(self.delimiters, "GS", &head)?);
            to.bytes.extend(bytes);
            to.bytes.extend(segment(self.delimiters, "GE", &[sets.as_bytes(), number.as_bytes()])?);
        }
        Ok(())
    }

    /// Sender and receiver of an answer to a group: its receiver and sender, or those of the interchange where the
    /// group names none that fit.
    fn parties(&self, gs: &[Vec<u8>]) -> (Vec<u8>, Vec<u8>) {
        let fits = |text: &&Vec<u8>| (2..=15).contains(&text.len());
        let own = |place: usize, isa: usize| {
            gs.get(place).filter(fits).cloned().unwrap_or_else(|| {
                let mut text = self.element(isa).trim_ascii().to_vec();
                text.resize(text.len().clamp(2, 15), b' ');
                text
            })
        };
        (own(2, 8), own(1, 6))
    }

    /// What is between ISA and IEA of each answer, where there is any.
    pub(super) fn bodies(self, told: &Told<'_>) -> Result<Vec<(Ack, Body)>, WriteError> {
        let receipt = Answer { groups: 0, bytes: ta1::write(&self, told)? };
        let Self { isa, delimiters, answers, claims, .. } = self;
        let isa = std::sync::Arc::new(isa);
        let body = |answer: Answer| Body { isa: isa.clone(), delimiters, answer };
        let all = [(Ack::Ta1, receipt), (Ack::X999, answers), (Ack::Ca277, claims)];
        let there = all.into_iter().filter(|(_, answer)| !answer.bytes.is_empty());
        Ok(there.map(|(ack, answer)| (ack, body(answer))).collect())
    }
}

/// What stands between ISA and IEA of an answer, and the ISA that is answered.
pub(super) struct Body {
    isa: std::sync::Arc<Vec<Vec<u8>>>,
    delimiters: Delimiters,
    answer: Answer,
}

impl Body {
    /// The whole interchange.
    fn write(&self, control: u32, options: &AckOptions, to: &mut Vec<u8>) -> Result<(), WriteError> {
        let element = |number: usize, width: usize| {
            let mut text = self.isa.get(number - 1).cloned().unwrap_or_default();
            text.resize(width, b' ');
            text
        };
        let day = options.date.to_d8();
        let control = format!("{control:09}");
        // Qualifiers that are none are those of an agreement.
        let party = |qualifier: usize| match element(qualifier, 2).as_slice() {
            known if is_party(known) => known.to_vec(),
            _ => b"ZZ".to_vec(),
        };
        let usage: &[u8] = if element(15, 1) == b"P" { b"P" } else { b"T" };
        let head: [&[u8]; 16] = [
            b"00",
            &[b' '; 10],
            b"00",
            &[b' '; 10],
            &party(7),
            &element(8, 15),
            &party(5),
            &element(6, 15),
            day.get(2..).unwrap_or_default(),
            options.time.as_bytes(),
            &[self.repetition()],
            b"00501",
            control.as_bytes(),
            b"0",
            usage,
            &[self.delimiters.component],
        ];
        to.extend(segment(self.delimiters, "ISA", &head)?);
        to.extend_from_slice(&self.answer.bytes);
        let groups = self.answer.groups.to_string();
        to.extend(segment(self.delimiters, "IEA", &[groups.as_bytes(), control.as_bytes()])?);
        Ok(())
    }

    /// A separator of repetitions that stands nowhere in the answer.
    fn repetition(&self) -> u8 {
        let taken = [self.delimiters.element, self.delimiters.component, self.delimiters.segment];
        let free = |byte: &&u8| !taken.contains(byte) && memchr::memchr(**byte, &self.answer.bytes).is_none();
        b"^!|`{}%&;".iter().find(free).copied().unwrap_or(b'^')
    }
}

/// The answers as files, interchanges numbered on from the control number.
pub(super) fn number(
    files: BTreeMap<Ack, Vec<Body>>,
    options: &AckOptions,
    counts: AckCounts,
) -> Result<Answers, AckError> {
    let mut answers = Answers { counts, ..Answers::default() };
    let mut control = options.control_number;
    for (ack, bodies) in files {
        let mut bytes = Vec::new();
        for body in bodies {
            if control > 999_999_999 {
                return Err(AckError::ControlNumber);
            }
            body.write(control, options, &mut bytes)?;
            control += 1;
        }
        answers.files.insert(ack, bytes);
    }
    answers.next = control;
    Ok(answers)
}

/// Is that one of the lists that parties are named by (ISA05, ISA07)?
fn is_party(qualifier: &[u8]) -> bool {
    let lists = ISA.els.get(4).map_or(&[][..], |el| el.codes);
    lists.iter().any(|code| code.as_bytes() == qualifier)
}

/// A segment of elements that hold no separator, but perhaps that of components: they were elements of the file.
pub(super) fn segment(delimiters: Delimiters, id: &str, elements: &[&[u8]]) -> Result<Vec<u8>, WriteError> {
    let mut out = Writer::new(delimiters);
    out.begin(id);
    for element in elements {
        out.raw(element)?;
    }
    out.end();
    Ok(out.into_bytes())
}

/// A group that is answered.
pub(super) struct Group {
    pub(super) ordinal: u32,
    gs: Vec<Vec<u8>>,
    /// GE01.
    said: Option<Vec<u8>>,
    pub(super) answer: x999::Group,
    pub(super) claims: ca277::Group,
}

impl Group {
    /// Begins with a GS; none, if a 999 cannot name the group: it answers others itself, or is of no kind or number.
    pub(super) fn new(
        gs: &Segment<'_>,
        interchange: &Interchange,
        ordinal: u32,
    ) -> Result<Option<Self>, EmitError> {
        let taken = [interchange.delimiters.element, interchange.delimiters.segment];
        let plain = |text: &[u8]| {
            if text.iter().any(|byte| taken.contains(byte)) { Vec::new() } else { text.to_vec() }
        };
        let gs: Vec<Vec<u8>> = gs.elements().map(plain).collect();
        let element = |place: usize| gs.get(place).map_or(&[][..], Vec::as_slice);
        let named = (element(0), element(5), element(7));
        let Some(answer) = x999::Group::new(named, interchange.delimiters)? else { return Ok(None) };
        let claims = ca277::Group::new(interchange.delimiters);
        Ok(Some(Self { ordinal, gs, said: None, answer, claims }))
    }

    /// Notes GE01.
    pub(super) fn says(&mut self, sets: &[u8]) {
        self.said = Some(sets.to_vec());
    }
}
