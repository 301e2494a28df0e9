//! Claims beside evidence, and evidence by itself.
//!
//! While a file is read, each of its lines leaves a [`Fact`]: numbers and places. When all files are read the facts
//! are joined to the log, and every rule that the log decides is asked. One event is one finding, with everything
//! that was part of it: the rows of the log, the lines of the claims, and the money that is at risk.

mod billed;
mod days;
mod decided;
mod fact;
mod index;
mod join;
mod line;
mod money;
mod report;

pub(crate) use fact::{Fact, Given, facts};
pub(crate) use index::Index;

use super::book::{Book, Told};
use super::checker::Checker;
use super::sent::Sent;
use crate::diag::{Decisions, FileReport};
use crate::evidence::Evidence;
use crate::pack::body::Bodies;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Evidence that claims are checked beside, made ready.
#[derive(Debug)]
pub(crate) struct Beside {
    pub(crate) evidence: Arc<Evidence>,
    pub(crate) bodies: Arc<Bodies>,
    pub(crate) index: Index,
    pub(crate) long_day: u32,
}

/// The service lines and numbers of a file, as far as they are compared with evidence and with those of other files.
///
/// Opaque; [`Checker::audit`](crate::Checker::audit) takes it. Holds no text of the file.
#[derive(Debug, Default)]
pub struct Billed {
    pub(crate) facts: Vec<Fact>,
    /// Numbers that must not be sent twice.
    pub(crate) sent: Sent,
    /// Lines for which there was no more room.
    pub(crate) forgot: u64,
    /// What suppressions kept away: the ids of rules, and claims from 0.
    pub(crate) silent: BTreeSet<(&'static str, u64)>,
    /// What the project decided for the file.
    pub(crate) decisions: Option<Arc<Decisions>>,
}

/// Most facts that are kept of a file: about 400 MB of them.
pub(crate) const MOST_FACTS: usize = 2_000_000;

/// Checks files beside each other and beside the evidence. The report is about the evidence; what concerns a claim
/// goes into the report of its file.
pub(crate) fn audit(checker: &Checker, files: &mut [(FileReport, Billed)]) -> FileReport {
    let settings = &*checker.settings;
    let mut out = report::Out::new(checker, files);
    let sent: Vec<Sent> = files.iter_mut().map(|(_, billed)| std::mem::take(&mut billed.sent)).collect();
    for run in &settings.files_checks {
        run(&sent, &mut |file, finding| out.tell(file, finding, sent.get(file)));
    }
    let facts: Vec<(u32, Fact)> = (0_u32..)
        .zip(files.iter_mut())
        .flat_map(|(file, (_, billed))| {
            std::mem::take(&mut billed.facts).into_iter().map(move |fact| (file, fact))
        })
        .filter(|(_, fact)| fact.frequency != 8)
        .collect();
    match (&settings.beside, &settings.payers) {
        (Some(beside), Some(payers)) => {
            let told = Told {
                as_of: settings.as_of,
                received_on: payers.given.received_on,
                long_day: beside.long_day,
            };
            let book = Book::new(&beside.evidence, payers, &beside.bodies, told);
            line::audit(&book, &beside.index, &facts, !files.is_empty(), &mut out);
        }
        (_, payers) => {
            line::twice(&facts, &mut out);
            if payers.is_some() {
                days::audit(&facts, &mut out);
            }
        }
    }
    out.finish(files)
}
