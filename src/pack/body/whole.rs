//! One certification body: its head and its rows; and all of them by id.

use super::rows;
use crate::diag::Arg;
use crate::pack::{Ask, PackError, Terms, Truth, verify};
use crate::table::document::{self, Tables};
use crate::table::{Faults, Member, Node, Row, nearest, part, rules};
use crate::value::{Date, StateCode};
use std::collections::BTreeMap;
use std::sync::Arc;

part! {
    /// The head of a body.
    BodyHeader {
        /// Its name in packs and in evidence: lower case letters, digits and hyphens.
        id: String,
        /// What people call it.
        name: String,
        /// The state.
        state: Option<StateCode>,
        /// Other names that people write for it.
        also: Vec<String>,
        /// It certifies nobody: it recommends what bodies should ask.
        standards: Option<bool>,
        /// The day its facts were collected.
        collected_on: Option<Date>,
        /// What a reader should know.
        note: Option<String>,
    }
}

/// What a table is, and a row of one.
const EXPECTED: (&str, &str) = (A_TABLE, A_TABLE);
const A_TABLE: &str = "a table: write its name in two brackets, as [[term]]";

/// A kind of row that a body may have.
pub trait BodyRow: Sized + serde::Serialize {
    /// The name of its table.
    const TABLE: &'static str;
    /// What every row has; nothing for rows that are no rules.
    fn terms(&self) -> Option<&Terms>;
    /// The rows of this kind.
    fn of(rows: &Rows) -> &Vec<Self>;
}

/// Lists the kinds of row: their field in [`Rows`], their type.
macro_rules! kinds {
    ($( $(#[doc = $doc:literal])+ $field:ident: $row:ident $terms:tt, )*) => {
        /// The rows of a body, by kind, in the order of the document.
        #[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct Rows {
            $( $(#[doc = $doc])+ #[serde(skip_serializing_if = "Vec::is_empty")] pub $field: Vec<rows::$row>, )*
        }

        $(impl BodyRow for rows::$row {
            const TABLE: &'static str = <Self as Row>::TABLE;
            fn terms(&self) -> Option<&Terms> { kinds!(@terms self $terms) }
            fn of(rows: &Rows) -> &Vec<Self> { &rows.$field }
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
            /// Every row that is a rule, with its table and number from 1.
            pub fn each(&self, visit: &mut dyn FnMut(&'static str, u64, &Terms)) {
                $(for (number, row) in (1_u64..).zip(&self.$field) {
                    if let Some(terms) = BodyRow::terms(row) {
                        visit(<rows::$row as Row>::TABLE, number, terms);
                    }
                })*
            }

            /// The schema of each table.
            fn schemas() -> Vec<(&'static str, serde_json::Value)> {
                vec![$(document::table_schema::<rows::$row>(concat!($($doc),+))),*]
            }
        }
    };
    (@terms $this:ident (terms)) => { Some(&$this.terms) };
    (@terms $this:ident ()) => { { let _ = $this; None } };
}

kinds! {
    /// Documents that rows cite.
    source: SourceRow (),
    /// What the body issues.
    credential: Credential (terms),
    /// For how long a credential holds.
    term: Term (terms),
    /// Stages of a credential.
    stage: Stage (terms),
    /// What is asked before a credential is given.
    entry: Entry (terms),
    /// Hours of work.
    experience: Experience (terms),
    /// Continuing education.
    ce: Ce (terms),
    /// Renewal in time.
    renewal: Renewal (terms),
    /// The ways back after the end.
    late: Late (terms),
    /// What is paid.
    fee: Fee (terms),
    /// States of a credential.
    state: StateRow (terms),
    /// How its holders are supervised.
    supervision: Supervision (terms),
    /// Who may supervise them.
    supervisor: Supervisor (terms),
    /// How many of them to one supervisor.
    ratio: Ratio (terms),
    /// Sources that disagree.
    conflict: Conflict (terms),
    /// What nobody has found out.
    unknown: Unknown (terms),
    /// Facts for people that nothing reckons with.
    note: Note (terms),
    /// Facts of the collected research that are no row, and why.
    left_out: LeftOut (),
}

/// One certification body's rules.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Body {
    /// Its head.
    pub body: BodyHeader,
    /// Its rows.
    #[serde(flatten)]
    pub rows: Rows,
}

impl Body {
    /// Reads a body from TOML.
    ///
    /// # Errors
    /// Everything that is wrong with it, each finding at its field: a body that is not understood in full is
    /// not applied in part.
    pub fn parse(text: &str) -> Result<Self, PackError> {
        document::parse(text, "body", |body, rows| Self { body, rows }, Self::verify).map_err(PackError::new)
    }

    /// What has to be so between the rows.
    fn verify(&self, members: &[Member<'_>], faults: &mut Faults) {
        let mut check = verify::Check::new(members, faults);
        check.id("body", &self.body.id);
        let sources = check.sources(&self.rows.source);
        self.rows.each(&mut |table, number, terms| check.terms(terms, table, number, &sources));
        check.conflicts(&self.rows.conflict);
        let mut seen: BTreeMap<&str, u64> = BTreeMap::new();
        for (number, row) in (1_u64..).zip(&self.rows.credential) {
            match row.terms.id.as_deref() {
                None => check.fault(
                    &rules::FIELD_MISSING,
                    <rows::Credential as Row>::TABLE,
                    number,
                    "id",
                    &[Arg::Text("id")],
                ),
                Some(id) => {
                    if let Some(first) = seen.insert(id, number) {
                        let args = [Arg::Count(first)];
                        check.fault(
                            &rules::ROW_REPEATED,
                            <rows::Credential as Row>::TABLE,
                            number,
                            "id",
                            &args,
                        );
                    }
                }
            }
        }
        // A row for a credential that the body does not issue would never speak.
        self.rows.each(&mut |table, number, terms| {
            let named = terms.when.iter().flat_map(|when| &when.credential);
            if named.clone().any(|id| !seen.contains_key(id.as_str())) {
                let args = [Arg::Text("credential"), Arg::Text("")];
                check.fault(&rules::REFERENCE_UNKNOWN, table, number, "when", &args);
            }
        });
    }

    /// Its name in packs and in evidence.
    pub fn id(&self) -> &str {
        &self.body.id
    }

    /// The credential that evidence calls so: by its id, its name or another name that people write for it.
    pub fn credential(&self, called: &str) -> Option<&rows::Credential> {
        self.rows.credential.iter().find(|row| {
            row.terms.id.as_deref().is_some_and(|id| same(id, called))
                || same(&row.name, called)
                || row.also.iter().any(|also| same(also, called))
        })
    }

    /// The rows of a kind that speak to the question.
    pub fn all<R: BodyRow>(&self, ask: &Ask<'_>) -> Vec<&R> {
        let speaks = |row: &&R| row.terms().is_some_and(|terms| ask.answers(terms) == Truth::Yes);
        R::of(&self.rows).iter().filter(speaks).collect()
    }

    /// The row of a kind that holds: of those that speak, one that names the credential or the stage before one
    /// that names none, then the one that began last.
    pub fn one<R: BodyRow>(&self, ask: &Ask<'_>) -> Option<&R> {
        self.best(ask, |_| true)
    }

    /// The same of those rows that `of` takes.
    pub fn best<R: BodyRow>(&self, ask: &Ask<'_>, of: impl Fn(&R) -> bool) -> Option<&R> {
        let rank = |row: &&R| {
            row.terms().map(|terms| {
                let when = terms.when.as_ref();
                let precise = when.map_or(0, |when| {
                    u8::from(!when.credential.is_empty()) + u8::from(!when.stage.is_empty())
                });
                (precise, terms.from)
            })
        };
        self.all::<R>(ask).into_iter().filter(|row| of(row)).max_by_key(rank)
    }

    /// Title, place in it, date and address of what a row cites, in one line; empty where it cites nothing.
    pub fn citation(&self, terms: &Terms) -> String {
        terms.citations(&self.rows.source).join("; ")
    }
}

/// The same name, whatever the case and whatever stands between its words?
pub(crate) fn same(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> + '_ {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
    }
    letters(a).eq(letters(b))
}

/// Bodies by their ids.
#[derive(Debug, Clone, Default)]
pub struct Bodies {
    bodies: BTreeMap<String, Arc<Body>>,
}

impl Bodies {
    /// None.
    pub const fn new() -> Self {
        Self { bodies: BTreeMap::new() }
    }

    /// Reads a body and puts it in; one of the same id is replaced.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn add(&mut self, text: &str) -> Result<&Body, PackError> {
        let body = Arc::new(Body::parse(text)?);
        let slot = self.bodies.entry(body.body.id.clone()).or_insert_with(|| Arc::clone(&body));
        *slot = body;
        Ok(slot)
    }

    /// The bodies, by id.
    pub fn iter(&self) -> impl Iterator<Item = &Body> {
        self.bodies.values().map(Arc::as_ref)
    }

    /// The body of that id.
    pub fn get(&self, id: &str) -> Option<&Body> {
        self.bodies.get(id).map(Arc::as_ref)
    }

    /// The body that evidence calls so: by its id, its name or another name that people write for it.
    pub fn find(&self, called: &str) -> Option<&Body> {
        let fits = |body: &&Body| {
            same(&body.body.name, called) || body.body.also.iter().any(|also| same(also, called))
        };
        let by_id = || self.iter().find(|body| same(&body.body.id, called));
        self.bodies.get(called).map(Arc::as_ref).or_else(by_id).or_else(|| self.iter().find(fits))
    }

    /// The id that is spelled most like it.
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.bodies.keys().map(String::as_str))
    }
}

/// The JSON Schema of a body, for editors that know TOML and for programs that write bodies.
pub fn body_schema() -> String {
    let about = "The rules of one certification body for peer support workers.";
    document::schema::<BodyHeader>(
        "body",
        Some(document::Need { name: "body", required: true }),
        about,
        Rows::schemas(),
    )
}
