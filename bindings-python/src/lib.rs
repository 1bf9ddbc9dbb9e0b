//! The Python door: plain values in, the core's answer, plain values out.

#![allow(clippy::needless_pass_by_value, reason = "what was read from a Python argument belongs to the call")]

mod answer;
mod answers;
mod application;
mod argument;
mod capsule;
mod catalogue;
mod coerce;
mod decider;
mod desk;
mod engine;
mod error;
mod files;
mod policy;
mod search;
mod simulation;
mod table;
mod wanted;

/// What Python imports as `gongkao._native`.
#[pyo3::pymodule]
mod _native {
    #[pymodule_export]
    use super::answers::Answers;
    #[pymodule_export]
    use super::application::Application;
    #[pymodule_export]
    use super::catalogue::Catalogue;
    #[pymodule_export]
    use super::desk::{Desk, Tally};
    #[pymodule_export]
    use super::engine::Engine;
    #[pymodule_export]
    use super::files::{Inspector, inspect_file, inspect_header, strip_metadata};
    #[pymodule_export]
    use super::policy::Policy;
    #[pymodule_export]
    use super::search::{SearchIndex, SearchSession, filter_option};
    #[pymodule_export]
    use super::simulation::Simulation;
}
