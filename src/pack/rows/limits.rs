//! How much may be billed: caps, authorizations, groups, ratios.

use super::Key;
use crate::pack::Terms;
use crate::table::{Known, row, words};
use crate::value::{Date, Quantity};

words! {
    /// What a limit counts.
    Measure {
        /// Units of service.
        Units = "units",
        /// Minutes.
        Minutes = "minutes",
        /// Hours.
        Hours = "hours",
        /// Contacts.
        Contacts = "contacts",
        /// Sessions.
        Sessions = "sessions",
        /// Days.
        Days = "days",
        /// People.
        People = "people",
        /// Dollars.
        Dollars = "dollars",
        /// A share of all, in hundredths.
        Percent = "percent",
    }
}

words! {
    /// Over which time a limit counts.
    Window {
        /// One contact.
        Contact = "contact",
        /// A calendar day.
        Day = "day",
        /// A week, from the day that `week_starts` names.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A calendar year.
        CalendarYear = "calendar-year",
        /// A year that begins as the named `year` row says.
        FiscalYear = "fiscal-year",
        /// So many months up to any day (`length`).
        RollingMonths = "rolling-months",
        /// So many days up to any day (`length`).
        RollingDays = "rolling-days",
        /// An episode of care.
        Episode = "episode",
        /// An episode of care inside a fiscal year.
        EpisodeInYear = "episode-in-fiscal-year",
        /// The days of an authorization.
        Authorization = "authorization",
        /// A life.
        Lifetime = "lifetime",
    }
}

words! {
    /// What happens to what is over a limit.
    OnExceed {
        /// It is denied.
        Deny = "deny",
        /// It needs an authorization.
        Authorization = "authorization",
        /// It needs a documented medical necessity.
        Necessity = "necessity",
        /// It is reviewed.
        Review = "review",
        /// It is paid up to the limit.
        PayToCap = "pay-to-cap",
    }
}

words! {
    /// What is denied where a limit is exceeded.
    Grain {
        /// The units over the limit.
        Excess = "excess",
        /// The line.
        Line = "line",
        /// The claim.
        Claim = "claim",
    }
}

words! {
    /// Which units a limit counts.
    Counts {
        /// Those that were billed.
        Submitted = "submitted",
        /// Those that were paid.
        Paid = "paid",
        /// Those that were authorized.
        Authorized = "authorized",
    }
}

row! {
    /// A limit on how much may be billed. All limits that speak of a line hold at once. The services of one row
    /// are counted together; services with limits of their own have rows of their own.
    Cap in "cap" with terms: Terms {
        /// What is counted.
        measure: Measure,
        /// At most so much.
        most: Option<Known<Quantity>>,
        /// At least so much.
        least: Option<Quantity>,
        /// The figure that the source prints beside it, in another measure: `4 hours`.
        printed: Option<String>,
        /// Over which time.
        window: Window,
        /// How many days or months a rolling window has.
        length: Option<u16>,
        /// The `year` row of a fiscal year.
        year: Option<String>,
        /// The day a week begins with.
        week_starts: Option<Weekday>,
        /// Counting begins on this day, inside the window.
        count_from: Option<Date>,
        /// For whom one counts; left out: per member.
        per: Vec<Key>,
        /// What happens to what is over.
        on_exceed: Option<Known<OnExceed>>,
        /// What is denied.
        denies: Option<Known<Grain>>,
        /// Which units are counted.
        counts: Option<Known<Counts>>,
    }
}

words! {
    /// A day of the week.
    Weekday {
        /// Sunday.
        Sunday = "sunday",
        /// Monday.
        Monday = "monday",
    }
}

row! {
    /// When a service needs an authorization, and what one may hold.
    Authorization in "authorization" with terms: Terms {
        /// What is counted before one is needed.
        measure: Option<Measure>,
        /// So much needs none; 0: the first unit needs one.
        free: Option<Known<Quantity>>,
        /// Over which time.
        window: Option<Window>,
        /// The `year` row of a fiscal year.
        year: Option<String>,
        /// Counting begins on this day, inside the window.
        count_from: Option<Date>,
        /// For whom one counts; left out: per member.
        per: Vec<Key>,
        /// The figure that the source prints beside it.
        printed: Option<String>,
        /// At most so many units in one authorization.
        most_units: Option<Quantity>,
        /// At most so many days in one authorization.
        most_days: Option<u16>,
        /// Its number has to stand on the claim.
        number_on_claim: Option<bool>,
        /// It is not needed where the row speaks.
        waived: Option<bool>,
    }
}

words! {
    /// Who is counted in a group.
    Attendees {
        /// Members of this payer.
        Members = "members",
        /// Everyone in the session.
        Everyone = "everyone",
    }
}

row! {
    /// How many people a group may have.
    Group in "group" with terms: Terms {
        /// At least so many.
        least: Option<u16>,
        /// At most so many.
        most: Option<Known<u16>>,
        /// At most so many to one staff member.
        most_per_staff: Option<u16>,
        /// Who is counted.
        counts: Option<Known<Attendees>>,
    }
}

words! {
    /// Of whom there may be only so many.
    Counted {
        /// Staff under one supervisor.
        StaffPerSupervisor = "staff-per-supervisor",
        /// Full-time equivalents of staff under one full-time supervisor.
        FtePerSupervisor = "fte-per-supervisor",
        /// Members in the care of one staff member.
        MembersPerStaff = "members-per-staff",
    }
}

row! {
    /// How many staff one supervisor may have, how many members one staff member.
    Ratio in "ratio" with terms: Terms {
        /// Of whom there may be only so many.
        counted: Counted,
        /// At most so many; left out: there is no limit any more.
        most: Option<Known<Quantity>>,
    }
}
