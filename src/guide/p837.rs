//! 837P: the professional claim, as X12 guide 005010X222A1 has it.
//!
//! To be read beside the printed guide: loops, segments, elements and components stand in the guide's
//! order, the unused ones too: the fourth entry of a segment is its fourth element. Labels are our own
//! words; the guide's text is not here.
//!
//! How a claim file is nested:
//!
//! ```text
//! ST      transaction set
//!   1000A   submitter: who sends the file
//!   1000B   receiver: whom it is sent to
//!   2000A   billing provider, one level for each: 2010AA name, 2010AB pay-to address, 2010AC pay-to plan
//!     2000B   subscriber, whose insurance it is: 2010BA name, 2010BB payer
//!       2300    claim, if the subscriber is the patient (a Medicaid member nearly always is)
//!       2000C   patient, if it is someone else: 2010CA name
//!         2300    claim
//!           2310A-F  referring, rendering, place, supervising, ambulance
//!           2320     other insurance: 2330A its subscriber, 2330B its payer, 2330C-G providers as it knows them
//!           2400     service line
//!             2410     drug
//!             2420A-H  who and where, if other than for the claim
//!             2430     what another payer decided on the line
//!             2440     answers to a form
//! ```
//!
//! One id may name several segments: `NM1`, `REF`, `DTP` and some others are told apart by a code in
//! them, and where the same code may stand in two loops the open loop decides. 2330A to G are one loop
//! to the standard, and so are 2420A to H: among themselves they may come in any order.
//!
//! Where the guide sets a limit of its own below the standard's, it stands in `at_most`: batch number
//! (BHT03) and line control number (REF of kind 6R) 30 characters, claim number (CLM01) 20, control
//! number of a document (PWK06) 50, social security number 9, units 8 digits with 3 decimals, amounts
//! ten digits (its appendix B). The member number (2010BA NM109) is situational: a subscriber that is an
//! organization has none.
//!
//! `phi` stands on all that may say something of a person, and on every unused text and code without a
//! list: what stands there, nobody foresaw. Amounts and counts do not have it.

use super::table::Usage::{N, R, S};
use super::table::{
    El, Guide, List, Loop, Note, an, any, comp, dt, form, id, money, n0, needs, needs_any, num, one_at_most, paired,
    seg, sub, tm,
};

/// Professional claim, 005010X222A1.
pub static P837: Guide = Guide {
    id: "005010X222A1",
    name: "837P",
    transaction: "837",
    group: "HC",
    accepts: &["005010X222A1", "005010X222A2", "005010X222"],
    root: &ST,
    claim: Some("2300"),
    line: Some("2400"),
};

// ---- the transaction set ---------------------------------------------------------------------------------

static ST: Loop = Loop { id: "ST", label: "transaction set", parts: &[
    seg(50, R, 1, "ST", "start of the transaction set").els(&[
        id(R, 3, 3,  "kind of transaction").codes(&["837"]),
        an(R, 4, 9,  "transaction set control number"),
        an(S, 1, 35, "guide this set follows"),
    ]),
    seg(100, R, 1, "BHT", "head of the hierarchy").els(&[
        id(R, 4, 4,  "order of the levels").codes(&["0019"]),
        id(R, 2, 2,  "original or sent again").codes(&["00", "18"]),
        an(R, 1, 50, "batch number given by the sender").at_most(30),
        dt(R, 8, 8,  "date the batch was made"),
        tm(R, 4, 8,  "time the batch was made"),
        id(R, 2, 2,  "claim or encounter").codes(&["31", "CH", "RP"]),
    ]),
    sub(200, R, 1,  &L1000A),
    sub(200, R, 1,  &L1000B),
    sub(1000, R, 0, &L2000A),
    seg(5550, R, 1, "SE", "end of the transaction set").els(&[
        n0(R, 1, 10, "number of segments, ST and SE included"),
        an(R, 4, 9,  "transaction set control number"),
    ]),
] };

static L1000A: Loop = Loop { id: "1000A", label: "submitter", parts: &[
    seg(200, R, 1, "NM1", "name of the submitter").key(1, &["41"]).notes(&[paired(&[8, 9]), needs(&[11, 10])]).els(&[
        id(R, 2, 3,  "who this is").codes(&["41"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of the submitter").phi(),
        an(S, 1, 35, "first name of the submitter").phi(),
        an(S, 1, 25, "middle name of the submitter").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["46"]),
        an(R, 2, 80, "identifier of the submitter").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(450, R, 2, "PER", "contact at the submitter").notes(PER_NOTES).els(PER),
] };

static L1000B: Loop = Loop { id: "1000B", label: "receiver", parts: &[
    seg(200, R, 1, "NM1", "name of the receiver").key(1, &["40"]).notes(&[paired(&[8, 9]), needs(&[11, 10])]).els(&[
        id(R, 2, 3,  "who this is").codes(&["40"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(R, 1, 60, "name of the receiver").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["46"]),
        an(R, 2, 80, "identifier of the receiver").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
] };

// ---- billing provider ------------------------------------------------------------------------------------

static L2000A: Loop = Loop { id: "2000A", label: "billing provider level", parts: &[
    seg(10, R, 1, "HL", "level of the billing provider").key(3, &["20"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(N, 1, 12, "number of the level above").phi(),
        id(R, 1, 2,  "what this level is").codes(&["20"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["1"]),
    ]),
    seg(30, S, 1, "PRV", "specialty of the billing provider").notes(&[paired(&[2, 3])]).els(&[
        id(R, 1, 3,  "whose specialty").codes(&["BI"]),
        id(R, 2, 3,  "kind of specialty code").codes(&["PXC"]),
        an(R, 1, 50, "taxonomy code").phi(),
        id(N, 2, 2,  "state or province").phi(),
        comp(N,      "specialty", &[]).phi(),
        id(N, 3, 3,  "kind of organization").phi(),
    ]),
    seg(100, S, 1, "CUR", "foreign currency").notes(&[
        needs(&[8, 7]), needs(&[9, 7]), needs_any(&[10, 11, 12]), needs(&[11, 10]), needs(&[12, 10]),
        needs_any(&[13, 14, 15]), needs(&[14, 13]), needs(&[15, 13]), needs_any(&[16, 17, 18]),
        needs(&[17, 16]), needs(&[18, 16]), needs_any(&[19, 20, 21]), needs(&[20, 19]), needs(&[21, 19]),
    ]).els(&[
        id(R, 2, 3,   "whose currency").codes(&["85"]),
        id(R, 3, 3,   "currency").list(List::Currency),
        num(N, 4, 10, "exchange rate"),
        id(N, 2, 3,   "other party").phi(),
        id(N, 3, 3,   "currency of the other party").phi(),
        id(N, 3, 3,   "currency market").phi(),
        id(N, 3, 3,   "event 1").phi(),
        dt(N, 8, 8,   "date of event 1").phi(),
        tm(N, 4, 8,   "time of event 1").phi(),
        id(N, 3, 3,   "event 2").phi(),
        dt(N, 8, 8,   "date of event 2").phi(),
        tm(N, 4, 8,   "time of event 2").phi(),
        id(N, 3, 3,   "event 3").phi(),
        dt(N, 8, 8,   "date of event 3").phi(),
        tm(N, 4, 8,   "time of event 3").phi(),
        id(N, 3, 3,   "event 4").phi(),
        dt(N, 8, 8,   "date of event 4").phi(),
        tm(N, 4, 8,   "time of event 4").phi(),
        id(N, 3, 3,   "event 5").phi(),
        dt(N, 8, 8,   "date of event 5").phi(),
        tm(N, 4, 8,   "time of event 5").phi(),
    ]),
    sub(150, R, 1, &L2010AA),
    sub(150, S, 1, &L2010AB),
    sub(150, S, 1, &L2010AC),
    sub(200, R, 0, &L2000B),
] };

static L2010AA: Loop = Loop { id: "2010AA", label: "billing provider", parts: &[
    seg(150, R, 1, "NM1", "name of the billing provider").key(1, &["85"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["85"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of the billing provider").phi(),
        an(S, 1, 35, "first name of the billing provider").phi(),
        an(S, 1, 25, "middle name of the billing provider").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(S, 1, 10, "name suffix of the billing provider").phi(),
        id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
        an(S, 2, 80, "NPI of the billing provider").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, R, 1, "N3", "street address of the billing provider").els(N3),
    seg(300, R, 1, "N4", "city, state and ZIP of the billing provider").notes(N4_NOTES).els(N4_ANY_STATE),
    seg(350, R, 1, "REF", "tax number of the billing provider").key(1, &["EI", "SY"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["EI", "SY"]),
        an(R, 1, 50, "tax number of the billing provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(350, S, 2, "REF", "license number or UPIN of the billing provider").key(1, &["0B", "1G"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G"]),
        an(R, 1, 50, "license number or UPIN of the billing provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(400, S, 2, "PER", "contact at the billing provider").notes(PER_NOTES).els(PER),
] };

static L2010AB: Loop = Loop { id: "2010AB", label: "pay-to address", parts: &[
    seg(150, R, 1, "NM1", "whose pay-to address this is").key(1, &["87"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["87"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, R, 1, "N3", "pay-to street address").els(N3),
    seg(300, R, 1, "N4", "pay-to city, state and ZIP").notes(N4_NOTES).els(N4),
] };

static L2010AC: Loop = Loop { id: "2010AC", label: "pay-to plan", parts: &[
    seg(150, R, 1, "NM1", "name of the pay-to plan").key(1, &["PE"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["PE"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(R, 1, 60, "name of the pay-to plan").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["PI", "XV"]),
        an(R, 2, 80, "identifier of the pay-to plan").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, R, 1, "N3", "street address of the pay-to plan").els(N3),
    seg(300, R, 1, "N4", "city, state and ZIP of the pay-to plan").notes(N4_NOTES).els(N4_ANY_STATE),
    seg(350, S, 1, "REF", "further number of the pay-to plan").key(1, &["2U", "FY", "NF"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["2U", "FY", "NF"]),
        an(R, 1, 50, "further number of the pay-to plan").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(350, R, 1, "REF", "tax number of the pay-to plan").key(1, &["EI"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["EI"]),
        an(R, 1, 50, "tax number of the pay-to plan").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

// ---- subscriber ------------------------------------------------------------------------------------------

static L2000B: Loop = Loop { id: "2000B", label: "subscriber level", parts: &[
    seg(10, R, 1, "HL", "level of the subscriber").key(3, &["22"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(R, 1, 12, "number of the level above"),
        id(R, 1, 2,  "what this level is").codes(&["22"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["0", "1"]),
    ]),
    seg(50, R, 1, "SBR", "insurance of the subscriber").els(&[
        id(R, 1, 1,  "payer's place in the order of payment").codes(PAYER_ORDER),
        id(S, 2, 2,  "patient's relationship to the subscriber").codes(&["18"]).phi(),
        an(S, 1, 50, "group or policy number").phi(),
        an(S, 1, 60, "name of the group").phi(),
        id(S, 1, 3,  "kind of Medicare coverage behind another payer").codes(COVERAGE).phi(),
        id(N, 1, 1,  "coordination of benefits").phi(),
        id(N, 1, 1,  "yes or no answer").phi(),
        id(N, 2, 2,  "employment status").phi(),
        id(S, 1, 2,  "kind of insurance").codes(INSURANCE),
    ]),
    seg(70, S, 1, "PAT", "subscriber as patient: death, weight, pregnancy").notes(&[paired(&[5, 6]), paired(&[7, 8])]).els(&[
        id(N, 2, 2,       "patient's relationship to the subscriber").phi(),
        id(N, 1, 1,       "where the patient is").phi(),
        id(N, 2, 2,       "employment status").phi(),
        id(N, 1, 1,       "student status").phi(),
        id(S, 2, 3,       "form of the date").codes(&["D8"]),
        form(S, 5, 1, 35, "date of death").phi(),
        id(S, 2, 2,       "unit of weight").codes(&["01"]),
        num(S, 1, 10,     "weight of the patient").phi(),
        id(S, 1, 1,       "patient is pregnant").codes(&["Y"]).phi(),
    ]),
    sub(150, R, 1,    &L2010BA),
    sub(150, R, 1,    &L2010BB),
    sub(1300, S, 100, &L2300),
    sub(1400, S, 0,   &L2000C),
] };

static L2010BA: Loop = Loop { id: "2010BA", label: "subscriber", parts: &[
    seg(150, R, 1, "NM1", "name of the subscriber").key(1, &["IL"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["IL"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of the subscriber").phi(),
        an(S, 1, 35, "first name of the subscriber").phi(),
        an(S, 1, 25, "middle name of the subscriber").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(S, 1, 10, "name suffix of the subscriber").phi(),
        id(S, 1, 2,  "kind of identifier").codes(&["II", "MI"]),
        an(S, 2, 80, "member number of the subscriber").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, S, 1, "N3", "street address of the subscriber").els(N3),
    seg(300, S, 1, "N4", "city, state and ZIP of the subscriber").notes(N4_NOTES).els(N4),
    seg(320, S, 1, "DMG", "birth date and gender of the subscriber").notes(DMG_NOTES).els(&[
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 1, 1, 35, "date of birth").phi(),
        id(R, 1, 1,       "gender").codes(&["F", "M", "U"]).phi(),
        id(N, 1, 1,       "marital status").phi(),
        comp(N,           "race or ethnicity", &[]).repeat(10).phi(),
        id(N, 1, 2,       "citizenship").phi(),
        id(N, 2, 3,       "country").phi(),
        id(N, 1, 2,       "how this is known").phi(),
        num(N, 1, 15,     "quantity"),
        id(N, 1, 3,       "kind of code").phi(),
        an(N, 1, 30,      "code").phi(),
    ]),
    seg(350, S, 1, "REF", "social security number of the subscriber").key(1, &["SY"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["SY"]),
        an(R, 1, 50, "social security number of the subscriber").at_most(9).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(350, S, 1, "REF", "property and casualty claim number").key(1, &["Y4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["Y4"]),
        an(R, 1, 50, "property and casualty claim number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(400, S, 1, "PER", "contact for the subscriber").notes(PER_NOTES).els(PER_PHONE),
] };

static L2010BB: Loop = Loop { id: "2010BB", label: "payer", parts: &[
    seg(150, R, 1, "NM1", "name of the payer").key(1, &["PR"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["PR"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(R, 1, 60, "name of the payer").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["PI", "XV"]),
        an(R, 2, 80, "identifier of the payer").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, S, 1, "N3", "street address of the payer").els(N3),
    seg(300, S, 1, "N4", "city, state and ZIP of the payer").notes(N4_NOTES).els(N4),
    seg(350, S, 3, "REF", "further number of the payer").key(1, &["2U", "EI", "FY", "NF"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["2U", "EI", "FY", "NF"]),
        an(R, 1, 50, "further number of the payer").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(350, S, 2, "REF", "payer's own number for the billing provider").key(1, &["G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G2", "LU"]),
        an(R, 1, 50, "payer's own number for the billing provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

// ---- claim -----------------------------------------------------------------------------------------------

static L2300: Loop = Loop { id: "2300", label: "claim", parts: &[
    seg(1300, R, 1, "CLM", "claim").els(&[
        an(R, 1, 38,    "claim number given by the sender").at_most(20).phi(),
        money(R, 1, 18, "total charge of the claim"),
        id(N, 1, 2,     "kind of insurance").phi(),
        id(N, 1, 2,     "kind of claim").phi(),
        comp(R,         "place and kind of the claim", &[
            an(R, 1, 2, "place of service").list(List::PlaceOfService).phi(),
            id(R, 1, 2, "kind of place code").codes(&["B"]),
            id(R, 1, 1, "frequency: first, replacement, void"),
        ]),
        id(R, 1, 1,     "provider signature on file").codes(&["N", "Y"]),
        id(R, 1, 1,     "provider accepts assignment").codes(&["A", "B", "C"]),
        id(R, 1, 1,     "patient lets the payer pay the provider").codes(&["N", "W", "Y"]),
        id(R, 1, 1,     "release of information").codes(&["I", "Y"]),
        id(S, 1, 1,     "who signed for the patient").codes(&["P"]),
        comp(S,         "related to work, car or other accident", &[
            id(R, 2, 3, "related cause").codes(&["AA", "EM", "OA"]).phi(),
            id(S, 2, 3, "second related cause").codes(&["AA", "EM", "OA"]).phi(),
            id(N, 2, 3, "third related cause").phi(),
            id(S, 2, 2, "state of the car accident").list(List::State).phi(),
            id(S, 2, 3, "country of the car accident").list(List::Country).phi(),
        ]),
        id(S, 2, 3,     "special program").codes(&["02", "03", "05", "09"]).phi(),
        id(N, 1, 1,     "yes or no answer").phi(),
        id(N, 1, 3,     "level of service").phi(),
        id(N, 1, 1,     "yes or no answer").phi(),
        id(N, 1, 1,     "provider agreement").phi(),
        id(N, 1, 2,     "claim status").phi(),
        id(N, 1, 1,     "yes or no answer").phi(),
        id(N, 2, 2,     "kind of submission").phi(),
        id(S, 1, 2,     "reason for late filing").codes(&["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "15"]),
    ]),
    seg(1350, S, 1, "DTP", "date the illness or symptom began").key(1, &["431"]).els(&[
        id(R, 3, 3,       "which date").codes(&["431"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date the illness or symptom began").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of first treatment").key(1, &["454"]).els(&[
        id(R, 3, 3,       "which date").codes(&["454"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of first treatment").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date last seen by a physician").key(1, &["304"]).els(&[
        id(R, 3, 3,       "which date").codes(&["304"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date last seen by a physician").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of the acute manifestation").key(1, &["453"]).els(&[
        id(R, 3, 3,       "which date").codes(&["453"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the acute manifestation").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of the accident").key(1, &["439"]).els(&[
        id(R, 3, 3,       "which date").codes(&["439"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the accident").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of the last menstrual period").key(1, &["484"]).els(&[
        id(R, 3, 3,       "which date").codes(&["484"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the last menstrual period").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of the last x-ray").key(1, &["455"]).els(&[
        id(R, 3, 3,       "which date").codes(&["455"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the last x-ray").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of the prescription").key(1, &["471"]).els(&[
        id(R, 3, 3,       "which date").codes(&["471"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the prescription").phi(),
    ]),
    seg(1350, S, 1, "DTP", "dates of disability").key(1, &["314", "360", "361"]).els(&[
        id(R, 3, 3,       "which date").codes(&["314", "360", "361"]),
        id(R, 2, 3,       "form of the date").codes(&["D8", "RD8"]),
        form(R, 2, 1, 35, "dates of disability").phi(),
    ]),
    seg(1350, S, 1, "DTP", "last day worked").key(1, &["297"]).els(&[
        id(R, 3, 3,       "which date").codes(&["297"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "last day worked").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date allowed back to work").key(1, &["296"]).els(&[
        id(R, 3, 3,       "which date").codes(&["296"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date allowed back to work").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of admission to hospital").key(1, &["435"]).els(&[
        id(R, 3, 3,       "which date").codes(&["435"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of admission to hospital").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of discharge from hospital").key(1, &["096"]).els(&[
        id(R, 3, 3,       "which date").codes(&["096"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of discharge from hospital").phi(),
    ]),
    seg(1350, S, 2, "DTP", "date care was taken over or given up").key(1, &["090", "091"]).els(&[
        id(R, 3, 3,       "which date").codes(&["090", "091"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date care was taken over or given up").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date of first contact").key(1, &["444"]).els(&[
        id(R, 3, 3,       "which date").codes(&["444"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of first contact").phi(),
    ]),
    seg(1350, S, 1, "DTP", "date received by the repricer").key(1, &["050"]).els(&[
        id(R, 3, 3,       "which date").codes(&["050"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date received by the repricer").phi(),
    ]),
    seg(1550, S, 10, "PWK", "document for the claim").key(1, DOCUMENTS).notes(&[paired(&[5, 6])]).els(PWK),
    seg(1600, S, 1, "CN1", "contract").els(CN1),
    seg(1750, S, 1, "AMT", "amount the patient has paid").key(1, &["F5"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["F5"]),
        money(R, 1, 18, "amount paid by the patient"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(1800, S, 1, "REF", "reason why the service has no authorization").key(1, &["4N"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["4N"]),
        an(R, 1, 50, "reason why the service has no authorization").codes(&["1", "2", "3", "4", "5", "6", "7"]).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "crossover claim: Medicare section 4081").key(1, &["F5"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["F5"]),
        an(R, 1, 50, "crossover claim: Medicare section 4081").codes(&["N", "Y"]).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "mammography certification number").key(1, &["EW"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["EW"]),
        an(R, 1, 50, "mammography certification number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "referral number").key(1, &["9F"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9F"]),
        an(R, 1, 50, "referral number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "prior authorization number").key(1, &["G1"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G1"]),
        an(R, 1, 50, "prior authorization number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "payer's claim control number").key(1, &["F8"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["F8"]),
        an(R, 1, 50, "payer's claim control number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "laboratory (CLIA) number").key(1, &["X4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["X4"]),
        an(R, 1, 50, "laboratory (CLIA) number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "repriced claim number").key(1, &["9A"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9A"]),
        an(R, 1, 50, "repriced claim number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "adjusted repriced claim number").key(1, &["9C"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9C"]),
        an(R, 1, 50, "adjusted repriced claim number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "investigational device number").key(1, &["LX"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["LX"]),
        an(R, 1, 50, "investigational device number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "claim number given by the clearinghouse").key(1, &["D9"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["D9"]),
        an(R, 1, 50, "claim number given by the clearinghouse").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "medical record number").key(1, &["EA"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["EA"]),
        an(R, 1, 50, "medical record number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "demonstration project number").key(1, &["P4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["P4"]),
        an(R, 1, 50, "demonstration project number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1800, S, 1, "REF", "care plan oversight number").key(1, &["1J"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["1J"]),
        an(R, 1, 50, "care plan oversight number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(1850, S, 10, "K3", "data in a fixed format").els(K3),
    seg(1900, S, 1, "NTE", "note to the claim").key(1, &["ADD", "CER", "DCP", "DGN", "TPO"]).els(&[
        id(R, 3, 3,  "kind of note").codes(&["ADD", "CER", "DCP", "DGN", "TPO"]),
        an(R, 1, 80, "text of the note").phi(),
    ]),
    seg(1950, S, 1, "CR1", "ambulance transport").notes(&[paired(&[1, 2]), paired(&[5, 6])]).els(CR1),
    seg(2000, S, 1, "CR2", "spinal manipulation").notes(&[paired(&[1, 2]), needs(&[4, 3]), paired(&[5, 6])]).els(&[
        n0(N, 1, 9,   "treatment in the series").phi(),
        num(N, 1, 15, "treatments in the series").phi(),
        id(N, 2, 3,   "subluxation from").phi(),
        id(N, 2, 3,   "subluxation to").phi(),
        id(N, 2, 2,   "unit of time").phi(),
        num(N, 1, 15, "length of the series").phi(),
        num(N, 1, 15, "treatments this month").phi(),
        id(R, 1, 1,   "condition of the patient").codes(&["A", "C", "D", "E", "F", "G", "M"]).phi(),
        id(N, 1, 1,   "complication").phi(),
        an(S, 1, 80,  "description of the condition").phi(),
        an(S, 1, 80,  "further description of the condition").phi(),
        id(N, 1, 1,   "x-rays available").phi(),
    ]),
    seg(2200, S, 3, "CRC", "ambulance certification").key(1, &["07"]).els(CRC_AMBULANCE),
    seg(2200, S, 3, "CRC", "condition of the eyes and the glasses or lenses").key(1, &["E1", "E2", "E3"]).els(&[
        id(R, 2, 2, "kind of condition").codes(&["E1", "E2", "E3"]),
        id(R, 1, 1, "condition applies").codes(&["N", "Y"]).phi(),
        id(R, 2, 3, "reason for the glasses or lenses").codes(GLASSES).phi(),
        id(S, 2, 3, "reason for the glasses or lenses, second").codes(GLASSES).phi(),
        id(S, 2, 3, "reason for the glasses or lenses, third").codes(GLASSES).phi(),
        id(S, 2, 3, "reason for the glasses or lenses, fourth").codes(GLASSES).phi(),
        id(S, 2, 3, "reason for the glasses or lenses, fifth").codes(GLASSES).phi(),
    ]),
    seg(2200, S, 1, "CRC", "patient is homebound").key(1, &["75"]).els(&[
        id(R, 2, 2, "kind of condition").codes(&["75"]),
        id(R, 1, 1, "condition applies").codes(&["Y"]).phi(),
        id(R, 2, 3, "homebound").codes(&["IH"]).phi(),
        id(N, 2, 3, "homebound, second").phi(),
        id(N, 2, 3, "homebound, third").phi(),
        id(N, 2, 3, "homebound, fourth").phi(),
        id(N, 2, 3, "homebound, fifth").phi(),
    ]),
    seg(2200, S, 1, "CRC", "EPSDT referral").key(1, &["ZZ"]).els(&[
        id(R, 2, 2, "kind of condition").codes(&["ZZ"]),
        id(R, 1, 1, "condition applies").codes(&["N", "Y"]).phi(),
        id(R, 2, 3, "what came of the referral").codes(&["AV", "NU", "S2", "ST"]).phi(),
        id(S, 2, 3, "what came of the referral, second").codes(&["AV", "NU", "S2", "ST"]).phi(),
        id(S, 2, 3, "what came of the referral, third").codes(&["AV", "NU", "S2", "ST"]).phi(),
        id(N, 2, 3, "what came of the referral, fourth").phi(),
        id(N, 2, 3, "what came of the referral, fifth").phi(),
    ]),
    seg(2310, R, 1, "HI", "diagnoses").key_in(1, 1, &["ABK", "BK"]).els(&[
        comp(R, "diagnosis 1", MAIN_DIAGNOSIS),
        comp(S, "diagnosis 2", DIAGNOSIS),
        comp(S, "diagnosis 3", DIAGNOSIS),
        comp(S, "diagnosis 4", DIAGNOSIS),
        comp(S, "diagnosis 5", DIAGNOSIS),
        comp(S, "diagnosis 6", DIAGNOSIS),
        comp(S, "diagnosis 7", DIAGNOSIS),
        comp(S, "diagnosis 8", DIAGNOSIS),
        comp(S, "diagnosis 9", DIAGNOSIS),
        comp(S, "diagnosis 10", DIAGNOSIS),
        comp(S, "diagnosis 11", DIAGNOSIS),
        comp(S, "diagnosis 12", DIAGNOSIS),
    ]),
    seg(2310, S, 1, "HI", "anesthesia: related surgical procedures").key_in(1, 1, &["BP"]).els(&[
        comp(R, "surgical procedure 1", &[
            id(R, 1, 3,       "kind of procedure code").codes(&["BP"]),
            an(R, 1, 30,      "procedure code").phi(),
            id(N, 2, 3,       "form of the date").phi(),
            form(N, 3, 1, 35, "date").phi(),
            money(N, 1, 18,   "amount"),
            num(N, 1, 15,     "quantity"),
            an(N, 1, 30,      "version of the code list").phi(),
            an(N, 1, 30,      "end of a range of codes").phi(),
            id(N, 1, 1,       "present on admission").phi(),
        ]),
        comp(S, "surgical procedure 2", &[
            id(R, 1, 3,       "kind of procedure code").codes(&["BO"]),
            an(R, 1, 30,      "procedure code").phi(),
            id(N, 2, 3,       "form of the date").phi(),
            form(N, 3, 1, 35, "date").phi(),
            money(N, 1, 18,   "amount"),
            num(N, 1, 15,     "quantity"),
            an(N, 1, 30,      "version of the code list").phi(),
            an(N, 1, 30,      "end of a range of codes").phi(),
            id(N, 1, 1,       "present on admission").phi(),
        ]),
        comp(N, "surgical procedure 3", &[]).phi(),
        comp(N, "surgical procedure 4", &[]).phi(),
        comp(N, "surgical procedure 5", &[]).phi(),
        comp(N, "surgical procedure 6", &[]).phi(),
        comp(N, "surgical procedure 7", &[]).phi(),
        comp(N, "surgical procedure 8", &[]).phi(),
        comp(N, "surgical procedure 9", &[]).phi(),
        comp(N, "surgical procedure 10", &[]).phi(),
        comp(N, "surgical procedure 11", &[]).phi(),
        comp(N, "surgical procedure 12", &[]).phi(),
    ]),
    seg(2310, S, 2, "HI", "condition codes").key_in(1, 1, &["BG"]).els(&[
        comp(R, "condition 1", CONDITION),
        comp(S, "condition 2", CONDITION),
        comp(S, "condition 3", CONDITION),
        comp(S, "condition 4", CONDITION),
        comp(S, "condition 5", CONDITION),
        comp(S, "condition 6", CONDITION),
        comp(S, "condition 7", CONDITION),
        comp(S, "condition 8", CONDITION),
        comp(S, "condition 9", CONDITION),
        comp(S, "condition 10", CONDITION),
        comp(S, "condition 11", CONDITION),
        comp(S, "condition 12", CONDITION),
    ]),
    seg(2410, S, 1, "HCP", "repricing of the claim").notes(HCP_NOTES).els(&[
        id(R, 2, 2,     "how the price was set").codes(&["00", "01", "02", "03", "04", "05", "07", "08", "09", "10", "11", "12", "13", "14"]),
        money(R, 1, 18, "allowed amount"),
        money(S, 1, 18, "amount saved"),
        an(S, 1, 50,    "number of the repricing organization").phi(),
        num(S, 1, 9,    "daily or flat rate"),
        an(S, 1, 50,    "patient group code").phi(),
        money(S, 1, 18, "patient group amount"),
        an(N, 1, 48,    "revenue code").phi(),
        id(N, 2, 2,     "kind of procedure code").phi(),
        an(N, 1, 48,    "repriced procedure code").phi(),
        id(N, 2, 2,     "unit of measure").phi(),
        num(N, 1, 15,   "repriced units"),
        id(S, 2, 2,     "why it was rejected").codes(&["T1", "T2", "T3", "T4", "T5", "T6"]),
        id(S, 1, 2,     "whether policy was followed").codes(&["1", "2", "3", "4", "5"]),
        id(S, 1, 2,     "kind of exception").codes(&["1", "2", "3", "4", "5", "6"]),
    ]),
    sub(2500, S, 2,  &L2310A),
    sub(2500, S, 1,  &L2310B),
    sub(2500, S, 1,  &L2310C),
    sub(2500, S, 1,  &L2310D),
    sub(2500, S, 1,  &L2310E),
    sub(2500, S, 1,  &L2310F),
    sub(2900, S, 10, &L2320),
    sub(3650, R, 50, &L2400),
] };

static L2310A: Loop = Loop { id: "2310A", label: "referring provider of the claim", parts: &[
    seg(2500, R, 1, "NM1", "name of the referring provider").key(1, &["DN", "P3"]).notes(NM1_NOTES).els(NM1_REFERRING),
    seg(2710, S, 3, "REF", "further number of the referring provider").key(1, &["0B", "1G", "G2"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2"]),
        an(R, 1, 50, "further number of the referring provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2310B: Loop = Loop { id: "2310B", label: "rendering provider of the claim", parts: &[
    seg(2500, R, 1, "NM1", "name of the rendering provider").key(1, &["82"]).notes(NM1_NOTES).els(NM1_RENDERING),
    seg(2550, S, 1, "PRV", "specialty of the rendering provider").notes(&[paired(&[2, 3])]).els(PRV_RENDERING),
    seg(2710, S, 4, "REF", "further number of the rendering provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "further number of the rendering provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2310C: Loop = Loop { id: "2310C", label: "service location of the claim", parts: &[
    seg(2500, R, 1, "NM1", "name of the service location").key(1, &["77"]).notes(NM1_NOTES).els(NM1_FACILITY),
    seg(2650, R, 1, "N3", "street address of the service location").els(N3),
    seg(2700, R, 1, "N4", "city, state and ZIP of the service location").notes(N4_NOTES).els(N4),
    seg(2710, S, 3, "REF", "further number of the service location").key(1, &["0B", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "G2", "LU"]),
        an(R, 1, 50, "further number of the service location").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(2750, S, 1, "PER", "contact at the service location").notes(PER_NOTES).els(PER_PHONE),
] };

static L2310D: Loop = Loop { id: "2310D", label: "supervising provider of the claim", parts: &[
    seg(2500, R, 1, "NM1", "name of the supervising provider").key(1, &["DQ"]).notes(NM1_NOTES).els(NM1_SUPERVISING),
    seg(2710, S, 4, "REF", "further number of the supervising provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "further number of the supervising provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2310E: Loop = Loop { id: "2310E", label: "ambulance pick-up place of the claim", parts: &[
    seg(2500, R, 1, "NM1", "the pick-up place").key(1, &["PW"]).notes(NM1_NOTES).els(NM1_PICK_UP),
    seg(2650, R, 1, "N3", "street address of the pick-up place").els(N3),
    seg(2700, R, 1, "N4", "city, state and ZIP of the pick-up place").notes(N4_NOTES).els(N4_ANY_STATE),
] };

static L2310F: Loop = Loop { id: "2310F", label: "ambulance drop-off place of the claim", parts: &[
    seg(2500, R, 1, "NM1", "name of the drop-off place").key(1, &["45"]).notes(NM1_NOTES).els(NM1_DROP_OFF),
    seg(2650, R, 1, "N3", "street address of the drop-off place").els(N3),
    seg(2700, R, 1, "N4", "city, state and ZIP of the drop-off place").notes(N4_NOTES).els(N4_ANY_STATE),
] };

// ---- other insurance -------------------------------------------------------------------------------------

static L2320: Loop = Loop { id: "2320", label: "other insurance", parts: &[
    seg(2900, R, 1, "SBR", "insurance of the other subscriber").els(&[
        id(R, 1, 1,  "payer's place in the order of payment").codes(PAYER_ORDER),
        id(R, 2, 2,  "patient's relationship to the subscriber").codes(&["01", "18", "19", "20", "21", "39", "40", "53", "G8"]).phi(),
        an(S, 1, 50, "group or policy number").phi(),
        an(S, 1, 60, "name of the group").phi(),
        id(S, 1, 3,  "kind of Medicare coverage behind another payer").codes(COVERAGE).phi(),
        id(N, 1, 1,  "coordination of benefits").phi(),
        id(N, 1, 1,  "yes or no answer").phi(),
        id(N, 2, 2,  "employment status").phi(),
        id(S, 1, 2,  "kind of insurance").codes(INSURANCE),
    ]),
    seg(2950, S, 5, "CAS", "other payer's adjustments of the claim").notes(CAS_NOTES).els(CAS),
    seg(3000, S, 1, "AMT", "amount the other payer has paid").key(1, &["D"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["D"]),
        money(R, 1, 18, "amount paid by the other payer"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(3000, S, 1, "AMT", "amount the other payer did not cover").key(1, &["A8"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["A8"]),
        money(R, 1, 18, "amount not covered"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(3000, S, 1, "AMT", "amount the patient still owes").key(1, &["EAF"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["EAF"]),
        money(R, 1, 18, "amount still owed by the patient"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(3100, R, 1, "OI", "terms of the other insurance").els(&[
        id(N, 1, 2, "kind of insurance").phi(),
        id(N, 2, 2, "kind of submission").phi(),
        id(R, 1, 1, "patient lets the payer pay the provider").codes(&["N", "W", "Y"]),
        id(S, 1, 1, "who signed for the patient").codes(&["P"]),
        id(N, 1, 1, "provider agreement").phi(),
        id(R, 1, 1, "release of information").codes(&["I", "Y"]),
    ]),
    seg(3200, S, 1, "MOA", "other payer's outpatient decision").els(&[
        num(S, 1, 10,   "rate of payment"),
        money(S, 1, 18, "payable procedure amount"),
        an(S, 1, 50,    "remark 1").list(List::RemarkCode),
        an(S, 1, 50,    "remark 2").list(List::RemarkCode),
        an(S, 1, 50,    "remark 3").list(List::RemarkCode),
        an(S, 1, 50,    "remark 4").list(List::RemarkCode),
        an(S, 1, 50,    "remark 5").list(List::RemarkCode),
        money(S, 1, 18, "kidney disease (ESRD) payment"),
        money(S, 1, 18, "professional part billed but not payable"),
    ]),
    sub(3250, R, 1, &L2330A),
    sub(3250, R, 1, &L2330B),
    sub(3250, S, 2, &L2330C),
    sub(3250, S, 1, &L2330D),
    sub(3250, S, 1, &L2330E),
    sub(3250, S, 1, &L2330F),
    sub(3250, S, 1, &L2330G),
] };

static L2330A: Loop = Loop { id: "2330A", label: "other subscriber", parts: &[
    seg(3250, R, 1, "NM1", "name of the other subscriber").key(1, &["IL"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["IL"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(R, 1, 60, "last or organization name of the other subscriber").phi(),
        an(S, 1, 35, "first name of the other subscriber").phi(),
        an(S, 1, 25, "middle name of the other subscriber").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(S, 1, 10, "name suffix of the other subscriber").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["II", "MI"]),
        an(R, 2, 80, "member number of the other subscriber").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3320, S, 1, "N3", "street address of the other subscriber").els(N3),
    seg(3400, S, 1, "N4", "city, state and ZIP of the other subscriber").notes(N4_NOTES).els(N4),
    seg(3550, S, 1, "REF", "social security number of the other subscriber").key(1, &["SY"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["SY"]),
        an(R, 1, 50, "social security number of the other subscriber").at_most(9).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330B: Loop = Loop { id: "2330B", label: "other payer", parts: &[
    seg(3250, R, 1, "NM1", "name of the other payer").key(1, &["PR"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["PR"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(R, 1, 60, "name of the other payer").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(R, 1, 2,  "kind of identifier").codes(&["PI", "XV"]),
        an(R, 2, 80, "identifier of the other payer").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3320, S, 1, "N3", "street address of the other payer").els(N3),
    seg(3400, S, 1, "N4", "city, state and ZIP of the other payer").notes(N4_NOTES).els(N4),
    seg(3450, S, 1, "DTP", "date the other payer decided or paid").key(1, &["573"]).els(&[
        id(R, 3, 3,       "which date").codes(&["573"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date the other payer decided or paid").phi(),
    ]),
    seg(3550, S, 2, "REF", "further number of the other payer").key(1, &["2U", "EI", "FY", "NF"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["2U", "EI", "FY", "NF"]),
        an(R, 1, 50, "further number of the other payer").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(3550, S, 1, "REF", "other payer's prior authorization number").key(1, &["G1"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G1"]),
        an(R, 1, 50, "other payer's prior authorization number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(3550, S, 1, "REF", "other payer's referral number").key(1, &["9F"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9F"]),
        an(R, 1, 50, "other payer's referral number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(3550, S, 1, "REF", "other payer adjusted the claim").key(1, &["T4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["T4"]),
        an(R, 1, 50, "other payer adjusted the claim").codes(&["Y"]).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(3550, S, 1, "REF", "other payer's claim control number").key(1, &["F8"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["F8"]),
        an(R, 1, 50, "other payer's claim control number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330C: Loop = Loop { id: "2330C", label: "referring provider as the other payer knows them", parts: &[
    seg(3250, R, 1, "NM1", "the referring provider, by kind only").key(1, &["DN", "P3"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["DN", "P3"]),
        id(R, 1, 1,  "person or organization").codes(&["1"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3550, R, 3, "REF", "other payer's number for the referring provider").key(1, &["0B", "1G", "G2"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2"]),
        an(R, 1, 50, "other payer's number for the referring provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330D: Loop = Loop { id: "2330D", label: "rendering provider as the other payer knows them", parts: &[
    seg(3250, R, 1, "NM1", "the rendering provider, by kind only").key(1, &["82"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["82"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3550, R, 3, "REF", "other payer's number for the rendering provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "other payer's number for the rendering provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330E: Loop = Loop { id: "2330E", label: "service location as the other payer knows it", parts: &[
    seg(3250, R, 1, "NM1", "the service location, by kind only").key(1, &["77"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["77"]),
        id(R, 1, 1,  "person or organization").codes(&["2"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3550, R, 3, "REF", "other payer's number for the service location").key(1, &["0B", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "G2", "LU"]),
        an(R, 1, 50, "other payer's number for the service location").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330F: Loop = Loop { id: "2330F", label: "supervising provider as the other payer knows them", parts: &[
    seg(3250, R, 1, "NM1", "the supervising provider, by kind only").key(1, &["DQ"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["DQ"]),
        id(R, 1, 1,  "person or organization").codes(&["1"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3550, R, 3, "REF", "other payer's number for the supervising provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "other payer's number for the supervising provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2330G: Loop = Loop { id: "2330G", label: "billing provider as the other payer knows them", parts: &[
    seg(3250, R, 1, "NM1", "the billing provider, by kind only").key(1, &["85"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["85"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(3550, R, 2, "REF", "other payer's number for the billing provider").key(1, &["G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G2", "LU"]),
        an(R, 1, 50, "other payer's number for the billing provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

// ---- service line ----------------------------------------------------------------------------------------

static L2400: Loop = Loop { id: "2400", label: "service line", parts: &[
    seg(3650, R, 1, "LX", "number of the line").els(&[
        n0(R, 1, 6, "number of the line"),
    ]),
    seg(3700, R, 1, "SV1", "professional service").notes(&[paired(&[3, 4])]).els(&[
        comp(R,         "procedure", PROCEDURE),
        money(R, 1, 18, "charge of the line"),
        id(R, 2, 2,     "unit of measure").codes(&["MJ", "UN"]),
        num(R, 1, 15,   "units").at_most(8).decimals(3),
        an(S, 1, 2,     "place of service").list(List::PlaceOfService).phi(),
        id(N, 1, 2,     "kind of service").phi(),
        comp(R,         "diagnoses of the line", &[
            n0(R, 1, 2, "place of the main diagnosis in the claim").codes(POINTERS),
            n0(S, 1, 2, "place of a second diagnosis").codes(POINTERS),
            n0(S, 1, 2, "place of a third diagnosis").codes(POINTERS),
            n0(S, 1, 2, "place of a fourth diagnosis").codes(POINTERS),
        ]),
        money(N, 1, 18, "amount"),
        id(S, 1, 1,     "emergency").codes(&["Y"]).phi(),
        id(N, 1, 2,     "multiple procedures").phi(),
        id(S, 1, 1,     "EPSDT service").codes(&["Y"]).phi(),
        id(S, 1, 1,     "family planning service").codes(&["Y"]).phi(),
        id(N, 1, 2,     "review").phi(),
        an(N, 1, 2,     "review value").phi(),
        id(S, 1, 1,     "copay waived").codes(&["0"]),
        id(N, 1, 1,     "shortage area").phi(),
        an(N, 1, 50,    "reference number").phi(),
        id(N, 3, 15,    "postal code").phi(),
        money(N, 1, 18, "amount"),
        id(N, 1, 1,     "level of care").phi(),
        id(N, 1, 1,     "provider agreement").phi(),
    ]),
    seg(4000, S, 1, "SV5", "medical equipment").notes(&[any(&[4, 5]), needs(&[6, 4])]).els(&[
        comp(R,         "procedure", &[
            id(R, 2, 2,  "kind of procedure code").codes(&["HC"]),
            an(R, 1, 48, "procedure code").phi(),
            an(N, 2, 2,  "modifier 1").phi(),
            an(N, 2, 2,  "modifier 2").phi(),
            an(N, 2, 2,  "modifier 3").phi(),
            an(N, 2, 2,  "modifier 4").phi(),
            an(N, 1, 80, "description of the procedure").phi(),
            an(N, 1, 48, "end of a range of codes").phi(),
        ]),
        id(R, 2, 2,     "unit of time").codes(&["DA"]),
        num(R, 1, 15,   "how long the equipment is needed").phi(),
        money(R, 1, 18, "rental price"),
        money(R, 1, 18, "purchase price"),
        id(R, 1, 1,     "how often rent is due").codes(&["1", "4", "6"]),
        id(N, 1, 1,     "prognosis").phi(),
    ]),
    seg(4200, S, 1, "PWK", "certificate of medical necessity for equipment").key(1, &["CT"]).key_and(2, &["AB", "AD", "AF", "AG", "NS"]).notes(&[
        paired(&[5, 6]),
    ]).els(&[
        id(R, 2, 2,  "kind of document").codes(&["CT"]),
        id(R, 1, 2,  "how it is sent").codes(&["AB", "AD", "AF", "AG", "NS"]),
        n0(N, 1, 2,  "number of copies"),
        id(N, 2, 3,  "who it is for").phi(),
        id(N, 1, 2,  "kind of control number").phi(),
        an(N, 2, 80, "control number of the document").at_most(50).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "action wanted", &[]).phi(),
        id(N, 1, 2,  "kind of request").phi(),
    ]),
    seg(4200, S, 10, "PWK", "document for the line").key(1, DOCUMENTS).notes(&[paired(&[5, 6])]).els(PWK),
    seg(4250, S, 1, "CR1", "ambulance transport").notes(&[paired(&[1, 2]), paired(&[5, 6])]).els(CR1),
    seg(4350, S, 1, "CR3", "certification of medical equipment").notes(&[paired(&[2, 3])]).els(&[
        id(R, 1, 1,   "first, renewed or revised").codes(&["I", "R", "S"]),
        id(R, 2, 2,   "unit of time").codes(&["MO"]),
        num(R, 1, 15, "how long the equipment is needed").phi(),
        id(N, 1, 1,   "insulin dependent").phi(),
        an(N, 1, 80,  "description").phi(),
    ]),
    seg(4500, S, 3, "CRC", "ambulance certification").key(1, &["07"]).els(CRC_AMBULANCE),
    seg(4500, S, 1, "CRC", "provider is employed by the hospice").key(1, &["70"]).els(&[
        id(R, 2, 2, "kind of condition").codes(&["70"]),
        id(R, 1, 1, "condition applies").codes(&["N", "Y"]).phi(),
        id(R, 2, 3, "hospice condition").codes(&["65"]).phi(),
        id(N, 2, 3, "hospice condition, second").phi(),
        id(N, 2, 3, "hospice condition, third").phi(),
        id(N, 2, 3, "hospice condition, fourth").phi(),
        id(N, 2, 3, "hospice condition, fifth").phi(),
    ]),
    seg(4500, S, 1, "CRC", "condition for medical equipment").key(1, &["09"]).els(&[
        id(R, 2, 2, "kind of condition").codes(&["09"]),
        id(R, 1, 1, "condition applies").codes(&["N", "Y"]).phi(),
        id(R, 2, 3, "equipment condition").codes(&["38", "ZV"]).phi(),
        id(S, 2, 3, "equipment condition, second").codes(&["38", "ZV"]).phi(),
        id(N, 2, 3, "equipment condition, third").codes(&["38", "ZV"]).phi(),
        id(N, 2, 3, "equipment condition, fourth").codes(&["38", "ZV"]).phi(),
        id(N, 2, 3, "equipment condition, fifth").codes(&["38", "ZV"]).phi(),
    ]),
    seg(4550, R, 1, "DTP", "date of service").key(1, &["472"]).els(&[
        id(R, 3, 3,       "which date").codes(&["472"]),
        id(R, 2, 3,       "form of the date").codes(&["D8", "RD8"]),
        form(R, 2, 1, 35, "date of service").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of the prescription").key(1, &["471"]).els(&[
        id(R, 3, 3,       "which date").codes(&["471"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the prescription").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of the revised or renewed certification").key(1, &["607"]).els(&[
        id(R, 3, 3,       "which date").codes(&["607"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the revised or renewed certification").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date therapy began").key(1, &["463"]).els(&[
        id(R, 3, 3,       "which date").codes(&["463"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date therapy began").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of the last certification").key(1, &["461"]).els(&[
        id(R, 3, 3,       "which date").codes(&["461"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the last certification").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date last seen by a physician").key(1, &["304"]).els(&[
        id(R, 3, 3,       "which date").codes(&["304"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date last seen by a physician").phi(),
    ]),
    seg(4550, S, 2, "DTP", "date of the test").key(1, &["738", "739"]).els(&[
        id(R, 3, 3,       "which date").codes(&["738", "739"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the test").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of shipment").key(1, &["011"]).els(&[
        id(R, 3, 3,       "which date").codes(&["011"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of shipment").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of the last x-ray").key(1, &["455"]).els(&[
        id(R, 3, 3,       "which date").codes(&["455"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of the last x-ray").phi(),
    ]),
    seg(4550, S, 1, "DTP", "date of first treatment").key(1, &["454"]).els(&[
        id(R, 3, 3,       "which date").codes(&["454"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date of first treatment").phi(),
    ]),
    seg(4600, S, 1, "QTY", "patients in the ambulance").key(1, &["PT"]).notes(&[one_at_most(&[2, 4]), any(&[2, 4])]).els(&[
        id(R, 2, 2,   "which count").codes(&["PT"]),
        num(R, 1, 15, "number of patients"),
        comp(N,       "unit of measure", &[]).phi(),
        an(N, 1, 30,  "free text").phi(),
    ]),
    seg(4600, S, 1, "QTY", "additional units of obstetric anesthesia").key(1, &["FL"]).notes(&[one_at_most(&[2, 4]), any(&[2, 4])]).els(&[
        id(R, 2, 2,   "which count").codes(&["FL"]),
        num(R, 1, 15, "additional anesthesia units"),
        comp(N,       "unit of measure", &[]).phi(),
        an(N, 1, 30,  "free text").phi(),
    ]),
    seg(4620, S, 5, "MEA", "test result").notes(&[
        any(&[3, 5, 6, 8]), needs_any(&[5, 4, 12]), needs_any(&[6, 4, 12]), needs_any(&[7, 3, 5, 6]),
        one_at_most(&[8, 3]), paired(&[11, 12]),
    ]).els(&[
        id(R, 2, 2,   "what the measurement is for").codes(&["OG", "TR"]),
        id(R, 1, 3,   "what was measured").codes(&["HT", "R1", "R2", "R3", "R4"]),
        num(R, 1, 20, "result").phi(),
        comp(N,       "unit of measure", &[]).phi(),
        num(N, 1, 20, "lowest of the range").phi(),
        num(N, 1, 20, "highest of the range").phi(),
        id(N, 2, 2,   "significance of the result").phi(),
        id(N, 2, 2,   "attribute of the result").phi(),
        id(N, 2, 2,   "surface or position").phi(),
        id(N, 2, 4,   "method or device").phi(),
        id(N, 1, 3,   "kind of code").phi(),
        an(N, 1, 30,  "code").phi(),
    ]),
    seg(4650, S, 1, "CN1", "contract").els(CN1),
    seg(4700, S, 1, "REF", "repriced line number").key(1, &["9B"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9B"]),
        an(R, 1, 50, "repriced line number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 1, "REF", "adjusted repriced line number").key(1, &["9D"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9D"]),
        an(R, 1, 50, "adjusted repriced line number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 5, "REF", "prior authorization number").key(1, &["G1"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G1"]),
        an(R, 1, 50, "prior authorization number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
    seg(4700, S, 1, "REF", "line control number given by the sender").key(1, &["6R"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["6R"]),
        an(R, 1, 50, "line control number given by the sender").at_most(30).phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 1, "REF", "mammography certification number").key(1, &["EW"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["EW"]),
        an(R, 1, 50, "mammography certification number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 1, "REF", "laboratory (CLIA) number").key(1, &["X4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["X4"]),
        an(R, 1, 50, "laboratory (CLIA) number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 1, "REF", "referring laboratory (CLIA) number").key(1, &["F4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["F4"]),
        an(R, 1, 50, "referring laboratory (CLIA) number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 1, "REF", "batch number of the vaccine").key(1, &["BT"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["BT"]),
        an(R, 1, 50, "batch number of the vaccine").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(4700, S, 5, "REF", "referral number").key(1, &["9F"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["9F"]),
        an(R, 1, 50, "referral number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
    seg(4750, S, 1, "AMT", "sales tax").key(1, &["T"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["T"]),
        money(R, 1, 18, "sales tax"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(4750, S, 1, "AMT", "postage").key(1, &["F4"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["F4"]),
        money(R, 1, 18, "postage claimed"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
    seg(4800, S, 10, "K3", "data in a fixed format").els(K3),
    seg(4850, S, 1, "NTE", "note to the line").key(1, &["ADD", "DCP"]).els(&[
        id(R, 3, 3,  "kind of note").codes(&["ADD", "DCP"]),
        an(R, 1, 80, "text of the note").phi(),
    ]),
    seg(4850, S, 1, "NTE", "note of a third party to the line").key(1, &["TPO"]).els(&[
        id(R, 3, 3,  "kind of note").codes(&["TPO"]),
        an(R, 1, 80, "text of the note").phi(),
    ]),
    seg(4880, S, 1, "PS1", "purchased service").els(&[
        an(R, 1, 50,    "number of the purchased service provider").phi(),
        money(R, 1, 18, "charge for the purchased service"),
        id(N, 2, 2,     "state or province").list(List::State).phi(),
    ]),
    seg(4920, S, 1, "HCP", "repricing of the line").notes(HCP_NOTES).els(&[
        id(R, 2, 2,     "how the price was set").codes(&["00", "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14"]),
        money(R, 1, 18, "allowed amount"),
        money(S, 1, 18, "amount saved"),
        an(S, 1, 50,    "number of the repricing organization").phi(),
        num(S, 1, 9,    "daily or flat rate"),
        an(S, 1, 50,    "patient group code").phi(),
        money(S, 1, 18, "patient group amount"),
        an(N, 1, 48,    "revenue code").phi(),
        id(S, 2, 2,     "kind of procedure code").codes(&["ER", "HC", "IV", "WK"]),
        an(S, 1, 48,    "repriced procedure code").phi(),
        id(S, 2, 2,     "unit of measure").codes(&["MJ", "UN"]),
        num(S, 1, 15,   "repriced units").at_most(8).decimals(3),
        id(S, 2, 2,     "why it was rejected").codes(&["T1", "T2", "T3", "T4", "T5", "T6"]),
        id(S, 1, 2,     "whether policy was followed").codes(&["1", "2", "3", "4", "5"]),
        id(S, 1, 2,     "kind of exception").codes(&["1", "2", "3", "4", "5", "6"]),
    ]),
    sub(4940, S, 1,  &L2410),
    sub(5000, S, 1,  &L2420A),
    sub(5000, S, 1,  &L2420B),
    sub(5000, S, 1,  &L2420C),
    sub(5000, S, 1,  &L2420D),
    sub(5000, S, 1,  &L2420E),
    sub(5000, S, 2,  &L2420F),
    sub(5000, S, 1,  &L2420G),
    sub(5000, S, 1,  &L2420H),
    sub(5400, S, 15, &L2430),
    sub(5510, S, 0,  &L2440),
] };

static L2410: Loop = Loop { id: "2410", label: "drug", parts: &[
    seg(4930, R, 1, "LIN", "drug or product").notes(&[
        paired(&[4, 5]), paired(&[6, 7]), paired(&[8, 9]), paired(&[10, 11]), paired(&[12, 13]),
        paired(&[14, 15]), paired(&[16, 17]), paired(&[18, 19]), paired(&[20, 21]), paired(&[22, 23]),
        paired(&[24, 25]), paired(&[26, 27]), paired(&[28, 29]), paired(&[30, 31]),
    ]).els(&[
        an(N, 1, 20, "number of the item").phi(),
        id(R, 2, 2,  "kind of product code").codes(&["EN", "EO", "HI", "N4", "ON", "UK", "UP"]),
        an(R, 1, 48, "drug code (NDC) or product number").phi(),
        id(N, 2, 2,  "kind of product code 2").phi(),
        an(N, 1, 48, "product code 2").phi(),
        id(N, 2, 2,  "kind of product code 3").phi(),
        an(N, 1, 48, "product code 3").phi(),
        id(N, 2, 2,  "kind of product code 4").phi(),
        an(N, 1, 48, "product code 4").phi(),
        id(N, 2, 2,  "kind of product code 5").phi(),
        an(N, 1, 48, "product code 5").phi(),
        id(N, 2, 2,  "kind of product code 6").phi(),
        an(N, 1, 48, "product code 6").phi(),
        id(N, 2, 2,  "kind of product code 7").phi(),
        an(N, 1, 48, "product code 7").phi(),
        id(N, 2, 2,  "kind of product code 8").phi(),
        an(N, 1, 48, "product code 8").phi(),
        id(N, 2, 2,  "kind of product code 9").phi(),
        an(N, 1, 48, "product code 9").phi(),
        id(N, 2, 2,  "kind of product code 10").phi(),
        an(N, 1, 48, "product code 10").phi(),
        id(N, 2, 2,  "kind of product code 11").phi(),
        an(N, 1, 48, "product code 11").phi(),
        id(N, 2, 2,  "kind of product code 12").phi(),
        an(N, 1, 48, "product code 12").phi(),
        id(N, 2, 2,  "kind of product code 13").phi(),
        an(N, 1, 48, "product code 13").phi(),
        id(N, 2, 2,  "kind of product code 14").phi(),
        an(N, 1, 48, "product code 14").phi(),
        id(N, 2, 2,  "kind of product code 15").phi(),
        an(N, 1, 48, "product code 15").phi(),
    ]),
    seg(4940, R, 1, "CTP", "quantity of the drug").notes(&[
        paired(&[4, 5]), needs(&[6, 7]), needs(&[9, 2]), needs(&[10, 2]), needs(&[11, 3]),
    ]).els(&[
        id(N, 2, 2,     "class of trade").phi(),
        id(N, 3, 3,     "kind of price").phi(),
        num(N, 1, 17,   "price of a unit"),
        num(R, 1, 15,   "quantity of the drug"),
        comp(R,         "unit of measure", &[
            id(R, 2, 2,   "unit of the quantity").codes(&["F2", "GR", "ME", "ML", "UN"]),
            num(N, 1, 15, "exponent"),
            num(N, 1, 10, "multiplier"),
            id(N, 2, 2,   "unit 2").phi(),
            num(N, 1, 15, "exponent 2"),
            num(N, 1, 10, "multiplier 2"),
            id(N, 2, 2,   "unit 3").phi(),
            num(N, 1, 15, "exponent 3"),
            num(N, 1, 10, "multiplier 3"),
            id(N, 2, 2,   "unit 4").phi(),
            num(N, 1, 15, "exponent 4"),
            num(N, 1, 10, "multiplier 4"),
            id(N, 2, 2,   "unit 5").phi(),
            num(N, 1, 15, "exponent 5"),
            num(N, 1, 10, "multiplier 5"),
        ]),
        id(N, 3, 3,     "kind of multiplier").phi(),
        num(N, 1, 10,   "multiplier"),
        money(N, 1, 18, "amount"),
        id(N, 2, 2,     "basis of the unit price").phi(),
        an(N, 1, 10,    "condition").phi(),
        n0(N, 1, 2,     "number of units for the price"),
    ]),
    seg(4950, S, 1, "REF", "prescription number, or link between parts of a compound").key(1, &["VY", "XZ"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["VY", "XZ"]),
        an(R, 1, 50, "prescription number, or link between parts of a compound").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
] };

static L2420A: Loop = Loop { id: "2420A", label: "rendering provider of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the rendering provider").key(1, &["82"]).notes(NM1_NOTES).els(NM1_RENDERING),
    seg(5050, S, 1, "PRV", "specialty of the rendering provider").notes(&[paired(&[2, 3])]).els(PRV_RENDERING),
    seg(5250, S, 20, "REF", "further number of the rendering provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "further number of the rendering provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
] };

static L2420B: Loop = Loop { id: "2420B", label: "provider of a purchased service", parts: &[
    seg(5000, R, 1, "NM1", "the purchased service provider").key(1, &["QB"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["QB"]),
        id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
        an(N, 1, 60, "last or organization name").phi(),
        an(N, 1, 35, "first name").phi(),
        an(N, 1, 25, "middle name").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(N, 1, 10, "name suffix").phi(),
        id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
        an(S, 2, 80, "NPI of the purchased service provider").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(5250, S, 20, "REF", "further number of the purchased service provider").key(1, &["0B", "1G", "G2"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2"]),
        an(R, 1, 50, "further number of the purchased service provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
] };

static L2420C: Loop = Loop { id: "2420C", label: "service location of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the service location").key(1, &["77"]).notes(NM1_NOTES).els(NM1_FACILITY),
    seg(5140, R, 1, "N3", "street address of the service location").els(N3),
    seg(5200, R, 1, "N4", "city, state and ZIP of the service location").notes(N4_NOTES).els(N4),
    seg(5250, S, 3, "REF", "further number of the service location").key(1, &["G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["G2", "LU"]),
        an(R, 1, 50, "further number of the service location").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
] };

static L2420D: Loop = Loop { id: "2420D", label: "supervising provider of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the supervising provider").key(1, &["DQ"]).notes(NM1_NOTES).els(NM1_SUPERVISING),
    seg(5250, S, 20, "REF", "further number of the supervising provider").key(1, &["0B", "1G", "G2", "LU"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2", "LU"]),
        an(R, 1, 50, "further number of the supervising provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
] };

static L2420E: Loop = Loop { id: "2420E", label: "ordering provider of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the ordering provider").key(1, &["DK"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["DK"]),
        id(R, 1, 1,  "person or organization").codes(&["1"]),
        an(R, 1, 60, "last name of the ordering provider").phi(),
        an(S, 1, 35, "first name of the ordering provider").phi(),
        an(S, 1, 25, "middle name of the ordering provider").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(S, 1, 10, "name suffix of the ordering provider").phi(),
        id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
        an(S, 2, 80, "NPI of the ordering provider").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(5140, S, 1, "N3", "street address of the ordering provider").els(N3),
    seg(5200, S, 1, "N4", "city, state and ZIP of the ordering provider").notes(N4_NOTES).els(N4),
    seg(5250, S, 20, "REF", "further number of the ordering provider").key(1, &["0B", "1G", "G2"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2"]),
        an(R, 1, 50, "further number of the ordering provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
    seg(5300, S, 1, "PER", "contact at the ordering provider").notes(PER_NOTES).els(PER),
] };

static L2420F: Loop = Loop { id: "2420F", label: "referring provider of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the referring provider").key(1, &["DN", "P3"]).notes(NM1_NOTES).els(NM1_REFERRING),
    seg(5250, S, 20, "REF", "further number of the referring provider").key(1, &["0B", "1G", "G2"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["0B", "1G", "G2"]),
        an(R, 1, 50, "further number of the referring provider").phi(),
        an(N, 1, 80, "description").phi(),
        comp(S,      "payer the number is for", PAYER_NUMBER),
    ]),
] };

static L2420G: Loop = Loop { id: "2420G", label: "ambulance pick-up place of the line", parts: &[
    seg(5000, R, 1, "NM1", "the pick-up place").key(1, &["PW"]).notes(NM1_NOTES).els(NM1_PICK_UP),
    seg(5140, R, 1, "N3", "street address of the pick-up place").els(N3),
    seg(5200, R, 1, "N4", "city, state and ZIP of the pick-up place").notes(N4_NOTES).els(N4_ANY_STATE),
] };

static L2420H: Loop = Loop { id: "2420H", label: "ambulance drop-off place of the line", parts: &[
    seg(5000, R, 1, "NM1", "name of the drop-off place").key(1, &["45"]).notes(NM1_NOTES).els(NM1_DROP_OFF),
    seg(5140, R, 1, "N3", "street address of the drop-off place").els(N3),
    seg(5200, R, 1, "N4", "city, state and ZIP of the drop-off place").notes(N4_NOTES).els(N4_ANY_STATE),
] };

static L2430: Loop = Loop { id: "2430", label: "decision of another payer on the line", parts: &[
    seg(5400, R, 1, "SVD", "decision of the other payer on the line").els(&[
        an(R, 2, 80,    "identifier of the other payer").phi(),
        money(R, 1, 18, "amount the other payer paid for the line"),
        comp(R,         "procedure paid", PROCEDURE),
        an(N, 1, 48,    "revenue code").phi(),
        num(R, 1, 15,   "units paid").at_most(8).decimals(3),
        n0(S, 1, 6,     "line it was bundled into"),
    ]),
    seg(5450, S, 5, "CAS", "other payer's adjustments of the line").notes(CAS_NOTES).els(CAS),
    seg(5500, R, 1, "DTP", "date the other payer decided or paid").key(1, &["573"]).els(&[
        id(R, 3, 3,       "which date").codes(&["573"]),
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 2, 1, 35, "date the other payer decided or paid").phi(),
    ]),
    seg(5505, S, 1, "AMT", "amount the patient still owes").key(1, &["EAF"]).els(&[
        id(R, 1, 3,     "which amount").codes(&["EAF"]),
        money(R, 1, 18, "amount still owed by the patient"),
        id(N, 1, 1,     "credit or debit").phi(),
    ]),
] };

static L2440: Loop = Loop { id: "2440", label: "form answers for the line", parts: &[
    seg(5510, R, 1, "LQ", "form").notes(&[needs(&[1, 2])]).els(&[
        id(R, 1, 3,  "kind of form").codes(&["AS", "UT"]),
        an(R, 1, 30, "form").phi(),
    ]),
    seg(5520, R, 99, "FRM", "answer to a question of the form").notes(&[any(&[2, 3, 4, 5])]).els(&[
        an(R, 1, 20, "question").phi(),
        id(S, 1, 1,  "answer: yes, no or not applicable").codes(&["N", "W", "Y"]).phi(),
        an(S, 1, 50, "answer: text").phi(),
        dt(S, 8, 8,  "answer: date").phi(),
        num(S, 1, 6, "answer: percentage").phi(),
    ]),
] };

// ---- patient ---------------------------------------------------------------------------------------------

static L2000C: Loop = Loop { id: "2000C", label: "patient level", parts: &[
    seg(10, R, 1, "HL", "level of the patient").key(3, &["23"]).els(&[
        an(R, 1, 12, "number of this level"),
        an(R, 1, 12, "number of the level above"),
        id(R, 1, 2,  "what this level is").codes(&["23"]),
        id(R, 1, 1,  "whether a level follows below").codes(&["0"]),
    ]),
    seg(70, R, 1, "PAT", "patient: relationship, death, weight, pregnancy").notes(&[paired(&[5, 6]), paired(&[7, 8])]).els(&[
        id(R, 2, 2,       "patient's relationship to the subscriber").codes(&["01", "19", "20", "21", "39", "40", "53", "G8"]).phi(),
        id(N, 1, 1,       "where the patient is").phi(),
        id(N, 2, 2,       "employment status").phi(),
        id(N, 1, 1,       "student status").phi(),
        id(S, 2, 3,       "form of the date").codes(&["D8"]),
        form(S, 5, 1, 35, "date of death").phi(),
        id(S, 2, 2,       "unit of weight").codes(&["01"]),
        num(S, 1, 10,     "weight of the patient").phi(),
        id(S, 1, 1,       "patient is pregnant").codes(&["Y"]).phi(),
    ]),
    sub(150, R, 1,    &L2010CA),
    sub(1300, R, 100, &L2300),
] };

static L2010CA: Loop = Loop { id: "2010CA", label: "patient", parts: &[
    seg(150, R, 1, "NM1", "name of the patient").key(1, &["QC"]).notes(NM1_NOTES).els(&[
        id(R, 2, 3,  "who this is").codes(&["QC"]),
        id(R, 1, 1,  "person or organization").codes(&["1"]),
        an(R, 1, 60, "last name of the patient").phi(),
        an(S, 1, 35, "first name of the patient").phi(),
        an(S, 1, 25, "middle name of the patient").phi(),
        an(N, 1, 10, "name prefix").phi(),
        an(S, 1, 10, "name suffix of the patient").phi(),
        id(N, 1, 2,  "kind of identifier").phi(),
        an(N, 2, 80, "identifier").phi(),
        id(N, 2, 2,  "relationship to the related party").phi(),
        id(N, 2, 3,  "who the related party is").phi(),
        an(N, 1, 60, "name of the related party").phi(),
    ]),
    seg(250, R, 1, "N3", "street address of the patient").els(N3),
    seg(300, R, 1, "N4", "city, state and ZIP of the patient").notes(N4_NOTES).els(N4),
    seg(320, R, 1, "DMG", "birth date and gender of the patient").notes(DMG_NOTES).els(&[
        id(R, 2, 3,       "form of the date").codes(&["D8"]),
        form(R, 1, 1, 35, "date of birth").phi(),
        id(R, 1, 1,       "gender").codes(&["F", "M", "U"]).phi(),
        id(N, 1, 1,       "marital status").phi(),
        comp(N,           "race or ethnicity", &[]).repeat(10).phi(),
        id(N, 1, 2,       "citizenship").phi(),
        id(N, 2, 3,       "country").phi(),
        id(N, 1, 2,       "how this is known").phi(),
        num(N, 1, 15,     "quantity"),
        id(N, 1, 3,       "kind of code").phi(),
        an(N, 1, 30,      "code").phi(),
    ]),
    seg(350, S, 1, "REF", "property and casualty claim number").key(1, &["Y4"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["Y4"]),
        an(R, 1, 50, "property and casualty claim number").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(350, S, 1, "REF", "property and casualty number of the patient").key(1, &["1W", "SY"]).notes(&[any(&[2, 3])]).els(&[
        id(R, 2, 3,  "kind of number").codes(&["1W", "SY"]),
        an(R, 1, 50, "property and casualty number of the patient").phi(),
        an(N, 1, 80, "description").phi(),
        comp(N,      "payer the number is for", &[]).phi(),
    ]),
    seg(400, S, 1, "PER", "contact for the patient").notes(PER_NOTES).els(PER_PHONE),
] };

// ---- what recurs -------------------------------------------------------------------------------------

/// NM1: an identifier comes with its kind.
const NM1_NOTES: &[Note] = &[paired(&[8, 9]), needs(&[11, 10]), needs(&[12, 3])];

/// N4: a state or a region, not both.
const N4_NOTES: &[Note] = &[one_at_most(&[2, 7]), needs(&[6, 5]), needs(&[7, 4])];

/// PER: a number comes with its kind.
const PER_NOTES: &[Note] = &[paired(&[3, 4]), paired(&[5, 6]), paired(&[7, 8])];

/// DMG: a date comes with its form.
const DMG_NOTES: &[Note] = &[paired(&[1, 2]), paired(&[10, 11]), needs(&[11, 5])];

/// HCP: how it was priced, or why not; codes and units come with their kind.
const HCP_NOTES: &[Note] = &[any(&[1, 13]), paired(&[9, 10]), paired(&[11, 12])];

/// CAS: a reason comes with an amount or units, and they with it.
const CAS_NOTES: &[Note] = &[
    needs_any(&[5, 6, 7]), needs(&[6, 5]), needs(&[7, 5]),
    needs_any(&[8, 9, 10]), needs(&[9, 8]), needs(&[10, 8]),
    needs_any(&[11, 12, 13]), needs(&[12, 11]), needs(&[13, 11]),
    needs_any(&[14, 15, 16]), needs(&[15, 14]), needs(&[16, 14]),
    needs_any(&[17, 18, 19]), needs(&[18, 17]), needs(&[19, 17]),
];

/// SBR01: first, second, third payer and on; T is the third, A to H the fourth to the eleventh, U unknown.
const PAYER_ORDER: &[&str] = &["A", "B", "C", "D", "E", "F", "G", "H", "P", "S", "T", "U"];

/// SBR05: why Medicare pays second.
const COVERAGE: &[&str] = &["12", "13", "14", "15", "16", "41", "42", "43", "47"];

/// SBR09: MC is Medicaid.
const INSURANCE: &[&str] = &[
    "11", "12", "13", "14", "15", "16", "17", "AM", "BL", "CH", "CI", "DS", "FI", "HM", "LM", "MA",
    "MB", "MC", "OF", "TV", "VA", "WC", "ZZ",
];

/// PWK01: kinds of document.
const DOCUMENTS: &[&str] = &[
    "03", "04", "05", "06", "07", "08", "09", "10", "11", "13", "15", "21", "A3", "A4", "AM", "AS",
    "B2", "B3", "B4", "BR", "BS", "BT", "CB", "CK", "CT", "D2", "DA", "DB", "DG", "DJ", "DS", "EB",
    "HC", "HR", "I5", "IR", "LA", "M1", "MT", "NN", "OB", "OC", "OD", "OE", "OX", "OZ", "P4", "P5",
    "PE", "PN", "PO", "PQ", "PY", "PZ", "RB", "RR", "RT", "RX", "SG", "V5", "XP",
];

/// SV107: the diagnoses of the claim, by place.
const POINTERS: &[&str] = &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"];

/// CRC03 on: conditions that an ambulance certification knows.
const AMBULANCE: &[&str] = &["01", "04", "05", "06", "07", "08", "09", "12"];

/// CRC03 on: reasons for new glasses or lenses.
const GLASSES: &[&str] = &["L1", "L2", "L3", "L4", "L5"];

/// A procedure with its modifiers.
const PROCEDURE: &[El] = &[
    id(R, 2, 2,  "kind of procedure code").codes(&["ER", "HC", "IV", "WK"]),
    an(R, 1, 48, "procedure code").phi(),
    an(S, 2, 2,  "modifier 1").phi(),
    an(S, 2, 2,  "modifier 2").phi(),
    an(S, 2, 2,  "modifier 3").phi(),
    an(S, 2, 2,  "modifier 4").phi(),
    an(S, 1, 80, "description of the procedure").phi(),
    an(N, 1, 48, "end of a range of codes").phi(),
];

/// REF04 of a line: the payer that the number belongs to, when it is not the payer of the claim.
const PAYER_NUMBER: &[El] = &[
    id(R, 2, 3,  "kind of payer number").codes(&["2U"]),
    an(R, 1, 50, "payer number").phi(),
    id(N, 2, 3,  "second kind of number").phi(),
    an(N, 1, 50, "second number").phi(),
    id(N, 2, 3,  "third kind of number").phi(),
    an(N, 1, 50, "third number").phi(),
];

/// The first diagnosis of a claim.
const MAIN_DIAGNOSIS: &[El] = &[
    id(R, 1, 3,       "kind of diagnosis code").codes(&["ABK", "BK"]),
    an(R, 1, 30,      "diagnosis code").phi(),
    id(N, 2, 3,       "form of the date").phi(),
    form(N, 3, 1, 35, "date").phi(),
    money(N, 1, 18,   "amount"),
    num(N, 1, 15,     "quantity"),
    an(N, 1, 30,      "version of the code list").phi(),
    an(N, 1, 30,      "end of a range of codes").phi(),
    id(N, 1, 1,       "present on admission").phi(),
];

/// Any further diagnosis.
const DIAGNOSIS: &[El] = &[
    id(R, 1, 3,       "kind of diagnosis code").codes(&["ABF", "BF"]),
    an(R, 1, 30,      "diagnosis code").phi(),
    id(N, 2, 3,       "form of the date").phi(),
    form(N, 3, 1, 35, "date").phi(),
    money(N, 1, 18,   "amount"),
    num(N, 1, 15,     "quantity"),
    an(N, 1, 30,      "version of the code list").phi(),
    an(N, 1, 30,      "end of a range of codes").phi(),
    id(N, 1, 1,       "present on admission").phi(),
];

/// A condition code.
const CONDITION: &[El] = &[
    id(R, 1, 3,       "kind of condition code").codes(&["BG"]),
    an(R, 1, 30,      "condition code").phi(),
    id(N, 2, 3,       "form of the date").phi(),
    form(N, 3, 1, 35, "date").phi(),
    money(N, 1, 18,   "amount"),
    num(N, 1, 15,     "quantity"),
    an(N, 1, 30,      "version of the code list").phi(),
    an(N, 1, 30,      "end of a range of codes").phi(),
    id(N, 1, 1,       "present on admission").phi(),
];

/// N3: a street.
const N3: &[El] = &[
    an(R, 1, 55, "street address").phi(),
    an(S, 1, 55, "street address, second line").phi(),
];

/// N4: a town, where the state must be on the list.
const N4: &[El] = &[
    an(R, 2, 30, "city").phi(),
    id(S, 2, 2,  "state or province").list(List::State).phi(),
    id(S, 3, 15, "ZIP or postal code").phi(),
    id(S, 2, 3,  "country").list(List::Country).phi(),
    id(N, 1, 2,  "kind of location").phi(),
    an(N, 1, 30, "location").phi(),
    id(S, 1, 3,  "region of a country other than the US").phi(),
];

/// N4: a town, where the guide names no list of states.
const N4_ANY_STATE: &[El] = &[
    an(R, 2, 30, "city").phi(),
    id(S, 2, 2,  "state or province").phi(),
    id(S, 3, 15, "ZIP or postal code").phi(),
    id(S, 2, 3,  "country").list(List::Country).phi(),
    id(N, 1, 2,  "kind of location").phi(),
    an(N, 1, 30, "location").phi(),
    id(S, 1, 3,  "region of a country other than the US").phi(),
];

/// PER: a person to ask, by any way.
const PER: &[El] = &[
    id(R, 2, 2,   "what the contact is for").codes(&["IC"]),
    an(S, 1, 60,  "name of the contact").phi(),
    id(R, 2, 2,   "kind of number").codes(&["EM", "FX", "TE"]),
    an(R, 1, 256, "phone, fax or email").phi(),
    id(S, 2, 2,   "kind of second number").codes(&["EM", "EX", "FX", "TE"]),
    an(S, 1, 256, "second phone, extension, fax or email").phi(),
    id(S, 2, 2,   "kind of third number").codes(&["EM", "EX", "FX", "TE"]),
    an(S, 1, 256, "third phone, extension, fax or email").phi(),
    an(N, 1, 20,  "reference for the contact").phi(),
];

/// PER: a person to ask, by phone alone.
const PER_PHONE: &[El] = &[
    id(R, 2, 2,   "what the contact is for").codes(&["IC"]),
    an(S, 1, 60,  "name of the contact").phi(),
    id(R, 2, 2,   "kind of number").codes(&["TE"]),
    an(R, 1, 256, "phone number").phi(),
    id(S, 2, 2,   "extension follows").codes(&["EX"]),
    an(S, 1, 256, "extension").phi(),
    id(N, 2, 2,   "kind of third number").phi(),
    an(N, 1, 256, "third phone, extension, fax or email").phi(),
    an(N, 1, 20,  "reference for the contact").phi(),
];

/// NM1: who referred the patient; for a claim and for a line.
const NM1_REFERRING: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["DN", "P3"]),
    id(R, 1, 1,  "person or organization").codes(&["1"]),
    an(R, 1, 60, "last name of the referring provider").phi(),
    an(S, 1, 35, "first name of the referring provider").phi(),
    an(S, 1, 25, "middle name of the referring provider").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(S, 1, 10, "name suffix of the referring provider").phi(),
    id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
    an(S, 2, 80, "NPI of the referring provider").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// NM1: who gave the service.
const NM1_RENDERING: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["82"]),
    id(R, 1, 1,  "person or organization").codes(&["1", "2"]),
    an(R, 1, 60, "last or organization name of the rendering provider").phi(),
    an(S, 1, 35, "first name of the rendering provider").phi(),
    an(S, 1, 25, "middle name of the rendering provider").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(S, 1, 10, "name suffix of the rendering provider").phi(),
    id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
    an(S, 2, 80, "NPI of the rendering provider").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// NM1: where the service was given.
const NM1_FACILITY: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["77"]),
    id(R, 1, 1,  "person or organization").codes(&["2"]),
    an(R, 1, 60, "name of the service location").phi(),
    an(N, 1, 35, "first name").phi(),
    an(N, 1, 25, "middle name").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(N, 1, 10, "name suffix").phi(),
    id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
    an(S, 2, 80, "NPI of the service location").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// NM1: who supervised the service.
const NM1_SUPERVISING: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["DQ"]),
    id(R, 1, 1,  "person or organization").codes(&["1"]),
    an(R, 1, 60, "last name of the supervising provider").phi(),
    an(S, 1, 35, "first name of the supervising provider").phi(),
    an(S, 1, 25, "middle name of the supervising provider").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(S, 1, 10, "name suffix of the supervising provider").phi(),
    id(S, 1, 2,  "kind of identifier").codes(&["XX"]),
    an(S, 2, 80, "NPI of the supervising provider").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// NM1: where an ambulance took the patient up.
const NM1_PICK_UP: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["PW"]),
    id(R, 1, 1,  "person or organization").codes(&["2"]),
    an(N, 1, 60, "last or organization name").phi(),
    an(N, 1, 35, "first name").phi(),
    an(N, 1, 25, "middle name").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(N, 1, 10, "name suffix").phi(),
    id(N, 1, 2,  "kind of identifier").phi(),
    an(N, 2, 80, "identifier").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// NM1: where an ambulance set the patient down.
const NM1_DROP_OFF: &[El] = &[
    id(R, 2, 3,  "who this is").codes(&["45"]),
    id(R, 1, 1,  "person or organization").codes(&["2"]),
    an(S, 1, 60, "name of the drop-off place").phi(),
    an(N, 1, 35, "first name").phi(),
    an(N, 1, 25, "middle name").phi(),
    an(N, 1, 10, "name prefix").phi(),
    an(N, 1, 10, "name suffix").phi(),
    id(N, 1, 2,  "kind of identifier").phi(),
    an(N, 2, 80, "identifier").phi(),
    id(N, 2, 2,  "relationship to the related party").phi(),
    id(N, 2, 3,  "who the related party is").phi(),
    an(N, 1, 60, "name of the related party").phi(),
];

/// PRV: specialty of who gave the service.
const PRV_RENDERING: &[El] = &[
    id(R, 1, 3,  "whose specialty").codes(&["PE"]),
    id(R, 2, 3,  "kind of specialty code").codes(&["PXC"]),
    an(R, 1, 50, "taxonomy code").phi(),
    id(N, 2, 2,  "state or province").list(List::State).phi(),
    comp(N,      "specialty", &[]).phi(),
    id(N, 3, 3,  "kind of organization").phi(),
];

/// PWK: a document that supports the claim or the line.
const PWK: &[El] = &[
    id(R, 2, 2,  "kind of document").codes(DOCUMENTS),
    id(R, 1, 2,  "how it is sent").codes(&["AA", "BM", "EL", "EM", "FT", "FX"]),
    n0(N, 1, 2,  "number of copies"),
    id(N, 2, 3,  "who it is for").phi(),
    id(S, 1, 2,  "kind of control number").codes(&["AC"]),
    an(S, 2, 80, "control number of the document").at_most(50).phi(),
    an(N, 1, 80, "description").phi(),
    comp(N,      "action wanted", &[]).phi(),
    id(N, 1, 2,  "kind of request").phi(),
];

/// CN1: a contract.
const CN1: &[El] = &[
    id(R, 2, 2,     "kind of contract").codes(&["01", "02", "03", "04", "05", "06", "09"]),
    money(S, 1, 18, "contract amount"),
    num(S, 1, 6,    "contract percentage"),
    an(S, 1, 50,    "contract code").phi(),
    num(S, 1, 6,    "discount percentage"),
    an(S, 1, 30,    "contract version").phi(),
];

/// K3: data that a payer asked for before the guide had a place for them.
const K3: &[El] = &[
    an(R, 1, 80, "data in a fixed format").phi(),
    id(N, 1, 2,  "format of the data").phi(),
    comp(N,      "unit of measure", &[]).phi(),
];

/// CR1: an ambulance transport.
const CR1: &[El] = &[
    id(S, 2, 2,   "unit of weight").codes(&["LB"]),
    num(S, 1, 10, "weight of the patient").phi(),
    id(N, 1, 1,   "kind of transport").phi(),
    id(R, 1, 1,   "reason for the transport").codes(&["A", "B", "C", "D", "E"]).phi(),
    id(R, 2, 2,   "unit of distance").codes(&["DH"]),
    num(R, 1, 15, "distance carried").phi(),
    an(N, 1, 55,  "place of departure").phi(),
    an(N, 1, 55,  "place of arrival").phi(),
    an(S, 1, 80,  "reason for the round trip").phi(),
    an(S, 1, 80,  "reason for the stretcher").phi(),
];

/// CRC: an ambulance certification.
const CRC_AMBULANCE: &[El] = &[
    id(R, 2, 2, "kind of condition").codes(&["07"]),
    id(R, 1, 1, "condition applies").codes(&["N", "Y"]).phi(),
    id(R, 2, 3, "ambulance condition").codes(AMBULANCE).phi(),
    id(S, 2, 3, "ambulance condition, second").codes(AMBULANCE).phi(),
    id(S, 2, 3, "ambulance condition, third").codes(AMBULANCE).phi(),
    id(S, 2, 3, "ambulance condition, fourth").codes(AMBULANCE).phi(),
    id(S, 2, 3, "ambulance condition, fifth").codes(AMBULANCE).phi(),
];

/// CAS: what another payer did not pay, and why.
const CAS: &[El] = &[
    id(R, 1, 2,     "adjustment group").codes(&["CO", "CR", "OA", "PI", "PR"]),
    id(R, 1, 5,     "adjustment reason 1"),
    money(R, 1, 18, "adjusted amount 1"),
    num(S, 1, 15,   "adjusted units 1"),
    id(S, 1, 5,     "adjustment reason 2"),
    money(S, 1, 18, "adjusted amount 2"),
    num(S, 1, 15,   "adjusted units 2"),
    id(S, 1, 5,     "adjustment reason 3"),
    money(S, 1, 18, "adjusted amount 3"),
    num(S, 1, 15,   "adjusted units 3"),
    id(S, 1, 5,     "adjustment reason 4"),
    money(S, 1, 18, "adjusted amount 4"),
    num(S, 1, 15,   "adjusted units 4"),
    id(S, 1, 5,     "adjustment reason 5"),
    money(S, 1, 18, "adjusted amount 5"),
    num(S, 1, 15,   "adjusted units 5"),
    id(S, 1, 5,     "adjustment reason 6"),
    money(S, 1, 18, "adjusted amount 6"),
    num(S, 1, 15,   "adjusted units 6"),
];
