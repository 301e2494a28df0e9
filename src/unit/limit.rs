//! Limits: what is free, what is over.

use crate::pack::rows::{
    Authorization, Basis, Cap, Conflict, Counted, Group, Measure, Ratio, Service, Weekday, Window,
};
use crate::pack::{Ask, Effective, Known, PackRow, Stack, Truth};
use crate::value::{Date, Quantity};
use rust_decimal::Decimal;
use serde::Serialize;

/// What was billed before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Used {
    /// The date of service.
    pub on: Date,
    /// The service, by id.
    pub service: String,
    /// Units.
    pub units: Quantity,
}

/// What is to be billed, or how many people there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// The day the episode of care, or the authorization, began.
    pub episode_from: Option<Date>,
    /// Units of the service of the question on its day.
    pub units: Option<Quantity>,
    /// People in the session.
    pub people: Option<u16>,
    /// Staff under one supervisor.
    pub staff: Option<Quantity>,
    /// Full-time equivalents of staff under one full-time supervisor.
    pub fte: Option<Quantity>,
    /// Members in the care of one staff member.
    pub members: Option<Quantity>,
}

/// One limit, and what of it is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct LimitAnswer {
    /// The table of the row: `cap`, `authorization`, `group`, `ratio`.
    pub table: &'static str,
    /// Which row of that table, from 1.
    pub row: u64,
    /// Its pack.
    pub pack: String,
    /// The layer of that pack.
    pub layer: &'static str,
    /// What is counted: `units`, `people`.
    pub measure: &'static str,
    /// Over which time.
    pub window: Option<&'static str>,
    /// The limit; nothing where nobody knows it.
    pub most: Option<String>,
    /// What counts against it already.
    pub used: String,
    /// What is asked.
    pub asked: String,
    /// What of that is free.
    pub free: Option<String>,
    /// What is over.
    pub over: Option<String>,
    /// What happens to what is over: `deny`, `authorization`, `necessity`.
    pub then: Option<&'static str>,
    /// What is denied: `excess`, `line`, `claim`; nothing where nobody says.
    pub denies: Option<&'static str>,
    /// Who says so.
    pub cite: String,
    /// How well that is known.
    pub status: &'static str,
    /// Why it cannot be told, where it cannot.
    pub open: Option<String>,
    /// What sources say of the same matter and do not agree on.
    pub disagree: Vec<String>,
    /// The sum in words.
    pub sum: String,
}

/// Every limit that speaks of the question, with what is free and what is over.
///
/// What was used before counts where it falls into the window that ends on (or holds) the day of the question.
pub fn limits(stack: &Stack, ask: &Ask<'_>, used: &[Used], asked: &Asked) -> Vec<LimitAnswer> {
    let mut answers = Vec::new();
    if let Some(units) = asked.units {
        for cap in stack.all::<Cap>(ask).iter().filter(|cap| concerns(cap, ask)) {
            answers.push(cap_answer(stack, ask, cap, used, asked, units));
        }
        for row in stack.all::<Authorization>(ask).iter().filter(|row| concerns(row, ask)) {
            answers.extend(authorization_answer(stack, ask, row, used, asked, units));
        }
    }
    if let Some(people) = asked.people {
        for row in stack.all::<Group>(ask) {
            let most = match (&row.row.most, row.row.most_per_staff) {
                (Some(Known::Is(most)), Some(per_staff)) => Some(Known::Is((*most).min(per_staff))),
                (Some(most), None) => Some(*most),
                (_, Some(per_staff)) => Some(Known::Is(per_staff)),
                (None, None) => None,
            };
            let Some(most) = most else { continue };
            let most = most.get().map(|most| Decimal::from(*most));
            answers.push(plain(&row, "people", most, Decimal::from(people)));
        }
    }
    for row in stack.all::<Ratio>(ask) {
        let (measure, count) = match row.row.counted {
            Counted::StaffPerSupervisor => ("staff", asked.staff),
            Counted::FtePerSupervisor => ("full-time equivalents", asked.fte),
            Counted::MembersPerStaff => ("members", asked.members),
        };
        let (Some(count), Some(most)) = (count, &row.row.most) else { continue };
        let most = most.get().map(|most| most.to_decimal());
        answers.push(plain(&row, measure, most, count.to_decimal()));
    }
    answers
}

/// A limit that names services speaks of those; the service of the question has to be among them.
fn concerns<R: PackRow>(row: &Effective<'_, R>, ask: &Ask<'_>) -> bool {
    row.terms.service.is_empty()
        || ask.service.is_none_or(|service| row.terms.service.iter().any(|one| one == service))
}

fn blank<R: PackRow>(row: &Effective<'_, R>, measure: &'static str, asked: Decimal) -> LimitAnswer {
    LimitAnswer {
        table: R::TABLE,
        row: row.number,
        pack: row.pack.id().to_owned(),
        layer: row.layer.as_str(),
        measure,
        window: None,
        most: None,
        used: "0".to_owned(),
        asked: digits(asked),
        free: None,
        over: None,
        then: None,
        denies: None,
        cite: row.citation(),
        status: row.status().as_str(),
        open: match row.truth {
            Truth::Open(lacking) => Some(format!("it cannot be told without {}", lacking.as_str())),
            Truth::Yes | Truth::No => None,
        },
        disagree: disagreements(row),
        sum: String::new(),
    }
}

/// The conflicts of the row's pack that are about the same fact.
fn disagreements<R: PackRow>(row: &Effective<'_, R>) -> Vec<String> {
    let facts = &row.terms.facts;
    let about = |conflict: &&Conflict| conflict.terms.facts.iter().any(|fact| facts.contains(fact));
    row.pack.rows.conflict.iter().filter(about).map(|conflict| conflict.about.clone()).collect()
}

fn plain<R: PackRow>(
    row: &Effective<'_, R>,
    measure: &'static str,
    most: Option<Decimal>,
    asked: Decimal,
) -> LimitAnswer {
    let mut answer = blank(row, measure, asked);
    fill(&mut answer, most, Decimal::ZERO, asked);
    answer
}

fn fill(answer: &mut LimitAnswer, most: Option<Decimal>, used: Decimal, asked: Decimal) {
    answer.used = digits(used);
    let Some(most) = most else {
        answer.open = Some("nobody knows the figure".to_owned());
        answer.sum = format!("the limit in {} is not known", answer.measure);
        return;
    };
    answer.most = Some(digits(most));
    let left = most.checked_sub(used).unwrap_or_default().max(Decimal::ZERO);
    let free = left.min(asked);
    let over = asked.checked_sub(free).unwrap_or_default();
    answer.sum = format!(
        "{} {} at most, {} used before, {} asked: {} free, {} over",
        digits(most),
        answer.measure,
        digits(used),
        digits(asked),
        digits(free),
        digits(over)
    );
    answer.free = Some(digits(free));
    answer.over = Some(digits(over));
}

fn digits(value: Decimal) -> String {
    value.normalize().to_string()
}

fn cap_answer(
    stack: &Stack,
    ask: &Ask<'_>,
    cap: &Effective<'_, Cap>,
    used: &[Used],
    asked: &Asked,
    units: Quantity,
) -> LimitAnswer {
    let row = cap.row;
    let mut answer = blank(cap, row.measure.as_str(), units.to_decimal());
    answer.window = Some(row.window.as_str());
    answer.then = row.on_exceed.as_ref().and_then(|then| then.get()).map(|then| then.as_str());
    answer.denies = row.denies.as_ref().and_then(|denies| denies.get()).map(|denies| denies.as_str());
    let most = match &row.most {
        Some(Known::Is(most)) => Some(most.to_decimal()),
        Some(Known::Unknown) => None,
        None => {
            answer.open = Some("the row sets no upper limit".to_owned());
            return answer;
        }
    };
    let window = WindowOf::of_cap(row, asked.episode_from);
    measured(stack, ask, &window, row.measure, &cap.terms.service, most, used, units, &mut answer);
    answer
}

fn authorization_answer(
    stack: &Stack,
    ask: &Ask<'_>,
    row: &Effective<'_, Authorization>,
    used: &[Used],
    asked: &Asked,
    units: Quantity,
) -> Option<LimitAnswer> {
    let free = row.row.free.as_ref()?;
    let measure = row.row.measure.unwrap_or(Measure::Units);
    let mut answer = blank(row, measure.as_str(), units.to_decimal());
    answer.window = row.row.window.map(Window::as_str);
    answer.then = Some("authorization");
    let most = free.get().map(|free| free.to_decimal());
    let window = WindowOf::of_authorization(row.row, asked.episode_from);
    measured(stack, ask, &window, measure, &row.terms.service, most, used, units, &mut answer);
    Some(answer)
}

/// Fills in an answer about units of service in the measure of the limit.
fn measured(
    stack: &Stack,
    ask: &Ask<'_>,
    window: &WindowOf<'_>,
    measure: Measure,
    services: &[String],
    most: Option<Decimal>,
    used: &[Used],
    units: Quantity,
    answer: &mut LimitAnswer,
) {
    let Some((first, last)) = window.days(stack, ask) else {
        answer.open = Some("the window cannot be placed: it depends on an episode, an authorization or a year that was not told".to_owned());
        // What was told as used is taken to be inside it.
        let before = used.iter().filter(|one| within(services, &one.service));
        let before =
            before.filter_map(|one| convert(stack, ask, measure, &one.service, one.units.to_decimal()));
        let before = before.fold(Decimal::ZERO, |sum, one| sum.checked_add(one).unwrap_or(sum));
        let asked = ask.service.and_then(|service| convert(stack, ask, measure, service, units.to_decimal()));
        if let Some(asked) = asked {
            fill(answer, most, before, asked);
            answer.asked = digits(asked);
        }
        return;
    };
    let mut before = Decimal::ZERO;
    for one in used.iter().filter(|one| within(services, &one.service) && first <= one.on && one.on <= last) {
        let Some(amount) = convert(stack, ask, measure, &one.service, one.units.to_decimal()) else {
            answer.open = Some(
                "units of a service that was used before cannot be turned into the measure of the limit"
                    .to_owned(),
            );
            return;
        };
        before = before.checked_add(amount).unwrap_or(before);
    }
    let Some(asked) =
        ask.service.and_then(|service| convert(stack, ask, measure, service, units.to_decimal()))
    else {
        answer.open = Some("units of this service cannot be turned into the measure of the limit".to_owned());
        return;
    };
    answer.asked = digits(asked);
    fill(answer, most, before, asked);
}

fn within(services: &[String], service: &str) -> bool {
    services.is_empty() || services.iter().any(|one| one == service)
}

/// Units of a service in another measure.
fn convert(stack: &Stack, ask: &Ask<'_>, measure: Measure, service: &str, units: Decimal) -> Option<Decimal> {
    let about = Ask { service: Some(service), ..ask.clone() };
    let row = stack.best::<Service>(&about, |row| row.terms.id.as_deref() == Some(service));
    let minutes = row.and_then(|row| match row.row.unit {
        Known::Is(Basis::Minutes) => row.row.minutes.map(|minutes| Decimal::from(minutes.get())),
        _ => None,
    });
    match measure {
        Measure::Units => Some(units),
        Measure::Minutes => units.checked_mul(minutes?),
        Measure::Hours => units.checked_mul(minutes?)?.checked_div(Decimal::from(60)),
        _ => None,
    }
}

/// A window of a limit.
pub(crate) struct WindowOf<'a> {
    pub(crate) window: Window,
    pub(crate) length: Option<u16>,
    pub(crate) year: Option<&'a str>,
    pub(crate) count_from: Option<Date>,
    /// The day the episode or the authorization began, if that is known.
    pub(crate) episode: Option<Date>,
    /// Weeks begin on Monday; else on Sunday.
    pub(crate) monday: bool,
}

impl<'a> WindowOf<'a> {
    /// That of a cap, for an episode that began on that day.
    pub(crate) fn of_cap(row: &'a Cap, episode: Option<Date>) -> Self {
        Self {
            window: row.window,
            length: row.length,
            year: row.year.as_deref(),
            count_from: row.count_from,
            episode,
            monday: row.week_starts == Some(Weekday::Monday),
        }
    }

    /// That over which units are counted before an authorization is needed.
    pub(crate) fn of_authorization(row: &'a Authorization, episode: Option<Date>) -> Self {
        Self {
            window: row.window.unwrap_or(Window::Lifetime),
            length: None,
            year: row.year.as_deref(),
            count_from: row.count_from,
            episode,
            monday: false,
        }
    }
    /// Its first and last day around the day of the question.
    pub(crate) fn days(&self, stack: &Stack, ask: &Ask<'_>) -> Option<(Date, Date)> {
        let on = ask.on;
        let (first, last) = match self.window {
            Window::Contact | Window::Day => (on, on),
            Window::Week => {
                let weekday = on.weekday();
                let back =
                    if self.monday { weekday.num_days_from_monday() } else { weekday.num_days_from_sunday() };
                let back = i32::try_from(back).ok()?;
                let first = on.checked_add_days(-back)?;
                (first, first.checked_add_days(6)?)
            }
            Window::Month => {
                let first = Date::new(on.year(), on.month(), 1)?;
                (first, first.checked_add_months(1)?.checked_add_days(-1)?)
            }
            Window::CalendarYear => (Date::new(on.year(), 1, 1)?, Date::new(on.year(), 12, 31)?),
            // An episode cannot have begun before its year.
            Window::FiscalYear | Window::EpisodeInYear => self.fiscal_year(stack, ask)?,
            // The months up to and with the day: six months back from 15 June begin on 16 December.
            Window::RollingMonths => {
                let months = i32::from(self.length?);
                (on.checked_add_months(-months)?.checked_add_days(1)?, on)
            }
            Window::RollingDays => (on.checked_add_days(1 - i32::from(self.length?))?, on),
            Window::Lifetime => (Date::new(1, 1, 1)?, Date::new(9999, 12, 31)?),
            Window::Episode | Window::Authorization => (self.episode?, Date::new(9999, 12, 31)?),
        };
        let begins = self.count_from.map_or(first, |from| first.max(from));
        let begins = match self.window {
            Window::EpisodeInYear => self.episode.map_or(begins, |episode| begins.max(episode)),
            _ => begins,
        };
        Some((begins, last))
    }

    fn fiscal_year(&self, stack: &Stack, ask: &Ask<'_>) -> Option<(Date, Date)> {
        use crate::pack::rows::Year;
        let name = self.year?;
        let year = stack.best::<Year>(ask, |row| row.terms.id.as_deref() == Some(name))?;
        let begins = |number: u16| Date::new(number, year.row.month, year.row.day);
        let this = begins(ask.on.year())?;
        let first = if this <= ask.on { this } else { begins(ask.on.year().checked_sub(1)?)? };
        Some((first, first.checked_add_months(12)?.checked_add_days(-1)?))
    }
}
