//! The roster: who works here, since when, and with which credentials.

use super::Fact;
use crate::table::{part, row, words};
use crate::value::{Date, Minutes, Npi, Quantity, TaxonomyCode};

words! {
    /// What a certification body says of a credential.
    CredentialStatus {
        /// Asked for, not granted.
        Applicant = "applicant",
        /// Asked for and not granted.
        Denied = "denied",
        /// Asked for; the body has allowed the applicant to sit the examination, and has granted nothing yet.
        ApprovedForExam = "approved-for-exam",
        /// Granted for the time until something is done.
        Provisional = "provisional",
        /// In force.
        Active = "active",
        /// Past its end, but still renewable without a new application.
        Grace = "grace",
        /// Put to rest by its holder.
        Inactive = "inactive",
        /// Ended because something was not done.
        Lapsed = "lapsed",
        /// Past its end.
        Expired = "expired",
        /// Taken away for a time.
        Suspended = "suspended",
        /// Taken away.
        Revoked = "revoked",
        /// Given back.
        Surrendered = "surrendered",
        /// Its holder has retired.
        Retired = "retired",
        /// Its holder has died.
        Deceased = "deceased",
    }
}

part! {
    hidden
    /// A status of a credential, and when.
    StatusSpan {
        /// The status.
        status: CredentialStatus,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
        /// The body's own word for it.
        raw: Option<String>,
    }
}

part! {
    hidden
    /// A renewal of a credential.
    Renewal {
        /// The day it was asked for.
        applied_on: Option<Date>,
        /// The day it was granted.
        granted_on: Option<Date>,
        /// The last day of the new term.
        expires: Option<Date>,
        /// It was late.
        late: Option<bool>,
        /// It gives the present stage more time, as an initial certification that is extended; it does not lead
        /// to the next.
        extends_stage: Option<bool>,
    }
}

part! {
    hidden
    /// A credential that someone holds, held or has asked for.
    Credential {
        /// The body that grants it, by id.
        body: String,
        /// Which credential of that body, by id.
        credential: String,
        /// The member board that issued it, where a credential of a consortium is held through one.
        member_board: Option<String>,
        /// Its number.
        number: Option<String>,
        /// The day it was first granted.
        first_certified: Option<Date>,
        /// The day it was asked for.
        applied: Option<Date>,
        /// The first day of the present term.
        issued: Option<Date>,
        /// The last day of the present term.
        expires: Option<Date>,
        /// Its stage: `initial`, `full`.
        stage: Option<String>,
        /// What it is endorsed for.
        endorsements: Vec<String>,
        /// The day the examination was passed.
        exam_passed: Option<Date>,
        /// Hours of training that it was granted on.
        training_hours: Option<Quantity>,
        /// What the body said of it, and when.
        statuses: Vec<StatusSpan>,
        /// Its renewals.
        renewals: Vec<Renewal>,
    }
}

words! {
    /// How a training was held.
    TrainingMode {
        /// With the trainer there, in a room or by video.
        Live = "live",
        /// Alone, at any time.
        Online = "online",
    }
}

words! {
    /// What a training is for.
    TrainingKind {
        /// Before the credential.
        Entry = "entry",
        /// To keep it.
        Continuing = "continuing",
        /// To supervise.
        SupervisorCourse = "supervisor-course",
        /// Anything else.
        Other = "other",
    }
}

part! {
    hidden
    /// A training.
    Training {
        /// The day, or the last of several.
        on: Date,
        /// How many hours.
        hours: Option<Quantity>,
        /// How many college credits, where it was a course of a college. What a credit is worth in hours is the
        /// body's rule.
        credits: Option<Quantity>,
        /// The body that grants the credential has approved it.
        approved: Option<bool>,
        /// What about: `ethics`.
        topic: Option<String>,
        /// How it was held.
        mode: Option<TrainingMode>,
        /// What it is for.
        kind: Option<TrainingKind>,
        /// The course.
        course: Option<String>,
        /// Who gave it.
        provider: Option<String>,
    }
}

words! {
    /// What was done in hours of work.
    WorkKind {
        /// Services to members.
        Service = "service",
        /// Reading.
        Reading = "reading",
        /// Services while someone watched who gives feedback: work like any other to most bodies.
        Observed = "observed",
        /// Watching others at work.
        Observing = "observing",
        /// Being supervised.
        SupervisionReceived = "supervision-received",
        /// Anything else.
        Other = "other",
    }
}

part! {
    hidden
    /// Hours of work.
    Work {
        /// The first day.
        from: Date,
        /// The last day; left out: that day alone.
        to: Option<Date>,
        /// How many hours.
        hours: Quantity,
        /// What was done; left out: not known.
        kind: Option<WorkKind>,
    }
}

words! {
    /// How supervision was given.
    MeetingMode {
        /// In the same room.
        FaceToFace = "face-to-face",
        /// By sound or picture, it is not known which.
        Remote = "remote",
        /// By sound and picture, live.
        Video = "video",
        /// By sound alone, live.
        Telephone = "telephone",
        /// With the member there.
        Observed = "observed",
    }
}

impl MeetingMode {
    /// Is it that word, or a case of it? Video and telephone are remote.
    pub fn is(self, word: &str) -> bool {
        self.as_str() == word || word == "remote" && matches!(self, Self::Video | Self::Telephone)
    }
}

words! {
    /// With whom supervision was given.
    MeetingKind {
        /// Alone.
        Individual = "individual",
        /// With others.
        Group = "group",
    }
}

part! {
    hidden
    /// A meeting for supervision.
    Meeting {
        /// The day.
        on: Date,
        /// How long.
        minutes: Option<Minutes>,
        /// How.
        mode: Option<MeetingMode>,
        /// Who supervised: a staff id.
        supervisor: Option<String>,
        /// Alone or with others.
        kind: Option<MeetingKind>,
        /// There is a record of it, signed as the rule that asks for it wants it.
        signed: Option<bool>,
    }
}

part! {
    hidden
    /// Who supervises, and when.
    Assignment or supervisor {
        /// Who: a staff id.
        supervisor: String,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
        /// The share of a full post that is supervised.
        fte: Option<Quantity>,
    }
}

part! {
    hidden
    /// A look into a list on which staff may not be.
    ScreeningDone {
        /// The list: `medicaid-exclusion`, `background`.
        list: String,
        /// The day of the look.
        on: Date,
        /// Not on the list.
        clear: bool,
    }
}

row! {
    hidden
    /// Someone who works for the agency.
    Staff in "staff" {
        /// The id by which other rows name them.
        id: String,
        /// First name.
        first_name: Option<String>,
        /// Last name.
        last_name: Option<String>,
        /// NPI.
        npi: Option<Npi>,
        /// Taxonomy code.
        taxonomy: Option<TaxonomyCode>,
        /// Day of birth.
        born: Option<Date>,
        /// First day of work.
        employed_from: Option<Date>,
        /// Last day of work; left out: still here.
        employed_to: Option<Date>,
        /// The share of a full post: 1, 0.5.
        fte: Option<Quantity>,
        /// What they are: `peer`, `supervisor`, `professional`.
        roles: Vec<String>,
        /// Their level, as rates name it.
        level: Option<String>,
        /// Their credentials.
        credentials: Vec<Credential>,
        /// Trainings.
        training: Vec<Training>,
        /// Hours of work.
        work: Vec<Work>,
        /// Meetings at which they were supervised.
        supervision: Vec<Meeting>,
        /// Who supervises them.
        supervisors: Vec<Assignment>,
        /// The day they were appointed to supervise.
        supervisor_since: Option<Date>,
        /// Looks into lists on which staff may not be.
        screenings: Vec<ScreeningDone>,
        /// What else is on record: `attestation`, `lived-experience`.
        facts: Vec<Fact>,
    }
}
