//! Plain data: what people fill in, what registers know. No rule lives here; every other room imports this one.
//!
//! Every type is part of the contract: its JSON is the same in Rust, Python and JavaScript, unknown fields are refused, and a
//! field left out is an answer not given yet.

pub mod answer;
pub mod application;
pub mod assessment;
pub mod award;
pub mod candidate;
pub mod certificate;
pub mod citation;
pub mod date;
pub mod identity;
pub mod level;
pub mod masked;
pub mod penalty;
pub mod retirement;
pub mod round;
pub mod schooling;
pub mod service;
pub mod timestamp;
pub mod unit;
pub mod work_type;
