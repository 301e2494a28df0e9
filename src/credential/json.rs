//! `peerclaim-credential/1` and `peerclaim-credential-comparison/1`: the answers for machines.

use super::{Answer, COMPARISON_SCHEMA, CREDENTIAL_SCHEMA, Difference, Fees, Held, Ledger, Standing};
use crate::pack::body::Body;
use crate::value::{Date, json_text};
use serde::Serialize;

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-credential/1"))]
struct Document<'a> {
    /// Always `peerclaim-credential/1`. Members may be added within a version; none is renamed or removed.
    schema: &'static str,
    /// The day of the question.
    on: String,
    /// `valid`, `invalid` or `unknown`: may services of the day be billed?
    may_bill: Word,
    /// `valid`, `invalid` or `unknown`: would the body renew, if that were asked for on the day? Hours of which
    /// the file has no record at all are among the ledgers, and do not decide.
    may_renew: Word,
    /// `valid`, `invalid` or `unknown`: is the person supervised as the rules ask? Null: no rule asks.
    supervised: Option<Word>,
    /// `valid`, `invalid` or `unknown`: may the person supervise? Null: no rule asks, or the person does not.
    may_supervise: Option<Word>,
    /// The reasoning, a sentence a step.
    reasons: Vec<&'a str>,
    /// The last day up to which services may be billed without a break; null where they may not, or where no
    /// end is known.
    until: Option<String>,
    /// What says so: title, place, date and address, each once.
    cites: Vec<&'a str>,
    /// The reasons again, each with what it is about, what says so and how well that is known.
    steps: Vec<StepRecord<'a>>,
    /// Each credential, in the order of the roster.
    credentials: Vec<Credential<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
struct Word(&'static str);

impl From<Answer> for Word {
    fn from(answer: Answer) -> Self {
        Self(answer.as_str())
    }
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct StepRecord<'a> {
    /// `rules`, `billing`, `renewal`, `fee`, `hours`, `supervision`, `supervisor` or `payer`.
    about: &'static str,
    says: &'a str,
    /// Null where nothing but the file says so.
    cite: Option<&'a str>,
    /// `verified`, `contract`, `secondary` or `recalled`.
    status: Option<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Credential<'a> {
    /// Which credential of the roster's, from 1.
    number: usize,
    /// The body and the credential as the rules name them, `pcb/cps`; null where there are no rules.
    name: Option<&'a str>,
    may_bill: Word,
    may_renew: Word,
    /// The last day of the period that counts for the renewal.
    ends: Option<String>,
    ledgers: Vec<LedgerRecord<'a>>,
    fees: Option<FeesRecord>,
}

/// Hours as strings: they may have decimals.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct LedgerRecord<'a> {
    of: &'static str,
    /// The first day on which hours count.
    from: Option<String>,
    /// The last day on which hours count.
    to: Option<String>,
    counted: String,
    /// Null: nobody knows how many are asked for.
    needed: Option<String>,
    short: Option<String>,
    /// Hours of which the file does not say enough.
    unclear: String,
    not_counted: Vec<NotCounted>,
    topics: Vec<Topic<'a>>,
    /// The file has such hours at all.
    on_file: bool,
    met: Word,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct NotCounted {
    hours: String,
    because: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Topic<'a> {
    #[serde(rename = "topic")]
    name: &'a str,
    counted: String,
    needed: String,
    met: Word,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FeesRecord {
    parts: Vec<FeePart>,
    /// Dollars, as a string; null where a part is not known.
    total: Option<String>,
    /// The reckoning: `$50 + $75 = $125`.
    sum: String,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct FeePart {
    pays: &'static str,
    /// Dollars, as a string; null: nobody knows.
    amount: Option<String>,
}

impl From<&Fees> for FeesRecord {
    fn from(fees: &Fees) -> Self {
        let part = |(pays, amount): &(&'static str, Option<crate::value::Money>)| FeePart {
            pays,
            amount: amount.map(|amount| amount.to_string()),
        };
        Self {
            parts: fees.parts.iter().map(part).collect(),
            total: fees.total().map(|total| total.to_string()),
            sum: fees.sum(),
        }
    }
}

impl<'a> From<&'a Ledger> for LedgerRecord<'a> {
    fn from(ledger: &'a Ledger) -> Self {
        Self {
            of: ledger.of,
            from: ledger.from.map(|day| day.to_string()),
            to: ledger.to.map(|day| day.to_string()),
            counted: ledger.counted.to_string(),
            needed: ledger.needed.map(|needed| needed.to_string()),
            short: ledger.short().map(|short| short.to_string()),
            unclear: ledger.unclear.to_string(),
            not_counted: ledger
                .not_counted
                .iter()
                .map(|(because, hours)| NotCounted { hours: hours.to_string(), because })
                .collect(),
            topics: ledger
                .topics
                .iter()
                .map(|line| Topic {
                    name: &line.topic,
                    counted: line.counted.to_string(),
                    needed: line.needed.to_string(),
                    met: line.met.into(),
                })
                .collect(),
            on_file: ledger.on_file,
            met: ledger.met.into(),
        }
    }
}

impl<'a> From<&'a Held> for Credential<'a> {
    fn from(held: &'a Held) -> Self {
        Self {
            number: held.number,
            name: held.name.as_deref(),
            may_bill: held.may_bill.into(),
            may_renew: held.may_renew.into(),
            ends: held.ends.map(|day| day.to_string()),
            ledgers: held.ledgers.iter().map(LedgerRecord::from).collect(),
            fees: held.fees.as_ref().map(FeesRecord::from),
        }
    }
}

/// The answer as `peerclaim-credential/1`. It holds days and numbers of the person's own file, and no names.
pub fn to_json(standing: &Standing) -> String {
    let document = Document {
        schema: CREDENTIAL_SCHEMA,
        on: standing.on.to_string(),
        may_bill: standing.may_bill.into(),
        may_renew: standing.may_renew.into(),
        supervised: standing.supervised.map(Word::from),
        may_supervise: standing.may_supervise.map(Word::from),
        reasons: standing.reasons.iter().map(|reason| reason.says.as_str()).collect(),
        until: standing.until.map(|day| day.to_string()),
        cites: standing.cites(),
        steps: standing
            .reasons
            .iter()
            .map(|reason| StepRecord {
                about: reason.step.as_str(),
                says: &reason.says,
                cite: (!reason.cite.is_empty()).then_some(reason.cite.as_str()),
                status: reason.status.map(crate::pack::Status::as_str),
            })
            .collect(),
        credentials: standing.held.iter().map(Credential::from).collect(),
    };
    json_text(&document)
}

/// The JSON Schema of `peerclaim-credential/1`.
#[cfg(feature = "schema")]
pub fn credential_schema() -> String {
    let schema = schemars::schema_for!(Document<'static>);
    json_text(&schema)
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "peerclaim-credential-comparison/1"))]
struct Comparison<'a> {
    /// Always `peerclaim-credential-comparison/1`. Members may be added within a version; none is renamed or
    /// removed.
    schema: &'static str,
    /// The day of the question.
    on: String,
    /// The body, by its id.
    body: &'a str,
    /// The standards, by their id.
    standards: &'a str,
    /// A line for each credential and each thing that is compared. A difference is no fault.
    differences: Vec<Line<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Line<'a> {
    /// The credential, by its id.
    credential: &'a str,
    /// What is compared: `training`, `supervised work`.
    about: &'static str,
    /// What is recommended.
    standard: &'a str,
    /// What the body asks.
    body: &'a str,
    /// `same`, `more`, `less` or `unknown`: what the body asks beside what is recommended.
    compared: &'static str,
    /// How well the less well known of the two is known: `verified`, `contract`, `secondary` or `recalled`.
    status: &'static str,
    /// What says so: of the standards, and of the body.
    cites: Vec<&'a str>,
}

impl<'a> From<&'a Difference> for Line<'a> {
    fn from(one: &'a Difference) -> Self {
        Self {
            credential: &one.credential,
            about: one.about,
            standard: &one.standard,
            body: &one.body,
            compared: one.compared.as_str(),
            status: one.status.as_str(),
            cites: one.cites.iter().map(String::as_str).filter(|cite| !cite.is_empty()).collect(),
        }
    }
}

/// A comparison as `peerclaim-credential-comparison/1`.
pub fn comparison_to_json(body: &Body, standards: &Body, on: Date, found: &[Difference]) -> String {
    let comparison = Comparison {
        schema: COMPARISON_SCHEMA,
        on: on.to_string(),
        body: body.id(),
        standards: standards.id(),
        differences: found.iter().map(Line::from).collect(),
    };
    json_text(&comparison)
}

/// The JSON Schema of `peerclaim-credential-comparison/1`.
#[cfg(feature = "schema")]
pub fn comparison_schema() -> String {
    let schema = schemars::schema_for!(Comparison<'static>);
    json_text(&schema)
}
