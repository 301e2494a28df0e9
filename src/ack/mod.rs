//! A file and the report on it, as the answers that its sender's system reads.
//!
//! ```text
//! TA1     an interchange: taken, taken with errors, refused                 codes of the rules: Fate::Ta1
//! 999     a group and its sets: which segments and elements are wrong      Fate::Ak905, Ik502, Ik304, Ik403
//! 277CA   claims of sets that a 999 takes: which go on, and why not        Fate::Stc
//! ```
//!
//! Each finding goes where its rule's [`Fate`](crate::diag::Fate) says; what it says of a place comes from the file.
//! An interchange that is refused gets a TA1 alone; a set that is refused, no 277CA: its claims are not looked at. What
//! only evidence shows is told nowhere: the receiver of a claim file cannot see it.
//!
//! **Answers are patient data**, as claim files are: they carry control numbers, claim numbers and names. A copy of what
//! was found wrong (IK404) is never sent. Nothing here is a finding, and nothing of it goes into a report or a log.
//!
//! What is written keeps the guides [`ACK999`](crate::guide::ACK999) and [`CA277`](crate::guide::CA277): our own check of
//! them finds nothing.

mod ca277;
mod envelope;
mod numbers;
mod pen;
mod sets;
mod status;
mod ta1;
mod x999;

use crate::diag::{FileReport, Finding};
use crate::guide::{EmitError, Feed, Reader, is_time};
use crate::value::Date;
use crate::x12::{Limits, WriteError};
use sets::Sets;
use std::collections::BTreeMap;
use std::fmt;

/// An answer to a claim file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ack {
    /// TA1: on the interchange.
    Ta1,
    /// 999 (005010X231A1): on the group and its transaction sets.
    X999,
    /// 277CA (005010X214): on the claims.
    Ca277,
}

impl Ack {
    /// All, in the order in which a sender gets them.
    pub const ALL: [Self; 3] = [Self::Ta1, Self::X999, Self::Ca277];

    /// `ta1`, `999`, `277ca`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ta1 => "ta1",
            Self::X999 => "999",
            Self::Ca277 => "277ca",
        }
    }
}

impl fmt::Display for Ack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Answers that cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AckError {
    /// The time is no time of day.
    #[error("the time of the answers is four digits, HHMM")]
    Time,
    /// Interchanges are numbered on from the control number, up to nine digits.
    #[error("a control number has nine digits at most: begin with a lower one")]
    ControlNumber,
    /// Something of the file has no place in an answer. Holds no value.
    #[error("{0}")]
    Place(#[from] EmitError),
    /// Something of the file's headers has no place in those of an answer. Holds no value.
    #[error("header: {0}")]
    Header(#[from] WriteError),
}

/// How answers are made. Nothing is made up: day, time and numbers are the caller's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckOptions {
    control_number: u32,
    date: Date,
    time: String,
    received_on: Date,
    limits: Limits,
    wanted: Vec<Ack>,
}

impl AckOptions {
    /// All three answers, made on that day at that time (`HHMM`); the first interchange has that control number, the
    /// next the next one.
    pub fn new(control_number: u32, date: Date, time: &str) -> Self {
        let wanted = Ack::ALL.to_vec();
        Self {
            control_number,
            date,
            time: time.to_owned(),
            received_on: date,
            limits: Limits::default(),
            wanted,
        }
    }

    /// Only these answers.
    #[must_use]
    pub fn only(mut self, wanted: &[Ack]) -> Self {
        self.wanted = Ack::ALL.into_iter().filter(|ack| wanted.contains(ack)).collect();
        self
    }

    /// The day the claims were received; the day of the answers, if not said.
    #[must_use]
    pub const fn received_on(mut self, day: Date) -> Self {
        self.received_on = day;
        self
    }

    /// The limits under which the file was checked.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    fn wants(&self, ack: Ack) -> bool {
        self.wanted.contains(&ack)
    }

    /// Can answers be made like this?
    ///
    /// # Errors
    /// The time is no time of day.
    pub fn check(&self) -> Result<(), AckError> {
        if is_minute(self.time.as_bytes()) { Ok(()) } else { Err(AckError::Time) }
    }
}

/// Hour and minute of a day, `HHMM`.
fn is_minute(text: &[u8]) -> bool {
    text.len() == 4 && is_time(text)
}

/// The answers to a file. They hold patient data, as it does.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Answers {
    files: BTreeMap<Ack, Vec<u8>>,
    counts: AckCounts,
    next: u32,
}

/// What answers say, in numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AckCounts {
    /// Interchanges that are taken, with errors or without.
    pub interchanges_accepted: u32,
    /// Interchanges that are refused.
    pub interchanges_rejected: u32,
    /// Sets that are taken, with errors or without.
    pub sets_accepted: u32,
    /// Sets that are refused.
    pub sets_rejected: u32,
    /// Claims that go on.
    pub claims_accepted: u64,
    /// Claims that were received, and of which something that decides was not run.
    pub claims_received: u64,
    /// Claims that are rejected, in sets that are taken.
    pub claims_rejected: u64,
    /// Groups and sets that no 999 can name: they answer others themselves, or have no number to name them by.
    pub unanswered: u32,
}

impl Answers {
    /// The file of that answer; none, where there is nothing to answer or it was not asked for.
    pub fn file(&self, ack: Ack) -> Option<&[u8]> {
        self.files.get(&ack).map(Vec::as_slice)
    }

    /// The control number after those that the answers have.
    pub const fn next_control_number(&self) -> u32 {
        self.next
    }

    /// What they say, in numbers.
    pub const fn counts(&self) -> AckCounts {
        self.counts
    }
}

/// Tells sizes and numbers only: the text is patient data.
impl fmt::Debug for Answers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sizes: Vec<_> = self.files.iter().map(|(ack, bytes)| (ack.as_str(), bytes.len())).collect();
        write!(f, "Answers({sizes:?}, {:?})", self.counts)
    }
}

/// The answers to a file, by the report on it.
///
/// ```
/// use peerclaim::ack::{Ack, AckOptions, acknowledge};
/// use peerclaim::{Checker, Verdict, generate::Generator};
/// let file = Generator::new(1).claims(3).to_bytes();
/// let checker = Checker::builder().as_of("2026-11-21".parse()?).build();
/// let report = checker.check(&file);
/// let answers = acknowledge(&file, &report, &AckOptions::new(1, "2026-11-21".parse()?, "1200"))?;
/// assert_eq!(answers.counts().claims_accepted, 3);
/// // What is written passes the same check.
/// for ack in Ack::ALL {
///     assert_eq!(checker.check(answers.file(ack).ok_or("an answer")?).verdict(), Verdict::Accepted);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// The options do not fit ([`AckError`]).
pub fn acknowledge(file: &[u8], report: &FileReport, options: &AckOptions) -> Result<Answers, AckError> {
    Acknowledger::start(report, options)?.end(file)
}

/// Makes the answers to a file that comes in pieces. Keeps the answers, and of the file no more than a set.
///
/// ```
/// # use peerclaim::{Checker, generate::Generator, ack::{AckOptions, Acknowledger, acknowledge}};
/// # let file = Generator::new(1).claims(3).to_bytes();
/// # let report = Checker::builder().build().check(&file);
/// # let options = AckOptions::new(1, "2026-11-21".parse()?, "1200");
/// let mut answers = Acknowledger::start(&report, &options)?;
/// for piece in file.chunks(100) {
///     answers.push(piece);
/// }
/// assert_eq!(answers.finish()?, acknowledge(&file, &report, &options)?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Acknowledger<'r> {
    feed: Feed,
    sets: Sets<'r>,
    /// What reading finds again: the report has it.
    again: Vec<Finding>,
}

impl<'r> Acknowledger<'r> {
    /// Begins with the report on the file.
    ///
    /// # Errors
    /// The options do not fit ([`AckError`]).
    pub fn start(report: &'r FileReport, options: &AckOptions) -> Result<Self, AckError> {
        options.check()?;
        Ok(Self {
            feed: Feed::new(Reader::new(options.limits, None)),
            sets: Sets::new(report, options),
            again: Vec::new(),
        })
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.feed.push(chunk, &mut self.sets, &mut self.again);
        self.again.clear();
    }

    /// The file ends here: the answers.
    ///
    /// # Errors
    /// There are more interchanges than control numbers, or something has no place in an answer.
    pub fn finish(self) -> Result<Answers, AckError> {
        self.end(&[])
    }

    fn end(mut self, last: &[u8]) -> Result<Answers, AckError> {
        self.feed.finish(last, &mut self.sets, &mut self.again);
        self.sets.end_interchange();
        match self.sets.fault {
            Some(fault) => Err(fault),
            None => envelope::number(self.sets.files, &self.sets.told.options, self.sets.counts),
        }
    }
}

impl fmt::Debug for Acknowledger<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Acknowledger({:?})", self.sets.counts)
    }
}
