//! Tests on the repository itself: who may import whom, what a file begins with, how long it may be,
//! and what stands nowhere.
//!
//! Each rule is a function from files to complaints. Its test first plants a violation, so that a rule
//! that has gone blind fails too, and then asks it about the repository.

#![cfg(test)]
#![expect(clippy::disallowed_methods, reason = "these tests read the repository")]

use std::fs;
use std::path::Path;

/// The rooms in their order, and what each imports: these, and whatever these may import.
///
/// A new room gets its line here; a room imports no other than through its line.
const ROOMS: &[(&str, &[&str])] = &[
    ("value", &[]),
    ("diag", &["value"]),
    ("x12", &["diag"]),
    ("guide", &["x12"]),
    ("claim", &["guide"]),
    ("table", &["diag"]),
    ("pack", &["table"]),
    ("unit", &["pack"]),
    ("evidence", &["table"]),
    ("credential", &["evidence", "pack"]),
    ("check", &["claim", "unit", "credential"]),
    ("bill", &["check"]),
    ("generate", &["claim", "evidence"]),
    ("ack", &["check"]),
    ("project", &["check"]),
    ("render", &["bill", "ack"]),
];

/// The most lines that a source file or a document under `src` may have.
const LONGEST: usize = 600;

/// The files that may be longer, each with its reason.
const LONG: &[(&str, &str)] =
    &[("src/guide/p837.rs", "a flat table: the guide's elements in the guide's order, one line each")];

/// What stands in no file: where the project was built, and where its parts were fetched from.
const FORBIDDEN: &[&str] = &[
    concat!("/wo", "rk/"),
    concat!("/tm", "p/wt"),
    concat!("helper", " session"),
    concat!("index.crates", ".io"),
    concat!("static.crates", ".io"),
    concat!("arti", "factory"),
];

/// A file: its path from the root of the repository, with `/`, and its text.
type File = (String, String);

#[test]
fn imports_run_one_way() {
    for (at, (room, imports)) in ROOMS.iter().enumerate() {
        for import in *imports {
            assert!(ROOMS[..at].iter().any(|(name, _)| name == import), "{room} imports a later {import}");
        }
    }

    let planted = |path: &str, text: &str| imports(&[(path.to_owned(), text.to_owned())]);
    let step_back = |path: &str, text: &str| assert_eq!(planted(path, text).len(), 1, "{path}: {text}");
    step_back("src/value/npi.rs", "use crate::claim::Claim;");
    step_back("src/value/npi.rs", "fn f(x: crate::diag::Rule) {}");
    step_back("src/x12/read.rs", "use crate::{value::Npi, diag::{Rule, Sink}, guide::P837};");
    step_back("src/value/npi.rs", "use super::super::diag::Rule;");
    step_back("src/value/npi.rs", "use super::{Flaw, super::diag::Rule};");
    step_back("src/value.rs", "use super::diag::Rule;");
    step_back("src/value/npi.rs", "mod inner { use super::super::super::{diag}; }");
    step_back("src/guide/table.rs", "macro_rules! m { () => { $crate::claim::Claim } }");
    step_back("src/unit/round.rs", "/* /* */ \" */ use crate::evidence::Log; // \"");
    step_back("src/unit/round.rs", "const Q: char = '\"'; use crate::evidence::Log; const R: char = '\"';");
    step_back(
        "src/unit/round.rs",
        "const A: &str = r#\"\"#; use crate::evidence::Log; const B: &str = \"\";",
    );
    step_back("src/unit/round.rs", "fn f<'a>() -> &'a str { '\\'' } use crate::evidence::Log;");
    step_back("src/pack/row.rs", "#[cfg(test)] mod tests { } use crate::claim::Claim;");
    step_back("src/pack/row.rs", "#[cfg(not(test))] use crate::claim::Claim;");
    step_back("src/ack/mod.rs", "use crate::bill::Draft;");
    step_back("src/claim/read.rs", "use crate::Report;");
    step_back("src/claim/read.rs", "use crate::*;");
    step_back("src/remit/mod.rs", "//! A room without a line above.");

    let fine =
        |path: &str, text: &str| assert_eq!(planted(path, text), Vec::<String>::new(), "{path}: {text}");
    fine("src/claim/read.rs", "use crate::{claim::Claim, diag::Sink, value::Npi}; use super::write;");
    fine("src/credential/mod.rs", "pub(in crate::credential) fn f(x: crate::value::Date) { self::g(x) }");
    fine("src/value/npi.rs", "/// See [`crate::claim::Claim`].\nconst A: &str = \"crate::claim::Claim\";");
    fine(
        "src/value/npi.rs",
        "#[cfg(test)]\n#[expect(unused)]\nmod tests { use crate::claim::Claim; fn f() {} }",
    );
    fine("src/value/npi.rs", "#[cfg(test)] use crate::claim::{Claim, Line}; use super::Flaw;");
    fine("src/lib.rs", "pub use crate::claim::Claim;");
    fine("src/bin/peerclaim/main.rs", "use crate::args;");
    assert!(
        imports(&[
            ("src/value/npi.rs".to_owned(), "#[cfg(test)] mod tests;".to_owned()),
            ("src/value/npi/tests.rs".to_owned(), "use crate::claim::Claim;".to_owned()),
            ("src/pack/mod.rs".to_owned(), "#[cfg(test)] mod tests;".to_owned()),
            ("src/pack/tests/rows.rs".to_owned(), "use crate::claim::Claim;".to_owned()),
        ])
        .is_empty()
    );

    none(&imports(&repository()));
}

#[test]
fn every_source_file_says_what_it_is() {
    assert_eq!(silent(&[("src/a.rs".to_owned(), "// A.\nfn a() {}\n".to_owned())]).len(), 1);
    assert_eq!(silent(&[("src/a.rs".to_owned(), "\n//! A.\n".to_owned())]).len(), 1);
    none(&silent(&repository()));
}

#[test]
fn no_file_is_long() {
    let lines = |count: usize| "x\n".repeat(count);
    let files = |path: &str, count| [(path.to_owned(), lines(count)), (LONG[0].0.to_owned(), lines(9_000))];
    assert_eq!(long(&files("src/a.rs", LONGEST + 1)).len(), 1);
    assert_eq!(long(&files("src/check/a.md", LONGEST + 1)).len(), 1);
    assert_eq!(long(&files("src/a.rs", LONGEST)).len(), 0);
    assert_eq!(long(&[]).len(), LONG.len(), "a file that is gone stays on the list");
    none(&long(&repository()));
}

#[test]
fn what_stands_nowhere() {
    let planted = |text: String| forbidden(&[("README.md".to_owned(), text)]).len();
    for word in FORBIDDEN {
        assert_eq!(planted(format!("first\nsee {}x", word.to_uppercase())), 1, "{word}");
    }
    assert_eq!(
        planted(format!("at https://pay.example/home{}x", FORBIDDEN[0])),
        0,
        "a page, not a path here"
    );
    none(&forbidden(&repository()));
}

#[test]
fn unsafe_code_is_forbidden() {
    let roots = |text: &str| UNSAFE_FREE.map(|root| (root.to_owned(), text.to_owned()));
    assert_eq!(unsafe_free(&roots("//! A.\n#![forbid(unsafe_code)]\n")), Vec::<String>::new());
    assert_eq!(unsafe_free(&roots("//! `#![forbid(unsafe_code)]`\n")).len(), UNSAFE_FREE.len());
    assert_eq!(unsafe_free(&[]).len(), UNSAFE_FREE.len());
    none(&unsafe_free(&repository()));
}

/// The roots of the library and of the program.
const UNSAFE_FREE: [&str; 2] = ["src/lib.rs", "src/bin/peerclaim/main.rs"];

fn unsafe_free(files: &[File]) -> Vec<String> {
    let says = |text: &str| words(text).windows(8).any(|eight| joined(eight) == "#![forbid(unsafe_code)]");
    UNSAFE_FREE
        .iter()
        .filter(|root| !files.iter().any(|(path, text)| path == *root && says(text)))
        .map(|root| format!("{root}: no #![forbid(unsafe_code)]"))
        .collect()
}

fn silent(files: &[File]) -> Vec<String> {
    files
        .iter()
        .filter(|(path, text)| extension(path) == "rs" && !text.starts_with("//! "))
        .map(|(path, _)| format!("{path}: does not begin with a `//!` comment"))
        .collect()
}

/// Rust and documents: a pack is data, and as long as its payer's rules.
fn long(files: &[File]) -> Vec<String> {
    let gone = LONG.iter().filter(|(path, _)| !files.iter().any(|(file, _)| file == path));
    let gone = gone.map(|(path, reason)| format!("{path}: is gone, but may be long ({reason})"));
    let over = files.iter().filter(|(path, text)| {
        path.starts_with("src/")
            && matches!(extension(path), "rs" | "md")
            && !LONG.iter().any(|(long, _)| long == path)
            && text.lines().count() > LONGEST
    });
    gone.chain(over.map(|(path, _)| format!("{path}: more than {LONGEST} lines"))).collect()
}

/// A word that begins with `/` is looked for where a path begins, not inside an address.
fn forbidden(files: &[File]) -> Vec<String> {
    let mut complaints = Vec::new();
    for (path, text) in files {
        for (at, line) in text.lines().enumerate() {
            let line = line.to_ascii_lowercase();
            let inside =
                |before: &str| before.ends_with(|c: char| c.is_alphanumeric() || "._-~%".contains(c));
            let stands = |word: &&&str| {
                line.match_indices(**word).any(|(at, _)| !word.starts_with('/') || !inside(&line[..at]))
            };
            complaints.extend(
                FORBIDDEN
                    .iter()
                    .filter(stands)
                    .map(|word| format!("{path}:{}: {word}", at.saturating_add(1))),
            );
        }
    }
    complaints
}

fn imports(files: &[File]) -> Vec<String> {
    let sources: Vec<(&str, Vec<&str>, Vec<Word>)> = files
        .iter()
        .filter(|(path, _)| extension(path) == "rs" && path != "src/lib.rs" && !path.starts_with("src/bin/"))
        .filter_map(|(path, text)| Some((path.as_str(), module(path)?, words(text))))
        .collect();

    // Test code may import anything: modules in the file, and modules in files of their own.
    let mut test_modules = Vec::new();
    let sources: Vec<_> = sources
        .into_iter()
        .map(|(path, module, words)| {
            let (words, tests) = without_tests(&words);
            test_modules.extend(tests.into_iter().map(|test| [module.as_slice(), &[test]].concat()));
            (path, module, words)
        })
        .collect();

    let mut complaints = Vec::new();
    for (path, module, words) in sources {
        let Some(room) = module.first().copied() else { continue };
        if !ROOMS.iter().any(|(name, _)| *name == room) {
            complaints.push(format!("{path}: the room `{room}` has no place in the order"));
        }
        if test_modules.iter().any(|test| module.starts_with(test)) {
            continue;
        }
        for (line, to) in mentions(&module, &words) {
            if to == room || may_import(room, to) {
                continue;
            }
            complaints.push(if ROOMS.iter().any(|(name, _)| *name == to) {
                format!("{path}:{line}: `{room}` may not import `{to}`")
            } else {
                format!("{path}:{line}: `{to}` is not a room: import from the room that it stands in")
            });
        }
    }
    complaints
}

fn may_import(room: &str, to: &str) -> bool {
    let imports = ROOMS.iter().find(|(name, _)| *name == room).map_or(&[][..], |(_, imports)| imports);
    imports.iter().any(|import| *import == to || may_import(import, to))
}

/// The module that a file under `src` is: `src/guide/table.rs` is `guide`, `table`.
fn module(path: &str) -> Option<Vec<&str>> {
    let path = path.strip_prefix("src/")?.strip_suffix(".rs")?;
    Some(path.strip_suffix("/mod").unwrap_or(path).split('/').collect())
}

/// A word of code and its line: an identifier, a `::`, or one other character.
type Word<'a> = (usize, &'a str);

fn joined(words: &[Word]) -> String {
    words.iter().map(|(_, word)| *word).collect()
}

/// The code of a text: no comments, no text or character literals.
fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let (mut rest, mut line) = (text, 1_usize);
    while let Some(first) = rest.chars().next() {
        let named = |c: char| c.is_alphanumeric() || c == '_';
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_comment(rest)
        } else if let Some(length) = raw_text(rest) {
            length
        } else if first == '"' {
            quoted(rest, '"')
        } else if first == '\'' {
            let mut after = rest.chars().skip(1);
            match (after.next(), after.next()) {
                (Some('\\'), _) | (Some(_), Some('\'')) => quoted(rest, '\''),
                _ => 1, // a lifetime
            }
        } else if named(first) {
            let length = rest.find(|c| !named(c)).unwrap_or(rest.len());
            words.push((line, &rest[..length]));
            length
        } else if rest.starts_with("::") {
            words.push((line, "::"));
            2
        } else {
            if !first.is_whitespace() {
                words.push((line, &rest[..first.len_utf8()]));
            }
            first.len_utf8()
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    words
}

/// The length of a literal in quotes, with both.
fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        if c == quote && !escaped {
            return at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

/// The length of `r"..."`, `br#"..."#` and their kind, where one begins here.
fn raw_text(text: &str) -> Option<usize> {
    let hashes = ["r", "br", "cr"].iter().find_map(|prefix| text.strip_prefix(prefix))?;
    let body = hashes.trim_start_matches('#');
    let end = format!("\"{}", "#".repeat(hashes.len() - body.len()));
    let inner = body.strip_prefix('"')?;
    let length = inner.find(&end).map_or(inner.len(), |at| at + end.len());
    Some(text.len() - inner.len() + length)
}

/// The length of a block comment with those inside it.
fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while at < text.len() {
        let here = &text.as_bytes()[at..];
        if here.starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if here.starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    at
}

/// The words that do not stand under `#[cfg(test)]`, and the test modules that have their own files.
fn without_tests<'a>(words: &[Word<'a>]) -> (Vec<Word<'a>>, Vec<&'a str>) {
    let (mut kept, mut modules) = (Vec::new(), Vec::new());
    let mut rest = words;
    while let Some(first) = rest.first() {
        if rest.len() < 7 || joined(&rest[..7]) != "#[cfg(test)]" {
            kept.push(*first);
            rest = &rest[1..];
            continue;
        }
        rest = &rest[7..];
        while rest.first().is_some_and(|(_, word)| *word == "#") {
            rest = &rest[group(&rest[1..]) + 1..];
        }
        let head =
            rest.iter().take_while(|(_, word)| !matches!(*word, "{")).position(|(_, word)| *word == ";");
        if let Some([.., (_, "mod"), (_, name)]) = head.map(|end| &rest[..end]) {
            modules.push(*name);
        }
        // The item ends with its first block, or before one with a `;`; a list's own `;` follows and is harmless.
        while let Some((_, word)) = rest.first() {
            let length = group(rest);
            rest = &rest[length..];
            if matches!(*word, "{" | ";") {
                break;
            }
        }
    }
    (kept, modules)
}

/// How many words the first one opens and closes: one, if it opens nothing.
fn group(words: &[Word]) -> usize {
    let mut depth = 0_usize;
    for (at, (_, word)) in words.iter().enumerate() {
        match *word {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    words.len()
}

/// What a module names by way of `crate` or `super`: the first name below the root, with its line.
fn mentions<'a>(module: &[&'a str], words: &[Word<'a>]) -> Vec<(usize, &'a str)> {
    let mut found = Vec::new();
    let mut blocks: Vec<Option<&str>> = Vec::new();
    for (at, (_, word)) in words.iter().enumerate() {
        match *word {
            "{" => {
                let named = at.checked_sub(2).and_then(|before| words.get(before..at));
                blocks.push(named.filter(|named| named[0].1 == "mod").map(|named| named[1].1));
            }
            "}" => drop(blocks.pop()),
            "crate" | "super" | "self"
                if words.get(at + 1).is_some_and(|(_, next)| *next == "::")
                    && at.checked_sub(1).is_none_or(|before| words[before].1 != "::") =>
            {
                let here: Vec<&str> =
                    module.iter().copied().chain(blocks.iter().flatten().copied()).collect();
                follow(&words[at..], here, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// Follows a path from a module, into every branch of a `{...}`.
fn follow<'a>(words: &[Word<'a>], from: Vec<&'a str>, found: &mut Vec<(usize, &'a str)>) {
    let (mut here, mut at) = (from, 0);
    while let Some((line, word)) = words.get(at) {
        match *word {
            "crate" => here.clear(),
            "super" => drop(here.pop()),
            "self" => {}
            "{" => {
                let inside = &words[at + 1..at + group(&words[at..])];
                return branches(inside).for_each(|branch| follow(branch, here.clone(), found));
            }
            name => here.push(name),
        }
        if words.get(at + 1).is_none_or(|(_, next)| *next != "::") {
            found.extend(here.first().map(|first| (*line, *first)));
            return;
        }
        at += 2;
    }
}

/// What stands between the commas of a `{...}`, with the words behind it.
fn branches<'w, 'a>(inside: &'w [Word<'a>]) -> impl Iterator<Item = &'w [Word<'a>]> {
    let mut rest = inside;
    std::iter::from_fn(move || {
        let branch = rest;
        while rest.first().is_some_and(|(_, word)| *word != ",") {
            rest = &rest[group(rest)..];
        }
        rest = rest.get(1..).unwrap_or_default();
        (!branch.is_empty()).then_some(branch)
    })
}

fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

/// Every text file of the repository, in order; what git ignores is not the repository's.
fn repository() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let ignored = fs::read_to_string(root.join(".gitignore")).unwrap_or_default();
    let ignored: Vec<&str> = ignored.lines().filter_map(|line| line.strip_prefix('/')).collect();
    let mut files = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder)).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            let path = if folder.is_empty() { name.clone() } else { format!("{folder}/{name}") };
            if name == ".git" || path == "target" || ignored.contains(&path.as_str()) {
                continue;
            }
            let kind = entry.file_type().unwrap();
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file()
                && let Ok(text) = String::from_utf8(fs::read(entry.path()).unwrap())
            {
                files.push((path, text));
            }
        }
    }
    files.sort();
    files
}
