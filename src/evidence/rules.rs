//! The rules of evidence: what no service log may say, whatever the payer.
//!
//! Ids: `PC0501` and on. What a table must be, whatever it says, stands in [`crate::table::rules`].

use crate::diag::{
    Fate, Profile, Rule,
    Severity::{Error, Warning},
    Source,
    Status::Stable,
    rules::rules,
};

/// What this library asks of a service log.
const OURS: &[Source] = &[Source { title: "peerclaim", section: "docs/evidence.md" }];

/// Evidence stands beside the claims.
const BESIDE: Fate = Fate::Nowhere("a fault of what is checked by, not of the claim file");

rules! {
ENDS_BEFORE_START: "PC0501" "segment-ends-before-it-begins" Error snip 7 Stable BESIDE, OURS;
    "A stretch of a contact ends before it begins"
    "this is before `start`"
    "Correct the time that is wrong. A contact over midnight needs the later day at its end."
OVERLAP: "PC0502" "segments-overlap" Error snip 7 Stable BESIDE, OURS;
    "Two stretches of one contact overlap"
    "this is before stretch {0} of the same contact ends"
    "Correct the times, or take out the stretch that was entered twice."
WITHOUT_LENGTH: "PC0503" "segment-without-length" Error snip 7 Stable BESIDE, OURS;
    "A stretch of a contact does not tell how long it was"
    "this is missing, and there are no minutes instead"
    "Add the begin and the end from the note, or the minutes."
MINUTES_DIFFER: "PC0504" "minutes-differ-from-times" Error snip 7 Stable BESIDE, OURS;
    "The minutes of a contact are not those of its times"
    "the minutes are not those from begin to end"
    "Correct what is wrong by the note; where a part was no service, make it a stretch of its own with its activity."
WITHOUT_TIME: "PC0505" "encounter-without-time" Warning snip 7 Stable BESIDE, OURS;
    "A contact took place and does not tell how long it was"
    "there are neither stretches nor minutes"
    "Add the times from the note. Only a service that is billed by the contact needs none."
LONGER_THAN_DAY: "PC0506" "encounter-longer-than-a-day" Error snip 7 Stable BESIDE, OURS;
    "A contact has more minutes than a day"
    "this comes to more than 1440 minutes"
    "Look for a wrong day or a slip of the finger; minutes are not seconds."
DATE_DIFFERS: "PC0507" "encounter-date-differs-from-times" Error snip 7 Stable BESIDE, OURS;
    "The day of a contact is not the day on which it began"
    "this is not the day of the first `start`"
    "Correct the day or the times by the note."
WITHOUT_MEMBER: "PC0508" "encounter-without-member" Error snip 7 Stable BESIDE, OURS;
    "A contact took place with no member"
    "nobody is named here"
    "Name the members, or take out what was no contact with a member."
WITHOUT_STAFF: "PC0509" "encounter-without-staff" Error snip 7 Stable BESIDE, OURS;
    "A contact took place with no staff"
    "nobody is named here"
    "Name who gave the service, by the id of the roster."
FEWER_ATTENDEES: "PC0510" "attendees-fewer-than-members" Error snip 7 Stable BESIDE, OURS;
    "A session has fewer attendees than members who were there"
    "these are fewer than the members who are named as present"
    "Count everyone who was in the session, whoever pays for them."
}
