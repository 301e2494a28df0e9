//! What the agency charges, what was sent to payers, and what they decided.

use crate::table::{part, row, words};
use crate::value::{Date, HcpcsCode, Modifier, Money, PlaceOfService, Quantity, Units};

row! {
    hidden
    /// What the agency charges for a unit. A charge is the agency's, never the payer's.
    Charge in "charges" {
        /// Its id.
        id: Option<String>,
        /// The service, as packs name it.
        service: Option<String>,
        /// The procedure code, where no service is named.
        code: Option<HcpcsCode>,
        /// The modifiers that it is for.
        modifiers: Vec<Modifier>,
        /// The payer that it is for: a pack's id, or the payer's number; left out: all.
        payer: Option<String>,
        /// The first date of service.
        from: Option<Date>,
        /// The last date of service; left out: still so.
        to: Option<Date>,
        /// Dollars a unit.
        amount: Money,
    }
}

part! {
    hidden
    /// Why a payer paid less than was charged.
    Adjustment {
        /// The group: `CO`, `PR`, `OA`, `PI`.
        group: String,
        /// The claim adjustment reason code.
        reason: String,
        /// Dollars not paid.
        amount: Money,
        /// How many units of them.
        quantity: Option<Quantity>,
    }
}

row! {
    hidden
    /// What another payer decided.
    Adjudication in "adjudications" {
        /// Its id.
        id: String,
        /// The contact, by id.
        encounter: Option<String>,
        /// The control number of the line.
        line: Option<String>,
        /// The number of the claim.
        claim: Option<String>,
        /// The other payer's name.
        payer_name: Option<String>,
        /// The other payer's number.
        payer_number: Option<String>,
        /// The day it was decided.
        decided_on: Option<Date>,
        /// The day the decision came.
        received_on: Option<Date>,
        /// Dollars charged.
        charge: Option<Money>,
        /// Dollars allowed.
        allowed: Option<Money>,
        /// Dollars paid.
        paid: Option<Money>,
        /// Why not all was paid.
        adjustments: Vec<Adjustment>,
        /// The claim filing indicator of that payer: `MB`, `CI`.
        filing_indicator: Option<String>,
    }
}

words! {
    /// What became of a line.
    LineStatus {
        /// Nothing was heard.
        Sent = "sent",
        /// Refused before it was decided.
        Rejected = "rejected",
        /// Taken, not decided.
        Pending = "pending",
        /// Paid as charged or as priced.
        Paid = "paid",
        /// Not paid.
        Denied = "denied",
        /// Paid in part.
        PartlyPaid = "partly-paid",
        /// Taken back.
        Voided = "voided",
    }
}

row! {
    hidden
    /// A line as it was sent.
    History in "history" {
        /// Its id.
        id: String,
        /// The number of the claim.
        claim: Option<String>,
        /// The control number of the line.
        line: Option<String>,
        /// The day it was sent.
        sent_on: Option<Date>,
        /// The day the payer received it.
        received_on: Option<Date>,
        /// The payer: a pack's id, or the payer's number.
        payer: Option<String>,
        /// The member, by id.
        member: Option<String>,
        /// The service, as packs name it.
        service: Option<String>,
        /// The procedure code.
        code: Option<HcpcsCode>,
        /// The modifiers.
        modifiers: Vec<Modifier>,
        /// The first date of service.
        from: Date,
        /// The last date of service; left out: the first.
        to: Option<Date>,
        /// The units.
        units: Option<Units>,
        /// Dollars charged.
        charge: Option<Money>,
        /// The place of service.
        pos: Option<PlaceOfService>,
        /// The staff, by id.
        staff: Vec<String>,
        /// The claim frequency: 1 a first claim, 7 a replacement, 8 a void.
        frequency: Option<String>,
        /// The payer's number for the claim.
        payer_control_number: Option<String>,
        /// What became of it.
        status: Option<LineStatus>,
        /// The day it was decided.
        adjudicated_on: Option<Date>,
        /// Dollars paid.
        paid: Option<Money>,
        /// Why it was denied: claim adjustment reason codes.
        denial_reason: Vec<String>,
        /// The contacts that it bills, by id.
        encounters: Vec<String>,
    }
}

impl History {
    /// Did the payer pay the line, whole or in part?
    pub(crate) fn was_paid(&self) -> bool {
        matches!(self.status, Some(LineStatus::Paid | LineStatus::PartlyPaid))
    }
}
