#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod advise;
#[cfg(feature = "arrow")]
pub mod batch;
pub mod catalogue;
mod certificates;
mod desk;
mod digest;
pub mod eligibility;
mod engine;
mod error;
pub mod finding;
pub mod foresee;
pub mod foretell;
mod form;
mod host;
pub mod inspect;
pub mod materials;
pub mod model;
mod order;
pub mod policy;
pub mod printing;
pub mod procedure;
pub mod prove;
mod record;
pub mod registration;
mod report;
mod round;
pub mod search;
pub mod sql;
pub mod statistics;
#[cfg(feature = "toml")]
mod strict;
mod suggest;
pub mod uploads;
pub mod workflow;
mod written;

pub use self::desk::{Bytes, Desk, Facts};
pub use self::engine::{CaseReport, Engine, FailedCase, Uncovered};
pub use self::error::{Error, SourceKind};
pub use self::foresee::Foresight;
pub use self::host::{
    Application, ChallengeAnswer, Decision, Given, Page, PolicyScope, Replay, UploadLink, filter_option_json,
};
pub use self::record::{DecisionRecord, Difference, RuleRecord};
pub use self::report::{PolicyStamp, Report};

/// An answer of the library as JSON, as every host sends it. Empty for what is no answer of the library: a fraction, or a table whose
/// names are neither texts nor numbers.
pub fn to_json<T: serde::Serialize + ?Sized>(answer: &T) -> String {
    written::json(answer)
}

/// Reads a day, as `2022-03-07`.
pub fn read_day(text: &str) -> Result<model::date::Date, Error> {
    text.parse().map_err(|error: model::date::DateError| Error::source(SourceKind::Day, "", error.to_string()))
}
