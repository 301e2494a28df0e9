//! What can be asked for.

use super::config::ShowConfigArgs;
use super::settings::CheckArgs;
use clap::{Args, Parser, Subcommand, ValueEnum};
use peerclaim::evidence::Usage;
use peerclaim::pack::{MemberAt, Mode};
use peerclaim::unit::Sheet;
use peerclaim::value::{Date, Icd10Cm, PlaceOfService, Quantity, StateCode};
use std::path::PathBuf;

/// Checks 837P claim files for Medicaid peer support: what is wrong, where, and what to do.
#[derive(Debug, Parser)]
#[command(
    name = "peerclaim",
    version,
    propagate_version = true,
    after_help = "Exit codes: 0 nothing at or above the fail level; 1 findings; 2 bad usage, unreadable input, or\n\
                  suppressions that are stale.\n\
                  Reports hold no patient data unless --show-values is given."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check claim files and say what is wrong, where, and what to do.
    Check(Box<CheckArgs>),
    /// How many units are so many minutes, and says who?
    Units(UnitsArgs),
    /// How much of what is asked is free under the payer's limits, and how much is over?
    Limits(LimitsArgs),
    /// By which day does a claim have to be there?
    Deadline(DeadlineArgs),
    /// What a staff member's credentials are worth on a day: may services be billed, would they be renewed?
    Credential(CredentialArgs),
    /// Read service log, roster and papers, and say what is wrong with them.
    Evidence(EvidenceArgs),
    /// What packs of payer rules there are, what they say, and how they differ.
    Packs(PacksArgs),
    /// Tell what a rule is about, why it matters, and what to do.
    Explain(ExplainArgs),
    /// List every rule.
    Rules(RulesArgs),
    /// Show the settings that `check` would take here, and where each comes from.
    ShowConfig(ShowConfigArgs),
    /// Print the JSON Schema of a machine format.
    Schema(SchemaArgs),
    /// Bill a service log: claims, the ledger that explains them, and what may not be billed, with its reason.
    Bill(super::bill::BillArgs),
    /// Put right what can be put right without knowing more, in a copy of the file.
    Fix(super::fix::FixArgs),
    /// Write a synthetic 837P file of peer support claims, for trying things out.
    Generate(super::generate::GenerateArgs),
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 services of the day may be billed; 1 they may not, or it cannot be told; 2 bad usage \
                        or unreadable input. The answer holds days and numbers of the staff file, and no names."
)]
pub(crate) struct CredentialArgs {
    /// The evidence: a JSON document, a CSV table, or a folder of them.
    #[arg(long, value_name = "FILE|DIR", required_unless_present_any = ["compare", "list"], requires = "staff")]
    pub(crate) evidence: Option<PathBuf>,
    /// Whose credentials: the id on the roster.
    #[arg(long, value_name = "ID", requires = "evidence")]
    pub(crate) staff: Option<String>,
    /// The date of service; for a renewal, the date of the application (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", required_unless_present = "list")]
    pub(crate) on: Option<Date>,
    /// A payer whose rules count too: the id of a pack, or a pack in a file that ends in .toml; may be given
    /// more than once.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) pack: Vec<String>,
    /// The service, by the pack's name for it.
    #[arg(long, value_name = "NAME", requires = "pack")]
    pub(crate) service: Option<String>,
    /// The rules of a certification body in a file of your own; may be given more than once.
    #[arg(long, value_name = "FILE")]
    pub(crate) body: Vec<PathBuf>,
    /// Instead: how the rules of this body differ from model standards.
    #[arg(long, value_name = "BODY", conflicts_with_all = ["evidence", "staff", "pack"])]
    pub(crate) compare: Option<String>,
    /// Instead: the bodies, or of one body the words that the evidence may use: credentials, stages, endorsements,
    /// subjects of training, facts.
    #[arg(long, value_name = "BODY", num_args = 0..=1, default_missing_value = "", conflicts_with_all = ["evidence", "staff", "pack", "compare", "format"])]
    pub(crate) list: Option<String>,
    /// The standards to compare with.
    #[arg(long, value_name = "BODY", default_value = "samhsa-2023", requires = "compare")]
    pub(crate) standards: String,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
#[command(
    after_help = "Exit codes: 0 no error; 1 errors; 2 bad usage or unreadable input. What is told names tables, rows \
                        and fields, and holds no value of the files."
)]
pub(crate) struct EvidenceArgs {
    /// JSON documents, CSV tables, and folders of them; they are read as one evidence.
    #[arg(value_name = "PATH", required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// Its id (PC0301) or name (claim-total-differs-from-lines).
    #[arg(value_name = "RULE")]
    pub(crate) rule: String,
    /// What this payer says to it: the rows that hold, their layer, who says so. The id of a pack, or a pack in a
    /// file that ends in .toml.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) pack: Option<String>,
    /// Only what speaks on this date of service (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", requires = "pack")]
    pub(crate) on: Option<Date>,
    /// Only what speaks of this service.
    #[arg(long, value_name = "NAME", requires = "on")]
    pub(crate) service: Option<String>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    /// How to write them.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    /// Which format.
    #[arg(value_enum)]
    pub(crate) of: SchemaOf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum AnswerFormat {
    /// For people.
    #[value(alias = "text")]
    Human,
    /// For machines.
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The report of `check --format json`.
    Report,
    /// The claims of a transaction set as JSON, as the library reads and writes them.
    Claims,
    /// The service log, roster, members, authorizations and documents that claims are checked by.
    Evidence,
    /// The answer of `evidence --format json`.
    EvidenceReport,
    /// A pack of payer rules, for editors that know TOML.
    Pack,
    /// The answer of `units --format json`.
    Units,
    /// The answer of `credential --format json`.
    Credential,
    /// The comparison of `credential --compare --format json`.
    Comparison,
    /// The rules of a certification body, for editors that know TOML.
    Body,
    /// The report and the ledger of `bill`.
    Bill,
    /// `peerclaim.toml`, for editors that know TOML.
    Project,
    /// A file of suppressions, for editors that know TOML.
    Suppressions,
}

/// What else is known, as far as it matters to the payer. What is left out is not known.
#[derive(Debug, Args)]
pub(crate) struct AskArgs {
    /// How the contact took place.
    #[arg(long, value_name = "MODE", value_parser = word::<Mode>, help_heading = "What else is known")]
    pub(crate) mode: Option<Mode>,
    /// Where the member was, when not in person: home, elsewhere.
    #[arg(long, value_name = "WHERE", value_parser = word::<MemberAt>, help_heading = "What else is known")]
    pub(crate) member_at: Option<MemberAt>,
    /// The place of service on the claim, as 11.
    #[arg(long, value_name = "CODE", help_heading = "What else is known")]
    pub(crate) pos: Option<PlaceOfService>,
    /// The member's age in completed years.
    #[arg(long, value_name = "YEARS", help_heading = "What else is known")]
    pub(crate) age: Option<u16>,
    /// The member's county of residence.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) county: Option<String>,
    /// A diagnosis of the claim; may be given more than once.
    #[arg(long, value_name = "CODE", help_heading = "What else is known")]
    pub(crate) diagnosis: Vec<Icd10Cm>,
    /// The programme or waiver that pays.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) programme: Option<String>,
    /// The plan's line of business.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) product: Option<String>,
    /// The level that an assessment found.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) level: Option<String>,
    /// The stage of the staff member's credential.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) stage: Option<String>,
    /// A fact that is on record, by the name that the pack gives it; may be given more than once.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) fact: Vec<String>,
    /// A fact that is known not to be on record; may be given more than once.
    #[arg(long, value_name = "NAME", help_heading = "What else is known")]
    pub(crate) no_fact: Vec<String>,
    /// Only rules that were published by this day (YYYY-MM-DD).
    #[arg(long, value_name = "DATE", help_heading = "What else is known")]
    pub(crate) known_on: Option<Date>,
}

/// One of the words of a pack.
pub(crate) trait Word: Copy + 'static {
    const ALL: &'static [Self];
    fn as_str(self) -> &'static str;
}

impl Word for Mode {
    const ALL: &'static [Self] = Self::ALL;
    fn as_str(self) -> &'static str {
        self.as_str()
    }
}

impl Word for MemberAt {
    const ALL: &'static [Self] = Self::ALL;
    fn as_str(self) -> &'static str {
        self.as_str()
    }
}

impl Word for Usage {
    const ALL: &'static [Self] = Self::ALL;
    fn as_str(self) -> &'static str {
        self.as_str()
    }
}

/// `23:30` as minutes after midnight.
fn minute_of_day(text: &str) -> Result<u32, String> {
    let parts = text
        .split_once(':')
        .and_then(|(hours, minutes)| Some((hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?)));
    match parts {
        Some((hours, minutes)) if hours < 24 && minutes < 60 => Ok(hours * 60 + minutes),
        _ => Err("a time of the day, as 23:30".to_owned()),
    }
}

pub(crate) fn word<W: Word>(text: &str) -> Result<W, String> {
    W::ALL.iter().copied().find(|word| word.as_str() == text).ok_or_else(|| {
        let words: Vec<&str> = W::ALL.iter().map(|word| word.as_str()).collect();
        format!("one of: {}", words.join(", "))
    })
}

#[derive(Debug, Args)]
pub(crate) struct UnitsArgs {
    /// The payer: the id of a pack, or a pack in a file that ends in .toml.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) pack: String,
    /// The service, by the pack's name for it. Default: the pack's usual one.
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// The minutes: contacts separated by commas, the stretches of an interrupted contact by plus, an activity
    /// that is not the service after a colon: 53 or 8+7,20 or 20:travel+30.
    #[arg(long, value_name = "MINUTES")]
    pub(crate) minutes: Sheet,
    /// When the contact began, as 23:30; matters where it goes over midnight.
    #[arg(long, value_name = "HH:MM", value_parser = minute_of_day)]
    pub(crate) starts: Option<u32>,
    /// How many staff gave the same minutes.
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub(crate) staff: u16,
    /// The date of service (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Date,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct LimitsArgs {
    /// The payer: the id of a pack, or a pack in a file that ends in .toml.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) pack: String,
    /// The service, by the pack's name for it. Default: the pack's usual one.
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// The date of service (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Date,
    /// How many units are to be billed on that day.
    #[arg(long, value_name = "N")]
    pub(crate) units: Option<Quantity>,
    /// What was billed before, as DATE=UNITS or DATE/SERVICE=UNITS, separated by commas.
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    pub(crate) used: Vec<String>,
    /// The day on which the episode of care, or the authorization, began; where a limit counts over one.
    #[arg(long, value_name = "DATE")]
    pub(crate) episode_from: Option<Date>,
    /// How many people there are in the session of a group.
    #[arg(long, value_name = "N")]
    pub(crate) people: Option<u16>,
    /// How many staff there are under one supervisor.
    #[arg(long, value_name = "N")]
    pub(crate) staff: Option<Quantity>,
    /// How many full-time equivalents of staff there are under one full-time supervisor.
    #[arg(long, value_name = "N")]
    pub(crate) fte: Option<Quantity>,
    /// How many members there are in the care of one staff member.
    #[arg(long, value_name = "N")]
    pub(crate) members: Option<Quantity>,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct DeadlineArgs {
    /// The payer: the id of a pack, or a pack in a file that ends in .toml.
    #[arg(long, value_name = "ID|FILE")]
    pub(crate) pack: String,
    /// The date of service (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Date,
    /// The service, by the pack's name for it.
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// The date of the other payer's decision or explanation of benefits.
    #[arg(long, value_name = "DATE")]
    pub(crate) primary_decided: Option<Date>,
    /// The day on which the other payer's decision came.
    #[arg(long, value_name = "DATE")]
    pub(crate) primary_received: Option<Date>,
    /// The date of the payer's remittance.
    #[arg(long, value_name = "DATE")]
    pub(crate) remitted: Option<Date>,
    /// The day on which the payer received the claim: was it in time?
    #[arg(long, value_name = "DATE")]
    pub(crate) received: Option<Date>,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

#[derive(Debug, Args)]
pub(crate) struct PacksArgs {
    #[command(subcommand)]
    pub(crate) command: PacksCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PacksCommand {
    /// List the packs that come with the program: all, or those that answer for a state, a county, a payer.
    List(PacksListArgs),
    /// Tell what a pack says, with its layers, citations, and how well each row is known.
    Show(Box<PacksShowArgs>),
    /// Say what is wrong with packs of your own, each fault at its place.
    Check {
        /// Files that end in .toml; later ones may extend earlier ones.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<String>,
    },
    /// Show how a payer's rules meet the three federal conditions of 2007 for peer support: supervision,
    /// care coordination, training and credentialing.
    Conditions {
        /// The id of a pack, or a file that ends in .toml.
        #[arg(value_name = "ID|FILE")]
        pack: String,
        /// Only what speaks on this date of service.
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
        /// How to write it.
        #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
        format: AnswerFormat,
    },
    /// Show how two packs differ.
    Diff {
        /// The id of a pack, or a file that ends in .toml.
        #[arg(value_name = "ID|FILE")]
        one: String,
        /// Another.
        #[arg(value_name = "ID|FILE")]
        other: String,
        /// Only what speaks on this date of service.
        #[arg(long, value_name = "DATE")]
        on: Option<Date>,
    },
}

#[derive(Debug, Args)]
pub(crate) struct PacksListArgs {
    /// Only those of this state: PA.
    #[arg(long, value_name = "STATE", value_parser = state)]
    pub(crate) state: Option<StateCode>,
    /// Only those to which a route sends the members of this county.
    #[arg(long, value_name = "COUNTY")]
    pub(crate) county: Option<String>,
    /// Only those of the payer that claims name by this number: 23282.
    #[arg(long, value_name = "NUMBER")]
    pub(crate) payer: Option<String>,
    /// Routes and numbers on this date of service; without it those of any day.
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}

/// A state's two letters, in either case.
fn state(text: &str) -> Result<StateCode, String> {
    text.to_ascii_uppercase().parse().map_err(|_| "not a state's two letters, as PA".to_owned())
}

#[derive(Debug, Args)]
pub(crate) struct PacksShowArgs {
    /// The id of a pack, or a file that ends in .toml.
    #[arg(value_name = "ID|FILE")]
    pub(crate) pack: String,
    /// Only what speaks on this date of service (YYYY-MM-DD).
    #[arg(long, value_name = "DATE")]
    pub(crate) on: Option<Date>,
    /// Only what speaks of this service.
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// Show the rows of the national layer too.
    #[arg(long)]
    pub(crate) all: bool,
    /// Only this table: timely, modifier, cap.
    #[arg(long, value_name = "NAME")]
    pub(crate) table: Option<String>,
    #[command(flatten)]
    pub(crate) ask: AskArgs,
    /// How to write it.
    #[arg(long, value_enum, default_value_t = AnswerFormat::Human)]
    pub(crate) format: AnswerFormat,
}
