//! Procedures that are not paid together on one day: the PTP edits of Medicaid NCCI.

use crate::value::Date;

/// One edit: the second procedure is not paid beside the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Pair {
    first: [u8; 5],
    second: [u8; 5],
    from: Date,
    to: Option<Date>,
    /// A modifier may set it aside.
    modifier: bool,
}

impl Pair {
    /// A line of the file: both codes, first and last day (`YYYYMMDD`, `*` for none), `0` never, `1` with a modifier,
    /// `9` no edit, the reason; by tabulators.
    pub(crate) fn read(line: &[u8]) -> Option<Self> {
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').map(<[u8]>::trim_ascii).collect();
        let [first, second, from, to, indicator, ..] = fields[..] else { return None };
        let code = |text: &[u8]| {
            <[u8; 5]>::try_from(text).ok().filter(|code| code.iter().all(u8::is_ascii_alphanumeric))
        };
        let from = Date::from_d8(from).ok()?;
        let to = match to {
            b"" | b"*" => None,
            text => Some(Date::from_d8(text).ok()?),
        };
        // What is no edit any more ended before it began.
        let to = if indicator == b"9" { from.checked_add_days(-1) } else { to };
        let modifier = match indicator {
            b"0" | b"9" => false,
            b"1" => true,
            _ => return None,
        };
        Some(Self { first: code(first)?, second: code(second)?, from, to, modifier })
    }
}

/// Edits, to be looked up.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pairs(Vec<Pair>);

impl Pairs {
    pub(crate) fn new(mut pairs: Vec<Pair>) -> Self {
        pairs.sort_unstable();
        Self(pairs)
    }

    pub(crate) const fn len(&self) -> usize {
        self.0.len()
    }

    /// Is the second procedure not paid beside the first on that day? With whether a modifier sets that aside.
    pub(crate) fn edit(&self, first: &[u8], second: &[u8], on: Date) -> Option<bool> {
        let key = |pair: &Pair| (pair.first, pair.second);
        let wanted = (<[u8; 5]>::try_from(first).ok()?, <[u8; 5]>::try_from(second).ok()?);
        let start = self.0.partition_point(|pair| key(pair) < wanted);
        let those = self.0.get(start..)?.iter().take_while(|pair| key(pair) == wanted);
        let mut active = those.filter(|pair| pair.from <= on && pair.to.is_none_or(|to| on <= to));
        active.next().map(|pair| pair.modifier)
    }
}

/// Modifiers that set an edit aside where it lets one: from general knowledge of NCCI, so what rests on them warns.
pub(crate) const SET_ASIDE: &[&[u8; 2]] = &[
    b"24", b"25", b"27", b"57", b"58", b"59", b"78", b"79", b"91", b"E1", b"E2", b"E3", b"E4", b"F1", b"F2",
    b"F3", b"F4", b"F5", b"F6", b"F7", b"F8", b"F9", b"FA", b"LC", b"LD", b"LM", b"LT", b"RC", b"RI", b"RT",
    b"T1", b"T2", b"T3", b"T4", b"T5", b"T6", b"T7", b"T8", b"T9", b"TA", b"XE", b"XP", b"XS", b"XU",
];
