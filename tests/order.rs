//! The report is the same whatever the order in which sets are worked on, the pieces in which a file
//! comes, and the number of runs.

use peerclaim::check::Spread;
use peerclaim::generate::Generator;
use peerclaim::render::{self, NamedReport, Report};
use peerclaim::{Checker, FileReport};

/// Works from the last to the first, on threads of its own.
struct Backwards;

impl Spread for Backwards {
    fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        std::thread::scope(|scope| {
            let started: Vec<_> = (0..count).rev().map(|number| scope.spawn(move || work(number))).collect();
            started
                .into_iter()
                .rev()
                .map(|thread| thread.join().ok())
                .collect::<Option<Vec<T>>>()
                .unwrap_or_default()
        })
    }
}

fn json(report: FileReport) -> String {
    let as_of = report.as_of();
    render::json(&Report {
        files: vec![NamedReport { path: "file".into(), report }],
        as_of,
        ..Report::default()
    })
}

/// A file of many sets with faults of many kinds: some SEs missing, some codes wrong, some counts wrong.
fn spoiled() -> Vec<u8> {
    let file = Generator::new(11).claims(120).claims_per_set(6).to_bytes();
    let text = String::from_utf8(file).unwrap_or_default();
    let mut segments: Vec<String> = text.split_terminator('~').map(str::to_owned).collect();
    let mut seen = 0;
    for segment in &mut segments {
        seen += usize::from(segment.starts_with("SV1*") || segment.starts_with("DTP*"));
        if seen % 7 == 0 {
            *segment = segment.replace("*UN*", "*XX*").replace("DTP*472*D8*", "DTP*472*D8*9");
        }
        if seen % 31 == 5 && segment.starts_with("LX*") {
            segment.push_str("*****9");
        }
    }
    let mut sets = 0;
    segments.retain(|segment| {
        sets += usize::from(segment.starts_with("SE*"));
        !(segment.starts_with("SE*") && sets % 5 == 0)
    });
    (segments.join("~") + "~").into_bytes()
}

#[test]
fn neither_order_nor_pieces_nor_runs_change_the_report() {
    let file = spoiled();
    let checker = Checker::builder().as_of("2026-11-21".parse().unwrap()).all_verdicts(true).build();
    let first = json(checker.check(&file));
    for rule in ["PC0121", "PC0220", "PC0218", "PC0221"] {
        assert!(first.contains(rule), "{rule} is not found");
    }
    assert!(first == json(checker.check(&file)));
    assert!(first == json(checker.check_with(&file, Backwards)), "backwards");
    for size in [1, 13, 1000, 65_536] {
        let (mut one, mut other) = (checker.start(), checker.start_with(Backwards));
        for piece in file.chunks(size) {
            one.push(piece);
            other.push(piece);
        }
        assert!(first == json(one.finish()), "in pieces of {size}");
        assert!(first == json(other.finish()), "in pieces of {size}, backwards");
    }
}
