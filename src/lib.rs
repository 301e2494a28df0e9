//! Medicaid peer support billing: reads, checks and writes 837P claims, and says what is wrong, where,
//! and what to do.

#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub mod check;
pub mod claim;
pub mod diag;
pub mod generate;
pub mod guide;
pub mod render;
pub mod value;
pub mod x12;
