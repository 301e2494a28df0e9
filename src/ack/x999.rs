//! 999: which segments and elements of a group's sets are wrong, and whether the sets are taken.
//!
//! IK303 stays empty, as in X12's own example: it names a loop between LS and LE, and claims have none. A claim is named
//! where the error stands in one (CTX, CLM01), and what decides that a segment is needed where a rule knows it.

use super::numbers;
use super::pen::Pen;
use crate::claim::ClaimView;
use crate::diag::{ElementRef, Fate, Finding, Place, Severity, rules};
use crate::guide::{ACK999, Compiled, EmitError, SetView, Under};
use crate::x12::{Delimiters, Segment, Writer};
use std::collections::BTreeMap;
use std::sync::LazyLock;

static COMPILED: LazyLock<Compiled> = LazyLock::new(|| Compiled::new(&ACK999));

/// What decides that a segment is needed or is not, by the rule: in which loop, which segment and element.
const TRIGGERS: &[(&str, &str, &str, ElementRef)] = &[
    ("PC0313", "2000B", "SBR", ElementRef::element(2)),
    ("PC0315", "2000B", "SBR", ElementRef::element(2)),
    ("PC0337", "2300", "CLM", ElementRef::component(5, 3)),
];

/// A set that is answered.
pub(super) struct Set<'a> {
    /// Which of the file, from 1.
    pub(super) ordinal: u32,
    pub(super) st: Segment<'a>,
    /// Its bytes, and what ends its segments.
    pub(super) bytes: &'a [u8],
    pub(super) terminator: u8,
    /// Its loops, where its guide is known.
    pub(super) view: Option<SetView<'a>>,
    pub(super) claims: &'a [ClaimView<'a>],
    /// The numbers of their loops, and those after their ends.
    pub(super) bounds: &'a [(u32, u32)],
    /// Claims of the file before it.
    pub(super) first: u64,
    pub(super) findings: &'a [&'a Finding],
    pub(super) gravest: Option<Severity>,
}

/// The answer to a group: one transaction set.
pub(super) struct Group {
    to: Pen,
    delimiters: Delimiters,
    received: u32,
    accepted: u32,
    noted: bool,
    /// A set had no control number to name it by.
    unnamed: bool,
}

/// One thing wrong with a segment.
enum Fault<'a> {
    Segment(&'static str, &'a Finding),
    Element(&'static str, &'a Finding, ElementRef),
}

impl Group {
    /// Begins with kind, control number and guide of the group; none, if it cannot be named by them.
    pub(super) fn new(
        (kind, control, guide): (&[u8], &[u8], &[u8]),
        delimiters: Delimiters,
    ) -> Result<Option<Self>, EmitError> {
        let control = control.trim_ascii();
        let kinds = ACK999.root.segments().find(|seg| seg.tag == "AK1").and_then(|seg| seg.els.first());
        let is_kind = kinds.is_some_and(|el| el.codes.iter().any(|code| code.as_bytes() == kind));
        let is_number = (1..=9).contains(&control.len()) && control.iter().all(u8::is_ascii_digit);
        let is_guide = (1..=12).contains(&guide.len()) && !guide.contains(&delimiters.component);
        if !is_kind || !is_number || !is_guide {
            return Ok(None);
        }
        let to = Pen::new(&COMPILED, delimiters, Writer::new(delimiters));
        let mut group = Self { to, delimiters, received: 0, accepted: 0, noted: false, unnamed: false };
        group.to.segment("ST", &[b"999", b"0001", ACK999.id.as_bytes()])?;
        group.to.segment("AK1", &[kind, control, guide])?;
        Ok(Some(group))
    }

    /// A set was received, and could not be read.
    pub(super) fn skip(&mut self) {
        self.received = self.received.saturating_add(1);
    }

    /// Answers a set; false, if it has no control number to name it by.
    pub(super) fn set(&mut self, set: &Set<'_>) -> Result<bool, EmitError> {
        self.received = self.received.saturating_add(1);
        let control =
            control_number(set.st.element(2)).filter(|own| !own.contains(&self.delimiters.component));
        let kinds =
            ACK999.find_loop("2000").and_then(|of| of.segments().next()).and_then(|ak2| ak2.els.first());
        let is_kind =
            kinds.is_some_and(|el| el.codes.iter().any(|code| code.as_bytes() == set.st.element(1)));
        let Some(control) = control.filter(|_| is_kind) else {
            self.unnamed = true;
            return Ok(false);
        };
        self.to.enter("2000")?;
        let guide = set.st.element(3);
        let guide = if guide.len() <= 35 && guide.iter().all(u8::is_ascii_graphic) { guide } else { b"" };
        self.to.segment("AK2", &[set.st.element(1), &control, guide])?;
        let weight = set.gravest.unwrap_or(Severity::Info);
        let mut faults: BTreeMap<u32, Vec<Fault<'_>>> = BTreeMap::new();
        let mut codes: Vec<&'static str> = Vec::new();
        let mut note = |code: &'static str| {
            if !codes.contains(&code) {
                codes.push(code);
            }
        };
        for finding in set.findings.iter().filter(|finding| finding.severity() == weight) {
            let at = finding.location().x12();
            let segment = at.and_then(|at| at.segment);
            let fault = match (finding.rule().fate, at.and_then(|at| at.element)) {
                (Fate::Ik502(code), _) => {
                    note(code);
                    continue;
                }
                (Fate::Ik304(code), _) => Fault::Segment(code, finding),
                (Fate::Ik403(code), Some(element)) => Fault::Element(code, finding, element),
                (Fate::Ik403(_), None) => Fault::Segment("8", finding),
                _ => continue,
            };
            let (Fault::Segment(code, _) | Fault::Element(code, ..)) = fault;
            note(if code.starts_with('I') { "I5" } else { "5" });
            if let Some(segment) = segment {
                faults.entry(segment).or_default().push(fault);
            }
        }
        for (number, of_segment) in faults {
            self.faults(set, number, &of_segment)?;
        }
        let (verdict, least): (&[u8], _) = match set.gravest {
            // What is not read is of a guide that is not supported.
            Some(Severity::Error) => (b"R", Some(if set.view.is_some() { "5" } else { "I6" })),
            Some(Severity::Warning) => (b"E", Some("5")),
            _ => (b"A", None),
        };
        // Where there are too many findings to be kept, that of the segments.
        if codes.is_empty() {
            codes.extend(least);
        }
        codes.sort_unstable();
        let mut ik5 = vec![verdict];
        ik5.extend(codes.iter().take(5).map(|code| code.as_bytes()));
        self.to.segment("IK5", &ik5)?;
        self.to.leave()?;
        self.accepted += u32::from(set.gravest != Some(Severity::Error));
        self.noted |= set.gravest == Some(Severity::Warning);
        Ok(true)
    }

    /// What is wrong with one segment: each fault of its own, and those of its elements together.
    fn faults(&mut self, set: &Set<'_>, number: u32, faults: &[Fault<'_>]) -> Result<(), EmitError> {
        // IK302 has six digits.
        if number > 999_999 {
            return Ok(());
        }
        let mut elements = Vec::new();
        for fault in faults {
            match *fault {
                Fault::Segment(code, finding) => {
                    self.open(set, number, code, finding)?;
                    self.to.leave()?;
                }
                Fault::Element(code, finding, at) => elements.push((at, code, finding)),
            }
        }
        elements.sort_by_key(|(at, code, _)| (*at, *code));
        let Some((_, _, first)) = elements.first() else { return Ok(()) };
        self.open(set, number, "8", first)?;
        for (at, code, finding) in elements {
            self.to.enter("2110")?;
            self.place(1, at);
            let tag = finding.location().x12().and_then(|at| at.tag).unwrap_or_default();
            self.to.put(ElementRef::element(2), numbers::number(tag, at).unwrap_or_default().as_bytes());
            self.to.put(ElementRef::element(3), code.as_bytes());
            self.to.end("IK4")?;
            self.to.leave()?;
        }
        self.to.leave()
    }

    /// Opens the loop of a segment: IK3, on what it depends, and in which claim it stands.
    fn open(
        &mut self,
        set: &Set<'_>,
        number: u32,
        code: &'static str,
        finding: &Finding,
    ) -> Result<(), EmitError> {
        let Some(at) = finding.location().x12() else { return Ok(()) };
        self.to.enter("2100")?;
        self.to
            .segment("IK3", &[&segment_id(set, at), number.to_string().as_bytes(), b"", code.as_bytes()])?;
        if let Some((tag, number, element)) = set.view.and_then(|view| trigger(view, finding, at)) {
            self.to.put(ElementRef::component(1, 1), b"SITUATIONAL TRIGGER");
            self.to.put(ElementRef::element(2), tag.as_bytes());
            self.to.put(ElementRef::element(3), number.to_string().as_bytes());
            self.place(5, element);
            let number = numbers::number(tag, element).unwrap_or_default();
            self.to.put(ElementRef::element(6), number.as_bytes());
            self.to.end("CTX")?;
        }
        if let Some(claim) = holder(set, at) {
            // Longer ones are cut to what has room (X12 interpretation 2293).
            let id = claim.id().value().unwrap_or_default();
            let id = id.get(..35).unwrap_or(id);
            let told = !id.contains(&self.delimiters.component);
            if !id.is_empty() && told {
                self.to.put(ElementRef::component(1, 1), b"CLM01");
                self.to.put(ElementRef::component(1, 2), id);
                self.to.end("CTX")?;
            }
        }
        Ok(())
    }

    /// Element, component and repetition as the components of one element.
    fn place(&mut self, element: u16, at: ElementRef) {
        let parts = [at.element, at.component, if at.repetition > 1 { at.repetition } else { 0 }];
        for (component, part) in (1..).zip(parts) {
            if part > 0 {
                self.to.put(ElementRef::component(element, component), part.to_string().as_bytes());
            }
        }
    }

    /// The group ends: the whole transaction set. `said` is GE01.
    pub(super) fn finish(
        mut self,
        said: Option<&[u8]>,
        findings: &[&Finding],
        refused: bool,
    ) -> Result<Vec<u8>, EmitError> {
        let accepted = if refused { 0 } else { self.accepted };
        let verdict: &[u8] = match (refused, accepted, self.received) {
            (true, ..) | (false, 0, 1..) => b"R",
            (false, accepted, received) if accepted < received => b"P",
            _ if self.noted => b"E",
            _ => b"A",
        };
        let is_count = |text: &&[u8]| (1..=6).contains(&text.len()) && text.iter().all(u8::is_ascii_digit);
        let received = self.received.to_string();
        let mut codes: Vec<&[u8]> = Vec::new();
        let errors = findings.iter().filter(|finding| finding.severity() == Severity::Error);
        // A set that cannot be named is not counted below the group (X12 interpretation 1339).
        let unnamed = self.unnamed.then_some("5");
        for code in errors.filter_map(|finding| code_of(finding)).chain(unnamed) {
            if !codes.contains(&code.as_bytes()) && codes.len() < 5 {
                codes.push(code.as_bytes());
            }
        }
        let accepted = accepted.to_string();
        let said = said.filter(is_count).unwrap_or(received.as_bytes());
        let mut ak9 = vec![verdict, said, received.as_bytes(), accepted.as_bytes()];
        ak9.extend(codes);
        self.to.segment("AK9", &ak9)?;
        Ok(self.to.finish(b"0001")?.into_bytes())
    }
}

/// The fault of a group: some elements of GS and GE have one of their own.
fn code_of(finding: &Finding) -> Option<&'static str> {
    let Fate::Ak905(code) = finding.rule().fate else { return None };
    let at = finding.location().x12()?;
    let element = at.element.map_or(0, |element| element.element);
    Some(match (finding.rule() == &rules::GS_ELEMENT, at.tag, element) {
        (true, Some("GS"), 1) => "1",
        (true, Some("GS"), 8) => "2",
        (true, Some("GE"), 1) => "5",
        _ => code,
    })
}

/// A control number of a set as AK202 takes it: short numbers with zeros before them; none, if it cannot be told.
fn control_number(own: &[u8]) -> Option<Vec<u8>> {
    // Blanks around it are padding.
    let own = own.trim_ascii();
    let fits = (1..=9).contains(&own.len()) && own.iter().all(u8::is_ascii_graphic);
    fits.then(|| {
        let zeros = 4_usize.saturating_sub(own.len());
        [&vec![b'0'; zeros], own].concat()
    })
}

/// The id of the segment that is wrong or missing. One that the guide does not know is read in the set, cut to what
/// IK301 takes; `ZZZ` where even that is none.
fn segment_id(set: &Set<'_>, at: &Place) -> Vec<u8> {
    if let Some(tag) = at.tag {
        return tag.as_bytes().to_vec();
    }
    let number = at.segment.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
    let text = number.and_then(|number| match set.view {
        Some(view) => Some(view.segment(number)?.view().bytes()),
        None => set.bytes.split(|byte| *byte == set.terminator).nth(number),
    });
    let id: Vec<u8> = text.unwrap_or_default().trim_ascii_start().iter().copied().take(3).collect();
    let length = id.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if length > 1 { id.get(..length).unwrap_or_default().to_vec() } else { b"ZZZ".to_vec() }
}

/// What decides that the segment is needed or is not: a segment, its number in the set, an element of it.
fn trigger(view: SetView<'_>, finding: &Finding, at: &Place) -> Option<(&'static str, u32, ElementRef)> {
    let (_, id, tag, element) = TRIGGERS.iter().find(|(rule, ..)| *rule == finding.rule().id)?;
    let inside = view.loop_view(at.anchor)?;
    let level = if inside.is(id) { inside } else { inside.around(id)? };
    Some((tag, level.first(tag)?.ordinal(), *element))
}

/// The claim that a place stands in.
fn holder<'a>(set: &Set<'a>, at: &Place) -> Option<&'a ClaimView<'a>> {
    match set.view?.claims_under(at.anchor, set.bounds) {
        Under::Claim(number) => set.claims.get(number),
        Under::Level(..) | Under::All => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::rule_book;

    /// Whatever the guide makes depend on something tells on what.
    #[test]
    fn every_situational_fate_has_its_trigger() {
        let situational = |fate| matches!(fate, Fate::Ik304("I6" | "I9") | Fate::Ik403("I9" | "I13"));
        let of_rules: Vec<&str> =
            rule_book().filter(|rule| situational(rule.fate)).map(|rule| rule.id).collect();
        let listed: Vec<&str> = TRIGGERS.iter().map(|(rule, ..)| *rule).collect();
        assert_eq!(of_rules, listed);
    }

    #[test]
    fn control_numbers_have_four_characters_at_least() {
        for (own, told) in [
            (&b"0001"[..], Some(&b"0001"[..])),
            (b"1", Some(b"0001")),
            (b"A12", Some(b"0A12")),
            (b"123456789", Some(b"123456789")),
            (b"1234567890", None),
            (b"", None),
            (b"1 2", None),
            (b" 0001 ", Some(b"0001")),
        ] {
            assert_eq!(control_number(own).as_deref(), told);
        }
    }
}
