//! The rules of reading: what bytes, envelopes, segments and elements must be.
//!
//! They have no code of their own (the rooms `x12` and `guide` raise them), so they stand here as one
//! table, with a document each in `rules/`. Rules with code of their own stand in the room `check`.
//!
//! Ids: `PC00` the file, `PC01` the envelope, `PC02` segments and elements.

use super::{
    Fate, Profile, Rule,
    Severity::{Error, Info, Warning},
    Source,
    Status::{Preview, Stable},
};

/// Interchange, group and set headers and trailers.
const ENVELOPE: &[Source] = &[Source {
    title: "ASC X12.5 and X12.6, interchange and group control, version 005010",
    section: "as pyx12 4.0.0 and stupidedi 1.5.2 enforce it",
}];
/// Separators, characters, data types, syntax notes.
const SYNTAX: &[Source] = &[Source {
    title: "ASC X12.6 application control structure, version 005010",
    section: "as pyx12 4.0.0 and stupidedi 1.5.2 enforce it",
}];
/// Loops, segments, elements and codes of a guide.
const GUIDE: &[Source] = &[Source {
    title: "005010X222A1 (837 professional)",
    section: "structure as pyx12 4.0.0, EdiFabric and stupidedi 1.5.2 transcribe it, compared",
}];
/// What this library promises of itself.
const OURS: &[Source] = &[Source { title: "peerclaim", section: "DESIGN.md, bytes to findings" }];

/// Declares the rules of a room that raises them itself: one record each, with a document in `rules/`
/// beside the file that declares them.
macro_rules! rules {
    ($($konst:ident: $id:literal $name:literal $severity:ident snip $snip:literal $status:ident $fate:expr, $sources:ident;
        $title:literal $message:literal $help:literal)*) => {
        $(
            #[doc = $title]
            pub static $konst: Rule = Rule {
                id: $id, name: $name, title: $title, message: $message, help: $help,
                severity: $severity, snip: $snip, status: $status, since: "0.1.0",
                profile: Profile::Preflight, fate: $fate, sources: $sources, denials: &[],
                doc: include_str!(concat!("rules/", $name, ".md")),
            };
        )*
        /// Every rule of reading, by id.
        pub static ALL: &[&Rule] = &[$(&$konst),*];
    };
}
pub(crate) use rules;

rules! {
// ---- PC00: the file ----
NO_INTERCHANGE: "PC0001" "no-interchange-found" Error snip 1 Stable Fate::Nowhere("there is no sender to answer"), ENVELOPE;
    "No X12 interchange was found"
    "no X12 interchange was found: nothing begins with ISA and a header of 106 bytes"
    "Check that this is the 837 file itself, not an archive, a report or an encrypted file."
TEXT_OUTSIDE: "PC0002" "text-outside-interchange" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "Something stands outside the interchanges"
    "{0} outside any interchange: not read"
    "Remove what stands before the ISA or after the IEA: mail headers, page breaks, notes."
ISA_MALFORMED: "PC0003" "interchange-header-malformed" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "The ISA segment does not have its fixed width"
    "the ISA segment is not 106 bytes wide with its elements at their fixed places; its separators were taken from its text"
    "Pad each ISA element to its fixed width; do not trim blanks."
SEPARATORS_CLASH: "PC0004" "separators-not-distinct" Error snip 1 Stable Fate::Ta1("026"), ENVELOPE;
    "Two separators are the same character"
    "{0} and {1} use the same character"
    "Choose four different characters, usually * : ^ ~, none of which occurs in your data."
BYTE_ORDER_MARK: "PC0005" "byte-order-mark" Warning snip 1 Stable Fate::Nowhere("read past; many systems refuse the file unread"), ENVELOPE;
    "The file begins with a byte order mark"
    "the file begins with a UTF-8 byte order mark before the ISA"
    "Save the file without a byte order mark."
WIDE_CHARACTERS: "PC0006" "two-byte-characters" Error snip 1 Stable Fate::Nowhere("no system reads it"), ENVELOPE;
    "The file is written in UTF-16"
    "the file is written with two bytes a character (UTF-16) and was not read"
    "Export the file as ASCII or UTF-8 text."
LINE_BREAK_INSIDE: "PC0007" "line-break-inside-segment" Error snip 1 Stable Fate::Ik403("6"), SYNTAX;
    "A line break stands inside a segment"
    "line breaks stand inside segments ({0} of them in this set); they were read past"
    "Write line breaks after segment terminators only; do not wrap the file at 80 columns."
UNTERMINATED: "PC0008" "segment-not-terminated" Error snip 1 Stable Fate::Ta1("023"), SYNTAX;
    "The last segment has no terminator"
    "the file ends inside a segment"
    "The file was probably cut off: send it again whole."
SET_TOO_LARGE: "PC0009" "set-exceeds-limit" Error snip 7 Stable Fate::Nowhere("a limit of this check, not of the standard"), OURS;
    "A transaction set is larger than the limit of this check"
    "the transaction set is larger than the limit of {0} bytes and was not checked"
    "Split the batch into several transaction sets, or raise the limit."
ODD_SEPARATOR: "PC0010" "unusual-separator" Warning snip 1 Stable Fate::Nowhere("legal between partners who agreed on it"), ENVELOPE;
    "A separator is a letter, a digit, a blank or part of a longer character"
    "{0} is a letter, a digit, a blank or part of a character of several bytes"
    "Use characters that never occur in data, usually * : ^ ~."
INDENTED: "PC0011" "blanks-before-segment" Info snip 1 Stable Fate::Nowhere("read past"), SYNTAX;
    "Blanks stand before a segment"
    "blanks stand before segments of this set ({0})"
    "Write each segment directly after the terminator or a line break."
REPETITION_UNSET: "PC0012" "repetition-separator-missing" Warning snip 1 Stable Fate::Ta1("026"), ENVELOPE;
    "ISA11 does not name a repetition separator"
    "ISA11 does not hold a repetition separator but a letter, a digit or a blank, as before version 00402"
    "Send ISA11 as ^ with ISA12 00501."
NO_ISA: "PC0013" "interchange-header-missing" Error snip 1 Stable Fate::Nowhere("there is no sender to answer"), ENVELOPE;
    "There is no ISA segment"
    "{0} stands outside an interchange; the separators were guessed"
    "Send the whole interchange, from ISA to IEA."
SEGMENT_TOO_LARGE: "PC0014" "segment-exceeds-limit" Error snip 7 Stable Fate::Nowhere("a limit of this check, not of the standard"), OURS;
    "A segment outside the transaction sets is larger than the limit of this check"
    "no segment terminator was found within the limit of {0} bytes"
    "Check that the terminator in ISA16's neighbour, byte 106, is the one that the file uses."

// ---- PC01: the envelope ----
IEA_MISSING: "PC0101" "interchange-trailer-missing" Error snip 1 Stable Fate::Ta1("023"), ENVELOPE;
    "The interchange has no IEA"
    "the interchange ends without IEA"
    "The file was probably cut off or put together by hand: send it again whole."
IEA_CONTROL: "PC0102" "interchange-control-numbers-differ" Error snip 1 Stable Fate::Ta1("001"), ENVELOPE;
    "IEA02 is not ISA13"
    "IEA02 differs from ISA13 of this interchange"
    "Write the same nine digits in both."
IEA_COUNT: "PC0103" "interchange-group-count-differs" Error snip 1 Stable Fate::Ta1("021"), ENVELOPE;
    "IEA01 is not the number of groups"
    "IEA01 does not say {0}, the number of functional groups here"
    "Correct IEA01, or find the group that was lost."
ISA_ELEMENT: "PC0104" "interchange-header-element-invalid" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "An element of the interchange header or trailer is not valid"
    "{0} is not valid: expected {1}"
    "Correct the element; the receiver's companion guide names the value."
ISA_REPEATED: "PC0105" "interchange-control-number-repeated" Error snip 1 Stable Fate::Ta1("025"), ENVELOPE;
    "Two interchanges have the same control number"
    "ISA13 repeats the control number of an earlier interchange of this file"
    "Give each interchange a number of its own."
TA1_PLACE: "PC0106" "interchange-acknowledgement-misplaced" Warning snip 1 Preview Fate::Ta1("022"), ENVELOPE;
    "A TA1 stands elsewhere than between ISA and the first group"
    "TA1 stands elsewhere than between ISA and the first group"
    "Move TA1 directly after the ISA."
STRAY: "PC0107" "segment-outside-transaction-set" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "A segment stands where only headers and trailers may stand"
    "a segment stands outside any transaction set"
    "Check for a lost ST, or a trailer that came too early."
TRAILER_ALONE: "PC0108" "trailer-without-header" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "A trailer has no header"
    "{0} closes nothing: its header is missing"
    "Find the lost header, or remove the trailer."
ISA_FUTURE: "PC0109" "interchange-date-in-future" Warning snip 1 Stable Fate::Ta1("014"), ENVELOPE;
    "The interchange is dated in the future"
    "ISA09 is later than {0}, the day of this check"
    "Correct the date of the sending system."
GE_MISSING: "PC0111" "group-trailer-missing" Error snip 1 Stable Fate::Ak905("3"), ENVELOPE;
    "The functional group has no GE"
    "the functional group ends without GE"
    "The file was probably cut off or put together by hand: send it again whole."
GE_CONTROL: "PC0112" "group-control-numbers-differ" Error snip 1 Stable Fate::Ak905("4"), ENVELOPE;
    "GE02 is not GS06"
    "GE02 differs from GS06 of this group"
    "Write the same number in both."
GE_COUNT: "PC0113" "group-set-count-differs" Error snip 1 Stable Fate::Ak905("5"), ENVELOPE;
    "GE01 is not the number of transaction sets"
    "GE01 does not say {0}, the number of transaction sets here"
    "Correct GE01, or find the set that was lost."
GS_ELEMENT: "PC0114" "group-header-element-invalid" Error snip 1 Stable Fate::Ak905("6"), ENVELOPE;
    "An element of the group header or trailer is not valid"
    "{0} is not valid: expected {1}"
    "Correct the element; the receiver's companion guide names the value."
GS_REPEATED: "PC0115" "group-control-number-repeated" Error snip 1 Stable Fate::Ak905("19"), ENVELOPE;
    "Two groups of one interchange have the same control number"
    "GS06 repeats the control number of an earlier group of this interchange"
    "Give each group of an interchange a number of its own."
GS_FUTURE: "PC0116" "group-date-in-future" Warning snip 1 Stable Fate::Ta1("024"), ENVELOPE;
    "The functional group is dated in the future"
    "GS04 is later than {0}, the day of this check"
    "Correct the date of the sending system."
NO_GS: "PC0117" "group-header-missing" Error snip 1 Stable Fate::Ta1("022"), ENVELOPE;
    "There is no GS segment"
    "a transaction set stands outside a functional group"
    "Send the set inside GS and GE."
SE_MISSING: "PC0121" "set-trailer-missing" Error snip 1 Stable Fate::Ik502("2"), ENVELOPE;
    "The transaction set has no SE"
    "the transaction set ends without SE"
    "The file was probably cut off or put together by hand: send it again whole."
SE_CONTROL: "PC0122" "set-control-numbers-differ" Error snip 1 Stable Fate::Ik502("3"), ENVELOPE;
    "SE02 is not ST02"
    "SE02 differs from ST02 of this set"
    "Write the same number in both."
SE_COUNT: "PC0123" "set-segment-count-differs" Error snip 1 Stable Fate::Ik502("4"), ENVELOPE;
    "SE01 is not the number of segments"
    "SE01 does not say {0}, the number of segments from ST to SE"
    "Correct SE01, or find the segments that were lost."
ST_REPEATED: "PC0124" "set-control-number-repeated" Error snip 1 Stable Fate::Ik502("23"), ENVELOPE;
    "Two sets of one group have the same control number"
    "ST02 repeats the control number of an earlier set of this group"
    "Give each set of a group a number of its own."
ST_GROUP: "PC0125" "set-in-wrong-group" Error snip 1 Stable Fate::Ik502("18"), ENVELOPE;
    "The kind of set does not belong into this kind of group"
    "a set of this kind does not belong into a group with this GS01"
    "Professional claims (837) go in a group with GS01 HC."
GUIDES_DIFFER: "PC0126" "guide-identifiers-differ" Error snip 2 Stable Fate::Ik502("I6"), ENVELOPE;
    "ST03 names another guide than GS08"
    "ST03 names another guide than GS08; the set was read by {0}"
    "Write the same guide in GS08 and ST03, for professional claims 005010X222A1."
GUIDE_UNSUPPORTED: "PC0127" "guide-not-supported" Error snip 2 Stable Fate::Ik502("I6"), OURS;
    "The guide of this set is not one that this check knows"
    "the set is {0}: only its envelope was checked"
    "Send professional claims as 005010X222A1, or allow unchecked sets expressly (--allow-unsupported)."
GUIDE_READ_AS: "PC0128" "guide-read-as-another" Info snip 2 Stable Fate::Nowhere("read as the guide that means the same"), OURS;
    "The guide identifier means the same guide by another name"
    "the identifier is an earlier or later name of the guide; the set was read by {0}"
    "Nothing, unless the receiver insists on one identifier: 005010X222A1 is the one adopted."

// ---- PC02: segments and elements ----
SEGMENT_UNKNOWN: "PC0201" "segment-unknown" Error snip 1 Stable Fate::Ik304("1"), GUIDE;
    "The segment id is unknown"
    "no segment of the guide has this id"
    "Correct the id (capital letters), or remove the segment."
SEGMENT_UNEXPECTED: "PC0202" "segment-unexpected" Error snip 2 Stable Fate::Ik304("2"), GUIDE;
    "The segment is not expected here"
    "{0}{1} is not expected here, after {2} ({3})"
    "Check its qualifier, and whether it belongs into an earlier loop."
SEGMENT_MISSING: "PC0203" "required-segment-missing" Error snip 2 Stable Fate::Ik304("3"), GUIDE;
    "A required segment is missing"
    "{0} ({1}) is missing; {2} requires it"
    "Send the segment; the place shown is where it should stand."
SEGMENT_REPEATED: "PC0204" "segment-repeated-too-often" Error snip 2 Stable Fate::Ik304("5"), GUIDE;
    "The segment stands more often than the guide allows"
    "{0} ({1}) may stand {2} here and stands once more"
    "Remove the repetition, or move it to the loop it belongs to."
SEGMENT_ORDER: "PC0205" "segment-out-of-order" Error snip 2 Stable Fate::Ik304("7"), GUIDE;
    "The segment stands too late"
    "{0} ({1}) belongs before what stands here in loop {2}"
    "Move the segment forward to its place in the loop."
LOOP_MISSING: "PC0206" "required-loop-missing" Error snip 2 Stable Fate::Ik304("I7"), GUIDE;
    "A required loop is missing"
    "{0} ({1}) is missing; {2} requires it"
    "Send the loop; the place shown is where it should begin."
LOOP_REPEATED: "PC0207" "loop-repeated-too-often" Error snip 2 Stable Fate::Ik304("4"), GUIDE;
    "The loop stands more often than the guide allows"
    "loop {0} ({1}) may stand {2} here and stands once more"
    "Split what is too much into another claim or another loop around it."
SEGMENT_EMPTY: "PC0208" "segment-empty" Warning snip 1 Preview Fate::Ik304("8"), SYNTAX;
    "The segment says nothing"
    "the segment has no data"
    "Leave the segment out."
ELEMENT_MISSING: "PC0211" "required-element-missing" Error snip 2 Stable Fate::Ik403("1"), GUIDE;
    "A required element is empty"
    "{0} is missing: {1}"
    "Send the element."
ELEMENT_NOT_USED: "PC0212" "element-not-used" Error snip 2 Stable Fate::Ik403("I10"), GUIDE;
    "An element is filled that the guide does not use"
    "{0} is filled, and the guide does not use it here"
    "Leave the element empty."
ELEMENT_SHORT: "PC0213" "element-too-short" Error snip 1 Stable Fate::Ik403("4"), GUIDE;
    "An element is too short"
    "{0} ({1}) needs at least {2} characters"
    "Send the whole value; codes often lack a leading zero."
ELEMENT_LONG: "PC0214" "element-too-long" Error snip 1 Stable Fate::Ik403("5"), GUIDE;
    "An element is too long"
    "{0} ({1}) takes at most {2} characters"
    "Shorten the value."
ELEMENT_OVER_GUIDE: "PC0215" "element-over-guide-limit" Error snip 2 Stable Fate::Ik403("5"), GUIDE;
    "An element is longer than the guide promises to keep"
    "{0} ({1}) keeps at most {2} characters or digits in this guide"
    "Shorten the value: receivers cut it off or reject it."
CHARACTER: "PC0216" "character-invalid" Error snip 1 Stable Fate::Ik403("6"), SYNTAX;
    "An element holds a character that X12 does not allow"
    "{0} ({1}) holds a character that is not allowed"
    "Replace control characters and letters beyond ASCII."
NUMBER: "PC0217" "number-invalid" Error snip 1 Stable Fate::Ik403("6"), SYNTAX;
    "An element is not the number it must be"
    "{0} ({1}) is not a number as X12 writes it"
    "Write digits, one decimal point at most, a minus sign only if negative; no plus sign, comma or blank."
DATE: "PC0218" "date-invalid" Error snip 1 Stable Fate::Ik403("8"), SYNTAX;
    "An element is not the date it must be"
    "{0} ({1}) is not a date in the form that is announced"
    "Write CCYYMMDD, or CCYYMMDD-CCYYMMDD for a span, and only days that exist."
TIME: "PC0219" "time-invalid" Error snip 1 Stable Fate::Ik403("9"), SYNTAX;
    "An element is not the time it must be"
    "{0} ({1}) is not a time"
    "Write HHMM, with seconds and hundredths if need be."
CODE: "PC0220" "code-not-allowed" Error snip 2 Stable Fate::Ik403("7"), GUIDE;
    "An element holds a code that the guide does not allow"
    "{0} ({1}) must be {2}"
    "Use one of the codes that the guide allows here."
ELEMENTS_MANY: "PC0221" "too-many-elements" Error snip 1 Stable Fate::Ik403("3"), GUIDE;
    "The segment has more elements than are defined"
    "the segment has data beyond its last element, {0}"
    "Remove what stands after the last element; check for a separator inside the data."
COMPONENTS_MANY: "PC0222" "too-many-components" Error snip 1 Stable Fate::Ik403("13"), GUIDE;
    "The element has more components than are defined"
    "{0} has more than {1}"
    "Remove what is too much; check for the component separator inside the data."
REPETITIONS_MANY: "PC0223" "too-many-repetitions" Error snip 1 Stable Fate::Ik403("12"), GUIDE;
    "The element is repeated more often than the guide allows"
    "{0} may stand {1}"
    "Send the element once; check for the repetition separator inside the data."
TRAILING_SEPARATORS: "PC0224" "trailing-separators" Warning snip 1 Stable Fate::Ik403("3"), SYNTAX;
    "Separators stand at the end of a segment or composite"
    "{0} at the end: nothing stands between them"
    "Leave out separators after the last value."
PADDING: "PC0225" "value-padded-with-blanks" Warning snip 1 Preview Fate::Ik403("6"), SYNTAX;
    "A value begins or ends with blanks"
    "{0} ({1}) begins or ends with blanks"
    "Trim the value."
PAIRED: "PC0231" "paired-elements-incomplete" Error snip 1 Stable Fate::Ik403("2"), SYNTAX;
    "Elements that go together are not all sent"
    "{0} must be sent because an element that goes with it is sent"
    "Send both, or neither."
NONE_OF: "PC0232" "one-of-elements-required" Error snip 1 Stable Fate::Ik403("2"), SYNTAX;
    "None of several elements is sent"
    "{0} or another element of its group must be sent"
    "Send at least one of them."
EXCLUSIVE: "PC0233" "elements-exclude-each-other" Error snip 1 Stable Fate::Ik403("10"), SYNTAX;
    "Two elements are sent that exclude each other"
    "{0} may not be sent together with {1}"
    "Send only one of the two."
CONDITIONAL: "PC0234" "conditional-element-missing" Error snip 1 Stable Fate::Ik403("2"), SYNTAX;
    "An element is sent without the one it depends on"
    "{0} must be sent because {1} is sent"
    "Send the element that the other depends on."
SPAN_REVERSED: "PC0235" "date-span-reversed" Error snip 2 Stable Fate::Ik403("8"), GUIDE;
    "A span of days ends before it begins"
    "{0} ({1}) ends before it begins"
    "Write the earlier day first."
DECIMALS: "PC0236" "too-many-decimals" Warning snip 2 Preview Fate::Ik403("5"), GUIDE;
    "A number has more decimals than the guide allows"
    "{0} ({1}) has more than {2} decimals"
    "Round the amount to cents, the quantity to thousandths."
}
