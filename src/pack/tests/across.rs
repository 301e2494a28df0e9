//! Tests of a pack among others: what a row names is there, and no two rows contradict each other.

use super::super::Library;
use super::HEAD;

/// What is wrong with a pack, each with the text that it points at.
fn told(library: &Library, id: &str, text: &str) -> Vec<(String, String)> {
    let found = library.verify(id).unwrap_or_else(|error| panic!("{error}"));
    let each = found.iter().map(|finding| {
        let bytes = finding.location().row().expect("a place in a pack").bytes;
        let here = &text[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()];
        (finding.to_string(), here.to_owned())
    });
    each.collect()
}

/// The faults of those rows in a plan's pack that stands on Pennsylvania's programme.
fn faults(rows: &str) -> Vec<(String, String)> {
    let text = HEAD.replace("layer", "extends = [\"pa-healthchoices\"]\nlayer") + rows;
    let mut library = Library::embedded();
    library.add(&text).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    told(&library, "x", &text)
}

const TERMS: &str = "status = \"recalled\"\n";

#[test]
fn what_a_row_names_is_there() {
    let cap = "[[cap]]\nid = \"own\"\nmeasure = \"units\"\nmost = 3\n";
    for (rows, expected, here) in [
        (
            "[[age]]\nleast = 18\nservice = [\"individual\", \"individul\"]\n".to_owned(),
            "PC0412 row-reference-unknown at age row 1, service/1: there is no row of `service` with this identifier; one is spelled almost so",
            "\"individul\"",
        ),
        (
            "[[age]]\nleast = 18\nservice = \"skydiving\"\n".to_owned(),
            "PC0412 row-reference-unknown at age row 1, service/0: there is no row of `service` with this identifier",
            "\"skydiving\"",
        ),
        (
            "[[rounding]]\nrule = \"by-the-moon\"\n".to_owned(),
            "PC0412 row-reference-unknown at rounding row 1, rule: there is no row of `rounding_rule` with this identifier",
            "\"by-the-moon\"",
        ),
        (
            format!("{cap}window = \"fiscal-year\"\nyear = \"moon\"\n"),
            "PC0412 row-reference-unknown at cap row 1, year: there is no row of `year` with this identifier",
            "\"moon\"",
        ),
        (
            "[[authorization]]\nwindow = \"fiscal-year\"\nyear = \"moon\"\n".to_owned(),
            "PC0412 row-reference-unknown at authorization row 1, year: there is no row of `year` with this identifier",
            "\"moon\"",
        ),
        (
            "[[level]]\nlevel = \"high\"\ncap = \"moon\"\nmost = 3\n".to_owned(),
            "PC0412 row-reference-unknown at level row 1, cap: there is no row of `cap` with this identifier",
            "\"moon\"",
        ),
        (
            "[[code_choice]]\nband = [{ service = \"individual\", least = 8 }, { service = \"moon\", least = 60 }]\n".to_owned(),
            "PC0412 row-reference-unknown at code_choice row 1, band/1/service: there is no row of `service` with this identifier",
            "\"moon\"",
        ),
        (
            "[[route]]\npack = \"pa-carelom\"\ncounty = [\"Beaver\"]\n".to_owned(),
            "PC0420 pack-not-known at route row 1, pack: there is no pack of this id here; one is spelled almost so",
            "\"pa-carelom\"",
        ),
        (
            "[[age]]\nleast = 18\nreplaces = [\"pa:no-such-row\"]\n".to_owned(),
            "PC0412 row-reference-unknown at age row 1, replaces/0: there is no row of `age` with this identifier",
            "\"pa:no-such-row\"",
        ),
        (
            "[[age]]\nleast = 18\nreplaces = [\"ky-peers:age\"]\n".to_owned(),
            "PC0420 pack-not-known at age row 1, replaces/0: there is no pack of this id among those that this one stands on",
            "\"ky-peers:age\"",
        ),
        (
            "[[age]]\nleast = 18\nreplaces = [\"age\"]\n".to_owned(),
            "PC0405 field-value-invalid at age row 1, replaces/0: this is not a row of another pack, as \"pack:row\"",
            "\"age\"",
        ),
    ] {
        assert_eq!(faults(&(rows + TERMS)), [(expected.to_owned(), here.to_owned())]);
    }
    for rows in [
        "[[age]]\nleast = 18\nservice = [\"individual\"]\n".to_owned(),
        "[[rounding]]\nrule = \"whole-units\"\n".to_owned(),
        "[[rounding]]\nrule = \"unknown\"\n".to_owned(),
        format!(
            "{cap}window = \"fiscal-year\"\nyear = \"ours\"\n{TERMS}[[year]]\nid = \"ours\"\nmonth = 7\nday = 1\n"
        ),
        format!("{cap}window = \"day\"\n{TERMS}[[level]]\nlevel = \"high\"\ncap = \"own\"\nmost = 3\n"),
        "[[route]]\npack = \"pa-carelon\"\ncounty = [\"Beaver\"]\n".to_owned(),
    ] {
        assert_eq!(faults(&(rows.clone() + TERMS)), [], "{rows}");
    }
}

#[test]
fn a_usual_service_is_one_of_those_below_or_its_own() {
    for (extends, service, parses, verifies) in [
        ("[]", "own", true, true),
        ("[]", "individual", false, false),
        ("[\"pa\"]", "own", true, true),
        ("[\"pa\"]", "individual", true, true),
        ("[\"pa\"]", "skydiving", true, false),
    ] {
        let text = format!(
            "[pack]\nid = \"x\"\nname = \"X\"\nlayer = \"plan\"\nextends = {extends}\ndefault_service = \"{service}\"\n\
             [[service]]\nid = \"own\"\nvariant = \"group\"\ncode = \"H0038\"\nunit = \"day\"\n{TERMS}"
        );
        let mut library = Library::embedded();
        let read = library.add(&text);
        assert_eq!(read.is_ok(), parses, "{extends} {service}");
        let found = read.map(|_| told(&library, "x", &text)).unwrap_or_default();
        let expected = "PC0412 row-reference-unknown at pack, default_service: there is no row of `service` with this identifier";
        let expected: &[(String, String)] =
            if parses && !verifies { &[(expected.to_owned(), format!("\"{service}\""))] } else { &[] };
        assert_eq!(found, expected, "{extends} {service}");
    }
}

#[test]
fn a_pack_stands_on_earlier_layers() {
    for (layer, extends, later) in [
        ("state", "pa-carelon", Some(("plan", "state"))),
        ("national", "pa", Some(("state", "national"))),
        ("programme", "pa-carelon", Some(("plan", "programme"))),
        ("plan", "pa-carelon", None),
        ("yours", "pa-carelon", None),
        ("state", "national", None),
    ] {
        let text =
            format!("[pack]\nid = \"x\"\nname = \"X\"\nlayer = \"{layer}\"\nextends = [\"{extends}\"]\n");
        let mut library = Library::embedded();
        library.add(&text).unwrap();
        let expected = later.map(|(later, own)| {
            let message = format!(
                "PC0421 pack-extends-later-layer at pack, extends/0: this pack is of the layer `{later}`, which comes after `{own}`, the layer of this one"
            );
            (message, format!("\"{extends}\""))
        });
        assert_eq!(told(&library, "x", &text), Vec::from_iter(expected), "{layer} {extends}");
    }
}

#[test]
fn an_id_belongs_to_one_pack() {
    let pack =
        |id: &str, name: &str| format!("[pack]\nid = \"{id}\"\nname = \"{name}\"\nlayer = \"yours\"\n");
    let embedded = Library::texts().find(|(id, _)| *id == "pa-carelon").unwrap().1.to_owned();
    for (texts, whose) in [
        (vec![pack("ours", "A")], None),
        (vec![pack("ours", "A"), pack("ours", "A")], None),
        (vec![pack("ours", "A"), pack("ours", "B")], Some("another pack that was read")),
        (vec![pack("ours", "A"), pack("ours", "B"), pack("ours", "B")], Some("another pack that was read")),
        (vec![embedded], None),
        (vec![pack("pa-carelon", "A")], Some("a pack that comes with the program")),
    ] {
        let mut library = Library::embedded();
        let mut id = String::new();
        for text in &texts {
            id = library.add(text).unwrap().id().to_owned();
        }
        let expected = whose.map(|whose| {
            let message = format!(
                "PC0422 pack-id-taken at pack, id: {whose} has this id, and this one would take its place"
            );
            (message, format!("\"{id}\""))
        });
        assert_eq!(told(&library, &id, texts.last().unwrap()), Vec::from_iter(expected), "{id} {whose:?}");
    }
}

#[test]
fn rows_that_are_for_the_same_and_say_different_things() {
    let timely = |within: &str, more: &str| {
        format!(
            "[[timely]]\nclock = \"original\"\nwithin = {within}\nunit = \"days\"\nafter = \"service\"\n{more}{TERMS}"
        )
    };
    let plain = timely("90", "");
    for (rows, found) in [
        (plain.clone() + &timely("120", ""), true),
        (plain.clone() + &timely("\"unknown\"", ""), true),
        // The same once more says nothing new.
        (plain.clone() + &timely("90", ""), false),
        (plain.clone() + &timely("90", "note = \"again\"\n"), false),
        // Told apart by something.
        (plain.clone() + &timely("120", "from = 2026-01-01\n"), false),
        (plain.clone() + &timely("120", "service = [\"individual\"]\n"), false),
        (plain.clone() + &timely("120", "when = { county = [\"Bucks\"] }\n"), false),
        (plain.clone() + &timely("120", "overlay = \"flood\"\n"), false),
        (plain.clone() + &timely("120", "announced_on = 2026-01-01\n"), false),
        (plain.clone() + &timely("120", "").replace("original", "appeal"), false),
        // One says that it stands in the place of the other.
        (
            timely("90", "id = \"first\"\n") + &timely("120", "id = \"second\"\nreplaces = [\"x:first\"]\n"),
            false,
        ),
        // The order of the services does not matter.
        (
            timely("90", "service = [\"individual\", \"group\"]\n")
                + &timely("120", "service = [\"group\", \"individual\"]\n"),
            true,
        ),
        (
            timely("90", "from = 2026-01-01\nwhen = { county = [\"Bucks\"] }\n")
                + &timely("120", "from = 2026-01-01\nwhen = { county = [\"Bucks\"] }\n"),
            true,
        ),
        // Limits hold beside each other.
        (
            [3, 4]
                .map(|most| format!("[[cap]]\nmeasure = \"units\"\nmost = {most}\nwindow = \"day\"\n{TERMS}"))
                .concat(),
            false,
        ),
        ("[[age]]\nleast = 18\n".to_owned() + TERMS + "[[age]]\nleast = 21\n" + TERMS, true),
    ] {
        let told = faults(&rows);
        let says = "row 1 of this table is for the same services, people and days and says otherwise";
        assert_eq!(told.len(), usize::from(found), "{rows}\n{told:#?}");
        assert!(
            told.iter().all(|(text, _)| text.starts_with("PC0423 rows-contradict") && text.contains(says))
        );
        assert!(told.iter().all(|(_, here)| here.starts_with("[[")), "{told:#?}");
    }
}

#[test]
fn the_pack_that_was_meant() {
    let library = Library::embedded();
    for (asked, meant) in [
        ("pa-carelom", Some("pa-carelon")),
        ("pennsylvania", Some("pa")),
        ("Pensylvania", Some("pa")),
        ("louisiana", Some("la-peers")),
        ("performcare", Some("pa-performcare")),
        ("tenncare", Some("tn-tenncare")),
        ("texas children", Some("tx-tchp")),
        ("zzzzzzzz", None),
    ] {
        let error = library.stack(asked).expect_err("no such pack").to_string();
        let near = meant.map(|meant| format!("; did you mean `{meant}`?")).unwrap_or_default();
        assert_eq!(error, format!("there is no pack `{asked}`{near}"));
    }
}
