//! What is clever here, held against the obvious twin.

use super::stretch::{Stretch, clusters};
use crate::bill::{BillOptions, bill};
use crate::credential::{Question, bills_until, may_bill, supervised_until};
use crate::evidence::Evidence;
use crate::pack::body::Bodies;
use crate::pack::{Library, PackSet};
use crate::value::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::fmt::Write;

fn day(number: i32) -> Date {
    let first: Date = "2026-01-01".parse().unwrap();
    first.checked_add_days(number).unwrap()
}

/// Sessions that share a minute with another session of the same person, by trying every pair.
fn plainly(all: &[Stretch]) -> BTreeSet<u32> {
    let mut shared = BTreeSet::new();
    for one in all {
        for other in all {
            let same = one.whose == other.whose && one.session != other.session;
            if same && one.first < other.last && other.first < one.last {
                shared.extend([one.session, other.session]);
            }
        }
    }
    shared
}

/// A log of one member with a daily limit: minutes of each contact, by day. Returns the document.
fn log(contacts: &[(i32, u32)]) -> String {
    let mut rows = String::new();
    for (place, (on, units)) in contacts.iter().enumerate() {
        let comma = if place == 0 { "" } else { "," };
        let minutes = units * 15;
        let _ = write!(
            rows,
            r#"{comma}{{"id":"e{place}","service":"peer","member":"m1","staff":"s1","on":"{}","minutes":{minutes},"mode":"in-person","pos":"11"}}"#,
            day(*on)
        );
    }
    format!(
        r#"{{"schema":"peerclaim-evidence/1",
        "agency":[{{"name":"TEST AGENCY","npi":"1234567893","tax_id":"00-1234567","address":{{"street":"1 TEST ST","city":"TESTVILLE","state":"PA","zip":"171010001"}},"contact":{{"name":"TEST DESK","phone":"5555550100"}}}}],
        "partners":[{{"id":"p1","payer":"p","payer_number":"TESTPAYER","submitter_id":"TESTSENDER","receiver_id":"TESTPAYER"}}],
        "charges":[{{"service":"peer","amount":10}}],
        "staff":[{{"id":"s1"}}],
        "members":[{{"id":"m1","first_name":"JANE","last_name":"DOE","born":"1990-01-01","sex":"F","address":{{"street":"2 TEST ST","city":"TESTVILLE","state":"PA","zip":"17101"}},"coverage":[{{"payer":"p","number":"0000000001"}}],"diagnoses":["F33.1"]}}],
        "encounters":[{rows}]}}"#
    )
}

fn packs(rows: &str) -> PackSet {
    let text = format!(
        "[pack]\nid = \"p\"\nname = \"P\"\nlayer = \"plan\"\n\n[[source]]\nid = \"own\"\ntitle = \"Synthetic\"\nstatus = \"contract\"\n\n\
         [[service]]\nid = \"peer\"\nvariant = \"individual\"\ncode = \"H0038\"\nunit = \"minutes\"\nminutes = 15\ncite = [\"own\"]\nstatus = \"contract\"\n\n{rows}"
    );
    let mut library = Library::new();
    library.add(&text).unwrap_or_else(|error| panic!("{:#?}\n{text}", error.findings()));
    PackSet::new(vec![library.stack("p").unwrap()])
}

const OWN: &str = "cite = [\"own\"]\nstatus = \"contract\"\n";

/// What a limit lets pass, walking the days one by one.
fn let_pass(contacts: &[(i32, u32)], most: u32, window: i32) -> u32 {
    let mut by_day = std::collections::BTreeMap::<i32, u32>::new();
    for (on, units) in contacts {
        *by_day.entry(*on).or_default() += units;
    }
    // What is asked counts, not what was let pass: what is denied was still billed.
    let asked = |on: i32| -> u32 { by_day.range(on - window + 1..=on).map(|(_, units)| *units).sum() };
    by_day
        .iter()
        .map(|(on, units)| {
            let before = asked(*on) - units;
            (*units).min(most.saturating_sub(before))
        })
        .sum()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn clusters_are_what_every_pair_says(
        all in prop::collection::vec((0_u32..3, 0_i64..60, 1_i64..12), 0..24),
    ) {
        let mut all: Vec<Stretch> = (0..)
            .zip(all)
            .map(|(session, (whose, first, long))| Stretch { whose, first, last: first + long, session, encounter: session })
            .collect();
        all.sort_unstable();
        let found: BTreeSet<u32> = clusters(&all).iter().flatten().map(|one| one.session).collect();
        prop_assert_eq!(found, plainly(&all));
    }

    #[test]
    fn limits_let_pass_what_a_plain_walk_lets_pass(
        contacts in prop::collection::vec((0_i32..9, 1_u32..9), 1..9),
        most in 1_u32..24,
        length in 1_i32..6,
    ) {
        let document = log(&contacts);
        let evidence = Evidence::from_json(document.as_bytes()).evidence;
        let bodies = Bodies::default();
        let options = BillOptions::new(day(20), 1);
        for (window, days) in [("window = \"day\"".to_owned(), 1), (format!("window = \"rolling-days\"\nlength = {length}"), length)] {
            let cap = format!("[[cap]]\nmeasure = \"units\"\nmost = {most}\n{window}\non_exceed = \"deny\"\n{OWN}");
            let draft = bill(&evidence, &packs(&cap), &bodies, &options).unwrap();
            let billed = draft.report().totals.units.clone();
            prop_assert_eq!(billed, let_pass(&contacts, most, days).to_string(), "{}", cap);
        }
    }
}

/// A credential answers the same on every day of the span that is remembered for it.
#[test]
fn what_a_credential_is_worth_holds_for_its_span() {
    let document = br#"{"schema":"peerclaim-evidence/1","staff":[
        {"id":"s1","credentials":[{"body":"pcb","credential":"cps","first_certified":"2024-02-01","issued":"2024-02-01","expires":"2026-01-31",
            "statuses":[{"status":"suspended","from":"2025-03-01","to":"2025-04-10"}],
            "renewals":[{"applied_on":"2026-03-01","granted_on":"2026-03-20","expires":"2028-01-31","late":true}]}]},
        {"id":"s2","credentials":[{"body":"north-carolina","credential":"cpss","issued":"2024-06-01","expires":"2026-05-31"}]}]}"#;
    let evidence = Evidence::from_json(document).evidence;
    let bodies = Bodies::embedded();
    let stacks = [Library::embedded().stack("pa-ffs").unwrap(), Library::embedded().stack("nc-8g").unwrap()];
    for staff in &*evidence.staff {
        for stack in &stacks {
            let mut until = None;
            let mut known = None;
            for number in -730..900 {
                let on = day(number);
                let question =
                    Question::new(on, &bodies).stacks(std::slice::from_ref(stack)).service("individual");
                if until.is_none_or(|until| until < on) {
                    let (answer, last) = bills_until(&question, staff);
                    (known, until) = (Some(answer), Some(last));
                }
                assert_eq!(known, Some(may_bill(&question, staff)), "{} {on}", staff.id);
            }
        }
    }
}

/// Whether somebody is supervised is the same on every day of the span that is remembered for it.
#[test]
fn supervision_holds_for_its_span() {
    let document = br#"{"schema":"peerclaim-evidence/1","staff":[
        {"id":"boss","fte":"0.5","supervisor_since":"2025-03-14","training":[{"kind":"supervisor-course","on":"2025-11-20"}],
            "facts":[{"fact":"mental-health-professional","from":"2024-01-01","to":"2026-05-05"}]},
        {"id":"s1","fte":"1","supervisors":[{"supervisor":"boss","from":"2025-01-10","to":"2026-02-11"}],
            "credentials":[{"body":"pcb","credential":"cps","issued":"2025-01-31","expires":"2027-01-30"}],
            "supervision":[{"on":"2025-01-31","minutes":60,"mode":"face-to-face"},{"on":"2025-02-28","minutes":60,"mode":"face-to-face"},
                {"on":"2025-03-31","minutes":60,"mode":"face-to-face"},{"on":"2025-04-03","minutes":60,"mode":"face-to-face"},
                {"on":"2025-04-10","minutes":60,"mode":"face-to-face"},{"on":"2025-04-17","minutes":20,"mode":"face-to-face"},
                {"on":"2025-08-31","minutes":60,"mode":"face-to-face"}]},
        {"id":"s2","fte":"1","supervisors":[{"supervisor":"boss","from":"2025-05-01"}],
            "credentials":[{"body":"north-carolina","credential":"cpss","issued":"2024-06-01","expires":"2026-05-31"}]}]}"#;
    let evidence = Evidence::from_json(document);
    assert!(evidence.findings.is_empty(), "{:#?}", evidence.findings);
    let evidence = evidence.evidence;
    let bodies = Bodies::embedded();
    let mut answers = BTreeSet::new();
    let own = "[[supervision]]\nevery = \"month\"\ntimes = 2\nleast_minutes = 30\n";
    let own = format!("{own}{OWN}\n[[ratio]]\ncounted = \"staff-per-supervisor\"\nmost = 1\n{OWN}");
    let mut stacks: Vec<_> = ["pa-ffs", "nc-8g", "tx-medicaid"]
        .iter()
        .filter_map(|id| Library::embedded().stack(id).ok())
        .collect();
    stacks.extend(packs(&own).stacks().iter().cloned());
    for (staff, stack) in
        evidence.staff.iter().flat_map(|staff| stacks.iter().map(move |stack| (staff, stack)))
    {
        let mut span = None;
        for number in -400..900 {
            let question = Question::new(day(number), &bodies).evidence(&evidence);
            let question = question.stacks(std::slice::from_ref(stack)).service("individual");
            let (now, last) = supervised_until(&question, staff, day(700));
            let (known, until) = *span.get_or_insert((now, last));
            assert_eq!(known, now, "{} {} {}", stack.id(), staff.id, day(number));
            if until <= day(number) {
                span = None;
            }
            answers.insert(format!("{} {:?}", stack.id(), now.map(|one| one.0)));
        }
    }
    assert!(answers.len() > 6, "{answers:?}");
}

/// A row that names the payer by a number means the same payer as one that names its pack.
#[test]
fn a_payer_is_one_payer_however_a_row_names_it() {
    let rules = format!(
        "[[payer]]\nnumber = \"00042\"\n{OWN}\n[[cap]]\nmeasure = \"units\"\nmost = 6\nwindow = \"rolling-days\"\nlength = 7\non_exceed = \"deny\"\n{OWN}"
    );
    let authorized =
        format!("[[authorization]]\nmeasure = \"units\"\nfree = 0\nwindow = \"lifetime\"\n{OWN}");
    let cases = [("p", true), ("00042", true), ("TESTPAYER", true), ("00043", false)];
    for (named, ours) in cases {
        let units = |rules: &str, rows: &str| {
            let document = log(&[(9, 4)]).replace(r#""charges":"#, &format!(r#"{rows},"charges":"#));
            let evidence = Evidence::from_json(document.as_bytes());
            assert!(evidence.findings.is_empty(), "{:#?}", evidence.findings);
            let draft =
                bill(&evidence.evidence, &packs(rules), &Bodies::default(), &BillOptions::new(day(20), 1));
            draft.unwrap().report().totals.units.clone()
        };
        let paid = format!(
            r#""history":[{{"id":"h1","claim":"C1","sent_on":"2026-01-09","payer":"{named}","member":"m1","service":"peer","from":"2026-01-08","units":4,"status":"paid"}}]"#
        );
        assert_eq!(units(&rules, &paid), if ours { "2" } else { "4" }, "history of {named}");
        let granted = format!(
            r#""authorizations":[{{"id":"a1","member":"m1","payer":"{named}","number":"A0001","units":10,"from":"2026-01-01","to":"2026-01-31"}}]"#
        );
        let rules = format!("[[payer]]\nnumber = \"00042\"\n{OWN}\n{authorized}");
        assert_eq!(units(&rules, &granted), if ours { "4" } else { "0" }, "authorization of {named}");
        let charged = format!(r#""charges":[{{"service":"peer","payer":"{named}","amount":10}}]"#);
        let document = log(&[(9, 4)]).replace(r#""charges":[{"service":"peer","amount":10}]"#, &charged);
        let evidence = Evidence::from_json(document.as_bytes()).evidence;
        let own = packs(&format!("[[payer]]\nnumber = \"00042\"\n{OWN}"));
        let draft = bill(&evidence, &own, &Bodies::default(), &BillOptions::new(day(20), 1)).unwrap();
        assert_eq!(draft.report().totals.units, if ours { "4" } else { "0" }, "charge for {named}");
    }
}
