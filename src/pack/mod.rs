//! Payer rules as data.
//!
//! A [`Pack`] is one payer's rules: a TOML document with one array of tables for each kind of row. Every row
//! says from when it holds, for whom, who says so and how well that is known ([`Terms`]). What nobody knows is
//! written down as `unknown` and never replaced by a default.
//!
//! Packs [`extend`](Pack::extends) each other: a plan extends its state's programme, the programme the nation.
//! [`Library`] holds them and stacks them to a [`Stack`], which answers questions: of the rows that speak on a
//! day for a service, which one holds, in which layer it stands, and who says so. Several stacks side by side
//! are a [`PackSet`]; each claim is answered by the one that fits its payer.
//!
//! ```
//! use peerclaim::pack::{Ask, Library};
//!
//! let mut library = Library::new();
//! library.add(r#"
//!     [pack]
//!     id = "example"
//!     name = "An example"
//!     layer = "plan"
//!
//!     [[source]]
//!     id = "letter"
//!     title = "Letter of the plan"
//!     status = "verified"
//!
//!     [[timely]]
//!     clock = "original"
//!     within = 90
//!     unit = "days"
//!     after = "service"
//!     cite = ["letter"]
//!     status = "verified"
//! "#)?;
//! let stack = library.stack("example")?;
//! let ask = Ask::on("2026-03-02".parse()?);
//! let row = stack.one::<peerclaim::pack::rows::Timely>(&ask).ok_or("no row")?;
//! assert_eq!((row.row.within.get(), row.layer.as_str()), (Some(&90), "plan"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod across;
mod ask;
pub mod body;
mod deadline;
mod library;
mod line;
pub mod rows;
mod schema;
mod speak;
mod stack;
mod terms;
#[cfg(test)]
mod tests;
mod verify;
mod whole;

pub use ask::{Ask, Lacking, Truth};
pub use deadline::{LastDay, last_day};
pub use library::{Library, StackError};
pub use line::{Line, line};
pub use schema::pack_schema;
pub use speak::Speaking;
pub(crate) use stack::without_replaced;
pub use stack::{Effective, PackSet, Pick, Stack};
pub use terms::{Layer, MemberAt, Merge, Mode, Status, Terms, When};
pub use whole::{Header, Pack, PackError, PackRow, Rows};

pub use crate::table::Known;
