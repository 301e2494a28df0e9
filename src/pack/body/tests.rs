//! Tests of bodies: every embedded one reads, and faults are found at their field.

use super::*;
use crate::diag::{Location, RowPlace};

#[test]
#[cfg(feature = "packs")]
fn every_embedded_body_reads() {
    for (id, text) in Bodies::texts() {
        let body = Body::parse(text).unwrap_or_else(|error| {
            let each: Vec<String> =
                error.findings().iter().map(|f| format!("{}: {}", f.location(), f.message())).collect();
            panic!("{id}: {each:#?}")
        });
        assert_eq!(body.id(), id);
    }
}

#[test]
#[cfg(feature = "packs")]
fn bodies_and_credentials_are_found_by_what_people_write() {
    let bodies = Bodies::embedded();
    for (called, body, credential, id) in [
        ("pcb", "pcb", "cps", Some("cps")),
        ("PCB", "pcb", "CPS", Some("cps")),
        ("Pennsylvania Certification Board", "pcb", "Certified Peer Specialist", Some("cps")),
        ("pcb", "pcb", "CFRS", Some("cfrs")),
        ("pcb", "pcb", "cpx", None),
        ("IC&RC", "ic-rc", "PR", Some("pr")),
        ("icrc", "ic-rc", "peer_recovery", Some("pr")),
        ("TX", "texas", "MHPS", Some("peer-specialist")),
    ] {
        let found = bodies.find(called).unwrap_or_else(|| panic!("no body for {called}"));
        let row = found.credential(credential);
        let found_id = row.and_then(|row| row.terms.id.as_deref());
        assert_eq!((found.id(), found_id), (body, id), "{called}/{credential}");
    }
    assert!(bodies.find("nobody").is_none());
    assert_eq!(bodies.nearest("texs"), Some("texas"));
}

const HEAD: &str =
    "[body]\nid = \"x\"\nname = \"X\"\n[[source]]\nid = \"s\"\ntitle = \"S\"\nstatus = \"secondary\"\n";

#[test]
fn a_fault_stands_at_its_field() {
    for (rows, expected, here) in [
        ("[[trm]]\nmonths = 1", "PC0402", "trm"),
        ("[[term]]\nmonth = 24\nstatus = \"recalled\"", "PC0404", ""),
        ("[[term]]\nmonths = \"two\"\nstatus = \"recalled\"", "PC0405 term row 1, months", "\"two\""),
        ("[[term]]\nmonths = \"unknown\"", "PC0404 term row 1, status", ""),
        (
            "[[term]]\nmonths = 24\nstatus = \"verified\"\ncite = [\"s\"]",
            "PC0416 term row 1, status",
            "\"verified\"",
        ),
        ("[[term]]\nmonths = 24\nstatus = \"secondary\"", "PC0415 term row 1, cite", ""),
        ("[[credential]]\nname = \"C\"\nstatus = \"recalled\"", "PC0404 credential row 1, id", ""),
        (
            "[[term]]\nmonths = 24\nstatus = \"recalled\"\nwhen = { credential = [\"c\"] }",
            "PC0412 term row 1, when",
            "{ credential = [\"c\"] }",
        ),
        (
            "[[late]]\nway = \"renew\"\nmay_bill = \"maybe\"\nstatus = \"recalled\"",
            "PC0405 late row 1, may_bill",
            "\"maybe\"",
        ),
    ] {
        let text = format!("{HEAD}{rows}\n");
        let error = Body::parse(&text).expect_err("a fault");
        let found: Vec<(String, &str)> = error
            .findings()
            .iter()
            .map(|finding| {
                let Location::Pack(place) = finding.location() else { panic!("not in a body") };
                let RowPlace { bytes, .. } = **place;
                let here = &text[usize::try_from(bytes.start).unwrap()..usize::try_from(bytes.end).unwrap()];
                (format!("{} {place}: {}", finding.rule().id, finding.message()), here)
            })
            .collect();
        let hit = found.iter().find(|(text, _)| text.contains(expected));
        let (_, place) = hit.unwrap_or_else(|| panic!("{expected}: {found:#?}"));
        assert!(here.is_empty() || *place == here, "{expected}: {place}");
    }
}

#[test]
fn the_schema_is_the_committed_one() {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema/peerclaim-body-1.json");
    #[expect(clippy::disallowed_methods, reason = "the test reads the repository")]
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == body_schema(),
        "`peerclaim schema body > docs/schema/peerclaim-body-1.json` and look at what changed"
    );
}
