//! How fast a service log becomes claims, and is audited, at three sizes, beside what reading its JSON takes.
//!
//! `cargo bench --bench billing` prints for each size of a synthetic agency: encounters a second, time as a multiple of
//! `serde_json` reading the same document into values, and how time grew from the size before. Linear work grows as the
//! encounters do; n log n a little more; what is quadratic shows as the square. The runs of all rows are interleaved,
//! and the median is shown.
//!
//! Run as a test (`cargo test --benches`), everything runs once, on small agencies.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a bench has a clock, reads its arguments and prints a table"
)]

use peerclaim::Checker;
use peerclaim::bill::{BillOptions, bill};
use peerclaim::evidence::Evidence;
use peerclaim::generate::Agency;
use peerclaim::generate::agency::PACKS;
use peerclaim::pack::body::Bodies;
use peerclaim::pack::{Library, PackSet};
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Staff and members of each agency, its days, and how often each row runs: measured, and tried once.
const MEASURED: (&[(u32, u32)], u16, usize) = (&[(20, 240), (60, 720), (180, 2_160)], 90, 5);
const TRIED: (&[(u32, u32)], u16, usize) = (&[(1, 6), (2, 12)], 10, 1);

/// What a row is called, and does.
type Row<'a> = (&'static str, Box<dyn Fn() -> usize + 'a>);

fn main() {
    // Without `--bench` cargo wants to know only whether it runs.
    let tried = !std::env::args().any(|arg| arg == "--bench") || std::env::args().any(|arg| arg == "--test");
    let (sizes, days, rounds) = if tried { TRIED } else { MEASURED };
    let packs = packs();
    let bodies = Arc::new(Bodies::embedded());
    println!("{:>10}  {:<14}{:>14}{:>10}{:>10}", "encounters", "", "encounters/s", "x JSON", "growth");
    let mut before: Option<(f64, Vec<Duration>)> = None;
    for (staff, members) in sizes {
        let agency = Agency::new(1).staff(*staff).members(*members).days(days);
        let document = agency.document();
        let evidence = Arc::new(Evidence::from_json(document.as_bytes()).evidence);
        let Some(day) = agency.bill_on() else { continue };
        let options = BillOptions::new(day, 1);
        let checker = Checker::builder()
            .as_of(day)
            .packs(packs.clone())
            .bodies(Arc::clone(&bodies))
            .evidence(Arc::clone(&evidence))
            .build();
        let Ok(Ok(claims)) = bill(&evidence, &packs, &bodies, &options).map(|draft| draft.to_x12()) else {
            continue;
        };
        let rows: [Row<'_>; 5] = [
            (
                "serde_json",
                Box::new(|| serde_json::from_str::<serde_json::Value>(&document).map_or(0, |_| 1)),
            ),
            ("read", Box::new(|| Evidence::from_json(document.as_bytes()).evidence.encounters.len())),
            ("bill", Box::new(|| bill(&evidence, &packs, &bodies, &options).map_or(0, |one| one.claims()))),
            ("audit the log", Box::new(|| checker.check_evidence().findings().len())),
            ("audit claims", Box::new(|| checker.check(&claims).findings().len())),
        ];
        let times = medians(&rows, rounds);
        let many = f64::from(u32::try_from(evidence.encounters.len()).unwrap_or(u32::MAX));
        let json = times.first().copied().unwrap_or_default();
        for (at, ((name, _), time)) in rows.iter().zip(&times).enumerate() {
            let growth = before.as_ref().and_then(|(fewer, times)| {
                let by = many / fewer;
                Some((time.as_secs_f64() / times.get(at)?.as_secs_f64()).log(by))
            });
            println!(
                "{many:>10.0}  {name:<14}{:>14.0}{:>10.2}{:>10}",
                many / time.as_secs_f64(),
                time.as_secs_f64() / json.as_secs_f64(),
                growth.map(|power| format!("n^{power:.2}")).unwrap_or_default()
            );
        }
        before = Some((many, times));
    }
}

/// The stacks of the two synthetic plans.
fn packs() -> PackSet {
    let mut library = Library::embedded();
    for (_, text) in PACKS {
        assert!(library.add(text).is_ok(), "the packs of the synthetic plans are read");
    }
    PackSet::new(PACKS.iter().filter_map(|(id, _)| library.stack(id).ok()).collect())
}

/// The median time of each row; rounds are interleaved.
fn medians(rows: &[Row<'_>], rounds: usize) -> Vec<Duration> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); rows.len()];
    for _ in 0..rounds {
        for ((_, work), times) in rows.iter().zip(&mut times) {
            let begun = Instant::now();
            black_box(work());
            times.push(begun.elapsed());
        }
    }
    let median = |mut all: Vec<Duration>| {
        all.sort_unstable();
        all.get(all.len() / 2).copied().unwrap_or_default()
    };
    times.into_iter().map(median).collect()
}
