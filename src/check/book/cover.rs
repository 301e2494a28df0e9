//! Who pays for an attendance: the coverage of the member on the day, and the pack that answers for it.

use super::{About, Attendance, Ruling};
use crate::check::payer::{Answer, Broken, Payers};
use crate::check::{coverage_not_in_force, payer_not_of_pack};
use crate::diag::Lack;
use crate::evidence::{Coverage, Encounter, Member, Order, within};
use crate::pack::Stack;
use crate::value::Date;

/// Who pays for an attendance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paying {
    /// The payer of that stack, by that coverage of the member if there is one.
    Stack { stack: u16, coverage: Option<u16> },
    /// No coverage of the member is in force on the day.
    NotCovered,
    /// Somebody for whom no pack is here.
    Other,
    /// It cannot be told who of several.
    Several,
    /// The roster of members does not tell.
    Unknown,
}

/// A coverage of a member with the stack that answers for it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cover {
    pub(crate) stack: Option<u16>,
    /// 0 pays first.
    pub(crate) order: u8,
}

/// The stack that answers for a payer named so: by the id of its pack or of one that it stands on, or by number.
pub(crate) fn stack_of(payers: &Payers, named: &str) -> Option<u16> {
    if let Some(stack) = payers.numbered(named) {
        return Some(stack);
    }
    let ruled = payers.ruled();
    let by = |fits: &dyn Fn(&Stack) -> bool| {
        let mut fitting = (0_u16..).zip(ruled).filter(|(_, one)| fits(one.stack())).map(|(at, _)| at);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    by(&|stack| stack.id() == named)
        .or_else(|| by(&|stack| stack.layers().any(|pack| pack.id() == named)))
        .or_else(|| by(&|stack| stack.has_number(named)))
}

impl Cover {
    /// Those of a member, in the order of the row.
    pub(super) fn all(payers: &Payers, member: &Member) -> Vec<Self> {
        let one = |coverage: &Coverage| Self {
            stack: match coverage.payer.as_deref() {
                Some(named) => stack_of(payers, named),
                // Who pays is not said: the only payer there is.
                None if coverage.payer_name.is_none() && payers.ruled().len() == 1 => Some(0),
                None => None,
            },
            order: match coverage.order {
                None | Some(Order::Primary) => 0,
                Some(Order::Secondary) => 1,
                Some(Order::Tertiary) => 2,
            },
        };
        member.coverage.iter().map(one).collect()
    }
}

/// Who pays for an encounter of a member on its day.
pub(super) fn paying(payers: &Payers, member: &Member, covers: &[Cover], encounter: &Encounter) -> Paying {
    let day: Date = encounter.on;
    let wanted = encounter.payer.as_deref().map(|named| stack_of(payers, named));
    if member.coverage.is_empty() {
        return match wanted {
            Some(Some(stack)) => Paying::Stack { stack, coverage: None },
            Some(None) => Paying::Other,
            None if payers.ruled().len() == 1 => Paying::Stack { stack: 0, coverage: None },
            None => Paying::Unknown,
        };
    }
    let in_force = || {
        let all = (0_u16..).zip(&member.coverage).zip(covers);
        all.filter(|((_, coverage), _)| within(coverage.from, coverage.to, day))
    };
    if in_force().next().is_none() {
        return Paying::NotCovered;
    }
    // Of several payers one comes first; where a coverage does not tell, nobody knows which.
    let payers_of =
        || in_force().map(|((_, coverage), _)| (coverage.payer.as_deref(), coverage.payer_name.as_deref()));
    let several = payers_of().next().is_some_and(|first| payers_of().any(|other| other != first));
    if several && in_force().any(|((_, coverage), _)| coverage.order.is_none()) {
        return Paying::Several;
    }
    let ours = in_force().filter(|((_, coverage), cover)| match (wanted, encounter.payer.as_deref()) {
        (Some(Some(stack)), _) => cover.stack == Some(stack),
        (_, Some(named)) => coverage.payer.as_deref() == Some(named) && cover.stack.is_some(),
        _ => cover.stack.is_some(),
    });
    let mut ours: Vec<(u8, u16, u16)> =
        ours.filter_map(|((at, _), cover)| Some((cover.order, at, cover.stack?))).collect();
    ours.sort_unstable();
    match ours.as_slice() {
        [] if wanted.is_some_and(|stack| stack.is_some()) => Paying::NotCovered,
        [] => Paying::Other,
        [(first, ..), (second, ..), ..] if first == second => Paying::Several,
        [(_, coverage, stack), ..] => Paying::Stack { stack: *stack, coverage: Some(*coverage) },
    }
}

/// The coverages of a member that pay before that one on a day.
pub(crate) fn before(member: &Member, coverage: Option<u16>, day: Date) -> impl Iterator<Item = &Coverage> {
    let place = |coverage: &Coverage| coverage.order.unwrap_or(Order::Primary);
    let own = coverage.and_then(|at| member.coverage.get(usize::from(at))).map(place);
    member
        .coverage
        .iter()
        .filter(move |other| own.is_some_and(|own| place(other) < own) && within(other.from, other.to, day))
}

/// What there is to say where nobody is known to pay.
pub(super) fn ruling(attendance: &Attendance<'_>) -> Option<Ruling> {
    let (rule, answer) = match attendance.payer {
        Paying::Stack { .. } => return None,
        Paying::NotCovered => (&coverage_not_in_force::RULE, Answer::Broken(Broken::by_none(&[]))),
        Paying::Other => (&payer_not_of_pack::RULE, Answer::Open(Lack::Pack, Broken::by_none(&[]))),
        Paying::Several => {
            let lack = Lack::Fact("the order of the member's coverages");
            (&coverage_not_in_force::RULE, Answer::Open(lack, Broken::by_none(&[])))
        }
        Paying::Unknown => {
            let lack = Lack::Fact("the coverage of the member");
            (&coverage_not_in_force::RULE, Answer::Open(lack, Broken::by_none(&[])))
        }
    };
    Some(Ruling { rule, about: About::Member, staff: None, answer })
}
