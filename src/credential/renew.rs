//! Whether the body would renew a credential, if that were asked for on a day; and what that costs.

use super::answer::{Answer, Fees, Ledger, Reason, Step, dollars};
use super::case::{Case, covers, day_before, last_end, window};
use super::period::{self, Lies, Period, Said, Unclear};
use super::{hours, same};
use crate::evidence::CredentialStatus;
use crate::pack::body::rows::{Ce, Experience, Fee, FeeFor, Late, Purpose, Renewal, Stage, WayBack};
use crate::pack::{Known, Status};
use crate::value::{Date, Money};

/// What came out beside the answer.
#[derive(Default)]
pub(super) struct Renewed {
    pub(super) ends: Option<Date>,
    pub(super) ledgers: Vec<Ledger>,
    pub(super) fees: Option<Fees>,
}

/// The days that can be meant as the last one, the latest first.
fn candidates(period: &Period) -> Vec<Date> {
    let mut days: Vec<Date> = period.last.into_iter().collect();
    if period.beyond == Unclear::TwoReckonings {
        days.extend(period.claimed);
    }
    if period.reckoned {
        let before: Vec<Date> = days.iter().filter_map(|day| day.checked_add_days(-1)).collect();
        days.extend(before);
    }
    days.sort_unstable_by(|a, b| b.cmp(a));
    days.dedup();
    days
}

impl Case<'_> {
    /// Would the body renew it?
    pub(super) fn renews(&self, on: Date, out: &mut Renewed, reasons: &mut Vec<Reason>) -> Answer {
        let mut say = |says: String| reasons.push(self.reason(Step::Renewal, says, None));
        let said = period::said(self.credential, on);
        if let Said::Span(span) = said {
            match span.status {
                CredentialStatus::Revoked
                | CredentialStatus::Surrendered
                | CredentialStatus::Retired
                | CredentialStatus::Deceased => {
                    say(format!("it is {} and cannot be renewed", span.status));
                    return Answer::Invalid;
                }
                CredentialStatus::Suspended | CredentialStatus::Inactive => {
                    say(format!("it is {}; whether it can be renewed then is not known", span.status));
                    return Answer::Unknown;
                }
                CredentialStatus::Denied => {
                    say("it was denied, so there is nothing to renew".to_owned());
                    return Answer::Invalid;
                }
                CredentialStatus::Applicant | CredentialStatus::ApprovedForExam => {
                    say("it is applied for and not yet given, so there is nothing to renew".to_owned());
                    return Answer::Invalid;
                }
                _ => {}
            }
        }
        // What begins on the day of the question is what came of it.
        let (open, all): (Vec<Period>, Vec<Period>) =
            self.periods(on).into_iter().partition(|one| one.open.is_some());
        let mut periods: Vec<Period> =
            all.iter().copied().filter(|one| one.first.is_none_or(|first| first < on)).collect();
        if periods.is_empty() {
            periods = all;
        }
        let sure = |one: &&Period| {
            covers(one, on) || matches!(one.lies(on), Lies::Unclear(Unclear::Anniversary | Unclear::NoFirst))
        };
        let current = periods
            .iter()
            .filter(sure)
            .filter(|one| one.last.is_some())
            .max_by_key(|one| (one.last, one.claimed.is_none()));
        if let Some(current) = current.copied() {
            out.ends = current.last.filter(|_| !current.reckoned);
            let ends = candidates(&current);
            let first = periods.iter().filter(sure).filter_map(|one| one.first).min();
            if let (Some(stage), Some(ends)) =
                (self.stage(on).filter(|stage| stage.next.is_some()), current.last)
            {
                // The stage began with its first period, and its extensions are part of it.
                let first = periods.iter().filter_map(|one| one.first).min();
                return self.moves_on(on, stage, first, ends, out, reasons);
            }
            if current.claimed.is_some() && current.beyond == Unclear::TooLong {
                let (says, terms) = self.unclear(on, Unclear::TooLong, &current);
                reasons.push(self.reason(Step::Renewal, says, terms));
                return Answer::Unknown;
            }
            return self.by_ends(on, first, &ends, out, reasons);
        }
        let ended = last_end(&periods, on).or_else(|| match said {
            Said::Span(span) if span.status != CredentialStatus::Active => day_before(span.from),
            _ => None,
        });
        // Asked for in time, and not granted on the day: nothing is late.
        let asked = open.iter().find(|one| match one.lies(on) {
            Lies::Unclear(Unclear::NotGranted) => {
                one.first.zip(ended).is_some_and(|(applied, ended)| applied <= ended)
            }
            Lies::Unclear(Unclear::GrantedAfter) => true,
            _ => false,
        });
        if asked.is_some() {
            out.ends = ended;
            let says = "the renewal was asked for in time; nothing is added for being late, and whether it is granted is the body's to say";
            reasons.push(self.reason(Step::Renewal, says, None));
            out.fees = self.renewal_fee(on, None, reasons);
            return Answer::Unknown;
        }
        let unclear = periods.iter().chain(&open).find_map(|one| match one.lies(on) {
            Lies::Unclear(Unclear::NotGranted) if ended.is_some() => None,
            Lies::Unclear(why) => Some((why, one)),
            _ => None,
        });
        if let Some((why, period)) = unclear {
            let (says, terms) = self.unclear(on, why, period);
            reasons.push(self.reason(Step::Renewal, says, terms));
            return Answer::Unknown;
        }
        let begins = periods.iter().filter_map(|one| one.first).filter(|first| on < *first).min();
        let mut say = |says: String| reasons.push(self.reason(Step::Renewal, says, None));
        let Some(ended) = ended else {
            if let Some(begins) = begins {
                say(format!("it begins on {begins}, so there is nothing to renew before"));
                return Answer::Invalid;
            }
            say("the file has no last day of a period, so nothing can be said of a renewal".to_owned());
            return Answer::Unknown;
        };
        out.ends = Some(ended);
        let of = periods.iter().find(|one| one.claimed.max(one.last) == Some(ended));
        let ends = of.map_or_else(|| vec![ended], candidates);
        self.by_ends(on, None, &ends, out, reasons)
    }

    /// By the end of the period; of an end that was reckoned, by each day that can be meant.
    fn by_ends(
        &self,
        on: Date,
        first: Option<Date>,
        ends: &[Date],
        out: &mut Renewed,
        reasons: &mut Vec<Reason>,
    ) -> Answer {
        let by = |ends: Date, out: &mut Renewed, reasons: &mut Vec<Reason>| {
            if on <= ends {
                self.in_time(on, first, ends, out, reasons)
            } else {
                self.after(on, ends, out, reasons)
            }
        };
        let Some((main, others)) = ends.split_first() else { return Answer::Unknown };
        let answer = by(*main, out, reasons);
        let differs = others.iter().any(|ends| {
            let mut other = Renewed::default();
            by(*ends, &mut other, &mut Vec::new()) != answer || other.fees != out.fees
        });
        if !differs {
            return answer;
        }
        out.fees = None;
        let days: Vec<String> = ends.iter().rev().map(ToString::to_string).collect();
        let says = format!(
            "the file has no last day; it was reckoned, and {} can be meant: the answer for this day hinges on that",
            days.join(" or ")
        );
        reasons.push(self.reason(Step::Renewal, says, None));
        Answer::Unknown
    }

    /// From one stage to the next.
    fn moves_on(
        &self,
        on: Date,
        stage: &Stage,
        first: Option<Date>,
        ends: Date,
        out: &mut Renewed,
        reasons: &mut Vec<Reason>,
    ) -> Answer {
        let ask = self.ask(on);
        let row = self.body.best(&ask, |row: &Experience| row.purpose == Purpose::NextStage);
        let mut answer = Answer::Unknown;
        if let Some(row) = row {
            let ledger = hours::work(self, row, first, on);
            reasons.push(self.reason(Step::Hours, hours::sentence(&ledger), Some(&row.terms)));
            if ledger.on_file {
                answer = ledger.met.capped(row.terms.status);
            }
            out.ledgers.push(ledger);
        }
        let next = stage.next.as_deref().unwrap_or_default();
        let says = match answer {
            Answer::Valid => format!("what the stage {next:?} asks for is there"),
            Answer::Invalid => format!("what the stage {next:?} asks for is not there"),
            Answer::Unknown => format!("whether what the stage {next:?} asks for is there cannot be told"),
        };
        reasons.push(self.reason(Step::Renewal, says, Some(&stage.terms)));
        if let (Some(extensions), Some(months), Some(first)) =
            (stage.extensions.filter(|count| *count > 0), period::months(Some(&stage.months)), first)
        {
            let most = months.checked_mul(extensions.saturating_add(1));
            let most = most.and_then(|months| first.checked_add_months(i32::from(months)));
            let of_one = first.checked_add_months(i32::from(months));
            if let Some(most) = most.filter(|_| of_one.is_some_and(|of_one| ends <= of_one)) {
                let times = if extensions == 1 { "once".to_owned() } else { format!("{extensions} times") };
                let says =
                    format!("the stage {:?} can be extended {times}, to {most} at the latest", stage.stage);
                reasons.push(self.reason(Step::Renewal, says, Some(&stage.terms)));
            }
        }
        answer
    }

    /// Before the end or on it.
    fn in_time(
        &self,
        on: Date,
        first: Option<Date>,
        ends: Date,
        out: &mut Renewed,
        reasons: &mut Vec<Reason>,
    ) -> Answer {
        let ask = self.ask(on);
        let row = self.body.one::<Renewal>(&ask);
        let mut answer = Answer::Valid;
        let Some(row) = row else {
            let known = self.term(on).is_some_and(|term| term.months.get().is_some());
            let term = self.term(on).map(|term| &term.terms);
            let says = if known {
                format!("the period runs to {ends}; how early its renewal can be asked for was not found")
            } else {
                format!("the period runs to {ends}; no rule on its renewal was found")
            };
            reasons.push(self.reason(Step::Renewal, says, term));
            answer = Answer::Unknown;
            self.asked_for(on, first, ends, &mut answer, out, reasons);
            out.fees = self.renewal_fee(on, None, reasons);
            return answer;
        };
        let mut say = |says: String| reasons.push(self.reason(Step::Renewal, says, Some(&row.terms)));
        let earliest = row.earliest_months.and_then(|months| ends.checked_add_months(-i32::from(months)));
        if let Some(earliest) = earliest {
            let early = on < earliest;
            say(format!(
                "a renewal can be asked for from {earliest}, for the end on {ends}{}",
                if early { "; this day is earlier" } else { "" }
            ));
            answer = answer.and(Answer::of(!early).capped(row.terms.status));
        }
        if let Some(days) = row.apply_days {
            let latest = ends.checked_add_days(-i32::from(days));
            if let Some(latest) = latest {
                let late = on > latest;
                let says = format!(
                    "the application has to be there by {latest}, {days} days before the end on {ends}; this day is {}",
                    if late { "late" } else { "in time" }
                );
                say(says);
                answer = answer.and(Answer::of(!late).capped(row.terms.status));
            }
        }
        if earliest.is_none() && row.apply_days.is_none() {
            say(format!("the period runs to {ends}; how early its renewal can be asked for was not found"));
            answer = Answer::Unknown;
        }
        if on == ends && row.apply_days.is_none() {
            match row.on_last_day {
                Some(Known::Is(true)) => say("the last day itself is in time".to_owned()),
                Some(Known::Is(false)) => {
                    say("the last day itself is late".to_owned());
                    answer = answer.and(Answer::Invalid.capped(row.terms.status));
                }
                Some(Known::Unknown) | None => {
                    say("whether the last day itself is in time is not known".to_owned());
                    answer = answer.and(Answer::Unknown);
                }
            }
        }
        for asked in &row.asks {
            say(format!("it asks for {}", asked.replace('-', " ")));
        }
        self.asked_for(on, first, ends, &mut answer, out, reasons);
        out.fees = self.renewal_fee(on, None, reasons);
        answer
    }

    /// The hours that a renewal asks for. Hours that are on file decide; where the file has none at all, they are
    /// told and do not.
    fn asked_for(
        &self,
        on: Date,
        first: Option<Date>,
        ends: Date,
        answer: &mut Answer,
        out: &mut Renewed,
        reasons: &mut Vec<Reason>,
    ) {
        let ask = self.ask(on);
        let mut take = |ledger: Ledger, status: Status, reason: Reason| {
            reasons.push(reason);
            if ledger.on_file {
                *answer = answer.and(ledger.met.capped(status));
            }
            out.ledgers.push(ledger);
        };
        if let Some(row) = self.body.one::<Ce>(&ask) {
            for ledger in hours::education(self, row, ends, on) {
                let reason = self.reason(Step::Hours, hours::sentence(&ledger), Some(&row.terms));
                take(ledger, row.terms.status, reason);
            }
        }
        if let Some(row) = self.body.best(&ask, |row: &Experience| row.purpose == Purpose::Renewal) {
            let ledger = hours::work(self, row, first, on);
            let reason = self.reason(Step::Hours, hours::sentence(&ledger), Some(&row.terms));
            take(ledger, row.terms.status, reason);
        }
    }

    /// After the end.
    fn after(&self, on: Date, ended: Date, out: &mut Renewed, reasons: &mut Vec<Reason>) -> Answer {
        let Some(late) = self.late(on, ended) else {
            let says = format!("the period ended on {ended}; what can be done after that is not known");
            reasons.push(self.reason(Step::Renewal, says, None));
            return Answer::Unknown;
        };
        let terms = Some(&late.terms);
        let days = window(late, ended);
        let up_to = days.last.map(|last| format!(" up to {last}")).unwrap_or_default();
        let (what, mut answer) = match late.way {
            WayBack::Renew => ("it can be renewed late", Answer::Valid),
            WayBack::Reinstate => ("it can be reinstated", Answer::Valid),
            WayBack::Reapply => ("it cannot be renewed and has to be applied for anew", Answer::Invalid),
        };
        answer = answer.capped(late.terms.status);
        let note = late
            .terms
            .note
            .as_ref()
            .map(|note| format!(" ({})", note.trim_end_matches('.')))
            .unwrap_or_default();
        let says = format!("the period ended on {ended}; {what}{up_to}{note}");
        reasons.push(self.reason(Step::Renewal, says, terms));
        for asked in &late.asks {
            let text = format!("it asks for: {}", asked.replace('-', " "));
            reasons.push(self.reason(Step::Renewal, text, terms));
        }
        match late.way {
            WayBack::Reapply => {
                if let Some(fee) = late.fee {
                    let fees = Fees { parts: vec![("new application", fee.get().copied())] };
                    let says = match fee {
                        Known::Is(_) => format!("a new application costs {}", fees.sum()),
                        Known::Unknown => "what a new application costs is not known".to_owned(),
                    };
                    reasons.push(self.reason(Step::Fee, says, terms));
                    out.fees = Some(fees);
                }
            }
            WayBack::Renew | WayBack::Reinstate => {
                let asks_hours = late.way == WayBack::Renew;
                if asks_hours {
                    self.asked_for(on, None, ended, &mut answer, out, reasons);
                }
                out.fees = self.renewal_fee(on, Some(late), reasons);
            }
        }
        answer
    }

    /// The renewal fee, and what being late adds.
    fn renewal_fee(&self, on: Date, late: Option<&Late>, reasons: &mut Vec<Reason>) -> Option<Fees> {
        let ask = self.ask(on);
        let renewal = self.body.best(&ask, |row: &Fee| row.pays == FeeFor::Renewal);
        let added = late.and_then(|late| late.fee);
        if renewal.is_none() && added.is_none() {
            return None;
        }
        let amount = |fee: Option<Known<Money>>| fee.and_then(|fee| fee.get().copied());
        let mut parts = vec![("renewal", amount(renewal.map(|row| row.amount)))];
        parts.extend(added.map(|fee| ("late", amount(Some(fee)))));
        let fees = Fees { parts };
        if let (Some(late), Some(fee)) = (late, added) {
            let says = match fee {
                Known::Is(fee) => format!("being late adds {}", dollars(fee)),
                Known::Unknown => "what being late adds is not known".to_owned(),
            };
            reasons.push(self.reason(Step::Fee, says, Some(&late.terms)));
        }
        let bodies = self.staff.credentials.iter().filter(|one| same(&one.body, &self.credential.body));
        let further = self.body.best(&ask, |row: &Fee| row.pays == FeeFor::FurtherRenewal);
        if let Some((row, fee)) =
            further.filter(|_| bodies.count() > 1).and_then(|row| Some((row, *row.amount.get()?)))
        {
            let says = format!("renewed as a further credential of the same body it costs {}", dollars(fee));
            reasons.push(self.reason(Step::Fee, says, Some(&row.terms)));
        }
        let says = match fees.total() {
            Some(_) => format!("the renewal costs {}", fees.sum()),
            None => format!("what the renewal costs is not known in full: {}", fees.sum()),
        };
        reasons.push(self.reason(Step::Fee, says, renewal.map(|row| &row.terms)));
        Some(fees)
    }
}
