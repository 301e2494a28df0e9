//! Which encounters a line bills.
//!
//! By the control number of the line where it is the id of an encounter or that of a line in `history`; else by
//! member, day, service, and staff where the payer's pack says that whoever gave the service is named. Many
//! encounters may make one line. Where several lines could bill the same encounters, nobody can tell which does.

use super::Index;
use super::fact::{Control, Fact};
use crate::check::book::{Book, Kind, LogLine};
use crate::value::Modifier;
use std::collections::HashMap;

/// What became of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Joined {
    /// These attendances.
    To(Vec<u32>),
    /// There is none, though the log covers the day: with words that say what there is instead.
    Nothing(&'static str),
    /// Another line bills the same: its place among the facts, which stands earlier.
    Twice(u32),
    /// Another line replaces it.
    Replaced,
    /// Several lines could bill the same.
    Ambiguous,
    /// It cannot be told, and what is lacking.
    Unknowable(&'static str),
}

/// Joins every line to the log.
pub(crate) fn join(book: &Book<'_>, index: &Index, facts: &[(u32, Fact)]) -> Vec<Joined> {
    let log = book.evidence.encounters.iter().map(|one| one.on);
    let span = log.clone().min().zip(log.max());
    let lines = Lines::new(book);
    // Of each line of the log: which lines of claims ask for it, and how surely.
    let mut asks: HashMap<u32, Vec<(u32, bool)>> = HashMap::new();
    let mut found: Vec<Joined> = Vec::with_capacity(facts.len());
    let mut wanted: Vec<Vec<u32>> = Vec::with_capacity(facts.len());
    for (at, (_, fact)) in (0_u32..).zip(facts) {
        let (asked, exact) = lines.of(book, index, fact);
        let covered =
            span.is_some_and(|(first, last)| first <= fact.days.first() && fact.days.last() <= last);
        found.push(match (asked.is_empty(), covered) {
            (true, _) if fact.shared => Joined::Unknowable("which of several members with this number it is"),
            (true, true) => Joined::Nothing(instead(book, fact)),
            (true, false) => Joined::Unknowable("the service log of that day"),
            (false, _) => Joined::Ambiguous,
        });
        for line in &asked {
            asks.entry(*line).or_default().push((at, exact));
        }
        wanted.push(asked);
    }
    for (at, (joined, asked)) in (0_u32..).zip(found.iter_mut().zip(&wanted)) {
        if *joined == Joined::Ambiguous {
            *joined = settle(book, &asks, facts, at, (asked, &lines));
        }
    }
    found
}

/// Which of the lines that ask for the same lines of the log gets them.
fn settle(
    book: &Book<'_>,
    asks: &HashMap<u32, Vec<(u32, bool)>>,
    facts: &[(u32, Fact)],
    at: u32,
    (asked, lines): (&[u32], &Lines),
) -> Joined {
    let replaces = |at: u32| facts.get(at as usize).is_some_and(|(_, fact)| fact.frequency == 7);
    let named = |at: u32| facts.get(at as usize).map_or(Control::Unknown, |(_, fact)| fact.control);
    let mut first: Option<u32> = None;
    let mut apart = false;
    for line in asked {
        let asking = asks.get(line).map(Vec::as_slice).unwrap_or_default();
        let mine = asking.iter().any(|(one, exact)| *one == at && *exact);
        for (other, exact) in asking.iter().filter(|(other, _)| *other != at) {
            match (mine, exact) {
                // A line that says exactly what the log says goes before one that only might mean it.
                (true, false) => {}
                (false, true) => {
                    return Joined::Nothing("the contacts of this day are billed by another line");
                }
                _ if alike(facts, at, *other) && replaces(at) != replaces(*other) => {
                    if replaces(*other) {
                        return Joined::Replaced;
                    }
                }
                // Each names a contact of its own.
                _ if names_apart(named(at), named(*other)) => apart = true,
                _ if alike(facts, at, *other) => first = Some(first.map_or(*other, |one| one.min(*other))),
                _ => return Joined::Ambiguous,
            }
        }
    }
    match first {
        Some(earlier) if earlier < at => Joined::Twice(earlier),
        _ if apart => match named(at) {
            Control::Encounter(place) => {
                let own = |one: &u32| lines.place(book, *one) == Some(place);
                Joined::To(lines.attendances(asked).into_iter().filter(own).collect())
            }
            _ => Joined::Ambiguous,
        },
        _ => Joined::To(lines.attendances(asked)),
    }
}

/// Do control numbers name two different contacts?
fn names_apart(one: Control, other: Control) -> bool {
    matches!((one, other), (Control::Encounter(one), Control::Encounter(other)) if one != other)
}

/// Do two lines bill the same?
pub(super) fn alike(facts: &[(u32, Fact)], one: u32, other: u32) -> bool {
    let (Some((_, a)), Some((_, b))) = (facts.get(one as usize), facts.get(other as usize)) else {
        return false;
    };
    a.whose == b.whose
        && a.days == b.days
        && a.code == b.code
        && a.modifiers == b.modifiers
        && a.pos == b.pos
        && a.rendering == b.rendering
        // Two authorizations are for two services, and a line bears the number of one.
        && (a.authorization == b.authorization || a.authorization == 0 || b.authorization == 0)
}

/// What the log has instead of an encounter for a line.
fn instead(book: &Book<'_>, fact: &Fact) -> &'static str {
    let Some(member) = fact.member.and_then(|at| book.evidence.members.get(at as usize)) else {
        return "the evidence has no member with this number";
    };
    let mut missed = book.evidence.encounters.iter().filter(|one| {
        !one.took_place()
            && fact.days.first() <= one.on
            && one.on <= fact.days.last()
            && one.members.iter().any(|attendee| attendee.member == member.id)
    });
    if missed.next().is_some() {
        return "the contact of this day is logged as not having taken place";
    }
    let here = book.of_member_on(fact.member, fact.days);
    if here.is_empty() {
        "the log has no contact with this member on this day"
    } else {
        "the log has no contact of this day that is this service"
    }
}

/// The lines that the log itself gives rise to.
struct Lines {
    all: Vec<LogLine>,
    /// Of each attendance its line.
    of: HashMap<u32, u32>,
}

impl Lines {
    fn new(book: &Book<'_>) -> Self {
        let all = book.lines();
        let of =
            (0_u32..).zip(&all).flat_map(|(at, line)| line.of.iter().map(move |one| (*one, at))).collect();
        Self { all, of }
    }

    /// The encounter of an attendance.
    #[expect(clippy::unused_self, reason = "it is asked of the lines like its twins")]
    fn place(&self, book: &Book<'_>, at: u32) -> Option<u32> {
        book.attendance(at).map(|one| one.place)
    }

    /// The attendances of lines of the log.
    fn attendances(&self, lines: &[u32]) -> Vec<u32> {
        let all = lines.iter().filter_map(|at| self.all.get(*at as usize));
        all.flat_map(|line| line.of.iter().copied()).collect()
    }

    /// The lines of the log that a line of a claim may bill, and whether it says exactly what they say.
    fn of(&self, book: &Book<'_>, index: &Index, fact: &Fact) -> (Vec<u32>, bool) {
        let by_control = self.by_control(book, fact);
        if !by_control.is_empty() {
            return (by_control, true);
        }
        let here = book.of_member_on(fact.member, fact.days);
        let mut fitting: Vec<(u8, u32)> = Vec::new();
        for at in here {
            let Some(attendance) = book.attendance(at) else { continue };
            let Some(kind) = book.kind(attendance) else { continue };
            let other_payer = fact.stack.is_some_and(|stack| stack != kind.traits.stack);
            if other_payer || kind.code() != fact.code || fact.code.is_none() {
                continue;
            }
            if kind.names_staff() && fact.rendering != 0 {
                let roster = &book.evidence.staff;
                let named =
                    index.staff(fact.rendering).iter().filter_map(|place| roster.get(*place as usize));
                let gave = |id: &str| attendance.encounter.staff.iter().any(|one| one == id);
                if !named.map(|staff| staff.id.as_str()).any(gave) {
                    continue;
                }
            }
            if let Some(line) = self.of.get(&at) {
                let entry = (likeness(kind, fact), *line);
                if !fitting.contains(&entry) {
                    fitting.push(entry);
                }
            }
        }
        let best = fitting.iter().map(|(like, _)| *like).max();
        let lines = fitting.iter().filter(|(like, _)| Some(*like) == best).map(|(_, line)| *line).collect();
        (lines, best == Some(EXACT))
    }

    fn by_control(&self, book: &Book<'_>, fact: &Fact) -> Vec<u32> {
        let encounters: Vec<u32> = match fact.control {
            Control::Unknown => return Vec::new(),
            Control::Encounter(place) => vec![place],
            Control::History(row) => {
                let row = book.evidence.history.get(row as usize);
                let ids = row.map(|row| row.encounters.as_slice()).unwrap_or_default();
                let places = ids.iter().filter_map(|id| book.evidence.encounters.place(id));
                places.filter_map(|place| u32::try_from(place).ok()).collect()
            }
        };
        let mut lines: Vec<u32> = Vec::new();
        for at in book.attendances_of(&encounters) {
            let of_member = book.attendance(at).is_some_and(|one| {
                one.member.map(|(place, _)| place) == fact.member
                    && fact.days.first() <= one.day
                    && one.day <= fact.days.last()
            });
            if let Some(line) = self.of.get(&at).filter(|_| of_member)
                && !lines.contains(line)
            {
                lines.push(*line);
            }
        }
        lines
    }
}

/// Everything that tells lines of one day apart is the same.
const EXACT: u8 = 3;

/// How much of what tells lines of one day apart is the same.
fn likeness(kind: &Kind<'_>, fact: &Fact) -> u8 {
    let on_line: Vec<Modifier> = fact.modifiers.iter().flatten().copied().collect();
    let same =
        on_line.len() == kind.modifiers.len() && kind.modifiers.iter().all(|one| on_line.contains(one));
    let pos = match kind.place {
        crate::check::book::Place::Is(pos) => fact.pos == Some(pos),
        _ => fact.pos.is_some() && fact.pos == kind.traits.pos,
    };
    2 * u8::from(same) + u8::from(pos)
}
