//! Tests: a person on a day beside the rules of a body, row by row.

mod hours;
mod random;
mod time;

use super::*;
use crate::pack::body::Bodies;

/// A body with every rule that has an edge.
const BODY: &str = r#"
[body]
id = "house"
name = "House"

[[source]]
id = "rule"
title = "The rule"
status = "verified"

[[source]]
id = "report"
title = "A report"
status = "secondary"

[[credential]]
id = "plain"
name = "Plain"
cite = ["rule"]
status = "verified"

[[credential]]
id = "reported"
name = "Reported"
serves_to = 2026-03-31
cite = ["report"]
status = "secondary"

[[credential]]
id = "fixed"
name = "Fixed"
cite = ["rule"]
status = "verified"

[[credential]]
id = "free"
name = "Free"
cite = ["rule"]
status = "verified"

[[credential]]
id = "backdated"
name = "Backdated"
cite = ["rule"]
status = "verified"

[[credential]]
id = "supervisor"
name = "Supervisor"
role = "supervisor"
cite = ["rule"]
status = "verified"

[[term]]
when = { credential = ["plain", "reported", "backdated"] }
months = 24
cite = ["rule"]
status = "verified"

[[term]]
when = { credential = ["fixed"] }
months = 24
expires = "fixed-date"
month = 9
day = 1
years = "odd"
cite = ["rule"]
status = "verified"

[[renewal]]
when = { credential = ["plain"] }
earliest_months = 3
cite = ["rule"]
status = "verified"

[[renewal]]
when = { credential = ["backdated"] }
on_last_day = false
backdated = true
cite = ["rule"]
status = "verified"

[[late]]
when = { credential = ["plain"] }
way = "renew"
months = 2
fee = 12.50
may_bill = true
cite = ["rule"]
status = "verified"

[[late]]
when = { credential = ["plain"] }
way = "reinstate"
after_months = 2
months = 12
last_excluded = true
fee = "unknown"
may_bill = "unknown"
cite = ["rule"]
status = "verified"

[[late]]
when = { credential = ["reported"] }
way = "reapply"
may_bill = true
cite = ["report"]
status = "secondary"

[[fee]]
when = { credential = ["plain"] }
pays = "renewal"
amount = 100
cite = ["rule"]
status = "verified"

[[ce]]
when = { credential = ["plain"] }
hours = 20
cycle_months = 12
live_hours = 5
topic = [{ topic = "ethics", also = ["code"], hours = 2 }]
not_counted = ["rounds"]
cite = ["rule"]
status = "verified"

[[ce]]
when = { credential = ["reported"] }
hours = 10
cycle_months = 24
cite = ["report"]
status = "secondary"
"#;

fn house() -> Bodies {
    let mut bodies = Bodies::new();
    bodies.add(BODY).unwrap_or_else(|error| panic!("{:#?}", error.findings()));
    bodies
}

/// Someone whose roster row says this.
fn roster(staff: &str) -> Evidence {
    let text = format!(r#"{{"schema": "peerclaim-evidence/1", "staff": [{{"id": "s1", {staff}}}]}}"#);
    let read = Evidence::from_json(text.as_bytes());
    assert!(read.findings.is_empty(), "{staff}: {:?}", read.findings);
    read.evidence
}

/// Someone who holds this, as the roster's JSON says it, without the body.
fn holder(credential: &str, more: &str) -> Evidence {
    roster(&format!(r#""credentials": [{{"body": "house", {credential}}}]{more}"#))
}

fn on(evidence: &Evidence, day: &str) -> Standing {
    let bodies = house();
    let question = Question::new(day.parse().unwrap(), &bodies).evidence(evidence);
    standing(&question, &evidence.staff[0])
}

fn says(standing: &Standing) -> String {
    standing.reasons.iter().map(|reason| reason.says.as_str()).collect::<Vec<_>>().join("\n")
}

#[test]
fn answers_combine() {
    use crate::pack::Status::{Contract, Recalled, Secondary, Verified};
    use Answer::{Invalid, Unknown, Valid};
    for (a, b, and, or) in [
        (Valid, Valid, Valid, Valid),
        (Valid, Unknown, Unknown, Valid),
        (Valid, Invalid, Invalid, Valid),
        (Unknown, Unknown, Unknown, Unknown),
        (Unknown, Invalid, Invalid, Unknown),
        (Invalid, Invalid, Invalid, Invalid),
    ] {
        assert_eq!((a.and(b), b.and(a), a.or(b), b.or(a)), (and, and, or, or), "{a} {b}");
    }
    for (status, capped) in
        [(Verified, Invalid), (Contract, Invalid), (Secondary, Unknown), (Recalled, Unknown)]
    {
        assert_eq!((Invalid.capped(status), Valid.capped(status)), (capped, Valid), "{status}");
    }
}

#[test]
fn bodies_and_credentials_without_rules_are_unknown() {
    for (row, text) in [
        (
            r#""credentials": [{"body": "elsewhere", "credential": "plain", "issued": "2026-01-01", "expires": "2026-12-31"}]"#,
            "no rules for this body",
        ),
        (
            r#""credentials": [{"body": "house", "credential": "other", "issued": "2026-01-01", "expires": "2026-12-31"}]"#,
            "no credential of this name",
        ),
        (r#""roles": ["peer"]"#, "names no credential"),
    ] {
        let standing = on(&roster(row), "2026-02-02");
        assert_eq!(
            (standing.may_bill, standing.may_renew, standing.until),
            (Answer::Unknown, Answer::Unknown, None),
            "{row}"
        );
        assert!(says(&standing).contains(text), "{row}: {}", says(&standing));
    }
}

#[test]
fn the_answer_repeats_no_text_of_the_roster() {
    let mark = "CANARY";
    let row = format!(
        r#""first_name": "{mark}", "last_name": "{mark}", "level": "{mark}", "roles": ["{mark}"],
        "credentials": [{{"body": "house", "credential": "plain", "number": "{mark}", "stage": "{mark}", "endorsements": ["{mark}"],
            "issued": "2024-04-01", "expires": "2026-03-31", "statuses": [{{"status": "suspended", "from": "2025-01-01", "to": "2025-02-01", "raw": "{mark}"}}]}},
            {{"body": "{mark}", "credential": "{mark}"}}],
        "training": [{{"on": "2025-03-03", "hours": 3, "topic": "{mark}", "course": "{mark}", "provider": "{mark}"}}],
        "supervisors": ["{mark}"], "facts": ["{mark}"]"#
    );
    let text = format!(r#"{{"schema": "peerclaim-evidence/1", "staff": [{{"id": "{mark}-1", {row}}}]}}"#);
    let evidence = Evidence::from_json(text.as_bytes()).evidence;
    assert_eq!(evidence.staff.len(), 1);
    for day in ["2024-03-31", "2025-01-15", "2026-01-05", "2026-04-01", "2027-04-01"] {
        let standing = on(&evidence, day);
        assert!(!standing.reasons.is_empty());
        for shown in [to_json(&standing), format!("{standing:?}")] {
            assert!(!shown.contains(mark), "{day}: {shown}");
        }
    }
}

#[test]
fn each_citation_stands_once() {
    let evidence = holder(r#""credential": "plain", "issued": "2024-04-01", "expires": "2026-03-31""#, "");
    let standing = on(&evidence, "2026-04-15");
    assert_eq!(standing.cites(), ["The rule"]);
}

#[test]
#[cfg(feature = "schema")]
fn the_schema_is_the_committed_one() {
    for (name, file, schema) in [
        ("credential", "peerclaim-credential-1.json", credential_schema()),
        ("comparison", "peerclaim-credential-comparison-1.json", comparison_schema()),
    ] {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/schema").join(file);
        #[expect(clippy::disallowed_methods, reason = "the test reads the repository")]
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == schema,
            "`peerclaim schema {name} > docs/schema/{file}` and look at what changed"
        );
    }
}

#[test]
#[cfg(feature = "packs")]
fn bodies_are_compared_with_standards() {
    let bodies = Bodies::embedded();
    let day = "2026-05-15".parse().unwrap();
    for (body, credential, about, compared) in [
        ("texas", "peer-specialist", "supervised work", Compared::More),
        ("tennessee", "cprs", "supervised work", Compared::Same),
        ("tennessee", "cprs", "training", Compared::Same),
        ("pcb", "cps", "training", Compared::More),
        ("kentucky", "apss", "training", Compared::Less),
        ("naadac", "ncprss", "training", Compared::Same),
        ("naadac", "ncprss", "supervised work", Compared::Unknown),
        ("ic-rc", "pr", "schooling", Compared::More),
        ("pcb", "crs", "recovery", Compared::More),
    ] {
        let (one, standards) = (bodies.get(body).unwrap(), bodies.get("samhsa-2023").unwrap());
        let found = compare(one, standards, day);
        let line = found.iter().find(|line| line.credential == credential && line.about == about);
        assert_eq!(line.map(|line| line.compared), Some(compared), "{body}/{credential} {about}");
    }
}
