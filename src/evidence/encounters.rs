//! The service log: who was there, when, how, and what was written down.

use crate::table::{MemberAt, Mode, part, row, words};
use crate::value::{Date, HcpcsCode, Icd10Cm, Minutes, Modifier, Moment, PlaceOfService};

part! {
    hidden
    /// A member in a contact. A text alone is the id of one who was there.
    Attendee or member {
        /// The member's id.
        member: String,
        /// They were there; left out: yes.
        present: Option<bool>,
    }
}

impl Attendee {
    /// Were they there? Yes, if nothing is said.
    pub fn was_present(&self) -> bool {
        self.present.unwrap_or(true)
    }
}

part! {
    hidden
    /// A stretch of a contact: with a begin and an end, or with minutes alone.
    Segment {
        /// When it began.
        start: Option<Moment>,
        /// When it ended.
        end: Option<Moment>,
        /// How long it was, where there are no clock times.
        minutes: Option<Minutes>,
        /// What was done, as packs name it: `travel`, `notes`; left out: the service itself.
        activity: Option<String>,
        /// Who funds it, where it is not whoever pays for the contact: `grant`, `county`.
        funded_by: Option<String>,
    }
}

impl Segment {
    /// Is it service, and not travel, notes or another activity beside it?
    pub(crate) fn is_service(&self) -> bool {
        self.activity.as_deref().is_none_or(|activity| activity == "service")
    }

    /// How long it was: from its begin to its end, else as was written down. Nothing where it ends before it
    /// begins, or where neither is known.
    pub fn length(&self) -> Option<Minutes> {
        match (self.start, self.end) {
            (Some(start), Some(end)) => u32::try_from(end.minutes_since(start)).ok().map(Minutes::new),
            _ => self.minutes,
        }
    }
}

words! {
    /// What became of a contact.
    EncounterStatus {
        /// It took place.
        Completed = "completed",
        /// It was cancelled.
        Cancelled = "cancelled",
        /// The member did not come.
        NoShow = "no-show",
        /// Not written up yet.
        Pending = "pending",
    }
}

row! {
    hidden
    /// A contact of staff with one member or several.
    Encounter in "encounters" {
        /// The id by which other rows name it.
        id: String,
        /// The service, as packs name it.
        service: Option<String>,
        /// The procedure code, where the service log has one instead.
        code: Option<HcpcsCode>,
        /// The modifiers, where the service log has some.
        modifiers: Vec<Modifier>,
        /// Who pays: a pack's id; left out: as the member's coverage says.
        payer: Option<String>,
        /// The member, where there is one. Reading puts it into `members`, where alone it is looked for.
        member: Option<String>,
        /// The members.
        members: Vec<Attendee>,
        /// The staff, by id.
        staff: Vec<String>,
        /// The day on which it began.
        on: Date,
        /// Its stretches.
        segments: Vec<Segment>,
        /// The minutes of all, where there are no stretches.
        minutes: Option<Minutes>,
        /// How it took place.
        mode: Option<Mode>,
        /// The place of service.
        pos: Option<PlaceOfService>,
        /// Where the member was, where it was not in person.
        member_at: Option<MemberAt>,
        /// The session, where rows with one member each are one group.
        group: Option<String>,
        /// How many were in the session, members of this payer or not.
        attendees: Option<u16>,
        /// The day the note was written.
        note_written: Option<Date>,
        /// The day the note was signed.
        signed_on: Option<Date>,
        /// When the note was signed, to the minute.
        signed_at: Option<Moment>,
        /// Who signed it: a staff id.
        signed_by: Option<String>,
        /// The authorization that it uses, by id.
        authorization: Option<String>,
        /// What it was for, the principal one first; left out: as the member's diagnoses say.
        diagnoses: Vec<Icd10Cm>,
        /// What else is on record of it: `member-signature`, `emergency`.
        tags: Vec<String>,
        /// What became of it; left out: it took place.
        status: Option<EncounterStatus>,
    }
}

impl Encounter {
    /// Did it take place? Yes, if nothing is said.
    pub fn took_place(&self) -> bool {
        matches!(self.status, None | Some(EncounterStatus::Completed))
    }

    /// The minutes of all stretches together. Nothing where there are none, or where one has no length.
    pub fn length(&self) -> Option<Minutes> {
        if self.segments.is_empty() {
            return None;
        }
        self.segments.iter().try_fold(Minutes::ZERO, |sum, segment| sum.checked_add(segment.length()?))
    }

    /// The day of the signature, however it was written down.
    pub fn signature_day(&self) -> Option<Date> {
        self.signed_on.or_else(|| self.signed_at.map(Moment::date))
    }
}
