//! Which checks look at a segment or a loop, by its place in a guide: found out once for a checker, so that a set is
//! gone through once whatever the number of checks.

use super::{Cx, LoopCheck, SegmentCheck};
use crate::diag::Found;
use crate::guide::table::Guide;
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
        let (of_place, segments) = grouped(compiled.tables.iter().map(|table| table.tag), |tag| {
            segments.iter().filter(|(one, _)| *one == tag).map(|(_, run)| *run).collect()
        });
        let (of_loop, loops) = grouped(compiled.loops.iter().map(|one| one.table.id), |id| {
            loops.iter().filter(|(ids, _)| ids.contains(&id)).map(|(_, run)| *run).collect()
        });
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
                run(cx, segment, found);
            }
        });
        view.each_loop(&self.of_loop, |one, group| {
            for run in self.loops.get(usize::from(group)).into_iter().flatten() {
                run(cx, one, found);
            }
        });
    }
}

/// Of each name the number of its group of checks, if it has any, and the groups.
fn grouped<C>(
    names: impl Iterator<Item = &'static str>,
    checks: impl Fn(&'static str) -> Vec<C>,
) -> (Vec<Option<u8>>, Vec<Vec<C>>) {
    let mut known: Vec<(&str, Option<u8>)> = Vec::new();
    let mut groups: Vec<Vec<C>> = Vec::new();
    let of = names.map(|name| {
        if let Some((_, group)) = known.iter().find(|(one, _)| *one == name) {
            return *group;
        }
        let own = checks(name);
        let group = if own.is_empty() { None } else { u8::try_from(groups.len()).ok() };
        if group.is_some() {
            groups.push(own);
        }
        known.push((name, group));
        group
    });
    (of.collect(), groups)
}
