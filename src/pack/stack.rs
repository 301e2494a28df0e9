//! Packs on top of each other, and which of their rows holds.

use super::rows::SourceRow;
use super::{Ask, Layer, Merge, Pack, PackRow, Speaking, Status, Terms, Truth};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A pack on top of all that it extends, the nation first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stack {
    layers: Vec<Arc<Pack>>,
}

/// A row that speaks, and where it stands.
#[derive(Debug)]
#[non_exhaustive]
pub struct Effective<'a, R> {
    /// The row.
    pub row: &'a R,
    /// What every row has.
    pub terms: &'a Terms,
    /// The pack that it stands in.
    pub pack: &'a Pack,
    /// The layer of that pack.
    pub layer: Layer,
    /// Which row of its table it is, from 1.
    pub number: u64,
    /// Whether it speaks here: yes, or it cannot be told.
    pub truth: Truth,
}

/// Only references are copied, whatever the row is.
impl<R> Clone for Effective<'_, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Effective<'_, R> {}

impl<'a, R> Effective<'a, R> {
    pub(crate) const fn new(row: &'a R, terms: &'a Terms, pack: &'a Pack, number: u64, truth: Truth) -> Self {
        Self { row, terms, pack, layer: pack.pack.layer, number, truth }
    }

    /// How well the row is known.
    pub const fn status(&self) -> Status {
        self.terms.status
    }

    /// The documents that it cites.
    pub fn sources(&self) -> impl Iterator<Item = &'a SourceRow> + use<'a, R> {
        self.terms.cited(&self.pack.rows.source)
    }

    /// Title, place in it, date and address of what the row cites, in one line; empty where it cites nothing.
    pub fn citation(&self) -> String {
        self.terms.citations(&self.pack.rows.source).join("; ")
    }

    /// Is it enforced on that date of service, and not only announced?
    pub fn enforced(&self, ask: &Ask<'_>) -> bool {
        self.terms.enforced_from.is_none_or(|from| from <= ask.on)
    }

    /// What decides between rows that all speak: the layer, an overlay before none, the more precise, the later.
    fn rank(&self) -> impl Ord + use<R> {
        (self.terms.overlay.is_some(), self.precision(), self.terms.from, self.number)
    }

    fn precision(&self) -> usize {
        let when = self.terms.when.as_ref().map_or(0, |when| {
            [
                !when.programme.is_empty(),
                !when.product.is_empty(),
                !when.mode.is_empty(),
                !when.member_at.is_empty(),
                !when.pos.is_empty(),
                when.age_from.is_some() || when.age_to.is_some(),
                !when.county.is_empty(),
                !when.modifier.is_empty(),
                !when.diagnosis.is_empty(),
                !when.credential.is_empty(),
                !when.stage.is_empty(),
                !when.level.is_empty(),
                !when.fact.is_empty(),
                !when.not_fact.is_empty(),
                when.certified_from.is_some() || when.certified_to.is_some(),
                when.tenure_from.is_some() || when.tenure_to.is_some(),
                when.other_payer.is_some(),
            ]
            .into_iter()
            .filter(|set| *set)
            .count()
        });
        when + usize::from(!self.terms.service.is_empty())
    }
}

impl Stack {
    /// Of those packs, whatever their order: layers never go back, and inside one the order is kept.
    pub(crate) fn new(mut layers: Vec<Arc<Pack>>) -> Self {
        layers.sort_by_key(|pack| pack.pack.layer);
        Self { layers }
    }

    /// The packs, the nation first and the one that was asked for last.
    pub fn layers(&self) -> impl DoubleEndedIterator<Item = &Pack> + ExactSizeIterator {
        self.layers.iter().map(Arc::as_ref)
    }

    /// The pack that was asked for.
    pub fn top(&self) -> Option<&Pack> {
        self.layers.last().map(Arc::as_ref)
    }

    /// Its id.
    pub fn id(&self) -> &str {
        self.top().map_or("", Pack::id)
    }

    /// Is its payer called so: by the id of one of its packs, or by a number of the payer that they know?
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.layers().any(|pack| pack.id() == name) || self.has_number(name)
    }

    /// Do its packs know its payer by that number?
    pub(crate) fn has_number(&self, number: &str) -> bool {
        let mut payers = self.layers().flat_map(|pack| &pack.rows.payer);
        payers.any(|payer| payer.number.get().is_some_and(|known| known == number))
    }

    /// Every row of a kind that speaks to the question or might, none of them replaced by another that does.
    pub fn all<'a, R: PackRow>(&'a self, ask: &Ask<'_>) -> Vec<Effective<'a, R>> {
        let mut found: Vec<Effective<'a, R>> = Vec::new();
        for pack in self.layers() {
            for (number, row) in (1_u64..).zip(R::of(&pack.rows)) {
                let Some(terms) = row.terms() else { continue };
                let truth = ask.answers(terms);
                if truth != Truth::No {
                    found.push(Effective { row, terms, pack, layer: pack.pack.layer, number, truth });
                }
            }
        }
        without_replaced(&mut found);
        found
    }

    /// Every row, whatever is asked.
    pub(crate) fn every<R: PackRow>(&self) -> Vec<Effective<'_, R>> {
        let mut found = Vec::new();
        for pack in self.layers() {
            for (number, row) in (1_u64..).zip(R::of(&pack.rows)) {
                let Some(terms) = row.terms() else { continue };
                found.push(Effective { row, terms, pack, layer: pack.pack.layer, number, truth: Truth::Yes });
            }
        }
        found
    }

    /// Does it know its payer's number, whatever is asked?
    fn always_knows_payer(&self) -> bool {
        let mut payers = self.layers.iter().flat_map(|pack| &pack.rows.payer);
        let stays = payers.clone().all(|payer| payer.terms.replaces.is_empty());
        stays && payers.any(|payer| payer.number.get().is_some() && payer.terms.always_speak())
    }

    /// Every row of every kind that speaks to the question or might, as values by the names of their fields;
    /// every row there is, where nothing is asked.
    pub fn speaking(&self, ask: Option<&Ask<'_>>) -> Vec<Speaking> {
        super::Rows::speaking(self, ask)
    }

    /// Of rows that contest each other the one that holds, as [`Stack::one`] decides it.
    pub(crate) fn winner<'s, 'a, R>(
        &self,
        rows: &(impl Iterator<Item = &'s Effective<'a, R>> + Clone),
    ) -> Option<&'s Effective<'a, R>>
    where
        R: PackRow + 'a,
        'a: 's,
    {
        // Mostly there is one, and nothing to contest.
        let mut few = rows.clone();
        let (first, second) = (few.next(), few.next());
        if second.is_none() {
            return first;
        }
        let mut holds: Option<&Effective<'a, R>> = None;
        for pack in self.layers() {
            let here = rows.clone().filter(|one| std::ptr::eq(one.pack, pack));
            let Some(best) = here.max_by_key(|one| one.rank()) else { continue };
            if !holds.is_some_and(|earlier| forbids(earlier, best)) {
                holds = Some(best);
            }
        }
        holds
    }

    /// The one row of a kind that holds, of those that certainly speak to the question.
    ///
    /// A later layer goes before an earlier one, unless the earlier row says that it may only be loosened or
    /// tightened and the later would do the opposite; in one layer an overlay goes before what it lies over,
    /// the more precise row before the more general, the later before the earlier.
    pub fn one<'a, R: PackRow>(&'a self, ask: &Ask<'_>) -> Option<Effective<'a, R>> {
        self.best(ask, |_| true)
    }

    /// The same of those rows that `of` takes.
    pub fn best<'a, R: PackRow>(
        &'a self,
        ask: &Ask<'_>,
        of: impl Fn(&R) -> bool,
    ) -> Option<Effective<'a, R>> {
        let mut all = self.all::<R>(ask);
        all.retain(|one| one.truth == Truth::Yes && of(one.row));
        self.best_of(&all)
    }

    /// The one that holds of rows that speak.
    pub(crate) fn best_of<'a, R: PackRow>(&self, all: &[Effective<'a, R>]) -> Option<Effective<'a, R>> {
        self.winner(&all.iter()).copied()
    }
}

/// Takes out the rows that another which certainly speaks stands in the place of.
pub(crate) fn without_replaced<R: PackRow>(found: &mut Vec<Effective<'_, R>>) {
    without_forbidden(found);
    let speaking = found.iter().filter(|one| one.truth == Truth::Yes);
    let replaced: Vec<&String> = speaking.flat_map(|one| &one.terms.replaces).collect();
    if replaced.is_empty() {
        return;
    }
    found.retain(|one| {
        let named = |name: &&&String| {
            name.split_once(':')
                .is_some_and(|(pack, id)| pack == one.pack.pack.id && one.terms.id.as_deref() == Some(id))
        };
        !replaced.iter().any(|name| named(&name))
    });
}

/// Where rows do not contest each other but limit the same thing, and one says what later layers may do with it:
/// a later row that does the opposite does not hold, and one that may does so in its place.
fn without_forbidden<R: PackRow>(found: &mut Vec<Effective<'_, R>>) {
    if found.iter().all(|one| one.terms.merge.is_none_or(|merge| merge == Merge::Override)) {
        return;
    }
    let about_same = |one: &Effective<'_, R>, other: &Effective<'_, R>| {
        let subject = one.row.subject();
        subject.is_some()
            && subject == other.row.subject()
            && one.layer < other.layer
            && other.truth == Truth::Yes
    };
    let keep: Vec<bool> = found
        .iter()
        .map(|one| {
            let earlier = found.iter().filter(|earlier| about_same(earlier, one));
            let forbidden = earlier.into_iter().any(|earlier| forbids(earlier, one));
            let restricted = one.terms.merge.is_some_and(|merge| merge != Merge::Override);
            let taken_over =
                restricted && found.iter().any(|later| about_same(one, later) && !forbids(one, later));
            !forbidden && !taken_over
        })
        .collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
}

/// Does the earlier row forbid what the later one does?
fn forbids<R: PackRow>(earlier: &Effective<'_, R>, later: &Effective<'_, R>) -> bool {
    let (Some(was), Some(is)) = (earlier.row.tightness(), later.row.tightness()) else { return false };
    match earlier.terms.merge {
        Some(Merge::LoosenOnly) => is > was,
        Some(Merge::TightenOnly) => is < was,
        Some(Merge::Override) | None => false,
    }
}

/// Stacks side by side: each claim is answered by the one that fits it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PackSet {
    stacks: Vec<Stack>,
    /// Numbers of payers whose packs are not here.
    others: BTreeSet<String>,
}

/// Which stack answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pick<'a> {
    /// This one.
    One(&'a Stack),
    /// None knows the payer.
    None,
    /// Several might, and nothing tells which.
    Several,
}

impl PackSet {
    /// Those stacks.
    pub const fn new(stacks: Vec<Stack>) -> Self {
        Self { stacks, others: BTreeSet::new() }
    }

    /// The same, knowing the numbers of payers whose packs are not here: a pack that does not know its own
    /// payer's number does not answer for those. They are asked for only where there may be such a pack: to know
    /// them every pack has to be read.
    #[must_use]
    pub fn knowing(mut self, others: impl FnOnce() -> BTreeSet<String>) -> Self {
        if !self.stacks.iter().all(Stack::always_knows_payer) {
            self.others = others();
        }
        self
    }

    /// The stacks, in the order in which they were given.
    pub fn stacks(&self) -> &[Stack] {
        &self.stacks
    }

    /// Every pack of every stack once, in order: findings name packs by their place here.
    pub fn packs(&self) -> Vec<&Pack> {
        let mut packs: Vec<&Pack> = Vec::new();
        for pack in self.stacks.iter().flat_map(Stack::layers) {
            if !packs
                .iter()
                .any(|known| known.id() == pack.id() && (std::ptr::eq(*known, pack) || *known == pack))
            {
                packs.push(pack);
            }
        }
        packs
    }

    /// No stack at all?
    pub fn is_empty(&self) -> bool {
        self.stacks.is_empty()
    }

    /// The stack that answers for a claim to the payer of that number.
    ///
    /// A stack that knows its payer's number answers for that number only; one whose payer's number is not
    /// known answers for what is left, if it is the only one such.
    ///
    /// A number that belongs to a payer of a pack that is not here ([`PackSet::knowing`]) is answered by none.
    pub fn pick<'a>(&'a self, number: Option<&str>, ask: &Ask<'_>) -> Pick<'a> {
        use super::rows::Payer;
        let mut fitting = Vec::new();
        let mut open = Vec::new();
        for stack in &self.stacks {
            let payers = stack.all::<Payer>(ask);
            let known: Vec<&String> = payers.iter().filter_map(|one| one.row.number.get()).collect();
            if known.is_empty() {
                open.push(stack);
            } else if number.is_some_and(|number| known.iter().any(|known| *known == number)) {
                fitting.push(stack);
            }
        }
        if fitting.is_empty() && number.is_some_and(|number| self.others.contains(number)) {
            return Pick::None;
        }
        match (fitting.as_slice(), open.as_slice()) {
            ([one], _) | ([], [one]) => Pick::One(one),
            ([], []) => Pick::None,
            _ => Pick::Several,
        }
    }
}
