//! The checker: what to check by, built once, used for any number of files.

use super::audit::{Beside, Billed, Index};
use super::payer::{Given, Payers};
use super::routes::Routes;
use super::run::{Run, Serial, Spread};
use super::{
    CHECKS, ClaimCheck, CodesCheck, FilesCheck, LineCheck, PAYER_CHECKS, Scope, SetCheck, rule_book,
};
use crate::diag::{Decider, Decisions, FileReport, Finding, Profile, Rule, Severity, Suppression};
use crate::evidence::Evidence;
use crate::guide::{Compiled, GUIDES};
use crate::pack::PackSet;
use crate::pack::body::Bodies;
use crate::value::{Date, Lists};
use crate::x12::Limits;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Checks files. Cheap to clone; may be shared between threads.
///
/// ```
/// use peerclaim::Checker;
/// let checker = Checker::builder().as_of("2026-11-21".parse()?).build();
/// let report = checker.check(b"not a claim file");
/// assert_eq!(report.findings()[0].rule().id, "PC0001");
/// # Ok::<(), peerclaim::value::ValueError>(())
/// ```
///
/// With packs each claim is checked by the rules of its payer too. A finding then names the row that it rests on,
/// and what a claim alone does not tell is *not run*.
///
/// ```
/// use peerclaim::Checker;
/// use peerclaim::pack::{Library, PackSet};
/// let mut library = Library::new();
/// library.add(r#"
///     [pack]
///     id = "own"
///     name = "Our payer"
///     layer = "yours"
///
///     [[age]]
///     least = 18
///     status = "recalled"
/// "#)?;
/// let packs = PackSet::new(vec![library.stack("own")?]);
/// let checker = Checker::builder().packs(packs).received_on("2026-11-21".parse()?).build();
/// # let _ = checker.check(b"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Checker {
    pub(crate) settings: Arc<Settings>,
    /// What the project decided, if it decided anything.
    pub(crate) decisions: Option<Arc<Decisions>>,
}

#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) guides: Vec<Compiled>,
    pub(crate) limits: Limits,
    pub(crate) as_of: Option<Date>,
    pub(crate) allow_unsupported: bool,
    pub(crate) all_verdicts: bool,
    /// Ids of the rules that are reported, sorted.
    pub(crate) reported: Vec<&'static str>,
    /// The checks of those rules.
    pub(crate) set_checks: Vec<SetCheck>,
    /// Of each guide, the checks of segments and loops.
    pub(super) routes: Vec<Routes>,
    pub(crate) line_checks: Vec<LineCheck>,
    pub(crate) codes_checks: Vec<CodesCheck>,
    pub(crate) claim_checks: Vec<ClaimCheck>,
    pub(crate) files_checks: Vec<FilesCheck>,
    /// The rules of payers, if there are any.
    pub(crate) payers: Option<Payers>,
    /// Lists of codes.
    pub(crate) lists: Arc<Lists>,
    /// The evidence, if there is any.
    pub(crate) beside: Option<Beside>,
    /// Lines are compared with each other, and with evidence.
    pub(crate) compares: bool,
}

impl Settings {
    pub(crate) fn reports(&self, rule: &Rule) -> bool {
        self.reported.binary_search(&rule.id).is_ok()
    }
}

/// Gathers what a [`Checker`] needs.
#[derive(Debug, Clone, Default)]
pub struct Builder {
    limits: Limits,
    as_of: Option<Date>,
    allow_unsupported: bool,
    all_verdicts: bool,
    selected: Vec<&'static str>,
    ignored: Vec<&'static str>,
    packs: PackSet,
    profile: Profile,
    given: Given,
    evidence: Option<Arc<Evidence>>,
    bodies: Option<Arc<Bodies>>,
    long_day: Option<u32>,
    lists: Arc<Lists>,
    levels: BTreeMap<&'static str, Severity>,
    suppressions: Vec<Suppression>,
}

impl Builder {
    /// Checks claims beside that evidence, and the evidence itself: units against minutes, credentials, papers,
    /// overlaps, limits. Needs packs: without them nobody says what a payer asks of it.
    #[must_use]
    pub fn evidence(mut self, evidence: Arc<Evidence>) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// The rules of certification bodies, for credentials on the roster. Without them those that come with the
    /// library, if it has the feature `packs`.
    #[must_use]
    pub fn bodies(mut self, bodies: Arc<Bodies>) -> Self {
        self.bodies = Some(bodies);
        self
    }

    /// More minutes of service than so many on one day are a long day of a staff member; 720 until told otherwise.
    #[must_use]
    pub const fn long_day(mut self, minutes: u32) -> Self {
        self.long_day = Some(minutes);
        self
    }

    /// Looks codes up in these full lists ([`Lists`]). Without one, a code that the library does not know is *not run*.
    #[must_use]
    pub fn lists(mut self, lists: Arc<Lists>) -> Self {
        self.lists = lists;
        self
    }

    /// Takes that day for today. Without it, rules about the future are not run.
    #[must_use]
    pub const fn as_of(mut self, day: Date) -> Self {
        self.as_of = Some(day);
        self
    }

    /// Checks each claim by the pack of these that fits its payer. Without packs no payer's rule is checked.
    #[must_use]
    pub fn packs(mut self, packs: PackSet) -> Self {
        self.packs = packs;
        self
    }

    /// Reports only the rules that matter then: what gets rejected now, what gets clawed back later, or all.
    #[must_use]
    pub const fn profile(mut self, profile: Profile) -> Self {
        self.profile = profile;
        self
    }

    /// The day the payer received the claims. Without it, rules about late claims are not run.
    #[must_use]
    pub const fn received_on(mut self, day: Date) -> Self {
        self.given.received_on = Some(day);
        self
    }

    /// Only rows of packs that were published by this day count: what a payer could ask for then.
    #[must_use]
    pub const fn known_on(mut self, day: Date) -> Self {
        self.given.known_on = Some(day);
        self
    }

    /// The programme or waiver that pays, as packs name it.
    #[must_use]
    pub fn programme(mut self, programme: impl Into<String>) -> Self {
        self.given.programme = Some(programme.into());
        self
    }

    /// The plan's line of business, as packs name it.
    #[must_use]
    pub fn product(mut self, product: impl Into<String>) -> Self {
        self.given.product = Some(product.into());
        self
    }

    /// The county of residence of the members.
    #[must_use]
    pub fn county(mut self, county: impl Into<String>) -> Self {
        self.given.county = Some(county.into());
        self
    }

    /// Bounds on what is read and kept.
    #[must_use]
    pub const fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// A set of a guide that is not known is *not run* instead of an error.
    #[must_use]
    pub const fn allow_unsupported(mut self, allow: bool) -> Self {
        self.allow_unsupported = allow;
        self
    }

    /// Reports the verdict of every claim, not only of those that are not accepted.
    #[must_use]
    pub const fn all_verdicts(mut self, all: bool) -> Self {
        self.all_verdicts = all;
        self
    }

    /// Reports only this rule, and others selected. What is not reported decides nothing.
    #[must_use]
    pub fn select(mut self, rule: &'static Rule) -> Self {
        self.selected.push(rule.id);
        self
    }

    /// Does not report this rule.
    #[must_use]
    pub fn ignore(mut self, rule: &'static Rule) -> Self {
        self.ignored.push(rule.id);
        self
    }

    /// Lets a rule weigh so much. What a finding rests on may still keep it from being an error.
    #[must_use]
    pub fn level(mut self, rule: &'static Rule, level: Severity) -> Self {
        self.levels.insert(rule.id, level);
        self
    }

    /// Does not tell what one of these suppresses; the report says how much each kept away
    /// ([`FileReport::suppressed`]). Those for some files need [`Checker::for_file`].
    #[must_use]
    pub fn suppressions(mut self, suppressions: Vec<Suppression>) -> Self {
        self.suppressions = suppressions;
        self
    }

    /// The checker.
    pub fn build(self) -> Checker {
        let Self {
            limits,
            as_of,
            allow_unsupported,
            all_verdicts,
            selected,
            ignored,
            packs,
            profile,
            given,
            ..
        } = self;
        let beside = self.evidence.map(|evidence| Beside {
            index: Index::new(&evidence),
            evidence,
            bodies: self.bodies.unwrap_or_else(|| Arc::new(bodies())),
            long_day: self.long_day.unwrap_or(super::LONG_DAY),
        });
        let wanted = |rule: &&Rule| {
            (selected.is_empty() || selected.contains(&rule.id))
                && !ignored.contains(&rule.id)
                && profile.takes(rule.profile)
        };
        let mut reported: Vec<&'static str> = rule_book().filter(wanted).map(|rule| rule.id).collect();
        reported.sort_unstable();
        let guides = GUIDES.into_iter().map(Compiled::new).collect();
        let decisions = (!self.levels.is_empty() || !self.suppressions.is_empty())
            .then(|| Arc::new(Decisions::new(self.levels, self.suppressions)));
        let mut settings = Settings {
            guides,
            limits,
            as_of,
            allow_unsupported,
            all_verdicts,
            reported,
            set_checks: Vec::new(),
            routes: Vec::new(),
            line_checks: Vec::new(),
            codes_checks: Vec::new(),
            claim_checks: Vec::new(),
            files_checks: Vec::new(),
            payers: Payers::new(packs, given).map(|payers| match &beside {
                Some(beside) => payers.knowing(&beside.evidence.partners),
                None => payers,
            }),
            compares: false,
            lists: self.lists,
            beside,
        };
        settings.compares = settings.payers.is_some();
        let (mut segments, mut loops) = (Vec::new(), Vec::new());
        for check in CHECKS {
            match check.scope {
                _ if !settings.reports(check.rule) => {}
                Scope::Set(run) => settings.set_checks.push(run),
                Scope::Segment(id, run) => segments.push((id, run)),
                Scope::Loops(ids, run) => loops.push((ids, run)),
                Scope::Line(run) => settings.line_checks.push(run),
                Scope::Codes(run) => settings.codes_checks.push(run),
                Scope::Claim(run) => settings.claim_checks.push(run),
                Scope::Files(run) => settings.files_checks.push(run),
            }
        }
        settings.routes = settings.guides.iter().map(|guide| Routes::new(guide, &segments, &loops)).collect();
        Checker { settings: Arc::new(settings), decisions }
    }
}

impl Checker {
    /// Begins a checker.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The checker for a file of that path: suppressions for some files alone hold there.
    #[must_use]
    pub fn for_file(&self, path: &str) -> Self {
        let decisions = self.decisions.as_ref().map(|decisions| Arc::new(decisions.for_path(Some(path))));
        Self { settings: Arc::clone(&self.settings), decisions }
    }

    /// Checks a whole file.
    pub fn check(&self, bytes: &[u8]) -> FileReport {
        self.check_with(bytes, Serial)
    }

    /// Checks a whole file, spreading its sets as the caller likes.
    pub fn check_with<S: Spread>(&self, bytes: &[u8], spread: S) -> FileReport {
        Run::new(self.clone(), spread).check_whole(bytes)
    }

    /// Checks the evidence by itself, without a claim.
    pub fn check_evidence(&self) -> FileReport {
        self.audit(&mut [])
    }

    /// Checks files beside each other and beside the evidence, once each is read ([`Run::finish_open`]): what needs
    /// more than one of them, and what needs the log. What concerns a claim goes into the report of its file; what
    /// concerns the evidence is what is returned.
    pub fn audit(&self, files: &mut [(FileReport, Billed)]) -> FileReport {
        super::audit::audit(self, files)
    }

    /// Takes findings of another source into a report, such as those of reading the evidence.
    pub fn add_findings(&self, report: &mut FileReport, findings: impl IntoIterator<Item = Finding>) {
        let mut decider = Decider::new(self.decisions.as_ref());
        for mut finding in findings {
            if !decider.suppresses(&mut finding, |_| false) {
                report.take(finding, usize::MAX);
            }
        }
        report.add_suppressed(&decider.told());
    }

    /// Begins a file that comes in pieces: [`Run::push`], then [`Run::finish`].
    pub fn start(&self) -> Run<Serial> {
        Run::new(self.clone(), Serial)
    }

    /// Begins a file that comes in pieces, spreading its sets as the caller likes.
    pub fn start_with<S: Spread>(&self, spread: S) -> Run<S> {
        Run::new(self.clone(), spread)
    }
}

impl std::fmt::Debug for Checker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let checks = CHECKS.len() + PAYER_CHECKS.len();
        write!(f, "Checker({} rules, {checks} checks)", self.settings.reported.len())
    }
}

/// The rules of certification bodies that come with the library.
fn bodies() -> Bodies {
    #[cfg(feature = "packs")]
    return Bodies::embedded();
    #[cfg(not(feature = "packs"))]
    Bodies::default()
}
