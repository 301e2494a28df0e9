//! Tests of the reckoning: obvious twins, properties, tables.

use super::*;
use crate::pack::{Ask, Library, Stack, rows::RoundingRule};
use proptest::prelude::*;

/// Named rules, and services of fifteen minutes that follow one each.
const PACK: &str = r#"
[pack]
id = "x"
name = "X"
layer = "national"

[[service]]
id = "none"
variant = "individual"
code = "H0038"
unit = "minutes"
minutes = 15
status = "recalled"

[[service]]
id = "continuous"
variant = "individual"
code = "H2014"
unit = "minutes"
minutes = 15
status = "recalled"

[[service]]
id = "daily"
variant = "individual"
code = "H2014"
unit = "minutes"
minutes = 15
status = "recalled"

[[service]]
id = "parts"
variant = "individual"
code = "H2014"
unit = "minutes"
minutes = 15
status = "recalled"

[[service]]
id = "visit"
variant = "individual"
code = "99203"
unit = "contact"
status = "recalled"

[[rounding_rule]]
id = "whole-units"
method = "whole"
status = "recalled"

[[rounding_rule]]
id = "any-part"
method = "any-part"
status = "recalled"

[[rounding_rule]]
id = "inclusive-8"
method = "threshold"
threshold_minutes = 8
inclusive = true
words = "inclusive 8"
status = "recalled"

[[rounding_rule]]
id = "exclusive-8"
method = "threshold"
threshold_minutes = 8
inclusive = false
status = "recalled"

[[rounding_rule]]
id = "full-then-8"
method = "threshold"
threshold_minutes = 8
first_minutes = 15
status = "recalled"

[[rounding_rule]]
id = "parts-80"
method = "fraction"
threshold_share = "4/5"
step = "unknown"
status = "recalled"

[[rounding_rule]]
id = "tenths"
method = "fraction"
step = 0.1
to_step = "nearest"
status = "recalled"

[[rounding]]
service = ["continuous"]
rule = "whole-units"
contiguous = true
accumulate = "contact"
status = "recalled"

[[rounding]]
service = ["daily"]
rule = "inclusive-8"
contiguous = false
accumulate = "day"
status = "recalled"

[[rounding]]
service = ["parts"]
rule = "parts-80"
contiguous = false
accumulate = "contact"
status = "recalled"

[[rounding]]
service = ["visit"]
rule = "unknown"
least_minutes = 30
status = "recalled"

[[day]]
service = ["continuous", "none"]
midnight = "split"
status = "recalled"

[[several_staff]]
service = ["continuous"]
bills = "one"
status = "recalled"

[[excluded_minutes]]
activity = ["travel", "notes"]
status = "recalled"
"#;

fn stack() -> Stack {
    let mut library = Library::new();
    library.add(PACK).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    library.stack("x").unwrap()
}

fn day() -> Ask<'static> {
    Ask::on("2026-05-03".parse().unwrap())
}

fn rule(name: &str) -> RoundingRule {
    let stack = stack();
    let rules = named_rules(&stack, &day());
    rules.iter().find(|rule| rule.terms.id.as_deref() == Some(name)).unwrap().row.clone()
}

fn ask(service: &str, sheet: &str) -> Answer {
    reckon(&stack(), &Ask { service: Some(service), ..day() }, &sheet.parse().unwrap())
}

#[test]
fn each_rule_agrees_with_a_twin_that_counts_minute_by_minute() {
    /// Walks the minutes: a full unit is earned every `unit` minutes, a last one by the threshold.
    fn twin(name: &str, unit: u32, minutes: u32) -> u64 {
        let (mut units, mut rest) = (0, 0);
        for _ in 0..minutes {
            rest += 1;
            if rest == unit {
                (units, rest) = (units + 1, 0);
            }
        }
        let more = match name {
            "whole-units" => false,
            "any-part" => rest > 0,
            "inclusive-8" => rest >= 8,
            "exclusive-8" => rest > 8,
            "full-then-8" => rest >= 8 && minutes >= 15,
            other => panic!("no twin of {other}"),
        };
        units + u64::from(more)
    }
    for name in ["whole-units", "any-part", "inclusive-8", "exclusive-8", "full-then-8"] {
        for unit in [15, 30, 60] {
            let rounder = Rounder::new(&rule(name), unit).unwrap();
            for minutes in 0..=1440 {
                let units = rounder.round(minutes);
                assert_eq!(units, Fraction::whole(twin(name, unit, minutes)), "{name}, {minutes} of {unit}");
            }
        }
    }
    // Parts of a unit: in hundredths of a minute there is nothing to round.
    let rounder = Rounder::new(&rule("parts-80"), 15).unwrap();
    for minutes in 0..=1440_u32 {
        let (whole, rest) = (u64::from(minutes / 15), minutes % 15);
        let expected = match rest {
            12.. => Fraction::whole(whole + 1),
            _ => Fraction::new(u64::from(minutes), 15).unwrap(),
        };
        assert_eq!(rounder.round(minutes), expected, "{minutes}");
    }
    let rounder = Rounder::new(&rule("tenths"), 60).unwrap();
    for (minutes, tenths) in [(60, 10), (66, 11), (90, 15), (62, 10), (64, 11), (0, 0)] {
        assert_eq!(rounder.round(minutes), Fraction::new(tenths, 10).unwrap(), "{minutes}");
    }
}

proptest! {
    #[test]
    fn more_minutes_never_give_fewer_units(minutes in 0_u32..1440, more in 0_u32..120, unit in 1_u32..90) {
        let stack = stack();
        for rule in named_rules(&stack, &day()) {
            let Some(rounder) = Rounder::new(rule.row, unit) else { continue };
            prop_assert!(rounder.round(minutes) <= rounder.round(minutes + more), "{:?}", rule.terms.id);
        }
    }

    #[test]
    fn an_unknown_rule_is_decided_only_for_exact_multiples(
        contacts in proptest::collection::vec(proptest::collection::vec(0_u32..60, 1..3), 1..4)
    ) {
        let text: Vec<String> = contacts
            .iter()
            .map(|contact| contact.iter().map(u32::to_string).collect::<Vec<_>>().join("+"))
            .collect();
        let answer = ask("none", &text.join(","));
        let multiples = contacts.iter().flatten().all(|minutes| minutes % 15 == 0);
        prop_assert_eq!(answer.decided, multiples);
        prop_assert_eq!(answer.under_each_rule.is_empty(), multiples);
        if multiples {
            let sum: u32 = contacts.iter().flatten().sum();
            prop_assert_eq!(answer.units.unwrap(), crate::value::Units::whole(sum / 15));
            prop_assert_eq!(answer.rule, None);
        }
    }

    #[test]
    fn one_contact_without_a_break_reads_the_same_however_minutes_are_added(minutes in 0_u32..1440) {
        // Readings differ only where there is something to add or a break.
        let answer = ask("none", &minutes.to_string());
        let rules = named_rules(&stack(), &day()).len();
        prop_assert!(answer.decided || answer.under_each_rule.len() == rules);
    }

    #[test]
    fn parts_of_a_unit_add_up(a in 0_u64..5000, b in 1_u64..90, c in 0_u64..5000, d in 1_u64..90) {
        let sum = Fraction::new(a, b).unwrap().checked_add(Fraction::new(c, d).unwrap()).unwrap();
        prop_assert_eq!(sum.above() * b * d, (a * d + c * b) * sum.below());
    }
}

#[test]
fn answers_and_their_sums() {
    for (service, sheet, units, sum) in [
        ("daily", "53", Some("4"), "53 min = 3 × 15 + 8; inclusive 8: 4 units; rule inclusive-8 of x"),
        (
            "daily",
            "10,10,10",
            Some("2"),
            "10 + 10 + 10 = 30 min = 2 × 15; inclusive 8: 2 units; rule inclusive-8 of x",
        ),
        ("continuous", "8+7", Some("0"), "8 min → 0, 7 min → 0; whole-units: 0 units; rule whole-units of x"),
        ("continuous", "15", Some("1"), "15 min = 1 × 15; whole-units: 1 unit; rule whole-units of x"),
        ("none", "60", Some("4"), "60 min = 4 × 15; an exact multiple needs no rounding rule: 4 units"),
        ("none", "30+30", Some("4"), "60 min = 4 × 15; an exact multiple needs no rounding rule: 4 units"),
        (
            "none",
            "20:travel+30+10:notes",
            Some("2"),
            "60 min − 30 min not billed = 30 min; 30 min = 2 × 15; an exact multiple needs no rounding rule: 2 units",
        ),
        ("none", "53", None, "53 min"),
        ("none", "8,8", None, "16 min"),
        ("none", "20:dancing+30", None, ""),
        ("parts", "9", Some("0.6"), "9 min; parts-80: 0.6 units; rule parts-80 of x"),
        ("parts", "27", Some("2"), "27 min = 1 × 15 + 12; parts-80: 2 units; rule parts-80 of x"),
        ("parts", "7", None, "7 min"),
        ("visit", "29", Some("0"), "one unit a contact of 30 min or more: 0 units"),
        ("visit", "30", Some("1"), "one unit a contact of 30 min or more: 1 unit"),
        ("nothing", "30", None, ""),
    ] {
        let answer = ask(service, sheet);
        let said = answer.units.map(|units| units.to_string());
        assert_eq!((said.as_deref(), answer.sum.as_str()), (units, sum), "{service} {sheet}");
        assert_eq!(answer.decided, units.is_some(), "{service} {sheet}");
        assert_eq!(answer.reason.is_none(), units.is_some_and(|units| units != "0"), "{service} {sheet}");
    }
}

#[test]
fn what_is_not_decided_shows_each_reading_and_the_row_that_would_decide() {
    let answer = ask("none", "8,8");
    let shown: Vec<_> = answer
        .under_each_rule
        .iter()
        .map(|under| (under.rule.as_str(), under.accumulate.unwrap(), under.units.as_str()))
        .collect();
    assert!(shown.contains(&("inclusive-8", "contact", "2")) && shown.contains(&("inclusive-8", "day", "1")));
    let row = answer.deciding_row.unwrap();
    // As it is printed it does not read: somebody has to say who says so.
    assert!(Library::new().add(&row).is_err());
    let yours =
        row.replace("title = \"\"", "title = \"Contract, page 3\"").replace("whole-units", "inclusive-8");
    let mut library = Library::new();
    library.add(PACK).unwrap();
    library.add(&yours).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    let stack = library.stack("yours").unwrap();
    let decided = reckon(&stack, &Ask { service: Some("none"), ..day() }, &"8,8".parse().unwrap());
    assert_eq!((decided.decided, decided.units.unwrap().to_string().as_str()), (true, "1"));
    assert_eq!((decided.layer, decided.status), (Some("yours"), Some("contract")));
}

#[test]
fn the_exact_part_is_told_where_its_decimals_are_not_known() {
    let answer = ask("parts", "53");
    assert_eq!((answer.exact.as_deref(), answer.decided), (Some("53/15"), false));
    assert_eq!(answer.under_each_rule[0].units, "3.5333");
    assert_eq!(
        (answer.reason.unwrap().contains("decimals"), answer.rule.as_deref()),
        (true, Some("parts-80"))
    );
}

#[test]
fn a_contact_over_midnight() {
    use crate::pack::rows::Midnight;
    let day: crate::value::Date = "2026-05-03".parse().unwrap();
    let minutes = |midnight| -> Vec<u32> {
        split_at_midnight(day, 1410, 90, midnight).unwrap().iter().map(|part| part.minutes).collect()
    };
    assert_eq!(minutes(Midnight::Split), [30, 60]);
    assert_eq!(minutes(Midnight::Start), [90]);
    assert_eq!(split_at_midnight(day, 1440, 1, Midnight::Split), None);
}

#[test]
fn sheets_are_written_as_people_write_them() {
    for (text, contacts) in [
        ("53", Some(1)),
        (" 8 + 7 , 20 ", Some(2)),
        ("", None),
        ("-3", None),
        ("1441", None),
        ("800+700", None),
        ("1e2", None),
        ("20:travel+30", Some(1)),
    ] {
        assert_eq!(text.parse::<Sheet>().ok().map(|sheet| sheet.contacts.len()), contacts, "{text}");
    }
}

#[test]
#[cfg(feature = "schema")]
#[expect(clippy::disallowed_methods, reason = "compares with a file of the repository")]
fn the_schema_is_current() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-units-1.json");
    let is = std::fs::read_to_string(&path).unwrap_or_default();
    if is != units_schema() && std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, units_schema()).unwrap();
    } else {
        assert!(is == units_schema(), "not current: run the test with UPDATE=1");
    }
}

/// The same minutes of one contact under the rules of several payers, on the packs that come with the library.
#[test]
#[cfg(feature = "packs")]
fn the_same_minutes_under_several_payers() {
    let library = Library::embedded();
    let units = |pack: &str, service: &str, minutes: u32| {
        let stack = library.stack(pack).unwrap();
        let ask = Ask::on("2023-06-01".parse().unwrap()).service(service);
        let answer = reckon(&stack, &ask, &Sheet::one(minutes));
        answer.units.map(|units| units.to_string()).or(answer.exact).unwrap_or_default()
    };
    let named = |name: &str, minutes: u32| {
        let stack = library.stack("national").unwrap();
        let rules = named_rules(&stack, &day());
        let rule = rules.iter().find(|rule| rule.terms.id.as_deref() == Some(name)).unwrap();
        Rounder::new(rule.row, 15).unwrap().round(minutes).to_string()
    };
    for (minutes, whole, any, continuous, inclusive, exclusive, parts) in [
        (7, "0", "1", "0", "0", "0", "7/15"),
        (8, "0", "1", "0", "1", "0", "8/15"),
        (9, "0", "1", "0", "1", "1", "0.6"),
        (12, "0", "1", "0", "1", "1", "1"),
        (15, "1", "1", "1", "1", "1", "1"),
        (22, "1", "2", "1", "1", "1", "22/15"),
        (23, "1", "2", "1", "2", "1", "23/15"),
        (27, "1", "2", "1", "2", "2", "2"),
        (29, "1", "2", "1", "2", "2", "2"),
        (53, "3", "4", "3", "4", "3", "53/15"),
    ] {
        let found = [
            units("mi-rounding", "fifteen-minutes", minutes),
            units("mi-rounding", "up-to-fifteen", minutes),
            units("tx-peer", "rehab-skills", minutes),
            named("inclusive-8", minutes),
            named("exclusive-8", minutes),
            units("me-rounding", "fifteen-minutes", minutes),
        ];
        assert_eq!(found, [whole, any, continuous, inclusive, exclusive, parts], "{minutes} minutes");
    }
}

#[test]
fn over_midnight_and_with_several_staff() {
    let ask = |service: &str, sheet: &str, starts: Option<u32>, staff: u16| {
        let stack = stack();
        let given = Given { starts, staff };
        reckon_given(&stack, &Ask { service: Some(service), ..day() }, &sheet.parse().unwrap(), given)
    };
    // 23:40 to 00:10: twenty minutes on one day, ten on the next, and no whole unit of the thirty together.
    for (service, sheet, starts, staff, units) in [
        ("continuous", "30", Some(1420), 1, Some("1")),
        ("continuous", "30", Some(1410), 1, Some("2")),
        ("continuous", "30", None, 2, Some("2")),
        ("none", "60", Some(1410), 1, Some("4")),
        ("none", "60", Some(1420), 1, None),
        ("none", "60", None, 2, None),
        ("daily", "60", Some(1420), 1, None),
        ("daily", "60", Some(600), 1, Some("4")),
    ] {
        let answer = ask(service, sheet, starts, staff);
        let said = answer.units.map(|units| units.to_string());
        assert_eq!(said.as_deref(), units, "{service} {sheet} {starts:?} {staff}: {answer:?}");
        assert_eq!(answer.decided, units.is_some(), "{service} {sheet} {starts:?} {staff}");
        assert_eq!(answer.reason.is_none(), answer.decided, "{service} {sheet} {starts:?} {staff}");
    }
    assert_eq!(ask("continuous", "30", Some(1420), 1).days.len(), 2);
}
