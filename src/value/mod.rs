//! What a value may be.
//!
//! Small types that parse and then cannot be wrong: an [`Npi`] has its check digit, a [`Money`] is an
//! exact decimal that fits the guide, a [`Date`] exists, an [`HcpcsCode`] has its shape. Nothing here
//! knows a segment, a payer or a person. A parse error says at which byte and in what way the text is
//! wrong and never repeats the text, because the text may be a person's.
//!
//! ```
//! use peerclaim::value::{Money, Npi};
//! let npi: Npi = "1234567893".parse()?;
//! let sum = "60.5".parse::<Money>()?.checked_add("12".parse()?).ok_or("too large")?;
//! assert_eq!((npi.as_str(), sum.to_string().as_str()), ("1234567893", "72.5"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod code;
mod date;
mod delimiters;
mod error;
mod exact;
pub(crate) mod list;
mod moment;
mod money;
mod npi;
mod serial;
mod units;

pub use code::{HcpcsCode, Icd10Cm, Icd10Prefix, Modifier, PlaceOfService, StateCode, TaxonomyCode};
pub use date::{Date, DateSpan};
pub use delimiters::Delimiters;
pub use error::{Flaw, ValueError};
pub use list::{ListError, ListKind, Lists};
pub use moment::Moment;
pub use money::{Money, Quantity};
pub use npi::Npi;
pub(crate) use serial::json_text;
pub use units::{Minutes, Units};

pub use chrono;
pub use rust_decimal;
