//! Tests of packs: every embedded one reads, and faults are found at their field.

#[cfg(feature = "packs")]
mod across;
#[cfg(feature = "packs")]
mod corrupt;
mod lenient;

use super::*;
use crate::diag::{Location, RowPlace};

fn faults(text: &str) -> Vec<(String, String)> {
    let error = Pack::parse(text).expect_err("a fault");
    let each = error.findings().iter().map(|finding| {
        let Location::Pack(place) = finding.location() else { panic!("not in a pack") };
        let RowPlace { bytes, .. } = **place;
        let here = &text[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()];
        (format!("{} {place}: {}", finding.rule().id, finding.message()), here.to_owned())
    });
    each.collect()
}

const HEAD: &str = "[pack]\nid = \"x\"\nname = \"X\"\nlayer = \"plan\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\nstatus = \"secondary\"\n";

#[test]
#[cfg(feature = "packs")]
fn every_embedded_pack_reads_and_stacks() {
    // First by themselves: the library only says that one does not read.
    for (id, text) in Library::texts() {
        let pack = Pack::parse(text).unwrap_or_else(|_| panic!("{id}: {:#?}", faults(text)));
        assert_eq!(pack.id(), id);
    }
    let library = Library::embedded();
    for (id, _) in Library::texts() {
        let found = library.verify(id).unwrap_or_else(|error| panic!("{id}: {error}"));
        assert!(found.is_empty(), "{id}: {found:#?}");
    }
}

/// Those rows have that fault there, whatever else.
fn stands((rows, expected, here): (&str, &str, &str)) {
    let found = faults(&format!("{HEAD}{rows}\n"));
    let hit = found.iter().find(|(text, _)| text.contains(expected));
    let (_, place) = hit.unwrap_or_else(|| panic!("{expected}: {found:#?}"));
    assert!(here.is_empty() || place == here, "{expected}: {place}");
}

#[test]
fn a_fault_stands_at_its_field() {
    [
        (
            "[[cap]]\nmeasur = \"units\"\nwindow = \"day\"\nstatus = \"recalled\"",
            "PC0403 cap row 1: there is no field of this name here; did you mean `measure`?",
            "measur",
        ),
        (
            "[[cap]]\nmeasure = \"unit\"\nwindow = \"day\"\nstatus = \"recalled\"",
            "; did you mean `units`?",
            "\"unit\"",
        ),
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"day\"\nstatus = \"recalled\"\nfrom = 2026-02-30",
            "PC0401",
            "",
        ),
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"day\"\nstatus = \"recalled\"\nfrom = \"2026-02-30\"",
            "PC0405 cap row 1, from: this is not a day that exists, as 2026-05-03",
            "\"2026-02-30\"",
        ),
        ("[[caps]]\nmeasure = \"units\"", "PC0402 byte", "caps"),
        ("[[age]]\nleast = 18\nstatus = \"secondary\"\ncite = [\"t\"]", "PC0412 age row 1, cite", "[\"t\"]"),
        (
            "[[age]]\nleast = 18\nstatus = \"verified\"\ncite = [\"s\"]",
            "PC0416 age row 1, status",
            "\"verified\"",
        ),
        ("[[age]]\nleast = 18\nstatus = \"secondary\"", "PC0415 age row 1, cite", ""),
        (
            "[[age]]\nleast = 18\nstatus = \"recalled\"\nfrom = 2026-02-02\nto = 2026-02-01",
            "PC0413 age row 1, to",
            "2026-02-01",
        ),
    ]
    .into_iter()
    .for_each(stands);
}

#[test]
fn what_a_row_needs_beside_what_it_says() {
    [
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"rolling-months\"\nstatus = \"recalled\"",
            "PC0419 cap row 1, window: this needs the field `length` beside it",
            "\"rolling-months\"",
        ),
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"rolling-days\"\nstatus = \"recalled\"",
            "PC0419 cap row 1, window: this needs the field `length` beside it",
            "\"rolling-days\"",
        ),
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"fiscal-year\"\nstatus = \"recalled\"",
            "PC0419 cap row 1, window: this needs the field `year` beside it",
            "\"fiscal-year\"",
        ),
        (
            "[[cap]]\nmeasure = \"units\"\nwindow = \"episode-in-fiscal-year\"\nstatus = \"recalled\"",
            "PC0419 cap row 1, window: this needs the field `year` beside it",
            "\"episode-in-fiscal-year\"",
        ),
        (
            "[[authorization]]\nwindow = \"fiscal-year\"\nstatus = \"recalled\"",
            "PC0419 authorization row 1, window: this needs the field `year` beside it",
            "\"fiscal-year\"",
        ),
        (
            "[[authorization]]\nwindow = \"rolling-days\"\nstatus = \"recalled\"",
            "PC0405 authorization row 1, window: this is not a window that an authorization can have",
            "\"rolling-days\"",
        ),
        (
            "[[rounding_rule]]\nid = \"r\"\nmethod = \"threshold\"\nstatus = \"recalled\"",
            "PC0419 rounding_rule row 1, method: this needs the field `threshold_minutes` or `threshold_share` beside it",
            "\"threshold\"",
        ),
        (
            "[[level]]\nlevel = \"high\"\ncap = \"weekly\"\nmost = 8\nstatus = \"recalled\"",
            "PC0412 level row 1, cap: there is no row of `cap` with this identifier",
            "\"weekly\"",
        ),
        (
            "[[year]]\nmonth = 13\nday = 1\nstatus = \"recalled\"",
            "PC0405 year row 1, month: this is not a month, from 1 to 12",
            "13",
        ),
        (
            "[[year]]\nmonth = 0\nday = 1\nstatus = \"recalled\"",
            "PC0405 year row 1, month: this is not a month, from 1 to 12",
            "0",
        ),
        (
            "[[year]]\nmonth = 2\nday = 29\nstatus = \"recalled\"",
            "PC0405 year row 1, day: this is not a day that this month has in every year",
            "29",
        ),
        (
            "[[year]]\nmonth = 6\nday = 31\nstatus = \"recalled\"",
            "PC0405 year row 1, day: this is not a day that this month has in every year",
            "31",
        ),
        (
            "[[source]]\nid = \"t\"\ntitle = \"\"\nstatus = \"contract\"",
            "PC0418 source row 2, title: nothing stands here",
            "\"\"",
        ),
        (
            "[[source]]\nid = \"t\"\ntitle = \"  \"\nstatus = \"contract\"",
            "PC0418 source row 2, title: nothing stands here",
            "\"  \"",
        ),
        (
            "[[source]]\nid = \"t\"\ntitle = true\nstatus = \"contract\"",
            "PC0405 source row 2, title: this is not text",
            "true",
        ),
        (
            "[[timely]]\nclock = \"original\"\nwithin = 0x10\nunit = \"days\"\nafter = \"service\"\nstatus = \"recalled\"",
            "PC0405 timely row 1, within: this is not a whole number",
            "0x10",
        ),
    ]
    .into_iter()
    .for_each(stands);
}

#[test]
fn the_last_day_in_time() {
    for (row, from, last) in [
        ("within = 90\nunit = \"days\"", "2026-03-02", "2026-05-31"),
        ("within = 60\nunit = \"days\"", "2026-02-02", "2026-04-03"),
        ("within = 180\nunit = \"days\"", "2026-01-06", "2026-07-05"),
        ("within = 12\nunit = \"months\"", "2024-02-29", "2025-02-28"),
        ("within = 5\nunit = \"business-days\"", "2026-05-01", "2026-05-08"),
        // 95 days from 1 March 2016 end on a Saturday.
        (
            "within = 95\nunit = \"days\"\nroll = \"next-business-day\"\nholidays = \"unknown\"",
            "2016-03-01",
            "2016-06-06",
        ),
        (
            "within = 95\nunit = \"days\"\nroll = \"next-business-day\"\nholidays = [2016-06-06]",
            "2016-03-01",
            "2016-06-07",
        ),
        ("within = 95\nunit = \"days\"\nroll = \"no\"", "2016-03-01", "2016-06-04"),
    ] {
        let text = format!(
            "{HEAD}[[timely]]\nclock = \"original\"\nafter = \"service\"\nstatus = \"recalled\"\n{row}\n"
        );
        let pack = Pack::parse(&text).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
        let found = last_day(&pack.rows.timely[0], from.parse().unwrap()).unwrap();
        assert_eq!(found.day.to_string(), last, "{row}");
        assert_eq!(found.holidays_unknown, row.contains("\"unknown\""), "{row}");
    }
}

#[test]
fn a_plan_may_shorten_a_time_and_not_lengthen_it() {
    let timely = |id: &str, layer: &str, extends: &str, within: u16, unit: &str| {
        format!(
            "[pack]\nid = \"{id}\"\nname = \"X\"\nlayer = \"{layer}\"\nextends = [{extends}]\n[[timely]]\n\
             clock = \"original\"\nwithin = {within}\nunit = \"{unit}\"\nafter = \"service\"\n\
             merge = \"tighten-only\"\nstatus = \"recalled\"\n"
        )
    };
    for (within, unit, holds) in [
        (365, "days", "plan"),
        (366, "days", "national"),
        (11, "months", "plan"),
        (13, "months", "national"),
        (90, "days", "plan"),
    ] {
        let mut library = Library::new();
        library.add(&timely("n", "national", "", 12, "months")).unwrap();
        library.add(&timely("p", "plan", "\"n\"", within, unit)).unwrap();
        let stack = library.stack("p").unwrap();
        let row = stack.one::<rows::Timely>(&Ask::on("2026-03-02".parse().unwrap())).unwrap();
        assert_eq!(row.layer.as_str(), holds, "{within} {unit}");
    }
}

/// The text up to the tables is written by hand, the tables by the declarations of the rows.
#[test]
#[expect(clippy::disallowed_methods, reason = "compares with files of the repository")]
fn the_reference_and_the_schema_are_current() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = root.join("docs/packs.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let mark = "Every row may have these fields:\n\n";
    let (by_hand, _) = text.split_once(mark).unwrap();
    kept(&path, &text, &format!("{by_hand}{mark}{}", schema::reference()));
    let path = root.join("docs/schema/peerclaim-pack-1.json");
    kept(&path, &std::fs::read_to_string(&path).unwrap_or_default(), &pack_schema());
}

#[expect(clippy::disallowed_methods, reason = "compares with files of the repository")]
fn kept(path: &std::path::Path, is: &str, should: &str) {
    if is != should && std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, should).unwrap();
    } else {
        assert!(is == should, "{} is not current: run the test with UPDATE=1", path.display());
    }
}

#[test]
fn no_field_of_a_row_hides_one_that_every_row_has() {
    use crate::table::Fields;
    for table in Rows::reference() {
        for field in table.fields {
            let shared = Terms::FIELDS.iter().any(|shared| shared.name == field.name);
            assert!(
                !shared || table.name == "left_out" || table.name == "source",
                "{}: {}",
                table.name,
                field.name
            );
        }
    }
}

#[test]
fn a_limit_that_may_only_be_loosened_is_loosened_and_never_tightened() {
    let pack = |id: &str, layer: &str, extends: &str, most: u16, more: &str| {
        format!(
            "[pack]\nid = \"{id}\"\nname = \"X\"\nlayer = \"{layer}\"\nextends = [{extends}]\n[[cap]]\nid = \"day\"\n\
             measure = \"units\"\nmost = {most}\nwindow = \"day\"\nstatus = \"recalled\"\n{more}\n"
        )
    };
    for (state, plan, more, hold) in [
        ("merge = \"loosen-only\"", 20, "", vec![20]),
        ("merge = \"loosen-only\"", 8, "", vec![16]),
        ("merge = \"loosen-only\"", 8, "replaces = [\"s:day\"]", vec![16]),
        ("merge = \"tighten-only\"", 8, "", vec![8]),
        ("merge = \"tighten-only\"", 20, "replaces = [\"s:day\"]", vec![16]),
        ("", 8, "", vec![16, 8]),
        ("", 8, "replaces = [\"s:day\"]", vec![8]),
    ] {
        let mut library = Library::new();
        library.add(&pack("s", "state", "", 16, state)).unwrap();
        library.add(&pack("p", "plan", "\"s\"", plan, more)).unwrap();
        let stack = library.stack("p").unwrap();
        let rows = stack.all::<rows::Cap>(&Ask::on("2026-03-02".parse().unwrap()));
        let most: Vec<String> = rows
            .iter()
            .map(|row| {
                row.row.most.as_ref().and_then(Known::get).map(ToString::to_string).unwrap_or_default()
            })
            .collect();
        assert_eq!(most, hold.iter().map(ToString::to_string).collect::<Vec<_>>(), "{state} {plan} {more}");
    }
}

#[test]
fn numbers_of_other_payers_are_asked_for_where_a_pack_may_lack_its_own() {
    for (rows, wanted) in [
        ("number = \"77\"", false),
        ("number = \"unknown\"", true),
        ("number = \"77\"\nfrom = 2026-01-01", true),
        ("number = \"77\"\nannounced_on = 2026-01-01", true),
        ("number = \"77\"\nwhen.programme = [\"w\"]", true),
        ("number = \"77\"\nreplaces = [\"y:number\"]", true),
        (
            "number = \"77\"\nfrom = 2026-01-01\n[[payer]]\nname = \"X\"\nstatus = \"recalled\"\nnumber = \"78\"",
            false,
        ),
    ] {
        let mut library = Library::new();
        library.add(&format!("{HEAD}[[payer]]\nname = \"X\"\nstatus = \"recalled\"\n{rows}\n")).unwrap();
        let mut asked = false;
        let _ = PackSet::new(vec![library.stack("x").unwrap()]).knowing(|| {
            asked = true;
            library.payer_numbers()
        });
        assert_eq!(asked, wanted, "{rows}");
    }
}
