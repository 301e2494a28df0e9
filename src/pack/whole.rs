//! One pack: its head and its rows.

use super::{Ask, Layer, Speaking, Stack, Terms, rows, verify};
use crate::diag::Finding;
use crate::table::document::{self, Tables};
use crate::table::{Faults, Node, Row, part};
use crate::value::{Date, StateCode};
use rust_decimal::Decimal;

part! {
    /// The head of a pack.
    Header {
        /// Its name in commands and in other packs: lower case letters, digits and hyphens.
        id: String,
        /// What people call it.
        name: String,
        /// Where it stands among those that it is stacked with.
        layer: Layer,
        /// The packs that it stands on, the nearest first.
        extends: Vec<String>,
        /// The state.
        state: Option<StateCode>,
        /// The services that are meant where none is named.
        default_service: Option<String>,
        /// The day its facts were collected.
        collected_on: Option<Date>,
        /// What a reader should know.
        note: Option<String>,
    }
}

/// A pack could not be read: what is wrong with it, each at its place.
#[derive(Debug, thiserror::Error)]
#[error("the pack has {} faults; the first: {}", .findings.len(), first(.findings))]
pub struct PackError {
    findings: Vec<Finding>,
}

fn first(findings: &[Finding]) -> String {
    findings.first().map(Finding::message).unwrap_or_default()
}

impl PackError {
    pub(crate) const fn new(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// What is wrong, in the order of the document.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

/// What a table is, and a row of one.
const EXPECTED: (&str, &str) = (
    "an array of tables: write its name in two brackets, as [[cap]]",
    "a table: write its name in two brackets, as [[cap]]",
);

/// A kind of row that a pack may have.
pub trait PackRow: Sized + PartialEq + serde::Serialize + 'static {
    /// The name of its table.
    const TABLE: &'static str;
    /// What every row has; nothing for rows that are no rules.
    fn terms(&self) -> Option<&Terms>;
    /// The rows of this kind.
    fn of(rows: &Rows) -> &Vec<Self>;
    /// How much the row asks, where that is a figure: the greater, the tighter.
    fn tightness(&self) -> Option<Decimal>;
    /// What a limit limits, where several of them hold at once: the same in two layers is the same limit.
    fn subject(&self) -> Option<String>;
}

/// Lists the kinds of row: their field in [`Rows`], their type.
macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $field:ident: $row:ident $terms:tt, )*) => {
        /// The rows of a pack, by kind, in the order of the document.
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct Rows {
            $( $(#[doc = $doc])+ #[serde(skip_serializing_if = "Vec::is_empty")] pub $field: Vec<rows::$row>, )*
        }

        $(impl PackRow for rows::$row {
            const TABLE: &'static str = <Self as Row>::TABLE;
            fn terms(&self) -> Option<&Terms> { kinds!(@terms self $terms) }
            fn of(rows: &Rows) -> &Vec<Self> { &rows.$field }
            fn tightness(&self) -> Option<Decimal> { kinds!(@tight self $terms) }
            fn subject(&self) -> Option<String> { kinds!(@subject self $terms) }
        })*

        impl Tables for Rows {
            const NAMES: &'static [&'static str] = &[$(<rows::$row as Row>::TABLE),*];

            fn read(&mut self, table: &str, node: &Node<'_>, faults: &mut Faults) -> bool {
                $(if table == <rows::$row as Row>::TABLE {
                    document::rows(&mut self.$field, node, faults, EXPECTED);
                    return true;
                })*
                false
            }
        }

        impl Rows {
            /// Every row with its table and number from 1.
            pub(crate) fn each<'a>(&'a self, visit: &mut dyn FnMut(&'static str, u64, Option<&'a Terms>)) {
                $(for (number, row) in (1_u64..).zip(&self.$field) {
                    visit(<rows::$row as Row>::TABLE, number, row.terms());
                })*
            }

            /// Every row that has terms, and what it says by the names of its fields.
            pub(super) fn each_saying<'a>(
                &'a self,
                visit: &mut dyn FnMut(&'static str, u64, &'a Terms, serde_json::Map<String, serde_json::Value>),
            ) {
                $(for (number, row) in (1_u64..).zip(&self.$field) {
                    if let Some(terms) = row.terms() {
                        visit(<rows::$row as Row>::TABLE, number, terms, super::speak::plain(row));
                    }
                })*
            }

            /// Every row of a stack that speaks to a question or might; of all rows, where nothing is asked.
            pub(crate) fn speaking(stack: &Stack, ask: Option<&Ask<'_>>) -> Vec<Speaking> {
                let mut out = Vec::new();
                $(kinds!(@speak stack, ask, out, $row $terms);)*
                out
            }

            /// How many rows there are that say something: sources, and facts that were left out, do not.
            pub fn count(&self) -> usize {
                let mut count = 0;
                self.each(&mut |_, _, terms| count += usize::from(terms.is_some()));
                count
            }

            /// The schema of each table.
            pub(crate) fn schemas() -> Vec<(&'static str, serde_json::Value)> {
                vec![$(document::table_schema::<rows::$row>(concat!($($doc),+))),*]
            }

            /// Tables, their meaning and their fields, for the reference.
            #[cfg(test)]
            pub(crate) fn reference() -> Vec<super::schema::TableInfo> {
                vec![$(super::schema::TableInfo::of::<rows::$row>(concat!($($doc),+))),*]
            }
        }
    };
    (@speak $stack:ident, $ask:ident, $out:ident, $row:ident ()) => {};
    (@speak $stack:ident, $ask:ident, $out:ident, $row:ident $terms:tt) => {
        super::speak::collect::<rows::$row>($stack, $ask, &mut $out);
    };
    (@terms $this:ident (terms)) => { Some(&$this.terms) };
    (@terms $this:ident (terms, tight)) => { Some(&$this.terms) };
    (@terms $this:ident (terms, limit)) => { Some(&$this.terms) };
    (@subject $this:ident (terms, limit)) => { $this.subject() };
    (@subject $this:ident $terms:tt) => { { let _ = $this; None } };
    (@tight $this:ident (terms, limit)) => { $this.tight() };
    (@tight $this:ident (terms, tight)) => { $this.tight() };
    (@tight $this:ident $terms:tt) => { { let _ = $this; None } };
    (@terms $this:ident ()) => { { let _ = $this; None } };
}

kinds! {
    /// Documents that rows cite.
    source: SourceRow (),
    /// How claims name the payer.
    payer: Payer (terms),
    /// Who pays for whom.
    route: RouteRow (terms),
    /// What is billed, by which code, in which unit.
    service: Service (terms),
    /// Modifiers: what they mean, and when a line bears them.
    modifier: ModifierRow (terms),
    /// The order of modifiers.
    modifier_order: ModifierOrder (terms),
    /// Places of service.
    place: Place (terms),
    /// In person, by video, by telephone.
    mode: ModeRow (terms),
    /// Rounding rules by name.
    rounding_rule: RoundingRule (terms),
    /// Which rounding rule a service follows.
    rounding: Rounding (terms),
    /// Services that a contact is one of, by its length.
    code_choice: CodeChoice (terms),
    /// Minutes that are not billed.
    excluded_minutes: Excluded (terms),
    /// Several staff in the same minutes.
    several_staff: Staffed (terms),
    /// Where a day ends.
    day: DayRow (terms),
    /// The day a year begins with.
    year: Year (terms),
    /// Limits.
    cap: Cap (terms, limit),
    /// Figures of limits by assessed level.
    level: Level (terms),
    /// Authorizations.
    authorization: Authorization (terms, limit),
    /// The size of a group.
    group: Group (terms, tight),
    /// Staff to supervisors, members to staff.
    ratio: Ratio (terms, tight),
    /// The ages that a service is for.
    age: Age (terms, tight),
    /// The diagnoses that a service is for.
    diagnosis: Diagnosis (terms),
    /// What else has to be so of the member.
    eligibility: Eligibility (terms),
    /// The credentials with which a service may be given.
    credential: CredentialRow (terms),
    /// How staff are supervised.
    supervision: Supervision (terms),
    /// Who may supervise.
    supervisor: Supervisor (terms),
    /// What peer and member may be to each other.
    relation: RelationRow (terms),
    /// Who is on the claim and who was there.
    participant: Participant (terms),
    /// Lists on which staff may not be.
    screening: Screening (terms),
    /// Documents that a service stands on.
    document: Document (terms),
    /// Contacts of a kind at least every so often.
    interval: Interval (terms),
    /// What may not be billed beside the service.
    exclusion: Exclusion (terms),
    /// Notes, signatures, how long records are kept.
    record: Record (terms),
    /// Providers on the claim.
    party: Party (terms),
    /// Kinds of provider that may bill.
    biller: Biller (terms),
    /// The shape of the claim.
    claim_form: ClaimForm (terms),
    /// By when a claim has to be there.
    timely: Timely (terms, tight),
    /// Other insurance.
    other_insurance: OtherInsurance (terms),
    /// Federal correct coding edits.
    ncci: Ncci (terms),
    /// What is paid for a unit.
    rate: Rate (terms),
    /// How the payment follows from charge and rate.
    pricing: PricingRow (terms),
    /// What the member pays.
    copay: Copay (terms),
    /// Payments for a period.
    case_rate: CaseRate (terms),
    /// Sources that disagree.
    conflict: Conflict (terms),
    /// What nobody has found out.
    unknown: Unknown (terms),
    /// Facts for people that no check reads.
    note: Note (terms),
    /// Facts of the collected research that are no row, and why.
    left_out: LeftOut (),
}

/// One payer's rules.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Pack {
    /// Its head.
    pub pack: Header,
    /// Its rows.
    #[serde(flatten)]
    pub rows: Rows,
}

impl Pack {
    /// Reads a pack from TOML.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding at its field: a pack that is not understood in full is
    /// not applied in part.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        document::parse(text, "pack", |pack, rows| Self { pack, rows }, verify::verify)
            .map_err(PackError::new)
    }

    /// Its name in commands and in other packs.
    pub fn id(&self) -> &str {
        &self.pack.id
    }

    /// What every row has, of that row (from 1) of that table.
    pub fn terms(&self, table: &str, row: u64) -> Option<&Terms> {
        let mut found = None;
        self.rows.each(&mut |name, number, terms| {
            if number == row && name == table {
                found = terms;
            }
        });
        found
    }

    /// How well each row is known.
    pub fn statuses(&self) -> Vec<super::Status> {
        let mut all = Vec::new();
        self.rows.each(&mut |_, _, terms| all.extend(terms.map(|terms| terms.status)));
        all
    }

    /// The packs that it stands on, the nearest first.
    pub fn extends(&self) -> &[String] {
        &self.pack.extends
    }
}
