//! How fast files are read, checked and written, beside plain scans of the same bytes.
//!
//! `cargo bench --bench throughput` gives times of criterion first. They depend on the machine and on its
//! neighbours; so a table follows that does not: the throughput of each row as a share of `memchr2`, which
//! looks for the two separators and does nothing else. Its runs are interleaved, measured in CPU time of
//! the thread (where the system tells it, on Linux; elsewhere by the clock), and the median is shown.
//!
//! Run as a test (`cargo test --benches`), everything runs once, on a small file.

#![expect(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a bench has a clock, reads its arguments and prints a table"
)]

use criterion::{Criterion, Throughput};
use peerclaim::check::Spread;
use peerclaim::generate::Generator;
use peerclaim::pack::{Library, PackSet};
use peerclaim::x12::{Delimiters, Envelope, Index, Item, Limits, Segment, SetEnd, Splitter, Writer};
use peerclaim::{Checker, value::Date};
use std::hint::black_box;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// Bytes of the file, and rounds of the table: measured, and tried once.
const MEASURED: (u64, usize) = (20 << 20, 15);
const TRIED: (u64, usize) = (1 << 20, 1);

/// A checker with the rules of one payer.
fn by_a_payer() -> Checker {
    let stack = Library::embedded().stack("pa-carelon");
    Checker::builder().packs(PackSet::new(stack.into_iter().collect())).build()
}

/// What one row does with the file; gives a number that depends on all of it.
type Work<'a> = Box<dyn Fn() -> u64 + 'a>;

fn main() {
    // Without `--bench` cargo wants to know only whether it runs.
    let tried = !std::env::args().any(|arg| arg == "--bench") || std::env::args().any(|arg| arg == "--test");
    let (bytes, rounds) = if tried { TRIED } else { MEASURED };
    let generator = Generator::new(1).bytes(bytes);
    let file = generator.to_bytes();
    let sets = sets(&file);
    let ops = ops(&file, &sets);
    let builder = Checker::builder();
    let checker = match Date::new(2026, 11, 21) {
        Some(day) => builder.as_of(day).build(),
        None => builder.build(),
    };
    let by_a_payer = by_a_payer();
    println!("{} bytes, {} sets, {} segments", file.len(), sets.len(), ops.segments);

    let rows: Vec<(&str, u64, Work<'_>)> = vec![
        ("memchr2", file.len() as u64, Box::new(|| memchr2(&file))),
        ("split", file.len() as u64, Box::new(|| split(&file))),
        ("index", file.len() as u64, Box::new(|| index(&file, &sets))),
        ("envelope", file.len() as u64, Box::new(|| envelope(&file))),
        ("check", file.len() as u64, Box::new(|| checker.check(&file).counts().lines)),
        ("check, pack", file.len() as u64, Box::new(|| by_a_payer.check(&file).counts().lines)),
        ("write", ops.bytes, Box::new(|| write(&ops))),
        ("generate", file.len() as u64, Box::new(|| generate(&generator))),
    ];

    let mut criterion = Criterion::default()
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3))
        .configure_from_args();
    let mut group = criterion.benchmark_group("throughput");
    for (name, bytes, work) in &rows {
        group.throughput(Throughput::Bytes(*bytes));
        group.bench_function(*name, |bencher| bencher.iter(work));
    }
    group.finish();
    criterion.final_summary();

    compare(&rows, rounds);
    two_threads(&checker, &file, rounds);
}

// ---- the rows ----------------------------------------------------------------------------------------

/// Looks for the two separators and does nothing else.
fn memchr2(file: &[u8]) -> u64 {
    memchr::memchr2_iter(b'*', b'~', file).map(|place| place as u64).sum()
}

/// Cuts the file into segments and these into elements, without checking anything.
fn split(file: &[u8]) -> u64 {
    let elements =
        |segment: &[u8]| segment.split(|&byte| byte == b'*').map(|text| text.len() as u64).sum::<u64>();
    file.split(|&byte| byte == b'~').map(elements).sum()
}

/// The structural index of every set.
fn index(file: &[u8], sets: &[std::ops::Range<usize>]) -> u64 {
    let (mut index, delimiters) = (Index::default(), Delimiters::default());
    let mut segments = 0;
    for set in sets {
        index.build(file.get(set.clone()).unwrap_or_default(), &delimiters);
        segments += index.len() as u64;
    }
    segments
}

/// Sets apart, their index, and the envelope: its counts and control numbers.
fn envelope(file: &[u8]) -> u64 {
    let (mut index, mut out, limits) = (Index::default(), Vec::new(), Limits::default());
    let mut envelope = Envelope::new(limits.memory);
    let mut segments = 0;
    each_step(file, &limits, |item, delimiters, bytes, start| {
        let segment = |start: u32, ends: &[u32]| {
            let end = ends.last().copied().unwrap_or(start);
            Segment::new(bytes.get(start as usize..end as usize).unwrap_or_default(), delimiters)
        };
        match item {
            Item::Header(_) => envelope.header(&Segment::new(bytes, delimiters), start, &mut out),
            Item::Segment { length } => {
                let text = bytes.get(..length).unwrap_or_default();
                envelope.segment(&Segment::new(text, delimiters), start, &mut out);
            }
            Item::Set => {
                index.build(bytes, &delimiters);
                segments += index.len() as u64;
                let first = index.segment(0).map(|(at, ends)| segment(at, ends));
                let last = index.segment(index.len().saturating_sub(1));
                let se = last.map(|(at, ends)| (segment(at, ends), start + u64::from(at)));
                let Some(st) = first else { return };
                let begun = envelope.open_set(&st, start, &mut out);
                let end = start + bytes.len() as u64;
                let end = SetEnd { segments: index.len() as u64, se, end, read: false };
                envelope.close_set(begun.set, &end, &mut out);
            }
            _ => {}
        }
    });
    envelope.finish(file.len() as u64, &mut out);
    assert!(out.is_empty(), "the file is clean");
    segments
}

/// Every segment of some sets once more, by the writer.
fn write(ops: &Ops<'_>) -> u64 {
    let mut writer = Writer::new(Delimiters::default());
    let mut refused = false;
    for op in &ops.list {
        match op {
            Op::Begin(id) => {
                writer.begin(id);
            }
            Op::Element(value) => refused |= writer.element(value).is_err(),
            Op::Composite(values) => refused |= writer.composite(values).is_err(),
            Op::End => writer.end(),
        }
    }
    assert!(!refused && writer.bytes().len() as u64 == ops.bytes, "written as it was read");
    writer.segments()
}

fn generate(generator: &Generator) -> u64 {
    generator.chunks().map(|chunk| black_box(chunk).len() as u64).sum()
}

// ---- what the rows are given -------------------------------------------------------------------------

fn each_step<'a>(file: &'a [u8], limits: &Limits, mut with: impl FnMut(Item, Delimiters, &'a [u8], u64)) {
    let (mut splitter, mut at) = (Splitter::new(), 0);
    while let Some(step) = splitter.step(file, 0, at, true, limits) {
        let bytes = file.get(step.start..step.next).unwrap_or_default();
        with(step.item, splitter.delimiters().unwrap_or_default(), bytes, step.start as u64);
        at = step.next;
    }
}

/// Where each set stands.
fn sets(file: &[u8]) -> Vec<std::ops::Range<usize>> {
    let mut sets = Vec::new();
    each_step(file, &Limits::default(), |item, _, bytes, start| {
        if let (Item::Set, Ok(start)) = (item, usize::try_from(start)) {
            sets.push(start..start + bytes.len());
        }
    });
    sets
}

enum Op<'a> {
    Begin(&'a str),
    Element(&'a [u8]),
    Composite(Vec<&'a [u8]>),
    End,
}

/// What to write: some sets, cut into values.
struct Ops<'a> {
    list: Vec<Op<'a>>,
    bytes: u64,
    segments: u64,
}

fn ops<'a>(file: &'a [u8], sets: &[std::ops::Range<usize>]) -> Ops<'a> {
    let mut ops = Ops { list: Vec::new(), bytes: 0, segments: 0 };
    for set in sets {
        let bytes = file.get(set.clone()).unwrap_or_default();
        let wanted = ops.bytes < 4 << 20;
        ops.bytes += if wanted { bytes.len() as u64 } else { 0 };
        for segment in bytes.split(|&byte| byte == b'~').filter(|segment| !segment.is_empty()) {
            ops.segments += 1;
            if !wanted {
                continue;
            }
            let mut elements = segment.split(|&byte| byte == b'*');
            let id = elements.next().and_then(|id| std::str::from_utf8(id).ok()).unwrap_or_default();
            ops.list.push(Op::Begin(id));
            ops.list.extend(elements.map(|element| {
                let parts: Vec<&[u8]> = element.split(|&byte| byte == b':').collect();
                if parts.len() > 1 { Op::Composite(parts) } else { Op::Element(element) }
            }));
            ops.list.push(Op::End);
        }
    }
    ops
}

// ---- the table ---------------------------------------------------------------------------------------

/// CPU time of this thread, or the clock's, where the system does not tell it.
fn cpu_time(since: Instant) -> Duration {
    // Giving way makes the system bring its account up to date.
    std::thread::yield_now();
    let account = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = account.split(' ').next().and_then(|text| text.parse().ok());
    nanoseconds.map_or_else(|| since.elapsed(), Duration::from_nanos)
}

fn time(since: Instant, work: impl FnOnce() -> u64) -> Duration {
    let before = cpu_time(since);
    black_box(work());
    cpu_time(since).saturating_sub(before)
}

fn median(mut values: Vec<u64>) -> u64 {
    values.sort_unstable();
    values.get(values.len() / 2).copied().unwrap_or(0)
}

/// Bytes in a second.
fn rate(bytes: u64, time: Duration) -> u64 {
    bytes.saturating_mul(1_000_000) / u64::try_from(time.as_micros()).unwrap_or(u64::MAX).max(1)
}

fn thousandths(value: u64) -> String {
    format!("{}.{:03}", value / 1000, value % 1000)
}

fn compare(rows: &[(&str, u64, Work<'_>)], rounds: usize) {
    let since = Instant::now();
    let mut rates = vec![Vec::new(); rows.len()];
    for _ in 0..rounds {
        for ((_, bytes, work), rates) in rows.iter().zip(&mut rates) {
            rates.push(rate(*bytes, time(since, work)));
        }
    }
    let Some(scan) = rates.first().cloned() else { return };
    println!("\n{:<12}{:>10}{:>14}", "", "MB/s", "x memchr2");
    for ((name, ..), rates) in rows.iter().zip(&rates) {
        let shares = rates.iter().zip(&scan).map(|(rate, scan)| rate * 1000 / scan.max(&1)).collect();
        println!("{name:<12}{:>10}{:>14}", median(rates.clone()) / 1_000_000, thousandths(median(shares)));
    }
}

/// Spreads sets over two threads and adds up the CPU time of the slower one.
struct Two<'a> {
    since: Instant,
    slower: &'a Mutex<Duration>,
}

impl Spread for Two<'_> {
    fn map<T: Send>(&self, count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
        let half = |numbers: std::ops::Range<usize>| {
            let before = cpu_time(self.since);
            let done: Vec<T> = numbers.map(work).collect();
            (done, cpu_time(self.since).saturating_sub(before))
        };
        let (mut first, second) = std::thread::scope(|scope| {
            let threads = (scope.spawn(|| half(0..count / 2)), scope.spawn(|| half(count / 2..count)));
            (threads.0.join().unwrap_or_default(), threads.1.join().unwrap_or_default())
        });
        if let Ok(mut slower) = self.slower.lock() {
            *slower += first.1.max(second.1);
        }
        first.0.extend(second.0);
        first.0
    }
}

fn two_threads(checker: &Checker, file: &[u8], rounds: usize) {
    let since = Instant::now();
    let gains = (0..rounds).map(|_| {
        let one = time(since, || checker.check(file).counts().lines);
        let slower = Mutex::new(Duration::ZERO);
        let own = time(since, || checker.check_with(file, Two { since, slower: &slower }).counts().lines);
        let two = own + slower.lock().map(|slower| *slower).unwrap_or_default();
        rate(1_000_000, two) * 1000 / rate(1_000_000, one).max(1)
    });
    println!("\ntwo threads: {} times one, by CPU time of the slower", thousandths(median(gains.collect())));
}
