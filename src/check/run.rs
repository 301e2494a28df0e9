//! One file through the checker, whole or in pieces.

use super::audit::Billed;
use super::checker::Checker;
use super::merge::Merge;
use super::set::{self, SetDone};
use crate::diag::{FileReport, Finding};
use crate::guide::{Feed, Frame, Reader, Scratch, SetJob, Work};
use crate::x12::SetStart;
use std::sync::Mutex;

/// How the sets of a file are spread over threads. The library has no threads of its own.
pub trait Spread: Sync {
    /// Runs `work` for every number from 0 to `count`, in any order, and returns the answers in order.
    fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T>;
}

/// One after the other, on the thread that calls.
#[derive(Debug, Clone, Copy, Default)]
pub struct Serial;

impl Spread for Serial {
    fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        (0..count).map(work).collect()
    }
}

/// A file that is being checked.
///
/// ```
/// use peerclaim::Checker;
/// let file = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~IEA*0*000000001~";
/// let checker = Checker::builder().build();
/// let mut run = checker.start();
/// for chunk in file.chunks(7) {
///     run.push(chunk);
/// }
/// let report = run.finish();
/// assert_eq!(report.counts().interchanges, 1);
/// assert_eq!(report.findings(), checker.check(file).findings());
/// ```
#[derive(Debug)]
pub struct Run<S: Spread> {
    feed: Feed,
    work: SetWork<S>,
    envelope: Vec<Finding>,
}

#[derive(Debug)]
struct SetWork<S> {
    checker: Checker,
    spread: S,
    scratch: Mutex<Vec<Scratch>>,
    merge: Merge,
}

impl<S: Spread> SetWork<S> {
    fn one(&self, job: &SetJob<'_>) -> (Frame, SetDone) {
        let taken = self.scratch.lock().ok().and_then(|mut pool| pool.pop());
        let mut scratch = taken.unwrap_or_default();
        let answer = set::check(job, &self.checker, &mut scratch);
        if let Ok(mut pool) = self.scratch.lock() {
            pool.push(scratch);
        }
        answer
    }
}

impl<S: Spread> Work for SetWork<S> {
    type Done = SetDone;

    fn work(&mut self, jobs: &[SetJob<'_>]) -> Vec<(Frame, SetDone)> {
        if let [job] = jobs {
            return vec![self.one(job)];
        }
        let this = &*self;
        let one = |number: usize| jobs.get(number).map(|job| this.one(job));
        this.spread.map(jobs.len(), &one).into_iter().flatten().collect()
    }

    fn flush(&mut self, out: &mut Vec<Finding>) {
        self.merge.envelope(out);
    }

    fn done(&mut self, _job: &SetJob<'_>, start: &SetStart, done: SetDone, envelope: &mut Vec<Finding>) {
        self.merge.envelope(envelope);
        self.merge.set(start, done);
    }
}

impl<S: Spread> Run<S> {
    pub(crate) fn new(checker: Checker, spread: S) -> Self {
        let reader = Reader::new(checker.settings.limits, checker.settings.as_of);
        let merge = Merge::new(&checker);
        let work = SetWork { checker, spread, scratch: Mutex::new(Vec::new()), merge };
        Self { feed: Feed::new(reader), work, envelope: Vec::new() }
    }

    /// Takes the next bytes of the file.
    pub fn push(&mut self, chunk: &[u8]) {
        self.feed.push(chunk, &mut self.work, &mut self.envelope);
        self.work.merge.envelope(&mut self.envelope);
    }

    /// The file ends here: the report.
    pub fn finish(self) -> FileReport {
        let checker = self.work.checker.clone();
        alone(&checker, self.finish_open())
    }

    /// The file ends here, and others are checked beside it: the report on it alone, and its lines for
    /// [`Checker::audit`].
    pub fn finish_open(mut self) -> (FileReport, Billed) {
        self.read_to_end(&[])
    }

    pub(crate) fn check_whole(mut self, bytes: &[u8]) -> FileReport {
        let checker = self.work.checker.clone();
        alone(&checker, self.read_to_end(bytes))
    }

    fn read_to_end(&mut self, bytes: &[u8]) -> (FileReport, Billed) {
        let length = self.feed.finish(bytes, &mut self.work, &mut self.envelope);
        self.work.merge.envelope(&mut self.envelope);
        let merge = std::mem::take(&mut self.work.merge);
        let (report, mut billed) = merge.finish(length, self.feed.reader());
        billed.decisions.clone_from(&self.work.checker.decisions);
        (report, billed)
    }
}

/// The report on a file beside which there is no other.
fn alone(checker: &Checker, read: (FileReport, Billed)) -> FileReport {
    let mut files = [read];
    let evidence = checker.audit(&mut files);
    let [(mut report, _)] = files;
    report.absorb(evidence);
    report
}
