//! What several tables have in common.

use crate::table::{Row, part};
use crate::value::{Date, Quantity, StateCode};
use std::collections::HashMap;
use std::fmt;
use std::ops::Deref;

part! {
    hidden
    /// Where someone lives or something is.
    Address {
        /// House number and street.
        street: Option<String>,
        /// Floor, flat, suite.
        street2: Option<String>,
        /// City.
        city: Option<String>,
        /// State: two letters.
        state: Option<StateCode>,
        /// ZIP code: five or nine digits.
        zip: Option<String>,
    }
}

part! {
    hidden
    /// Something that is on record, as packs name it: `whodas-score`, `attestation`.
    Fact or fact {
        /// Its name.
        fact: String,
        /// Its value, where it has one.
        value: Option<Quantity>,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
    }
}

impl Fact {
    /// Is it on record on that day?
    pub fn holds(&self, on: Date) -> bool {
        within(self.from, self.to, on)
    }
}

/// Is the day from the first to the last? An end that is left out is open.
pub(crate) fn within(from: Option<Date>, to: Option<Date>, on: Date) -> bool {
    from.is_none_or(|from| from <= on) && to.is_none_or(|to| on <= to)
}

/// A row that has its place in a table of evidence.
#[expect(private_bounds, reason = "rows are declared in this library only")]
pub trait EvidenceRow: Row {
    /// By what other rows name it.
    fn id(&self) -> Option<&str>;
}

/// The rows of one table, in order: a slice of them, and each by its `id`.
///
/// A row that could not be read is left out, so a row's place in the slice is not its number in the document;
/// [`number`](Self::number) tells that.
#[derive(Clone)]
pub struct Table<T> {
    rows: Vec<T>,
    /// The number of each row in its document, from 1.
    numbers: Vec<u64>,
    /// From which row on each document, where rows were read from several.
    documents: Vec<(usize, u32)>,
    /// The first row of each id.
    places: HashMap<String, usize>,
}

impl<T> Table<T> {
    /// The number of a row in its document, from 1: for the address of a finding.
    pub fn number(&self, place: usize) -> Option<u64> {
        self.numbers.get(place).copied()
    }

    /// Each row with its document, if it was read from one, and its number there.
    pub(super) fn placed(&self) -> impl Iterator<Item = (Option<u32>, u64, &T)> {
        let mut runs = self.documents.iter().copied().peekable();
        let mut document = None;
        self.numbered().enumerate().map(move |(place, (number, row))| {
            while let Some((_, of)) = runs.next_if(|(from, _)| *from <= place) {
                document = Some(of);
            }
            (document, number, row)
        })
    }

    /// Each row with its number in its document.
    pub fn numbered(&self) -> impl Iterator<Item = (u64, &T)> {
        self.numbers.iter().copied().zip(&self.rows)
    }
}

impl<T: EvidenceRow> Table<T> {
    /// The row of that id; of several, the first.
    pub fn find(&self, id: &str) -> Option<&T> {
        self.place(id).and_then(|place| self.rows.get(place))
    }

    /// Where in the slice the row of that id stands.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Puts a row behind the others, as the next of its document.
    pub fn push(&mut self, row: T) {
        let number = self.numbers.last().map_or(1, |number| number + 1);
        if let Some(id) = row.id() {
            self.places.entry(id.to_owned()).or_insert(self.rows.len());
        }
        self.rows.push(row);
        self.numbers.push(number);
    }

    /// Puts a row that was read behind the others, unless one has its id already: that one's number.
    pub(super) fn add(&mut self, document: u32, number: u64, row: T) -> Result<(), u64> {
        if let Some(first) = row.id().and_then(|id| self.place(id)) {
            return Err(self.number(first).unwrap_or_default());
        }
        if self.documents.last().is_none_or(|(_, last)| *last != document) {
            self.documents.push((self.rows.len(), document));
        }
        self.push(row);
        if let Some(last) = self.numbers.last_mut() {
            *last = number;
        }
        Ok(())
    }

    /// A row that more is to be put into; never its id.
    pub(super) fn row_mut(&mut self, id: &str) -> Option<&mut T> {
        let place = self.place(id)?;
        self.rows.get_mut(place)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: Vec::new(), numbers: Vec::new(), documents: Vec::new(), places: HashMap::new() }
    }
}

impl<T> Deref for Table<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.rows
    }
}

impl<'a, T> IntoIterator for &'a Table<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;
    fn into_iter(self) -> Self::IntoIter {
        self.rows.iter()
    }
}

impl<T: EvidenceRow> FromIterator<T> for Table<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        let mut table = Self::default();
        rows.into_iter().for_each(|row| table.push(row));
        table
    }
}

/// The same rows, wherever they stood.
impl<T: PartialEq> PartialEq for Table<T> {
    fn eq(&self, other: &Self) -> bool {
        self.rows == other.rows
    }
}

impl<T: Eq> Eq for Table<T> {}

impl<T: serde::Serialize> serde::Serialize for Table<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.rows.serialize(to)
    }
}

/// How many rows, and nothing of them.
impl<T> fmt::Debug for Table<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} rows", self.rows.len())
    }
}
