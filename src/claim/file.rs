//! A whole file in memory: the convenience on top of reading set by set.

use super::{ClaimView, claims};
use crate::diag::Finding;
use crate::guide::{Compiled, Frame, GUIDES, KeptSet, Reader, SetJob, SetView, Work};
use crate::x12::{Limits, SetStart};

/// A file that was read whole: its transaction sets and their claims, where they stand in the bytes.
///
/// Reading cannot fail. What is wrong with the file is told by [`Checker`](crate::Checker); here one
/// goes about in what could be read. Sets of guides that are not known are not among
/// [`X12File::sets`].
///
/// ```
/// use peerclaim::X12File;
/// # let bytes = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~GS*HC*SENDER*RECEIVER*20260101*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~HL*1**20*1~HL*2*1*22*0~CLM*TEST0001*60***11:B:1*Y*A*Y*Y~LX*1~SV1*HC:H0038*60*UN*4***1~SE*7*0001~GE*1*1~IEA*1*000000001~";
/// let file = X12File::parse(bytes);
/// for claim in file.claims() {
///     for line in claim.lines() {
///         assert_eq!(line.procedure().value(), Some(&b"H0038"[..]));
///     }
/// }
/// # assert_eq!(file.claims().count(), 1);
/// ```
pub struct X12File<'a> {
    bytes: &'a [u8],
    guides: Vec<Compiled>,
    /// Where each begins and ends, and its loops.
    sets: Vec<(usize, usize, KeptSet)>,
}

impl<'a> X12File<'a> {
    /// Reads the bytes of a whole file.
    pub fn parse(bytes: &'a [u8]) -> Self {
        let guides: Vec<_> = GUIDES.into_iter().map(Compiled::new).collect();
        let mut keep = Keep { guides: &guides, sets: Vec::new() };
        let mut faults = Vec::new();
        Reader::new(Limits::default(), None).read(bytes, 0, true, &mut keep, &mut faults);
        let sets = keep.sets;
        Self { bytes, guides, sets }
    }

    /// The transaction sets whose guide is known, in order.
    pub fn sets(&self) -> impl Iterator<Item = SetView<'_>> {
        let bytes = |start: usize, end: usize| self.bytes.get(start..end);
        self.sets.iter().filter_map(move |(start, end, set)| set.view(bytes(*start, *end)?, &self.guides))
    }

    /// The claims of all sets, in order.
    pub fn claims(&self) -> impl Iterator<Item = ClaimView<'_>> {
        self.sets().flat_map(|set| claims(&set))
    }
}

impl std::fmt::Debug for X12File<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "X12File({} bytes, {} sets)", self.bytes.len(), self.sets.len())
    }
}

/// Keeps each set instead of checking it.
struct Keep<'g> {
    guides: &'g [Compiled],
    sets: Vec<(usize, usize, KeptSet)>,
}

impl Work for Keep<'_> {
    type Done = Option<KeptSet>;

    fn work(&mut self, jobs: &[SetJob<'_>]) -> Vec<(Frame, Self::Done)> {
        jobs.iter().map(|job| KeptSet::read(job, self.guides)).collect()
    }

    fn done(&mut self, job: &SetJob<'_>, _: &SetStart, done: Self::Done, _: &mut Vec<Finding>) {
        let start = usize::try_from(job.base).unwrap_or(usize::MAX);
        self.sets.extend(done.map(|set| (start, start.saturating_add(job.bytes.len()), set)));
    }
}
