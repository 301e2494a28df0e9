//! The envelope around every transaction set: interchange (ISA, IEA), functional group (GS, GE), set
//! (ST, SE), and the receipt of an interchange (TA1).
//!
//! The same for every guide, so nothing here is closed that a guide closes: GS01, GS08, ST01 and ST03
//! say which guide follows, and have no list. ISA has fixed lengths: it is read before the separators
//! are known, and two of its elements are separators.

use super::table::Usage::{R, S};
use super::table::{Seg, an, dt, id, n0, seg, tm};

/// Start of an interchange: who sends it to whom, and the separators.
pub static ISA: Seg = seg(100, R, 1, "ISA", "start of the interchange").with(&[
    id(R, 2, 2,   "kind of authorization").codes(&["00", "03"]),
    an(R, 10, 10, "authorization").phi(),
    id(R, 2, 2,   "kind of password").codes(&["00", "01"]),
    an(R, 10, 10, "password").phi(),
    id(R, 2, 2,   "kind of sender").codes(PARTIES),
    an(R, 15, 15, "sender"),
    id(R, 2, 2,   "kind of receiver").codes(PARTIES),
    an(R, 15, 15, "receiver"),
    dt(R, 6, 6,   "date the interchange was made"),
    tm(R, 4, 4,   "time the interchange was made"),
    an(R, 1, 1,   "separator between repetitions"),
    id(R, 5, 5,   "version of the envelope").codes(&["00501"]),
    n0(R, 9, 9,   "interchange control number"),
    id(R, 1, 1,   "receipt wanted").codes(&["0", "1"]),
    id(R, 1, 1,   "production or test").codes(&["P", "T"]),
    an(R, 1, 1,   "separator between components"),
]);

/// Receipt of an interchange.
pub static TA1: Seg = seg(200, S, 1, "TA1", "receipt of an interchange").with(&[
    n0(R, 9, 9, "control number of the interchange received"),
    dt(R, 6, 6, "date of the interchange received"),
    tm(R, 4, 4, "time of the interchange received"),
    id(R, 1, 1, "accepted, accepted with errors, rejected").codes(&["A", "E", "R"]),
    id(R, 3, 3, "what was wrong").codes(&[
        "000", "001", "002", "003", "004", "005", "006", "007", "008", "009", "010", "011", "012", "013", "014", "015",
        "016", "017", "018", "019", "020", "021", "022", "023", "024", "025", "026", "027", "028", "029", "030", "031",
    ]),
]);

/// End of an interchange.
pub static IEA: Seg = seg(300, R, 1, "IEA", "end of the interchange").with(&[
    n0(R, 1, 5, "number of groups"),
    n0(R, 9, 9, "interchange control number"),
]);

/// Start of a functional group: sets of one kind.
pub static GS: Seg = seg(100, R, 1, "GS", "start of the group").with(&[
    id(R, 2, 2,  "kind of group"),
    an(R, 2, 15, "sender"),
    an(R, 2, 15, "receiver"),
    dt(R, 8, 8,  "date the group was made"),
    tm(R, 4, 8,  "time the group was made"),
    n0(R, 1, 9,  "group control number"),
    id(R, 1, 2,  "who keeps the standard").codes(&["X"]),
    an(R, 1, 12, "guide the group follows"),
]);

/// End of a functional group.
pub static GE: Seg = seg(300, R, 1, "GE", "end of the group").with(&[
    n0(R, 1, 6, "number of transaction sets"),
    n0(R, 1, 9, "group control number"),
]);

/// Start of a transaction set.
pub static ST: Seg = seg(50, R, 1, "ST", "start of the transaction set").with(&[
    id(R, 3, 3,  "kind of transaction"),
    an(R, 4, 9,  "transaction set control number"),
    an(S, 1, 35, "guide this set follows"),
]);

/// End of a transaction set.
pub static SE: Seg = seg(5550, R, 1, "SE", "end of the transaction set").with(&[
    n0(R, 1, 10, "number of segments, ST and SE included"),
    an(R, 4, 9,  "transaction set control number"),
]);

/// ISA05, ISA07: by what list a party is named; ZZ is agreed between the two, 30 a tax number.
const PARTIES: &[&str] = &["01", "14", "20", "27", "28", "29", "30", "33", "ZZ"];
