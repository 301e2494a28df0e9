//! Claims read and written again.

mod canonical;
mod envelope;
mod pointer;
mod random;
#[cfg(feature = "schema")]
mod schema;

use super::Batch;
use super::fixtures::{Walked, joined};
use crate::x12::Delimiters;

fn read(text: &str) -> Batch {
    Batch::from_set(&Walked::new(text.as_bytes()).view())
}

fn written(batch: &Batch) -> String {
    String::from_utf8(batch.to_set(Delimiters::default()).unwrap()).unwrap()
}

fn through_json(batch: &Batch) -> Batch {
    serde_json::from_str(&serde_json::to_string(batch).unwrap()).unwrap()
}
