//! 277CA: the answer to claims before they are adjudicated, as X12 guide 005010X214 has it.
//!
//! ```text
//! ST      transaction set
//!   2000A   who answers: 2100A name, 2200A when the claims came and were looked at
//!     2000B   who sent the claims: 2100B name, 2200B their batch and what becomes of all of it
//!       2000C   billing provider: 2100C name, 2200C what becomes of its claims together
//!         2000D   patient: 2100D name
//!           2200D   claim: its number, and what becomes of it
//!             2220D   service line that is at fault
//! ```
//!
//! What becomes of something is told by an STC: category, status and whom it concerns (lists kept by X12, of which
//! the values are not here), whether it goes on (`WQ`) or not (`U`), and the charge.

use super::table::Usage::{N, R, S};
use super::table::{
    El, Guide, Loop, Note, an, any, comp, dt, form, id, money, n0, needs, num, one_at_most, paired, seg, sub, tm,
};

/// Answer to claims, 005010X214.
pub static CA277: Guide = Guide {
    id: "005010X214",
    name: "277CA",
    transaction: "277",
    group: "HN",
    accepts: &["005010X214"],
    root: &ST,
    claim: None,
    line: None,
};

static ST: Loop = Loop { id: "ST", label: "transaction set", parts: &[
    seg(50, R, 1, "ST", "start of the transaction set").els(&[
        id(R, 3, 3,  "kind of transaction").codes(&["277"]),
        an(R, 4, 9,  "transaction set control number"),
        an(R, 1, 35, "guide this set follows"),
    ]),
    seg(200, R, 1, "BHT", "head of the hierarchy").els(&[
        id(R, 4, 4,  "order of the levels").codes(&["0085"]),
        id(R, 2, 2,  "purpose").codes(&["08"]),
        an(R, 1, 50, "number given by who answers"),
        dt(R, 8, 8,  "date the answer was made"),
        tm(R, 4, 8,  "time the answer was made"),
        id(R, 2, 2,  "kind of answer").codes(&["TH"]),
    ]),
    sub(1000, R, 0, &L2000A),
    seg(5550, R, 1, "SE", "end of the transaction set").els(&[
        n0(R, 1, 10, "number of segments, ST and SE included"),
        an(R, 4, 9,  "transaction set control number"),
    ]),
] };

// ---- who answers, who sent -----------------------------------------------------------------------------------

static L2000A: Loop = Loop { id: "2000A", label: "level of who answers", parts: &[
    seg(100, R, 1, "HL", "level of who answers").key(3, &["20"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(N, 1, 12, "number of the level above").phi(),
        id(R, 1, 2,  "what this level is").codes(&["20"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["1"]),
    ]),
    sub(500, R, 1,  &L2100A),
    sub(900, R, 0,  &L2200A),
    sub(2000, R, 1, &L2000B),
] };

static L2100A: Loop = Loop { id: "2100A", label: "who answers", parts: &[
    seg(500, R, 1, "NM1", "name of who answers").key(1, &["AY", "PR"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "payer or clearinghouse").codes(&["AY", "PR"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(R, 1, 60, "name of who answers"),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["46", "FI", "PI", "XV"]),
        an(R, 2, 80, "identifier of who answers"),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
] };

static L2200A: Loop = Loop { id: "2200A", label: "receipt of the claims", parts: &[
    seg(900, R, 1, "TRN", "number of the receipt").key(1, &["1"]).els(&[
        id(R, 1, 2,   "kind of number").codes(&["1"]),
        an(R, 1, 50,  "number given by who answers"),
        an(N, 10, 10, "company").phi(),
        an(N, 1, 50,  "second number").phi(),
    ]),
    seg(1200, R, 1, "DTP", "day the claims came").key(1, &["050"]).els(RECEIVED),
    seg(1200, R, 1, "DTP", "day the claims were looked at").key(1, &["009"]).els(LOOKED_AT),
] };

static L2000B: Loop = Loop { id: "2000B", label: "level of who sent the claims", parts: &[
    seg(100, R, 1, "HL", "level of who sent the claims").key(3, &["21"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(R, 1, 12, "number of the level above"),
        id(R, 1, 2,  "what this level is").codes(&["21"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["0", "1"]),
    ]),
    sub(500, R, 1,  &L2100B),
    sub(900, R, 1,  &L2200B),
    sub(2000, R, 0, &L2000C),
] };

static L2100B: Loop = Loop { id: "2100B", label: "who sent the claims", parts: &[
    seg(500, R, 1, "NM1", "name of who sent the claims").key(1, &["41"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["41"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of who sent the claims").phi(),
        an(S, 1, 35, "first name of who sent the claims").phi(),
        an(S, 1, 25, "middle name of who sent the claims").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["46"]),
        an(R, 2, 80, "identifier of who sent the claims").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
] };

static L2200B: Loop = Loop { id: "2200B", label: "batch of claims", parts: &[
    seg(900, R, 1, "TRN", "number of the batch").key(1, &["2"]).els(&[
        id(R, 1, 2,   "kind of number").codes(&["2"]),
        an(R, 1, 50,  "batch number given by who sent the claims (BHT03)"),
        an(N, 10, 10, "company").phi(),
        an(N, 1, 50,  "second number").phi(),
    ]),
    seg(1000, R, 0, "STC", "what becomes of the batch").els(&[
        comp(R,      "status", &[
            an(R, 1, 30, "category of the status"),
            an(R, 1, 30, "status"),
            id(S, 2, 3,  "whom it concerns").codes(&["36", "40", "41", "AY", "PR"]),
            id(N, 1, 3,  "list of the status").phi(),
        ]),
        dt(R, 8, 8,  "day of the status"),
        id(R, 1, 2,  "whether it goes on").codes(&["U", "WQ"]),
        money(R, 1, 18, "charges of the batch"),
        num(N, 1, 18, "amount paid"),
        dt(N, 8, 8,  "day of payment").phi(),
        id(N, 3, 3,  "kind of payment").phi(),
        dt(N, 8, 8,  "day of the check").phi(),
        an(N, 1, 16, "number of the check").phi(),
        comp(S,      "second status", STATUS_OF_MANY),
        comp(S,      "third status", STATUS_OF_MANY),
        an(N, 1, 264, "text").phi(),
    ]),
    seg(1210, S, 1, "QTY", "claims that go on").key(1, &["90"]).notes(QTY_NOTES).els(&[
        id(R, 2, 2,   "what is counted").codes(&["90"]),
        num(R, 1, 15, "claims that go on"),
        comp(N,       "unit", &[]).phi(),
        an(N, 1, 30,  "text").phi(),
    ]),
    seg(1210, S, 1, "QTY", "claims that are rejected").key(1, &["AA"]).notes(QTY_NOTES).els(&[
        id(R, 2, 2,   "what is counted").codes(&["AA"]),
        num(R, 1, 15, "claims that are rejected"),
        comp(N,       "unit", &[]).phi(),
        an(N, 1, 30,  "text").phi(),
    ]),
    seg(1220, S, 1, "AMT", "charges that go on").key(1, &["YU"]).els(GOING_ON),
    seg(1220, S, 1, "AMT", "charges that are rejected").key(1, &["YY"]).els(REJECTED),
] };

// ---- billing provider ------------------------------------------------------------------------------------------

static L2000C: Loop = Loop { id: "2000C", label: "level of the billing provider", parts: &[
    seg(100, R, 1, "HL", "level of the billing provider").key(3, &["19"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(R, 1, 12, "number of the level above"),
        id(R, 1, 2,  "what this level is").codes(&["19"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["1"]),
    ]),
    sub(500, R, 0,  &L2100C),
    sub(900, R, 1,  &L2200C),
    sub(2000, R, 0, &L2000D),
] };

static L2100C: Loop = Loop { id: "2100C", label: "billing provider", parts: &[
    seg(500, R, 1, "NM1", "name of the billing provider").key(1, &["85"]).els(&[
        id(R, 2, 3,  "who this is").codes(&["85"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of the billing provider").phi(),
        an(S, 1, 35, "first name of the billing provider").phi(),
        an(S, 1, 25, "middle name of the billing provider").phi(),
        an(S, 1, 10, "name prefix of the billing provider").phi(),
        an(S, 1, 10, "name suffix of the billing provider").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["FI", "SV", "XX"]),
        an(R, 2, 80, "identifier of the billing provider").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
    ]),
] };

static L2200C: Loop = Loop { id: "2200C", label: "claims of the billing provider", parts: &[
    seg(900, R, 1, "TRN", "number of the claims together").key(1, &["1"]).els(&[
        id(R, 1, 2,   "kind of number").codes(&["1"]),
        an(R, 1, 50,  "number of the claims together"),
        an(N, 10, 10, "company").phi(),
        an(N, 1, 50,  "second number").phi(),
    ]),
    seg(1000, R, 0, "STC", "what becomes of the claims together").els(&[
        comp(R,      "status", &[
            an(R, 1, 30, "category of the status"),
            an(R, 1, 30, "status"),
            id(S, 2, 3,  "whom it concerns").codes(&["36", "40", "41", "77", "82", "85", "87", "AY", "PR"]),
            id(N, 1, 3,  "list of the status").phi(),
        ]),
        dt(N, 8, 8,  "day of the status").phi(),
        id(R, 1, 2,  "whether it goes on").codes(&["U", "WQ"]),
        money(R, 1, 18, "charges of the claims together"),
        num(N, 1, 18, "amount paid"),
        dt(N, 8, 8,  "day of payment").phi(),
        id(N, 3, 3,  "kind of payment").phi(),
        dt(N, 8, 8,  "day of the check").phi(),
        an(N, 1, 16, "number of the check").phi(),
        comp(S,      "second status", STATUS_OF_MANY),
        comp(S,      "third status", STATUS_OF_MANY),
        an(N, 1, 264, "text").phi(),
    ]),
    seg(1100, S, 1, "REF", "other number of the billing provider").key(1, &["0B", "1G", "G2", "LU", "SY", "TJ"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU", "SY", "TJ"]),
        an(R, 1, 50, "other number of the billing provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(1210, S, 1, "QTY", "claims that go on").key(1, &["QA"]).notes(QTY_NOTES).els(&[
        id(R, 2, 2,   "what is counted").codes(&["QA"]),
        num(R, 1, 15, "claims that go on"),
        comp(N,       "unit", &[]).phi(),
        an(N, 1, 30,  "text").phi(),
    ]),
    seg(1210, S, 1, "QTY", "claims that are rejected").key(1, &["QC"]).notes(QTY_NOTES).els(&[
        id(R, 2, 2,   "what is counted").codes(&["QC"]),
        num(R, 1, 15, "claims that are rejected"),
        comp(N,       "unit", &[]).phi(),
        an(N, 1, 30,  "text").phi(),
    ]),
    seg(1220, S, 1, "AMT", "charges that go on").key(1, &["YU"]).els(GOING_ON),
    seg(1220, S, 1, "AMT", "charges that are rejected").key(1, &["YY"]).els(REJECTED),
] };

// ---- patient, claim, line --------------------------------------------------------------------------------------

static L2000D: Loop = Loop { id: "2000D", label: "level of the patient", parts: &[
    seg(100, R, 1, "HL", "level of the patient").key(3, &["PT"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(R, 1, 12, "number of the level above"),
        id(R, 1, 2,  "what this level is").codes(&["PT"]),
        id(N, 1, 1,  "whether a level follows below").codes(&["0", "1"]),
    ]),
    sub(500, R, 1, &L2100D),
    sub(900, S, 0, &L2200D),
] };

static L2100D: Loop = Loop { id: "2100D", label: "patient", parts: &[
    seg(500, R, 1, "NM1", "name of the patient").key(1, &["QC"]).els(&[
        id(R, 2, 3,  "who this is").codes(&["QC"]),
        id(R, 1, 1,  "person or organization").codes(&["1"]),
        an(R, 1, 60, "last name of the patient").phi(),
        an(S, 1, 35, "first name of the patient").phi(),
        an(S, 1, 25, "middle name of the patient").phi(),
        an(S, 1, 10, "name prefix of the patient").phi(),
        an(S, 1, 10, "name suffix of the patient").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["II", "MI"]),
        an(R, 2, 80, "member number of the patient").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
    ]),
] };

static L2200D: Loop = Loop { id: "2200D", label: "claim", parts: &[
    seg(900, R, 1, "TRN", "number of the claim").key(1, &["2"]).els(&[
        id(R, 1, 2,   "kind of number").codes(&["2"]),
        an(R, 1, 50,  "claim number given by the sender (CLM01)").phi(),
        an(N, 10, 10, "company").phi(),
        an(N, 1, 50,  "second number").phi(),
    ]),
    seg(1000, R, 0, "STC", "what becomes of the claim").els(&[
        comp(R,      "status", STATUS_OF_CLAIM),
        dt(R, 8, 8,  "day of the status"),
        id(R, 1, 2,  "whether it goes on").codes(&["U", "WQ"]),
        money(R, 1, 18, "charge of the claim"),
        num(N, 1, 18, "amount paid"),
        dt(N, 8, 8,  "day of payment").phi(),
        id(N, 3, 3,  "kind of payment").codes(&["ACH", "BOP", "CHK", "FWT", "NON"]),
        dt(N, 8, 8,  "day of the check").phi(),
        an(N, 1, 16, "number of the check").phi(),
        comp(S,      "second status", MORE_STATUS),
        comp(S,      "third status", MORE_STATUS),
        an(S, 1, 264, "text").phi(),
    ]),
    seg(1100, S, 1, "REF", "claim number given by the payer").key(1, &["1K"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["1K"]),
        an(R, 1, 50, "claim number given by the payer").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(1100, S, 1, "REF", "claim number given by a clearinghouse").key(1, &["D9"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["D9"]),
        an(R, 1, 50, "claim number given by a clearinghouse").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(1100, S, 1, "REF", "type of bill of an institution").key(1, &["BLT"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["BLT"]),
        an(R, 1, 50, "type of bill of an institution").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(1200, R, 1, "DTP", "days of service of the claim").key(1, &["472"]).els(SERVICE_DAYS),
    sub(1800, S, 0, &L2220D),
] };

static L2220D: Loop = Loop { id: "2220D", label: "service line", parts: &[
    seg(1800, R, 1, "SVC", "service of the line").els(&[
        comp(R,       "procedure", &[
            id(R, 2, 2,  "list of the procedure").codes(&["AD", "ER", "HC", "HP", "IV", "NU", "WK"]),
            an(R, 1, 48, "procedure").phi(),
            an(S, 2, 2,  "modifier 1").phi(),
            an(S, 2, 2,  "modifier 2").phi(),
            an(S, 2, 2,  "modifier 3").phi(),
            an(S, 2, 2,  "modifier 4").phi(),
            an(N, 1, 80, "description").phi(),
        ]),
        money(R, 1, 18, "charge of the line"),
        num(N, 1, 18, "amount paid"),
        an(S, 1, 48,  "revenue code").phi(),
        num(N, 1, 15, "units paid"),
        comp(N,       "procedure billed", &[]).phi(),
        num(S, 1, 15, "units of the line"),
    ]),
    seg(1900, R, 1, "STC", "what becomes of the line").els(&[
        comp(R,      "status", STATUS_OF_CLAIM),
        dt(R, 8, 8,  "day of the status"),
        id(R, 1, 2,  "whether it goes on").codes(&["U"]),
        num(N, 1, 18, "charge of the line"),
        num(N, 1, 18, "amount paid"),
        dt(N, 8, 8,  "day of payment").phi(),
        id(N, 3, 3,  "kind of payment").phi(),
        dt(N, 8, 8,  "day of the check").phi(),
        an(N, 1, 16, "number of the check").phi(),
        comp(S,      "second status", MORE_STATUS),
        comp(S,      "third status", MORE_STATUS),
        an(N, 1, 264, "text").phi(),
    ]),
    seg(2000, S, 1, "REF", "control number of the line").key(1, &["FJ"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["FJ"]),
        an(R, 1, 50, "control number of the line").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(2000, S, 1, "REF", "prescription number").key(1, &["XZ"]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["XZ"]),
        an(R, 1, 50, "prescription number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "what the number is for", &[]).phi(),
    ]),
    seg(2100, S, 1, "DTP", "days of service of the line").key(1, &["472"]).els(SERVICE_DAYS),
] };

// ---- shared ------------------------------------------------------------------------------------------------------

const NM1_NOTES: &[Note] = &[paired(&[8, 9]), needs(&[11, 10]), needs(&[12, 3])];

const QTY_NOTES: &[Note] = &[one_at_most(&[2, 4]), any(&[2, 4])];

const RECEIVED: &[El] = &[
    id(R, 3, 3,  "what day this is").codes(&["050"]),
    id(R, 2, 3,  "form of the date").codes(&["D8"]),
    form(R, 2, 1, 35, "day the claims came"),
];

const LOOKED_AT: &[El] = &[
    id(R, 3, 3,  "what day this is").codes(&["009"]),
    id(R, 2, 3,  "form of the date").codes(&["D8"]),
    form(R, 2, 1, 35, "day the claims were looked at"),
];

const SERVICE_DAYS: &[El] = &[
    id(R, 3, 3,  "what day this is").codes(&["472"]),
    id(R, 2, 3,  "form of the date").codes(&["D8", "RD8"]),
    form(R, 2, 1, 35, "days of service").phi(),
];

const GOING_ON: &[El] = &[
    id(R, 1, 3,     "what the amount is").codes(&["YU"]),
    money(R, 1, 18, "charges that go on"),
    id(N, 1, 1,     "credit or debit").phi(),
];

const REJECTED: &[El] = &[
    id(R, 1, 3,     "what the amount is").codes(&["YY"]),
    money(R, 1, 18, "charges that are rejected"),
    id(N, 1, 1,     "credit or debit").phi(),
];

/// A further status of a batch, or of the claims of a billing provider together.
const STATUS_OF_MANY: &[El] = &[
    an(R, 1, 30, "category of the status"),
    an(R, 1, 30, "status"),
    id(S, 2, 3,  "whom it concerns"),
    id(N, 1, 3,  "list of the status").phi(),
];

/// The status of a claim or line; whom it may concern.
const STATUS_OF_CLAIM: &[El] = &[
    an(R, 1, 30, "category of the status"),
    an(R, 1, 30, "status"),
    id(S, 2, 3,  "whom it concerns").codes(&[
        "03", "1P", "1Z", "40", "41", "71", "72", "73", "77", "82", "85", "87", "DK", "DN", "DQ", "FA", "GB", "HK", "IL", "LI",
        "MSC", "PR", "PRP", "QB", "QC", "QD", "SEP", "TL", "TTP", "TU",
    ]),
    id(N, 1, 3,  "list of the status").phi(),
];

/// A further status of a claim or line.
const MORE_STATUS: &[El] = &[
    an(R, 1, 30, "category of the status"),
    an(R, 1, 30, "status"),
    id(S, 2, 3,  "whom it concerns"),
];
