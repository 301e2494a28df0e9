//! The rule book for people, made from the records of the rules and committed.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "this test reads and writes a document of the repository")]

use peerclaim::diag::{Fate, Status};
use peerclaim::{Severity, rule_book};
use std::fmt::Write as _;
use std::fs;

/// The rules by room.
fn book() -> String {
    let rooms = [
        ("PC00", "Reading the file", "What is wrong with the bytes: separators, ends, sizes."),
        (
            "PC01",
            "The envelope",
            "Interchanges, groups and transaction sets: nesting, counts, control numbers.",
        ),
        ("PC02", "The guide", "Loops, segments, elements, codes of 005010X222A1."),
        ("PC03", "The claim alone", "Sums, situations and code sets that a claim decides by itself."),
        ("PC04", "Packs", "Faults of the packs that hold payers' rules."),
        ("PC05", "Evidence", "Faults of the service log, the roster, members and papers."),
        ("PC06", "The payer", "What a claim alone decides by the rows of a payer's pack."),
        ("PC07", "The log", "What the service log, the roster and papers decide."),
    ];
    let mut text = String::from(
        "# The rules\n\nMade from the records of the rules; `UPDATE=1 cargo test --test rule_book` writes it anew. \
         `peerclaim explain ID` shows what a\nrule is about, why it matters, what to do, and an example that fails and \
         one that passes.\n\nA *preview* rests on general knowledge of the guide and warns. The answer is what a 999, a \
         TA1 or a 277CA would say.\nCodes of denials are those that a payer would likely give; boxes are those of the CMS-1500 form.\n",
    );
    for (ids, room, about) in rooms {
        let _ = write!(
            text,
            "\n## {room}\n\n{about}\n\n| id | name | what it finds | | SNIP | answer | denial | box |\n|---|---|---|---|---|---|---|---|\n"
        );
        for rule in rule_book().filter(|rule| rule.id.starts_with(ids)) {
            let severity = match (rule.severity, rule.status) {
                (_, Status::Preview) => "preview",
                (Severity::Error, _) => "error",
                (Severity::Warning, _) => "warning",
                _ => "info",
            };
            let fate = match rule.fate {
                Fate::Nowhere(_) => String::new(),
                fate => fate.to_string(),
            };
            let title = rule.title.replace('|', "\\|");
            let (id, name, snip, denials) = (rule.id, rule.name, rule.snip, rule.denials.join(", "));
            let boxes = rule.boxes().collect::<Vec<_>>().join(", ");
            let _ = writeln!(
                text,
                "| `{id}` | `{name}` | {title} | {severity} | {snip} | {fate} | {denials} | {boxes} |"
            );
        }
    }
    text
}

#[test]
fn the_rule_book_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/rules.md");
    let book = book();
    for rule in rule_book() {
        assert_eq!(book.matches(&format!("| `{}` |", rule.id)).count(), 1, "{}", rule.id);
    }
    if std::env::var("UPDATE").is_ok_and(|update| update == "1") {
        fs::write(path, &book).unwrap();
    }
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(book == committed, "UPDATE=1 cargo test --test rule_book writes docs/rules.md");
}
