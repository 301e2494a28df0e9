//! Every fact that was collected of a certification body is a row of it, or is left out with a reason; and no
//! row claims to be known better than its fact.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read the repository")]

use peerclaim::pack::Status;
use peerclaim::pack::body::{Bodies, Body};
use std::collections::BTreeMap;
use std::path::Path;

/// What a list of facts says: label and grade.
fn listed(text: &str) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (label, grade) = line.split_once('\t').unwrap_or_else(|| panic!("no tab in `{line}`"));
        assert!(["verified", "secondary", "recalled"].contains(&grade), "{label}: grade `{grade}`");
        let twin = facts.insert(label.to_owned(), grade.to_owned());
        assert!(twin.is_none(), "{label} is listed twice");
    }
    facts
}

/// What a body says: the label of each fact, and how well its row is known (nothing: it is left out).
fn stated(body: &Body) -> Vec<(String, Option<Status>)> {
    let mut found = Vec::new();
    body.rows.each(&mut |_, _, terms| {
        found.extend(terms.facts.iter().map(|fact| (fact.clone(), Some(terms.status))));
    });
    found.extend(body.rows.left_out.iter().map(|row| (row.fact.clone(), None)));
    found
}

fn complaints(facts: &BTreeMap<String, String>, stated: &[(String, Option<Status>)]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (label, grade) in facts {
        let rows: Vec<_> = stated.iter().filter(|(fact, _)| fact == label).collect();
        match rows.as_slice() {
            [] => complaints.push(format!("{label}: no row, and not left out")),
            [(_, Some(status))] if status.as_str() != grade => {
                complaints.push(format!("{label}: the fact is {grade}, the row says {status}"));
            }
            [_] => {}
            _ => complaints.push(format!("{label}: stated {} times", rows.len())),
        }
    }
    let unlisted = stated.iter().filter(|(fact, _)| !facts.contains_key(fact));
    complaints.extend(unlisted.map(|(fact, _)| format!("{fact}: a row states it, the list does not")));
    complaints
}

#[test]
fn a_blind_test_would_say_nothing() {
    let facts = listed("a\tverified\nb\tsecondary\nc\trecalled\n");
    let row = |label: &str, status| (label.to_owned(), status);
    let fine = [row("a", Some(Status::Verified)), row("b", Some(Status::Secondary)), row("c", None)];
    assert_eq!(complaints(&facts, &fine), Vec::<String>::new());
    assert_eq!(complaints(&facts, &fine[..2]).len(), 1, "c is nowhere");
    let better = [fine[0].clone(), row("b", Some(Status::Verified)), fine[2].clone()];
    assert_eq!(complaints(&facts, &better).len(), 1, "b is known less well");
    let more = [fine.as_slice(), &[row("d", None), row("a", None)]].concat();
    assert_eq!(complaints(&facts, &more).len(), 2, "d is new, a is there twice");
}

#[test]
fn every_fact_is_a_row_or_left_out() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/facts");
    let mut all = Vec::new();
    for body in Bodies::embedded().iter() {
        let path = folder.join(format!("body-{}.tsv", body.id()));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{} is missing", path.display()));
        all.extend(complaints(&listed(&text), &stated(body)));
    }
    assert!(all.is_empty(), "\n{}\n", all.join("\n"));
    for entry in std::fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if let Some(id) = name.strip_prefix("body-").and_then(|name| name.strip_suffix(".tsv")) {
            assert!(Bodies::embedded().get(id).is_some(), "{name} lists facts of no body");
        }
    }
}
