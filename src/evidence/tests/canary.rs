//! A marker in every field, in every wrong way: it is in no finding.

use super::{agency, sheets};
use crate::evidence::{Evidence, Read};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// As a text, and as a number: neither stands anywhere in our own words.
const WORD: &str = "ZQXCANARYXQZ";
const NUMBER: u64 = 9_183_742_615;

/// Everything that can be shown of a reading but the evidence itself.
pub(super) fn shown(read: &Read) -> String {
    let mut text = format!("{read:?}");
    for finding in &read.findings {
        let _ = writeln!(text, "{finding} {} {}", finding.message(), finding.location());
        for arg in finding.args() {
            text.push_str(&arg.to_string());
        }
    }
    text
}

fn silent(read: &Read, what: &str) {
    let shown = shown(read);
    for marker in [WORD, &NUMBER.to_string(), "91837"] {
        assert!(!shown.contains(marker) && !shown.contains(&marker.to_lowercase()), "{marker} in {what}");
    }
}

/// Every place of a document, as a pointer.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(list) => {
            for (place, one) in list.iter().enumerate() {
                places(one, &format!("{at}/{place}"), all);
            }
        }
        Value::Object(object) => {
            for (name, one) in object {
                places(one, &format!("{at}/{name}"), all);
            }
        }
        _ => {}
    }
}

#[test]
fn no_value_of_a_document_gets_out() {
    let document: Value = serde_json::from_str(&agency()).unwrap();
    let mut all = Vec::new();
    places(&document, "", &mut all);
    assert!(all.len() > 250, "{}", all.len());
    let mut found = 0;
    for place in &all {
        let marks = [
            json!(WORD),
            json!(format!(" {WORD} ")),
            json!(NUMBER),
            json!(-91_837_426.15),
            json!([WORD, NUMBER]),
            json!({ WORD: WORD, "id": WORD, "member": NUMBER }),
        ];
        for mark in marks {
            let mut copy = document.clone();
            *copy.pointer_mut(place).unwrap() = mark;
            let read = Evidence::from_json(copy.to_string().as_bytes());
            silent(&read, place);
            found += read.findings.len();
        }
        // Beside the fields, under a name that nobody knows.
        let mut copy = document.clone();
        if let Some(Value::Object(object)) = copy.pointer_mut(place) {
            object.insert(WORD.to_owned(), json!(NUMBER));
            let read = Evidence::from_json(copy.to_string().as_bytes());
            silent(&read, place);
            assert!(!read.findings.is_empty(), "{place}: a name that nobody knows is told");
        }
    }
    assert!(found > all.len(), "the markers were taken for values");
}

#[test]
fn no_text_that_is_no_json_gets_out() {
    let text = agency();
    for (at, _) in text.match_indices(['"', '{', ',', ':']) {
        let broken = format!("{}{WORD}{}", &text[..at], &text[at..]);
        silent(&Evidence::from_json(broken.as_bytes()), "a broken document");
        let broken = format!("{}{NUMBER}{}", &text[..at], &text[at..]);
        silent(&Evidence::from_json(broken.as_bytes()), "a broken document");
    }
}

#[test]
fn no_cell_of_a_table_gets_out() {
    let sheets = sheets();
    for (changed, (name, csv)) in sheets.iter().enumerate() {
        let lines: Vec<Vec<&str>> = csv.lines().map(|line| line.split(',').collect()).collect();
        for row in 0..lines.len() {
            for column in 0..lines[row].len() {
                for mark in [
                    WORD,
                    "9183742615",
                    "\"ZQXCANARYXQZ",
                    "ZQXCANARYXQZ,ZQXCANARYXQZ",
                    "ZQXCANARYXQZ;9183742615",
                ] {
                    let mut copy = lines.clone();
                    copy[row][column] = mark;
                    let text: Vec<String> = copy.iter().map(|cells| cells.join(",")).collect();
                    let text = text.join("\n");
                    let read = Evidence::from_csv(sheets.iter().enumerate().map(|(place, (name, csv))| {
                        (name.as_str(), if place == changed { text.as_bytes() } else { csv.as_bytes() })
                    }));
                    silent(&read, name);
                }
            }
        }
        silent(&Evidence::from_csv([(WORD, csv.as_bytes())]), "the name of a table");
    }
}

#[test]
fn debug_shows_no_row() {
    let evidence = Evidence::from_json(agency().as_bytes()).evidence;
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        evidence.staff[0], evidence.members[0], evidence.members[0].coverage, evidence.agency[0].tax_id
    );
    assert_eq!(shown, "Staff(..) Member(..) [Coverage(..)] Some(TaxId(..))");
}
