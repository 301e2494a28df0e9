//! Which checks look at a segment or a loop, by its place in a guide: found out once for a checker, so that a set is
//! gone through once whatever the number of checks.

use super::{Cx, LoopCheck, SegmentCheck};
use crate::diag::Found;
use crate::guide::table::{Guide, Seg};
use crate::guide::{Compiled, SetView};

/// The checks of one guide.
#[derive(Debug)]
pub(super) struct Routes {
    guide: &'static Guide,
    /// By place: which of the groups of checks looks at such segments.
    of_place: Vec<Option<u8>>,
    segments: Vec<Vec<SegmentCheck>>,
    of_loop: Vec<Option<u8>>,
    loops: Vec<Vec<LoopCheck>>,
}

impl Routes {
    pub(super) fn new(
        compiled: &Compiled,
        segments: &[(&'static str, SegmentCheck)],
        loops: &[(&'static [&'static str], LoopCheck)],
    ) -> Self {
        let (of_place, segments) =
            grouped(compiled.tables.iter(), segments, |table, wanted| is_wanted(table, wanted));
        // Checks of loops name those of claims: a 2000B of another guide is something else.
        let loops = if compiled.guide.claim.is_some() { loops } else { &[] };
        let (of_loop, loops) =
            grouped(compiled.loops.iter(), loops, |one, ids: &&[&str]| ids.contains(&one.table.id));
        Self { guide: compiled.guide, of_place, segments, of_loop, loops }
    }

    /// Is it of that guide?
    pub(super) fn is_of(&self, guide: &'static Guide) -> bool {
        std::ptr::eq(self.guide, guide)
    }

    /// Runs the checks over a set.
    pub(super) fn run(&self, cx: &Cx<'_>, view: SetView<'_>, found: &mut Found) {
        view.each_placed(&self.of_place, |segment, group| {
            for run in self.segments.get(usize::from(group)).into_iter().flatten() {
                run(cx, &segment, found);
            }
        });
        view.each_loop(&self.of_loop, |one, group| {
            for run in self.loops.get(usize::from(group)).into_iter().flatten() {
                run(cx, &one, found);
            }
        });
    }
}

/// Is a place one of those: `REF` for every REF, `REF*EI/SY` for those whose first element may be EI or SY?
fn is_wanted(table: &Seg, wanted: &str) -> bool {
    let (tag, kinds) = wanted.split_once('*').map_or((wanted, None), |(tag, kinds)| (tag, Some(kinds)));
    let codes = || table.els.first().map_or(&[][..], |first| first.codes);
    table.tag == tag && kinds.is_none_or(|kinds| kinds.split('/').any(|kind| codes().contains(&kind)))
}

/// Of each place the number of its group of checks, if it has any, and the groups.
fn grouped<P, W, C: Copy>(
    places: impl Iterator<Item = P>,
    checks: &[(W, C)],
    is_wanted: impl Fn(&P, &W) -> bool,
) -> (Vec<Option<u8>>, Vec<Vec<C>>) {
    // A group is known by the numbers of its checks.
    let mut known: Vec<Vec<usize>> = Vec::new();
    let of = places.map(|place| {
        let each = checks.iter().enumerate();
        let own: Vec<usize> =
            each.filter(|(_, (wanted, _))| is_wanted(&place, wanted)).map(|(number, _)| number).collect();
        if own.is_empty() {
            return None;
        }
        let group = known.iter().position(|group| *group == own).unwrap_or_else(|| {
            known.push(own);
            known.len() - 1
        });
        u8::try_from(group).ok()
    });
    let of = of.collect();
    let group = |own: Vec<usize>| {
        own.into_iter().filter_map(|number| checks.get(number)).map(|(_, run)| *run).collect()
    };
    (of, known.into_iter().map(group).collect())
}
