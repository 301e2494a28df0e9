//! What has to be so between the rows of a pack, beside what each field says of itself.

use super::rows::{Cap, Conflict, Method, SourceRow, Window};
use super::{Pack, Status, Terms};
use crate::diag::{Arg, Rule};
use crate::table::document::Places;
use crate::table::{Faults, Member, nearest, rules};
use std::collections::BTreeMap;

/// What is looked at, and where what is wrong goes. Packs and bodies share it.
pub(super) struct Check<'a> {
    places: Places<'a>,
    faults: &'a mut Faults,
}

impl<'a> Check<'a> {
    pub(super) const fn new(members: &'a [Member<'a>], faults: &'a mut Faults) -> Self {
        Self { places: Places(members), faults }
    }

    pub(super) fn fault(
        &mut self,
        rule: &'static Rule,
        table: &'static str,
        row: u64,
        field: &'static str,
        args: &[Arg],
    ) {
        let bytes = self.places.of(table, row, field);
        self.faults.at(rule, table, row, field, bytes, args);
    }

    /// The name of the document is one.
    pub(super) fn id(&mut self, table: &'static str, id: &str) {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.is_empty() || !id.chars().all(plain) {
            let expected = "a name of lower case letters, digits and hyphens";
            self.fault(&rules::VALUE_INVALID, table, 1, "id", &[Arg::Text(expected)]);
        }
    }

    /// The sources and how well each is known.
    pub(super) fn sources<'s>(&mut self, rows: &'s [SourceRow]) -> BTreeMap<&'s str, Status> {
        let mut sources: BTreeMap<&str, Status> = BTreeMap::new();
        for (number, source) in (1_u64..).zip(rows) {
            if sources.insert(&source.id, source.status).is_some() {
                let first = rows.iter().position(|other| other.id == source.id).unwrap_or(0) + 1;
                self.fault(&rules::ROW_REPEATED, "source", number, "id", &[Arg::Count(first as u64)]);
            }
        }
        sources
    }

    /// The position that a conflict follows is one of its positions.
    pub(super) fn conflicts(&mut self, rows: &[Conflict]) {
        for (number, conflict) in (1_u64..).zip(rows) {
            if conflict.follows.is_some_and(|one| one == 0 || usize::from(one) > conflict.position.len()) {
                let expected = "the number of one of the positions, from 1";
                self.fault(&rules::VALUE_INVALID, "conflict", number, "follows", &[Arg::Text(expected)]);
            }
        }
    }

    /// What every row has fits together.
    pub(super) fn terms(
        &mut self,
        terms: &Terms,
        table: &'static str,
        number: u64,
        sources: &BTreeMap<&str, Status>,
    ) {
        if let (Some(from), Some(to)) = (terms.from, terms.to)
            && to < from
        {
            self.fault(&rules::SPAN_REVERSED, table, number, "to", &[Arg::Text("from")]);
        }
        if terms.cite.is_empty() && terms.status != Status::Recalled {
            self.fault(&rules::CITE_MISSING, table, number, "cite", &[]);
        }
        let mut best = None;
        for cite in &terms.cite {
            if let Some(status) = sources.get(cite.as_str()) {
                best = best.max(Some(std::cmp::Reverse(*status)));
                continue;
            }
            let known: Vec<&str> = sources.keys().copied().collect();
            let args = [Arg::Text("source"), Arg::Text(almost(cite, &known))];
            self.fault(&rules::REFERENCE_UNKNOWN, table, number, "cite", &args);
        }
        // A row cannot be known better than the best of what it cites.
        if let Some(std::cmp::Reverse(best)) = best
            && terms.status < best
        {
            self.fault(&rules::STATUS_UNSUPPORTED, table, number, "status", &[Arg::Text(best.as_str())]);
        }
    }
}

/// Reports what does not fit together.
pub(crate) fn verify(pack: &Pack, members: &[Member<'_>], faults: &mut Faults) {
    let mut check = Check::new(members, faults);
    check.id("pack", &pack.pack.id);
    let sources = check.sources(&pack.rows.source);
    let mut ids: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
    pack.rows.each(&mut |table, number, terms| {
        let Some(terms) = terms else { return };
        check.terms(terms, table, number, &sources);
        // Rows that are told apart by their days may share a name: the same limit, with a new figure.
        if let Some(id) = &terms.id
            && terms.from.is_none()
            && terms.to.is_none()
            && terms.when.is_none()
            && let Some(first) = ids.insert((table, id.clone()), number)
        {
            check.fault(&rules::ROW_REPEATED, table, number, "id", &[Arg::Count(first)]);
        }
    });
    check.conflicts(&pack.rows.conflict);
    check.windows(pack);
    check.thresholds(pack);
    check.years(pack);
    // What stands on other packs may name their rows too: the library looks at that.
    if pack.pack.extends.is_empty() {
        check.own(pack);
    }
}

/// What a field means only together with another.
impl Check<'_> {
    /// A window that has a length or follows a year has it beside it.
    fn windows(&mut self, pack: &Pack) {
        for (number, Cap { window, length, year, .. }) in (1_u64..).zip(&pack.rows.cap) {
            match window {
                Window::RollingMonths | Window::RollingDays if length.is_none() => {
                    self.fault(&rules::FIELD_ALONE, "cap", number, "window", &[Arg::Text("length")]);
                }
                Window::FiscalYear | Window::EpisodeInYear if year.is_none() => {
                    self.fault(&rules::FIELD_ALONE, "cap", number, "window", &[Arg::Text("year")]);
                }
                _ => {}
            }
        }
        for (number, row) in (1_u64..).zip(&pack.rows.authorization) {
            match row.window {
                Some(Window::RollingMonths | Window::RollingDays) => {
                    let expected = "a window that an authorization can have: it has no length";
                    let args = [Arg::Text(expected)];
                    self.fault(&rules::VALUE_INVALID, "authorization", number, "window", &args);
                }
                Some(Window::FiscalYear | Window::EpisodeInYear) if row.year.is_none() => {
                    let args = [Arg::Text("year")];
                    self.fault(&rules::FIELD_ALONE, "authorization", number, "window", &args);
                }
                _ => {}
            }
        }
    }

    /// A rounding rule with a threshold says which.
    fn thresholds(&mut self, pack: &Pack) {
        for (number, rule) in (1_u64..).zip(&pack.rows.rounding_rule) {
            if rule.method == Method::Threshold
                && rule.threshold_minutes.is_none()
                && rule.threshold_share.is_none()
            {
                let args = [Arg::Text("threshold_minutes` or `threshold_share")];
                self.fault(&rules::FIELD_ALONE, "rounding_rule", number, "method", &args);
            }
        }
    }

    /// A year begins on a day that every year has.
    fn years(&mut self, pack: &Pack) {
        for (number, year) in (1_u64..).zip(&pack.rows.year) {
            let (field, expected) = match (year.month, year.day) {
                (1..=12, day) if (1..=days(year.month)).contains(&day) => continue,
                (1..=12, _) => ("day", "a day that this month has in every year"),
                _ => ("month", "a month, from 1 to 12"),
            };
            self.fault(&rules::VALUE_INVALID, "year", number, field, &[Arg::Text(expected)]);
        }
    }

    /// A pack that stands on no other has whatever it names.
    fn own(&mut self, pack: &Pack) {
        let rows = &pack.rows;
        let services = rows.service.iter().filter_map(|row| row.terms.id.as_deref());
        if let Some(service) = &pack.pack.default_service {
            self.named("pack", 1, "default_service", service, ("service", services.collect()));
        }
        let caps: Vec<&str> = rows.cap.iter().filter_map(|cap| cap.terms.id.as_deref()).collect();
        for (number, level) in (1_u64..).zip(&rows.level) {
            self.named("level", number, "cap", &level.cap, ("cap", caps.clone()));
        }
    }

    fn named(
        &mut self,
        table: &'static str,
        row: u64,
        field: &'static str,
        name: &str,
        (of, ids): (&'static str, Vec<&str>),
    ) {
        if !ids.contains(&name) {
            let args = [Arg::Text(of), Arg::Text(almost(name, &ids))];
            self.fault(&rules::REFERENCE_UNKNOWN, table, row, field, &args);
        }
    }
}

/// How many days a month has in every year.
const fn days(month: u8) -> u8 {
    match month {
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// What was found is never repeated; that something is near may be said.
pub(super) fn almost(name: &str, ids: &[&str]) -> &'static str {
    if nearest(name, ids.iter().copied()).is_some() { "; one is spelled almost so" } else { "" }
}
