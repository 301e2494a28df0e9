//! Which guide a transaction set follows, as GS08 and ST03 name it.

use super::table::Guide;

/// What the identifiers of a set say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Identity {
    /// A guide that this library reads.
    Supported {
        guide: &'static str,
        /// Named by the identifier that the guide itself bears.
        exact: bool,
        /// GS08 and ST03 name guides that are not the same.
        differ: bool,
    },
    /// Something else, in words for a message.
    Unsupported(&'static str),
}

/// Identifiers of guides that are known by name only; the first that fits decides. What they are for is as
/// public catalogues of the guides list it (X298 to X300: Stedi, "HIPAA transaction sets"); where no such
/// catalogue was read, only the kind of claim is told.
const KNOWN: &[(&str, &str)] = &[
    ("005010X222", "an 837 professional guide of another release than 005010X222A1"),
    ("005010X223", "an institutional claim (837I)"),
    ("005010X224", "a dental claim (837D)"),
    ("005010X291", "an 837 professional of another purpose (X291)"),
    ("005010X292", "an 837 institutional of another purpose (X292)"),
    ("005010X298", "a professional claim for post-adjudicated data reporting (837P, X298)"),
    ("005010X299", "an institutional claim for post-adjudicated data reporting (837I, X299)"),
    ("005010X300", "a dental claim for post-adjudicated data reporting (837D, X300)"),
    ("005010X221", "a remittance advice (835)"),
    ("005010X231", "an implementation acknowledgement (999)"),
    ("005010X230", "a functional acknowledgement (997)"),
    ("005010X214", "a claim acknowledgement (277CA)"),
    ("005010X212", "a claim status inquiry or response (276, 277)"),
    ("005010X279", "an eligibility inquiry or response (270, 271)"),
    ("005010X220", "a benefit enrolment (834)"),
    ("005010X218", "a premium payment (820)"),
    ("005010X217", "a services review (278)"),
    ("004010X098", "a professional claim of version 4010 (837P)"),
    ("004010X096", "an institutional claim of version 4010 (837I)"),
    ("004010X097", "a dental claim of version 4010 (837D)"),
    ("004010", "a transaction of version 4010"),
];

/// Transaction sets by their number, where no guide is named.
const SETS: &[(&str, &str)] = &[
    ("837", "a claim of a guide that is not named"),
    ("835", "a remittance advice (835)"),
    ("999", "an implementation acknowledgement (999)"),
    ("997", "a functional acknowledgement (997)"),
    ("277", "a claim status response or acknowledgement (277)"),
    ("276", "a claim status inquiry (276)"),
    ("270", "an eligibility inquiry (270)"),
    ("271", "an eligibility response (271)"),
    ("278", "a services review (278)"),
    ("275", "an attachment (275)"),
    ("834", "a benefit enrolment (834)"),
    ("820", "a premium payment (820)"),
    ("824", "an application advice (824)"),
];

/// Kinds of set and the group (GS01) that each belongs into (X12 functional identifier codes).
const GROUPS: &[(&[u8], &[u8])] = &[
    (b"837", b"HC"),
    (b"835", b"HP"),
    (b"999", b"FA"),
    (b"997", b"FA"),
    (b"277", b"HN"),
    (b"276", b"HR"),
    (b"270", b"HS"),
    (b"271", b"HB"),
    (b"278", b"HI"),
    (b"834", b"BE"),
    (b"820", b"RA"),
    (b"275", b"PI"),
];

/// Does a set of this kind belong into such a group? Unknown kinds are not judged.
pub(crate) fn fits_group(set: &[u8], group: &[u8]) -> bool {
    GROUPS.iter().find(|(kind, _)| *kind == set).is_none_or(|(_, fits)| *fits == group)
}

/// Reads the identifiers: ST03 decides where it is there, else GS08.
pub(crate) fn identify(guides: &[&'static Guide], group: &[u8], set: &[u8], reference: &[u8]) -> Identity {
    let accepts = |guide: &&'static Guide, name: &[u8]| guide.accepts.iter().any(|id| id.as_bytes() == name);
    let named = if reference.is_empty() { group } else { reference };
    let of_kind = guides.iter().filter(|guide| guide.transaction.as_bytes() == set);
    if let Some(guide) = of_kind.clone().find(|guide| accepts(guide, named)) {
        let exact = named == guide.id.as_bytes() && (group.is_empty() || group == guide.id.as_bytes());
        let differ = !reference.is_empty() && !group.is_empty() && !accepts(guide, group);
        return Identity::Supported { guide: guide.id, exact, differ };
    }
    let known = KNOWN.iter().find(|(id, _)| named.starts_with(id.as_bytes()));
    let kind = SETS.iter().find(|(id, _)| id.as_bytes() == set);
    let words = known.or(kind).map_or("of a kind that is not known", |(_, words)| words);
    Identity::Unsupported(words)
}
