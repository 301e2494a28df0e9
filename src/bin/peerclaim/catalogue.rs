//! `packs list`: which packs come with the program, and which one answers for a state, a county or a payer.

use super::args::{AnswerFormat, PacksListArgs};
use super::shelf::Shelf;
use super::{Misuse, Outcome, output};
use peerclaim::pack::rows::{Payer, RouteRow};
use peerclaim::pack::{Ask, Pack, Terms};
use peerclaim::value::StateCode;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

#[derive(Serialize)]
struct Listing<'a> {
    schema: &'static str,
    packs: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Listed<'a> {
    id: &'a str,
    name: &'a str,
    layer: &'static str,
    state: Option<StateCode>,
    /// The numbers by which claims name the payer, where they are known.
    payers: BTreeSet<&'a str>,
    extends: &'a [String],
    rows: usize,
    verified: usize,
    contract: usize,
    secondary: usize,
    recalled: usize,
}

fn listed(pack: &Pack) -> Listed<'_> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for status in pack.statuses() {
        *counts.entry(status.as_str()).or_default() += 1;
    }
    let of = |status: &str| counts.get(status).copied().unwrap_or(0);
    Listed {
        id: pack.id(),
        name: &pack.pack.name,
        layer: pack.pack.layer.as_str(),
        state: pack.pack.state,
        payers: pack.rows.payer.iter().filter_map(number).collect(),
        extends: pack.extends(),
        rows: pack.rows.count(),
        verified: of("verified"),
        contract: of("contract"),
        secondary: of("secondary"),
        recalled: of("recalled"),
    }
}

fn number(payer: &Payer) -> Option<&str> {
    payer.number.get().map(String::as_str)
}

pub(crate) fn list(args: &PacksListArgs) -> Result<Outcome, Misuse> {
    let shelf = Shelf::new(&[])?;
    let ask = args.on.map(Ask::on);
    let in_force = |terms: &Terms| ask.as_ref().is_none_or(|ask| ask.in_force(terms));
    let of_county = args.county.as_ref().map(|county| {
        let routes =
            shelf.library.packs().flat_map(|pack| pack.rows.route.iter().map(move |row| (pack, row)));
        let fits = |(of, row): &(&Pack, &RouteRow)| {
            args.state.is_none_or(|state| of.pack.state == Some(state))
                && in_force(&row.terms)
                && row.county.iter().any(|one| one.eq_ignore_ascii_case(county))
        };
        routes.filter(fits).map(|(_, row)| row.pack.as_str()).collect::<BTreeSet<&str>>()
    });
    let asked = |pack: &&Pack| {
        args.state.is_none_or(|state| pack.pack.state == Some(state))
            && of_county.as_ref().is_none_or(|packs| packs.contains(pack.id()))
            && args.payer.as_deref().is_none_or(|payer| {
                pack.rows.payer.iter().any(|row| in_force(&row.terms) && number(row) == Some(payer))
            })
    };
    let all: Vec<Listed<'_>> = shelf.library.packs().filter(asked).map(listed).collect();
    if args.format == AnswerFormat::Json {
        let listing = Listing { schema: "peerclaim-packs/1", packs: all };
        return output::print(&output::json(&listing));
    }
    output::print(&text(&all, args))
}

fn text(all: &[Listed<'_>], args: &PacksListArgs) -> String {
    if all.is_empty() {
        let mut out = "no pack that comes with the program fits\n".to_owned();
        if args.county.is_some() {
            out.push_str("The lists of counties are not complete: `peerclaim packs show ID --table route` tells which rows are `partial`.\n");
        }
        if args.payer.is_some() {
            out.push_str("Of many payers the number is not known.\n");
        }
        return out;
    }
    let wide = all.iter().map(|pack| pack.id.len()).max().unwrap_or(0);
    let mut out = format!(
        "{:wide$}  {:9}  {:5}  {:>4}  {:>8} {:>9} {:>8}  name\n",
        "id", "layer", "state", "rows", "verified", "secondary", "recalled"
    );
    for pack in all {
        let Listed { id, layer, state, rows, verified, secondary, recalled, name, .. } = pack;
        let state = state.as_ref().map_or("", StateCode::as_str);
        let _ = writeln!(
            out,
            "{id:wide$}  {layer:9}  {state:5}  {rows:>4}  {verified:>8} {secondary:>9} {recalled:>8}  {name}"
        );
    }
    out.push_str("\nOnly verified rows (and those of your own contract) reject; the others warn.\n`peerclaim packs show ID` tells what a pack says.\n");
    out
}
