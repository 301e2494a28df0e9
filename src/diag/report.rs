//! What a whole file came to: findings, counts, verdicts, and what was not run.

use super::{AtRisk, Fate, Finding, Rule, Severity, Suppressed};
use crate::value::{Date, Delimiters, Money};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the checks decide of a claim or a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No error, and everything that could reject was decided.
    Accepted,
    /// Something that decides did not run.
    Undetermined,
    /// At least one error.
    Rejected,
}

impl Verdict {
    /// `accepted`, `undetermined`, `rejected`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::Undetermined => "undetermined",
            Self::Rejected => "rejected",
        }
    }
}

/// What was in a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Bytes.
    pub bytes: u64,
    /// Interchanges.
    pub interchanges: u32,
    /// Functional groups.
    pub groups: u32,
    /// Transaction sets.
    pub sets: u32,
    /// Claims in sets whose guide is known.
    pub claims: u64,
    /// Service lines of those claims.
    pub lines: u64,
    /// Sum of the claims' total charges; amounts that cannot be read are left out.
    pub claim_charges: Money,
    /// Sum of the lines' charges; amounts that cannot be read are left out.
    pub line_charges: Money,
}

/// The verdict on one claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimVerdict {
    /// Which set of the file, from 1.
    pub set: u32,
    /// Which claim of the file, from 1.
    pub claim: u64,
    /// The verdict.
    pub verdict: Verdict,
    /// The rules that decided it, by id; where it is undetermined, those that could not be decided; none where
    /// it was accepted.
    pub rules: Vec<&'static Rule>,
}

/// How many claims had each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    /// Accepted.
    pub accepted: u64,
    /// Rejected.
    pub rejected: u64,
    /// Undetermined.
    pub undetermined: u64,
}

/// What a rule lacked, so that it could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Lack {
    /// The day of the check (`as_of`).
    AsOf,
    /// Memory within the limit of this check.
    Memory,
    /// A guide that this library reads.
    Guide,
    /// The day the payer received the claims.
    ReceivedOn,
    /// A pack for the payer of the claim.
    Pack,
    /// Something that tells which of several packs is meant.
    OnePack,
    /// A fact that the pack itself marks as unknown.
    Unknown,
    /// A fact that the claim does not tell, in words of ours: `how the contact took place`.
    Fact(&'static str),
}

impl Lack {
    /// The lack in words: `the day of the check`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AsOf => "the day of the check (as-of)",
            Self::Memory => "memory within the limit of this check",
            Self::Guide => "a guide that this check knows",
            Self::ReceivedOn => "the day the payer received the claims (received-on)",
            Self::Pack => "a pack for the payer of the claim",
            Self::OnePack => "what tells which of several packs answers for the payer",
            Self::Unknown => "a fact that the pack marks as unknown",
            Self::Fact(words) => words,
        }
    }
}

/// A rule that could not be decided: how often, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRun {
    /// The rule.
    pub rule: &'static Rule,
    /// What it lacked.
    pub lacks: Lack,
    /// How often it could not be decided.
    pub count: u64,
    /// Set and claim of the first time, where there is one.
    pub first: Option<(u32, Option<u64>)>,
}

/// How often a rule was broken in a file, kept findings and others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tally {
    /// The rule.
    pub rule: &'static Rule,
    /// How often.
    pub count: u64,
    /// How often for information, as a warning, as an error.
    by: [u64; 3],
}

impl Tally {
    pub(crate) const fn new(rule: &'static Rule) -> Self {
        Self { rule, count: 0, by: [0; 3] }
    }

    /// Counts so many findings of that weight.
    pub(crate) const fn add(&mut self, severity: Severity, count: u64) {
        self.count += count;
        let [info, warning, error] = &mut self.by;
        *(match severity {
            Severity::Info => info,
            Severity::Warning => warning,
            Severity::Error => error,
        }) += count;
    }

    /// How often it weighed so much.
    pub const fn of(&self, severity: Severity) -> u64 {
        let [info, warning, error] = self.by;
        match severity {
            Severity::Info => info,
            Severity::Warning => warning,
            Severity::Error => error,
        }
    }

    /// Counts what another counted of the same rule.
    pub(crate) const fn absorb(&mut self, other: &Self) {
        self.add(Severity::Info, other.of(Severity::Info));
        self.add(Severity::Warning, other.of(Severity::Warning));
        self.add(Severity::Error, other.of(Severity::Error));
    }
}

/// What was counted and not kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Limited {
    /// Findings beyond the limit.
    pub findings: u64,
}

/// Claims by their number from 0 (or whatever is counted), a bit each: an eighth of a byte for every claim of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ClaimSet(Vec<u64>);

impl ClaimSet {
    /// Takes in the claims from `first` to before `next`.
    pub(crate) fn insert(&mut self, first: u64, next: u64) {
        for claim in first..next {
            let Ok(word) = usize::try_from(claim / 64) else { return };
            if word >= self.0.len() {
                self.0.resize(word + 1, 0);
            }
            if let Some(bits) = self.0.get_mut(word) {
                *bits |= 1 << (claim % 64);
            }
        }
    }

    pub(crate) fn contains(&self, claim: u64) -> bool {
        let word = usize::try_from(claim / 64).ok().and_then(|word| self.0.get(word));
        word.is_some_and(|bits| bits >> (claim % 64) & 1 == 1)
    }

    pub(crate) fn count(&self) -> u64 {
        self.0.iter().map(|bits| u64::from(bits.count_ones())).sum()
    }

    /// How many are in this one and not in the other.
    pub(crate) fn count_without(&self, other: &Self) -> u64 {
        let others = other.0.iter().copied().chain(std::iter::repeat(0));
        self.0.iter().zip(others).map(|(bits, gone)| u64::from((bits & !gone).count_ones())).sum()
    }
}

/// What an answer to the file (TA1, 999) refuses and what it only notes: known for all, whatever the limits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Answered {
    pub(crate) interchanges: Marks,
    pub(crate) groups: Marks,
    pub(crate) sets: Marks,
}

impl Answered {
    /// Takes in that a rule was broken with that weight, in an interchange, a group and a set.
    pub(crate) fn take(&mut self, rule: &Rule, severity: Severity, at: [Option<u32>; 3]) {
        let [interchange, group, set] = at;
        let (marks, ordinal) = match rule.fate {
            Fate::Ta1(_) => (&mut self.interchanges, interchange),
            Fate::Ak905(_) => (&mut self.groups, group),
            Fate::Ik502(_) | Fate::Ik304(_) | Fate::Ik403(_) => (&mut self.sets, set),
            Fate::Stc(..) | Fate::Nowhere(_) => return,
        };
        let Some(ordinal) = ordinal.map(u64::from) else { return };
        match severity {
            Severity::Error => marks.refused.insert(ordinal, ordinal + 1),
            Severity::Warning => marks.noted.insert(ordinal, ordinal + 1),
            Severity::Info => {}
        }
    }
}

/// Interchanges, groups or sets by their ordinals, from 1.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Marks {
    refused: ClaimSet,
    noted: ClaimSet,
}

impl Marks {
    /// The gravest that an answer tells of it.
    pub(crate) fn gravest(&self, ordinal: u32) -> Option<Severity> {
        let ordinal = u64::from(ordinal);
        match (self.refused.contains(ordinal), self.noted.contains(ordinal)) {
            (true, _) => Some(Severity::Error),
            (false, true) => Some(Severity::Warning),
            (false, false) => None,
        }
    }
}

/// Everything about one file.
#[derive(Debug, Clone, Default)]
pub struct FileReport {
    pub(crate) counts: Counts,
    pub(crate) findings: Vec<Finding>,
    pub(crate) tally: BTreeMap<&'static str, Tally>,
    pub(crate) limited: Limited,
    pub(crate) rejected: ClaimSet,
    /// Claims for which something that decides was not run.
    pub(crate) open: ClaimSet,
    pub(crate) claims: Verdicts,
    pub(crate) verdicts: Vec<ClaimVerdict>,
    pub(crate) not_run: Vec<NotRun>,
    pub(crate) answered: Answered,
    pub(crate) undetermined: bool,
    /// Rules, by id, that were not asked because they need a list of the user's.
    pub(crate) unlisted: Vec<&'static str>,
    /// What suppressions kept from being told.
    pub(crate) suppressed: Vec<Suppressed>,
    pub(crate) delimiters: Vec<Delimiters>,
    pub(crate) as_of: Option<Date>,
    pub(crate) money: Option<MoneyReport>,
}

/// Money at risk by the findings that rest on evidence, in dollars. The total takes each line once, at its largest
/// risk; the sums below may overlap, since one line may break several rules.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct MoneyReport {
    /// Each line once.
    pub total: AtRisk,
    /// By the id of the rule.
    pub by_rule: BTreeMap<&'static str, AtRisk>,
    /// By the payer: the place of its pack among those that were given, from 0.
    pub by_payer: BTreeMap<u16, AtRisk>,
    /// By the row of `staff`.
    pub by_staff: BTreeMap<u64, AtRisk>,
    /// By the month of service: year and month.
    pub by_month: BTreeMap<(u16, u8), AtRisk>,
    /// What could not be decided concerns so much.
    pub not_decided: Money,
}

impl FileReport {
    /// The money at risk, where evidence was looked at.
    pub const fn money(&self) -> Option<&MoneyReport> {
        self.money.as_ref()
    }

    /// A report without a file: on what is wrong with evidence.
    pub(crate) fn of_evidence(as_of: Option<Date>) -> Self {
        Self { as_of, ..Self::default() }
    }

    /// Takes in a finding.
    pub(crate) fn take(&mut self, finding: Finding, limit: usize) {
        let rule = finding.rule();
        let tally = self.tally.entry(rule.id).or_insert(Tally::new(rule));
        tally.add(finding.severity(), 1);
        if tally.count <= limit as u64 {
            self.findings.push(finding);
        } else {
            self.limited.findings += 1;
        }
    }

    /// A claim, from 0, that is rejected by a rule, or that cannot be judged without it.
    pub(crate) fn judge(&mut self, (set, claim): (u32, u64), rule: &'static Rule, rejects: bool) {
        if self.rejected.contains(claim) && !rejects {
            return;
        }
        let of = if rejects { &mut self.rejected } else { &mut self.open };
        of.insert(claim, claim + 1);
        self.claims.rejected = self.rejected.count();
        self.claims.undetermined = self.open.count_without(&self.rejected);
        self.claims.accepted =
            self.counts.claims.saturating_sub(self.claims.rejected + self.claims.undetermined);
        let verdict = if rejects { Verdict::Rejected } else { Verdict::Undetermined };
        let at = self.verdicts.partition_point(|one| one.claim < claim + 1);
        let Some(one) = self.verdicts.get_mut(at).filter(|one| one.claim == claim + 1) else {
            let fresh = ClaimVerdict { set, claim: claim + 1, verdict, rules: vec![rule] };
            self.verdicts.insert(at, fresh);
            return;
        };
        // What was not decided is no reason any more.
        if one.verdict != verdict {
            one.rules.clear();
        }
        one.verdict = verdict;
        if !one.rules.contains(&rule) {
            one.rules.push(rule);
            one.rules.sort_by_key(|rule| rule.id);
        }
    }

    /// Takes in what evidence showed of the same file.
    pub fn absorb(&mut self, other: Self) {
        self.findings.extend(other.findings);
        for (id, tally) in other.tally {
            self.tally.entry(id).or_insert(Tally::new(tally.rule)).absorb(&tally);
        }
        self.limited.findings += other.limited.findings;
        self.add_suppressed(&other.suppressed);
        self.not_run.extend(other.not_run);
        self.not_run.sort_by_key(|not_run| (not_run.rule.id, not_run.lacks));
        self.money = other.money.or_else(|| self.money.take());
    }

    /// What was in the file.
    pub const fn counts(&self) -> &Counts {
        &self.counts
    }

    /// What was found, in the order of the file. Beyond the limits findings are only counted.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// How often each rule was broken, by id; findings that were not kept are counted too.
    pub fn tally(&self) -> impl Iterator<Item = Tally> + '_ {
        self.tally.values().copied()
    }

    /// How many findings of that severity, kept or not.
    pub fn count(&self, severity: Severity) -> u64 {
        self.tally.values().map(|tally| tally.of(severity)).sum()
    }

    /// What was counted and not kept.
    pub const fn limited(&self) -> Limited {
        self.limited
    }

    /// The verdict on the file: rejected if anything in it is.
    pub fn verdict(&self) -> Verdict {
        // What is wrong with evidence is told there, and rejects the claims here.
        if self.count(Severity::Error) > 0 || self.claims.rejected > 0 {
            Verdict::Rejected
        } else if self.undetermined || self.claims.undetermined > 0 {
            Verdict::Undetermined
        } else {
            Verdict::Accepted
        }
    }

    /// Is that claim of the file (from 1) rejected? Known for every claim, listed or not.
    pub fn rejects_claim(&self, claim: u64) -> bool {
        claim.checked_sub(1).is_some_and(|number| self.rejected.contains(number))
    }

    /// How many claims had each verdict.
    pub const fn claim_verdicts(&self) -> Verdicts {
        self.claims
    }

    /// The claims that are not accepted, in order (all claims, if the checker was told so).
    pub fn verdicts(&self) -> &[ClaimVerdict] {
        &self.verdicts
    }

    /// How many rejected claims are not in [`Self::verdicts`], because there are too many.
    pub fn verdicts_not_listed(&self) -> u64 {
        let listed = self.verdicts.iter().filter(|claim| claim.verdict == Verdict::Rejected).count() as u64;
        self.claims.rejected.saturating_sub(listed)
    }

    /// Was the rule asked? One that looks codes up in a list of the user's is not, without that list.
    pub fn was_asked(&self, rule: &Rule) -> bool {
        !self.unlisted.contains(&rule.id)
    }

    /// Was there a file of claims, and none that could be read?
    pub(crate) fn read_no_claim(&self) -> bool {
        self.counts.claims == 0 && self.money.is_none() && self.verdict() != Verdict::Accepted
    }

    pub(crate) fn add_suppressed(&mut self, more: &[Suppressed]) {
        for one in more {
            match self.suppressed.iter_mut().find(|known| known.entry == one.entry) {
                Some(known) => known.count += one.count,
                None => self.suppressed.push(*one),
            }
        }
        self.suppressed.sort_by_key(|one| one.entry);
    }

    /// What suppressions kept from being told, by their number; empty, where none did.
    pub fn suppressed(&self) -> &[Suppressed] {
        &self.suppressed
    }

    /// What could not be decided.
    pub fn not_run(&self) -> &[NotRun] {
        &self.not_run
    }

    /// The separators of each interchange, in order.
    pub fn delimiters(&self) -> &[Delimiters] {
        &self.delimiters
    }

    /// The day that the checks took for today.
    pub const fn as_of(&self) -> Option<Date> {
        self.as_of
    }
}
