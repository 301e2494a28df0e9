//! Lines that are alike to their payer, found out once for all of them.
//!
//! Which service a line is and which rows speak of it depends on a few of its values. A set has many lines
//! and few such classes, so the rows are chosen once a class, and a line only asks what they say of it.

use super::{Case, Cell, Match};
use crate::pack::rows::{
    Age, Authorization, Biller, Cap, ClaimForm, Diagnosis, ModeRow, ModifierOrder, ModifierRow, Need, Party,
    Place, Rounding, Service, Timely,
};
use crate::pack::{Ask, Effective, MemberAt, Mode, PackRow, Truth, without_replaced};
use crate::value::{Date, HcpcsCode, Modifier, PlaceOfService};
use std::cell::{Cell as Slot, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What the rows of a line may depend on. What no row of its time asks about is left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// The stack and the time, by their places.
    pub(super) time: (usize, usize),
    pub(super) code: Option<HcpcsCode>,
    pub(super) modifiers: Vec<Modifier>,
    pub(super) pos: Option<PlaceOfService>,
    /// Which rows the age speaks to; nothing where it is not known.
    pub(super) age: Option<usize>,
    pub(super) other_payer: bool,
    /// Which rows the diagnoses speak to.
    pub(super) diagnoses: Vec<u64>,
}

/// Lines of one set that are alike, and which stack answers whom.
#[derive(Default)]
pub(crate) struct Memo<'a> {
    classes: RefCell<BTreeMap<Key, Rc<Class<'a>>>>,
    picks: RefCell<BTreeMap<Date, Vec<ForPayer>>>,
}

/// A payer's identifier, and which stack answers for it.
type ForPayer = (Vec<u8>, Picked);

/// Which stack answers: its place, none, or it cannot be told.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Picked {
    One(usize),
    None,
    Several,
}

/// More than so many are not kept: a set that has more has no two lines alike.
const MOST: usize = 4_096;

impl<'a> Memo<'a> {
    pub(super) fn class(&self, key: Key, make: impl FnOnce(&Key) -> Class<'a>) -> Rc<Class<'a>> {
        if let Some(class) = self.classes.borrow().get(&key) {
            return Rc::clone(class);
        }
        let class = Rc::new(make(&key));
        let mut classes = self.classes.borrow_mut();
        if classes.len() < MOST {
            classes.insert(key, Rc::clone(&class));
        }
        class
    }

    pub(super) fn pick(&self, day: Date, payer: &[u8], find: impl FnOnce() -> Picked) -> Picked {
        let mut picks = self.picks.borrow_mut();
        let here = picks.entry(day).or_default();
        if let Some((_, picked)) = here.iter().find(|(known, _)| known == payer) {
            return *picked;
        }
        let picked = find();
        if here.len() < 16 {
            here.push((payer.to_vec(), picked));
        }
        picked
    }
}

/// One way in which lines of a class can be read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Way<'a> {
    pub(crate) service: Option<&'a str>,
    pub(crate) mode: Mode,
    pub(crate) member_at: Option<MemberAt>,
}

/// The rows of one kind that speak in one way of reading, and those that might.
pub(crate) struct Spoken<'a, R> {
    pub(crate) certain: Vec<Effective<'a, R>>,
    pub(crate) open: Vec<Effective<'a, R>>,
}

/// What is the same for lines that are alike.
pub(crate) struct Class<'a> {
    pub(crate) code: Option<HcpcsCode>,
    pub(crate) modifiers: Vec<Modifier>,
    pub(crate) pos: Option<PlaceOfService>,
    pub(crate) cell: &'a Cell,
    /// The services that the lines may be.
    pub(crate) services: Vec<Effective<'a, Service>>,
    pub(crate) matched: Match<'a>,
    modes: Vec<Mode>,
    pub(crate) ways: Vec<Way<'a>>,
    tables: Tables<'a>,
    /// A bit for each check that has nothing to say of such lines.
    quiet: Slot<u64>,
}

/// Lists the kinds of row that checks of lines ask for.
macro_rules! tables {
    ($($field:ident: $row:ident,)*) => {
        #[derive(Default)]
        pub(crate) struct Tables<'a> {
            $($field: OnceCell<Vec<Spoken<'a, $row>>>,)*
        }

        /// A kind of row that checks of lines ask for.
        pub(crate) trait Asked: PackRow {
            /// Where its rows are kept, by way of reading.
            fn slot<'c, 'a>(tables: &'c Tables<'a>) -> &'c OnceCell<Vec<Spoken<'a, Self>>>;
        }

        $(impl Asked for $row {
            fn slot<'c, 'a>(tables: &'c Tables<'a>) -> &'c OnceCell<Vec<Spoken<'a, Self>>> {
                &tables.$field
            }
        })*
    };
}

tables! {
    age: Age,
    authorization: Authorization,
    biller: Biller,
    cap: Cap,
    form: ClaimForm,
    diagnosis: Diagnosis,
    mode: ModeRow,
    order: ModifierOrder,
    modifier: ModifierRow,
    party: Party,
    place: Place,
    rounding: Rounding,
    timely: Timely,
}

const AFAR: &[Mode] = &[Mode::Video, Mode::Audio];

impl<'a> Class<'a> {
    pub(super) fn new(case: &Case<'a>, cell: &'a Cell, day: Date, key: &Key) -> Self {
        let mut class = Self {
            code: key.code,
            modifiers: key.modifiers.clone(),
            pos: key.pos,
            cell,
            services: Vec::new(),
            matched: Match::Unreadable,
            modes: Vec::new(),
            ways: Vec::new(),
            tables: Tables::default(),
            quiet: Slot::new(0),
        };
        class.find_service(case, day);
        class.modes = class.find_modes(case);
        class.ways = class.find_ways();
        class
    }

    /// Has the check of that number nothing to say of such lines?
    pub(super) fn is_quiet(&self, check: u32) -> bool {
        self.quiet.get().checked_shr(check).unwrap_or(0) & 1 == 1
    }

    pub(super) fn quieten(&self, check: u32) {
        self.quiet.set(self.quiet.get() | 1_u64.checked_shl(check).unwrap_or(0));
    }

    /// Is that modifier on the line?
    pub(crate) fn bears(&self, modifier: Modifier) -> bool {
        self.modifiers.contains(&modifier)
    }

    pub(crate) fn bears_text(&self, modifier: &str) -> bool {
        self.modifiers.iter().any(|one| one.as_str() == modifier)
    }

    /// Was it certainly given from afar?
    pub(crate) fn is_afar(&self) -> bool {
        !self.modes.contains(&Mode::InPerson)
    }

    /// The rows of one kind that speak or might, for each way of reading.
    pub(crate) fn spoken<R: Asked>(&self, case: &Case<'a>, day: Date) -> &[Spoken<'a, R>] {
        R::slot(&self.tables).get_or_init(|| {
            self.ways.iter().map(|way| self.find_spoken(case, &self.ask(case, day, way), way)).collect()
        })
    }

    /// The question that one way of reading asks.
    pub(crate) fn ask<'s>(&'s self, case: &'s Case<'a>, day: Date, way: &Way<'a>) -> Ask<'s> {
        let mut ask = case.ask(day);
        ask.service = way.service;
        ask.mode = Some(way.mode);
        ask.member_at = way.member_at;
        ask.pos = self.pos;
        ask.modifiers = Some(&self.modifiers);
        ask
    }

    fn find_spoken<R: PackRow>(&self, case: &Case<'a>, ask: &Ask<'_>, way: &Way<'a>) -> Spoken<'a, R> {
        let mut rows: Vec<Effective<'a, R>> = case.ruled.in_force::<R>(self.cell).collect();
        // What is no service of the pack is none of those that a row names.
        let foreign = self.services.is_empty() && !matches!(self.matched, Match::Open);
        rows.retain_mut(|row| {
            row.truth = ask.answers(row.terms);
            // Where the member was matters only from afar.
            let afar = row.terms.when.as_ref().is_some_and(|when| !when.member_at.is_empty());
            let named = !row.terms.service.is_empty();
            row.truth != Truth::No && !(way.mode == Mode::InPerson && afar) && !(foreign && named)
        });
        without_replaced(&mut rows);
        let (certain, open) = rows.into_iter().partition(|row| row.truth == Truth::Yes);
        Spoken { certain, open }
    }

    fn find_service(&mut self, case: &Case<'a>, day: Date) {
        let Some(code) = self.code else { return };
        let mut ask = case.ask(day);
        ask.modifiers = Some(&self.modifiers);
        ask.pos = self.pos;
        let mut here: Vec<Effective<'a, Service>> = case.ruled.in_force::<Service>(self.cell).collect();
        here.retain(|one| ask.answers(one.terms) != Truth::No);
        let same = |one: &Effective<'a, Service>| one.row.code.get() == Some(&code);
        let missing = |one: &Effective<'a, Service>| {
            one.row.modifiers.iter().filter(|modifier| !self.modifiers.contains(modifier)).count()
        };
        let all_there = |one: &Effective<'a, Service>| same(one) && missing(one) == 0;
        let depth = here.iter().filter(|one| all_there(one)).map(|one| one.row.modifiers.len()).max();
        let gone = case.ruled.services().filter(|one| all_there(one) && !ask.in_force(one.terms));
        let gone = gone.max_by_key(|one| one.row.modifiers.len());
        let gone = gone.filter(|gone| depth.is_none_or(|depth| gone.row.modifiers.len() > depth));
        let nearest = here.iter().filter(|one| same(one)).min_by_key(|one| missing(one)).copied();
        let open = here.iter().any(|one| one.row.code.get().is_none());
        let matched = match (depth, gone, nearest) {
            (_, Some(gone), _) => Match::OtherTime(gone),
            (Some(_), None, _) => Match::Service,
            _ if open => Match::Open,
            (None, None, Some(nearest)) => Match::Lacks(nearest),
            (None, None, None) => Match::None,
        };
        let fits = |one: &Effective<'a, Service>| match matched {
            Match::Service => all_there(one) && Some(one.row.modifiers.len()) == depth,
            // The rules of the service hold for a line that only lacks its modifier.
            Match::Lacks(nearest) => same(one) && missing(one) == missing(&nearest),
            Match::OtherTime(gone) => all_there(one) && one.terms.id == gone.terms.id,
            _ => false,
        };
        let mut services: Vec<Effective<'a, Service>> =
            here.iter().filter(|one| fits(one)).copied().collect();
        // A later layer that knows the same service goes before an earlier one.
        let later = services.clone();
        services.retain(|one| {
            !later.iter().any(|other| other.terms.id == one.terms.id && other.layer > one.layer)
        });
        (self.matched, self.services) = (matched, services);
    }

    /// How the service may have been given, by what the line says.
    fn find_modes(&self, case: &Case<'a>) -> Vec<Mode> {
        let bears = |codes: &[&str]| codes.iter().any(|code| self.bears_text(code));
        let pos = self.pos.as_ref().map(PlaceOfService::as_str);
        if bears(&["93", "FQ"]) {
            return vec![Mode::Audio];
        }
        if bears(&["95", "GT", "GQ"]) || matches!(pos, Some("02" | "10")) {
            return AFAR.to_vec();
        }
        // A modifier that the payer wants for one way of giving the service says that it was given so.
        for row in case.ruled.in_force::<ModifierRow>(self.cell) {
            let ways = row.terms.when.as_ref().map(|when| when.mode.as_slice()).unwrap_or_default();
            if row.row.need == Need::Required && !ways.is_empty() && self.bears(row.row.code) {
                return ways.to_vec();
            }
        }
        // Who keeps the usual place also from afar says nothing by it.
        let keeps = case.ruled.in_force::<Place>(self.cell).any(|row| row.row.usual == Some(true));
        if keeps { Mode::ALL.to_vec() } else { vec![Mode::InPerson] }
    }

    /// Every way in which the line can be read: the service, how it was given, where the member was.
    fn find_ways(&self) -> Vec<Way<'a>> {
        let places: &[MemberAt] = match self.pos.as_ref().map(PlaceOfService::as_str) {
            Some("10") => &[MemberAt::Home],
            Some("02") => &[MemberAt::Elsewhere],
            _ => &[MemberAt::Home, MemberAt::Elsewhere],
        };
        let mut services: Vec<Option<&'a str>> =
            self.services.iter().map(|one| one.terms.id.as_deref()).collect();
        services.dedup();
        if services.is_empty() {
            services.push(None);
        }
        let mut ways = Vec::new();
        for service in services {
            for &mode in &self.modes {
                if mode == Mode::InPerson {
                    ways.push(Way { service, mode, member_at: None });
                } else {
                    ways.extend(places.iter().map(|at| Way { service, mode, member_at: Some(*at) }));
                }
            }
        }
        ways
    }
}
