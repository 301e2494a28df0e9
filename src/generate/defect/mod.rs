//! A claim file that is wrong in exactly one way, at a place taken at random: one defect for each rule that a file
//! can break by itself.
//!
//! A [`Defect`] changes the bytes of a file that was clean, as little as it can, and tells where. Counts, sums and
//! numbers that the change would put out are put right, so that one thing is wrong and no other. For trying out
//! checks: this library's, where every rule has to find its defect and no other rule may, and those of others.

mod claim;
mod envelope;
mod guide;
mod payer;
mod sheet;
mod situation;

use sheet::Sheet;
use std::fmt;
use std::ops::Range;

/// Where the change was made: the number of a row, if there was a place for it.
type Place = Option<usize>;

/// One way in which a claim file can be wrong.
///
/// ```
/// use peerclaim::{Checker, generate::{Defect, Generator}};
/// let clean = Generator::new(7).claims(20).to_bytes();
/// let defect = Defect::find("PC0301").ok_or("a rule of this name")?;
/// let dirty = defect.plant(&clean, 7).ok_or("a place for it")?;
/// let report = Checker::builder().as_of("2026-11-21".parse()?).build().check(&dirty.bytes);
/// assert_eq!(report.findings()[0].rule().id, "PC0301");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy)]
pub struct Defect {
    rule: &'static str,
    says: &'static str,
    plant: fn(&mut Sheet) -> Place,
}

/// A file with a defect.
#[derive(Clone, PartialEq, Eq)]
pub struct Dirty {
    /// The file.
    pub bytes: Vec<u8>,
    /// The rule that has to find it.
    pub rule: &'static str,
    /// The segment that is wrong, or that follows what is missing, with its terminator and line break.
    pub segment: Range<usize>,
}

impl Defect {
    /// Every defect, by the id of its rule.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        envelope::DEFECTS
            .iter()
            .chain(guide::DEFECTS)
            .chain(claim::DEFECTS)
            .chain(situation::DEFECTS)
            .chain(payer::DEFECTS)
    }

    /// The defect that a rule finds, by the rule's id.
    pub fn find(rule: &str) -> Option<&'static Self> {
        Self::all().find(|defect| defect.rule.eq_ignore_ascii_case(rule))
    }

    /// The id of the rule that has to find it.
    pub const fn rule(&self) -> &'static str {
        self.rule
    }

    /// Is it one of a payer's rules, for claims made [by its pack](super::Generator::by_pack) and checked beside it?
    pub fn by_pack(&self) -> bool {
        payer::DEFECTS.iter().any(|defect| defect.rule == self.rule)
    }

    /// What is wrong, in a sentence.
    pub fn says(&self) -> &'static str {
        self.says.trim_ascii_start()
    }

    /// The file with the defect, at a place that the seed decides; nothing, where the file has no place for it: not
    /// every file has another payer, or a line that spans days.
    pub fn plant(&self, file: &[u8], seed: u64) -> Option<Dirty> {
        let stream = self.rule.bytes().fold(0, |sum, byte| sum * 31 + u64::from(byte));
        let mut sheet = Sheet::new(file, seed, stream)?;
        let row = (self.plant)(&mut sheet)?;
        let (bytes, segment) = sheet.into_bytes(row);
        Some(Dirty { bytes, rule: self.rule, segment })
    }
}

impl fmt::Debug for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Defect({})", self.rule)
    }
}

/// Tells the rule and the place; the file may be anybody's.
impl fmt::Debug for Dirty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dirty({} at {})", self.rule, self.segment.start)
    }
}

/// A table of defects: what is wrong, the rule that finds it, and how the file is made so.
macro_rules! defects {
    ($($(#[doc = $says:literal])+ $rule:literal $plant:expr;)+) => {
        /// By the id of the rule.
        pub(super) static DEFECTS: &[crate::generate::defect::Defect] = &[$(crate::generate::defect::Defect {
            rule: $rule,
            says: concat!($($says),+),
            plant: $plant,
        }),+];
    };
}
use defects;
