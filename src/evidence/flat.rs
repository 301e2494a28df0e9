//! Tables whose rows belong into rows of others: `staff_credentials` into `staff`, one line each.

use super::csv::Sheet;
use super::{
    Assignment, Attendee, Coverage, Credential, DiagnosisSpan, Episode, Evidence, Fact, Meeting,
    MemberStatus, Renewal, ScreeningDone, Segment, Signature, StatusSpan, Training, Work,
};
use crate::diag::{Arg, PointerStep, Rule, Span};
use crate::table::{Faults, Field, FieldInfo, Fields, Kind, Node, RowReader, rules};
use std::collections::HashSet;

/// The ids of rows that could not be read: who names one is not wrong for that.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct Lost {
    rows: HashSet<(&'static str, String)>,
    /// Rows that were read, but not everything that belongs into them.
    cut: HashSet<(&'static str, String)>,
    /// A document was not read to its end.
    broken: bool,
}

impl Lost {
    pub(super) fn add(&mut self, table: &'static str, id: Option<&str>) {
        // A row without an id may be any.
        self.rows.insert((table, id.unwrap_or_default().to_owned()));
    }

    /// Something that belongs into the row of that id was left out.
    pub(super) fn cut(&mut self, table: &'static str, id: Option<&str>) {
        self.cut.insert((table, id.unwrap_or_default().to_owned()));
    }

    /// What a document holds beyond a fault of its form is not known.
    pub(super) const fn rest(&mut self) {
        self.broken = true;
    }

    pub(super) fn has(&self, table: &'static str, id: &str) -> bool {
        Self::among(&self.rows, table, id)
    }

    /// Is nothing lost of the row of that id?
    pub(super) fn spared(&self, table: &'static str, id: &str) -> bool {
        !self.broken && !self.has(table, id) && !Self::among(&self.cut, table, id)
    }

    fn among(all: &HashSet<(&'static str, String)>, table: &'static str, id: &str) -> bool {
        !all.is_empty() && (all.contains(&(table, id.to_owned())) || all.contains(&(table, String::new())))
    }
}

/// A row that waits for the row that it belongs into.
pub(super) struct Pending {
    table: &'static str,
    document: u32,
    number: u64,
    bytes: Span,
    /// The row that it belongs into, and what tells the part of it, as the keys of the table say.
    keys: Vec<Option<String>>,
    part: Part,
}

/// What a flat row may lack that its place needs.
enum Gone {
    /// The row that it belongs into.
    Row,
    /// The part of that row.
    Part,
}

/// Lists the flat tables: variant, name, the table and the field that its rows belong into.
macro_rules! flat {
    ($($piece:ident: $name:literal => $table:ident.$field:ident: $part:ident;)*) => {
        /// The flat tables.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Piece {
            $($piece,)*
            Statuses,
            Renewals,
        }

        enum Part {
            $($piece($part),)*
            Statuses(StatusSpan),
            Renewals(Renewal),
        }

        impl Piece {
            /// The flat table of that name.
            pub(super) fn of(table: &str) -> Option<Self> {
                match table {
                    $($name => Some(Self::$piece),)*
                    "staff_statuses" => Some(Self::Statuses),
                    "staff_renewals" => Some(Self::Renewals),
                    _ => None,
                }
            }

            /// What its rows hold besides the keys.
            pub(super) const fn fields(self) -> &'static [FieldInfo] {
                match self {
                    $(Self::$piece => <$part as Fields>::FIELDS,)*
                    Self::Statuses => <StatusSpan as Fields>::FIELDS,
                    Self::Renewals => <Renewal as Fields>::FIELDS,
                }
            }

            /// The table that its rows belong into.
            pub(super) const fn into(self) -> &'static str {
                match self {
                    $(Self::$piece => stringify!($table),)*
                    Self::Statuses | Self::Renewals => "staff",
                }
            }

            fn part(self, node: &Node<'_>, faults: &mut Faults) -> Option<Part> {
                let what = "a row: names and values";
                match self {
                    $(Self::$piece => RowReader::whole(node, faults, what).map(Part::$piece),)*
                    Self::Statuses => RowReader::whole(node, faults, what).map(Part::Statuses),
                    Self::Renewals => RowReader::whole(node, faults, what).map(Part::Renewals),
                }
            }
        }

        /// Puts a part into its row.
        fn put(evidence: &mut Evidence, keys: &[Option<String>], part: Part) -> Result<(), Gone> {
            let key = keys.first().and_then(Option::as_deref).ok_or(Gone::Row)?;
            match part {
                $(Part::$piece(part) => evidence.$table.row_mut(key).ok_or(Gone::Row)?.$field.push(part),)*
                Part::Statuses(part) => credential(evidence, key, keys)?.statuses.push(part),
                Part::Renewals(part) => credential(evidence, key, keys)?.renewals.push(part),
            }
            Ok(())
        }
    };
}

flat! {
    Credentials: "staff_credentials" => staff.credentials: Credential;
    Training: "staff_training" => staff.training: Training;
    Work: "staff_work" => staff.work: Work;
    Supervision: "staff_supervision" => staff.supervision: Meeting;
    Supervisors: "staff_supervisors" => staff.supervisors: Assignment;
    Screenings: "staff_screenings" => staff.screenings: ScreeningDone;
    StaffFacts: "staff_facts" => staff.facts: Fact;
    Episodes: "member_episodes" => members.episodes: Episode;
    Coverage: "member_coverage" => members.coverage: Coverage;
    Diagnoses: "member_diagnoses" => members.diagnoses: DiagnosisSpan;
    Status: "member_status" => members.status: MemberStatus;
    MemberFacts: "member_facts" => members.facts: Fact;
    Segments: "encounter_segments" => encounters.segments: Segment;
    Attendees: "encounter_members" => encounters.members: Attendee;
    Signers: "document_signers" => documents.signers: Signature;
}

/// The credential of that kind, and of that body where one is named.
fn credential<'e>(
    evidence: &'e mut Evidence,
    staff: &str,
    keys: &[Option<String>],
) -> Result<&'e mut Credential, Gone> {
    let key = |place: usize| keys.get(place).and_then(Option::as_deref);
    let staff = evidence.staff.row_mut(staff).ok_or(Gone::Row)?;
    let same = |one: &&mut Credential| {
        Some(one.credential.as_str()) == key(1) && key(2).is_none_or(|body| one.body == body)
    };
    // Who holds it twice has renewed it: the last is the one that is spoken of.
    staff.credentials.iter_mut().rev().find(same).ok_or(Gone::Part)
}

impl Piece {
    /// Reads a row: its keys, and what is to be put where they say.
    pub(super) fn read(
        self,
        sheet: &Sheet,
        (document, number): (u32, u64),
        node: &Node<'_>,
        lost: &mut Lost,
        faults: &mut Faults,
    ) -> Option<Pending> {
        let Kind::Table(members) = &node.kind else { return None };
        let mut keys = Vec::new();
        for (name, required) in sheet.keys {
            let cell = members.iter().find(|member| member.name == *name).map(|member| &member.node);
            let key = faults.inside(PointerStep::Field(name), |faults| {
                if let Some(cell) = cell {
                    return String::read(cell, faults);
                }
                if *required {
                    faults.push(&rules::FIELD_MISSING, node.bytes, &[Arg::Text(name)]);
                }
                None
            });
            if *required && key.is_none() {
                lost.cut(self.into(), keys.first().and_then(|key: &Option<String>| key.as_deref()));
                return None;
            }
            keys.push(key);
        }
        let is_key = |name: &str| sheet.keys.iter().any(|(key, _)| *key == name);
        let rest = members.iter().filter(|member| !is_key(&member.name)).cloned().collect();
        let rest = Node::new(node.bytes, Kind::Table(rest));
        let before = faults.count();
        super::verify::spans(self.fields(), &rest, faults);
        let part = self.part(&rest, faults);
        if faults.count() > before {
            lost.cut(self.into(), keys.first().and_then(Option::as_deref));
        }
        let part = part?;
        Some(Pending { table: sheet.table, document, number, bytes: node.bytes, keys, part })
    }
}

impl Pending {
    /// Puts every part into its row, credentials before what belongs to them; who names no row is told.
    pub(super) fn apply(all: Vec<Self>, evidence: &mut Evidence, lost: &mut Lost, faults: &mut Faults) {
        let (later, first): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|one| matches!(one.part, Part::Statuses(_) | Part::Renewals(_)));
        for one in first.into_iter().chain(later) {
            let Self { table, document, number, bytes, keys, part } = one;
            let into = Piece::of(table).map_or("staff", Piece::into);
            let known = keys.first().and_then(Option::as_deref).is_some_and(|key| lost.has(into, key));
            let Err(gone) = put(evidence, &keys, part) else { continue };
            if matches!(gone, Gone::Part) {
                lost.cut(into, keys.first().and_then(Option::as_deref));
            }
            let names = Sheet::named(table).map_or(&[][..], |sheet| sheet.keys);
            let (place, in_table) = match gone {
                Gone::Row if known => continue,
                Gone::Row => (0, into),
                Gone::Part => (1, "staff_credentials"),
            };
            let unknown: &'static Rule = &rules::REFERENCE_UNKNOWN;
            faults.open(Some(document));
            if let Some((name, _)) = names.get(place) {
                faults.at(unknown, table, number, name, bytes, &[Arg::Text(in_table), Arg::Near(None)]);
            }
        }
    }
}
