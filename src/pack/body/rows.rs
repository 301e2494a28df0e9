//! The kinds of row that a certification body may have. Those that packs have too are the packs' own.

use crate::pack::Terms;
use crate::pack::rows::Need;
use crate::table::{Known, part, row, words};
use crate::value::{Date, Money, Quantity};

pub use crate::pack::rows::{Conflict, LeftOut, Note, Ratio, SourceRow, Supervision, Supervisor, Unknown};

words! {
    /// Whom a credential is for.
    Role {
        /// Peers with lived experience of their own.
        Peer = "peer",
        /// Parents and family.
        Family = "family",
        /// Young peers.
        Youth = "youth",
        /// Those who supervise peers.
        Supervisor = "supervisor",
    }
}

row! {
    /// A credential that the body issues. Its `id` is what packs and evidence call it.
    Credential in "credential" with terms: Terms {
        /// What the body calls it.
        name: String,
        /// Whom it is for.
        role: Option<Role>,
        /// Other names that people write for it.
        also: Vec<String>,
        /// The endorsements or specialties that it may bear.
        endorsement: Vec<String>,
        /// Someone may hold several of the endorsements.
        several: Option<bool>,
        /// What may be done under an endorsement has to be consistent with it.
        scoped: Option<bool>,
        /// Services may be given with it from this day on.
        serves_from: Option<Date>,
        /// Services may be given with it up to this day.
        serves_to: Option<Date>,
        /// The credential that takes its place.
        replaced_by: Option<String>,
    }
}

words! {
    /// The event with which a period begins.
    Start {
        /// The day the exam was passed.
        ExamPassed = "exam-passed",
        /// The day the certificate was issued.
        Issued = "issued",
    }
}

words! {
    /// How the last day of a period is found.
    Expires {
        /// So many months after the start.
        Anniversary = "anniversary",
        /// On one day of the calendar for everyone.
        FixedDate = "fixed-date",
    }
}

words! {
    /// Every year, or every other.
    Years {
        /// 2025, 2027.
        Odd = "odd",
        /// 2026, 2028.
        Even = "even",
        /// All of them.
        Every = "every",
    }
}

row! {
    /// For how long a credential holds, from issue or renewal.
    Term in "term" with terms: Terms {
        /// So many months; for a fixed date, at the most.
        months: Known<u16>,
        /// The event with which it begins.
        starts: Option<Start>,
        /// How its last day is found; left out: so many months after the start.
        expires: Option<Expires>,
        /// The month of a fixed date, 1 to 12.
        month: Option<u8>,
        /// The day of a fixed date.
        day: Option<u8>,
        /// The years of a fixed date.
        years: Option<Years>,
    }
}

words! {
    /// What is asked of somebody who wants a credential.
    About {
        /// The age in completed years.
        Age = "age",
        /// To live or work there.
        Residence = "residence",
        /// School, or a certificate instead.
        Schooling = "schooling",
        /// To have lived it.
        LivedExperience = "lived-experience",
        /// Time in recovery.
        Recovery = "recovery",
        /// Hours of training.
        Training = "training",
        /// The age of the certificate of the training.
        TrainingAge = "training-age",
        /// Work or volunteering before.
        WorkHistory = "work-history",
        /// An examination.
        Exam = "exam",
        /// A code of ethics, signed.
        Ethics = "ethics",
        /// A release of records, an essay, a disclosure: papers.
        Papers = "papers",
        /// A look into criminal records.
        BackgroundCheck = "background-check",
        /// Who employs the person.
        Employment = "employment",
        /// To be free of a conservator.
        Conservatorship = "conservatorship",
        /// Another credential beside it.
        OtherCredential = "other-credential",
        /// A course on one subject.
        Course = "course",
        /// For how long an application stays open.
        Application = "application",
    }
}

words! {
    /// What a figure counts.
    Counted {
        /// Hours.
        Hours = "hours",
        /// Days.
        Days = "days",
        /// Months.
        Months = "months",
        /// Years.
        Years = "years",
        /// Questions of an exam.
        Questions = "questions",
        /// Minutes.
        Minutes = "minutes",
        /// Words of a text.
        Words = "words",
        /// Hundredths.
        Percent = "percent",
    }
}

part! {
    /// Hours on one subject.
    TopicHours {
        /// The subject, as evidence names it: `ethics`.
        topic: String,
        /// Other subjects that count for it.
        also: Vec<String>,
        /// At least so many.
        hours: Quantity,
    }
}

row! {
    /// What is asked before a credential is given.
    Entry in "entry" with terms: Terms {
        /// What it is about.
        about: About,
        /// Asked, not asked, or a bar.
        need: Need,
        /// At least so much.
        least: Option<Known<Quantity>>,
        /// At most so much.
        most: Option<Quantity>,
        /// What the figures count.
        counted: Option<Counted>,
        /// Hours by subject.
        topic: Vec<TopicHours>,
        /// Hours that have to be live.
        live_hours: Option<Quantity>,
        /// What is taken instead, each enough by itself.
        instead: Vec<String>,
        /// In words.
        words: Option<String>,
    }
}

row! {
    /// A stage of a credential: an initial or provisional one, or the full one.
    Stage in "stage" with terms: Terms {
        /// Its name, as evidence says it: `initial`, `full`.
        stage: String,
        /// It lasts so many months.
        months: Known<u16>,
        /// It can be extended so many times, by the same time each.
        extensions: Option<u16>,
        /// The stage that follows.
        next: Option<String>,
        /// Services may be billed in it, as far as the body's rules go.
        may_bill: Known<bool>,
        /// What has to be on record for that: `attestation`.
        requires: Vec<String>,
        /// ...and has to have been there by this day.
        requires_by: Option<Date>,
        /// Nobody is in it after this day.
        until: Option<Date>,
    }
}

words! {
    /// What hours of work are asked for.
    Purpose {
        /// The first certificate.
        Entry = "entry",
        /// The next stage.
        NextStage = "next-stage",
        /// The renewal.
        Renewal = "renewal",
    }
}

row! {
    /// Hours of work, and which of them count.
    Experience in "experience" with terms: Terms {
        /// What they are asked for.
        purpose: Purpose,
        /// So many at least.
        hours: Option<Known<Quantity>>,
        /// A body that asks for more is outside what the row recommends.
        most_hours: Option<Quantity>,
        /// So many of supervision with them.
        supervision_hours: Option<Quantity>,
        /// One hour of supervision for so many worked.
        hours_per_supervision: Option<Quantity>,
        /// All of them within so many months.
        within_months: Option<u16>,
        /// What does not count, as evidence names it: `reading`, `being-supervised`.
        not_counted: Vec<String>,
        /// In words.
        words: Option<String>,
    }
}

row! {
    /// Continuing education for one renewal.
    Ce in "ce" with terms: Terms {
        /// So many hours.
        hours: Known<Quantity>,
        /// In so many months.
        cycle_months: Option<u16>,
        /// The hours may not be earned earlier than so many months before the end of the current period.
        window_months: Option<u16>,
        /// Hours by subject; what is left is free.
        topic: Vec<TopicHours>,
        /// Hours that have to be live.
        live_hours: Option<Quantity>,
        /// What does not count, as evidence names it: `staff-meeting`.
        not_counted: Vec<String>,
        /// The hours may be among those of these credentials.
        inside: Vec<String>,
        /// One course may serve several credentials.
        shared: Option<bool>,
        /// Records of it are kept so many years after the cycle.
        kept_years: Option<u16>,
        /// In words.
        words: Option<String>,
    }
}

row! {
    /// When and how a credential is renewed in time.
    Renewal in "renewal" with terms: Terms {
        /// Not earlier than so many months before the end.
        earliest_months: Option<u16>,
        /// The application has to be there so many days before the end.
        apply_days: Option<u16>,
        /// An application on the last day itself is in time.
        on_last_day: Option<Known<bool>>,
        /// A late renewal reaches back to the end of the period before it.
        backdated: Option<Known<bool>>,
        /// What else is asked: `background-check`.
        asks: Vec<String>,
    }
}

words! {
    /// The way back to a credential that has ended.
    WayBack {
        /// Renewed late.
        Renew = "renew",
        /// Reinstated, with more asked.
        Reinstate = "reinstate",
        /// Applied for anew.
        Reapply = "reapply",
    }
}

row! {
    /// What can be done after the end of a period. The row speaks for the days from its begin to its end; where
    /// no row speaks, nothing is known.
    Late in "late" with terms: Terms {
        /// The way back.
        way: WayBack,
        /// From so many months after the last day on; left out: from the day after it.
        after_months: Option<u16>,
        /// Up to so many months after the last day; left out, and no `until`: without end.
        months: Option<Known<u16>>,
        /// The day that many months after the last day is itself too late.
        last_excluded: Option<bool>,
        /// Up to this day, whenever the period ended.
        until: Option<Date>,
        /// For periods that ended on or after this day.
        ended_from: Option<Date>,
        /// For periods that ended on or before this day.
        ended_to: Option<Date>,
        /// What is paid on top of the renewal fee, or with a new application instead of it.
        fee: Option<Known<Money>>,
        /// Services of these days may be billed.
        may_bill: Known<bool>,
        /// What else is asked: `80-hour-refresher-or-exam`.
        asks: Vec<String>,
    }
}

words! {
    /// What a fee is paid for.
    FeeFor {
        /// The first certificate.
        Initial = "initial",
        /// The renewal.
        Renewal = "renewal",
        /// The renewal of each further credential of the same body.
        FurtherRenewal = "further-renewal",
        /// Being late.
        Late = "late",
    }
}

row! {
    /// What is paid to the body.
    Fee in "fee" with terms: Terms {
        /// What for.
        pays: FeeFor,
        /// How much.
        amount: Known<Money>,
        /// Never more than this.
        most: Option<Money>,
    }
}

words! {
    /// Where a credential is in its life. Bodies use words of their own; evidence keeps both.
    State {
        /// Applied for; not yet given.
        Applicant = "applicant",
        /// For a limited time, under conditions.
        Provisional = "provisional",
        /// In force.
        Active = "active",
        /// Ended, inside a window in which it can be renewed late.
        Grace = "grace",
        /// Paused, or without the hours it needs; can be restored.
        Inactive = "inactive",
        /// Past its end; can be restored.
        Lapsed = "lapsed",
        /// Past the time in which it can be restored.
        Expired = "expired",
        /// Taken away for a time.
        Suspended = "suspended",
        /// Taken away for good.
        Revoked = "revoked",
        /// Given up.
        Surrendered = "surrendered",
        /// Ended by the holder's retirement.
        Retired = "retired",
        /// The holder has died.
        Deceased = "deceased",
    }
}

row! {
    /// What a state of the credential means at this body.
    StateRow in "state" with terms: Terms {
        /// The state.
        state: State,
        /// The body's own words for it.
        called: Vec<String>,
        /// Services of days in it may be billed; left out: as everywhere.
        may_bill: Option<Known<bool>>,
        /// In words.
        words: Option<String>,
    }
}
