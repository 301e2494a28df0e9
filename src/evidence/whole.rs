//! All tables together.

use super::flat::Lost;
use super::{
    Adjudication, Agency, Attendee, Authorization, Charge, Document, Encounter, EvidenceRow, History, Member,
    Partner, Staff, Table, verify,
};
use crate::diag::{Arg, PointerStep};
use crate::table::{Faults, FieldInfo, Fields, Kind, Node, Row, RowReader, row_schema, rules};
use serde_json::Value;

/// How a row tells its id.
macro_rules! id {
    ($row:ident) => {
        Some(&$row.id)
    };
    ($row:ident maybe) => {
        $row.id.as_deref()
    };
}

/// Lists the tables: their field in [`Evidence`], their row; `maybe`: a row may have no id.
macro_rules! tables {
    ($( $(#[doc = $doc:literal])+ $field:ident: $row:ident $($maybe:ident)?, )*) => {
        /// What a claim cannot carry, as ten tables. Patient data.
        #[derive(Clone, Default, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct Evidence {
            $( $(#[doc = $doc])+ #[serde(skip_serializing_if = "empty")] pub $field: Table<$row>, )*
        }

        $(impl EvidenceRow for $row {
            fn id(&self) -> Option<&str> {
                let row = self;
                id!(row $($maybe)?)
            }
        })*

        impl Evidence {
            /// The names of the tables.
            pub(super) const TABLES: &'static [&'static str] = &[$(<$row as Row>::TABLE),*];

            /// How many rows each table has.
            pub(super) fn counts(&self) -> impl Iterator<Item = (&'static str, u64)> {
                [$((<$row as Row>::TABLE, self.$field.len() as u64)),*].into_iter()
            }

            /// What stands in the rows of a table.
            pub(super) fn fields(table: &str) -> &'static [FieldInfo] {
                $(if table == <$row as Row>::TABLE {
                    return <$row as Fields>::FIELDS;
                })*
                &[]
            }

            /// Reads a row of a table.
            pub(super) fn read_row(
                &mut self,
                table: &str,
                (document, number): (u32, u64),
                node: &Node<'_>,
                lost: &mut Lost,
                faults: &mut Faults,
            ) {
                $(if table == <$row as Row>::TABLE {
                    return read_row(&mut self.$field, (document, number), node, lost, faults);
                })*
            }

            /// The schema of each table.
            pub(super) fn schemas() -> Vec<(&'static str, Value)> {
                vec![$((
                    <$row as Row>::TABLE,
                    row_schema(&<$row as Fields>::FIELDS.iter().collect::<Vec<_>>(), concat!($($doc),+), true),
                )),*]
            }
        }

        /// How many rows each table has, and nothing of them.
        impl std::fmt::Debug for Evidence {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct("Evidence")$(.field(stringify!($field), &self.$field))*.finish()
            }
        }
    };
}

/// Reads a row, or remembers that one of that id is not there.
fn read_row<T: EvidenceRow + Tidy>(
    table: &mut Table<T>,
    (document, number): (u32, u64),
    node: &Node<'_>,
    lost: &mut Lost,
    faults: &mut Faults,
) {
    let before = faults.count();
    verify::spans(T::FIELDS, node, faults);
    match RowReader::whole::<T>(node, faults, "a row: names and values") {
        Some(row) => {
            if faults.count() > before {
                lost.cut(T::TABLE, id_of(node));
            }
            if let Err(first) = table.add(document, number, row.tidy()) {
                let bytes = node.bytes;
                faults.inside(PointerStep::Field("id"), |faults| {
                    faults.push(&rules::ROW_REPEATED, bytes, &[Arg::Count(first)]);
                });
                lost.cut(T::TABLE, id_of(node));
            }
        }
        None => lost.add(T::TABLE, id_of(node)),
    }
}

/// The id of a row that could not be read.
fn id_of<'n>(node: &'n Node<'_>) -> Option<&'n str> {
    let Kind::Table(members) = &node.kind else { return None };
    members.iter().find(|member| member.name == "id").and_then(|member| member.node.digits())
}

/// What is written in one of two ways is kept in one.
trait Tidy: Sized {
    fn tidy(self) -> Self {
        self
    }
}

impl Tidy for Agency {}
impl Tidy for Partner {}
impl Tidy for Charge {}
impl Tidy for Staff {}
impl Tidy for Member {}
impl Tidy for Authorization {}
impl Tidy for Document {}
impl Tidy for Adjudication {}
impl Tidy for History {}

impl Tidy for Encounter {
    fn tidy(mut self) -> Self {
        if let Some(member) = self.member.take()
            && !self.members.iter().any(|attendee| attendee.member == member)
        {
            self.members.insert(0, Attendee { member, present: None });
        }
        self
    }
}

fn empty<T>(table: &Table<T>) -> bool {
    table.is_empty()
}

tables! {
    /// The agency that bills: one row, or one for each billing number.
    agency: Agency maybe,
    /// How claims to each payer are addressed.
    partners: Partner,
    /// What the agency charges.
    charges: Charge maybe,
    /// The roster.
    staff: Staff,
    /// Who is served.
    members: Member,
    /// The service log.
    encounters: Encounter,
    /// Authorizations of payers.
    authorizations: Authorization,
    /// Documents that services stand on.
    documents: Document,
    /// What other payers decided.
    adjudications: Adjudication,
    /// Every line as it was sent before.
    history: History,
}

impl Evidence {
    /// No rows.
    pub fn new() -> Self {
        Self::default()
    }

    /// Staff by id.
    pub fn staff(&self, id: &str) -> Option<&Staff> {
        self.staff.find(id)
    }

    /// A member by id.
    pub fn member(&self, id: &str) -> Option<&Member> {
        self.members.find(id)
    }

    /// A contact by id.
    pub fn encounter(&self, id: &str) -> Option<&Encounter> {
        self.encounters.find(id)
    }

    /// An authorization by id.
    pub fn authorization(&self, id: &str) -> Option<&Authorization> {
        self.authorizations.find(id)
    }

    /// A document by id.
    pub fn document(&self, id: &str) -> Option<&Document> {
        self.documents.find(id)
    }
}
