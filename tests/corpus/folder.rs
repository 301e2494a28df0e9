//! The corpus folder and the tables beside these tests.

use peerclaim::{Checker, FileReport, Finding};
use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

/// One line of a table with a heading: column to cell.
pub(crate) type Row = BTreeMap<String, String>;

/// The corpus: a folder with `MANIFEST.tsv` and `oracle.tsv`.
pub(crate) struct Corpus {
    folder: PathBuf,
    /// What each file is meant to be, by path.
    pub(crate) manifest: BTreeMap<String, Row>,
    /// What an independent script counted, by path.
    pub(crate) oracle: BTreeMap<String, Row>,
}

impl Corpus {
    /// The folder that `PEERCLAIM_CORPUS` names. Without it, says so and gives nothing.
    pub(crate) fn open() -> Option<Self> {
        let Ok(folder) = std::env::var("PEERCLAIM_CORPUS") else {
            println!("corpus: NOT RUN (set PEERCLAIM_CORPUS to the folder)");
            return None;
        };
        let folder = PathBuf::from(folder);
        let read = |name: &str| {
            let text =
                fs::read_to_string(folder.join(name)).unwrap_or_else(|_| panic!("{name} in the folder"));
            let rows = rows(&text).into_iter();
            rows.map(|row| (row["path"].clone(), row)).collect::<BTreeMap<_, _>>()
        };
        Some(Self { manifest: read("MANIFEST.tsv"), oracle: read("oracle.tsv"), folder })
    }

    /// Every X12 file: path and bytes.
    pub(crate) fn files(&self) -> impl Iterator<Item = (&str, Vec<u8>)> {
        self.oracle.keys().map(|path| (path.as_str(), self.bytes(path)))
    }

    /// One file.
    pub(crate) fn bytes(&self, path: &str) -> Vec<u8> {
        fs::read(self.folder.join(path)).unwrap_or_else(|_| panic!("{path} in the folder"))
    }

    /// The guide that the manifest names for a file: GS08 and ST03.
    pub(crate) fn guide(&self, path: &str) -> (&str, &str) {
        self.manifest[path]["guide_gs08_st03"].split_once('/').unwrap_or_default()
    }

    /// A file that passes simple checks of form.
    pub(crate) fn is_clean(&self, path: &str) -> bool {
        self.manifest[path]["clean_valid"] == "yes"
    }

    /// An answer by a guide that is read: 999 of 005010X231 or X231A1, 277CA of 005010X214.
    pub(crate) fn is_answer(&self, path: &str) -> bool {
        let (_, set) = self.guide(path);
        let guide = match self.manifest[path]["transaction"].as_str() {
            "999" => "005010X231",
            "277CA" => "005010X214",
            _ => return false,
        };
        set.starts_with(guide)
    }

    /// A professional claim by 005010X222, X222A1 or X222A2.
    pub(crate) fn is_ours(&self, path: &str) -> bool {
        let (group, set) = self.guide(path);
        self.manifest[path]["transaction"] == "837P"
            && (set.starts_with("005010X222") || group.starts_with("005010X222") && matches!(set, "" | "-"))
    }
}

/// The rows of a table; the first line that is not a comment is the heading.
pub(crate) fn rows(text: &str) -> Vec<Row> {
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let heading: Vec<&str> = lines.next().expect("a heading").split('\t').collect();
    let row = |line: &str| {
        let mut cells = line.split('\t');
        let row = heading.iter().map(|name| ((*name).to_owned(), cells.next().unwrap_or("").to_owned()));
        let row: Row = row.collect();
        assert_eq!(cells.next(), None, "a cell too many: {line}");
        row
    };
    lines.map(row).collect()
}

/// The checker that all corpus tests use: without a day, so that the answer does not depend on one.
pub(crate) fn checker() -> Checker {
    Checker::builder().build()
}

/// Where a finding is, in a few characters that say nothing of the file's text:
/// `2.17 2010AB NM103` is set 2, segment 17, loop, element; `i1.g2 GE01` stands outside the sets.
pub(crate) fn place(finding: &Finding) -> String {
    let at = finding.location().x12().expect("a place");
    let number = |letter: &str, number: Option<u32>| number.map(|n| format!("{letter}{n}"));
    let mut text = match (at.set, at.segment) {
        (Some(set), Some(segment)) => format!("{set}.{segment}"),
        (Some(set), None) => format!("{set}"),
        _ => {
            let parts = [number("i", at.interchange), number("g", at.group)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            if parts.is_empty() { format!("b{}", at.bytes.start) } else { parts.join(".") }
        }
    };
    let what = what(finding);
    if !what.is_empty() {
        text.push(' ');
        text.push_str(&what);
    }
    text
}

/// The innermost loop and the element of a finding: `2010AB NM103`.
pub(crate) fn what(finding: &Finding) -> String {
    let at = finding.location().x12().expect("a place");
    let name = at.element_name().or_else(|| at.tag.map(str::to_owned)).unwrap_or_default();
    let parts = [at.path.last_loop().unwrap_or(""), &name];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The errors of a report, gathered by rule and [`what`]: the first place and how many.
pub(crate) fn errors(report: &FileReport) -> BTreeMap<(String, String), (String, usize)> {
    let mut gathered = BTreeMap::new();
    for finding in report.findings().iter().filter(|finding| finding.severity() == peerclaim::Severity::Error)
    {
        let key = (finding.rule().id.to_owned(), what(finding));
        gathered.entry(key).or_insert_with(|| (place(finding), 0)).1 += 1;
    }
    gathered
}
