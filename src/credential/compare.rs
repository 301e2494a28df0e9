//! How a body differs from what model standards recommend. A difference is no fault: standards bind nobody.

use crate::pack::body::Body;
use crate::pack::body::rows::{About, Entry, Experience, Purpose, Role};
use crate::pack::rows::Need;
use crate::pack::{Ask, Known, Status};
use crate::value::{Date, Quantity};

/// How what a body asks lies to what is recommended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compared {
    /// As recommended.
    Same,
    /// The body asks for more.
    More,
    /// The body asks for less.
    Less,
    /// What the body asks was not found, or is in another measure.
    Unknown,
}

impl Compared {
    /// The word that is written.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::More => "more",
            Self::Less => "less",
            Self::Unknown => "unknown",
        }
    }
}

/// One line of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Difference {
    /// The credential, by its id.
    pub credential: String,
    /// What is compared: `training`, `supervised work`.
    pub about: &'static str,
    /// What is recommended.
    pub standard: String,
    /// What the body asks.
    pub body: String,
    /// How the one lies to the other.
    pub compared: Compared,
    /// How well the less well known of the two is known.
    pub status: Status,
    /// What says so: of the standards, and of the body.
    pub cites: [String; 2],
}

/// Compares what a body asks before it certifies, on a day, with what standards recommend.
pub fn compare(body: &Body, standards: &Body, on: Date) -> Vec<Difference> {
    let mut found = Vec::new();
    for credential in body.rows.credential.iter().filter(|row| row.role != Some(Role::Supervisor)) {
        let ids = [credential.terms.id.as_deref().unwrap_or_default()];
        let mut ask = Ask::on(on);
        ask.credentials = Some(&ids);
        for about in [About::Training, About::Schooling, About::Recovery] {
            found.extend(entry(body, standards, &ask, about));
        }
        found.extend(work(body, standards, &ask));
    }
    found
}

fn line(
    (body, row): (&Body, Option<&crate::pack::Terms>),
    (standards, terms): (&Body, &crate::pack::Terms),
    ask: &Ask<'_>,
    about: &'static str,
    (standard, asked, compared): (String, String, Compared),
) -> Difference {
    let status = row.map_or(terms.status, |row| row.status.max(terms.status));
    let credential = ask.credentials.and_then(<[&str]>::first).copied().unwrap_or_default().to_owned();
    let cites = [standards.citation(terms), row.map(|row| body.citation(row)).unwrap_or_default()];
    Difference { credential, about, standard, body: asked, compared, status, cites }
}

fn entry(body: &Body, standards: &Body, ask: &Ask<'_>, about: About) -> Option<Difference> {
    let is = |row: &Entry| row.about == about;
    let standard = standards.best(&Ask::on(ask.on), is)?;
    let row = body.best(ask, is);
    let figure = |row: &Entry| row.least.as_ref().and_then(Known::get).copied();
    let counted = |row: &Entry| row.counted.map_or(String::new(), |counted| format!(" {counted}"));
    let recommended = match (standard.need, figure(standard), standard.most) {
        (Need::Required, Some(least), Some(most)) => format!("{least} to {most}{}", counted(standard)),
        (Need::Required, Some(least), None) => format!("{least}{} at least", counted(standard)),
        (Need::Required, None, _) => "asked for".to_owned(),
        _ => "no fixed requirement".to_owned(),
    };
    let (asked, compared) = match row {
        None => ("not found".to_owned(), Compared::Unknown),
        Some(row) if row.need != Need::Required => (
            "not asked for".to_owned(),
            if standard.need == Need::Required { Compared::Less } else { Compared::Same },
        ),
        Some(row) => {
            let asked = figure(row).map_or_else(
                || "asked for, how much was not found".to_owned(),
                |least| format!("{least}{}", counted(row)),
            );
            let compared = match (standard.need, figure(row)) {
                (Need::Required, Some(has)) if row.counted == standard.counted => {
                    range(has, figure(standard), standard.most)
                }
                (Need::Required, _) => Compared::Unknown,
                _ => Compared::More,
            };
            (asked, compared)
        }
    };
    let terms = row.map(|row| &row.terms);
    Some(line(
        (body, terms),
        (standards, &standard.terms),
        ask,
        about.as_str(),
        (recommended, asked, compared),
    ))
}

fn work(body: &Body, standards: &Body, ask: &Ask<'_>) -> Option<Difference> {
    let is = |row: &Experience| matches!(row.purpose, Purpose::Entry | Purpose::NextStage);
    let standard = standards.best(&Ask::on(ask.on), is)?;
    let most = standard.most_hours?;
    let mut staged = ask.clone();
    staged.stage = Some("initial");
    let row = body.best(ask, is).or_else(|| body.best(&staged, is));
    let hours = row.and_then(|row| row.hours.as_ref()).and_then(Known::get).copied();
    let (asked, compared) = match (row, hours) {
        (_, Some(hours)) => (format!("{hours} hours"), range(hours, None, Some(most))),
        (Some(_), None) => ("unknown".to_owned(), Compared::Unknown),
        (None, None) => ("not found".to_owned(), Compared::Unknown),
    };
    let terms = row.map(|row| &row.terms);
    let recommended = format!("at most {most} hours");
    Some(line(
        (body, terms),
        (standards, &standard.terms),
        ask,
        "supervised work",
        (recommended, asked, compared),
    ))
}

fn range(has: Quantity, least: Option<Quantity>, most: Option<Quantity>) -> Compared {
    if least.is_some_and(|least| has < least) {
        Compared::Less
    } else if most.is_some_and(|most| has > most) {
        Compared::More
    } else {
        Compared::Same
    }
}
