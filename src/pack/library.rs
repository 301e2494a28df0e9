//! Packs by their ids: those that come with the library (one TOML file each in `data/`, one line in the list)
//! and those that are given as text.

use super::{Pack, PackError, Stack, across};
use crate::diag::Finding;
use crate::table::{distance, edits};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

#[cfg(feature = "packs")]
macro_rules! embedded {
    ($($id:literal,)*) => {
        /// Id and text of every pack that comes with the library.
        const PACKS: &[(&str, &str)] = &[$(($id, include_str!(concat!("data/", $id, ".toml")))),*];
    };
}

#[cfg(feature = "packs")]
embedded! {
    "national",
    "pa",
    "pa-ffs",
    "pa-healthchoices",
    "pa-magellan",
    "pa-carelon",
    "pa-ccbh",
    "pa-performcare",
    "pa-cbh",
    "nc-8g",
    "nc-alliance",
    "tx-peer",
    "tx-tchp",
    "nj-horizon",
    "oh-5160-27-14",
    "va-arts",
    "ks-parent",
    "mi-rounding",
    "me-rounding",
    "wa-peers",
    "co-rae",
    "dc-peers",
    "ky-peers",
    "tn-tenncare",
    "ca-medi-cal",
    "mn-sud-peers",
    "md-peers",
    "mt-peers",
    "ok-peers",
    "ny-pros",
    "il-peers",
    "ms-peers",
    "ne-peers",
    "ga-peers",
    "ak-peers",
    "or-peers",
    "ut-peers",
    "me-section-17",
    "ny-cftss",
    "ar-peers",
    "az-ahcccs",
    "id-magellan",
    "in-mro",
    "nd-1915i",
    "ma-recovery-coach",
    "mo-peers",
    "la-peers",
    "nm-recovery",
    "nv-peers",
    "wi-bhic",
}

/// Packs by their ids. A pack that comes with the library is read when it is first asked for.
#[derive(Debug, Clone, Default)]
pub struct Library {
    packs: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// What it is read from, when it is first asked for.
    text: Cow<'static, str>,
    read: OnceLock<Option<Arc<Pack>>>,
    /// It was given, and did not come with the library.
    given: bool,
    /// It took the place of another pack of its id: of which, in words.
    instead: Option<&'static str>,
}

impl Entry {
    fn pack(&self) -> Option<&Arc<Pack>> {
        // A test reads every pack that comes with the library.
        self.read.get_or_init(|| Pack::parse(&self.text).ok().map(Arc::new)).as_ref()
    }
}

/// Why packs cannot be stacked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StackError {
    /// There is no pack of that id; perhaps another was meant.
    #[error("there is no pack `{id}`{}", near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    Unknown {
        /// What was asked for.
        id: String,
        /// The id that is spelled most like it.
        near: Option<String>,
    },
    /// A pack extends itself, by way of others.
    #[error("the pack `{id}` extends itself, by way of the packs that it extends")]
    Circle {
        /// The pack.
        id: String,
    },
}

impl Library {
    /// An empty one.
    pub const fn new() -> Self {
        Self { packs: BTreeMap::new() }
    }

    /// The packs that come with the library.
    #[cfg(feature = "packs")]
    pub fn embedded() -> Self {
        let entry =
            |text| Entry { text: Cow::Borrowed(text), read: OnceLock::new(), given: false, instead: None };
        Self { packs: PACKS.iter().map(|(id, text)| ((*id).to_owned(), entry(text))).collect() }
    }

    /// Id and text of every pack that comes with the library, to be read or to be copied.
    #[cfg(feature = "packs")]
    pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
        PACKS.iter().copied()
    }

    /// Reads a pack and puts it in; one of the same id is replaced, and [`Library::verify`] says so.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn add(&mut self, text: &str) -> Result<Arc<Pack>, PackError> {
        let pack = Arc::new(Pack::parse(text)?);
        let read = OnceLock::from(Some(Arc::clone(&pack)));
        let instead = self.packs.get(pack.id()).and_then(|other| match other {
            // The same pack once more.
            other if other.pack() == Some(&pack) => other.instead,
            Entry { given: true, .. } => Some("another pack that was read"),
            Entry { given: false, .. } => Some("a pack that comes with the program"),
        });
        let entry = Entry { text: Cow::Owned(text.to_owned()), read, given: true, instead };
        self.packs.insert(pack.pack.id.clone(), entry);
        Ok(pack)
    }

    /// What is wrong with a pack among the others, each finding at its place in the text of the pack: names of
    /// rows and packs that are not there, and rows that contradict each other. A pack that reads may still have
    /// rows that can never work; ask this once all packs are in.
    ///
    /// # Errors
    /// The pack cannot be stacked.
    pub fn verify(&self, id: &str) -> Result<Vec<Finding>, StackError> {
        let stack = self.stack(id)?;
        // The stack was made of it, so it is there.
        let Some((entry, pack)) = self.packs.get(id).and_then(|entry| Some((entry, entry.pack()?))) else {
            return Ok(Vec::new());
        };
        let known: Vec<&str> = self.packs.keys().map(String::as_str).collect();
        Ok(across::verify(pack, &entry.text, &stack, &known, entry.instead))
    }

    /// The packs, by id.
    pub fn packs(&self) -> impl Iterator<Item = &Pack> {
        self.packs.values().filter_map(Entry::pack).map(Arc::as_ref)
    }

    /// The pack of that id.
    pub fn get(&self, id: &str) -> Option<&Pack> {
        self.packs.get(id).and_then(Entry::pack).map(Arc::as_ref)
    }

    /// The numbers by which claims name the payers of all packs, as far as they are known.
    pub fn payer_numbers(&self) -> BTreeSet<String> {
        let payers = self.packs().flat_map(|pack| &pack.rows.payer);
        payers.filter_map(|payer| payer.number.get().cloned()).collect()
    }

    /// The pack of that id on top of all that it extends.
    ///
    /// # Errors
    /// There is no such pack, or one of those that it extends is not there or extends it.
    pub fn stack(&self, id: &str) -> Result<Stack, StackError> {
        let mut order = Vec::new();
        self.collect(id, &mut Vec::new(), &mut order)?;
        Ok(Stack::new(order))
    }

    /// The id that was meant: that of the pack whose id, or whose name by its words, is spelled most like it.
    fn near(&self, asked: &str) -> Option<&str> {
        let asked = asked.to_lowercase();
        let parts: Vec<&str> = words(&asked).filter(|word| word.len() > 3).collect();
        // Every part of what was asked has to be like some word of the name.
        let by_name = |pack: &Pack| {
            let name = pack.pack.name.to_lowercase();
            let unlike = |part: &&str| words(&name).map(|word| edits(part, word)).min();
            parts.iter().map(unlike).max().flatten().unwrap_or(usize::MAX)
        };
        // Of several the one for the most people.
        let rank = |id: &String, pack: &Pack| (distance(&asked, id).min(by_name(pack)), pack.pack.layer);
        let ranked = self.packs.iter().filter_map(|(id, entry)| Some((rank(id, entry.pack()?), id)));
        let ((unlike, _), id) = ranked.min_by_key(|(rank, _)| *rank)?;
        (unlike <= asked.len() / 3 + 1).then_some(id)
    }

    /// Puts what a pack extends before the pack itself.
    fn collect(
        &self,
        id: &str,
        open: &mut Vec<String>,
        order: &mut Vec<Arc<Pack>>,
    ) -> Result<(), StackError> {
        if open.iter().any(|one| one == id) {
            return Err(StackError::Circle { id: id.to_owned() });
        }
        if order.iter().any(|pack| pack.pack.id == id) {
            return Ok(());
        }
        let pack = self.packs.get(id).and_then(Entry::pack).ok_or_else(|| StackError::Unknown {
            id: id.to_owned(),
            near: self.near(id).map(str::to_owned),
        })?;
        open.push(id.to_owned());
        for parent in &pack.pack.extends {
            self.collect(parent, open, order)?;
        }
        open.pop();
        order.push(Arc::clone(pack));
        Ok(())
    }
}

/// The words of a name.
fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
