//! What is billed: services, and how a line says which one it was.

use crate::pack::{Mode, Terms};
use crate::table::{Known, row, words};
use crate::value::{HcpcsCode, Minutes, Modifier, PlaceOfService};

words! {
    /// What one unit of a service is.
    Basis {
        /// A number of minutes.
        Minutes = "minutes",
        /// One contact, however long.
        Contact = "contact",
        /// One session of a group or a class.
        Session = "session",
        /// One day.
        Day = "day",
        /// One week.
        Week = "week",
        /// One month.
        Month = "month",
        /// A case or episode.
        Case = "case",
    }
}

words! {
    /// To whom a service is given.
    Variant {
        /// One member.
        Individual = "individual",
        /// Several members at once.
        Group = "group",
        /// The member's family or caregiver, for the member.
        Family = "family",
        /// A young member.
        Youth = "youth",
    }
}

row! {
    /// A service as this payer knows it: the code that bills it and what one unit is. The service owns the
    /// unit, not the code: one payer's code means an hour where another's means fifteen minutes.
    Service in "service" with terms: Terms {
        /// What people call it.
        name: Option<String>,
        /// To whom it is given.
        variant: Variant,
        /// The procedure code.
        code: Known<HcpcsCode>,
        /// The modifiers that tell it from other services with the same code, in the payer's order.
        modifiers: Vec<Modifier>,
        /// The payer's own number for what is billed, where it pays by such numbers: a New York rate code.
        rate_code: Option<String>,
        /// What one unit is.
        unit: Known<Basis>,
        /// How many minutes one unit is, where it is minutes.
        minutes: Option<Minutes>,
        /// One staff member with one member, and never otherwise.
        one_to_one: Option<bool>,
        /// The payer may want modifiers that `modifiers` does not name: nobody has found which. Without it, none
        /// are wanted but those.
        modifiers_unknown: Option<bool>,
    }
}

words! {
    /// What a payer wants of a modifier, a place or a mode.
    Need {
        /// It has to be there.
        Required = "required",
        /// It may be there.
        Allowed = "allowed",
        /// It may not be there.
        Forbidden = "forbidden",
    }
}

words! {
    /// Where a modifier stands among those of its line.
    Position {
        /// Before all others.
        First = "first",
        /// After all others.
        Last = "last",
        /// In the second place.
        Second = "second",
        /// In the third place.
        Third = "third",
    }
}

row! {
    /// A modifier: what it means to this payer, and when a line has to bear it.
    ModifierRow in "modifier" with terms: Terms {
        /// The modifier.
        code: Modifier,
        /// What it means here, in a few words.
        means: Option<String>,
        /// What the payer wants of it where the row speaks.
        need: Need,
        /// Where it stands among the modifiers of the line.
        position: Option<Position>,
        /// Modifiers that do not go with it.
        excludes: Vec<Modifier>,
    }
}

words! {
    /// Whose order the modifiers of a line follow.
    Order {
        /// That of the payer's fee schedule.
        FeeSchedule = "fee-schedule",
        /// That of the service row.
        Service = "service",
        /// None.
        Any = "any",
    }
}

row! {
    /// The order of the modifiers on a line.
    ModifierOrder in "modifier_order" with terms: Terms {
        /// Whose order they follow.
        order: Order,
    }
}

row! {
    /// A place of service: which may, must or may not stand on the claim where the row speaks.
    Place in "place" with terms: Terms {
        /// The places.
        pos: Vec<PlaceOfService>,
        /// What the payer wants of them.
        need: Need,
        /// The place where the service would usually be given is kept, even when it is given from afar.
        usual: Option<bool>,
    }
}

row! {
    /// Whether a service may be given in person, by video, by telephone; and what that takes.
    ModeRow in "mode" with terms: Terms {
        /// The ways.
        mode: Vec<Mode>,
        /// Allowed, or forbidden.
        need: Need,
        /// What has to be on record before: `consent`, `no-video-access`.
        requires: Vec<String>,
    }
}
