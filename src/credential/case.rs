//! One credential beside the rules of its body, and whether services of a day may be billed with it.

use super::answer::{Answer, Reason, Step};
use super::asked::on_record;
use super::period::{self, Length, Lies, Period, Said, Unclear};
use super::same;
use crate::evidence::{Credential, CredentialStatus, Staff, StatusSpan};
use crate::pack::body::rows::{self, Late, Stage, StateRow, Term, WayBack};
use crate::pack::body::{Body, BodyRow};
use crate::pack::{Ask, Known, Terms};
use crate::value::Date;

/// One credential of a person.
pub(super) struct Case<'a> {
    pub(super) staff: &'a Staff,
    pub(super) credential: &'a Credential,
    pub(super) body: &'a Body,
    pub(super) row: &'a rows::Credential,
    /// The credential's id, as `when.credential` of the body's rows names it.
    pub(super) ids: [&'a str; 1],
}

impl<'a> Case<'a> {
    pub(super) fn new(staff: &'a Staff, credential: &'a Credential, body: &'a Body) -> Option<Self> {
        let row = body.credential(&credential.credential)?;
        let ids = [row.terms.id.as_deref().unwrap_or_default()];
        Some(Self { staff, credential, body, row, ids })
    }

    /// The body and the credential as the rules name them: `pcb/cps`.
    pub(super) fn name(&self) -> String {
        format!("{}/{}", self.body.id(), self.ids.first().copied().unwrap_or_default())
    }

    /// Does that name, with the body before it or alone, mean this credential?
    pub(super) fn is_called(&self, name: &str) -> bool {
        let bare = name.rsplit('/').next().unwrap_or(name);
        self.row.also.iter().chain(&self.row.terms.id).chain([&self.row.name]).any(|one| same(one, bare))
    }

    /// A question to the body about that day.
    pub(super) fn ask(&self, on: Date) -> Ask<'_> {
        let mut ask = Ask::on(on);
        ask.credentials = Some(&self.ids);
        ask.stage = self.credential.stage.as_deref();
        ask.certified_on = self.credential.first_certified.or(self.credential.issued);
        ask
    }

    pub(super) fn reason(&self, step: Step, says: impl Into<String>, terms: Option<&Terms>) -> Reason {
        Reason {
            step,
            says: says.into(),
            cite: terms.map(|terms| self.body.citation(terms)).unwrap_or_default(),
            status: terms.map(|terms| terms.status),
        }
    }

    /// A reason that rests on a row, and on its note.
    fn noted(&self, step: Step, says: String, terms: &Terms) -> Reason {
        let note =
            terms.note.as_ref().map(|note| format!(" ({})", note.trim_end_matches('.'))).unwrap_or_default();
        self.reason(step, says + &note, Some(terms))
    }

    /// The stage that the file names, as the rules know it.
    pub(super) fn stage(&self, on: Date) -> Option<&Stage> {
        let named = self.credential.stage.as_deref()?;
        self.body.best(&self.ask(on), |row: &Stage| row.stage.eq_ignore_ascii_case(named))
    }

    pub(super) fn term(&self, on: Date) -> Option<&Term> {
        self.body.one::<Term>(&self.ask(on))
    }

    fn length(&self, on: Date) -> Length<'_> {
        let stage = self.stage(on).filter(|stage| stage.next.is_some());
        let stage_months = stage.and_then(|stage| {
            let months = period::months(Some(&stage.months))?;
            months.checked_mul(stage.extensions.unwrap_or(0).checked_add(1)?)
        });
        Length { term: self.term(on), stage_months }
    }

    /// The periods of the credential. Their lengths follow the rules of the day of the question.
    pub(super) fn periods(&self, on: Date) -> Vec<Period> {
        period::periods(self.credential, self.length(on))
    }

    /// May services of the day be billed with it?
    pub(super) fn bills(&self, on: Date, reasons: &mut Vec<Reason>) -> Answer {
        use CredentialStatus as S;
        let stage = self.stage(on);
        let periods = self.periods(on);
        let answer = match (period::said(self.credential, on), stage) {
            (Said::Span(span), _) if period::adverse(span.status) => {
                self.against(on, span, &periods, reasons)
            }
            (Said::Span(span), Some(stage))
                if span.status == S::Applicant && self.in_process(on, &periods) =>
            {
                self.in_stage(on, stage, reasons)
            }
            (Said::Span(span), Some(stage)) if span.status == S::Provisional => {
                self.in_stage(on, stage, reasons).and(self.unless_over(on, &periods, reasons))
            }
            (Said::Span(span), None) if span.status == S::Provisional => {
                let row = self.body.best(&self.ask(on), |row: &Stage| row.stage == "provisional");
                match row {
                    Some(row) => self.in_stage(on, row, reasons).and(self.unless_over(on, &periods, reasons)),
                    None => self.stands(on, span.status, span.from, reasons),
                }
            }
            (Said::Span(span), _) if span.status == S::Applicant => {
                self.stands(on, span.status, span.from, reasons)
            }
            (Said::Span(span), _) if span.status == S::Grace => {
                match ended_before(on, span, &periods).and_then(|ended| self.late(on, ended)) {
                    Some(late) => self.in_late(late, reasons),
                    None => self.stands(on, span.status, span.from, reasons),
                }
            }
            (_, stage) if self.in_process(on, &periods) => {
                if let Some(stage) = stage {
                    self.in_stage(on, stage, reasons)
                } else {
                    let says = "the certification is still in process; no rule says that it may bill then";
                    reasons.push(self.reason(Step::Billing, says, None));
                    Answer::Unknown
                }
            }
            (Said::Ended(last), _) if !self.goes_on(on, last, &periods) => {
                let says = format!("the history on file ends on {last} and does not say what came then");
                reasons.push(self.reason(Step::Billing, says, None));
                Answer::Unknown
            }
            _ => self.by_periods(on, &periods, reasons),
        };
        let mut answer = answer.and(self.serves(on, reasons));
        if answer != Answer::Invalid {
            answer = answer.and(self.aged(on, reasons));
        }
        let staged = self.credential.stage.is_none() && answer == Answer::Unknown;
        if let Some(row) = self.body.best(&self.ask(on), |row: &Stage| staged && row.next.is_some()) {
            let says = "the rules tell stages apart and the file names none: fill in `stage`";
            reasons.push(self.reason(Step::Billing, says, Some(&row.terms)));
        }
        answer
    }

    /// Something against the holder. The end of a period is undone by a later one, other things are not.
    fn against(&self, on: Date, span: &StatusSpan, periods: &[Period], reasons: &mut Vec<Reason>) -> Answer {
        use CredentialStatus as S;
        let undone = matches!(span.status, S::Lapsed | S::Expired | S::Inactive) && span.to.is_none();
        // A term of which nobody has seen more than that there was one undoes nothing.
        let on_file = |one: &Period| one.open != Some(Unclear::EarlierTerm);
        let later = periods.iter().copied().filter(|one| undone && one.first > span.from && on_file(one));
        let later: Vec<Period> = later.collect();
        if later.iter().any(|one| !matches!(one.lies(on), Lies::Before)) {
            return self.by_periods(on, &later, reasons);
        }
        // What the rules say of the days after an end is more than the word for it.
        let past = matches!(span.status, S::Lapsed | S::Expired);
        match ended_before(on, span, periods).filter(|_| past).and_then(|ended| self.late(on, ended)) {
            Some(late) => {
                let says = format!("on file it is {} since {}", span.status, show(span.from));
                reasons.push(self.reason(Step::Billing, says, None));
                self.in_late(late, reasons)
            }
            None => self.stands(on, span.status, span.from, reasons),
        }
    }

    /// On the way to the credential, and not there yet?
    fn in_process(&self, on: Date, periods: &[Period]) -> bool {
        let named = |stage: &str| stage.eq_ignore_ascii_case("in-process");
        self.credential.stage.as_deref().is_some_and(named)
            && periods.iter().all(|one| one.first.is_none_or(|first| on < first))
    }

    /// The history on file ended on that day: does something else say what came then?
    fn goes_on(&self, on: Date, last: Date, periods: &[Period]) -> bool {
        let begun = |one: &&Period| one.first.is_some_and(|first| last < first);
        let over = last_end(periods, on).is_some() && !periods.iter().any(|one| covers(one, on));
        periods.iter().filter(begun).any(|one| covers(one, on)) || over || self.ended_against(last)
    }

    /// Did the history end with something against the holder? Then what it was against goes on.
    fn ended_against(&self, last: Date) -> bool {
        let mut ended = self.credential.statuses.iter().filter(|span| span.to == Some(last));
        ended.all(|span| period::adverse(span.status))
    }

    /// A state that decides by itself.
    fn stands(
        &self,
        on: Date,
        status: CredentialStatus,
        from: Option<Date>,
        reasons: &mut Vec<Reason>,
    ) -> Answer {
        let row = self.body.best(&self.ask(on), |row: &StateRow| row.state.as_str() == status.as_str());
        let default = match status {
            CredentialStatus::Active => Answer::Valid,
            CredentialStatus::Provisional | CredentialStatus::Grace => Answer::Unknown,
            _ => Answer::Invalid,
        };
        let since = from.map(|from| format!(" since {from}")).unwrap_or_default();
        let mut says = format!("on file it is {status}{since}");
        let answer = match row.and_then(|row| row.may_bill.map(|may| (row, may))) {
            Some((row, Known::Is(may))) => Answer::of(may).capped(row.terms.status),
            Some((_, Known::Unknown)) => Answer::Unknown,
            None => default,
        };
        says += match answer {
            Answer::Valid => ", and may bill then",
            Answer::Invalid => ", and may not bill then",
            Answer::Unknown => "; whether it may bill then is for the payer to say",
        };
        reasons.push(self.reason(Step::Billing, says, row.map(|row| &row.terms)));
        if status == CredentialStatus::Applicant {
            self.application(on, reasons);
        }
        answer
    }

    /// In a stage: may it bill, and is there what the stage asks for?
    fn in_stage(&self, on: Date, stage: &Stage, reasons: &mut Vec<Reason>) -> Answer {
        let name = stage.stage.as_str();
        if let Some(until) = stage.until.filter(|until| *until < on) {
            let says = format!("nobody may be in the stage {name:?} after {until}");
            reasons.push(self.noted(Step::Billing, says, &stage.terms));
            return Answer::Invalid.capped(stage.terms.status);
        }
        let Some(may) = stage.may_bill.get() else {
            let says = format!("whether services may be billed in the stage {name:?} is not known");
            reasons.push(self.noted(Step::Billing, says, &stage.terms));
            return Answer::Unknown;
        };
        let mut answer = Answer::of(*may).capped(stage.terms.status);
        let may = if *may { "may" } else { "may not" };
        let until = stage.until.map(|until| format!(", up to {until}")).unwrap_or_default();
        let says = format!("services {may} be billed in the stage {name:?}{until}");
        reasons.push(self.noted(Step::Billing, says, &stage.terms));
        for needed in &stage.requires {
            let (met, says) = on_record(&self.staff.facts, needed, stage.requires_by, on);
            reasons.push(self.reason(Step::Billing, says, Some(&stage.terms)));
            answer = answer.and(met.capped(stage.terms.status));
        }
        answer
    }

    /// A provisional credential has an end too.
    fn unless_over(&self, on: Date, periods: &[Period], reasons: &mut Vec<Reason>) -> Answer {
        if periods.is_empty() { Answer::Valid } else { self.by_periods(on, periods, reasons) }
    }

    /// By the periods alone.
    fn by_periods(&self, on: Date, periods: &[Period], reasons: &mut Vec<Reason>) -> Answer {
        if let Some(inside) = periods.iter().filter(|one| covers(one, on)).max_by_key(|one| one.last) {
            let (first, last) = (show(inside.first), show(inside.last));
            let edge = if inside.last == Some(on) { "; the last day itself is in force" } else { "" };
            let says = if inside.reckoned {
                format!("in force from {first}; the file has no last day, it was reckoned to about {last}")
            } else {
                format!("in force from {first} to {last}{edge}")
            };
            let term = self.term(on).filter(|_| inside.reckoned);
            reasons.push(self.reason(Step::Billing, says, term.map(|term| &term.terms)));
            return match self.stage(on) {
                Some(stage) => self.in_stage(on, stage, reasons),
                None => Answer::Valid,
            };
        }
        let unclear = periods.iter().find_map(|one| match one.lies(on) {
            Lies::Unclear(why) => Some((why, one)),
            _ => None,
        });
        if let Some((why, period)) = unclear {
            let (says, terms) = self.unclear(on, why, period);
            reasons.push(self.reason(Step::Billing, says, terms));
            return Answer::Unknown;
        }
        let Some(ended) = last_end(periods, on) else {
            let starts = periods.iter().filter(|one| one.open.is_none()).filter_map(|one| one.first).min();
            let says = match starts {
                Some(first) => format!("it begins on {first}, after this day"),
                None => "the file has neither the first nor the last day of a period".to_owned(),
            };
            reasons.push(self.reason(Step::Billing, says, None));
            return if starts.is_some() { Answer::Invalid } else { Answer::Unknown };
        };
        reasons.push(self.reason(Step::Billing, format!("its period ended on {ended}"), None));
        if let Some(next) = begins_after(periods, on) {
            let row = self.body.one::<rows::Renewal>(&self.ask(on));
            if let Some(row) = row.filter(|row| row.backdated == Some(Known::Is(true))) {
                let says = format!("the renewal of {next} reaches back to that end");
                reasons.push(self.reason(Step::Billing, says, Some(&row.terms)));
                return Answer::Valid;
            }
            let says = format!(
                "it is in force again from {next}; no rule was found by which that reaches back, so the days between stay outside"
            );
            reasons.push(self.reason(Step::Billing, says, None));
        }
        match self.late(on, ended) {
            Some(late) => self.in_late(late, reasons),
            None => Answer::Invalid,
        }
    }

    pub(super) fn unclear(&self, on: Date, why: Unclear, period: &Period) -> (String, Option<&Terms>) {
        let term = self.term(on).map(|term| &term.terms);
        match why {
            Unclear::NoFirst => (
                format!(
                    "the file gives {} as the last day and no first day, so nobody can tell whether it had begun",
                    show(period.last)
                ),
                None,
            ),
            Unclear::NoLast => (
                format!(
                    "it began on {}; neither the file nor the rules give its last day",
                    show(period.first)
                ),
                term,
            ),
            Unclear::Anniversary => (
                format!(
                    "the period that began on {} ends about this day; the file has no last day, and the rules do not say whether the day itself is in it",
                    show(period.first)
                ),
                term,
            ),
            Unclear::TooLong => (
                format!(
                    "the file says in force to {}, longer than the rules allow for a period that began on {}; a renewal between is not on file",
                    show(period.claimed),
                    show(period.first)
                ),
                term,
            ),
            Unclear::TwoReckonings => (
                format!(
                    "the renewal was granted before the end; reckoned from the grant on {} the new period ends about {}, reckoned from the old end about {}, and the file has no last day",
                    show(period.first),
                    show(period.last),
                    show(period.claimed)
                ),
                term,
            ),
            Unclear::NotGranted => (
                format!(
                    "a renewal was asked for on {}; the file does not say on which day it was granted",
                    show(period.first)
                ),
                None,
            ),
            Unclear::GrantedAfter => (
                format!(
                    "the renewal was asked for in time and granted after the end; no rule was found on the days from {} to {}",
                    show(period.first),
                    show(period.last)
                ),
                None,
            ),
            Unclear::EarlierTerm => (
                format!(
                    "the person is certified since {}; the file has no term before the one that began on the day after {}",
                    show(period.first),
                    show(period.last)
                ),
                None,
            ),
        }
    }

    /// After the end, in what the rules say of that time.
    fn in_late(&self, late: &Late, reasons: &mut Vec<Reason>) -> Answer {
        let what = match late.way {
            WayBack::Renew => "it can be renewed late",
            WayBack::Reinstate => "it can be reinstated",
            WayBack::Reapply => "it has to be applied for anew",
        };
        let (answer, may) = match late.may_bill {
            Known::Is(true) => (Answer::Valid, "and services may be billed meanwhile"),
            Known::Is(false) => (Answer::Invalid, "which is no leave to bill"),
            Known::Unknown => (Answer::Unknown, "and whether services may be billed meanwhile is not said"),
        };
        reasons.push(self.noted(Step::Billing, format!("{what}, {may}"), &late.terms));
        // Past its end is no without any rule; only a rule that is known so well can say yes.
        match answer {
            Answer::Valid if !late.terms.status.may_reject() => Answer::Unknown,
            answer => answer,
        }
    }

    /// The row on what follows the end that speaks on that day.
    pub(super) fn late(&self, on: Date, ended: Date) -> Option<&Late> {
        let all = self.body.all::<Late>(&self.ask(on));
        all.into_iter().filter(|late| window(late, ended).contains(on)).min_by_key(|late| late.way)
    }

    /// Does the credential serve at all on that day, as the rules have it?
    fn serves(&self, on: Date, reasons: &mut Vec<Reason>) -> Answer {
        let terms = &self.row.terms;
        if let Some(from) = self.row.serves_from.filter(|from| on < *from) {
            let says = format!("services may be given with it from {from} on");
            reasons.push(self.noted(Step::Billing, says, terms));
            return Answer::Invalid.capped(terms.status);
        }
        if self.row.scoped == Some(true) {
            let says = "only services that fit the endorsement may be given with it".to_owned();
            reasons.push(self.noted(Step::Billing, says, terms));
        }
        if let Some(to) = self.row.serves_to {
            let over = on > to;
            let next = self.row.replaced_by.as_ref().and_then(|next| self.body.credential(next));
            let next = next
                .map(|next| format!("; then the {} takes its place", next.name.to_lowercase()))
                .unwrap_or_default();
            let says = format!("services may be given with it up to {to}{next}");
            reasons.push(self.noted(Step::Billing, says, terms));
            return if over { Answer::Invalid.capped(terms.status) } else { Answer::Valid };
        }
        Answer::Valid
    }

    /// The days on which the answer can change.
    pub(super) fn turns(&self, on: Date, into: &mut Vec<Date>) {
        let periods = self.periods(on);
        period::turns(self.credential, &periods, into);
        let next = |day: Option<Date>| day.and_then(|day| day.checked_add_days(1));
        let before = self.credential.statuses.iter().filter_map(|span| day_before(span.from));
        let ends: Vec<Date> =
            periods.iter().flat_map(|one| [one.last, one.claimed]).flatten().chain(before).collect();
        for late in Late::of(&self.body.rows) {
            for window in ends.iter().map(|end| window(late, *end)) {
                into.extend(window.first);
                into.extend(next(window.last));
            }
        }
        into.extend(self.row.serves_from);
        into.extend(next(self.row.serves_to));
        self.body.rows.each(&mut |_, _, terms| {
            into.extend(terms.from);
            into.extend(next(terms.to));
        });
        for stage in rows::Stage::of(&self.body.rows) {
            into.extend(next(stage.until));
        }
        for fact in &self.staff.facts {
            into.extend(fact.from);
            into.extend(next(fact.to));
        }
    }
}

/// A span of days after an end.
pub(super) struct Window {
    pub(super) first: Option<Date>,
    pub(super) last: Option<Date>,
    fits: bool,
}

impl Window {
    fn contains(&self, on: Date) -> bool {
        self.fits && self.first.is_some_and(|first| first <= on) && self.last.is_none_or(|last| on <= last)
    }
}

/// The days of which a row on what follows the end speaks, for a period that ended on that day.
pub(super) fn window(late: &Late, ended: Date) -> Window {
    let after = |months: u16| ended.checked_add_months(i32::from(months));
    let next = |day: Date| day.checked_add_days(1);
    let first = late.after_months.map_or_else(|| next(ended), after);
    let months = period::months(late.months.as_ref()).and_then(after);
    let months = match late.last_excluded {
        Some(true) => months.and_then(|last| last.checked_add_days(-1)),
        _ => months,
    };
    let last = match (months, late.until) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    };
    let fits = late.ended_from.is_none_or(|from| from <= ended)
        && late.ended_to.is_none_or(|to| ended <= to)
        // How long it lasts is not known: then it speaks of no day for certain.
        && late.months != Some(Known::Unknown);
    Window { first, last, fits }
}

/// The first day of the next period that is certain.
fn begins_after(periods: &[Period], on: Date) -> Option<Date> {
    let certain = periods.iter().filter(|one| one.open.is_none()).filter_map(|one| one.first);
    certain.filter(|first| *first > on).min()
}

pub(super) fn covers(period: &Period, on: Date) -> bool {
    period.lies(on) == Lies::Inside
}

/// The last end before that day.
pub(super) fn last_end(periods: &[Period], on: Date) -> Option<Date> {
    let over = periods.iter().filter(|one| one.open.is_none() && one.lies(on) == Lies::After);
    over.filter_map(|one| one.claimed.max(one.last)).max()
}

/// The last day before a state that follows the end of a period.
fn ended_before(on: Date, span: &StatusSpan, periods: &[Period]) -> Option<Date> {
    last_end(periods, on).or_else(|| day_before(span.from))
}

pub(super) fn show(day: Option<Date>) -> String {
    day.map_or_else(|| "an unknown day".to_owned(), |day| day.to_string())
}

pub(super) fn day_before(day: Option<Date>) -> Option<Date> {
    day.and_then(|day| day.checked_add_days(-1))
}
