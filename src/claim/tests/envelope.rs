//! Whole files, and what cannot be written.

use super::*;
use crate::claim::fixtures::SIMPLE;
use crate::claim::{EnvelopeOptions, Party, Role, WriteError, write_file};
use crate::guide::EmitFault;

fn options() -> EnvelopeOptions {
    EnvelopeOptions::new("SENDER", "RECEIVER", "2026-06-01".parse().unwrap(), "1200", 7)
}

#[test]
fn groups_follow_the_guide() {
    let batch = read(&joined(SIMPLE));
    let mut other = batch.clone();
    other.header.guide = "005010X222".into();
    let file =
        write_file(&[batch.clone(), batch, other], &options().group_control_number(5).production()).unwrap();
    let file = String::from_utf8(file).unwrap();
    let frame: Vec<&str> =
        file.split('~').filter(|line| matches!(line.get(..2), Some("GS" | "GE" | "IE" | "SE"))).collect();
    assert_eq!(
        frame,
        [
            "GS*HC*SENDER*RECEIVER*20260601*1200*5*X*005010X222A1",
            "SE*28*0001",
            "SE*28*0001",
            "GE*2*5",
            "GS*HC*SENDER*RECEIVER*20260601*1200*6*X*005010X222",
            "SE*28*0001",
            "GE*1*6",
            "IEA*2*000000007",
        ]
    );
    assert_eq!(file.split('~').next().map(str::len), Some(105));
    let header = crate::x12::Header::read(file.as_bytes()).unwrap();
    assert!(header.fixed);
}

#[test]
fn other_separators() {
    let separators = Delimiters { element: b'|', component: b'>', segment: b'\n', repetition: Some(b'!') };
    let batch = read(&joined(SIMPLE));
    let text = batch.to_set(separators).unwrap();
    assert_eq!(Batch::from_set(&Walked::with(&text, separators).view()), batch);
    let file = write_file(&[batch], &options().delimiters(separators)).unwrap();
    assert_eq!(crate::x12::Header::read(&file).unwrap().delimiters, separators);
}

#[test]
fn what_does_not_fit_an_envelope() {
    let refuse =
        |options: &EnvelopeOptions| assert!(matches!(write_file(&[], options), Err(WriteError::Envelope(_))));
    let day = "2026-06-01".parse().unwrap();
    refuse(&EnvelopeOptions::new("", "R", day, "1200", 1));
    refuse(&EnvelopeOptions::new("SIXTEEN LETTERS!", "R", day, "1200", 1));
    refuse(&EnvelopeOptions::new("A*B", "RR", day, "1200", 1));
    refuse(&EnvelopeOptions::new("SS", "RR", day, "12", 1));
    refuse(&EnvelopeOptions::new("SS", "RR", day, "1200", 1_000_000_000));
    refuse(&options().delimiters(Delimiters { element: b':', ..Delimiters::default() }));
    refuse(&options().delimiters(Delimiters { repetition: None, ..Delimiters::default() }));
}

#[test]
fn what_cannot_be_written_is_placed_and_not_shown() {
    let fault = |change: &dyn Fn(&mut Batch)| {
        let mut batch = read(&joined(SIMPLE));
        change(&mut batch);
        let error = batch.to_set(Delimiters::default()).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("SECRET"));
        match error {
            WriteError::Segment { claim, fault } => (claim, fault.fault, error_text(&fault)),
            WriteError::Envelope(_) => panic!(),
        }
    };
    let line = "2000A[1]/2000B[1]/2300[1]/2400[1]";
    assert_eq!(
        fault(&|batch| batch.claims[0].lines[0].procedure = "SECRET*".into()),
        (Some(0), EmitFault::Separator, format!("{line} SV101-2"))
    );
    assert_eq!(
        fault(&|batch| batch.claims[0].id = "SECRET:".into()),
        (Some(0), EmitFault::Separator, "2000A[1]/2000B[1]/2300[1] CLM01".into())
    );
    assert_eq!(
        fault(&|batch| batch.claims[0].lines[0].references[0].qualifier = "F8".into()),
        (Some(0), EmitFault::Elsewhere, format!("{line} REF"))
    );
    assert_eq!(
        fault(&|batch| {
            let party = Party { role: Some(Role::Ordering), ..Party::default() };
            batch.claims[0].providers.push(party);
        }),
        (Some(0), EmitFault::NoPlace, "2000A[1]/2000B[1]/2300[1] NM1".into())
    );
    assert_eq!(
        fault(&|batch| batch.claims[0].providers[0].street = "SECRET".into()),
        (Some(0), EmitFault::NoPlace, "2000A[1]/2000B[1]/2300[1]/2310B[1] N3".into())
    );
    assert_eq!(
        fault(&|batch| batch.header.batch_id = "SECRET~".into()),
        (None, EmitFault::Separator, "BHT03".into())
    );
}

fn error_text(error: &crate::guide::EmitError) -> String {
    let text = error.to_string();
    text.split_once(": ").map_or_else(String::new, |(place, _)| place.to_owned())
}

/// Neither lines nor billing order are needed to draft: numbers and levels are made.
#[test]
fn drafts_get_their_numbers() {
    let mut batch = read(&joined(SIMPLE));
    let mut claim = batch.claims[0].clone();
    claim.hl = None;
    claim.lines[0].number.clear();
    let mut second = claim.lines[0].clone();
    second.charge = "1".into();
    claim.lines.push(second);
    let mut other = claim.clone();
    other.subscriber.id = "9900000002".into();
    batch.claims = vec![claim.clone(), claim, other];
    let text = written(&batch);
    let of = |tag: &str| {
        text.split('~').filter(|line| line.starts_with(tag)).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(of("HL*"), ["HL*1**20*1", "HL*2*1*22*0", "HL*3*1*22*0"]);
    assert_eq!(of("LX*"), ["LX*1", "LX*2", "LX*1", "LX*2", "LX*1", "LX*2"]);
    assert_eq!(of("CLM*").len(), 3);
}
