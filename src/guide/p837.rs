//! placeholder
use super::table::*;
/// 837P
pub static P837: Guide = Guide { id: "005010X222A1", name: "837P", transaction: "837", group: "HC", accepts: &["005010X222A1", "005010X222A2", "005010X222"], root: &ST, claim: Some("2300"), line: Some("2400") };
static ST: Loop = Loop { id: "ST", label: "transaction set", parts: &[] };
