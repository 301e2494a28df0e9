//! Service lines as far as they are compared with evidence and with each other: numbers and places, no text.

use super::Index;
use crate::check::payer::Memo;
use crate::claim::{ClaimView, LineView, PartyView};
use crate::diag::{Location, Path, Place, Span, Step};
use crate::value::{DateSpan, HcpcsCode, Modifier, Money, PlaceOfService, Units};

/// Where a line stands: enough to name it again when its set is gone.
#[derive(Debug, Clone, Copy)]
pub(crate) struct LineAt {
    pub(crate) interchange: Option<u32>,
    pub(crate) group: Option<u32>,
    pub(crate) set: u32,
    /// Of the set, and once it is merged of the file; from 0.
    pub(crate) claim: u64,
    /// Of the claim, from 1.
    pub(crate) line: u32,
    segment: u32,
    bytes: Span,
    /// Which occurrence of 2000A, 2000B, 2000C (0: none), 2300, 2400.
    counts: [u32; 5],
}

const LOOPS: [&str; 5] = ["2000A", "2000B", "2000C", "2300", "2400"];

impl LineAt {
    fn new(line: &LineView<'_>, claim: u32) -> Option<Self> {
        let service = line.segment()?;
        let mut counts = [0; 5];
        let mut inside = Some(line.loop_view());
        while let Some(one) = inside {
            for (slot, id) in counts.iter_mut().zip(LOOPS) {
                if one.id() == id {
                    *slot = one.count();
                }
            }
            inside = one.parent();
        }
        Some(Self {
            interchange: None,
            group: None,
            set: 0,
            claim: u64::from(claim),
            line: line.count(),
            segment: service.ordinal(),
            bytes: service.span(),
            counts,
        })
    }

    /// The same as a location.
    pub(crate) fn location(&self) -> Location {
        let steps = self.counts.iter().zip(LOOPS).filter(|(count, _)| **count > 0);
        let path = steps.map(|(count, id)| Step { id, count: *count }).collect();
        Location::X12(Box::new(Place {
            interchange: self.interchange,
            group: self.group,
            set: Some(self.set),
            claim: Some(self.claim + 1),
            line: Some(self.line),
            segment: Some(self.segment),
            tag: Some("SV1"),
            path: Path::new(path),
            bytes: self.bytes,
            segment_bytes: self.bytes,
            ..Place::default()
        }))
    }
}

/// What the control number of a line is, as far as the evidence knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Control {
    /// None, or none that the evidence knows.
    Unknown,
    /// The id of an encounter: its place.
    Encounter(u32),
    /// A line that was sent before: the place of its row.
    History(u32),
}

/// What a claim alone tells of who gave the service for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// Nothing.
    Unknown,
    /// A person, for so many minutes with one member.
    Minutes(u32),
    /// A person, in a group: a claim does not tell which lines are one session.
    Group,
}

/// One service line.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) at: LineAt,
    /// The member's place in the evidence.
    pub(crate) member: Option<u32>,
    /// Several members have the number.
    pub(crate) shared: bool,
    /// The member and the payer as the claim names them, as a number.
    pub(crate) whose: u128,
    pub(crate) days: DateSpan,
    pub(crate) code: Option<HcpcsCode>,
    pub(crate) modifiers: [Option<Modifier>; 4],
    pub(crate) pos: Option<PlaceOfService>,
    pub(crate) units: Option<Units>,
    pub(crate) charge: Option<Money>,
    /// Whom the line names as having given the service, as a number; 0: nobody.
    pub(crate) rendering: u128,
    /// The minutes of service that a person gave whom the line names, where the payer's pack says that whoever gave
    /// the service is named and how long a unit is.
    pub(crate) given: Given,
    /// The authorization that the line or its claim names, as a number; 0: none.
    pub(crate) authorization: u128,
    pub(crate) control: Control,
    /// 1, 7 or 8; 0 where it cannot be read.
    pub(crate) frequency: u8,
    /// The stack that answers for its payer.
    pub(crate) stack: Option<u16>,
}

/// FNV-1a, 128 bits: two texts that differ have different numbers for every purpose here.
pub(crate) fn number_of(parts: &[&[u8]]) -> u128 {
    let mut hash = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128;
    for part in parts {
        for byte in part.iter().chain(&[0xFF]) {
            hash ^= u128::from(*byte);
            hash = hash.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013B);
        }
    }
    hash
}

/// The lines of a claim, the `number`th of its set from 0.
pub(crate) fn facts(
    claim: &ClaimView<'_>,
    number: u32,
    index: Option<&Index>,
    payers: Option<(&crate::check::Payers, &Memo<'_>)>,
    out: &mut Vec<Fact>,
) {
    let subscriber = claim.subscriber().and_then(|one| one.id().value()).unwrap_or_default();
    let payer = claim.payer().and_then(|payer| payer.id().value()).unwrap_or_default();
    // Children of one subscriber are told apart by their names.
    let name =
        |of: fn(&PartyView<'_>) -> Option<Vec<u8>>| claim.patient().as_ref().and_then(of).unwrap_or_default();
    let last = name(|one| one.name().value().map(<[u8]>::to_vec));
    let first = name(|one| one.first_name().value().map(<[u8]>::to_vec));
    let whose = number_of(&[subscriber, payer, &last, &first]);
    let member = index.map_or(Ok(None), |index| index.member(subscriber));
    let (member, shared) = (member.as_ref().ok().copied().flatten(), member.is_err());
    let frequency = match claim.frequency().value() {
        Some([digit]) if digit.is_ascii_digit() => digit - b'0',
        _ => 0,
    };
    let of_claim = claim.reference("G1").value();
    for line in claim.lines() {
        let (Some(at), Some(days)) = (LineAt::new(&line, number), line.service_dates().value()) else {
            continue;
        };
        let mut modifiers = [None; 4];
        let read = line.modifiers().map(|one| one.value().and_then(|code| Modifier::from_bytes(code).ok()));
        for (slot, modifier) in modifiers.iter_mut().zip(read) {
            *slot = modifier;
        }
        let rendering = line.rendering_provider();
        // An NPI alone may stand for several, where an agency bills all under one.
        let named = rendering.map(|one| {
            let text = |at: crate::claim::At<'_, &[u8]>| at.value().map(<[u8]>::to_vec).unwrap_or_default();
            let (id, last, first) = (text(one.id()), text(one.name()), text(one.first_name()));
            number_of(&[&id, &last, &first])
        });
        let is_hcpcs = line.procedure_type().value() == Some(b"HC");
        out.push(Fact {
            at,
            member,
            shared,
            whose,
            days,
            code: line
                .procedure()
                .value()
                .filter(|_| is_hcpcs)
                .and_then(|code| HcpcsCode::from_bytes(code).ok()),
            modifiers,
            pos: line.place_of_service().value().and_then(|pos| PlaceOfService::from_bytes(pos).ok()),
            units: line.quantity().value().map(Units::from),
            charge: line.charge().value(),
            rendering: named.unwrap_or(0),
            given: Given::Unknown,
            authorization: line.reference("G1").value().or(of_claim).map_or(0, |number| number_of(&[number])),
            control: line
                .reference("6R")
                .value()
                .zip(index)
                .map_or(Control::Unknown, |(number, index)| index.control(number)),
            frequency,
            stack: payers.and_then(|(payers, memo)| payers.stack_for(memo, days.first(), payer)),
        });
    }
}
