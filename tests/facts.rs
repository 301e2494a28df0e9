//! The packs against the register of facts: what was found out about a payer stands in its pack, and is said to
//! be known no better than it is.
//!
//! `tests/facts/<pack>.tsv` lists every fact that was collected for a pack: a label of our own, a tab, and how
//! it is known. A row of the pack that states the fact bears its label in `facts`; a fact that is no row is a
//! `left_out` row with the reason. What a fact cannot do is vanish, be left out and stated, or rise in rank.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read the register beside them")]

use peerclaim::pack::{Library, Pack};
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Packs whose facts are not registered yet. The list only gets shorter.
const WITHOUT: &[&str] = &[];

/// How a fact is known, as the register says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Grade {
    /// Somebody read the passage, in the primary text or in a text about it.
    Sourced,
    /// Somebody reports what a text says that was not opened.
    Secondary,
    /// General knowledge, without a document.
    Recalled,
    /// Nobody has found it.
    Unknown,
}

/// Label and grade of every line.
fn register(text: &str) -> Result<Vec<(String, Grade)>, String> {
    let line = |(number, line): (usize, &str)| {
        let grade = match line.split_once('\t') {
            Some((label, grade)) if !label.is_empty() => match grade {
                "sourced" => Some(Grade::Sourced),
                "secondary" => Some(Grade::Secondary),
                "recalled" => Some(Grade::Recalled),
                "unknown" => Some(Grade::Unknown),
                _ => None,
            }
            .map(|grade| (label.to_owned(), grade)),
            _ => None,
        };
        grade.ok_or_else(|| format!("line {}: not a label, a tab and a grade", number + 1))
    };
    text.lines().enumerate().map(line).collect()
}

/// A row of a pack, with its table and number from 1.
struct Row {
    place: String,
    table: String,
    fields: Map<String, Value>,
}

impl Row {
    fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    fn texts(&self, field: &str) -> Vec<&str> {
        texts(self.fields.get(field))
    }

    fn status(&self) -> &str {
        self.text("status")
    }

    fn is_left_out(&self) -> bool {
        self.table == "left_out"
    }

    /// Does it say of anything that nobody knows it?
    fn is_unknown(&self) -> bool {
        let unknown = |(name, value): (&String, &Value)| {
            value == "unknown" || (name == "modifiers_unknown" && value == true)
        };
        match self.table.as_str() {
            "unknown" => true,
            // It follows none of its positions.
            "conflict" => !self.fields.contains_key("follows"),
            _ => self.fields.iter().any(unknown),
        }
    }
}

fn texts(list: Option<&Value>) -> Vec<&str> {
    list.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

/// The rows as a reader of the pack sees them, in its order.
fn rows(pack: &Pack) -> Vec<Row> {
    let Value::Object(tables) = serde_json::to_value(&pack.rows).unwrap() else { panic!("rows are a table") };
    let mut all = Vec::new();
    for (table, rows) in tables {
        for (number, row) in (1..).zip(rows.as_array().unwrap()) {
            let place = format!("{table} row {number}");
            all.push(Row { place, table: table.clone(), fields: row.as_object().unwrap().clone() });
        }
    }
    all
}

/// How many rows and facts a pack has.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counts {
    rows: usize,
    facts: usize,
    left_out: usize,
    unknown: usize,
}

/// What does not agree between a pack and its register.
fn disagreements(rows: &[Row], register: &[(String, Grade)]) -> (Counts, Vec<String>) {
    let mut complaints = Vec::new();
    let mut grades = BTreeMap::new();
    for (label, grade) in register {
        if grades.insert(label.as_str(), *grade).is_some() {
            complaints.push(format!("`{label}` is registered twice"));
        }
    }
    let mut stated: BTreeMap<&str, Vec<&Row>> = BTreeMap::new();
    for row in rows {
        let labels = if row.is_left_out() { vec![row.text("fact")] } else { row.texts("facts") };
        for label in labels {
            stated.entry(label).or_default().push(row);
        }
    }
    for (label, rows) in &stated {
        match grades.get(label) {
            None => complaints.push(format!("{}: `{label}` is not registered", rows[0].place)),
            Some(grade) => complaints.extend(misplaced(label, *grade, rows)),
        }
    }
    let missing = grades.keys().filter(|label| !stated.contains_key(**label));
    complaints.extend(missing.map(|label| format!("`{label}` is registered, but no row states it")));
    let counts = Counts {
        rows: rows.iter().filter(|row| row.table != "source" && !row.is_left_out()).count(),
        facts: register.len(),
        left_out: rows.iter().filter(|row| row.is_left_out()).count(),
        unknown: register.iter().filter(|(_, grade)| *grade == Grade::Unknown).count(),
    };
    (counts, complaints)
}

/// What is wrong with the rows that state a fact. A fact may need several rows. What was read stands on one that
/// says so, what nobody knows on one that says `unknown`; and none knows better what was only reported.
fn misplaced(label: &str, grade: Grade, rows: &[&Row]) -> Vec<String> {
    let mut complaints = Vec::new();
    if let [_, .., again] = rows
        && (rows.iter().any(|row| row.is_left_out()) || rows[0].place == again.place)
    {
        complaints.push(format!("{}: `{label}` stands elsewhere too", again.place));
    }
    let stating: Vec<&Row> = rows.iter().copied().filter(|row| !row.is_left_out()).collect();
    let reported = |row: &&Row| matches!(row.status(), "verified" | "secondary");
    let carried = match grade {
        Grade::Sourced => stating.iter().any(reported),
        Grade::Secondary | Grade::Recalled => true,
        Grade::Unknown => stating.iter().any(|row| row.is_unknown()),
    };
    if !stating.is_empty() && !carried {
        complaints.push(format!("{}: no row states `{label}` as {grade:?}", stating[0].place));
    }
    if matches!(grade, Grade::Secondary | Grade::Recalled) {
        let risen = stating.iter().filter(|row| matches!(row.status(), "verified" | "contract"));
        complaints.extend(risen.map(|row| format!("{}: `{label}` is {grade:?} only", row.place)));
    }
    complaints
}

/// Sources that no row cites, and sources that a position of a conflict cites and the pack does not have.
fn loose_sources(rows: &[Row]) -> Vec<String> {
    let sources: BTreeSet<&str> =
        rows.iter().filter(|row| row.table == "source").map(|row| row.text("id")).collect();
    let positions =
        rows.iter().filter_map(|row| row.fields.get("position").and_then(Value::as_array)).flatten();
    let of_positions: BTreeSet<&str> = positions.flat_map(|position| texts(position.get("cite"))).collect();
    let cited: BTreeSet<&str> =
        rows.iter().flat_map(|row| row.texts("cite")).chain(of_positions.iter().copied()).collect();
    let idle = sources.difference(&cited).map(|id| format!("no row cites the source `{id}`"));
    let lost =
        of_positions.difference(&sources).map(|id| format!("a position cites `{id}`, which is no source"));
    idle.chain(lost).collect()
}

#[test]
fn what_was_found_out_stands_in_the_packs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts");
    let mut ids = BTreeSet::new();
    let mut complaints = Vec::new();
    println!("{:20} {:>6} {:>6} {:>9} {:>8}", "pack", "rows", "facts", "left out", "unknown");
    for (id, text) in Library::texts() {
        ids.insert(id);
        let pack = match Pack::parse(text) {
            Ok(pack) => pack,
            Err(error) => {
                let each = error.findings().iter();
                complaints.extend(each.map(|one| format!("{id}: {}: {}", one.location(), one.message())));
                continue;
            }
        };
        let rows = rows(&pack);
        complaints.extend(loose_sources(&rows).into_iter().map(|one| format!("{id}: {one}")));
        let file = fs::read_to_string(folder.join(format!("{id}.tsv")));
        match (file, WITHOUT.contains(&id)) {
            (Err(_), true) => {}
            (Err(_), false) => complaints.push(format!("{id}: no tests/facts/{id}.tsv")),
            (Ok(_), true) => complaints.push(format!("{id}: has a register, so take it off the list")),
            (Ok(text), false) => match register(&text) {
                Err(line) => complaints.push(format!("{id}.tsv, {line}")),
                Ok(register) => {
                    let (counts, wrong) = disagreements(&rows, &register);
                    let Counts { rows, facts, left_out, unknown } = counts;
                    println!("{id:20} {rows:>6} {facts:>6} {left_out:>9} {unknown:>8}");
                    complaints.extend(wrong.into_iter().map(|one| format!("{id}: {one}")));
                }
            },
        }
    }
    let gone = WITHOUT.iter().filter(|id| !ids.contains(**id));
    complaints.extend(gone.map(|id| format!("{id}: on the list, but no pack")));
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // The facts of certification bodies have a test of their own.
        if !name.starts_with("body-") && name.strip_suffix(".tsv").is_none_or(|id| !ids.contains(id)) {
            complaints.push(format!("tests/facts/{name}: of no pack"));
        }
    }
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

const PACK: &str = r#"
    [pack]
    id = "x"
    name = "X"
    layer = "plan"

    [[source]]
    id = "page"
    title = "A page"
    status = "verified"

    [[source]]
    id = "note"
    title = "A note on it"
    status = "secondary"

    [[service]]
    id = "group"
    variant = "group"
    code = "H0038"
    modifiers_unknown = true
    unit = "unknown"
    status = "recalled"
    facts = ["code", "modifier"]

    [[age]]
    least = 18
    cite = ["page"]
    status = "verified"
    facts = ["age"]

    [[timely]]
    clock = "original"
    within = 90
    unit = "days"
    after = "service"
    cite = ["note"]
    status = "secondary"
    facts = ["filing", "filing, since when"]

    [[left_out]]
    fact = "history"
    because = "No rule."
"#;

#[test]
fn the_register_sees_what_vanishes_and_what_rises() {
    let pack = rows(&Pack::parse(PACK).unwrap());
    let fine = "code\trecalled\nmodifier\tunknown\nage\tsourced\nfiling\tsecondary\nfiling, since when\trecalled\nhistory\tsourced\n";
    let asked = |rows: &[Row], text: &str| disagreements(rows, &register(text).unwrap()).1;
    assert_eq!(asked(&pack, fine), Vec::<String>::new());
    for (was, is, complaint) in [
        ("age\tsourced\n", "", "age row 1: `age` is not registered"),
        ("age\tsourced\n", "age\tsourced\nsex\tsourced\n", "`sex` is registered, but no row states it"),
        ("age\tsourced\n", "age\tsourced\nage\tsourced\n", "`age` is registered twice"),
        ("age\tsourced", "age\tsecondary", "age row 1: `age` is Secondary only"),
        ("age\tsourced", "age\trecalled", "age row 1: `age` is Recalled only"),
        ("age\tsourced", "age\tunknown", "age row 1: no row states `age` as Unknown"),
        ("code\trecalled", "code\tsourced", "service row 1: no row states `code` as Sourced"),
    ] {
        let found = asked(&pack, &fine.replacen(was, is, 1));
        assert!(found.iter().any(|one| one == complaint), "{complaint}: {found:?}");
    }

    for (was, is, complaint) in [
        ("fact = \"history\"", "fact = \"age\"", "left_out row 1: `age` stands elsewhere too"),
        ("[\"age\"]", "[\"age\", \"age\"]", "age row 1: `age` stands elsewhere too"),
        ("[\"age\"]", "[\"age\", \"code\"]", "age row 1: `code` is Recalled only"),
    ] {
        let found = asked(&rows(&Pack::parse(&PACK.replace(was, is)).unwrap()), fine);
        assert!(found.iter().any(|one| one == complaint), "{complaint}: {found:?}");
    }
    // One fact, several rows: it is enough that one of them carries it.
    let several =
        PACK.replace("[\"filing\", \"filing, since when\"]", "[\"filing\", \"filing, since when\", \"age\"]");
    assert_eq!(asked(&rows(&Pack::parse(&several).unwrap()), fine), Vec::<String>::new());

    for broken in ["age", "age sourced", "age\tknown", "\tsourced", "age\tsourced\n\n"] {
        assert!(register(broken).is_err(), "{broken:?}");
    }
}

#[test]
fn the_register_sees_loose_sources() {
    let loose = |text: &str| loose_sources(&rows(&Pack::parse(text).unwrap()));
    assert_eq!(loose(PACK), Vec::<String>::new());
    assert_eq!(
        loose(
            &PACK
                .replace("cite = [\"page\"]", "cite = [\"note\"]")
                .replace("= \"verified\"\n    facts", "= \"secondary\"\n    facts")
        ),
        ["no row cites the source `page`"]
    );
    let conflict = "\n[[conflict]]\nabout = \"a\"\nbecause = \"b\"\nstatus = \"recalled\"\nposition = [{ says = \"c\", cite = [\"letter\"] }]\n";
    assert_eq!(loose(&format!("{PACK}{conflict}")), ["a position cites `letter`, which is no source"]);
}
