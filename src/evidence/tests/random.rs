//! Whatever the bytes: a reading, the same again, and no word of them.

use super::canary::shown;
use super::{agency, sheets};
use crate::evidence::Evidence;
use proptest::prelude::*;
use proptest::test_runner::{Config, FileFailurePersistence};

fn config(cases: u32) -> Config {
    Config {
        cases,
        failure_persistence: None::<Box<FileFailurePersistence>>.map(|it| it as _),
        ..Config::default()
    }
}

/// Changes of a text: at that place, so many bytes go and those come.
fn changes() -> impl Strategy<Value = Vec<(prop::sample::Index, usize, Vec<u8>)>> {
    let signs = prop::sample::select(b"{}[],:\"'\\\n\r;|/-.0123456789ABHQTabz \0\xFF\xE9".to_vec());
    let bytes = prop_oneof![
        prop::collection::vec(signs, 0..6),
        prop::collection::vec(any::<u8>(), 0..4),
        Just(b"null".to_vec()),
        Just(b"-1e308".to_vec()),
        Just(b"[[[[".to_vec()),
        Just(b"9999-12-31".to_vec()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0..40_usize, bytes), 1..6)
}

fn changed(text: &str, changes: &[(prop::sample::Index, usize, Vec<u8>)]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for (place, gone, come) in changes {
        let at = place.index(bytes.len() + 1);
        let end = (at + gone).min(bytes.len());
        bytes.splice(at..end, come.iter().copied());
    }
    bytes
}

/// People and places of the fixtures, which stand in no finding.
const PEOPLE: &[&str] =
    &["JANE", "JOHN", "DOE", "PAT", "TESTVILLE", "1990-01-01", "0000000001", "F10.20", "F1020", "F33"];

fn sound(read: &crate::evidence::Read) -> Result<(), TestCaseError> {
    let shown = shown(read);
    for word in PEOPLE {
        prop_assert!(!shown.contains(word), "{word}");
    }
    // What was read is good: written and read again it is the same, with no fault of form.
    let again = Evidence::from_json(read.evidence.to_json().as_bytes());
    prop_assert!(again.evidence == read.evidence);
    let form: Vec<_> = again.findings.iter().filter(|finding| finding.rule().id < "PC0412").collect();
    prop_assert!(form.is_empty(), "{form:?}");
    Ok(())
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn a_changed_document_is_read_without_a_word_of_it(changes in changes()) {
        let bytes = changed(&agency(), &changes);
        let read = Evidence::from_json(&bytes);
        sound(&read)?;
        prop_assert!(Evidence::from_json(&bytes) == read);
    }

    #[test]
    fn changed_tables_are_read_without_a_word_of_them(which in any::<prop::sample::Index>(), changes in changes()) {
        let mut sheets: Vec<(String, Vec<u8>)> =
            sheets().into_iter().map(|(name, csv)| (name, csv.into_bytes())).collect();
        let (_, csv) = &mut sheets[which.index(9)];
        *csv = changed(std::str::from_utf8(csv).unwrap(), &changes);
        let read = Evidence::from_csv(sheets.iter().map(|(name, csv)| (name.as_str(), csv.as_slice())));
        sound(&read)?;
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300), table in 0..10_usize) {
        sound(&Evidence::from_json(&bytes))?;
        let name = Evidence::TABLES[table];
        sound(&Evidence::from_csv([(name, bytes.as_slice())]))?;
    }
}
