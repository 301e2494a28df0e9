//! Synthetic claim files: any number of claims that keep every rule of the guide and concern nobody.
//!
//! For trying out programs, for measuring, and for showing. What is made is the same for the same
//! [`Generator`]: a seed is enough to make a file again. Every set is made from the seed and its own
//! number, so that a file of any size comes in pieces.
//!
//! The files hold peer support (H0038) and what is billed beside it, to individuals and in groups, on
//! site and by telehealth; several billing providers and payers; patients who are dependents; claims that
//! another payer decided first. ISA15 is `T`. How it is seen that nothing in them is real, `data.rs` tells.
//!
//! An [`Agency`] is what stands behind such claims: service log, roster, members and papers of a period, with
//! faults to be found in them.

pub mod agency;
mod claim;
mod data;
mod defect;
mod out;
mod random;
mod set;

pub use agency::{Agency, Fault, Label};
pub use defect::{Defect, Dirty};

use crate::value::{Date, Delimiters};
use out::{Out, Text};

/// The pack of a synthetic payer that looks at everything a claim can tell: id, and text. It stands on no other pack.
pub const PACK: (&str, &str) = ("test-plan-c", include_str!("test-plan-c.toml"));

/// The most sets that a group can count (GE01 has six digits).
const MOST_SETS: u64 = 999_999;
/// Fewer bytes than any claim takes.
const LEAST_CLAIM: u64 = 256;

/// Says what claims to make.
///
/// ```
/// use peerclaim::{Checker, generate::Generator};
/// let file = Generator::new(1).claims(20).to_bytes();
/// let report = Checker::builder().as_of("2026-11-21".parse()?).build().check(&file);
/// assert_eq!((report.counts().claims, report.findings().len()), (20, 0));
/// # Ok::<(), peerclaim::value::ValueError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    seed: u64,
    goal: Goal,
    claims_per_set: u32,
    delimiters: Delimiters,
    line_breaks: bool,
    made_on: Option<Date>,
    by_pack: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Goal {
    Claims(u64),
    Bytes(u64),
}

/// Separators that cannot be told from the text between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "separators have to be four different characters that no text holds: punctuation or control characters"
)]
pub struct UnfitSeparators;

impl Generator {
    /// One claim, until told otherwise; 1000 claims to a set.
    pub const fn new(seed: u64) -> Self {
        Self {
            seed,
            goal: Goal::Claims(1),
            claims_per_set: 1000,
            delimiters: Delimiters { element: b'*', component: b':', segment: b'~', repetition: Some(b'^') },
            line_breaks: false,
            made_on: None,
            by_pack: false,
        }
    }

    /// So many claims; at least one.
    #[must_use]
    pub const fn claims(mut self, claims: u64) -> Self {
        self.goal = Goal::Claims(if claims == 0 { 1 } else { claims });
        self
    }

    /// So many bytes at least: the file ends with the set in which they are reached.
    #[must_use]
    pub const fn bytes(mut self, bytes: u64) -> Self {
        self.goal = Goal::Bytes(bytes);
        self
    }

    /// So many claims to a transaction set; at least one, and more where a group could not count the
    /// sets (999 999 at most).
    #[must_use]
    pub const fn claims_per_set(mut self, claims: u32) -> Self {
        self.claims_per_set = claims;
        self
    }

    /// Other separators than `*`, `:`, `~` and `^`.
    ///
    /// # Errors
    /// Two are the same, one may occur in a text, or there is none between repetitions.
    ///
    /// ```
    /// use peerclaim::{generate::Generator, value::Delimiters};
    /// let bars = Delimiters { element: b'|', component: b'>', segment: b'\n', repetition: Some(b'!') };
    /// assert!(Generator::new(1).delimiters(bars)?.to_bytes().starts_with(b"ISA|00|"));
    /// assert!(Generator::new(1).delimiters(Delimiters { element: b'A', ..bars }).is_err());
    /// # Ok::<(), peerclaim::generate::UnfitSeparators>(())
    /// ```
    pub fn delimiters(mut self, delimiters: Delimiters) -> Result<Self, UnfitSeparators> {
        let Delimiters { element, component, segment, repetition } = delimiters;
        let repetition = repetition.ok_or(UnfitSeparators)?;
        let inside = |byte: u8| {
            byte.is_ascii_punctuation() && !matches!(byte, b'.' | b'-') || matches!(byte, 0x1C..=0x1F)
        };
        let ends = |byte: u8| inside(byte) || matches!(byte, b'\n' | b'\r');
        let all = [element, component, repetition, segment];
        let different = (1..all.len()).all(|place| {
            let (before, after) = all.split_at(place);
            after.first().is_some_and(|byte| !before.contains(byte))
        });
        if different && inside(element) && inside(component) && inside(repetition) && ends(segment) {
            self.delimiters = delimiters;
            Ok(self)
        } else {
            Err(UnfitSeparators)
        }
    }

    /// A line break after every terminator, so that people can read the file.
    #[must_use]
    pub const fn line_breaks(mut self, breaks: bool) -> Self {
        self.line_breaks = breaks;
        self
    }

    /// The day that the file was made on, 15 January 2026 until told otherwise; the services were given
    /// before, at most two hundred days.
    #[must_use]
    pub const fn made_on(mut self, day: Date) -> Self {
        self.made_on = Some(day);
        self
    }

    /// Claims for peer support alone, that keep the rules of the payer of [`PACK`].
    ///
    /// ```
    /// use peerclaim::generate::{Generator, PACK};
    /// use peerclaim::{Checker, pack::{Library, PackSet}};
    /// let mut library = Library::new();
    /// library.add(PACK.1)?;
    /// let file = Generator::new(1).claims(20).by_pack(true).to_bytes();
    /// let packs = PackSet::new(vec![library.stack(PACK.0)?]);
    /// assert!(Checker::builder().packs(packs).build().check(&file).findings().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn by_pack(mut self, by_pack: bool) -> Self {
        self.by_pack = by_pack;
        self
    }

    /// The file in pieces: the headers, each set, the trailers. No piece is larger than a set.
    ///
    /// ```
    /// use peerclaim::generate::Generator;
    /// let generator = Generator::new(7).claims(30).claims_per_set(10);
    /// assert_eq!(generator.chunks().count(), 5);
    /// assert_eq!(generator.chunks().flatten().collect::<Vec<u8>>(), generator.to_bytes());
    /// ```
    pub fn chunks(&self) -> Chunks {
        let mut per_set = u64::from(self.claims_per_set.max(1));
        per_set = per_set.max(match self.goal {
            Goal::Claims(claims) => claims.div_ceil(MOST_SETS),
            Goal::Bytes(bytes) => (bytes / LEAST_CLAIM).div_ceil(MOST_SETS),
        });
        let plan = set::Plan::new(self.seed, self.delimiters, self.line_breaks, self.day(), self.by_pack);
        Chunks { plan, goal: self.goal, per_set, sets: 0, claims: 0, bytes: 0, next: Next::Headers }
    }

    /// The whole file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut file = Vec::new();
        for chunk in self.chunks() {
            file.extend_from_slice(&chunk);
        }
        file
    }

    fn day(&self) -> Option<Date> {
        self.made_on.or_else(|| Date::new(2026, 1, 15))
    }
}

/// The pieces of a file, one after the other; see [`Generator::chunks`].
#[derive(Debug, Clone)]
pub struct Chunks {
    plan: set::Plan,
    goal: Goal,
    per_set: u64,
    sets: u64,
    claims: u64,
    bytes: u64,
    next: Next,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Next {
    Headers,
    Set,
    Nothing,
}

impl Iterator for Chunks {
    type Item = Vec<u8>;

    fn next(&mut self) -> Option<Vec<u8>> {
        let chunk = match self.next {
            Next::Headers => {
                self.next = Next::Set;
                self.plan.headers()
            }
            Next::Set => {
                let claims = match self.goal {
                    Goal::Claims(all) => self.per_set.min(all - self.claims),
                    Goal::Bytes(all) if self.bytes < all || self.sets == 0 => self.per_set,
                    Goal::Bytes(_) => 0,
                };
                if claims == 0 {
                    self.next = Next::Nothing;
                    self.plan.trailers(self.sets)
                } else {
                    self.sets += 1;
                    let set = self.plan.set(self.sets, self.claims, claims);
                    self.claims += claims;
                    set
                }
            }
            Next::Nothing => return None,
        };
        self.bytes += chunk.len() as u64;
        Some(chunk)
    }
}
