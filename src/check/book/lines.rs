//! Attendances that are billed on one line: one member, one day, one payer, billed alike.

use super::{Attendance, Book, Kind, Paying, Place, Reckoned};
use crate::pack::rows::{Filler, Need, Party, Role};
use crate::table::Known;
use crate::value::{Date, Money};
use std::rc::Rc;

/// Attendances that make one line, in order, whatever becomes of each.
#[derive(Debug, Clone)]
pub(crate) struct LogLine {
    /// Their places among the attendances of the book.
    pub(crate) of: Vec<u32>,
    pub(crate) kind: u32,
    pub(crate) day: Date,
}

/// What a line comes to.
#[derive(Debug, Clone)]
pub(crate) struct Worth {
    pub(crate) units: Rc<Reckoned>,
    /// What the agency charges for them; nothing where that, or how many there are, is not known.
    pub(crate) charge: Option<Money>,
    /// What the payer is expected to pay, where its rate is known: else the charge.
    pub(crate) expected: Option<Money>,
}

impl Kind<'_> {
    /// Whom the payer wants in a role, if anybody.
    pub(crate) fn filler(&self, role: Role) -> Option<Filler> {
        let row = self.best(&self.parties, |row: &Party| row.role == role)?;
        let wanted = matches!(row.row.need, Known::Is(Need::Required));
        row.row.filled_by.as_ref().and_then(Known::get).copied().filter(|_| wanted)
    }

    /// Does the payer want anybody in a role?
    pub(crate) fn wants(&self, role: Role) -> bool {
        let row = self.best(&self.parties, |row: &Party| row.role == role);
        row.is_some_and(|row| matches!(row.row.need, Known::Is(Need::Required)))
    }

    /// Does the line name the staff member who gave the service?
    pub(crate) fn names_staff(&self) -> bool {
        let filler = self.filler(Role::Rendering);
        matches!(filler, Some(Filler::Peer | Filler::DeliveringOrSupervising))
    }

    /// Are two kinds billed alike?
    pub(crate) fn bills_like(&self, other: &Self) -> bool {
        self.traits.stack == other.traits.stack
            && self.code() == other.code()
            && self.modifiers == other.modifiers
            && self.place == other.place
            && self.service_id() == other.service_id()
    }
}

impl<'e> Book<'e> {
    /// Every line that the log gives rise to, by member and day; attendances of which no payer's service is known
    /// make none.
    pub(crate) fn lines(&self) -> Vec<LogLine> {
        let mut lines: Vec<LogLine> = Vec::new();
        // Where the lines of the present member and day begin.
        let mut from = 0;
        let mut present = None;
        for (at, attendance) in (0_u32..).zip(&self.attendances) {
            let here = (attendance.member.map(|(place, _)| place), attendance.day);
            if present != Some(here) {
                (present, from) = (Some(here), lines.len());
            }
            let Some((kind, of)) = attendance.kind.zip(self.kind(attendance)) else { continue };
            if !of.is_service() {
                continue;
            }
            let open = lines.get_mut(from..).unwrap_or_default();
            match open.iter_mut().find(|line| self.on_one_line(line, attendance, of)) {
                Some(line) => line.of.push(at),
                None => lines.push(LogLine { of: vec![at], kind, day: attendance.day }),
            }
        }
        lines
    }

    fn on_one_line(&self, line: &LogLine, attendance: &Attendance<'e>, kind: &Kind<'e>) -> bool {
        let Some(first) = line.of.first().and_then(|at| self.attendances.get(*at as usize)) else {
            return false;
        };
        let Some(of_line) = self.kind(first) else { return false };
        let coverage = |one: &Attendance<'_>| match one.payer {
            Paying::Stack { coverage, .. } => coverage,
            _ => None,
        };
        of_line.bills_like(kind)
            // Without a place neither is billed, and nobody knows whether they are one line.
            && !matches!(kind.place, Place::Unknown)
            && coverage(first) == coverage(attendance)
            && self.one_authorization(line, attendance)
            && (!kind.names_staff() || self.one_person(first, attendance))
    }

    /// The authorization that the log names for a line: of whichever contact names one.
    pub(crate) fn named_authorization(&self, line: &LogLine) -> Option<&'e str> {
        let mut of = line.of.iter().filter_map(|at| self.attendances.get(*at as usize));
        of.find_map(|one| one.encounter.authorization.as_deref())
    }

    /// A line bears one number; a contact that names none goes with any.
    fn one_authorization(&self, line: &LogLine, attendance: &Attendance<'e>) -> bool {
        let named = self.named_authorization(line).zip(attendance.encounter.authorization.as_deref());
        named.is_none_or(|(of_line, own)| of_line == own)
    }

    /// Would a claim name the same person for both?
    fn one_person(&self, one: &Attendance<'e>, other: &Attendance<'e>) -> bool {
        let (first, second) = (one.encounter.staff.first(), other.encounter.staff.first());
        let rows = self.first_of_crew(one.place).zip(self.first_of_crew(other.place));
        first == second
            || rows.is_some_and(|((_, one), (_, other))| {
                one.npi.is_some()
                    && one.npi == other.npi
                    && one.last_name == other.last_name
                    && one.first_name == other.first_name
            })
    }

    /// What some attendances of a line come to.
    pub(crate) fn worth(&self, line: &LogLine, of: &[&Attendance<'e>]) -> Worth {
        let units = self.reckon(line.kind, of);
        let (charge, expected) = self.kind_at(line.kind).map_or((None, None), |kind| {
            let many = units.units.or(units.at_most);
            many.map_or((None, None), |many| {
                let charge = self.charge(kind, line.day).and_then(|each| many.checked_mul(each));
                (charge, self.expected(kind, of, many, charge))
            })
        });
        Worth { units, charge, expected }
    }
}
