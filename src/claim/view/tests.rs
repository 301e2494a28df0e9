//! What a view of a claim tells, and what it does not.

use super::*;
use crate::claim::fixtures::{SIMPLE, Walked, joined};
use crate::value::Date;

fn text(at: At<'_, &[u8]>) -> String {
    at.value().map(|text| String::from_utf8_lossy(text).into_owned()).unwrap_or_default()
}

#[test]
fn every_field_where_it_stands() {
    let set = Walked::new(joined(SIMPLE).as_bytes());
    assert_eq!(set.findings, []);
    let view = set.view();
    let claim = claims(&view).next().unwrap();
    let line = claim.lines().next().unwrap();
    let rendering = line.rendering_provider().unwrap();
    for (found, expected) in [
        (text(claim.id()), "CLAIM1"),
        (text(claim.place_of_service()), "53"),
        (text(claim.frequency()), "1"),
        (text(claim.reference("G1")), "AUTH1"),
        (text(claim.insurance_type()), "MC"),
        (text(claim.relationship()), "18"),
        (text(claim.billing_taxonomy()), "251S00000X"),
        (text(claim.billing_provider().unwrap().zip()), "171010001"),
        (text(claim.payer().unwrap().id()), "TESTMEDICAID"),
        (text(claim.member().unwrap().gender()), "F"),
        (text(rendering.taxonomy()), "175T00000X"),
        (text(line.procedure()), "H0038"),
        (text(line.unit()), "UN"),
        (text(line.place_of_service()), "53"),
        (text(line.control_number()), "LINE1"),
    ] {
        assert_eq!(found, expected);
    }
    assert_eq!(claim.charge().value(), "60".parse().ok());
    assert_eq!(line.quantity().value(), "4".parse().ok());
    assert_eq!(line.service_dates().value().map(|days| days.last()), Date::new(2026, 5, 3));
    assert_eq!(rendering.npi().value(), "1999999984".parse().ok());
    assert_eq!(claim.diagnoses().map(|one| text(one.code)).collect::<Vec<_>>(), ["F1020", "Z590"]);
    assert_eq!(line.modifiers().map(text).collect::<Vec<_>>(), ["HQ", "HE"]);
    assert_eq!(line.diagnosis_pointers().map(text).collect::<Vec<_>>(), ["1", "2"]);
    assert!(claim.patient().is_none());
}

#[test]
fn absent_and_malformed_are_told_apart_and_placed() {
    let set = Walked::new(joined(SIMPLE).replace("*60*UN*4*", "*sixty*UN**").as_bytes());
    let view = set.view();
    let claim = claims(&view).next().unwrap();
    let line = claim.lines().next().unwrap();
    assert!(line.charge().field().is_malformed());
    assert_eq!(line.charge().location().x12().unwrap().element_name().unwrap(), "SV102");
    assert!(line.quantity().is_absent());
    assert_eq!(line.quantity().location().x12().unwrap().element_name().unwrap(), "SV104");
    let missing = claim.date("431");
    assert_eq!((missing.is_absent(), missing.element()), (true, None));
    assert_eq!(missing.location().x12().unwrap().tag, Some("CLM"));
}
