#![doc = include_str!("README.md")]

mod check;
mod diagram;
pub mod names;
pub mod source;

use self::names::{Action, StateName};
use self::source::{ProcedureSource, Stage, StateEntry, TicketWindow, Transition};
use crate::digest::sha256;
use crate::error::{Error, SourceKind, from_json};
use crate::model::level::Level;
use crate::model::round::Round;
use crate::written;

/// A procedure (办理流程) whose names all resolve and whose table has been checked.
#[derive(Clone, Debug)]
pub struct Procedure {
    source: ProcedureSource,
    /// SHA-256 over the canonical JSON of `source`.
    digest: String,
}

impl Procedure {
    /// The procedure of Henan's 2022 round, as it comes with the library.
    pub fn henan() -> Result<Self, Error> {
        Self::from_json(include_str!("../../data/generated/henan.procedure.json"))
    }

    /// Reads a compiled procedure.
    pub fn from_json(text: &str) -> Result<Self, Error> {
        Self::new(from_json(text, SourceKind::Procedure)?)
    }

    /// Reads a procedure from the TOML people write, with the file's name for the error texts.
    #[cfg(feature = "toml")]
    pub fn from_toml(file: &str, text: &str) -> Result<Self, Error> {
        Self::new(crate::error::from_toml(text, SourceKind::Procedure, file)?)
    }

    fn new(source: ProcedureSource) -> Result<Self, Error> {
        check::check(&source).map_err(|fault| Error::source(SourceKind::Procedure, fault.path, fault.message))?;
        let digest = sha256(&[written::json(&source).as_bytes()]);
        Ok(Self { source, digest })
    }

    /// Checks it against the round whose windows it leans on: its year, its regions, and that no action waits for a window
    /// that never opens.
    pub fn check_with(&self, round: &Round) -> Result<(), Error> {
        check::with_round(&self.source, round)
            .map_err(|fault| Error::source(SourceKind::Procedure, fault.path, fault.message))
    }

    /// The procedure as data.
    pub fn source(&self) -> &ProcedureSource {
        &self.source
    }

    /// SHA-256 of its content, in hexadecimal.
    pub fn digest(&self) -> &str {
        &self.digest
    }

    /// The compiled form that [`Procedure::from_json`] reads.
    pub fn to_json(&self) -> Result<String, Error> {
        Ok(written::json(&self.source))
    }

    /// The table as a diagram in Mermaid.
    pub fn diagram(&self) -> String {
        diagram::draw(&self.source)
    }

    /// The rows of an action in a state; in none for what makes an application.
    pub fn rows(&self, action: Action, from: Option<StateName>) -> impl Iterator<Item = &Transition> {
        self.source.transitions.iter().filter(move |row| {
            row.action == action
                && match from {
                    None => row.from.is_empty(),
                    Some(state) => row.from.contains(&state),
                }
        })
    }

    /// A state in words.
    pub fn state(&self, name: StateName) -> Option<&StateEntry> {
        self.source.states.iter().find(|entry| entry.name == name)
    }

    /// The stages an application of this level and region goes through, in order.
    pub fn stages(&self, level: Level, region: &str) -> impl Iterator<Item = &Stage> {
        self.source.stages.iter().filter(move |stage| {
            stage.levels.as_ref().is_none_or(|levels| levels.contains(&level))
                && stage.regions.as_ref().is_none_or(|regions| regions.iter().any(|code| code == region))
        })
    }

    /// A stage by its name.
    pub fn stage(&self, name: &str) -> Option<&Stage> {
        self.source.stages.iter().find(|stage| stage.name == name)
    }

    /// The ticket window of a batch for a level and region.
    pub fn ticket_window(&self, batch: &str, level: Level, region: &str) -> Option<&TicketWindow> {
        self.source.tickets.iter().find(|window| {
            window.batch == batch
                && window.levels.contains(&level)
                && window.regions.as_ref().is_none_or(|regions| regions.iter().any(|code| code == region))
        })
    }
}
