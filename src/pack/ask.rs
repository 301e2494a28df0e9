//! A question to a pack, and whether a row speaks to it.

use super::{MemberAt, Mode, Terms, When};
use crate::value::{Date, Icd10Cm, Modifier, PlaceOfService};

/// What is asked, as far as the asker knows it. What is left open is not known, which is not the same as no.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Ask<'a> {
    /// The date of service.
    pub on: Date,
    /// Only rules that were published by this day; nothing: all that are known now.
    pub known_on: Option<Date>,
    /// The service, by id.
    pub service: Option<&'a str>,
    /// The programme or waiver that pays.
    pub programme: Option<&'a str>,
    /// The plan's line of business.
    pub product: Option<&'a str>,
    /// How the contact took place.
    pub mode: Option<Mode>,
    /// Where the member was, when not in person.
    pub member_at: Option<MemberAt>,
    /// The place of service.
    pub pos: Option<PlaceOfService>,
    /// The member's age in completed years.
    pub age: Option<u16>,
    /// The member's county.
    pub county: Option<&'a str>,
    /// The modifiers of the line.
    pub modifiers: Option<&'a [Modifier]>,
    /// The diagnoses of the claim.
    pub diagnoses: Option<&'a [Icd10Cm]>,
    /// The credentials of the staff member, by id.
    pub credentials: Option<&'a [&'a str]>,
    /// The stage of the staff member's credential.
    pub stage: Option<&'a str>,
    /// The assessed level.
    pub level: Option<&'a str>,
    /// The named facts that are on record. Whether another is, is not known.
    pub facts: &'a [&'a str],
    /// The named facts that are known not to be on record.
    pub not_facts: &'a [&'a str],
    /// The day the staff member was first certified.
    pub certified_on: Option<Date>,
    /// Days since the service began for this member.
    pub tenure: Option<u32>,
    /// Another payer comes before this one.
    pub other_payer: Option<bool>,
}

impl<'a> Ask<'a> {
    /// About that date of service, with nothing else known.
    pub const fn on(date: Date) -> Self {
        Self {
            on: date,
            known_on: None,
            service: None,
            programme: None,
            product: None,
            mode: None,
            member_at: None,
            pos: None,
            age: None,
            county: None,
            modifiers: None,
            diagnoses: None,
            credentials: None,
            stage: None,
            level: None,
            facts: &[],
            not_facts: &[],
            certified_on: None,
            tenure: None,
            other_payer: None,
        }
    }

    /// About that service.
    #[must_use]
    pub const fn service(mut self, service: &'a str) -> Self {
        self.service = Some(service);
        self
    }

    /// Does a row with those terms speak here?
    pub fn answers(&self, terms: &Terms) -> Truth {
        if !self.in_force(terms) {
            return Truth::No;
        }
        let service = any(&terms.service, self.service, |row, asked| row == asked, Lacking::Service);
        terms.when.as_ref().map_or(service, |when| service.and(self.holds(when)))
    }

    /// Is the day of the question among the days of the row, and was the row known?
    pub fn in_force(&self, terms: &Terms) -> bool {
        terms.from.is_none_or(|from| from <= self.on)
            && terms.to.is_none_or(|to| self.on <= to)
            && match (self.known_on, terms.announced_on.or(terms.from)) {
                (Some(known), Some(announced)) => announced <= known,
                _ => true,
            }
    }

    fn holds(&self, when: &When) -> Truth {
        let text = |row: &String, asked: &str| row == asked;
        let county = |row: &String, asked: &str| row.eq_ignore_ascii_case(asked);
        [
            any(&when.programme, self.programme, text, Lacking::Programme),
            any(&when.product, self.product, text, Lacking::Product),
            any(&when.mode, self.mode, |row, asked| *row == asked, Lacking::Mode),
            any(&when.member_at, self.member_at, |row, asked| *row == asked, Lacking::MemberAt),
            any(&when.pos, self.pos, |row, asked| *row == asked, Lacking::Place),
            at_least(when.age_from, self.age, Lacking::Age),
            at_most(when.age_to, self.age, Lacking::Age),
            any(&when.county, self.county, county, Lacking::County),
            every(&when.modifier, self.modifiers, |row, one| row == one, Lacking::Modifiers),
            some(&when.diagnosis, self.diagnoses, |row, one| one.starts_with(row), Lacking::Diagnoses),
            some(&when.credential, self.credentials, |row, one| row == one, Lacking::Credential),
            any(&when.stage, self.stage, text, Lacking::Credential),
            any(&when.level, self.level, text, Lacking::Level),
            self.on_record(&when.fact),
            self.not_on_record(&when.not_fact),
            at_least(when.certified_from, self.certified_on, Lacking::Credential),
            at_most(when.certified_to, self.certified_on, Lacking::Credential),
            at_least(when.tenure_from, self.tenure, Lacking::Tenure),
            at_most(when.tenure_to, self.tenure, Lacking::Tenure),
            at_least(when.other_payer, self.other_payer, Lacking::OtherPayer).and(at_most(
                when.other_payer,
                self.other_payer,
                Lacking::OtherPayer,
            )),
        ]
        .into_iter()
        .fold(Truth::Yes, Truth::and)
    }
}

impl Ask<'_> {
    /// Is a named fact on record?
    fn fact(&self, fact: &str) -> Truth {
        if self.facts.contains(&fact) {
            Truth::Yes
        } else if self.not_facts.contains(&fact) {
            Truth::No
        } else {
            Truth::Open(Lacking::Facts)
        }
    }

    fn on_record(&self, facts: &[String]) -> Truth {
        facts.iter().fold(Truth::Yes, |all, fact| all.and(self.fact(fact)))
    }

    fn not_on_record(&self, facts: &[String]) -> Truth {
        facts.iter().fold(Truth::Yes, |all, fact| {
            all.and(match self.fact(fact) {
                Truth::Yes => Truth::No,
                Truth::No => Truth::Yes,
                open @ Truth::Open(_) => open,
            })
        })
    }
}

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Truth {
    /// It is.
    Yes,
    /// It is not.
    No,
    /// It cannot be told without this.
    Open(Lacking),
}

impl Truth {
    /// Both: no, if one is no; open, if one is open.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Open(lacking), _) | (_, Self::Open(lacking)) => Self::Open(lacking),
            (Self::Yes, Self::Yes) => Self::Yes,
        }
    }
}

/// What would have to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lacking {
    /// The service.
    Service,
    /// The programme.
    Programme,
    /// The line of business.
    Product,
    /// How the contact took place.
    Mode,
    /// Where the member was.
    MemberAt,
    /// The place of service.
    Place,
    /// The member's age.
    Age,
    /// The member's county.
    County,
    /// The modifiers.
    Modifiers,
    /// The diagnoses.
    Diagnoses,
    /// The staff member's credential.
    Credential,
    /// The assessed level.
    Level,
    /// What is on record of the member or the contact.
    Facts,
    /// How long the service has been given.
    Tenure,
    /// Whether another payer comes first.
    OtherPayer,
}

impl Lacking {
    /// In words: `how the contact took place`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Service => "the service",
            Self::Programme => "the programme that pays",
            Self::Product => "the plan's line of business",
            Self::Mode => "how the contact took place",
            Self::MemberAt => "where the member was",
            Self::Place => "the place of service",
            Self::Age => "the member's age",
            Self::County => "the member's county",
            Self::Modifiers => "the modifiers",
            Self::Diagnoses => "the diagnoses",
            Self::Credential => "the staff member's credential",
            Self::Level => "the assessed level",
            Self::Facts => "what is on record of the member and the contact",
            Self::Tenure => "how long the service has been given",
            Self::OtherPayer => "whether another payer comes first",
        }
    }
}

fn any<R, A: Copy>(rows: &[R], asked: Option<A>, same: impl Fn(&R, A) -> bool, lacking: Lacking) -> Truth {
    match asked {
        _ if rows.is_empty() => Truth::Yes,
        None => Truth::Open(lacking),
        Some(asked) => truth(rows.iter().any(|row| same(row, asked))),
    }
}

fn some<R, A>(rows: &[R], asked: Option<&[A]>, same: impl Fn(&R, &A) -> bool, lacking: Lacking) -> Truth {
    match asked {
        _ if rows.is_empty() => Truth::Yes,
        None => Truth::Open(lacking),
        Some(asked) => truth(rows.iter().any(|row| asked.iter().any(|one| same(row, one)))),
    }
}

fn every<R, A>(rows: &[R], asked: Option<&[A]>, same: impl Fn(&R, &A) -> bool, lacking: Lacking) -> Truth {
    match asked {
        _ if rows.is_empty() => Truth::Yes,
        None => Truth::Open(lacking),
        Some(asked) => truth(rows.iter().all(|row| asked.iter().any(|one| same(row, one)))),
    }
}

fn at_least<T: Ord>(row: Option<T>, asked: Option<T>, lacking: Lacking) -> Truth {
    row.map_or(Truth::Yes, |row| asked.map_or(Truth::Open(lacking), |asked| truth(asked >= row)))
}

fn at_most<T: Ord>(row: Option<T>, asked: Option<T>, lacking: Lacking) -> Truth {
    row.map_or(Truth::Yes, |row| asked.map_or(Truth::Open(lacking), |asked| truth(asked <= row)))
}

const fn truth(so: bool) -> Truth {
    if so { Truth::Yes } else { Truth::No }
}
