//! What has to be so between a pack and those that it stands on: whatever a row names is there, nothing stands
//! on what comes later, and no two rows speak at once and say different things.

use super::rows::{Cap, Rounding, RoundingRule, Service, Year};
use super::speak::{contest, plain};
use super::verify::almost;
use super::{Pack, PackRow, Stack, Terms};
use crate::diag::{Arg, Finding, Location, PointerStep, RowPlace, Rule};
use crate::table::document::Places;
use crate::table::{Faults, Known, Origin, read_toml, rules};
use std::collections::BTreeMap;

/// What is wrong, before it is known where in the text that stands.
#[derive(Debug)]
struct Fault {
    rule: &'static Rule,
    table: &'static str,
    /// Nothing: the head.
    row: Option<u64>,
    field: Vec<PointerStep>,
    args: Vec<Arg>,
}

/// A row by its number, and what it says.
type Said<'a> = (u64, &'a Terms, serde_json::Map<String, serde_json::Value>);

/// A pack, what it stands on, and what is wrong so far.
struct Across<'a> {
    pack: &'a Pack,
    stack: &'a Stack,
    faults: Vec<Fault>,
}

/// What is wrong with a pack among others, in the order of its text: `stack` is the pack on top of all that it
/// extends, `known` are the ids of all packs, `taken` says whose id it has, if it is that of another.
pub(super) fn verify(
    pack: &Pack,
    text: &str,
    stack: &Stack,
    known: &[&str],
    taken: Option<&'static str>,
) -> Vec<Finding> {
    let mut across = Across { pack, stack, faults: Vec::new() };
    if let Some(taken) = taken {
        across.fault(&rules::PACK_ID_TAKEN, "pack", None, &[PointerStep::Field("id")], &[Arg::Text(taken)]);
    }
    across.layers();
    across.services();
    across.replaced();
    across.named(known);
    across.contradictions();
    located(across.faults, text)
}

/// The faults at their places. The text is read again only where there are any.
fn located(faults: Vec<Fault>, text: &str) -> Vec<Finding> {
    if faults.is_empty() {
        return Vec::new();
    }
    let members = read_toml(text, &mut Faults::new(Origin::Pack));
    let places = Places(&members);
    let each = faults.into_iter().map(|fault| {
        let bytes = places.at(fault.table, fault.row.unwrap_or(1), &fault.field);
        let place = RowPlace { table: Some(fault.table), row: fault.row, field: fault.field, bytes };
        Finding::new(fault.rule, Location::Pack(Box::new(place)), &fault.args)
    });
    let mut findings: Vec<Finding> = each.collect();
    findings.sort_by_key(Finding::order);
    findings
}

/// The ids of the rows of a kind, whatever they are asked.
fn ids<R: PackRow>(stack: &Stack) -> Vec<&str> {
    let rows = stack.layers().flat_map(|pack| R::of(&pack.rows));
    rows.filter_map(|row| row.terms()?.id.as_deref()).collect()
}

impl Across<'_> {
    fn fault(
        &mut self,
        rule: &'static Rule,
        table: &'static str,
        row: Option<u64>,
        field: &[PointerStep],
        args: &[Arg],
    ) {
        self.faults.push(Fault { rule, table, row, field: field.to_vec(), args: args.to_vec() });
    }

    /// A field names a row of another table; there has to be one.
    fn reference(
        &mut self,
        (table, row): (&'static str, Option<u64>),
        field: &[PointerStep],
        name: &str,
        (of, ids): (&'static str, &[&str]),
    ) {
        if !ids.contains(&name) {
            self.fault(
                &rules::REFERENCE_UNKNOWN,
                table,
                row,
                field,
                &[Arg::Text(of), Arg::Text(almost(name, ids))],
            );
        }
    }

    /// Nothing stands on what comes later.
    fn layers(&mut self) {
        let pack = self.pack;
        for (place, parent) in (0_u64..).zip(&pack.pack.extends) {
            let layer = self.stack.layers().find(|one| one.id() == parent).map(|one| one.pack.layer);
            if let Some(layer) = layer.filter(|layer| *layer > pack.pack.layer) {
                let args = [Arg::Text(layer.as_str()), Arg::Text(pack.pack.layer.as_str())];
                let field = [PointerStep::Field("extends"), PointerStep::Index(place)];
                self.fault(&rules::LAYER_LATER, "pack", None, &field, &args);
            }
        }
    }

    /// Every service that is named is one.
    fn services(&mut self) {
        let (pack, stack) = (self.pack, self.stack);
        let ids = ids::<Service>(stack);
        let services = ("service", ids.as_slice());
        if let Some(service) = &pack.pack.default_service {
            self.reference(("pack", None), &[PointerStep::Field("default_service")], service, services);
        }
        pack.rows.each(&mut |table, row, terms| {
            for (place, service) in (0_u64..).zip(terms.iter().flat_map(|terms| &terms.service)) {
                let field = [PointerStep::Field("service"), PointerStep::Index(place)];
                self.reference((table, Some(row)), &field, service, services);
            }
        });
        for (row, choice) in (1_u64..).zip(&pack.rows.code_choice) {
            for (place, band) in (0_u64..).zip(&choice.band) {
                let field =
                    [PointerStep::Field("band"), PointerStep::Index(place), PointerStep::Field("service")];
                self.reference(("code_choice", Some(row)), &field, &band.service, services);
            }
        }
    }

    /// What a row takes the place of is a row of the same table, in this pack or one that it stands on.
    fn replaced(&mut self) {
        let (pack, stack) = (self.pack, self.stack);
        pack.rows.each(&mut |table, row, terms| {
            for (place, name) in (0_u64..).zip(terms.iter().flat_map(|terms| &terms.replaces)) {
                let field = [PointerStep::Field("replaces"), PointerStep::Index(place)];
                let Some((of, id)) = name.split_once(':') else {
                    let expected = "a row of another pack, as \"pack:row\"";
                    self.fault(&rules::VALUE_INVALID, table, Some(row), &field, &[Arg::Text(expected)]);
                    continue;
                };
                let Some(of) = stack.layers().find(|pack| pack.id() == of) else {
                    let ids: Vec<&str> = stack.layers().map(Pack::id).collect();
                    let args =
                        [Arg::Text("among those that this one stands on"), Arg::Text(almost(of, &ids))];
                    self.fault(&rules::PACK_UNKNOWN, table, Some(row), &field, &args);
                    continue;
                };
                let mut ids = Vec::new();
                of.rows.each(&mut |one, _, terms| {
                    ids.extend(terms.filter(|_| one == table).and_then(|terms| terms.id.as_deref()));
                });
                self.reference((table, Some(row)), &field, id, (table, &ids));
            }
        });
    }

    /// Every other row and pack that a row names is there.
    fn named(&mut self, known: &[&str]) {
        let (pack, stack) = (self.pack, self.stack);
        let by = |name| [PointerStep::Field(name)];
        let roundings = ids::<RoundingRule>(stack);
        for (row, rounding) in (1_u64..).zip(&pack.rows.rounding) {
            if let Rounding { rule: Known::Is(rule), .. } = rounding {
                let at = ("rounding", Some(row));
                self.reference(at, &by("rule"), rule, ("rounding_rule", &roundings));
            }
        }
        let years = ids::<Year>(stack);
        let caps = pack.rows.cap.iter().map(|cap| ("cap", &cap.year));
        let authorizations = pack.rows.authorization.iter().map(|one| ("authorization", &one.year));
        for (row, (table, year)) in (1_u64..).zip(caps).chain((1_u64..).zip(authorizations)) {
            if let Some(year) = year {
                self.reference((table, Some(row)), &by("year"), year, ("year", &years));
            }
        }
        let caps = ids::<Cap>(stack);
        for (row, level) in (1_u64..).zip(&pack.rows.level) {
            self.reference(("level", Some(row)), &by("cap"), &level.cap, ("cap", &caps));
        }
        for (row, route) in (1_u64..).zip(&pack.rows.route) {
            if !known.contains(&route.pack.as_str()) {
                let args = [Arg::Text("here"), Arg::Text(almost(&route.pack, known))];
                self.fault(&rules::PACK_UNKNOWN, "route", Some(row), &by("pack"), &args);
            }
        }
    }

    /// No two rows are for the same and say different things: of such, the later one holds, and nothing tells.
    fn contradictions(&mut self) {
        let mut seen: BTreeMap<String, Vec<Said<'_>>> = BTreeMap::new();
        let pack = self.pack;
        pack.rows.each_saying(&mut |table, row, terms, mut says| {
            let Some(key) = contest(table, &says) else { return };
            says.remove("id");
            let rows = seen.entry(format!("{table} {key} {}", occasion(terms))).or_default();
            let other = rows.iter().find(|(_, other, said)| {
                *said != says && !replaces(pack, terms, other) && !replaces(pack, other, terms)
            });
            if let Some((other, ..)) = other {
                self.fault(&rules::ROWS_CONTRADICT, table, Some(row), &[], &[Arg::Count(*other)]);
            }
            rows.push((row, terms, says));
        });
    }
}

/// For whom and when a row speaks, as one text: two rows with the same one speak at the same time.
fn occasion(terms: &Terms) -> String {
    let mut service = terms.service.clone();
    service.sort();
    let when = terms.when.as_ref().map(plain).unwrap_or_default();
    let when = serde_json::Value::Object(when);
    let days = [terms.from, terms.to, terms.announced_on].map(|day| day.map(|day| day.to_string()));
    format!("{service:?} {when} {days:?} {:?}", terms.overlay)
}

/// Does the one row say that it stands in the place of the other, of the same pack?
fn replaces(pack: &Pack, one: &Terms, other: &Terms) -> bool {
    let named = |name: &String| {
        name.split_once(':').is_some_and(|(of, id)| of == pack.id() && other.id.as_deref() == Some(id))
    };
    one.replaces.iter().any(named)
}
