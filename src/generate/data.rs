//! What the synthetic claims are made of. Nobody and nothing here is real.
//!
//! * Names say that they are names of a test. Streets and towns do not exist; the postal codes are those
//!   of state capitals, so that they fit their states. Phone numbers are from the range kept for fiction
//!   (555-0100 to 555-0199); tax numbers begin with 00, which is assigned to nobody.
//! * An NPI with a right check digit may be issued to somebody one day, and there is no block kept for
//!   tests. So only two occur, the two that documents everywhere use as examples: 1234567893, by which
//!   CMS explains the check digit, and 1999999984. Workers beyond these have a payer's own number
//!   (REF of kind G2), as providers without an NPI have.
//! * Procedure codes, modifiers and places of service are those of HCPCS Level II and of CMS, as a peer
//!   support programme may bill them. Prices are invented. Diagnoses are ICD-10-CM codes of chapter 5.
//!   Which combination a payer covers is not considered: these claims follow the guide, not a payer.

/// CMS explains the check digit by this number.
pub(super) const NPI_FIRST: &str = "1234567893";
/// The other number of examples.
pub(super) const NPI_SECOND: &str = "1999999984";

/// Who sends the file and who receives it.
pub(super) const SENDER: &str = "TESTSENDER";
pub(super) const RECEIVER: &str = "TESTRECEIVER";

/// A town that does not exist, in a state and postal code that do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Town {
    pub(super) city: &'static str,
    pub(super) state: &'static str,
    pub(super) zip: &'static str,
}

const fn town(city: &'static str, state: &'static str, zip: &'static str) -> Town {
    Town { city, state, zip }
}

pub(super) const TOWNS: &[Town] = &[
    town("SAMPLETOWN", "PA", "17101"),
    town("EXAMPLEVILLE", "NC", "27601"),
    town("TESTBURG", "NJ", "08608"),
    town("SPECIMEN CITY", "OH", "43215"),
    town("FIXTURE FALLS", "TX", "78701"),
];

pub(super) const STREETS: &[&str] =
    &["EXAMPLE STREET", "SAMPLE AVENUE", "TEST ROAD", "SPECIMEN LANE", "PLACEHOLDER BOULEVARD"];

/// An agency that bills.
#[derive(Clone, Copy, Default)]
pub(super) struct Agency {
    pub(super) name: &'static str,
    pub(super) taxonomy: &'static str,
    pub(super) tax_number: &'static str,
    pub(super) npi: &'static str,
    /// Who works there and has an NPI has the other one.
    pub(super) worker: &'static str,
    pub(super) pay_to_box: bool,
}

const fn agency(
    name: &'static str,
    (taxonomy, tax_number): (&'static str, &'static str),
    (npi, worker): (&'static str, &'static str),
    pay_to_box: bool,
) -> Agency {
    Agency { name, taxonomy, tax_number, npi, worker, pay_to_box }
}

const BOTH: (&str, &str) = (NPI_FIRST, NPI_SECOND);
const SWAPPED: (&str, &str) = (NPI_SECOND, NPI_FIRST);

pub(super) const AGENCIES: &[Agency] = &[
    agency("TEST PEER SUPPORT AGENCY", ("251S00000X", "000000001"), BOTH, false),
    agency("SAMPLE RECOVERY CENTER", ("261QR0405X", "000000002"), SWAPPED, true),
    agency("EXAMPLE COMMUNITY CLINIC", ("261QM0801X", "000000003"), BOTH, false),
    agency("SPECIMEN PEER SERVICES", ("251S00000X", "000000004"), SWAPPED, false),
];

/// Payers: name and identifier.
pub(super) const PAYERS: &[(&str, &str)] = &[
    ("TEST MEDICAID PLAN A", "TESTMEDA"),
    ("TEST MEDICAID PLAN B", "TESTMEDB"),
    ("SAMPLE STATE MEDICAID", "TESTSTATE"),
    ("EXAMPLE BEHAVIORAL HEALTH PLAN", "TESTBHP"),
];

/// The payer of the synthetic pack.
pub(super) const PACK_PAYER: (&str, &str) = ("TEST MEDICAID PLAN C", "TESTMEDC");

/// Payers that pay before Medicaid: name, identifier, kind of insurance.
pub(super) const OTHER_PAYERS: &[(&str, &str, &str)] =
    &[("TEST COMMERCIAL INSURANCE", "TESTCOM1", "CI"), ("SAMPLE HEALTH MAINTENANCE PLAN", "TESTHMO1", "HM")];

pub(super) const LAST_NAMES: &[&str] =
    &["DOE", "TEST", "SAMPLE", "EXAMPLE", "SPECIMEN", "FIXTURE", "PLACEHOLDER", "MOCK", "TRIAL", "DUMMY"];

pub(super) const FIRST_NAMES: &[&str] =
    &["JANE", "JOHN", "ALPHA", "BETA", "GAMMA", "DELTA", "OMEGA", "SIGMA", "FIRST", "SECOND", "THIRD"];

/// Diagnoses of mental health, and of substance use.
pub(super) const MENTAL: &[&str] = &["F331", "F321", "F411", "F4310", "F319", "F209", "F259"];
pub(super) const SUBSTANCE: &[&str] = &["F1020", "F1120", "F1420", "F1520"];

/// A service that may be billed.
#[derive(Clone, Copy, Default)]
pub(super) struct Service {
    pub(super) code: &'static str,
    /// Invented price of a unit, and of a unit in a group where there is one; cents.
    pub(super) price: u32,
    pub(super) group_price: u32,
    /// Most units in a day.
    pub(super) units: u32,
}

const fn service(code: &'static str, price: u32, group_price: u32, units: u32) -> Service {
    Service { code, price, group_price, units }
}

pub(super) const PEER_SUPPORT: Service = service("H0038", 1525, 400, 16);

/// What stands beside peer support on a claim now and then.
pub(super) const RELATED: &[Service] = &[
    service("H2014", 1300, 350, 12),
    service("H2015", 1875, 0, 12),
    service("H2017", 800, 250, 16),
    service("H0025", 3500, 900, 1),
    service("T1012", 2650, 0, 1),
    service("S9445", 4010, 0, 1),
];

/// Places of service: where people meet, and from afar.
pub(super) const PLACES: &[&str] = &["11", "11", "12", "12", "53", "57", "15", "04", "27", "99"];
pub(super) const AFAR: &[&str] = &["10", "02"];
/// By picture and sound, and by sound alone.
pub(super) const AFAR_MODIFIERS: &[&str] = &["GT", "95", "95", "93", "FQ"];
/// By picture and sound: what the synthetic pack knows.
pub(super) const SEEN_MODIFIERS: &[&str] = &["GT", "95"];

pub(super) const NOTES: &[&str] = &[
    "TEST NOTE FOR A SYNTHETIC CLAIM",
    "SAMPLE TEXT. NOT ABOUT ANYBODY",
    "EXAMPLE OF A NOTE OF SOME LENGTH FOR TRYING OUT LONGER SEGMENTS",
];
