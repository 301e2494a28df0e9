//! What may be billed.
//!
//! A check is a leaf: one file with a [`Rule`] and a function, one document beside it, one line in the list
//! below. It says what it looks at (its scope: a segment, a claim, a set; or, by a payer's rules, a claim or
//! its lines); the driver loops, so that no check walks a file of its own, and it never repeats what reading
//! already reported.
//!
//! [`Checker`] runs everything over a file and gives a [`FileReport`](crate::diag::FileReport).

/// From more minutes of service than these on, a day of a staff member is a long one, unless told otherwise: a
/// choice of this library, to look at, and nobody's rule.
pub(crate) const LONG_DAY: u32 = 720;

/// The fate of what the service log does not bear out.
pub(crate) const SEEN_IN_AUDIT: &str = "a claim does not show it; an audit beside the record does";

/// The record of a rule: what all records have in common, once.
macro_rules! rule_record {
    (
        $id:literal $name:literal $severity:ident $status:ident $profile:ident, snip $snip:literal, $fate:expr,
        [$($denial:literal)*] $doc:literal [$title:literal $message:literal $help:literal]
        [$($source:literal => $section:expr),+]
    ) => {
        pub(crate) static RULE: crate::diag::Rule = crate::diag::Rule {
            id: $id,
            name: $name,
            title: $title,
            message: $message,
            help: $help,
            severity: crate::diag::Severity::$severity,
            snip: $snip,
            status: crate::diag::Status::$status,
            since: "0.1.0",
            profile: crate::diag::Profile::$profile,
            fate: $fate,
            sources: &[$(crate::diag::Source { title: $source, section: $section }),+],
            denials: &[$($denial),*],
            doc: include_str!($doc),
        };
    };
}

/// The record of a rule that a claim decides by itself.
macro_rules! claim_rule {
    (
        $id:literal $name:literal $severity:ident $status:ident, snip $snip:literal, $fate:ident $($code:literal)+,
        denied $($denial:literal)*, document $doc:literal;
        title: $title:literal
        message: $message:literal
        help: $help:literal
        sources: $($source:literal => $section:literal),+
    ) => {
        rule_record! {
            $id $name $severity $status Preflight, snip $snip, crate::diag::Fate::$fate($($code),+),
            [$($denial)*] $doc [$title $message $help] [$($source => $section),+]
        }
    };
}

/// The record of a rule that rests on rows of a pack, and the tables whose rows it reads. Its status is that of a payer
/// that checks before it adjudicates; another one denies on its remittance.
macro_rules! payer_rule {
    (
        $id:literal $name:literal $severity:ident, $fate:ident $($code:literal)+, denied $($denial:literal)+,
        document $doc:literal, reads $table:literal $(, $more:literal)* $(and $last:literal)?;
        title: $title:literal
        message: $message:literal
        help: $help:literal
    ) => {
        rule_record! {
            $id $name $severity Stable Preflight, snip 7, crate::diag::Fate::$fate($($code),+),
            [$($denial)+] $doc [$title $message $help]
            ["peerclaim packs" => concat!(
                $table, $(", ", $more,)* $(" and ", $last,)?
                " rows; each finding names its row and what that cites"
            )]
        }

        /// The tables of a pack that it reads.
        pub(crate) const READS: &[&str] = &[$table $(, $more)* $(, $last)?];
    };
}

/// The record of a rule that the service log decides, beside roster, papers and the rows of packs that it reads.
macro_rules! log_rule {
    (
        $id:literal $name:literal $severity:ident $profile:ident, denied $($denial:literal)*, document $doc:literal,
        reads $($table:literal),*;
        title: $title:literal
        message: $message:literal
        help: $help:literal
    ) => {
        rule_record! {
            $id $name $severity Stable $profile, snip 7, crate::diag::Fate::Nowhere(crate::check::SEEN_IN_AUDIT),
            [$($denial)*] $doc [$title $message $help]
            ["peerclaim" => "docs/evidence.md; where a payer's row decides, the finding names it and what it cites"]
        }

        /// The tables of a pack that it reads.
        pub(crate) const READS: &[&str] = &[$($table),*];
    };
}

pub(crate) mod audit;
pub(crate) mod book;
mod checker;
mod fix;
mod merge;
pub(crate) mod payer;
mod routes;
mod run;
pub(crate) mod sent;
mod set;

pub use audit::Billed;
pub use checker::{Builder, Checker};
pub use fix::{Change, Fix, fixed, fixes};
pub use run::{Run, Serial, Spread};

use self::book::LogCheck;
use self::payer::PayerRun;
pub(crate) use self::payer::Payers;
use self::sent::{Sent, Tell};
use crate::claim::{ClaimView, LineView};
use crate::diag::{Found, Rule, rules};
use crate::evidence;
use crate::guide::{LoopView, SegView, SetView};
use crate::table::{self, distance, edits};
use crate::value::{Date, DateSpan, Lists, Money};

/// Looks at one segment.
pub(crate) type SegmentCheck = fn(&Cx<'_>, &SegView<'_>, &mut Found);
/// Looks at one claim.
pub(crate) type ClaimCheck = fn(&Cx<'_>, &ClaimView<'_>, &mut Found);
/// Looks at one loop.
pub(crate) type LoopCheck = fn(&Cx<'_>, &LoopView<'_>, &mut Found);
/// Looks at one service line.
pub(crate) type LineCheck = fn(&Cx<'_>, &LineView<'_>, &mut Found);
/// Looks at procedure and modifiers of a line (SV101). Tells whether such a text is good on every day: then it is not
/// looked at again in its set.
pub(crate) type CodesCheck = fn(&Cx<'_>, &LineView<'_>, SegView<'_>, &mut Found) -> bool;
/// Looks at a whole transaction set.
pub(crate) type SetCheck = fn(&Cx<'_>, SetView<'_>, &mut Found);

/// Looks at what files send, once all are read.
pub(crate) type FilesCheck = fn(&[Sent], Tell<'_>);

/// What a check looks at.
#[derive(Clone, Copy)]
pub(crate) enum Scope {
    /// Each segment with that id; `REF*EI/SY`: with one of these as its first element.
    Segment(&'static str, SegmentCheck),
    /// Each loop with one of those ids.
    Loops(&'static [&'static str], LoopCheck),
    /// Each service line.
    Line(LineCheck),
    /// The codes of each service line.
    Codes(CodesCheck),
    /// Each claim.
    Claim(ClaimCheck),
    /// A whole transaction set.
    Set(SetCheck),
    /// All files that are checked together.
    Files(FilesCheck),
}

/// What every check is told.
#[derive(Clone, Copy)]
pub(crate) struct Cx<'a> {
    /// Of the claim that is looked at.
    pub(crate) sums: &'a Sums,
    /// The day on which the batch was made (BHT04).
    pub(crate) made: Option<Date>,
    /// The day that is taken for today.
    pub(crate) as_of: Option<Date>,
    /// Which claim of the set is looked at, from 0.
    pub(crate) claim: u32,
    /// The lists that codes are looked up in.
    pub(crate) lists: &'a Lists,
}

/// The sums of one claim, and what else is found out in passing, so that not every check goes through its lines;
/// nothing where a value cannot be read.
#[expect(clippy::struct_excessive_bools, reason = "independent facts, not states")]
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Sums {
    pub(crate) charge: Option<Money>,
    /// The diagnoses that the claim has: a bit for each, the first is bit 1.
    pub(crate) diagnoses: u32,
    pub(crate) lines: Option<Money>,
    pub(crate) line_count: u32,
    /// A line charges less than nothing.
    pub(crate) negative: bool,
    /// The first and the last day of service.
    pub(crate) days: Option<DateSpan>,
    /// A line tells a place of service of its own.
    pub(crate) own_places: bool,
    /// Two lines may have one control number: where this is not so, none have.
    pub(crate) same_numbers: bool,
    /// The claim tells of other insurance.
    pub(crate) others: bool,
}

/// One check.
pub(crate) struct Check {
    pub(crate) rule: &'static Rule,
    pub(crate) scope: Scope,
}

/// The rules, by id, that are not asked of anything, because they need a list of the user's that is not there.
pub(crate) fn unlisted(lists: &Lists) -> Vec<&'static str> {
    let lacks = [
        (lists.diagnosis(b"").is_none(), &diagnosis_not_listed::RULE),
        (!lists.limits_units(), &units_over_national_limit::RULE),
        (lists.pairs().len() == 0, &procedures_not_together::RULE),
    ];
    lacks.into_iter().filter_map(|(lacks, rule)| lacks.then_some(rule.id)).collect()
}

/// One check by the rules of a payer.
pub(crate) struct PayerCheck {
    pub(crate) rule: &'static Rule,
    pub(crate) run: PayerRun,
    /// The tables of a pack that it reads.
    pub(crate) reads: &'static [&'static str],
}

/// Declares the leaves: their modules, the lists of checks, and a test that id, name and file agree.
macro_rules! checks {
    (
        $($id:ident => $leaf:ident),* $(,)?;
        payer: $($payer_id:ident => $payer_leaf:ident),* $(,)?;
        log: $($log_id:ident => $log_leaf:ident),* $(,)?;
        each of: $($run_leaf:ident),* $(,)?
    ) => {
        $(pub(crate) mod $leaf;)*
        $(pub(crate) mod $payer_leaf;)*
        $(pub(crate) mod $log_leaf;)*
        /// Every check, by id.
        pub(crate) static CHECKS: &[Check] = &[$(Check { rule: &$leaf::RULE, scope: $leaf::SCOPE }),*];
        /// Every check by the rules of a payer, by id.
        pub(crate) static PAYER_CHECKS: &[PayerCheck] =
            &[$(PayerCheck {
                rule: &$payer_leaf::RULE,
                run: $payer_leaf::RUN,
                reads: $payer_leaf::READS,
            }),*];
        /// Every rule that only evidence decides, and the tables of a pack that it reads.
        pub(crate) static LOG_RULES: &[(&Rule, &[&str])] = &[$((&$log_leaf::RULE, $log_leaf::READS)),*];
        /// What is asked of each attendance in the log.
        pub(crate) static LOG_CHECKS: &[LogCheck] = &[$(LogCheck {
            rule: &$run_leaf::RULE,
            run: $run_leaf::LOG,
            about: $run_leaf::ABOUT,
        }),*];

        #[cfg(test)]
        mod leaves {
            $(#[test]
            fn $leaf() {
                assert_eq!(super::$leaf::RULE.id, stringify!($id));
                assert_eq!(super::$leaf::RULE.name.replace('-', "_"), stringify!($leaf));
            })*
            $(#[test]
            fn $payer_leaf() {
                assert_eq!(super::$payer_leaf::RULE.id, stringify!($payer_id));
                assert_eq!(super::$payer_leaf::RULE.name.replace('-', "_"), stringify!($payer_leaf));
            })*
            $(#[test]
            fn $log_leaf() {
                assert_eq!(super::$log_leaf::RULE.id, stringify!($log_id));
                assert_eq!(super::$log_leaf::RULE.name.replace('-', "_"), stringify!($log_leaf));
            })*
        }
    };
}

checks! {
    PC0301 => claim_total_differs_from_lines,
    PC0302 => hierarchy_number_out_of_sequence,
    PC0303 => hierarchy_parent_wrong,
    PC0304 => hierarchy_child_flag_wrong,
    PC0305 => line_number_out_of_sequence,
    PC0306 => diagnosis_pointer_without_diagnosis,
    PC0307 => diagnosis_pointer_repeated,
    PC0308 => npi_check_digit_wrong,
    PC0309 => charge_negative,
    PC0310 => units_negative,
    PC0311 => other_payer_line_unbalanced,
    PC0312 => other_payer_claim_unbalanced,
    PC0313 => patient_level_beside_subscriber,
    PC0314 => payer_order_repeated,
    PC0315 => subscriber_demographics_missing,
    PC0316 => member_number_missing,
    PC0317 => street_is_post_office_box,
    PC0318 => zip_not_nine_digits,
    PC0319 => service_after_batch,
    PC0320 => diagnosis_not_well_formed,
    PC0321 => decision_dated_twice,
    PC0322 => adjustment_of_nothing,
    PC0323 => zip_not_well_formed,
    PC0324 => state_or_zip_missing,
    PC0325 => state_not_known,
    PC0326 => place_of_service_not_known,
    PC0327 => organization_with_first_name,
    PC0328 => rendering_provider_is_biller,
    PC0329 => line_provider_is_that_of_claim,
    PC0330 => born_after_service,
    PC0331 => claim_number_repeated,
    PC0332 => line_control_number_repeated,
    PC0333 => diagnosis_repeated,
    PC0334 => modifier_repeated,
    PC0335 => tax_number_not_well_formed,
    PC0336 => taxonomy_not_well_formed,
    PC0337 => claim_number_on_first_claim,
    PC0338 => payer_order_without_primary,
    PC0339 => patient_paid_over_charge,
    PC0340 => accident_without_place_or_day,
    PC0341 => decision_of_unknown_payer,
    PC0342 => line_place_is_that_of_claim,
    PC0343 => claim_number_in_another_set,
    PC0344 => batch_number_repeated,
    PC0345 => set_with_many_claims,
    PC0346 => test_beside_production,
    PC0347 => interchange_in_another_file,
    PC0348 => payer_order_with_gap,
    PC0349 => remaining_liability_twice,
    PC0350 => telephone_not_well_formed,
    PC0351 => cause_of_injury_first,
    PC0352 => not_covered_beside_decision,
    PC0353 => procedure_not_listed,
    PC0354 => modifier_not_listed,
    PC0355 => diagnosis_not_listed,
    PC0356 => units_over_national_limit,
    PC0357 => procedures_not_together,
    PC0358 => biller_number_missing,
    PC0359 => organization_with_person_number,
    PC0360 => pay_to_address_is_that_of_biller,
    PC0361 => service_place_is_that_of_biller,
    PC0362 => first_referral_alone,
    PC0363 => address_line_repeated,
    PC0364 => country_not_known,
    PC0365 => birth_long_ago,
    PC0366 => death_does_not_fit,
    PC0367 => pregnancy_of_a_man,
    PC0368 => insurance_type_of_first_payer,
    PC0369 => filing_indicator_missing,
    PC0370 => payers_with_one_number,
    PC0371 => charge_zero,
    PC0372 => related_cause_repeated,
    PC0373 => accident_after_service,
    PC0374 => onset_after_service,
    PC0375 => admission_missing,
    PC0376 => discharge_without_admission,
    PC0377 => diagnosis_of_old_version,
    PC0378 => other_payer_paid_missing,
    PC0379 => other_payer_paid_negative,
    PC0380 => adjustment_group_repeated,
    PC0381 => attachment_number_missing,
    PC0382 => authorization_told_twice,
    PC0383 => batch_dated_in_future,
    PC0384 => subscriber_without_claim,
    PC0385 => contact_kind_repeated,
    PC0386 => extension_without_telephone,
    PC0633 => correction_without_claim_number;
    payer:
    PC0601 => payer_not_of_pack,
    PC0602 => county_of_another_payer,
    PC0603 => procedure_not_in_pack,
    PC0604 => procedure_not_in_force,
    PC0605 => modifier_missing,
    PC0606 => modifier_not_allowed,
    PC0607 => modifier_out_of_place,
    PC0608 => modifiers_exclude_each_other,
    PC0609 => modifier_not_known,
    PC0610 => place_of_service_not_allowed,
    PC0611 => delivery_mode_not_covered,
    PC0612 => units_not_whole,
    PC0613 => units_zero,
    PC0614 => units_over_limit,
    PC0615 => units_need_authorization,
    PC0616 => units_need_necessity,
    PC0617 => member_outside_ages,
    PC0618 => diagnosis_not_covered,
    PC0619 => line_spans_days,
    PC0620 => lines_over_payer_limit,
    PC0621 => procedures_mixed,
    PC0622 => claim_filed_late,
    PC0623 => provider_role_missing,
    PC0624 => provider_role_not_allowed,
    PC0625 => provider_of_wrong_kind,
    PC0626 => biller_taxonomy_not_accepted,
    PC0627 => billing_taxonomy_missing,
    PC0628 => member_number_of_another_form,
    PC0629 => authorization_number_missing,
    PC0630 => frequency_not_accepted,
    PC0631 => filing_indicator_not_accepted,
    PC0632 => group_without_group_service,
    PC0634 => set_over_payer_limit;
    log:
    PC0701 => units_over_minutes,
    PC0702 => credential_not_in_force,
    PC0703 => staff_day_impossible,
    PC0704 => staff_day_long,
    PC0705 => staff_time_overlaps,
    PC0706 => member_time_overlaps,
    PC0707 => group_given_as_individual,
    PC0708 => sessions_in_a_chain,
    PC0710 => authorization_used_up,
    PC0711 => supervision_missing,
    PC0713 => paper_not_in_force,
    PC0714 => coverage_not_in_force,
    PC0715 => member_elsewhere,
    PC0716 => service_logged_twice,
    PC0717 => line_differs_from_log,
    PC0718 => note_late,
    PC0719 => line_without_encounter,
    PC0720 => encounter_never_billed,
    PC0721 => units_under_minutes,
    PC0722 => peer_too_close,
    PC0723 => other_payer_not_decided,
    PC0724 => units_not_decided,
    PC0725 => claim_data_missing,
    PC0726 => group_size_not_allowed,
    PC0727 => eligibility_not_on_record,
    PC0728 => first_claim_pending,
    PC0729 => line_billed_twice,
    PC0730 => encounter_after_today;
    each of:
    procedure_not_in_pack,
    procedure_not_in_force,
    modifier_not_allowed,
    modifier_not_known,
    place_of_service_not_allowed,
    delivery_mode_not_covered,
    member_outside_ages,
    diagnosis_not_covered,
    claim_filed_late,
    group_given_as_individual,
    credential_not_in_force,
    supervision_missing,
    paper_not_in_force,
    member_elsewhere,
    note_late,
    peer_too_close,
    group_size_not_allowed,
    eligibility_not_on_record,
    other_payer_not_decided,
    encounter_after_today,
}

/// Every rule there is, by id.
pub fn rule_book() -> impl Iterator<Item = &'static Rule> {
    // By id: PC00 to PC02 reading, PC03 the claim alone, PC04 tables, PC05 evidence, PC06 the payer, PC07 the log.
    let (reading, tables) = (rules::ALL.iter().copied(), table::rules::ALL.iter().copied());
    let (claims, payers) =
        (CHECKS.iter().map(|check| check.rule), PAYER_CHECKS.iter().map(|check| check.rule));
    let logged = LOG_RULES.iter().map(|(rule, _)| *rule);
    let all = reading.chain(claims).chain(tables).chain(evidence::rules::ALL.iter().copied());
    let mut all: Vec<&'static Rule> = all.chain(payers).chain(logged).collect();
    all.sort_by_key(|rule| rule.id);
    all.into_iter()
}

/// The tables of a pack that a rule reads; none where it rests on no pack.
pub fn rule_reads(rule: &Rule) -> &'static [&'static str] {
    let of_payers = PAYER_CHECKS.iter().map(|check| (check.rule, check.reads));
    let mut all = of_payers.chain(LOG_RULES.iter().copied());
    all.find(|(one, _)| *one == rule).map_or(&[], |(_, reads)| reads)
}

/// The rule of that id (`PC0301`) or name (`claim-total-differs-from-lines`).
pub fn find_rule(id_or_name: &str) -> Option<&'static Rule> {
    let same = |name: &str| name.eq_ignore_ascii_case(id_or_name);
    rule_book().find(|rule| same(rule.id) || same(rule.name))
}

/// The rule whose id or name is spelled most like that, if any is near.
pub fn nearest_rule(asked: &str) -> Option<&'static Rule> {
    let asked = asked.to_lowercase();
    let unlike = |rule: &Rule| {
        // The beginning of a name is often all that is remembered of it.
        let beginning =
            rule.name.get(..asked.len()).map_or(usize::MAX, |start| edits(&asked, start).saturating_add(1));
        distance(&asked, rule.name).min(edits(&asked, &rule.id.to_lowercase())).min(beginning)
    };
    let (unlike, best) = rule_book().map(|rule| (unlike(rule), rule)).min_by_key(|(unlike, _)| *unlike)?;
    (unlike <= asked.len() / 3 + 1).then_some(best)
}

/// Every event that the log as a whole tells, each once.
fn whole_log(book: &book::Book<'_>) -> Vec<book::Event> {
    let mut events = Vec::new();
    let impossible = staff_day_impossible::events(book, &mut events);
    let first = crate::value::Date::new(1, 1, 1);
    let is_impossible = |staff: u32, day: i64| {
        let on = first.zip(i32::try_from(day).ok()).and_then(|(first, day)| first.checked_add_days(day));
        on.is_some_and(|on| impossible.contains(&(staff, on)))
    };
    let before = events.len();
    let stretches = book.staff_stretches();
    staff_time_overlaps::events(book, &stretches, &is_impossible, &mut events);
    let of = |events: &[book::Event]| {
        let all = events.iter().flat_map(|event| &event.set);
        all.filter_map(|at| book.attendance(*at))
            .map(|one| one.place)
            .collect::<std::collections::HashSet<u32>>()
    };
    let told = of(events.get(before..).unwrap_or_default());
    member_time_overlaps::events(book, &told, &mut events);
    let told = of(&events);
    sessions_in_a_chain::events(book, &stretches, &told, &mut events);
    events
}
