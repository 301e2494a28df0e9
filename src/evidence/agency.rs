//! Who bills, and to whom.

use super::Address;
use crate::table::{Faults, Field, Node, Shape, part, row, words};
use crate::value::{Date, Npi, PlaceOfService, TaxonomyCode};
use std::fmt;

/// A federal tax number of an employer: nine digits. Reads `00-1234567` too.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct TaxId(String);

impl TaxId {
    /// The number, if these are nine digits with or without the hyphen after the second.
    pub fn new(text: &str) -> Option<Self> {
        let digits = match text.as_bytes() {
            [a, b, b'-', rest @ ..] if rest.len() == 7 => [&[*a, *b], rest].concat(),
            all => all.to_vec(),
        };
        let nine = digits.len() == 9 && digits.iter().all(u8::is_ascii_digit);
        nine.then(|| String::from_utf8(digits).ok().map(Self)).flatten()
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for TaxId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TaxId(..)")
    }
}

impl serde::Serialize for TaxId {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl Field for TaxId {
    const SHAPE: Shape = Shape::Form("a federal tax number", "^[0-9]{2}-?[0-9]{7}$");

    fn read(node: &Node<'_>, faults: &mut Faults) -> Option<Self> {
        let value = node.digits().and_then(Self::new);
        if value.is_none() {
            faults.expected(node.bytes, "a federal tax number of nine digits in quotation marks");
        }
        value
    }
}

part! {
    hidden
    /// Whom a payer calls with questions.
    Contact {
        /// A name, or what they are called together.
        name: Option<String>,
        /// The telephone number: ten digits.
        phone: Option<String>,
    }
}

part! {
    hidden
    /// The agency's own number with a payer.
    ProviderNumber {
        /// The payer: a pack's id, or the payer's number.
        payer: String,
        /// The agency's number there.
        number: String,
    }
}

part! {
    hidden
    /// A place where the agency gives services.
    Place {
        /// Its id.
        id: Option<String>,
        /// What it is called.
        name: Option<String>,
        /// Its own NPI, where it has one.
        npi: Option<Npi>,
        /// Where it is.
        address: Option<Address>,
        /// Its place of service code.
        pos: Option<PlaceOfService>,
    }
}

row! {
    hidden
    /// The agency that bills.
    Agency in "agency" {
        /// Its id.
        id: Option<String>,
        /// Its name, as it is enrolled with the payers.
        name: String,
        /// Its NPI.
        npi: Option<Npi>,
        /// Its federal tax number.
        tax_id: Option<TaxId>,
        /// Its taxonomy code.
        taxonomy: Option<TaxonomyCode>,
        /// Where it is: a street, no post-office box.
        address: Option<Address>,
        /// Whom payers call.
        contact: Option<Contact>,
        /// Its own numbers with payers.
        provider_numbers: Vec<ProviderNumber>,
        /// Its type and specialty with the state's Medicaid programme: `21/076`.
        type_specialty: Vec<String>,
        /// What kinds of provider it is, as packs name them.
        kind: Vec<String>,
        /// Where it gives services.
        locations: Vec<Place>,
    }
}

words! {
    /// What claims to a trading partner are for.
    Usage {
        /// To try things out.
        Test = "T",
        /// To be paid.
        Production = "P",
    }
}

row! {
    hidden
    /// How claims to a payer are addressed: what the envelope and the header of an 837 say.
    Partner in "partners" {
        /// Its id.
        id: String,
        /// The payer: a pack's id, or the number its pack knows it by.
        payer: Option<String>,
        /// The payer's number, as claims name it.
        payer_number: Option<String>,
        /// The payer's name.
        payer_name: Option<String>,
        /// Who submits.
        submitter_id: Option<String>,
        /// What kind of id that is: `ZZ`, `30`.
        submitter_qualifier: Option<String>,
        /// The name of who submits.
        submitter_name: Option<String>,
        /// Who receives.
        receiver_id: Option<String>,
        /// What kind of id that is: `ZZ`, `30`.
        receiver_qualifier: Option<String>,
        /// The name of who receives.
        receiver_name: Option<String>,
        /// What the claims are for.
        usage: Option<Usage>,
        /// The first day.
        from: Option<Date>,
        /// The last day; left out: still so.
        to: Option<Date>,
    }
}
