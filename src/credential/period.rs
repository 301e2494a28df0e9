//! The days on which a credential was in force: its periods and what the body said of it.
//!
//! A period is the time from issue to the last day, that day included unless a body says otherwise. A renewal
//! adds a period and edits none: the days between an end and a late renewal stay outside.

use crate::evidence::{Credential, CredentialStatus, StatusSpan};
use crate::pack::Known;
use crate::pack::body::rows::{Expires, Start, Term, Years};
use crate::value::Date;

/// Days from a first to a last; either may not be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Period {
    /// The first day; nothing: the file does not say.
    pub(super) first: Option<Date>,
    /// The last day; nothing: neither the file nor a rule says.
    pub(super) last: Option<Date>,
    /// The last day that the file gives, where the rules allow less; or the later of two reckonings.
    pub(super) claimed: Option<Date>,
    /// Why nobody can tell of the days from the last to that one.
    pub(super) beyond: Unclear,
    /// The last day was reckoned, so it may be meant as the first day after the end.
    pub(super) reckoned: bool,
    /// Why nobody can tell of any day in it; nothing: one can.
    pub(super) open: Option<Unclear>,
}

/// How a day lies to a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    Before,
    Inside,
    /// Inside or after it, as one reads the rule; or the file lacks a day.
    Unclear(Unclear),
    After,
}

/// Why it cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unclear {
    /// The file has no first day.
    NoFirst,
    /// Neither the file nor the rules give a last day.
    NoLast,
    /// It is the day so many months after the first, and no last day is on file.
    Anniversary,
    /// The file gives a longer period than the body does.
    TooLong,
    /// The renewal was granted before the end, and the file has no last day of the new period.
    TwoReckonings,
    /// A renewal was asked for, and the file does not say that it was granted.
    NotGranted,
    /// A renewal was asked for in time and granted after the end.
    GrantedAfter,
    /// The person was certified before the present term, and the file has no earlier term.
    EarlierTerm,
}

impl Period {
    const fn plain(first: Option<Date>, last: Option<Date>) -> Self {
        Self { first, last, claimed: None, beyond: Unclear::TooLong, reckoned: false, open: None }
    }

    pub(super) fn lies(&self, on: Date) -> Lies {
        if let Some(why) = self.open {
            return match (self.first, self.last) {
                (Some(first), _) if on < first => Lies::Before,
                (_, Some(last)) if on > last => Lies::After,
                _ => Lies::Unclear(why),
            };
        }
        let Some(last) = self.last else {
            return match self.first {
                Some(first) if on < first => Lies::Before,
                Some(_) => Lies::Unclear(Unclear::NoLast),
                None => Lies::Unclear(Unclear::NoFirst),
            };
        };
        if on > last {
            return match self.claimed {
                Some(claimed) if on <= claimed => Lies::Unclear(self.beyond),
                _ => Lies::After,
            };
        }
        match self.first {
            None => Lies::Unclear(Unclear::NoFirst),
            Some(first) if on < first => Lies::Before,
            Some(_) if self.reckoned && on == last => Lies::Unclear(Unclear::Anniversary),
            Some(_) => Lies::Inside,
        }
    }
}

/// The rules on length that hold for a credential.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Length<'a> {
    pub(super) term: Option<&'a Term>,
    /// Months of a stage with all its extensions, where the credential is in one.
    pub(super) stage_months: Option<u16>,
}

impl Length<'_> {
    /// The last day of a period that began on that day, as the rules have it.
    pub(super) fn end(&self, first: Date) -> Option<Date> {
        let term = self.term?;
        if term.expires == Some(Expires::FixedDate) {
            return fixed(first, term);
        }
        first.checked_add_months(i32::from(*term.months.get()?))
    }

    /// The last day that a period which began on that day can have at all.
    fn most(&self, first: Date) -> Option<Date> {
        match self.stage_months {
            Some(months) => first.checked_add_months(i32::from(months)),
            None => self.end(first),
        }
    }

    fn starts(&self) -> Option<Start> {
        self.term.and_then(|term| term.starts)
    }
}

/// The first such day of the calendar after a day.
fn fixed(after: Date, term: &Term) -> Option<Date> {
    let (month, day) = (term.month?, term.day?);
    let years = term.years.unwrap_or(Years::Every);
    let fits = |year: u16| match years {
        Years::Every => true,
        Years::Odd => year % 2 == 1,
        Years::Even => year.is_multiple_of(2),
    };
    (after.year()..=after.year() + 2)
        .filter(|year| fits(*year))
        .filter_map(|year| Date::new(year, month, day))
        .find(|end| *end > after)
}

/// The periods of a credential, the earliest first.
pub(super) fn periods(credential: &Credential, length: Length<'_>) -> Vec<Period> {
    let mut all = Vec::new();
    let first = present_first(credential, length.starts());
    if first.is_some() || credential.expires.is_some() {
        all.push(bounded(first, credential.expires, length));
    }
    let mut open = Vec::new();
    for renewal in &credential.renewals {
        let Some(granted) = renewal.granted_on else {
            // An application is no renewal.
            if renewal.applied_on.is_some() || renewal.expires.is_some() {
                let last = renewal.expires.or_else(|| renewal.applied_on.and_then(|day| length.most(day)));
                let why = if renewal.applied_on.is_some() { Unclear::NotGranted } else { Unclear::NoFirst };
                open.push(Period { open: Some(why), ..Period::plain(renewal.applied_on, last) });
            }
            continue;
        };
        // In time, the new period follows the old one; the old one is measured by itself.
        let before = all
            .iter()
            .filter_map(|period: &Period| period.last)
            .filter(|last| granted <= *last && renewal.expires.is_none_or(|end| *last < end));
        let follows = before.max();
        let mut period = bounded(follows.or(Some(granted)), renewal.expires, length);
        period.first = Some(granted);
        if renewal.expires.is_none() {
            // Reckoned from the grant it ends at the one day, reckoned from the old end at the other.
            let from_grant = bounded(Some(granted), None, length).last;
            if period.last > from_grant && from_grant.is_some() {
                (period.claimed, period.last) = (period.last, from_grant);
                period.beyond = Unclear::TwoReckonings;
            }
        }
        let ended = all.iter().filter_map(|period: &Period| period.last).filter(|last| *last < granted).max();
        if let (Some(ended), Some(applied)) = (ended, renewal.applied_on)
            && applied <= ended
        {
            let (first, last) = (ended.checked_add_days(1), granted.checked_add_days(-1));
            open.push(Period { open: Some(Unclear::GrantedAfter), ..Period::plain(first, last) });
        }
        all.push(period);
    }
    // What the body said was in force is a period of its own; it is no longer than up to the next end that is on
    // file, or than the rules allow.
    let mut said = Vec::new();
    for span in credential.statuses.iter().filter(|span| span.status == CredentialStatus::Active) {
        let Some(from) = span.from else { continue };
        let end = all.iter().filter(|period| period.last.is_some_and(|last| last >= from));
        let end = end.min_by_key(|period| period.last);
        let rule = bounded(Some(from), None, length);
        said.push(match (span.to, end) {
            (Some(to), Some(end)) if end.last < Some(to) => {
                Period { first: Some(from), claimed: Some(to), beyond: Unclear::TooLong, ..*end }
            }
            (Some(to), Some(_)) => Period::plain(Some(from), Some(to)),
            (Some(to), None) => bounded(Some(from), Some(to), length),
            (None, Some(end)) => Period { first: Some(from), claimed: None, ..*end },
            (None, None) => rule,
        });
    }
    all.extend(said);
    // Certified earlier than the present term began: what the terms between were is not on file.
    let begins = all.iter().filter_map(|period| period.first).min();
    if let (Some(certified), Some(begins)) = (credential.first_certified, begins)
        && certified < begins
    {
        let last = begins.checked_add_days(-1);
        open.push(Period { open: Some(Unclear::EarlierTerm), ..Period::plain(Some(certified), last) });
    }
    // A stage is extended so many times and no more, however many renewals are on file.
    let begins = all.iter().filter_map(|period| period.first).min();
    let most = length.stage_months.zip(begins);
    let most = most.and_then(|(months, begins)| begins.checked_add_months(i32::from(months)));
    all.extend(open);
    for period in &mut all {
        if let (Some(last), Some(most)) = (period.last, most)
            && last > most
        {
            (period.last, period.reckoned) = (Some(most), true);
        }
    }
    all.sort_by_key(|period| (period.first, period.last));
    all
}

/// The first day of the present term.
fn present_first(credential: &Credential, starts: Option<Start>) -> Option<Date> {
    let exam = credential.exam_passed.filter(|_| starts == Some(Start::ExamPassed));
    match (credential.issued, exam) {
        // Where the exam begins the period, a certificate that was written later changes nothing; a certificate
        // of a later period has nothing to do with that exam.
        (Some(issued), Some(exam)) if exam <= issued && issued.days_since(exam) <= 92 => Some(exam),
        (Some(issued), _) => Some(issued),
        (None, Some(exam)) => Some(credential.first_certified.unwrap_or(exam).max(exam)),
        (None, None) => credential.first_certified,
    }
}

fn bounded(first: Option<Date>, last: Option<Date>, length: Length<'_>) -> Period {
    let whole = |last| Period::plain(first, last);
    match (first, last) {
        (Some(first), Some(last)) => match length.most(first) {
            Some(most) if last > most => {
                let end =
                    if length.stage_months.is_some() { most } else { length.end(first).unwrap_or(most) };
                let claimed = length.stage_months.is_none().then_some(last);
                Period {
                    first: Some(first),
                    last: Some(end),
                    claimed,
                    beyond: Unclear::TooLong,
                    reckoned: length.stage_months.is_some(),
                    open: None,
                }
            }
            _ => whole(Some(last)),
        },
        (Some(first), None) => {
            let fixed = length.term.is_some_and(|term| term.expires == Some(Expires::FixedDate));
            Period { reckoned: !fixed, ..Period::plain(Some(first), length.end(first)) }
        }
        // A period of a fixed length has begun so long before its end.
        (None, Some(last)) => {
            let term = length.term.filter(|term| term.expires != Some(Expires::FixedDate));
            let months = term.and_then(|term| term.months.get().copied());
            let before = months.and_then(|months| last.checked_add_months(-i32::from(months)));
            let first = before.and_then(|before| before.checked_add_days(1));
            Period::plain(first, Some(last))
        }
        (None, None) => whole(None),
    }
}

/// What the body said of the credential on a day, as far as the file has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// Nothing is on file, for any day.
    Nothing,
    /// This.
    Span(&'a StatusSpan),
    /// The history on file ended before, on this day, and does not say what came then.
    Ended(Date),
    /// The history on file begins later.
    NotYet,
}

/// Not in force, and not by the end of a period?
pub(super) const fn adverse(status: CredentialStatus) -> bool {
    use CredentialStatus as S;
    matches!(
        status,
        S::Inactive
            | S::Lapsed
            | S::Expired
            | S::Suspended
            | S::Revoked
            | S::Surrendered
            | S::Retired
            | S::Deceased
    )
}

/// What the body said on a day. Of several, one against the holder that has both its ends goes first, then the
/// one that began last, then one against the holder.
pub(super) fn said(credential: &Credential, on: Date) -> Said<'_> {
    let covers =
        |span: &&StatusSpan| span.from.is_none_or(|from| from <= on) && span.to.is_none_or(|to| on <= to);
    let rank = |span: &&StatusSpan| {
        let against = adverse(span.status);
        (against && span.from.is_some() && span.to.is_some(), span.from, against)
    };
    if let Some(span) = credential.statuses.iter().filter(covers).max_by_key(rank) {
        return Said::Span(span);
    }
    match credential.statuses.iter().filter_map(|span| span.to).filter(|to| *to < on).max() {
        Some(last) => Said::Ended(last),
        None if credential.statuses.is_empty() => Said::Nothing,
        None => Said::NotYet,
    }
}

/// The days on which an answer can change, for this credential alone.
pub(super) fn turns(credential: &Credential, periods: &[Period], into: &mut Vec<Date>) {
    let next = |day: Date| day.checked_add_days(1);
    for period in periods {
        into.extend(period.first);
        into.extend(period.last);
        into.extend([period.last, period.claimed].into_iter().flatten().filter_map(next));
    }
    for span in &credential.statuses {
        into.extend(span.from);
        into.extend(span.to.and_then(next));
    }
}

/// Months that are known.
pub(super) fn months(known: Option<&Known<u16>>) -> Option<u16> {
    known.and_then(Known::get).copied()
}
