#![doc = include_str!("README.md")]

pub mod actions;
pub mod basis;
mod carry;
pub mod challenge;
pub mod command;
pub mod context;
mod decide;
pub mod difference;
pub mod event;
mod evolve;
mod guard;
pub mod log;
pub mod progress;
pub mod refusal;
pub mod state;
pub mod token;
mod windows;

use serde::{Deserialize, Serialize};

pub use self::actions::actions;
pub use self::command::Command;
pub use self::context::Context;
pub use self::decide::decide;
pub use self::event::Event;
pub use self::evolve::evolve;
pub use self::refusal::Refusal;
pub use self::state::State;
use crate::finding::{Finding, Severity};
use crate::model::level::Level;
use crate::procedure::Procedure;
use crate::procedure::source::Subject;

/// The applicant's "确定" to one finding, on the form as it was when it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Acknowledgement {
    /// The finding's digest.
    pub digest: String,
}

impl Acknowledgement {
    /// Reads a JSON list of acknowledgements.
    pub fn list_from_json(text: &str) -> Result<Vec<Self>, crate::Error> {
        crate::error::from_json(text, crate::SourceKind::Acknowledgements)
    }
}

/// Whether nothing is left that keeps an application from being submitted: no refusal, nothing to supply, and every finding to
/// confirm acknowledged by its own digest. What a person must look at does not hold a submission up; the review is for that.
pub(crate) fn may_submit(findings: &[Finding], acknowledged: &[Acknowledgement]) -> bool {
    findings.iter().all(|finding| match finding.severity {
        Severity::Note | Severity::Review => true,
        Severity::Confirm => acknowledged.iter().any(|given| finding.digest.as_ref() == Some(&given.digest)),
        Severity::Supply | Severity::Refuse => false,
    })
}

/// What is examined at a level, in order.
pub fn subjects(procedure: &Procedure, level: Level) -> impl Iterator<Item = &Subject> {
    procedure.source().subjects.iter().filter(move |list| list.levels.contains(&level)).flat_map(|list| &list.subjects)
}
