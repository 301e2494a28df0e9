//! The rules of tables: what a pack and a document of evidence must be, before anyone asks what they say.
//!
//! Ids: `PC0401` and on.

use crate::diag::{
    Fate, Profile, Rule,
    Severity::{Error, Warning},
    Source,
    Status::Stable,
    rules::rules,
};

/// What this library asks of the tables that it reads.
const OURS: &[Source] = &[Source { title: "peerclaim", section: "docs/packs.md and docs/evidence.md" }];

/// Tables are input beside the claims.
const BESIDE: Fate = Fate::Nowhere("a fault of what is checked by, not of the claim file");

rules! {
SYNTAX_BROKEN: "PC0401" "table-syntax-broken" Error snip 7 Stable BESIDE, OURS;
    "The document cannot be read here"
    "this is not {0}: a bracket, a comma or a quotation mark is missing or too many"
    "Correct the place; what follows it may have been read otherwise than it was meant."
TABLE_UNKNOWN: "PC0402" "table-name-unknown" Error snip 7 Stable BESIDE, OURS;
    "There is no table of that name"
    "there is no table of this name{0}"
    "Correct the name; `peerclaim schema` lists the tables and their fields."
FIELD_UNKNOWN: "PC0403" "field-name-unknown" Error snip 7 Stable BESIDE, OURS;
    "The row has no field of that name"
    "there is no field of this name here{0}"
    "Correct the name, or take the field out; a rule that is not understood is not applied."
FIELD_MISSING: "PC0404" "field-missing" Error snip 7 Stable BESIDE, OURS;
    "A field that every such row needs is missing"
    "the field `{0}` is missing"
    "Add it; where nobody knows the value and the field allows it, write \"unknown\"."
VALUE_INVALID: "PC0405" "field-value-invalid" Error snip 7 Stable BESIDE, OURS;
    "The value is not of the kind that stands in this field"
    "this is not {0}"
    "Write the value in the form that is named."
WORD_UNKNOWN: "PC0406" "field-word-unknown" Error snip 7 Stable BESIDE, OURS;
    "The word is none of those that this field knows"
    "this is not one of {0}{1}"
    "Choose one of the words; if none says what is meant, the row does not fit its table."
TEXT_UNREADABLE: "PC0407" "text-encoding-broken" Error snip 7 Stable BESIDE, OURS;
    "The text is not UTF-8"
    "the text of `{0}` is not UTF-8, so its letters cannot be told"
    "Export the table as UTF-8; a spreadsheet calls it \"CSV UTF-8\"."
TOO_MANY_COLUMNS: "PC0408" "table-too-wide" Error snip 7 Stable BESIDE, OURS;
    "The table has more columns than any table of evidence"
    "the table has more than {0} columns and was not read"
    "Check that this is the right export, and that the separator is a comma."
COLUMN_UNKNOWN: "PC0409" "column-not-read" Warning snip 7 Stable BESIDE, OURS;
    "A column of the table is not known and was not read"
    "column {0} has a name that is not known here; it was not read"
    "Rename the column if it holds something that the table needs; else nothing is to be done."
TOO_MANY_CELLS: "PC0410" "record-longer-than-header" Error snip 7 Stable BESIDE, OURS;
    "A record has more cells than the header has columns"
    "the record has more cells than the {0} columns of the header, so no cell can be told"
    "Put texts that hold commas into quotation marks."
ROW_REPEATED: "PC0411" "row-identifier-repeated" Error snip 7 Stable BESIDE, OURS;
    "Two rows of one table have the same identifier"
    "row {0} of this table has the same identifier"
    "Give each row an identifier of its own, or take out the row that was entered twice."
REFERENCE_UNKNOWN: "PC0412" "row-reference-unknown" Error snip 7 Stable BESIDE, OURS;
    "The row names another that does not exist"
    "there is no row of `{0}` with this identifier{1}"
    "Correct the identifier, or add the row that is named."
SPAN_REVERSED: "PC0413" "row-span-reversed" Error snip 7 Stable BESIDE, OURS;
    "The row ends before it begins"
    "this is before `{0}`"
    "Exchange the two, or correct the one that is wrong."
FORM_UNKNOWN: "PC0414" "document-form-unknown" Error snip 7 Stable BESIDE, OURS;
    "The document says that it is of a form that is not read here"
    "this is not {0}"
    "Check that this is the right document, or convert it to the form that is named."
CITE_MISSING: "PC0415" "row-without-citation" Error snip 7 Stable BESIDE, OURS;
    "A row of a pack says something and does not say who says so"
    "the row cites nothing"
    "Name a `source` row in `cite`; only what is recalled without a document may cite nothing."
STATUS_UNSUPPORTED: "PC0416" "row-status-above-source" Error snip 7 Stable BESIDE, OURS;
    "A row claims to be known better than what it cites"
    "nothing that the row cites is known better than {0}"
    "Lower the status of the row, or cite the primary text."
COLUMN_REPEATED: "PC0417" "column-repeated" Warning snip 7 Stable BESIDE, OURS;
    "Two columns of the table hold the same field"
    "column {0} holds the same field as column {1}; it was not read"
    "Take out the column that is not meant, or rename it."
FIELD_EMPTY: "PC0418" "field-empty" Error snip 7 Stable BESIDE, OURS;
    "A field that asks for words has none"
    "nothing stands here"
    "Write what the field asks for, or take the field out. In a pack the `title` of a `source` says who says so: the contract, the letter or the bulletin, and its page."
FIELD_ALONE: "PC0419" "field-without-its-other" Error snip 7 Stable BESIDE, OURS;
    "A field means nothing without another that is missing"
    "this needs the field `{0}` beside it"
    "Add the field; what it is nobody can guess, and without it the row never decides anything."
PACK_UNKNOWN: "PC0420" "pack-not-known" Error snip 7 Stable BESIDE, OURS;
    "The row names a pack that is not there"
    "there is no pack of this id {0}{1}"
    "Correct the id; `peerclaim packs list` lists the packs. A row can only take the place of one in a pack that its own pack extends."
LAYER_LATER: "PC0421" "pack-extends-later-layer" Error snip 7 Stable BESIDE, OURS;
    "A pack extends one that speaks for fewer people"
    "this pack is of the layer `{0}`, which comes after `{1}`, the layer of this one"
    "Correct the `layer`, or let the other pack extend this one: national, state, programme, plan, yours."
PACK_ID_TAKEN: "PC0422" "pack-id-taken" Error snip 7 Stable BESIDE, OURS;
    "A pack takes the place of another by its id"
    "{0} has this id, and this one would take its place"
    "Give the pack an id of its own; what it should build on it names in `extends`."
ROWS_CONTRADICT: "PC0423" "rows-contradict" Warning snip 7 Stable BESIDE, OURS;
    "Two rows of a pack are for the same and say different things"
    "row {0} of this table is for the same services, people and days and says otherwise; of the two this one holds"
    "Take out the row that is wrong, or give one of them `from`, `to` or `when`; where the sources disagree, write a `conflict`."
FIELD_REPEATED: "PC0424" "field-repeated" Error snip 7 Stable BESIDE, OURS;
    "A row has two fields of one name"
    "the field `{0}` stands here a second time"
    "Take out the one that is not meant; a row that says two things is left out."
}
