//! Real files that nobody here wrote: read, counted, checked, and compared with what others say of them.
//!
//! The files are not part of this project. `PEERCLAIM_CORPUS` names the folder that holds them, with a
//! table of what they are (`MANIFEST.tsv`) and one of what an independent script counted (`oracle.tsv`).
//! Without it nothing here runs, and each test says so. What is known of single files stands in the
//! tables in `corpus/`: places and reasons, nothing of what the files say.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read the corpus")]
#![expect(clippy::disallowed_types, reason = "these tests measure time")]

#[path = "corpus/answers.rs"]
mod answers;
#[path = "corpus/claims.rs"]
mod claims;
#[path = "corpus/clean.rs"]
mod clean;
#[path = "corpus/counts.rs"]
mod counts;
#[path = "corpus/expected.rs"]
mod expected;
#[path = "corpus/folder.rs"]
mod folder;
#[path = "corpus/rebuild.rs"]
mod rebuild;
#[path = "corpus/total.rs"]
mod total;

use folder::Corpus;

/// Fails with all complaints at once.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// The whole as one table. Its name puts it last.
#[test]
fn what_it_came_to() {
    let Some(corpus) = Corpus::open() else { return };
    let (counts, clean, expected) = (counts::exceptions(), clean::rows(), expected::rows());
    let kind = |kind: &str| expected.iter().filter(|row| row["kind"] == kind).count();
    let files = |ours: bool, clean: bool| {
        let wanted = |path: &&String| corpus.is_ours(path) == ours && (!clean || corpus.is_clean(path));
        corpus.oracle.keys().filter(wanted).collect::<Vec<_>>()
    };
    let in_error = |paths: &[&String]| {
        let explained = |path: &&&String| clean.iter().any(|row| row["file"] == ***path);
        paths.iter().filter(explained).count()
    };
    let (ours, others) = (files(true, true), files(false, true));
    let lines = [
        (corpus.oracle.len(), "files".to_owned()),
        (files(true, false).len(), "837P files of this guide".to_owned()),
        (ours.len(), format!("of these clean, {} with errors that are explained", in_error(&ours))),
        (
            others.len(),
            format!("clean files of other guides, {} with errors that are explained", in_error(&others)),
        ),
        (clean.len(), "kinds of error in clean files, each explained".to_owned()),
        (counts.len(), "counts that differ from the script's, each explained".to_owned()),
        (kind("same"), "published faults found as published".to_owned()),
        (kind("differs"), "published faults found otherwise, each explained".to_owned()),
        (kind("later"), "published faults left to later rules".to_owned()),
        (kind("own"), "errors in those files that nobody published".to_owned()),
    ];
    println!();
    for (number, what) in lines {
        println!("corpus: {number:>5} {what}");
    }
}
