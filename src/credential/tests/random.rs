//! What has to be so of any file.

use super::*;
use crate::value::Date;
use proptest::prelude::*;
use std::fmt::Write;

fn day(offset: i32) -> Date {
    Date::new(2024, 1, 1).and_then(|first| first.checked_add_days(offset)).unwrap()
}

/// A first and a last day.
type Days = (i32, i32);

fn days() -> impl Strategy<Value = Days> {
    (0..900_i32, 0..400_i32).prop_map(|(first, length)| (first, first + length))
}

const STATES: [&str; 8] =
    ["active", "active", "suspended", "lapsed", "revoked", "provisional", "grace", "inactive"];

#[derive(Debug, Clone)]
struct File {
    credential: &'static str,
    present: Option<Days>,
    renewals: Vec<Days>,
    /// Days on which a renewal was asked for, and nothing came of it that is on file.
    asked: Vec<i32>,
    certified: Option<i32>,
    /// State, first day, last day where there is one.
    states: Vec<(usize, i32, Option<i32>)>,
}

fn file() -> impl Strategy<Value = File> {
    let state = (0..STATES.len(), days(), any::<bool>())
        .prop_map(|(state, (first, last), open)| (state, first, (!open).then_some(last)));
    (
        prop_oneof![Just("free"), Just("fixed"), Just("reported")],
        proptest::option::weighted(0.8, days()),
        proptest::collection::vec(days(), 0..3),
        proptest::collection::vec(0..1300_i32, 0..2),
        proptest::option::weighted(0.3, 0..900_i32),
        proptest::collection::vec(state, 0..4),
    )
        .prop_map(|(credential, present, renewals, asked, certified, states)| File {
            credential,
            present,
            renewals,
            asked,
            // On a file without a present term it is the first day of one.
            certified: certified.filter(|_| present.is_some()),
            states,
        })
}

impl File {
    fn evidence(&self) -> Evidence {
        let mut text = format!(r#""credential": "{}""#, self.credential);
        if let Some((first, last)) = self.present {
            let _ = write!(text, r#", "issued": "{}", "expires": "{}""#, day(first), day(last));
        }
        let renewals: Vec<String> = self
            .renewals
            .iter()
            .map(|(first, last)| {
                format!(r#"{{"granted_on": "{}", "expires": "{}"}}"#, day(*first), day(*last))
            })
            .chain(self.asked.iter().map(|on| format!(r#"{{"applied_on": "{}"}}"#, day(*on))))
            .collect();
        if let Some(certified) = self.certified {
            let _ = write!(text, r#", "first_certified": "{}""#, day(certified));
        }
        let states: Vec<String> = self
            .states
            .iter()
            .map(|(state, first, last)| {
                let to = last.map(|last| format!(r#", "to": "{}""#, day(last))).unwrap_or_default();
                format!(r#"{{"status": "{}", "from": "{}"{to}}}"#, STATES[*state], day(*first))
            })
            .collect();
        let _ =
            write!(text, r#", "renewals": [{}], "statuses": [{}]"#, renewals.join(", "), states.join(", "));
        holder(&text, "")
    }

    fn on(&self, offset: i32) -> Standing {
        on(&self.evidence(), &day(offset).to_string())
    }

    /// Is the day in some period of the file, or in a span that the body called active?
    fn has(&self, at: i32) -> bool {
        let inside = |(first, last): &Days| (*first..=*last).contains(&at);
        self.present.iter().chain(&self.renewals).any(inside)
            || self.states.iter().any(|(state, first, last)| {
                STATES[*state] == "active" && *first <= at && last.is_none_or(|last| at <= last)
            })
    }
}

const fn worth(answer: Answer) -> u8 {
    match answer {
        Answer::Invalid => 0,
        Answer::Unknown => 1,
        Answer::Valid => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// One more span in which the body called it active makes no day inside it worse.
    #[test]
    fn a_valid_span_makes_no_day_inside_it_worse(file in file(), (first, last) in days(), at in 0..400_i32) {
        let at = first + at.min(last - first);
        let before = file.on(at).may_bill;
        let mut more = file.clone();
        more.states.push((0, first, Some(last)));
        let after = more.on(at).may_bill;
        prop_assert!(worth(after) >= worth(before), "{before} became {after} on {}", day(at));
    }

    /// A day in no period and in no active span is never valid.
    #[test]
    fn a_day_outside_every_span_is_never_valid(file in file(), at in 0..1400_i32) {
        if !file.has(at) {
            prop_assert_ne!(file.on(at).may_bill, Answer::Valid);
        }
    }

    /// An application alone makes no day valid that was not, and a day of certification none.
    #[test]
    fn what_was_only_asked_for_makes_no_day_valid(file in file(), asked in 0..1300_i32, certified in 0..900_i32, at in 0..1400_i32) {
        let before = file.on(at).may_bill;
        let mut more = file.clone();
        more.asked.push(asked);
        more.certified = more.certified.or_else(|| file.present.map(|_| certified));
        if before != Answer::Valid {
            prop_assert_ne!(more.on(at).may_bill, Answer::Valid);
        }
    }

    /// The last day without a break, against asking day by day.
    #[test]
    fn until_agrees_with_asking_every_day(file in file(), at in 0..1200_i32) {
        let (bodies, evidence) = (house(), file.evidence());
        let ask = |offset: i32| {
            let question = Question::new(day(offset), &bodies).evidence(&evidence);
            standing(&question, &evidence.staff[0])
        };
        let answer = ask(at);
        let valid = |offset: &i32| bills(&Question::new(day(*offset), &bodies), &evidence.staff[0], day(*offset), &mut Vec::new()).0 == Answer::Valid;
        // No file reaches 2000 days.
        let end = (at..2000).find(|offset| !valid(offset)).unwrap_or(2000);
        let due = (answer.may_bill == Answer::Valid && end < 2000).then(|| day(end - 1));
        prop_assert_eq!(answer.until, due);
    }
}

/// Found by the property above.
#[test]
fn a_term_that_is_not_on_file_undoes_no_lapse() {
    let mut file = File {
        credential: "free",
        present: Some((529, 529)),
        renewals: Vec::new(),
        asked: Vec::new(),
        certified: Some(412),
        states: vec![(3, 398, None)],
    };
    assert_eq!(file.on(412).may_bill, Answer::Invalid);
    file.states.push((0, 282, Some(412)));
    assert_eq!(file.on(412).may_bill, Answer::Invalid);
}
