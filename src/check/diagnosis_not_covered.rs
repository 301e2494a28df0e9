//! The diagnoses that a service is for.

use super::book::{About, Attendance, Book, Kind, LogRun, diagnoses};
use super::payer::{Answer, Case, PayerRun};
use crate::diag::{Arg, Found, Lack};
use crate::pack::rows::{Diagnosis, DiagnosisAt};
use crate::table::Known;
use crate::value::{Icd10Cm, Icd10Prefix};

payer_rule! {
    "PC0618" "diagnosis-not-covered" Error, Stc "A8" "488", denied "11", document "diagnosis_not_covered.md", reads "diagnosis";
    title: "No diagnosis of the claim is one that the service is for"
    message: "{0} that the payer takes for this service"
    help: "Add the diagnosis that the record supports; if there is none, the service is not for this payer."
}

pub(crate) const RUN: PayerRun = PayerRun::Claim(run);

fn run(case: &Case<'_>, found: &mut Found) {
    // Without any diagnosis the missing HI is the finding.
    if case.diagnoses.is_empty() {
        return;
    }
    let at = || {
        let first = case.claim.diagnoses().next();
        first.map_or_else(|| case.claim.segment().at(), |one| one.code.location())
    };
    for shape in [Shape::Wanted, Shape::NotAlone] {
        let unknown = case.lines.iter().map(|line| {
            let answer = case.decide::<Diagnosis>(line, |rows| {
                let row = rows.best(|row| shape.is_of(row))?;
                (row.row.any_of == Some(Known::Unknown)).then(|| rows.broken(&row, &[]))
            });
            match answer {
                Answer::Broken(broken) => Answer::Open(Lack::Unknown, broken),
                answer => answer,
            }
        });
        let broken = case.lines.iter().map(|line| {
            case.decide::<Diagnosis>(line, |rows| {
                let row = rows.best(|row| shape.is_of(row))?;
                let fits = shape.fits(row.row, &case.diagnoses);
                (fits == Some(false)).then(|| rows.broken(&row, &[words(row.row)]))
            })
        });
        case.tell_once(found, &RULE, unknown.chain(broken), at);
    }
}

/// What a row says of diagnoses.
#[derive(Clone, Copy)]
enum Shape {
    /// One of these has to be there.
    Wanted,
    /// These alone are not enough.
    NotAlone,
}

impl Shape {
    const fn is_of(self, row: &Diagnosis) -> bool {
        let wanted = row.any_of.is_some() || row.first.is_some() || row.last.is_some();
        match self {
            Self::Wanted => wanted,
            Self::NotAlone => !row.none_of.is_empty(),
        }
    }

    /// Do the diagnoses of a claim fit? Nothing, where the row does not know which.
    fn fits(self, row: &Diagnosis, diagnoses: &[Icd10Cm]) -> Option<bool> {
        let looked_at = match row.which {
            Some(DiagnosisAt::Principal) => diagnoses.get(..1).unwrap_or_default(),
            _ => diagnoses,
        };
        let begins =
            |code: &Icd10Cm, list: &[Icd10Prefix]| list.iter().any(|prefix| code.starts_with(prefix));
        Some(match self {
            Self::NotAlone => !looked_at.iter().all(|code| begins(code, &row.none_of)),
            Self::Wanted => {
                let listed = match &row.any_of {
                    Some(Known::Unknown) => return None,
                    Some(Known::Is(list)) => list.as_slice(),
                    None => &[],
                };
                looked_at.iter().any(|code| begins(code, listed) || in_range(code, row))
            }
        })
    }
}

/// Is the code in the range of the row, its last code with all that begins so included?
fn in_range(code: &Icd10Cm, row: &Diagnosis) -> bool {
    let (code, first) = (code.as_str(), row.first.as_ref().map(Icd10Prefix::as_str));
    let last = row.last.as_ref().map(Icd10Prefix::as_str);
    (first.is_some() || last.is_some())
        && first.is_none_or(|first| code >= first)
        && last.is_none_or(|last| code.get(..last.len()).unwrap_or(code) <= last)
}

fn words(row: &Diagnosis) -> Arg {
    Arg::Text(match row.which {
        Some(DiagnosisAt::Principal) => "the principal diagnosis is none",
        _ => "no diagnosis of the claim is one",
    })
}

pub(crate) const ABOUT: About = About::Member;
pub(crate) const LOG: LogRun = LogRun::Each(log);

fn log<'e>(_: &Book<'e>, attendance: &Attendance<'e>, kind: &Kind<'e>) -> Answer {
    if kind.diagnoses.is_empty() {
        return Answer::Fine;
    }
    let on_file = attendance.member.map(|(_, member)| diagnoses(attendance.encounter, member));
    let on_file = on_file.unwrap_or_default();
    for shape in [Shape::Wanted, Shape::NotAlone] {
        let Some(row) = kind.best(&kind.diagnoses, |row| shape.is_of(row)) else { continue };
        if on_file.is_empty() {
            return Answer::Open(Lack::Fact("the member's diagnoses"), kind.broken(&row, &[words(row.row)]));
        }
        match shape.fits(row.row, &on_file) {
            Some(true) => {}
            Some(false) => return Answer::Broken(kind.broken(&row, &[words(row.row)])),
            // A list that nobody knows shuts nobody out; that it was not looked at is told.
            None => {
                let broken = kind.broken(&row, &[words(row.row)]).undecided();
                return Answer::Open(Lack::Unknown, broken);
            }
        }
    }
    Answer::Fine
}
