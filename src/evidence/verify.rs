//! Whether evidence contradicts itself: spans that end before they begin, rows that name others that do not
//! exist, contacts whose times cannot be.
//!
//! What a payer makes of a contact is not asked here.

use super::flat::Lost;
use super::{Encounter, Evidence, EvidenceRow, Table, rules as ours};
use crate::diag::{Arg, PointerStep, Rule, Span};
use crate::table::{Faults, FieldInfo, Kind, Node, Row, Shape, habit, rules};
use crate::value::{Date, Minutes, Moment};

/// The first and the last of what has a begin and an end.
const PAIRS: &[(&str, &str)] = &[
    ("from", "to"),
    ("employed_from", "employed_to"),
    ("issued", "expires"),
    ("requested_on", "decided_on"),
];

/// Looks for spans that end before they begin, in a row and in all its parts. The row may be kept: such a span
/// holds on no day.
pub(super) fn spans(fields: &'static [FieldInfo], node: &Node<'_>, faults: &mut Faults) {
    let Kind::Table(members) = &node.kind else { return };
    let member = |name: &str| members.iter().find(|member| member.name == name).map(|member| &member.node);
    for (from, to) in PAIRS {
        let declared = |name: &str| fields.iter().any(|field| field.name == name);
        if declared(from)
            && declared(to)
            && let (Some(first), Some(last)) = (member(from).and_then(day), member(to).and_then(day))
            && last < first
        {
            faults.inside(PointerStep::Field(to), |faults| {
                faults.push(&rules::SPAN_REVERSED, node.bytes, &[Arg::Text(from)]);
            });
        }
    }
    for field in fields {
        let Some(inner) = member(field.name) else { continue };
        match &field.shape {
            Shape::Part(parts) | Shape::TextOr(parts) => {
                faults.inside(PointerStep::Field(field.name), |faults| spans(parts, inner, faults));
            }
            Shape::List(Shape::Part(parts) | Shape::TextOr(parts)) => {
                let list = match &inner.kind {
                    Kind::List(list) => list.as_slice(),
                    _ => std::slice::from_ref(inner),
                };
                faults.inside(PointerStep::Field(field.name), |faults| {
                    for (place, one) in (0_u64..).zip(list) {
                        faults.inside(PointerStep::Index(place), |faults| spans(parts, one, faults));
                    }
                });
            }
            _ => {}
        }
    }
}

fn day(node: &Node<'_>) -> Option<Date> {
    match &node.kind {
        Kind::Cell(text) => habit::date(text),
        _ => node.digits().and_then(|digits| digits.parse().ok()),
    }
}

/// Looks at what was read as a whole.
pub(super) fn verify(evidence: &Evidence, lost: &Lost, faults: &mut Faults) {
    Names { evidence, lost, faults: &mut *faults }.all();
    for (document, number, encounter) in evidence.encounters.placed() {
        faults.open(document);
        faults.go(Some(Encounter::TABLE), Some(number));
        Contact { faults: &mut *faults }.look(encounter);
    }
}

/// Looks up what rows name.
struct Names<'e> {
    evidence: &'e Evidence,
    lost: &'e Lost,
    faults: &'e mut Faults,
}

impl Names<'_> {
    /// A table that was not given at all is not looked into: what needs it says that it was not run.
    fn name<T: EvidenceRow>(&mut self, table: &Table<T>, id: Option<&String>, path: &[PointerStep]) {
        let Some(id) = id else { return };
        if table.is_empty() || table.place(id).is_some() || self.lost.has(T::TABLE, id) {
            return;
        }
        inside(self.faults, path, |faults| {
            let args = [Arg::Text(T::TABLE), Arg::Near(None)];
            faults.push(&rules::REFERENCE_UNKNOWN, Span::default(), &args);
        });
    }

    fn list<T: EvidenceRow>(&mut self, table: &Table<T>, ids: &[String], field: &'static str) {
        for (place, id) in (0_u64..).zip(ids) {
            self.name(table, Some(id), &[PointerStep::Field(field), PointerStep::Index(place)]);
        }
    }

    fn go<T: Row>(&mut self, document: Option<u32>, number: u64) {
        self.faults.open(document);
        self.faults.go(Some(T::TABLE), Some(number));
    }

    fn all(&mut self) {
        let Evidence {
            staff, members, encounters, authorizations, documents, adjudications, history, ..
        } = self.evidence;
        let at = |field| [PointerStep::Field(field)];
        let of = |list, place, field| {
            [PointerStep::Field(list), PointerStep::Index(place), PointerStep::Field(field)]
        };
        for (document, number, row) in staff.placed() {
            self.go::<super::Staff>(document, number);
            for (place, meeting) in (0..).zip(&row.supervision) {
                self.name(staff, meeting.supervisor.as_ref(), &of("supervision", place, "supervisor"));
            }
            for (place, assignment) in (0..).zip(&row.supervisors) {
                self.name(staff, Some(&assignment.supervisor), &of("supervisors", place, "supervisor"));
            }
        }
        for (document, number, row) in members.placed() {
            self.go::<super::Member>(document, number);
            self.list(staff, &row.lives_with, "lives_with");
            self.list(staff, &row.employs, "employs");
        }
        for (document, number, row) in encounters.placed() {
            self.go::<Encounter>(document, number);
            for (place, attendee) in (0..).zip(&row.members) {
                self.name(members, Some(&attendee.member), &of("members", place, "member"));
            }
            self.list(staff, &row.staff, "staff");
            self.name(staff, row.signed_by.as_ref(), &at("signed_by"));
            self.name(authorizations, row.authorization.as_ref(), &at("authorization"));
        }
        for (document, number, row) in authorizations.placed() {
            self.go::<super::Authorization>(document, number);
            self.name(members, Some(&row.member), &at("member"));
        }
        for (document, number, row) in documents.placed() {
            self.go::<super::Document>(document, number);
            self.name(members, row.member.as_ref(), &at("member"));
            for (place, signature) in (0..).zip(&row.signers) {
                self.name(staff, signature.staff.as_ref(), &of("signers", place, "staff"));
            }
            for (place, id) in (0..).zip(&row.refers_to) {
                if encounters.place(id).is_none() && !self.lost.has(Encounter::TABLE, id) {
                    self.name(
                        documents,
                        Some(id),
                        &[PointerStep::Field("refers_to"), PointerStep::Index(place)],
                    );
                }
            }
        }
        for (document, number, row) in adjudications.placed() {
            self.go::<super::Adjudication>(document, number);
            self.name(encounters, row.encounter.as_ref(), &at("encounter"));
        }
        // What was billed long ago may be of contacts that are not in this service log.
        for (document, number, row) in history.placed() {
            self.go::<super::History>(document, number);
            self.name(members, row.member.as_ref(), &at("member"));
            self.list(staff, &row.staff, "staff");
        }
    }
}

fn inside(faults: &mut Faults, path: &[PointerStep], push: impl FnOnce(&mut Faults)) {
    match path {
        [] => push(faults),
        [step, rest @ ..] => faults.inside(*step, |faults| inside(faults, rest, push)),
    }
}

/// Looks at one contact.
struct Contact<'e> {
    faults: &'e mut Faults,
}

impl Contact<'_> {
    fn say(&mut self, rule: &'static Rule, path: &[PointerStep], args: &[Arg]) {
        inside(self.faults, path, |faults| faults.push(rule, Span::default(), args));
    }

    fn look(&mut self, encounter: &Encounter) {
        self.segments(encounter);
        self.people(encounter);
        let sum = encounter.length();
        let field = if encounter.minutes.is_some() { "minutes" } else { "segments" };
        if sum.max(encounter.minutes) > Some(Minutes::new(1_440)) {
            self.say(&ours::LONGER_THAN_DAY, &[PointerStep::Field(field)], &[]);
        }
        if encounter.minutes.is_some() && sum.is_some() && encounter.minutes != sum {
            self.say(&ours::MINUTES_DIFFER, &[PointerStep::Field("minutes")], &[]);
        }
        if encounter.took_place() && encounter.minutes.is_none() && encounter.segments.is_empty() {
            self.say(&ours::WITHOUT_TIME, &[PointerStep::Field("segments")], &[]);
        }
        let start = encounter.segments.iter().filter_map(|segment| segment.start).min();
        if start.is_some_and(|start| start.date() != encounter.on) {
            self.say(&ours::DATE_DIFFERS, &[PointerStep::Field("on")], &[]);
        }
    }

    fn segments(&mut self, encounter: &Encounter) {
        let at = |place, field| {
            [PointerStep::Field("segments"), PointerStep::Index(place), PointerStep::Field(field)]
        };
        let mut spans: Vec<(Moment, Moment, u64)> = Vec::new();
        for (place, segment) in (0_u64..).zip(&encounter.segments) {
            match (segment.start, segment.end) {
                (Some(start), Some(end)) if end < start => {
                    self.say(&ours::ENDS_BEFORE_START, &at(place, "end"), &[]);
                }
                (Some(start), Some(end)) => {
                    if segment.minutes.is_some() && segment.minutes != segment.length() {
                        self.say(&ours::MINUTES_DIFFER, &at(place, "minutes"), &[]);
                    }
                    spans.push((start, end, place));
                }
                _ if segment.minutes.is_some() => {}
                (Some(_), None) => self.say(&ours::WITHOUT_LENGTH, &at(place, "end"), &[]),
                _ => self.say(&ours::WITHOUT_LENGTH, &at(place, "start"), &[]),
            }
        }
        spans.sort_unstable();
        let mut until: Option<(Moment, u64)> = None;
        for (start, end, place) in spans {
            if let Some((last, before)) = until
                && start < last
                && start < end
            {
                self.say(&ours::OVERLAP, &at(place, "start"), &[Arg::Count(before + 1)]);
            }
            if until.is_none_or(|(last, _)| last < end) {
                until = Some((end, place));
            }
        }
    }

    fn people(&mut self, encounter: &Encounter) {
        if encounter.took_place() {
            if encounter.members.is_empty() {
                self.say(&ours::WITHOUT_MEMBER, &[PointerStep::Field("members")], &[]);
            }
            if encounter.staff.is_empty() {
                self.say(&ours::WITHOUT_STAFF, &[PointerStep::Field("staff")], &[]);
            }
        }
        let present = encounter.members.iter().filter(|attendee| attendee.was_present()).count();
        if encounter.attendees.is_some_and(|attendees| usize::from(attendees) < present) {
            self.say(&ours::FEWER_ATTENDEES, &[PointerStep::Field("attendees")], &[]);
        }
    }
}
