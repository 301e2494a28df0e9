//! The days of staff by claims alone, where the payer's pack says that whoever gave the service is named.
//!
//! Lines for groups are set apart: a claim does not tell which of them are one session. Where the pack does not say
//! who is named, or the line names an organization, nothing can be told.

use super::fact::{Fact, Given};
use super::report::{Claim, Out};
use crate::check::payer::{Answer, Broken};
use crate::check::{LONG_DAY, staff_day_impossible, staff_day_long};
use crate::diag::{Arg, Lack, Related};
use crate::value::Date;
use std::collections::BTreeMap;

const DAY: u32 = 1_440;

pub(super) fn audit(facts: &[(u32, Fact)], out: &mut Out<'_>) {
    let mut days: BTreeMap<(u128, Date), Vec<&(u32, Fact)>> = BTreeMap::new();
    for fact in facts.iter().filter(|(_, fact)| fact.stack.is_some()) {
        match fact.1.given {
            Given::Minutes(_) => days.entry((fact.1.rendering, fact.1.days.first())).or_default().push(fact),
            Given::Group => {}
            Given::Unknown => {
                let lack = Lack::Fact("who gave the service: evidence, or a pack that says who is named");
                let answer = Answer::Open(lack, Broken::by_none(&[]).undecided());
                out.open(&staff_day_impossible::RULE, &answer, &[], None);
            }
        }
    }
    for lines in days.values() {
        let minutes = lines.iter().fold(0_u32, |sum, (_, fact)| match fact.given {
            Given::Minutes(minutes) => sum.saturating_add(minutes),
            _ => sum,
        });
        let rule = match minutes {
            minutes if minutes > DAY => &staff_day_impossible::RULE,
            minutes if minutes > LONG_DAY => &staff_day_long::RULE,
            _ => continue,
        };
        let Some((file, first)) = lines.first() else { continue };
        let others = lines.iter().skip(1).map(|(file, fact)| Related::Line {
            file: *file,
            claim: fact.at.claim + 1,
            line: fact.at.line,
        });
        let claims: Vec<Claim> =
            lines.iter().map(|(file, fact)| (*file, fact.at.set, fact.at.claim)).collect();
        let broken = Broken::by_none(&[Arg::Many(u64::from(minutes), "minute")]);
        let at = (Some(*file), first.at.location());
        out.event(rule, broken, at, others.collect(), &claims, Vec::new());
    }
}
