//! Claims of real files, through JSON and back to X12: nothing is lost, and a canonical set is the same to
//! the byte.

use crate::folder::Corpus;
use crate::none;
use peerclaim::X12File;
use peerclaim::claim::Batch;
use peerclaim::x12::Delimiters;

/// Sets that come back to the byte, line breaks between segments aside: those that are canonical. The
/// others have amounts with idle zeros, another order among equals, wrong HL numbers or counts, or segments
/// that the guide does not place. May only rise.
const TO_THE_BYTE: usize = 37;

/// Reads one set that stands alone.
fn read(set: &[u8]) -> Option<Batch> {
    let envelope = b"ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260101*1200*^*00501*000000001*0*T*:~\
        GS*HC*SENDER*RECEIVER*20260101*1200*1*X*005010X222A1~";
    let bytes = [&envelope[..], set].concat();
    let file = X12File::parse(&bytes);
    file.sets().next().map(|set| Batch::from_set(&set))
}

/// The file without what stands between a terminator and the next segment.
fn without_breaks(bytes: &[u8], terminator: u8) -> Vec<u8> {
    let mut between = false;
    let keep = bytes.iter().copied().filter(|&byte| {
        between = byte == terminator || between && byte.is_ascii_whitespace();
        !between || byte == terminator
    });
    keep.collect()
}

#[test]
fn claims_come_back() {
    let Some(corpus) = Corpus::open() else { return };
    let (mut sets, mut same, mut complaints) = (0, 0, Vec::new());
    for (path, bytes) in corpus.files().filter(|(path, _)| corpus.is_ours(path)) {
        let file = X12File::parse(&bytes);
        for (number, set) in file.sets().enumerate() {
            sets += 1;
            let batch = Batch::from_set(&set);
            let through = batch.to_json().ok().and_then(|json| Batch::from_json(&json).ok());
            if through.as_ref() != Some(&batch) {
                complaints.push(format!("{path}, set {number}: JSON changes it"));
                continue;
            }
            let Ok(written) = batch.to_set(Delimiters::default()) else {
                complaints.push(format!("{path}, set {number}: cannot be written"));
                continue;
            };
            if read(&written).as_ref() != Some(&batch) {
                complaints.push(format!("{path}, set {number}: reading what was written changes it"));
            }
            let own = batch.to_set(set.delimiters()).unwrap_or_default();
            let plain = without_breaks(&bytes, set.delimiters().segment);
            same += usize::from(!own.is_empty() && plain.windows(own.len()).any(|stretch| stretch == own));
        }
    }
    println!("corpus: {sets} sets of claims through JSON and back, {same} the same to the byte");
    none(&complaints);
    assert_eq!(same, TO_THE_BYTE, "the committed number of sets that come back to the byte");
}
