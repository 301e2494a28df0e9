//! What a claim cannot carry: the service log, the roster, members, authorizations, documents.
//!
//! An [`Evidence`] holds ten tables. They come as one JSON document (`peerclaim-evidence/1`) or as CSV tables.
//! Reading is total: what is wrong is a finding at its table, row and field, and that row is left out.
//!
//! **This is patient data.** Whatever serialises evidence writes it: into a file that the user named, and never
//! into a log. `Debug` shows how many rows there are and nothing of them; findings hold places and our own words.
//!
//! ```
//! use peerclaim::evidence::Evidence;
//!
//! let read = Evidence::from_json(br#"{
//!     "schema": "peerclaim-evidence/1",
//!     "staff": [{ "id": "s1", "roles": ["peer"] }],
//!     "members": [{ "id": "m1" }],
//!     "encounters": [
//!         { "id": "e1", "member": "m1", "staff": "s1", "on": "2026-03-02", "minutes": 60 },
//!         { "id": "e2", "member": "m1", "staff": "s1", "on": "2026-02-30", "minutes": 60 }
//!     ]
//! }"#);
//! assert_eq!(read.evidence.encounters.len(), 1);
//! let finding = &read.findings[0];
//! assert_eq!(finding.location().to_string(), "encounters row 2, on");
//! assert_eq!(finding.message(), "this is not a day that exists, as 2026-05-03");
//! ```

mod agency;
mod columns;
mod csv;
mod encounters;
mod flat;
mod members;
mod money;
mod papers;
mod read;
mod report;
pub mod rules;
mod schema;
mod shared;
mod staff;
#[cfg(test)]
mod tests;
mod verify;
mod whole;

pub use crate::table::{MemberAt, Mode};
pub use agency::*;
pub use encounters::*;
pub use members::*;
pub use money::*;
pub use papers::*;
pub use read::{EvidenceReader, Read};
#[cfg(feature = "schema")]
pub use report::evidence_report_schema;
pub use report::{EvidenceReport, Intake, Told};
pub use schema::evidence_schema;
pub(crate) use shared::within;
pub use shared::{Address, EvidenceRow, Fact, Table};
pub use staff::*;
pub use whole::Evidence;
