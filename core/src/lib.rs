#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod catalogue;
mod certificates;
pub mod eligibility;
mod engine;
mod error;
pub mod finding;
mod form;
mod host;
pub mod materials;
pub mod model;
pub mod policy;
mod report;
mod round;
pub mod workflow;

pub use self::engine::Engine;
pub use self::error::{Error, SourceKind};
pub use self::report::{PolicyStamp, Report};
