//! Worked scenarios as data: each folder of `fixtures/scenarios` is a question with its answer.
//!
//! `scenario.toml` says what it is about and what is asked; the program is run in the folder, as a person
//! would, and its JSON has to say what is expected:
//!
//! ```toml
//! id = "pa-17"                 # the name of the folder
//! grade = "R"                  # T printed in the source, R by arithmetic from a rule, R2 from a reported one
//! says = "Ninety days from the date of service are counted in calendar days."
//!
//! [[ask]]                      # as many as it takes
//! args = ["deadline", "--pack", "pa-carelon", "--on", "2026-03-02", "--format", "json"]
//! exit = 0
//! expect = { "/deadlines/0/last_day" = "2026-05-31" }   # JSON pointers
//! contains = [["/deadlines/0/sum", "90 days"]]          # a text inside what is there
//! lacks = [["", "PC0601"]]                              # no such text
//! ```
//!
//! A scenario with one question may leave out `[[ask]]` and write its members at the top.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read the scenarios and run the program")]

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use toml::de::{DeTable, DeValue};

/// What a scenario may say; anything else is a misspelling.
const MEMBERS: [&str; 9] = ["id", "grade", "says", "source", "ask", "args", "exit", "expect", "contains"];

fn folders() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scenarios");
    let mut all: Vec<PathBuf> = fs::read_dir(root)
        .expect("fixtures/scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    all.sort();
    all
}

/// A TOML value as JSON.
fn json(value: &DeValue<'_>) -> Json {
    match value {
        DeValue::String(text) => Json::from(text.as_ref()),
        DeValue::Integer(number) => Json::from(number.as_str().parse::<i64>().expect("a number")),
        DeValue::Boolean(value) => Json::from(*value),
        DeValue::Array(list) => list.iter().map(|one| json(one.get_ref())).collect(),
        DeValue::Table(table) => members(table),
        other => panic!("no {} in a scenario", other.type_str()),
    }
}

fn members(table: &DeTable<'_>) -> Json {
    table.iter().map(|(name, value)| (name.get_ref().to_string(), json(value.get_ref()))).collect()
}

fn pairs(value: &Json) -> Vec<(String, String)> {
    let text = |value: &Json| value.as_str().expect("text").to_owned();
    let list = value.as_array().into_iter().flatten();
    list.map(|pair| (text(&pair[0]), text(&pair[1]))).collect()
}

/// Asks one question and says what the answer lacks.
fn ask(folder: &Path, question: &Json) -> Vec<String> {
    let args: Vec<&str> =
        question["args"].as_array().expect("args").iter().filter_map(Json::as_str).collect();
    let output = Command::new(env!("CARGO_BIN_EXE_peerclaim"))
        .args(&args)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut complaints = Vec::new();
    let exit = question.get("exit").and_then(Json::as_i64).unwrap_or(0);
    if output.status.code().map(i64::from) != Some(exit) {
        let stderr = String::from_utf8_lossy(&output.stderr);
        complaints.push(format!("exit {:?} instead of {exit}: {stderr}", output.status.code()));
    }
    let answer: Json = serde_json::from_str(&stdout).unwrap_or(Json::Null);
    let said = |pointer: &str| match answer.pointer(pointer) {
        Some(Json::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => stdout.clone(),
    };
    for (pointer, expected) in question.get("expect").and_then(Json::as_object).into_iter().flatten() {
        let found = answer.pointer(pointer);
        // What is expected to be nothing may be left out.
        let nothing = expected.as_str() == Some("null") && found.is_none_or(Json::is_null);
        if found != Some(expected) && !nothing {
            complaints.push(format!("{pointer} is {found:?}, not {expected}"));
        }
    }
    for (pointer, text) in question.get("contains").map(pairs).unwrap_or_default() {
        if !said(&pointer).contains(&text) {
            complaints.push(format!("{pointer} does not contain {text:?}: {}", said(&pointer)));
        }
    }
    for (pointer, text) in question.get("lacks").map(pairs).unwrap_or_default() {
        if said(&pointer).contains(&text) {
            complaints.push(format!("{pointer} contains {text:?}"));
        }
    }
    complaints.into_iter().map(|complaint| format!("  {}\n    {complaint}", args.join(" "))).collect()
}

#[test]
fn every_scenario_comes_out_as_it_says() {
    let mut complaints = Vec::new();
    let mut grades: BTreeMap<String, usize> = BTreeMap::new();
    let mut questions = 0;
    for folder in folders() {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let text = fs::read_to_string(folder.join("scenario.toml")).expect("scenario.toml");
        let table = DeTable::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        let scenario = members(table.get_ref());
        for member in scenario.as_object().expect("members").keys() {
            assert!(MEMBERS.contains(&member.as_str()) || member == "lacks", "{name}: what is `{member}`?");
        }
        assert_eq!(scenario["id"], Json::from(name.as_str()));
        assert!(scenario["says"].as_str().is_some_and(|says| says.ends_with('.')), "{name}: says what?");
        *grades.entry(scenario["grade"].as_str().expect("a grade").to_owned()).or_default() += 1;
        let alone = scenario.get("args").map(|_| std::slice::from_ref(&scenario));
        let asked = alone.or_else(|| scenario["ask"].as_array().map(Vec::as_slice)).expect("a question");
        for question in asked {
            let checks = ["expect", "contains", "lacks"].iter().any(|name| question.get(name).is_some());
            assert!(checks, "{name}: a question without an expectation cannot fail");
            questions += 1;
            complaints
                .extend(ask(&folder, question).into_iter().map(|complaint| format!("{name}\n{complaint}")));
        }
    }
    println!("{questions} questions; scenarios by grade: {grades:?}");
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}
