//! The edges of periods and of what follows them.

use super::*;
use Answer::{Invalid, Unknown, Valid};

/// Whoever holds it, on a day: may bill, may renew.
fn row(credential: &str, day: &str, expected: (Answer, Answer)) {
    let standing = on(&holder(credential, ""), day);
    assert_eq!(
        (standing.may_bill, standing.may_renew),
        expected,
        "{credential} on {day}: {}",
        says(&standing)
    );
}

const PLAIN: &str = r#""credential": "plain", "issued": "2024-04-01", "expires": "2026-03-31""#;

#[test]
fn a_period_has_two_edges() {
    for (day, bill, renew) in [
        ("2024-03-31", Invalid, Invalid),
        ("2024-04-01", Valid, Invalid),
        ("2025-12-30", Valid, Invalid),
        ("2025-12-31", Valid, Valid),
        ("2026-03-31", Valid, Unknown),
        // Two months late, in which this body lets services be billed.
        ("2026-04-01", Valid, Valid),
        ("2026-05-31", Valid, Valid),
        // Then up to the day before a year is over: reinstated.
        ("2026-06-01", Unknown, Valid),
        ("2027-03-30", Unknown, Valid),
        ("2027-03-31", Invalid, Unknown),
    ] {
        row(PLAIN, day, (bill, renew));
    }
}

#[test]
fn an_end_that_is_not_on_file_is_reckoned() {
    let issued = r#""credential": "plain", "issued": "2024-04-01""#;
    let leap = r#""credential": "plain", "issued": "2024-02-29""#;
    let fixed = r#""credential": "fixed", "issued": "2024-04-01""#;
    let on_the_day = r#""credential": "fixed", "issued": "2025-09-01""#;
    let free = r#""credential": "free", "issued": "2024-04-01""#;
    for (credential, day, bill) in [
        (issued, "2026-03-31", Valid),
        (issued, "2026-04-01", Unknown),
        (leap, "2026-02-27", Valid),
        (leap, "2026-02-28", Unknown),
        (fixed, "2025-09-01", Valid),
        (fixed, "2025-09-02", Invalid),
        (on_the_day, "2027-09-01", Valid),
        (on_the_day, "2027-09-02", Invalid),
        (free, "2024-03-31", Invalid),
        (free, "2024-04-01", Unknown),
        // A first day that is not on file is reckoned back from the end, where the length is fixed.
        (r#""credential": "plain", "expires": "2026-03-31""#, "2024-04-01", Valid),
        (r#""credential": "plain", "expires": "2026-03-31""#, "2024-03-31", Invalid),
        (r#""credential": "free", "expires": "2026-03-31""#, "2026-03-31", Unknown),
        (r#""credential": "free", "expires": "2026-03-31""#, "2026-04-01", Invalid),
        (r#""credential": "plain""#, "2026-03-31", Unknown),
        // Longer than the body's two years: a renewal is missing from the file.
        (r#""credential": "plain", "issued": "2020-04-01", "expires": "2026-03-31""#, "2022-04-01", Valid),
        (r#""credential": "plain", "issued": "2020-04-01", "expires": "2026-03-31""#, "2022-04-02", Unknown),
    ] {
        let standing = on(&holder(credential, ""), day);
        assert_eq!(standing.may_bill, bill, "{credential} on {day}: {}", says(&standing));
    }
}

#[test]
fn a_renewal_adds_a_period_and_closes_no_gap() {
    let free = |more: &str| {
        format!(r#""credential": "free", "issued": "2024-04-01", "expires": "2026-03-31", {more}"#)
    };
    let late = free(r#""renewals": [{"granted_on": "2026-05-15", "expires": "2028-05-14"}]"#);
    let in_time = free(r#""renewals": [{"granted_on": "2026-02-10", "expires": "2028-03-31"}]"#);
    let lapsed = free(
        r#""statuses": [{"status": "lapsed", "from": "2026-04-01"}], "renewals": [{"granted_on": "2026-05-15", "expires": "2028-05-14"}]"#,
    );
    let revoked = free(
        r#""statuses": [{"status": "revoked", "from": "2026-04-01"}], "renewals": [{"granted_on": "2026-05-15", "expires": "2028-05-14"}]"#,
    );
    for (credential, day, bill) in [
        (&late, "2026-03-31", Valid),
        (&late, "2026-04-01", Invalid),
        (&late, "2026-05-14", Invalid),
        (&late, "2026-05-15", Valid),
        (&late, "2028-05-14", Valid),
        (&late, "2028-05-15", Invalid),
        (&in_time, "2026-04-01", Valid),
        (&in_time, "2028-03-31", Valid),
        (&in_time, "2028-04-01", Invalid),
        (&lapsed, "2026-05-14", Invalid),
        (&lapsed, "2026-05-15", Valid),
        (&revoked, "2026-05-15", Invalid),
    ] {
        let standing = on(&holder(credential, ""), day);
        assert_eq!(standing.may_bill, bill, "{credential} on {day}: {}", says(&standing));
    }
    let backdated = late.replace("free", "backdated");
    assert_eq!(
        on(&holder(&backdated, ""), "2026-04-20").may_bill,
        Valid,
        "a body may say that it reaches back"
    );
}

#[test]
fn the_last_day_of_a_renewal_is_the_bodys_to_say() {
    row(&PLAIN.replace("plain", "backdated"), "2026-03-31", (Valid, Invalid));
    // How early is not said.
    row(&PLAIN.replace("plain", "backdated"), "2026-03-30", (Valid, Unknown));
}

#[test]
fn what_is_only_reported_never_says_no() {
    let reported = PLAIN
        .replace("plain", "reported")
        .replace("2026-03-31", "2026-04-30")
        .replace("2024-04-01", "2024-05-01");
    row(&reported, "2026-03-31", (Valid, Unknown));
    // It serves only to 2026-03-31, as somebody reports.
    row(&reported, "2026-04-01", (Unknown, Unknown));
    // Past its end, and it may bill and has to be applied for anew, as somebody reports.
    row(&reported, "2026-05-01", (Unknown, Unknown));
    let short = r#", "training": [{"on": "2025-05-05", "hours": 9, "kind": "continuing"}]"#;
    let standing = on(&holder(&reported, short), "2026-03-31");
    assert_eq!(standing.may_renew, Unknown, "{}", says(&standing));
}

#[test]
fn what_the_body_said_goes_before_dates() {
    for (status, bill, renew) in [
        ("active", Valid, Invalid),
        ("applicant", Invalid, Invalid),
        ("provisional", Unknown, Invalid),
        // This body lets services be billed in the two months after an end, and this file says when that was.
        ("grace", Valid, Invalid),
        ("inactive", Invalid, Unknown),
        ("suspended", Invalid, Unknown),
        ("revoked", Invalid, Invalid),
        ("surrendered", Invalid, Invalid),
        ("retired", Invalid, Invalid),
        ("deceased", Invalid, Invalid),
    ] {
        let credential = format!(r#"{PLAIN}, "statuses": [{{"status": "{status}", "from": "2025-01-01"}}]"#);
        row(&credential, "2025-02-02", (bill, renew));
    }
}

#[test]
fn of_several_states_the_one_against_the_holder_or_the_latest_holds() {
    let spans = |spans: &str| format!(r#"{PLAIN}, "statuses": [{spans}]"#);
    for (credential, day, bill) in [
        // A suspension with both its ends, inside a longer active span.
        (spans(r#"{"status": "suspended", "from": "2025-03-01", "to": "2025-03-31"}, {"status": "active", "from": "2025-03-15", "to": "2026-03-31"}"#), "2025-03-20", Invalid),
        (spans(r#"{"status": "suspended", "from": "2025-03-01", "to": "2025-03-31"}"#), "2025-04-01", Valid),
        // An open one, ended by what came later.
        (spans(r#"{"status": "suspended", "from": "2025-03-01"}, {"status": "active", "from": "2025-05-01"}"#), "2025-04-30", Invalid),
        (spans(r#"{"status": "suspended", "from": "2025-03-01"}, {"status": "active", "from": "2025-05-01"}"#), "2025-05-01", Valid),
        // The history stops, and nothing says what came then.
        (spans(r#"{"status": "active", "from": "2024-04-01", "to": "2025-06-30"}"#), "2025-07-01", Unknown),
        // Active without an end lasts as long as the period does.
        (r#""credential": "free", "expires": "2026-03-31", "statuses": [{"status": "active", "from": "2024-04-01"}]"#.to_owned(), "2026-03-31", Valid),
        (r#""credential": "free", "expires": "2026-03-31", "statuses": [{"status": "active", "from": "2024-04-01"}]"#.to_owned(), "2026-04-01", Invalid),
        (r#""credential": "free", "statuses": [{"status": "active", "from": "2024-04-01"}]"#.to_owned(), "2026-04-01", Unknown),
    ] {
        let standing = on(&holder(&credential, ""), day);
        assert_eq!(standing.may_bill, bill, "{credential} on {day}: {}", says(&standing));
    }
}

#[test]
fn fees_are_exact_sums_or_unknown() {
    for (day, sum, total) in [
        ("2026-01-05", Some("$100"), Some("100")),
        ("2026-04-15", Some("$100 + $12.50 = $112.50"), Some("112.5")),
        ("2026-06-15", Some("$100 + unknown"), None),
        ("2027-06-15", None, None),
    ] {
        let standing = on(&holder(PLAIN, ""), day);
        let fees = standing.held[0].fees.as_ref();
        let total = total.map(|total: &str| total.parse().unwrap());
        assert_eq!((fees.map(Fees::sum).as_deref(), fees.and_then(Fees::total)), (sum, total), "{day}");
    }
}

#[test]
fn until_is_the_last_day_without_a_break() {
    for (credential, day, until) in [
        (PLAIN.replace("plain", "free"), "2025-05-05", Some("2026-03-31")),
        // This body lets services be billed in the two months after.
        (PLAIN.to_owned(), "2025-05-05", Some("2026-05-31")),
        (PLAIN.replace("plain", "reported"), "2025-05-05", Some("2026-03-31")),
        (
            format!(
                r#"{}, "statuses": [{{"status": "suspended", "from": "2025-08-01", "to": "2025-08-31"}}]"#,
                PLAIN.replace("plain", "free")
            ),
            "2025-05-05",
            Some("2025-07-31"),
        ),
        (
            format!(
                r#"{}, "renewals": [{{"granted_on": "2026-03-01", "expires": "2028-03-31"}}]"#,
                PLAIN.replace("plain", "free")
            ),
            "2025-05-05",
            Some("2028-03-31"),
        ),
        (
            format!(
                r#"{}, "renewals": [{{"granted_on": "2026-04-01", "expires": "2028-03-31"}}]"#,
                PLAIN.replace("plain", "free")
            ),
            "2025-05-05",
            Some("2028-03-31"),
        ),
        (
            format!(
                r#"{}, "renewals": [{{"granted_on": "2026-04-02", "expires": "2028-03-31"}}]"#,
                PLAIN.replace("plain", "free")
            ),
            "2025-05-05",
            Some("2026-03-31"),
        ),
        (PLAIN.replace("plain", "free"), "2026-04-01", None),
    ] {
        let standing = on(&holder(&credential, ""), day);
        assert_eq!(standing.until, until.map(|day| day.parse().unwrap()), "{credential} on {day}");
    }
}
