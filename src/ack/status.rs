//! What a 277CA says of a finding: category, status, and whom it concerns.
//!
//! A rule names category and status ([`Fate::Stc`]); the place of the finding tells the rest. Statuses are those of
//! X12's claim status codes (code source 508), read in two public copies of the list (2026-11): which of them want
//! whom they concern, and which want another one beside them. That a status fits a finding is general knowledge.

use crate::check::provider_role_missing;
use crate::diag::{Fate, Finding, Place, Rule};
use crate::pack::rows::Role;

/// What becomes of a claim or a line, as one status of an STC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Status {
    pub(super) category: &'static str,
    pub(super) code: &'static str,
    pub(super) entity: Option<&'static str>,
    /// A second one, where the first wants one beside it.
    pub(super) beside: Option<(&'static str, Option<&'static str>)>,
}

impl Status {
    pub(super) const fn plain(category: &'static str, code: &'static str) -> Self {
        Self { category, code, entity: None, beside: None }
    }

    /// Something is missing or wrong, and where is not known.
    pub(super) const UNPLACED: Self =
        Self { category: "A3", code: "21", entity: None, beside: Some(("478", None)) };

    /// That of a rule that rejects, where its own status or its place is not known; none for what only evidence shows:
    /// no answer tells of it.
    pub(super) fn without_place(rule: &Rule) -> Option<Self> {
        let by_evidence = matches!(rule.fate, Fate::Nowhere(_)) && rule.id.starts_with("PC07");
        (!by_evidence).then(|| Self::of(rule.fate, None).unwrap_or(Self::UNPLACED))
    }

    /// That of a rule, at the place of a finding if there is one; none, where it takes a place to tell whom it concerns.
    pub(super) fn of(fate: Fate, at: Option<&Place>) -> Option<Self> {
        let Fate::Stc(category, code) = fate else { return None };
        if at.is_none() && entity_for(code, None) == Some(UNKNOWN) {
            return None;
        }
        let beside = WANTS_ANOTHER.contains(&code).then(|| {
            let other = at.map_or("478", status_of_place);
            (other, entity_for(other, at))
        });
        Some(Self { category, code, entity: entity_for(code, at), beside })
    }

    /// That of a finding.
    pub(super) fn of_finding(finding: &Finding) -> Option<Self> {
        let status = Self::of(finding.rule().fate, finding.location().x12())?;
        // Who is missing stands nowhere: the finding says it.
        let missing = provider_role_missing::missing(finding).map(entity_of);
        Some(Self { entity: missing.or(status.entity), ..status })
    }
}

/// The code of who fills a role.
const fn entity_of(role: Role) -> &'static str {
    match role {
        Role::Billing => "85",
        Role::Rendering => "82",
        Role::Ordering | Role::OrderingOrReferring => "DK",
        Role::Referring => "DN",
        Role::Supervising => "DQ",
        Role::ServiceLocation => "77",
    }
}

/// Statuses that are told of somebody: the code of whom has to be there.
const WANTS_WHOM: &[&str] = &[
    "19", "23", "24", "26", "85", "88", "97", "109", "124", "125", "126", "127", "128", "132", "142", "143",
    "145", "148", "149", "153", "155", "157", "158", "159", "163", "164", "182", "183", "252", "470", "480",
    "491", "496", "500", "501", "502", "503", "504", "505", "514", "516", "560", "562", "663", "680", "695",
    "741", "743", "754", "755", "775",
];

/// Statuses that mean nothing without another beside them.
const WANTS_ANOTHER: &[&str] =
    &["21", "402", "508", "510", "511", "512", "693", "694", "697", "700", "710", "732", "745"];

/// Whom a status concerns, where the place does not tell: no code of anybody.
const UNKNOWN: &str = "";

/// Whom a status concerns, if it concerns somebody.
fn entity_for(code: &str, at: Option<&Place>) -> Option<&'static str> {
    WANTS_WHOM.contains(&code).then(|| match code {
        // Payers number, decide and are told apart.
        "182" | "252" | "480" | "516" => "PR",
        "183" => "QC",
        _ => at.map_or(UNKNOWN, whom),
    })
}

/// Whom the loop of a place tells of; a claim or a line as a whole tells of who bills it.
fn whom(at: &Place) -> &'static str {
    match at.path.last_loop() {
        Some("1000A") => "41",
        Some("1000B") => "40",
        Some("2010AB" | "2010AC") => "87",
        Some("2000B" | "2010BA" | "2330A") => "IL",
        Some("2010BB" | "2320" | "2330B" | "2430") => "PR",
        Some("2000C" | "2010CA") => "QC",
        Some("2310A" | "2330C" | "2420F") => "DN",
        Some("2310B" | "2330D" | "2420A") => "82",
        Some("2310C" | "2310E" | "2310F" | "2330E" | "2420C" | "2420G" | "2420H") => "77",
        Some("2310D" | "2330F" | "2420D") => "DQ",
        Some("2420B") => "QB",
        Some("2420E") => "DK",
        _ => "85",
    }
}

/// The status that names what stands at a place.
fn status_of_place(at: &Place) -> &'static str {
    let element = at.element.map_or((0, 0), |at| (at.element, at.component));
    match (at.tag.unwrap_or_default(), element) {
        ("CLM", (2, _)) => "178",
        ("CLM", (5, 1)) | ("SV1", (5, _)) => "249",
        ("CLM", (5, 3)) => "535",
        ("CLM", (11, _)) => "633",
        ("SV1", (1, 3..=6)) => "453",
        ("SV1", (1, _)) => "507",
        ("SV1", (2, _)) => "583",
        ("SV1", (3, _)) => "659",
        ("SV1", (4, _)) => "476",
        ("SV1", (7, _)) => "477",
        ("HI", (1, _)) => "254",
        ("HI", _) => "255",
        ("DTP", _) => "187",
        ("N3", _) => "126",
        ("N4", (1, _)) => "502",
        ("N4", (2, _)) => "501",
        ("N4", (3, _)) => "500",
        ("N4", (4, _)) => "680",
        ("NM1", (9, _)) if at.path.last_loop() == Some("2010BA") => "164",
        ("NM1", (9, _)) => "562",
        ("NM1" | "N4", _) => "125",
        ("PRV", _) => "145",
        ("PER", _) => "127",
        ("REF", _) => "153",
        ("PWK", _) => "489",
        ("AMT", _) => "182",
        ("SVD", _) => "643",
        ("CAS", _) => "519",
        ("SBR", _) => "480",
        ("BHT", _) => "604",
        _ if at.line.is_some() => "247",
        _ => "478",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{ElementRef, Path, Step};

    fn place(id: &'static str, tag: &'static str, element: u16) -> Place {
        Place {
            tag: Some(tag),
            path: Path::new(vec![Step { id, count: 1 }]),
            element: Some(ElementRef::element(element)),
            ..Place::default()
        }
    }

    #[test]
    fn a_status_tells_whom_it_concerns_and_has_another_beside_it_where_it_wants_one() {
        for (status, at, whom, beside) in [
            ("562", place("2010AA", "NM1", 9), Some("85"), None),
            ("562", place("2420A", "NM1", 9), Some("82"), None),
            ("164", place("2010BA", "NM1", 9), Some("IL"), None),
            ("476", place("2400", "SV1", 4), None, None),
            ("252", place("2300", "REF", 2), Some("PR"), None),
            ("402", place("2300", "CLM", 2), None, Some(("178", None))),
            ("732", place("2310C", "N3", 1), None, Some(("126", Some("77")))),
        ] {
            let found = Status::of(Fate::Stc("A7", status), Some(&at)).unwrap();
            assert_eq!((found.entity, found.beside), (whom, beside), "{status}");
        }
        assert_eq!(Status::of(Fate::Ik304("3"), None), None);
    }
}
