//! Where it is written down, and what is not a rule.

use crate::pack::{Status, Terms};
use crate::table::{Known, part, row, words};
use crate::value::{Date, Quantity};

row! {
    /// A document that rows cite.
    SourceRow in "source" {
        /// Its short name, which rows cite.
        id: String,
        /// What it is called, and whose it is.
        title: String,
        /// Its address.
        url: Option<String>,
        /// The day or month that it bears, as it bears it.
        dated: Option<String>,
        /// The day it was read.
        read_on: Option<Date>,
        /// No row that cites it may claim to be known better than this.
        status: Status,
        /// How it was read: in part, in a copy, or only as somebody else reports it.
        note: Option<String>,
    }
}

row! {
    /// The day a year begins with.
    Year in "year" with terms: Terms {
        /// The month, 1 to 12.
        month: u8,
        /// The day of that month.
        day: u8,
    }
}

part! {
    /// One of several things that are said of the same matter.
    Stated {
        /// What is said.
        says: String,
        /// Who says it.
        cite: Vec<String>,
        /// How well that is known.
        status: Option<Status>,
    }
}

row! {
    /// Sources that disagree: what each says, which one the pack follows, and why. Never settled in silence.
    Conflict in "conflict" with terms: Terms {
        /// What it is about.
        about: String,
        /// What is said.
        position: Vec<Stated>,
        /// Which of them the pack follows, counted from 1; left out: none, the value is unknown.
        follows: Option<u16>,
        /// Why.
        because: String,
    }
}

words! {
    /// What a note is about.
    Topic {
        /// Who may be served, for what.
        Coverage = "coverage",
        /// How claims reach the payer.
        Submission = "submission",
        /// What the payer does and by when.
        PayerDuty = "payer-duty",
        /// How it came about.
        History = "history",
        /// How staff are trained and certified.
        Training = "training",
        /// Where it is written down.
        Documents = "documents",
        /// What payment follows.
        Payment = "payment",
        /// What a claim has to have, where no row says it.
        Claim = "claim",
        /// What is looked at afterwards.
        Audit = "audit",
    }
}

row! {
    /// A fact for people that no check reads.
    Note in "note" with terms: Terms {
        /// What it is about.
        about: Topic,
        /// The fact, in our own words.
        says: String,
    }
}

row! {
    /// Something that nobody has found out. It is never a default.
    Unknown in "unknown" with terms: Terms {
        /// What is not known.
        about: String,
        /// Where one would look.
        look: Option<String>,
    }
}

row! {
    /// A table by which an assessed level sets a figure.
    Level in "level" with terms: Terms {
        /// The level.
        level: String,
        /// The cap whose figure it sets, by id.
        cap: String,
        /// The figure.
        most: Known<Quantity>,
    }
}

row! {
    /// A fact of the collected research that is no row, and why.
    LeftOut in "left_out" {
        /// Its label.
        fact: String,
        /// Why it is no row.
        because: String,
    }
}
