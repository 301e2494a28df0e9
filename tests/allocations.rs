//! What a check allocates: for each set a little, for each segment nothing; and no more at a time than
//! the largest set asks for.

use allocation_counter::{AllocationInfo, measure};
use peerclaim::Checker;
use peerclaim::generate::Generator;

fn checker() -> Checker {
    let today = peerclaim::value::Date::new(2026, 11, 21);
    today.map_or_else(Checker::builder, |today| Checker::builder().as_of(today)).build()
}

/// What a check of that many sets allocates.
fn whole(sets: u64, claims_per_set: u32) -> AllocationInfo {
    let generator = Generator::new(3).claims(sets * u64::from(claims_per_set)).claims_per_set(claims_per_set);
    let (file, checker) = (generator.to_bytes(), checker());
    measure(|| {
        let report = checker.check(&file);
        assert_eq!((report.findings().len(), u64::from(report.counts().sets)), (0, sets));
    })
}

/// What a check of that many sets allocates when they come in pieces.
fn in_pieces(sets: u64, claims_per_set: u32) -> AllocationInfo {
    let generator = Generator::new(3).claims(sets * u64::from(claims_per_set)).claims_per_set(claims_per_set);
    let pieces: Vec<Vec<u8>> = generator.chunks().collect();
    let checker = checker();
    measure(|| {
        let mut run = checker.start();
        for piece in &pieces {
            run.push(piece);
        }
        let report = run.finish();
        assert_eq!((report.findings().len(), u64::from(report.counts().sets)), (0, sets));
    })
}

#[test]
fn nothing_is_allocated_for_a_segment() {
    // 200 claims are more than 4000 segments.
    let (few, many) = (whole(2, 200), whole(20, 200));
    let per_set = (many.count_total - few.count_total) / 18;
    assert!(per_set <= 16, "{per_set} allocations for each set of 200 claims");

    // Ten times the segments in each set: what is reused grows a few times more, by doubling.
    let larger = whole(2, 2000);
    let more = larger.count_total.saturating_sub(few.count_total);
    assert!(more <= 32, "{more} more allocations for sets of ten times the size");
}

#[test]
fn memory_is_bounded_by_the_largest_set() {
    let (few, many) = (in_pieces(5, 200), in_pieces(50, 200));
    // Of each claim the number is remembered, in 24 bytes of a list that doubles, and up to a limit.
    let numbers = 45 * 200 * 2 * 24;
    assert!(
        many.bytes_max < few.bytes_max + few.bytes_max / 4 + numbers,
        "{} bytes at a time for 5 sets, {} for 50",
        few.bytes_max,
        many.bytes_max
    );
}
