//! 999: the answer to a functional group, as X12 guide 005010X231A1 has it.
//!
//! ```text
//! ST      transaction set
//!   AK1     which group is answered
//!   2000    a transaction set of that group: AK2 which, IK5 whether it is taken
//!     2100    a segment in error: IK3 where and what, CTX on what it depends, or in which claim
//!       2110    an element of it: IK4 where and what, CTX on what it depends
//!   AK9     whether the group is taken
//! ```
//!
//! The closing segment SE stands behind AK9, whatever place the guide's own numbers give it. IK404, a copy of what
//! was found, may say something of a person, and so may the number of a claim (CTX01-2).

use super::table::Usage::{N, R, S};
use super::table::{El, Guide, Loop, an, comp, id, n0, seg, sub};

/// Answer to a functional group, 005010X231A1.
pub static ACK999: Guide = Guide {
    id: "005010X231A1",
    name: "999",
    transaction: "999",
    group: "FA",
    accepts: &["005010X231A1", "005010X231"],
    root: &ST,
    claim: None,
    line: None,
};

static ST: Loop = Loop { id: "ST", label: "transaction set", parts: &[
    seg(50, R, 1, "ST", "start of the transaction set").els(&[
        id(R, 3, 3,  "kind of transaction").codes(&["999"]),
        an(R, 4, 9,  "transaction set control number"),
        an(R, 1, 35, "guide this set follows"),
    ]),
    seg(200, R, 1, "AK1", "group that is answered").els(&[
        id(R, 2, 2,  "kind of the group").codes(&["BE", "HB", "HC", "HI", "HN", "HP", "HR", "HS", "RA"]),
        n0(R, 1, 9,  "control number of the group"),
        an(R, 1, 12, "guide that the group follows"),
    ]),
    sub(300, S, 0, &L2000),
    seg(900, R, 1, "AK9", "whether the group is taken").els(&[
        id(R, 1, 1, "taken, taken with errors, in part, or not").codes(&["A", "E", "M", "P", "R", "W", "X"]),
        n0(R, 1, 6, "sets that the group tells"),
        n0(R, 1, 6, "sets that were received"),
        n0(R, 1, 6, "sets that were taken"),
        id(S, 1, 3, "fault of the group").codes(GROUP_FAULTS),
        id(S, 1, 3, "second fault of the group").codes(GROUP_FAULTS),
        id(S, 1, 3, "third fault of the group").codes(GROUP_FAULTS),
        id(S, 1, 3, "fourth fault of the group").codes(GROUP_FAULTS),
        id(S, 1, 3, "fifth fault of the group").codes(GROUP_FAULTS),
    ]),
    seg(5550, R, 1, "SE", "end of the transaction set").els(&[
        n0(R, 1, 10, "number of segments, ST and SE included"),
        an(R, 4, 9,  "transaction set control number"),
    ]),
] };

static L2000: Loop = Loop { id: "2000", label: "transaction set that is answered", parts: &[
    seg(300, R, 1, "AK2", "transaction set that is answered").els(&[
        id(R, 3, 3,  "kind of the set").codes(&["270", "271", "276", "277", "278", "820", "834", "835", "837"]),
        an(R, 4, 9,  "control number of the set"),
        an(S, 1, 35, "guide that the set follows"),
    ]),
    sub(400, S, 0, &L2100),
    seg(800, R, 1, "IK5", "whether the set is taken").els(&[
        id(R, 1, 1, "taken, taken with errors, or not").codes(&["A", "E", "M", "R", "W", "X"]),
        id(S, 1, 3, "fault of the set").codes(SET_FAULTS),
        id(S, 1, 3, "second fault of the set").codes(SET_FAULTS),
        id(S, 1, 3, "third fault of the set").codes(SET_FAULTS),
        id(S, 1, 3, "fourth fault of the set").codes(SET_FAULTS),
        id(S, 1, 3, "fifth fault of the set").codes(SET_FAULTS),
    ]),
] };

static L2100: Loop = Loop { id: "2100", label: "segment in error", parts: &[
    seg(400, R, 1, "IK3", "segment in error").els(&[
        id(R, 2, 3, "id of the segment"),
        n0(R, 1, 6, "number of the segment in its set, ST being 1"),
        an(S, 1, 4, "loop of the segment"),
        id(S, 1, 3, "what is wrong with it").codes(&["1", "2", "3", "4", "5", "6", "7", "8", "I4", "I6", "I7", "I8", "I9"]),
    ]),
    seg(500, S, 9, "CTX", "what decides whether the segment is needed").key_in(1, 1, &["SITUATIONAL TRIGGER"]).els(TRIGGER),
    seg(500, S, 1, "CTX", "claim or person that the segment belongs to").key_in(1, 1, UNITS).els(&[
        comp(R,     "claim or person", &[
            an(R, 1, 35, "what it is known by").codes(UNITS),
            an(R, 1, 35, "its number").phi(),
        ]).repeat(10),
        id(N, 2, 3, "id of the deciding segment").phi(),
        n0(N, 1, 6, "number of the deciding segment").phi(),
        an(N, 1, 4, "loop of the deciding segment").phi(),
        comp(S,     "place in the segment", PLACE),
        comp(N,     "element by the standard's number", &[]).phi(),
    ]),
    sub(600, S, 0, &L2110),
] };

static L2110: Loop = Loop { id: "2110", label: "element in error", parts: &[
    seg(600, R, 1, "IK4", "element in error").els(&[
        comp(R,      "place in the segment", PLACE),
        n0(S, 1, 4,  "element by the standard's number"),
        id(R, 1, 3,  "what is wrong with it").codes(&[
            "1", "10", "11", "12", "13", "2", "3", "4", "5", "6", "7", "8", "9", "I10", "I11", "I12", "I13", "I6", "I9",
        ]),
        an(S, 1, 99, "copy of what was found").phi(),
    ]),
    seg(700, S, 10, "CTX", "what decides whether the element is needed").key_in(1, 1, &["SITUATIONAL TRIGGER"]).els(TRIGGER),
] };

// ---- shared ------------------------------------------------------------------------------------------------

/// By what a claim or a person is known in the answered set.
const UNITS: &[&str] = &[
    "CLM01", "ENT01", "NM109", "PATIENT NAME NM109", "SUBSCRIBER NAME NM109", "SUBSCRIBER NUMBER REF02", "TRN02",
];

/// What decides whether something is needed: a segment, or an element of it.
const TRIGGER: &[El] = &[
    comp(R,     "what this tells", &[
        an(R, 1, 35, "what this tells").codes(&["SITUATIONAL TRIGGER"]),
        an(N, 1, 35, "its number").phi(),
    ]).repeat(10),
    id(R, 2, 3, "id of the deciding segment"),
    n0(R, 1, 6, "number of the deciding segment in its set, ST being 1"),
    an(S, 1, 4, "loop of the deciding segment"),
    comp(S,     "place in the deciding segment", PLACE),
    comp(S,     "element by the standard's number", NUMBERS),
];

/// A place in a segment.
const PLACE: &[El] = &[
    n0(R, 1, 2, "element"),
    n0(S, 1, 2, "component"),
    n0(S, 1, 4, "repetition"),
];

const NUMBERS: &[El] = &[
    n0(R, 1, 4, "element by the standard's number"),
    n0(N, 1, 4, "component by the standard's number").phi(),
];

/// IK502 to IK506 (X12 code source 618).
const SET_FAULTS: &[&str] = &[
    "1", "10", "11", "12", "13", "15", "16", "17", "18", "19", "2", "23", "24", "25", "26", "27", "3", "4", "5", "6", "7", "8",
    "9", "I5", "I6",
];

/// AK905 to AK909 (X12 code source 716).
const GROUP_FAULTS: &[&str] = &[
    "1", "2", "3", "4", "5", "6", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "23", "24", "25", "26",
];
