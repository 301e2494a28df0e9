//! One rule broken at one place.

use super::{Basis, Capped, ElementRef, Location, Rule, Severity};
use crate::value::{Date, HcpcsCode, Modifier, Money, PlaceOfService, Quantity, TaxonomyCode};
use std::fmt;

/// How many arguments a finding may have.
pub const MAX_ARGS: usize = 4;

/// What a message may hold: numbers, amounts, and words of our own. Never a value that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Arg {
    /// How many.
    Count(u64),
    /// An amount of money: a sum or a difference.
    Amount(Money),
    /// A day that the caller gave (`as_of`), never one of the input.
    Day(Date),
    /// A word or phrase of this library: a loop id, a label, an expected code. Codes that only a pack knows have
    /// kinds of their own below; like all others they are what was expected, never what was found.
    Text(&'static str),
    /// An element by its number: `SV101-3`.
    Element(&'static str, ElementRef),
    /// How often: `once`, `twice`, `5 times`.
    Times(u64),
    /// So many of something: `1 byte`, `2 bytes`.
    Many(u64, &'static str),
    /// A loop by its id: `loop 2300`; the one that holds all: `every transaction set`.
    Loop(&'static str),
    /// How many components.
    Components(u64),
    /// How many characters were expected, from the fewest to the most.
    Characters(u16, u16),
    /// The codes that were expected.
    Codes(&'static [&'static str]),
    /// The word of ours that is spelled most like what stands there, if any is near.
    Near(Option<&'static str>),
    /// How much is allowed or needed, by a row of a pack.
    Quantity(Quantity),
    /// The modifiers that a pack wants.
    Modifiers(Wanted<Modifier>),
    /// Words of ours, and then the places of service that a pack takes.
    Places(&'static str, Wanted<PlaceOfService>),
    /// Words of ours, and then the procedure code that a pack wants.
    Procedure(&'static str, HcpcsCode),
    /// A provider taxonomy code that a pack takes, and how many others.
    Taxonomy(TaxonomyCode, u16),
}

/// Codes that a pack wants, of which as many are kept as a message needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted<C> {
    shown: [Option<C>; 6],
    more: u16,
}

impl<C: Copy> Wanted<C> {
    /// Those codes, in that order.
    pub fn new(codes: impl IntoIterator<Item = C>) -> Self {
        let mut wanted = Self { shown: [None; 6], more: 0 };
        let mut slots = wanted.shown.iter_mut();
        for code in codes {
            match slots.next() {
                Some(slot) => *slot = Some(code),
                None => wanted.more = wanted.more.saturating_add(1),
            }
        }
        wanted
    }

    fn write(&self, f: &mut fmt::Formatter<'_>, last: &str) -> fmt::Result
    where
        C: fmt::Display,
    {
        let shown = self.shown.iter().flatten().count();
        for (place, code) in self.shown.iter().flatten().enumerate() {
            let before = match place {
                0 => "",
                _ if place + 1 == shown && self.more == 0 => last,
                _ => ", ",
            };
            write!(f, "{before}{code}")?;
        }
        if self.more > 0 { write!(f, "{last}one of {} more", self.more) } else { Ok(()) }
    }
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(n) => write!(f, "{n}"),
            Self::Amount(money) => f.write_str(&money.dollars()),
            Self::Day(day) => write!(f, "{day}"),
            Self::Text(text) => f.write_str(text),
            Self::Element(tag, element) => write!(f, "{tag}{element}"),
            Self::Many(1, what) => write!(f, "1 {what}"),
            Self::Many(n, what) => write!(f, "{n} {what}s"),
            Self::Loop("ST") => f.write_str("every transaction set"),
            Self::Loop(id) => write!(f, "loop {id}"),
            Self::Components(1) => f.write_str("1 component"),
            Self::Components(n) => write!(f, "{n} components"),
            Self::Times(1) => f.write_str("once"),
            Self::Times(2) => f.write_str("twice"),
            Self::Times(n) => write!(f, "{n} times"),
            Self::Characters(min, max) if min == max => write!(f, "{min} characters"),
            Self::Characters(min, max) => write!(f, "{min} to {max} characters"),
            Self::Codes(codes) => write_codes(f, codes),
            Self::Quantity(much) => write!(f, "{much}"),
            Self::Modifiers(codes) => codes.write(f, " and "),
            Self::Places(words, codes) => {
                f.write_str(words)?;
                codes.write(f, " or ")
            }
            Self::Procedure(words, code) => write!(f, "{words}{code}"),
            Self::Taxonomy(code, 0) => write!(f, "{code}"),
            Self::Taxonomy(code, more) => write!(f, "{code} or one of {more} more"),
            Self::Near(None) => Ok(()),
            Self::Near(Some(word)) => write!(f, "; did you mean `{word}`?"),
        }
    }
}

/// `11, 12 or 15`; a long list is cut.
fn write_codes(f: &mut fmt::Formatter<'_>, codes: &[&str]) -> fmt::Result {
    const SHOWN: usize = 30;
    for (place, code) in codes.iter().take(SHOWN).enumerate() {
        let before = match place {
            0 => "",
            _ if place + 1 == codes.len() => " or ",
            _ => ", ",
        };
        write!(f, "{before}{code}")?;
    }
    match codes.len().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => write!(f, " or one of {more} more"),
    }
}

/// Money that a finding puts at risk, in dollars: what would be lost at least and at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtRisk {
    /// At least so much.
    pub least: Money,
    /// At most so much.
    pub most: Money,
}

impl AtRisk {
    /// Exactly so much.
    pub const fn exactly(amount: Money) -> Self {
        Self { least: amount, most: amount }
    }
}

/// `$60.00`, `$20.00 to $60.00`, `up to $60.00`.
impl fmt::Display for AtRisk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (least, most) = (self.least.dollars(), self.most.dollars());
        match (self.least == self.most, self.least == Money::ZERO) {
            (true, _) => write!(f, "${most}"),
            (false, true) => write!(f, "up to ${most}"),
            (false, false) => write!(f, "${least} to ${most}"),
        }
    }
}

/// Something else that is part of what was found: a row of evidence, or a line of a claim, by numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Related {
    /// A row of a table of evidence, from 1.
    Row {
        /// The table.
        table: &'static str,
        /// The row.
        row: u64,
    },
    /// A service line.
    Line {
        /// Which of the files that were checked together, from 0.
        file: u32,
        /// Which claim of the file, from 1.
        claim: u64,
        /// Which line of the claim, from 1.
        line: u32,
    },
}

/// What few findings have beside the rest.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct More {
    at_risk: Option<AtRisk>,
    related: Vec<Related>,
}

/// One rule broken at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    rule: &'static Rule,
    at: Location,
    /// That of the rule, or what a project decided.
    level: Severity,
    args: [Option<Arg>; MAX_ARGS],
    capped: Option<Capped>,
    basis: Option<Basis>,
    more: Option<Box<More>>,
}

impl Finding {
    /// That rule, at that place, with what its message needs.
    pub fn new(rule: &'static Rule, at: Location, args: &[Arg]) -> Self {
        let mut kept = [None; MAX_ARGS];
        for (slot, arg) in kept.iter_mut().zip(args) {
            *slot = Some(*arg);
        }
        Self { rule, at, level: rule.severity, args: kept, capped: None, basis: None, more: None }
    }

    /// The same, resting on a row of a pack, and no more than a warning where the row may not reject.
    #[must_use]
    pub const fn resting_on(mut self, basis: Basis, capped: Option<Capped>) -> Self {
        self.basis = Some(basis);
        self.capped = capped;
        self
    }

    /// The same, with the money that is at risk.
    #[must_use]
    pub fn at_risk_of(mut self, at_risk: Option<AtRisk>) -> Self {
        self.more.get_or_insert_default().at_risk = at_risk;
        self
    }

    /// The same, with everything else that is part of it.
    #[must_use]
    pub fn with_related(mut self, related: Vec<Related>) -> Self {
        self.more.get_or_insert_default().related = related;
        self
    }

    /// The money that is at risk, where that is known.
    pub fn at_risk(&self) -> Option<AtRisk> {
        self.more.as_ref().and_then(|more| more.at_risk)
    }

    /// Everything else that is part of what was found, in order.
    pub fn related(&self) -> &[Related] {
        self.more.as_ref().map_or(&[], |more| more.related.as_slice())
    }

    /// The same, no more than a warning.
    #[must_use]
    pub const fn capped(mut self, by: Option<Capped>) -> Self {
        self.capped = by;
        self
    }

    /// The rule that is broken.
    pub const fn rule(&self) -> &'static Rule {
        self.rule
    }

    /// The same rule weighs so much for a project.
    pub(crate) const fn weigh(&mut self, level: Severity) {
        self.level = level;
    }

    /// How much it weighs: as much as its rule, or as a project decided, unless something keeps it from being an
    /// error.
    pub const fn severity(&self) -> Severity {
        match (self.level, self.capped) {
            (Severity::Error, Some(_)) => Severity::Warning,
            (severity, _) => severity,
        }
    }

    /// It would be an error, were it better founded.
    pub const fn would_reject(&self) -> bool {
        matches!((self.level, self.capped), (Severity::Error, Some(_)))
    }

    /// What keeps it from being an error.
    pub const fn capped_by(&self) -> Option<Capped> {
        self.capped
    }

    /// The row of a pack that it rests on.
    pub const fn basis(&self) -> Option<Basis> {
        self.basis
    }

    /// Where.
    pub const fn location(&self) -> &Location {
        &self.at
    }

    pub(crate) const fn location_mut(&mut self) -> &mut Location {
        &mut self.at
    }

    /// What the message tells beside its own words.
    pub fn args(&self) -> impl Iterator<Item = Arg> + '_ {
        self.args.iter().flatten().copied()
    }

    /// What is wrong, in one sentence without a full stop.
    pub fn message(&self) -> String {
        let mut text = String::with_capacity(self.rule.message.len() + 16);
        let mut rest = self.rule.message;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (number, after) = after.split_once('}').unwrap_or(("", after));
            let arg = number.parse::<usize>().ok().and_then(|n| self.args.get(n).copied().flatten());
            text.push_str(&arg.map(|arg| arg.to_string()).unwrap_or_default());
            rest = after;
        }
        text.push_str(rest);
        text
    }

    /// What orders findings of one file: the byte, then the rule.
    pub(crate) fn order(&self) -> (u64, &'static str, u64) {
        let bytes = match &self.at {
            Location::X12(place) => place.bytes,
            Location::Pack(place) | Location::Evidence(place) => place.bytes,
        };
        (bytes.start, self.rule.id, bytes.end)
    }
}

/// `PC0203 required-segment-missing at set 1, …: …`
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} at {}: {}", self.rule.id, self.rule.name, self.at, self.message())
    }
}
