//! Tables that people write: rows of declared fields, read with every fault at its field.
//!
//! A pack is TOML, evidence is JSON or CSV; all three become `Node`s, and a row is declared once:
//! `row!` makes of one declaration the type, the reader, and what a schema or an editor needs to know of
//! its fields. Reading never stops at the first fault: a value that is wrong is a finding at that value, a
//! misspelled name comes with the name that was meant, and the row around it is left out.
//!
//! The parsers of the formats say what they dislike in words that quote the input. None of those words
//! leaves this room: a finding has the place and our own words only.

mod cell;
pub(crate) mod document;
mod fault;
mod field;
pub(crate) mod habit;
mod json;
mod near;
mod node;
mod record;
mod schema;
mod shared;
mod toml;

pub(crate) use cell::{CellPath, CellStep, Columns, read_csv};
pub(crate) use fault::{Faults, Origin};
pub(crate) use field::{Field, FieldInfo, Fields, Row, RowReader, Shape, word};
pub(crate) use json::{Rows, read_json};
pub(crate) use near::{distance, edits, nearest};
pub(crate) use node::{Kind, Member, Node};
pub(crate) use record::Lines;
pub(crate) use schema::row_schema;
#[cfg(test)]
pub(crate) use schema::tidy;
pub(crate) use toml::read_toml;

pub use shared::{MemberAt, Mode};

pub mod rules;

/// A value that may be known not to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known<T> {
    /// Nobody has found it: the word `unknown`. Never a default.
    Unknown,
    /// It is this.
    Is(T),
}

impl<T> Known<T> {
    /// The value, where it is known.
    pub const fn get(&self) -> Option<&T> {
        match self {
            Self::Unknown => None,
            Self::Is(value) => Some(value),
        }
    }
}

impl<T: serde::Serialize> serde::Serialize for Known<T> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Unknown => to.serialize_str("unknown"),
            Self::Is(value) => value.serialize(to),
        }
    }
}

/// Declares a row: its type, its reader, and what is to be known of its fields.
///
/// `row!` for a row with the fields named; `with terms` gives it the terms that every row of a pack has.
/// A field of type `Option` or `Vec` may be left out, every other is required. `"key"` after a field is its
/// name in the table where that is no name in Rust. `hidden` before it all: its `Debug` shows no value, for
/// rows about people.
macro_rules! row {
    (hidden $($rest:tt)*) => { $crate::table::row!(@row [] $($rest)*); };
    (@row $derive:tt
        $(#[$meta:meta])*
        $name:ident in $table:literal $(with $terms:ident: $of:ty)? { $($fields:tt)* }
    ) => {
        $crate::table::fields!($derive $(#[$meta])* $name $(with $terms: $of)? { $($fields)* });

        impl $crate::table::Row for $name {
            const TABLE: &'static str = $table;
        }
    };
    ($($rest:tt)*) => { $crate::table::row!(@row [Debug,] $($rest)*); };
}
pub(crate) use row;

/// Declares a part of a row, written as a table of its own inside it. `or field` after its name: a text alone
/// is the part with that field. `hidden` before it all: its `Debug` shows no value.
macro_rules! part {
    (@shape $name:ident) => {
        $crate::table::Shape::Part(<$name as $crate::table::Fields>::FIELDS)
    };
    (@shape $name:ident $alone:ident) => {
        $crate::table::Shape::TextOr(<$name as $crate::table::Fields>::FIELDS)
    };
    (hidden $($rest:tt)*) => { $crate::table::part!(@part [] $($rest)*); };
    (@part $derive:tt
        $(#[$meta:meta])*
        $name:ident $(or $alone:ident)? { $($fields:tt)* }
    ) => {
        $crate::table::fields!($derive $(#[$meta])* $name { $($fields)* });

        impl $crate::table::Field for $name {
            const SHAPE: $crate::table::Shape = $crate::table::part!(@shape $name $($alone)?);

            fn read(node: &$crate::table::Node<'_>, faults: &mut $crate::table::Faults) -> Option<Self> {
                $( if let Some(node) = node.alone(stringify!($alone)) {
                    return $crate::table::RowReader::whole(&node, faults, "a table of its own");
                } )?
                $crate::table::RowReader::whole(node, faults, "a table of its own")
            }
        }
    };
    ($($rest:tt)*) => { $crate::table::part!(@part [Debug,] $($rest)*); };
}
pub(crate) use part;

/// What a row and a part have in common: the type, and its fields.
macro_rules! fields {
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    ([$($derive:tt)*]
        $(#[$meta:meta])*
        $name:ident $(with $terms:ident: $of:ty)? {
            $( $(#[doc = $doc:literal])+ $field:ident $(= $key:literal)?: $type:ty, )*
        }
    ) => {
        $(#[$meta])*
        #[derive($($derive)* Clone, PartialEq, Eq, serde::Serialize)]
        #[non_exhaustive]
        pub struct $name {
            $(#[doc = "What every row has."] #[serde(flatten)] pub $terms: $of,)?
            $(
                $(#[doc = $doc])+
                #[serde($(rename = $key,)? skip_serializing_if = "crate::table::Field::is_absent")]
                pub $field: $type,
            )*
        }

        impl $crate::table::Fields for $name {
            const FIELDS: &'static [$crate::table::FieldInfo] = &[
                $( $crate::table::FieldInfo {
                    name: $crate::table::fields!(@key $field $($key)?),
                    doc: concat!($($doc),+),
                    shape: <$type as $crate::table::Field>::SHAPE,
                    required: <$type as $crate::table::Field>::REQUIRED,
                }, )*
            ];

            const SHARED: &'static [$crate::table::FieldInfo] =
                { let _shared: &[$crate::table::FieldInfo] = &[]; $(let _shared = <$of as $crate::table::Fields>::FIELDS;)? _shared };

            fn read_fields(row: &mut $crate::table::RowReader<'_, '_>) -> Option<Self> {
                $( let $terms = <$of as $crate::table::Fields>::read_fields(row); )?
                $( let $field = row.field::<$type>($crate::table::fields!(@key $field $($key)?)); )*
                Some(Self { $($terms: $terms?,)? $($field: $field?,)* })
            }
        }

        $crate::table::hide!([$($derive)*] $name);
    };
}
pub(crate) use fields;

/// `Debug` that names the type only, unless it is derived.
macro_rules! hide {
    ([Debug,] $name:ident) => {};
    ([] $name:ident) => {
        /// Names the type only: the values are a person's.
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}
pub(crate) use hide;

/// Declares words: an enum that is written as one of them.
macro_rules! words {
    (
        $(#[$meta:meta])*
        $name:ident { $( $(#[doc = $doc:literal])+ $variant:ident = $word:literal, )+ }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $name { $( $(#[doc = $doc])+ $variant, )+ }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word that is written.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(self.as_str())
            }
        }

        impl $crate::table::Field for $name {
            const SHAPE: $crate::table::Shape =
                $crate::table::Shape::Word(&[$($word),+], &[$(concat!($($doc),+)),+]);

            fn read(node: &$crate::table::Node<'_>, faults: &mut $crate::table::Faults) -> Option<Self> {
                let word = $crate::table::word(node, faults, &[$($word),+])?;
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }
        }
    };
}
pub(crate) use words;
