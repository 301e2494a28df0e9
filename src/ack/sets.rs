//! The file that is answered, in its order: headers, sets, trailers.

use super::envelope::{Body, Group, Interchange};
use super::{Ack, AckCounts, AckError, AckOptions, x999};
use crate::claim::{ClaimView, claims};
use crate::diag::{Fate, FileReport, Finding, Severity};
use crate::guide::{Compiled, EmitError, Frame, GUIDES, KeptSet, SetJob, Work};
use crate::x12::{Delimiters, Segment, SetStart, Unwrapped, tag, tags};
use std::collections::BTreeMap;

/// What a finding concerns as a whole, by its ordinal in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Unit {
    Interchange(u32),
    Group(u32),
    Set(u32),
}

/// What is told, and how.
pub(super) struct Told<'r> {
    pub(super) report: &'r FileReport,
    pub(super) findings: BTreeMap<Unit, Vec<&'r Finding>>,
    pub(super) options: AckOptions,
}

impl<'r> Told<'r> {
    pub(super) fn of(&self, unit: Unit) -> &[&'r Finding] {
        self.findings.get(&unit).map_or(&[], Vec::as_slice)
    }

    /// The gravest that an answer tells of it.
    pub(super) fn gravest(&self, unit: Unit) -> Option<Severity> {
        let answered = &self.report.answered;
        match unit {
            Unit::Interchange(ordinal) => answered.interchanges.gravest(ordinal),
            Unit::Group(ordinal) => answered.groups.gravest(ordinal),
            Unit::Set(ordinal) => answered.sets.gravest(ordinal),
        }
    }

    pub(super) fn refuses(&self, unit: Unit) -> bool {
        self.gravest(unit) == Some(Severity::Error)
    }
}

/// A file that is answered: what is open, and what was written.
pub(super) struct Sets<'r> {
    guides: Vec<Compiled>,
    pub(super) told: Told<'r>,
    interchange: Option<Interchange>,
    group: Option<Group>,
    /// Interchanges and groups so far.
    ordinals: [u32; 2],
    /// Claims so far.
    claims: u64,
    /// By answer, the interchanges without their control numbers.
    pub(super) files: BTreeMap<Ack, Vec<Body>>,
    pub(super) counts: AckCounts,
    pub(super) fault: Option<AckError>,
}

impl Work for Sets<'_> {
    type Done = Option<KeptSet>;

    fn work(&mut self, jobs: &[SetJob<'_>]) -> Vec<(Frame, Self::Done)> {
        jobs.iter().map(|job| KeptSet::read(job, &self.guides)).collect()
    }

    fn flush(&mut self, out: &mut Vec<Finding>) {
        out.clear();
    }

    fn envelope(&mut self, segment: &Segment<'_>, delimiters: Delimiters, _: &[u8]) {
        match tag(segment.tag()) {
            tags::ISA => {
                self.end_interchange();
                let [ordinal, _] = &mut self.ordinals;
                *ordinal += 1;
                self.interchange = Some(Interchange::new(segment, delimiters, *ordinal));
            }
            tags::GS => {
                self.end_group();
                let [_, ordinal] = &mut self.ordinals;
                *ordinal += 1;
                self.open_group(segment);
            }
            tags::GE => {
                if let Some(group) = &mut self.group {
                    group.says(segment.element(1));
                }
                self.end_group();
            }
            tags::IEA => self.end_interchange(),
            tags::TA1 => {
                if let Some(interchange) = &mut self.interchange {
                    interchange.answers_another = true;
                }
            }
            _ => {}
        }
    }

    fn skipped(&mut self) {
        if let Some(group) = &mut self.group {
            group.answer.skip();
            self.counts.sets_rejected += 1;
            self.counts.unanswered += 1;
        }
    }

    fn done(&mut self, job: &SetJob<'_>, start: &SetStart, kept: Self::Done, _: &mut Vec<Finding>) {
        if let Err(fault) = self.set(job, start, kept.as_ref()) {
            self.fail(fault);
        }
    }
}

impl<'r> Sets<'r> {
    /// Begins with the report and what is asked for.
    pub(super) fn new(report: &'r FileReport, options: &AckOptions) -> Self {
        let mut findings: BTreeMap<Unit, Vec<&Finding>> = BTreeMap::new();
        for finding in report.findings().iter().filter(|one| one.severity() > Severity::Info) {
            let Some(at) = finding.location().x12() else { continue };
            // The answer that its rule is told in decides, wherever it stands.
            let unit = match finding.rule().fate {
                Fate::Ta1(_) => at.interchange.map(Unit::Interchange),
                Fate::Ak905(_) => at.group.map(Unit::Group),
                _ => at.set.map(Unit::Set),
            };
            if let Some(unit) = unit {
                findings.entry(unit).or_default().push(finding);
            }
        }
        Self {
            guides: GUIDES.into_iter().map(Compiled::new).collect(),
            told: Told { report, findings, options: options.clone() },
            interchange: None,
            group: None,
            ordinals: [0, 0],
            claims: 0,
            files: BTreeMap::new(),
            counts: AckCounts::default(),
            fault: None,
        }
    }

    fn open_group(&mut self, gs: &Segment<'_>) {
        let [_, ordinal] = self.ordinals;
        let Some(interchange) = &mut self.interchange else { return };
        interchange.has_groups = true;
        if self.told.refuses(Unit::Interchange(interchange.ordinal)) {
            return;
        }
        match Group::new(gs, interchange, ordinal) {
            Ok(Some(group)) => self.group = Some(group),
            Ok(None) => self.counts.unanswered += 1,
            Err(fault) => self.fail(fault),
        }
    }

    /// The first that went wrong is told at the end.
    fn fail(&mut self, fault: impl Into<AckError>) {
        self.fault.get_or_insert(fault.into());
    }

    fn set(&mut self, job: &SetJob<'_>, start: &SetStart, kept: Option<&KeptSet>) -> Result<(), EmitError> {
        let view = kept.and_then(|kept| kept.view(job.bytes, &self.guides));
        let claims: Vec<_> = view.iter().flat_map(claims).collect();
        let inside = claims.iter().map(ClaimView::loop_view);
        let bounds: Vec<_> = inside.map(|inside| (inside.number(), inside.end_number())).collect();
        let first = self.claims;
        self.claims += claims.len() as u64;
        let Some(group) = self.group.as_mut().filter(|group| Some(group.ordinal) == start.group) else {
            return Ok(());
        };
        let length = memchr::memchr(job.delimiters.segment, job.bytes).unwrap_or(job.bytes.len());
        let st = Unwrapped::new(job.bytes.get(..length).unwrap_or_default());
        let st = Segment::new(&st.bytes, job.delimiters);
        let unit = Unit::Set(start.set);
        let set = x999::Set {
            ordinal: start.set,
            bytes: job.bytes,
            terminator: job.delimiters.segment,
            st,
            view,
            claims: &claims,
            bounds: &bounds,
            first,
            findings: self.told.of(unit),
            gravest: self.told.gravest(unit),
        };
        let named = group.answer.set(&set)?;
        self.counts.unanswered += u32::from(!named);
        if !named || set.gravest == Some(Severity::Error) || self.told.refuses(Unit::Group(group.ordinal)) {
            self.counts.sets_rejected += 1;
            return Ok(());
        }
        self.counts.sets_accepted += 1;
        // The guide wants a claim in every answer to claims.
        if !claims.is_empty() && self.told.options.wants(Ack::Ca277) {
            group.claims.set(&set, &self.told, &mut self.counts)?;
        }
        Ok(())
    }

    fn end_group(&mut self) {
        let (Some(group), Some(interchange)) = (self.group.take(), self.interchange.as_mut()) else { return };
        if let Err(fault) = interchange.take(group, &self.told) {
            self.fail(fault);
        }
    }

    pub(super) fn end_interchange(&mut self) {
        self.end_group();
        let Some(interchange) = self.interchange.take() else { return };
        // Answers are not answered: two systems would never end.
        if interchange.answers_another && !interchange.has_groups {
            self.counts.unanswered += 1;
            return;
        }
        let refused = self.told.refuses(Unit::Interchange(interchange.ordinal));
        *(if refused {
            &mut self.counts.interchanges_rejected
        } else {
            &mut self.counts.interchanges_accepted
        }) += 1;
        match interchange.bodies(&self.told) {
            Err(fault) => self.fail(fault),
            Ok(bodies) => {
                for (ack, body) in bodies.into_iter().filter(|(ack, _)| self.told.options.wants(*ack)) {
                    self.files.entry(ack).or_default().push(body);
                }
            }
        }
    }
}
