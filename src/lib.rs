//! Medicaid peer support billing: reads, checks and writes 837P claims, and says what is wrong, where,
//! and what to do.
//!
//! Peer support is billed in 15-minute units, mostly as HCPCS code H0038 on the 837P. This crate reads
//! 837P files from any system, checks them against the implementation guide 005010X222A1, and names each
//! fault so that a biller can act on it.
//!
//! # Check a file
//!
//! ```
//! use peerclaim::{Checker, Verdict};
//!
//! let bytes = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~IEA*1*000000001~";
//! let checker = Checker::builder().as_of("2026-11-21".parse()?).build();
//! let report = checker.check(bytes);
//! assert_eq!(report.verdict(), Verdict::Rejected);
//! assert_eq!(report.findings()[0].message(), "IEA01 does not say 0, the number of functional groups here");
//! # Ok::<(), peerclaim::value::ValueError>(())
//! ```
//!
//! Reading cannot fail; what is wrong is a [`Finding`]. A finding holds a [`Rule`], a [`Location`] and
//! numbers, never a value of the file, so it can go into any log.
//!
//! # Check a file that comes in pieces
//!
//! ```
//! # let bytes = b"";
//! let mut run = peerclaim::Checker::builder().build().start();
//! for piece in bytes.chunks(65_536) {
//!     run.push(piece);
//! }
//! let report = run.finish();
//! ```
//!
//! # Go about in the claims
//!
//! ```
//! # let bytes = b"";
//! let file = peerclaim::X12File::parse(bytes);
//! for claim in file.claims() {
//!     println!("{} lines", claim.lines().count());
//! }
//! ```
//!
//! # Read a rule
//!
//! ```
//! let rule = peerclaim::find_rule("claim-total-differs-from-lines").ok_or("no such rule")?;
//! assert_eq!((rule.id, rule.snip), ("PC0301", 3));
//! # Ok::<(), &str>(())
//! ```
//!
//! # How many units?
//!
//! ```
//! # #[cfg(feature = "packs")] {
//! use peerclaim::pack::{Ask, Library};
//! use peerclaim::unit::reckon;
//!
//! let stack = Library::embedded().stack("mi-rounding")?;
//! let ask = Ask::on("2026-05-03".parse()?).service("fifteen-minutes");
//! let answer = reckon(&stack, &ask, &"53".parse()?);
//! assert_eq!(answer.sum, "53 min = 3 × 15 + 8; whole units only: 3 units; rule whole-units of mi-rounding");
//! # }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The rooms
//!
//! [`value`] what a value may be · [`diag`] what a finding is · [`table`] tables that people write · [`x12`] bytes
//! to segments · [`guide`] segments to loops, by a table a guide · [`claim`] loops to what is billed · [`pack`]
//! payers' rules as data · [`unit`](mod@unit) minutes to units under a named rule · [`evidence`] what a claim cannot carry ·
//! [`credential`] what a staff member's certification is worth on a day · [`check`] what may be billed ·
//! [`ack`] the answers that a receiver sends · [`render`] the report for people and systems · [`generate`] synthetic claims to try things on.
//!
//! # Features
//!
//! None changes a verdict. `packs` (on by default): the packs and certification bodies that come with the library.
//! `schema`: JSON Schemas of the machine formats. `cli`: the program `peerclaim`.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod ack;
pub mod bill;
pub mod check;
pub mod claim;
pub mod credential;
pub mod diag;
pub mod evidence;
pub mod generate;
pub mod guide;
pub mod pack;
pub mod project;
pub mod render;
pub mod table;
pub mod unit;
pub mod value;
pub mod x12;

pub use check::{Checker, find_rule, nearest_rule, rule_book, rule_reads};
pub use claim::X12File;
pub use diag::{FileReport, Finding, Location, Rule, Severity, Verdict};
pub use x12::Limits;

/// The README, so that its examples are run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
pub struct ReadMe;
